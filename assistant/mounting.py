"""Hold a page of Gradio's: build it in a thread, keep its lifespan, end its connections when the server closes.

And hold all of the server under the prefix of a proxy, whichever way that passes it on.
"""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress

from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.headers import path_of

_ANSWERS = "/gradio_api/queue/data"  # what is sent there ends with the answer
_LOOK_SECONDS = 0.05
_one_at_a_time = threading.Lock()  # Gradio keeps the page that is being made in a variable of the process


class Closing(asyncio.Event):
    """Set when the server closes; `answers` counts those that are being sent to pages."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.answers = 0

    async def set_once_answered(self, seconds: float) -> None:
        """Set it when no answer is under way any more, or after that time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.answers:
                    await asyncio.sleep(_LOOK_SECONDS)
        self.set()


class GradioPage:
    """A page that is built when it is started or first asked for; whoever asks waits until it is there."""

    def __init__(self, build: Callable[[], Starlette], closing: Closing, built: Callable[[], None]) -> None:
        """Keep what builds it; `built` is called when that has ended, well or not."""
        self._build = build
        self._closing = closing
        self._built = built
        self._app: asyncio.Task[Starlette] | None = None
        self._running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Build the page, unless that is under way or done."""
        if self._app is None:
            self._app = asyncio.create_task(asyncio.to_thread(self._build_alone))
            self._running = asyncio.create_task(self._run(self._app))

    async def stopped(self) -> None:
        """Return when the page has ended its work; the server must be closing."""
        if self._running:
            await self._running

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or take it for gone once the server closes: an open page keeps a connection."""
        self.start()
        assert self._app
        app = await asyncio.shield(self._app)

        reading: asyncio.Future[Message] | None = None
        closed = asyncio.ensure_future(self._closing.wait())

        async def receive_until_closing() -> Message:
            nonlocal reading  # asked before every piece that is streamed, and hardly ever waited for
            read = reading = reading or asyncio.ensure_future(receive())  # while another waits for it, too
            await asyncio.wait((read, closed), return_when=asyncio.FIRST_COMPLETED)
            if not read.done():
                return {"type": "http.disconnect"}
            reading = None if reading is read else reading
            return read.result()

        answers = int(path_of(scope) == _ANSWERS)
        self._closing.answers += answers
        try:
            await app(scope, receive_until_closing, send)
        finally:
            self._closing.answers -= answers
            for waiting in (reading, closed):
                if waiting:
                    waiting.cancel()

    def _build_alone(self) -> Starlette:
        with _one_at_a_time:
            return self._build()

    async def _run(self, building: asyncio.Task[Starlette]) -> None:
        try:
            app = await building
        finally:
            self._built()
        async with app.router.lifespan_context(app):
            await self._closing.wait()


class EitherPrefix:
    """Takes requests from a proxy that strips the prefix and from one that keeps it: uvicorn adds it to every path."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        """Wrap the application; the prefix is without a last slash, empty where there is none."""
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on under one prefix."""
        path, prefix = scope.get("path", ""), self._prefix
        if prefix and path.startswith(f"{prefix}{prefix}/"):
            raw: bytes = scope["raw_path"]
            scope = {**scope, "path": path[len(prefix) :], "raw_path": raw.removeprefix(prefix.encode("ascii"))}
        await self._app(scope, receive, send)
