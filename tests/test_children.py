"""Commands run as children: what they print, how far they are, and that they end when they are told to."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.children import Job, Progress, run

PROGRAM = """
import json, os, signal, subprocess, sys, time
def tell(**about):
    print(json.dumps(about), file=sys.stderr, flush=True)
task, folder = sys.argv[1:]
if task == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if task == "parent":
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    with open(folder + "/child", "w") as file:
        file.write(str(child.pid))
tell(stage="reading 報告.pdf", done=1, total=7)
print("a warning", file=sys.stderr, flush=True)
while task in ("wait", "deaf", "parent") and not os.path.exists(folder + "/go"):
    time.sleep(0.02)
tell(stage="checking", done=0, total=1)
if task == "fail":
    sys.exit("The corpus folder 報告 is not there.")
print("some words")
print(json.dumps({"read": sys.stdin.read() if task == "echo" else "報告"}, ensure_ascii=False))
"""


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    (tmp_path / "program_of_a_test.py").write_text(PROGRAM, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return lambda task: ["program_of_a_test", task, str(tmp_path)]


def until(job: Job, reached: Callable[[Progress], bool]) -> Progress:
    for _ in range(1500):
        if reached(job.progress):
            return job.progress
        time.sleep(0.01)
    raise TimeoutError(job.progress)


def over(progress: Progress) -> bool:
    return progress.state != "running"


def test_short_work_gives_what_it_printed_last_as_json(command: Callable[[str], list[str]]) -> None:
    ended = run(command("echo"), seconds=30, typed="質問")
    assert (ended.code, ended.output, ended.message) == (0, {"read": "質問"}, "a warning")


def test_what_fails_says_why_without_its_progress(command: Callable[[str], list[str]]) -> None:
    ended = run(command("fail"), seconds=30)
    assert (ended.code, ended.output) == (1, None)
    assert ended.message == "a warning\nThe corpus folder 報告 is not there."


def test_short_work_that_takes_long_is_ended(command: Callable[[str], list[str]]) -> None:
    ended = run(command("wait"), seconds=0.5)
    assert ended.code != 0 and ended.output is None


def test_long_work_tells_how_far_it_is(command: Callable[[str], list[str]], tmp_path: Path) -> None:
    job = Job()
    assert job.progress.state == "idle"
    assert job.start(command("wait"), "山田")
    seen = until(job, lambda progress: progress.done == 1)
    assert (seen.state, seen.stage, seen.done, seen.total, seen.who) == ("running", "reading 報告.pdf", 1, 7, "山田")
    (tmp_path / "go").touch()
    ended = until(job, over)
    assert (ended.state, ended.stage) == ("done", "checking")
    assert ended.ended and (ended.ended.code, ended.ended.output) == (0, {"read": "報告"})


def test_a_second_one_waits_for_the_first(command: Callable[[str], list[str]], tmp_path: Path) -> None:
    job = Job()
    job.start(command("wait"), "山田")
    assert not job.start(command("echo"), "佐藤")
    assert job.progress.who == "山田"
    (tmp_path / "go").touch()
    until(job, over)
    assert job.start(command("fail"), "佐藤")
    failed = until(job, over)
    assert (failed.state, failed.who) == ("failed", "佐藤")
    assert failed.ended and "報告 is not there" in failed.ended.message


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")
def test_cancelling_ends_the_work_and_all_it_has_started(command: Callable[[str], list[str]], tmp_path: Path) -> None:
    job = Job()
    job.start(command("parent"), "山田")
    until(job, lambda progress: (tmp_path / "child").exists() and bool((tmp_path / "child").read_text()))
    job.cancel()
    assert until(job, over).state == "cancelled"
    child = Path("/proc", (tmp_path / "child").read_text())
    for _ in range(500):
        if not child.exists() or "Z" in (child / "stat").read_text().rsplit(")")[1].split()[0]:
            return
        time.sleep(0.01)
    raise AssertionError("the child's child lives on")


def test_cancelling_what_is_not_under_way_does_nothing(command: Callable[[str], list[str]]) -> None:
    job = Job()
    job.cancel()
    assert job.progress.state == "idle"
    job.start(command("fail"), "")
    assert until(job, over).state == "failed"
