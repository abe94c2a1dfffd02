"""An index as an older version of this program might have left it: its records in another shape."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ingest.disk import MANIFEST, seal
from ingest.store import RECORDS, generation_folder, kept_generations

Fields = dict[str, object]


def age(data: Path, edit: Callable[[Fields], None] | None = None, statement: str = "") -> None:
    """Give every generation another shape: its reports as `edit` leaves them, its tables as a statement does."""
    for name in kept_generations(data):
        _age(generation_folder(data, name), edit, statement)


def _age(folder: Path, edit: Callable[[Fields], None] | None, statement: str) -> None:
    with closing(sqlite3.connect(folder / RECORDS)) as connection, connection:
        for name, text in connection.execute("SELECT id, json FROM reports").fetchall():
            report: Fields = json.loads(text)
            if edit:
                edit(report)
            connection.execute("UPDATE reports SET json = ? WHERE id = ?", (json.dumps(report), name))
        connection.execute("UPDATE about SET value = 'older' WHERE key = 'shape'")
        connection.execute(statement or "SELECT 1")
    seal(folder, [folder / file for file in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))])


def without_new_fields(report: Fields) -> None:
    """Leave out what has a default, as if it had come later, and add what is no more."""
    del report["uncovered"]
    report["motto"] = "of old"


def without_a_title(report: Fields) -> None:
    """Leave out what has no default."""
    del report["title"]


def of_an_unknown_language(report: Fields) -> None:
    report["language"] = "ko"


def with_a_number_for_a_title(report: Fields) -> None:
    report["title"] = 7


def with_one_page_for_all(report: Fields) -> None:
    report["pages"] = {"number": 1}
