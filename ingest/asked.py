"""What chat models answered about sections of reports, and how each report fared; kept in `truth.sqlite3`.

An answer is kept under all that was put and the name of the model, so that nothing is asked twice.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from ingest.models import Message
from ingest.truth import key_of

_ANSWERS = "CREATE TABLE IF NOT EXISTS model_answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID"
_NOTES = "CREATE TABLE IF NOT EXISTS model_notes (report TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID"
_TIMEOUT_SECONDS = 30


class Asked:
    """The answers of models in a data folder, and the notes of the last reading of each report."""

    def __init__(self, data: Path) -> None:
        """Name the folder; its file is made when the first answer is kept."""
        self._path = data / "truth.sqlite3"

    def answer(self, model: str, messages: Sequence[Message]) -> str | None:
        """Return what a model answered to exactly this, None if it was never asked."""
        found = self._rows("SELECT key, answer FROM model_answers WHERE key = ?", _key(model, messages))
        return found[0][1] if found else None

    def keep(self, model: str, messages: Sequence[Message], answer: str) -> None:
        """Keep an answer."""
        with self._open() as connection:
            connection.execute("INSERT OR REPLACE INTO model_answers VALUES (?, ?)", (_key(model, messages), answer))

    def note(self, report: str, told: str) -> None:
        """Keep the notes on a report, as JSON, in the place of earlier ones."""
        with self._open() as connection:
            connection.execute("INSERT OR REPLACE INTO model_notes VALUES (?, ?)", (report, told))

    def notes(self) -> dict[str, str]:
        """Return the notes of all reports that a model was to read."""
        return dict(self._rows("SELECT report, json FROM model_notes"))

    def _rows(self, query: str, *values: str) -> list[tuple[str, str]]:
        if not self._path.exists():
            return []
        with self._open() as connection:
            return connection.execute(query, values).fetchall()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=_TIMEOUT_SECONDS)) as connection, connection:
            connection.execute(_ANSWERS)
            connection.execute(_NOTES)
            yield connection


def _key(model: str, messages: Sequence[Message]) -> str:
    return key_of(json.dumps([model, *messages], ensure_ascii=False))
