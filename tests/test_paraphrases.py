"""The same question in other words, in four languages, brings the same rows, or facts from the same sentences."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.records import Answer
from tests.samples import ask

Asked = tuple[str, str]


def groups() -> Iterator[Asked]:
    """Yield every question of paraphrases.tsv but the first of its group, with that first one."""
    first: dict[str, str] = {}
    for row in Path(__file__).with_name("paraphrases.tsv").read_text(encoding="utf-8").splitlines()[2:]:
        group, question = row.split("\t")
        if group in first:
            yield first[group], question
        first.setdefault(group, question)


def told(answer: Answer) -> tuple[str, frozenset[object]]:
    """Return what an answer holds: its rows, or where the sentences of its facts stand."""
    if answer.rows:
        rows = (row for row in answer.rows if row.degree != "theme")
        return answer.status, frozenset((row.edition, row.speaker or row.organisation or row.place) for row in rows)
    return answer.status, frozenset((one.report, one.spans) for one in answer.citations)


@pytest.mark.parametrize(("first", "question"), list(groups()), ids=[str(at) for at in range(len(list(groups())))])
def test_other_words_for_the_same_question_bring_the_same_answer(first: str, question: str) -> None:
    expected = told(ask(first))
    assert expected[1]
    assert told(ask(question)) == expected
