"""What answers an event of the staff page: a few at a time, nothing for programs; what fails is told with its request.

The id is that of the line in the log, where the reason stands.
"""

import logging
from collections.abc import Callable
from functools import partial, wraps
from inspect import isgeneratorfunction
from types import TracebackType
from typing import Any

import gradio as gr
from gradio.context import LocalContext

from assistant.desk import Desk
from assistant.logs import HEADER, name_request, request_id

_log = logging.getLogger(__name__)
_AT_ONCE = 4  # people whose events of one kind are answered at the same time


def connect(desk: Desk) -> Callable[..., object]:
    """Return what is called as gr.on is, in the module of a tab."""
    on = partial(gr.on, show_progress="hidden", api_visibility="private", concurrency_limit=_AT_ONCE)

    def connected(event: object, answer: Callable[..., object], *components: object, **more: object) -> object:
        return on(event, guarded(answer, desk), *components, **more)

    return connected


def guarded(answer: Callable[..., Any], desk: Desk) -> Callable[..., Any]:
    """Return what answers an event so, and tells whoever waits where a mistake of ours stands in the log."""

    @wraps(answer)
    def steps(*values: object) -> object:
        with _Mistakes(desk):
            yield from answer(*values)

    @wraps(answer)
    def once(*values: object) -> object:
        with _Mistakes(desk):
            return answer(*values)

    return steps if isgeneratorfunction(answer) else once


class _Mistakes:
    """Logs what is raised inside and tells of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            request = LocalContext.request.get(None)
            name_request(request.headers.get(HEADER, "") if request else request_id())
            _log.error("the staff page failed", exc_info=error)
            told, title = (self._desk.say(key, request=request_id()) for key in ("failed", "failed_title"))
            raise gr.Error(told, duration=None, title=title, print_exception=False) from error
