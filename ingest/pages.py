"""Read the pages of a document, by a table of readers: one row for every ending a file may have.

Page text is the decoded text after newline unification and nothing else; what is made of it comes later. A page from
which nothing can be read is a page all the same and says why.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from ingest.decoding import decode
from ingest.errors import UnreadableDocument
from ingest.limits import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_PAGES,
    MOST_PARTS,
    MOST_TEXT_BYTES,
    MOST_UNPACKED,
)
from ingest.markup import Element, html_text, word_pages
from ingest.pdfs import DAMAGED, NO_TEXT, OVERFULL, read_pdf
from ingest.records import Page

_HOPELESS = frozenset({NO_TEXT, DAMAGED, OVERFULL})  # a page that says nothing else may be a scan worth asking for
_NOT_WORD = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, SyntaxError, KeyError, ValueError, EOFError),
    *(OSError, RuntimeError),  # of parts that claim to be encrypted, or packed in ways nobody uses
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads one kind of file, given its bytes and its name, and how large such a file may be."""

    read: Callable[[bytes, str], list[Page]]
    most_bytes: int


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a document; raise `UnreadableDocument` for what cannot be one or is too large."""
    name = path.name
    most = _reader(name).most_bytes
    try:
        if not path.is_file():  # whoever opens a pipe may wait for ever
            raise UnreadableDocument(f"{name}: cannot be opened (not there, or no file)")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as problem:
        raise UnreadableDocument(f"{name}: cannot be opened ({problem.strerror}); check its permissions") from None
    if len(data) > most:
        raise UnreadableDocument(
            f"{name}: larger than {most >> 20} MB; print it to a smaller PDF, split it, or add its text as .txt"
        )
    if not data.strip():
        raise UnreadableDocument(f"{name}: the file is empty; copy it again")
    return data


def pages_of(data: bytes, name: str) -> list[Page]:
    """Return the pages of a document; raise `UnreadableDocument` where there is nothing to read, or too much."""
    pages = _reader(name).read(data, name)
    if all(page.unreadable in _HOPELESS for page in pages):
        reason = pages[0].unreadable if pages else "it has none"
        raise UnreadableDocument(f"{name}: no page can be read ({reason}); copy it again or print it to a new PDF")
    if len(pages) > MOST_PAGES:
        raise UnreadableDocument(f"{name}: more than {MOST_PAGES} pages; split it")
    if sum(len(page.text) for page in pages) > MOST_CHARACTERS:
        raise UnreadableDocument(f"{name}: more than {MOST_CHARACTERS:,} characters; split it")
    return pages


def _reader(name: str) -> Reader:
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        expected = ", ".join(sorted(READERS))
        raise UnreadableDocument(f"{name}: files of this kind cannot be read; expected one of {expected}")
    return reader


def _read_text(data: bytes, name: str) -> list[Page]:
    texts = _unify(decode(data, name)).split("\f")
    if len(texts) > 1 and not texts[-1].strip():
        texts.pop()  # a form feed closes the last page
    return _number(texts, name)


def _read_html(data: bytes, name: str) -> list[Page]:
    from bs4 import BeautifulSoup

    claimed = _CHARSET.search(data[:4096])
    text = _unify(decode(data, name, hint=claimed[1].decode("ascii") if claimed else None))
    try:
        return _number([html_text(BeautifulSoup(text, "html.parser"))], name)
    except RecursionError:
        raise UnreadableDocument(f"{name}: its elements are nested too deeply; save its text as .txt") from None


def _read_word(data: bytes, name: str) -> list[Page]:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableDocument(
            f"{name}: an old .doc file or one with a password; open it in Word and save it as .docx without a password"
        )
    try:
        _refuse_bombs(data, name)
        document = Document(io.BytesIO(data))
    except (PackageNotFoundError, *_NOT_WORD):
        raise UnreadableDocument(f"{name}: damaged or no Word document; copy it again or save it as .docx") from None
    return _number(word_pages(cast(Element, document.element.body)), name)


def _refuse_bombs(data: bytes, name: str) -> None:
    """Raise for an archive that unpacks to more than any report; the sizes it states are never exceeded in reading."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnreadableDocument(
            f"{name}: unpacks to more than {MOST_UNPACKED >> 20} MB or {MOST_PARTS} parts; save it without its pictures"
        )


def _unify(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _number(texts: Sequence[str], name: str) -> list[Page]:
    """Return the texts as pages, counted from 1; raise if there is no text on any of them."""
    pages = [Page(number, text, None if text.strip() else NO_TEXT) for number, text in enumerate(texts, 1)]
    if all(page.unreadable for page in pages):
        raise UnreadableDocument(f"{name}: there is no text in it; if it holds pictures of pages, save them as PDF")
    return pages


READERS: Mapping[str, Reader] = {
    ".pdf": Reader(read_pdf, MOST_BYTES),
    ".docx": Reader(_read_word, MOST_BYTES),
    ".txt": Reader(_read_text, MOST_TEXT_BYTES),
    ".md": Reader(_read_text, MOST_TEXT_BYTES),
    ".html": Reader(_read_html, MOST_TEXT_BYTES),
    ".htm": Reader(_read_html, MOST_TEXT_BYTES),
}
