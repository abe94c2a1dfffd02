"""Write a table as CSV or for Excel.

Alone knows what spreadsheets do with text. CSV begins with a byte order mark, or Excel reads Japanese as Latin, and
what would run as a formula gets an apostrophe before it; cells of XLSX are typed as text and need none.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_CHARACTERS = 32_000  # of a cell; Excel takes 32,767
_MOST_LINKS = 60_000  # of a sheet; Excel takes 65,530
_LONGEST_LINK = 2_000  # characters; Excel takes 2,079
_NARROWEST, _WIDEST = 6, 60  # columns, in Latin letters


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere."""

    address: str


Cell = str | int | Link | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a name; every row is as long as `columns`."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def to_csv(sheet: Sheet) -> bytes:
    """Return the table as CSV (RFC 4180) in UTF-8 with a byte order mark."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([_harmless(column) for column in sheet.columns])
    writer.writerows([_harmless(cell) for cell in row] for row in sheet.rows)
    return written.getvalue().encode("utf-8-sig")


def to_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return the tables as the sheets of one Excel file."""
    from xlsxwriter import Workbook

    written = io.BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        link = book.add_format({"font_color": "#1d5fa8", "underline": 1, "valign": "top"})
        for sheet in sheets:
            page = book.add_worksheet(_sheet_name(sheet.name))
            page.freeze_panes(1, 1)
            if sheet.columns:
                page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
            for column, title in enumerate(sheet.columns):
                page.set_column(column, column, _width(title, [row[column] for row in sheet.rows]))
                page.write_string(0, column, _text(title), head)
            links = 0
            for number, row in enumerate(sheet.rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, int):
                        page.write_number(number, column, cell, body)
                    elif isinstance(cell, Link) and links < _MOST_LINKS and len(cell.address) <= _LONGEST_LINK:
                        links += 1
                        page.write_url(number, column, cell.address, link)
                    elif cell is not None:
                        page.write_string(number, column, _text(cell), body)
    return written.getvalue()


def _text(cell: Cell) -> str:
    shown = cell.address if isinstance(cell, Link) else "" if cell is None else str(cell)
    return _NO_TEXT.sub("", shown)[:_MOST_CHARACTERS]


def _harmless(cell: Cell) -> str:
    """Return a cell as text that no spreadsheet runs.

    >>> _harmless("=HYPERLINK(A1)"), _harmless(-3)
    ("'=HYPERLINK(A1)", '-3')
    """
    shown = _text(cell)
    return f"'{shown}" if isinstance(cell, str) and shown.startswith(_FORMULA) else shown


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31].strip("' ") or "1"


def _width(title: str, cells: Sequence[Cell]) -> int:
    longest = [max((_columns(line) for line in _text(cell).splitlines()), default=0) for cell in cells]
    widest = max([_columns(title) + 3, *longest])  # beside the title stands the filter's button
    return min(max(widest + 1, _NARROWEST), _WIDEST)


def _columns(text: str) -> int:
    """Return how wide a text is in Latin letters."""
    return sum(1 if character.isascii() else 2 for character in text)
