"""What the doctor finds on the way to a running server: from its own port, and through proxies that spoil it."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from assistant.probes import probe
from assistant.settings import AssistantSettings
from ingest.errors import SeminarError
from tests.serving import serving, stripping, wait_for

ORIGIN = "https://portal.example"
Change = Callable[[dict[str, str]], None]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("documents"), embed_origins=ORIGIN) as found:
        wait_for(f"{found}ready")
        yield found


def found_at(address: str, **settings: object) -> dict[tuple[str, str], str]:
    with_origin = AssistantSettings.model_validate({"embed_origins": ORIGIN, **settings})
    found: dict[tuple[str, str], str] = {}
    for one in probe(address, with_origin):
        found[one.check, one.state] = f"{found.get((one.check, one.state), '')} {one.told} {one.advice}"
    return found


@contextmanager
def between(inner: str, change: Change = lambda headers: None, whole: bool = False) -> Iterator[str]:
    """Serve as a proxy would that changes headers of answers; `whole` holds them back until they are complete."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = Request(inner.rstrip("/") + self.path, headers={"Host": self.headers["Host"]})
            try:
                answer = urlopen(asked, timeout=30)
            except HTTPError as error:
                answer = error
            with answer:
                headers = dict(answer.headers.items())
                change(headers)
                self.send_response_only(answer.status)
                for name, value in headers.items():
                    if name.lower() not in ("transfer-encoding", "connection"):
                        self.send_header(name, value)
                self.end_headers()
                if whole:
                    self.wfile.write(answer.read())
                else:
                    while piece := answer.readline():
                        self.wfile.write(piece)

        def log_message(self, *told: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{proxy.server_address[1]}/"
        proxy.shutdown()


@pytest.mark.slow  # building the page takes seconds
@pytest.mark.parametrize("proxied", [False, True], ids=["itself", "behind-a-proxy"])
def test_a_server_that_is_well_passes_every_check(address: str, proxied: bool) -> None:
    if not proxied:
        found = found_at(address)
    else:
        with between(address) as outer:
            found = found_at(outer)
    assert list(found) == [(name, "good") for name in ("server", "ready", "prefix", "sign-in", "headers", "stream")]


@pytest.mark.slow
def test_a_chat_that_is_open_against_the_settings_is_told(address: str) -> None:
    assert "open to everybody" in found_at(address, reader_password="correct horse battery")["sign-in", "problem"]


SPOILED: dict[str, tuple[Change, bool, str, str]] = {
    "framing": (lambda h: h.update({"X-Frame-Options": "DENY"}), False, "headers", "X-Frame-Options: DENY"),
    "policy": (lambda h: h.update({"Content-Security-Policy": "default-src *"}), False, "headers", "server's own"),
    "sniffing": (lambda h: h.update({"X-Content-Type-Options": ""}), False, "headers", "nosniff"),
    "version": (lambda h: h.update({"Server": "nginx/1.2"}), False, "headers", "server_tokens off"),
    "any-origin": (lambda h: h.update({"Access-Control-Allow-Origin": "*"}), False, "headers", "any origin"),
    "buffering": (lambda h: None, True, "stream", "proxy_buffering off"),
}


@pytest.mark.slow
@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED)
def test_what_a_proxy_spoils_is_told_with_what_to_do(address: str, spoiled: tuple[Change, bool, str, str]) -> None:
    change, whole, check, told = spoiled
    with between(address, lambda headers: _lower(headers, change), whole) as outer:
        assert told in found_at(outer)[(check, "problem")]


@pytest.mark.slow
def test_where_readers_sign_in_the_form_is_looked_at_instead(tmp_path: Path) -> None:
    more = {"SEMINAR_READER_PASSWORD": "correct horse battery"}
    with serving(tmp_path, embed_origins=ORIGIN, more=more) as address:
        wait_for(f"{address}ready")
        found = found_at(address, reader_password="correct horse battery")
        assert "no setting here" in found_at(address)["sign-in", "warning"]
    assert [told for (_, state), told in found.items() if state == "problem"] == []
    assert "sign in at" in found["prefix", "good"]
    assert ("sign-in", "good") in found
    assert ("headers", "good") in found


@pytest.mark.slow
@pytest.mark.parametrize(("root_path", "state"), [("/seminar", "good"), ("", "problem")], ids=["named", "not-named"])
def test_a_prefix_that_the_server_was_not_told_of_is_found(tmp_path: Path, root_path: str, state: str) -> None:
    with serving(tmp_path, root_path=root_path) as inner, stripping(inner, "/seminar") as outer:
        found = found_at(f"{outer}seminar", embed_origins="", root_path=root_path)
    assert ("prefix", state) in found
    assert state == "good" or "SEMINAR_ROOT_PATH=/seminar" in found[("prefix", state)]


@pytest.mark.parametrize(
    ("status", "location", "told"),
    [(302, "https://sso.example/", "sso.example"), (401, "", "sign-in"), (404, "", "prefix"), (502, "", "running")],
)
def test_an_answer_of_somebody_else_is_explained(status: int, location: str, told: str) -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response_only(status)
            self.send_header("Location", location)
            self.end_headers()

        def log_message(self, *told: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        found = found_at(f"http://127.0.0.1:{proxy.server_address[1]}/")
        proxy.shutdown()
    assert list(found) == [("server", "problem")]
    assert told in found[("server", "problem")]


def test_a_server_that_does_not_run_is_no_problem_but_not_checked() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert list(found_at(f"http://127.0.0.1:{port}/")) == [("server", "open")]


def test_what_is_no_address_is_said() -> None:
    with pytest.raises(SeminarError, match="is no address"):
        found_at("portal.example")


def _lower(headers: dict[str, str], change: Change) -> None:
    """Let a change name headers as they are usually written."""
    given = {name.title().replace("Www", "WWW"): value for name, value in headers.items()}
    headers.clear()
    headers.update(given)
    change(headers)
