"""Question with its expectations and answer → what is wrong with the answer, and what there is to count about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Literal

from assistant.archive import Archive
from assistant.citations import proves
from assistant.question_files import Asked
from assistant.records import Answer, Citation, Row
from ingest.text import flat, fold

Fault = Literal[
    "status", "language", "lacks", "has", "lacks row", "has row", "no citation", "unproved citation", "does not cite"
]
_NAMES = ("speaker", "organisation", "place")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an answer."""

    fault: Fault
    detail: str = ""

    def __str__(self) -> str:
        """Return it as one line for logs."""
        return f"{self.fault} {self.detail}".strip()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one question: right where there is no problem; counts of rows only where rows were expected."""

    asked: Asked
    answer: Answer
    problems: tuple[Problem, ...]
    proved_citations: int
    wanted_rows: int = 0
    found_rows: int = 0  # of those wanted
    given_rows: int = 0
    fitting_rows: int = 0  # of those given

    @property
    def right(self) -> bool:
        """Whether nothing is wrong with the answer."""
        return not self.problems


def judge(asked: Asked, answer: Answer, archive: Archive) -> Verdict:
    """Return what is right and wrong with an answer from these reports."""
    unproved = [citation for citation in answer.citations if not _is_proved(citation, archive)]
    problems = [*_in_general(asked, answer), *_in_words(asked, answer)]
    counts = {}
    if asked.rows is not None:
        lacking = [want for want in asked.rows if not any(_fits(want, row) for row in answer.rows)]
        needless = [row for row in answer.rows if not any(_fits(want, row) for want in asked.rows)]
        problems += [Problem("lacks row", " ".join(want.values())) for want in lacking]
        counts = {"wanted_rows": len(asked.rows), "found_rows": len(asked.rows) - len(lacking)}
        if not asked.rows_at_least:
            problems += [Problem("has row", _shown(row)) for row in needless]
            counts |= {"given_rows": len(answer.rows), "fitting_rows": len(answer.rows) - len(needless)}
    if answer.status == "answered":
        problems += [Problem("no citation")] if not answer.citations else []
        problems += [Problem("does not cite", name) for name in _not_cited(asked.sources, answer, archive)]
    problems += [Problem("unproved citation", citation.quote) for citation in unproved]
    return Verdict(asked, answer, tuple(problems), len(answer.citations) - len(unproved), **counts)


def _is_proved(citation: Citation, archive: Archive) -> bool:
    report = archive.report(citation.report)
    return report is not None and proves(report, citation.quote, citation.spans)


def _in_general(asked: Asked, answer: Answer) -> Iterator[Problem]:
    if answer.status not in asked.statuses:
        yield Problem("status", answer.status)
    if asked.language and answer.language != asked.language:
        yield Problem("language", answer.language)


def _in_words(asked: Asked, answer: Answer) -> Iterator[Problem]:
    text = _plain(answer.text)
    rows = [asdict(row) for row in answer.rows]
    shown = text + _plain(" ".join(str(value) for row in rows for value in row.values() if value is not None))
    named = _plain(" ".join(str(row[name] or "") for row in rows for name in _NAMES))
    for group in asked.must:
        if not any(_plain(word) in shown for word in group):
            yield Problem("lacks", " / ".join(group))
    for word in asked.must_not:
        if _plain(word) in text or _plain(word) in named:
            yield Problem("has", word)


def _fits(want: Mapping[str, str], row: Row) -> bool:
    """Return whether a row holds every expected value: a number as it is, a name also within a longer one (羽村市).

    Several rows may be one expected one: the same speaker in two sessions.
    """
    have: Mapping[str, object] = asdict(row)
    return all(
        str(have[name]) == value if isinstance(have[name], int) else _plain(value) in _plain(str(have[name] or ""))
        for name, value in want.items()
    )


def _shown(row: Row) -> str:
    return " ".join(str(part) for part in (row.edition, row.place or row.organisation, row.speaker) if part)


def _not_cited(sources: Sequence[str], answer: Answer, archive: Archive) -> list[str]:
    """Return the files that should be cited and are not; another report of the same edition will do."""
    everything = (*archive.reports, *archive.others)
    cited = {citation.report for citation in answer.citations}
    editions = {one.event.edition.value for one in everything if one.id in cited and one.event.edition}
    missing: list[str] = []
    for name in sources:
        meant = [one for one in everything if name in (one.path, PurePath(one.path).name, PurePath(one.path).stem)]
        if not any(one.id in cited or (one.event.edition and one.event.edition.value in editions) for one in meant):
            missing.append(name)
    return missing


def _plain(text: str) -> str:
    return flat(fold(text))
