"""Blocks → sentences, each with the heading it stands under: the units that facts, talks and mentions are read from."""

from collections.abc import Sequence

from ingest.records import Block, Sentence
from ingest.text import sentences

_WHOLE = ("item", "heading", "caption", "title", "byline")  # kinds that are one unit, whatever they hold


def find_sentences(blocks: Sequence[Block]) -> list[Sentence]:
    """Return every sentence of every block but page furniture, in reading order."""
    found: list[Sentence] = []
    heading = ""
    for index, block in enumerate(blocks):
        if block.kind == "furniture":
            continue
        if block.kind == "heading":
            heading = block.text
        pieces = [block.excerpt] if block.kind in _WHOLE else sentences(block.excerpt)
        under = "" if block.kind in ("title", "byline", "caption") else heading
        found.extend(Sentence(piece, under, block.kind, index) for piece in pieces)
    return found
