"""Where documents come from, and what they are called."""

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from ingest.builds import build_index
from ingest.errors import CorpusNotFound
from ingest.folders import find_files
from tests import samples
from tests.folders import Folder, quiet, statuses, unneeded

pytestmark = pytest.mark.slow  # every build makes an index with Chroma


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_hidden_files_and_files_outside_are_left_aside(folder: Folder, tmp_path: Path) -> None:
    folder.put(harbin=samples.HARBIN)
    (folder.corpus / ".DS_Store").write_bytes(b"x")
    (folder.corpus / "~$report.docx").write_bytes(b"x")
    (folder.corpus / ".git").mkdir()
    (folder.corpus / ".git" / "notes.txt").write_text(samples.GUILIN, encoding="utf-8")
    (tmp_path / "outside.txt").write_text(samples.GUILIN, encoding="utf-8")
    (folder.corpus / "link.txt").symlink_to(tmp_path / "outside.txt")
    assert statuses(folder.build()) == {"harbin.txt": "added"}


def test_what_staff_uploaded_is_a_report_like_those_of_the_corpus(folder: Folder) -> None:
    uploads = folder.store.data / "uploads"
    uploads.mkdir()
    (uploads / "harbin.txt").write_text(samples.HARBIN, encoding="utf-8")
    (uploads / "copy.txt").write_text(samples.GUILIN, encoding="utf-8")
    (folder.corpus / "uploads").mkdir()
    (folder.corpus / "uploads" / "harbin.txt").write_text(samples.LUOYANG, encoding="utf-8")
    folder.put(guilin=samples.GUILIN)
    assert statuses(folder.build()) == {
        "./uploads/harbin.txt": "added", "guilin.txt": "added", "uploads/copy.txt": "duplicate",
        "uploads/harbin.txt": "added",
    }  # fmt: skip
    (uploads / "harbin.txt").unlink()
    assert statuses(folder.build())["uploads/harbin.txt"] == "removed"


def test_a_name_in_no_known_encoding_is_no_obstacle(folder: Folder) -> None:
    name = os.fsdecode("報告.txt".encode("shift_jis"))
    try:
        (folder.corpus / name).write_text(samples.HARBIN, encoding="utf-8")
    except OSError:
        pytest.skip("this disk takes no such name")
    assert [document.status for document in folder.build().documents] == ["added"]
    assert [document.status for document in folder.build(unneeded).documents] == ["unchanged"]


def test_a_file_is_not_read_again_to_see_that_it_is_the_same(tmp_path: Path) -> None:
    corpus, data, file = tmp_path / "corpus", tmp_path / "data", tmp_path / "corpus" / "report.txt"
    corpus.mkdir()
    data.mkdir()
    file.write_text("old")
    first = find_files(corpus, data)
    file.write_text("new")  # as long, within a tick of the clock
    second = find_files(corpus, data)
    assert second != first
    status = file.stat()
    stamp = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
    (data / "digests.json").write_text(json.dumps({"report.txt": [stamp, "kept"]}))
    assert [one.sha256 for one in find_files(corpus, data)] == ["kept"]
    file.write_text("newer")
    assert [one.sha256 for one in find_files(corpus, data)] == [sha256(b"newer").hexdigest()]
    (data / "digests.json").write_text("damaged")
    assert [one.sha256 for one in find_files(corpus, data)] == [sha256(b"newer").hexdigest()]


def test_a_missing_folder_is_a_problem_for_people(folder: Folder, tmp_path: Path) -> None:
    for wrong in (tmp_path / "nowhere", tmp_path / "file"):
        (tmp_path / "file").touch()
        with pytest.raises(CorpusNotFound, match="SEMINAR_CORPUS"):
            build_index(wrong, folder.store, "bigrams:1", unneeded, quiet)
