"""All editions side by side: what the reports state of each, and who spoke for which place; every item with its proof.

Talks come from `listing`, so that the grid and the answers never tell two stories.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.archive import Archive, field_of, whole, written
from assistant.citations import Citations
from assistant.facts import comparable
from assistant.filters import place_of
from assistant.listing import find_rows
from assistant.page_phrases import word
from assistant.queries import Query
from assistant.records import Citation, Language
from assistant.wording import Wording, plain
from ingest.places import Place, contains, find_places, name_in, place_by_id
from ingest.records import Country, Event, Excerpt, Report, Talk, Value
from ingest.text import fold

EntryKind = Literal["speaker", "panelist", "coordinator", "greeting", "listed", "host", "mention"]
EDITION_FIELDS = (
    "edition",
    "year", "date", "host", "theme", "participants_total", "participants_jp", "participants_cn", "organizer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """A value as the reader sees it, with the quotations of every report that states it."""

    text: str
    language: Language
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition, or a report that does not say which edition it is about; `stated` by EDITION_FIELDS."""

    key: str
    number: int | None
    name: str
    reports: tuple[Report, ...]
    stated: Mapping[str, tuple[Statement, ...]]

    def first(self, name: str) -> Statement | None:
        """Return what the first report says of a field."""
        return next(iter(self.stated[name]), None)

    def differs(self, name: str) -> bool:
        """Return whether reports in one language state different values."""
        languages = [statement.language for statement in self.stated[name]]
        return len(languages) > (len(set(languages)) if name in ("theme", "organizer") else 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a place or an organisation did in an edition; `sources` quote every report that tells of it."""

    kind: EntryKind
    sources: tuple[Citation, ...]
    talk: Talk | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """A place, or an organisation that stands for none, and its entries by the key of the edition."""

    name: str
    above: str  # the prefecture or province it lies in
    place: Place | None
    country: Country | None
    cells: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def count(self, *kinds: EntryKind) -> int:
        """Return how many entries of these kinds the row has."""
        return sum(entry.kind in kinds for entries in self.cells.values() for entry in entries)


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The editions, newest first; Japanese places, Chinese places, then organisations, each in a fixed order."""

    editions: tuple[Edition, ...]
    rows: tuple[GridRow, ...]


def tell_history(archive: Archive, wording: Wording) -> Chronicle:
    """Return the whole history that the reports hold, in a reader's language."""
    alone = [_edition(None, [r], wording) for r in archive.reports if whole(r.event.edition) is None]
    editions = [_edition(number, reports, wording) for number, reports in archive.editions.items()] + alone
    rows: dict[str, GridRow] = {}
    for edition in editions:
        for place in {place.id: place for place in map(_host_place, edition.reports) if place}.values():
            quotes = [(r, v.quote) for r in edition.reports if _host_place(r) == place and (v := _host_value(r.event))]
            if sources := prove(*quotes):
                _place_row(rows, place, wording).cells[edition.key].append(Entry("host", sources))
    for role in (None, "coordinator", "greeting"):
        for found in find_rows(Query("", wording.language, role=role), archive).rows:
            sources = prove(*((one.report, one.quote) for one in (found, *found.also)))
            if sources:
                row = _row_of(rows, found.talk, wording)
                row.cells[edition_key(found.report)].append(Entry(_kind(found.talk), sources, found.talk))
    _add_mentions(rows, archive)
    return Chronicle(tuple(editions), tuple(sorted(rows.values(), key=_order)))


def prove(*quotes: tuple[Report, Excerpt]) -> tuple[Citation, ...]:
    """Return the quotations that stand in the reports they are from."""
    found: list[Citation] = []
    for report, excerpt in quotes:
        citations = Citations()  # one for each: a single one would compare every quotation with all before it
        citations.cite(report, excerpt)
        found += [one for one in citations.found if (one.report, one.spans) not in {(f.report, f.spans) for f in found}]
    return tuple(found)


def edition_key(report: Report) -> str:
    """Return the key of the edition a report is about; a report without an edition stands alone."""
    number = whole(report.event.edition)
    return report.id if number is None else str(number)


# Editions


def _edition(number: int | None, reports: Sequence[Report], wording: Wording) -> Edition:
    ordered = sorted(reports, key=lambda report: report.language != wording.language)
    stated = {name: tuple(_statements(name, ordered, wording)) for name in EDITION_FIELDS}
    name = word("edition", wording.language, edition=number) if number is not None else ordered[0].title
    return Edition(edition_key(ordered[0]), number, name, tuple(ordered), stated)


def _host_value(event: Event) -> Value | None:
    return event.host_city or event.host_province


def _host_place(report: Report) -> Place | None:
    found = [one for one in find_places(written(_host_value(report.event)) or "") if not one.bare]
    return found[-1].places[0] if found else None


def _statements(name: str, reports: Sequence[Report], wording: Wording) -> Iterator[Statement]:
    found: dict[str, Statement] = {}
    for report in reports:
        text = _TEXTS[name](report.event, wording)
        if not text:
            continue
        values = [value for proof in _PROOFS.get(name, (name,)) if (value := field_of(report.event, proof))]
        sources = prove(*((report, value.quote) for value in values))
        host = written(_host_value(report.event)) if name == "host" else None  # not all name the province too
        same = comparable(host or text)
        known = found.get(same)
        if known:
            longer = max(known.text, text, key=len)
            found[same] = Statement(longer, known.language, (*known.sources, *sources))
        elif sources:
            found[same] = Statement(text, report.language, sources)
    yield from found.values()


def _days(event: Event, wording: Wording) -> str:
    first = written(event.date_start)
    return wording.days(first, written(event.date_end), short=True) if first else ""


def _host(event: Event, wording: Wording) -> str:
    parts = [name for name in (written(event.host_province), written(event.host_city)) if name]
    return plain(wording.name("".join(dict.fromkeys(parts)), both=False))


def _number(name: str) -> Callable[[Event, Wording], str]:
    def text(event: Event, wording: Wording) -> str:
        number = whole(field_of(event, name))
        return "" if number is None else str(number)

    return text


_TEXTS: Mapping[str, Callable[[Event, Wording], str]] = {
    "date": _days,
    "host": _host,
    "theme": lambda event, wording: written(event.theme) or "",
    "organizer": lambda event, wording: plain(wording.name(written(event.organizer) or "", both=False)),
    **{name: _number(name) for name in ("edition", "year", "participants_total", "participants_jp", "participants_cn")},
}
_PROOFS: Mapping[str, Sequence[str]] = {
    "date": ("date_start", "date_end"),
    "host": ("host_city", "host_province"),
}


# Rows


def _kind(talk: Talk) -> EntryKind:
    return talk.role if talk.presented or talk.role in ("coordinator", "greeting") else "listed"


def _row_of(rows: dict[str, GridRow], talk: Talk, wording: Wording) -> GridRow:
    place = place_of(talk)
    if place:
        return _place_row(rows, place, wording)
    name = talk.organisation or talk.place or talk.speaker or ""
    row = GridRow(plain(wording.name(name, both=False)) or wording.say("unnamed"), "", None, talk.country)
    return rows.setdefault(fold(name), row)


def _place_row(rows: dict[str, GridRow], place: Place, wording: Wording) -> GridRow:
    outer = place_by_id(place.parent) if place.parent else None
    above = name_in(outer, wording.language) if outer else ""
    return rows.setdefault(place.id, GridRow(name_in(place, wording.language), above, place, place.country))


def _add_mentions(rows: Mapping[str, GridRow], archive: Archive) -> None:
    """Add where a place of the grid is only named in the report of an edition it has no part in."""
    for line, mentions in zip(archive.lines, archive.line_places, strict=True):
        key = edition_key(line.report)
        for mention in mentions:
            place = mention.chain[-1] if mention.chain else mention.places[0]
            row = rows.get(place.id)
            if mention.bare or row is None or key in row.cells or _speaks_within(rows, place, key):
                continue
            if sources := prove((line.report, line.sentence.excerpt)):
                row.cells[key].append(Entry("mention", sources))


def _speaks_within(rows: Mapping[str, GridRow], outer: Place, key: str) -> bool:
    """Return whether a city of this prefecture or province has part in the edition: its name stands there for that."""
    return any(row.place and key in row.cells and contains(outer, row.place) for row in rows.values())


def _order(row: GridRow) -> tuple[bool, bool, str, str]:
    place = row.place
    return (place is None, bool(place and place.country == "CN"), place.id if place else "", row.name)
