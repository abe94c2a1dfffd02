"""A data folder in one file: documents with their paths, corrections, history, what the index is made with.

No index and no vectors: a build makes both again. A reader trusts nothing in such a file: contents are named by their
checksums and counted while they are read, paths are looked at before anything is written.
"""

import hashlib
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import IO, Annotated, Literal

from pydantic import BeforeValidator, NonNegativeInt, PlainSerializer, StringConstraints, TypeAdapter, ValidationError

from ingest.correction_files import correction_of, to_line
from ingest.corrections import Correction, read_corrections
from ingest.disk import TRUTH
from ingest.errors import BackupNotUsable, CorrectionNotUsable
from ingest.folders import UPLOADS, find_files
from ingest.journal import Entry, read_journal
from ingest.truth import Identity, Truth

_CONTENTS = "contents.json"
_MOST_CONTENTS = 20_000_000  # bytes of the table of contents
_PORTION = 1 << 20
_ENCRYPTED = 1  # a flag

_Line = Annotated[Correction, BeforeValidator(correction_of), PlainSerializer(to_line)]


@dataclass(frozen=True, slots=True)
class Carried:
    """A document: its path as the index names it, and its content."""

    path: str
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    size: NonNegativeInt


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds beside the bytes of the documents; `left_out` names files that could not be read."""

    kind: Literal["seminar backup 1"]
    made: str
    documents: tuple[Carried, ...]
    identities: tuple[Identity, ...]
    corrections: tuple[_Line, ...]
    builds: tuple[Entry, ...]
    made_with: Mapping[str, str]
    left_out: tuple[str, ...] = ()


def write_backup(path: Path, corpus: Path, data: Path, made_with: Mapping[str, str]) -> Contents:
    """Write all into one file, which is there whole or not at all; an earlier backup of that name is replaced."""
    _refuse_place(path, corpus, data)
    files = find_files(corpus, data)
    readable = [file for file in files if file.sha256]
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                sizes: dict[str, int] = {}
                for one in readable:
                    if one.sha256 not in sizes:
                        sizes[one.sha256] = _put(archive, one.path, one.sha256)
                contents = Contents(
                    "seminar backup 1",
                    datetime.now(UTC).isoformat(timespec="seconds"),
                    tuple(Carried(one.relative, one.sha256, sizes[one.sha256]) for one in readable),
                    Truth(data / TRUTH).identities(),
                    read_corrections(data),
                    tuple(read_journal(data, running=False)),
                    made_with,
                    tuple(one.relative for one in files if not one.sha256),
                )
                archive.writestr(_CONTENTS, _table().dump_json(contents, indent=1))
            with draft.open("rb+") as written:
                os.fsync(written.fileno())
            with open_backup(draft) as backup:  # what is on disk counts
                backup.unpack(lambda carried: None)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise BackupNotUsable(
            f"{path} cannot be written: {error}. Name a file in a folder that is there, with room to spare."
        ) from error
    return contents


class Backup:
    """A backup that is open for reading."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        """Read what it says it holds; BackupNotUsable where that is no backup or asks for what it must not."""
        self._path = path
        self._archive = archive
        self.contents = self._read_contents()

    def unpack(self, place: Callable[[Carried], Path | None]) -> None:
        """Write every document where `place` says, or only read it; what differs from its checksum raises."""
        for carried in self.contents.documents:
            path = place(carried)
            if path is None:
                self._copy(carried, None)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                self._copy(carried, file)
                file.flush()
                os.fsync(file.fileno())

    def _copy(self, carried: Carried, file: IO[bytes] | None) -> None:
        digest, size = hashlib.sha256(), 0
        with self._member(_member(carried.sha256)) as packed:
            while part := packed.read(_PORTION):
                digest.update(part)
                size += len(part)
                if size > carried.size:
                    break
                if file:
                    file.write(part)
        if size != carried.size or digest.hexdigest() != carried.sha256:
            raise BackupNotUsable(f"{self._path.name}: {carried.path} in it is damaged. Use another backup.")

    @contextmanager
    def _member(self, name: str) -> Iterator[IO[bytes]]:
        try:
            about = self._archive.getinfo(name)
            if about.flag_bits & _ENCRYPTED or about.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise zipfile.BadZipFile(f"{name} is packed otherwise than 'backup' does")
            with self._archive.open(about) as packed:
                yield packed
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError) as error:
            raise BackupNotUsable(f"{self._path.name} is no backup of this program, or damaged: {error}.") from error

    def _read_contents(self) -> Contents:
        try:
            with self._member(_CONTENTS) as packed:
                contents = _table().validate_json(packed.read(_MOST_CONTENTS), strict=True)
            _check_paths([carried.path for carried in contents.documents])
        except (ValueError, RecursionError, CorrectionNotUsable) as error:
            told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
            raise BackupNotUsable(f"{self._path.name} is no backup of this program, or damaged: {told}.") from error
        return contents


@contextmanager
def open_backup(path: Path) -> Iterator[Backup]:
    """Open a backup for reading."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Backup(path, archive)
    except zipfile.BadZipFile as error:
        raise BackupNotUsable(f"{path.name} is no backup of this program, or damaged: {error}.") from error
    except FileNotFoundError as error:
        raise BackupNotUsable(f"{path} cannot be read: {error.strerror}. Name a file made by 'backup'.") from error


def _put(archive: zipfile.ZipFile, path: Path, sha256: str) -> int:
    """Add a file under its checksum and return its size."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file, archive.open(_member(sha256), "w", force_zip64=True) as packed:
        while part := file.read(_PORTION):
            digest.update(part)
            size += len(part)
            packed.write(part)
    if digest.hexdigest() != sha256:
        raise BackupNotUsable(f"{path} changed while it was read; make the backup again.")
    return size


def _refuse_place(path: Path, corpus: Path, data: Path) -> None:
    """Keep a backup from becoming a document of the next build, and from taking the place of anything else."""
    for folder in (corpus, data):
        if path.resolve().is_relative_to(folder.resolve()):
            raise BackupNotUsable(f"{path} is in {folder}; keep backups elsewhere, best on another disk.")
    if path.exists():
        with suppress(BackupNotUsable, OSError), open_backup(path):
            return
        raise BackupNotUsable(f"{path} is there already and no backup; name another file.")


def _member(sha256: str) -> str:
    return f"documents/{sha256}"


@cache
def _table() -> TypeAdapter[Contents]:
    return TypeAdapter(Contents)


def _check_paths(paths: Sequence[str]) -> None:
    """Raise ValueError for a path that leads elsewhere, is there twice, or is hidden: a build would overlook it."""
    seen: set[str] = set()
    for path in paths:
        inner = path.removeprefix("./") if path.startswith(f"./{UPLOADS}/") else path
        for part in inner.split("/"):
            odd = part == "" or part.startswith((".", "~$")) or Path(part).name != part
            if odd or "\0" in part or not part.encode():  # which fails for what are no characters
                raise ValueError(f"{path!r:.80} is no path of a document")
        if path in seen:
            raise ValueError(f"{path!r:.80} is there twice")
        seen.add(path)
