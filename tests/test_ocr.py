"""Scanned pages: read by OCR where it is wanted and installed, marked as such everywhere, else named as unreadable."""

import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.citations import Citations
from assistant.page_phrases import word
from assistant.records import LANGUAGES, Language
from assistant.sources import cited_page, describe_page
from ingest.ocr import MODELS, recognise
from ingest.pdfs import NO_TEXT_LAYER
from ingest.pipeline import read_document
from ingest.previews import plain_reading, reading_of
from ingest.reading import open_reader
from ingest.records import Page
from tests.pdfs import agreement
from tests.scans import FONT, TEXTS, scanned_pdf

needs_engine = pytest.mark.skipif(
    shutil.which("tesseract") is None or not FONT.exists(), reason="needs tesseract-ocr and fonts-noto-cjk"
)


def installed() -> set[str]:
    if shutil.which("tesseract") is None:
        return set()
    return set(subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.slow
@needs_engine
@pytest.mark.parametrize("vertical", [False, True], ids=["horizontal", "vertical"])
@pytest.mark.parametrize("language", TEXTS)
def test_a_scan_is_read_in_its_script_and_direction(tmp_path: Path, language: str, vertical: bool) -> None:
    if not set(MODELS) <= installed():
        pytest.skip("needs all six models")
    data = scanned_pdf(tmp_path / "scan.pdf", [language], vertical=vertical).read_bytes()
    right = TEXTS[language].model + ("_vert" if vertical else "")
    found = recognise(data, 1, first=None if vertical == (language == "ja") else right)  # half of them try all models
    assert found.model == right
    read, in_order = agreement(TEXTS[language].text, found.text)
    assert read > 0.5 and in_order > 0.5  # runs of six characters: one wrong letter spoils six


@pytest.mark.slow
@needs_engine
def test_scanned_pages_of_a_report_are_read_and_marked(tmp_path: Path) -> None:
    path = scanned_pdf(tmp_path / "scan.pdf", ["ja", "ja"])
    with open_reader(ocr=True) as read:
        report = read(path, relative=path.name)
    assert report.recognised_pages == (1, 2) and report.unreadable_pages == ()
    assert report.event.edition and report.event.edition.value == 16
    assert plain_reading(reading_of(report))["recognised_pages"] == [1, 2]


@needs_engine
def test_without_ocr_a_scan_is_unreadable_and_says_how_to_turn_it_on(tmp_path: Path) -> None:
    path = scanned_pdf(tmp_path / "scan.pdf", ["ja"])
    with open_reader(ocr=False) as read:
        report = read(path, relative=path.name)
    assert report.unreadable_pages == (1,) and report.recognised_pages == ()
    assert report.pages[0].unreadable == NO_TEXT_LAYER and "SEMINAR_OCR=1" in NO_TEXT_LAYER


@needs_engine
def test_a_missing_engine_is_named_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = scanned_pdf(tmp_path / "scan.pdf", ["ja"])
    monkeypatch.setenv("PATH", str(tmp_path))
    with open_reader(ocr=True) as read:
        report = read(path, relative=path.name)
    assert report.unreadable_pages == (1,)
    assert "apt install tesseract-ocr" in (report.pages[0].unreadable or "")


def test_a_quotation_from_a_scan_says_so_in_the_language_of_the_answer() -> None:
    text = TEXTS["ja"].text
    report = read_document(text.encode(), "a.txt", relative="a.txt", scans=[Page(1, text, recognised=True)])
    citations = Citations()
    assert report.event.edition
    assert citations.cite(report, report.event.edition.quote) == 1
    assert citations.found[0].recognised
    shown = {language: cited_page(citations.found[0], language) for language in LANGUAGES}
    signs: dict[Language, str] = {"ja": "文字認識", "zh-Hans": "识别", "zh-Hant": "辨識", "en": "OCR"}
    assert all(signs[language] in shown[language] for language in LANGUAGES)
    page = describe_page(report, 1)
    assert page and page.recognised and "OCR" in word("recognised_page", "en")


def test_only_the_pages_that_ocr_read_are_marked() -> None:
    text = TEXTS["ja"].text
    data = f"{text}\f{text}".encode()
    report = read_document(data, "a.txt", relative="a.txt", scans=[Page(2, text, recognised=True)])
    assert report.recognised_pages == (2,)
