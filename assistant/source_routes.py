"""The routes of a stored page, of its picture and of the file it was read from."""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from assistant.facsimiles import Facsimiles, find_boxes
from assistant.headers import PLAIN_PAGE
from assistant.links import Found, find_again, page_link, read_link
from assistant.opening import Answering, Opening
from assistant.shell import request_language, style_route
from assistant.source_pages import Picture, show_missing, show_source
from assistant.sources import Original, SourcePage, describe_page
from ingest.facsimiles import draw_in_child
from ingest.records import DrawnPage, Report

_TEXT_ONLY = {"Content-Security-Policy": PLAIN_PAGE}
_FOR_GOOD = {"Cache-Control": "private, max-age=31536000, immutable"}  # the address changes with the file
_MOST_DIGITS = 6  # of a page's number


@dataclass(frozen=True, slots=True)
class _Place:
    """A page that is asked for, in its report, and the file it was read from."""

    report: Report
    page: SourcePage
    original: Original | None


def source_routes(opening: Opening) -> list[Route]:
    """Return the routes; what the index does not hold, or while it opens, is a page that says so."""
    facsimiles = Facsimiles(draw_in_child)

    def page(request: Request) -> Response:
        asked, language = request.query_params, request_language(request)
        place = _find(opening.assistant, request)
        if not place:
            return _missing(request)
        link = read_link(place.page.page, asked.getlist("at"), asked.get("quote", ""), asked.get("hash", ""))
        found = find_again(place.report, link)
        if found.spans and not found.on(link.page):
            moved = replace(link, page=found.spans[0].page, spans=found.spans)
            return RedirectResponse(page_link(moved, language))
        view = asked.get("view", "")
        picture = None if view == "text" else _picture(place, found, facsimiles)
        if picture and not picture.marked and view != "picture":
            picture, view = None, "text"
        shown = show_source(place.page, link, found, language, picture, drawable=view == "text")
        return HTMLResponse(shown, headers=_TEXT_ONLY)

    def picture(request: Request) -> Response:
        place = _find(opening.assistant, request)
        drawn = _draw(place, facsimiles) if place else None
        return Response(drawn.picture, media_type="image/webp", headers=_FOR_GOOD) if drawn else _missing(request)

    def original(request: Request) -> Response:
        found = opening.assistant and opening.assistant.original(request.path_params["report"])
        if not found or not found.path.is_file():
            return _missing(request)
        return FileResponse(
            found.path,
            media_type="application/pdf" if found.is_pdf else "application/octet-stream",
            filename=found.filename,
            content_disposition_type="inline" if found.is_pdf else "attachment",
        )

    return [
        style_route("/source/style.css", "source.css"),
        Route("/source/{report}/original", original),
        Route("/source/{report}/{page}", page),
        Route("/source/{report}/{page}/page.webp", picture),
    ]


def _find(assistant: Answering | None, request: Request) -> _Place | None:
    report = assistant.archive.report(request.path_params["report"]) if assistant else None
    page = describe_page(report, _number(request.path_params["page"])) if report else None
    if not (assistant and report and page):
        return None
    return _Place(report, page, assistant.original(report.id))


def _draw(place: _Place, facsimiles: Facsimiles) -> DrawnPage | None:
    original = place.original
    if not original or not original.is_pdf or not original.path.is_file():
        return None
    return facsimiles.page(original.path, place.page.page)


def _picture(place: _Place, found: Found, facsimiles: Facsimiles) -> Picture | None:
    drawn, marks = _draw(place, facsimiles), found.on(place.page.page)
    if not drawn or not place.original:
        return None
    boxes = find_boxes(drawn, place.page.text, marks)
    address = f"{place.page.page}/page.webp?file={place.original.path.name[:12]}"
    return Picture(address, drawn.width, drawn.height, tuple(boxes), marked=len(boxes) >= len(marks))


def _missing(request: Request) -> Response:
    return HTMLResponse(show_missing(request_language(request)), 404, headers=_TEXT_ONLY)


def _number(written: str) -> int:
    """Return the number of a page, 0, which no page has, for what is none."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= _MOST_DIGITS else 0
