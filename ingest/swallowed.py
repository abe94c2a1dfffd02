"""Sentences read as somebody's talk, or as nobody's, in which a careful reader would see another's.

Where an introduction or a turn is not understood, what follows goes to whoever spoke before. It is given away by
somebody named there who has no part, an office of a place nobody is from, a word that passes the floor on, a talk told
in so many words.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.accounts import Account, tells_else
from ingest.gazetteer import contains
from ingest.minutes import Minutes
from ingest.names import organisation_end, titles
from ingest.patterns import pattern
from ingest.places import Place, PlaceMention, find_places
from ingest.posts import Introduction
from ingest.records import Excerpt
from ingest.roles import cue
from ingest.text import fold

_OFFICE = rf"^(?:[^、。,;:「『“《的]{{0,20}}?(?:{organisation_end()}|{titles()})|[^、。,;:]{{0,4}}(?:代表|方面))"
_SPEAKER = r"(?:発表者|登壇者|講演者|発言者|報告者|話し手)(?:は|と)"
_TURN = {
    False: (
        r"^(?:続いて|次[には]|つづいて|最後[には]|引き続き|もう一[人方]|[2-9二三四五六七八九](?:人目|番手)|トリは|一方、|対して|バトン|これに応じ)"
    ),
    True: (
        r"^(?:随[后後]|接着|接下来|緊接着|下一位|最[后後]一位|压軸|第[二三四五六七八九]位|輪到(?![他她])|接棒|另一位"
        r"|而?来自)"
    ),
}
_BEHIND = 30  # characters behind a place within which its own speaker is named
_AREAS = ("country", "group", "province", "prefecture")


@dataclass(frozen=True, slots=True)
class _Heard:
    """The names of those who have a part, and the cities they are from."""

    names: frozenset[str]
    cities: tuple[Place, ...]

    def knows(self, person: Introduction) -> bool:
        return any(name.startswith(fold(person.name)[:2]) for name in self.names)

    def is_from(self, place: Place) -> bool:
        return any(place == one or contains(place, one) or contains(one, place) for one in self.cities)


def find_swallowed(accounts: Sequence[Account], minutes: Minutes) -> Iterator[Excerpt]:
    """Yield the sentences that look like a talk of somebody else's than those whose talks were found."""
    heard = _heard(minutes)
    for one in accounts:
        passed = one.settled or one.closed or tells_else(one.unit)
        if not passed and any(sign(one, heard) for sign in _SIGNS):
            yield one.unit.sentence.excerpt


def _heard(minutes: Minutes) -> _Heard:
    names = [*(talk.speaker for talk in minutes.talks), *minutes.gone]
    bodies = {body for talk in minutes.talks for body in (talk.place, talk.organisation) if body}
    cities = {place.id: place for body in bodies for mention in find_places(body) for place in _cities(mention)}
    return _Heard(frozenset(fold(name) for name in names if name), tuple(cities.values()))


def _cities(mention: PlaceMention) -> Iterator[Place]:
    yield from (place for place in (*mention.places, *mention.chain) if place.level not in _AREAS)


def _named(one: Account, heard: _Heard) -> bool:
    """Return whether a sentence with a talk of its own names somebody else, of an office, who has no part."""
    return one.talk and any(
        (person.title or person.organisation) and not heard.knows(person) for person in one.unit.people
    )


def _sent(one: Account, heard: _Heard) -> bool:
    """Return whether a sentence tells of an office or a delegation of a place that nobody heard is from."""
    plain = one.unit.text.plain
    return (one.told or one.talk) and any(
        not mention.bare
        and mention.places[0].level not in _AREAS
        and pattern(_OFFICE).match(plain[mention.end :])
        and not any(map(heard.is_from, mention.places))
        and not any(_is_theirs(mention, person, plain) for person in one.unit.people if heard.knows(person))
        for mention in one.unit.text.places
    )


def _is_theirs(mention: PlaceMention, person: Introduction, plain: str) -> bool:
    """Return whether a place belongs to somebody heard: named right behind it, or before it in the same breath."""
    leads = mention.start <= person.end and person.start <= mention.end + _BEHIND
    between = plain[person.end : mention.start]
    return leads or (person.end <= mention.start and not pattern("[、,;。]").search(between))


def _turned(one: Account, _: _Heard) -> bool:
    """Return whether a sentence that goes on with a talk begins with a word that passes the floor on."""
    return one.told and not one.talk and bool(pattern(_TURN[one.unit.text.chinese]).search(one.unit.text.plain))


def _spoke(one: Account, heard: _Heard) -> bool:
    """Return whether a sentence tells in so many words of a speaker or a talk, of nobody who is known to have one."""
    text = one.unit.text
    if one.talk or any(map(heard.knows, one.unit.people)):
        return False
    if not text.chinese:
        return bool(pattern(_SPEAKER).search(text.plain))
    talk = one.told and cue("explicit", text.plain, chinese=True)
    return bool(talk) and not pattern("[他她]").search(text.plain)


_SIGNS: tuple[Callable[[Account, _Heard], bool], ...] = (_named, _sent, _turned, _spoke)
