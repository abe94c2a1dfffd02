"""What lets a page of the intranet hold the chat: the script it loads, and the page that checks the way to it.

Alone knows what the scripts that go to a browser are told: words, style, the origins listed.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from assistant.headers import CHECKED, frame_ancestors
from assistant.page_phrases import word
from assistant.phrases import phrases_of
from assistant.records import Language
from assistant.shell import file_route, language_links, request_language, show_page, style_route

_HERE = Path(__file__).parent
EMBEDDED_STYLE = _HERE / "asked.css"
_WORDS = "embed_"  # what the keys of our phrases begin with
_PIECES, _SECONDS = 5, 0.2  # of the stream that shows whether a proxy holds answers back
_CHECK_ONLY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'self'",
    **CHECKED,
}
_FOR_OTHERS = {"Cross-Origin-Resource-Policy": "cross-origin", **CHECKED}


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the check has to know of how readers sign in: whether they must, by the form, by the page's token."""

    asked: bool = False
    password: bool = False
    token: bool = False


def embedding_routes(origins: Sequence[str], sign_in: SignIn = SignIn()) -> list[Route]:
    """Return the routes of the widget and of its check; `origins` are those that may embed the chat."""
    widget = fill_script("widget.js", WORDS=_widget_words(), STYLE=_text("widget.css"))
    asked = fill_script("asked.js", LISTED=list(origins))

    def check(request: Request) -> Response:
        page = show_check(request_language(request), origins, request.query_params.get("origin", ""), sign_in)
        return HTMLResponse(page, headers=_CHECK_ONLY)

    return [
        Route("/widget.js", lambda request: Response(widget, media_type="text/javascript", headers=_FOR_OTHERS)),
        Route("/asked.js", lambda request: Response(asked, media_type="text/javascript")),
        Route("/embed/check", check),
        file_route("/embed/check.js", "embed_check.js"),
        style_route("/embed/check.css", "embed_check.css"),
        Route("/embed/stream", lambda request: StreamingResponse(_trickle(), media_type="text/event-stream")),
    ]


def show_check(language: Language, origins: Sequence[str], page: str = "", sign_in: SignIn = SignIn()) -> str:
    """Return what tries the way to this server from the browser that opens it; `page` is the one to hold the chat."""
    words = {**phrases_of(_WORDS)[language], "title": word("title", language)}
    told = {"words": words, "origins": list(origins), "ancestors": frame_ancestors(origins), "language": language}
    told |= {"sign_in": asdict(sign_in)}
    shown = {key: escape(text) for key, text in words.items()}
    links = language_links(lambda other: "check?" + escape(urlencode({"lang": other, "origin": page})), language)
    head = (
        f'\n<script type="application/json" id="told">{_as_json(told)}</script>\n<script src="check.js" defer></script>'
    )
    body = f"""<header><h1>{shown["heading"]}</h1><nav>{links}</nav></header>
<main><p>{shown["lead"]}</p><noscript><p class="summary bad">{shown["needs_script"]}</p></noscript>
<form action="check"><label for="origin">{shown["page"]}</label>
<span><input id="origin" name="origin" value="{escape(page)}" inputmode="url" autocomplete="off" placeholder="https://portal.example/">
<input type="hidden" name="lang" value="{language}"><button>{shown["run"]}</button></span></form>
<p class="summary" role="status">{shown["waiting"]}…</p>
<ul id="results"></ul>
<section id="paste"></section></main>"""
    return show_page(shown["heading"], body, language, style="check.css", head=head)


def _widget_words() -> dict[Language, dict[str, str]]:
    keys = ("whole", "close", "silent", "administrators")
    return {
        language: {"title": word("title", language), **{key: words[key] for key in keys}}
        for language, words in phrases_of(_WORDS).items()
    }


def fill_script(name: str, **values: object) -> str:
    """Return a script with its empty `NAME = …;` filled in."""
    script = _text(name)
    for key, value in values.items():
        empty = next(f"{key} = {nothing};" for nothing in ("{}", "[]", '""') if f"{key} = {nothing};" in script)
        script = script.replace(empty, f"{key} = {_as_json(value)};")
    return script


def _as_json(value: object) -> str:
    """Return JSON that can stand in a script and in a page."""
    return json.dumps(value).replace("<", "\\u003c")


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


async def _trickle() -> AsyncIterator[str]:
    for number in range(_PIECES):
        yield f"data: {number}\n\n"
        await asyncio.sleep(_SECONDS)
