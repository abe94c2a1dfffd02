"""Staff corrections put to what was read from a report: the person's word against the rules', always with its proof.

A correction names what it is about by what stands in the report, never by a number: so it finds it again after the
report was read by other rules or was edited. One that finds it no longer changes nothing and is told of.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

from ingest.passages import cut_passages
from ingest.places import place_named
from ingest.quotes import contains, find_excerpt
from ingest.records import Country, Event, Excerpt, Person, Report, Role, Talk, Value, filled
from ingest.text import folded_key
from ingest.values import COUNTRIES, ROLES, read_value

Kind = Literal["event", "talk"]
Action = Literal["set", "add", "remove"]

EVENT_FIELDS = tuple(field.name for field in fields(Event))
TALK_FIELDS = ("session", "role", "speaker", "title", "organisation", "place", "country", "topic")
_NAMING = frozenset(("speaker", "title", "organisation", "place", "country"))  # what an introduction proves
_SAME, _ALIKE, _OTHER = 2, 1, 0


@dataclass(frozen=True, slots=True)
class TalkKey:
    """How a talk is found again: who spoke and where the report says so."""

    session: str | None = None
    speaker: str | None = None
    organisation: str | None = None  # or place, of a speaker who is not named
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A new value of one field of a talk, or the `value` of an event field; None takes away what was read."""

    name: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """What one member of staff says of one report, and the text of the report that proves it.

    The target is the name of an event field, or a talk; a talk that is added has none.
    """

    id: str
    report: str
    kind: Kind
    action: Action
    target: str | TalkKey | None
    values: tuple[Change, ...]
    quote: str | None  # only what removes may go without
    author: str
    date: str  # ISO

    @property
    def about(self) -> str | None:
        """What it is about: the field of the event, or who spoke; None of a talk of nobody."""
        if isinstance(self.target, str):
            return self.target
        spoke = next((change.value for change in self.values if change.name == "speaker"), None)
        key = self.target or TalkKey(speaker=spoke)
        return key.speaker or key.organisation or key.quote


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a correction: applied, or the problem it met."""

    correction: Correction
    problem: str | None = None


class _Unfound(Exception):
    """The text or the talk a correction speaks of is not in the report."""


def apply_corrections(report: Report, corrections: Sequence[Correction]) -> tuple[Report, list[Outcome]]:
    """Return the report as staff corrected it, and what became of each correction that is about it."""
    corrected, outcomes = report, []
    for correction in corrections:
        if correction.report != report.id:
            continue
        try:
            corrected = _APPLIED[correction.kind, correction.action](corrected, correction)
            outcomes.append(Outcome(correction))
        except _Unfound as problem:
            outcomes.append(Outcome(correction, str(problem)))
    if corrected.event != report.event:  # it heads every passage
        passages = cut_passages(corrected.sentences, corrected.event, title=corrected.title)
        corrected = replace(corrected, passages=tuple(passages))
    return corrected, outcomes


def key_of(talk: Talk) -> TalkKey:
    """Return how a talk is found again."""
    return TalkKey(talk.session, talk.speaker, talk.organisation or talk.place, talk.quote.text)


def find_talk(report: Report, key: TalkKey) -> Talk | None:
    """Return the one talk of a report that a key means, None where none or several fit."""
    try:
        return report.talks[_find(report, key)]
    except _Unfound:
        return None


# Events


def _set_field(report: Report, correction: Correction) -> Report:
    assert isinstance(correction.target, str)
    new = correction.values[0].value
    quote = _proof(report, correction)
    value = Value(read_value(correction.target, new), quote, "staff") if new is not None else None
    return replace(report, event=_with_field(report.event, correction.target, value))


def _remove_field(report: Report, correction: Correction) -> Report:
    assert isinstance(correction.target, str)
    return replace(report, event=_with_field(report.event, correction.target, None))


def _with_field(event: Event, name: str, value: Value | None) -> Event:
    values: dict[str, Value | None] = {field: getattr(event, field) for field in EVENT_FIELDS}
    return Event(**{**values, name: value})


# Talks


def _add_talk(report: Report, correction: Correction) -> Report:
    """Add a talk; one of the same speaker that the rules have come to read gives way to it."""
    quote = _proof(report, correction)
    values = {change.name: change.value for change in correction.values}
    blank = Talk(None, "speaker", None, None, None, None, None, None, quote, source="staff")
    talk = _with_values(blank, values)
    person = next((one for one in report.people if _same(one.name, talk.speaker) == _SAME), None)
    if person:
        talk = replace(filled(talk, person, "title", "organisation", "place", "country"), introduction=person.quote)
    try:
        index = _find(report, key_of(talk), role=talk.role)
    except _Unfound:
        return _with_talks(report, (*report.talks, talk), talk, quote)
    known = report.talks[index]
    details = tuple(one for one in (known.quote, *known.details) if not contains(quote, one))
    talk = replace(talk, session=talk.session or known.session, topic=talk.topic or known.topic, details=details)
    return _with_talks(report, (*report.talks[:index], talk, *report.talks[index + 1 :]), talk, quote)


def _set_talk(report: Report, correction: Correction) -> Report:
    assert isinstance(correction.target, TalkKey)
    quote = _proof(report, correction)
    values = {change.name: change.value for change in correction.values}
    try:
        index = _find(report, correction.target)
    except _Unfound:  # perhaps it is read as corrected by now
        names = {
            name: value for name, value in values.items() if value and name in ("session", "speaker", "organisation")
        }
        if not names:
            raise
        index = _find(report, replace(correction.target, **names))
    known = report.talks[index]
    talk = replace(_with_values(known, values), source="staff", confidence=1.0)
    if not any(contains(one, quote) for one in (known.quote, known.introduction) if one):
        if values.keys() <= _NAMING:
            talk = replace(talk, introduction=quote)
        else:
            details = tuple(one for one in (known.quote, *known.details) if not contains(quote, one))
            talk = replace(talk, quote=quote, details=details)
    if values.get("topic"):
        talk = replace(talk, presented=True)
    corrected = _with_talks(report, (*report.talks[:index], talk, *report.talks[index + 1 :]), talk, quote)
    return _without_person(corrected, known.speaker) if "speaker" in values else corrected


def _remove_talk(report: Report, correction: Correction) -> Report:
    assert isinstance(correction.target, TalkKey)
    index = _find(report, correction.target)
    return replace(report, talks=report.talks[:index] + report.talks[index + 1 :])


_APPLIED: dict[tuple[Kind, Action], Callable[[Report, Correction], Report]] = {
    ("event", "set"): _set_field,
    ("event", "remove"): _remove_field,
    ("talk", "add"): _add_talk,
    ("talk", "set"): _set_talk,
    ("talk", "remove"): _remove_talk,
}


def _with_values(talk: Talk, values: Mapping[str, str | None]) -> Talk:
    country: Country | None = talk.country
    if "country" in values:
        country = COUNTRIES[values["country"]] if values["country"] else None
    elif place := values.get("place"):
        countries = {one.country for one in place_named(place)}
        country = countries.pop() if len(countries) == 1 else country
    role: Role = ROLES[values.get("role") or talk.role]
    return replace(
        talk,
        session=values.get("session", talk.session),
        role=role,
        speaker=values.get("speaker", talk.speaker),
        title=values.get("title", talk.title),
        organisation=values.get("organisation", talk.organisation),
        place=values.get("place", talk.place),
        country=country,
        topic=values.get("topic", talk.topic),
    )


def _with_talks(report: Report, talks: tuple[Talk, ...], talk: Talk, quote: Excerpt) -> Report:
    """Return the report with these talks; the speaker of `talk` is known by name, its sentences are covered."""
    people = report.people
    if talk.speaker:
        named = talk.introduction or talk.quote
        person = Person(talk.speaker, talk.title, talk.organisation, talk.place, talk.country, named)
        known = [_same(one.name, talk.speaker) == _SAME for one in people]
        people = tuple(person if same else one for one, same in zip(people, known, strict=True))
        people = people if any(known) else (*people, person)
    uncovered = tuple(one for one in report.uncovered if not one.overlaps(quote))
    return replace(report, talks=talks, people=people, uncovered=uncovered)


def _without_person(report: Report, name: str | None) -> Report:
    """Return the report without a misread name, unless somebody of that name still speaks."""
    if name is None or any(_same(talk.speaker, name) == _SAME for talk in report.talks):
        return report
    return replace(report, people=tuple(one for one in report.people if _same(one.name, name) != _SAME))


# Finding things again


def _proof(report: Report, correction: Correction) -> Excerpt:
    quote = find_excerpt(report, correction.quote or "")
    if quote is None:
        raise _Unfound(f"the report does not hold the text 「{correction.quote}」")
    return quote


def _find(report: Report, key: TalkKey, *, role: Role | None = None) -> int:
    """Return the number of the talk a key means: the same speaker, and the same clause or the same session.

    With a role, it is looked for as the same talk read anew: the name must be the same, not just alike.
    """
    quote = find_excerpt(report, key.quote) if key.quote else None
    scores: dict[int, tuple[int, bool, bool, bool]] = {}
    for index, talk in enumerate(report.talks):
        who = _who(talk, key)
        here = quote is not None and any(quote.overlaps(one) for one in (talk.quote, *talk.details))
        session = key.session is not None and _same(key.session, talk.session) == _SAME
        typed = key.quote is None  # a person means a surname; what is stored must not go on to another of that name
        stands = here or ((who == _SAME or typed) and (session or (typed and key.session is None)))
        if who and stands and (role is None or (who == _SAME and _fits(role, talk))):
            exact = quote is not None and talk.quote.text == quote.text
            scores[index] = (who, exact, here, session)
    best = [index for index, score in scores.items() if score == max(scores.values())]
    if len(best) == 1:
        return best[0]
    who_said = key.speaker or key.organisation or f"「{key.quote}」"
    where = f" in {key.session}" if key.session else ""
    if best:
        raise _Unfound(f"{len(best)} talks of {who_said}{where} fit; say which by its session or its text")
    raise _Unfound(f"no talk of {who_said}{where} is read from the report")


def _fits(role: Role, talk: Talk) -> bool:
    """Return whether a talk is of the kind a role is: greeting and chairing are no talks."""
    speaking = ("speaker", "panelist")
    return talk.role == role or (role in speaking and talk.role in speaking)


def _who(talk: Talk, key: TalkKey) -> int:
    if key.speaker:
        return _same(key.speaker, talk.speaker)
    if key.organisation:
        return max(_same(key.organisation, name) for name in (talk.organisation, talk.place))
    return _SAME if key.quote else _OTHER


def _same(one: str | None, other: str | None) -> int:
    """Return how alike two names are: a surname and the full name that starts with it are alike."""
    if not one or not other:
        return _OTHER
    short, long = sorted((folded_key(one), folded_key(other)), key=len)
    return _SAME if short == long else _ALIKE if len(short) > 1 and short in long else _OTHER
