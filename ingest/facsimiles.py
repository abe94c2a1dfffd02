"""Draw a page of a PDF in a process of its own: one that is made to do harm ends that, not the server that asked.

Runs as `python -m ingest.facsimiles`.
"""

import json
from pathlib import Path

from ingest.errors import UnreadableDocument
from ingest.limits import DRAWING
from ingest.pdfs import draw_page
from ingest.records import Box, DrawnPage, Strip
from ingest.sandbox import Worker, serve

_WIDTH = 1240  # pixels; A4 at 150 dots per inch: sharp on a phone and in a panel
_MOST_PIXELS = 4_000_000
_QUALITY = 80  # of WebP


def draw_in_child(path: Path, number: int) -> DrawnPage:
    """Return the drawn page; UnreadableDocument for one that cannot be drawn, TimeoutError if it has to wait."""
    try:
        request = str(number).encode("ascii") + b"\n" + path.read_bytes()
    except OSError as problem:
        raise UnreadableDocument(f"{path.name}: cannot be opened ({problem.strerror})") from None
    with Worker("ingest.facsimiles", DRAWING) as worker:
        return _unpack(worker.ask(request, name=f"page {number} of {path.name}"))


def _draw(request: bytes) -> bytes:
    number, _, data = request.partition(b"\n")
    return _pack(draw_page(data, int(number), width=_WIDTH, most_pixels=_MOST_PIXELS, quality=_QUALITY))


def _pack(drawn: DrawnPage) -> bytes:
    strips = [[strip.text, [[round(edge) for edge in box] for box in strip.boxes]] for strip in drawn.strips]
    head = json.dumps([drawn.width, drawn.height, strips])
    return head.encode("ascii") + b"\n" + drawn.picture


def _unpack(packed: bytes) -> DrawnPage:
    head, _, picture = packed.partition(b"\n")
    width, height, strips = json.loads(head)
    placed = tuple(Strip(text, tuple(Box(*box) for box in boxes)) for text, boxes in strips)
    return DrawnPage(width, height, picture, placed)


if __name__ == "__main__":
    serve(_draw)
