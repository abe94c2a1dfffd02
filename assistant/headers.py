"""Keep a browser from doing more with our answers than it should, and close what Gradio opens that nobody here needs.

The only place that knows the security headers, the origins let in, and the routes of Gradio that stay open. The chat
page may run the scripts that Gradio wrote into it and no others: each is named by its hash, so that markup that got
through every escaping would still not run.
"""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.bodies import again, read_json
from ingest.errors import SeminarError

PLAIN_PAGE = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
NOT_KEPT = {"Cache-Control": "no-store"}
CHECKED = {"Cache-Control": "no-cache"}  # a browser asks whether its copy still holds
PLAIN_HEADERS = {"Content-Security-Policy": PLAIN_PAGE, **CHECKED}
_ORDINARY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
_GRADIO_PAGE = (
    "default-src 'self'; script-src 'self' 'unsafe-eval' {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'"
)  # eval: Gradio compiles what an event is to do in the browser out of its configuration
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_OPEN = (  # what the chat page asks of Gradio: all else is not found, first of all its routes for files and proxying
    ("GET", re.compile(r"/")),
    ("GET", re.compile(r"/(theme\.css|favicon\.ico)")),
    ("GET", re.compile(r"/assets(/[\w-][\w.-]*)+", re.ASCII)),
    ("GET", re.compile(r"/gradio_api/(app_id|queue/data|heartbeat/\w+)", re.ASCII)),
    ("POST", re.compile(r"/gradio_api/(queue/join|run/predict|cancel|reset)")),
)
_CALLS = ("/queue/join", "/run/predict")  # what calls a function
_EVENTS = "/gradio_api/queue/data"
_UPLOAD = "/gradio_api/upload"
_UPLOADS = (  # what the staff page asks of it besides
    ("POST", re.compile(_UPLOAD)),
    ("GET", re.compile(r"/gradio_api/upload_progress")),
)
_RESIZER = "/static/js/iframeResizer.contentWindow.min.js"  # Gradio loads it; it would obey any window that holds ours
_ORIGIN = re.compile(r"https?://[\w.-]+(:\d{1,5})?", re.ASCII)
_USUAL_PORT = re.compile(r"^(https(?=.*:443$)|http(?=.*:80$))(.*):\d+$")
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_VERSION = re.compile(r'(window\.gradio_config = \{"version":")[\w.]+')  # which holes to look for
_FOREIGN_TAGS = re.compile(r"""<link rel="manifest"[^>]*>|<meta\s+(?:property="og|name="twitter):[^>]*>""")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What one page of Gradio's may do and ask for."""

    first: str  # the script that tells Gradio the language of the page; Gradio's own `head` comes later
    routes: tuple[tuple[str, re.Pattern[str]], ...]
    policy: str


CHAT = Allowed("visitor.js", _OPEN, _GRADIO_PAGE)
STAFF = Allowed("../admin.js", (*_OPEN, *_UPLOADS), f"{_GRADIO_PAGE}; frame-ancestors 'none'")


def read_origins(setting: str) -> tuple[str, ...]:
    """Return the origins that may embed the chat; SeminarError for what is none, such as `*` or an address."""
    for origin in setting.split():
        if not _ORIGIN.fullmatch(origin):
            raise SeminarError(f"SEMINAR_EMBED_ORIGINS: {origin!r} is no origin; write it as https://portal.example")
    return tuple(dict.fromkeys(_USUAL_PORT.sub(r"\1\2", origin.lower()) for origin in setting.split()))


def frame_ancestors(origins: Sequence[str]) -> str:
    """Return the policy that lets only our own pages and these origins frame an answer."""
    return " ".join(["frame-ancestors 'self'", *origins])


class SafeHeaders:
    """Adds the security headers to every answer, and lets the listed origins read it, without cookies."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        """Wrap the application."""
        self._app = CORSMiddleware(app, allow_origins=origins, allow_methods=("GET", "POST"), allow_headers=("*",))
        self._ancestors = frame_ancestors(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the headers of its answer."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                policy = headers.get("Content-Security-Policy", _ORDINARY)
                framed = "" if "frame-ancestors" in policy else f"; {self._ancestors}"
                headers["Content-Security-Policy"] = policy + framed
                headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
                headers.update(_ALWAYS)
                if headers.get("Content-Type", "").startswith("text/event-stream"):
                    headers["X-Accel-Buffering"] = "no"  # nginx would hold back an answer until it is whole
            await send(message)

        await self._app(scope, receive, send_safely if scope["type"] == "http" else send)


class GradioGate:
    """Passes on to Gradio only what its page needs, and names the scripts that may run in that page."""

    def __init__(self, app: ASGIApp, allowed: Allowed, functions: Mapping[int, int]) -> None:
        """Wrap Gradio's application; `functions` are the numbers of its functions and how many values each takes."""
        self._app = app
        self._allowed = allowed
        self._functions = functions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 404 in Gradio's place, or let it answer."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        path = path_of(scope)
        method = {"HEAD": "GET"}.get(scope.get("method", ""), scope.get("method", ""))
        if path == _RESIZER:
            await Response("", media_type="text/javascript")(scope, receive, send)
        elif not any(method == allowed and route.fullmatch(path) for allowed, route in self._allowed.routes):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        elif path == "/":
            await self._page(scope, receive, send)
        elif path == _EVENTS:
            await self._events(scope, receive, send)
        elif method == "POST" and path != _UPLOAD:
            body = await Request(scope, receive).body()
            asked = read_json(body)
            known = self._functions.get(number) if isinstance(number := asked.get("fn_index"), int) else 0
            fits = not path.endswith(_CALLS) or (isinstance(given := asked.get("data"), list) and len(given) == known)
            if asked and fits:
                await self._app(scope, again(body, receive), send)
            else:
                await PlainTextResponse("Bad Request", 400)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _events(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send Gradio's events; that it does not know a session, as after a restart, is the last one and no mistake."""
        try:
            await self._app(scope, receive, send)
        except RuntimeError as error:
            if not isinstance(error.__cause__, HTTPException):
                raise
            await send({"type": "http.response.body"})

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send Gradio's page without what leads elsewhere, under a policy that names its scripts."""
        plain = Headers(scope=scope).mutablecopy()
        del plain["Accept-Encoding"]  # a compressed page cannot be read here
        start: Message = {}
        body = b""

        async def send_whole(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            headers = MutableHeaders(scope=start)
            first = f'<head><script src="{self._allowed.first}"></script>'
            page = (
                _VERSION.sub(r"\1", _FOREIGN_TAGS.sub("", body.decode("utf-8")))
                .replace("<head>", first, 1)
                .encode("utf-8")
            )
            headers["Content-Security-Policy"] = self._allowed.policy.format(scripts=_hashes(page.decode("utf-8")))
            headers["Cache-Control"] = "no-cache"
            if scope["method"] != "HEAD":
                headers["Content-Length"] = str(len(page))
            await send(start)
            await send({"type": "http.response.body", "body": page})

        await self._app({**scope, "headers": plain.raw}, receive, send_whole)


def _hashes(page: str) -> str:
    """Return the sources that name the scripts written into a page."""
    digests = (sha256(script.encode("utf-8")).digest() for script in _INLINE_SCRIPT.findall(page))
    return " ".join(f"'sha256-{b64encode(digest).decode('ascii')}'" for digest in digests)


def path_of(scope: Scope) -> str:
    """Return the path below the prefix that a proxy strips or a mount adds."""
    path: str = scope["path"]
    root: str = scope.get("root_path", "")
    return path[len(root) :] if root and path.startswith(f"{root}/") else path
