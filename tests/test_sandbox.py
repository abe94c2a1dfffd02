"""A child process that works for us: limited, replaced when it ends, and nothing it does reaches us."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import UnreadableDocument
from ingest.limits import Limits
from ingest.reading import open_reader
from ingest.sandbox import Worker
from tests import samples

ROOT = Path(__file__).parents[1]
LIMITS = Limits(seconds=1, patience=20, memory=400 << 20)
SERVANT = """
import os, signal, sys, time
from ingest.errors import UnreadableDocument
from ingest.sandbox import serve

kept = []

def compute(): 
    while True: pass

def refuse():
    raise UnreadableDocument("no such thing")

def allocate(megabytes):
    kept.append(bytearray(megabytes << 20))

def say(words):
    print(words)

def answer(request):
    eval(request)
    return str(os.getpid()).encode()

if __name__ == "__main__":
    serve(answer)
"""


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    (tmp_path / "servant.py").write_text(SERVANT, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ["PYTHONPATH"]]))
    with Worker("servant", LIMITS) as worker:
        yield worker


def test_one_child_answers_request_after_request(worker: Worker) -> None:
    assert worker.started == 0
    answers = {worker.ask(b"None", name="a") for _ in range(20)}
    assert len(answers) == worker.started == 1


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        pytest.param("compute()", "a: it needs more than 1 s of computing", id="hangs"),
        pytest.param("allocate(800)", "a: it needs more than 400 MB of memory", id="grows"),
        pytest.param("os.kill(os.getpid(), signal.SIGSEGV)", r"a: it ended the process .*\(SIGSEGV\)", id="crashes"),
        pytest.param("1 / 0", r"a: it ended the process .*\(ZeroDivisionError", id="our-fault"),
        pytest.param("os._exit(0)", r"a: it ended the process .*\(code 0\)", id="leaves"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits all of this")
def test_what_ends_the_child_is_named_and_the_next_request_is_answered(
    worker: Worker, request_: str, says: str
) -> None:
    with pytest.raises(UnreadableDocument, match=says):
        worker.ask(request_.encode(), name="a")
    assert worker.ask(b"None", name="b").isdigit()


def test_a_problem_the_child_tells_of_does_not_end_it(worker: Worker) -> None:
    with pytest.raises(UnreadableDocument, match=r"^no such thing$"):
        worker.ask(b"refuse()", name="a")
    worker.ask(b"None", name="b")
    assert worker.started == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")
def test_what_others_left_behind_is_not_held_against_a_request(worker: Worker) -> None:
    worker.ask(b"allocate(250)", name="a")
    assert worker.ask(b"allocate(251)", name="b").isdigit()
    assert worker.started == 2


def test_what_the_child_prints_is_no_answer(worker: Worker) -> None:
    assert worker.ask(b"say('x' * 99999)", name="a").isdigit()


def test_the_child_knows_no_setting_of_ours(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEMINAR_SECRET", "x")
    worker.ask(b"allocate('SEMINAR_SECRET' in os.environ)", name="a")
    with pytest.raises(UnreadableDocument, match="KeyError"):
        worker.ask(b"os.environ['SEMINAR_SECRET']", name="a")


def test_where_the_system_limits_nothing_the_clock_does(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resource.py").write_text("raise ImportError", encoding="utf-8")  # as on Windows
    with Worker("servant", Limits(seconds=1, patience=2, memory=1)) as unlimited:
        with pytest.raises(TimeoutError, match="a: not done within 2 s"):
            unlimited.ask(b"compute()", name="a")
        assert unlimited.ask(b"allocate(9)", name="b").isdigit()


def test_a_document_is_read_apart_as_it_is_here(tmp_path: Path) -> None:
    path = tmp_path / "報告 16.txt"
    path.write_text(samples.HARBIN, encoding="utf-8")
    with open_reader() as apart, open_reader(apart=False) as here:
        assert apart(path, relative="年/報告 16.txt", identifier="a" * 12) == here(
            path, relative="年/報告 16.txt", identifier="a" * 12
        )
