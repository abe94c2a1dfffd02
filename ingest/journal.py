"""The history of builds: who built or went back when, what it changed and how it ended; in the truth."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import JsonValue

from ingest.change_records import Changes
from ingest.disk import TRUTH, open_truth, truth_rows
from ingest.errors import DataNotUsable, SeminarError
from ingest.plain import to_json

Ending = Literal["running", "built", "nothing", "failed", "cancelled", "interrupted", "rolled_back"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS builds (
    number INTEGER PRIMARY KEY AUTOINCREMENT, began TEXT NOT NULL, ended TEXT, author TEXT NOT NULL,
    ending TEXT NOT NULL, generation TEXT, words TEXT NOT NULL, changes TEXT
)
"""
_KEPT = 500
_DOCUMENTS = 50  # told of one build


@dataclass(frozen=True, slots=True)
class Entry:
    """One build or rollback; `changes` is what `diff --json` prints, with no more than the first 50 documents."""

    number: int
    began: str  # ISO, UTC
    ended: str | None
    by: str
    ending: Ending
    generation: str | None  # that answered afterwards
    words: str
    changes: JsonValue


class Note:
    """The entry of a build that is running: say how it ended before the block is left."""

    def __init__(self) -> None:
        """Begin with a build that was broken off."""
        self.ending: Ending = "interrupted"
        self.generation: str | None = None
        self.words = ""
        self.changes: Changes | None = None

    def end(self, ending: Ending, generation: str | None, words: str, changes: Changes | None = None) -> None:
        """Say how it ended."""
        self.ending, self.generation, self.words, self.changes = ending, generation, words, changes


@contextmanager
def noted(data: Path, by: str) -> Iterator[Note]:
    """Keep an entry of what is done in the block, which holds the lock of the build; what is raised is noted, too."""
    note = Note()
    with open_truth(data / TRUTH, _SCHEMA) as connection:
        connection.execute("UPDATE builds SET ending = 'interrupted' WHERE ending = 'running'")  # killed ones
        connection.execute("DELETE FROM builds WHERE number <= (SELECT max(number) FROM builds) - ?", (_KEPT,))
        row = (_now(), by, "running", "")
        query = "INSERT INTO builds (began, author, ending, words) VALUES (?, ?, ?, ?)"
        number = connection.execute(query, row).lastrowid
    try:
        yield note
    except KeyboardInterrupt:
        note.end("cancelled", None, "")
        raise
    except SeminarError as error:
        note.end("failed", None, str(error))
        raise
    except BaseException as error:
        note.end("failed", None, repr(error))
        raise
    finally:
        changes = to_json(_shortened(note.changes)) if note.changes else None
        row_now = (_now(), note.ending, note.generation, note.words, changes, number)
        # On a full disk, what was raised says more.
        with suppress(DataNotUsable), open_truth(data / TRUTH, _SCHEMA) as connection:
            query = "UPDATE builds SET ended = ?, ending = ?, generation = ?, words = ?, changes = ? WHERE number = ?"
            connection.execute(query, row_now)


def read_journal(data: Path, *, running: bool) -> list[Entry]:
    """Return the builds of a data folder, latest first; unless one is `running`, an unfinished one was broken off."""
    query = "SELECT number, began, ended, author, ending, generation, words, changes FROM builds ORDER BY number DESC"
    rows = truth_rows(data / TRUTH, "builds", query)
    entries = [
        Entry(number, began, ended, by, ending, generation, words, json.loads(changes) if changes else None)
        for number, began, ended, by, ending, generation, words, changes in rows
    ]
    return [_settled(entry, running and at == 0) for at, entry in enumerate(entries)]


def merge_journal(data: Path, entries: Iterable[Entry]) -> None:
    """Put builds of a backup among those kept here, in the order in which they began; none is kept twice."""
    merged = {(entry.began, entry.by): entry for entry in (*entries, *read_journal(data, running=False))}
    rows = [
        (one.began, one.ended, one.by, one.ending, one.generation, one.words, json.dumps(one.changes))
        for one in sorted(merged.values(), key=lambda entry: (entry.began, entry.number))
    ]
    columns = "began, ended, author, ending, generation, words, changes"
    with open_truth(data / TRUTH, _SCHEMA) as connection:
        connection.execute("DELETE FROM builds")
        connection.executemany(f"INSERT INTO builds ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _shortened(changes: Changes) -> Changes:
    """Return changes with no more documents and corrections than are told of one build."""
    documents, lost = changes.documents[:_DOCUMENTS], changes.corrections_lost[:_DOCUMENTS]
    return replace(changes, documents=documents, corrections_lost=lost)


def _settled(entry: Entry, running: bool) -> Entry:
    if entry.ending != "running" or running:
        return entry
    return replace(entry, ending="interrupted")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
