"""Words of Japanese and of Chinese that say the same, where neither the characters nor the table of terms show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.records import Language
from ingest.text import fold


@dataclass(frozen=True, slots=True)
class _Equal:
    """Words of one meaning, folded: of Japanese perhaps only how they begin."""

    ja: tuple[str, ...]
    zh: tuple[str, ...]


def said_for(told: str, language: Language) -> Iterator[str]:
    """Yield the words that a text in this language may have for those of a folded one in the other."""
    for row in _equals():
        here, there = (row.zh, row.ja) if language == "ja" else (row.ja, row.zh)
        if any(word in told for word in here):
            yield from there


def said_alike(word: str) -> tuple[str, ...]:
    """Return the words of the other language that say the same as a folded one; none where the table lacks it."""
    rows = [(row.ja, row.zh) for row in _equals()]
    sides = [*rows, *((zh, ja) for ja, zh in rows)]
    return tuple(dict.fromkeys(other for here, there in sides if word in here for other in there))


def without_said(folded: str, told: str, language: Language) -> str:
    """Return a folded text with blanks in the place of the words it may have for those of `told`."""
    for word in sorted(said_for(told, language), key=len, reverse=True):
        folded = folded.replace(word, " " * len(word))
    return folded


@cache
def _equals() -> tuple[_Equal, ...]:
    lines = Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(_Equal(tuple(map(fold, ja.split())), tuple(map(fold, zh.split()))) for ja, zh in list(rows)[1:])
