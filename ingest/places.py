"""Know every place of Japan and China by all its names, and find them in text.

Names are compared folded, so a place is found in whatever script it is written. A name without
its 市, 県 or 省 is marked `bare`: 松本, 石川 or 福島 may be a person, and only the caller knows the sentence.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ingest.gazetteer import (
    SUFFIX,
    Place,
    contains,
    coordinates,
    cues,
    gazetteer,
    latin_key,
    latin_levels,
    major,
    name_in,
    place_by_id,
    spoken_in_chinese,
)
from ingest.languages import language_of
from ingest.readings import kana_key, spoken_key
from ingest.records import Country
from ingest.text import fold, folded_key

__all__ = [
    "Place",
    "PlaceMention",
    "contains",
    "coordinates",
    "doubtful_bare",
    "find_places",
    "known_places",
    "major",
    "name_in",
    "names_at",
    "nearest_spelling",
    "place_by_id",
    "place_named",
    "read_in_japanese",
    "said",
]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name in a text: what it may be (several: unresolved), the places named before it in one breath, and itself."""

    start: int
    end: int
    places: tuple[Place, ...]
    chain: tuple[Place, ...]  # 長野県東御市: the prefecture, then the city
    bare: bool


def known_places() -> tuple[Place, ...]:
    """Return every place of the gazetteer."""
    return tuple(gazetteer().by_id.values())


def place_named(text: str) -> tuple[Place, ...]:
    """Return the places with exactly this name, the larger first: 大阪府, 大阪, Osaka, おおさか, 长野县东御市.

    Towns and wards are left out where a city or province has the name.
    """
    known, key = gazetteer(), folded_key(text)
    return (
        known.full.get(key)
        or major(known.stems.get(key, ()))
        or major(said(text))
        or major(read_in_japanese(text))
        or next((one.places for one in find_places(text) if one.end - one.start == len(text)), ())
    )


def said(name: str) -> tuple[Place, ...]:
    """Return all places with exactly this name in kana or in Latin letters; Saitama City is no prefecture."""
    key = folded_key(name)
    if _KANA.fullmatch(key):
        return gazetteer().readings.get(kana_key(key), ())
    places, levels = gazetteer().latin.get(latin_key(name), ()) if _LATIN.match(key) else (), latin_levels(name)
    return tuple(place for place in places if place.level in levels)


def read_in_japanese(name: str) -> tuple[Place, ...]:
    """Return the Chinese places whose characters Japanese reads like this name in kana: こうせい, 江西 and others."""
    key = folded_key(name)
    return gazetteer().on_readings.get(kana_key(key), ()) if _KANA.fullmatch(key) else ()


def heard_in_chinese(name: str) -> tuple[Place, ...]:
    """Return the Chinese cities and provinces whose names sound like this in katakana: ミエンヤン, フーチョウ."""
    return spoken_in_chinese().get(spoken_key(name), ()) if _HEARD.fullmatch(name) else ()


def names_at(folded: str, at: int) -> Iterator[tuple[int, tuple[Place, ...]]]:
    """Yield where the names end, and whose they are, that stand in folded text at a place, the longest first.

    Whether they are meant as names only the caller knows: 合作, 平安 and 長寿 are places too.
    """
    known = gazetteer()
    for length in known.stem_lengths.get(folded[at], ()):
        name = folded[at : at + length]
        places = known.full.get(name) or known.stems.get(name)
        if places and len(name) == length:
            yield at + length, places


def doubtful_bare(folded: str) -> bool:
    """Tell whether a folded name without its 市 or 県 is more often another word: 平安, 合作, 三重 in Chinese."""
    return folded in cues("never_bare") or folded in cues("never_bare_in_chinese")


def nearest_spelling(text: str) -> tuple[Place, ...]:
    """Return the places of the one name that differs from this one in a single character: 瀋陽 for 藩陽."""
    key = folded_key(text)
    if len(key) < 2:
        return ()
    found: dict[str, tuple[Place, ...]] = {}
    likely: dict[str, tuple[Place, ...]] = {}
    for at, wrong in enumerate(key):
        for name, places in _patterns().get(f"{key[:at]}?{key[at + 1 :]}", {}).items():
            found[name] = places
            if any(wrong in group and name[at] in group for group in cues("confused")):
                likely[name] = places
    return next((next(iter(names.values())) for names in (likely, found) if len(names) == 1), ())


def find_places(text: str, *, country: Country | None = None) -> list[PlaceMention]:
    """Return the places a text names, in its order; `country` settles names that both countries have.

    Sentences are asked about again and again, by every reader of a report and by every answer: the last are kept.
    """
    return list((_kept if len(text) <= _SENTENCE else _find)(text, country))


def _find(text: str, country: Country | None) -> tuple[PlaceMention, ...]:
    folded = fold(text)
    chinese = language_of(text).startswith("zh")
    mentions: list[PlaceMention] = []
    for found in sorted([*_matches(folded, chinese), *_latin_matches(text)], key=lambda one: one.start):
        last = mentions[-1] if mentions else None
        chained = _chain(last, found) if last and last.end == found.start else None
        if chained:
            mentions[-1] = chained
        elif not _needs_chain(folded, found, chinese, follows=last is not None and last.end == found.start):
            mentions.append(found)
    return tuple(_resolve(mention, mentions, folded, country) for mention in mentions)


_SENTENCE = 300  # characters
_kept = lru_cache(maxsize=8192)(_find)


# Matching

_KATAKANA = re.compile("[ァ-ヴー]")
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[a-z\u00e0-\u017f]")
_HEARD = re.compile("[ァ-ヴー]{3,}")
_KANA = re.compile("[ぁ-ゖァ-ヴー]+")
_NOT_AFTER = {"市": "场域", "区": "域间分", "村": "落"}
_BEFORE_HIRAGANA, _AFTER_HIRAGANA = "のとやはがにもをへで", "のはがをにでともへやかな"
_CITY_IN_CHINESE_PROSE = 300_000  # a smaller Japanese city without its 市 is more often a chance match


def _matches(folded: str, chinese: bool) -> Iterator[PlaceMention]:
    known, at, ended = gazetteer(), 0, 0
    while at < len(folded):
        for length in known.lengths.get(folded[at : at + 2], ()):
            name = folded[at : at + length]
            if len(name) < length or (name not in known.full and name not in known.bare):
                continue
            before = folded[at - 1 : at] if at and at != ended else ""
            places, bare = known.full.get(name, ()), False
            if not places or not _stands_alone(name, before, folded[at + length : at + length + 1]):
                places, bare = known.bare.get(name, ()), True
                places = places if _is_bare_name(name, places, before, folded[at + length :], chinese) else ()
            if places:
                yield PlaceMention(at, at + length, places, places[:1], bare)
                at += length - 1
                ended = at + 1
                break
        at += 1


def _stands_alone(name: str, before: str, after: str) -> bool:
    """Tell whether a full name is no part of a longer word: 観光市場 is not 光市, アラサ市 not ラサ市."""
    if after and after in _NOT_AFTER.get(name[-1], ""):
        return False
    if (_KATAKANA.match(name[0]) and _KATAKANA.match(before)) or (_KATAKANA.match(name[-1]) and _KATAKANA.match(after)):
        return False
    return len(name) > 2 or not SUFFIX.search(name) or not _HAN.match(before) or before in cues("before_bare")


def _is_bare_name(name: str, places: Sequence[Place], before: str, rest: str, chinese: bool) -> bool:
    if not places:
        return False
    after = rest[:1]
    if _KATAKANA.match(name):
        return not _KATAKANA.match(before) and not _KATAKANA.match(after)
    if "ぁ" <= name[0] <= "ゖ":
        return not ("ぁ" <= before <= "ゖ" and before not in _BEFORE_HIRAGANA) and not (
            "ぁ" <= after <= "ゖ" and after not in _AFTER_HIRAGANA
        )
    if chinese:
        return name not in cues("never_bare_in_chinese") and any(
            place.level in ("group", "prefecture", "province", "region")
            or (place.country == "CN" and len(place.id) == len("CN-2101"))
            or place.population >= _CITY_IN_CHINESE_PROSE
            for place in places
        )
    if _HAN.match(before) and before not in cues("before_bare"):
        return False
    return not _HAN.match(after) or rest.startswith(cues("after_bare")) or rest[:2] in gazetteer().lengths


def _needs_chain(folded: str, found: PlaceMention, chinese: bool, *, follows: bool) -> bool:
    """Tell whether a name counts only after the place it lies in: 東区, 城区, in Chinese 新城市."""
    name = folded[found.start : found.end]
    before = folded[found.start - 1 : found.start]
    if chinese and name in cues("only_in_chain"):
        return not (name.endswith("城市") and not _HAN.match(before))
    return len(name) == 2 and name[1] == "区" and (chinese or follows or bool(_HAN.match(before)))


def _latin_matches(text: str) -> Iterator[PlaceMention]:
    for match in _LATIN_NAME.finditer(text):
        words = list(re.finditer(r"[^\W\d_][\w'’-]*", match[0]))
        first = 0
        while first < len(words):
            for last in range(min(first + 3, len(words)), first, -1):
                start, end = match.start() + words[first].start(), match.start() + words[last - 1].end()
                places = tuple(place for place in said(text[start:end]) if place.level in _LATIN_LEVELS)
                if places and text[start:end] not in _ENGLISH_WORDS:
                    yield PlaceMention(start, end, places, places[:1], not _LATIN_SUFFIX.search(text[start:end]))
                    first = last - 1
                    break
            first += 1


_LATIN_NAME = re.compile(r"(?<![\w-])[A-ZĀ-ſ][\w'’-]+(?: [A-ZĀ-ſ][\w'’-]+| (?:city|prefecture|province)\b)*")
_LATIN_SUFFIX = re.compile(r"[ -](?:city|prefecture|province|shi|ken|sheng)$", re.IGNORECASE)
_LATIN_LEVELS = ("group", "prefecture", "province", "city", "region")
_ENGLISH_WORDS = {"Date", "Mine", "Same", "He", "An", "Ina", "Tone", "Ali", "Man", "Are", "Use", "Ise", "Sun", "Kai"}


# Resolving


def _chain(last: PlaceMention, found: PlaceMention) -> PlaceMention | None:
    """Return one mention of 長野県 and 東御市, where the second lies in the first."""
    inner = tuple(place for place in found.places if any(contains(outer, place) for outer in last.places))
    if not inner:
        return None
    outer = next(place for place in last.places if contains(place, inner[0]))
    return PlaceMention(last.start, found.end, inner, (*last.chain[:-1], outer, inner[0]), found.bare)


def _resolve(
    mention: PlaceMention, mentions: Sequence[PlaceMention], folded: str, country: Country | None
) -> PlaceMention:
    """Keep of several places those that the country, the words before or the other mentions speak for."""
    places = mention.places
    said = {"中国": "CN", "日本": "JP"}.get(folded[max(mention.start - 2, 0) : mention.start])
    for wanted in (said, country):
        places = tuple(place for place in places if place.country == wanted) or places
    if len(places) > 1 and not any(contains(places[0], place) for place in places[1:]):
        others = [one for one in mentions if one is not mention and len(one.places) == 1]
        for other in sorted(others, key=lambda one: abs(one.start - mention.start)):
            near = other.places[0]
            related = tuple(one for one in places if contains(one, near) or contains(near, one))
            if related:
                places = related
                break
        else:
            countries = {one.places[0].country for one in others}
            if len(countries) == 1:
                places = tuple(place for place in places if place.country in countries) or places
    return replace(mention, places=places, chain=(*mention.chain[:-1], places[0]))


@cache
def _patterns() -> dict[str, dict[str, tuple[Place, ...]]]:
    """Return the names by what is left of them without one character."""
    known = gazetteer()
    patterns = defaultdict[str, dict[str, tuple[Place, ...]]](dict)
    for name, places in (known.bare | known.full).items():
        for at in range(len(name)):
            patterns[f"{name[:at]}?{name[at + 1 :]}"][name] = places
    return patterns
