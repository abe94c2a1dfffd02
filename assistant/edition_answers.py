"""Facts of editions as an answer: of one in sentences, of several as a table, or set against one another."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant import cues
from assistant.archive import first_value, whole
from assistant.choices import asks_unstated, matching_editions
from assistant.comparisons import Measured, field_compared, measured, outstanding
from assistant.composing import Draft, quotations, tell_quoted
from assistant.cues import all_cues, cue
from assistant.evidence import Evidence, asks_in_the_text
from assistant.facts import Facts, Stated, exceeded
from assistant.findings import Found
from assistant.hostings import answer_hosts, tell_share, tell_venue
from assistant.listing import coverage_of, find_rows, reports_asked
from assistant.queries import Query
from assistant.records import Answer
from assistant.refusals import refuse_edition, tell_missing, tell_others
from assistant.roads import EVENT_FIELDS, asks_all_about, asks_hosts_often, asks_without
from assistant.tables import edition_rows, edition_table, editions_headline
from ingest.records import Report
from ingest.text import fold, parse_number

_TOLD_OF_ALL = ["date", "host", "theme", "participants", "organizer"]  # where only an edition is named
_COMPARED_AT_ONCE = 3
_QUOTED_BESIDES = 5

_Editions = Sequence[tuple[Report, ...]]


def answer_facts(draft: Draft) -> Answer:
    """Return the answer to a question about editions; a no where none is as asked."""
    query, wording = draft.query, draft.wording
    editions = matching_editions(query, draft.archive)
    if not editions:
        return _contradicted(draft) or refuse_edition(draft)
    if len(editions) == 1 and not _counts_as_said(query, editions[0]):
        return _corrected(draft, editions, ["participants"])
    if asks_hosts_often(query):
        return answer_hosts(draft, editions)
    figures = measured(query, editions) if query.sets_against or query.extreme else []
    if query.sets_against and len(figures) == 2 and not _vague(figures, query):
        return _compared(draft, figures)
    if query.extreme in ("most", "fewest") and (query.sessions or cue(cues.SPEAKERS).search(fold(query.question))):
        return _by_speakers(draft, editions)
    if query.extreme and figures:
        return _outstanding(draft, editions)
    chosen_by = [*(["duration"] if query.days else []), *(["date"] if query.months else [])]
    fields = [f for f in query.fields if f in EVENT_FIELDS]
    fields = [*dict.fromkeys([*fields, *chosen_by])] if fields else _TOLD_OF_ALL
    if len(editions) == 1 and not (query.by_size or asks_unstated(query) or asks_without(query)):
        return _told(draft, editions[0], fields)
    every = len(editions) == len(draft.archive.editions)
    draft.sections.append(f"**{editions_headline(query, len(editions), wording, every=every)}**")
    draft.sections.append(edition_table(editions, _columns(query, fields), wording, draft.citations))
    tell_venue(draft, editions)
    tell_others(draft)
    if query.wants_sum and "participants" in fields:
        totals = [total for e in editions if (total := whole(first_value(e, "participants_total"))) is not None]
        draft.sections.append(wording.sentence(wording.say("sum", count=sum(totals), editions=len(totals))))
    return _answer(draft, editions, as_list=True)


def _told(draft: Draft, reports: tuple[Report, ...], fields: Sequence[str]) -> Answer:
    """Tell the facts asked of one edition; where none is stated the answer is a no."""
    query, wording = draft.query, draft.wording
    stated = Facts(reports, wording, draft.citations).tell(fields)
    if asks_all_about(query):
        stated = [one for one in stated if not one.missing] or stated
    missing = [one for one in stated if one.missing]
    if query.compared and (difference := _sides_differ(draft, reports)):
        stated.append(Stated(difference))
    if query.wants_share:
        stated += [Stated(share) for share in _shares(draft, reports)]
    if _lacks_sides(query, reports) and len(missing) < len(stated):
        stated.append(Stated(wording.say("no_sides")))
    texts = [one.text for one in stated]
    first, rest = (texts, []) if query.wants_share else (texts[:1], texts[1:])
    draft.sections.append(f"**{wording.sentence(*first)}**" + (f"\n\n{wording.sentence(*rest)}" if rest else ""))
    if len(missing) == len(stated) or (_lacks_sides(query, reports) and _only_sides(query)):
        coverage = coverage_of(draft.archive, reports, {report.id for report in reports})
        tell_missing(draft)
        return draft.answer("none", "not_in_reports", coverage)
    if asks_all_about(query):
        _tell_besides(draft, reports)
    elif not tell_venue(draft, [reports]):
        tell_share(draft, [reports])
    if query.hosts and query.about_editions:
        tell_others(draft)
    return _answer(draft, [reports], with_rows=query.about_editions and bool(query.hosts or asks_all_about(query)))


_BOUNDS = {"months": "date", "days": "duration", "more_than": "participants", "at_most": "participants"}


def _contradicted(draft: Draft) -> Answer | None:
    """Return the facts of the editions that are named where they were not as the question says; None if none is."""
    query = draft.query
    if not (query.editions or query.hosts or query.years):
        return None
    named = matching_editions(replace(query, months=(), days=(), more_than=None, at_most=None), draft.archive)
    fields = [field for bound, field in _BOUNDS.items() if getattr(query, bound)]
    if not (named and fields):
        return None
    if query.more_than and any(_over(reports) for reports in named):
        return _told(draft, named[0], ["participants"])  # more than 100 may be more than 200
    return _corrected(draft, named, list(dict.fromkeys(fields)))


def _counts_as_said(query: Query, reports: Sequence[Report]) -> bool:
    """Return whether a number of people that a question says an edition had is one that its reports state."""
    if not query.exactly or query.wants_count or set(query.fields) != {"participants"}:
        return True
    said = {parse_number(number.replace(",", "")) for number in cue(cues.EXACTLY).findall(fold(query.question))}
    sides = (query.side.lower(),) if query.side else ("total", "jp", "cn")
    stated = {whole(first_value(reports, f"participants_{side}")) for side in sides} - {None}
    return not stated or bool(said & stated)


def _corrected(draft: Draft, editions: _Editions, fields: Sequence[str]) -> Answer:
    """Say that the reports state something else than the question does, and what."""
    wording = draft.wording
    told = [one.text for reports in editions for one in Facts(reports, wording, draft.citations).tell(fields)]
    draft.sections.append(f"**{wording.sentence(wording.say('premise_differs'), *told)}**")
    nearest = [citation.id for citation in draft.citations.found]
    reports = reports_asked(draft.query, draft.archive)
    return draft.answer("none", "not_in_reports", coverage_of(draft.archive, reports, set()), nearest=nearest)


def _sides_differ(draft: Draft, reports: Sequence[Report]) -> str:
    """Return by how many people one side outnumbered the other, where both are asked about and stated."""
    asked = all_cues(cues.SIDES, fold(draft.query.question))
    counted = {side: whole(first_value(reports, f"participants_{side.lower()}")) for side in asked}
    jp, cn = counted.get("JP"), counted.get("CN")
    if jp is None or cn is None or jp == cn:
        return ""
    more = draft.wording.say("asked_JP" if jp > cn else "asked_CN")
    return draft.wording.say("sides_differ", more=more, count=abs(jp - cn))


def _shares(draft: Draft, reports: Sequence[Report]) -> list[str]:
    """Return what share of the participants the sides asked about were, of both where none is, as far as stated."""
    total = whole(first_value(reports, "participants_total"))
    sides = all_cues(cues.SIDES, fold(draft.query.question)) or ("JP", "CN")
    counted = {side: whole(first_value(reports, f"participants_{side.lower()}")) for side in sides}
    return [
        draft.wording.say("share", side=draft.wording.say(f"asked_{side}"), share=f"{100 * count / total:.1f}")
        for side, count in counted.items()
        if total and count is not None
    ]


def facts_besides(draft: Draft) -> list[str]:
    """Return the facts of an edition asked along with what only the text tells: 主催と、一緒にやる機関."""
    query = draft.query
    fields = [field for field in query.fields if field in EVENT_FIELDS]
    editions = matching_editions(query, draft.archive) if query.editions or query.hosts else []
    if not fields or not asks_in_the_text(query) or len(editions) != 1 or query.named:
        return []
    return [one.text for one in Facts(editions[0], draft.wording, draft.citations).tell(fields) if not one.missing]


def _tell_besides(draft: Draft, reports: Sequence[Report]) -> None:
    """Quote what a report tells first under each of its headings, beyond the facts cited."""
    report = Facts(reports, draft.wording, draft.citations).reports[0]
    cited = {one.quote for one in draft.citations.found}
    prose = [line for line in draft.archive.lines if line.report is report and line.sentence.kind == "paragraph"]
    told = [line for line in prose if not any(q in line.sentence.text or line.sentence.text in q for q in cited)]
    under: Counter[str] = Counter()
    ranked: list[tuple[int, int]] = []
    for at, line in enumerate(told):
        if not cue(cues.SOURCE).search(line.folded) and not cue(cues.ON_ITSELF).search(line.folded):
            ranked.append((under[line.sentence.heading], at))
            under[line.sentence.heading] += 1
    chosen = sorted(at for _, at in sorted(ranked)[:_QUOTED_BESIDES])
    tell_quoted(draft, quotations(draft, Evidence(tuple(told[at] for at in chosen), answers=True, lacking=())))


def _outstanding(draft: Draft, editions: _Editions) -> Answer:
    """Name the edition with the most people, or those that share the figure, and by rank those after them."""
    query, wording = draft.query, draft.wording
    best, *after = [outstanding(query, editions, rank=rank) for rank in dict.fromkeys((1, query.rank))]
    lead = [wording.say(f"extreme_{query.extreme}", count=best.counted, editions=_named(draft, best.editions))]
    lead += [
        wording.say("extreme_next", rank=wording.number(query.rank), editions=_named(draft, one.editions))
        for one in after
        if one.editions
    ]
    asked = (f for f in query.fields if f in EVENT_FIELDS and f not in ("edition", "year"))
    chosen = [reports for one in (best, *after) for reports in one.editions]
    chosen = list(editions) if query.sets_against and len(editions) <= _COMPARED_AT_ONCE else chosen
    return _lead_and_facts(draft, lead, chosen, [*dict.fromkeys([best.field, *asked])])


def _by_speakers(draft: Draft, editions: _Editions) -> Answer:
    """Name the editions with the most speakers on record, and how many each had."""
    query, wording = draft.query, draft.wording
    told: list[tuple[int, tuple[Report, ...], tuple[Found, ...]]] = []
    for reports in editions:
        number = whole(reports[0].event.edition)
        asked = replace(query, extreme=None, editions=(number,) if number else (), hosts=(), years=(), fields=())
        rows = tuple(row for row in find_rows(asked, draft.archive).rows if row.talk.presented)
        speakers = {fold(row.talk.who) for row in rows}
        told += [(len(speakers), reports, rows)] if rows else []
    if not told:
        return refuse_edition(draft)
    told.sort(key=lambda one: -one[0] if query.extreme == "most" else one[0])
    best = [one for one in told if one[0] == told[0][0]]
    names = _named(draft, [reports for _, reports, _ in best])
    marks = "".join(dict.fromkeys(draft.citations.mark(row.report, row.quote) for *_, rows in best for row in rows))
    counts = [
        wording.say("speakers_at", edition=wording.edition(list(reports)), count=count) for count, reports, _ in told
    ]
    lead = wording.sentence(wording.say(f"speakers_{query.extreme}", editions=names) + marks)
    draft.sections.append(f"**{lead}**\n\n{wording.sentence(wording.join(counts))}")
    return _answer(draft, [reports for _, reports, _ in best])


def _compared(draft: Draft, figures: Sequence[Measured]) -> Answer:
    """Say by how much the figure of one edition is higher than the other's, then both."""
    query, wording = draft.query, draft.wording
    more, less = figures
    field = field_compared(query)
    side = wording.say(f"whose_{query.side}") if query.side else ""
    if more.figure == less.figure:
        names = _named(draft, [more.reports, less.reports])
        lead = wording.say(f"compare_equal_{field}", editions=names, count=more.figure, side=side)
    else:
        names_of = {"more": _named(draft, [more.reports]), "less": _named(draft, [less.reports])}
        extreme = query.extreme or "most"
        lead = wording.say(f"compare_{extreme}", count=more.figure - less.figure, side=side, **names_of)
    besides = [name for name in query.fields if name in ("theme", "organizer")]
    return _lead_and_facts(draft, [lead], [more.reports, less.reports], [field, *besides])


def _lead_and_facts(draft: Draft, lead: Sequence[str], editions: _Editions, fields: Sequence[str]) -> Answer:
    wording = draft.wording
    stated = [one.text for reports in editions for one in Facts(reports, wording, draft.citations).tell(fields)]
    draft.sections.append(f"**{wording.sentence(*lead)}**\n\n{wording.sentence(*stated)}")
    return _answer(draft, editions)


def _vague(figures: Sequence[Measured], query: Query) -> bool:
    """Return whether a figure is only a lower bound, so that no difference can be told."""
    if field_compared(query) == "duration":
        return False
    return any(_over(one.reports) for one in figures)


def _over(reports: Sequence[Report]) -> bool:
    """Return whether a report says only that more people came than a number."""
    total = first_value(reports, "participants_total")
    return bool(total and exceeded(total))


def _answer(draft: Draft, editions: _Editions, *, as_list: bool = False, with_rows: bool = False) -> Answer:
    reports = [report for group in editions for report in group]
    coverage = coverage_of(draft.archive, reports_asked(draft.query, draft.archive), {one.id for one in reports})
    rows = edition_rows(editions, draft.citations) if as_list or with_rows else ()
    tell_missing(draft)
    return draft.answer("list" if as_list else "fact", "answered", coverage, rows)


def _named(draft: Draft, editions: _Editions) -> str:
    return draft.wording.join(draft.wording.edition(reports, full=True) for reports in editions)


def _lacks_sides(query: Query, reports: Sequence[Report]) -> bool:
    """Return whether participants of one side are asked that no report of the edition counts."""
    asked = all_cues(cues.SIDES, fold(query.question)) if "participants" in query.fields else ()
    asked = asked or (("JP", "CN") if query.wants_share else ())
    return bool(asked) and not any(first_value(reports, f"participants_{side.lower()}") for side in asked)


def _only_sides(query: Query) -> bool:
    """Return whether only the two sides' shares of the participants are asked for, not how many there were."""
    clauses = re.split(r"[、。,?]", fold(query.question))
    if query.wants_share:
        return True
    counted = [clause for clause in clauses if cue(dict(cues.FIELDS)["participants"]).search(clause)]
    return bool(counted) and all(all_cues(cues.SIDES, clause) for clause in counted)


def _columns(query: Query, fields: Sequence[str]) -> list[str]:
    """Return the fields of a table: what is asked, and what the editions were chosen or sorted by."""
    chosen = ["participants"] if query.by_size or query.ordered in ("most", "fewest") else []
    chosen += ["date"] if query.months else []
    if "participants" in fields:
        folded = fold(query.question)
        both = cue(rf"{cues.BY_SIDES}|{cues.BOTH_COUNTRIES}(?=[^、。]{{0,8}}(?:数|人))|双方|両国").search(folded)
        sides = ("JP", "CN") if both or query.wants_share else all_cues(cues.SIDES, folded)
        chosen += [f"participants_{side.lower()}" for side in sides]
    return [*fields, *chosen]
