"""Questions in wordings that leave a name, a kind or a fact to be made out, answered from the invented reports."""

import pytest

from assistant.archive import Archive
from tests.samples import ask, read, speakers

LED = """第23回日中地域間交流推進セミナー（広東省珠海市）

2027年6月3日、広東省珠海市で第23回日中地域間交流推進セミナーを開催しました。参加者は80人でした。

パネルディスカッション
自治体国際化協会北京事務所の大野誠所長がコーディネーターを務めました。愛媛県の伊藤航主任は、港の防災について発表しました。
中山大学の李強教授は、島の医療について発表しました。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("らくようの回のてーまは", ("水辺のまちづくりとスマートシティ",), id="loanword-in-hiragana"),
        pytest.param("What did the Sapporo deputy mayor present?", ("高齢者の見守り",), id="place-before-a-post"),
        pytest.param("第20回と第2回の開催地", ("ハルビン市", "第2回の報告書は、まだ"), id="edition-without-a-report"),
        pytest.param("桂林は何年", ("2019年", "令和元年"), id="year-by-era"),
        pytest.param("第18回について教えて", ("90人", "寺社と観光"), id="what-else-is-told"),
        pytest.param("哪几届会期不只一天", ("第21届",), id="longer-than"),
        pytest.param("第20届大会的主旨，日语原文是？", ("高齢化社会と地域福祉",), id="theme-by-another-word"),
        pytest.param("place and year of the 18th", ("Guilin", "2019"), id="place-beside-a-date"),
        pytest.param("Harbin seminar summed up for my boss", ("120",), id="for-whom"),
    ],
)
def test_what_was_meant_is_told(question: str, told: tuple[str, ...]) -> None:
    text = ask(question).text
    assert [one for one in told if one not in text] == []


@pytest.mark.parametrize(
    ("question", "editions"),
    [
        pytest.param("18、20這兩屆分別在哪裡辦", {18, 20}, id="counted-out"),
        pytest.param("2010年代に開かれた回は", {18}, id="decade"),
        pytest.param("List the seminars from 2024 on", {20, 21}, id="since"),
        pytest.param("Which seminars had a participant total exceeding 110?", {20, 21}, id="exceeding"),
        pytest.param("Which editions stayed under 100 participants?", {18}, id="under"),
    ],
)
def test_editions_are_chosen_as_asked(question: str, editions: set[int]) -> None:
    assert {row.edition for row in ask(question).rows} == editions


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("札幌市が洛陽で話した内容は", "第20回", id="spoke-elsewhere"),
        pytest.param("島根県から話した人の氏名", "氏名は報告書に書かれていません", id="no-name"),
    ],
)
def test_a_no_says_what_there_is_instead(question: str, told: str) -> None:
    answer = ask(question)
    assert answer.status == "not_in_reports"
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "named"),
    [
        pytest.param("Which director at CLAIR Beijing coordinated the panel?", {"大野誠"}, id="office-by-its-city"),
        pytest.param("第23届小组讨论有谁？协调员也要", {"大野誠", "伊藤航", "李強"}, id="leader-by-another-word"),
    ],
)
def test_whoever_led_is_found(question: str, named: set[str]) -> None:
    assert speakers(ask(question, archive=Archive([read(LED, "zhuhai.txt")]))) == named


def test_a_city_before_those_of_the_other_side_stands_for_the_edition_there() -> None:
    assert speakers(ask("洛阳发言的日本三个地方")) == {"高野真一", "北海道", "島根県"}
