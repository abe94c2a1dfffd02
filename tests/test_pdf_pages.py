"""PDFs as a browser prints them: columns, vertical writing, lines drawn in any order, the real reports."""

from pathlib import Path

import pytest

from tests.pdfs import agreement, columns_html, flowing_html, html_to_pdf, sample_text, set_in_columns
from tests.readings import read_pages

pytestmark = pytest.mark.browser

REPORTS = Path(__file__).parents[1].parent / "shared" / "reports"
TEXT = sample_text()
FOOTER = "20 フォーラム｜October 2017 Vol. 336"
CAPTIONS = ("会場の様子", "記念撮影")


def _read(path: Path) -> str:
    return "\n".join(page.text for page in read_pages(path))


@pytest.mark.parametrize(
    ("columns", "vertical"),
    [(1, False), (2, False), (3, False), (1, True), (2, True)],
    ids=["one", "two", "three", "vertical", "vertical-tiers"],
)
def test_pages_laid_out_by_a_browser_are_read_in_order(
    tmp_path: Path, chromium: str, columns: int, vertical: bool
) -> None:
    source = flowing_html(TEXT, columns=columns, vertical=vertical)
    pdf = html_to_pdf(source, tmp_path / "report.pdf", chromium=chromium)
    pages = read_pages(pdf)
    assert min(agreement(TEXT, "\n".join(page.text for page in pages))) >= 0.99


@pytest.mark.parametrize("vertical", [False, True], ids=["horizontal", "vertical"])
def test_lines_drawn_in_any_order_are_read_in_order(tmp_path: Path, chromium: str, vertical: bool) -> None:
    pages = set_in_columns(TEXT, columns=2, vertical=vertical, shuffled=True, footer=FOOTER, captions=CAPTIONS)
    read = _read(html_to_pdf(columns_html(pages), tmp_path / "report.pdf", chromium=chromium))
    lines = [line.replace(" ", "") for line in read.split("\n")]
    added = [line.replace(" ", "") for line in (FOOTER, *CAPTIONS)]
    assert [line for line in added if line not in lines] == []
    rest = "\n".join(line for line in lines if line not in added)
    assert min(agreement(TEXT, rest)) >= 0.99


@pytest.mark.parametrize("name", ["seminar16_shenyang_2017", "seminar21_zhengzhou_2025"])
@pytest.mark.parametrize("vertical", [False, True], ids=["two-columns", "vertical"])
def test_every_line_of_the_reports_is_read_in_order(tmp_path: Path, chromium: str, name: str, vertical: bool) -> None:
    report = REPORTS / f"{name}.txt"
    if not report.exists():
        pytest.skip("the reports are not beside the repository")
    text = report.read_text(encoding="utf-8")
    source = flowing_html(text, columns=1 if vertical else 2, vertical=vertical, as_set=True)
    read = _read(html_to_pdf(source, tmp_path / "report.pdf", chromium=chromium))
    assert min(agreement(text, read)) >= 0.99


def test_readings_beside_the_characters_are_left_out(tmp_path: Path, chromium: str) -> None:
    body = (
        "<p>本会議は<ruby>瀋陽<rt>しんよう</rt></ruby>市の<ruby>東御<rt>とうみ</rt></ruby>市長が招かれた会議です。</p>"
    )
    source = f'<html lang="ja"><meta charset="utf-8"><body>{body}</body></html>'
    assert _read(html_to_pdf(source, tmp_path / "report.pdf", chromium=chromium)) == (
        "本会議は瀋陽市の東御市長が招かれた会議です。"
    )
