"""Put the pieces of lines of a page in reading order and write them out as text.

It alone knows page make-up: one to three columns, tiers of vertical lines, headings across columns, page numbers. Blank
lines stand where print leaves a clear space or changes the size of type, for the layout stage to lean on.
"""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.glyphs import Fragment

_SEPARATOR = "\u3000"  # between the fields of one line: affiliation　name
_GUTTER = 0.8  # ems; the narrowest space between columns
_COLUMN = 8.0  # ems; narrower stacks are the cells of a table, read row by row
_PROSE = 16.0  # ems; cells are hardly as wide
_BLANK = 0.6  # ems more than usual between lines: a blank line
_SENTENCE_ENDS = "。．！？!?」』）)：:︒"
_PAGE_NUMBER = re.compile(r"^\W{0,2}[0-9０-９]{1,3}(?![0-9０-９])|(?<![0-9０-９])[0-9０-９]{1,3}\W{0,2}$")


@dataclass(frozen=True, slots=True)
class _Line:
    """Pieces that stand side by side in one column, from left to right or from top to bottom."""

    pieces: tuple[Fragment, ...]
    indented: bool = False

    @property
    def start(self) -> float:
        return self.pieces[0].start

    @property
    def end(self) -> float:
        return max(piece.end for piece in self.pieces)

    @property
    def near(self) -> float:
        return min(piece.near for piece in self.pieces)

    @property
    def far(self) -> float:
        return max(piece.far for piece in self.pieces)

    @property
    def em(self) -> float:
        return max(piece.em for piece in self.pieces)

    @property
    def vertical(self) -> bool:
        return self.pieces[0].vertical

    @property
    def drawn(self) -> int:
        return min(piece.drawn for piece in self.pieces)

    @property
    def text(self) -> str:
        return _SEPARATOR * self.indented + _SEPARATOR.join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A strip between two columns: where the right one starts, and the lines that it parts."""

    left: tuple[Fragment, ...]
    right: tuple[Fragment, ...]
    near: float
    far: float


def read_columns(fragments: Sequence[Fragment]) -> str:
    """Return the text of a page in reading order, a line of text for every line of print."""
    lines = _read_lines(fragments)
    return _write(lines) if lines else ""


def in_reading_order(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Return the pieces in the order in which `read_columns` writes them."""
    return [piece for line in _read_lines(fragments) for piece in line.pieces]


def _read_lines(fragments: Sequence[Fragment]) -> list[_Line]:
    if not fragments:
        return []
    characters = {way: sum(len(f.text) for f in fragments if f.vertical == way) for way in (False, True)}
    mostly = characters[True] > characters[False]
    main = _in_order([f for f in fragments if f.vertical == mostly])
    others = _in_order([f for f in fragments if f.vertical != mostly])
    top = min(_top(line) for line in main)
    return [
        *(line for line in others if _top(line) < top + line.em),
        *main,
        *(line for line in others if _top(line) >= top + line.em),
    ]


def _top(line: _Line) -> float:
    return line.start if line.vertical else line.near


def _in_order(fragments: Sequence[Fragment]) -> list[_Line]:
    """Return the lines of one direction of writing; the order of drawing where it reads as well as ours."""
    head, body, foot = _furniture(fragments)
    columns = [_lines(column) for column in (head, *_columns(body), foot) if column]
    ours = [line for column in columns for line in column]
    drawn = sorted(ours, key=lambda line: line.drawn)
    return drawn if _leaps(drawn) <= _leaps(ours) else ours


def _furniture(fragments: Sequence[Fragment]) -> tuple[list[Fragment], list[Fragment], list[Fragment]]:
    """Part the first and the last row off the page where they carry a page number and stand apart."""
    rows = _rows(fragments)
    head: list[Fragment] = []
    foot: list[Fragment] = []
    if len(rows) > 3 and _is_furniture(rows[-1], rows[-1][0].near - max(f.far for row in rows[:-1] for f in row)):
        foot = rows.pop()
    if len(rows) > 3 and _is_furniture(rows[0], min(f.near for row in rows[1:] for f in row) - rows[0][0].far):
        head = rows.pop(0)
    return head, [fragment for row in rows for fragment in row], foot


def _is_furniture(row: list[Fragment], gap: float) -> bool:
    ends = (row[0].text, row[-1].text)
    return gap > 0.8 * row[0].em and sum(f.length for f in row) < 40 and any(map(_PAGE_NUMBER.search, ends))


def _columns(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Return the columns of a page in reading order; what stands across columns is a column of its own."""
    gutter = _find_gutter(fragments)
    if gutter is None:
        return [list(fragments)] if fragments else []
    parted = {*gutter.left, *gutter.right}
    before = [f for f in fragments if f not in parted and f.near < gutter.near]
    after = [f for f in fragments if f not in parted and f.near >= gutter.near]
    return [column for part in (before, gutter.left, gutter.right, after) if part for column in _columns(part)]


def _find_gutter(fragments: Sequence[Fragment]) -> _Gutter | None:
    """Return the gutter that parts the most lines, None where the text runs in one column."""
    if len(fragments) < 4:
        return None
    em = statistics.median(fragment.em for fragment in fragments)
    starts = {round(fragment.start / em * 2): fragment.start for fragment in sorted(fragments, key=lambda f: -f.start)}
    found = [gutter for start in starts.values() for gutter in _gutters(fragments, start, em)]
    return max(found, key=lambda gutter: len(gutter.left) + len(gutter.right), default=None)


def _gutters(fragments: Sequence[Fragment], start: float, em: float) -> list[_Gutter]:
    """Return the stretches in which nothing crosses the strip before `start` and columns stand on both sides."""
    across = sorted(f.near for f in fragments if f.start < start - 0.1 * em and f.end > start - _GUTTER * em)
    bounds = [-float("inf"), *across, float("inf")]
    found = []
    for near, far in pairwise(bounds):
        inside = [f for f in fragments if near < f.near < far]
        left = tuple(f for f in inside if f.end <= start - _GUTTER * em)
        right = tuple(f for f in inside if f.start >= start - 0.1 * em)
        if left and right and _are_columns(left, right, em):
            found.append(_Gutter(left, right, min(f.near for f in inside), max(f.far for f in inside)))
    return found


def _are_columns(left: Sequence[Fragment], right: Sequence[Fragment], em: float) -> bool:
    """Tell columns from the cells of a table: columns hold prose, which is wide and fills its lines to the edge."""
    before, after = _rows(left), _rows(right)
    shared = min(before[-1][0].far, after[-1][0].far) - max(before[0][0].near, after[0][0].near)
    if len(before) < 3 or shared < 0.5 * em:
        return False
    width, other, start = _width(before, em), _width(after, em), min(row[0].start for row in after)
    edge = max(row[-1].end for row in before) - max(1.5, 0.15 * width) * em
    filled = sum(row[-1].end > edge for row in before) / len(before)
    level = abs(before[0][0].near - after[0][0].near) < 0.5 * em
    if level and width >= _COLUMN and filled * len(before) >= 3 and filled >= 0.15:
        return True  # however little stands beside it: the last words of the text
    aligned = sum(row[0].start < start + 0.3 * em for row in after) / len(after)
    if len(after) < 2 or aligned < 0.4:
        return False
    narrow = min(width, other)
    if {row[-1].drawn_last + 1 for row in before} >= {row[0].drawn for row in after}:
        return narrow >= _COLUMN and filled >= 0.6  # drawn across the page row by row, as tables mostly are
    apart = max(f.drawn_last for f in left) < min(f.drawn for f in right)
    return narrow >= _PROSE or (narrow >= _COLUMN and filled >= 0.3) or (narrow >= _COLUMN / 2 and apart)


def _width(rows: Sequence[Sequence[Fragment]], em: float) -> float:
    """Return the length of the longer lines in ems; half of the lines may be the short ends of paragraphs."""
    lengths = sorted((row[-1].end - row[0].start) / em for row in rows)
    return lengths[len(lengths) * 3 // 4]


def _rows(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Group pieces that stand side by side, rows in order, each from its start."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda f: (f.near + f.far) / 2):
        shared = min(rows[-1][0].far, fragment.far) - max(rows[-1][0].near, fragment.near) if rows else -1.0
        if rows and shared >= 0.5 * min(rows[-1][0].far - rows[-1][0].near, fragment.far - fragment.near):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [sorted(row, key=lambda f: f.start) for row in rows]


def _lines(column: Sequence[Fragment]) -> list[_Line]:
    rows = _rows(column)
    if len(rows) < 3:
        return [_Line(tuple(row)) for row in rows]
    edge = statistics.mode(round(row[0].start) for row in rows)
    end = max(row[-1].end for row in rows)
    return [
        _Line(tuple(row), indented=_is_indented(row, edge) and (number == 0 or _may_end(rows[number - 1], end)))
        for number, row in enumerate(rows)
    ]


def _is_indented(row: Sequence[Fragment], edge: float) -> bool:
    return 0.7 < (row[0].start - edge) / row[0].em < 2.3


def _may_end(row: Sequence[Fragment], edge: float) -> bool:
    """Say whether a paragraph may end with a row: it is not full, or it ends a sentence."""
    return row[-1].end < edge - 2 * row[-1].em or row[-1].text[-1] in _SENTENCE_ENDS


def _leaps(lines: Sequence[_Line]) -> int:
    """Count the places where reading does not go on in the next line below; leaps backwards count three."""
    count = 0
    for before, here in pairwise(lines):
        beside = here.start >= before.end or here.end <= before.start
        if here.near >= before.near and not beside and here.near - before.far < 6 * before.em:
            continue
        forward = here.near >= before.near or here.start >= before.end
        count += 1 if forward else 3
    return count


def _write(lines: Sequence[_Line]) -> str:
    gaps = sorted(here.near - before.far for before, here in pairwise(lines) if _follows(before, here))
    usual = gaps[len(gaps) // 4] if gaps else 0.0  # with short paragraphs most gaps are wide ones
    text = lines[0].text
    for before, here in pairwise(lines):
        text += ("\n\n" if _stands_apart(before, here, usual) else "\n") + here.text
    return text


def _follows(before: _Line, here: _Line) -> bool:
    """Say whether a line stands below another in the same column."""
    overlaps = here.start < before.end and before.start < here.end
    return here.vertical == before.vertical and overlaps and here.near > before.near


def _stands_apart(before: _Line, here: _Line, usual: float) -> bool:
    if here.vertical != before.vertical or not 0.87 < here.em / before.em < 1.15:
        return True
    return _follows(before, here) and here.near - before.far > usual + _BLANK * here.em
