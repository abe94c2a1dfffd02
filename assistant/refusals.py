"""The three kinds of no: not in the reports, that edition is not there, the page could not be read.

Each says what is in the index and shows the nearest evidence under a heading of its own.
"""

from assistant import cues
from assistant.archive import Archive, Line, whole
from assistant.composing import Draft, Search, original_note, quotations
from assistant.cues import cue
from assistant.evidence import Evidence, asked_in, aspect_asked, find_evidence
from assistant.facts import Facts
from assistant.filters import inside
from assistant.listing import coverage_of, hosted_in, reports_asked
from assistant.queries import Query
from assistant.records import Answer, Status
from assistant.tables import edition_table
from assistant.wording import escape
from ingest.places import name_in
from ingest.text import fold

_NEAREST_SHOWN = 3
_EDITIONS_SHOWN = 40  # the newest
_NOT_HELD = (
    r"(?:開か|開催さ|行わ|実施さ)れ(?:てい)?(?:な|ず|ませ)|開催(?:が|を)?(?:でき|中止|見送|延期|見合わせ|なし)|中断|休止|空白"
    r"|[未没][有能]?(?:能)?(?:挙|如期|再|継続)|停[辦止]|中止|取消|not held"
)
_THEME = r"テーマ|主題|議題|題し"
_YEARS = r"((?:19|20)[0-9]{2})年?(?:から|[~至到-])((?:19|20)[0-9]{2})年"


def refuse_edition(draft: Draft) -> Answer:
    """Say that an edition or a year is not in the index, and which is nearest."""
    query, wording, archive = draft.query, draft.wording, draft.archive
    numbers = query.missing_editions
    if numbers:
        names = wording.join(wording.say("edition", n=wording.number(number)) for number in numbers)
        upcoming = archive.latest is not None and min(numbers) > archive.latest
        text = wording.say("no_next" if upcoming and query.relative else "no_edition", edition=names)
    elif query.years:
        text = wording.say("no_year", year=wording.join(str(year) for year in query.years))
    elif query.hosts:
        hosts = [name_in(place, query.language) for place in query.hosts]
        text = wording.say("no_host", host=wording.join(hosts, last="or"))
    else:
        text = wording.say("no_reports")
    draft.sections.append(f"**{wording.sentence(text)}**")
    nearest: list[int] = []
    if numbers or query.years:
        nearest = _nearest_edition(draft, numbers[0] if numbers else None, query.years[0] if query.years else None)
    elif archive.editions:  # none is nearer than another to a city that held none, a month in which none was held
        fields = [*query.fields, *(["date"] if query.months else [])]
        shown = list(archive.editions.values())[:_EDITIONS_SHOWN]
        draft.sections.append(edition_table(shown, fields, wording, draft.citations))
        nearest = [citation.id for citation in draft.citations.found]
    near = quotations(draft, Evidence(_telling_of(query, archive), answers=False, lacking=()), _NEAREST_SHOWN)
    if near:
        draft.sections.append(f"*{wording.say('nearest')}*{original_note(draft)}\n\n{near}")
        nearest = [citation.id for citation in draft.citations.found]
    status: Status = "edition_not_ingested" if numbers or query.years else "not_in_reports"
    return draft.answer("none", status, coverage_of(archive, archive.reports, set()), nearest=nearest)


def lines_of_year(query: Query, archive: Archive) -> tuple[Line, ...]:
    """Return what is told of a year without a seminar: that there was none, or the side of a matter asked of it."""
    if query.editions or not query.years:
        return ()
    why = cue(cues.WHY).search(fold(query.question))
    if not (query.fields or query.about_talks or query.named or query.places or why):
        return tuple(line for line in _telling_of(query, archive) if cue(_NOT_HELD).search(line.folded))
    asked = aspect_asked(query)
    if not asked or query.missing_editions or not (query.places or query.terms):
        return ()
    return tuple(line for line in _telling_of(query, archive) if asked_in(line, asked))


def lines_of_upcoming(query: Query, archive: Archive) -> tuple[Line, ...]:
    """Return what is announced of an edition without a report: where it will be held, under which theme."""
    asked = set(query.fields) & {"host", "theme"}
    if not asked or query.editions or query.named or set(query.fields) - {"host", "theme"}:
        return ()
    before = [r for n in query.missing_editions for r in archive.editions.get(n - 1, ())]
    told = {id(line) for line in _telling_of(query, archive)}
    found: list[Line] = []
    for line, places in zip(archive.lines, archive.line_places, strict=True) if told or before else ():
        announced = id(line) in told or (line.report in before and cue(cues.NEXT).search(line.folded))
        elsewhere = any(not hosted_in(line.report, mention.places) for mention in places)
        if announced and (("host" in asked and elsewhere) or ("theme" in asked and cue(_THEME).search(line.folded))):
            found.append(line)
    return tuple(found)


def tell_missing(draft: Draft) -> None:
    """Say that reports of editions asked beside others are not there, with what other reports tell of them."""
    query, wording = draft.query, draft.wording
    if not query.missing_editions:
        return
    names = wording.join(wording.say("edition", n=wording.number(number)) for number in query.missing_editions)
    told = Evidence(_telling_of(query, draft.archive), answers=False, lacking=())
    near = quotations(draft, told, _NEAREST_SHOWN)
    draft.sections.append(wording.sentence(wording.say("no_edition", edition=names)) + (f"\n\n{near}" if near else ""))


def tell_others(draft: Draft) -> None:
    """Quote where reports name the hosts of editions without a report: all where hosts are asked, or those asked of."""
    query, archive = draft.query, draft.archive
    asked = "host" in query.fields or (query.hosts and query.about_editions)
    chosen = query.months or query.days or query.by_size or query.exactly or query.extreme
    if not asked or chosen or (query.editions and len(query.editions) < len(archive.editions)):
        return
    numbered = cue(r"第 ?([0-9]{1,3}) ?(?:回|届)")
    told: list[Line] = []
    for number in archive.holding(["第"]):
        line, places = archive.lines[number], archive.line_places[number]
        numbers = {int(match[1]) for match in numbered.finditer(line.folded)} - {*archive.editions}
        if not numbers or line.sentence.kind != "paragraph":
            continue
        named = [one for mention in places for one in mention.places if not hosted_in(line.report, (one,))]
        if any(inside(query.hosts, one) for one in named) if query.hosts else named:
            told.append(line)
    quoted = quotations(draft, Evidence(tuple(told), answers=False, lacking=()))
    if quoted:
        foreign = draft.wording.languages(line.report.language for line in told)
        note = draft.wording.say("original", languages=foreign) if foreign else ""
        draft.sections.append(f"*{draft.wording.say('others_told')}*{note}\n\n{quoted}")


def _telling_of(query: Query, archive: Archive) -> tuple[Line, ...]:
    """Return the sentences of other reports that name a missing edition, or else its year."""
    if not (query.missing_editions or query.years):
        return ()
    numbers = "|".join(str(number) for number in query.missing_editions)
    prose = (line for line in archive.lines if line.sentence.kind == "paragraph")
    if not numbers:
        return tuple(line for line in prose if any(_tells_of_year(line, year) for year in query.years))
    return tuple(line for line in prose if cue(rf"第 ?(?:{numbers}) ?(?:回|届|次)").search(line.folded))


def _tells_of_year(line: Line, year: int) -> bool:
    """Return whether a sentence names a year or a span of years that holds it."""
    spans = ((int(match[1]), int(match[2])) for match in cue(_YEARS).finditer(line.folded))
    return bool(cue(rf"(?<![0-9]){year}年").search(line.folded)) or any(a <= year <= b for a, b in spans)


def _nearest_edition(draft: Draft, number: int | None, year: int | None) -> list[int]:
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


def contradicts_host(query: Query, archive: Archive) -> bool:
    """Return whether an edition is asked about that was held, but not where the question says."""
    return bool(query.hosts and query.editions) and not reports_asked(query, archive)


def refuse_host(draft: Draft) -> Answer:
    """Say where the editions asked about were held instead."""
    query, wording, archive = draft.query, draft.wording, draft.archive
    asked = wording.join(name_in(place, query.language) for place in query.hosts)
    told: list[str] = []
    for number in query.editions[:_NEAREST_SHOWN]:
        reports = archive.editions[number]
        told.append(wording.say("premise_host", edition=wording.edition(reports), asked=asked))
        told += [one.text for one in Facts(reports, wording, draft.citations).tell(["date", "host"]) if not one.missing]
    draft.sections.append(f"**{wording.sentence(*told)}**")
    nearest = [citation.id for citation in draft.citations.found]
    return draft.answer("none", "not_in_reports", coverage_of(archive, archive.reports, set()), nearest=nearest)


def refuse_talks(draft: Draft) -> Answer:
    """Say that the reports of the editions asked about tell of no talk, and what they tell instead."""
    query, wording, archive = draft.query, draft.wording, draft.archive
    told: list[str] = []
    numbers = dict.fromkeys(whole(report.event.edition) for report in reports_asked(query, archive))
    for reports in [archive.editions[number] for number in numbers if number is not None][:_NEAREST_SHOWN]:
        told.append(wording.say("no_talks_of", edition=wording.edition(reports)))
        stated = Facts(reports, wording, draft.citations).tell(["date", "host", "theme", "participants"])
        told += [one.text for one in stated if not one.missing]
    draft.sections.append(f"**{wording.sentence(told[0])}**\n\n{wording.sentence(*told[1:])}")
    nearest = [citation.id for citation in draft.citations.found]
    return draft.answer("none", "not_in_reports", coverage_of(archive, archive.reports, set()), nearest=nearest)


def refuse(draft: Draft, search: Search, *, who: str = "", evidence: Evidence | None = None) -> Answer:
    """Say that the reports do not tell, with the nearest they have under a heading of its own."""
    query, wording = draft.query, draft.wording
    found = evidence or find_evidence(query, draft.archive, search(query.question))
    reports = reports_asked(query, draft.archive)
    coverage = coverage_of(draft.archive, reports, set())
    lacking = wording.join(wording.say("term", term=escape(word)) for word in found.lacking)
    if who:
        text = wording.say("no_talk_of", who=escape(who))
    else:
        text = wording.say("no_about", what=lacking) if lacking else wording.say("no_reports")
    unread = bool(coverage.unreadable_pages)
    draft.sections.append(f"**{wording.sentence(text, wording.say('unreadable') if unread else '')}**")
    near = quotations(draft, found, _NEAREST_SHOWN)
    if near:
        draft.sections.append(f"*{wording.say('nearest')}*{original_note(draft)}\n\n{near}")
    if draft.contact:
        draft.sections.append(wording.sentence(wording.say("contact", contact=escape(draft.contact))))
    nearest = [citation.id for citation in draft.citations.found]
    return draft.answer("none", "unreadable" if unread else "not_in_reports", coverage, nearest=nearest)
