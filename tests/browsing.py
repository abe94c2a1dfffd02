"""A browser that reaches this machine only: whatever else it asks for is refused and recorded.

Names that end in `.test` lead here, so that pages can stand on origins of their own.
"""

import os
import re
import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.netguard.sitecustomize import RECORD

NewPage = Callable[..., Page]
Scheme = Literal["light", "dark"]
ARGUMENTS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # what Chromium would ask of its maker by itself: off, or sent to a port where nobody listens
    "--disable-features=AutofillServerCommunication,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,Translate",
    *("--gaia-url=http://localhost:1", "--component-updater=url-source=http://localhost:1/"),
    "--host-resolver-rules=MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--proxy-bypass-list=127.0.0.1;localhost;*.test;redirector.gvt1.com",  # the last: its own dictionaries, not found
)


@contextmanager
def open_browser(chromium: str) -> Iterator[Browser]:
    """Start the browser behind a proxy that refuses everything and writes it down where Python's calls are."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Refusing) as proxy, sync_playwright() as library:
        proxy.daemon_threads = True
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        arguments = [*ARGUMENTS, f"--proxy-server=http://127.0.0.1:{proxy.server_address[1]}"]
        browser = library.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()
        proxy.shutdown()


@contextmanager
def watched_pages(browser: Browser, overlooked: str = "\0") -> Iterator[NewPage]:
    """Yield what makes pages that may not call another host nor report an error in their console.

    An error that holds what is `overlooked` is none. All pages are closed in the end.
    """
    foreign: list[str] = []
    errors: list[str] = []

    def note(request: Request) -> None:
        if not re.match(r"(http://127\.0\.0\.1:|data:|blob:)", request.url):
            foreign.append(request.url)

    def made(width: int = 1200, locale: str = "ja-JP", scheme: Scheme = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 850}, locale=locale, color_scheme=scheme)
        context.on("request", note)
        context.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        return context.new_page()

    yield made
    for context in browser.contexts:
        context.close()
    assert (foreign, [error for error in errors if overlooked not in error]) == ([], [])


class _Refusing(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        asked = self.rfile.readline().decode("ascii", "replace").strip()
        test = os.environ.get("PYTEST_CURRENT_TEST", "")
        with Path(os.environ[RECORD]).open("a", encoding="utf-8") as file:
            file.write(f"the browser: {asked} {test}\n")
        self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


@dataclass
class Site:
    """Pages of somebody else's server: path → HTML and headers; put them in while it runs."""

    port: int
    pages: dict[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)

    def origin(self, name: str = "portal.test") -> str:
        """Return its origin under one of the names that lead here."""
        return f"http://{name}:{self.port}"

    def put(self, path: str, html: str, **headers: str) -> None:
        """Show this HTML at a path; `_` in the name of a header stands for `-`."""
        self.pages[path] = (html, {name.replace("_", "-"): value for name, value in headers.items()})


@contextmanager
def site() -> Iterator[Site]:
    """Serve pages that a test puts in."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            html, headers = made.pages.get(self.path.split("?")[0], ("", {}))
            content = html.encode("utf-8")
            self.send_response(200)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made = Site(server.server_address[1])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield made
        server.shutdown()
