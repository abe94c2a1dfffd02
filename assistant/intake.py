"""What a request may look like, how much it may bring and how long that may take, before anybody reads it.

A host that is none would be an address in pages and answers, or an error of ours where it cannot even be parsed.
"""

import asyncio
import re

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.bodies import BODY_SECONDS, MOST_BYTES, again, read_body
from assistant.headers import path_of

_LONGEST_ADDRESS = 65_536  # characters; a long question in characters of four bytes takes 24,000
_HOST = re.compile(r"([\w.-]{1,253}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?", re.ASCII | re.IGNORECASE)
_SAID_BY_PROXIES = {"x-forwarded-host": _HOST, "x-forwarded-proto": re.compile(r"https?|wss?", re.IGNORECASE)}
# What has limits of its own: uploads of staff, and what programs send, who are told in their own way.
_ELSEWHERE = re.compile(r"/admin/[\w-]+/gradio_api/upload|/(api|v1)(/.*)?", re.ASCII | re.DOTALL)


class Intake:
    """Answers requests that are malformed, too large or too slow, and passes on the others with all they bring."""

    def __init__(self, app: ASGIApp, body_seconds: float = BODY_SECONDS) -> None:
        """Wrap the application."""
        self._app = app
        self._body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer in its place."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close"})  # nothing here speaks it
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = _refusal(scope, headers)
        body = b""
        bringing = "content-length" in headers or "transfer-encoding" in headers
        if not refusal and bringing and not _ELSEWHERE.fullmatch(path_of(scope)):
            try:
                async with asyncio.timeout(self._body_seconds):
                    body = await read_body(receive, MOST_BYTES) or b""
            except TimeoutError:
                refusal = PlainTextResponse("Request Timeout", 408, {"Connection": "close"})
            else:
                if len(body) > MOST_BYTES:
                    refusal = PlainTextResponse("Content Too Large", 413, {"Connection": "close"})
                receive = again(body, receive)
        await (refusal or self._app)(scope, receive, send)


def _refusal(scope: Scope, headers: Headers) -> PlainTextResponse | None:
    hosts = headers.getlist("host")
    if len(hosts) > 1 or not all(_HOST.fullmatch(host) for host in hosts):
        return PlainTextResponse("Bad Request", 400)
    for name, allowed in _SAID_BY_PROXIES.items():
        told = [one.strip() for value in headers.getlist(name) for one in value.split(",")]
        if not all(allowed.fullmatch(one) for one in told):
            return PlainTextResponse("Bad Request", 400)
    if len(scope["path"]) + len(scope.get("query_string", b"")) > _LONGEST_ADDRESS:
        return PlainTextResponse("URI Too Long", 414)
    length = headers.get("content-length", "0")
    if not _ELSEWHERE.fullmatch(path_of(scope)) and (
        not length.isdecimal() or len(length) > 18 or int(length) > MOST_BYTES
    ):
        return PlainTextResponse("Content Too Large", 413, {"Connection": "close"})
    return None
