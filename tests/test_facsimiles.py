"""Pages of PDFs as pictures: where a quotation stands in them, how they are kept, and that none can do harm."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.facsimiles import Facsimiles, find_boxes
from ingest.errors import UnreadableDocument
from ingest.facsimiles import draw_in_child
from ingest.pdfs import draw_page
from ingest.records import Box, DrawnPage, Span, Strip
from ingest.text import flat
from tests.fake_assistant import FIRST, REPORT, SECOND, FakeAssistant
from tests.pdfs import Line, drawn_pdf, sample_text, set_in_columns
from tests.readings import read_pages
from tests.test_server import client_of

WIDTH = 794  # pixels of an A4 page as tests/pdfs.py measures it, so that boxes are where lines were placed
SIZE = 14
PAGE = f"/source/{REPORT}/1"


def drawn(path: Path, number: int = 1) -> DrawnPage:
    return draw_page(path.read_bytes(), number, width=WIDTH, most_pixels=4_000_000, quality=50)


def box_of(line: Line) -> Box:
    length = line.size * len(line.text)
    across, down = (line.size, length) if line.vertical else (length, line.size)
    return Box(line.left, line.top, line.left + across, line.top + down)


def apart(one: Box, other: Box) -> float:
    """Return by how many pixels two boxes differ at most."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("vertical", [False, True], ids=["horizontal", "vertical"])
def test_the_boxes_of_a_quotation_are_those_of_its_lines(tmp_path: Path, columns: int, vertical: bool) -> None:
    text = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in sample_text(12))  # all full-width
    pages = set_in_columns(text, columns=columns, vertical=vertical, shuffled=True)
    path = drawn_pdf(pages, tmp_path / "report.pdf")
    stored = read_pages(path)[0].text
    page = drawn(path)
    texts = Counter(line.text for line in pages[0])
    lines = {line.text: line for line in pages[0] if texts[line.text] == 1}
    read = [(match[0], match.start(), match.end()) for match in re.finditer(r"[^\n\u3000]+", stored)]
    pairs = [(one, other) for one, other in pairwise(read) if one[0] in lines and other[0] in lines]
    assert len(pairs) > 10
    for (first, start, _), (second, _, end) in pairs:
        boxes = find_boxes(page, stored, [Span(1, start, end)])
        assert len(boxes) == 2
        assert apart(boxes[0], box_of(lines[first])) < 3 and apart(boxes[1], box_of(lines[second])) < 3


def test_part_of_a_line_is_boxed_alone(tmp_path: Path) -> None:
    path = drawn_pdf([[Line("東港市の田中市長は、港の公園について発表しました。", 100, 200)]], tmp_path / "report.pdf")
    stored = read_pages(path)[0].text
    start = stored.index("田中市長")
    [box] = find_boxes(drawn(path), stored, [Span(1, start, start + 4)])
    assert apart(box, Box(100 + 4 * SIZE, 200, 100 + 8 * SIZE, 200 + SIZE)) < 3


def strips(*texts: str) -> DrawnPage:
    """Return a drawn page with lines of characters that fill squares of ten pixels."""
    placed = tuple(
        Strip(text, tuple(Box(10 * at, 10 * row, 10 * at + 10, 10 * row + 10) for at in range(len(text))))
        for row, text in enumerate(texts)
    )
    return DrawnPage(100, 100, b"", placed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("見出し\n\n 公園 の\n話", [Box(0, 10, 20, 20)], id="other-blanks"),
        pytest.param("前の版の文。公園の話", [Box(0, 10, 20, 20)], id="stored-by-another-version"),
        pytest.param("公園は別の版にしかない", [Box(0, 10, 20, 20)], id="moved"),
    ],
)
def test_the_words_are_found_in_the_picture(text: str, expected: list[Box]) -> None:
    start = text.index("公園")
    assert find_boxes(strips("見出し", "公園の", "話"), text, [Span(1, start, start + 2)]) == expected


def test_words_that_the_picture_does_not_hold_have_no_box() -> None:
    assert find_boxes(strips("見出し"), "公園", [Span(1, 0, 2)]) == []


def counted(*outcomes: DrawnPage | Exception) -> tuple[Facsimiles, list[int]]:
    """Return facsimiles whose drawing ends so, one after another, and the numbers of the pages drawn."""
    calls: list[int] = []
    left = iter(outcomes)

    def draw(path: Path, number: int) -> DrawnPage:
        calls.append(number)
        outcome = next(left)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return Facsimiles(draw), calls


@pytest.mark.parametrize(
    ("outcomes", "drawn_again"),
    [
        pytest.param([strips("一")], False, id="drawn"),
        pytest.param([UnreadableDocument("damaged")], False, id="cannot-be-drawn"),
        pytest.param([TimeoutError("busy"), strips("一")], True, id="was-busy"),
    ],
)
def test_a_page_is_drawn_once_unless_there_was_no_time(
    outcomes: Sequence[DrawnPage | Exception], drawn_again: bool
) -> None:
    facsimiles, calls = counted(*outcomes)
    facsimiles.page(Path("a"), 1)
    assert facsimiles.page(Path("a"), 1) == (outcomes[-1] if isinstance(outcomes[-1], DrawnPage) else None)
    assert len(calls) == 1 + drawn_again


def test_the_pages_not_seen_longest_are_let_go() -> None:
    large = replace(strips("一"), picture=bytes(25 << 20))
    facsimiles, calls = counted(*[large] * 4)
    for number in (1, 2, 1, 3, 1, 2):
        facsimiles.page(Path("a"), number)
    assert calls == [1, 2, 3, 2]


def test_a_child_draws_what_is_drawn_here(tmp_path: Path) -> None:
    path = drawn_pdf(set_in_columns(FIRST), tmp_path / "report.pdf")
    page = draw_in_child(path, 1)
    assert page.width >= 1240 and page.picture.startswith(b"RIFF")
    assert "".join(strip.text for strip in page.strips) == flat(FIRST)


def test_what_cannot_be_drawn_says_why(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(UnreadableDocument, match="page 1 cannot be drawn"):
        draw_in_child(tmp_path / "report.pdf", 1)


def nested(path: Path) -> Path:
    """Write a small PDF whose page draws a form ten times, which draws another ten times, and so on."""
    forms = [
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /F {number} 0 R >> >> "
        f"/Length 50 >>\nstream\n{'/F Do ' * 8}  \nendstream"
        for number in range(5, 17)
    ]
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /XObject << /F 4 0 R >> >> >>",
        *forms,
    ]
    body = "".join(f"{number} 0 obj\n{one}\nendobj\n" for number, one in enumerate(objects, 1))
    path.write_text(f"%PDF-1.7\n{body}trailer << /Root 1 0 R >>\n%%EOF\n", encoding="ascii")
    return path


@pytest.mark.slow
def test_a_page_made_to_exhaust_ends_its_own_process_only(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"page 1 of report\.pdf: it (needs more than|ended the process)"):
        draw_in_child(nested(tmp_path / "report.pdf"), 1)


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    drawn_pdf([*set_in_columns(FIRST), *set_in_columns(SECOND)], tmp_path / "original")
    return client_of(FakeAssistant(tmp_path, "みなと報告.pdf"))


def test_a_page_of_a_pdf_is_shown_as_its_picture_with_the_quotation_boxed(client: TestClient) -> None:
    shown = client.get(PAGE, params={"quote": "続いて、北浜市の王副市長が", "lang": "ja"}).text
    assert '<rect id="quote"' in shown and "<mark" not in shown
    address = shown.partition('<img src="')[2].partition('"')[0]
    picture = client.get(f"/source/{REPORT}/{address}")
    assert picture.headers["content-type"] == "image/webp" and picture.content.startswith(b"RIFF")
    assert "immutable" in picture.headers["cache-control"]
    as_text = client.get(PAGE, params={"quote": "続いて、北浜市の王副市長が", "view": "text"}).text
    assert "<mark" in as_text and "<img" not in as_text and "view=picture" in as_text


def test_a_page_that_cannot_be_drawn_is_shown_as_text_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "original").write_bytes(b"%PDF-1.4")
    client = client_of(FakeAssistant(tmp_path, "みなと報告.pdf"))
    shown = client.get(PAGE, params={"lang": "en"}).text
    assert "cannot be shown as an image" in shown and "田中市長" in shown and "view=" not in shown
    assert client.get(f"{PAGE}/page.webp").status_code == 404


def test_a_quotation_the_picture_does_not_hold_is_shown_in_the_text(tmp_path: Path) -> None:
    drawn_pdf(set_in_columns("まったく別の文章です。"), tmp_path / "original")
    client = client_of(FakeAssistant(tmp_path, "みなと報告.pdf"))
    asked = {"quote": "続いて、北浜市の王副市長が", "lang": "en"}
    assert "<mark" in client.get(PAGE, params=asked).text
    assert "cannot be marked" in client.get(PAGE, params={**asked, "view": "picture"}).text


@pytest.mark.parametrize("path", ["0/page.webp", "4/page.webp", "x/page.webp", f"{'9' * 5000}/page.webp"])
def test_a_picture_of_no_page_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(f"/source/{REPORT}/{path}").status_code == 404


def test_a_text_has_no_picture(tmp_path: Path) -> None:
    (tmp_path / "original").write_text(FIRST, encoding="utf-8")
    client = client_of(FakeAssistant(tmp_path))
    assert "view=" not in client.get(PAGE).text
    assert client.get(f"{PAGE}/page.webp").status_code == 404
