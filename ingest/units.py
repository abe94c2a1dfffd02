"""Sentences → units: a sentence with the people, the row of a programme and the cues found in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.apart import find_apart, place_before
from ingest.leads import place_led_up_to
from ingest.names import plausible, titles
from ingest.patterns import pattern
from ingest.people import find_introductions
from ingest.posts import Introduction
from ingest.programme import Entry, Programme
from ingest.records import Sentence
from ingest.roster import Roster
from ingest.sentences import without_readings
from ingest.text import cut, fold
from ingest.wordings import Wording, is_chinese, word

_CONTINUES = (
    r"^(?:また|さらに|具体的|加えて|そのほか|このほか|そして|特に|なかでも|例えば|たとえば|同[市県区町氏社省局]|氏は|他|她|同時|此外"
    r"|其中|並|還|同様|一方で|その上|なお|その中|これ|それ|この|その)"
)
_PRONOUN = r"(?:^|[,。;])(?:其中)?[他她](?!們)"
_QUOTED = r"^[“「『\"]\**[”」』\"][。!?]?$"
_LISTED = 60  # characters of a line that may be a row of a programme


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, list item or row, and everything found in it."""

    sentence: Sentence
    text: Wording
    people: tuple[Introduction, ...]
    entry: Entry | None


def find_units(sentences: Sequence[Sentence], host: str | None = None) -> tuple[list[Unit], Roster]:
    """Return the units of a report and everybody named in them; `host` is where the edition was held."""
    sentences = without_readings(sentences)
    chinese = is_chinese([sentence.text for sentence in sentences])
    programme = Programme()
    units = [_unit(sentence, programme, chinese=chinese) for sentence in sentences]
    units = _without_loose_heads(units)
    units = _with_those_apart(units) if chinese else _with_leads(units, host)
    units = _without_others(units)
    roster = _roster(units)
    return [_completed(unit, roster) for unit in units], roster


def goes_on(unit: Unit) -> bool:
    """Return whether a paragraph goes on with the one before: by its first words, as mere quotation, by a pronoun."""
    plain = unit.text.plain
    spoken = unit.text.chinese and (pattern(_PRONOUN).search(plain) or pattern(_QUOTED).match(plain))
    return bool(spoken or pattern(_CONTINUES).search(plain))


def _unit(sentence: Sentence, programme: Programme, *, chinese: bool) -> Unit:
    text = word(sentence.text, chinese=chinese)
    listed = sentence.kind in ("item", "heading") or len(sentence.text) < _LISTED
    listed = listed and sentence.kind not in ("title", "byline")
    prose = pattern(r"[。!?][」』\"]?$").search(text.folded) or sentence.kind == "caption"
    entry = programme.read(text) if listed and not prose else None
    people = tuple(find_introductions(text))
    if entry and entry.people:
        people = entry.people
    return Unit(sentence, text, people, entry)


def _without_loose_heads(units: list[Unit]) -> list[Unit]:
    """Return the units with those headings left as words that only look like names: one alone, none with a post."""
    heads = [index for index, unit in enumerate(units) if unit.entry and unit.entry.headed]
    sure = {i for i in heads if all(plausible(fold(person.name)) for person in units[i].people)}
    posted = {i for i in heads if i + 1 < len(units) and pattern(rf"{titles()}$").search(units[i + 1].text.folded)}
    kept = sure | posted if len(sure) > 1 else set()
    loose = [i for i in heads if i not in kept]
    return [replace(unit, entry=None, people=()) if i in loose else unit for i, unit in enumerate(units)]


def _with_those_apart(units: list[Unit]) -> list[Unit]:
    """Return the units with those added whose name and post stand apart within a paragraph."""
    completed: list[Unit] = []
    names = {fold(person.name) for unit in units for person in unit.people}
    for _, group in groupby(units, key=lambda unit: unit.sentence.block):
        paragraph = list(group)
        texts, people = [unit.text for unit in paragraph], [unit.people for unit in paragraph]
        apart = find_apart(texts, people) if paragraph[0].sentence.kind == "paragraph" else []
        for index, unit in enumerate(paragraph):
            more = [person for number, person in apart if number == index]
            everyone = sorted([*unit.people, *more], key=lambda person: person.start)
            placed = [
                one if unit.entry or _is_part(fold(one.name), names) else place_before(texts, index, one)
                for one in everyone
            ]
            completed.append(replace(unit, people=tuple(placed)))
    return completed


def _without_others(units: list[Unit]) -> list[Unit]:
    """Return the units with no organisation that begins with somebody named elsewhere: 何一舟与|旅日作家方舟."""
    names = {fold(person.name) for unit in units for person in unit.people if len(person.name) > 2}
    other = pattern(rf"^(?:{'|'.join(sorted(map(re.escape, names)))})[与和及、]") if names else None
    return [replace(unit, people=tuple(_clipped(one, other) for one in unit.people)) for unit in units]


def _clipped(person: Introduction, other: re.Pattern[str] | None) -> Introduction:
    led = other.match(fold(person.organisation)) if other and person.organisation else None
    if led is None or person.organisation is None:
        return person
    return replace(person, start=person.start + led.end(), organisation=person.organisation[led.end() :] or None)


def _with_leads(units: list[Unit], host: str | None) -> list[Unit]:
    """Return the units with the places that their paragraph turned to before it named an office alone."""
    led: list[Unit] = []
    for _, group in groupby(units, key=lambda unit: unit.sentence.block):
        paragraph = list(group)
        texts, people = [unit.text for unit in paragraph], [unit.people for unit in paragraph]
        for index, unit in enumerate(paragraph):
            everyone = tuple(
                one if unit.entry else place_led_up_to(texts, people, index, one, host) for one in unit.people
            )
            led.append(replace(unit, people=everyone))
    return led


def _is_part(name: str, names: set[str]) -> bool:
    """Return whether a name is the beginning of a fuller one given elsewhere, where the rest is told too."""
    return any(other.startswith(name) and other != name for other in names)


def _roster(units: Sequence[Unit]) -> Roster:
    """Return everybody named, fullest namings first."""
    roster = Roster()
    named = [(person, unit) for unit in units for person in unit.people]
    for person, unit in sorted(named, key=lambda one: -min(len(one[0].name), 4)):
        affiliation = unit.entry.affiliation if unit.entry else None
        roster.add(person, cut(unit.sentence.excerpt, person.start, person.end), affiliation)
    return roster


def _completed(unit: Unit, roster: Roster) -> Unit:
    """Return the unit with those added whom it names without any post."""
    more = list(roster.mentions(unit.text, unit.people)) if not unit.entry or not unit.entry.people else []
    return replace(unit, people=tuple(sorted([*unit.people, *more], key=lambda person: person.start))) if more else unit
