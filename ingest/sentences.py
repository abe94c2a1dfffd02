"""Blocks → sentences, each with the heading it stands under: the units that facts, talks and mentions are read from."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.patterns import pattern
from ingest.records import Block, Sentence
from ingest.text import cut, fold, join, sentences

_KANJI = r"[\u3400-\u9fff々ヶ]"
_READING = rf"(?<={_KANJI})\((?:[ぁ-ゖー・ ]+\)|[ァ-ヺー]+\)(?={_KANJI}))"

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


def without_readings(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences without the brackets that tell how names are read: 湯島谷（ゆしまだに）敦さん.

    What is left keeps its places on the page; the bracket is passed over as a caption in mid-sentence is.
    """
    return [_without_readings(sentence) for sentence in sentences]


def _without_readings(sentence: Sentence) -> Sentence:
    readings = [match.span() for match in pattern(_READING).finditer(fold(sentence.text))]
    if not readings:
        return sentence
    starts = [0, *(end for _, end in readings)]
    ends = [*(start for start, _ in readings), len(sentence.text)]
    kept = [cut(sentence.excerpt, start, end) for start, end in zip(starts, ends, strict=True)]
    return replace(sentence, excerpt=join(kept))
