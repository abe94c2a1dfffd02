"""A server told to stop: what is being answered is sent whole, nobody else is let in, the process ends well."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from assistant.conversations import Conversations
from tests.bench.serving import ChatAsker
from tests.indexed import build
from tests.model_server import model_server, says
from tests.serving import free_port, wait_for

pytestmark = pytest.mark.slow  # with Chroma, Gradio and the package of a provider

QUESTION = "哪些城市的发言谈到了社区？"


@contextmanager
def served(data: Path, model: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = free_port()
    settings = {"SEMINAR_PORT": str(port), "SEMINAR_CHAT_MODEL": "openai:m", "SEMINAR_CHAT_BASE_URL": model}
    command = [sys.executable, "-m", "tests.indexed", str(data)]
    with subprocess.Popen(command, env={**os.environ, **settings}) as process:
        try:
            for path in ("ready", ""):
                wait_for(f"http://127.0.0.1:{port}/{path}")
            yield process, f"http://127.0.0.1:{port}/"
        finally:
            process.kill()


def streamed(address: str) -> list[tuple[str, dict[str, object]]]:
    """Ask over the API; return the events."""
    headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
    with urlopen(Request(f"{address}api/ask", json.dumps({"question": QUESTION}).encode(), headers), timeout=60) as got:
        blocks = got.read().decode().strip().split("\n\n")
    pairs = [block.removeprefix("event: ").split("\ndata: ") for block in blocks]
    return [(name, json.loads(data)) for name, data in pairs]


def asked_on_the_page(address: str, data: Path) -> list[str]:
    """Ask as the chat page does; return the answers that were kept once the stream of one has ended well."""
    with closing(ChatAsker(address, Conversations(data))) as asker:
        return asker.visit((QUESTION,), lambda ask: ask())


def wait_until_refused(address: str) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", urlsplit(address).port or 0), timeout=10).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.05)
    raise TimeoutError(f"{address} still lets in")


@pytest.mark.parametrize(("goes_on", "state"), [(True, "done"), (False, "ended")], ids=["ends-by-itself", "silent"])
def test_answers_under_way_are_sent_whole_when_the_server_is_told_to_stop(
    tmp_path: Path, goes_on: bool, state: str
) -> None:
    begun, told, over = threading.Semaphore(0), threading.Event(), threading.Event()
    build(tmp_path)

    def behave(request: BaseHTTPRequestHandler, put: str) -> None:
        begun.release()
        (told if goes_on else over).wait(60)
        says("。")(request, put)

    with model_server(behave) as model, served(tmp_path, model) as (process, address), ThreadPoolExecutor(2) as pool:
        over_the_api, on_the_page = pool.submit(streamed, address), pool.submit(asked_on_the_page, address, tmp_path)
        for _ in (over_the_api, on_the_page):
            assert begun.acquire(timeout=60)
        process.send_signal(signal.SIGTERM)
        wait_until_refused(address)
        told.set()
        events, kept = over_the_api.result(60), on_the_page.result(60)
        assert process.wait(60) == 0
        over.set()
    name, answer = events[-1]
    worded = answer["written"]
    assert isinstance(worded, dict) and (name, worded["state"]) == ("final", state)
    assert kept == [answer["text"]] == [events[0][1]["text"]]
