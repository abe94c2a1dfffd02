"""The routes of a stored page and of the file it was read from."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from assistant.headers import PLAIN_PAGE
from assistant.links import find_again, page_link, read_link
from assistant.opening import Opening
from assistant.page_phrases import reader_language
from assistant.records import Language
from assistant.source_pages import show_missing, show_source
from assistant.sources import describe_page

_TEXT_ONLY = {"Content-Security-Policy": PLAIN_PAGE}
_MOST_DIGITS = 6  # of a page's number


def source_routes(opening: Opening) -> list[Route]:
    """Return the routes; what the index does not hold, or while it opens, is a page that says so."""

    def original(request: Request) -> Response:
        found = opening.assistant and opening.assistant.original(request.path_params["report"])
        if not found or not found.path.is_file():
            return _missing(request)
        is_pdf = found.filename.lower().endswith(".pdf")
        return FileResponse(
            found.path,
            media_type="application/pdf" if is_pdf else "application/octet-stream",
            filename=found.filename,
            content_disposition_type="inline" if is_pdf else "attachment",
        )

    def page(request: Request) -> Response:
        report = opening.assistant and opening.assistant.archive.report(request.path_params["report"])
        asked, language = request.query_params, _language(request)
        number = _number(request.path_params["page"])
        source = describe_page(report, number) if report else None
        if not report or not source:
            return _missing(request)
        link = read_link(number, asked.getlist("at"), asked.get("quote", ""), asked.get("hash", ""))
        found = find_again(report, link)
        if found.spans and not found.on(number):
            moved = replace(link, page=found.spans[0].page, spans=found.spans)
            return RedirectResponse(page_link(moved, language))
        return HTMLResponse(show_source(source, link, found, language), headers=_TEXT_ONLY)

    return [
        Route("/source/{report}/original", original),
        Route("/source/{report}/{page}", page),
    ]


def _missing(request: Request) -> Response:
    return HTMLResponse(show_missing(_language(request)), 404, headers=_TEXT_ONLY)


def _number(written: str) -> int:
    """Return the number of a page, 0, which no page has, for what is none."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= _MOST_DIGITS else 0


def _language(request: Request) -> Language:
    return reader_language(request.headers.get("Accept-Language", ""), request.query_params.get("lang", ""))
