"""Questions that name more than they filter by: columns of an answer, the scope of a history, what is to be done."""

from functools import cache

import pytest

from assistant.archive import Archive
from tests.samples import GUILIN, HARBIN, LUOYANG, ask, read, speakers

AGAIN = """第22回日中地域間交流推進セミナー（青海省西寧市）

2026年9月5日、青海省西寧市で第22回日中地域間交流推進セミナーを開催しました。参加者は95人でした。
第23回は広東省珠海市で開かれます。

基調講演
札幌市の山口健副市長は、除雪車の位置を知らせる仕組みについて発表しました。愛媛県の伊藤航主任は、「声の宅配便」について発表しました。
愛媛県内子町の宮岡徹副町長は、芝居小屋の修理について発表しました。愛媛県今治市の森美咲課長は、タオルの町の観光について発表しました。
西寧市のある学校給食センターの李強主任は、学校給食の献立について発表しました。
海東市の王芳局長は、手作り弁当の日について発表しました。
"""


@cache
def _reports() -> Archive:
    texts = {"xining.txt": AGAIN, "luoyang.txt": LUOYANG, "harbin.txt": HARBIN, "guilin.txt": GUILIN}
    return Archive([read(text, name) for name, text in texts.items()])


@pytest.mark.parametrize(
    ("question", "named"),
    [
        pytest.param("有没有人发言过不止一次？都有谁 哪几届", {"山口健"}, id="came-again"),
        pytest.param("愛媛県の市町で発表したところは", {"宮岡徹", "森美咲"}, id="cities-and-towns"),
        pytest.param("which talks were about tourism? speaker + town please", {"高野真一", "森美咲"}, id="columns"),
        pytest.param("学校给食、弁当相关的发言都列出来", {"李強", "王芳"}, id="a-term-or-a-word"),
        pytest.param("「声の宅配便」を紹介したのは誰", {"伊藤航"}, id="quoted-name"),
        pytest.param(
            "Who spoke in Xining besides Uchiko and Imabari?", {"山口健", "伊藤航", "李強", "王芳"}, id="besides"
        ),
        pytest.param(
            "西寧で山口副市長のほかに話したのは", {"宮岡徹", "森美咲", "伊藤航", "李強", "王芳"}, id="who-else"
        ),
        pytest.param(
            "西寧の発表者で、副市長でも副町長でもないのは誰", {"伊藤航", "森美咲", "李強", "王芳"}, id="neither"
        ),
        pytest.param(
            "西宁发言人里既不是副市长也不是副町长的有谁", {"伊藤航", "森美咲", "李強", "王芳"}, id="neither-nor"
        ),
        pytest.param(
            "西寧の発表者を全員、弁当の人も含めて",
            {"山口健", "伊藤航", "宮岡徹", "森美咲", "李強", "王芳"},
            id="counted-in",
        ),
        pytest.param(
            "副市長か副町長で話したのは誰？2回とも見て", {"山口健", "宮岡徹", "王立新"}, id="look-through-all"
        ),
    ],
)
def test_speakers_are_found_by_what_is_asked_and_not_by_what_goes_along(question: str, named: set[str]) -> None:
    assert named <= speakers(ask(question, archive=_reports())) <= {*named, "陳麗", "北海道", "西川正"}


@pytest.mark.parametrize(
    ("question", "editions"),
    [
        pytest.param("九月份开的是哪几届？", {18, 22}, id="month"),
        pytest.param("从第20届到现在的举办城市有哪些", {20, 21, 22}, id="until-now"),
        pytest.param("Which cities other than Luoyang have hosted?", {18, 20, 22}, id="other-hosts"),
        pytest.param("除了洛阳还有哪些城市举办过", {18, 20, 22}, id="other-hosts-in-chinese"),
    ],
)
def test_editions_are_chosen_by_what_is_asked(question: str, editions: set[int]) -> None:
    assert {row.edition for row in ask(question, archive=_reports()).rows} == editions


@pytest.mark.parametrize(
    ("question", "told", "gone"),
    [
        pytest.param("第18届情况简单介绍一下", "90", "未记载具体的发言", id="to-be-introduced"),
        pytest.param("开催地の一覧", "珠海市", "見当たりません", id="hosts-told-elsewhere"),
        pytest.param("タクシーの話をしたのは", "タクシー", "多久市", id="no-city-in-a-loanword"),
    ],
)
def test_what_is_told_is_what_was_asked(question: str, told: str, gone: str) -> None:
    text = ask(question, archive=_reports()).text
    assert told in text and gone not in text


def test_the_building_is_told_where_the_venue_is_asked_for() -> None:
    text = """第24回日中地域間交流推進セミナーを開催

2028年5月20日、山東省威海市で第24回日中地域間交流推進セミナーが開催されました。会場は威海国際会議センターの3階です。
"""
    archive = Archive([read(text, "weihai.txt")])
    assert "威海国際会議センター" in ask("威海のとき会場どこだった", archive=archive).text
    assert "センター" not in ask("威海は何省", archive=archive).text
    assert "未找到" not in ask("会场叫什么名字", archive=archive).text


def test_a_building_that_no_report_names_is_said_not_to_be_found_where_the_venue_is_asked_for() -> None:
    told = {question: ask(question, archive=_reports()).text for question in ("会場の名前は", "会场叫什么", "開催地は")}
    assert "施設の名前は見つかりません" in told["会場の名前は"]
    assert "未找到会场的具体名称" in told["会场叫什么"]
    assert "見つかりません" not in told["開催地は"]


@pytest.mark.parametrize(
    ("question", "told", "gone"),
    [
        pytest.param("奈良市の発表は", "奈良県の西川正副知事", "近い記述", id="the-prefecture-of-the-name"),
        pytest.param("島根市の発表は", "島根県は", "見当たりません", id="a-city-that-is-none"),
    ],
)
def test_a_city_is_not_taken_for_its_prefecture_nor_is_that_kept_quiet(question: str, told: str, gone: str) -> None:
    archive = Archive([read(text, name) for name, text in (("guilin.txt", GUILIN), ("luoyang.txt", LUOYANG))])
    text = ask(question, archive=archive).text
    assert told in text and gone not in text


def test_editions_as_large_as_one_another_are_told_apart_from_the_others() -> None:
    twin = AGAIN.replace("参加者は95人", "参加者は90人")
    archive = Archive([read(twin, "xining.txt"), read(HARBIN, "harbin.txt"), read(GUILIN, "guilin.txt")])
    for question in (
        "参加人数一样多的是哪两届",
        "同じ人数だった回はありますか",
        "which two had the same number of participants",
    ):
        assert {row.edition for row in ask(question, archive=archive).rows} == {18, 22}


def test_who_closed_a_seminar_is_nobody_who_opened_it() -> None:
    closed = AGAIN + "\n閉会\n西寧市の馬強副市長が閉会のあいさつを述べました。\n"
    archive = Archive([read(closed, "xining.txt"), read(LUOYANG, "luoyang.txt")])
    for question in ("閉会のあいさつをしたのは誰？", "谁致闭幕辞？", "Who gave the closing remarks?"):
        assert speakers(ask(question, archive=archive)) == {"馬強"}
    assert ask("閉会のあいさつをしたのは誰？", archive=_reports()).status == "not_in_reports"
