"""Questions in wordings that leave a name, a kind or a fact to be made out, answered from the invented reports."""

import pytest

from tests.samples import ask


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("らくようの回のてーまは", ("水辺のまちづくりとスマートシティ",), id="loanword-in-hiragana"),
        pytest.param("What did the Sapporo deputy mayor present?", ("高齢者の見守り",), id="place-before-a-post"),
        pytest.param("第20回と第2回の開催地", ("ハルビン市", "第2回の報告書は、まだ"), id="edition-without-a-report"),
        pytest.param("桂林は何年", ("2019年", "令和元年"), id="year-by-era"),
        pytest.param("第18回について教えて", ("90人", "寺社と観光"), id="what-else-is-told"),
        pytest.param("哪几届会期不只一天", ("第21届",), id="longer-than"),
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
