"""Whether a sentence gives to each person and place what its sources give to them, not to somebody beside them.

All words of a sentence can be right and the sentence wrong: one mayor's name with another's city, one city's subject
with another's name. So what a sentence joins has to be joined in one and the same source.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.grounds import Unit
from assistant.strangers import BODY, titles_in
from assistant.strays import claims_of
from ingest.places import PlaceMention, find_places
from ingest.terms import find_terms
from ingest.text import fold

_SEPARATES = re.compile(r"[、，,；;。和与與及跟]|と|や|and")
_WORDS = re.compile(r"(?:(?![了的和在与等])[\u3400-\u9fff々ァ-ヴー]){3,}")
_ITS_BODY = re.compile(rf"[\u3400-\u9fffァ-ヴー]{{0,12}}?(?:{BODY.pattern})")
_TELLING = 3  # characters that two reports do not share by chance
_EDITION = re.compile(r"第(\d+)[回届]|(\d+)(?:st|nd|rd|th)|((?:19|20)\d\d)(?!\d)")
_NEAR = 14  # characters between a place and the person said to come from there
_HELD_BEFORE = re.compile(r"(?:[在于於（(]|in|at)\s*$")
_HELD_BEHIND = re.compile(
    r"\s*(?:で(?![はすし])|にて|における|的?那一?[届屆次场場回]|[开開召][开開催会會]|[举舉][行办辦]|[）)]|大会|会[场場议議])"
)
_EDITION_HELD = re.compile(r"的?那一?[届屆次场場回]")  # 瀋陽那屆
_SPOKEN = (
    tuple(  # what stands before and behind the place where somebody spoke: 広島県で講演, 在绵阳发表, spoke in Nara
        (re.compile(before, re.IGNORECASE), re.compile(behind))
        for before, behind in (
            ("", r"\s*(?:で(?![はすし])|にて)[^、。；;]{0,8}(?:講演|発表|登壇|あいさつ|挨拶|話し|語[りっ])"),
            (r"[在于於]\s*$", r"[^,、。；;]{0,6}(?:演[讲講]|[发發][言表]|致[辞辭])"),
            (r"\b(?:spoke|talked|presented) (?:in|at)\s*$", ""),
        )
    )
)
_EVERYWHERE = frozenset({"日本", "中国", "日中", "中日", "japan", "china"})
_HELD = re.compile(r"開催|開か|行われ|[举舉][行办辦]|召[开開]|\b(?:held|hosted|took place|takes place)\b")
_HELD_IN = re.compile(r"\b(?:held|hosted|t(?:ook|akes) place) (?:in|at)\b[^.;]{0,60}$")  # in three cities: …
_HOSTS = re.compile(  # the place itself: 奈良県が第18回を開催, 奈良县举办了, Nara hosted
    r"[はが][^。、]{0,24}を(?:開催|主催|開[いき])|.{0,4}(?:主[办辦]|承[办辦]|[举舉][办辦])"
    r"|\s*(?:city |prefecture |province )?host(?:ed|s)\b",
    re.IGNORECASE,
)
_CLAUSE_AHEAD = re.compile(r"[^。；;]{0,24}")
_CLAUSE_BEFORE = re.compile(r"[^。；;]{0,24}$")
_BESIDE_ASCII = re.compile(r"\s+(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s+")
_Holds = Callable[[Unit], bool]


@dataclass(frozen=True, slots=True)
class _Named:
    """A person or a place in a sentence, and whether a source has them."""

    start: int
    end: int
    holds: _Holds


def places_named(said: str) -> Iterator[PlaceMention]:
    """Yield the places a sentence names, but for the two countries the seminar is about."""
    yield from (one for one in find_places(said) if fold(said[one.start : one.end]) not in _EVERYWHERE)


def hosts(mention: PlaceMention, said: str) -> bool:
    """Return whether a place is named as where something was held, not as who did something."""
    return bool(_HELD_BEFORE.search(said[: mention.start]) or _HELD_BEHIND.match(said, mention.end))


def held_at(mention: PlaceMention, said: str) -> bool:
    """Return whether a place is named as where something was held or somebody spoke, in so many words."""
    before = said[: mention.start]
    hosting = bool(_HELD_IN.search(before) or _HOSTS.match(said, mention.end))
    hosting |= any(ahead.search(before) and behind.match(said, mention.end) for ahead, behind in _SPOKEN)
    around = _CLAUSE_BEFORE.search(before), _CLAUSE_AHEAD.match(said, mention.end)
    return hosting or (hosts(mention, said) and any(part and _HELD.search(part[0]) for part in around))


def held_where_they_say(said: str, units: Sequence[Unit]) -> bool:
    """Return whether what a sentence says was held somewhere was, by the reports' own data or their quotations."""
    for mention in places_named(said):
        ids = {place.id for place in mention.places}
        if held_at(mention, said) and not any(ids & unit.hosts or _quoted_as_held(ids, unit) for unit in units):
            return False
    return True


def of_the_editions_held_there(said: str, units: Sequence[Unit]) -> bool:
    """Return whether all that is cited for an edition named by its place, 瀋陽那屆, is of one that was held there."""
    named = [one for one in places_named(said) if _EDITION_HELD.match(said, one.end)]
    ids = {place.id for one in named for place in one.places}
    return not ids or all(ids & unit.hosts for unit in units)


def _quoted_as_held(ids: set[str], unit: Unit) -> bool:
    return any(
        ids & {place.id for place in one.places} and held_at(one, unit.quote) for one in places_named(unit.quote)
    )


def close(text: str) -> str:
    """Return a text without the white space beside characters that need none; between Latin words it stays."""
    return _BESIDE_ASCII.sub("", text)


def end_of_body(mention: PlaceMention, folded: str) -> int:
    """Return where a place ends, or the body that is named after it: 愛知県上海事務所 is one name."""
    body = _ITS_BODY.match(folded, mention.end)
    return body.end() if body else mention.end


def people_beside_their_places(said: str, units: Sequence[Unit], names: Iterable[str]) -> bool:
    """Return whether each person said beside a place stands beside it in one and the same unit."""
    folded = fold(close(said))
    people = [(at, name) for name in names if (at := folded.find(name)) >= 0]
    titles = [title.start for title in titles_in(folded)]
    people += [(at - size, folded[at - size : at]) for at in titles for size in (1, 2) if at >= size]
    places = find_places(folded)
    for number, mention in enumerate(places, 1):
        ends = min([mention.end + _NEAR, *(one.start for one in places[number : number + 1])])
        near = [(at, name) for at, name in people if mention.end <= at <= ends]
        for at, name in near:
            if _SEPARATES.search(folded[mention.end : at]) or not any(name in unit.text for unit in units):
                continue
            ids = {place.id for place in mention.places}
            if not any(name in unit.text and ids & unit.own for unit in units):
                return False
    return True


def subjects_with_who_told_them(said: str, units: Sequence[Unit], names: Iterable[str], computed: str) -> bool:
    """Return whether what a sentence says of somebody stands where they stand, not only where others do.

    It is said of those named last before it; of those that follow where nobody is named before. A unit that names
    nobody goes on from one that does. Subjects are compared in whatever language, other words as they stand, but for
    those of the computed line.
    """
    told, known = close(said), tuple(names)
    folded = fold(told)
    free = [unit for unit in units if not unit.own and not any(name in unit.text for name in known)]
    for tellers, start, end in _clauses(folded, sorted(_named(told, known), key=lambda one: one.start)):
        subjects = {one.term.id for one in find_terms(told[start:end]) if one.term.topical}  # AI is not Ai
        pieces = {
            run[at : at + _TELLING]
            for run in _WORDS.findall(claims_of(folded[start:end]))
            for at in range(len(run) - _TELLING + 1)
        }
        for teller in tellers:
            own = [unit for unit in units if teller.holds(unit)]
            if own and any(not any(subject in unit.terms for unit in (*own, *free)) for subject in subjects):
                return False
            others = [unit for unit in units if unit not in own and unit not in free]
            elsewhere = [one for one in pieces if one not in computed and any(one in unit.text for unit in others)]
            if own and any(not any(piece in unit.text for unit in (*own, *free)) for piece in elsewhere):
                return False
    return True


def editions_with_who_was_there(said: str, units: Sequence[Unit], names: Iterable[str]) -> bool:
    """Return whether everybody stands in one unit with the edition or year they are said of.

    That is the last one named before them, or the first one after them where there is none before.
    """
    folded = fold(close(said))
    editions = [(found.start(), next(filter(None, found.groups()))) for found in _EDITION.finditer(folded)]
    held = [one for one in places_named(close(said)) if held_at(one, close(said))]
    of_hosts = [_Named(one.start, one.end, _of_host(frozenset(place.id for place in one.places))) for one in held]
    for one in [*_named(close(said), tuple(names)), *of_hosts] if editions else ():
        before = [figure for at, figure in editions if at < one.start]
        figure = before[-1] if before else editions[0][1]
        own = [unit for unit in units if one.holds(unit)]
        if own and not any(figure in unit.figures for unit in own):
            return False
    return True


def people_apart(text: str, names: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    """Yield of a text the people named one after another, and what is said of them: what follows, or begins it."""
    folded = fold(close(text))
    for group, start, end in _clauses(folded, sorted(_named(close(text), names), key=lambda one: one.start)):
        people = [name for name in names for one in group if folded.startswith(name, one.start)]
        if people:
            yield people, folded[start:end]


def _clauses(folded: str, named: Sequence[_Named]) -> Iterator[tuple[list[_Named], int, int]]:
    """Yield those named one after another, and where begins and ends what is said of them."""
    groups: list[list[_Named]] = []
    for one in named:
        if groups and not _WORDS.search(folded, groups[-1][-1].end, one.start):
            groups[-1].append(one)
        else:
            groups.append([one])
    for number, group in enumerate(groups):
        ends = groups[number + 1][0].start if number + 1 < len(groups) else len(folded)
        yield group, group[-1].end, ends
        if number == 0:
            yield group, 0, group[0].start


def _named(text: str, names: Sequence[str]) -> Iterator[_Named]:
    folded = fold(text)
    for place in places_named(text):  # a Latin one by its capital
        if not hosts(place, text):
            ids = frozenset(one.id for one in place.places)
            yield _Named(place.start, end_of_body(place, folded), _of_place(ids))
    for name in names:
        if (at := folded.find(name)) >= 0:
            yield _Named(at, at + len(name), _of_text(name))


def _of_place(ids: frozenset[str]) -> _Holds:
    return lambda unit: bool(ids & unit.own)


def _of_host(ids: frozenset[str]) -> _Holds:
    return lambda unit: bool(ids & unit.hosts)


def _of_text(name: str) -> _Holds:
    return lambda unit: name in unit.text
