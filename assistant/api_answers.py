"""Answers for programs: made in threads, a few at a time, handed on as they grow; what went wrong without detail."""

import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from functools import cache

from anyio import CapacityLimiter, to_thread
from pydantic import TypeAdapter
from starlette.responses import Response

from assistant.api_gate import Refused
from assistant.headers import NOT_KEPT
from assistant.logs import request_id
from assistant.opening import Answering, Opening
from assistant.records import Answer, Reader
from assistant.replies import legible
from ingest.errors import SeminarError

EVENTS = "text/event-stream"
_AT_ONCE = 8  # answers; as many as the chat makes
_AGAIN_SECONDS = 3
_log = logging.getLogger(__name__)


class Answers:
    """What the routes for programs ask; all of a server's share its few threads."""

    def __init__(self, opening: Opening) -> None:
        """Keep the opening; nothing is opened yet."""
        self._opening = opening
        self._threads: CapacityLimiter | None = None

    def opened(self) -> Answering:
        """Return the assistant; Refused while it is not open."""
        assistant = self._opening.assistant
        if assistant is None:
            self._opening.start()  # a failed opening is tried again
            raise not_ready()
        return assistant

    async def grow(self, question: str, before: Sequence[str], reader: Reader) -> AsyncGenerator[Answer]:
        """Yield the answer as it grows, the last is final; Refused for what cannot be answered."""
        assistant, asked = self.opened(), legible(question)
        if not asked:
            raise Refused(422, "empty", "There is no question.", param="question")
        history = [one for one in map(legible, before) if one]
        self._threads = self._threads or CapacityLimiter(_AT_ONCE)
        answers = assistant.answer(asked, history, reader)
        try:
            while answer := await to_thread.run_sync(next, answers, None, limiter=self._threads):
                yield answer
        except SeminarError as error:
            raise unusable(error) from error

    async def final(self, question: str, before: Sequence[str], reader: Reader) -> Answer:
        """Return the whole answer."""
        async with aclosing(self.grow(question, before, reader)) as growing:
            *_, last = [answer async for answer in growing]
        return last


def respond(record: object) -> Response:
    """Return a record as the body of a response."""
    return Response(to_json(record), media_type="application/json", headers=NOT_KEPT)


def to_json(record: object) -> bytes:
    """Return a record, or several, as JSON."""
    return _anything().dump_json(record)


@cache
def _anything() -> TypeAdapter[object]:
    return TypeAdapter(object)


def not_ready() -> Refused:
    """Return the problem of a server whose index cannot be used now; its log says why."""
    headers = {"Retry-After": str(_AGAIN_SECONDS)}
    return Refused(503, "not_ready", "The index is not open; try again soon.", headers=headers)


def unusable(error: SeminarError) -> Refused:
    """Return that problem, having told the log what it was."""
    _log.warning("a question could not be answered: %s", error)
    return not_ready()


def internal() -> Refused:
    """Return the problem of a mistake of ours; the log holds it, under the id of the request."""
    where = f", request {request_id()}" if request_id() else ""
    return Refused(500, "internal", f"The server made a mistake; it is in its log{where}.")
