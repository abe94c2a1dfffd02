"""What a stranger may send to a server: each row one request, written out or made of a method, a path and a body."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

REPORT, BIG = "0123456789ab", 1 << 21
JSON = {"Content-Type": "application/json"}
MARKUP = "\"><img src=x onerror=hit()>'</script><script>hit()</script>"


@dataclass(frozen=True)
class Attack:
    """One request; `raw` is sent as it stands, else it is made of the rest."""

    path: str = "/"
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    raw: bytes = b""

    def written(self) -> bytes:
        """Return what goes over the wire."""
        if self.raw:
            return self.raw
        length = {"Content-Length": str(len(self.body))} if self.method in ("POST", "PUT") or self.body else {}
        lines = {"Host": "127.0.0.1", "Connection": "close", **length, **self.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"{self.method} {self.path} HTTP/1.1\r\n{head}\r\n".encode("utf-8", "surrogateescape") + self.body


def _markup(paths: str) -> dict[str, Attack]:
    return {path.replace("{}", "X"): Attack(path.replace("{}", quote(MARKUP, safe=""))) for path in paths.split()}


MARKUPS = _markup(
    "/?ask={} /?draft={} /?lang={} /?theme={} /?__theme={} /?deep_link={} /?embedded={} /?view={} /{} /history?lang={} "
    f"/history?view={{}}&edition={{}} /source/{{}}/1 /source/{REPORT}/{{}} "
    f"/source/{REPORT}/1?at={{}}&quote={{}}&hash={{}} "
    "/source/{}/original /source/{}/1/page.webp /answer/list.csv?q={} /answer/list.xlsx?q={} /embed/check?origin={} "
    "/embed/check?lang={} /help?lang={} /admin/?lang={} /admin/{} /chats/{}.txt /chats/{} /api/search?q={} "
    "/api/search?q=x&arm={} /api/{} /v1/{} /t/{}/ /sign-in?next={} /sign-in?lang={} /gradio_api/{} /assets/{}"
)

_OUT: tuple[str, ...] = (
    "../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
)
_OUT += (
    "....//....//etc/passwd",
    "..\\..\\..\\etc\\passwd",
    "%2fetc%2fpasswd",
    "..%00/..%00/etc/passwd",
    "//etc/passwd",
)
_UNDER: tuple[str, ...] = ("", "source/", "assets/", "gradio_api/file=", "chats/", "admin/", "static/", "embed/")
TRAVERSALS = {f"{under}{out}": Attack(f"/{under}{out}") for under in _UNDER for out in _OUT} | {
    path: Attack(path)
    for path in (
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file%3D%2Fetc%2Fpasswd",
        "/gradio_api/proxy=http://127.0.0.1:1/",
        "/gradio_api/stream/x/y/z/playlist.m3u8",
        "/file=/etc/passwd",
        "/config",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/.env",
        "/.git/config",
        "/.data/chat.sqlite3",
        "/data/truth.sqlite3",
        "/uploads/x.pdf",
        "/incoming/x.pdf",
        "/source/../../data/readers.key",
        f"/source/{REPORT}/../../../CURRENT",
        f"/source/{REPORT}/99999999999999999999",
        f"/source/{REPORT}/-1",
        f"/source/{REPORT}/1%00",
        "/chats/%00.json",
        "/%ff%fe",
        "/%",
        "/%zz",
        "/" + "a/" * 3000,
        "/?" + "a=b&" * 8000,
    )
}

_ODD_HOSTS: tuple[str, ...] = (
    "[",
    "[::1",
    "a b",
    "<script>hit()</script>",
    "a/b",
    "a@b",
    "a:99999999",
    "..",
    "evil.example",
    "",
    "\x7f",
)
_ODD_HOSTS += ("127.0.0.1:80:80", "a,b", "évil", "[::ffff:zz]", "a" * 300, '"><img src=x onerror=hit()>')
HOSTS = {f"host-{host[:20]}": Attack("/", headers={"Host": host}) for host in _ODD_HOSTS} | {
    f"{name}-{value[:20]}": Attack(path, headers={name: value})
    for name in ("X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Original-URL")
    for value in ("evil.example", "[", "javascript", '"><script>hit()</script>')
    for path in ("/",)
}

_INJECTED = "%0d%0aX-Injected:%20yes%0d%0aSet-Cookie:%20a=b"
HEADERS = {
    f"split-{path[:24]}": Attack(path.replace("{}", _INJECTED))
    for path in (
        "/{}",
        "/?lang={}",
        "/history?lang={}",
        "/admin/?lang={}",
        "/admin{}",
        f"/source/{REPORT}/1?at=2.1-3{{}}&quote={{}}",
        "/answer/list.csv?q={}",
        "/sign-in?next={}",
        "/t/a{}/history",
    )
} | {
    "long-header": Attack(headers={"X-Long": "a" * 100_000}),
    "many-headers": Attack(headers={f"X-{number}": "a" for number in range(3000)}),
    "folded": Attack(raw=b"GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\nConnection: close\r\n\r\n"),
    "nul": Attack(raw=b"GET / HTTP/1.1\r\nHost: a\r\nX-A: b\x00c\r\nConnection: close\r\n\r\n"),
    "two-hosts": Attack(raw=b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n"),
    "no-host": Attack(raw=b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n"),
    "no-http": Attack(raw=b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"),
    "old-http": Attack(raw=b"GET /\r\n\r\n"),
    "odd-method": Attack("/", "BREW"),
    "trace": Attack("/", "TRACE"),
    "connect": Attack("evil.example:443", "CONNECT"),
    "absolute": Attack("http://evil.example/", "GET"),
    "smuggled": Attack(
        raw=b"POST /gradio_api/queue/join HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n"
        b"Connection: close\r\n\r\n0\r\n\r\nGET /admin/ HTTP/1.1\r\nHost: a\r\n\r\n"
    ),
    "two-lengths": Attack(raw=b"POST /api/ask HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}"),
    "less-than-none": Attack("/api/ask", "POST", {"Content-Length": "-5"}, b"{}"),
    "odd-chunk": Attack(
        raw=b"POST /api/ask HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n{}\r\n"
    ),
    "odd-language": Attack("/help", headers={"Accept-Language": "ja;q=x, zh-\x00, " + "en," * 2000}),
    "odd-cookie": Attack("/admin/", headers={"Cookie": "seminar_staff=\x01; seminar_reader=" + "=" * 4000}),
    "odd-range": Attack(f"/source/{REPORT}/original", headers={"Range": "bytes=9-1,99999999999999999999-,a"}),
    "upgrade": Attack(
        raw=b"GET /gradio_api/queue/join HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n"
    ),
}

_POSTS: tuple[str, ...] = (
    "/gradio_api/queue/join",
    "/gradio_api/run/predict",
    "/gradio_api/cancel",
    "/gradio_api/reset",
    "/api/ask",
)
_POSTS += (f"/chats/{'a' * 32}/0/rating", "/v1/chat/completions", "/admin/sign-in")
_BODIES: dict[str, bytes] = {
    "nothing": b"",
    "cut": b'{"question": "',
    "list": b"[]",
    "number": b"1e999",
    "null": b"null",
    "deep": b"[" * 100_000,
    "deep-object": b'{"question":' * 20_000,
    "bytes": b"\xff\xfe\x00\x01",
    "half-character": b'{"question": "\\ud800"}',
    "odd-types": json.dumps({"question": {"a": 1}, "data": "x", "fn_index": "x", "session_hash": []}).encode(),
    "no-such-function": json.dumps({"data": [], "fn_index": 9999, "session_hash": "a", "trigger_id": 1}).encode(),
    "other-function": json.dumps({"data": [None] * 9, "fn_index": 0, "session_hash": "../../x"}).encode(),
    "large": b'{"question": "' + b"a" * BIG + b'"}',
}
BODIES = {
    f"{name}-to-{path}": Attack(path, "POST", {**JSON, "X-Visitor": "b" * 32}, body)
    for path in _POSTS
    for name, body in _BODIES.items()
}

ORIGINS = {
    f"{origin}-to-{path}": Attack(path, method, {"Origin": origin, "Access-Control-Request-Method": "POST"})
    for origin in ("https://evil.example", "null", "http://portal.test.evil.example", "file://", "*")
    for method, path in (
        ("OPTIONS", "/api/ask"),
        ("POST", "/admin/sign-in"),
        ("GET", "/history"),
        ("POST", "/embed/session"),
    )
}

REQUESTS = {**MARKUPS, **TRAVERSALS, **HOSTS, **HEADERS, **BODIES, **ORIGINS}
