"""The routes and headers of the server; the chat page is built and mounted behind them.

Gradio takes seconds to import, the model more. So the server listens first, the page is built in a thread, and only
then the assistant is opened: `/health` answers at once, a request for the page waits until it is built.
"""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import FileResponse, JSONResponse
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Lifespan, Message, Receive, Scope, Send

from assistant.chat_routes import chat_routes
from assistant.conversations import Conversations
from assistant.downloads import history_routes
from assistant.embedding import EMBEDDED_STYLE, embedding_routes
from assistant.headers import GradioGate, SafeHeaders, read_origins
from assistant.help import help_routes
from assistant.opening import Answering, Opening
from assistant.page_phrases import script_words
from assistant.settings import AssistantSettings
from assistant.source_routes import source_routes
from ingest.errors import SeminarError

_FILES = {
    "/source/style.css": "source.css",
    "/chat.js": "chat.js",
    "/conversations.js": "conversations.js",
    "/conversations.css": "conversations.css",
    "/panel.js": "panel.js",
    "/panel.css": "panel.css",
}
_OFFLINE = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}

# Gradio rewrites the rules of a style sheet it is given, those for phones wrongly, and takes data-* out of messages.
_HEAD = (
    '<script src="conversations.js"></script><script src="chat.js"></script><script src="asked.js"></script>'
    '<script src="panel.js"></script><link rel="stylesheet" href="panel.css">'
    '<link rel="stylesheet" href="conversations.css">'
    '<script type="application/json" id="words">{words}</script>'
)


def serve(
    load: Callable[[], Answering],
    settings: AssistantSettings,
    conversations: Conversations,
    say: Callable[[str], None],
) -> None:
    """Serve until stopped; `say` gets the address once the port is taken."""
    import uvicorn

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            app.state.closing.set()  # an open chat page keeps a connection; stopping would wait for it for ever
            await super().shutdown(sockets)

    app = build_server(load, settings, conversations)
    listening = _listen(settings.host, settings.port)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    say(f"http://{shown}:{settings.port}{settings.root_path.rstrip('/')}/")
    config = uvicorn.Config(
        app,
        root_path=settings.root_path.rstrip("/"),
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    Server(config).run(sockets=[listening])


def build_server(load: Callable[[], Answering], settings: AssistantSettings, conversations: Conversations) -> FastAPI:
    """Return the server: our routes, then the chat page at `/`; `load` runs once the page is there."""
    opening = Opening(load)
    closing = asyncio.Event()
    page = _Page(opening, settings, conversations, closing)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        running = asyncio.create_task(page.run())
        yield
        closing.set()
        await running

    app = build_routes(opening, settings, lifespan)
    app.state.closing = closing
    app.router.routes.extend(chat_routes(conversations, opening))
    app.mount("/", page)
    return app


def build_routes(opening: Opening, settings: AssistantSettings, lifespan: Lifespan[FastAPI] | None = None) -> FastAPI:
    """Return our routes and the headers of every answer, without the chat page."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    origins = read_origins(settings.embed_origins)
    app.add_middleware(SafeHeaders, origins=origins)

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/ready")
    async def ready() -> JSONResponse:
        if assistant := opening.assistant:
            return JSONResponse({"status": "ready", "generation": assistant.generation})
        told = {"problem": str(opening.error)} if isinstance(opening.error, SeminarError) else {}
        return JSONResponse({"status": opening.state, **told}, 503, {"Retry-After": "2"})

    app.router.routes.extend(embedding_routes(origins))
    app.router.routes.extend(Route(path, _file(name)) for path, name in _FILES.items())
    app.router.routes.extend(source_routes(opening))
    app.router.routes.extend(history_routes(opening))
    app.router.routes.extend(help_routes())
    return app


class _Page:
    """The chat page; whoever asks for it waits until it is built, and is sent away when the server closes."""

    def __init__(
        self, opening: Opening, settings: AssistantSettings, conversations: Conversations, closing: asyncio.Event
    ) -> None:
        self._closing = closing
        self._opening = opening
        self._settings = settings
        self._conversations = conversations
        self._built: asyncio.Task[FastAPI] | None = None

    async def run(self) -> None:
        building = asyncio.to_thread(_build_page, self._opening, self._settings, self._conversations)
        self._built = asyncio.create_task(building)
        try:
            app = await self._built
        finally:
            self._opening.start()
        async with app.router.lifespan_context(app):
            await self._closing.wait()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self._built, "requests come after start-up"
        app = await asyncio.shield(self._built)

        async def receive_until_closing() -> Message:
            reading = asyncio.ensure_future(receive())
            closed = asyncio.create_task(self._closing.wait())
            try:
                await asyncio.wait({reading, closed}, return_when=asyncio.FIRST_COMPLETED)
                return reading.result() if reading.done() else {"type": "http.disconnect"}
            finally:
                reading.cancel()
                closed.cancel()

        await app(scope, receive_until_closing, send)


def _build_page(opening: Opening, settings: AssistantSettings, conversations: Conversations) -> FastAPI:
    os.environ.update(_OFFLINE)  # read when Gradio is imported
    import gradio as gr

    from assistant import chat

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(CORSMiddleware, allow_origins=[])  # without one, Gradio lets every origin in
    app.add_middleware(GradioGate)
    say = chat.interface_words()
    gr.mount_gradio_app(
        app,
        chat.build_chat(opening, conversations, say, settings.title),
        path="/",
        i18n=say,
        theme=chat.theme(),
        css_paths=[chat.STYLE, EMBEDDED_STYLE],
        head=_HEAD.format(words=script_words()),
        app_kwargs={"openapi_url": None},
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
    )
    return app


def _file(name: str) -> Callable[[Request], FileResponse]:
    path = Path(__file__).with_name(name)
    return lambda request: FileResponse(path, headers={"Cache-Control": "no-cache"})


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the port, or say how to choose another."""
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=2048
        )
    except OSError as error:
        raise SeminarError(
            f"Port {port} on {host} cannot be used ({error.strerror}); choose another with SEMINAR_PORT or --port"
        ) from error
