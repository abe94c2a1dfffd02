"""What staff see of an uploaded file before they accept it: warnings, values with their sentences, marked text."""

import json
import re
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from assistant.bodies import read_record
from assistant.preview_pages import show_reading, show_unread
from assistant.previews import Warned, warnings_of
from assistant.records import LANGUAGES, Language
from ingest.pipeline import read_report
from ingest.previews import Reading, plain_reading, reading_of
from ingest.records import Report
from tests import samples

CORPUS = Path(__file__).parents[1] / "corpus"
HOSTILE = "<img src=x onerror=hit()>\"'&<script>hit()</script>${hit()}{{hit}}"


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], tuple[Report, Reading]]:
    def read_text(text: str) -> tuple[Report, Reading]:
        file = tmp_path / "report.txt"
        file.write_text(text, encoding="utf-8")
        return read_as_staff_do(file)

    return read_text


def read_as_staff_do(file: Path) -> tuple[Report, Reading]:
    report = read_report(file, relative=file.name)
    reading = read_record(Reading, json.loads(json.dumps(plain_reading(reading_of(report)))))
    assert reading
    return report, reading


@cache
def zhengzhou() -> tuple[Report, Reading]:
    return read_as_staff_do(CORPUS / "seminar21_zhengzhou_2025.pdf")


Read = Callable[[str], tuple[Report, Reading]]


def keys(warned: list[Warned]) -> list[str]:
    return [one.key for one in warned]


def seen(html: str) -> str:
    """Return the text a reader sees."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_a_reading_of_another_shape_is_none() -> None:
    assert read_record(Reading, {"title": "x"}) is None
    assert read_record(Reading, None) is None


def test_a_good_report_warns_of_nothing() -> None:
    _, reading = zhengzhou()
    assert warnings_of(reading, "report.pdf", [], []) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (samples.OTHER_SERIES, ["warn_series"]),
        (
            "第21回日中地域間交流推進セミナー\n\n\f\f\n2025年7月23日、河南省鄭州市で開かれました。\n",
            ["warn_unreadable", "warn_no_talks", "warn_fields"],
        ),
        (
            "日中地域間交流推進セミナー報告\n\n羽村市の並木心市長が産業振興を発表しました。\n",
            ["warn_no_edition", "warn_fields"],
        ),
    ],
    ids=["another-series", "unreadable-pages", "no-edition"],
)  # fmt: skip
def test_what_is_odd_about_a_file_is_said_first(read: Read, text: str, expected: list[str]) -> None:
    _, reading = read(text)
    warned = warnings_of(reading, "report.txt", [], [])
    assert keys(warned) == expected
    for language in LANGUAGES:
        html = show_reading(reading, warned, language)
        assert html.index('class="warned"') < html.index('class="event"')


def test_the_same_content_and_the_same_edition_are_told_with_the_report_that_has_them(read: Read) -> None:
    known, reading = zhengzhou()
    assert [(one.key, one.reports) for one in warnings_of(reading, "copy.pdf", [known], [])] == [
        ("warn_double", (known,))
    ]
    _, other = read(samples.LUOYANG)
    warned = [one for one in warnings_of(other, "new.txt", [known], []) if one.key == "warn_edition"]
    assert [one.reports for one in warned] == [(known,)]
    html = show_reading(other, warned, "ja")
    assert f"source/{known.id}/1" in html
    assert known.path in html


def test_a_file_that_replaces_another_is_told() -> None:
    _, reading = zhengzhou()
    assert keys(warnings_of(reading, "a.pdf", [], ["a.pdf"])) == ["warn_replaces"]


def test_sentences_nobody_was_read_from_are_shown_with_the_alarm(read: Read) -> None:
    _, reading = read(
        "第20回日中地域間交流推進セミナー\n\n　2030年5月8日、江蘇省揚州市で開催した。\n\n基調講演\n\n"
        "　東御市の花岡利夫市長がブドウについて講演した。\n\n　豊後大野市の副市長が石橋の活用について講演した。\n"
    )
    warned = warnings_of(reading, "report.txt", [], [])
    assert "warn_missed" in keys(warned)
    html = show_reading(reading, warned, "ja")
    assert all(sentence.quote in html.split("</ul>")[0] for sentence in reading.uncovered)
    assert '<mark class="missed"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_stands_beside_its_sentence_and_the_text_is_whole(language: Language) -> None:
    report, reading = zhengzhou()
    html = show_reading(reading, [], language)
    assert "178" in html
    assert "<b>新たな時代の地域発展～DX、スマートシティ～</b>" in html
    assert "花岡利夫" in html
    for page in report.pages:
        shown = re.search(rf"<section><h5>[^<]*{page.number}[^<]*</h5><div[^>]*>(.*?)</div>", html, re.DOTALL)
        assert shown
        assert seen(shown[1]) == page.text


def test_marks_say_what_was_read_there() -> None:
    _, reading = zhengzhou()
    html = show_reading(reading, [], "ja")
    marked = re.findall(r'<mark class="([^"]*)" title="([^"]*)">(.*?)</mark>', html, re.DOTALL)
    assert any("event" in sorts and "参加者数" in title and "178" in text for sorts, title, text in marked)
    assert any("talk" in sorts and "西村高則" in title and "西村副知事" in text for sorts, title, text in marked)
    assert any("person" in sorts and "花岡利夫" in title for sorts, title, _ in marked)
    assert '<li><mark class="missed">' not in html  # a sort the text does not hold is not in the legend


def test_nothing_of_a_report_becomes_html(read: Read) -> None:
    _, reading = read(
        f"第21回日中地域間交流推進セミナー{HOSTILE}\n\n2025年7月23日、河南省鄭州市で開かれました。テーマは「{HOSTILE}」です。\n\n"
        f"羽村市の並木心市長が{HOSTILE}を発表しました。\n"
    )
    html = show_reading(reading, warnings_of(reading, HOSTILE, [], [HOSTILE]), "ja")
    assert "<img" not in html and "<script" not in html
    assert not re.search(r"<[^>]*\son\w+=", html)
    assert HOSTILE in seen(html)
    assert HOSTILE in seen(show_unread(HOSTILE, "ja"))
    assert "<script" not in show_unread(HOSTILE, "ja")
