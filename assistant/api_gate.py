"""Who may call the API, how often, and how much a request may bring: looked at before anything of it is read.

Alone knows the keys, the rates and the size of a request. A client is its key, or without keys its address.
"""

import asyncio
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Protocol

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access import neighbourhood
from assistant.api_records import Fault, Problem, fault_type
from assistant.bodies import BODY_SECONDS, MOST_BYTES, again, read_body
from assistant.headers import path_of
from assistant.settings import AssistantSettings
from ingest.errors import SeminarError

_SHORTEST_KEY = 16  # characters


class Refused(Exception):
    """A request that gets no answer, but this problem."""

    def __init__(
        self, status: int, code: str, message: str, *, param: str | None = None, headers: dict[str, str] | None = None
    ) -> None:
        """Keep what is answered instead."""
        super().__init__(code)
        self.status = status
        self.fault = Fault(message=message, type=fault_type(status), code=code, param=param)
        self.headers = headers or {}

    def response(self) -> JSONResponse:
        """Return the answer that says so."""
        return JSONResponse(Problem(error=self.fault).model_dump(), self.status, self.headers)


class Under(BaseRoute):
    """Hands whatever is asked under some paths to an application that knows the paths whole."""

    def __init__(self, paths: Sequence[str], app: ASGIApp) -> None:
        """Keep the paths, such as `/api`, and the application."""
        self._paths = tuple(paths)
        self._app = app

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return whether a request is meant."""
        path = path_of(scope) if scope["type"] == "http" else ""
        meant = any(path == one or path.startswith(f"{one}/") for one in self._paths)
        return (Match.FULL if meant else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer."""
        await self._app(scope, receive, send)


class Rate(Protocol):
    """Counts what clients do."""

    def wait_seconds(self, client: str) -> float:
        """Count one request, and return 0; or how long a client has to wait that has had its share."""
        ...


class ApiGate:
    """Answers in the place of an application whom it does not let in."""

    def __init__(self, app: ASGIApp, settings: AssistantSettings, answered: Callable[[int], None]) -> None:
        """Wrap the application, `answered` being told every status; SeminarError for careless keys and rates."""
        self._app = app
        self._keys = read_keys(settings.api_keys)
        self._rate = read_rate(settings.api_rate)
        self._answered = answered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its whole body, or answer that it is refused."""

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._answered(message["status"])
            await send(message)

        try:
            self._count(self._client(scope))
            body = await _read_body(Headers(scope=scope), receive)
        except Refused as refused:
            await refused.response()(scope, receive, send_counted)
            return
        await self._app(scope, again(body, receive), send_counted)

    def _client(self, scope: Scope) -> str:
        """Return who sends a request; only a digest stays of a key."""
        host, _port = scope.get("client") or ("", 0)
        if not self._keys:
            return neighbourhood(host)
        scheme, _, key = Headers(scope=scope).get("Authorization", "").partition(" ")
        digest = _digest(key.strip())
        if scheme.lower() != "bearer" or digest not in self._keys:
            self._count(neighbourhood(host))  # keys cannot be tried out at will
            told = "Send a key of this server as 'Authorization: Bearer KEY'."
            raise Refused(401, "invalid_api_key", told, headers={"WWW-Authenticate": "Bearer"})
        return digest

    def _count(self, client: str) -> None:
        if self._rate and (seconds := self._rate.wait_seconds(client)):
            told, again_in = f"Too many requests; wait {seconds:.0f} s.", f"{max(1, seconds):.0f}"
            raise Refused(429, "rate_limited", told, headers={"Retry-After": again_in})


def read_keys(setting: str) -> set[str]:
    """Return the digests of the keys; SeminarError for one that can be guessed."""
    keys = setting.split()
    if short := [key for key in keys if len(key) < _SHORTEST_KEY]:
        raise SeminarError(
            f"SEMINAR_API_KEYS: {len(short)} of {len(keys)} keys are shorter than {_SHORTEST_KEY} characters; "
            "make each with: python -c 'import secrets; print(secrets.token_urlsafe(32))'"
        )
    return {_digest(key) for key in keys}


def read_rate(setting: str) -> Rate | None:
    """Return what counts requests, None for no limit; SeminarError for what is no rate."""
    if not setting.strip():
        return None
    import time

    from limits import parse_many
    from limits.storage import MemoryStorage
    from limits.strategies import SlidingWindowCounterRateLimiter

    try:
        rates = parse_many(setting)
    except ValueError as error:
        raise SeminarError(f"SEMINAR_API_RATE: {setting!r} is no rate; write it as 120/minute.") from error
    counter = SlidingWindowCounterRateLimiter(MemoryStorage())

    class Counted:
        def wait_seconds(self, client: str) -> float:
            for rate in rates:
                if not counter.hit(rate, client):
                    return max(1.0, counter.get_window_stats(rate, client).reset_time - time.time())
            return 0.0

    return Counted()


async def _read_body(headers: Headers, receive: Receive) -> bytes:
    """Return the body of a request; Refused for one that is too long or comes too slowly."""
    told = headers.get("Content-Length", "")
    length = int(told) if told.isascii() and told.isdecimal() and len(told) < 20 else 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            body = await read_body(receive, MOST_BYTES) if length <= MOST_BYTES else b""
    except TimeoutError as error:
        raise Refused(408, "too_slow", f"The request took longer than {BODY_SECONDS:.0f} s.") from error
    if body is None:
        raise Refused(400, "incomplete", "The request ended early.")
    if max(len(body), length) > MOST_BYTES:
        raise Refused(413, "too_large", f"A request may have {MOST_BYTES:,} bytes.")
    return body


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8")).hexdigest()
