"""Folders of documents → new generation, or what that would change: only what is new, changed or gone is dealt with.

It alone decides whether there is anything to do: nothing changed means no generation, no check and no model.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from ingest.change_records import Anew, Changes, Status
from ingest.changes import Tally, change_of_corrections, in_words
from ingest.corrections import Outcome, StoredCorrection, list_corrections, note_outcomes, summary_of
from ingest.drafts import Draft
from ingest.embeddings import DeferredEmbeddings, FingerprintedEmbeddings
from ingest.folders import find_files
from ingest.generations import Store
from ingest.journal import noted
from ingest.plans import Save, Step, entry_of, make_plan, read_step
from ingest.reading import Read, open_reader
from ingest.records import Report
from ingest.second_reading import ModelReader
from ingest.store import Document, Generation, open_generation
from ingest.summaries import Summary
from ingest.truth import Say
from ingest.versions import changed_tables


@dataclass(frozen=True, slots=True)
class BuiltDocument:
    """What a build made of one file; `was` is its path before, where that was another."""

    report: str | None
    path: str
    status: Status
    reason: str | None = None
    was: str | None = None
    edition: int | None = None
    year: int | None = None
    host: str | None = None
    passages: int = 0
    unreadable_pages: tuple[int, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Build:
    """The generation that answers now, what became of every file, and what that changed."""

    generation: str | None
    documents: tuple[BuiltDocument, ...]
    changes: Changes


def build_index(
    corpus: Path,
    store: Store,
    fingerprint: str,
    load: Callable[[], FingerprintedEmbeddings],
    say: Say,
    *,
    by: str = "",
    second: ModelReader | None = None,
) -> Build:
    """Bring the index up to date with corpus and uploads; `load` is called only if something has to be embedded."""
    embeddings = DeferredEmbeddings(fingerprint, load)
    with store.build_lock(), noted(store.data, by) as note, ExitStack() as stack:
        work = stack.enter_context(_begin(corpus, store, fingerprint, say, second))
        drafts: list[Draft] = []

        def draft() -> Draft:
            if not drafts:
                drafts.append(stack.enter_context(store.start(embeddings)))
            return drafts[0]

        if any(step.reads for step in work.steps):
            stack.enter_context(store.checking_ahead())
        with open_reader(apart=store.apart) as read:
            work.run(read, say, store.save_document, lambda report: draft().replace(report))
        for step in work.steps:
            if step.status == "unchanged" and step.file and not store.document(step.file.sha256).exists():  # lost since
                store.save_document(step.file.path.read_bytes())
        if not work.needed:
            note.end("nothing", store.current(), "")
            return work.build(store.current())
        for identifier in work.gone:
            draft().remove(identifier)
        generation = draft().finish(work.entries, say)
        note_outcomes(store.data, work.outcomes)
        build = work.build(generation)
        note.end("built", generation, in_words(build.changes), build.changes)
    return build


def preview(corpus: Path, store: Store, fingerprint: str, say: Say, *, second: ModelReader | None = None) -> Build:
    """Return what a build would do; nothing is changed, and a running build is not disturbed."""
    with _begin(corpus, store, fingerprint, say, second) as work, open_reader(apart=store.apart) as read:
        work.run(read, say, lambda content: sha256(content).hexdigest(), lambda report: None)
        return work.build(store.current())


def roll_back(store: Store, to: str | None = None, *, by: str = "") -> Build:
    """Go back to another generation that is kept, by default to the one that answered before; say what that changed."""
    with store.build_lock(), noted(store.data, by) as note:
        before = store.current()
        generation = store.rollback(to)
        changes = changes_between(store, before, generation)
        note.end("rolled_back", generation, in_words(changes), changes)
    return Build(generation, (), changes)


def changes_between(store: Store, before: str | None, after: str) -> Changes:
    """Return what one generation tells otherwise than another; nothing where the one before cannot be read."""
    old = store.open(before)
    if old is None:
        return Changes()
    with closing(old), closing(open_generation(store.data, after)) as new:
        tally = Tally(old.summaries)
        for identifier in sorted(old.summaries.keys() | new.summaries.keys()):
            if identifier not in new.summaries:
                tally.remove(old.report(identifier))
            elif identifier not in old.summaries:
                tally.take("added", None, new.report(identifier))
            elif old.summaries[identifier] != new.summaries[identifier]:
                tally.take("changed", old.report(identifier), new.report(identifier))
        return Changes(tally.total(), tuple(tally.documents))


@dataclass(slots=True)
class _Work:
    """What is to be done and what has come of it so far; `entries` becomes the ledger."""

    steps: list[Step]
    base: Generation | None
    corrections: tuple[StoredCorrection, ...]
    anew: tuple[Anew, ...]
    tally: Tally
    settled: bool
    second: ModelReader | None = None
    told: list[BuiltDocument] = field(default_factory=list)
    entries: list[Document] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    read: int = 0

    @property
    def needed(self) -> bool:
        """Whether there is anything to do."""
        known = self.base.documents if self.base else ()
        same = sorted(map(_ledger_key, self.entries)) == sorted(map(_ledger_key, known))
        return bool(self.read or self.gone or not same or self.anew or not self.settled)

    def run(self, read: Read, say: Say, save: Save, take: Callable[[Report], None]) -> None:
        """Do every step; what was read is handed on at once, so that no more than one report is held."""
        total, done = sum(step.reads for step in self.steps), 0
        unread: set[str] = set()
        for planned in self.steps:
            alone = planned.status == "duplicate" and planned.file and planned.file.sha256 in unread
            step = replace(planned, status="added", reason=None) if alone else planned
            if step.reads:
                say(f"reading {step.path}", done, total)
                found = self._read(step, read, say, save, take)
                content = {step.file.sha256} if step.file else set()
                unread = unread - content if found else unread | content  # a copy under another name may be read
                done += 1
            else:
                self._keep(step)

    def build(self, generation: str | None) -> Build:
        """Return what has come of it."""
        documents = tuple(sorted(self.told, key=lambda told: told.path))
        changes = Changes(
            self.tally.total(),
            tuple(sorted(self.tally.documents, key=lambda told: told.path)),
            *change_of_corrections(self.corrections, self.outcomes, self.tally.after),
            anew=self.anew,
        )
        return Build(generation, documents, changes)

    def _keep(self, step: Step) -> None:
        if entry := entry_of(step):
            self.entries.append(entry)
        known = step.before.report if step.before else None
        if known and self.base:
            self.told.append(_told(self.base.summaries[known], step.path, step.status))
            if step.status == "removed":
                self.gone.append(known)
                self.tally.remove(self.base.report(known))
        else:
            self.told.append(BuiltDocument(None, step.path, step.status, step.reason))
            self.tally.leave_out(step.path, step.status, step.reason)

    def _read(self, step: Step, read: Read, say: Say, save: Save, take: Callable[[Report], None]) -> bool:
        """Read the file of a step and tell of it; return whether there was a report in it."""
        started = time.perf_counter()
        model = self.second
        second = (lambda report: model.read(report, say)) if model else None
        reading = read_step(step, [stored.correction for stored in self.corrections], read, save, second)
        self.entries.append(reading.entry)
        self.outcomes += reading.outcomes
        if reading.report is None:
            self.told.append(BuiltDocument(None, step.path, "skipped", reading.problem))
            self.tally.leave_out(step.path, "skipped", reading.problem)
            return False
        self.read += 1
        take(reading.report)
        known = step.before.report if step.before else None
        self.tally.take(step.status, self.base.report(known) if known and self.base else None, reading.report)
        seconds = round(time.perf_counter() - started, 3)
        was = step.before.path if step.before and step.status == "renamed" else None
        summary = self.tally.after[reading.report.id]
        by_others = (summary_of(reading.outcomes), reading.told)
        self.told.append(_told(summary, step.path, step.status, was, seconds, by_others))
        return True


@contextmanager
def _begin(corpus: Path, store: Store, fingerprint: str, say: Say, second: ModelReader | None) -> Iterator[_Work]:
    say("comparing", 0, 1)
    files = find_files(corpus, store.data)
    corrections = list_corrections(store.data)
    with ExitStack() as stack:
        base = store.base()
        if base:
            stack.enter_context(closing(base))
        known = base.documents if base else ()
        mark = second.mark if second else ""
        steps = make_plan(files, known, [stored.correction for stored in corrections], store.remembered(), mark)
        anew: list[Anew] = []
        if base and base.fingerprint != fingerprint:
            anew.append("model")
        if base and changed_tables(base.about):
            anew.append("tables")
        whole = store.is_whole()
        if store.generations() and not whole:
            anew.append("index")
        tally = Tally(base.summaries if base else {})
        yield _Work(
            steps,
            base,
            corrections,
            tuple(anew),
            tally,
            settled=(whole and store.is_in_place()) or not files,
            second=second,
        )


def _ledger_key(document: Document) -> tuple[str, str, str]:
    return document.path, document.sha256, document.report or ""


def _told(
    summary: Summary,
    path: str,
    status: Status,
    was: str | None = None,
    seconds: float = 0.0,
    by_others: Sequence[str | None] = (),
) -> BuiltDocument:
    reasons = ("about another series of meetings" if summary.other_series else None, *by_others)
    return BuiltDocument(
        report=summary.report,
        path=path,
        status=status,
        reason="; ".join(filter(None, reasons)) or None,
        was=was,
        edition=summary.edition,
        year=summary.year,
        host=summary.host,
        passages=summary.passages,
        unreadable_pages=summary.unreadable_pages,
        seconds=seconds,
    )
