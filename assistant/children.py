"""Run `python -m ingest …` and `python -m assistant …` as children, short ones to the end, long ones in sight of all.

A build must not share the memory, the model or the fate of the server that answers meanwhile. It belongs to nobody's
browser: whoever opens the page sees the one under way and can end it.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.processes import child_environment

State = Literal["idle", "running", "done", "failed", "cancelled"]
_PATIENCE_SECONDS = 10.0  # between asking a child to end and ending it
_TOLD_LINES = 20  # of what a child said before it failed


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: its exit code, the JSON it printed last, what it said to people."""

    code: int
    output: object
    message: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work is: a stage as its child names it, and how it ended once it has."""

    state: State = "idle"
    stage: str = ""
    done: int = 0
    total: int = 0
    who: str = ""
    ended: Ended | None = None


def run(arguments: Sequence[str], *, seconds: float, typed: str = "") -> Ended:
    """Run a command to its end, such as ["ingest", "status", "--json"]; `typed` goes to its standard input."""
    with _start(arguments, stdin=subprocess.PIPE) as child:
        try:
            out, told = child.communicate(typed.encode("utf-8"), timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(child)
            out, told = child.communicate()
    return Ended(child.returncode, _last_json(out), _message(told))


class Job:
    """Long work, one at a time."""

    def __init__(self) -> None:
        """Begin with nothing under way."""
        self._lock = threading.Lock()
        self._progress = Progress()
        self._child: subprocess.Popen[bytes] | None = None
        self._cancelled = False

    @property
    def progress(self) -> Progress:
        """How far the work is that was started last."""
        return self._progress

    def start(self, arguments: Sequence[str], who: str) -> bool:
        """Start a command that tells its progress as JSON lines; return whether none was under way."""
        with self._lock:
            if self._progress.state == "running":
                return False
            self._cancelled = False
            self._progress = Progress("running", who=who)
            self._child = child = _start(arguments, stdin=subprocess.DEVNULL)
        threading.Thread(target=self._follow, args=(child,), name="child", daemon=True).start()
        return True

    def cancel(self) -> None:
        """End the work under way, and all it has started."""
        with self._lock:
            child, self._cancelled = self._child, True
        if child and self._progress.state == "running":
            _end(child)

    def _follow(self, child: "subprocess.Popen[bytes]") -> None:
        written: list[bytes] = []
        told: list[bytes] = []
        with child:
            assert child.stdout and child.stderr
            reading = threading.Thread(target=lambda out: written.append(out.read()), args=(child.stdout,), daemon=True)
            reading.start()
            for line in child.stderr:
                about = _object(line)
                if "stage" in about:
                    done, total = (_count(about.get(name)) for name in ("done", "total"))
                    self._progress = replace(self._progress, stage=str(about["stage"]), done=done, total=total)
                else:
                    told = [*told, line][-_TOLD_LINES:]
            reading.join()
        ended = Ended(child.returncode, _last_json(b"".join(written)), _message(b"".join(told)))
        state: State = "done" if ended.code == 0 else "cancelled" if self._cancelled else "failed"
        with self._lock:
            self._progress = replace(self._progress, state=state, ended=ended)
            self._child = None


def _start(arguments: Sequence[str], *, stdin: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        env=child_environment(os.environ),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,  # so that what the child has started ends with it
    )


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Ask a child to end, then end it with all it has started."""
    child.terminate()
    try:
        child.wait(_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    if os.name == "posix":
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        child.kill()


def _last_json(out: bytes) -> object:
    lines = out.decode("utf-8", "replace").strip().splitlines()
    try:
        found: object = json.loads(lines[-1]) if lines else None
    except ValueError:
        return None
    return found


def _object(line: bytes) -> Mapping[str, object]:
    try:
        about = json.loads(line)
    except ValueError:
        return {}
    return about if isinstance(about, dict) else {}


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _message(told: bytes) -> str:
    """Return what was said to people, progress left out."""
    lines = told.decode("utf-8", "replace").splitlines()
    said = [line for line in lines if "stage" not in _object(line.encode("utf-8"))]
    return "\n".join(said[-_TOLD_LINES:]).strip()
