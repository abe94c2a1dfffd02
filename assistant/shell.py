"""The shell of a plain page: what stands around the content of all pages that are not Gradio's; the files beside it."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from assistant.headers import CHECKED
from assistant.page_phrases import NAMES, reader_language
from assistant.records import Language

_HERE = Path(__file__).parent
_SHARED = "page.css"


def request_language(request: Request, chosen: str = "") -> Language:
    """Return the language of the page that answers a request: the one chosen or named in it, else the browser's."""
    asked = chosen or request.query_params.get("lang", "")
    return reader_language(request.headers.get("Accept-Language", ""), asked)


def file_route(path: str, name: str) -> Route:
    """Return the route of a file of this folder; a browser asks whether its copy still holds."""
    return Route(path, lambda request: FileResponse(_HERE / name, headers=CHECKED))


def style_route(path: str, name: str) -> Route:
    """Return the route of the style of a plain page, after what all of them share."""
    style = "".join((_HERE / one).read_text(encoding="utf-8") for one in (_SHARED, name))
    return Route(path, lambda request: Response(style, media_type="text/css", headers=CHECKED))


def show_page(title: str, body: str, language: Language, *, style: str, head: str = "") -> str:
    """Return a whole HTML page; `title`, `body` and `head` are HTML already, `style` is the address of its style."""
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{style}">{head}
</head>
<body>
{body}
</body>
</html>
"""


def language_links(address: Callable[[Language], str], language: Language) -> str:
    """Return a link to the same page in every language, its own marked; `address` is HTML already."""
    here = {language: ' aria-current="true"'}
    return "".join(
        f'<a href="{address(other)}" lang="{other}"{here.get(other, "")}>{name}</a>' for other, name in NAMES.items()
    )


def show_table(kind: str, titles: Mapping[str, str], rows: Iterable[Mapping[str, str]], *, lang: str = "") -> str:
    """Return a table of cells by column, all HTML already; each cell repeats its title for narrow screens."""
    head = "".join(f'<th scope="col">{title}</th>' for title in titles.values())
    body = "".join(
        "<tr>"
        + "".join(f'<td class="{key}" data-label="{titles[key]}">{cell}</td>' for key, cell in row.items())
        + "</tr>"
        for row in rows
    )
    written_in = f' lang="{lang}"' if lang else ""
    return f'<table class="{kind}"{written_in}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
