"""In which language a question is answered: told by the question, kept from the conversation, else that of the page."""

from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from assistant.languages import answer_language
from assistant.records import LANGUAGES, Language, Reader


class Case(NamedTuple):
    """A row of languages.tsv: a question, those before it, the language of the page, the right one."""

    kind: str
    before: str
    page: str
    language: str
    question: str


CASES = [
    Case(*row.split("\t"))
    for row in Path(__file__).with_name("languages.tsv").read_text(encoding="utf-8").splitlines()[2:]
]


def language(name: str) -> Language:
    return next(one for one in LANGUAGES if one == name)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.kind}-{number}" for number, case in enumerate(CASES, start=1)])
def test_an_answer_is_in_the_language_of_its_question(case: Case) -> None:
    reader = Reader(page=language(case.page or "ja"))
    before = [question for question in case.before.split("|") if question]
    assert answer_language(case.question, before, reader) == case.language


@pytest.mark.parametrize("fixed", LANGUAGES)
def test_a_language_that_was_chosen_stays_whatever_is_asked(fixed: Language) -> None:
    for question in ("第21回のテーマは？", "第21届的主题是什么？", "theme?", "大連"):
        assert answer_language(question, ["谁致辞？"], Reader(fixed=fixed)) == fixed


def test_names_of_the_reports_people_tell_no_language() -> None:
    assert answer_language("刘晓虹 李郇", ["第16回のパネルは？"], Reader(), {"刘晓虹", "李郇"}) == "ja"


def test_all_languages_are_counted() -> None:
    assert get_args(Language) == LANGUAGES
