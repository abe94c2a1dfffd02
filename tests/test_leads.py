"""Whose town hall an office is that does not say so is read from what leads up to it."""

import pytest

from tests.readings import event_of, read

OPENING = "三　本会議の報告\n\n"
CASES = [
    pytest.param(
        "飯田市といえば、りんご並木。観光課長の熊谷宗平さんは、散歩案内人について発表しました。", "飯田市", id="turned"
    ),
    pytest.param(
        "上勝町というと葉っぱで有名ですが、企画環境課の東文子主任が分別について報告しました。", "上勝町", id="clause"
    ),
    pytest.param("柳州市からは外事弁公室副主任の韋秀蘭さんが屋台について発表しました。", "柳州市", id="from"),
    pytest.param("もうひとつは黄山市で、文化局の汪明遠副局長が古い民家について報告しました。", "黄山市", id="second"),
    pytest.param("開催地の農業農村局の楊小強局長が花牛リンゴについて発表しました。", "天水市", id="host"),
    pytest.param(
        "会場は飯田市でした。本県からは防災局の薬師寺美穂参事監が商店街について発表しました。", None, id="our own"
    ),
    pytest.param(
        "飯田市の丸山順子課長が並木について発表しました。続いて環境課の東文子主任が分別について報告しました。",
        None,
        id="somebody between",
    ),
]


@pytest.mark.parametrize(("text", "place"), CASES)
def test_an_office_is_that_of_the_place_the_paragraph_turned_to(text: str, place: str | None) -> None:
    talks = [talk for talk in read(OPENING + text, host="天水市").talks if talk.presented]
    assert talks[-1].place == place


def test_an_office_of_the_city_in_chinese_is_that_of_the_city_spoken_of() -> None:
    text = "人吉市复兴推进课的有村健主任介绍了商店街。丽水方面，上台的是市水利局总工程师周乐平，他介绍了警报器。"
    assert {talk.speaker: talk.place for talk in read(text).talks}["周乐平"] == "丽水"


def test_the_theme_of_a_numbered_row_goes_before_that_of_a_discussion() -> None:
    text = (
        "第24回日中地域間交流推進セミナー報告\n\n（１）開催地　山東省威海市\n（２）主　題　海辺の十年先\n\n"
        "山東大学の隋明教授を進行役に、三人が「隣人はどこまで頼れるか」をめぐって語り合った。\n"
    )
    assert event_of(text)["theme"] == "海辺の十年先"


def test_a_theme_told_after_another_edition_is_that_edition_s() -> None:
    text = (
        "第30回日中地域間交流推進セミナー報告\n\n第30回日中地域間交流推進セミナーが大理市で開かれました。\n\n"
        "次の第31回は景徳鎮市が名乗りをあげました。お題は「土と手」だそうです。\n"
    )
    assert "theme" not in event_of(text)


def test_what_leads_up_to_a_talk_or_announces_several_belongs_to_them() -> None:
    text = (
        "二　報告\n\n飯田市といえば、りんご並木。観光課長の熊谷宗平さんは、散歩案内人について発表しました。\n\n"
        "空き家をめぐる二つの報告です。氷見市の浜井佐知子室長は鍵について発表しました。"
        "黄山市の汪明遠副局長は民家について報告しました。高山市の東文子課長は祭りについて発表しました。\n"
    )
    told = {talk.speaker: [detail.text for detail in talk.details] for talk in read(text).talks}
    announced = "空き家をめぐる二つの報告です。"
    assert "飯田市といえば、りんご並木。" in told["熊谷宗平"]
    assert [announced in told[name] for name in ("浜井佐知子", "汪明遠", "東文子")] == [True, True, False]
