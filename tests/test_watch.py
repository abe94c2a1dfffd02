"""Watching folders: what has changed and come to rest is built, whatever becomes of one document or one build."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from ingest.builds import roll_back
from ingest.folders import stamps_of
from ingest.watch import Folders, Pace, watch_folders
from tests import samples
from tests.folders import Folder

QUICK = Pace(settle=0.02, look=0.1, again=0.1)
PATIENCE_SECONDS = 30.0


class Watched:
    """Two folders, watched by a build that only takes down what it finds."""

    def __init__(self, path: Path) -> None:
        self.folders = Folders(path / "corpus", path / "data")
        self.folders.corpus.mkdir(parents=True)
        (self.folders.data / "uploads").mkdir(parents=True)
        self.built: list[set[str]] = []
        self.said: list[str] = []
        self.fails = 0

    def build(self) -> bool:
        self.built.append(set(stamps_of(self.folders.corpus, self.folders.data)))
        self.fails -= 1
        return self.fails < 0

    @contextmanager
    def watching(self) -> Iterator[None]:
        stop = Event()
        arguments = (self.folders, self.build, self.said.append, stop, QUICK)
        thread = Thread(target=watch_folders, args=arguments)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


def until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not reached():
        assert time.monotonic() < end, "not reached"
        time.sleep(0.01)


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


def test_what_is_there_is_built_and_then_what_comes_to_either_folder(watched: Watched) -> None:
    (watched.folders.corpus / "a.txt").write_text("a")
    with watched.watching():
        until(lambda: watched.built == [{"a.txt"}])
        (watched.folders.corpus / "b.txt").write_text("b")
        until(lambda: watched.built[-1] == {"a.txt", "b.txt"})
        (watched.folders.data / "uploads" / "c.txt").write_text("c")
        until(lambda: watched.built[-1] == {"a.txt", "b.txt", "uploads/c.txt"})
        (watched.folders.corpus / "a.txt").unlink()
        until(lambda: watched.built[-1] == {"b.txt", "uploads/c.txt"})


def test_a_build_that_fails_is_tried_again(watched: Watched) -> None:
    watched.fails = 2
    with watched.watching():
        until(lambda: len(watched.built) == 3)


def test_a_folder_that_is_not_there_is_waited_for(watched: Watched) -> None:
    watched.folders.corpus.rmdir()
    with watched.watching():
        until(lambda: any("is not there" in words for words in watched.said))
        assert watched.built == []
        watched.folders.corpus.mkdir()
        (watched.folders.corpus / "a.txt").write_text("a")
        until(lambda: watched.built[-1:] == [{"a.txt"}])


@pytest.mark.slow
def test_most_documents_missing_at_once_change_nothing_until_somebody_says_so(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put(luoyang=samples.LUOYANG, chinese=samples.LUOYANG_CHINESE, harbin=samples.HARBIN, guilin=samples.GUILIN)
    folder.build()
    for name in ("luoyang", "chinese", "harbin"):
        (folder.corpus / f"{name}.txt").unlink()
    watched = Watched(tmp_path / "other")
    watched.folders = Folders(folder.corpus, folder.store.data)
    with watched.watching():
        until(lambda: any("Only 1 of 4" in words for words in watched.said))
        assert watched.built == []


@pytest.mark.slow
def test_after_going_back_nothing_is_built_before_a_document_changes(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put(harbin=samples.HARBIN)
    folder.build()
    folder.put(guilin=samples.GUILIN)
    folder.build()
    roll_back(folder.store)
    watched = Watched(tmp_path / "other")
    watched.folders = Folders(folder.corpus, folder.store.data)
    with watched.watching():
        time.sleep(0.3)
        assert watched.built == []
        folder.put(luoyang=samples.LUOYANG)
        until(lambda: len(watched.built) == 1)


@pytest.mark.slow
def test_the_command_builds_around_a_broken_document_and_ends_with_its_parent(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    (tmp_path / "model").mkdir()  # never loaded: nothing is to be embedded
    (tmp_path / "model" / "config.json").write_text("{}")
    (folder.corpus / "壊れた報告.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n")
    command = [sys.executable, "-m", "ingest", "watch", "--piped"]
    where = ["--corpus", str(folder.corpus), "--data", str(folder.store.data)]
    environment = {**os.environ, "SEMINAR_EMBEDDING_MODEL": str(tmp_path / "model"), "PYTHONIOENCODING": "euc_jp"}
    with subprocess.Popen([*command, *where], env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdin and child.stderr
        said: list[str] = []
        for line in child.stderr:
            said.append(line.decode("euc_jp"))
            if "壊れた報告.pdf" in said[-1]:
                break
        child.stdin.close()
        assert child.wait(PATIENCE_SECONDS) == 0
    assert any("generation 000001" in words for words in said)
