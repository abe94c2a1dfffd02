"""The routes of the conversations: list, delete, take away, rate; and the scripts of the chat page.

A visitor is told by the header `X-Visitor`, never by the address, which logs keep, nor by a cookie.
"""

import re
from collections.abc import Callable
from dataclasses import asdict

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from assistant.bodies import read_json
from assistant.conversations import Conversations, Vote
from assistant.embedding import fill_script
from assistant.headers import CHECKED
from assistant.opening import Opening
from assistant.phrases import phrases_of
from assistant.transcripts import to_text
from ingest.errors import DataNotUsable

_VISITOR = re.compile(r"[0-9a-f]{32}")
_LONGEST_RATING = 10_000  # bytes
_LONGEST_COMMENT = 1000  # characters
_VOTES: dict[str, Vote] = {"-1": -1, "0": 0, "1": 1}
_Respond = Callable[[str, Request], Response]


def chat_routes(conversations: Conversations, opening: Opening) -> list[Route]:
    """Return the routes; without the id of a visitor they answer 403."""

    def listed(visitor: str, request: Request) -> Response:
        return JSONResponse({"conversations": [asdict(one) for one in conversations.listed(visitor)]})

    def forget(visitor: str, request: Request) -> Response:
        conversations.forget(visitor, request.path_params.get("id"))
        return Response(status_code=204)

    def take(visitor: str, request: Request) -> Response:
        turns = conversations.turns(visitor, request.path_params["id"])
        if not turns:
            return Response(status_code=404)
        if request.path_params["kind"] == "json":
            return JSONResponse([asdict(turn) for turn in turns])
        assistant = opening.assistant
        return PlainTextResponse(to_text(turns, assistant.source_page if assistant else lambda report, page: None))

    async def rate(request: Request) -> Response:
        visitor, sent = _visitor(request), _object(await request.body())
        vote, comment = _VOTES.get(str(sent.get("vote"))), sent.get("comment", "")
        if not visitor:
            return Response(status_code=403)
        if vote is None or not isinstance(comment, str):
            return Response(status_code=400)
        identifier, number = request.path_params["id"], request.path_params["number"]
        comment = comment[:_LONGEST_COMMENT]
        found = await run_in_threadpool(conversations.rate, visitor, identifier, number, vote, comment)
        return Response(status_code=204 if found else 404)

    visitor_script = fill_script("visitor.js", WORDS=phrases_of("chat_"))
    return [
        Route("/visitor.js", lambda request: Response(visitor_script, media_type="text/javascript", headers=CHECKED)),
        Route("/chats", _of_visitor(listed)),
        Route("/chats", _of_visitor(forget), methods=["DELETE"]),
        Route("/chats/{id}", _of_visitor(forget), methods=["DELETE"]),
        Route("/chats/{id}.{kind:str}", _of_visitor(take)),
        Route("/chats/{id}/{number:int}/rating", rate, methods=["POST"]),
    ]


def _of_visitor(respond: _Respond) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        visitor = _visitor(request)
        try:
            return respond(visitor, request) if visitor else Response(status_code=403)
        except DataNotUsable:
            return Response(status_code=503)

    return endpoint


def _visitor(request: Request) -> str:
    sent = request.headers.get("X-Visitor", "")
    return sent if _VISITOR.fullmatch(sent) else ""


def _object(body: bytes) -> dict[str, object]:
    """Return what a body says, nothing where it is no object in JSON or too long."""
    return read_json(body) if len(body) <= _LONGEST_RATING else {}
