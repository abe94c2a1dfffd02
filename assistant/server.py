"""The routes and headers of the server; the chat page is built and mounted behind them.

Gradio takes seconds to import, the model more. So the server listens first, the page is built in a thread, and only
then the assistant is opened: `/health` answers at once, a request for the page waits until it is built.
"""

import asyncio
import os
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from starlette.types import Lifespan

from assistant.access import Access
from assistant.admin_routes import KeepPeer, admin_routes
from assistant.api import api_route
from assistant.chat_routes import chat_routes
from assistant.conversations import Conversations
from assistant.desk import Desk, Workplace
from assistant.downloads import history_routes
from assistant.embedding import EMBEDDED_STYLE, SignIn, embedding_routes
from assistant.headers import CHAT, STAFF, Allowed, GradioGate, SafeHeaders, read_origins
from assistant.help import help_routes
from assistant.intake import Intake
from assistant.logs import RequestIds, start_logging
from assistant.metrics import Metrics
from assistant.mounting import Closing, EitherPrefix, GradioPage
from assistant.opening import Answering, Opening, for_readers
from assistant.page_phrases import script_words
from assistant.reader_routes import reader_routes
from assistant.readers import ReaderGate, Readers
from assistant.records import LANGUAGES
from assistant.retention import keep_for_days
from assistant.settings import AssistantSettings
from assistant.shell import file_route
from assistant.source_routes import source_routes
from assistant.staging import MOST_BYTES
from ingest.errors import SeminarError
from ingest.settings import IngestSettings

if TYPE_CHECKING:
    import gradio as gr

_FILES = ("chat.js", "conversations.js", "conversations.css", "panel.js", "panel.css")
_ASKED = ["GET", "HEAD"]  # by what watches processes
_OFFLINE = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
# After every event Gradio would make a table of the last 10,000 and compute their percentiles, for a page we close.
_UNCOUNTED = {"GRADIO_ANALYTICS_MAX_EVENTS": "1", "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(1 << 60)}

_ANSWERS_END_SECONDS = 5  # from being told to stop: until then answers may end by themselves
_WORD_SECONDS = 3  # after that: for what they are ended with to be sent
_STOPPED_SECONDS = 10  # until the last connection is cut; after it, until the process ends whatever it does

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
    place: Workplace,
    say: Callable[[str], None],
    hush: Callable[[], None] = lambda: None,
) -> None:
    """Serve until stopped; `say` gets the address once the port is taken, `hush` ends what a chat model is writing.

    Stopped by a signal, it lets nobody in any more, sends what is being answered, and returns. Whatever still hangs
    some seconds later, such as a model that says nothing, ends with the process, by code 0.
    """
    import uvicorn

    async def hush_later() -> None:
        await asyncio.sleep(_ANSWERS_END_SECONDS)
        hush()

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # An open chat page keeps a connection; stopping would wait for it for ever.
            closing: Closing = app.state.closing
            ending = (
                asyncio.create_task(hush_later()),
                asyncio.create_task(closing.set_once_answered(_ANSWERS_END_SECONDS + _WORD_SECONDS)),
            )
            await super().shutdown(sockets)
            for task in ending:
                task.cancel()

    class Config(uvicorn.Config):
        def load(self) -> None:
            super().load()
            served = EitherPrefix(self.loaded_app, settings.root_path.rstrip("/"))
            self.loaded_app = RequestIds(KeepPeer(served))  # around what believes a proxy

    start_logging(settings, IngestSettings())
    app = build_server(load, settings, conversations, place)
    listening = _listen(settings.host, settings.port)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    say(f"http://{shown}:{settings.port}{settings.root_path.rstrip('/')}/")
    config = Config(
        app,
        root_path=settings.root_path.rstrip("/"),
        log_config=None,  # its lines are written as ours are
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_STOPPED_SECONDS,
    )
    with _signals_heard():
        Server(config).run(sockets=[listening])
    last = threading.Timer(_STOPPED_SECONDS, os._exit, [0])
    last.daemon = True
    last.start()


@contextmanager
def _signals_heard() -> Iterator[None]:
    """Hear the signals that uvicorn, when it has stopped for them, raises again to end the process."""
    before = {number: signal.signal(number, lambda *heard: None) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def build_server(
    load: Callable[[], Answering], settings: AssistantSettings, conversations: Conversations, place: Workplace
) -> FastAPI:
    """Return the server: our routes, the staff page, then the chat page at `/`; `load` runs once that is there."""
    metrics = Metrics()
    opening = Opening(metrics.counted(load))
    closing = Closing()
    access = Access(settings)
    arriving = {"GRADIO_TEMP_DIR": str(place.data.resolve() / "arriving")}  # uploads, before they are looked at
    os.environ.update(_OFFLINE | _UNCOUNTED | arriving)  # read when Gradio is imported, which is later
    readers = Readers(settings, place.data)
    make_chat = partial(_chat_page, opening, settings, conversations, sign_out=readers.access.by_password)
    chat = GradioPage(make_chat, closing, opening.start)
    desks = {language: Desk(place, language, opening) for language in LANGUAGES}
    staff = {
        language: GradioPage(partial(_staff_page, desk, sign_out=access.by_password), closing, lambda: None)
        for language, desk in desks.items()
    }

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        chat.start()
        keeping = asyncio.create_task(keep_for_days(conversations, settings))
        yield
        keeping.cancel()
        closing.set()
        place.close()
        for page in (chat, *staff.values()):
            await page.stopped()

    app = build_routes(opening, settings, lifespan, readers, metrics)
    app.state.closing = closing
    app.router.routes.extend(chat_routes(conversations, opening))
    app.router.routes.extend(admin_routes(access, staff))
    app.mount("/", chat)
    return app


def build_routes(
    opening: Opening,
    settings: AssistantSettings,
    lifespan: Lifespan[FastAPI] | None = None,
    readers: Readers | None = None,
    metrics: Metrics | None = None,
) -> FastAPI:
    """Return our routes and the headers of every answer, without the chat page; `readers` may have to sign in."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    origins = read_origins(settings.embed_origins)
    if readers and readers.asked:
        app.add_middleware(ReaderGate, readers=readers)
        app.router.routes.extend(reader_routes(readers, origins))
    app.add_middleware(Intake)
    app.add_middleware(SafeHeaders, origins=origins)

    @app.api_route("/health", methods=_ASKED)
    async def health() -> dict[str, str]:
        return {"status": "alive"}

    @app.api_route("/ready", methods=_ASKED)
    async def ready() -> JSONResponse:
        if assistant := opening.assistant:
            return JSONResponse({"status": "ready", "generation": assistant.generation})
        told = {"problem": for_readers(opening.error)} if isinstance(opening.error, SeminarError) else {}
        return JSONResponse({"status": opening.state, **told}, 503, {"Retry-After": "2"})

    app.router.routes.append(api_route(opening, settings, metrics or Metrics()))
    app.router.routes.extend(embedding_routes(origins, readers.sign_in if readers else SignIn()))
    app.router.routes.extend(file_route(f"/{name}", name) for name in _FILES)
    app.router.routes.extend(source_routes(opening))
    app.router.routes.extend(history_routes(opening))
    app.router.routes.extend(help_routes())
    return app


def _chat_page(
    opening: Opening, settings: AssistantSettings, conversations: Conversations, *, sign_out: bool
) -> FastAPI:
    from assistant import chat

    words = chat.interface_words()
    page = chat.build_chat(opening, conversations, words, settings.title, sign_out=sign_out)
    return _mount(page, CHAT, [chat.STYLE, EMBEDDED_STYLE], _HEAD.format(words=script_words()), words)


def _staff_page(desk: Desk, *, sign_out: bool) -> FastAPI:
    from assistant import admin

    return _mount(admin.build_admin(desk, sign_out=sign_out), STAFF, [], admin.HEAD)


def _mount(
    page: "gr.Blocks", allowed: Allowed, styles: Sequence[Path], head: str, words: "gr.I18n | None" = None
) -> FastAPI:
    import gradio as gr

    from assistant import chat

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(CORSMiddleware, allow_origins=[])  # without one, Gradio lets every origin in
    functions = {number: len(function.inputs) for number, function in page.fns.items()}
    app.add_middleware(GradioGate, allowed=allowed, functions=functions)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        i18n=words,
        theme=chat.theme(),
        css_paths=styles,
        head=head,
        app_kwargs={"openapi_url": None},
        footer_links=[],
        max_file_size=MOST_BYTES,
        run_history=False,
        ssr_mode=False,
        show_error=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
    )
    return app


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
