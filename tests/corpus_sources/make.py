"""Make the two sample reports that are not written as plain text: `python -m tests.corpus_sources.make`.

The PDF is a web page printed by Chromium; the Word document is set from lines whose beginning says what they are.
"""

import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.pdfs import html_to_pdf

SOURCES = Path(__file__).parent
CORPUS = SOURCES.parents[1] / "corpus"
_STYLES = {"# ": "Title", "~ ": "Subtitle", "## ": "Heading 1", "### ": "Heading 2", "- ": "List Bullet"}
_WRITTEN = datetime(2026, 11, 22, tzinfo=UTC)
_FONT = "Yu Mincho"


def make_docx(source: Path, target: Path) -> None:
    """Set a text as a Word document: titles, headings, list items, rows of tables and paragraphs."""
    document = docx.Document()
    document.core_properties.title = source.stem
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = _WRITTEN
    for style in ("Normal", *_STYLES.values()):
        _use_font(document, style)
    lines = filter(None, source.read_text(encoding="utf-8").splitlines())
    for tabular, group in groupby(lines, key=lambda line: line.startswith("|")):
        (_add_table if tabular else _add_paragraphs)(document, group)
    document.save(str(target))


def make_pdf(source: Path, target: Path, *, chromium: str) -> None:
    """Print the web page to a PDF."""
    html_to_pdf(source.read_text(encoding="utf-8"), target, chromium=chromium)


def _add_paragraphs(document: Document, lines: Iterable[str]) -> None:
    for line in lines:
        mark = next((mark for mark in _STYLES if line.startswith(mark)), "")
        document.add_paragraph(line.removeprefix(mark), _STYLES.get(mark, "Normal"))


def _add_table(document: Document, lines: Iterable[str]) -> None:
    rows = [list(_cells(line)) for line in lines]
    table = document.add_table(len(rows), len(rows[0]), "Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _cells(line: str) -> Iterator[str]:
    return map(str.strip, line.removeprefix("|").split("|"))


def _use_font(document: Document, style: str) -> None:
    """Name a font for Japanese characters too; Word keeps them apart from Latin ones."""
    found = document.styles[style]
    found.font.name = _FONT
    found.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    if style == "Normal":
        found.font.size = Pt(10.5)


if __name__ == "__main__":
    make_docx(SOURCES / "seminar16_shenyang_2017.md", CORPUS / "seminar16_shenyang_2017.docx")
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        sys.exit("The PDF was not made: Chromium is not installed.")
    name = "seminar21_zhengzhou_2025"
    make_pdf(SOURCES / f"{name}.html", CORPUS / f"{name}.pdf", chromium=browser)
