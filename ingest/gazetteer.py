"""The gazetteer: every place of Japan and China under all its names, as `ingest.places` looks them up.

Alone knows places.tsv, and which names may be searched for in text and which only be looked up.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ingest.readings import kana_key, letters_key, said_with, spoken_key
from ingest.records import Country
from ingest.text import Language, fold, read_table

Level = Literal["group", "prefecture", "province", "city", "region", "ward", "county", "town", "village"]


@dataclass(frozen=True, slots=True)
class Place:
    """One place, or a group of prefectures or provinces (then `members` holds their ids)."""

    id: str
    country: Country
    level: Level
    ja: str
    zh_hans: str
    zh_hant: str
    en: str
    aliases: tuple[str, ...]  # with Japanese readings in hiragana
    parent: str | None
    latitude: float | None
    longitude: float | None
    population: int
    members: tuple[str, ...]


def place_by_id(id_: str) -> Place:
    """Return the place with this id."""
    return gazetteer().by_id[id_]


def name_in(place: Place, language: Language) -> str:
    """Return the place's name as readers of a language write it."""
    names = {"ja": place.ja, "zh-Hans": place.zh_hans, "zh-Hant": place.zh_hant, "en": place.en}
    return names[language] or place.ja


def contains(outer: Place, inner: Place) -> bool:
    """Tell whether one place lies in another: 東御市 in 長野県, 瀋陽市 in 東北三省; no place lies in itself."""
    if outer.members and inner.members:
        return outer.id != inner.id and set(inner.members) < set(outer.members)
    above = _ancestors(inner)
    return any(id_ in above or id_ == inner.id for id_ in outer.members) if outer.members else outer.id in above


def coordinates(place: Place) -> tuple[float, float] | None:
    """Return latitude and longitude of a place; a ward or county without its own has those of its city."""
    if place.latitude is not None and place.longitude is not None:
        return place.latitude, place.longitude
    parent = place_by_id(place.parent) if place.parent else None
    return coordinates(parent) if parent and parent.level in ("city", "region") else None


def _ancestors(place: Place) -> list[str]:
    found = []
    while place.parent:
        found.append(place.parent)
        place = place_by_id(place.parent)
    return found


@cache
def spoken_in_chinese() -> "Index":
    """Return the Chinese cities and provinces by `spoken_key`."""
    found = defaultdict[str, tuple[Place, ...]](tuple)
    for place in gazetteer().by_id.values():
        if place.country == "CN" and place.level in ("city", "province"):
            found[spoken_key(place.en)] = (*found[spoken_key(place.en)], place)
    return dict(found)


Index = dict[str, tuple[Place, ...]]
SUFFIX = re.compile("(?:[市县府都省州盟旗区町村]|地[区方]|自治区|自治州|自治县|新区)$")
_READING = re.compile("(?:し|けん|ふ|と|く|ちょう|まち|むら|そん)$")
_KANA = re.compile("[ぁ-ゖァ-ヴー]+")
_LEVELS: tuple[Level, ...] = ("group", "prefecture", "province", "city", "region", "ward", "county", "town", "village")
_LEVEL_NAMES = {str(level): level for level in _LEVELS}
_BARE_LEVELS = ("group", "prefecture", "province", "city", "region")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The places by what they are called; names folded, the larger place first."""

    by_id: dict[str, Place]
    full: Index  # names with 市, 県, 省
    bare: Index  # names without, as far as text may be searched for them
    stems: Index  # all names without
    readings: Index  # by `kana_key`
    on_readings: Index  # of Chinese names, worked out character by character; by `kana_key`
    latin: Index  # by `latin_key`
    lengths: dict[str, tuple[int, ...]]  # of full and bare names by their first two characters, the longest first
    stem_lengths: dict[str, tuple[int, ...]]  # of full names and stems by their first character, the longest first


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read on first use."""
    by_id = {place.id: place for place in map(_place, read_table("places.tsv"))}
    full, bare, stems, readings, latin = (defaultdict[str, list[Place]](list) for _ in range(5))
    for place in sorted(by_id.values(), key=lambda one: (_LEVELS.index(one.level), -one.population, one.id)):
        latin[latin_key(place.en)].append(place)
        official = {fold(place.ja), fold(place.zh_hans), fold(place.zh_hant)}
        aliases = {fold(name) for name in place.aliases}
        for name in official | aliases:
            stem = SUFFIX.sub("", name)
            if name.isascii():
                latin[latin_key(name)].append(place)
            elif name in aliases and re.fullmatch("[ぁ-ゖー]+", name):
                readings[kana_key(name)].append(place)
                readings[kana_key(_READING.sub("", name))].append(place)
            else:
                if stem != name or name in official:
                    full[name].append(place)
                if _KANA.fullmatch(stem):
                    readings[kana_key(stem)].append(place)
                stems[stem].append(place)
                if _searched_bare(place, stem, alias=name in aliases):
                    bare[stem].append(place)
    lengths, stem_lengths = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
    for name in (*full, *bare):
        lengths[name[:2]].add(len(name))
    for name in (*full, *stems):
        stem_lengths[name[:1]].add(len(name))
    return Gazetteer(
        by_id,
        _once(full),
        _once(bare),
        _once(stems),
        _once(readings),
        _read_by_character(by_id.values()),
        _once(latin),
        *(
            {start: tuple(sorted(found, reverse=True)) for start, found in one.items()}
            for one in (lengths, stem_lengths)
        ),
    )


@cache
def cues(kind: str) -> tuple[str, ...]:
    """Return the words of a kind of place_cues.tsv, folded."""
    return next(tuple(fold(words).split(" ")) for one, words in read_table("place_cues.tsv") if one == kind)


def latin_key(name: str) -> str:
    """Return a name in Latin letters so that capitals, accents, hyphens, long vowels, the words for city do not matter.

    >>> latin_key("Kōchi-ken"), latin_key("Kouchi"), latin_key("Xi'an City")
    ('kochi', 'kochi', 'xian')
    """
    return letters_key(_LATIN_SUFFIX.sub("", name.lower().strip()))


def latin_levels(name: str) -> tuple[Level, ...]:
    """Return the levels of which a name in Latin letters says it is, all where it says none: Saitama City."""
    found = _LATIN_SUFFIX.search(name.lower())
    word = (found[1] or found[2]) if found else ""
    return next((levels for words, levels in _LATIN_LEVELS.items() if word in words.split()), _LEVELS)


_LATIN_LEVELS: dict[str, tuple[Level, ...]] = {
    "city shi municipality": ("city", "province"),
    "prefecture ken fu to": ("prefecture", "region"),
    "metropolis": ("prefecture",),
    "province sheng": ("province",),
    "ward ku district qu": ("ward",),
    "county xian": ("county",),
    "town cho machi": ("town",),
    "village mura son": ("village",),
}
_LATIN_SUFFIX = re.compile(
    "(?:(?<=[a-z])-| )(city|municipality|prefecture|metropolis|province|ward|district|county|town|village"
    "|shi|ken|sheng|ku|qu|xian|cho|machi|mura|son)$|-(fu|to)$"
)


def _read_by_character(places: Iterable[Place]) -> Index:
    """Return Chinese places by how Japanese reads them; names with a character that the table lacks have no reading."""
    index = defaultdict[str, list[Place]](list)
    for place in places:
        name = SUFFIX.sub("", fold(place.zh_hans))
        for reading in said_with(name, "on_readings.tsv") if place.country == "CN" and len(name) > 1 else ():
            index[kana_key(reading)].append(place)
    return _once(index)


def major(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return the cities, provinces and larger ones among places, if there are any: 長安 is 西安市 before any 長安区."""
    return tuple(place for place in places if place.level in _BARE_LEVELS) or tuple(places)


def _searched_bare(place: Place, stem: str, *, alias: bool) -> bool:
    shortest = 3 if "ぁ" <= stem[:1] <= "ゖ" else 2
    return (place.level in _BARE_LEVELS or alias) and len(stem) >= shortest and stem not in cues("never_bare")


def _once(index: dict[str, list[Place]]) -> Index:
    return {name: tuple(dict.fromkeys(places)) for name, places in index.items()}


def _place(row: Sequence[str]) -> Place:
    id_, country, level, ja, zh_hans, zh_hant, en, aliases, parent, latitude, longitude, population, members = row
    return Place(
        id=id_,
        country="JP" if country == "JP" else "CN",
        level=_LEVEL_NAMES[level],
        ja=ja,
        zh_hans=zh_hans,
        zh_hant=zh_hant,
        en=en,
        aliases=tuple(aliases.split(";")) if aliases else (),
        parent=parent or None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        population=int(population or 0),
        members=tuple(members.split(";")) if members else (),
    )
