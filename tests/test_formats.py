"""One report in every format it may come in: the event read from it is the same."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from docx import Document

from ingest.pipeline import read_report
from ingest.text import flat, fold
from tests.pdfs import flowing_html, html_to_pdf

REPORTS = Path(__file__).parents[1].parent / "shared" / "reports"
NAMES = sorted(path.name for path in REPORTS.glob("*.txt"))
LAYOUTS = {
    "two columns": {"columns": 2},
    "two columns as set": {"columns": 2, "as_set": True, "size": 11},
    "vertical": {"vertical": True},
    "vertical as set": {"vertical": True, "as_set": True},
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not NAMES, reason="the shared reports are not beside this checkout"),
]


def event_of(path: Path) -> dict[str, str]:
    event = read_report(path, relative=path.name).event
    values = {field.name: getattr(event, field.name) for field in fields(event)}
    return {name: flat(fold(str(value.value))) for name, value in values.items() if value}


def to_word(text: str, path: Path) -> None:
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(str(path))


FORMATS: dict[str, tuple[str, Callable[[str, Path], object]]] = {
    "docx": (".docx", to_word),
    "shift_jis": (".txt", lambda text, path: path.write_bytes(text.encode("cp932", "replace"))),
    "utf-16": (".txt", lambda text, path: path.write_bytes(text.encode("utf-16"))),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_a_report_in_another_format_tells_the_same_event(name: str, form: str, tmp_path: Path) -> None:
    suffix, write = FORMATS[form]
    copy = (tmp_path / name).with_suffix(suffix)
    write((REPORTS / name).read_text(encoding="utf-8"), copy)
    assert event_of(copy) == event_of(REPORTS / name)


@pytest.mark.browser
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_report_set_as_a_pdf_tells_the_same_event(name: str, layout: str, tmp_path: Path, chromium: str) -> None:
    source = flowing_html((REPORTS / name).read_text(encoding="utf-8"), **LAYOUTS[layout])  # type: ignore[arg-type]
    copy = html_to_pdf(source, tmp_path / "report.pdf", chromium=chromium)
    assert event_of(copy) == event_of(REPORTS / name)
