"""Read documents in a process of their own: one that is damaged, or made to do harm, costs its own place only.

Runs as `python -m ingest.reading`, kept for all documents of a build: its start takes longer than reading most of them.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from ingest.errors import NotReadNow
from ingest.limits import READING, Limits
from ingest.pages import read_bytes
from ingest.pipeline import read_document, read_report
from ingest.plain import from_json, to_json
from ingest.records import Report
from ingest.sandbox import Worker, serve


class Read(Protocol):
    """What reads a document."""

    def __call__(self, path: Path, *, relative: str, identifier: str | None = None) -> Report:
        """Return everything that can be read; raise `UnreadableDocument` where that is nothing."""


@contextmanager
def open_reader(*, apart: bool = True, limits: Limits = READING) -> Iterator[Read]:
    """Yield what reads documents, by default in a child process that starts with the first of them."""
    if not apart:
        yield read_report
        return
    with Worker("ingest.reading", limits) as worker:

        def read(path: Path, *, relative: str, identifier: str | None = None) -> Report:
            head = json.dumps([path.name, relative, identifier]).encode("ascii")
            data = read_bytes(path)
            try:
                return from_json(Report, worker.ask(head + b"\n" + data, name=path.name).decode("utf-8"))
            except TimeoutError:
                patience = f"it was not read within {limits.patience} s"
                raise NotReadNow(f"{path.name}: {patience}; build again when the computer is less busy") from None

        yield read


def _answer(request: bytes) -> bytes:
    head, _, data = request.partition(b"\n")
    name, relative, identifier = json.loads(head)
    return to_json(read_document(data, name, relative=relative, identifier=identifier)).encode("utf-8")


if __name__ == "__main__":
    serve(_answer)
