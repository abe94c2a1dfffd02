"""What people take away: spreadsheets that open rightly, run nothing, and carry their proof."""

import csv
import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.exports import Cell, Link, Sheet, to_csv, to_xlsx
from assistant.messages import show_answer
from tests.fake_assistant import FakeAssistant
from tests.test_server import client_of

SHEET = Sheet(
    "回/の*一覧", ("回", "記述", "リンク"), ((91, '「港」, "公園"\n二行目', Link("http://a.example/x?y=1&z=2")),)
)
FILES = ("history/editions", "history/grid", "answer/list")


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return client_of(FakeAssistant(tmp_path))


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def parts_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def test_csv_is_what_excel_takes_for_unicode() -> None:
    content = to_csv(SHEET)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == (
        '回,記述,リンク\r\n91,"「港」, ""公園""\n二行目",http://a.example/x?y=1&z=2\r\n'
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_csv_runs(start: str) -> None:
    [row] = rows_of(to_csv(Sheet("", ("cell",), ((f"{start}SUM(1)",),))))
    assert row["cell"].startswith("'")


@pytest.mark.parametrize("cell", ["=SUM(1)", "@x", "https://x.example/", "{=1}", "12", "mailto:a@b.example"])
def test_every_text_of_an_excel_file_is_text(cell: str) -> None:
    parts = parts_of(to_xlsx([Sheet("a", ("cell",), ((cell,),))]))
    page = parts["xl/worksheets/sheet1.xml"]
    assert "<f>" not in page and "<hyperlink" not in page
    assert cell in unescape(parts["xl/sharedStrings.xml"])


@pytest.mark.parametrize(
    "cell",
    ["\x00\x0b字", "\ud800字", "字" * 40_000, None, 3, ""],
    ids=["controls", "surrogate", "long", "none", "number", "empty"],
)
def test_odd_cells_make_a_whole_file(cell: Cell) -> None:
    sheet = Sheet("", ("cell",), ((cell,),))
    assert len(rows_of(to_csv(sheet))) <= 1
    assert "xl/worksheets/sheet1.xml" in parts_of(to_xlsx([sheet]))


def test_a_link_of_an_excel_file_can_be_followed() -> None:
    parts = parts_of(to_xlsx([SHEET]))
    assert 'Target="http://a.example/x?y=1&amp;z=2"' in parts["xl/worksheets/_rels/sheet1.xml.rels"]


@pytest.mark.parametrize("name", FILES)
def test_every_row_carries_quotation_page_report_and_a_link_that_leads_there(client: TestClient, name: str) -> None:
    answer = client.get(f"/{name}.csv", params={"q": "公園と倉庫について", "lang": "ja"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment;")
    rows = rows_of(answer.content)
    assert rows
    for row in rows:
        assert row["ページ"] and row["報告書"] and row["リンク"].startswith("http://testserver/source/")
        source = client.get(row["リンク"])
        [mark] = re.findall(r'<mark id="quote">(.*?)</mark>', source.text, re.DOTALL)
        assert "".join(unescape(mark).split()) == row["報告書の記述"].lstrip("'")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("language", ["ja", "zh-Hans", "zh-Hant", "en"])
def test_the_same_table_comes_for_excel(client: TestClient, name: str, language: str) -> None:
    answer = client.get(f"/{name}.xlsx", params={"q": "公園", "lang": language})
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert "http://testserver/source/" in "".join(parts_of(answer.content).values())


def test_links_keep_the_prefix_of_a_proxy(tmp_path: Path) -> None:
    prefixed = TestClient(client_of(FakeAssistant(tmp_path)).app, root_path="/assist")
    rows = rows_of(prefixed.get("/assist/history/grid.csv").content)
    assert all(row["リンク"].startswith("http://testserver/assist/source/") for row in rows)


def test_two_reports_of_one_talk_make_one_row(client: TestClient) -> None:
    rows = rows_of(client.get("/history/grid.csv", params={"lang": "ja"}).content)
    [talk] = [row for row in rows if row["氏名"] == "花岡利夫"]
    assert talk["ほかの出典"].startswith("第91届报告")
    assert talk["題材"].startswith("'=SUM")


def test_a_list_in_the_chat_can_be_taken_away(client: TestClient, tmp_path: Path) -> None:
    assistant = FakeAssistant(tmp_path)
    *_, answer = assistant.answer("公園と「倉庫」&雨<b>", [])
    links = re.findall(r'href="(answer/list[^"]+)"', show_answer(answer, assistant.source_page))
    assert [client.get(f"/{unescape(link)}").status_code for link in links] == [200, 200]


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        pytest.param({}, 400, id="no-question"),
        pytest.param({"q": "公" * 2001}, 400, id="too-long"),
        pytest.param({"q": "公園", "after": ["一"] * 6}, 400, id="too-many-before"),
        pytest.param({"q": "猫"}, 404, id="no-list"),
        pytest.param({"q": "索引"}, 503, id="no-index"),
    ],
)
def test_what_is_no_list_says_so(client: TestClient, parameters: dict[str, str], status: int) -> None:
    answer = client.get("/answer/list.csv", params=parameters)
    assert answer.status_code == status
    assert 'href="../history/style.css"' in answer.text
