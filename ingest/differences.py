"""What becomes another from one reading of a report to the next, in terms people know; removals always said.

Plain records, so that a terminal and a page in any language word them from the same source.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.amendments import EVENT_FIELDS, TALK_FIELDS
from ingest.gazetteer import place_by_id
from ingest.plans import Status
from ingest.records import Report, Talk
from ingest.summaries import summarise
from ingest.text import folded_key


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that becomes another; None where nothing was or is stated."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A talk in short."""

    speaker: str | None
    organisation: str | None
    place: str | None
    session: str | None
    role: str
    topic: str | None


@dataclass(frozen=True, slots=True)
class TalkChange:
    """A talk that stays, and what becomes another of it."""

    talk: TalkLine
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place in the four languages of the pages."""

    id: str
    ja: str
    zh_hans: str
    zh_hant: str
    en: str


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What becomes of one file; `was` is its path before, `reason` why it is left out."""

    path: str
    status: Status
    report: str | None = None
    was: str | None = None
    reason: str | None = None
    title: str | None = None
    edition: int | None = None
    year: int | None = None
    host: str | None = None
    other_series: bool = False
    fields: tuple[FieldChange, ...] = ()
    talks_added: tuple[TalkLine, ...] = ()
    talks_removed: tuple[TalkLine, ...] = ()
    talks_changed: tuple[TalkChange, ...] = ()
    people_added: tuple[str, ...] = ()
    people_removed: tuple[str, ...] = ()
    places_added: tuple[PlaceName, ...] = ()
    places_removed: tuple[PlaceName, ...] = ()
    unreadable_pages: tuple[int, ...] = ()
    pages_added: tuple[int, ...] = ()  # that can no longer be read
    pages_removed: tuple[int, ...] = ()  # that can be read now

    @property
    def same(self) -> bool:
        """Whether nothing becomes another for those who ask: read again, or only moved."""
        told = (self.fields, self.talks_added, self.talks_removed, self.talks_changed, self.people_added)
        more = (self.people_removed, self.places_added, self.places_removed, self.pages_added, self.pages_removed)
        return self.status in ("changed", "renamed") and not any((*told, *more))


def compare_reports(status: Status, old: Report | None, new: Report | None) -> DocumentChange:
    """Return what becomes another from one reading of a report to the next; either may be missing."""
    shown = new or old
    assert shown
    before, after, short = summarise(old) if old else None, summarise(new) if new else None, summarise(shown)
    gone, come, kept = _match_talks(old.talks if old else (), new.talks if new else ())
    were, are = (set(one.unreadable_pages) if one else set() for one in (before, after))
    return DocumentChange(
        path=shown.path,
        status=status,
        report=shown.id,
        was=old.path if old and new and old.path != new.path else None,
        title=shown.title,
        edition=short.edition,
        year=short.year,
        host=short.host,
        other_series=shown.other_series,
        fields=tuple(_fields(old, new)) if old and new else (),
        talks_added=tuple(map(_line, come)),
        talks_removed=tuple(map(_line, gone)),
        talks_changed=tuple(change for pair in kept if (change := _talk_change(*pair)).fields),
        people_added=tuple(_others(after.people if after else (), before.people if before else ())),
        people_removed=tuple(_others(before.people if before else (), after.people if after else ())),
        places_added=tuple(map(_place, _others(after.places if after else (), before.places if before else ()))),
        places_removed=tuple(map(_place, _others(before.places if before else (), after.places if after else ()))),
        unreadable_pages=short.unreadable_pages,
        pages_added=tuple(sorted(are - were)),
        pages_removed=tuple(sorted(were - are)),
    )


def _others(these: Sequence[str], those: Sequence[str]) -> list[str]:
    known = set(map(folded_key, those))
    return [one for one in these if folded_key(one) not in known]


def _place(id_: str) -> PlaceName:
    place = place_by_id(id_)
    return PlaceName(id_, place.ja, place.zh_hans or place.ja, place.zh_hant or place.ja, place.en or place.ja)


def _fields(old: Report, new: Report) -> list[FieldChange]:
    found = [FieldChange(name, _stated(old, name), _stated(new, name)) for name in EVENT_FIELDS]
    found.append(FieldChange("title", old.title, new.title))
    return [one for one in found if one.before != one.after]


def _stated(report: Report, name: str) -> str | None:
    value = getattr(report.event, name)
    if value is None:
        return None
    return "–".join(map(str, value.value)) if isinstance(value.value, tuple) else str(value.value)


def _match_talks(old: Sequence[Talk], new: Sequence[Talk]) -> tuple[list[Talk], list[Talk], list[tuple[Talk, Talk]]]:
    """Return the talks that go, that come and that stay: told by who spoke when, by who spoke, then by their text."""
    gone, come = ([talk for talk in talks if talk.presented] for talks in (old, new))
    kept: list[tuple[Talk, Talk]] = []
    for key in _KEYS:
        for talk in list(gone):
            match = next((one for one in come if key(one) == key(talk)), None)
            if match:
                kept.append((talk, match))
                gone.remove(talk)
                come.remove(match)
    return gone, come, kept


def _who(talk: Talk) -> str:
    return folded_key(talk.speaker or talk.organisation or talk.place or "")


_KEYS: tuple[Callable[[Talk], object], ...] = (
    lambda talk: (_who(talk), talk.session, talk.topic),
    lambda talk: (_who(talk), talk.session),
    _who,
    lambda talk: folded_key(talk.quote.text),
)


def _line(talk: Talk) -> TalkLine:
    return TalkLine(talk.speaker, talk.organisation, talk.place, talk.session, talk.role, talk.topic)


def _talk_change(old: Talk, new: Talk) -> TalkChange:
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in TALK_FIELDS)
    return TalkChange(_line(new), tuple(FieldChange(*one) for one in pairs if one[1] != one[2]))
