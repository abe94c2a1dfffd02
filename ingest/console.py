"""What the commands show in a terminal: progress and tables."""

import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from ingest.builds import Build, BuiltDocument, Say

_WIDTH = 110


@contextmanager
def progress_bar() -> Iterator[Say]:
    """Yield a function that moves a bar on the terminal."""
    columns = (TextColumn("{task.description:<44.44}"), BarColumn(), MofNCompleteColumn())
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
    """Return the table that ends a build."""
    header = ("report", "status", "edition", "year", "host", "passages", "unreadable pages", "seconds")
    rows = [_build_row(document) for document in build.documents]
    reasons = [f"{d.path}: {d.reason}" for d in build.documents if d.reason]
    closing = f"Generation {build.generation} answers now." if build.generation else "There is no index yet."
    return "\n".join([_table(header, rows), *reasons, closing])


def _build_row(document: BuiltDocument) -> tuple[str, ...]:
    found = (document.edition, document.year, document.host, document.passages)
    unreadable = ", ".join(map(str, document.unreadable_pages))
    return document.path, document.status, *map(_text, found), unreadable, f"{document.seconds:.2f}"


def show_status(about: Mapping[str, object]) -> str:
    """Return what an index holds as a table."""
    reports = about["reports"]
    assert isinstance(reports, list)
    header = ("report", "edition", "year", "host", "talks", "passages", "language")
    names = ("path", "edition", "year", "host_city", "talks", "passages", "language")
    rows = [tuple(_text(report[name]) for name in names) for report in reports]
    head = f"Generation {about['generation']}, built {about['built']}, model {about['model']}"
    changed = [f"the embedding model is {about['changed_model']} now"] if about["changed_model"] else []
    if names_of_tables := about["changed_tables"]:
        assert isinstance(names_of_tables, list)
        changed.append(f"other tables are in use now: {', '.join(names_of_tables)}")
    fix = [f"Outdated: {'; '.join(changed)}. Run 'python -m ingest build'."] if changed else []
    return "\n".join([head, _table(header, rows), *fix])


def show_read(about: Mapping[str, object]) -> str:
    """Return what was read from one document, for people."""
    return json.dumps(about, ensure_ascii=False, indent=2)


def _text(value: object) -> str:
    return "–" if value is None else str(value)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    table = Table(*header)
    for row in rows:
        table.add_row(*row)
    out = io.StringIO()
    Console(file=out, width=_WIDTH).print(table)
    return out.getvalue().rstrip()
