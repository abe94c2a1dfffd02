"""What is offered to ask next always has an answer."""

from dataclasses import replace

import pytest

from assistant.records import Answer
from assistant.suggestions import suggest
from tests.samples import ask

QUESTIONS = {
    "list": "観光について発表した自治体はどこですか？",
    "chinese": "哪些城市谈到了旅游？",
    "traditional": "哪些城市談到了旅遊？",
    "english": "Which cities talked about tourism?",
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_what_is_offered_is_answered_in_the_same_language(question: str) -> None:
    answer = ask(question)
    offered = suggest(answer, lambda text: ask(text, question))
    assert 1 <= len(offered) <= 3
    for text in offered:
        found = ask(text, question)
        assert (found.status, found.language) == ("answered", answer.language)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        pytest.param("2024年哪些城市发言了？", "渡边", id="simplified"),
        pytest.param("2024年哪些城市發言了？", "渡邊", id="traditional"),
    ],
)
def test_a_speaker_is_offered_as_the_reader_writes_the_name(question: str, name: str) -> None:
    answer = ask(question)
    row = replace(answer.rows[0], speaker="渡辺一郎")
    offered = suggest(replace(answer, rows=(row,)), lambda text: replace(answer, text=text))
    assert offered[0].startswith(name)


def test_what_has_no_answer_is_not_offered() -> None:
    def nothing(question: str) -> Answer:
        return replace(ask("観光について発表した自治体はどこですか？"), question=question, status="not_in_reports")

    assert suggest(ask("観光について発表した自治体はどこですか？"), nothing) == ()


def test_what_only_repeats_the_answer_is_not_offered() -> None:
    answer = ask("観光について発表した自治体はどこですか？")
    assert suggest(answer, lambda _: answer) == ()
