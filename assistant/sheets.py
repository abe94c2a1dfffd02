"""The tables people take away: the rows of a list answer, the editions, the grid; each row with its proof."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.archive import Archive
from assistant.chronicle import EDITION_FIELDS, Chronicle, Edition, Entry, GridRow
from assistant.exports import Cell, Link, Sheet
from assistant.links import source_link
from assistant.records import Answer, Citation, Row
from assistant.sources import cited_page
from assistant.wording import Wording, plain

_TITLES = {
    "edition": "column_edition",
    "year": "column_year",
    "date": "column_date",
    "host": "column_host",
    "theme": "column_theme",
    "participants_total": "history_total",
    "participants_jp": "history_from_jp",
    "participants_cn": "history_from_cn",
    "organizer": "column_organizer",
}


@dataclass(frozen=True, slots=True)
class Proofs:
    """Puts quotations into cells; `base` is the address of the chat page, which stands before every link."""

    archive: Archive
    wording: Wording
    base: str

    @property
    def titles(self) -> tuple[str, ...]:
        """The columns that `cells` fills."""
        return _say(self.wording, "history_quote", "history_page", "history_report", "history_link", "history_also")

    def cells(self, citations: Sequence[Citation]) -> tuple[Cell, ...]:
        """Return the first quotation with page, report and link, then where the others stand."""
        if not citations:
            return (None,) * len(self.titles)
        first, *others = citations
        also = "\n".join(dict.fromkeys(f"{self._report(one)} {self._page(one)}" for one in others))
        link = Link(self.base + source_link(first, self.wording.language))
        return first.quote, self._page(first), self._report(first), link, also or None

    def _page(self, citation: Citation) -> str:
        return cited_page(citation, self.wording.language)

    def _report(self, citation: Citation) -> str:
        report = self.archive.report(citation.report)
        return report.title if report else citation.report


def answer_sheets(answer: Answer, proofs: Proofs) -> list[Sheet]:
    """Return the rows of a list answer; columns that no row fills are left out."""
    wording, cited = proofs.wording, {citation.id: citation for citation in answer.citations}
    talks = any(row.role for row in answer.rows)
    columns = _say(wording, "column_edition", "column_year", "column_date", "column_host")
    columns += _say(wording, "column_degree", "column_session", "history_role", "history_name", "history_post")
    columns += _say(wording, "history_organisation", "history_location", "history_country")
    columns += _say(wording, "history_topic" if talks else "column_theme")
    rows = [
        (*_answer_row(row, wording, talks), *proofs.cells([cited[one] for one in row.citations if one in cited]))
        for row in answer.rows
    ]
    name = wording.say("history_answer")
    return [_without_empty(Sheet(name, (*columns, *proofs.titles), tuple(rows)))]


def edition_sheets(chronicle: Chronicle, proofs: Proofs) -> list[Sheet]:
    """Return the editions, a row each, and every value stated of them with its own quotation."""
    wording = proofs.wording
    columns = _say(wording, *(_TITLES[name] for name in EDITION_FIELDS))
    rows = [(*_edition_row(edition), *proofs.cells(_edition_sources(edition))) for edition in chronicle.editions]
    editions = Sheet(wording.say("history_editions"), (*columns, *proofs.titles), tuple(rows))
    stated = [
        (edition.name, wording.say(_TITLES[name]), _value(one.text), *proofs.cells(one.sources))
        for edition in chronicle.editions
        for name in EDITION_FIELDS
        for one in edition.stated[name]
    ]
    columns = _say(wording, "column_edition", "history_field", "history_value")
    return [editions, Sheet(wording.say("history_quote"), (*columns, *proofs.titles), tuple(stated))]


def grid_sheets(chronicle: Chronicle, proofs: Proofs) -> list[Sheet]:
    """Return everything the grid shows, a row for each entry, and the grid itself."""
    wording = proofs.wording
    columns = _say(wording, "history_place", "history_above", "history_country", "column_edition", "column_year")
    columns += _say(wording, "column_host", "history_role", "history_name", "history_post", "history_organisation")
    columns += _say(wording, "column_session", "history_topic")
    entries = [
        (*_entry_row(row, edition, entry, wording), *proofs.cells(entry.sources))
        for row in chronicle.rows
        for edition in chronicle.editions
        for entry in row.cells.get(edition.key, ())
    ]
    grid = [
        (row.name, *(_grid_cell(row.cells.get(edition.key, ()), wording) for edition in chronicle.editions))
        for row in chronicle.rows
    ]
    heads = (wording.say("history_place"), *(edition.name for edition in chronicle.editions))
    return [
        Sheet(wording.say("history_grid"), (*columns, *proofs.titles), tuple(entries)),
        Sheet(wording.say("history_overview"), heads, tuple(grid)),
    ]


def _say(wording: Wording, *keys: str) -> tuple[str, ...]:
    return tuple(wording.say(key) for key in keys)


def _answer_row(row: Row, wording: Wording, talks: bool) -> tuple[Cell, ...]:
    return (
        row.edition,
        row.year,
        row.date,
        _own(row.host, wording),
        wording.say(f"degree_{row.degree}") if talks else None,
        _term(row.session, wording),
        wording.say(f"history_{row.role}") if row.role else None,
        _own(row.speaker, wording, both=True),
        _term(row.title, wording),
        _own(row.organisation, wording, both=True),
        _own(row.place, wording),
        wording.say(f"history_{row.country}") if row.country else None,
        row.topic,
    )


def _edition_row(edition: Edition) -> tuple[Cell, ...]:
    stated = [[one.text for one in edition.stated[name]] for name in EDITION_FIELDS]
    return tuple(_value(" / ".join(values)) for values in stated)


def _edition_sources(edition: Edition) -> list[Citation]:
    """Return the sentences of an edition's values, first the one that says when it was held."""
    fields = sorted(EDITION_FIELDS, key=lambda name: name != "date")
    found = [source for name in fields for one in edition.stated[name] for source in one.sources]
    return list({(one.report, one.spans): one for one in found}.values())


def _entry_row(row: GridRow, edition: Edition, entry: Entry, wording: Wording) -> tuple[Cell, ...]:
    host, year, talk = edition.first("host"), edition.first("year"), entry.talk
    return (
        row.name,
        row.above or None,
        wording.say(f"history_{row.country}") if row.country else None,
        edition.number if edition.number is not None else edition.name,
        _value(year.text) if year else None,
        host.text if host else None,
        wording.say(f"history_{entry.kind}"),
        _own(talk.speaker, wording, both=True) if talk else None,
        _term(talk.title, wording) if talk else None,
        _own(talk.organisation, wording, both=True) if talk else None,
        _term(talk.session, wording) if talk else None,
        talk.topic if talk else None,
    )


def _grid_cell(entries: Sequence[Entry], wording: Wording) -> str | None:
    shown: list[str] = []
    for entry in entries:
        kind = wording.say(f"history_{entry.kind}")
        name = _own(entry.talk.speaker, wording) if entry.talk else None
        shown.append(f"{name}（{kind}）" if name else kind)
    return "\n".join(shown) or None


def _value(text: str) -> Cell:
    return int(text) if text.isdecimal() else text or None


def _own(name: str | None, wording: Wording, *, both: bool = False) -> str | None:
    return plain(wording.name(name, both=both)) if name else None


def _term(text: str | None, wording: Wording) -> str | None:
    return plain(wording.term(text)) if text else None


def _without_empty(sheet: Sheet) -> Sheet:
    kept = [at for at in range(len(sheet.columns)) if any(row[at] is not None for row in sheet.rows)]
    rows = tuple(tuple(row[at] for at in kept) for row in sheet.rows)
    return Sheet(sheet.name, tuple(sheet.columns[at] for at in kept), rows)
