"""Query and evidence → answer without a model: facts, lists, who and what, open questions, and the three kinds of no."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.archive import Archive, whole
from assistant.citations import Citations
from assistant.evidence import Evidence, find_evidence
from assistant.facts import Facts
from assistant.listing import Found, Listing, coverage_of, find_rows, hosted_in, reports_asked
from assistant.questions import Query
from assistant.records import Answer, Coverage, Kind, Row, Status
from assistant.tables import (
    asked_terms,
    edition_rows,
    edition_table,
    left_out_lines,
    list_headline,
    matching_editions,
    talk_rows,
    talk_table,
)
from assistant.wording import Wording, escape
from ingest.places import name_in
from ingest.records import Report

Search = Callable[[str], Sequence[tuple[str, str]]]  # question → report and text of the best passages
_EVENT_FIELDS = ("date", "year", "host", "theme", "participants", "organizer", "publication", "author", "edition")
_DETAILS_SHOWN = 8
_NEAREST_SHOWN = 3
_QUOTE_CHARACTERS = 300


@dataclass(slots=True)
class _Draft:
    """An answer in the making: sections of Markdown, and what they cite."""

    query: Query
    archive: Archive
    wording: Wording
    contact: str = ""
    citations: Citations = field(default_factory=Citations)
    sections: list[str] = field(default_factory=list)

    def answer(self, kind: Kind, status: Status, coverage: Coverage, rows: Sequence[Row] = (), nearest: Sequence[int] = ()) -> Answer:
        """Return the finished answer."""
        notes = [note for note in _understandings(self) if note]
        sections = [section for section in (*notes, *self.sections, _coverage_line(self, coverage)) if section]
        return Answer(
            question=self.query.question,
            language=self.query.language,
            kind=kind,
            status=status,
            text="\n\n".join(sections),
            coverage=coverage,
            understood=notes[0].strip("*") if notes else None,
            count=len(rows) if rows else None,
            rows=tuple(rows),
            citations=tuple(self.citations.found),
            nearest=tuple(nearest),
        )


def compose_answer(query: Query, archive: Archive, search: Search, *, contact: str = "") -> Answer:
    """Return the answer to a question as understood."""
    draft = _Draft(query, archive, Wording(query.language), contact)
    if not archive.reports:
        draft.sections.append(draft.wording.sentence(draft.wording.say("no_index")))
        return draft.answer("none", "not_in_reports", coverage_of(archive, (), set()))
    if _asks_missing_edition(query):
        return _no_edition(draft)
    if query.unknown_people and not (query.people or query.terms):
        return _no(draft, search, who="、".join(query.unknown_people))
    if _asks_facts(query):
        return _facts(draft)
    if _asks_talks(query):
        return _talks(draft, search)
    return _open(draft, search)


def _asks_missing_edition(query: Query) -> bool:
    lost_years = bool(query.years) and not query.editions
    return bool(query.missing_editions) and not query.editions or lost_years


def _asks_facts(query: Query) -> bool:
    """Return whether only fields of the event are asked, of editions and not of anything else named."""
    asked = any(f in _EVENT_FIELDS for f in query.fields) or query.about_editions
    subject = query.terms or query.words or query.people or (query.places and not query.about_editions)
    talks = query.about_talks and not (query.about_editions or "theme" in query.fields or "participants" in query.fields)
    return bool(asked and not subject and not (talks and (query.wants_who or query.wants_list))) or bool(query.more_than)


def _asks_talks(query: Query) -> bool:
    filters = query.places or query.people or query.session or query.role or query.side or query.body
    asks = query.about_talks or query.wants_who or query.role or query.session
    if query.wants_list and (asks or query.terms or filters):
        return True
    return bool(filters and asks) and not (query.fields and query.words)


# facts


def _facts(draft: _Draft) -> Answer:
    query, wording = draft.query, draft.wording
    editions = _editions_asked(draft)
    if not editions:
        return _no_edition(draft)
    fields = [f for f in query.fields if f in _EVENT_FIELDS] or ["date", "host", "theme"]
    reports = [report for group in editions for report in group]
    coverage = coverage_of(draft.archive, reports, {report.id for report in reports})
    if len(editions) == 1 and not query.more_than:
        stated = Facts(editions[0], wording, draft.citations).tell(fields)
        missing = [one for one in stated if one.missing]
        first, *rest = [one.text for one in stated]
        draft.sections.append(f"**{wording.sentence(first)}**" + (f"\n\n{wording.sentence(*rest)}" if rest else ""))
        if len(missing) == len(stated):
            return draft.answer("none", "not_in_reports", coverage)
        return draft.answer("fact", "answered", coverage)
    key = "editions_count" if query.more_than or query.hosts or query.editions else "editions_all"
    draft.sections.append(f"**{wording.sentence(wording.say(key, count=len(editions)))}**")
    draft.sections.append(edition_table(editions, _columns(query, fields), wording, draft.citations))
    return draft.answer("list", "answered", coverage, edition_rows(editions, draft.citations))


def _columns(query: Query, fields: Sequence[str]) -> list[str]:
    return [*fields, "participants"] if query.more_than else list(fields)


def _editions_asked(draft: _Draft) -> list[tuple[Report, ...]]:
    return matching_editions(draft.query, draft.archive)


# talks


def _talks(draft: _Draft, search: Search) -> Answer:
    query = draft.query
    listing = find_rows(query, draft.archive)
    if not listing.rows:
        return _no_talks(draft, search, listing)
    if (query.places or query.people) and not query.wants_list or _asks_what(query):
        return _who_what(draft, listing)
    draft.sections.append(f"**{list_headline(listing, query, draft.wording)}**")
    draft.sections.append(talk_table(listing, draft.wording, draft.citations))
    rows = talk_rows(listing, draft.wording, draft.citations)
    draft.sections.append(left_out_lines(listing, draft.wording, draft.citations))
    return draft.answer("list", "answered", listing.coverage, rows)


def _asks_what(query: Query) -> bool:
    return bool(query.places or query.people) and (query.wants_what or bool(query.terms)) and not query.place_kind


def _who_what(draft: _Draft, listing: Listing) -> Answer:
    """Tell talk by talk what a place or person said, with the sentences that are its own."""
    query, wording = draft.query, draft.wording
    lines: list[str] = []
    for found in listing.rows:
        lines.append(_told(found, draft))
    draft.sections.append(f"**{wording.sentence(*dict.fromkeys(_headline(found, draft) for found in listing.rows))}**")
    draft.sections.extend(line for line in lines if line)
    rows = talk_rows(listing, wording, draft.citations)
    kind: Kind = "who" if query.wants_who and not query.wants_what else "what"
    return draft.answer(kind, "answered", listing.coverage, rows)


def _headline(found: Found, draft: _Draft) -> str:
    wording, talk = draft.wording, found.talk
    edition = wording.edition([found.report], full=True)
    session = wording.term(talk.session) if talk.session else ""
    if talk.role == "greeting":
        key = "role_of_greeting"
    elif talk.role == "coordinator":
        key = "role_of_coordinator"
    elif not talk.presented:
        key = "role_of_listed"
    else:
        key = "talk_of" if session else "talk_of_plain"
    mark = draft.citations.mark(found.report, talk.introduction or talk.quote)
    return wording.say(key, who=wording.speaker(talk), edition=edition, session=session) + mark


def _told(found: Found, draft: _Draft) -> str:
    """Return the quotations of a talk as a list."""
    pieces = [found.talk.quote, *found.talk.details][:_DETAILS_SHOWN] if found.talk.presented else []
    quoted = [(piece, draft.citations.mark(found.report, piece)) for piece in pieces]
    return "\n".join(f"- 「{escape(piece.text[:_QUOTE_CHARACTERS])}」{mark}" for piece, mark in quoted if mark)


def _no_talks(draft: _Draft, search: Search, listing: Listing) -> Answer:
    """Say that no talk matches; correct a question about the talk of somebody who only greeted."""
    query, wording = draft.query, draft.wording
    if query.places or query.people:
        for role in ("greeting", "coordinator"):
            others = find_rows(replace(query, role=role, terms=(), words=(), session=None), draft.archive)
            if others.rows:
                draft.sections.append(f"**{wording.sentence(*(_premise(found, draft) for found in others.rows))}**")
                return draft.answer("none", "not_in_reports", others.coverage, nearest=[c.id for c in draft.citations.found])
        names = [name_in(place, query.language) for place in query.places] + list(query.people)
        if not (query.terms or query.words):
            return _no(draft, search, who=wording.join(names))
    if query.terms or query.words:
        evidence = find_evidence(query, draft.archive, search(query.question))
        if evidence.answers and not (query.places or query.people):
            return _quoted(draft, evidence, lead=wording.say("none_topic", what=asked_terms(query, wording)))
    return _no(draft, search)


def _premise(found: Found, draft: _Draft) -> str:
    key = "premise_greeting" if found.talk.role == "greeting" else "role_of_coordinator"
    wording = draft.wording
    mark = draft.citations.mark(found.report, found.talk.quote)
    session = wording.term(found.talk.session) if found.talk.session else ""
    edition = wording.edition([found.report], full=True)
    return wording.say(key, who=wording.speaker(found.talk), edition=edition, session=session) + mark


# open questions


def _open(draft: _Draft, search: Search) -> Answer:
    evidence = find_evidence(draft.query, draft.archive, search(draft.query.question))
    if not evidence.answers:
        return _no(draft, search, evidence=evidence)
    return _quoted(draft, evidence)


def _quoted(draft: _Draft, evidence: Evidence, lead: str = "") -> Answer:
    wording = draft.wording
    draft.sections.append(f"**{wording.sentence(lead, wording.say('open'))}**" + _original(draft))
    draft.sections.append(_quotations(draft, evidence))
    reports = reports_asked(draft.query, draft.archive)
    hits = {citation.report for citation in draft.citations.found}
    return draft.answer("open", "answered", coverage_of(draft.archive, reports, hits))


def _original(draft: _Draft) -> str:
    return "" if draft.query.language == "ja" else draft.wording.say("original_ja")


def _quotations(draft: _Draft, evidence: Evidence, limit: int = 99) -> str:
    """Return the sentences as quotations, grouped by edition."""
    lines: list[str] = []
    last: str | None = None
    for line in evidence.lines[:limit]:
        mark = draft.citations.mark(line.report, line.sentence.excerpt)
        if not mark:
            continue
        if line.report.id != last:
            lines.append(f"{draft.wording.edition([line.report], full=True)}\n")
            last = line.report.id
        lines.append(f"- 「{escape(line.sentence.text[:_QUOTE_CHARACTERS])}」{mark}")
    return "\n".join(lines)


# the three kinds of no


def _no_edition(draft: _Draft) -> Answer:
    query, wording, archive = draft.query, draft.wording, draft.archive
    numbers = query.missing_editions
    if numbers:
        names = wording.join(wording.say("edition", n=wording.number(number)) for number in numbers)
        upcoming = archive.latest is not None and min(numbers) > archive.latest
        text = wording.say("no_next" if upcoming and query.relative else "no_edition", edition=names)
    elif query.years:
        text = wording.say("no_year", year=wording.join(str(year) for year in query.years))
    else:
        text = wording.say("no_reports")
    draft.sections.append(f"**{wording.sentence(text)}**")
    nearest = _nearest_edition(draft, numbers[0] if numbers else None, query.years[0] if query.years else None)
    status: Status = "edition_not_ingested" if numbers or query.years else "not_in_reports"
    return draft.answer("none", status, coverage_of(archive, archive.reports, set()), nearest=nearest)


def _nearest_edition(draft: _Draft, number: int | None, year: int | None) -> list[int]:
    """Tell which edition in the index is nearest; return the numbers of its citations."""
    editions = draft.archive.editions
    if not editions:
        return []

    def distance(edition: int) -> int:
        held = whole(editions[edition][0].event.year) or 0
        return abs(edition - number) if number is not None else abs(held - (year or held))

    reports = editions[min(editions, key=distance)]
    text = draft.wording.say("nearest_edition", edition=draft.wording.edition(reports, full=True))
    stated = Facts(reports, draft.wording, draft.citations).tell(["date", "host"])
    draft.sections.append(draft.wording.sentence(text, *(one.text for one in stated if not one.missing)))
    return [citation.id for citation in draft.citations.found]


def _no(draft: _Draft, search: Search, *, who: str = "", evidence: Evidence | None = None) -> Answer:
    """Say that the reports do not tell, with the nearest they have under a heading of its own."""
    query, wording = draft.query, draft.wording
    found = evidence or find_evidence(query, draft.archive, search(query.question))
    reports = reports_asked(query, draft.archive)
    coverage = coverage_of(draft.archive, reports, set())
    lacking = wording.join(escape(word) for word in found.lacking)
    if who:
        text = wording.say("no_talk_of", who=escape(who))
    else:
        text = wording.say("no_about", what=lacking) if lacking else wording.say("no_reports")
    unread = bool(coverage.unreadable_pages)
    draft.sections.append(f"**{wording.sentence(text, wording.say('unreadable') if unread else '')}**")
    near = _quotations(draft, found, _NEAREST_SHOWN)
    if near:
        draft.sections.append(f"*{wording.say('nearest')}*\n\n{near}")
    if draft.contact:
        draft.sections.append(wording.sentence(wording.say("contact", contact=escape(draft.contact))))
    nearest = [citation.id for citation in draft.citations.found]
    return draft.answer("none", "unreadable" if unread else "not_in_reports", coverage, nearest=nearest)


# what stands around every answer


def _understandings(draft: _Draft) -> list[str]:
    """Return how a follow-up, a relative time or a slip was understood."""
    query, wording = draft.query, draft.wording
    told: list[str] = []
    if query.follows:
        told.append(wording.say("follows", understood=_understood(query, wording)))
    if query.relative and (query.editions or query.missing_editions):
        number = (query.editions or query.missing_editions)[0]
        edition = wording.say("edition", n=wording.number(number))
        told.append(wording.say("relative", words=escape(query.relative), edition=edition))
    if query.corrected:
        wrong, right = query.corrected
        told.append(wording.say("corrected", wrong=escape(wrong), right=wording.name(right, both=False)))
    return [f"*{text}*" for text in told]


def _understood(query: Query, wording: Wording) -> str:
    """Return the question with what was taken from the one before, in the order people say it."""
    parts = [wording.say("edition", n=wording.number(number)) for number in query.editions]
    parts += [name_in(place, query.language) for place in (*query.hosts, *query.places)]
    parts += [wording.name(name, both=False) for name in query.people]
    parts += [asked_terms(query, wording)] if query.terms or query.words else []
    parts += [wording.say(f"asked_{query.side}")] if query.side else []
    parts += [wording.say(f"asked_{query.session}")] if query.session else []
    parts += [wording.say(f"field_{name}") for name in query.fields]
    return f"{'・'.join(parts)} ← {escape(query.question)}" if parts else escape(query.question)


def _coverage_line(draft: _Draft, coverage: Coverage) -> str:
    """Return the line that says what was searched and what could not be."""
    if not coverage.reports:
        return ""
    wording, archive = draft.wording, draft.archive
    reports = [r for r in reports_asked(draft.query, archive)] or list(archive.reports)
    editions = wording.join(dict.fromkeys(wording.edition([report]) for report in reports[:12]))
    editions += "…" if len(reports) > 12 else ""
    key = "searched_all" if len(reports) == coverage.reports else "searched_some"
    parts = [wording.say(key, count=len(reports), total=coverage.reports, editions=editions)]
    if coverage.other_series:
        parts.append(wording.say("other_series", count=coverage.other_series))
    named = {report.id: wording.edition([report]) for report in archive.reports}
    if coverage.incomplete:
        parts.append(wording.say("incomplete", reports=wording.join(named[r] for r in coverage.incomplete)))
    pages = [f"{named[p.report]} {wording.say('page', n=p.page)}" for p in coverage.unreadable_pages]
    parts.append(wording.say("unreadable_pages", pages=wording.join(pages)) if pages else wording.say("no_unreadable"))
    return f"*{wording.say('searched')}*　{wording.sentence(*parts)}"
