"""Words of a sentence that nothing it cites holds: what a model adds of its own, be it one verb.

Words that only say that something was said, held or asked are no claims; they are listed. In the language of the source
every other word has to stand there; across languages words are others, so there only most of them have to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.text import fold

_RUN = re.compile(r"[\u3400-\u9fff々ァ-ヴー]+")
_LATIN_WORD = re.compile(r"[a-z]{3,}")
_STEM = re.compile(r"[ぁ-ん]")
_SHARE_OF_LATIN = 3  # claims that may bring one word the sources do not have, translated


@dataclass(frozen=True, slots=True)
class _Neutral:
    """The words that claim nothing: found anywhere, characters that are a word alone or anywhere, English ones."""

    words: re.Pattern[str]
    characters: frozenset[str]
    particles: frozenset[str]
    latin: frozenset[str]


def strays(folded: str, told: str) -> list[str]:
    """Return the kanji and katakana words of a folded sentence that neither its sources nor the list hold."""
    return [folded[start:end] for start, end in stray_spans(folded, told)]


def stray_spans(folded: str, told: str) -> list[tuple[int, int]]:
    """Return where those words stand."""
    neutral, held = _neutral(), [False] * len(folded)
    for run in _RUN.finditer(folded):
        start, end = run.span()
        for at in range(start, end - 1):
            if folded[at : at + 2] in told:
                held[at] = held[at + 1] = True
        for found in neutral.words.finditer(folded, start, end):
            held[found.start() : found.end()] = [True] * len(found[0])
        for at in range(start, end):
            held[at] = held[at] or folded[at] in neutral.particles
        for at in range(start, end):
            beside = (at == start or held[at - 1]) and (at + 1 == end or held[at + 1])
            if beside and (folded[at] in neutral.characters or (end - start == 1 and folded[at] in told)):
                held[at] = True
    return list(_unheld(folded, held))


def claims_of(folded: str) -> str:
    """Return a folded text with blanks in the place of the words that only say that something was said."""
    neutral = _neutral()
    blank = neutral.words.sub(lambda found: " " * len(found[0]), folded)
    return "".join(" " if character in neutral.particles else character for character in blank)


def latin_strays(folded: str, told: Sequence[str]) -> list[str]:
    """Return the words of a folded English sentence that say something and stand in none of these texts."""
    known = {word for text in told for word in _LATIN_WORD.findall(text)} | _neutral().latin
    return [word for word in _LATIN_WORD.findall(folded) if word not in known]


def too_many(latin: Sequence[str], claims: int) -> bool:
    """Return whether of an English sentence with so many claims more is unknown than a translation may bring."""
    return len(latin) * _SHARE_OF_LATIN > claims


@cache
def _neutral() -> _Neutral:
    lines = Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    rows = {language: words.split() for language, _, words in (line.partition("\t") for line in lines) if words}
    words = {fold(word) for word in (*rows["ja"], *rows["zh"])}
    longest = sorted((word for word in words if len(word) > 1), key=len, reverse=True)
    alone = frozenset(word for word in words if len(word) == 1)
    particles = frozenset(map(fold, rows["particles"]))
    return _Neutral(re.compile("|".join(longest)), alone, particles, frozenset(rows["en"]))


def _unheld(folded: str, held: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the runs of characters that nothing holds; one alone counts where it is the stem of a Japanese word."""
    for run in _RUN.finditer(folded):
        start = run.start()
        while start < run.end():
            end = start
            while end < run.end() and not held[end]:
                end += 1
            alone = end - start == 1
            if end - start > 1 or (alone and end == run.end() and _STEM.match(folded, end)):
                yield start, end
            start = max(end, start) + 1
