"""Which documents there are: in the index, uploaded and waiting for a build, not readable; and as a table for staff."""

import hashlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Literal

from assistant.archive import edition_of, whole
from assistant.desk import Desk
from assistant.page_phrases import word
from assistant.problems import problem_html
from assistant.shell import show_table
from assistant.staging import UPLOADS, Staging
from assistant.wording import Wording, plain
from ingest.errors import SeminarError
from ingest.records import Report
from ingest.store import Document, open_generation

State = Literal["indexed", "added", "changed", "removed", "skipped"]


@dataclass(frozen=True, slots=True)
class Holding:
    """A document, what was read from it, and whether the next build has something to do with it."""

    path: str
    report: Report | None
    state: State
    problem: str | None = None


def find_holdings(reports: Sequence[Report], documents: Sequence[Document], data: Path) -> list[Holding]:
    """Return what is in the index, in the order given, then what is uploaded only, then what could not be read."""
    known = {document.path: document for document in documents}
    uploaded = {one.path: one for one in Staging(data).uploaded()}
    held: list[Holding] = []
    for report in reports:
        state: State = "indexed"
        if report.path.startswith(f"{UPLOADS}/"):
            here = uploaded.get(report.path)
            document = known.get(report.path)
            changed = here and document and _digest(data / report.path, here.size, here.date) != document.sha256
            state = "removed" if here is None else "changed" if changed else "indexed"
        held.append(Holding(report.path, report, state))
    read = {report.path for report in reports}
    held += [Holding(path, None, "added") for path in uploaded if path not in known]
    held += [
        Holding(path, None, "skipped", document.problem)
        for path, document in known.items()
        if path not in read and (path in uploaded or not path.startswith(f"{UPLOADS}/"))
    ]
    return held


def show_holdings(desk: Desk) -> str:
    """Return the documents as an HTML table; each report leads to its text and to the file it was read from."""
    try:
        with closing(open_generation(desk.place.data)) as generation:
            documents = generation.documents
    except SeminarError:  # nothing is built yet, or by another version: the tab of builds says what to do
        documents = ()
    held = find_holdings(desk.reports(), documents, desk.place.data)
    if not held:
        return f"<p>{desk.html('holdings_none')}</p>"
    names = ("edition", "host", "report", "counts", "notes", "original")
    titles = {name: desk.html(f"column_{name}") for name in names}
    table = show_table("holdings", titles, (_row(one, desk) for one in held))
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{desk.html("holdings")}">{table}</div>'


def _row(held: Holding, desk: Desk) -> dict[str, str]:
    wording, report = Wording(desk.language), held.report
    state = f"<b>{desk.html(f'state_{held.state}')}</b>" if held.state != "indexed" else ""
    path = f"<small>{escape(held.path)}</small>"
    if report is None:
        problem = f"{state} {problem_html(held.problem, desk.language)}" if held.problem else state
        return {"report": path, "notes": problem}
    event = report.event
    year = whole(event.year)
    number = edition_of(report)
    edition = word("edition", desk.language, edition=number) if number else ""
    host = event.host_city or event.host_province
    source = f"../../source/{escape(report.id)}"
    title = f'<span lang="{escape(report.language)}">{escape(report.title)}</span>'
    return {
        "edition": f"{escape(edition)} <small>{year or ''}</small>",
        "host": escape(plain(wording.name(str(host.value), both=False))) if host else "",
        "report": f'<a href="{source}/1" target="_blank" rel="noopener">{title}</a>{path}',
        "counts": escape(desk.say("counts", talks=sum(t.presented for t in report.talks), pages=len(report.pages))),
        "notes": "".join([state, *(f"<span>{note}</span>" for note in _notes(report, desk))]),
        "original": f'<a href="{source}/original" download>{desk.html("download")}</a>',
    }


def _notes(report: Report, desk: Desk) -> list[str]:
    """Return what is odd about a report, as HTML."""
    notes = [desk.html("note_series")] if report.other_series else []
    if unreadable := report.unreadable_pages:
        notes.append(desk.html("note_unreadable", count=len(unreadable)))
    if report.uncovered:
        notes.append(desk.html("note_missed", count=len(report.uncovered)))
    if whole(report.event.edition) is None and not report.other_series:
        notes.append(desk.html("note_no_edition"))
    return notes


@lru_cache(maxsize=4096)
def _digest(path: Path, size: int, date: str) -> str:
    """Return the sha256 of a file; size and date tell one content from the next."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
