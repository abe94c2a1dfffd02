"""Put the truth right before a build: what can still be read of a damaged file goes into a new one.

Vectors that are lost are made again by the build. Corrections cannot be: they are also in a file of their own.
"""

import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from ingest.corrections import MIRROR, import_corrections, list_corrections
from ingest.disk import TRUTH
from ingest.errors import CorrectionNotUsable


def mend_truth(data: Path) -> None:
    """Make `truth.sqlite3` whole if it is damaged or lost; a damaged one is kept beside it under another name.

    To be called while no build runs.
    """
    path = data / TRUTH
    lost = not path.exists() or not path.stat().st_size
    if not lost and not _is_whole(path):
        shutil.copy2(path, data / f"truth.damaged-{datetime.now():%Y%m%d-%H%M%S}.sqlite3")
        draft = data / "truth.mending.sqlite3"
        draft.unlink(missing_ok=True)
        _rescue(path, draft)
        draft.replace(path)
        lost = not _holds_corrections(data)
    if lost and (data / MIRROR).exists():
        import_corrections(data, data / MIRROR)


def _is_whole(path: Path) -> bool:
    """Let SQLite look at every page, which also takes back what a killed process had begun to write."""
    try:
        with closing(sqlite3.connect(path, timeout=30)) as connection:
            return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0]) == "ok"
    except sqlite3.OperationalError:
        raise  # in use, or no right to read: that is not damage
    except sqlite3.DatabaseError:
        return False


def _rescue(path: Path, draft: Path) -> None:
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(draft)) as new, new:
        tables: list[tuple[str, str]] = []
        with suppress(sqlite3.DatabaseError):
            query = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            tables = old.execute(query).fetchall()
        for name, sql in tables:
            with suppress(sqlite3.DatabaseError):
                new.execute(sql)
                for row in old.execute(f'SELECT * FROM "{name}"'):
                    new.execute(f'INSERT OR IGNORE INTO "{name}" VALUES ({",".join("?" * len(row))})', row)


def _holds_corrections(data: Path) -> bool:
    try:
        return bool(list_corrections(data))
    except (ValueError, CorrectionNotUsable):  # rescued in part
        with closing(sqlite3.connect(data / TRUTH)) as connection, connection:
            connection.execute("DELETE FROM corrections")
        return False
