"""A sentence in the forms that rules look at: as shown, folded, its quotations blotted out, its places found.

Cue words are looked for in `plain`, where what stands inside quotation marks cannot be mistaken for what the sentence
itself says. All forms have one length, so an offset in one is an offset in all.
"""

import re
from dataclasses import dataclass, replace

from ingest.places import PlaceMention, find_places
from ingest.text import fold

BLOT = "*"  # stands for each character of a quotation
_OPENING = {"「": "」", "『": "』", "《": "》", "〈": "〉", "“": "”"}
_KANA = re.compile(r"[\u3041-\u309f]")


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence, list item or caption; `chinese` is that of the whole report."""

    shown: str
    folded: str
    plain: str
    places: tuple[PlaceMention, ...]
    chinese: bool

    def place_over(self, position: int) -> PlaceMention | None:
        """Return the place whose name holds this character."""
        return next((mention for mention in self.places if mention.start <= position < mention.end), None)

    def part(self, start: int, end: int) -> "Wording":
        """Return the forms of a part of the text."""
        places = tuple(
            replace(mention, start=mention.start - start, end=mention.end - start)
            for mention in self.places
            if start <= mention.start and mention.end <= end
        )
        return Wording(self.shown[start:end], self.folded[start:end], self.plain[start:end], places, self.chinese)


def word(text: str, *, chinese: bool) -> Wording:
    """Return a text in every form the rules look at."""
    folded = fold(text)
    return Wording(text, folded, _blotted(text, folded), tuple(find_places(text)), chinese)


def is_chinese(texts: "list[str]") -> bool:
    """Return whether a report is written in Chinese: next to no hiragana in it."""
    whole = "".join(texts)
    return len(_KANA.findall(whole)) < 0.02 * len(whole)


def quotations(text: str) -> list[tuple[int, int]]:
    """Return where the outermost quotations of a text stand, without their marks."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        closing = _OPENING.get(text[at])
        end = _closed(text, at, closing) if closing else None
        if end is not None:
            found.append((at + 1, end))
            at = end
        at += 1
    return found


def _closed(text: str, start: int, closing: str) -> int | None:
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == text[start]) - (text[at] == closing)
        if depth == 0:
            return at
    return None


def _blotted(text: str, folded: str) -> str:
    for start, end in quotations(text):
        folded = folded[:start] + BLOT * (end - start) + folded[end:]
    return folded
