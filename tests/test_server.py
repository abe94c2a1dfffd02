"""The routes and headers in front of the chat page."""

import asyncio
import socket
import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.types import Message, Receive, Scope, Send

from assistant.conversations import Conversations
from assistant.desk import Workplace
from assistant.links import source_link
from assistant.mounting import Closing, GradioPage
from assistant.opening import Opening, for_readers
from assistant.server import build_routes, serve
from assistant.settings import AssistantSettings
from assistant.sources import describe_page
from ingest.errors import IndexNotFound, SeminarError
from ingest.records import Event, Folio, Page, Report
from tests.fake_assistant import FIRST, REPORT, FakeAssistant
from tests.waiting import finished

SETTINGS = AssistantSettings(embed_origins="https://portal.example http://intra:8080")
PAGE = f"/source/{REPORT}/1"


def client_of(assistant: FakeAssistant, settings: AssistantSettings = SETTINGS) -> TestClient:
    opening = Opening(lambda: assistant)
    opening.wait()
    return TestClient(build_routes(opening, settings))


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    (tmp_path / "original").write_bytes(b"%PDF-1.4")
    return client_of(FakeAssistant(tmp_path))


def test_health_answers_while_the_index_loads(tmp_path: Path) -> None:
    loaded = threading.Event()

    def load() -> FakeAssistant:
        loaded.wait(10)
        return FakeAssistant(tmp_path)

    opening = Opening(load)
    opening.start()
    client = TestClient(build_routes(opening, SETTINGS))
    assert client.get("/health").json() == {"status": "alive"}
    assert (client.get("/ready").status_code, client.get(PAGE).status_code) == (503, 404)
    loaded.set()
    opening.wait()
    assert client.get("/ready").json() == {"status": "ready", "generation": "g1"}


def test_a_failed_opening_says_what_to_do_and_is_tried_again(tmp_path: Path) -> None:
    tries = iter((IndexNotFound("no index; run `python -m ingest build`"), FakeAssistant(tmp_path)))

    def load_second_time() -> FakeAssistant:
        found = next(tries)
        if isinstance(found, IndexNotFound):
            raise found
        return found

    opening = Opening(load_second_time)
    with pytest.raises(IndexNotFound):
        opening.wait()
    client = TestClient(build_routes(opening, SETTINGS))
    ready = client.get("/ready")
    assert (ready.status_code, ready.json()["status"]) == (503, "failed")
    assert "python -m ingest build" in ready.json()["problem"]
    opening.wait()
    assert client.get("/ready").status_code == 200


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("There is no index in /srv/seminar/.data yet.", "There is no index in .data yet."),
        (r"C:\data\truth.sqlite3 cannot be used", "truth.sqlite3 cannot be used"),
        ("The Chroma server at http://10.0.0.5:8000 cannot be reached", "The Chroma server cannot be reached"),
        ("read assistant/README.md; 5/7 pages", ""),
    ],
    ids=["folder", "windows", "address", "relative"],
)
def test_a_problem_names_no_folder_of_the_machine_and_no_other_server(said: str, told: str) -> None:
    assert for_readers(SeminarError(said)) == (told or said)


def test_the_source_page_marks_the_quotation(client: TestClient) -> None:
    start = FIRST.index("東港市")
    end = FIRST.index("しました。") + len("しました。")
    shown = client.get(PAGE, params={"at": f"1.{start}-{end}", "quote": "東港市の田中市長は"}).text
    assert f'<mark id="quote">{FIRST[start:end]}</mark>' in shown
    assert "12ページ" in shown and "2024年" in shown


def test_the_link_of_every_citation_leads_to_its_mark(client: TestClient, tmp_path: Path) -> None:
    *_, answer = FakeAssistant(tmp_path).answer("公園と倉庫について", [])
    assert len(answer.citations) > 2
    for citation in answer.citations:
        shown = client.get(f"/{source_link(citation, 'ja')}").text
        assert shown.count("<mark") == 1


def test_text_of_a_report_is_never_markup(client: TestClient) -> None:
    shown = client.get(PAGE, params={"at": "1.0-5", "quote": "<script>alert(1)</script>"}).text
    assert "<b>" not in shown and "<script" not in shown
    assert "&lt;b&gt;古い倉庫&lt;/b&gt;" in shown


@pytest.mark.parametrize("value", ["x", "1.5", "1.3-", "1.-3-9", "99999999999.1-2", "１.３-９９９９９９９９９９"])
def test_nonsense_in_an_address_is_passed_over(client: TestClient, value: str) -> None:
    answer = client.get(PAGE, params={"at": value})
    assert answer.status_code == 200 and "<mark" not in answer.text


def test_a_page_is_named_by_the_number_printed_where_the_quotation_stands() -> None:
    text = "一頁目の文。\n20\n二頁目の文。\n21\n"
    folios = (Folio(1, text.index("20"), "20"), Folio(1, text.index("21"), "21"))
    report = Report(
        id=REPORT,
        path="年報/第90回.txt",
        sha256="",
        title="報告",
        language="ja",
        other_series=False,
        pages=(Page(1, text),),
        folios=folios,
        sentences=(),
        event=Event(),
        people=(),
        talks=(),
        passages=(),
    )
    page = describe_page(report, 1)
    assert page and page.filename == "第90回.txt"
    assert [page.printed_at(text.index(words)) for words in ("一頁目", "二頁目")] == ["20", "21"]
    assert describe_page(report, 2) is None


def test_a_quotation_that_is_gone_is_said_to_be_gone(client: TestClient) -> None:
    shown = client.get(PAGE, params={"at": "1.0-3", "quote": "ここにない文"}, headers={"Accept-Language": "zh-TW"}).text
    assert "<mark" not in shown and 'class="notice"' in shown and '<html lang="zh-Hant">' in shown


def test_an_unreadable_page_says_so(client: TestClient) -> None:
    assert "読み取れません" in client.get(f"/source/{REPORT}/3", headers={"Accept-Language": "ja"}).text


@pytest.mark.parametrize("path", [f"/source/{REPORT}/4", "/source/ffffffffffff/1", "/source/ffffffffffff/original"])
def test_what_is_not_in_the_index_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("filename", "disposition", "kind"),
    [
        pytest.param("みなと報告.pdf", "inline", "application/pdf", id="pdf"),
        pytest.param("みなと報告.html", "attachment", "application/octet-stream", id="html"),
        pytest.param("みなと報告.docx", "attachment", "application/octet-stream", id="word"),
    ],
)
def test_only_a_pdf_opens_in_the_browser(tmp_path: Path, filename: str, disposition: str, kind: str) -> None:
    (tmp_path / "original").write_bytes(b"content")
    answer = client_of(FakeAssistant(tmp_path, filename)).get(f"/source/{REPORT}/original")
    assert answer.content == b"content"
    assert answer.headers["content-disposition"].startswith(f"{disposition};")
    assert answer.headers["content-type"] == kind


@pytest.mark.parametrize("path", ["/health", PAGE, f"/source/{REPORT}/original", "/source/style.css", "/nowhere"])
def test_every_answer_carries_the_safe_headers(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"Origin": "https://evil.example", "Host": "chat.example"}).headers
    assert headers["content-security-policy"].endswith(
        "frame-ancestors 'self' https://portal.example http://intra:8080"
    )
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")
    assert "access-control-allow-origin" not in headers


def test_the_source_page_runs_no_script(client: TestClient) -> None:
    assert client.get(PAGE).headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")


@pytest.mark.parametrize("origins", ["*", "https://a.example; script-src *", "portal.example"])
def test_a_careless_embed_origin_is_refused(tmp_path: Path, origins: str) -> None:
    with pytest.raises(SeminarError, match="SEMINAR_EMBED_ORIGINS"):
        client_of(FakeAssistant(tmp_path), AssistantSettings(embed_origins=origins))


def test_a_busy_port_says_how_to_choose_another(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SeminarError, match=rf"Port {port} .*SEMINAR_PORT or --port"):
            serve(
                lambda: FakeAssistant(tmp_path),
                AssistantSettings(port=port),
                Conversations(tmp_path),
                Workplace(tmp_path, tmp_path),
                print,
            )


def test_no_interface_description_is_served(client: TestClient) -> None:
    assert [client.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")] == [404] * 3


def test_a_page_that_listens_twice_hears_twice_that_its_reader_has_left() -> None:
    heard: list[str] = []

    class Page(Starlette):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                heard.extend(message["type"] for message in await asyncio.gather(receive(), receive()))

    async def receive() -> Message:
        await asyncio.sleep(0)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        raise AssertionError(message)

    async def ask() -> None:
        await GradioPage(Page, Closing(), lambda: None)({"type": "http", "path": "/", "root_path": ""}, receive, send)

    finished(ask())
    assert heard == ["http.disconnect"] * 2
