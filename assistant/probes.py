"""Look at a running server by its address, as a browser behind the same proxies would: what arrives, and how.

Alone among the checks it calls a host: the one whose address it is given.
"""

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from ipaddress import ip_address
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from assistant.doctor import Finding, State
from assistant.headers import frame_ancestors, read_origins
from assistant.settings import AssistantSettings
from ingest.errors import SeminarError

_TIMEOUT_SECONDS = 30
_MOST_LINES, _LONGEST_LINE = 20_000, 5_000_000
_STREAMED_SECONDS = 0.3  # from the first piece to the last of a stream that takes 0.8 s
_SIGN_IN = 303
_STRANGER = "https://stranger.example"  # an origin that nobody lists
_ROOT = re.compile(r'"root":\s*("[^"]*")')
_SCRIPT = re.compile(r'src="(\./assets/[^"]+\.js)"')
_PROXY_LINES = "proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto $scheme;"
_ADVICE = {  # of an answer to /health that is none of ours
    401: "A sign-in stands before it: look at the server itself, at the address it listens on.",
    403: "A sign-in stands before it: look at the server itself, at the address it listens on.",
    404: "Another server answers there, or the prefix is wrong: compare SEMINAR_ROOT_PATH and the proxy's path.",
    502: "The proxy does not reach the server: is it running, on the address and port the proxy names?",
    503: "The proxy does not reach the server: is it running, on the address and port the proxy names?",
    504: "The proxy does not reach the server: is it running, on the address and port the proxy names?",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; `times` are the seconds at which its lines came."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    text: str
    times: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """The way to a server: its address, with a slash at the end, and what it should be set to."""

    address: str
    settings: AssistantSettings
    page: list[Reply] = field(default_factory=list)

    def get(self, path: str, **headers: str) -> Reply:
        """Return what comes back for a path below the address; OSError where nothing does."""
        return fetch(urljoin(self.address, path), headers)

    def chat_page(self) -> Reply:
        """Return the chat page or, where readers have to sign in, what leads there; asked for once."""
        if not self.page:
            self.page.append(self.get("", Accept="text/html", Sec_Fetch_Dest="document"))
        return self.page[0]

    def shown_page(self) -> Reply:
        """Return the chat page, or the form to sign in that stands before it."""
        page = self.chat_page()
        return self.get(page.headers.get("location", "")) if page.status == _SIGN_IN else page


Check = Callable[[Way], Iterable[Finding]]


def probe(address: str, settings: AssistantSettings) -> Iterator[Finding]:
    """Yield what is found at an address; where no server of ours answers, nothing else is tried."""
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).netloc:
        raise SeminarError(f"{address} is no address; write it as https://portal.example/seminar/")
    way = Way(address.rstrip("/") + "/", settings)
    alive = _alive(way)
    yield alive
    if alive.state != "good":
        return
    for name, check in CHECKS.items():
        try:
            yield from check(way)
        except (OSError, HTTPException) as error:
            yield Finding(name, "problem", f"no answer: {error}", "Try again; if it stays so, look at the proxy.")


def fetch(address: str, headers: Mapping[str, str]) -> Reply:
    """Return what comes back, an error's answer too, redirections as they are; OSError where nothing does."""

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *about: object) -> None:
            """Follow none."""

    direct = [ProxyHandler({})] if is_loopback(urlsplit(address).hostname or "") else []
    asked = Request(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        answer = build_opener(Stay(), *direct).open(asked, timeout=_TIMEOUT_SECONDS)
    except HTTPError as error:
        answer = error
    with answer:
        lines: list[bytes] = []
        times: list[float] = []
        while len(lines) < _MOST_LINES and (line := answer.readline(_LONGEST_LINE)):
            lines.append(line)
            times.append(time.monotonic())
        named: dict[str, str] = {}
        for name, value in answer.headers.items():
            named[name.lower()] = ", ".join(filter(None, [named.get(name.lower()), value]))
        return Reply(answer.status or 0, named, b"".join(lines).decode("utf-8", "replace"), tuple(times))


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine by its name or number."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _alive(way: Way) -> Finding:
    try:
        reply = way.get("health")
    except URLError as error:
        advice = "Start it with 'python -m assistant serve', or name its address with --url."
        state: State = "open" if is_loopback(urlsplit(way.address).hostname or "") else "problem"
        return Finding("server", state, f"{way.address} cannot be reached: {error.reason}", advice)
    except (OSError, HTTPException) as error:
        return Finding("server", "problem", f"{way.address} breaks off: {error}", "Is it http where https is meant?")
    if reply.status == 200 and '"alive"' in reply.text:
        return Finding("server", "good", f"{way.address} answers")
    told = f"{way.address}health answers {reply.status}"
    if reply.status in range(300, 400):
        return Finding("server", "problem", f"{told}: go to {reply.headers.get('location', '')}", _ADVICE[401])
    return Finding("server", "problem", told, _ADVICE.get(reply.status, _ADVICE[404]))


def _ready(way: Way) -> Iterator[Finding]:
    reply = way.get("ready")
    told: dict[str, str] = json.loads(reply.text) if reply.text.startswith("{") else {}
    if reply.status == 200:
        yield Finding("ready", "good", f"answers from generation {told.get('generation', '')}")
    elif told.get("status") == "loading":
        yield Finding("ready", "warning", "still loading", "Ask again in a minute.")
    else:
        yield Finding("ready", "problem", told.get("problem", f"/ready answers {reply.status}"), "See its log.")


def _prefix(way: Way) -> Iterator[Finding]:
    """Compare the address that the page takes for its own with the one it was asked by."""
    page = way.chat_page()
    found = _ROOT.search(page.text)
    own = json.loads(found[1]).rstrip("/") + "/" if found else ""
    behind = way.settings.root_path.strip("/")
    if page.status == _SIGN_IN:
        form = urljoin(way.address, page.headers.get("location", ""))
        below = form.startswith(way.address)
        advice = "" if below else f"Set SEMINAR_ROOT_PATH={urlsplit(way.address).path.rstrip('/')}"
        yield Finding("prefix", "good" if below else "problem", f"readers are sent to sign in at {form}", advice)
        return
    if not found:
        yield Finding("prefix", "problem", f"the chat page answers {page.status} without its settings", _PROXY_LINES)
    elif own == way.address:
        yield Finding("prefix", "good", f"the page knows its address, {own}")
    elif behind and is_loopback(urlsplit(way.address).hostname or ""):
        told = "the server is set up for a proxy, and was asked without it"
        yield Finding("prefix", "open", told, "Name the public address: doctor --url https://portal.example/seminar/")
        return
    else:
        path = urlsplit(way.address).path.rstrip("/")
        advice = f"Set SEMINAR_ROOT_PATH={path} and, in nginx, {_PROXY_LINES}"
        yield Finding("prefix", "problem", f"the page takes {own} for its address, not {way.address}", advice)
    for path in ("chat.js", *_SCRIPT.findall(page.text)[:1]):
        reply = way.get(path)
        if reply.status != 200 or "javascript" not in reply.headers.get("content-type", ""):
            told = f"{way.address}{path.removeprefix('./')} answers {reply.status}, not the script it should"
            yield Finding("prefix", "problem", told, "Let the proxy pass on every path below the prefix.")


def _sign_in(way: Way) -> Iterator[Finding]:
    """Compare whether the server lets everybody in with what the settings here say."""
    asks = way.chat_page().status == _SIGN_IN
    settings = way.settings
    expected = bool(settings.reader_password or settings.reader_header or settings.embed_secret)
    if asks and not expected:
        told = "readers have to sign in, and no setting here says so"
        yield Finding("sign-in", "warning", told, "Run this with the settings of the server, or restart that.")
    elif expected and not asks:
        told = "the chat is open to everybody at this address, though the settings here ask readers to sign in"
        advice = "Restart the server with them. If a proxy signs in, look as a stranger to it does."
        yield Finding("sign-in", "open" if settings.reader_header else "problem", told, advice)
    else:
        yield Finding("sign-in", "good", "readers are asked to" if asks else "nobody is asked to")


def _headers(way: Way) -> Iterator[Finding]:
    page, origins = way.shown_page(), read_origins(way.settings.embed_origins)
    policy = page.headers.get("content-security-policy", "")
    parts = [part.strip() for part in policy.split(";")]
    wrong = []
    if not policy.startswith("default-src '") or policy.count("default-src") > 1:
        wrong.append(("the Content-Security-Policy is not the server's own", "Let the proxy add or change none"))
    elif way.chat_page().status == 200 and frame_ancestors(origins) not in parts:  # nobody frames a form to sign in
        found = next((part for part in parts if part.startswith("frame-ancestors")), "no frame-ancestors")
        wrong.append((f"{found}, not as SEMINAR_EMBED_ORIGINS says here", "Restart the server with that setting"))
    if "x-frame-options" in page.headers:
        told = f"X-Frame-Options: {page.headers['x-frame-options']}"
        wrong.append((told, "Take it out of the proxy: it keeps every page from holding the chat"))
    if page.headers.get("x-content-type-options") != "nosniff":
        wrong.append(("X-Content-Type-Options is not nosniff", "Let the proxy pass headers on, once"))
    if "set-cookie" in page.headers:
        wrong.append(("a cookie is set", "The chat needs none: see whether the proxy has to"))
    if re.search(r"\d", page.headers.get("server", "")):
        wrong.append((f"Server: {page.headers['server']} tells a version", "In nginx: server_tokens off;"))
    if way.get("widget.js", Origin=_STRANGER).headers.get("access-control-allow-origin") in ("*", _STRANGER):
        wrong.append(("pages of any origin may read answers", "Take Access-Control-Allow-Origin out of the proxy"))
    yield from (Finding("headers", "problem", told, f"{advice}.") for told, advice in wrong)
    if not wrong:
        yield Finding("headers", "good", "as the server sends them")


def _secure(way: Way) -> Iterator[Finding]:
    host = urlsplit(way.address).hostname or ""
    if way.address.startswith("https:") or is_loopback(host):
        return
    secure = [origin for origin in way.settings.embed_origins.split() if origin.startswith("https:")]
    if secure:
        told = f"pages of {', '.join(secure)} cannot hold a chat that is not https"
        yield Finding("https", "problem", told, "Serve it by https, best below a path of the portal itself.")
    else:
        yield Finding(
            "https", "warning", "questions and passwords travel unencrypted", "Let the proxy serve it by https."
        )


def _stream(way: Way) -> Iterator[Finding]:
    reply = way.get("embed/stream")
    times = reply.times
    if reply.status != 200:
        yield Finding("stream", "open", f"/embed/stream answers {reply.status}")
    elif len(times) > 1 and times[-1] - times[0] > _STREAMED_SECONDS:
        yield Finding("stream", "good", "answers arrive as they grow")
    else:
        advice = "In nginx: proxy_buffering off; proxy_http_version 1.1;"
        yield Finding("stream", "problem", "answers are held back until they are whole", advice)


CHECKS: Mapping[str, Check] = {
    "ready": _ready,
    "prefix": _prefix,
    "sign-in": _sign_in,
    "headers": _headers,
    "https": _secure,
    "stream": _stream,
}
