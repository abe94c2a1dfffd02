"""What chat models answered about sections of reports, and how each report fared; kept in `truth.sqlite3`.

An answer is kept under all that was put and the name of the model, so that nothing is asked twice.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from ingest.disk import TRUTH, open_truth, truth_rows
from ingest.models import Message
from ingest.truth import key_of

_ANSWERS = "CREATE TABLE IF NOT EXISTS model_answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID"
_NOTES = "CREATE TABLE IF NOT EXISTS model_notes (report TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID"


class Asked:
    """The answers of models in a data folder, and the notes of the last reading of each report."""

    def __init__(self, data: Path) -> None:
        """Name the folder; its file is made when the first answer is kept."""
        self._path = data / TRUTH

    def answer(self, model: str, messages: Sequence[Message]) -> str | None:
        """Return what a model answered to exactly this, None if it was never asked."""
        query = "SELECT answer FROM model_answers WHERE key = ?"
        found = truth_rows(self._path, "model_answers", query, (_key(model, messages),))
        return str(found[0][0]) if found else None

    def keep(self, model: str, messages: Sequence[Message], answer: str) -> None:
        """Keep an answer."""
        with open_truth(self._path, _ANSWERS) as connection:
            connection.execute("INSERT OR REPLACE INTO model_answers VALUES (?, ?)", (_key(model, messages), answer))

    def note(self, report: str, told: str) -> None:
        """Keep the notes on a report, as JSON, in the place of earlier ones."""
        with open_truth(self._path, _NOTES) as connection:
            connection.execute("INSERT OR REPLACE INTO model_notes VALUES (?, ?)", (report, told))

    def notes(self) -> dict[str, str]:
        """Return the notes of all reports that a model was to read."""
        return dict(truth_rows(self._path, "model_notes", "SELECT report, json FROM model_notes"))


def _key(model: str, messages: Sequence[Message]) -> str:
    return key_of(json.dumps([model, *messages], ensure_ascii=False))
