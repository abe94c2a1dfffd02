"""The gate of the staff page: its sign-in, and that nothing behind it answers anybody who is not signed in.

Nothing is changed by a request that another site had a browser send: the cookie stays at home, and the origin is
looked at besides.
"""

from collections.abc import Awaitable, Callable, Mapping
from html import escape
from urllib.parse import parse_qs, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.access import WHOLE_SECONDS, Access, TooManyTries
from assistant.desk import WHO, name_header
from assistant.headers import NOT_KEPT
from assistant.phrases import say
from assistant.records import Language
from assistant.shell import file_route, language_links, request_language, show_page, style_route

PEER = "seminar.peer"  # where a request keeps who really connected, whatever it says of itself
_COOKIE = "seminar_staff"
_LONGEST_FORM = 4096  # bytes
_NOBODY_FRAMES = "frame-ancestors 'none'"
FORM_ONLY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; "
    f"form-action 'self'; {_NOBODY_FRAMES}",
    **NOT_KEPT,
}
_OPEN_TO_ALL = (("GET", "/"), ("GET", "/sign_in.css"), ("POST", "/sign-in"))
_FILES = ("admin.js", "admin.css", "admin_contents.css")


class KeepPeer:
    """Notes who really connected, before anything believes what a proxy says of the client."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        host, _port = scope.get("client") or ("", 0)
        await self._app({**scope, PEER: host}, receive, send)


def admin_routes(access: Access, pages: Mapping[Language, ASGIApp]) -> list[BaseRoute]:
    """Return the routes of the staff page, `pages` being it in each language; none while the sign-in is not set up."""
    if not access.open:
        return []
    inner = Starlette(
        routes=[
            Route("/", _entry(access)),
            Route("/sign-in", _sign_in(access), methods=["POST"]),
            Route("/sign-out", _sign_out(access), methods=["POST"]),
            style_route("/sign_in.css", "sign_in.css"),
            *(file_route(f"/{name}", name) for name in _FILES),
            *(Mount(f"/{language}", page) for language, page in pages.items()),
        ]
    )
    return [
        Route("/admin", lambda request: RedirectResponse("admin/", 307), methods=["GET", "POST"]),
        Mount("/admin", _Gate(access, inner)),
    ]


class _Gate:
    """Lets in whoever is signed in, and tells the page who that is."""

    def __init__(self, access: Access, app: ASGIApp) -> None:
        self._access = access
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
            return
        request = Request(scope)
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        name = _who(self._access, request)
        if not from_here(request):
            await PlainTextResponse("Forbidden", 403)(scope, receive, send)
        elif name is None and (reading(request), path) not in _OPEN_TO_ALL:
            await PlainTextResponse("Unauthorized", 401)(scope, receive, send)
        else:
            headers = [header for header in scope["headers"] if header[0].decode("latin-1").lower() != WHO]
            headers.append(name_header(name or ""))
            await self._app({**scope, "headers": headers}, receive, send)


def reading(request: Request) -> str:
    """Return the method of a request, that of reading by one name."""
    return "GET" if request.method == "HEAD" else request.method


def from_here(request: Request) -> bool:
    """Return whether a request that may change something comes from a page of this server."""
    if reading(request) == "GET":
        return True
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    host = urlsplit(request.headers.get("Origin", "")).netloc  # all there is on plain http
    return bool(host) and host == request.headers.get("Host")


def named_by_proxy(access: Access, request: Request) -> str | None:
    """Return whom a trusted proxy names, None for nobody."""
    return access.named_by_proxy(request.scope.get(PEER, ""), request.headers.getlist(access.header))


def _who(access: Access, request: Request) -> str | None:
    """Return who is signed in, empty without a name; None for nobody."""
    if named := named_by_proxy(access, request):
        return named
    token = request.cookies.get(_COOKIE)
    return access.signed_in(token) if token else None


def _entry(access: Access) -> Callable[[Request], Response]:
    def entry(request: Request) -> Response:
        language = request_language(request)
        if _who(access, request) is not None:
            return RedirectResponse(f"{language}/", 303, NOT_KEPT)
        return _form(language) if access.by_password else PlainTextResponse("Unauthorized", 401)

    return entry


def _sign_in(access: Access) -> Callable[[Request], Awaitable[Response]]:
    async def sign_in(request: Request) -> Response:
        body = await request.body()
        if len(body) > _LONGEST_FORM:
            return PlainTextResponse("Content Too Large", 413)
        sent = {key: values[0] for key, values in parse_qs(body.decode("utf-8", "replace")).items()}
        language = request_language(request, sent.get("lang", ""))
        client = request.client.host if request.client else ""
        try:
            token = access.sign_in(client, sent.get("name", ""), sent.get("password", ""))
        except TooManyTries as error:
            return _form(language, say("admin_too_many", language, minutes=error.minutes), 429)
        if token is None:
            return _form(language, say("admin_wrong", language), 403)
        entered = RedirectResponse(f"{language}/", 303, NOT_KEPT)
        _keep(token, entered, request)
        return entered

    return sign_in


def _sign_out(access: Access) -> Callable[[Request], Response]:
    def sign_out(request: Request) -> Response:
        access.sign_out(request.cookies.get(_COOKIE, ""))
        left = RedirectResponse("./", 303, NOT_KEPT)
        _keep("", left, request)
        return left

    return sign_out


def _keep(token: str, response: Response, request: Request) -> None:
    """Have the browser keep a token for the staff page alone; an empty one, drop it."""
    response.set_cookie(
        _COOKIE,
        token,
        max_age=int(WHOLE_SECONDS) if token else 0,
        path=f"{request.scope.get('root_path', '')}/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def _form(language: Language, problem: str = "", status: int = 200) -> HTMLResponse:
    shown = {key: escape(say(f"admin_{key}", language)) for key in ("title", "name", "name_why", "password", "sign_in")}
    told = f'<p role="alert">{escape(problem)}</p>' if problem else ""
    links = language_links(lambda other: f"./?lang={other}", language)
    body = f"""<header><h1>{shown["title"]}</h1><nav>{links}</nav></header>
<main><form action="sign-in" method="post">{told}
<label for="name">{shown["name"]}</label><small id="why">{shown["name_why"]}</small>
<input id="name" name="name" maxlength="60" autocomplete="username" aria-describedby="why">
<label for="password">{shown["password"]}</label>
<input id="password" name="password" type="password" required autocomplete="current-password">
<input type="hidden" name="lang" value="{language}"><button>{shown["sign_in"]}</button></form></main>"""
    return HTMLResponse(show_page(shown["title"], body, language, style="sign_in.css"), status, FORM_ONLY)
