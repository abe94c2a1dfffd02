"""A backup → documents, corrections and history in a data folder and a corpus folder; the next build makes the index.

Everything is read and proved beside its place before anything changes. What is there already is refused or, if asked,
set aside, never deleted. `restored/` is the point of no return: whoever finds it finishes what was begun.
"""

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from ingest.backup import Backup, Carried, open_backup
from ingest.correction_files import write_corrections_file
from ingest.corrections import MIRROR, check_correction, read_corrections, replace_corrections
from ingest.disk import TRUTH, flush_folder, write_atomically
from ingest.errors import BackupNotUsable, CorrectionNotUsable, first_of
from ingest.folders import UPLOADS, find_files
from ingest.journal import Entry, merge_journal
from ingest.truth import Identity, Truth

RESTORED = "restored"

_STAGING = ".restoring-"
_PLAN = "plan.json"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put into place, what was set aside for it, and what is otherwise here than where it was made."""

    made: str
    documents: int
    corrections: int
    set_aside: tuple[str, ...]
    differences: tuple[str, ...]


def restore(
    archive: Path, corpus: Path, data: Path, made_with: Mapping[str, str], *, replace: bool = False
) -> Restored:
    """Put a backup into place; the caller holds the lock of the build. BackupNotUsable leaves all as it was."""
    corpus = corpus.resolve()
    for leftover in (*data.glob(f"{_STAGING}*"), *corpus.parent.glob(f".{corpus.name}{_STAGING}*")):  # of killed ones
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        with open_backup(archive) as backup:
            return _restore(backup, corpus, data, made_with, replace)
    except OSError as error:
        raise BackupNotUsable(
            f"{archive.name} cannot be put into {data} and {corpus}: {error}. Both must be folders that can be "
            "written, with room to spare."
        ) from error


def finish_restoring(data: Path) -> None:
    """Finish a restore that was killed after its point of no return; the caller holds the lock of the build."""
    folder = data / RESTORED
    if not folder.is_dir():
        return
    plan = json.loads((folder / _PLAN).read_text(encoding="utf-8"))
    aside = data / plan["aside"]
    before = read_corrections(data)
    if before and not (aside / MIRROR).exists():
        aside.mkdir(exist_ok=True)
        write_corrections_file(aside / MIRROR, before)
    replace_corrections(data, folder / MIRROR)
    Truth(data / TRUTH).remember(Identity(*row) for row in plan["identities"])
    merge_journal(data, (Entry(**row) for row in plan["builds"]))
    if (folder / UPLOADS).is_dir():
        with suppress(OSError):
            (data / UPLOADS).rmdir()  # only if it is empty
        if (data / UPLOADS).exists():
            aside.mkdir(exist_ok=True)
            (data / UPLOADS).replace(aside / UPLOADS)
        (folder / UPLOADS).replace(data / UPLOADS)
    done = Path(tempfile.mkdtemp(prefix=_STAGING, dir=data))
    folder.replace(done / RESTORED)
    shutil.rmtree(done, ignore_errors=True)


def differences(made_with: Mapping[str, str], here: Mapping[str, str]) -> list[str]:
    """Return a line for each thing an index is made with that is another here, or there is only on one side."""
    names = sorted(made_with.keys() | here.keys())
    return [
        f"{name}: {made_with.get(name, 'none')} in the backup, {here.get(name, 'none')} here"
        for name in names
        if made_with.get(name) != here.get(name)
    ]


def _restore(backup: Backup, corpus: Path, data: Path, made_with: Mapping[str, str], replace: bool) -> Restored:
    contents = backup.contents
    try:
        corrections = [check_correction(one) for one in contents.corrections]
    except CorrectionNotUsable as error:
        raise BackupNotUsable(f"A correction in the backup is not as expected: {error}") from error
    ours = [one for one in contents.documents if not _is_upload(one)]
    keeps_corpus = _holds(corpus, data, ours)
    if not replace:
        _refuse_occupied(corpus, data, keeps_corpus)
    for folder in {corpus.parent, data}:
        folder.mkdir(parents=True, exist_ok=True)
        needed = sum(one.size for one in contents.documents)
        if (free := shutil.disk_usage(folder).free) < needed:
            raise BackupNotUsable(f"{folder} has room for {free} bytes; the documents of the backup take {needed}.")
    staged = Path(tempfile.mkdtemp(prefix=_STAGING, dir=data))
    staged_corpus = Path(tempfile.mkdtemp(prefix=f".{corpus.name}{_STAGING}", dir=corpus.parent))
    try:
        staged_corpus.chmod(0o755)
        (staged / UPLOADS).mkdir()
        backup.unpack(lambda one: _place_of(one, staged, None if keeps_corpus else staged_corpus))
        write_corrections_file(staged / MIRROR, corrections)
        aside = f"before-restore-{datetime.now():%Y%m%d-%H%M%S}"
        identities = [(one.path, one.sha256, one.report) for one in contents.identities]
        builds = [asdict(one) for one in contents.builds]
        plan = json.dumps({"aside": aside, "identities": identities, "builds": builds})
        write_atomically(staged / _PLAN, plan.encode("utf-8"))
        set_aside = [] if keeps_corpus else _switch_corpus(corpus, staged_corpus, aside)
        staged.replace(data / RESTORED)
        flush_folder(data)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
        shutil.rmtree(staged_corpus, ignore_errors=True)
    finish_restoring(data)
    set_aside += [str(data / aside)] if (data / aside).exists() else []
    told = tuple(differences(contents.made_with, made_with))
    return Restored(contents.made, len(contents.documents), len(corrections), tuple(set_aside), told)


def _is_upload(carried: Carried) -> bool:
    return carried.path.startswith(f"{UPLOADS}/")


def _place_of(carried: Carried, staged: Path, corpus: Path | None) -> Path | None:
    if _is_upload(carried):
        return staged / carried.path
    return corpus / carried.path if corpus else None


def _holds(corpus: Path, data: Path, documents: Sequence[Carried]) -> bool:
    """Tell whether a corpus folder holds just these documents."""
    if not corpus.is_dir():
        return False
    there = {(one.relative, one.sha256) for one in find_files(corpus, data)}
    there = {one for one in there if not one[0].startswith(f"{UPLOADS}/")}
    return there == {(one.path, one.sha256) for one in documents}


def _refuse_occupied(corpus: Path, data: Path, keeps_corpus: bool) -> None:
    found = [] if keeps_corpus or not corpus.exists() else [path.name for path in corpus.iterdir()]
    if found:
        raise BackupNotUsable(
            f"The corpus folder {corpus} holds other documents than the backup ({first_of(sorted(found))}). Name "
            "another with --corpus, or give --replace: what is there is then set aside."
        )
    uploads = data / UPLOADS
    kept = [name for name in ("CURRENT", RESTORED) if (data / name).exists()]
    kept += [UPLOADS] if uploads.is_dir() and any(uploads.iterdir()) else []
    kept += ["corrections"] if read_corrections(data) else []
    if kept:
        raise BackupNotUsable(
            f"The data folder {data} is in use ({', '.join(kept)}). Name another with --data, or give --replace: what "
            "is there is then set aside."
        )


def _switch_corpus(corpus: Path, staged: Path, aside: str) -> list[str]:
    """Put the staged corpus into its place and return what was set aside for it."""
    with suppress(FileNotFoundError, OSError):
        corpus.rmdir()  # only if it is empty
    set_aside = []
    if corpus.exists():
        old = corpus.with_name(f"{corpus.name}.{aside}")
        corpus.replace(old)
        set_aside.append(str(old))
    staged.replace(corpus)
    return set_aside
