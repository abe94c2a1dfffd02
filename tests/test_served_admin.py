"""The staff page as it is really served, Gradio and all: what is there while it is off, and what is closed while on."""

import json
import re
from collections.abc import Iterator, Mapping
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest

from tests.serving import serving

pytestmark = pytest.mark.slow  # building the page takes seconds

PASSWORD = "港の見える公園"
BOUNDARY = "part"
PART = 'Content-Disposition: form-data; name="files"; filename="x.txt"'
UPLOAD = f"--{BOUNDARY}\r\n{PART}\r\n\r\nharbour\r\n--{BOUNDARY}--\r\n".encode()
MULTIPART = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


class _Stay(HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *anything: object) -> None:
        return None


def ask(address: str, content: bytes | None = None, headers: Mapping[str, str] = {}) -> tuple[int, Message, str]:
    """Return status, headers and text."""
    try:
        with build_opener(_Stay).open(Request(address, content, dict(headers)), timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
    except HTTPError as error:
        return error.code, error.headers, error.read().decode("utf-8", "replace")


@pytest.fixture(scope="module")
def off(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("off")) as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("on")


@pytest.fixture(scope="module")
def on(folder: Path) -> Iterator[str]:
    portal = "https://portal.example"
    with serving(folder, embed_origins=portal, more={"SEMINAR_ADMIN_PASSWORD": PASSWORD}) as found:
        yield found


@pytest.fixture(scope="module")
def staff(on: str) -> dict[str, str]:
    """Return the headers of somebody who signed in."""
    form = urlencode({"name": "山田", "password": PASSWORD}).encode()
    status, headers, _ = ask(f"{on}admin/sign-in", form, {"Origin": on.rstrip("/")})
    assert status == 303
    return {"Cookie": headers["Set-Cookie"].split(";")[0], "Origin": on.rstrip("/")}


@pytest.mark.parametrize(
    "path", ["admin", "admin/", "admin/ja/", "admin/sign-in", "admin/sign_in.css", "admin/admin.js"]
)
@pytest.mark.parametrize("content", [None, b"password=x"], ids=["get", "post"])
def test_while_it_is_off_nothing_hints_at_it(off: str, path: str, content: bytes | None) -> None:
    origin = {"Origin": off.rstrip("/")}
    (status, headers, text), (_, others, other) = (ask(off + one, content, origin) for one in (path, "nowhere"))
    assert (status, text) == (404, other)
    assert {name for name in headers if headers[name] != others[name]} <= {"date", "x-request-id"}
    assert not re.search("admin/|seminar_staff|職員用ページ", ask(off)[2])


def test_the_page_names_no_other_host_and_no_folder_and_nobody_frames_it(on: str, staff: dict[str, str]) -> None:
    status, headers, page = ask(f"{on}admin/ja/", headers=staff)
    assert status == 200
    named = set(re.findall(r"https?://([^/\"'\s\\]+)", page))
    assert named <= {on.split("/")[2], "www.w3.org", "github.com"}  # the last: Gradio's example of a file, never asked
    assert [folder for folder in ("site-packages", "file=", str(Path.home()), "/tmp/") if folder in page] == []
    assert re.findall(r"frame-ancestors [^;]*", headers["Content-Security-Policy"]) == ["frame-ancestors 'none'"]
    assert json.loads(page.split("window.gradio_config = ")[1].split(";</script>")[0])["run_history"] is False


@pytest.mark.parametrize("language", ["ja", "zh-Hans", "zh-Hant", "en"])
def test_it_is_there_in_every_language(on: str, staff: dict[str, str], language: str) -> None:
    assert ask(f"{on}admin/{language}/", headers=staff)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "gradio_api/file=/etc/hostname",
        "gradio_api/proxy=http://192.0.2.1/",
        "gradio_api/info",
        "gradio_api/openapi.json",
        "config",
        "monitoring",
    ],
)
def test_what_staff_do_not_need_is_closed_to_them_too(on: str, staff: dict[str, str], path: str) -> None:
    assert ask(f"{on}admin/ja/{path}", headers=staff)[0] == 404


@pytest.mark.parametrize("cookie", ["", "seminar_staff=x"], ids=["none", "forged"])
@pytest.mark.parametrize("path", ["admin/ja/gradio_api/upload", "gradio_api/upload"])
def test_nobody_uploads_without_a_session(on: str, folder: Path, staff: dict[str, str], path: str, cookie: str) -> None:
    status, _, _ = ask(on + path, UPLOAD, {**MULTIPART, "Origin": on.rstrip("/"), "Cookie": cookie})
    assert status == (401 if path.startswith("admin") else 404)
    assert not list(folder.rglob("x.txt"))


def test_an_upload_of_staff_lies_in_the_data_folder_and_is_served_to_nobody(
    on: str, folder: Path, staff: dict[str, str]
) -> None:
    status, _, told = ask(f"{on}admin/en/gradio_api/upload", UPLOAD, {**MULTIPART, **staff})
    assert status == 200
    path = Path(json.loads(told)[0])
    assert path.read_text(encoding="utf-8") == "harbour" and path.is_relative_to(folder)
    for page in ("admin/en/", "admin/ja/", ""):
        assert ask(f"{on}{page}gradio_api/file={path}", headers=staff)[0] == 404
    path.unlink()


def test_a_session_opens_nothing_else_and_goes_nowhere_else(on: str, staff: dict[str, str]) -> None:
    assert ask(f"{on}gradio_api/upload", UPLOAD, {**MULTIPART, **staff})[0] == 404
    assert ask(on, headers=staff)[1]["Set-Cookie"] is None


def test_signed_out_it_is_closed_again(on: str) -> None:
    form = urlencode({"password": PASSWORD}).encode()
    _, headers, _ = ask(f"{on}admin/sign-in", form, {"Origin": on.rstrip("/")})
    session = {"Cookie": headers["Set-Cookie"].split(";")[0], "Origin": on.rstrip("/")}
    assert ask(f"{on}admin/en/", headers=session)[0] == 200
    assert ask(f"{on}admin/sign-out", b"", session)[0] == 303
    assert ask(f"{on}admin/en/", headers=session)[0] == 401
    assert ask(f"{on}admin/en/gradio_api/upload", UPLOAD, {**MULTIPART, **session})[0] == 401


def test_whoever_guesses_waits(tmp_path: Path) -> None:
    with serving(tmp_path, more={"SEMINAR_ADMIN_PASSWORD": PASSWORD}) as address:
        tries = [
            ask(f"{address}admin/sign-in", urlencode({"password": guess}).encode(), {"Origin": address.rstrip("/")})[0]
            for guess in (*"abcde", PASSWORD)
        ]
    assert tries == [403] * 5 + [429]
