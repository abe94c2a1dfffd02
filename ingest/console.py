"""What the commands show in a terminal: progress and tables."""

import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from ingest.builds import Build, BuiltDocument
from ingest.change_records import Anew, Changes, DocumentChange, TalkLine
from ingest.changes import in_words
from ingest.truth import Say

_WIDTH = 110
_BUILDS = 10  # of the history


@contextmanager
def progress_bar() -> Iterator[Say]:
    """Yield a function that moves a bar on the terminal."""
    columns = (TextColumn("{task.description:<44.44}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("starting", total=None)

        def say(what: str, done: int, total: int) -> None:
            progress.update(task, description=what, completed=done, total=total)

        yield say


@contextmanager
def progress_lines() -> Iterator[Say]:
    """Yield a function that writes progress to stderr, one line of JSON each."""

    def say(what: str, done: int, total: int) -> None:
        sys.stderr.write(json.dumps({"stage": what, "done": done, "total": total}, ensure_ascii=False) + "\n")
        sys.stderr.flush()

    yield say


def show_build(build: Build) -> str:
    """Return what ends a build: every document, then what that changed."""
    header = ("report", "status", "edition", "year", "host", "passages", "unreadable pages", "seconds")
    rows = [_build_row(document) for document in build.documents]
    reasons = [f"{d.path}: {d.reason}" for d in build.documents if d.reason]
    closing = f"Generation {build.generation} answers now." if build.generation else "There is no index yet."
    return "\n".join([_table(header, rows), *reasons, in_words(build.changes), closing])


def _build_row(document: BuiltDocument) -> tuple[str, ...]:
    found = (document.edition, document.year, document.host, document.passages)
    unreadable = ", ".join(map(str, document.unreadable_pages))
    return document.path, document.status, *map(_text, found), unreadable, f"{document.seconds:.2f}"


def show_changes(changes: Changes) -> str:
    """Return what a build changes: the sum, every document, and what becomes of staff corrections."""
    lines = [in_words(changes)]
    for document in changes.documents:
        lines += _document_lines(document)
    if any((changes.corrections_applied, changes.corrections_lost, changes.corrections_waiting)):
        lost, waiting = len(changes.corrections_lost), changes.corrections_waiting
        told = [f"{changes.corrections_applied} still apply", f"{lost} no longer find their text"]
        told += [f"{waiting} wait for their report"] if waiting else []
        lines.append(f"staff corrections: {', '.join(told)}")
        lines += [f"  {one.id} {one.path}, {one.about}: {one.problem}" for one in changes.corrections_lost]
    lines += [_ANEW[reason] for reason in changes.anew]
    return "\n".join(lines)


_ANEW: Mapping[Anew, str] = {
    "model": "The embedding model is another: all passages are embedded again.",
    "tables": "Tables of this program are others than before: words are indexed with them.",
    "index": "The index is damaged or of another version of this program: everything is read again.",
}


def _document_lines(document: DocumentChange) -> list[str]:
    moved = f"{document.was} → {document.path}" if document.was else document.path
    head = [f"{document.status} {moved}"]
    if document.edition:
        head.append(", ".join(filter(None, (f"edition {document.edition}", document.host, str(document.year or "")))))
    head += [document.reason] if document.reason else []
    head += ["about another series of meetings"] if document.other_series else []
    head += ["nothing becomes another"] if document.same else []
    lines = [f"{one.name}: {_text(one.before)} → {_text(one.after)}" for one in document.fields]
    for talk in document.talks_changed:
        lines += [f"talk of {_talk(talk.talk)}: {f.name} {_text(f.before)} → {_text(f.after)}" for f in talk.fields]
    named: tuple[tuple[str, Sequence[str], Sequence[str]], ...] = (
        ("talks", list(map(_talk, document.talks_added)), list(map(_talk, document.talks_removed))),
        ("people", document.people_added, document.people_removed),
        ("places", [one.ja for one in document.places_added], [one.ja for one in document.places_removed]),
    )
    for name, added, removed in named:
        if added or removed:
            parts = [f"+{len(added)} {name}", *([", ".join(added)] if added else []), f"−{len(removed)}"]
            lines.append("  ".join([*parts, *([", ".join(removed)] if removed else [])]))
    if document.unreadable_pages:
        lines.append(f"pages that cannot be read: {', '.join(map(str, document.unreadable_pages))}")
    return [": ".join(head), *(f"  {line}" for line in lines)]


def _talk(talk: TalkLine) -> str:
    return f"{talk.who} ({talk.topic})" if talk.topic else talk.who


def show_status(about: Mapping[str, object]) -> str:
    """Return what an index holds as tables."""
    header = ("report", "edition", "year", "host", "talks", "passages", "language", "look at")
    names = ("path", "edition", "year", "host_city", "talks", "passages", "language")
    rows = [(*(_text(one[name]) for name in names), _flags(one["flags"])) for one in _listed(about, "reports")]
    head = f"Generation {about['generation']}, built {about['built']}, model {about['model']}"
    if about["generation"] is None:
        head = "There is no index yet. Run 'python -m ingest build'."
    changed = [f"the embedding model is {about['changed_model']} now"] if about["changed_model"] else []
    if names_of_tables := about["changed_tables"]:
        assert isinstance(names_of_tables, list)
        changed.append(f"other tables are in use now: {', '.join(names_of_tables)}")
    fix = [f"Outdated: {'; '.join(changed)}. Run 'python -m ingest build'."] if changed else []
    problems = [f"{one['path']}: {one['reason']}" for one in _listed(about, "problems")]
    kept = [
        (("→ " if one["current"] else "") + str(one["id"]), _text(one.get("built")), _text(one.get("reports")),
         _text(one.get("talks")), _size(one["bytes"]))
        for one in _listed(about, "generations")
    ]  # fmt: skip
    builds = [
        tuple(_text(one[name]) for name in ("began", "by", "ending", "generation", "words"))
        for one in _listed(about, "builds")[:_BUILDS]
    ]
    sizes = about["sizes"]
    assert isinstance(sizes, dict)
    on_disk = "On disk: " + ", ".join(f"{name} {_size(size)}" for name, size in sizes.items())
    model = about["model_reading"]
    assert isinstance(model, dict)
    problems += [f"{path}: {notes['words']}" for path, notes in model.items()]
    shown = (
        (("generation", "built", "reports", "talks", "size"), kept),
        (("build", "by", "ended", "generation", "changed"), builds),
    )
    tables = [_table(names_of_columns, lines) for names_of_columns, lines in shown if lines]
    held = [_table(header, rows)] if rows else []
    return "\n".join([head, *held, *problems, *tables, on_disk, *fix])


def _listed(about: Mapping[str, object], name: str) -> list[dict[str, object]]:
    found = about[name]
    assert isinstance(found, list)
    return found


def _flags(flags: object) -> str:
    assert isinstance(flags, tuple)
    return ", ".join(flag.replace("_", " ") for flag in flags)


def _size(size: object) -> str:
    assert isinstance(size, int)
    return f"{size / 1e6:.1f} MB"


def _text(value: object) -> str:
    return "–" if value in (None, "") else str(value)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    table = Table(*header)
    for row in rows:
        table.add_row(*map(Text, row))  # a name may look like markup
    out = io.StringIO()
    Console(file=out, width=_WIDTH).print(table)
    return out.getvalue().rstrip()
