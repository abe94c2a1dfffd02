"""A child process that answers one request after another, its time and memory limited, killed where it hangs.

Documents come from many hands. One that is made to exhaust or to crash whoever opens it ends that child, and the next
request starts another. Requests and answers are bytes: nothing that a child sends is run or unpickled here.
"""

import math
import os
import signal
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Timer
from typing import IO, Self

from ingest.errors import UnreadableDocument
from ingest.limits import Limits
from ingest.processes import child_environment

_FRAME = struct.Struct(">cQ")  # what follows, and its length
_ANSWER, _PROBLEM, _MEMORY = b"+", b"!", b"m"
_MOST_ANSWER = 1 << 30  # bytes
_MOST_SAID = 1 << 20  # bytes a child may write into a file: only what it says when it ends
_END_SECONDS = 5  # for a child that has closed its pipes
ADVICE = "it is damaged or made to do harm; save or print it to a new file, or add its text as .txt"


class _Failed(Exception):
    """The child gave no answer, and why."""


class _TooSlow(_Failed):
    """It used up its time, which no second try would change."""


class Worker:
    """A child process running `python -m MODULE`, started by the first request and again whenever it has ended."""

    def __init__(self, module: str, limits: Limits) -> None:
        """Name the module, which calls `serve` when it is run, and what one request may cost."""
        self._module = module
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None
        self._answered = 0  # by this child
        self.started = 0  # children so far

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(self, *error: object) -> None:
        """End the child."""
        self._end()

    def ask(self, request: bytes, *, name: str) -> bytes:
        """Return the answer; UnreadableDocument says why there is none, TimeoutError that the computer was too busy.

        A child that has worked before is not as it was; where it breaks down, a new one has a try.
        """
        worn = self._answered > 0
        try:
            return self._ask(request, name)
        except _Failed as failure:
            if not worn or isinstance(failure, _TooSlow):
                raise UnreadableDocument(f"{name}: {failure}; {ADVICE}") from None
        return self.ask(request, name=name)

    def _ask(self, request: bytes, name: str) -> bytes:
        child = self._running()
        assert child.stdin and child.stdout
        late = Event()

        def give_up() -> None:
            late.set()
            _kill(child)

        timer = Timer(self._limits.patience, give_up)
        timer.start()
        try:
            _write(child.stdin, _ANSWER, request)
            kind, answer = _read(child.stdout)
        except (OSError, EOFError):
            kind, answer = b"", b""
        finally:
            timer.cancel()
        if late.is_set():
            self._end()
            raise TimeoutError(f"{name}: not done within {self._limits.patience} s")
        if kind not in (_ANSWER, _PROBLEM):
            raise self._failure(child, kind)
        self._answered += 1
        if kind == _PROBLEM:
            raise UnreadableDocument(answer.decode("utf-8", "replace"))
        return answer

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._child and self._child.poll() is None:
            return self._child
        self._end()
        harmless = {name: value for name, value in os.environ.items() if not name.startswith("SEMINAR_")}
        self._said = tempfile.TemporaryFile()
        self._child = subprocess.Popen(
            [sys.executable, "-m", self._module, str(self._limits.seconds), str(self._limits.memory)],
            env=child_environment(harmless),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            start_new_session=True,  # so that what it starts itself is killed with it
        )
        self._answered = 0
        self.started += 1
        return self._child

    def _failure(self, child: "subprocess.Popen[bytes]", kind: bytes) -> _Failed:
        """Return why the child gave no answer, once it has ended."""
        with suppress(subprocess.TimeoutExpired):
            child.wait(_END_SECONDS)
        _kill(child)
        code = child.returncode
        last = ""
        if self._said:
            self._said.seek(0)
            last = "".join(self._said.read(_MOST_SAID).decode("utf-8", "replace").strip().splitlines()[-1:])[:200]
        self._end()
        if kind == _MEMORY:
            return _Failed(f"it needs more than {self._limits.memory >> 20} MB of memory")
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            return _TooSlow(f"it needs more than {self._limits.seconds} s of computing")
        how = signal.Signals(-code).name if code < 0 else last or f"code {code}"
        return _Failed(f"it ended the process that opened it ({how})")

    def _end(self) -> None:
        if self._child:
            _kill(self._child)
            for pipe in filter(None, (self._child.stdin, self._child.stdout)):
                with suppress(OSError):  # what was not written yet has nobody to go to
                    pipe.close()
        if self._said:
            self._said.close()
        self._child = self._said = None


def serve(answer: Callable[[bytes], bytes]) -> None:
    """Answer what comes from standard input until it is closed; for a module that is run by a worker."""
    seconds, memory = map(int, sys.argv[1:3])
    _limit_memory(memory)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    kind = _ANSWER
    while kind != _MEMORY:
        try:
            _, request = _read(sys.stdin.buffer)
        except EOFError:
            return
        _allow_seconds(seconds)
        try:
            kind, said = _ANSWER, answer(request)
        except UnreadableDocument as problem:
            kind, said = _PROBLEM, str(problem).encode("utf-8", "replace")
        except MemoryError:
            kind, said = _MEMORY, b""
        _write(out, kind, said)


def _write(pipe: IO[bytes], kind: bytes, content: bytes) -> None:
    pipe.write(_FRAME.pack(kind, len(content)))
    pipe.write(content)
    pipe.flush()


def _read(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    head = pipe.read(_FRAME.size)
    if len(head) < _FRAME.size:
        raise EOFError
    kind, length = _FRAME.unpack(head)
    content = pipe.read(min(length, _MOST_ANSWER))
    if len(content) < length:
        raise EOFError
    return kind, content


def _kill(child: "subprocess.Popen[bytes]") -> None:
    """End a child and all it started."""
    if child.poll() is None:
        if sys.platform == "win32":
            child.kill()
        else:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _limit_memory(most: int) -> None:
    """Limit this process where the system can; elsewhere only the patience of the one who waits does."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, _MOST_SAID)
    if sys.platform == "linux":  # macOS counts what it shares
        _lower(resource.RLIMIT_AS, most)


def _lower(kind: int, most: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (allowed, allowed))


def _allow_seconds(seconds: int) -> None:
    """Let this process compute for so many seconds more."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + seconds, hard))
