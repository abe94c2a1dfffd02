"""Whatever a stranger sends to a running server: nothing runs, nothing leaks, nothing breaks, others are answered."""

import json
import os
import re
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from tests.hostile import build
from tests.hostile_protocol import REQUESTS_OF_PROTOCOL
from tests.hostile_requests import JSON, REQUESTS, Attack
from tests.serving import serving, wait_for

pytestmark = pytest.mark.slow

SECRETS = {
    "SEMINAR_ADMIN_PASSWORD": "canary-of-staff-8f1c",
    "SEMINAR_CHAT_API_KEY": "canary-of-the-model-2b7d",
}
LEAKS = ("Traceback (most", 'File "/', "site-packages", "root:x:0", sys.prefix, str(Path(__file__).parents[1]))
PACKAGES = ("gradio", "fastapi", "starlette", "uvicorn", "chromadb", "pydantic")
ALL = REQUESTS | REQUESTS_OF_PROTOCOL
RUNS = ("<script>hit", "<img src=x", "x-injected: yes")


@dataclass
class Target:
    """A server, what it has said, and what somebody else got who asked all the while."""

    address: str
    folder: Path
    failed: list[str] = field(default_factory=list)
    answered: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def send(self, attack: Attack) -> bytes:
        """Return what comes back, of a stream what has come after two seconds."""
        with self.connect() as connection:
            connection.settimeout(20)
            answer = b""
            try:
                connection.sendall(attack.written())
                while piece := connection.recv(65536):
                    answer += piece
                    if b"text/event-stream" in answer:
                        connection.settimeout(2)
            except (TimeoutError, ConnectionError):
                pass
            return answer

    def connect(self) -> socket.socket:
        """Return a connection to it."""
        parts = urlsplit(self.address)
        return socket.create_connection((parts.hostname or "", parts.port or 0), 20)

    def ask(self) -> bytes:
        """Return an answer, as a reader gets it."""
        body = json.dumps({"question": "第1回のテーマは何ですか？"}).encode()
        with urlopen(Request(f"{self.address}api/ask", body, JSON), timeout=60) as answer:
            return bytes(answer.read())

    def go_on_asking(self) -> None:
        """Ask as a reader would, until it is over."""
        while not self.over.wait(0.1):
            try:
                self.answered += b"quote" in self.ask()
            except OSError as error:
                self.failed.append(repr(error))


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    folder = tmp_path_factory.mktemp("attacked")
    build(folder)
    log = os.open(folder / "log", os.O_CREAT | os.O_WRONLY)
    more = {**SECRETS, "SEMINAR_API_RATE": ""}
    with serving(folder, program="tests.hostile", embed_origins="http://portal.test", more=more, log=log) as address:
        os.close(log)
        wait_for(f"{address}ready")
        wait_for(address)
        found = Target(address, folder)
        reader = threading.Thread(target=found.go_on_asking)
        reader.start()
        yield found
        found.over.set()
        reader.join()


def faults(answer: bytes, folder: Path) -> list[str]:
    """Return what is wrong with an answer to a stranger."""
    head, _, body = answer.partition(b"\r\n\r\n")
    text = answer.decode("utf-8", "replace")
    wrong = [leak for leak in (*LEAKS, str(folder), *SECRETS.values()) if leak in text]
    status = re.match(rb"HTTP/1\.1 (\d)", head)
    wrong += ["an error of ours"] if status and status[1] == b"5" else []
    wrong += [f"version of {name}" for name in PACKAGES if version(name) in text and b"text/html" in head]
    told = head.decode("latin-1").lower()
    wrong += ["a header"] if "x-injected: yes" in told.replace("%", "") and "location" not in told else []
    wrong += [name for name in ("\nserver:", "\nx-powered-by:", "evil.example\r\naccess") if name in told]
    wrong += (
        ["an origin"] if re.search(r"access-control-allow-origin: (\*|null|https?://(?!portal\.test\b))", told) else []
    )
    page = body.decode("utf-8", "replace")
    wrong += [run for run in RUNS if run in page and "text/html" in told]
    return wrong


def test_there_are_enough_of_them() -> None:
    assert len(ALL) == len(REQUESTS) + len(REQUESTS_OF_PROTOCOL) >= 150


@pytest.mark.parametrize("attack", ALL.values(), ids=[name[:60] for name in ALL])
def test_nothing_is_gained_by(target: Target, attack: Attack) -> None:
    answer = target.send(attack)
    assert faults(answer, target.folder) == []
    assert attack.headers.get("Origin") != "https://evil.example" or b"200 OK" not in answer or attack.method == "GET"


def test_slow_and_endless_requests_keep_nobody_waiting(target: Target) -> None:
    before = target.answered
    heads = (
        b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        b"POST /api/ask HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{",
        b"POST /gradio_api/queue/join HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
    )
    with ExitStack() as stack:
        for number in range(90):
            stack.enter_context(target.connect()).sendall(heads[number % len(heads)])
        for _ in range(3):
            assert b"quote" in target.ask()
    assert target.answered >= before


def test_a_body_that_goes_on_is_cut_off(target: Target) -> None:
    with target.connect() as connection:
        connection.settimeout(60)
        sent = 0
        try:
            connection.sendall(b"POST /gradio_api/queue/join HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            while sent < 64:
                connection.sendall(b"100000\r\n" + b"a" * 0x100000 + b"\r\n")
                sent += 1
        except ConnectionError:
            pass
    assert sent < 64


def test_guessing_is_stopped(target: Target) -> None:
    headers = {"Origin": target.address.rstrip("/"), "Host": urlsplit(target.address).netloc, **JSON}
    statuses = [
        target.send(Attack("/admin/sign-in", "POST", headers, f"password=guess{number}".encode()))[9:12]
        for number in range(12)
    ]
    assert set(statuses) == {b"403", b"429"} and statuses[-1] == b"429"


def test_others_were_answered_all_the_while(target: Target) -> None:
    assert target.failed == []
    assert target.answered > 0


def test_the_log_tells_no_secret_and_no_mistake(target: Target) -> None:
    said = (target.folder / "log").read_text(encoding="utf-8", errors="replace")
    assert [secret for secret in SECRETS.values() if secret in said] == []
    assert "Traceback" not in said
    assert [line for line in said.splitlines() if " error " in line[:40]] == []
