"""The places a question names, in any script, in kana or Latin letters, with 市 or without.

A question is read more freely than a report: a word that stands where a name stands is looked up even where in prose it
would more likely mean something else, and what the reports speak of decides between places of one name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant import cues
from assistant.archive import Archive
from assistant.cityranks import ranks_named
from assistant.cues import cue
from assistant.queries import Rest
from assistant.thingnames import things_heard
from ingest.languages import KANA
from ingest.places import (
    Place,
    contains,
    doubtful_bare,
    find_places,
    heard_in_chinese,
    major,
    names_at,
    place_by_id,
    read_in_japanese,
    said,
)
from ingest.terms import term_named
from ingest.text import fold

_MAJOR = ("group", "prefecture", "province", "city", "region")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_BEFORE = r"(?:^|[^\u3400-\u9fff]|[在于自従由和与及跟対向到往去来的是有問了過提講談説届回次年月]|関于|還有)$"
_AFTER = (
    r"$|[^\u3400-\u9fff]|和|与|及|跟|為|曾|説|側|方|場(?!所)",
    *cues.EMPTY,
    *(source for rows in (cues.SESSIONS, cues.ROLES) for _, source in rows),
)
_KATAKANA_RUN = re.compile("[ァ-ヴー]{2,}")
_HIRAGANA_RUN = re.compile("[ぁ-ゖー]{2,}")
_OPENS, _CLOSES = (
    "のはをにがでともへやてら",
    re.compile("[のはをにがでともへや]|から|まで|より|って|です|でし|[^ぁ-ゖー]|$"),
)
_LONGEST_READING = 30  # kana a place's name is heard in; a question may be one run of 2,000
_SHORT_KANA = 2
# Endings of polite questions, in which no place is named: でしょうか is not 荘河 (しょうか).
_POLITE_END = (
    r"(?:で(?:した)?)?(?:で|ま)しょうか?|(?:です|でした|ました)っけ"
    r"|ください|いただけ(?:ます|ません)か|おねがい(?:いた)?します"
)
_READ_KIND = re.compile("(?:[しく]|けん|ちょう|まち|そん|むら|[シク]|ケン|チョウ|マチ|ソン|ムラ)$")
_DRAWN_OUT = re.compile("[シク]ー$")
_KIND = re.compile("[市县省区町村府都州]")
_LATIN_RUN = re.compile(r"[a-z\u00e0-\u017f][\w'’]*(?:[ -][a-z\u00e0-\u017f][\w'’]*)*")
_LATIN_WORD = re.compile(r"[^ -]+")
_LONGEST_LATIN, _SURE_LATIN = 5, 5  # words of a name; letters from which a name is no word by chance
_TITLE_BEFORE = re.compile(r"\b(?:mayor|governor|mr|ms|mrs|dr|prof|professor|director|secretary|chairman)\.? \Z")
_GREAT_CITY = 1_000_000  # known by a shorter name, too
_CHUGOKU = r"(?:(?<![側の])|(?<=日本の))中国地方(?!政府|自治|都市|代表|側)"
_OF_JAPAN = r"日本(?:的|の|国)?([\u3400-\u9fff]{2})地[区方域](?!政府|自治|都市|代表)"
_COUNTRY_NAMES = ("china", "japan")  # 知名町 is read China
_COUNTRIES = ((r"(?!)", r"^(?:地方)?(?:の|[六6])?県", "JP"),
              (r"(?!)", r"^(?:地方)?(?:の|[三3])?省", "CN"),
              (r"日本(?:側|方|国)?[の的]?$|日方的?$", r"^,? ?\(?(?:in |of )?(?:japan|日本)", "JP"),
              (r"中国(?:側|方)?[の的]?$|中方的?$", r"^,? ?\(?(?:in |of )?(?:the )?(?:china|中国)", "CN"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a question: the places it is the name of, and `others` that are only read alike."""

    start: int
    end: int
    places: tuple[Place, ...]
    others: tuple[Place, ...]
    bare: bool


def places_asked(question: str, rest: Rest, archive: Archive) -> list[Named]:
    """Return the places a question names, in its order; of names inside one another only the longest."""
    folded = rest.folded
    plain = [Named(m.start, m.end, m.chain[-1:] if len(m.places) == 1 else m.places, (), m.bare)
             for m in find_places(question)]  # fmt: skip
    readings = [
        named for read in (_chugoku, _ranked, _in_han, _in_kana, _in_latin) for named in read(folded, question, archive)
    ]
    things = [(thing.start, thing.end) for thing in things_heard(folded, archive)]
    things += [(at, at + len(name)) for name in archive.quoted if (at := folded.find(name)) >= 0]
    readings = [one for one in readings if not any(at <= one.start and one.end <= end for at, end in things)]
    taken = [match.span() for match in cue(cues.SERIES).finditer(folded)]
    taken += [match.span() for match in cue(_POLITE_END).finditer(folded)]
    taken += [(at, at + len(name)) for name in archive.names if len(name) > 2 and (at := folded.find(name)) >= 0]
    found: list[Named] = []
    names = [_whole(named, folded) for named in [*plain, *readings]]
    for named in sorted(names, key=lambda one: one.start - one.end):
        same = next((at for at, one in enumerate(found) if (one.start, one.end) == (named.start, named.end)), None)
        if same is not None:
            found[same] = replace(found[same], others=(*found[same].others, *named.places, *named.others))
        elif not any(start < named.end and named.start < end for start, end in taken) and not _is_titled(named, folded):
            found.append(named)
            taken.append((named.start, named.end))
    return sorted(found, key=lambda named: named.start)


def _whole(named: Named, folded: str) -> Named:
    """Return a name with what another name of the same places that runs into it adds: 中国东北三省."""
    ends = (
        end
        for at in range(named.start + 1, named.end)
        for end, places in names_at(folded, at)
        if end > named.end and places == named.places
    )
    return replace(named, end=max(ends, default=named.end))


def _is_titled(named: Named, folded: str) -> bool:
    """Return whether a word for a person stands before a name: Mayor Matsumoto is no city."""
    return bool(_TITLE_BEFORE.search(folded[: named.start]))


def meant_by(named: Named, folded: str, archive: Archive) -> tuple[Place, ...]:
    """Return the places a name means: of the country said, of the reports, cities before wards; all where none is."""
    ranked: list[tuple[Place, ...]] = []
    for alike in (named.places, tuple(place for place in named.others if place not in named.places)):
        places = _of_country_said(alike, named, folded)
        larger = major(places)
        ranked += [larger, tuple(place for place in places if place not in larger)]
    known = (tuple(place for place in tier if place.id in archive.places) for tier in ranked)
    chosen = next((tier for tier in (*known, *ranked) if tier), ())
    return tuple(place for place in chosen if not any(contains(outer, place) for outer in chosen))


def narrowed(places: Sequence[Place], between: str) -> tuple[Place, ...]:
    """Return two places as the part they have in common where the words between say so: 埼玉の政令市, 関東の千葉市."""
    if len(places) != 2 or not re.fullmatch(r"の|的|の?(?:うち|中)の|,? (?:in|of) (?:the )?", between):
        return tuple(places)
    first, second = places
    if contains(first, second) or contains(second, first):
        return (second,) if contains(first, second) else (first,)
    pairs = ((first, second), (second, first))
    members = ((place_by_id(name), area) for group, area in pairs for name in group.members)
    shared = tuple(one for one, area in members if one and _lies_in(one, area))
    return shared or tuple(places)


def _lies_in(place: Place, area: Place) -> bool:
    above = place_by_id(place.parent) if place.parent else None
    return contains(area, place) or bool(above and contains(area, above))


def _of_country_said(places: tuple[Place, ...], named: Named, folded: str) -> tuple[Place, ...]:
    """Return those of the places that lie in the country a question speaks of, all if it speaks of none."""
    for before, after, country in _COUNTRIES:
        if cue(before).search(folded[: named.start]) or cue(after).search(folded[named.end :]):
            places = tuple(place for place in places if place.country == country) or places
    if {place.level for place in places} == {"group"}:  # 東北 is where who asks would look for it
        own = "JP" if KANA.search(folded) else "CN"
        places = tuple(place for place in places if place.country == own) or places
    return places


def _chugoku(folded: str, question: str, archive: Archive) -> Iterator[Named]:
    """Yield 中国地方 as the region of Japan it is in Japanese, and what is said to be one: 日本的东北地区."""
    for match in cue(_CHUGOKU).finditer(folded) if KANA.search(folded) else ():
        yield _mention(*match.span(), find_places("中国五県")[0].places)
    for match in cue(_OF_JAPAN).finditer(folded):
        name = "中国五県" if match[1] == "中国" else f"{match[1]}地方"
        regions = [place for found in find_places(name) for place in found.places if place.country == "JP"]
        if regions:
            yield _mention(*match.span(), tuple(regions))


def _ranked(folded: str, question: str, archive: Archive) -> Iterator[Named]:
    """Yield kinds of cities: 省都, 直轄市."""
    return (_mention(*one) for one in ranks_named(folded))


def _in_han(folded: str, question: str, archive: Archive) -> Iterator[Named]:
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
    whole = any(name in (fold(place.ja), fold(place.zh_hans)) for place in places)  # 中村 is no village
    return sure or whole or any(place.id in archive.places for place in places)


def _in_kana(folded: str, question: str, archive: Archive) -> Iterator[Named]:
    """Yield names in kana: a whole run of katakana, in hiragana what stands between particles."""
    for run in _KATAKANA_RUN.finditer(folded):
        if mention := _read_aloud(folded, *run.span(), archive):
            yield mention
    for run in _HIRAGANA_RUN.finditer(folded):
        at = run.start()
        while at < run.end() - 1:
            opens = at == run.start() or folded[at - 1] in _OPENS
            least = 3 if _HAN.match(folded[max(0, at - 1)]) else 1  # 聞いたことは: no いたこ
            ends = (
                end
                for end in range(min(run.end(), at + _LONGEST_READING), at + least, -1)
                if opens and _CLOSES.match(folded, end)
            )
            mention = next((one for end in ends if (one := _read_aloud(folded, at, end, archive))), None)
            if mention:
                yield mention
            at = mention.end if mention else at + 1


def _read_aloud(folded: str, start: int, end: int, archive: Archive) -> Named | None:
    """Return the mention of a place by its reading, the word for its kind after it included: シンヨウ市."""
    name = folded[start:end]
    if _DRAWN_OUT.search(name):
        return None  # タクシー is not 多久市
    kind = folded[end : end + 1] if _KIND.match(folded, end) else ""
    places, others = (
        tuple(place for place in found if not kind or kind in (place.ja[-1:], fold(place.zh_hans)[-1:]))
        for found in (said(name), read_in_japanese(name))
    )
    if not (places or others):
        others = tuple(place for place in heard_in_chinese(name) if place.id in archive.places)
    known = any(place.id in archive.places for place in (*places, *others))
    likely = end - start > _SHORT_KANA and any(place.level in _MAJOR for place in (*places, *others))
    whole = end - start > _SHORT_KANA + 1 and _READ_KIND.search(name)
    if not (places or others) or not (kind or known or likely or whole):
        return None
    written = any(fold(place.ja).startswith(name) for place in places)  # むつ, not なら or きた
    if end - start <= _SHORT_KANA and start and not (kind or written):
        return None
    if term_named(name) or any(cue(source).fullmatch(name) for source in cues.EMPTY):
        return None
    return Named(start, end + len(kind), places or others, others, bare=True)


def _in_latin(folded: str, question: str, archive: Archive) -> Iterator[Named]:
    """Yield names in Latin letters in small print, in syllables, with accents, and of places smaller than cities."""
    for run in _LATIN_RUN.finditer(folded):
        words = [(run.start() + word.start(), run.start() + word.end()) for word in _LATIN_WORD.finditer(run[0])]
        first = 0
        while first < len(words):
            for last in range(min(first + _LONGEST_LATIN, len(words)), first, -1):
                start, end = words[first][0], words[last - 1][1]
                places = said(folded[start:end]) if end - start > 2 else ()
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


def _mention(start: int, end: int, places: tuple[Place, ...]) -> Named:
    return Named(start, end, places, (), bare=True)
