"""What a stranger may send that strains the protocol itself: encodings, odd framings, numbers and names twice."""

import gzip
import json
import zlib
from collections.abc import Mapping

from tests.hostile_requests import BIG, JSON, REPORT, Attack

_ASK = "/api/ask"
_STAFF_SIGN_IN = "/admin/sign-in"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_BOMB = b"0" * (16 << 20)


def _raw(lines: str, body: bytes = b"") -> Attack:
    """Return a request of lines written out, ended as HTTP ends them."""
    return Attack(raw=lines.replace("\n", "\r\n").encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body)


def _asks(body: bytes, path: str = _ASK, **headers: str) -> Attack:
    return Attack(path, "POST", {**JSON, **{name.replace("_", "-"): value for name, value in headers.items()}}, body)


_ROUTES: tuple[str, ...] = (
    *("/", "/health", "/ready", "/history", "/help", "/widget.js", "/embed/check", "/embed/stream", "/embed/session"),
    *(f"/source/{REPORT}/1", f"/source/{REPORT}/original", "/answer/list.csv?q=x", "/history/editions.xlsx"),
    *("/admin/", _STAFF_SIGN_IN, "/sign-in", "/sign-out", "/chats", f"/chats/{'a' * 32}.json"),
    *(_ASK, "/api/search?q=x", "/api/reports", "/api/talks", "/api/openapi.json", "/v1/models", "/metrics", "/mcp"),
    *("/v1/chat/completions", "/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/heartbeat/a"),
    *("/theme.css", "/assets/x.js", "/gradio_api/app_id", "/source/style.css"),
)
_METHODS = ("HEAD", "OPTIONS", "TRACE", "PUT", "PROPFIND")
METHODS = {f"{method}-{path}": Attack(path, method) for method in _METHODS for path in _ROUTES}

FRAMINGS = {
    "http-1.0": _raw("GET / HTTP/1.0"),
    "http-1.0-body": _raw(f"POST {_ASK} HTTP/1.0\nContent-Type: application/json", b'{"question": "x"}'),
    "http-2": _raw("PRI * HTTP/2.0", b"SM\r\n\r\n"),
    "http-9": _raw("GET / HTTP/9.9\nHost: a\nConnection: close"),
    "star": _raw("OPTIONS * HTTP/1.1\nHost: a\nConnection: close"),
    "absolute-other-host": _raw("GET http://evil.example/api/reports HTTP/1.1\nHost: 127.0.0.1\nConnection: close"),
    "absolute-markup": _raw("GET http://<script>hit()</script>/ HTTP/1.1\nHost: 127.0.0.1\nConnection: close"),
    "absolute-odd": _raw("GET http://[/ HTTP/1.1\nHost: 127.0.0.1\nConnection: close"),
    "no-path": _raw("GET ?ask=x HTTP/1.1\nHost: a\nConnection: close"),
    "two-slashes": Attack("//evil.example/%2e%2e"),
    "bare-lines": Attack(raw=b"GET / HTTP/1.1\nHost: a\nConnection: close\n\n"),
    "bare-returns": Attack(raw=b"GET / HTTP/1.1\rHost: a\r\r\n\r\n"),
    "blank-before-colon": _raw("GET / HTTP/1.1\nHost : a\nConnection: close"),
    "no-name": _raw("GET / HTTP/1.1\nHost: a\n: b\nConnection: close"),
    "large-chunk-size": _raw(
        f"POST {_ASK} HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\nConnection: close", b"ffffffffffffffffff\r\n{}\r\n"
    ),
    "negative-chunk-size": _raw(
        f"POST {_ASK} HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\nConnection: close", b"-2\r\n{}\r\n0\r\n\r\n"
    ),
    "long-chunk-note": _raw(
        f"POST {_ASK} HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\nConnection: close",
        b"2;" + b"a" * 200_000 + b"\r\n{}\r\n0\r\n\r\n",
    ),
    "trailers": _raw(
        f"POST {_ASK} HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\nConnection: close",
        b"2\r\n{}\r\n0\r\nHost: evil.example\r\nX-Injected: yes\r\n\r\n",
    ),
    "unknown-coding": _raw(
        f"POST {_ASK} HTTP/1.1\nHost: a\nTransfer-Encoding: gzip, chunked\nConnection: close", b"0\r\n\r\n"
    ),
    "chunked-twice": _raw(
        f"POST {_ASK} HTTP/1.1\nHost: a\nTransfer-Encoding: chunked, chunked\nConnection: close", b"0\r\n\r\n"
    ),
    "body-of-a-get": Attack("/history", headers={"Content-Length": "5"}, body=b"{}{}{"),
    "expected": _asks(b'{"question": "x"}', Expect="200-maybe"),
    "websocket": _raw(
        "GET /mcp HTTP/1.1\nHost: a\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    ),
    "websocket-of-the-page": _raw(
        "GET / HTTP/1.1\nHost: a\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    ),
    "websocket-of-staff": _raw(
        "GET /admin/ja/ HTTP/1.1\nHost: a\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    ),
    "h2c": _raw("GET / HTTP/1.1\nHost: a\nUpgrade: h2c\nHTTP2-Settings: AAMAAABkAAQAAP__\nConnection: close, Upgrade"),
    "pipelined": Attack(raw=b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n" * 50 + b"GET /admin/ HTTP/1.0\r\n\r\n"),
}

HEAD_LINES = {
    f"{name}-{what}": Attack(path, headers={name: value})
    for what, value in {
        "line-separators": "a\u2028X-Injected: yes\u2029\x85X-Injected: yes",
        "backwards": "\u202egnp.exe\u202c",
        "half-characters": "\udcff\udcfe",
        "8-kilobytes": "a=" + "b" * 8192,
        "percent": "%0d%0aX-Injected:%20yes",
    }.items()
    for name, path in {
        "Cookie": "/admin/",
        "Accept-Language": "/help",
        "X-Visitor": "/chats",
        "X-Request-ID": "/health",
        "Authorization": "/api/reports",
        "Referer": "/",
        "User-Agent": "/history",
    }.items()
} | {
    "500-cookies": Attack("/sign-in", headers={"Cookie": "; ".join(f"seminar_reader={n}" for n in range(500))}),
    "cookie-of-one-quote": Attack("/admin/", headers={"Cookie": 'seminar_staff="\\'}),
    "last-event": Attack("/gradio_api/queue/data?session_hash=a", headers={"Last-Event-ID": "9" * 400}),
    "many-ranges": Attack(f"/source/{REPORT}/original", headers={"Range": "bytes=" + ",".join(["0-"] * 1500)}),
    "range-of-a-script": Attack("/widget.js", headers={"Range": "bytes=-99999999999999999999"}),
    "range-of-chars": Attack("/chat.js", headers={"Range": "bytes=٣-٤"}),
    "if-range": Attack("/chat.js", headers={"Range": "bytes=0-1", "If-Range": "\x01"}),
    "odd-dates": Attack("/chat.js", headers={"If-Modified-Since": "Sun, 99 Foo 99999 99:99:99 GMT"}),
    "any-tag": Attack("/chat.js", headers={"If-None-Match": '*, "' + "a" * 9000}),
    "many-forwarders": Attack("/health", headers={"X-Forwarded-For": "1.1.1.1, " * 4000}),
    "no-forwarder": Attack("/sign-in", headers={"X-Forwarded-For": "evil\x0bexample"}),
    "forwarded-prefix": Attack("/", headers={"X-Forwarded-Prefix": "//evil.example", "X-Script-Name": "/x"}),
    "other-method": Attack("/admin/", headers={"X-HTTP-Method-Override": "DELETE"}),
    "any-accept": Attack("/api/reports", headers={"Accept": "text/event-stream;q=nan, */*;q=1e999"}),
}

_NESTED = 5000
NUMBERS = {
    f"{name}-to-{path}": _asks(body, path)
    for path in (_ASK, "/v1/chat/completions", "/gradio_api/queue/join", "/mcp")
    for name, body in {
        "not-a-number": b'{"question": NaN, "fn_index": NaN, "data": [NaN], "messages": NaN}',
        "infinity": b'{"question": Infinity, "fn_index": -Infinity, "data": [Infinity]}',
        "large-number": b'{"question": "x", "fn_index": 1' + b"0" * 5000 + b', "data": []}',
        "twice": b'{"question": "x", "question": {"a": 1}, "fn_index": 0, "fn_index": "x", "data": [], "data": {}}',
        "twice-the-wrong-way": b'{"question": 1, "question": "x", "model": 1, "messages": [], "messages": 0}',
        "nul": b'{"question": "a\\u0000b", "data": ["\\u0000"], "messages": [{"role": "user", "content": "\\u0000"}]}',
        "raw-nul": b'{"question": "a\x00b"}',
        "mark-first": b'\xef\xbb\xbf{"question": "x"}',
        "utf-16": '{"question": "x"}'.encode("utf-16"),
        "utf-32": '{"question": "x"}'.encode("utf-32-be"),
        "shift-jis": '{"question": "会議"}'.encode("cp932"),
        "overlong": b'{"question": "\xc0\xaf\xc0\xae"}',
        "prototype": b'{"question": "x", "__proto__": {"a": 1}, "constructor": {"prototype": {}}, "data": [{}]}',
        "combining": json.dumps({"question": "a" + "\u0301" * 1500}).encode(),
        "directions": json.dumps({"question": "\u202e" * 900 + "\u2066" * 900}).encode(),
        "no-characters": json.dumps({"question": "\ufdd0\U0010ffff\ue000\ufffe" * 300}).encode(),
        "zero-width": json.dumps({"question": "\u200b" * 2000}).encode(),
        "nested-data": b'{"question": ' + b'{"a":' * _NESTED + b"1" + b"}" * _NESTED + b"}",
        "nested-list": b'{"data": ' + b"[" * _NESTED + b"]" * _NESTED + b', "fn_index": 0}',
        "many-fields": json.dumps({f"f{number}": number for number in range(30_000)}).encode(),
        "many-before": json.dumps({"question": "x", "after": ["x"] * 5000}).encode(),
    }.items()
}

_TYPES: Mapping[str, str] = {
    "no-type": "",
    "text": "text/plain",
    "xml": "application/xml",
    "form": "application/x-www-form-urlencoded",
    "multipart": "multipart/form-data; boundary=a",
    "multipart-without-boundary": "multipart/form-data",
    "odd-charset": "application/json; charset=utf-7",
    "odd-parameter": 'application/json; charset="',
    "pickle": "application/octet-stream",
}
TYPES = {
    f"{name}-to-{path}": Attack(path, "POST", {"Content-Type": kind}, body)
    for path in (_ASK, _STAFF_SIGN_IN, "/sign-in", "/embed/session", "/gradio_api/queue/join", "/v1/chat/completions")
    for name, kind in _TYPES.items()
    for body in (
        b'--a\r\nContent-Disposition: form-data; name="password"; filename="../../x"\r\n\r\nx\r\n--a--\r\n'
        if "multipart" in name
        else b'{"question": "x"}',
    )
}

PACKED = {
    f"{name}-to-{path}": Attack(path, "POST", {**JSON, "Content-Encoding": coding}, body)
    for path in (_ASK, "/v1/chat/completions", "/gradio_api/queue/join", "/mcp")
    for name, coding, body in (
        ("gzip", "gzip", gzip.compress(b'{"question": "x"}')),
        ("gzip-bomb", "gzip", gzip.compress(_BOMB)),
        ("gzip-twice", "gzip, gzip", gzip.compress(gzip.compress(_BOMB))),
        ("deflate-bomb", "deflate", zlib.compress(_BOMB)),
        ("no-gzip", "gzip", b"\x1f\x8b\x08\x00broken"),
        ("brotli", "br", b"\x1b\x00\xf8\x00"),
    )
}

FORMS = {
    "many-fields": Attack(_STAFF_SIGN_IN, "POST", _FORM, b"&".join(b"a%d=b" % number for number in range(50_000))),
    "no-utf-8": Attack(_STAFF_SIGN_IN, "POST", _FORM, b"password=%ff%fe%00&next=%c0%ae%c0%ae/"),
    "long-password": Attack("/sign-in", "POST", _FORM, b"password=" + b"a" * (BIG // 4)),
    "two-passwords": Attack(_STAFF_SIGN_IN, "POST", _FORM, b"password=a&password=b&password[]=c"),
    "next-elsewhere": Attack("/sign-in", "POST", _FORM, b"password=x&next=%5c%5cevil.example%0d%0aX-Injected:%20yes"),
}

_VALUES = ("NaN", "-0", "1e400", "٣", "²", "0x10", " 1", "1_0", "%00", "9" * 400, "null", "%E2%80%A8")
QUERIES = {
    f"{path}{value[:12]}": Attack(path + value.replace(" ", "%20") if value.isascii() else f"{path}{_escaped}")
    for path in (
        "/api/search?q=x&count=",
        "/api/talks?edition=",
        "/api/talks?limit=",
        "/api/talks?offset=",
        "/api/reports?year=",
        f"/source/{REPORT}/",
        f"/source/{REPORT}/1?at=",
        f"/source/{REPORT}/1/page.webp?width=",
        "/history?edition=",
    )
    for value in _VALUES
    for _escaped in ("".join(f"%{byte:02X}" for byte in value.encode()),)
} | {
    f"out-{place[:24]}{out}": Attack(place + out)
    for place in ("/source/", f"/source/{REPORT}/", "/chats/", "/api/reports/", "/answer/", "/history/", "/t/a/source/")
    for out in (
        "..%2f..%2fetc%2fpasswd",
        "%252e%252e%252fetc%252fpasswd",
        "..;/etc/passwd",
        "%c0%ae%c0%ae/etc",
        "..%5c",
    )
}

REQUESTS_OF_PROTOCOL = METHODS | FRAMINGS | HEAD_LINES | NUMBERS | TYPES | PACKED | FORMS | QUERIES
