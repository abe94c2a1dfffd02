"""Files of questions with what is expected of their answers: JSON lines, or a table that a spreadsheet program saved.

Alone knows the columns. Whoever writes such a file is told the line and what was expected there.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from assistant.records import Language, Row, Status
from ingest.decoding import decode
from ingest.errors import SeminarError

COLUMNS = (
    "id", "question", "language", "kind", "must", "must_not", "sources", "after", "status", "rows", "rows_at_least",
    "half",
)  # fmt: skip
KINDS = {
    "attribute": "fact", "fact": "fact", "aggregate": "list", "list": "list", "who": "who", "what": "what",
    "open": "open", "unanswerable": "none", "none": "none", "followup": "followup",
}  # fmt: skip
_LANGUAGES: dict[str, Language] = {"zh": "zh-Hans", **{language: language for language in get_args(Language)}}
_STATUSES = get_args(Status)
_ROW_FIELDS = tuple(field.name for field in fields(Row) if field.name not in ("citations", "source"))
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_YES = {"1", "true", "yes", "x", "はい", "是", "○"}
# In a cell: what separates things, ways to write one of them, and the fields of a row; full-width forms are typed too.
_THINGS, _WAYS, _FIELDS, _EQUALS = (re.compile(signs) for signs in (r"[;；\n]", r"[|｜]", r"[,，、]", r"[=＝]"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what its answer must and must not hold; `rows` is None where nothing is said of them.

    `kind` is the label of the file. Of each group of `must`, one way of writing has to be there.
    """

    id: str
    question: str
    language: Language | None = None
    kind: str = "open"
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("answered",)
    after: str | None = None
    rows: tuple[Mapping[str, str], ...] | None = None
    rows_at_least: bool = False
    half: str | None = None


def read_questions(path: Path) -> list[Asked]:
    """Return the questions of a .csv file, or of any other as JSON lines."""
    is_table = path.suffix.lower() in (".csv", ".tsv")
    questions: list[Asked] = []
    try:
        text = read_text(path)
        for place, row in _csv_rows(text) if is_table else json_rows(text, 'as {"question": "…"}'):
            try:
                questions.append(_asked(place, row))
            except (TypeError, ValueError) as error:
                raise SeminarError(f"{path}, {place}: {error}") from error
    except csv.Error as error:
        raise SeminarError(f"{path} cannot be read as a table: {error}. Save it again as CSV (UTF-8).") from error
    except ValueError as error:
        raise SeminarError(f"{path}, {error}") from error
    if not questions:
        raise SeminarError(f"{path} holds no question; expected one a line, see 'Evaluation' in assistant/README.md.")
    return questions


def read_text(path: Path) -> str:
    """Return the text of a file, in UTF-8 or an older encoding of Japanese or Chinese."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SeminarError(f"{path} cannot be read: {error.strerror}. Name a file that is there.") from error
    if data.startswith(_WORKBOOKS):
        raise SeminarError(f"{path} is a workbook, not text. Save it from the spreadsheet program as CSV (UTF-8).")
    try:
        return decode(data, path.name) if b"\0" in data else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data, path.name)


def json_rows(text: str, shape: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield where each line stands and its JSON object; ValueError, with `shape` in words, where there is none."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ValueError(f"line {number}: expected a JSON object {shape} ({error})") from error
        if not isinstance(row, dict):
            raise ValueError(f"line {number}: expected a JSON object {shape}, not {line[:40]}")
        yield f"line {number}", row


def _csv_rows(text: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield the rows of a table under the numbers a spreadsheet program shows, cells turned into lists."""
    head = text.partition("\n")[0]
    delimiter = max("\t;,", key=head.count)  # programs save what the country's numbers leave free
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [name.strip().lower() for name in next(reader, [])]
    if "question" not in names:
        raise ValueError(f"row 1: expected the names of columns, `question` among them: {', '.join(COLUMNS)}")
    for name in (name for name in names if name not in COLUMNS):
        if meant := get_close_matches(name, COLUMNS, n=1):
            raise ValueError(f"row 1: {name!r} is no column; is {meant[0]!r} meant?")
    for number, cells in enumerate(reader, start=2):
        row = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if cell.strip()}
        if row:
            try:
                yield f"row {number}", {name: _CELLS.get(name, str)(cell) for name, cell in row.items()}
            except ValueError as error:
                raise ValueError(f"row {number}: {error}") from error


def _things(cell: str) -> list[str]:
    return [thing.strip() for thing in _THINGS.split(cell) if thing.strip()]


def _groups(cell: str) -> list[list[str]]:
    return [[way.strip() for way in _WAYS.split(thing) if way.strip()] for thing in _things(cell)]


def _row_cell(cell: str) -> dict[str, str]:
    pairs = [_EQUALS.split(part, maxsplit=1) for part in _FIELDS.split(cell) if part.strip()]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError(f"in `rows` expected field=value, fields separated by commas, not {cell!r}")
    return {name.strip(): value.strip() for name, value in pairs}


_CELLS: Mapping[str, Callable[[str], object]] = {
    "must": _groups,
    "must_not": _things,
    "sources": _things,
    "status": _things,
    "rows": lambda cell: [_row_cell(thing) for thing in _things(cell)] if cell != "-" else [],
    "rows_at_least": lambda cell: cell.lower() in _YES,
}


def _asked(place: str, row: Mapping[str, object]) -> Asked:
    question = row.get("question")
    if not isinstance(question, str) or not question.strip():
        raise ValueError("expected a `question`")
    language, kind = row.get("language", row.get("lang", "")), str(row.get("kind") or "open")
    if language and language not in _LANGUAGES:
        raise ValueError(f"`language` is {language!r}; expected one of {', '.join(_LANGUAGES)}")
    if kind not in KINDS:
        raise ValueError(f"`kind` is {kind!r}; expected one of {', '.join(KINDS)}")
    no = tuple(status for status in _STATUSES if status != "answered")
    statuses = _words("status", row.get("status")) or (no if KINDS[kind] == "none" else ("answered",))
    if unknown := set(statuses) - set(_STATUSES):
        raise ValueError(f"`status` is {min(unknown)!r}; expected one of {', '.join(_STATUSES)}")
    after, half = row.get("after"), row.get("half")
    return Asked(
        id=str(row.get("id") or place.split()[-1]),
        question=question.strip(),
        language=_LANGUAGES[str(language)] if language else None,
        kind=kind,
        must=tuple(_words("must", group) for group in _list("must", row.get("must"))),
        must_not=_words("must_not", row.get("must_not")),
        sources=_words("sources", row.get("sources")),
        statuses=statuses,
        after=str(after) if after else None,
        rows=None if row.get("rows") is None else tuple(_row(one) for one in _list("rows", row["rows"])),
        rows_at_least=bool(row.get("rows_at_least")),
        half=str(half) if half else None,
    )


def _list(name: str, found: object) -> Sequence[object]:
    if found is None or isinstance(found, list):
        return found or []
    raise ValueError(f"`{name}`: expected a list of {'rows' if name == 'rows' else 'words'}, not {found!r}")


def _words(name: str, found: object) -> tuple[str, ...]:
    words = [word for word in _list(name, found) if isinstance(word, str)]
    if words != (found or []):
        raise ValueError(f"`{name}`: expected a list of words, not {found!r}")
    return tuple(words)


def _row(found: object) -> Mapping[str, str]:
    if not isinstance(found, dict) or not found:
        raise ValueError(f"`rows`: expected objects with fields, not {found!r}")
    if unknown := found.keys() - set(_ROW_FIELDS):
        raise ValueError(f"`rows`: {min(unknown)!r} is no field of a row; there are {', '.join(_ROW_FIELDS)}")
    return {str(name): str(value) for name, value in found.items()}
