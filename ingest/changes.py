"""What a build changes in all: reports, talks, people, places, facts and corrections, added up from its documents."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.amendments import Outcome
from ingest.change_records import COUNTED, Changes, Count, Counts, DocumentChange, LostCorrection, Status
from ingest.corrections import StoredCorrection
from ingest.differences import compare_reports
from ingest.records import Report
from ingest.summaries import Summary, summarise
from ingest.text import folded_key


@dataclass(slots=True)
class Tally:
    """Adds up what becomes of every file; `before` are the reports that answer now."""

    before: Mapping[str, Summary]
    after: dict[str, Summary] = field(init=False)
    documents: list[DocumentChange] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with everything as it is."""
        self.after = dict(self.before)

    def leave_out(self, path: str, status: Status, reason: str | None) -> None:
        """Note a file that is a copy or cannot be read."""
        self.documents.append(DocumentChange(path, status, reason=reason))

    def remove(self, report: Report) -> None:
        """Note a report that goes."""
        del self.after[report.id]
        self.documents.append(compare_reports("removed", report, None))

    def take(self, status: Status, old: Report | None, new: Report) -> None:
        """Note a report that comes, or is read again."""
        self.after[new.id] = summarise(new)
        self.documents.append(compare_reports(status, old, new))

    def total(self) -> Counts:
        """Return the changes of the index as a whole."""
        status = Counter(one.status for one in self.documents)
        talks = [(len(one.talks_added), len(one.talks_removed)) for one in self.documents]
        pages = [(len(one.pages_added), len(one.pages_removed)) for one in self.documents]
        changed = [len(one.fields) + sum(len(talk.fields) for talk in one.talks_changed) for one in self.documents]
        return Counts(
            reports=Count(status["added"], status["removed"]),
            talks=Count(*map(sum, zip(*talks, strict=True))) if talks else Count(),
            people=self._named(lambda summary: map(folded_key, summary.people)),
            places=self._named(lambda summary: summary.places),
            unreadable_pages=Count(*map(sum, zip(*pages, strict=True))) if pages else Count(),
            facts=sum(changed),
            renamed=status["renamed"],
            duplicates=status["duplicate"],
            skipped=status["skipped"],
        )

    def _named(self, names: Callable[[Summary], Iterable[str]]) -> Count:
        before = {name for summary in self.before.values() for name in names(summary)}
        after = {name for summary in self.after.values() for name in names(summary)}
        return Count(len(after - before), len(before - after))


def change_of_corrections(
    stored: Sequence[StoredCorrection], outcomes: Sequence[Outcome], reports: Mapping[str, Summary]
) -> tuple[int, tuple[LostCorrection, ...], int]:
    """Return how many corrections apply, which no longer find their text, how many wait for their report."""
    fresh = {outcome.correction.id: outcome.problem for outcome in outcomes}
    lost: list[LostCorrection] = []
    applied = waiting = 0
    for one in stored:
        correction = one.correction
        summary, problem = reports.get(correction.report), fresh.get(correction.id, one.problem)
        if summary is None:
            waiting += 1
        elif problem:
            about, author = correction.about or "talk", correction.author
            lost.append(LostCorrection(correction.id, summary.report, summary.path, about, author, problem))
        else:
            applied += 1
    return applied, tuple(lost), waiting


def in_words(changes: Changes) -> str:
    """Return the sum of changes in one line; what is gone is said even if it is nothing.

    >>> in_words(Changes(Counts(reports=Count(1), talks=Count(6))))
    '+1 report, +6 talks, −0'
    """
    counts = changes.counts
    named = {name: getattr(counts, name) for name in COUNTED}
    come = [f"+{count.added} {_plural(name, count.added)}" for name, count in named.items() if count.added]
    gone = [f"−{count.removed} {_plural(name, count.removed)}" for name, count in named.items() if count.removed]
    others = [f"{counts.facts} {_plural('facts', counts.facts)} changed"] if counts.facts else []
    others += [f"{counts.renamed} renamed"] if counts.renamed else []
    return ", ".join([*come, *(gone or ["−0"]), *others])


def _plural(name: str, count: int) -> str:
    words = name.replace("_", " ")
    return {"people": "person"}.get(words, words.removesuffix("s")) if count == 1 else words
