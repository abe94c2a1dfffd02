"""Which of the days a report names are those of its edition, and which one is the day of the main session.

A day may lack its month and year; both come from the days named before it and from the report's own date (a
newspaper's dateline, 发布时间, the issue of a magazine), which is itself never a day of the edition.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.calendars import complete_dates
from ingest.dates import YEAR, DateMention, find_dates, read_year
from ingest.facts import SERIES, Facts, Rule, of_other_event, of_other_time
from ingest.gazetteer import SUFFIX
from ingest.issued import DATE_LABEL, HELD, find_issue
from ingest.itineraries import Stop, counted, find_stops, meeting_day, stretch, within_trip, without_journey
from ingest.patterns import NUMBER, pattern
from ingest.records import Excerpt, Value
from ingest.stays import LONGEST_STAY, MAIN, Dated, entry_text, find_stay, place_in_stay
from ingest.text import fold

_TERM = r"会期(?:は|:|従|自|為|由)?|会議為期|開催期間(?:は|:)?"
_DAYS_COUNTED = rf"(?:為期|会期|共){NUMBER}天|{NUMBER}日間の"
_OTHER_DAY = (
    r"受賞|発足|締結|調印|オープン|開業|就航|生まれ|発行"
    r"|掲載|供稿|発表日|編集|訊|電|開港|竣工|施行|制定|地震|震災"
)
_TO_COME = r"直播|預約|報名|申込|申し込|締切|締め切|までに|必着"  # what a day is told for that is none of a meeting
_OTHER_BEFORE = r"(?:調印|締結|発足|受賞|報告会|説明会|締切|締め切り)[はがの]$"
_SET_OUT = r"^[^。]{0,4}(?:自|従|由)[^,。]{1,12}出発"
_TRAVEL = r"^[に、, ]{0,2}(?:移動|報到|到着|帰国|帰任|返程)(?:日)?(?:[、,。;]|$)"
_TALKING = r"発表|講演|登壇|発言|演講|開場|論壇|開会|会場"
_ASIDE = -2.0  # a score below which a written day is not the edition's
_NO_NAME = 5.0  # what it costs a day that nobody calls the main one
_BESIDE = 12  # characters
_APART = 20  # characters that a comma between a day and a name is worth


@dataclass(frozen=True, slots=True)
class Held:
    """The days a report gives for its edition, with the clauses that say so."""

    year: Value | None
    first: Value | None
    last: Value | None
    main: Value | None


def find_held(facts: Facts, furniture: Sequence[str], host: Mapping[str, Value]) -> Held:
    """Return the days of the edition a report is about; the folded head or foot of a page may tell its issue."""
    issue = find_issue(facts, furniture, _stated_year(facts))
    everything = complete_dates(facts, issue, _stated_year(facts))
    names = [SUFFIX.sub("", fold(str(host[field].value))) for field in ("city", "province") if field in host]
    dated = without_journey(facts, everything, names)
    stated = _stated_year(facts) or (issue.year if issue else None)
    scored = [
        (_score(facts, one), one) for one in dated if not one.issued and one.mention.days(one.year or stated, one.month)
    ]
    best = max(scored, key=lambda pair: pair[0], default=None)
    days = best[1].mention.days(best[1].year or stated, best[1].month) if best else None
    if best is None or days is None or (best[0] < _ASIDE and not best[1].mention.relative):
        return Held(_year(facts), None, None, None)
    chosen = best[1]
    quote = facts.quote(chosen.index, chosen.mention.start, chosen.mention.end)
    stops = find_stops(facts, dated, days[0].year, days[0].month)
    if days[0] == days[1]:
        stay = find_stay(facts, dated, chosen, days[0]) or stretch(stops, days[0]) or counted(facts, stops, days[0])
    else:
        stay = within_trip(facts, everything, stops, *days)
    if stay is None and days[0] == days[1] and not _is_tied(facts, chosen, stops, days[0]):
        return Held(_year(facts), None, None, None)
    days, quote = ((stay.first, stay.last), stay.quote) if stay else (days, quote)
    first, last = Value(days[0].isoformat(), quote), Value(days[1].isoformat(), quote)
    main = _main_day(facts, dated, days)
    if main is None and days[0] < days[1]:
        stop = meeting_day(facts, stops, *days)
        main = Value(stop.day.isoformat(), stop.quote) if stop else None
    return Held(Value(days[0].year, quote), first, last, main)


def _is_tied(facts: Facts, one: Dated, stops: Sequence[Stop], day: date) -> bool:
    """Return whether anything ties a day alone to the edition: a label, what it was for, the series beside it."""
    text = facts.folded[one.index]
    told = any(stop.part in ("coming", "begun", "meeting", "ended") for stop in stops if stop.day == day)
    return told or bool(pattern(DATE_LABEL).search(text) or pattern(HELD).search(text))


def _score(facts: Facts, one: Dated) -> float:
    mention, text = one.mention, facts.folded[one.index]
    score = facts.standing[one.index] + facts.past(one.index, mention.start, mention.end)
    score += 3.0 if pattern(DATE_LABEL).search(text) else 0.0
    score += 1.5 if pattern(_DAYS_COUNTED).search(text[: mention.start]) else 0.0
    score += 4.5 if pattern(rf"(?:{_TERM})[、,:]?$").search(text[: mention.start]) else 0.0
    score += 2.0 if mention.several else 0.0
    written = not mention.relative
    score += (1.0 if mention.year and written else 0.0) + (0.5 if mention.month and written else -1.0)
    score -= 4.0 if mention.several and one.days and (one.days[1] - one.days[0]).days > LONGEST_STAY else 0.0
    score += 1.0 if pattern(HELD).search(text[mention.end : mention.end + 50]) else 0.0
    score -= 3.0 if mention.relative else 0.0
    score -= 4.0 if of_other_time(text, mention.start) or of_other_event(text, mention.end) else 0.0
    score -= 2.0 if pattern(_SET_OUT).search(text[mention.end :]) else 0.0
    other = pattern(_OTHER_DAY).search(text[mention.end : mention.end + 14]) or pattern(_OTHER_BEFORE).search(
        text[: mention.start]
    )
    score -= 5.0 if pattern(_TO_COME).search(text[mention.end : mention.end + 20]) else 0.0
    return score - (3.0 if other else 0.0)


def _main_day(facts: Facts, dated: list[Dated], days: tuple[date, date]) -> Value | None:
    """Return the day of the main session, if one is told within the days of the edition."""
    found: list[tuple[float, str, Excerpt]] = []
    for one in dated:
        own = one.mention.days(one.year if one.mention.year else days[0].year, one.mention.month or days[0].month)
        if one.issued or own is None or own[0] != own[1] or not days[0] <= own[0] <= days[1] or days[0] == days[1]:
            continue
        text = entry_text(facts, one)
        if _is_travel(text, one):
            continue
        gaps = [_gap(text, one.mention, *match.span()) for match in pattern(MAIN).finditer(text)]
        label = 2.0 if pattern(DATE_LABEL).search(text) else 0.0
        near = min(gaps, default=99)
        quote = facts.quote(one.index, one.mention.start, one.mention.end)
        if (near <= 40 and not _crossed(text, one.mention, near)) or label:
            found.append((label + facts.standing[one.index] / 4 - near / 20, own[0].isoformat(), quote))
        elif days[0] < own[0] < days[1] and pattern(_TALKING).search(text):
            found.append((facts.standing[one.index] / 4 - _NO_NAME, own[0].isoformat(), quote))
    best = max(found, key=lambda one: one[0], default=None)
    return (
        Value(best[1], best[2])
        if best and best[0] > -_NO_NAME
        else _counted_main(facts, days) or (Value(best[1], best[2]) if best else None)
    )


def _is_travel(text: str, one: Dated) -> bool:
    """Return whether nothing but coming and going is told of a day: 28日移動, 30日帰国."""
    return bool(pattern(_TRAVEL).match(text[one.mention.end :]))


def _counted_main(facts: Facts, days: tuple[date, date]) -> Value | None:
    """Return the day of the main session that is told by its place among the days: 二日目の本会議."""
    count = (days[1] - days[0]).days + 1
    for index, text in enumerate(facts.folded) if count > 1 else ():
        for match in pattern(MAIN).finditer(text) if facts.standing[index] >= 0 else ():
            start, end = max(0, match.start() - _BESIDE), match.end() + _BESIDE
            place = place_in_stay(text[start:end], count)
            if place is not None and place < count:
                day = days[0] + timedelta(days=place)
                return Value(day.isoformat(), facts.quote(index, *match.span()))
    return None


def _gap(text: str, mention: DateMention, start: int, end: int) -> int:
    """Return how far a day is from the main session's name, farther where a comma ends the name's clause before it."""
    apart = _APART if pattern("[,、。;]").search(text[end : mention.start]) else 0
    return max(start - mention.end, mention.start - end, 0) + apart


def _crossed(text: str, mention: DateMention, gap: int) -> bool:
    """Return whether another date stands between a date and the main session's name."""
    stretch = text[mention.end : mention.end + gap]
    return any(one.start > 0 for one in find_dates(stretch))


def _stated_year(facts: Facts) -> int | None:
    """Return the year best placed anywhere in the text."""
    value = _year(facts)
    return value.value if value and isinstance(value.value, int) else None


def _year(facts: Facts) -> Value | None:
    """Return the year that is named with the edition, or best placed elsewhere."""
    past = r"以来|以降|当時|前回|昨年|前年|去年|上届|下届|次届|次回|来年|明年"
    near = Rule(1, rf"{YEAR}度?の?.{{0,12}}(?:第{NUMBER}(?:回|届)|開催|挙|{SERIES})", past)
    plain = Rule(0, rf"{YEAR}(?!以来|以降|まで|までに|度末|前)", past)
    return facts.best((near, plain), lambda match, _: read_year(match[1], match[2], match[3]))
