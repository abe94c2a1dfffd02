"""Cities by how many editions were held there: several, only one, the most."""

from collections import Counter
from collections.abc import Sequence

from assistant.archive import first_value, written
from assistant.composing import Draft
from assistant.facts import Facts, comparable
from assistant.listing import coverage_of, reports_asked
from assistant.queries import Query
from assistant.records import Answer
from assistant.tables import edition_rows, edition_table
from ingest.records import Report

_Editions = Sequence[tuple[Report, ...]]


def answer_hosts(draft: Draft, editions: _Editions) -> Answer:
    """List the editions of the cities that held as many as asked; else say that none did, and where each was held."""
    query, wording = draft.query, draft.wording
    chosen = held_often(query, editions)
    if chosen:
        hosts = dict.fromkeys(Facts(reports, wording, draft.citations).host() for reports in chosen)
        lead = wording.say("hosts_often", hosts=wording.join(hosts), count=len(hosts))
    else:
        lead = wording.say("hosts_never", count=len(editions))
    draft.sections.append(f"**{wording.sentence(lead)}**")
    draft.sections.append(edition_table(chosen or editions, ["host"], wording, draft.citations))
    coverage = coverage_of(draft.archive, reports_asked(query, draft.archive), {r.id for one in chosen for r in one})
    if chosen:
        return draft.answer("list", "answered", coverage, edition_rows(chosen, draft.citations))
    return draft.answer("none", "not_in_reports", coverage, nearest=[one.id for one in draft.citations.found])


def held_often(query: Query, editions: _Editions) -> list[tuple[Report, ...]]:
    """Return those of the editions whose city held as many of them as is asked."""
    cities = [_city(reports) for reports in editions]
    counts = Counter(city for city in cities if city)
    least = max(query.recurrence.at_least, 2 if query.repeated else 1)
    most = query.recurrence.at_most or len(editions)
    extremes = {"most": max, "fewest": min}
    if query.extreme in extremes and counts:
        least = most = extremes[query.extreme](counts.values())
    return [reports for reports, city in zip(editions, cities, strict=True) if city and least <= counts[city] <= most]


def _city(reports: Sequence[Report]) -> str:
    return comparable(written(first_value(reports, "host_city") or first_value(reports, "host_province")) or "")
