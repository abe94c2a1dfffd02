"""Corrections as people exchange them: JSON, and CSV that a spreadsheet program opens and saves again.

An empty cell means that a correction says nothing of a field, a dash that it takes the value away.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import get_args

from ingest.amendments import TALK_FIELDS, Action, Change, Correction, Kind, TalkKey
from ingest.decoding import decode
from ingest.disk import write_atomically
from ingest.errors import CorrectionNotUsable

TAKEN_AWAY = "-"

_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
_ACTIONS: dict[str, Action] = {action: action for action in get_args(Action)}
_KEY = ("session", "speaker", "organisation", "quote")
_PLAIN = ("id", "report", "kind", "action", "quote", "author", "date")
_OF = tuple(f"of_{name}" for name in _KEY)
_COLUMNS = ("id", "report", "kind", "action", "field", *_OF, "value", *TALK_FIELDS, "quote", "author", "date")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")  # what makes a spreadsheet program calculate, and our guard itself


def write_corrections_file(path: Path, corrections: Sequence[Correction]) -> None:
    """Write corrections to a file; its ending, .json or .csv, says as what."""
    text = _format_of(path)(corrections)
    try:
        write_atomically(path, text.encode("utf-8"))
    except OSError as error:
        raise CorrectionNotUsable(
            f"{path} cannot be written: {error}. Name a file in a folder that is there."
        ) from error


def read_corrections_file(path: Path) -> list[Correction]:
    """Return the corrections of a .json or .csv file, also of one that was saved in a legacy encoding."""
    _format_of(path)
    try:
        text = decode(path.read_bytes(), path.name)
    except OSError as error:
        raise CorrectionNotUsable(
            f"{path} cannot be read: {error}. Name a file made by 'corrections export'."
        ) from error
    try:
        return _from_csv(text) if path.suffix.lower() == ".csv" else _from_json(text)
    except (csv.Error, json.JSONDecodeError, CorrectionNotUsable) as error:
        raise CorrectionNotUsable(
            f"{path.name}: {error} Expected what 'corrections export' writes. Nothing was imported."
        ) from error


def to_line(correction: Correction) -> str:
    """Return a correction as one line of JSON."""
    return json.dumps(_plain(correction), ensure_ascii=False)


def correction_of(line: str) -> Correction:
    """Return the correction that `to_line` wrote."""
    return _read(json.loads(line))


def _format_of(path: Path) -> Callable[[Sequence[Correction]], str]:
    formats: dict[str, Callable[[Sequence[Correction]], str]] = {
        ".json": lambda corrections: json.dumps(list(map(_plain, corrections)), ensure_ascii=False, indent=2) + "\n",
        ".csv": _to_csv,
    }
    if path.suffix.lower() not in formats:
        raise CorrectionNotUsable(
            f"{path.name}: corrections are exchanged as .json or .csv; give the file that ending."
        )
    return formats[path.suffix.lower()]


# JSON


def _from_json(text: str) -> list[Correction]:
    listed = json.loads(text)
    if not isinstance(listed, list):
        raise CorrectionNotUsable("it is no list of corrections.")
    return [_numbered(number, one) for number, one in enumerate(listed, 1)]


def _plain(correction: Correction) -> dict[str, object]:
    about = asdict(correction)
    return about | {"values": {change.name: change.value for change in correction.values}}


def _numbered(number: int, about: object) -> Correction:
    try:
        return _read(about)
    except CorrectionNotUsable as error:
        raise CorrectionNotUsable(f"correction {number}: {error}") from error


def _read(about: object) -> Correction:
    """Return the correction that plain data tells of; whether its values make sense is not decided here."""
    if not isinstance(about, dict):
        raise CorrectionNotUsable("it is no object with fields.")
    if unknown := about.keys() - {field.name for field in fields(Correction)}:
        raise CorrectionNotUsable(f"{min(unknown)!r} is no field of a correction.")
    kind, action = _KINDS.get(_text(about, "kind") or ""), _ACTIONS.get(_text(about, "action") or "")
    if kind is None or action is None:
        raise CorrectionNotUsable(f"kind is one of {', '.join(_KINDS)}, action one of {', '.join(_ACTIONS)}.")
    target, values = about.get("target"), about.get("values") or {}
    if isinstance(target, dict):
        target = TalkKey(*(_text(target, name) for name in _KEY))
    elif target is not None:
        target = _text(about, "target")
    if not isinstance(values, dict):
        raise CorrectionNotUsable("the values are no object with fields.")
    return Correction(
        id=_text(about, "id") or "",
        report=_text(about, "report") or "",
        kind=kind,
        action=action,
        target=target,
        values=tuple(Change(str(name), _text(values, name)) for name in values),
        quote=_text(about, "quote"),
        author=_text(about, "author") or "",
        date=_text(about, "date") or "",
    )


def _text(about: Mapping[str, object], name: str) -> str | None:
    value = about.get(name)
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise CorrectionNotUsable(f"{name} is {value!r}; expected text.")


# CSV


def _to_csv(corrections: Sequence[Correction]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, _COLUMNS)
    writer.writeheader()
    for correction in corrections:
        writer.writerow({name: _guarded(cell) for name, cell in _cells(correction).items()})
    return "\ufeff" + out.getvalue()  # without the mark, a spreadsheet program takes it for a legacy encoding


def _cells(correction: Correction) -> dict[str, str]:
    plain = asdict(correction)
    cells = {name: plain[name] or "" for name in _PLAIN}
    cells |= {change.name: TAKEN_AWAY if change.value is None else change.value for change in correction.values}
    if isinstance(correction.target, TalkKey):
        return cells | {f"of_{name}": value or "" for name, value in asdict(correction.target).items()}
    return cells | {"field": correction.target or ""}


def _from_csv(text: str) -> list[Correction]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    if unknown := set(reader.fieldnames or ("no column",)) - set(_COLUMNS):
        raise CorrectionNotUsable(f"{min(unknown)!r} is no column of a file of corrections.")
    found: list[Correction] = []
    for number, row in enumerate(reader, 1):
        if None in row:
            raise CorrectionNotUsable(f"correction {number}: there are more cells than columns.")
        cells = {name: (cell or "").removeprefix("'") for name, cell in row.items()}
        if any(cells.values()):
            found.append(_numbered(number, _about(cells)))
    return found


def _about(cells: Mapping[str, str]) -> dict[str, object]:
    """Return the plain data of one row of a table."""
    about: dict[str, object] = {name: cells.get(name, "") for name in _PLAIN}
    names = ("value", *TALK_FIELDS)
    about["values"] = {n: None if cells[n] == TAKEN_AWAY else cells[n] for n in names if cells.get(n)}
    key = {name: cells[of] for name, of in zip(_KEY, _OF, strict=True) if cells.get(of)}
    return about | {"target": cells.get("field") or key or None}


def _guarded(cell: str) -> str:
    return "'" + cell if cell.startswith(_FORMULA) and cell != TAKEN_AWAY else cell
