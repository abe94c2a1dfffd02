"""Whether what a sentence puts side by side stands side by side in its sources: a name and a post, a side and a city.

Within one source too: where it tells of several people, each keeps what is said of them there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.attribution import close, people_apart, places_named
from assistant.grounds import Unit
from assistant.shades import compares
from assistant.strangers import titles_in
from ingest.records import Country
from ingest.terms import find_terms
from ingest.text import fold

_JOINED = re.compile(r"[の的]?")
_NOT_JOINED = re.compile(r"[、，,；;。和与及跟]|と|や|and")
_BEFORE, _BEHIND, _BODY_BEFORE = 24, 16, 60  # characters around a name that may tell whose it is
_NEAR = 14
_EDITION = re.compile(r"(?:第|\b|(?<=[是为は]))(\d+)(?:[回届]|st|nd|rd|th)")
_CLAUSE = re.compile(r"[、,，;；。]")
_IS_EDITION = re.compile(r"[是为は]第?\d+[回届](?:的|です|でした)?\s*$")  # 北京是第1届
_BOTH = re.compile(r"日中|中日")
_SIDES: tuple[tuple[Country, re.Pattern[str]], ...] = (
    ("JP", re.compile(fold(r"日本[側方]|日方|japan(?:ese)?\b"))),
    ("CN", re.compile(fold(r"中国[側方]|中方|chin(?:a|ese)\b"))),
)
_COUNTRIES: tuple[tuple[Country, str, str], ...] = (("JP", "日本", "japan(?:ese)?"), ("CN", "中国", "chin(?:a|ese)"))
_OF_COUNTRY = (
    tuple(  # 日本の鄭州市, the Japanese city of Zhengzhou; Zhengzhou, Japan, but not "In Zhengzhou, Japan said"
        (
            country,
            re.compile(fold(rf"(?:{han}[側方]?[の的]?|\b{latin} (?:(?:city|town|province|prefecture)(?: of)? )?)$")),
            re.compile(rf"\s*[,(] ?(?:{latin}|{fold(han)})(?=\s*(?:[,.)]|$|(?:in|on|for|with)\b))"),
        )
        for country, han, latin in _COUNTRIES
    )
)


def people_with_their_posts(said: str, units: Sequence[Unit], names: Iterable[str], bodies: Iterable[str]) -> bool:
    """Return whether each name stands in a source beside the title and the body it is said beside."""
    folded, known = fold(close(said)), tuple(names)
    titles = titles_in(folded)
    at_bodies = [(at, at + len(body)) for body in bodies if (at := folded.find(body)) >= 0]
    for name in known:
        start = folded.find(name)
        own = [unit for unit in units if name in unit.text] if start >= 0 else []
        if not own:
            continue
        end = start + len(name)
        around = " ".join(part for unit in own for part in _around(name, unit.text, known, _BEFORE, _BEHIND))
        told = {one.term.id for one in find_terms(around)}
        for title in titles:
            gap = folded[end : title.start] if title.start >= end else folded[title.end : start]
            if _JOINED.fullmatch(gap) and (title.start >= end or title.end <= start) and title.term.id not in told:
                return False
        before = " ".join(part for unit in own for part in _around(name, unit.text, known, _BODY_BEFORE, _BODY_BEFORE))
        for first, last in at_bodies:
            between = folded[last:start]
            if last <= start and len(between) <= _NEAR and not _NOT_JOINED.search(between):
                if folded[first:last] not in before:
                    return False
    return True


def sides_with_their_places(said: str) -> bool:
    """Return whether a place that is said to be of one side, or of a country, is in that country."""
    folded = fold(close(said))
    return all(
        country in {place.country for place in mention.places}
        for mention in places_named(close(said))
        for country, before, behind in _OF_COUNTRY
        if before.search(folded[: mention.start]) or behind.match(folded, mention.end)
    )


def sides_as_named(said: str, units: Sequence[Unit]) -> bool:
    """Return whether a sentence names both sides where its sources do: the 中国交 of 日中国交 is no word."""
    folded, sources = fold(close(said)), [fold(close(unit.quote)) for unit in units]
    for source in sources:
        for both in _BOTH.finditer(source):
            half = source[both.end() - 1 : both.end() + 2]
            alone = re.compile(f"(?<!{both[0][0]}){re.escape(half)}")
            if len(half) > 2 and alone.search(folded) and not any(map(alone.search, sources)):
                return False
    return True


def editions_with_their_places(said: str, units: Sequence[Unit]) -> bool:
    """Return whether no edition is said beside a place that a source which tells of several gives to another one."""
    sources = [_places_of_editions(unit.quote) for unit in units]
    return not any(
        edition in source and place not in source[edition] and any(place in places for places in source.values())
        for edition, named in _places_of_editions(said).items()
        for place in named
        for source in sources
    )


def compared_in_order(said: str, units: Sequence[Unit], names: Iterable[str]) -> bool:
    """Return whether a comparison names those it compares in the order of its source."""
    if not compares(said):
        return True
    known = tuple(names)
    order = _order(said, known)
    for unit in units:
        source = _order(unit.quote, known) if compares(unit.quote) else []
        shared = [one for one in order if one in source]
        if [one for one in source if one in shared] != shared:
            return False
    return True


def people_keep_their_subjects(said: str, units: Sequence[Unit], names: Iterable[str]) -> bool:
    """Return whether no subject is said of somebody that a source which tells of several people gives to another."""
    known = tuple(names)
    for name, subjects in _told_of(said, known).items():
        for unit in units:
            told = _told_of(unit.quote, known)
            others = set[str]().union(*(terms for one, terms in told.items() if one != name))
            if name in told and subjects & others - told[name]:
                return False
    return True


def _told_of(text: str, names: Sequence[str]) -> dict[str, set[str]]:
    """Return the subjects said of each person, where more than one is named or one alone."""
    told: dict[str, set[str]] = {}
    for people, part in people_apart(text, names):
        subjects = {one.term.id for one in find_terms(part) if one.term.topical}
        for name in people:
            told.setdefault(name, set()).update(subjects)
    return told


def editions_by_their_hosts(said: str, units: Sequence[Unit]) -> bool:
    """Return whether a place of which a clause says that it is an edition held it, or is given it by a source."""
    return all(
        any({place.id for place in one.places} & (unit.hosts | _of_edition(unit.quote, clause)) for unit in units)
        for clause in _CLAUSE.split(close(said))
        if _IS_EDITION.search(fold(clause))
        for one in places_named(clause)
    )


def _of_edition(quote: str, clause: str) -> set[str]:
    told = _places_of_editions(quote)
    return set[str]().union(*(told.get(edition, set()) for edition in _EDITION.findall(fold(clause))))


def _places_of_editions(text: str) -> dict[str, set[str]]:
    """Return the places named in one clause with an edition, by its number."""
    places: dict[str, set[str]] = {}
    for clause in _CLAUSE.split(close(text)):
        editions = set(_EDITION.findall(fold(clause)))
        if len(editions) == 1:
            ids = {place.id for one in places_named(clause) for place in one.places}
            places.setdefault(editions.pop(), set()).update(ids)
    return places


def _order(text: str, names: Sequence[str]) -> list[str]:
    folded = fold(close(text))
    found = [(one.start, "/".join(sorted(place.id for place in one.places))) for one in places_named(folded)]
    found += [(at, name) for name in names if (at := folded.find(name)) >= 0]
    found += [(one.start(), country) for country, side in _SIDES for one in side.finditer(folded)]
    return list(dict.fromkeys(one for _, one in sorted(found)))


def _around(name: str, text: str, names: Sequence[str], before: int, behind: int) -> Iterator[str]:
    """Yield what stands around a name, as far as the next other name."""
    others = [(at, at + len(one)) for one in names if one != name and name not in one and (at := text.find(one)) >= 0]
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        first = max([last for _, last in others if last <= at] + [at - before, 0])
        last = min([start for start, _ in others if start >= end] + [end + behind])
        yield text[first:last]
        at = text.find(name, end)
