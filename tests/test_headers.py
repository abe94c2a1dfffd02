"""What a browser is told to do with our answers, and what of Gradio's own routes is open."""

from base64 import b64encode
from hashlib import sha256

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from assistant.headers import CHAT, STAFF, GradioGate, SafeHeaders, read_origins
from ingest.errors import SeminarError

PORTAL = "https://portal.example"
SCRIPT = 'window.config = {"text": "<b>&"};'
FOREIGN = (
    '<meta\n property="og:image"\n content="https://elsewhere.example/x.jpg" /><link rel="manifest" href="/m.json" />'
)


async def gradio(request: Request) -> Response:
    """Answer everything, as Gradio might: with a page at the root."""
    if request.url.path.strip("/") in ("", "seminar"):
        assert "accept-encoding" not in request.headers
        return HTMLResponse(f"<head>{FOREIGN}</head><script>{SCRIPT}</script><script src='a.js'></script>会話")
    return PlainTextResponse("gradio")


async def plain(request: Request) -> Response:
    """Answer with what the path asks for."""
    if request.path_params["rest"] == "stream":
        return StreamingResponse(iter(["data: 1\n\n"]), media_type="text/event-stream")
    if request.path_params["rest"] == "own":
        return HTMLResponse("", headers={"Content-Security-Policy": "default-src 'none'"})
    return PlainTextResponse("")


EVERY = ["GET", "POST", "PUT"]


@pytest.fixture
def gated() -> TestClient:
    return TestClient(GradioGate(Starlette(routes=[Route("/{rest:path}", gradio, methods=EVERY)]), CHAT, {7: 1}))


@pytest.fixture
def safe() -> TestClient:
    return TestClient(SafeHeaders(Starlette(routes=[Route("/{rest:path}", plain)]), [PORTAL]))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("HEAD", "/"),
        ("GET", "/assets/index-D_1.js"),
        ("GET", "/theme.css"),
        ("POST", "/gradio_api/queue/join"),
        ("GET", "/gradio_api/queue/data?session_hash=a"),
        ("POST", "/gradio_api/run/predict"),
        ("GET", "/gradio_api/heartbeat/abc123"),
    ],
)
def test_what_the_chat_page_needs_is_open(gated: TestClient, method: str, path: str) -> None:
    asked = {"fn_index": 7, "data": ["x"]}
    assert gated.request(method, path, json=asked).status_code == 200


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/gradio_api/run/predict"])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"{",
        b"[" * 100_000,
        b'{"fn_index": 8, "data": []}',
        b'{"fn_index": "7", "data": ["x"]}',
        b'{"fn_index": 7, "data": []}',
        b'{"fn_index": 7, "data": "x"}',
        b'{"fn_index": 7, "data": [1e999]}',
        b'{"fn_index": 7, "data": ["\\ud800"]}',
    ],
    ids=["empty", "list", "object", "cut", "deep", "unknown", "text", "too-few", "no-list", "infinite", "half"],
)
def test_what_its_page_never_sends_does_not_reach_gradio(gated: TestClient, path: str, body: bytes) -> None:
    assert gated.post(path, content=body).status_code == 400


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/gradio_api/file=/etc/hostname"),
        ("GET", "/gradio_api/file%3D/etc/hostname"),
        ("GET", "/gradio_api/file=http://elsewhere.example/"),
        ("GET", "/gradio_api/proxy=http://elsewhere.example/"),
        ("GET", "/gradio_api/queue/join"),
        ("POST", "/gradio_api/upload"),
        ("POST", "/gradio_api/component_server"),
        ("POST", "/gradio_api/call/reply"),
        ("POST", "/gradio_api/run/predict/x"),
        ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/runs"),
        ("GET", "/config"),
        ("GET", "/monitoring"),
        ("POST", "/login"),
        ("GET", "/static/img/logo.svg"),
        ("GET", "/svelte/svelte.js"),
        ("GET", "/assets/%2e%2e/%2e%2e/config"),
        ("PUT", "/"),
    ],
)
def test_all_else_of_gradio_is_not_found(gated: TestClient, method: str, path: str) -> None:
    assert gated.request(method, path).status_code == 404


@pytest.mark.parametrize(("method", "path"), [("POST", "/gradio_api/upload"), ("GET", "/gradio_api/upload_progress")])
def test_only_the_staff_page_takes_uploads(gated: TestClient, method: str, path: str) -> None:
    staff = TestClient(GradioGate(Starlette(routes=[Route("/{rest:path}", gradio, methods=EVERY)]), STAFF, {}))
    assert (staff.request(method, path).status_code, gated.request(method, path).status_code) == (200, 404)
    assert staff.get("/gradio_api/file=/etc/hostname").status_code == 404
    assert staff.get("/").headers["content-security-policy"].endswith("frame-ancestors 'none'")


def test_what_would_obey_any_framing_window_is_left_out(gated: TestClient) -> None:
    answer = gated.get("/static/js/iframeResizer.contentWindow.min.js")
    assert (answer.status_code, answer.text) == (200, "")


def test_the_chat_page_runs_only_the_scripts_it_was_sent_with(gated: TestClient) -> None:
    answer = gated.get("/")
    named = b64encode(sha256(SCRIPT.encode()).digest()).decode()
    scripts = next(part for part in answer.headers["content-security-policy"].split("; ") if "script-src" in part)
    assert scripts == f"script-src 'self' 'unsafe-eval' 'sha256-{named}'"
    assert "会話" in answer.text and len(answer.content) == int(answer.headers["content-length"])


def test_the_chat_page_names_no_other_host_and_nothing_outside_its_prefix(gated: TestClient) -> None:
    assert "elsewhere.example" not in gated.get("/").text
    assert "manifest" not in gated.get("/").text


def test_a_prefix_that_a_proxy_strips_is_passed_over() -> None:
    app = GradioGate(Starlette(routes=[Route("/{rest:path}", gradio)]), CHAT, {})
    client = TestClient(app, root_path="/seminar")
    assert client.get("/seminar/theme.css").status_code == 200
    assert client.get("/seminar/config").status_code == 404


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/x", "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"),
        ("/own", "default-src 'none'"),
    ],
    ids=["by-default", "kept"],
)
def test_every_answer_has_a_policy_that_names_who_may_frame_it(safe: TestClient, path: str, policy: str) -> None:
    headers = safe.get(path).headers
    assert headers["content-security-policy"] == f"{policy}; frame-ancestors 'self' {PORTAL}"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [(PORTAL, PORTAL), ("https://evil.example", None), ("null", None), (f"{PORTAL}.evil.example", None)],
    ids=["listed", "unlisted", "null", "longer"],
)
def test_only_listed_origins_may_read_answers_and_without_cookies(
    safe: TestClient, origin: str, allowed: str | None
) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    for answer in (safe.get("/x", headers={"Origin": origin}), safe.options("/x", headers=asked)):
        assert answer.headers.get("access-control-allow-origin") == allowed
        assert "access-control-allow-credentials" not in answer.headers


def test_a_stream_asks_the_proxy_not_to_hold_it_back(safe: TestClient) -> None:
    assert safe.get("/stream").headers["x-accel-buffering"] == "no"
    assert "x-accel-buffering" not in safe.get("/x").headers


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("", ()),
        ("https://Portal.example:443 http://intra:8080", (PORTAL, "http://intra:8080")),
        (f"{PORTAL} {PORTAL}", (PORTAL,)),
        ("http://10.0.0.5", ("http://10.0.0.5",)),
    ],
    ids=["none", "two", "twice", "number"],
)
def test_origins_are_read_as_browsers_write_them(setting: str, expected: tuple[str, ...]) -> None:
    assert read_origins(setting) == expected


@pytest.mark.parametrize(
    "setting", ["*", f"{PORTAL}/page", f"{PORTAL}; script-src *", "portal.example", "null", f"{PORTAL},http://a"]
)
def test_a_careless_origin_is_refused(setting: str) -> None:
    with pytest.raises(SeminarError, match="SEMINAR_EMBED_ORIGINS"):
        read_origins(setting)
