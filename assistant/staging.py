"""Files that staff uploaded: waiting until somebody has looked at what is read of them, then accepted or refused.

They lie in the data folder, which no route serves, under cleaned names and never executable. Each waits in a folder of
its own with what is known of it; whatever is decided begins with moving that folder away, which only one can do.
"""

import json
import re
import shutil
import time
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePath
from secrets import token_hex

from ingest.disk import write_atomically
from ingest.errors import DataNotUsable, SeminarError

UPLOADS = "uploads"
MOST_BYTES = 100 << 20  # of one file
KEPT_SECONDS = 24 * 60 * 60  # a file nobody decided upon

_MOST_WAITING = 100  # files
_INCOMING = "incoming"
_ABOUT = "about.json"
_ID = re.compile(r"[0-9a-f]{16}")
_MOST_NAME_BYTES = 180
_MOST_SUFFIX = 10  # characters
_NO_NAME = "report"
_UNWANTED = re.compile(r'[<>:"|?*\\/]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # on Windows


@dataclass(frozen=True, slots=True)
class Waiting:
    """An uploaded file that nobody has decided upon; `reading` is what was read of it, `problem` why nothing was."""

    id: str
    name: str
    by: str
    date: str  # of this machine's clock, as in 2026-11-22 06:30
    size: int  # bytes
    sha256: str
    reading: Mapping[str, object] | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that was accepted."""

    name: str
    size: int
    date: str

    @property
    def path(self) -> str:
        """What a build calls it."""
        return f"{UPLOADS}/{self.name}"


class Staging:
    """The uploads of a data folder; every problem is a SeminarError for the one who uploads."""

    def __init__(self, data: Path, *, most_waiting: int = _MOST_WAITING) -> None:
        """Name the data folder; nothing is made before something is uploaded."""
        self._incoming, self._uploads = data / _INCOMING, data / UPLOADS
        self._most_waiting = most_waiting

    def take(self, source: Path, name: str, by: str) -> Waiting:
        """Keep a copy of an uploaded file until somebody decides upon it; raise where it is none we take."""
        self.sweep()
        called = clean_name(name)
        size = source.stat().st_size
        if not size:
            raise SeminarError(f"{called}: the file is empty; copy it again")
        if size > MOST_BYTES:
            raise SeminarError(f"{called}: {size >> 20} MB; at most {MOST_BYTES >> 20} MB are taken. Make it smaller.")
        if len(self.waiting()) >= self._most_waiting:
            raise SeminarError(
                f"{called}: {self._most_waiting} files are waiting already; accept or refuse some of them."
            )
        with _problems(self._incoming):
            made = self._incoming / f".{token_hex(8)}"
            made.mkdir(parents=True)
            try:
                shutil.copyfile(source, made / called)  # its bytes, not its permissions
                (made / called).chmod(0o600)
                digest = sha256((made / called).read_bytes()).hexdigest()
                waiting = Waiting(made.name[1:], called, by, _now(), size, digest)
                _write(made, waiting)
                made.rename(self._incoming / waiting.id)
            except OSError:
                shutil.rmtree(made, ignore_errors=True)
                raise
        return waiting

    def waiting(self) -> list[Waiting]:
        """Return what waits, the latest first."""
        with _problems(self._incoming):
            folders = self._incoming.iterdir() if self._incoming.is_dir() else ()
            found = [_read(folder) for folder in folders if _ID.fullmatch(folder.name)]
        return sorted(filter(None, found), key=lambda one: (one.date, one.id), reverse=True)

    def one(self, identifier: str) -> Waiting | None:
        """Return one file that waits, None once it does no more."""
        return _read(self._incoming / identifier) if _ID.fullmatch(identifier) else None

    def file(self, waiting: Waiting) -> Path:
        """Return where a waiting file lies."""
        return self._incoming / waiting.id / waiting.name

    def note(self, waiting: Waiting, reading: Mapping[str, object] | None, problem: str | None) -> Waiting:
        """Keep what was read of a waiting file, or why nothing was."""
        noted = replace(waiting, reading=reading, problem=problem)
        with _problems(self._incoming), suppress(FileNotFoundError):  # decided upon while it was read
            _write(self._incoming / waiting.id, noted)
        return noted

    def accept(self, identifier: str) -> Uploaded:
        """Put a waiting file among the uploads, in the place of one of the same name; the next build reads it."""
        with self._taken(identifier) as (waiting, folder):
            self._uploads.mkdir(parents=True, exist_ok=True)
            (folder / waiting.name).chmod(0o644)
            (folder / waiting.name).replace(self._uploads / waiting.name)
        return Uploaded(waiting.name, waiting.size, _now())

    def refuse(self, identifier: str) -> Waiting:
        """Delete a waiting file."""
        with self._taken(identifier) as (waiting, _):
            return waiting

    def uploaded(self) -> list[Uploaded]:
        """Return the files that were accepted, by name."""
        with _problems(self._uploads):
            paths = sorted(self._uploads.iterdir()) if self._uploads.is_dir() else []
            files = [(path, path.stat()) for path in paths if path.is_file() and not path.name.startswith(".")]
        return [Uploaded(path.name, about.st_size, _stamp(about.st_mtime)) for path, about in files]

    def remove(self, name: str) -> None:
        """Delete an accepted file; the next build takes its report out of the index."""
        if name not in {one.name for one in self.uploaded()}:
            raise SeminarError(f"{name} is not among the uploaded files any more; load the page again.")
        with _problems(self._uploads):
            (self._uploads / name).unlink(missing_ok=True)

    def sweep(self) -> int:
        """Delete what nobody decided upon within a day, and leftovers of broken uploads; return how many."""
        before = time.time() - KEPT_SECONDS
        folders = list(self._incoming.iterdir()) if self._incoming.is_dir() else []
        old = [folder for folder in folders if folder.is_dir() and _made(folder) < before]
        for folder in old:
            shutil.rmtree(folder, ignore_errors=True)
        return len(old)

    @contextmanager
    def _taken(self, identifier: str) -> Iterator[tuple[Waiting, Path]]:
        """Take a waiting file away from everybody else; what is left of it afterwards is deleted."""
        waiting = self.one(identifier)
        taken = self._incoming / f".{token_hex(8)}"
        try:
            if waiting is None:
                raise FileNotFoundError
            (self._incoming / waiting.id).rename(taken)
        except FileNotFoundError:
            raise SeminarError("Somebody has already accepted or refused this file; load the page again.") from None
        assert waiting
        try:
            with _problems(self._incoming):
                yield waiting, taken
        except DataNotUsable:
            with suppress(OSError):
                taken.rename(self._incoming / waiting.id)  # it waits as before
            raise
        shutil.rmtree(taken, ignore_errors=True)


def clean_name(name: str) -> str:
    """Return a file name that is safe on every system and shows what it is: no folders, no signs that cannot be seen.

    >>> clean_name("../第21回　報告\\u202e.pdf")
    '第21回 報告.pdf'
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if sign.isspace() else sign for sign in last if unicodedata.category(sign)[0] != "C")
    plain = " ".join(_UNWANTED.sub("_", seen).split()).strip("~$. ")
    stem, suffix = PurePath(plain).stem, PurePath(plain).suffix[:_MOST_SUFFIX]
    while len(f"{stem}{suffix}".encode()) > _MOST_NAME_BYTES:
        stem = stem[:-1]
    stem = stem.strip(". ") or _NO_NAME
    return f"_{stem}{suffix}" if _RESERVED.fullmatch(stem) else f"{stem}{suffix}"


def _read(folder: Path) -> Waiting | None:
    """Return what is known of a waiting file, None where the folder is gone or no such thing."""
    try:
        about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        waiting = Waiting(**about)
    except (OSError, ValueError, TypeError):
        return None
    return waiting if waiting.id == folder.name and clean_name(waiting.name) == waiting.name else None


def _write(folder: Path, waiting: Waiting) -> None:
    write_atomically(folder / _ABOUT, json.dumps(asdict(waiting), ensure_ascii=False).encode())


def _made(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except OSError:
        return time.time()


def _now() -> str:
    return _stamp(time.time())


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")


@contextmanager
def _problems(folder: Path) -> Iterator[None]:
    """Tell what a disk complains of as a problem of the data folder."""
    try:
        yield
    except OSError as error:
        raise DataNotUsable(f"{folder} cannot be used: {error.strerror}. It must be writable and have room.") from error
