"""Keep the pages drawn last, and find where a quotation stands in a drawn page.

Drawing is done elsewhere, a few at a time; a page that cannot be drawn is not tried again.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from threading import BoundedSemaphore, Lock

from ingest.errors import UnreadableDocument
from ingest.records import Box, DrawnPage, Span
from ingest.text import flat

_log = logging.getLogger(__name__)
_AT_ONCE = 2
_WAIT_SECONDS = 10  # for one of those
_MOST_BYTES = 64 << 20
_BYTES_PER_CHARACTER = 250  # of the places of the characters


@dataclass(frozen=True, slots=True)
class _Page:
    """One page of one file; the file's name is the hash of its content."""

    path: Path
    number: int


class Facsimiles:
    """Drawn pages; `draw` makes one, UnreadableDocument where it cannot, TimeoutError where it could later."""

    def __init__(self, draw: Callable[[Path, int], DrawnPage]) -> None:
        """Start with none."""
        self._draw = draw
        self._drawing = BoundedSemaphore(_AT_ONCE)
        self._lock = Lock()
        self._kept: OrderedDict[_Page, DrawnPage | None] = OrderedDict()

    def page(self, path: Path, number: int) -> DrawnPage | None:
        """Return a page of a PDF, None where it cannot be drawn now."""
        page = _Page(path, number)
        if self._knows(page):
            return self._kept_page(page)
        if not self._drawing.acquire(timeout=_WAIT_SECONDS):
            return None
        try:
            if not self._knows(page):
                self._keep(page, self._draw(path, number))
        except UnreadableDocument as problem:
            _log.warning("%s", problem)
            self._keep(page, None)
        except TimeoutError as problem:
            _log.warning("%s", problem)
        finally:
            self._drawing.release()
        return self._kept_page(page)

    def _knows(self, page: _Page) -> bool:
        with self._lock:
            return page in self._kept

    def _kept_page(self, page: _Page) -> DrawnPage | None:
        with self._lock:
            if page in self._kept:
                self._kept.move_to_end(page)
            return self._kept.get(page)

    def _keep(self, page: _Page, drawn: DrawnPage | None) -> None:
        with self._lock:
            self._kept[page] = drawn
            while len(self._kept) > 1 and sum(map(_size, self._kept.values())) > _MOST_BYTES:
                self._kept.popitem(last=False)


def find_boxes(drawn: DrawnPage, text: str, spans: Sequence[Span]) -> list[Box]:
    """Return a box for every piece of a line that pieces of a page's stored text fill, in the picture's pixels.

    The picture's text is the stored text but for white space, unless another version of the program stored it: then
    the words are looked for.
    """
    shown = "".join(strip.text for strip in drawn.strips)
    same = shown == flat(text)
    boxes: list[Box] = []
    for span in spans:
        words = flat(text[span.start : span.end])
        start = len(flat(text[: span.start])) if same else shown.find(words)
        if words and start >= 0:
            boxes += _between(drawn, start, start + len(words))
    return boxes


def _between(drawn: DrawnPage, start: int, end: int) -> list[Box]:
    """Return the boxes around the characters from `start` to `end`, a box for each strip."""
    ends = list(accumulate(len(strip.text) for strip in drawn.strips))
    inside = [
        strip.boxes[max(start - last + len(strip.text), 0) : max(end - last + len(strip.text), 0)]
        for strip, last in zip(drawn.strips, ends, strict=True)
    ]
    return [_around(boxes) for boxes in inside if boxes]


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _size(drawn: DrawnPage | None) -> int:
    if drawn is None:
        return _BYTES_PER_CHARACTER
    return len(drawn.picture) + _BYTES_PER_CHARACTER * sum(len(strip.text) for strip in drawn.strips)
