"""Uploaded files wait until somebody decides: cleaned names, limits, two people at once, nothing left behind."""

import os
import stat
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant import staging
from assistant.staging import KEPT_SECONDS, Staging, clean_name
from ingest.errors import DataNotUsable, SeminarError


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def upload(tmp_path: Path, data: Path) -> Callable[..., staging.Waiting]:
    def take(name: str = "report.txt", content: bytes = "第21回".encode(), by: str = "山田") -> staging.Waiting:
        source = tmp_path / "sent"
        source.write_bytes(content)
        return Staging(data).take(source, name, by)

    return take


Upload = Callable[..., staging.Waiting]


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("第21回報告.pdf", "第21回報告.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\報告.docx", "報告.docx"),
        ("a\x00b\n.txt", "ab.txt"),
        ("report\u202efdp.txt", "reportfdp.txt"),
        (".hidden.txt", "hidden.txt"),
        ("~$report.docx", "report.docx"),
        ("a<b>:\"c|d?e*.pdf", "a_b___c_d_e_.pdf"),
        ("報告　二.pdf", "報告 二.pdf"),
        ("か\u3099.txt", "が.txt"),
        ("con.txt", "_con.txt"),
        ("...", "report"),
        ("", "report"),
        (".pdf", "pdf"),
        ("報" * 200 + ".pdf", "報" * 58 + ".pdf"),
    ],
    ids=[
        "kept", "folders", "windows-folders", "control", "turned-around", "hidden", "lock", "signs", "wide-blank",
        "composed", "reserved", "dots", "empty", "ending-alone", "long",
    ],
)  # fmt: skip
def test_names_are_cleaned(name: str, cleaned: str) -> None:
    assert clean_name(name) == cleaned
    assert clean_name(cleaned) == cleaned


def test_what_is_uploaded_waits_with_who_and_when(data: Path, upload: Upload) -> None:
    first, second = upload("a.txt"), upload("a.txt", by="王")
    waiting = Staging(data).waiting()
    assert {(one.id, one.name, one.by) for one in waiting} == {(first.id, "a.txt", "山田"), (second.id, "a.txt", "王")}
    assert Staging(data).file(first).read_bytes() == "第21回".encode()
    assert not (data / "uploads").exists()


def test_an_uploaded_file_is_never_executable(data: Path, upload: Upload, tmp_path: Path) -> None:
    source = tmp_path / "script.txt"
    source.write_text("#!/bin/sh\n", encoding="utf-8")
    source.chmod(0o777)
    waiting = Staging(data).take(source, source.name, "山田")
    executable = stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH
    assert not Staging(data).file(waiting).stat().st_mode & executable
    accepted = Staging(data).accept(waiting.id)
    assert not (data / accepted.path).stat().st_mode & executable


def test_what_was_read_of_a_file_is_kept_with_it(data: Path, upload: Upload) -> None:
    waiting = upload()
    Staging(data).note(waiting, {"title": "報告"}, None)
    assert [one.reading for one in Staging(data).waiting()] == [{"title": "報告"}]
    Staging(data).refuse(waiting.id)
    Staging(data).note(waiting, None, "read too late")
    assert Staging(data).waiting() == []


def test_an_accepted_file_takes_the_place_of_one_of_the_same_name(data: Path, upload: Upload) -> None:
    for content in (b"old", b"new"):
        Staging(data).accept(upload("a.txt", content).id)
    assert (data / "uploads" / "a.txt").read_bytes() == b"new"
    assert [one.path for one in Staging(data).uploaded()] == ["uploads/a.txt"]
    assert Staging(data).waiting() == []
    assert list((data / "incoming").iterdir()) == []


def test_a_refused_file_leaves_nothing(data: Path, upload: Upload) -> None:
    Staging(data).refuse(upload().id)
    assert list((data / "incoming").iterdir()) == []
    assert Staging(data).uploaded() == []


def test_an_accepted_file_can_be_removed_and_nothing_else(data: Path, upload: Upload) -> None:
    Staging(data).accept(upload("a.txt").id)
    (data / "truth.sqlite3").touch()
    for name in ("b.txt", "../truth.sqlite3", ""):
        with pytest.raises(SeminarError, match="not among the uploaded"):
            Staging(data).remove(name)
    Staging(data).remove("a.txt")
    assert Staging(data).uploaded() == []
    assert (data / "truth.sqlite3").exists()


def test_several_are_taken_at_once(data: Path, tmp_path: Path) -> None:
    sources = [tmp_path / f"{number}.txt" for number in range(8)]
    for source in sources:
        source.write_text(source.name, encoding="utf-8")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda source: Staging(data).take(source, "same.txt", "山田"), sources))
    waiting = Staging(data).waiting()
    assert sorted(Staging(data).file(one).read_text(encoding="utf-8") for one in waiting) == [s.name for s in sources]


@pytest.mark.parametrize("decisions", [("accept", "refuse"), ("accept", "accept")], ids=["against", "twice"])
def test_of_two_people_who_decide_at_once_one_does_and_one_is_told(
    data: Path, upload: Upload, decisions: tuple[str, str]
) -> None:
    def decide(decision: str) -> str:
        try:
            getattr(Staging(data), decision)(waiting.id)
        except SeminarError as error:
            return str(error)
        return ""

    for _ in range(10):
        waiting = upload()
        with ThreadPoolExecutor(2) as pool:
            told = list(pool.map(decide, decisions))
        assert sum("already" in one for one in told) == 1
        assert Staging(data).waiting() == []


@pytest.mark.parametrize("identifier", ["", "..", "../uploads", "0" * 16, ".0123456789abcdef"])
def test_only_what_waits_can_be_decided_upon(data: Path, upload: Upload, identifier: str) -> None:
    upload()
    for decide in (Staging(data).accept, Staging(data).refuse):
        with pytest.raises(SeminarError, match="already"):
            decide(identifier)
    assert len(Staging(data).waiting()) == 1


def test_files_too_large_empty_or_too_many_are_not_taken(data: Path, upload: Upload, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(staging.MOST_BYTES + 1)  # takes no room
    with pytest.raises(SeminarError, match=r"large\.pdf: 100 MB"):
        Staging(data).take(large, large.name, "山田")
    with pytest.raises(SeminarError, match="empty"):
        upload(content=b"")
    upload()
    with pytest.raises(SeminarError, match="1 files are waiting"):
        Staging(data, most_waiting=1).take(tmp_path / "sent", "b.txt", "山田")


def test_what_nobody_decides_upon_is_gone_after_a_day(data: Path, upload: Upload) -> None:
    old, young = upload("old.txt"), upload("young.txt")
    (data / "incoming" / ".broken").mkdir()
    long_ago = time.time() - KEPT_SECONDS - 60
    for name in (old.id, ".broken"):
        os.utime(data / "incoming" / name, (long_ago, long_ago))
    assert Staging(data).sweep() == 2
    assert [one.id for one in Staging(data).waiting()] == [young.id]
    assert {path.name for path in (data / "incoming").iterdir()} == {young.id}


def test_a_folder_that_cannot_be_written_is_a_problem_for_people(data: Path, upload: Upload) -> None:
    waiting = upload()
    (data / "uploads").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(DataNotUsable, match=r"must be writable"):
        Staging(data).accept(waiting.id)
    assert [one.id for one in Staging(data).waiting()] == [waiting.id]


def test_what_is_damaged_among_the_waiting_is_passed_over(data: Path, upload: Upload) -> None:
    waiting = upload()
    (data / "incoming" / waiting.id / "about.json").write_text("{", encoding="utf-8")
    assert Staging(data).waiting() == []
