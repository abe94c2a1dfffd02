"""Questions about reports written otherwise: without a number, with halves of a day, with the next host announced."""

from functools import cache

import pytest

from assistant.archive import Archive
from tests.samples import ask, first_sentence, read, speakers

HALVES = """第61回日中地域間交流推進セミナーを威海市で開催

2029年5月20日から22日まで、山東省威海市で第61回日中地域間交流推進セミナーが開催されました。テーマは「港の仕事」です。
参加者は140名で、うち日本側は52名でした。
議論は青島大学の韓梅教授の進行で進められました。

午前の部
鳥取県境港市の足立実市長が漁港の見学について発表しました。
威海市商務局の孫立局長が倉庫の再利用について発表しました。

午後の部
鳥取県米子市の角田修副市長が朝市について発表しました。

所感：会場に若者が多いことに驚いた。

来年の第62回は江西省贛州市で開かれる予定です。
"""
UNNUMBERED = """我市代表团赴日照出席中日地方交流促进研讨会

2027年6月3日至5日，中日地方交流促进研讨会在山东省日照市举行。来自中日两国的110人参加了会议。
日照市文化和旅游局局长郭敏介绍了海边民宿。
岛根县滨田市副市长田中·玛丽介绍了渔港夜市。
最后一位讲的是怎样用十年把停业的影院变成避难所。她就是松风会的三谷千岁。
下一届研讨会将在湖南省岳阳市举行。
"""


@cache
def _reports() -> Archive:
    return Archive([read(HALVES, "weihai.txt"), read(UNNUMBERED, "rizhao.txt")])


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        pytest.param("2027年の日照は何日から何日まで", "2027年6月3日", id="days-of-year-and-host"),
        pytest.param("請問日照是哪一天開的", "2027年6月3日", id="day-of-host"),
        pytest.param("2027年はどこで開かれた？", "日照市", id="host-of-year"),
        pytest.param("日照来了多少人", "110", id="people-of-host"),
        pytest.param("威海市の回の日本側の人数", "52人", id="side-beside-a-total"),
        pytest.param("威海那届总共多少人，别把商洽会的人算进去哈", "140人", id="set-apart-unknown"),
        pytest.param("威海に来た日本人と中国人の数", "52人", id="both-sides"),
    ],
)
def test_an_edition_is_found_without_its_number(question: str, fact: str) -> None:
    answer = ask(question, archive=_reports())
    assert (answer.kind, answer.status) == ("fact", "answered")
    assert fact in first_sentence(answer)


def test_editions_of_a_decade_hold_one_without_a_number() -> None:
    rows = ask("2020年代的研讨会都在哪些城市开过", archive=_reports()).rows
    assert {row.year for row in rows} == {2027, 2029}


@pytest.mark.parametrize(
    ("question", "names"),
    [
        pytest.param("威海で鳥取県から話した人を全員", {"足立実", "角田修"}, id="from-elsewhere"),
        pytest.param("威海の日本側の発表者リスト", {"足立実", "角田修"}, id="side"),
        pytest.param("威海会议日方讲了的都有谁", {"足立実", "角田修"}, id="meeting"),
        pytest.param("威海で午前に発表したのは誰々", {"足立実", "孫立"}, id="morning"),
        pytest.param("威海下午有哪些人发言", {"角田修"}, id="afternoon"),
        pytest.param("日照で午前に発表したのは誰々", {"郭敏", "田中·玛丽"}, id="no-halves"),
        pytest.param("来自鸟取县的发言人都有谁", {"足立実", "角田修"}, id="not-in-each"),
        pytest.param("第61回の発表を順番に", {"足立実", "孫立", "角田修"}, id="nothing-but-talks"),
    ],
)
def test_a_place_that_hosted_chooses_the_edition(question: str, names: set[str]) -> None:
    assert speakers(ask(question, archive=_reports())) == names


@pytest.mark.parametrize(
    "question",
    ["威海のまとめ役の先生の名前", "Who chaired the Weihai talks?"],
    ids=["japanese", "english"],
)
def test_who_led_is_told_in_the_words_of_the_report(question: str) -> None:
    assert "韓梅" in ask(question, archive=_reports()).text


@pytest.mark.parametrize(
    ("questions", "place"),
    [
        pytest.param(["威海会议之后下一届定在哪里"], "贛州市", id="after-a-host"),
        pytest.param(["第61回の開催地は？", "その次の年はどこで？"], "贛州市", id="after-the-one-before"),
        pytest.param(["第62回はどこで開かれる？"], "贛州市", id="by-number"),
    ],
)
def test_an_announced_host_answers_where_the_next_one_is(questions: list[str], place: str) -> None:
    *before, question = questions
    answer = ask(question, *before, archive=_reports())
    assert answer.status == "answered"
    assert any(place in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("郭敏提出什麼構想", "海边民宿", id="word-that-says-little"),
        pytest.param("田中玛丽讲了什么", "渔港夜市", id="name-without-its-point"),
        pytest.param("三谷女士分享的內容係咩", "避难所", id="sentence-before-a-name"),
        pytest.param("说说威海这份报告的感想部分", "若者が多い", id="impressions"),
    ],
)
def test_what_was_told_is_quoted(question: str, told: str) -> None:
    answer = ask(question, archive=_reports())
    assert answer.status == "answered"
    assert any(told in citation.quote for citation in answer.citations)


@pytest.mark.parametrize("question", ["木下さんは何を話しましたか", "岳阳先生讲了什么"], ids=["nowhere", "place"])
def test_a_name_no_report_writes_is_no_answer(question: str) -> None:
    assert ask(question, archive=_reports()).status == "not_in_reports"
