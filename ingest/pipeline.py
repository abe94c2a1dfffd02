"""File → report → index: the stages in order."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ingest.errors import UnreadableDocument
from ingest.events import names_other_series, read_event
from ingest.languages import language_of
from ingest.layout import find_folios, lay_out
from ingest.pages import pages_of, read_bytes
from ingest.passages import cut_passages
from ingest.records import Block, Page, Report
from ingest.sentences import find_sentences
from ingest.settings import IngestSettings
from ingest.talks import find_talks

_LANGUAGE_SAMPLE = 4000  # characters
_ID_CHARACTERS = 12


@cache
def reader_version() -> str:
    """Return what changes whenever the code or the tables of this package do: then documents are read again.

    Reading takes milliseconds and vectors are kept by the text they stand for, so a needless second reading costs
    little; an index that silently keeps what an older reader got wrong costs trust.
    """
    package = Path(__file__).parent
    files = [*package.glob("*.py"), *package.glob("tables/*.tsv")]
    digest = hashlib.sha256(b"ocr" if IngestSettings().ocr else b"")  # switched on, scans are read again
    for file in sorted(files):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:_ID_CHARACTERS]


def read_report(path: Path, *, relative: str, identifier: str | None = None) -> Report:
    """Return everything that can be read from a file, in this process; builds read in one apart (`ingest.reading`)."""
    return read_document(read_bytes(path), path.name, relative=relative, identifier=identifier)


def read_document(
    data: bytes, name: str, *, relative: str, identifier: str | None = None, scans: Sequence[Page] = ()
) -> Report:
    """Return everything that can be read from one document; its id is made from its content unless given.

    `scans` are pages as OCR read them, which take the place of those without text.
    """
    recognised = {page.number: page for page in scans}
    pages = [recognised.get(page.number, page) for page in pages_of(data, name)]
    blocks = lay_out(pages)
    if not blocks and not any(page.unreadable for page in pages):
        raise UnreadableDocument(f"{name}: no text found in it; add a report that has text")
    sentences = find_sentences(blocks)
    folios = find_folios(blocks)
    event = read_event(sentences, blocks, folios)
    talks = find_talks(sentences, str(event.host_city.value) if event.host_city else None)
    title = _title(blocks) or Path(name).stem
    digest = hashlib.sha256(data).hexdigest()
    language = language_of("".join(page.text for page in pages)[:_LANGUAGE_SAMPLE])
    return Report(
        id=identifier or digest[:_ID_CHARACTERS],
        path=relative,
        sha256=digest,
        title=title,
        language="ja" if language == "en" else language,
        other_series=names_other_series(sentences),
        pages=tuple(pages),
        folios=folios,
        sentences=tuple(sentences),
        event=event,
        people=talks.people,
        talks=talks.talks,
        passages=tuple(cut_passages(sentences, event, title=title)),
        uncovered=talks.uncovered,
    )


def _title(blocks: Sequence[Block]) -> str:
    """Return the title: the first lines of that kind, closed up, or the first heading of a text without."""
    lines: list[str] = []
    for block in blocks:
        if block.kind == "title":
            lines.append(block.text)
        elif lines:
            return "".join(lines)
    return next((block.text for block in blocks if block.kind == "heading"), "")
