"""Query → every matching talk of every report, by degree of evidence, with what was left out and why.

Nothing here is ranked or cut off: each report is scanned whole, so a list is complete for what the records hold, and
where a record may be incomplete the index of mentions fills in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.archive import Archive, Line, whole, written
from assistant.filters import (
    fits,
    has_titled_place,
    inside,
    is_set_apart,
    place_of,
    post_of,
    told_to_belong,
    wholly_apart,
)
from assistant.findings import Found, merged, on_subjects, origin_of, origins_of, recurring
from assistant.queries import Query
from assistant.records import Coverage, UnreadablePage
from assistant.subjects import Sought, all_in, telling
from ingest.places import Place, PlaceMention, find_places
from ingest.records import Excerpt, Report, Talk
from ingest.terms import broader_terms
from ingest.text import fold


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was not put into the list although it names what was asked, and why."""

    reason: str  # greeting, name, voice
    report: Report
    quote: Excerpt
    talk: Talk | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A complete list: rows by degree of evidence, then what was left out, then what was searched."""

    rows: tuple[Found, ...]
    left_out: tuple[LeftOut, ...]
    coverage: Coverage
    passed_over: bool = False  # words of the question that no talk holds were passed over


def find_rows(query: Query, archive: Archive) -> Listing:
    """Return every talk that fits the query, the strongest evidence first, one row for each speaker and edition."""
    reports = reports_asked(query, archive)
    found: list[Found] = []
    left_out: list[LeftOut] = []
    mentioned = 0
    for report, sought in () if query.unheld else telling(reports, query, archive):
        apart = wholly_apart(report, query)
        talks = [
            talk
            for talk in (*report.talks, *_only_named(report, query))
            if (not query.parts or archive.part_of(talk).is_one_of(query.parts))
            and (fits(talk, query) or told_to_belong(talk, report, query))
            and not (is_set_apart(talk, query) or talk.speaker in apart)
        ]
        names = _longest_first(n for t in report.talks for n in (t.organisation, t.place, t.title))
        matched = [hit for talk in talks if (hit := _match(report, talk, sought, names))]
        themed = sought.stands_in(written(report.event.theme))
        if themed:
            near = {id(hit.talk) for hit in matched}
            matched += [
                Found(report, t, "theme", t.quote)
                for t in talks
                if id(t) not in near and t.presented and t.role in ("speaker", "panelist")
            ]
        found += matched
        left_out += _left_out(report, sought, matched, themed=themed)
        if is_incomplete(report):
            extra = list(_mentions(report, sought, matched, archive))
            mentioned += len(extra)
            found += extra
    there = origins_of(report for number in query.absent for report in archive.editions[number])
    found = [one for one in found if origin_of(one.talk) not in there]
    rows = on_subjects(recurring(merged(found, query), query), query, lambda one: find_rows(one, archive).rows)
    return Listing(tuple(rows), tuple(left_out), coverage_of(archive, reports, {f.report.id for f in found}, mentioned))


def _only_named(report: Report, query: Query) -> Iterator[Talk]:
    """Yield people a report names without a talk or role, where the question is who came or who belongs to whom."""
    if not (query.attended or (query.organisations and not query.about_talks)):
        return
    known = {talk.speaker for talk in report.talks}
    for person in report.people:
        if person.name not in known:
            post = (person.title, person.organisation, person.place, person.country)
            yield Talk(None, "speaker", person.name, *post, None, person.quote, presented=False)


def find_talks_asked(query: Query, archive: Archive) -> Listing:
    """Return the rows of a query, its filters loosened one by one until something fits.

    Of somebody named a report may not state the title; without a name the title is what was asked.
    """
    if query.either:
        return _in_any([find_talks_asked(one, archive) for one in query.either], query, archive)
    named = bool(query.places or query.people)
    if query.titles and not (query.about_talks or query.terms or query.sessions or query.role):
        query = replace(query, attended=True)  # whoever has the post, greeters too
    looser = [query, replace(query, titles=()), replace(query, titles=(), words=())] if named else [query]
    looser += [replace(query, words=())]
    asks_who = query.titles and (query.wants_who or not query.about_talks) and not (query.sessions or query.terms)
    looser += [replace(query, attended=True)] if asks_who else []  # 公使の名前は
    looser += [replace(query, role="greeting")] if query.organisations and not query.role else []  # was on stage, too
    broader = tuple(wide for term in query.terms for wide in broader_terms(term))
    looser += [replace(query, terms=broader, titles=(), words=())] if broader and (query.places or query.people) else []
    if query.places and not (query.hosts or has_titled_place(query)):
        as_host = replace(query, hosts=query.places, places=())
        looser += [as_host, replace(as_host, titles=()), replace(as_host, words=())]
    looser += [replace(query, side=None, titles=(), words=())] if named and query.side else []  # 釜石と、中国の学校
    if query.places and query.side and all(place.country != query.side for place in query.places):
        looser += [replace(query, side=None, titles=(), words=(), organisations=(), bodies=())]  # the side is another's
    anchored = (
        query.places
        or query.people
        or query.organisations
        or query.sessions
        or query.parts
        or query.role
        or query.side
        or query.titles
        or query.bodies
    )
    first, *others = dict.fromkeys(looser if anchored else looser[:1])
    asked = find_rows(first, archive)
    if asked.rows:
        return asked
    loosened = ((one, find_rows(one, archive)) for one in others)
    one, listing = next((found for found in loosened if found[1].rows), (first, asked))
    return replace(listing, passed_over=bool(first.words and not (first.terms or one.words)))


def _in_any(listings: Sequence[Listing], query: Query, archive: Archive) -> Listing:
    """Return the rows of several lists as one list."""
    rows = merged([row for one in listings for row in one.rows], query)
    left_out = tuple(dict.fromkeys(left for one in listings for left in one.left_out))
    hits = {row.report.id for row in rows}
    return Listing(tuple(rows), left_out, coverage_of(archive, reports_asked(query, archive), hits))


def reports_asked(query: Query, archive: Archive) -> tuple[Report, ...]:
    """Return the reports of the editions, years and hosts a query names, all of them if it names none."""
    reports = archive.reports
    if query.editions or query.missing_editions:
        of_years = [r.id for r in archive.unnumbered if whole(r.event.year) in query.years]
        reports = tuple(r for r in reports if whole(r.event.edition) in query.editions or r.id in of_years)
    elif query.years:
        reports = tuple(r for r in reports if whole(r.event.year) in query.years)
    if query.hosts:
        reports = tuple(r for r in reports if hosted_in(r, query.hosts))
    return reports


def hosted_in(report: Report, places: Sequence[Place]) -> bool:
    """Return whether the edition of a report was held in one of these places."""
    names = [written(report.event.host_city), written(report.event.host_province)]
    return any(inside(places, place) for name in names if name for m in find_places(name) for place in m.places)


def is_incomplete(report: Report) -> bool:
    """Return whether any sentence looks like a talk without a record: one missed is enough for a list to be wrong."""
    return bool(report.uncovered)


def coverage_of(archive: Archive, scanned: Sequence[Report], hits: set[str], mentioned: int = 0) -> Coverage:
    """Return what was searched for an answer."""
    return Coverage(
        reports=len(archive.reports),
        scanned=len(scanned),
        with_hits=len(hits),
        other_series=len(archive.others),
        incomplete=tuple(report.id for report in scanned if is_incomplete(report)),
        unreadable_pages=tuple(UnreadablePage(r.id, page) for r in scanned for page in archive.unread.get(r.id, ())),
        from_mentions=mentioned,
    )


def _match(report: Report, talk: Talk, sought: Sought, names: Sequence[str]) -> Found | None:
    """Return the talk with the excerpt that carries what was asked; without terms every talk matches."""
    query = sought.query
    if not (query.terms or query.words) or sought.stands_in(talk.topic):
        return Found(report, talk, "topic", talk.quote)
    if sought.stands_besides(talk.quote.text, names) and not (talk.topic and _shared(report, talk)):
        return Found(report, talk, "topic", talk.quote)
    if not query.terms and all_in(post_of(talk), query):
        return Found(report, talk, "topic", talk.introduction or talk.quote)
    for detail in talk.details:
        if sought.stands_besides(detail.text, names):
            return Found(report, talk, "detail", detail)
    labelled = any(map(sought.stands_in, talk.labels))
    return Found(report, talk, "label", talk.quote) if labelled else None


def _shared(report: Report, talk: Talk) -> bool:
    """Return whether the clause of a talk tells of others' talks too, so that only its topic is its own."""
    return any(other is not talk and other.quote == talk.quote and other.topic for other in report.talks)


def _longest_first(names: Iterable[str | None]) -> list[str]:
    return sorted({name for name in names if name and len(name) > 1}, key=len, reverse=True)  # 館 hides no 図書館


def _left_out(report: Report, sought: Sought, matched: Sequence[Found], *, themed: bool) -> Iterator[LeftOut]:
    """Yield what names the terms without being a talk on them."""
    if not sought.texts:
        return
    shown = [hit.talk for hit in matched]
    for talk in report.talks:
        if talk.role == "greeting" and (themed or sought.stands_in(talk.quote.text)):
            yield LeftOut("greeting", report, talk.quote, talk)
        elif (
            sought.stands_in(talk.organisation)
            and talk.role in ("speaker", "panelist")
            and not any(talk is s for s in shown if not themed)
        ):
            yield LeftOut("name", report, talk.quote, talk)
    taken = [talk.quote.text for talk in report.talks] + [d.text for talk in report.talks for d in talk.details]
    theme = report.event.theme.quote.text if report.event.theme else ""
    owners = _longest_first(talk.organisation for talk in report.talks)
    for sentence in report.sentences:
        if sentence.kind == "paragraph" and sought.stands_besides(sentence.text, owners):
            if theme not in sentence.text and not any(
                piece in sentence.text or sentence.text in piece for piece in taken
            ):
                yield LeftOut("voice", report, sentence.excerpt)


def _mentions(report: Report, sought: Sought, matched: Sequence[Found], archive: Archive) -> Iterator[Found]:
    """Yield the places that stand in a sentence with a term and that no talk brought in.

    Only what stands under a heading with a sentence that looks like a talk nobody recorded can be one. A term inside
    the name of an office is no topic; a speaker whose talk a sentence tells is in the records already.
    """
    if not sought.texts:
        return
    known = {place.id for hit in matched if (place := place_of(hit.talk))}
    shown = [hit.talk for hit in matched]
    owners = [*(talk.organisation for talk in report.talks), *(person.organisation for person in report.people)]
    names = _longest_first(owners)
    host = written(report.event.host_city)
    missed = [excerpt.text for excerpt in report.uncovered]
    parts = {s.heading for s in report.sentences if any(text in s.text for text in missed)}
    unheard = {s.block for s in report.sentences if any(text in s.text for text in missed)}
    turned: tuple[int, Line | None, tuple[PlaceMention, ...]] = (-1, None, ())  # to which places a paragraph turned
    for line, own in archive.lines_of(report):
        block = line.sentence.block
        turned = (block, line, own) if any(not one.bare for one in own) or turned[0] != block else turned
        if line.sentence.heading not in parts:
            continue
        places, named_by = (turned[2], turned[1]) if block in unheard and turned[1] else (own, line)
        if not sought.stands_besides(line.sentence.text, names):
            continue
        tellers = [talk for talk in report.talks if _tells(line.sentence.text, talk)]
        speaking = [place for talk in tellers if (place := place_of(talk))]
        if any(talk in shown and not place_of(talk) for talk in tellers):
            continue  # the place is that of whoever is listed already
        told = {place.id for place in speaking}
        for mention in places:
            place = mention.chain[-1] if mention.chain else mention.places[0]
            name = named_by.sentence.text[mention.start : mention.end]
            if (
                place.id in known | told
                or mention.bare
                or place.level == "group"
                or (host and fold(host) in fold(name))
            ):
                continue
            if any(inside((place,), one) or inside((one,), place) for one in speaking):
                continue  # 氷見市（富山県）
            if sought.query.places and not inside(sought.query.places, place):
                continue
            known.add(place.id)
            before = None if named_by is line else named_by.sentence.excerpt
            talk = Talk(
                None, "speaker", None, None, name, name, place.country, None, line.sentence.excerpt, introduction=before
            )
            yield Found(report, talk, "mention", line.sentence.excerpt)


def _tells(sentence: str, talk: Talk) -> bool:
    """Return whether a sentence is where a talk was read from."""
    return talk.presented and (talk.quote.text in sentence or sentence in talk.quote.text)
