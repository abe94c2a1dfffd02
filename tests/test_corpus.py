"""The sample reports: every kind of file reads, and what a careful reader noted stands in the text."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.corpus_sources.make import CORPUS, SOURCES, make_docx
from tests.readings import read_pages

GOLD = Path(__file__).parent / "gold" / "corpus"
SAMPLES = sorted(GOLD.glob("*.json"))
PRINTED = "seminar21_zhengzhou_2025"
NOTICES = ("この文章は本ソフトウェアの見本として書き下ろしたものです。", "本文是为本软件编写的示例报告。")


def blank_free(text: str) -> str:
    return re.sub(r"\s", "", text)


def text_of(path: Path) -> str:
    return blank_free("".join(page.text for page in read_pages(path)))


def page_source() -> str:
    """Return what the web page behind the PDF says, in the order a person reads it."""
    source = (SOURCES / f"{PRINTED}.html").read_text(encoding="utf-8")
    return blank_free(re.sub("<[^>]+>", "", source.partition("<body>")[2]))


def test_every_sample_has_gold() -> None:
    files = {path.name for path in CORPUS.iterdir() if not path.name.startswith(".")}
    assert files == {json.loads(path.read_text(encoding="utf-8"))["file"] for path in SAMPLES}


@pytest.mark.parametrize("gold", SAMPLES, ids=lambda path: path.stem)
def test_everything_noted_stands_in_the_report(gold: Path) -> None:
    noted = json.loads(gold.read_text(encoding="utf-8"))
    text = page_source() if gold.stem == PRINTED else text_of(CORPUS / noted["file"])
    quotations = [entry["evidence"] for entry in noted["talks"] + noted["greetings"]]
    details = [detail for talk in noted["talks"] for detail in talk["details"]]
    topics = [talk["topic"] for talk in noted["talks"] if talk["topic"]]
    names = [name for name, *_ in noted["people"]]
    furniture = noted.get("captions", []) + noted.get("footers", [])
    missing = [part for part in quotations + details + names + furniture if blank_free(part) not in text]
    assert not missing
    assert not [topic for topic in topics if blank_free(topic[:8]) not in text]


@pytest.mark.parametrize("gold", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_names_its_sources_and_says_what_it_is(gold: Path) -> None:
    text = text_of(CORPUS / json.loads(gold.read_text(encoding="utf-8"))["file"])
    assert re.search("資料：|资料来源：", text)
    assert any(notice in text for notice in NOTICES)


def test_one_sample_is_shift_jis_as_windows_writes_it() -> None:
    data = (CORPUS / "seminar18_fuzhou_2019.txt").read_bytes()
    assert "第18回日中地域間交流推進セミナー" in data.decode("cp932")
    assert b"\r\n" in data
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


def test_the_word_sample_is_the_one_its_source_makes(tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    make_docx(SOURCES / "seminar16_shenyang_2017.md", made)
    assert text_of(made) == text_of(CORPUS / "seminar16_shenyang_2017.docx")


def test_the_pdf_sample_holds_every_character_of_its_source() -> None:
    assert Counter(text_of(CORPUS / f"{PRINTED}.pdf")) == Counter(page_source())
