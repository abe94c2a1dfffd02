"""The server, as `python -m assistant serve` starts it: until it answers, its memory, and while a build goes on."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from shutil import copytree
from threading import Event, Thread

from tests.bench.asking import KINDS, percentile, questions_by_kind
from tests.bench.scenes import Scene
from tests.bench.tasks import Figures, run_task
from tests.serving import chroma_process, free_port

_PATIENCE = 240.0  # seconds
_ASKED = 60  # questions after which memory is looked at again
_ASKERS = 2
_LOAD, _LOADED = 8, 20.0  # askers at once, for how many seconds
_QUIET = 15.0  # seconds of asking before a build begins and after it ended

Spoken = tuple[float, float, bool]  # when it was asked, milliseconds, whether an answer came


def start_up(scene: Scene) -> Figures:
    """Return seconds until `/health` and `/ready` answer, and MB of memory then and after questions of every kind."""
    asked = _questions(scene, _ASKED // len(KINDS))
    with _server(scene) as (process, port, figures):
        figures["memory"] = memory(process.pid)
        for question in asked:
            if not _ask(port, question):
                raise RuntimeError(f"no answer to {question}")
        figures["memory asked"] = memory(process.pid)
    return figures


def carry(scene: Scene) -> Figures:
    """Return what one process carries, and what two do whose vectors are in a Chroma server, with eight askers."""
    figures: Figures = {}
    asked = _questions(scene, 20)
    with _server(scene) as (process, port, _):
        figures |= {f"one/{name}": figure for name, figure in _load([port], asked).items()}
        figures["one/memory"] = memory(process.pid)
    other = replace(scene, name=f"{scene.name}-server")
    other.folder.mkdir()
    other.corpus.symlink_to(scene.corpus, target_is_directory=True)
    copytree(scene.data, other.data, symlinks=True)
    with chroma_process(other.folder / "chroma") as (address, chroma):
        figures["two/move"] = run_task("ingest", other, chroma_url=address)["work"]
        with _server(other) as (process, first, _), _server(other) as (_, second, _):
            figures |= {f"two/{name}": figure for name, figure in _load([first, second], asked).items()}
            figures |= {"two/memory": memory(process.pid), "two/chroma": memory(chroma)}
    return figures


def switch(scene: Scene) -> Figures:
    """Ask without a pause while a report is changed and the next generation built and taken up."""
    asked = _questions(scene, 20)
    told: list[Spoken] = []
    over = Event()
    with _server(scene) as (process, port, _):
        before = _get(port, "/ready")
        for question in asked[:12]:
            _ask(port, question)  # what the first ones load is no part of this
        askers = [Thread(target=_go_on, args=(port, asked[turn::_ASKERS], told, over)) for turn in range(_ASKERS)]
        for asker in askers:
            asker.start()
        time.sleep(_QUIET)
        began = time.perf_counter()
        scene.change(7)
        built = run_task("ingest", scene)
        ended = time.perf_counter()
        time.sleep(_QUIET)
        over.set()
        for asker in askers:
            asker.join()
        switched = _get(port, "/ready") != before
        figures = {"memory": memory(process.pid), "build": built["work"]}
    spans = {
        "before": [took for at, took, _ in told if at < began],
        "during": [took for at, took, _ in told if began <= at < ended],
        "after": [took for at, took, _ in told if at >= ended],
    }
    for name, times in ((name, times) for name, times in spans.items() if times):
        figures |= {f"{name}/p{share}": percentile(times, share) for share in (50, 95, 99)}
        figures[f"{name}/highest"] = max(times)
    every = [took for _, took, _ in told]
    failed = sum(not answered for _, _, answered in told)
    return {**figures, "asked": len(every), "p95": percentile(every, 95), "failed": failed, "switched": switched}


def _load(ports: Sequence[int], asked: Sequence[str]) -> Figures:
    """Ask servers by many at once; return answers a second, percentiles of milliseconds, and how many failed."""
    told: list[Spoken] = []
    over = Event()
    for port in ports:
        for question in asked[: len(KINDS)]:
            _ask(port, question)
    turns = [(ports[turn % len(ports)], [*asked[turn:], *asked[:turn]], told, over) for turn in range(_LOAD)]
    askers = [Thread(target=_go_on, args=turn) for turn in turns]
    started = time.perf_counter()
    for asker in askers:
        asker.start()
    time.sleep(_LOADED)
    over.set()
    for asker in askers:
        asker.join()
    times = [took for _, took, _ in told]
    figures: Figures = {f"p{share}": percentile(times, share) for share in (50, 95, 99)}
    figures["per second"] = len(times) / (time.perf_counter() - started)
    figures["failed"] = sum(not answered for _, _, answered in told)
    return figures


def memory(process: int) -> float:
    """Return the MB a process holds; its children's are not counted."""
    status = Path(f"/proc/{process}/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    shown = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(shown.stdout) / 1024


@contextmanager
def _server(scene: Scene) -> "Iterator[tuple[subprocess.Popen[bytes], int, Figures]]":
    """Serve the index of a scene; yield the process, its port, and the seconds until it answered."""
    port = free_port()
    folders = {"SEMINAR_DATA": str(scene.data), "SEMINAR_CORPUS": str(scene.corpus), "SEMINAR_API_RATE": ""}
    command = [sys.executable, "-m", "assistant", "serve", "--port", str(port)]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **folders}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        figures = {}
        for name in ("health", "ready"):
            _wait(process, port, f"/{name}")
            figures[name] = time.perf_counter() - started
        yield process, port, figures
    finally:
        process.terminate()
        process.wait(60)


def _wait(process: "subprocess.Popen[bytes]", port: int, path: str) -> None:
    until = time.perf_counter() + _PATIENCE
    while not _get(port, path):
        if process.poll() is not None or time.perf_counter() > until:
            raise RuntimeError("the server did not come up")
        time.sleep(0.05)


def _questions(scene: Scene, each: int) -> list[str]:
    """Return questions of all kinds, mixed."""
    by_kind = questions_by_kind(scene.made(), each)
    return [asked[at].question for at in range(each) for asked in by_kind.values() if at < len(asked)]


def _go_on(port: int, asked: Sequence[str], told: list[Spoken], over: Event) -> None:
    while not over.is_set():
        for question in asked:
            started = time.perf_counter()
            answered = _ask(port, question)
            told.append((started, (time.perf_counter() - started) * 1000, answered))
            if over.is_set():
                return


def _ask(port: int, question: str) -> bool:
    """Return whether a question got an answer."""
    body = json.dumps({"question": question}).encode()
    return "text" in (_send(port, "POST", "/api/ask", body) or {})


def _get(port: int, path: str) -> dict[str, object] | None:
    return _send(port, "GET", path, None)


def _send(port: int, method: str, path: str, body: bytes | None) -> dict[str, object] | None:
    """Return the JSON object that came with status 200, else None."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        answer = connection.getresponse()
        found = json.loads(answer.read())
        return found if answer.status == 200 and isinstance(found, dict) else None
    except (OSError, HTTPException, ValueError):
        return None
    finally:
        connection.close()
