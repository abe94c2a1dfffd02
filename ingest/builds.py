"""Folders of documents → new generation: what is new, changed, gone or double is told by content, and only that read.

It alone decides whether there is anything to do: nothing changed means no generation, no check and no model.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ingest.corrections import (
    Correction,
    Outcome,
    apply_corrections,
    digest_of,
    note_outcomes,
    read_corrections,
    summary_of,
)
from ingest.embeddings import FingerprintedEmbeddings
from ingest.errors import SeminarError, UnreadableDocument
from ingest.folders import File, find_files
from ingest.generations import Store
from ingest.pages import read_bytes
from ingest.pipeline import reader_version
from ingest.reading import Read, open_reader
from ingest.records import Report, Value
from ingest.store import Document

Status = Literal["added", "changed", "unchanged", "removed", "duplicate", "skipped"]
Say = Callable[[str, int, int], None]  # what is being done, how many are done, of how many


@dataclass(frozen=True, slots=True)
class BuiltDocument:
    """What a build made of one file."""

    report: str | None
    path: str
    status: Status
    reason: str | None = None
    edition: int | None = None
    year: int | None = None
    host: str | None = None
    passages: int = 0
    unreadable_pages: tuple[int, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Build:
    """The generation that answers now, and what became of every file."""

    generation: str | None
    documents: tuple[BuiltDocument, ...]


@dataclass(slots=True)
class _Plan:
    """What to do with each file; `entries` becomes the ledger."""

    told: list[BuiltDocument]
    entries: list[Document]
    fresh: list[Report]
    gone: list[str]
    corrections: tuple[Correction, ...]
    outcomes: list[Outcome]

    @property
    def changes(self) -> bool:
        return bool(self.fresh or self.gone)


def build_index(
    corpus: Path, store: Store, fingerprint: str, load: Callable[[], FingerprintedEmbeddings], say: Say
) -> Build:
    """Bring the index up to date with corpus and uploads; `load` is called only if something has to be embedded."""
    files = find_files(corpus, store.data)
    with store.build_lock():
        known = store.ledger()
        with open_reader(apart=store.apart) as read:
            plan = _plan(files, known, _reports(store), store, read, say)
        same_ledger = sorted(map(_ledger_key, plan.entries)) == sorted(map(_ledger_key, known))
        same_means = store.fingerprint() in (fingerprint, None) and not store.changed_tables()
        settled = store.is_whole() or not (known or files or store.generations())
        if not plan.changes and same_ledger and same_means and settled:
            return Build(store.current(), tuple(sorted(plan.told, key=lambda told: told.path)))
        with store.start(load()) as draft:
            for identifier in plan.gone:
                draft.remove(identifier)
            for done, report in enumerate(plan.fresh):
                say("embedding", done, len(plan.fresh))
                draft.replace(report)
            say("checking", 0, 1)
            generation = draft.finish(plan.entries)
            note_outcomes(store.data, plan.outcomes)
    return Build(generation, tuple(sorted(plan.told, key=lambda told: told.path)))


def _ledger_key(document: Document) -> tuple[str, str, str]:
    return document.path, document.sha256, document.report or ""


def _reports(store: Store) -> dict[str, Report]:
    """Return the reports of the current generation by id; none where there is none to build upon."""
    return {report.id: report for report in store.reports()}


def _plan(
    files: Sequence[File], known: Sequence[Document], reports: dict[str, Report], store: Store, read: Read, say: Say
) -> _Plan:
    plan = _Plan([], [], [], [], read_corrections(store.data), [])
    by_path = {document.path: document for document in known}
    by_content = {document.sha256: document for document in known if document.report}
    present = {file.sha256 for file in files}
    seen: dict[str, str] = {}
    filed = {(document.path, document.sha256) for document in known if document.report}
    for done, file in enumerate(sorted(files, key=lambda one: (one.relative, one.sha256) not in filed)):  # copies last
        say(f"reading {file.relative}", done, len(files))
        if file.sha256 in seen:
            reason = f"the same content as {seen[file.sha256]}"
            plan.told.append(BuiltDocument(None, file.relative, "duplicate", reason))
            plan.entries.append(Document(file.relative, file.sha256, "", None, reason))  # read once the other is gone
            continue
        if file.sha256:
            seen[file.sha256] = file.relative
        _take(file, _before(file, by_path, by_content, present), reports, plan, store, read)
    kept = {entry.report for entry in plan.entries if entry.report}
    for document in known:
        if document.report and document.report not in kept:
            plan.gone.append(document.report)
            kept.add(document.report)
            plan.told.append(_told(reports[document.report], document.path, "removed", 0.0))
    return plan


def _before(
    file: File, by_path: Mapping[str, Document], by_content: Mapping[str, Document], present: set[str]
) -> Document | None:
    """Return what a file was at the last build: by its content first, for a report goes with that when it is moved.

    A path whose old content now stands elsewhere is a new report, so that no two files claim one.
    """
    here, moved = by_path.get(file.relative), by_content.get(file.sha256)
    if here and here.report and here.sha256 == file.sha256:
        return here
    if moved or here is None or here.sha256 == file.sha256:
        return moved or here
    return None if here.sha256 in present else here


def _take(
    file: File, before: Document | None, reports: dict[str, Report], plan: _Plan, store: Store, read: Read
) -> None:
    """Read one file unless it is known; what cannot be read keeps what was read from it before."""
    old = reports.get(before.report) if before and before.report else None
    reader = reader_version() + digest_of(plan.corrections, before.report if before else None)
    same = before is not None and (before.sha256, before.reader) == (file.sha256, reader)
    if before and same and before.path == file.relative:
        plan.entries.append(before)
        if old and not store.document(file.sha256).exists():  # lost since
            store.save_document(file.path.read_bytes())
        told = (
            _told(old, file.relative, "unchanged", 0.0)
            if old
            else BuiltDocument(None, file.relative, "skipped", before.problem)
        )
        plan.told.append(told)
        return
    started = time.perf_counter()
    try:
        report = read(file.path, relative=file.relative, identifier=before.report if before else None)
        if store.save_document(read_bytes(file.path)) != report.sha256:
            raise UnreadableDocument(f"{file.path.name}: it changed while it was read; build again")
    except SeminarError as error:
        reason = str(error)
        if old and before and before.path == file.relative:
            plan.entries.append(before)
            reason += " What was read from it before is kept."
        else:
            plan.entries.append(Document(file.relative, file.sha256, reader_version(), None, reason))
        plan.told.append(BuiltDocument(None, file.relative, "skipped", reason))
        return
    report, outcomes = apply_corrections(report, plan.corrections)
    reader = reader_version() + digest_of(plan.corrections, report.id)
    plan.outcomes += outcomes
    plan.fresh.append(report)
    plan.entries.append(Document(file.relative, file.sha256, reader, report.id))
    status: Status = "changed" if old else "added"
    told = _told(report, file.relative, status, time.perf_counter() - started)
    reasons = filter(None, (told.reason, summary_of(outcomes)))
    plan.told.append(replace(told, reason="; ".join(reasons) or None))


def _told(report: Report, path: str, status: Status, seconds: float) -> BuiltDocument:
    event = report.event
    return BuiltDocument(
        report=report.id,
        path=path,
        status=status,
        reason="about another series of meetings" if report.other_series else None,
        edition=_number(event.edition),
        year=_number(event.year),
        host=str(event.host_city.value) if event.host_city else None,
        passages=len(report.passages),
        unreadable_pages=report.unreadable_pages,
        seconds=round(seconds, 3),
    )


def _number(value: Value | None) -> int | None:
    return value.value if value and isinstance(value.value, int) else None
