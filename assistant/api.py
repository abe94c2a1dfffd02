"""The routes for other programs, and their document: `/api/…`, `/v1/…` for clients of OpenAI, `/metrics`.

What they answer is what the commands print with --json, with an address for every citation.
"""

from collections.abc import AsyncIterator
from contextlib import aclosing
from importlib.util import find_spec
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from assistant.api_answers import EVENTS, Answers, internal, respond, to_json, unusable
from assistant.api_catalog import catalog_routes
from assistant.api_document import FAULTS, FIGURES, STREAM, DescribedApi
from assistant.api_gate import ApiGate, Refused, Under
from assistant.api_openai import completion_routes
from assistant.api_records import (
    Ask,
    LinkedAnswer,
    Results,
    link_answer,
    link_passage,
)
from assistant.headers import NOT_KEPT
from assistant.mcp_server import McpRoute
from assistant.metrics import MEDIA_TYPE, Metrics
from assistant.opening import Opening
from assistant.records import LONGEST_QUESTION, Arm, Reader
from assistant.replies import legible
from assistant.settings import AssistantSettings
from ingest.errors import SeminarError

_PATHS = ("/api", "/v1", "/metrics", "/mcp")


def api_route(opening: Opening, settings: AssistantSettings, metrics: Metrics) -> BaseRoute:
    """Return the one route under which everything for programs stands; SeminarError for settings that are careless."""
    app = DescribedApi()
    answers = Answers(opening)
    routers = (
        _questions(answers),
        catalog_routes(answers),
        completion_routes(answers),
        _figures(opening, metrics),
    )
    for router in routers:
        app.include_router(router)
    if find_spec("mcp"):
        app.router.routes.append(Route("/mcp", McpRoute(answers.opened), include_in_schema=False))
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _not_served)
    app.add_exception_handler(SeminarError, _not_usable)
    app.add_exception_handler(Exception, _mistake)
    return Under(_PATHS, ApiGate(app, settings, metrics.requested))


def _questions(answers: Answers) -> APIRouter:
    router = APIRouter(tags=["questions"])

    @router.post("/api/ask", response_model=LinkedAnswer, responses={**STREAM, **FAULTS}, operation_id="ask")
    async def ask(request: Request, asked: Ask) -> Response:
        """Answer a question; with `Accept: text/event-stream`, one event `answer` as it grows, then `final`."""
        reader, base = Reader(fixed=asked.language), str(request.base_url)
        answers.opened()
        if EVENTS in request.headers.get("Accept", ""):
            events = _stream(answers, asked, reader, base)
            return StreamingResponse(events, media_type=EVENTS, headers=NOT_KEPT)
        answer = await answers.final(asked.question, asked.after, reader)
        return respond(link_answer(answer, base))

    @router.get("/api/search", response_model=Results, responses=FAULTS, operation_id="search")
    def search(
        request: Request,
        q: Annotated[str, Query(min_length=1, max_length=LONGEST_QUESTION, description="what to look for")],
        arm: Annotated[Arm, Query(description="by words, by meaning or by both")] = "both",
        count: Annotated[int, Query(ge=1, le=100)] = 10,
    ) -> Response:
        """Return the passages found for a question, the best first."""
        found = answers.opened().search(legible(q), count=count, arm=arm)
        return respond(Results(tuple(link_passage(one, str(request.base_url)) for one in found)))

    return router


def _figures(opening: Opening, metrics: Metrics) -> APIRouter:
    router = APIRouter(tags=["operation"])

    @router.get("/metrics", response_class=PlainTextResponse, responses={**FIGURES, **FAULTS}, operation_id="metrics")
    def figures() -> Response:
        """Return what was counted since the start, for Prometheus."""
        return Response(metrics.text(opening), media_type=MEDIA_TYPE, headers=NOT_KEPT)

    return router


async def _stream(answers: Answers, asked: Ask, reader: Reader, base: str) -> AsyncIterator[bytes]:
    """Yield an event for every answer; what goes wrong after the first byte is an event too."""
    last = b""
    try:
        async with aclosing(answers.grow(asked.question, asked.after, reader)) as growing:
            async for answer in growing:
                last = to_json(link_answer(answer, base))
                yield _event(b"answer", last)
        yield _event(b"final", last)
    except Refused as refused:
        yield _event(b"error", bytes(refused.response().body))


def _event(name: bytes, data: bytes) -> bytes:
    return b"event: " + name + b"\ndata: " + data + b"\n\n"


def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)
    return error.response()


def _invalid(request: Request, error: Exception) -> JSONResponse:
    """Name the first thing that is wrong, never what was sent."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    parts = [] if first["type"] == "json_invalid" else first["loc"][1:]
    where = ".".join(map(str, parts)) or "body"
    return Refused(422, "invalid", f"{where}: {first['msg']}", param=where).response()


def _not_served(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    status = error.status_code
    return Refused(status, f"http_{status}", error.detail, headers=dict(error.headers or {})).response()


def _not_usable(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, SeminarError)
    return unusable(error).response()


def _mistake(request: Request, error: Exception) -> JSONResponse:
    return internal().response()
