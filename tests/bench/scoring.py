"""What was read from made-up reports, and what is answered about them, held against the truth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.answers import compose_answer
from assistant.archive import Archive, whole, written
from assistant.evidence import Retrieved
from assistant.questions import read_question
from assistant.records import Answer
from ingest.pipeline import read_report
from ingest.places import Place, contains, name_in, place_by_id
from ingest.records import Report, Talk
from ingest.terms import name_of
from ingest.text import fold
from tests.bench.people import Language
from tests.bench.reports import Synthetic, TrueTalk, stands_in, topics

_TODAY = date(2026, 3, 10)
_TERM_QUESTIONS: dict[Language, str] = {
    "ja": "{name}について発表したのは誰ですか？すべて挙げてください。",
    "zh-Hans": "谁介绍了{name}？请全部列出。",
}
_PLACE_QUESTIONS: dict[Language, str] = {"ja": "{name}からは誰が発表しましたか？", "zh-Hans": "{name}有哪些人发言？"}

Key = tuple[int, str]  # edition, speaker


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what a complete answer lists; `themed` editions may add all their speakers, said as such."""

    id: str
    question: str
    expected: frozenset[Key]
    themed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Score:
    """What was found of what is there, and what was found besides."""

    right: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / (self.right + len(self.missed)) if self.right or self.missed else 1.0

    @property
    def precision(self) -> float:
        """The share of what was found that is there."""
        return self.right / (self.right + len(self.wrong)) if self.right or self.wrong else 1.0


def write_reports(made: Sequence[Synthetic], folder: Path) -> list[Path]:
    """Write the reports as files and return their paths."""
    paths = [folder / one.name for one in made]
    for one, path in zip(made, paths, strict=True):
        path.write_text(one.text, encoding="utf-8")
    return paths


def read_all(paths: Iterable[Path]) -> list[Report]:
    """Return what is read from every file."""
    return [read_report(path, relative=path.name) for path in paths]


def ask(question: str, archive: Archive) -> Answer:
    """Return the answer to a question; lists need no search, so there is none."""
    query = read_question(question, (), archive, today=_TODAY)
    return compose_answer(query, archive, lambda text: Retrieved())


def term_questions(made: Sequence[Synthetic], language: Language) -> list[Asked]:
    """Return a question for every term that stands in the topic of a talk."""
    asked: list[Asked] = []
    for term in topics():
        expected = frozenset(
            (one.edition, talk.speaker) for one in made for talk in one.talks if stands_in(talk.topic, term)
        )
        themed = frozenset(one.edition for one in made if stands_in(one.theme, term))
        question = _TERM_QUESTIONS[language].format(name=name_of(term, language))
        asked += [Asked(f"{term.id} {language}", question, expected, themed)] if expected else []
    return asked


def place_questions(made: Sequence[Synthetic], language: Language) -> list[Asked]:
    """Return a question for every place that a speaker stands for, and for the prefectures and provinces of these."""
    figures = [talk.figure.place for one in made for talk in one.talks if talk.figure.place]
    outer = [place for one in figures if one.parent and (place := place_by_id(one.parent))]
    asked: list[Asked] = []
    for place in dict.fromkeys([*figures, *outer]):
        expected = frozenset(
            (one.edition, talk.speaker) for one in made for talk in one.talks if _of_place(talk, place)
        )
        question = _PLACE_QUESTIONS[language].format(name=name_in(place, language))
        asked.append(Asked(f"{place.en} {language}", question, expected))
    return asked


def _of_place(talk: TrueTalk, place: Place) -> bool:
    own = talk.figure.place
    return own is not None and (own.id == place.id or contains(place, own))


def score_answer(asked: Asked, answer: Answer) -> Score:
    """Compare the rows of an answer with the truth; a row is wrong if it names anybody else or the wrong degree."""
    given: set[Key] = set()
    wrong: list[str] = []
    for row in answer.rows:
        key = (row.edition or 0, fold(row.speaker or row.organisation or row.place or ""))
        if row.degree == "theme":
            wrong += [] if row.edition in asked.themed else [f"{asked.id}: {key} by the theme"]
        else:
            given.add(key)
    wrong += [f"{asked.id}: {key}" for key in sorted(given - asked.expected)]
    missed = [f"{asked.id}: {key}" for key in sorted(asked.expected - given)]
    return Score(len(asked.expected & given), tuple(missed), tuple(wrong))


def score_talks(one: Synthetic, report: Report) -> Score:
    """Compare who is read to have spoken about what with the truth."""
    read = {_speaker(talk): talk for talk in report.talks if talk.presented and talk.role in ("speaker", "panelist")}
    true = {talk.speaker: talk for talk in one.talks}
    missed = [f"{one.edition} {talk.wording}: {talk.figure.shown}" for name, talk in true.items() if name not in read]
    wrong = [f"{one.edition}: {name}" for name in read if name not in true]
    return Score(len(true) - len(missed), tuple(missed), tuple(wrong))


def score_places(one: Synthetic, report: Report) -> Score:
    """Compare the places that the speakers found stand for with the truth."""
    read = {_speaker(talk): talk for talk in report.talks}
    known = [(talk, read[talk.speaker]) for talk in one.talks if talk.speaker in read]
    missed = [
        f"{one.edition} {talk.wording}: {talk.figure.shown} / {found.place}"
        for talk, found in known
        if fold(found.place or "") != (fold(name_in(talk.figure.place, one.language)) if talk.figure.place else "")
    ]
    return Score(len(known) - len(missed), tuple(missed), ())


def score_topics(one: Synthetic, report: Report) -> Score:
    """Compare the topics of the talks that were found with the truth: it stands in what is kept of the talk."""
    read = {_speaker(talk): talk for talk in report.talks}
    known = [(talk, read[talk.speaker]) for talk in one.talks if talk.speaker in read]
    missed = [
        f"{one.edition} {talk.wording}: {talk.topic} / {found.topic}"
        for talk, found in known
        if fold(talk.topic)
        not in fold("\n".join([found.topic or "", found.quote.text, *(detail.text for detail in found.details)]))
    ]
    return Score(len(known) - len(missed), tuple(missed), ())


def score_event(one: Synthetic, report: Report) -> Score:
    """Compare the fields of the event with the truth; a field that is not read is missed, a different one wrong."""
    event = report.event
    fields: list[tuple[str, object, object]] = [
        ("edition", one.edition, whole(event.edition)),
        ("year", one.year, whole(event.year)),
        ("first day", one.dates[0].isoformat(), written(event.date_start)),
        ("last day", one.dates[1].isoformat(), written(event.date_end)),
        ("host", fold(name_in(one.host, one.language)), fold(written(event.host_city) or "")),
        ("theme", one.theme, written(event.theme)),
        ("participants", one.participants, whole(event.participants_total)),
    ]
    missed = [f"{one.edition} {name}: {true}" for name, true, read in fields if not read]
    wrong = [f"{one.edition} {name}: {read} for {true}" for name, true, read in fields if read and read != true]
    return Score(len(fields) - len(missed) - len(wrong), tuple(missed), tuple(wrong))


def add(scores: Iterable[Score]) -> Score:
    """Return several scores as one."""
    every = list(scores)
    missed = tuple(text for score in every for text in score.missed)
    wrong = tuple(text for score in every for text in score.wrong)
    return Score(sum(score.right for score in every), missed, wrong)


def _speaker(talk: Talk) -> str:
    return fold(talk.speaker or talk.organisation or talk.place or "")
