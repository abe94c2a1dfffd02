"""The two folders documents come from: the corpus, which is only read, and what staff accepted on the staff page.

Alone knows what a file is called for people: its path in the corpus, or `uploads/` and its name.
"""

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ingest.disk import write_atomically
from ingest.errors import CorpusNotFound

UPLOADS = "uploads"  # folder of the data folder
_DIGESTS = "digests.json"  # of files that have not been written since: a gigabyte takes seconds to read
_RECENT = 2_000_000_000  # nanoseconds: a file written so lately may be written again within one tick of its clock


@dataclass(frozen=True, slots=True)
class File:
    """A file that may be a report; `sha256` is empty where it cannot be opened: reading it says what is wrong."""

    path: Path
    relative: str
    sha256: str


class Stamp(NamedTuple):
    """What the system notes of a file; a file written anew has another."""

    size: int
    modified: int
    changed: int
    inode: int


def find_files(corpus: Path, data: Path) -> list[File]:
    """Return the files of both folders, hidden ones and links that lead out of them left aside."""
    known, now = _known_digests(data), time.time_ns()
    found: dict[str, tuple[Stamp, str]] = {}
    files: list[File] = []
    for path, relative in _named(corpus, data):
        stamp = _stamp(path)
        before = known.get(relative)
        digest = before[1] if before and before[0] == stamp else _digest(path)
        files.append(File(path, relative, digest))
        if stamp and digest and max(stamp.modified, stamp.changed) < now - _RECENT:
            found[relative] = (stamp, digest)
    if found != known:
        with suppress(OSError):  # next time they are read again
            write_atomically(data / _DIGESTS, json.dumps(found, ensure_ascii=False).encode())
    return files


def stamps_of(corpus: Path, data: Path) -> dict[str, Stamp]:
    """Return what tells at a glance whether a file has changed, for the files of both folders."""
    stamps = ((relative, _stamp(path)) for path, relative in _named(corpus, data))
    return {relative: stamp for relative, stamp in stamps if stamp}


def _named(corpus: Path, data: Path) -> list[tuple[Path, str]]:
    if not corpus.is_dir():
        raise CorpusNotFound(
            f"The corpus folder {corpus} is not there. Make it and put the reports into it, or name another with "
            "--corpus or SEMINAR_CORPUS."
        )
    uploads = data / UPLOADS
    named = [(path, _name(path.relative_to(corpus), "./")) for path in _files(corpus)]
    return named + [(path, f"{UPLOADS}/{_name(path.relative_to(uploads), '')}") for path in _files(uploads)]


def _files(folder: Path) -> Iterator[Path]:
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and path.resolve().is_relative_to(root):
            yield path


def _name(relative: Path, ours: str) -> str:
    """Return a path that can be stored and shown, also where its name is in no known encoding."""
    name = relative.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return ours + name if relative.parts[0] == UPLOADS else name  # a folder of the corpus may be called the same


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:  # gone since
        return None
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _known_digests(data: Path) -> dict[str, tuple[Stamp, str]]:
    try:
        known = json.loads((data / _DIGESTS).read_bytes())
        return {relative: (Stamp(*stamp), str(digest)) for relative, (stamp, digest) in known.items()}
    except (OSError, ValueError, TypeError, AttributeError):  # none yet, or a damaged one
        return {}


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
