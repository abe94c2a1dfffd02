"""The order in which a page is read, whatever the order in which it was drawn."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.columns import read_columns
from ingest.glyphs import Glyph, find_fragments
from tests.pdfs import Line, agreement, drawn_pdf, sample_text, set_in_columns
from tests.readings import read_pages

TEXT = sample_text()
HEADING = "瀋陽市でセミナーを開催"
FOOTER = "20 フォーラム｜October 2017 Vol. 336"
CAPTIONS = ("会場の様子", "並木市長の講演", "記念撮影")


def _read(tmp_path: Path, pages: Sequence[Sequence[Line]]) -> str:
    return "\n".join(page.text for page in read_pages(drawn_pdf(pages, tmp_path / "report.pdf")))


@pytest.mark.slow  # a grid of layouts; the other tests have one of each
@pytest.mark.parametrize("shuffled", [False, True], ids=["drawn-in-order", "drawn-in-any-order"])
@pytest.mark.parametrize("vertical", [False, True], ids=["horizontal", "vertical"])
@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("size", [11, 14])
def test_columns_are_read_one_after_another(
    tmp_path: Path, columns: int, vertical: bool, shuffled: bool, size: int
) -> None:
    pages = set_in_columns(TEXT, columns=columns, vertical=vertical, shuffled=shuffled, size=size)
    assert agreement(TEXT, _read(tmp_path, pages)) == (1.0, 1.0)


@pytest.mark.parametrize("vertical", [False, True], ids=["horizontal", "vertical"])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_headings_captions_and_footers_stand_in_lines_of_their_own(
    tmp_path: Path, columns: int, vertical: bool
) -> None:
    pages = set_in_columns(
        TEXT,
        columns=columns,
        vertical=vertical,
        shuffled=True,
        heading=HEADING,
        footer=FOOTER,
        captions=CAPTIONS[:columns],
    )
    lines = _read(tmp_path, pages).split("\n")
    assert lines[:2] == [HEADING, ""]
    for added in (FOOTER, *CAPTIONS[:columns]):
        assert added in lines
    rest = "\n".join(line for line in lines if line not in (HEADING, FOOTER, *CAPTIONS))
    assert min(agreement(TEXT, rest)) == 1.0


def test_columns_drawn_line_by_line_across_the_page_are_told_apart(tmp_path: Path) -> None:
    (page, *_) = set_in_columns(TEXT, columns=2)
    across = sorted(page, key=lambda line: (line.top, line.left))
    assert min(agreement("".join(line.text for line in page), _read(tmp_path, [across]))) == 1.0


def test_lines_drawn_from_the_foot_up_are_read_downwards(tmp_path: Path) -> None:
    (page, *_) = set_in_columns(TEXT, columns=2)
    assert min(agreement("".join(line.text for line in page), _read(tmp_path, [page[::-1]]))) == 1.0


def _row(*cells: tuple[str, float], top: float) -> list[Line]:
    return [Line(text, left, top) for text, left in cells]


PROSE = "この段落は普通の文章が行の終わりまで続いているものです。"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        pytest.param(
            [
                *_row(("東御市", 70), ("花岡利夫", 270), top=70),
                *_row(("さいたま市", 70), ("清水勇人", 270), top=94),
                *_row(("奈良県", 70), ("西村高則", 270), top=118),
                *_row(("瀋陽市発展改革委員会", 70), ("段継陽", 270), top=142),
            ],
            "東御市　花岡利夫\nさいたま市　清水勇人\n奈良県　西村高則\n瀋陽市発展改革委員会　段継陽",
            id="a-table-row-by-row",
        ),
        pytest.param(
            [
                *_row(("東京都羽村市長", 70), ("産業構造の転換と都市の発展について", 350), top=70),
                *_row(("瀋陽市発展改革委員会副主任", 70), ("旧工業地帯の再生", 350), top=94),
                *_row(("貴陽市ビッグデータ発展管理委員会", 70), ("データを用いた行政", 350), top=118),
                *_row(("千葉市副市長", 70), ("国家戦略特区とドローンの活用", 350), top=142),
            ],
            "東京都羽村市長　産業構造の転換と都市の発展について\n瀋陽市発展改革委員会副主任　旧工業地帯の再生\n"
            "貴陽市ビッグデータ発展管理委員会　データを用いた行政\n千葉市副市長　国家戦略特区とドローンの活用",
            id="a-table-with-long-cells",
        ),
        pytest.param([Line("所属　　氏名", 70, 70)], "所属　氏名", id="a-wide-gap-in-a-line"),
        pytest.param([Line("第 16 回 ABC XYZ", 70, 70)], "第 16 回 ABC XYZ", id="word-spaces"),
        pytest.param(
            [Line("瀋陽市で開催", 70, 70), Line("しんよう", 70, 63, 7), Line("次の行の文です", 70, 95)],
            "瀋陽市で開催\n次の行の文です",
            id="furigana",
        ),
        pytest.param(
            [
                Line("瀋陽市で開催", 500, 70, 14, True),
                Line("しんよう", 514, 70, 7, True),
                Line("次の行", 475, 70, 14, True),
            ],
            "瀋陽市で開催\n次の行",
            id="furigana-vertical",
        ),
        pytest.param(
            [Line(PROSE, 70, 70 + 24 * n) for n in range(3)] + [Line(PROSE, 70, 180)],
            f"{PROSE}\n{PROSE}\n{PROSE}\n\n{PROSE}",
            id="a-blank-line-where-print-leaves-space",
        ),
        pytest.param(
            [Line("見出し", 70, 70, 20), *(Line(PROSE, 70, 98 + 24 * n) for n in range(3))],
            f"見出し\n\n{PROSE}\n{PROSE}\n{PROSE}",
            id="a-blank-line-where-the-size-changes",
        ),
        pytest.param(
            [Line(PROSE, 70, 70), Line(PROSE, 84, 94), Line(PROSE, 70, 118), Line(PROSE, 70, 142)],
            f"{PROSE}\n　{PROSE}\n{PROSE}\n{PROSE}",
            id="the-indent-of-a-paragraph",
        ),
        pytest.param([Line("第16回", 70.4, 70.3), Line("第16回", 70, 70)], "第16回", id="bold-drawn-twice"),
        pytest.param(
            [
                Line("縦書きの本文がここにあります", 600, 100, 14, True),
                Line("続きの本文です", 575, 100, 14, True),
                Line("横書きの題", 70, 60, 20),
                Line("20 誌名｜2017", 70, 1050, 11),
            ],
            "横書きの題\n\n縦書きの本文がここにあります\n続きの本文です\n\n20 誌名｜2017",
            id="horizontal-title-over-vertical-text",
        ),
        pytest.param(
            [
                Line("第", 600, 100, 14, True),
                Line("16", 600, 114),
                Line("回の縦書き本文です", 600, 128, 14, True),
                Line("縦書きの次の行がここにある", 575, 100, 14, True),
            ],
            "第16回の縦書き本文です\n縦書きの次の行がここにある",
            id="digits-side-by-side-in-a-vertical-line",
        ),
        pytest.param([Line("𠮷野家と髙島屋", 70, 70)], "𠮷野家と髙島屋", id="characters-beyond-the-first-plane"),
    ],
)
def test_details_of_a_page(tmp_path: Path, lines: list[Line], text: str) -> None:
    assert _read(tmp_path, [lines]) == text
    assert _read(tmp_path, [lines[::-1]]) == text


def test_an_empty_page_has_no_text() -> None:
    assert read_columns(find_fragments([])) == ""


def test_characters_drawn_one_by_one_in_any_order_make_lines() -> None:
    glyphs = [
        Glyph(char, 10.0 * column, 20.0 * row, 10.0 * column + 10, 20.0 * row + 10, 10.0)
        for row, line in enumerate(("一二三四五六", "七八九十百千"))
        for column, char in enumerate(line)
    ]
    assert read_columns(find_fragments(glyphs[::-1])) == "一二三四五六\n七八九十百千"
