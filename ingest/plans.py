"""What a build has to do with every file: told by content before anything is read; made once for preview and build."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.change_records import Status
from ingest.corrections import Correction, Outcome, apply_corrections, digest_of
from ingest.errors import NotReadNow, UnreadableDocument
from ingest.folders import File
from ingest.pages import read_bytes
from ingest.pipeline import reader_version
from ingest.reading import Read
from ingest.records import Report
from ingest.second_reading import Taken
from ingest.store import Document

Save = Callable[[bytes], str]  # keeps the bytes of a document and returns their sha256
Second = Callable[[Report], Taken]  # has a model read a report after the rules


@dataclass(frozen=True, slots=True)
class Step:
    """What is to become of one file; `before` is what it was at the last build, under this path or another."""

    status: Status
    path: str
    file: File | None = None  # none of what is removed
    before: Document | None = None
    reason: str | None = None
    identity: str | None = None  # which report it was, where no index says what was read

    @property
    def reads(self) -> bool:
        """Whether the file has to be read."""
        return self.status in ("added", "changed", "renamed")


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a file gave: a report as staff corrected it, or the problem; `entry` goes into the ledger."""

    report: Report | None
    outcomes: tuple[Outcome, ...]
    problem: str | None
    entry: Document
    told: str = ""  # by the model that read too


def make_plan(
    files: Sequence[File],
    known: Sequence[Document],
    corrections: Sequence[Correction],
    remembered: Sequence[Document] = (),
    mark: str = "",
) -> list[Step]:
    """Return a step for each file, and one for each report whose file is gone.

    What is only remembered, not known to the index, tells which report a file is: it was restored, or the index lost.
    `mark` is that of the model that reads too: what was read by another, or not to the end, is read again.
    """
    by_path = {document.path: document for document in (*remembered, *known)}
    by_content = {document.sha256: document for document in (*remembered, *known) if document.report}
    present = {file.sha256 for file in files}
    filed = {(document.path, document.sha256) for document in known if document.report}
    seen: dict[str, str] = {}
    steps: list[Step] = []
    for file in sorted(files, key=lambda one: (one.relative, one.sha256) not in filed):  # copies last
        step = _step(file, _before(file, by_path, by_content, present), corrections, mark)
        if step.status != "skipped" and file.sha256 in seen:
            step = Step("duplicate", file.relative, file, None, f"the same content as {seen[file.sha256]}")
        elif step.status != "skipped" and file.sha256:  # what cannot be read under its name may be under another
            seen[file.sha256] = file.relative
        steps.append(step)
    kept = {step.before.report if step.before else step.identity for step in steps}
    for document in known:
        if document.report and document.report not in kept:
            kept.add(document.report)
            steps.append(Step("removed", document.path, None, document))
    return steps


def entry_of(step: Step) -> Document | None:
    """Return the entry in the ledger of a file that is not read; None for one that is gone."""
    if step.status == "duplicate" and step.file:  # read once the other is gone
        return Document(step.path, step.file.sha256, "", None, step.reason)
    return step.before if step.file else None


def read_step(
    step: Step,
    corrections: Sequence[Correction],
    read: Read,
    save: Save,
    second: Second | None = None,
) -> Reading:
    """Read the file of a step, by the rules, then by a model if there is one; staff have the last word.

    Of what can no longer be read, what was read before is kept.
    """
    assert step.file
    before = step.before
    identifier = before.report if before else step.identity
    try:
        report = read(step.file.path, relative=step.path, identifier=identifier)
        if save(read_bytes(step.file.path)) != report.sha256:
            raise NotReadNow(f"{step.file.path.name}: it changed while it was read; build again")
    except UnreadableDocument as error:
        if before and before.report:
            return Reading(None, (), f"{error} What was read from it before is kept.", replace(before, path=step.path))
        reader = "" if isinstance(error, NotReadNow) else reader_version()
        failed = Document(step.path, step.file.sha256, reader, None, str(error))
        return Reading(None, (), str(error), failed)
    taken = second(report) if second else Taken(report)
    report, outcomes = apply_corrections(taken.report, corrections)
    reader = reader_version() + taken.mark + digest_of(corrections, report.id)
    entry = Document(step.path, report.sha256, reader, report.id)
    return Reading(report, tuple(outcomes), None, entry, taken.notes.in_words if taken.notes else "")


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


def _step(file: File, before: Document | None, corrections: Sequence[Correction], mark: str) -> Step:
    if before is None or not before.report:
        if before and (before.path, before.sha256, before.reader) == (file.relative, file.sha256, reader_version()):
            return Step("skipped", file.relative, file, before, before.problem)
        return Step("added", file.relative, file, before)
    if not before.reader:  # only remembered
        return Step("added", file.relative, file, identity=before.report)
    reader = reader_version() + mark + digest_of(corrections, before.report)
    if before.path != file.relative:
        return Step("renamed", file.relative, file, before)
    same = (before.sha256, before.reader) == (file.sha256, reader)
    return Step("unchanged" if same else "changed", file.relative, file, before)
