"""Query and evidence → answer without a model: lists, who and what, open questions; facts are `edition_answers`."""

from dataclasses import replace

from assistant.archive import Archive
from assistant.choices import telling_editions, told_in_any
from assistant.composing import Draft, Search, original_note, quotations
from assistant.edition_answers import answer_facts, facts_besides
from assistant.editions import held_in, numbers_of
from assistant.evidence import Evidence, find_evidence
from assistant.filters import fits_title, place_of
from assistant.listing import Listing, coverage_of, find_rows, find_talks_asked, reports_asked
from assistant.queries import Query
from assistant.reasons import lines_of_reason
from assistant.records import Answer, Row
from assistant.refusals import (
    contradicts_host,
    lines_of_upcoming,
    lines_of_year,
    refuse,
    refuse_edition,
    refuse_host,
    refuse_talks,
)
from assistant.roads import (
    asks_doers,
    asks_facts,
    asks_missing_edition,
    asks_own_words,
    asks_talks,
    asks_telling_editions,
)
from assistant.stock import answer_reports, asks_reports
from assistant.tables import (
    asked_terms,
    edition_rows,
    left_out_lines,
    list_headline,
    talk_rows,
    talk_table,
)
from assistant.tellings import headlines, premise, who_what
from assistant.unfound import with_what_is_held
from assistant.unrecorded import lines_of_role, lines_on, lines_with_post, unheard_lines
from assistant.wording import Wording
from ingest.places import find_places, name_in
from ingest.terms import name_of


def compose_answer(query: Query, archive: Archive, search: Search, *, contact: str = "") -> Answer:
    """Return the answer to a question as understood."""
    draft = Draft(query, archive, Wording(query.language), contact)
    if not archive.reports:
        draft.sections.append(draft.wording.sentence(draft.wording.say("no_index")))
        return draft.answer("none", "not_in_reports", coverage_of(archive, (), set()))
    if lines := lines_of_year(query, archive):
        return _quoted(draft, Evidence(lines, answers=True, lacking=()))
    if lines := lines_of_reason(query, archive):
        return _quoted(draft, Evidence(lines, answers=True, lacking=()))
    if lines := lines_of_upcoming(query, archive):
        numbers = draft.wording.join(
            draft.wording.say("edition", n=draft.wording.number(n)) for n in query.missing_editions
        )
        return _quoted(draft, Evidence(lines, True, ()), lead=draft.wording.say("no_edition", edition=numbers))
    if asks_missing_edition(query, archive):
        return refuse_edition(draft)
    if contradicts_host(query, archive):
        return refuse_host(draft)
    if query.unknown_people and not (query.people or query.terms):
        if told := lines_on(query.unknown_people, query, archive):
            return _quoted(draft, Evidence(told, answers=True, lacking=()))
        return refuse(draft, search, who=draft.wording.join(query.unknown_people))
    return _by_road(draft, search)


def _by_road(draft: Draft, search: Search) -> Answer:
    """Return the answer by the records of reports, of editions or of talks, or else by the text."""
    if asks_reports(draft.query):
        return answer_reports(draft)
    if asks_facts(draft.query):
        return answer_facts(draft)
    return _talks(draft, search) if asks_talks(draft.query) else _open(draft, search)


# talks


def _talks(draft: Draft, search: Search) -> Answer:
    query = draft.query
    listing = find_talks_asked(query, draft.archive)
    if not listing.rows:
        return _no_talks(draft, search, listing)
    if query.places and not query.people and _is_denied(query, listing):
        return _denied(draft, listing)
    counted = query.wants_count and query.wants_who
    of_one = (query.places or query.people) and (listing.passed_over or not (query.wants_list or counted))
    return who_what(draft, listing) if of_one or _asks_what(query) else _listed(draft, listing)


def _listed(draft: Draft, listing: Listing) -> Answer:
    """Return the talks found as a table, and what was left out of it."""
    asked = with_what_is_held(draft.query, draft.archive)
    draft.sections.append(f"**{list_headline(listing, asked, draft.wording)}**")
    draft.sections.append(talk_table(listing, draft.wording, draft.citations))
    rows = talk_rows(listing, draft.wording, draft.citations)
    draft.sections.append(left_out_lines(listing, draft.wording, draft.citations))
    return draft.answer("list", "answered", listing.coverage, rows)


def _is_denied(query: Query, listing: Listing) -> bool:
    """Return whether a post is asked about that none of those who spoke for the place holds: 横浜市長."""
    talks = [found.talk for found in listing.rows]
    stated = all(talk.title or not talk.speaker for talk in talks)
    return bool(query.titles) and stated and not any(fits_title(talk, query) for talk in talks)


def _denied(draft: Draft, listing: Listing) -> Answer:
    """Say that nobody with the post spoke, and who did speak for the place."""
    query, wording = draft.query, draft.wording
    place = wording.join(name_in(place, query.language) for place in query.places)
    title = wording.join((name_of(term, query.language) for term in query.titles), last="or")
    heads = headlines(listing.rows, draft)
    draft.sections.append(f"**{wording.sentence(wording.say('premise_title', place=place, title=title), *heads)}**")
    nearest = [citation.id for citation in draft.citations.found]
    return draft.answer("none", "not_in_reports", listing.coverage, nearest=nearest)


def _asks_what(query: Query) -> bool:
    if query.organisations and query.wants_what and not (query.wants_who or query.wants_list or query.titles):
        return True  # 北京大学AI連盟は何を話した
    return bool(query.places or query.people) and (query.wants_what or bool(query.terms)) and not query.place_kinds


def _no_talks(draft: Draft, search: Search, listing: Listing) -> Answer:
    """Say that no talk matches; correct a question about the talk of somebody who only greeted."""
    query, wording = draft.query, draft.wording
    in_all = query.in_each and max(len(query.editions), len(query.sessions)) > 1
    if query.repeated or in_all:
        once = find_rows(replace(query, repeated=False, in_each=False), draft.archive)
        if once.rows:
            draft.sections.append(f"**{wording.sentence(wording.say('none_in_all' if in_all else 'none_repeated'))}**")
            return draft.answer("none", "not_in_reports", once.coverage)
    if (query.places or query.people) and (answer := _nothing_of(draft, search)):
        return answer
    if _without_talks(draft) and not (query.terms or query.words or query.lost):
        return refuse_talks(draft)
    if query.organisations and (query.titles or not query.about_talks):
        if lines := lines_with_post(query, draft.archive):
            return _quoted(draft, Evidence(lines, answers=True, lacking=()))
    if not (query.terms or query.words) and (lines := lines_of_role(query, draft.archive)):
        return _quoted(draft, Evidence(lines, answers=True, lacking=()))
    if query.terms or query.words:
        evidence = find_evidence(query, draft.archive, search(query.question))
        of_somebody = (query.places or query.people) and (query.about_talks or query.wants_who)
        if evidence.answers and (evidence.at_once or not of_somebody):
            return _quoted(draft, evidence, lead=wording.say("none_topic", what=asked_terms(query, wording)))
    return refuse(draft, search)


def _nothing_of(draft: Draft, search: Search) -> Answer | None:
    """Return what there is of places or people that gave no talk: a greeting, a post; None where a subject is asked."""
    query, wording = draft.query, draft.wording
    for role in ("greeting", "coordinator"):
        if query.terms and not (query.about_talks or query.sessions or query.wants_who):
            break  # さいたま市の友好都市は: nothing was said of a talk
        others = find_rows(replace(query, role=role, terms=(), words=(), sessions=()), draft.archive)
        if others.rows and not (query.about_talks or query.sessions or query.terms):
            return who_what(draft, others)  # 安田って誰
        if others.rows:
            draft.sections.append(f"**{wording.sentence(*(premise(found, draft) for found in others.rows))}**")
            nearest = [citation.id for citation in draft.citations.found]
            return draft.answer("none", "not_in_reports", others.coverage, nearest=nearest)
    if answer := _unheard(draft) or _at_other_editions(draft):
        return answer
    if query.people and not (query.about_talks or query.sessions or query.terms):
        evidence = find_evidence(query, draft.archive, search(query.question))
        if evidence.answers and not query.lost:
            return _quoted(draft, evidence)  # who wrote the report has a post, but no talk
    if query.terms or query.words:
        return None
    if answer := _of_a_namesake(draft):
        return answer
    names = [name_in(place, query.language) for place in query.places] + list(query.people)
    return refuse(draft, search, who=wording.join(names))


def _unheard(draft: Draft) -> Answer | None:
    """Quote what looks like a talk of who is asked about and has no record; None where nothing does."""
    query = draft.query
    lines = () if query.terms or query.words else unheard_lines(query, draft.archive)
    return _quoted(draft, Evidence(lines, answers=True, lacking=())) if lines else None


def _at_other_editions(draft: Draft) -> Answer | None:
    """Say that who is asked about gave no talk at these editions, and at which others; None where there is none."""
    query, wording = draft.query, draft.wording
    if query.people and held_in(query.places, draft.archive):  # the place of somebody named is where the edition was
        query = replace(query, hosts=query.places, places=(), words=())
    if query.terms or query.words or not (query.editions or query.hosts or query.years):
        return None
    anywhere = replace(query, editions=(), hosts=(), years=(), sessions=())
    listing = find_rows(anywhere, draft.archive)
    if not listing.rows:
        return None
    who = wording.join([*(name_in(place, query.language) for place in query.places), *query.people])
    editions = [draft.archive.editions[n] for n in query.editions or numbers_of(query, draft.archive)]
    at = wording.join(wording.edition(reports, full=True) for reports in editions)
    heads = headlines(listing.rows, draft)
    draft.sections.append(f"**{wording.sentence(wording.say('no_talk_at', who=who, edition=at), *heads)}**")
    nearest = [citation.id for citation in draft.citations.found]
    return draft.answer("none", "not_in_reports", listing.coverage, nearest=nearest)


def _of_a_namesake(draft: Draft) -> Answer | None:
    """Say who spoke for the prefecture, or the city, of the same name; None where nobody did: 広島市, and 広島県."""
    query, wording = draft.query, draft.wording
    stems = [place.ja[:-1] for place in query.places]
    alike = [other for stem in stems for named in find_places(stem) for other in named.places if other.ja[:-1] == stem]
    others = tuple(one for one in dict.fromkeys(alike) if one not in query.places)
    if query.people or not others:
        return None
    listing = find_rows(replace(query, places=others, titles=(), lost=()), draft.archive)
    rows = [found for found in listing.rows if place_of(found.talk) in others]
    if not rows:
        return None
    who = wording.join(wording.name(place.ja) for place in query.places)
    heads = headlines(rows, draft)
    draft.sections.append(f"**{wording.sentence(wording.say('no_talk_of', who=who), *heads)}**")
    nearest = [citation.id for citation in draft.citations.found]
    return draft.answer("none", "not_in_reports", listing.coverage, nearest=nearest)


# open questions


def _open(draft: Draft, search: Search) -> Answer:
    if asks_own_words(draft.query):
        listing = find_rows(draft.query, draft.archive)
        if any(found.degree in ("topic", "detail") for found in listing.rows):
            return who_what(draft, listing)
    if asks_doers(draft.query):
        listing = find_rows(draft.query, draft.archive)
        if any(found.degree in ("topic", "detail") for found in listing.rows):
            return _listed(draft, listing)
    evidence = find_evidence(draft.query, draft.archive, search(draft.query.question))
    if not evidence.answers and asks_telling_editions(draft.query):
        evidence = told_in_any(draft.query, draft.archive) or evidence
    if not evidence.answers:
        told = draft.query.about_talks and _without_talks(draft)
        return refuse_talks(draft) if told else refuse(draft, search, evidence=evidence)
    return _quoted(draft, evidence)


def _quoted(draft: Draft, evidence: Evidence, lead: str = "") -> Answer:
    wording, rows = draft.wording, tuple[Row, ...]()
    if asks_telling_editions(draft.query) and (editions := telling_editions(draft.query, draft.archive)):
        names = wording.join(wording.edition(one, full=True) for one in editions)
        lead = wording.say("told_in", what=asked_terms(draft.query, wording), editions=names)
        rows = edition_rows(editions, draft.citations)
    facts = facts_besides(draft)
    quoted = quotations(draft, evidence)
    draft.sections += [f"**{wording.sentence(lead, *facts, wording.say('open'))}**" + original_note(draft), quoted]
    reports = reports_asked(draft.query, draft.archive)
    hits = {citation.report for citation in draft.citations.found}
    return draft.answer("list" if rows else "open", "answered", coverage_of(draft.archive, reports, hits), rows)


def _without_talks(draft: Draft) -> bool:
    """Return whether editions are asked about whose reports name no talk at all."""
    query = draft.query
    reports = reports_asked(query, draft.archive) if query.editions or query.hosts or query.years else ()
    return bool(reports) and not any(report.talks for report in reports)
