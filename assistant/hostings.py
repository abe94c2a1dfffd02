"""Where editions were held: cities by how many, the building where one is asked for."""

from collections import Counter
from collections.abc import Sequence

from assistant.archive import first_value, written
from assistant.composing import Draft, quotations, tell_quoted
from assistant.cues import cue
from assistant.evidence import Evidence
from assistant.facts import Facts, comparable
from assistant.listing import coverage_of, reports_asked
from assistant.queries import Query
from assistant.records import Answer
from assistant.tables import edition_rows, edition_table
from ingest.records import Report
from ingest.text import fold

_SENTENCES = 5
_VENUE_ASKED = r"会場|会址|場館|場地|\bvenue\b|\bbuilding\b"
_HOUSE = r"(?:センター|ホール|ホテル|会議場|会館|講堂|中心|賓館|酒店|飯店|博物館|図書館|会議庁)"
_SHARE_TOLD = (
    r"(?:参加|出席|与会|参会|日[本中]?[側方]|中国?[側方]|participants)[^。]{0,20}"
    r"(?:[0-9一二三四五]分[のと之][0-9一二三四五]|[0-9一二三四五六七八九]割|[0-9一二三四五六七八九]成(?!果)|半[数分]|[0-9]%|百分之)"
)
_BUILDING = (
    rf"(?:会場|会址|会議地点|本会議)[^。]{{0,24}}{_HOUSE}"
    rf"|{_HOUSE}[^。]{{0,16}}(?:会場|で開|で行|で本会議|開幕|挙行|召開|挙辦|を借り|をお借り)"
)
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


def tell_venue(draft: Draft, editions: _Editions) -> bool:
    """Quote the sentences that name the building where the venue is asked for, not only the city; or say none does."""
    if "host" not in draft.query.fields or not cue(_VENUE_ASKED).search(fold(draft.query.question)):
        return False
    if not _tell_where(draft, editions, _BUILDING):
        draft.sections.append(draft.wording.sentence(draft.wording.say("venue_untold")))
    return True


def tell_share(draft: Draft, editions: _Editions) -> bool:
    """Quote the sentences in which reports tell a share of those who came themselves, where one is asked for."""
    return draft.query.wants_share and _tell_where(draft, editions, _SHARE_TOLD)


def _tell_where(draft: Draft, editions: _Editions, source: str) -> bool:
    """Quote the sentences that a pattern fits, and return whether there were any."""
    numbers = (n for reports in editions for report in reports for n in draft.archive.numbers_of(report.id))
    here = (draft.archive.lines[n] for n in numbers if n in draft.archive.prose_set)
    told = tuple(line for line in here if cue(source).search(line.compact))
    return tell_quoted(draft, quotations(draft, Evidence(told, answers=True, lacking=()), _SENTENCES))


def _city(reports: Sequence[Report]) -> str:
    return comparable(written(first_value(reports, "host_city") or first_value(reports, "host_province")) or "")
