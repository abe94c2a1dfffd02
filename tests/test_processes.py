"""Several chat processes behind nginx, their vectors in a Chroma server: they answer as one process does by itself."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.indexed import build
from tests.proxies import PREFIX, STYLES, Style, nginx
from tests.serving import chroma_server, free_port, wait_for

pytestmark = pytest.mark.slow

QUESTIONS = (
    "哪些城市的发言谈到了社区？",
    "第16回はいつ、どこで開かれましたか？",
    "スマートシティについて発表した都市は？",
    "What did Shenyang talk about?",
    "町内会を活気づけるには？",
    "月の裏側の天気は？",
)


def start(data: Path, prefix: str = "") -> tuple[subprocess.Popen[bytes], str]:
    port = free_port()
    settings = {"SEMINAR_PORT": str(port), "SEMINAR_ROOT_PATH": prefix}
    command = [sys.executable, "-m", "tests.indexed", str(data)]
    process = subprocess.Popen(command, env={**os.environ, **settings})
    wait_for(f"http://127.0.0.1:{port}/ready")
    return process, f"http://127.0.0.1:{port}/"


def answers(address: str, questions: Sequence[str] = QUESTIONS) -> list[Mapping[str, object]]:
    """Ask over the API; leave out what differs between two answers to one question: addresses and times."""
    found: list[Mapping[str, object]] = []
    for question in questions:
        body = json.dumps({"question": question}).encode()
        request = Request(f"{address}api/ask", body, {"Content-Type": "application/json"})
        with urlopen(request, timeout=60) as answer:
            told = json.load(answer)
        kept = {name: value for name, value in told.items() if name not in ("elapsed_ms", "citations")}
        cited = [{name: value for name, value in one.items() if name != "url"} for one in told["citations"]]
        found.append({**kept, "citations": cited})
    return found


@pytest.mark.parametrize(("style", "killed"), [(STYLES[0], 0), (STYLES[1], 1)])
def test_two_processes_answer_as_one_and_go_on_when_one_is_killed(tmp_path: Path, style: Style, killed: int) -> None:
    alone, shared = tmp_path / "alone", tmp_path / "shared"
    (tmp_path / "nginx").mkdir()
    with ExitStack() as stack:
        build(alone)
        build(shared, stack.enter_context(chroma_server(tmp_path / "server")))
        single, several = start(alone), [start(shared, PREFIX), start(shared, PREFIX)]
        for process, _ in (single, *several):
            stack.callback(process.wait)
            stack.callback(process.terminate)
        outer = stack.enter_context(nginx(tmp_path / "nginx", [address for _, address in several], style))
        expected = answers(single[1])
        assert answers(outer) == expected
        several[killed][0].send_signal(signal.SIGKILL)
        several[killed][0].wait()
        assert answers(outer) == expected
