"""The places a question names, in any script, in kana or Latin letters, with 市 or without.

A question is read more freely than a report: a word that stands where a name stands is looked up even where in prose it
would more likely mean something else, and what the reports speak of decides between places of one name.
"""

import re
from collections.abc import Iterator, Sequence

from assistant import cues
from assistant.archive import Archive
from assistant.cues import cue
from assistant.queries import Rest
from ingest.places import Place, PlaceMention, contains, doubtful_bare, find_places, names_at, place_named
from ingest.terms import term_named

_MAJOR = ("group", "prefecture", "province", "city", "region")
_HAN = re.compile("[\u3400-\u9fff]")
_BEFORE = r"(?:^|[^\u3400-\u9fff]|[在于自従由和与及跟対向到往去来的是有問了過提講談説届回次年月]|関于|還有)$"
_AFTER = (
    r"$|[^\u3400-\u9fff]|和|与|及|跟|為|曾|側|方",
    *cues.EMPTY,
    *(source for rows in (cues.SESSIONS, cues.ROLES) for _, source in rows),
)
_KATAKANA_RUN = re.compile("[ァ-ヴー]{2,}")
_HIRAGANA_RUN = re.compile("[ぁ-ゖー]{2,}")
_OPENS, _CLOSES = (
    "のはをにがでともへやてら",
    re.compile("[のはをにがでともへや]|から|まで|より|って|です|でし|[^ぁ-ゖー]|$"),
)
_SHORT_KANA = 2
_READ_KIND = re.compile("(?:[しく]|けん|ちょう|まち|そん|むら|[シク]|ケン|チョウ|マチ|ソン|ムラ)$")
_KIND = re.compile("[市县省区町村府都州]")
_LATIN_RUN = re.compile(r"[a-z\u00e0-\u017f][\w'’]*(?:[ -][a-z\u00e0-\u017f][\w'’]*)*")
_LATIN_WORD = re.compile(r"[^ -]+")
_LONGEST_LATIN, _SURE_LATIN = 5, 5  # words of a name; letters from which a name is no word by chance
_GREAT_CITY = 1_000_000  # known by a shorter name, too
_COUNTRY_NAMES = ("china", "japan")  # 知名町 is read China
_COUNTRIES = ((r"日本(?:側|方|国)?[の的]?$|日方的?$", r"^,? (?:in |of )?japan", "JP"),
              (r"中国(?:側|方)?[の的]?$|中方的?$", r"^,? (?:in |of )?(?:the )?(?:pr ?)?china", "CN"))  # fmt: skip


def places_asked(question: str, rest: Rest, archive: Archive) -> list[PlaceMention]:
    """Return the places a question names, in its order; of places of one name those that may be meant."""
    series = [match.span() for match in cue(cues.SERIES).finditer(rest.folded)]
    found = [m for m in find_places(question) if not any(start < m.end and m.start < end for start, end in series)]
    for read in (_in_han, _in_kana, _in_latin):
        taken = [*series, *((mention.start, mention.end) for mention in found)]
        for mention in read(rest.folded, question, archive):
            if not any(start < mention.end and mention.start < end for start, end in taken):
                found.append(mention)
                taken.append((mention.start, mention.end))
    return sorted(found, key=lambda mention: mention.start)


def meant_by(mention: PlaceMention, folded: str, archive: Archive) -> tuple[Place, ...]:
    """Return the places a mention means: the larger, those of the country said, those the reports speak of, or all."""
    places = mention.places
    if len(places) == 1:
        return mention.chain[-1:] or places
    places = tuple(place for place in places if not any(contains(outer, place) for outer in places))
    for before, after, country in _COUNTRIES:
        if cue(before).search(folded[: mention.start]) or cue(after).search(folded[mention.end :]):
            places = tuple(place for place in places if place.country == country) or places
    return tuple(place for place in places if place.id in archive.places) or places


def _in_han(folded: str, question: str, archive: Archive) -> Iterator[PlaceMention]:
    """Yield names in Chinese characters that stand between words that are no part of them."""
    at = 0
    while at < len(folded):
        opens = _HAN.match(folded[at]) and cue(_BEFORE).search(folded[:at])
        for end, places in names_at(folded, at) if opens else ():
            name = folded[at:end]
            if len(name) > 1 and _closes(folded, end) and _is_meant(name, places, archive):
                yield _mention(at, end, places)
                at = end - 1
                break
        at += 1


def _closes(folded: str, end: int) -> bool:
    return any(cue(source).match(folded, end) for source in _AFTER)


def _is_meant(name: str, places: Sequence[Place], archive: Archive) -> bool:
    """Return whether a word is meant as a name: no word of the field, and common as a name or one of the reports'."""
    if term_named(name) or any(cue(source).fullmatch(name) for source in (*cues.EMPTY, cues.VAGUE)):
        return False
    sure = any(place.level in _MAJOR for place in places) and not doubtful_bare(name)
    return sure or bool(_KIND.match(name[-1])) or any(place.id in archive.places for place in places)


def _in_kana(folded: str, question: str, archive: Archive) -> Iterator[PlaceMention]:
    """Yield names in kana: a whole run of katakana, in hiragana what stands between particles."""
    for run in _KATAKANA_RUN.finditer(folded):
        if mention := _read_aloud(folded, *run.span(), archive):
            yield mention
    for run in _HIRAGANA_RUN.finditer(folded):
        at = run.start()
        while at < run.end() - 1:
            opens = at == run.start() or folded[at - 1] in _OPENS
            ends = (end for end in range(run.end(), at + 1, -1) if opens and _CLOSES.match(folded, end))
            mention = next((one for end in ends if (one := _read_aloud(folded, at, end, archive))), None)
            if mention:
                yield mention
            at = mention.end if mention else at + 1


def _read_aloud(folded: str, start: int, end: int, archive: Archive) -> PlaceMention | None:
    """Return the mention of a place by its reading, the word for its kind after it included: シンヨウ市."""
    name = folded[start:end]
    kind = folded[end : end + 1] if _KIND.match(folded, end) else ""
    places = tuple(place for place in place_named(name) if not kind or kind in (place.ja[-1:], place.zh_hans[-1:]))
    known = any(place.id in archive.places for place in places)
    major = end - start > _SHORT_KANA and any(place.level in _MAJOR for place in places)
    whole = end - start > _SHORT_KANA + 1 and _READ_KIND.search(name)
    if not places or not (kind or known or major or whole):
        return None
    if end - start <= _SHORT_KANA and not kind and start:  # なら and きた are other words inside a sentence
        return None
    if term_named(name) or any(cue(source).fullmatch(name) for source in cues.EMPTY):
        return None
    return _mention(start, end + len(kind), places)


def _in_latin(folded: str, question: str, archive: Archive) -> Iterator[PlaceMention]:
    """Yield names in Latin letters in small print, in syllables, with accents, and of places smaller than cities."""
    for run in _LATIN_RUN.finditer(folded):
        words = [(run.start() + word.start(), run.start() + word.end()) for word in _LATIN_WORD.finditer(run[0])]
        first = 0
        while first < len(words):
            for last in range(min(first + _LONGEST_LATIN, len(words)), first, -1):
                start, end = words[first][0], words[last - 1][1]
                places = place_named(folded[start:end]) if end - start > 2 else ()
                if places and _is_latin_name(folded[start:end], question[start], places, archive):
                    yield _mention(start, end, places)
                    first = last - 1
                    break
            first += 1


def _is_latin_name(name: str, initial: str, places: Sequence[Place], archive: Archive) -> bool:
    if name in _COUNTRY_NAMES or term_named(name) or any(cue(source).fullmatch(name) for source in cues.EMPTY):
        return False
    if any(place.id in archive.places for place in places):
        return True
    if len(re.sub("[^a-z]", "", name)) < _SURE_LATIN:
        return any(place.level in ("prefecture", "province") or place.population >= _GREAT_CITY for place in places)
    return initial.isupper() or any(place.level in _MAJOR for place in places)


def _mention(start: int, end: int, places: tuple[Place, ...]) -> PlaceMention:
    return PlaceMention(start, end, places, places[:1], bare=True)
