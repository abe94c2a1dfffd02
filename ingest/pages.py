"""Read the pages of a document, by a table of readers: one row for every ending a file may have.

Page text is the decoded text after newline unification and nothing else; what is made of it comes later. A page from
which nothing can be read is a page all the same and says why.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import cast

from ingest.decoding import decode
from ingest.errors import UnreadableDocument
from ingest.markup import Element, html_text, word_pages
from ingest.pdfs import NO_TEXT, read_pdf
from ingest.records import Page

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)


def read_pages(path: Path) -> list[Page]:
    """Return the pages of a document; raise `UnreadableDocument` where there is nothing to read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        expected = ", ".join(sorted(READERS))
        raise UnreadableDocument(f"{path.name}: files of this kind cannot be read; expected one of {expected}")
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise UnreadableDocument(f"{path.name}: cannot be opened ({problem.strerror}); check its permissions") from None
    if not data.strip():
        raise UnreadableDocument(f"{path.name}: the file is empty; copy it again")
    return reader(data, path.name)


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
        document = Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, zlib.error, SyntaxError, KeyError, ValueError, EOFError):
        raise UnreadableDocument(f"{name}: damaged or no Word document; copy it again or save it as .docx") from None
    return _number(word_pages(cast(Element, document.element.body)), name)


def _unify(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _number(texts: Sequence[str], name: str) -> list[Page]:
    """Return the texts as pages, counted from 1; raise if there is no text on any of them."""
    pages = [Page(number, text, None if text.strip() else NO_TEXT) for number, text in enumerate(texts, 1)]
    if all(page.unreadable for page in pages):
        raise UnreadableDocument(f"{name}: there is no text in it; if it holds pictures of pages, save them as PDF")
    return pages


READERS: Mapping[str, Callable[[bytes, str], list[Page]]] = {
    ".pdf": read_pdf,
    ".docx": _read_word,
    ".txt": _read_text,
    ".md": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
}
SUFFIXES = frozenset(READERS)
