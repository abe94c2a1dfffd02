"""Questions with a lead-up: what is said before something is asked is no subject, unless it says what is meant."""

import pytest

from assistant.preambles import without_preamble
from tests.samples import ask


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        pytest.param(
            "お忙しいところ恐れ入ります。会議の資料に使いたいので、第21回のテーマは何ですか",
            "第21回のテーマは何ですか",
            id="two-clauses",
        ),
        pytest.param("課長から聞かれたのですが、DXの発表はどこですか", "DXの発表はどこですか", id="who-wants-it"),
        pytest.param("领导要我写一份材料，第21届的主题是什么", "第21届的主题是什么", id="chinese"),
        pytest.param(
            "I'm preparing a briefing for our director: who spoke in 2025?", "who spoke in 2025?", id="english"
        ),
    ],
)
def test_a_lead_up_is_left_out(question: str, asked: str) -> None:
    assert without_preamble(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("瀋陽の回の資料を作っているので、参加者数を教えて", id="place"),
        pytest.param("想了解第十届，有什么资料", id="edition"),
        pytest.param("DXの資料を作っているので、発表した自治体を教えて", id="subject"),
        pytest.param("第21回で、報告した自治体は", id="no-lead-up"),
        pytest.param("会議の資料に使いたいので、", id="nothing-asked"),
        pytest.param("副市長が発表された例を知りたいです。お名前もお願いします", id="names-too"),
        pytest.param("副市長の発表を調べています。よろしくお願いします。", id="a-courtesy"),
        pytest.param("我想了解副市长发言的例子，名字和单位也列一下", id="names-too-chinese"),
        pytest.param("I need to find talks by vice mayors. Thanks!", id="thanks"),
    ],
)
def test_what_says_what_is_meant_stays(question: str) -> None:
    assert without_preamble(question) == question


def test_the_answer_keeps_the_question_as_it_was_asked() -> None:
    question = "課長から聞かれたのですが、第18回のテーマは何ですか"
    answer = ask(question)
    assert answer.status == "answered"
    assert answer.question == question


@pytest.mark.parametrize(
    "question",
    [pytest.param("两届都来过的城市有吗", id="chinese"), pytest.param("どちらの回にも登壇した人は", id="japanese")],
)
def test_nobody_who_came_once_is_told_as_having_come_to_both(question: str) -> None:
    answer = ask(question)
    editions: dict[str, set[int | None]] = {}
    for row in answer.rows:
        editions.setdefault(row.place or row.organisation or row.speaker or "", set()).add(row.edition)
    assert all(len(found) > 1 for found in editions.values())
