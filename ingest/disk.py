"""Write files so that a crash leaves the old content or the new, never half of it."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


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


def flush_files(folder: Path) -> None:
    """Wait until every file below a folder has reached the disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until names made or moved in a folder have reached the disk, where a system can do that."""
    with suppress(OSError):  # Windows opens no folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
