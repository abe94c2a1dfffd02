"""PDFs for tests, every line placed where and drawn when a test wants it: written by hand or printed by Chromium.

Those written by hand name a Japanese font without holding it, as PDFs may: enough to be read, quick to make.
"""

import html
import random
import re
import subprocess
import tempfile
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-pdf-header-footer"
).split()
_WIDTH, _HEIGHT, _MARGIN = 794, 1123, 70  # A4 in CSS pixels
_FONT_OBJECTS = (
    "<< /Type /Catalog /Pages 2 0 R >>",
    "",  # the pages, known last
    "<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin /Encoding /UniJIS-UTF16-H /DescendantFonts [5 0 R] >>",
    "<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin /Encoding /UniJIS-UTF16-V /DescendantFonts [5 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin /FontDescriptor 6 0 R /DW 1000 /W [1 95 500] "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> >>",
    "<< /Type /FontDescriptor /FontName /Ryumin /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
    "/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text where it is to stand, in CSS pixels from the top left of an A4 page."""

    text: str
    left: float
    top: float
    size: float = 14
    vertical: bool = False


def sample_text(sentences: int = 40) -> str:
    """Return made-up prose in Japanese, paragraphs parted by blank lines, no piece of it like another."""
    places = (
        "瀋陽市",
        "長野県東御市",
        "さいたま市",
        "貴陽市",
        "奈良県",
        "札幌市",
        "鄭州市",
        "横浜市",
        "大連市",
        "千葉市",
        "島根県",
    )
    topics = ("スマートシティ", "DX", "観光振興", "環境保全", "高齢化対策", "官民連携", "JETプログラム")
    acts = (
        "取り組みを紹介しました",
        "経験を踏まえて課題を述べました",
        "今後の協力を呼びかけました",
        "成果について報告しました",
    )
    chance = random.Random(2002)
    paragraphs: list[str] = []
    for number in range(1, sentences + 1):
        place, topic, act = chance.choice(places), chance.choice(topics), chance.choice(acts)
        sentence = (
            f"第{number}の発表では、{place}の担当者が{2001 + number}年から{number * 7}か所で進める「{topic}」の{act}。"
        )
        if number % 4 == 1:
            paragraphs.append("")
        paragraphs[-1] += sentence
    return "\n\n".join(paragraphs)


def agreement(source: str, read: str) -> tuple[float, float]:
    """Return which share of the source's runs of six characters were read, and which share in their order.

    White space is left out and widths and radicals folded, as any reader of the text would.
    """
    source, read = (re.sub(r"\s", "", unicodedata.normalize("NFKC", text)) for text in (source, read))
    runs = [source[i : i + 6] for i in range(len(source) - 5)]
    once = [run for run in runs if source.count(run) == 1]
    ends: list[int] = []  # of the longest rising series of places
    for place in (read.find(run) for run in once):
        if place >= 0:
            slot = bisect_left(ends, place)
            ends[slot : slot + 1] = [place]
    return sum(run in read for run in runs) / len(runs), len(ends) / len(once)


def drawn_pdf(pages: Sequence[Sequence[Line]], path: Path) -> Path:
    """Write a PDF that draws the lines of each page in the order given, and return its path."""
    objects = [*_FONT_OBJECTS]
    kids = []
    for lines in pages:
        content = "".join(map(_draw, lines))
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}endstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.5 842.25] "
            f"/Resources << /Font << /H 3 0 R /V 4 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    file, offsets = "%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(file))
        file += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(file)}\n%%EOF\n"
    path.write_text(f"{file}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}", encoding="ascii")
    return path


def _draw(line: Line) -> str:
    font, across, down = ("V", 0.5, 0.0) if line.vertical else ("H", 0.0, 0.88)
    x, y = (line.left + across * line.size) * 0.75, (_HEIGHT - line.top - down * line.size) * 0.75
    return (
        f"BT /{font} {line.size * 0.75} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{line.text.encode('utf-16-be').hex()}> Tj ET\n"
    )


def html_to_pdf(source: str, path: Path, *, chromium: str) -> Path:
    """Print a web page to a PDF and return its path."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = Path(folder, "page.html")
        page.write_text(source, encoding="utf-8")
        command = [chromium, *_FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path


def flowing_html(text: str, *, columns: int = 1, vertical: bool = False, size: int = 14, as_set: bool = False) -> str:
    """Return a page as a browser lays it out: paragraphs of `text` (parted by blank lines) in columns.

    `as_set` keeps the lines of the text where they fit.
    """
    paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in text.split("\n\n"))
    writing = "vertical-rl" if vertical else "horizontal-tb"
    wrap = "pre-line" if as_set else "normal"
    style = f"<style>html{{writing-mode:{writing}}}@page{{margin:{_MARGIN}px}}p{{white-space:{wrap}}}</style>"
    columned = f"column-count:{columns};column-gap:2em;font-size:{size}px;line-height:1.7"
    return _document(f'{style}<div style="{columned}">{paragraphs}</div>')


def set_in_columns(
    text: str,
    *,
    columns: int = 2,
    vertical: bool = False,
    shuffled: bool = False,
    heading: str = "",
    footer: str = "",
    captions: Sequence[str] = (),
    size: int = 14,
) -> list[list[Line]]:
    """Place every line of `text` by hand, in columns or in tiers of vertical lines, and return the pages.

    Lines are cut where they exceed the column; an empty line leaves a line free. The heading runs across all
    columns, the footer stands at the foot of every page and a caption, smaller, at the foot of each column of the
    first page. `shuffled` draws the lines of a page in any order.
    """
    across = (_HEIGHT if vertical else _WIDTH) - 2 * _MARGIN - (3 * size if vertical and footer else 0)
    along = across / columns - 2 * size
    pitch = 1.7 * size
    depth = (_WIDTH if vertical else _HEIGHT) - 2 * _MARGIN - (0 if vertical else 3 * size)
    lines = _wrap(text, max(1, int(along // size)))
    pages: list[list[Line]] = []
    while lines:
        first = not pages
        placed = [_place(heading, 0, 0, size * 1.5, vertical)] if heading and first else []
        for column in range(columns):
            start, cross = column * (along + 2 * size), 2 * pitch if heading and first else 0.0
            captioned = first and column < len(captions)
            while lines and cross + pitch <= depth - (2 * pitch if captioned else 0):
                line = lines.pop(0)
                if line:
                    placed.append(_place(line, start, cross, size, vertical))
                cross += pitch
            if captioned:
                placed.append(_place(captions[column], start, depth - pitch, size * 0.8, vertical))
        if footer:
            placed.append(Line(footer, _MARGIN, _HEIGHT - _MARGIN - size, size * 0.8))
        if shuffled:
            random.Random(len(pages)).shuffle(placed)
        pages.append(placed)
    return pages


def columns_html(pages: Sequence[Sequence[Line]]) -> str:
    """Return a web page that draws the lines of each page in the order given."""
    return _document("".join(map(_section, pages)))


def _wrap(text: str, width: int) -> list[str]:
    return [line[i : i + width] for line in text.split("\n") for i in range(0, max(1, len(line)), width)]


def _place(text: str, start: float, cross: float, size: float, vertical: bool) -> Line:
    if vertical:
        return Line(text, _WIDTH - _MARGIN - cross - size, _MARGIN + start, size, vertical=True)
    return Line(text, _MARGIN + start, _MARGIN + cross, size)


def _section(lines: Sequence[Line]) -> str:
    spans = "".join(
        f'<span style="position:absolute;white-space:pre;line-height:1;left:{line.left}px;top:{line.top}px;'
        f'font-size:{line.size}px;writing-mode:{"vertical-rl" if line.vertical else "horizontal-tb"}">'
        f"{html.escape(line.text)}</span>"
        for line in lines
    )
    return f'<section style="position:relative;height:{_HEIGHT}px;break-after:page">{spans}</section>'


def _document(body: str) -> str:
    page = "@page{size:794px 1123px;margin:0}body{margin:0}section:last-child{break-after:auto!important}"
    family = "font-family:'Noto Sans CJK JP',sans-serif"
    return f'<html lang="ja"><meta charset="utf-8"><style>{page}</style><body style="{family}">{body}</body></html>'
