"""Every answer speaks one language: that of its reader, outside quotations, names and what the question said itself."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from assistant.answers import compose_answer
from assistant.archive import Archive
from assistant.evidence import Retrieved
from assistant.questions import read_question
from assistant.records import LANGUAGES, Answer, Language, Reader
from assistant.wording import escape
from ingest.pipeline import read_report
from ingest.places import find_places, name_in
from ingest.text import print_of
from tests import samples
from tests.test_citations import QUESTIONS

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SETS = [*sorted((ROOT / "tests" / "quality").glob("*.jsonl")), SHARED / "questions" / "seminar_dev.jsonl"]
_QUOTED = re.compile(r"「[^「」]*(?:「[^「」]*」[^「」]*)*」|“[^“”]*”|《[^《》]*》|『[^『』]*』")
_BRACKETS: dict[Language, str] = {
    "ja": "〔[^〔〕]*〕",
    "zh-Hans": "〔[^〔〕]*〕",
    "zh-Hant": "〔[^〔〕]*〕",
    "en": r"\([^()]*\)|〔\d+〕",
}
_KANA = "[\u3041-\u3096\u30a1-\u30fa]"
_FOREIGN: dict[Language, tuple[str, ...]] = {  # of the prints that characters are used in alone
    "ja": ("s",),  # 聯盟: a Chinese name may hold characters that Japanese print has no other form of
    "zh-Hans": ("t", "j", "tj"),
    "zh-Hant": ("s", "j", "sj"),
    "en": (),
}


@cache
def corpus() -> Archive:
    return Archive([read_report(path, relative=path.name) for path in sorted((ROOT / "corpus").glob("seminar*"))])


@cache
def names(archive: Archive) -> tuple[str, ...]:
    """Return all names, titles and themes as the reports write them, the longest first."""
    found: set[str] = set()
    for report in archive.reports:
        event = report.event
        stated = (event.theme, event.organizer, event.author, event.publication)
        found |= {report.title, *(str(value.value) for value in stated if value)}
        for talk in report.talks:
            found |= set(filter(None, (talk.speaker, talk.title, talk.organisation, talk.place)))
        for person in report.people:
            found |= set(filter(None, (person.name, person.title, person.organisation, person.place)))
    return tuple(sorted(map(escape, found), key=len, reverse=True))


def own_words(answer: Answer, archive: Archive) -> str:
    """Return what of an answer is ours: no quotation, source's form, title, nor a name for which there is no other."""
    text = answer.text
    for name in names(archive):
        text = text.replace(name, "")
    for place in (place for mention in find_places(text) for place in mention.places):
        text = text.replace(name_in(place, answer.language), "")  # 埼玉 is written so in Chinese too
    for _ in range(3):
        text = re.sub(_BRACKETS[answer.language], "", text)
    return _QUOTED.sub("", text)


def foreign(answer: Answer, archive: Archive) -> str:
    """Return the characters of our own words that the answer's language does not use."""
    words = own_words(answer, archive)
    if answer.language == "en":
        return "".join(re.findall("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]", words))
    kana = "" if answer.language == "ja" else "".join(re.findall(_KANA, words))
    return kana + "".join(one for one in words if print_of(one) in _FOREIGN[answer.language])


def questions() -> Iterator[tuple[str, str | None]]:
    for path in filter(Path.exists, SETS):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["question"], row.get("after")


def ask(question: str, after: str | None, archive: Archive, language: Language | None = None) -> Answer:
    before = [after] if after else []
    query = read_question(question, before, archive, today=samples.TODAY, reader=Reader(fixed=language))
    return compose_answer(query, archive, lambda text: Retrieved())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_ours_is_in_another_language_than_the_answer(language: Language) -> None:
    archive = samples.samples()
    asked = QUESTIONS[:: len(LANGUAGES)]
    wrong = {q: found for q in asked if (found := foreign(ask(q, None, archive, language), archive))}
    assert not wrong


@pytest.mark.slow
@pytest.mark.parametrize("language", [None, *LANGUAGES])
def test_no_word_of_ours_is_in_another_language_over_all_question_sets(language: Language | None) -> None:
    asked = list(questions())
    wrong = {q: found for q, after in asked if (found := foreign(ask(q, after, corpus(), language), corpus()))}
    assert len(asked) > 40
    assert not wrong


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        pytest.param("zh-Hans", "第16届の主题", "の", id="kana"),
        pytest.param("zh-Hans", "第16屆的主题", "屆", id="traditional-in-simplified"),
        pytest.param("zh-Hant", "第16届的主題", "届", id="simplified-in-traditional"),
        pytest.param("ja", "第16回的主题", "题", id="chinese-in-japanese"),
        pytest.param("en", "The 16th：the theme", "：", id="wide-in-english"),
        pytest.param("zh-Hans", "沈阳市〔瀋陽市〕的「コミュニティ」", "", id="brackets-and-quotations"),
    ],
)
def test_words_of_another_language_would_be_found(language: Language, text: str, found: str) -> None:
    archive = samples.samples()
    answer = replace(ask("？", None, archive), language=language, text=text)
    assert foreign(answer, archive) == found
