"""Read documents in a process of their own: one that is damaged, or made to do harm, costs its own place only.

Runs as `python -m ingest.reading`, kept for all documents of a build: its start takes longer than reading most of them.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from ingest.errors import NotReadNow, UnreadableDocument
from ingest.limits import MOST_SCANS, READING, SCAN
from ingest.ocr import recognise
from ingest.pages import read_bytes
from ingest.pdfs import SCANNED
from ingest.pipeline import read_document, read_report
from ingest.plain import from_json, to_json
from ingest.records import Page, Report
from ingest.sandbox import Worker, serve
from ingest.settings import IngestSettings


class Read(Protocol):
    """What reads a document."""

    def __call__(self, path: Path, *, relative: str, identifier: str | None = None) -> Report:
        """Return everything that can be read; raise `UnreadableDocument` where that is nothing."""


@contextmanager
def open_reader(*, apart: bool = True, ocr: bool | None = None) -> Iterator[Read]:
    """Yield what reads documents, by default in a child process that starts with the first of them.

    `ocr` has scanned pages read as well, in a child of their own; by default as SEMINAR_OCR says.
    """
    if not apart:
        yield read_report
        return
    wanted = IngestSettings().ocr if ocr is None else ocr
    with Worker("ingest.reading", READING) as worker, Worker("ingest.reading", SCAN) as scanner:

        def read(path: Path, *, relative: str, identifier: str | None = None) -> Report:
            data, name = read_bytes(path), path.name
            report = _read(worker, name, relative, identifier, (), data)
            scans = [page for page in report.pages if wanted and page.unreadable in SCANNED]
            if not scans:
                return report
            read_scans = tuple(_recognise_all(scanner, scans[:MOST_SCANS], name, data))
            return _read(worker, name, relative, identifier, read_scans, data)

        yield read


def _read(
    worker: Worker, name: str, relative: str, identifier: str | None, scans: tuple[Page, ...], data: bytes
) -> Report:
    known = [[page.number, page.text, page.unreadable] for page in scans]
    try:
        answer = worker.ask(_pack(["read", name, relative, identifier, known], data), name=name)
    except TimeoutError as late:
        raise NotReadNow(f"{late}; build again when the computer is less busy") from None
    return from_json(Report, answer.decode("utf-8"))


def _recognise_all(scanner: Worker, scans: Sequence[Page], name: str, data: bytes) -> Iterator[Page]:
    """Yield scanned pages as OCR reads them; one that it cannot read says why."""
    model: str | None = None
    for page in scans:
        try:
            asked = f"page {page.number} of {name}"
            model, text = json.loads(scanner.ask(_pack(["recognise", page.number, model], data), name=asked))
            yield Page(page.number, text, recognised=True)
        except (UnreadableDocument, TimeoutError) as problem:
            yield Page(page.number, "", str(problem))


def _pack(head: object, data: bytes) -> bytes:
    return json.dumps(head).encode("ascii") + b"\n" + data


def _answer(request: bytes) -> bytes:
    head, _, data = request.partition(b"\n")
    task, *details = json.loads(head)
    if task == "recognise":
        number, model = details
        found = recognise(data, number, first=model)
        return json.dumps([found.model, found.text]).encode("ascii")
    name, relative, identifier, known = details
    scans = [Page(number, text, problem, recognised=problem is None) for number, text, problem in known]
    report = read_document(data, name, relative=relative, identifier=identifier, scans=scans)
    return to_json(report).encode("utf-8")


if __name__ == "__main__":
    serve(_answer)
