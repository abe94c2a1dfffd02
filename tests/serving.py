"""A server process with the fake assistant, and a proxy before it."""

import os
import re
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.fake_assistant import FIRST, SECOND
from tests.pdfs import drawn_pdf, set_in_columns


@contextmanager
def serving(
    folder: Path,
    seconds: float = 0.0,
    root_path: str = "",
    loaded: bool = True,
    embed_origins: str = "",
    program: str = "tests.fake_assistant",
    more: Mapping[str, str] = {},
    log: int | None = None,
) -> Iterator[str]:
    """Serve the fake assistant in a process of its own; it counts as loaded once `folder` holds the file `loaded`.

    `more` are settings by the names of their variables, `log` the file that gets what it says.
    """
    if loaded:
        (folder / "loaded").touch()
    drawn_pdf([*set_in_columns(FIRST), *set_in_columns(SECOND), []], folder / "original")
    port = free_port()
    settings = {"SEMINAR_PORT": str(port), "SEMINAR_ROOT_PATH": root_path, "SEMINAR_EMBED_ORIGINS": embed_origins}
    command = [sys.executable, "-m", program, str(folder), str(seconds)]
    process = subprocess.Popen(command, env={**os.environ, **settings, **more}, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(10)


def wait_for(address: str) -> None:
    """Return when the address answers."""
    for _ in range(800):
        try:
            with urlopen(address, timeout=10):
                return
        except OSError:  # refused, not ready, or too slow on a busy machine
            time.sleep(0.05)
    raise TimeoutError(f"{address} did not answer")


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def chroma_server(folder: Path, port: int = 0) -> Iterator[str]:
    """Run Chroma's own server over a folder; return its address."""
    with chroma_process(folder, port) as (address, _):
        yield address


@contextmanager
def chroma_process(folder: Path, port: int = 0) -> Iterator[tuple[str, int]]:
    """Run Chroma's own server over a folder; return its address and the id of its process."""
    port = port or free_port()
    program = Path(sys.executable).with_name("chroma")
    command = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/api/v2/heartbeat")
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.kill()  # asked to end, it would wait for whoever holds a connection


@contextmanager
def stripping(inner: str, prefix: str) -> Iterator[str]:
    """Serve as a reverse proxy would that takes the prefix off before it passes a request on."""
    port = int(inner.rstrip("/").rsplit(":", 1)[1])

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                line = self.rfile.readline()
                if not line:
                    return
                head += b"" if line.lower().startswith(b"connection:") else line
            length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
            body = self.rfile.read(int(length[1])) if length else b""
            head = re.sub(rb"^(\w+) " + prefix.encode(), rb"\1 ", head, count=1).replace(b"\r\n\r\n", b"\r\n")
            with socket.create_connection(("127.0.0.1", port)) as onward:
                onward.sendall(head + b"Connection: close\r\n\r\n" + body)
                while piece := onward.recv(65536):
                    self.wfile.write(piece)

    class Proxy(socketserver.ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, request: object, client_address: object) -> None:
            """Pass over readers that have gone."""

    with Proxy(("127.0.0.1", 0), Handler) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{proxy.server_address[1]}/"
        proxy.shutdown()
