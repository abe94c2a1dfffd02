"""Staff corrections as the truth keeps them: added, listed, withdrawn, exported, imported. Nothing else writes them.

They stand in a table of their own in `truth.sqlite3`, beside the vectors but on a connection of their own, so that
staff can add one while a build is running; it holds from the next build on.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import count
from pathlib import Path

from ingest.amendments import (
    EVENT_FIELDS,
    TALK_FIELDS,
    Change,
    Correction,
    Outcome,
    TalkKey,
    apply_corrections,
    find_talk,
    key_of,
)
from ingest.correction_files import TAKEN_AWAY, correction_of, read_corrections_file, to_line, write_corrections_file
from ingest.disk import TRUTH, open_truth, truth_rows
from ingest.errors import CorrectionNotUsable
from ingest.records import Report
from ingest.values import COUNTRIES, ROLES, read_date, read_value

__all__ = [
    "EVENT_FIELDS",
    "MIRROR",
    "TALK_FIELDS",
    "Change",
    "Correction",
    "Outcome",
    "StoredCorrection",
    "TalkKey",
    "add_correction",
    "add_corrections",
    "add_proved",
    "apply_corrections",
    "check_correction",
    "digest_of",
    "export_corrections",
    "find_talk",
    "import_corrections",
    "key_of",
    "list_corrections",
    "note_outcomes",
    "read_corrections",
    "replace_corrections",
    "summary_of",
    "withdraw_correction",
]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS corrections (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, report TEXT NOT NULL, json TEXT NOT NULL,
    outcome TEXT
)
"""  # outcome: of the last build that met it; empty: applied, NULL: none yet
MIRROR = "corrections.json"
_REPORT = re.compile(r"[0-9a-f]{12}")
_ID = re.compile(r"c[0-9a-f]{10}")


@dataclass(frozen=True, slots=True)
class StoredCorrection:
    """A correction with what the last build made of it: `problem` is why it did not apply."""

    correction: Correction
    built: bool
    problem: str | None


def read_corrections(data: Path) -> tuple[Correction, ...]:
    """Return the corrections of a data folder in the order they were made."""
    return tuple(stored.correction for stored in list_corrections(data))


def list_corrections(data: Path) -> tuple[StoredCorrection, ...]:
    """Return the corrections of a data folder, each with what became of it."""
    rows = truth_rows(data / TRUTH, "corrections", "SELECT json, outcome FROM corrections ORDER BY number")
    return tuple(StoredCorrection(correction_of(text), outcome is not None, outcome or None) for text, outcome in rows)


def add_correction(data: Path, correction: Correction) -> Correction:
    """Store one correction and return it with its id; it takes the place of an earlier one of the same event field."""
    return add_corrections(data, [correction])[0]


def add_proved(data: Path, report: Report, correction: Correction) -> Correction:
    """Store a correction of a report once it is known to find its text there, beside those stored before."""
    checked = check_correction(correction)
    corrected, _ = apply_corrections(report, read_corrections(data))
    for outcome in apply_corrections(corrected, [checked])[1]:
        if outcome.problem:
            raise CorrectionNotUsable(f"{report.path}: {outcome.problem}. Copy it from the report as it stands there.")
    return add_correction(data, checked)


def add_corrections(data: Path, corrections: Sequence[Correction]) -> list[Correction]:
    """Store all of the corrections or, if one is not as expected, none; one whose id is known replaces that one."""
    checked = [check_correction(correction) for correction in corrections]
    with _open(data) as connection:
        connection.execute("BEGIN IMMEDIATE")
        return [_store(connection, correction) for correction in checked]


def withdraw_correction(data: Path, identifier: str) -> Correction:
    """Take a correction back and return it; the next build reads what it was about by the rules again."""
    for correction in read_corrections(data):
        if correction.id == identifier:
            with _open(data) as connection:
                connection.execute("DELETE FROM corrections WHERE id = ?", (identifier,))
            return correction
    raise CorrectionNotUsable(f"There is no correction {identifier!r}. See 'python -m ingest corrections list'.")


def export_corrections(data: Path, path: Path) -> int:
    """Write all corrections to a .json or .csv file; return how many."""
    corrections = read_corrections(data)
    write_corrections_file(path, corrections)
    return len(corrections)


def import_corrections(data: Path, path: Path) -> list[Correction]:
    """Store the corrections of a .json or .csv file and return them; those stored before stay once."""
    corrections = read_corrections_file(path)
    checked: list[Correction] = []
    for number, correction in enumerate(corrections, 1):
        try:
            checked.append(check_correction(correction))
        except CorrectionNotUsable as error:
            raise CorrectionNotUsable(f"{path.name}, correction {number}: {error} Nothing was imported.") from error
    return add_corrections(data, checked)


def replace_corrections(data: Path, path: Path) -> None:
    """Store the corrections of a file in the place of all there are."""
    corrections = [check_correction(correction) for correction in read_corrections_file(path)]
    with _open(data) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM corrections")
        for correction in corrections:
            _store(connection, correction)


def note_outcomes(data: Path, outcomes: Sequence[Outcome]) -> None:
    """Keep what a build made of corrections, unless they have been changed since."""
    if not outcomes:
        return
    with _open(data) as connection:
        rows = [(one.problem or "", one.correction.id, to_line(one.correction)) for one in outcomes]
        connection.executemany("UPDATE corrections SET outcome = ? WHERE id = ? AND json = ?", rows)


def digest_of(corrections: Sequence[Correction], report: str | None) -> str:
    """Return what tells one set of corrections of a report from another; empty where there are none."""
    lines = [to_line(correction) for correction in corrections if correction.report == report]
    return "+" + sha256("\n".join(lines).encode()).hexdigest()[:8] if lines else ""


def summary_of(outcomes: Sequence[Outcome]) -> str | None:
    """Return in words how many corrections apply and which do not; None where there are none."""
    problems = [f"{one.correction.id}: {one.problem}" for one in outcomes if one.problem]
    parts = [f"{len(outcomes) - len(problems)} applied"] if len(outcomes) > len(problems) else []
    parts += [f"{len(problems)} not found in the report any more ({'; '.join(problems)})"] if problems else []
    return f"staff corrections: {', '.join(parts)}" if parts else None


def check_correction(correction: Correction) -> Correction:
    """Return a correction with its values in their stored form; CorrectionNotUsable says what is not as expected."""
    quote, author = (correction.quote or "").strip() or None, correction.author.strip()
    if not _REPORT.fullmatch(correction.report):
        raise CorrectionNotUsable(
            f"The report is {correction.report!r}; expected the 12 digits (0-9, a-f) that 'python -m ingest status' "
            "shows. Spreadsheet programs change such cells: import that column as text."
        )
    if correction.id and not _ID.fullmatch(correction.id):
        raise CorrectionNotUsable(f"The id is {correction.id!r}; leave it empty for a new correction.")
    if not author:
        raise CorrectionNotUsable("The author is missing; name who makes the correction.")
    if correction.action != "remove" and not quote:
        raise CorrectionNotUsable("The quote is missing; copy the text of the report that proves the correction.")
    given = {change.name: (change.value or "").strip() for change in correction.values}
    values = {name: None if value in ("", TAKEN_AWAY) else value for name, value in given.items()}
    values = _checked_event(correction, values) if correction.kind == "event" else _checked_talk(correction, values)
    changes = tuple(Change(name, value) for name, value in values.items())
    day = read_date(correction.date, "date") if correction.date else date.today().isoformat()
    return replace(correction, values=changes, quote=quote, author=author, date=day)


def _checked_event(correction: Correction, values: Mapping[str, str | None]) -> dict[str, str | None]:
    field = correction.target
    if not isinstance(field, str) or field not in EVENT_FIELDS:
        raise CorrectionNotUsable(f"{field!r} is no field of an event; expected one of {', '.join(EVENT_FIELDS)}.")
    if correction.action == "add":
        raise CorrectionNotUsable(
            "An event field is set or removed, also where the report was not understood to state it."
        )
    if correction.action == "remove":
        if values:
            raise CorrectionNotUsable(f"{field} is to be removed; leave its value out.")
        return {}
    if values.keys() != {"value"} or not values["value"]:
        raise CorrectionNotUsable(f"The value of {field} is missing; give one, or remove the field.")
    value = read_value(field, values["value"])
    return {"value": " ".join(map(str, value)) if isinstance(value, tuple) else str(value)}


def _checked_talk(correction: Correction, values: Mapping[str, str | None]) -> dict[str, str | None]:
    if unknown := values.keys() - set(TALK_FIELDS):
        raise CorrectionNotUsable(f"{min(unknown)!r} is no field of a talk; expected one of {', '.join(TALK_FIELDS)}.")
    if (correction.action == "add") != (correction.target is None) or isinstance(correction.target, str):
        raise CorrectionNotUsable(
            "Say which talk is meant by its speaker, session or text; one that is added has none."
        )
    key = correction.target or TalkKey()
    if correction.action != "add" and not (key.speaker or key.organisation or key.quote):
        raise CorrectionNotUsable("Say which talk is meant: its speaker, its organisation or its text.")
    if correction.action == "add" and not (values.get("speaker") or values.get("organisation") or values.get("place")):
        raise CorrectionNotUsable("Who spoke is missing; give a speaker, an organisation or a place.")
    if (correction.action == "remove") == bool(values):
        raise CorrectionNotUsable(
            "A talk that is removed takes no values; one that is set or added takes at least one."
        )
    for name, allowed in (("role", ROLES), ("country", COUNTRIES)):
        value = values.get(name)
        if value is not None and value not in allowed:
            raise CorrectionNotUsable(f"The {name} is {value!r}; expected one of {', '.join(allowed)}.")
    if "role" in values and values["role"] is None:
        raise CorrectionNotUsable(f"A talk has a role; expected one of {', '.join(ROLES)}.")
    stored = {name: values[name] for name in TALK_FIELDS if name in values}
    if country := values.get("country"):
        stored["country"] = COUNTRIES[country]
    return stored


def _store(connection: sqlite3.Connection, correction: Correction) -> Correction:
    """Store a correction: in the place of that id, of that event field, or as one more."""
    known = {str(name): correction_of(text) for name, text in connection.execute("SELECT id, json FROM corrections")}
    if not correction.id:
        for number in count():
            identifier = "c" + sha256(f"{number} {to_line(correction)}".encode()).hexdigest()[:10]
            named = replace(correction, id=identifier)
            if known.get(identifier, named) == named:
                correction = named
                break
    if known.get(correction.id) == correction:
        return correction
    for other in known.values():
        same_field = correction.kind == other.kind == "event" and correction.target == other.target
        if same_field and correction.report == other.report and correction.id != other.id:
            connection.execute("DELETE FROM corrections WHERE id = ?", (other.id,))
    connection.execute(
        "INSERT INTO corrections (id, report, json) VALUES (?, ?, ?)"
        "ON CONFLICT (id) DO UPDATE SET report = excluded.report, json = excluded.json, outcome = NULL",
        (correction.id, correction.report, to_line(correction)),
    )
    return correction


def _mirror(data: Path, connection: sqlite3.Connection) -> None:
    """Write the corrections beside the truth too, for they cannot be made anew where that file is damaged."""
    lines = connection.execute("SELECT json FROM corrections ORDER BY number").fetchall()
    path = data / MIRROR
    if lines or path.exists():
        write_corrections_file(path, [correction_of(line) for (line,) in lines])


@contextmanager
def _open(data: Path) -> Iterator[sqlite3.Connection]:
    """Open the truth for one transaction, after which the corrections are written beside it too."""
    with open_truth(data / TRUTH, _SCHEMA) as connection:
        yield connection
        _mirror(data, connection)
