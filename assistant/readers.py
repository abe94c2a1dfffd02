"""Who may use the chat: everybody, until a password, a proxy that signs people in or an embedding page's secret is set.

Alone knows what is open to those who have not signed in. A reader inside a frame of another site has no cookie, which
browsers drop there: the session stands in the path instead, before everything the frame asks for.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.access import Access
from assistant.admin_routes import from_here, named_by_proxy, reading
from assistant.embedding import SignIn
from assistant.headers import NOT_KEPT, path_of
from assistant.settings import AssistantSettings
from assistant.tokens import SESSION_SECONDS, Sessions, read_offer
from ingest.errors import SeminarError

COOKIE = "seminar_reader"
SIGN_IN = "/sign-in"
_SHORTEST_SECRET = 32  # characters
_IN_PATH = re.compile(r"/t/(?P<token>[\w.-]{1,2048})(?P<rest>/.*)", re.ASCII | re.DOTALL)
_OPEN = (  # the state of the server, the widget and its check, the sign-in; the staff page has a gate of its own
    *("/health", "/ready", "/widget.js", "/embed/", "/admin"),
    *(SIGN_IN, "/sign-in.css", "/sign-out"),
)
_BY_KEY = ("/api", "/v1", "/metrics", "/mcp")  # once keys are set, these let in whoever has one


class Readers:
    """The means by which readers sign in; hand it the settings and the data folder."""

    def __init__(self, settings: AssistantSettings, data: Path) -> None:
        """SeminarError for a header without proxies, and for a secret that can be guessed."""
        self.access = Access(settings, whose="READER")
        self._secret = settings.embed_secret
        check_secret(self._secret)
        self.sessions = Sessions(data, settings.reader_password, self._secret)
        if self.asked:
            self.sessions.begin("")  # a key that cannot be kept is told now, not to the first reader
        self.open_paths = (*_OPEN, *(_BY_KEY if settings.api_keys.split() else ()))

    @property
    def asked(self) -> bool:
        """Whether readers have to sign in at all."""
        return self.access.open or bool(self._secret)

    @property
    def sign_in(self) -> SignIn:
        """What the check of the embedding is told of it."""
        return SignIn(self.asked, self.access.by_password, bool(self._secret))

    def exchange(self, token: str) -> str | None:
        """Return a session for an embedding page's token, None for one that lets nobody in."""
        name = read_offer(token, self._secret) if self._secret else None
        return None if name is None else self.sessions.begin(name)


def check_secret(secret: str) -> None:
    """Return if an embedding page's secret is none or cannot be guessed, else raise SeminarError."""
    if secret and len(secret) < _SHORTEST_SECRET:
        raise SeminarError(
            f"SEMINAR_EMBED_SECRET is shorter than {_SHORTEST_SECRET} characters; "
            "make one with: python -c 'import secrets; print(secrets.token_urlsafe(32))'"
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a request shows of its reader: the session in its path, and the request as those behind the gate see it."""

    scope: Scope
    path: str
    token: str | None


class ReaderGate:
    """Lets in whoever has signed in, and everybody to what is open; sends a browser that may not enter to the form."""

    def __init__(self, app: ASGIApp, readers: Readers) -> None:
        """Wrap the application."""
        self._app = app
        self._readers = readers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer in its place."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] != "http":
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        else:
            entry = _entry(scope)
            await (self._refusal(entry) or self._app)(entry.scope, receive, send)

    def _refusal(self, entry: _Entry) -> ASGIApp | None:
        request = Request(entry.scope)
        if entry.token is not None:
            if _is_open(entry.path, ("/admin",)):
                return PlainTextResponse("Not Found", 404)
            known = self._readers.sessions.name(entry.token) is not None
            if known and request.headers.get("Sec-Fetch-Dest") != "document":
                return None
            if not _looks(request):
                return _unauthorized()
            plain = _to(request, entry.path, request.url.query)  # what people copy and pass on holds no session
            if known:
                keep(entry.token, plain, request)
            return plain
        if _is_open(entry.path, self._readers.open_paths) or named_by_proxy(self._readers.access, request):
            return None
        if self._readers.sessions.name(request.cookies.get(COOKIE, "")) is not None:
            return None if from_here(request) else PlainTextResponse("Forbidden", 403)
        if not _looks(request):
            return _unauthorized()
        wanted = entry.path.lstrip("/") + (f"?{request.url.query}" if request.url.query else "")
        return _to(request, SIGN_IN, f"next={quote(wanted, safe='')}" if wanted else "")


def _entry(scope: Scope) -> _Entry:
    """Return a request without the session in its path, which becomes part of the prefix."""
    path, root = path_of(scope), scope.get("root_path", "")
    found = _IN_PATH.fullmatch(path)
    if not found:
        return _Entry(scope, path, None)
    token = found["token"]
    prefix = f"{root}/t/{token}"
    whole = scope["path"] if scope["path"].startswith(f"{prefix}/") else prefix + found["rest"]
    # Addresses that are written into files, for others to open, are made of the prefix without the session.
    inner = {**scope, "root_path": prefix, "app_root_path": root, "path": whole}
    return _Entry(inner, found["rest"], token)


def _is_open(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place or path.startswith(place if place.endswith("/") else f"{place}/") for place in places)


def _looks(request: Request) -> bool:
    """Return whether a person looks at what is answered."""
    return reading(request) == "GET" and "text/html" in request.headers.get("Accept", "")


def keep(token: str, response: Response, request: Request) -> None:
    """Have the browser keep a session, for requests of this site's own pages; an empty one, drop it."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=SESSION_SECONDS if token else 0,
        path=f"{_root(request)}/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def _root(request: Request) -> str:
    """Return the prefix without a session in it."""
    root: str = request.scope.get("app_root_path", request.scope.get("root_path", ""))
    return root


def _to(request: Request, path: str, query: str) -> RedirectResponse:
    return RedirectResponse(f"{_root(request)}/{path.lstrip('/')}" + (f"?{query}" if query else ""), 303, NOT_KEPT)


def _unauthorized() -> PlainTextResponse:
    return PlainTextResponse("Unauthorized", 401, NOT_KEPT)
