"""A backup carries documents and corrections to another machine, whole or not at all; a hostile one changes nothing."""

import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from ingest.amendments import Change, Correction
from ingest.backup import Contents, write_backup
from ingest.corrections import add_correction, read_corrections
from ingest.errors import BackupNotUsable
from ingest.generations import open_store
from ingest.restoring import Restored, differences, restore
from ingest.truth import Identity, Truth

HERE = {"embedding model": "bigrams:1", "table terms.tsv": "1"}
CORRECTION = Correction(
    "", "a" * 12, "event", "set", "theme", (Change("value", "観光"),), "テーマは観光", "某", "2026-01-05"
)
FILES = {"2019/桂林.txt": "桂林市", "copy.txt": "桂林市", "harbin.pdf": "ハルビン市", "uploads/old.txt": "corpus"}


class Machine:
    """A corpus, a data folder, and a place for backups."""

    def __init__(self, home: Path) -> None:
        self.corpus, self.data = home / "corpus", home / "data"
        self.backup = home.parent / "backup.zip"
        home.mkdir()

    def fill(self) -> "Machine":
        for name, text in FILES.items():
            put(self.corpus / name, text)
        put(self.data / "uploads" / "大連.txt", "大連市")
        add_correction(self.data, CORRECTION)
        Truth(self.data / "truth.sqlite3").remember([Identity("harbin.pdf", digest("ハルビン市"), "b" * 12)])
        return self

    def save(self) -> Contents:
        return write_backup(self.backup, self.corpus, self.data, HERE)

    def restore(self, *, replace: bool = False) -> Restored:
        with open_store(self.data).build_lock():
            return restore(self.backup, self.corpus, self.data, HERE, replace=replace)

    def files(self) -> dict[str, str]:
        """Return everything a person or a later build would find, by path."""
        shown = {path: self.corpus.parent for path in self.corpus.parent.rglob("*") if path.is_file()}
        skipped = ("build.lock", "truth.sqlite3", "corrections.json")
        return {
            path.relative_to(home).as_posix(): path.read_text(encoding="utf-8")
            for path, home in shown.items()
            if path.name not in skipped
        }

    def state(self) -> tuple[object, ...]:
        found = tuple(replace(one, id="") for one in read_corrections(self.data))
        return self.files(), found, Truth(self.data / "truth.sqlite3").identities()


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@pytest.fixture
def old(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "old").fill()


@pytest.fixture
def new(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "new")


def test_what_is_restored_is_what_was_saved(old: Machine, new: Machine) -> None:
    contents = old.save()
    done = new.restore()
    assert new.state() == old.state()
    assert (done.documents, done.corrections, done.set_aside, done.differences) == (5, 1, (), ())
    assert contents.left_out == ()
    assert zipfile.ZipFile(old.backup).testzip() is None
    assert len(zipfile.ZipFile(old.backup).namelist()) == 5  # the copy is packed once


def test_a_folder_that_holds_the_same_documents_is_left_as_it_is(old: Machine, new: Machine) -> None:
    old.save()
    for name, text in FILES.items():
        put(new.corpus / name, text)
    before = (new.corpus / "copy.txt").stat().st_ino
    new.restore()
    assert new.state() == old.state()
    assert (new.corpus / "copy.txt").stat().st_ino == before


@pytest.mark.parametrize("name", ["corpus/other.txt", "data/uploads/other.txt", "data/CURRENT"])
def test_what_is_there_already_is_refused_or_set_aside(old: Machine, new: Machine, name: str) -> None:
    old.save()
    put(new.corpus.parent / name, "ours")
    before = new.files()
    with pytest.raises(BackupNotUsable, match="--replace"):
        new.restore()
    assert new.files() == before
    done = new.restore(replace=True)
    for file, text in old.files().items():
        assert new.files()[file] == text
    assert "ours" in new.files().values()
    assert bool(done.set_aside) == (name != "data/CURRENT")


def test_corrections_are_replaced_and_those_before_set_aside(old: Machine, new: Machine) -> None:
    old.save()
    add_correction(new.data, replace(CORRECTION, report="c" * 12))
    with pytest.raises(BackupNotUsable, match="corrections"):
        new.restore()
    (aside,) = new.restore(replace=True).set_aside
    assert [one.report for one in read_corrections(new.data)] == ["a" * 12]
    assert "c" * 12 in (Path(aside) / "corrections.json").read_text(encoding="utf-8")


def test_a_restore_that_is_killed_half_way_is_finished_by_whoever_comes_next(old: Machine, new: Machine) -> None:
    old.save()
    new.restore()
    expected = new.state()
    begun = new.data / "restored"
    (new.data / "uploads").rename(new.data.parent / "kept")
    begun.mkdir()
    (new.data.parent / "kept").rename(begun / "uploads")
    (new.data / "corrections.json").rename(begun / "corrections.json")
    identities = [["harbin.pdf", digest("ハルビン市"), "b" * 12]]
    put(begun / "plan.json", json.dumps({"aside": "before", "identities": identities, "builds": []}))
    (new.data / "truth.sqlite3").unlink()
    with open_store(new.data).build_lock():
        assert new.state() == expected


def test_what_is_otherwise_here_is_named() -> None:
    made_with = {**HERE, "embedding model": "other:2", "torch": "1"}
    assert differences(made_with, HERE) == [
        "embedding model: other:2 in the backup, bigrams:1 here",
        "torch: 1 in the backup, none here",
    ]


def test_a_backup_is_replaced_only_by_a_backup(old: Machine) -> None:
    old.save()
    put(old.corpus / "more.txt", "more")
    assert len(old.save().documents) == 6
    old.backup.write_text("a report", encoding="utf-8")
    with pytest.raises(BackupNotUsable, match="no backup"):
        old.save()
    assert [path.name for path in old.backup.parent.iterdir()] == ["old", "backup.zip"]


@pytest.mark.parametrize("place", ["corpus/b.zip", "data/b.zip", "nowhere/b.zip"])
def test_a_backup_is_not_written_where_it_must_not(old: Machine, place: str) -> None:
    old.backup = old.corpus.parent / place
    before = old.files()
    with pytest.raises(BackupNotUsable):
        old.save()
    assert old.files() == before


# Hostile and damaged archives

Alter = Callable[[dict[str, bytes]], object]  # the members of an archive
PATHS = {
    "up": "../evil.txt",
    "inside-up": "a/../../evil.txt",
    "absolute": "/evil.txt",
    "hidden": ".ssh/authorized_keys",
    "empty": "",
    "twice": "copy.txt",
    "nul": "a\x00.txt",
    "no-character": "\ud800.txt",
    "too-long": "x" * 300,
    "under-a-file": "copy.txt/evil.txt",
    "uploads-up": "uploads/../evil.txt",
}


def rewrite(path: Path, change: Alter) -> None:
    """Change the members of an archive."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def contents(**values: object) -> Alter:
    """Say something else in the table of contents."""

    def alter(members: dict[str, bytes]) -> None:
        members["contents.json"] = json.dumps({**json.loads(members["contents.json"]), **values}).encode()

    return alter


def document(**values: object) -> Alter:
    """Say something else of the first document."""

    def alter(members: dict[str, bytes]) -> None:
        first, *others = json.loads(members["contents.json"])["documents"]
        contents(documents=[{**first, **values}, *others])(members)

    return alter


def member(name: str, content: bytes) -> Alter:
    """Put something else into the archive."""
    return lambda members: members.update({name: content})


HARBIN = f"documents/{digest('ハルビン市')}"
NO_FIELD = json.dumps({"report": "a" * 12, "kind": "event", "action": "set", "target": "owner", "author": "某"})
BAD: dict[str, Alter] = {
    **{name: document(path=path) for name, path in PATHS.items()},
    "no-checksum": document(sha256="../../evil"),
    "other-content": member(HARBIN, b"evil"),
    "grown": member(HARBIN, bytes(5_000_000)),
    "smaller-than-said": document(size=1),
    "larger-than-any-disk": document(size=1 << 62),
    "size-of-text": document(size="1"),
    "document-missing": lambda members: members.pop(HARBIN),
    "no-contents": lambda members: members.pop("contents.json"),
    "contents-no-json": member("contents.json", b"\xff"),
    "contents-deep": member("contents.json", b"[" * 200_000),
    "contents-bomb": member("contents.json", b" " * 21_000_000),
    "documents-no-list": contents(documents={}),
    "another-kind": contents(kind="backup 2"),
    "correction-of-no-field": contents(corrections=[NO_FIELD]),
    "identity-of-no-text": contents(identities=[{"path": 1, "sha256": "0" * 64, "report": "b" * 12}]),
}


@pytest.mark.parametrize("change", BAD.values(), ids=BAD)
def test_a_hostile_or_damaged_backup_changes_nothing(old: Machine, new: Machine, change: Alter) -> None:
    old.save()
    rewrite(old.backup, change)
    put(new.corpus.parent / "beside.txt", "ours")
    new.corpus.mkdir()
    above = sorted(path.name for path in new.corpus.parent.parent.iterdir())
    with pytest.raises(BackupNotUsable):
        new.restore()
    assert new.files() == {"beside.txt": "ours"}
    assert not [path for path in new.corpus.parent.rglob("*restoring*")]
    assert sorted(path.name for path in new.corpus.parent.parent.iterdir()) == above


@pytest.mark.parametrize("size", [0, 10, 400, -30], ids=["empty", "start", "middle", "end"])
def test_a_backup_that_was_cut_changes_nothing(old: Machine, new: Machine, size: int) -> None:
    old.save()
    os.truncate(old.backup, size if size >= 0 else old.backup.stat().st_size + size)
    with pytest.raises(BackupNotUsable):
        new.restore()
    assert new.files() == {}
