"""The guard that keeps tests from calling other hosts does refuse, and does record."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.netguard import sitecustomize as netguard

ELSEWHERE = ("192.0.2.1", 9)  # set aside for documentation: nobody's address


def _connect() -> None:
    with socket.socket() as client:
        client.connect(ELSEWHERE)


def _connect_ex() -> None:
    with socket.socket() as client:
        client.connect_ex(ELSEWHERE)


def _connect_by_name() -> None:
    socket.create_connection(("example.invalid", 443), timeout=1)


def _look_up() -> None:
    socket.getaddrinfo("example.invalid", 443)


def _send_datagram() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as client:
        client.sendto(b"hello", ELSEWHERE)


CALLS: dict[str, Callable[[], None]] = {
    "connect": _connect,
    "connect_ex": _connect_ex,
    "create_connection": _connect_by_name,
    "getaddrinfo": _look_up,
    "sendto": _send_datagram,
}


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a record of this test's own, so that what it provokes does not fail the run."""
    path = tmp_path / "refused.txt"
    monkeypatch.setenv(netguard.RECORD, str(path))
    return path


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_call_to_another_host_is_refused_and_recorded(call: Callable[[], None], record: Path) -> None:
    with pytest.raises(netguard.NetworkRefused):
        call()
    assert len(record.read_text().splitlines()) == 1


def test_a_child_process_is_refused_and_recorded_too(record: Path) -> None:
    program = f"import socket; socket.socket().connect({ELSEWHERE!r})"
    child = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert child.returncode == 1
    assert "no call to another host" in child.stderr
    assert "192.0.2.1" in record.read_text()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_may_be_called(host: str, record: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        answering = threading.Thread(target=lambda: server.accept()[0].close())
        answering.start()
        socket.create_connection((host, server.getsockname()[1]), timeout=5).close()
        answering.join()
    assert not record.exists()


def test_unix_sockets_may_be_used(record: Path) -> None:
    one, other = socket.socketpair()
    one.close()
    other.close()
    assert not record.exists()


def test_a_swallowed_call_fails_the_whole_run(tmp_path: Path) -> None:
    program = """
import socket
def test_that_hides_it():
    try:
        socket.create_connection(("192.0.2.1", 9), timeout=1)
    except OSError:
        pass
"""
    (tmp_path / "test_hiding.py").write_text(program)
    root = Path(__file__).parents[1]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "--rootdir", str(tmp_path), str(tmp_path)]
    environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    run = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "1 passed" in run.stdout
    assert "192.0.2.1" in run.stdout
