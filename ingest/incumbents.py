"""Whom a post alone means: 続いて副局長が報告した is the deputy director introduced before.

Minutes introduce everybody once and then go on by posts. A post that begins a clause as its subject is that of
the only one near who holds it, in the same paragraph first; where the text has turned to another place, nobody's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.bodies import SUBJECT
from ingest.names import family, titles
from ingest.patterns import pattern
from ingest.posts import Introduction
from ingest.text import fold
from ingest.units import Unit

_NEAR = 12  # sentences back
_FAR, _ROLL = 40, 3  # sentences back to one that names so many: those who will speak
_BEGINS = (
    r"(?:^|[、。,;:」』]|はじめに|初めに|最初に|まず|次に|次いで|続いて|続けて|最後に|その後"
    r"|一方|また|なお|さて|同|続く)$"
)
_SAYS = (
    r"^(?:則|也|還|又|却|便|笑着|補充){0,2}(?:説|講[述到了的]|談[到及了]|介紹|表示|認為|指出|坦言|透露|強調|坦承|回答)"
)


def with_incumbents(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with those named whom a sentence tells by their post alone."""
    return [_named(index, units) for index in range(len(units))]


def _named(index: int, units: Sequence[Unit]) -> Unit:
    unit = units[index]
    more = [] if unit.entry or unit.sentence.kind not in ("paragraph", "item") else list(_incumbents(index, units))
    people = sorted([*unit.people, *more], key=lambda one: one.start)
    return replace(unit, people=tuple(people)) if more else unit


def _incumbents(index: int, units: Sequence[Unit]) -> Iterator[Introduction]:
    unit = units[index]
    before = [at for at in range(max(0, index - _FAR), index) if index - at <= _NEAR or len(units[at].people) >= _ROLL]
    near = [(at, one) for at in before for one in units[at].people if one.title and _introduced(one)]
    taken = [(one.start, one.end) for one in unit.people]
    for start, end in _posts(unit, {fold(one.title or "") for _, one in near}):
        if any(left < end and start < right for left, right in taken):
            continue
        post = unit.text.plain[start:end]
        place = _place_of(unit, start)
        ending = [
            one
            for one in near
            if fold(one[1].title or "").endswith(post) and place in f"{one[1].organisation}{one[1].place}"
        ]
        holder = _holder(index, start, [one for one in ending if fold(one[1].title or "") == post] or ending, units)
        if holder:
            taken.append((start, end))
            yield Introduction(start, end, holder.name, unit.text.shown[start:end], None, None, None)


def _introduced(one: Introduction) -> bool:
    """Return whether somebody was introduced beyond doubt: 除雪ボランティア is nobody called 除雪."""
    return bool(one.organisation or one.place or (one.name and family(fold(one.name))))


def _posts(unit: Unit, held: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield the posts that begin a clause as its subject, those somebody holds as they are written first."""
    plain, subject = unit.text.plain, _SAYS if unit.text.chinese else SUBJECT
    held = [title for title in held if title[-2:] in plain]
    if not held:
        return
    known = sorted((title for title in held if title in plain), key=lambda title: (-len(title), title))
    written = [(plain.find(title), plain.find(title) + len(title)) for title in known]
    for start, end in [*written, *(post.span() for post in pattern(titles()).finditer(plain))]:
        begins = pattern(_BEGINS).search(plain[:start]) or _place_of(unit, start)
        if begins and pattern(subject).match(plain[end:]):
            yield start, end


def _place_of(unit: Unit, start: int) -> str:
    """Return the place whose post begins here: 氷見市の|部長."""
    ends = start - 1 if unit.text.plain[:start].endswith("の") else -1
    return next((unit.text.shown[one.start : one.end] for one in unit.text.places if one.end == ends), "")


def _holder(
    index: int, start: int, near: Sequence[tuple[int, Introduction]], units: Sequence[Unit]
) -> Introduction | None:
    """Return the only one of those near, None where the paragraph has turned to another place since."""
    block = units[index].sentence.block
    near = [one for one in near if units[one[0]].sentence.block == block] or near
    if len({one.name for _, one in near}) != 1:
        return None
    at, holder = near[-1]
    since = [unit for unit in units[at + 1 : index + 1] if unit.sentence.block == block]
    turned = {
        unit.text.shown[place.start : place.end]
        for unit in since
        for place in unit.text.places
        if not place.bare and (unit is not units[index] or place.end <= start)
    }
    theirs = f"{holder.organisation or ''}{holder.place or ''}"
    return None if any(place not in theirs for place in turned) else holder
