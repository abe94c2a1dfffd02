"""Words somebody copied, where a sentence holds them as a whole: 市長, but not that of 副市長."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ingest.names import HONORIFIC, KANJI, cues, name_at, title
from ingest.patterns import pattern
from ingest.places import find_places, place_named
from ingest.records import Excerpt, Sentence
from ingest.terms import find_terms
from ingest.text import HAS_CJK, cut, flat, fold, folded_key

_NEAR = 40  # characters between a name and what is said to be its post or place
_RUN = re.compile(rf"[{KANJI}]{{2}}|[ァ-ヺー]{{2}}|[a-z0-9]{{2}}")
_JOINS = r"[とや和与及、,，]"  # what stands between two people or two places
_KINDS = "県县縣省市州区區町村郡旗"  # what the name of a place may end with inside a longer one: 四川省|都江堰市


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a claim where a sentence holds them."""

    sentence: Sentence
    start: int
    end: int

    @property
    def excerpt(self) -> Excerpt:
        """The words with where they stand in the report."""
        return cut(self.sentence.excerpt, self.start, self.end)

    @property
    def name(self) -> str:
        """The words without the blanks that print puts into names."""
        text = self.excerpt.text
        return flat(text) if HAS_CJK.search(text) else " ".join(text.split())


def locate(sentence: Sentence, words: str, kind: str = "", speaker: Found | None = None) -> Found | None:
    """Return where a sentence holds these words, white space and print aside, as a whole and beside the speaker."""
    folded, whole = fold(sentence.text), _WHOLE.get(kind)
    places = [at for at, character in enumerate(folded) if not character.isspace()]
    text, sought = flat(folded), folded_key(words)
    at = text.find(sought) if sought else -1
    while at >= 0:
        found = Found(sentence, places[at], places[at + len(sought) - 1] + 1)
        if (speaker is None or _belongs(found, speaker)) and (whole is None or whole(found)):
            return found
        at = text.find(sought, at + 1)
    return None


def modified(before: str) -> bool:
    """Return whether what stands before a post makes it another one: 副|市長."""
    return fold(before).endswith(tuple(map(fold, cues("modifier"))))


def _belongs(found: Found, name: Found) -> bool:
    """Return whether a post or place stands near a name, and nobody else's between them."""
    first, second = sorted((found, name), key=lambda one: one.start)
    between = found.sentence.text[first.end : second.start]
    if second.start < first.end or len(between) > _NEAR or re.search(r"[。;；]", between):
        return False
    if found is second:  # 王立新(洛陽市副市長), but not 高野真一市長と洛陽市の…
        return not re.search(_JOINS, between) and not find_places(between)
    joined = re.match(_JOINS, between) or re.search(rf"{_JOINS}$", between)
    return not joined and not any(re.search(_JOINS, between[: one.start]) for one in find_places(between))


def _whole_name(found: Found) -> bool:
    """Return whether a name begins and ends where other words do: 高野真一, but not 野真一 or 王立 of 王立新."""
    text, start, end = found.sentence.text, found.start, found.end
    told = (name_at(text, fold(text), start, japanese=japanese) for japanese in (False, True))
    ends = _is_edge(text, end) or bool(pattern(HONORIFIC).match(fold(text), end)) or text[start:end] in told
    return _is_edge(text, start) and ends


def _whole_title(found: Found) -> bool:
    """Return whether words are a post, and no part of a longer one: 市長 of 副市長."""
    return bool(pattern(title()).search(fold(found.name))) and not modified(found.sentence.text[: found.start])


def _whole_body(found: Found) -> bool:
    """Return whether words may name an organisation: whole, without signs, no hiragana but that of a place."""
    text = found.sentence.text
    places = [(one.start, one.end) for one in find_places(text)]
    loose = (at for at in range(found.start, found.end) if re.match(r"[ぁ-ゖ、。，,:：;；「」（）()]", text[at]))
    inside = all(any(start <= at < end for start, end in places) for at in loose)
    return inside and _is_edge(text, found.start) and _is_edge(text, found.end)


def _whole_place(found: Found) -> bool:
    """Return whether words are a place as the gazetteer finds it there: not 京都 of 東京都, nor 奈良 of 奈良県."""
    named = {one.id for one in place_named(found.name)}
    over = [one for one in find_places(found.sentence.text) if one.start <= found.start and found.end == one.end]
    return not named or any(named & {place.id for place in (*one.chain, *one.places)} for one in over)


def _is_edge(text: str, at: int) -> bool:
    """Return whether one word ends and another begins at a place of a text, as far as print or a table tells."""
    if at in (0, len(text)):
        return True
    places = list(find_places(text))
    edges = {edge for one in places for edge in (one.start, one.end)}
    edges |= {at for one in places if one.chain and one.start < at < one.end and text[at - 1] in _KINDS}
    edges |= {edge for one in find_terms(text) for edge in (one.start, one.end)}
    return at in edges or not _RUN.fullmatch(fold(text[at - 1 : at + 1]))


_WHOLE: Mapping[str, Callable[[Found], bool]] = {
    "speaker": _whole_name,
    "title": _whole_title,
    "organisation": _whole_body,
    "place": _whole_place,
}
