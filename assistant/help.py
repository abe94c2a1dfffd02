"""The help page: how to ask, and how a report is added; plain HTML, without a script."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from assistant.headers import PLAIN_HEADERS
from assistant.page_phrases import EXAMPLES
from assistant.phrases import say
from assistant.records import Language
from assistant.shell import language_links, request_language, show_page, style_route

_SECTIONS = (
    ("ask", ("words", "list", "follow", "language")),
    ("read", ("source", "no", "take", "rate")),
    ("kept", ("where", "forget")),
    ("add", ("put", "build", "check", "wrong")),
)
_COMMANDS = {
    "build": "python -m ingest build",
    "check": "python -m ingest status",
    "wrong": "python -m ingest corrections add",
}


def help_routes() -> list[Route]:
    """Return the routes of the page and of its style."""
    return [Route("/help", _page), style_route("/help/style.css", "help.css")]


def show_help(language: Language) -> str:
    """Return the page in one language."""
    title = escape(say("help_title", language))
    links = language_links(lambda other: f"help?lang={other}", language)
    sections = "".join(_section(name, items, language) for name, items in _SECTIONS)
    back = escape(say("history_back", language))
    body = f"""<header><h1>{title}</h1>
<nav><a href="./">{back}</a><span class="languages">{links}</span></nav></header>
<main>{sections}</main>"""
    return show_page(title, body, language, style="help/style.css")


def _section(name: str, items: tuple[str, ...], language: Language) -> str:
    shown = "".join(f"<li>{_item(name, item, language)}</li>" for item in items)
    return f"<section><h2>{escape(say(f'help_{name}', language))}</h2><ul>{shown}</ul></section>"


def _item(section: str, item: str, language: Language) -> str:
    said = escape(say(f"help_{section}_{item}", language))
    if item == "words":
        return said + "".join(f"<q>{escape(example)}</q>" for example in EXAMPLES)
    return said + (f"<code>{_COMMANDS[item]}</code>" if item in _COMMANDS else "")


def _page(request: Request) -> Response:
    return HTMLResponse(show_help(request_language(request)), headers=PLAIN_HEADERS)
