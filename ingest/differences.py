"""What becomes another from one reading of a report to the next, in terms people know; removals always said.

Plain records, so that a terminal and a page in any language word them from the same source.
"""

from collections.abc import Callable, Sequence

from ingest.amendments import EVENT_FIELDS, TALK_FIELDS
from ingest.change_records import DocumentChange, FieldChange, PlaceName, Status, TalkChange, TalkLine
from ingest.gazetteer import place_by_id
from ingest.records import Report, Talk
from ingest.summaries import summarise
from ingest.text import folded_key


def compare_reports(status: Status, old: Report | None, new: Report | None) -> DocumentChange:
    """Return what becomes another from one reading of a report to the next; either may be missing."""
    shown = new or old
    before, after = (summarise(one) if one else None for one in (old, new))
    short = after or before
    assert shown and short
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


_KEYS: tuple[Callable[[Talk], object], ...] = (
    lambda talk: (folded_key(talk.who), talk.session, talk.topic),
    lambda talk: (folded_key(talk.who), talk.session),
    lambda talk: folded_key(talk.who),
    lambda talk: folded_key(talk.quote.text),
)


def _line(talk: Talk) -> TalkLine:
    return TalkLine(talk.speaker, talk.organisation, talk.place, talk.session, talk.role, talk.topic)


def _talk_change(old: Talk, new: Talk) -> TalkChange:
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in TALK_FIELDS)
    return TalkChange(_line(new), tuple(FieldChange(*one) for one in pairs if one[1] != one[2]))
