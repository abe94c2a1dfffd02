"""The chat page as it is really served, Gradio and all: what it names, what it opens, what is closed."""

import json
import re
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.serving import serving

pytestmark = pytest.mark.slow  # building the page takes seconds


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("documents"), embed_origins="https://portal.example") as found:
        yield found


def ask(address: str, method: str = "GET", **headers: str) -> tuple[int, Message, str]:
    """Return status, headers and text."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    content = b"{}" if method == "POST" else None
    try:
        with urlopen(Request(address, content, named, method=method), timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
    except HTTPError as error:
        return error.code, error.headers, ""


def test_the_page_names_no_other_host_and_no_folder_of_the_server(address: str) -> None:
    status, headers, page = ask(address)
    assert status == 200 and headers["Set-Cookie"] is None
    hosts = set(re.findall(r"https?://([^/\"'\s\\]+)", page))
    assert hosts <= {address.split("/")[2], "www.w3.org"}  # the second is the name of SVG, no address
    assert [folder for folder in ("site-packages", "file=", str(Path.home()), "/tmp/") if folder in page] == []
    config = json.loads(page.split("window.gradio_config = ")[1].split(";</script>")[0])
    assert (config["analytics_enabled"], config["run_history"], config["mcp_server"]) == (False, False, False)


def test_every_script_in_the_page_is_named_by_the_policy(address: str) -> None:
    _, headers, page = ask(address)
    policy = headers["Content-Security-Policy"]
    inline = re.findall(r"<script(?![^>]*\bsrc=)", page)
    assert policy.count("'sha256-") == len(inline) > 0
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    assert policy.endswith("frame-ancestors 'self' https://portal.example")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "gradio_api/file=/etc/hostname"),
        ("GET", "gradio_api/file=http://192.0.2.1/"),
        ("GET", "gradio_api/proxy=http://192.0.2.1/"),
        ("GET", "gradio_api/info"),
        ("GET", "gradio_api/openapi.json"),
        ("GET", "gradio_api/runs"),
        ("GET", "gradio_api/startup-events"),
        ("POST", "gradio_api/upload"),
        ("POST", "gradio_api/component_server"),
        ("POST", "gradio_api/call/answer"),
        ("POST", "gradio_api/vibe-edit"),
        ("GET", "config"),
        ("GET", "monitoring"),
        ("GET", "manifest.json"),
        ("GET", "docs"),
    ],
)
def test_what_nobody_here_needs_is_not_found(address: str, method: str, path: str) -> None:
    assert ask(address + path, method)[0] == 404


@pytest.mark.parametrize(
    ("origin", "allowed"), [("https://portal.example", "https://portal.example"), ("https://evil.example", None)]
)
@pytest.mark.parametrize("path", ["", "theme.css", "gradio_api/app_id", "widget.js"])
def test_gradio_lets_nobody_in_who_is_not_listed(address: str, path: str, origin: str, allowed: str | None) -> None:
    _, headers, _ = ask(address + path, Origin=origin, Host="chat.example")
    assert headers["Access-Control-Allow-Origin"] == allowed
    assert headers["Access-Control-Allow-Credentials"] is None
