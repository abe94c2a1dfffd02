"""A server that speaks as OpenAI's does, on this machine, and misbehaves as told: what a real one does on a bad day."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase

Behaviour = Callable[[BaseHTTPRequestHandler, str], None]  # the request and all that was put


@contextmanager
def model_server(behave: Behaviour) -> Iterator[str]:
    """Yield the address of a server that answers chat completions by a behaviour."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            put = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            behave(self, "\n".join(message["content"] for message in put["messages"]))

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *about: None  # type: ignore[method-assign]  # clients go away here; that is the point
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


def says(*pieces: str, seconds: float = 0.0) -> Behaviour:
    """Return the behaviour of one that works."""

    def behave(request: BaseHTTPRequestHandler, put: str) -> None:
        out = _begin(request)
        for piece in pieces:
            time.sleep(seconds)
            out.write(_event(piece))
        out.write(b"data: [DONE]\n\n")

    return behave


def refuses(status: int) -> Behaviour:
    """Return the behaviour of one that answers with an error, 429 or 500, and repeats the key it was sent."""

    def behave(request: BaseHTTPRequestHandler, put: str) -> None:
        body = json.dumps({"error": {"message": f"no: {request.headers['Authorization']}"}}).encode()
        request.send_response(status)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return behave


def breaks_off(*pieces: str, then: bytes = b"") -> Behaviour:
    """Return the behaviour of one that closes the connection after some pieces and some bytes."""

    def behave(request: BaseHTTPRequestHandler, put: str) -> None:
        out = _begin(request)
        for piece in pieces:
            out.write(_event(piece))
        out.write(then)
        out.flush()
        request.connection.shutdown(1)

    return behave


def never_stops(piece: str) -> Behaviour:
    """Return the behaviour of one that goes on until the client has gone."""

    def behave(request: BaseHTTPRequestHandler, put: str) -> None:
        out = _begin(request)
        for _ in range(100_000):
            out.write(_event(piece))

    return behave


def _begin(request: BaseHTTPRequestHandler) -> BufferedIOBase:
    request.send_response(200)
    request.send_header("Content-Type", "text/event-stream")
    request.end_headers()
    return request.wfile


def _event(text: str) -> bytes:
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n".encode()
