"""Draw a page of a PDF in a process of its own, whose time and memory are limited.

Runs as `python -m ingest.facsimiles FILE PAGE`. PDFs come from many hands: one that is made to exhaust or to crash
whoever opens it ends that process, not the server that asked.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from ingest.errors import UnreadableDocument
from ingest.pdfs import draw_page
from ingest.records import Box, DrawnPage, Strip

_WIDTH = 1240  # pixels; A4 at 150 dots per inch: sharp on a phone and in a panel
_MOST_PIXELS = 4_000_000
_QUALITY = 80  # of WebP
_MOST_SECONDS = 5  # of computing; a page of text takes 0.4 s with the start of the process
_PATIENCE_SECONDS = 20  # where the computer is busy with other work
_MOST_MEMORY = 1 << 30  # bytes


def draw_in_child(path: Path, number: int) -> DrawnPage:
    """Return the drawn page; UnreadableDocument for one that cannot be drawn, TimeoutError if it has to wait."""
    package = str(Path(__file__).parents[1])
    search = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "ingest.facsimiles", str(path), str(number)]
    environment = {**os.environ, "PYTHONPATH": search}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError(f"page {number} of {path.name} was not drawn in {_PATIENCE_SECONDS} s") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1] if said else f"drawing ended with {done.returncode}"
        raise UnreadableDocument(f"{path.name}: {reason}")
    return _unpack(done.stdout)


def _pack(drawn: DrawnPage) -> bytes:
    strips = [[strip.text, [[round(edge) for edge in box] for box in strip.boxes]] for strip in drawn.strips]
    head = json.dumps([drawn.width, drawn.height, strips])
    return head.encode("ascii") + b"\n" + drawn.picture


def _unpack(packed: bytes) -> DrawnPage:
    head, _, picture = packed.partition(b"\n")
    width, height, strips = json.loads(head)
    placed = tuple(Strip(text, tuple(Box(*box) for box in boxes)) for text, boxes in strips)
    return DrawnPage(width, height, picture, placed)


def _limit() -> None:
    """Limit this process where the system can; elsewhere only the patience of the one who waits does."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
        if sys.platform == "linux":  # macOS counts what it shares
            resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def main(path: str, number: str) -> None:
    """Write the drawn page to standard output."""
    _limit()
    data = Path(path).read_bytes()
    drawn = draw_page(data, int(number), width=_WIDTH, most_pixels=_MOST_PIXELS, quality=_QUALITY)
    sys.stdout.buffer.write(_pack(drawn))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (UnreadableDocument, MemoryError, OSError) as error:
        sys.exit(f"{error!s}")
