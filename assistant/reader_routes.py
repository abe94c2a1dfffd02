"""The routes by which readers sign in and out, and by which an embedding page's token becomes a session."""

from collections.abc import Awaitable, Callable, Sequence
from html import escape
from urllib.parse import parse_qs, quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from assistant.access import TooManyTries
from assistant.admin_routes import FORM_ONLY, from_here
from assistant.headers import NOT_KEPT
from assistant.page_phrases import word
from assistant.phrases import say
from assistant.readers import COOKIE, SIGN_IN, Readers, keep
from assistant.records import Language
from assistant.shell import language_links, request_language, show_page, style_route

_LONGEST_FORM = 8192  # bytes


def reader_routes(readers: Readers, origins: Sequence[str]) -> list[Route]:
    """Return the routes, none while nobody has to sign in; `origins` are those that may embed the chat."""
    if not readers.asked:
        return []
    return [
        Route(SIGN_IN, _form_of(readers), methods=["GET"]),
        Route(SIGN_IN, _sign_in(readers), methods=["POST"]),
        Route("/sign-out", _sign_out, methods=["POST"]),
        style_route("/sign-in.css", "sign_in.css"),
        Route("/embed/session", _exchange(readers, origins), methods=["POST"]),
    ]


def _form_of(readers: Readers) -> Callable[[Request], Response]:
    def form(request: Request) -> Response:
        asked = request.query_params
        language = request_language(request)
        if readers.sessions.name(request.cookies.get(COOKIE, "")) is not None:
            return _show(language, f"<p>{escape(say('reader_is_in', language))}</p>", "", "sign-out", "admin_sign_out")
        return _password_form(readers, language, asked.get("next", ""))

    return form


def _sign_in(readers: Readers) -> Callable[[Request], Awaitable[Response]]:
    async def sign_in(request: Request) -> Response:
        if not from_here(request):
            return PlainTextResponse("Forbidden", 403)
        sent = {key: values[0] for key, values in parse_qs(await _text(request)).items()}
        language, wanted = request_language(request, sent.get("lang", "")), sent.get("next", "")
        client = request.client.host if request.client else ""
        try:
            right = readers.access.knows(client, sent.get("password", ""))
        except TooManyTries as error:
            told = say("admin_too_many", language, minutes=error.minutes)
            return _password_form(readers, language, wanted, told, 429)
        if not right:
            return _password_form(readers, language, wanted, say("admin_wrong", language), 403)
        entered = RedirectResponse(_root(request) + _inside(wanted), 303, NOT_KEPT)
        keep(await run_in_threadpool(readers.sessions.begin, ""), entered, request)
        return entered

    return sign_in


def _sign_out(request: Request) -> Response:
    if not from_here(request):
        return PlainTextResponse("Forbidden", 403)
    left = RedirectResponse(_root(request) + SIGN_IN, 303, NOT_KEPT)
    keep("", left, request)
    return left


def _exchange(readers: Readers, origins: Sequence[str]) -> Callable[[Request], Awaitable[Response]]:
    """Return what gives a session to the page of a listed origin, or of this one, that brings a token."""

    async def exchange(request: Request) -> Response:
        origin = request.headers.get("Origin", "")
        if not from_here(request) and origin not in origins:
            return PlainTextResponse("Forbidden", 403, NOT_KEPT)
        session = await run_in_threadpool(readers.exchange, (await _text(request)).strip())
        if session is None:
            return PlainTextResponse("Unauthorized", 401, NOT_KEPT)
        return JSONResponse({"path": f"t/{session}/"}, headers=NOT_KEPT)

    return exchange


async def _text(request: Request) -> str:
    """Return what a request brings, nothing of one that is longer than any that we expect."""
    body = await request.body()
    return body.decode("utf-8", "replace") if len(body) <= _LONGEST_FORM else ""


def _inside(wanted: str) -> str:
    """Return an address below our prefix, its root for any that might lead elsewhere."""
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    leads_away = parts.scheme or parts.netloc or wanted[:1] in "/\\" or not wanted.isprintable()
    return "/" if leads_away else f"/{wanted}"


def _password_form(
    readers: Readers, language: Language, wanted: str, problem: str = "", status: int = 200
) -> HTMLResponse:
    if not readers.access.by_password:
        told = f"<p>{escape(say('reader_elsewhere', language))}</p>"
        return _show(language, told, wanted, status=401)
    alert = f'<p role="alert">{escape(problem)}</p>' if problem else ""
    fields = f"""{alert}<label for="password">{escape(say("admin_password", language))}</label>
<input id="password" name="password" type="password" required autocomplete="current-password">
<input type="hidden" name="next" value="{escape(wanted)}"><input type="hidden" name="lang" value="{language}">"""
    return _show(language, fields, wanted, "sign-in", "admin_sign_in", status)


def _show(
    language: Language, inside: str, wanted: str, action: str = "", button: str = "", status: int = 200
) -> HTMLResponse:
    title = escape(word("title", language))
    further = f"&amp;next={quote(wanted, safe='')}" if wanted else ""
    links = language_links(lambda other: f"sign-in?lang={other}{further}", language)
    pressed = f"<button>{escape(say(button, language))}</button>" if button else ""
    body = f"""<header><h1>{title}</h1><nav>{links}</nav></header>
<main><form action="{action}" method="post">{inside}{pressed}</form></main>"""
    return HTMLResponse(show_page(title, body, language, style="sign-in.css"), status, FORM_ONLY)


def _root(request: Request) -> str:
    root: str = request.scope.get("root_path", "")
    return root
