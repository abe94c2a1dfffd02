"""Gather the characters drawn on a page into pieces of lines, horizontal or vertical.

It alone knows how print places characters: the em square, side-by-side digits in a vertical line, furigana. The order
in which characters were drawn decides nothing here, for page-setting programs draw in any.
"""

import statistics
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.records import Box

_FIELD_GAP = 0.9  # ems; a wider gap parts two pieces
_WORD_GAP = 0.22
_FAR = 1e9


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character and the box it fills, y counted downwards.

    `blank` is the white space drawn right before it; `spaced` says that a word starts here, drawn blank or not.
    """

    char: str
    left: float
    top: float
    right: float
    bottom: float
    em: float
    blank: str = ""
    spaced: bool = False

    @property
    def wide(self) -> bool:
        """Whether it fills an em square."""
        return unicodedata.east_asian_width(self.char[0]) in "WFA"


@dataclass(frozen=True, slots=True)
class Fragment:
    """Characters in one line without a wide gap.

    Coordinates follow the reading: `start` and `end` along the line, `near` and `far` across it, growing in the
    direction in which lines follow one another. `drawn` is its place in drawing order.
    """

    text: str
    start: float
    end: float
    near: float
    far: float
    em: float
    vertical: bool
    drawn: int
    drawn_last: int
    boxes: tuple[Box, ...] = field(default=(), compare=False, repr=False)  # one for each character that is no blank

    @property
    def length(self) -> float:
        """Its length in ems."""
        return (self.end - self.start) / self.em


@dataclass(frozen=True, slots=True)
class _Placed:
    """A glyph in the coordinates of one direction of writing."""

    glyph: Glyph
    drawn: int
    start: float
    end: float
    near: float
    far: float


@dataclass(frozen=True, slots=True)
class _Link:
    """The next glyph along the line and the gap to it in ems; `after` is -1 at the end."""

    after: int
    gap: float


def find_fragments(glyphs: Sequence[Glyph]) -> list[Fragment]:
    """Return the pieces of lines on a page in drawing order, furigana left out."""
    fragments: list[Fragment] = []
    across, down = _links(_place(glyphs, vertical=False)), _links(_place(glyphs, vertical=True))
    is_vertical = _directions(glyphs, across, down)
    for vertical in (False, True):
        placed = [place for place in _place(glyphs, vertical=vertical) if is_vertical[place.drawn] == vertical]
        chains = _chains(_links(placed))
        fragments += [_join([placed[index] for index in chain], vertical=vertical) for chain in chains]
    fragments.sort(key=lambda fragment: fragment.drawn)
    return [fragment for fragment in fragments if not _is_furigana(fragment, fragments)]


def _place(glyphs: Sequence[Glyph], *, vertical: bool) -> list[_Placed]:
    if vertical:
        return [_Placed(g, i, g.top, g.bottom, -g.right, -g.left) for i, g in enumerate(glyphs)]
    return [_Placed(g, i, g.left, g.right, g.top, g.bottom) for i, g in enumerate(glyphs)]


def _links(placed: Sequence[_Placed]) -> list[_Link]:
    """Return for every glyph the nearest one after it in the same line."""
    if not placed:
        return []
    band = max(1.0, statistics.median(place.glyph.em for place in placed))
    bands: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for index, place in enumerate(placed):
        bands[int((place.near + place.far) / 2 // band)].append((place.start, index))
    for members in bands.values():
        members.sort()
    return [_next(index, placed, bands, band) for index in range(len(placed))]


def _next(index: int, placed: Sequence[_Placed], bands: dict[int, list[tuple[float, int]]], band: float) -> _Link:
    here = placed[index]
    best = _Link(-1, _FAR)
    for row in range(int(here.near // band), int(here.far // band) + 1):
        members = bands.get(row, [])
        for start, other in members[bisect_left(members, ((here.start + here.end) / 2, -1)) :]:
            gap = (start - here.end) / here.glyph.em
            if gap >= best.gap:
                break
            if other != index and _same_line(here, placed[other]):
                best = _Link(other, min(gap, _WORD_GAP) if _is_word_space(here, placed[other], gap) else gap)
                break
    return best


def _is_word_space(before: _Placed, here: _Placed, gap: float) -> bool:
    """Say whether a gap is one space drawn, which some fonts make a whole em wide."""
    return here.drawn == before.drawn + 1 and here.glyph.blank == " " and gap < 1.3


def _same_line(one: _Placed, other: _Placed) -> bool:
    shared = min(one.far, other.far) - max(one.near, other.near)
    return shared >= 0.5 * min(one.far - one.near, other.far - other.near)


def _directions(glyphs: Sequence[Glyph], across: Sequence[_Link], down: Sequence[_Link]) -> list[bool]:
    """Say of each glyph whether its line is vertical: whether its nearest neighbour stands above or below.

    Digits set side by side in a vertical line have neighbours on both sides; they go with the rest of the page.
    """
    beside, stacked = _nearest(across), _nearest(down)
    votes = sum((b < s) - (s < b) for b, s in zip(beside, stacked, strict=True))
    mostly_vertical = votes < 0
    other, main = (beside, stacked) if mostly_vertical else (stacked, beside)
    links = across if mostly_vertical else down
    minority = [o < m - 0.05 for o, m in zip(other, main, strict=True)]
    kept = [
        _Link(link.after, link.gap) if minority[i] and link.after >= 0 and minority[link.after] else _Link(-1, _FAR)
        for i, link in enumerate(links)
    ]
    result = [mostly_vertical] * len(glyphs)
    for chain in _chains(kept):
        crowded = min(main[index] for index in chain) < 0.5
        if len(chain) > (3 if crowded else 1) and minority[chain[0]]:
            for index in chain:
                result[index] = not mostly_vertical
    return result


def _nearest(links: Sequence[_Link]) -> list[float]:
    """Return the gap from each glyph to its nearer neighbour in the line, before or after it."""
    gaps = [link.gap for link in links]
    for link in links:
        if link.after >= 0:
            gaps[link.after] = min(gaps[link.after], link.gap)
    return gaps


def _chains(links: Sequence[_Link]) -> list[list[int]]:
    """Return the indices that hang together by gaps narrower than between fields."""
    roots = list(range(len(links)))

    def root(index: int) -> int:
        while roots[index] != index:
            roots[index] = roots[roots[index]]
            index = roots[index]
        return index

    for index, link in enumerate(links):
        if link.after >= 0 and link.gap < _FIELD_GAP:
            roots[root(index)] = root(link.after)
    chains: dict[int, list[int]] = defaultdict(list)
    for index in range(len(links)):
        chains[root(index)].append(index)
    return list(chains.values())


def _join(places: list[_Placed], *, vertical: bool) -> Fragment:
    em = statistics.median(place.glyph.em for place in places)
    step = em / 3  # digits side by side in a vertical line start at about one height
    places.sort(
        key=lambda place: (round(place.start / step) if vertical else place.start, place.glyph.left, place.drawn)
    )
    text, boxes = places[0].glyph.char, [_box(places[0].glyph)]
    for before, here in pairwise(places):
        if _is_double(before, here):
            continue
        text += _blank(before, here) + here.glyph.char
        boxes.append(_box(here.glyph))
    return Fragment(
        text,
        start=min(place.start for place in places),
        end=max(place.end for place in places),
        near=statistics.median(place.near for place in places),
        far=statistics.median(place.far for place in places),
        em=em,
        vertical=vertical,
        drawn=min(place.drawn for place in places),
        drawn_last=max(place.drawn for place in places),
        boxes=tuple(boxes),
    )


def _box(glyph: Glyph) -> Box:
    return Box(glyph.left, glyph.top, glyph.right, glyph.bottom)


def _blank(before: _Placed, here: _Placed) -> str:
    gap = (here.start - before.end) / here.glyph.em
    if here.glyph.blank and here.drawn == before.drawn + 1 and gap > 0.1:
        return "\u3000" if "\u3000" in here.glyph.blank else " "
    if before.glyph.wide or here.glyph.wide:
        return ""
    return " " if gap > _WORD_GAP or (here.glyph.spaced and here.drawn == before.drawn + 1) else ""


def _is_double(before: _Placed, here: _Placed) -> bool:
    """Say whether a glyph repeats the one before it in its place: bold drawn twice, or a shadow."""
    near = 0.2 * here.glyph.em
    return (
        here.glyph.char == before.glyph.char
        and abs(here.start - before.start) < near
        and abs(here.near - before.near) < near
    )


def _is_furigana(fragment: Fragment, fragments: Sequence[Fragment]) -> bool:
    """Say whether a piece is the small kana that give the reading of the line right after it."""
    if not all("ぁ" <= char <= "ヿ" for char in fragment.text.replace(" ", "")):
        return False
    return any(
        base.vertical == fragment.vertical
        and fragment.em < 0.6 * base.em
        and -0.4 * base.em < base.near - fragment.far < 0.4 * base.em
        and fragment.near < base.near
        and fragment.start > base.start - base.em
        and fragment.end < base.end + base.em
        for base in fragments
    )
