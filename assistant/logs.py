"""Write the log: one line an event on standard error, told by fields, each with the id of the request it belongs to.

The only place that knows how a line looks. What readers ask and reports say is left out of it unless that is turned
on, out of tracebacks too; secrets among the settings are struck out wherever they turn up.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from secrets import token_hex
from typing import TextIO

from pydantic_settings import BaseSettings
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.settings import AssistantSettings
from ingest.errors import SeminarError

HEADER = "X-Request-ID"
_ID = re.compile(r"[A-Za-z0-9_.-]{8,64}")
_BARE = re.compile(r"[^\s\"=\\\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SESSION = re.compile(r"/t/[\w.-]+")  # a reader's, see `readers`
_SHORTEST_SECRET = 4  # characters: striking out less would strike out half of every line
STRUCK = "•••"
_request: ContextVar[str] = ContextVar("request", default="")
_log = logging.getLogger(__name__)


def start_logging(settings: AssistantSettings, *more: BaseSettings, to: TextIO = sys.stderr) -> None:
    """Write the log from now on; of `more` settings only the secrets are needed."""
    writing = logging.StreamHandler(to)
    writing.setFormatter(_Lines(settings, frozenset(secret for one in (settings, *more) for secret in secrets_of(one))))
    root = logging.getLogger()
    root.handlers = [writing]
    root.setLevel(logging.WARNING)  # of libraries
    for ours in ("assistant", "ingest"):
        logging.getLogger(ours).setLevel(settings.log_level.upper())


def secrets_of(settings: BaseSettings) -> Iterator[str]:
    """Yield what may never be shown: each word of the fields that are not shown either."""
    for name, field in type(settings).model_fields.items():
        if not field.repr:
            held = str(getattr(settings, name))
            yield from (secret for secret in {held, *held.split()} if len(secret) >= _SHORTEST_SECRET)


def name_request(identifier: str) -> None:
    """Let what is logged from here on belong to a request."""
    _request.set(identifier)


def request_id() -> str:
    """Return the id of the request that is being answered, empty outside of any."""
    return _request.get()


class RequestIds:
    """Gives every request an id, that of a proxy where it sends one, and tells it in the answer and to what follows."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on under its id."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = Headers(scope=scope).get(HEADER, "")
        identifier = told if _ID.fullmatch(told) else token_hex(8)
        name_request(identifier)
        others = [header for header in scope["headers"] if header[0].lower() != HEADER.lower().encode()]
        known = {**scope, "headers": [*others, (HEADER.lower().encode(), identifier.encode())]}

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = identifier
                path = _SESSION.sub(f"/t/{STRUCK}", scope["path"])
                about = {"method": scope["method"], "path": path, "status": message["status"]}
                _log.debug("request", extra={"fields": about})
            await send(message)

        await self._app(known, receive, send_with_id)


class _Lines(logging.Formatter):
    """Writes an event as one line: its `fields` always, its `texts` if they may be told."""

    def __init__(self, settings: AssistantSettings, secrets: frozenset[str]) -> None:
        super().__init__()
        self._write = {"text": _as_text, "json": _as_json}[settings.log_format]
        self._texts = settings.log_questions
        self._secrets = sorted(secrets, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        about: dict[str, object] = {"time": time, "level": record.levelname.lower(), "logger": record.name}
        about["message"] = record.getMessage()
        if request := _request.get():
            about["request"] = request
        about |= getattr(record, "fields", {})
        if self._texts:
            about |= getattr(record, "texts", {})
        if record.exc_info and record.exc_info[1]:
            about["trace"] = "\n".join(_trace(record.exc_info[1], texts=self._texts))
        return self._without_secrets(self._write(about))

    def _without_secrets(self, line: str) -> str:
        for secret in self._secrets:
            for written in (secret, json.dumps(secret, ensure_ascii=False)[1:-1]):
                line = line.replace(written, STRUCK)
        return line


def _as_json(about: Mapping[str, object]) -> str:
    return json.dumps(about, ensure_ascii=False, default=str)


def _as_text(about: Mapping[str, object]) -> str:
    """Return a line for people, `name=value` after the message; a traceback follows, set in."""
    time, level, logger, message = (_one_line(str(about[name])) for name in ("time", "level", "logger", "message"))
    rest = {name: value for name, value in about.items() if name not in ("time", "level", "logger", "message", "trace")}
    fields = (f"{name}={_quoted(value)}" for name, value in rest.items())
    trace = "".join(f"\n    {_one_line(line)}" for line in str(about.get("trace", "")).splitlines())
    return " ".join([time, level, f"{logger}:", message, *fields]) + trace


def _one_line(text: str) -> str:
    return text if text.isprintable() else json.dumps(text, ensure_ascii=False)[1:-1]


def _quoted(value: object) -> str:
    text = value if isinstance(value, str) else _as_json(value) if isinstance(value, dict) else str(value)
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _trace(error: BaseException, *, texts: bool) -> Iterator[str]:
    """Yield where an error came from; what it says only if it is ours, for others may repeat what was typed."""
    if before := error.__cause__ or (None if error.__suppress_context__ else error.__context__):
        yield from _trace(before, texts=texts)
        yield "then:"
    for part in traceback.format_tb(error.__traceback__):
        yield from part.rstrip().split("\n")
    told = f": {error}" if texts or isinstance(error, SeminarError | OSError) else ""
    yield f"{type(error).__qualname__}{told}"
