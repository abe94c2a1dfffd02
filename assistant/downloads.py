"""The routes of the history page and of everything that can be taken away as a spreadsheet."""

from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from assistant.chronicle import tell_history
from assistant.exports import CSV, XLSX, Sheet, to_csv, to_xlsx
from assistant.headers import NOT_KEPT, PLAIN_HEADERS
from assistant.history import frame, show_history
from assistant.messages import MOST_BEFORE, show_problem
from assistant.opening import Answering, Opening
from assistant.page_phrases import NAMES, word
from assistant.records import LONGEST_QUESTION, Language, Reader
from assistant.sheets import Proofs, answer_sheets, edition_sheets, grid_sheets
from assistant.shell import request_language, style_route
from assistant.wording import Wording
from ingest.errors import SeminarError

_AGAIN_SECONDS = 3  # until the page asks again whether the index is open

_Respond = Callable[[Answering, Request, Language], Response]


def history_routes(opening: Opening) -> list[Route]:
    """Return the routes; they wait for nothing: while the index opens, a page says so and loads itself again."""
    return [
        Route("/history", _once_open(opening, _history)),
        style_route("/history/style.css", "history.css"),
        *(Route(f"/history/editions.{kind}", _once_open(opening, _editions)) for kind in _WRITERS),
        *(Route(f"/history/grid.{kind}", _once_open(opening, _grid)) for kind in _WRITERS),
        *(Route(f"/answer/list.{kind}", _once_open(opening, _list)) for kind in _WRITERS),
    ]


def _once_open(opening: Opening, respond: _Respond) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        language = request_language(request)
        error = opening.error
        assistant = opening.assistant
        if assistant is None:
            opening.start()  # a failed opening is tried again
            said = word("failed", language) if error else f"{word('loading', language)}…"
            shown = show_problem(str(error), language) if isinstance(error, SeminarError) else f"<p>{said}</p>"
            page = _frame(request, shown, language, again_seconds=0 if error else _AGAIN_SECONDS)
            return HTMLResponse(page, 503, {"Retry-After": str(_AGAIN_SECONDS), **PLAIN_HEADERS})
        try:
            return respond(assistant, request, language)
        except SeminarError as error:
            return HTMLResponse(_frame(request, show_problem(str(error), language), language), 503, PLAIN_HEADERS)

    return endpoint


def _history(assistant: Answering, request: Request, language: Language) -> Response:
    return HTMLResponse(show_history(assistant.archive, language), headers=PLAIN_HEADERS)


def _editions(assistant: Answering, request: Request, language: Language) -> Response:
    proofs = _proofs(assistant, request, language)
    return _file(request, edition_sheets(tell_history(proofs.archive, proofs.wording), proofs))


def _grid(assistant: Answering, request: Request, language: Language) -> Response:
    proofs = _proofs(assistant, request, language)
    return _file(request, grid_sheets(tell_history(proofs.archive, proofs.wording), proofs))


def _list(assistant: Answering, request: Request, language: Language) -> Response:
    """Return the rows of the answer to `q`, asked after the questions in `after`."""
    question, before = request.query_params.get("q", "").strip(), request.query_params.getlist("after")
    if not question or len(question) + sum(map(len, before)) > LONGEST_QUESTION or len(before) > MOST_BEFORE:
        return HTMLResponse(_frame(request, f"<p>{_no_list(language)}</p>", language), 400, PLAIN_HEADERS)
    *_, answer = assistant.answer(question, before, Reader(fixed=_asked(request), page=language))
    if not answer.rows:
        return HTMLResponse(_frame(request, f"<p>{_no_list(language)}</p>", language), 404, PLAIN_HEADERS)
    return _file(request, answer_sheets(answer, _proofs(assistant, request, answer.language)))


def _frame(request: Request, content: str, language: Language, again_seconds: int = 0) -> str:
    up = "" if request.url.path.endswith("/history") else "../"
    return frame(content, language, up=up, again_seconds=again_seconds)


def _no_list(language: Language) -> str:
    wording = Wording(language)
    return wording.sentence(wording.say("history_no_list"))


def _proofs(assistant: Answering, request: Request, language: Language) -> Proofs:
    return Proofs(assistant.archive, Wording(language), str(request.base_url))


_WRITERS: dict[str, tuple[str, Callable[[Sequence[Sheet]], bytes]]] = {
    "csv": (CSV, lambda sheets: to_csv(sheets[0])),
    "xlsx": (XLSX, to_xlsx),
}


def _file(request: Request, sheets: Sequence[Sheet]) -> Response:
    name = request.url.path.rsplit("/", 1)[1]
    media_type, write = _WRITERS[name.rsplit(".", 1)[1]]
    headers = {"Content-Disposition": f'attachment; filename="seminar-{name}"', **NOT_KEPT}
    return Response(write(sheets), media_type=media_type, headers=headers)


def _asked(request: Request) -> Language | None:
    wanted = request.query_params.get("lang", "")
    return next((language for language in NAMES if language == wanted), None)
