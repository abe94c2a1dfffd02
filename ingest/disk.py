"""Write files so that a crash leaves the old content or the new, and tell whether a folder is still as it was written.

Alone knows the manifest: a line in JSON for each file of a finished folder, with its size and checksum; and how the
truth is opened, the one file of a data folder whose content cannot be made again: who keeps what in it has own tables.
"""

import json
import os
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from ingest.errors import DataNotUsable

MANIFEST = "manifest.json"
TRUTH = "truth.sqlite3"
_WAIT_SECONDS = 30  # for another process that is writing


@contextmanager
def open_truth(path: Path, *tables: str) -> Iterator[sqlite3.Connection]:
    """Open the truth for one transaction, with these tables made if they are not there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as connection, connection:
            for table in tables:
                connection.execute(table)
            yield connection
    except (OSError, sqlite3.Error) as error:
        raise DataNotUsable(
            f"{path} cannot be used: {error}. It must be in a folder that can be written; if it is damaged, "
            "'python -m ingest build' mends it."
        ) from error


def truth_rows(path: Path, table: str, query: str, values: Sequence[object] = ()) -> list[Any]:
    """Return what a query finds in the truth; nothing where that or the table is not begun. Nothing is written."""
    if not path.exists():
        return []
    with open_truth(path) as connection:
        begun = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        return connection.execute(query, values).fetchall() if begun else []


def write_atomically(path: Path, data: bytes) -> None:
    """Put data in the place of a file: whoever reads it sees all of the old content or all of the new."""
    handle, name = tempfile.mkstemp(prefix=path.name + ".", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Wait until names made or moved in a folder have reached the disk, where a system can do that."""
    with suppress(OSError):  # Windows opens no folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def seal(folder: Path, files: Iterable[Path]) -> None:
    """Note what these files of a folder hold, once all of it has reached the disk."""
    manifest: dict[str, tuple[int, int]] = {}
    for path in sorted(files):
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        manifest[path.relative_to(folder).as_posix()] = (path.stat().st_size, _checksum(path))
    write_atomically(folder / MANIFEST, json.dumps(manifest, indent=1).encode())


def is_sealed(folder: Path, *only: str) -> bool:
    """Tell whether a folder was sealed and all that was noted, or these files, is still so; 0.2 s for 480 MB."""
    try:
        noted = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = {name: noted[name] for name in only or noted}
        sizes = all((folder / name).stat().st_size == size for name, (size, _) in manifest.items())
        return sizes and all(_checksum(folder / name) == checksum for name, (_, checksum) in manifest.items())
    except (OSError, ValueError, KeyError, AttributeError, TypeError):  # no manifest, or a damaged one
        return False


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while part := file.read(1 << 22):
            checksum = zlib.crc32(part, checksum)
    return checksum
