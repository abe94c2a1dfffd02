"""Which of the days a report names are those of its edition, and which one is the day of the main session.

A day may lack its month and year; both come from the days named before it and from the report's own date (a
newspaper's dateline, 发布时间, the issue of a magazine), which is itself never a day of the edition.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.dates import YEAR, DateMention, find_dates, read_year
from ingest.facts import SERIES, Facts, Rule, of_other_event, of_other_time
from ingest.itineraries import find_stops, meeting_day, stretch
from ingest.patterns import NUMBER, number, pattern
from ingest.records import Excerpt, Value
from ingest.stays import MAIN, Dated, entry_text, find_stay, place_in_stay
from ingest.told_days import find_relative, find_weekdays

_DATE_LABEL = (
    r"^(?:[0-9一二三四五六七八九十]{1,2}[ .、]*|[▲△◆◇■□●○・▼])?(?:日 ?程|時間|日 ?時"
    r"|会 ?期|開催日時?|期 ?日|会議時間|開催期間|期 ?間|とき|挙[辦弁行]時間"
    r"|開催時期|日期)(?:[:|/ ]|$)"
)
_TERM = r"会期(?:は|:|従|自|為|由)?|会議為期|開催期間(?:は|:)?"
_DAYS_COUNTED = rf"(?:為期|会期|共){NUMBER}天|{NUMBER}日間の"
_OTHER_DAY = (
    r"受賞|発足|締結|調印|オープン|開業|就航|生まれ|締切|申込|発行"
    r"|掲載|供稿|発表日|編集|訊|電|開港|竣工|施行|制定|地震|震災"
)
_ISSUED = (
    r"発布|発稿|掲載|発行|更新|来源|供稿|浏覧|瀏覧|字号|日電|日訊"
    r"|面$|朝刊|夕刊|新報|日報(?!到)|新聞|原創|月号[^外]{0,14}$|掲示|付$"
    r"|印発|[編编]$|発行|^[^。]{0,12}年[^。]{0,8}[月号]号"
)
_COVERED = (
    rf"({NUMBER})月(?:(?:分|度)(?:[)）]|$|の)|(?=[、,]|の[^第0-9一二三]|第[一二三四五1-5][周週]))"  # a month by itself
)
_SET_OUT = r"^[^。]{0,4}(?:自|従|由)[^,。]{1,12}出発"
_TRAVEL = r"^[に、, ]{0,2}(?:移動|報到|到着|帰国|帰任|返程)(?:日)?(?:[、,。;]|$)"
_YEAR_BEFORE = r"(?:昨年|去年)の?$"
_LAST_MONTH = r"先月|前月|上個?月"
_TALKING = r"発表|講演|登壇|発言|演講|開場|論壇|開会|会場"
_NO_NAME = 5.0  # what it costs a day that nobody calls the main one
_BESIDE = 12  # characters
_APART = 20  # characters that a comma between a day and a name is worth
_SOON = 6  # days
_HELD = rf"{SERIES}|開催|開か|開幕|挙行|挙辦|挙弁|召開|会期|あった"


@dataclass(frozen=True, slots=True)
class Held:
    """The days a report gives for its edition, with the clauses that say so."""

    year: Value | None
    first: Value | None
    last: Value | None
    main: Value | None


def find_held(facts: Facts, furniture: Sequence[str] = ()) -> Held:
    """Return the days of the edition a report is about; the folded head or foot of a page may tell its issue."""
    issue = _issue(facts, furniture)
    dated = _dated(facts, issue)
    stated = _stated_year(facts) or (issue.year if issue else None)
    scored = [
        (_score(facts, one), one) for one in dated if not one.issued and one.mention.days(one.year or stated, one.month)
    ]
    best = max(scored, key=lambda pair: pair[0], default=None)
    days = best[1].mention.days(best[1].year or stated, best[1].month) if best else None
    if best is None or days is None:
        return Held(_year(facts), None, None, None)
    chosen = best[1]
    quote = facts.quote(chosen.index, chosen.mention.start, chosen.mention.end)
    stops = find_stops(facts, dated, days[0].year, days[0].month)
    stay = (find_stay(facts, dated, chosen, days[0]) or stretch(stops, days[0])) if days[0] == days[1] else None
    days, quote = ((stay.first, stay.last), stay.quote) if stay else (days, quote)
    first, last = Value(days[0].isoformat(), quote), Value(days[1].isoformat(), quote)
    main = _main_day(facts, dated, days)
    if main is None and days[0] < days[1]:
        stop = meeting_day(facts, stops, *days)
        main = Value(stop.day.isoformat(), stop.quote) if stop else None
    return Held(Value(days[0].year, quote), first, last, main)


def _issue(facts: Facts, furniture: Sequence[str]) -> date | None:
    """Return the day the report itself was published, where it says so."""
    for index, text in enumerate(facts.folded):
        for mention in find_dates(text):
            days = mention.days(None, None)
            if days and _is_issued(facts, index, mention):
                return days[0]
    for text in (*facts.folded, *furniture):
        match = pattern(rf"{YEAR}[^。]{{0,2}}?({NUMBER})月(?:号|、|[)])").search(text)
        year = read_year(match[1], match[2], match[3]) if match else None
        month = number(match[4]) if match else None
        if year and month and 1 <= month <= 12:
            return date(year, month, 28)
    return None


def _is_issued(facts: Facts, index: int, mention: DateMention) -> bool:
    """Return whether a date is that of the report: beside 发布时间, in a newspaper's head, before 電."""
    text = facts.folded[index]
    if index in facts.preamble:
        return True
    if pattern(_DATE_LABEL).search(text) or pattern(SERIES).search(text[: mention.end]):
        return False
    if pattern(r"^(?:電|訊)").match(text[mention.end :]):
        return True
    near = text[max(0, mention.start - 12) : mention.start] + text[mention.end : mention.end + 14]
    short = len(text) < 70 and not text.endswith("。")
    edge = index < 8 or index >= len(facts.folded) - 4
    if short and edge and not mention.several and mention.year and not pattern(rf"{_HELD}|{MAIN}").search(text):
        return True
    return not mention.several and bool(pattern(_ISSUED).search(text if short else near))


def _dated(facts: Facts, issue: date | None) -> list[Dated]:
    """Return every date, completed with the month and year it is read in."""
    found: list[Dated] = []
    stated = _stated_year(facts)
    month, told = None, False
    year = issue.year if issue else stated
    for index, text in enumerate(facts.folded):
        covered = pattern(_COVERED).search(text)
        month, told = (number(covered[1]), True) if covered and not told else (month, told)
        if issue and not told and pattern(_LAST_MONTH).search(text):
            month = (issue.month - 2) % 12 + 1
        for mention in _mentions(text, issue, _last_told(found), year):
            issued = _is_issued(facts, index, mention)
            own_month = mention.month or month or _month_near(_last_told(found), mention)
            own_month = own_month or _month_before(issue, mention)
            own_year = mention.year
            if mention.month and not issued:
                month = mention.month
            if mention.year and not issued:
                year = mention.year
            if own_year is None and year is not None and pattern(_YEAR_BEFORE).search(text[: mention.start]):
                own_year = (issue.year if issue else year) - 1
            if own_year is None and year is not None:
                own_year = year - 1 if _before_turn(issue, own_month, year) else year
            found.append(Dated(index, mention, own_year, own_month, issued))
    return found


def _last_told(found: Sequence[Dated]) -> tuple[date, date] | None:
    """Return the days named last that are not those of the report itself."""
    return next((one.days for one in reversed(found) if not one.issued), None)


def _month_near(last: tuple[date, date] | None, mention: DateMention) -> int | None:
    """Return the month in which a day told without one comes soon after the one named before it."""
    soon = [last[1] + timedelta(days=count) for count in range(-_SOON, _SOON + 1)] if last else []
    return next((day.month for day in soon if day.day == mention.first), None)


def _month_before(issue: date | None, mention: DateMention) -> int | None:
    """Return the month in which a day told without one last was, before the report's own date."""
    if issue is None:
        return None
    return issue.month if mention.first <= issue.day else (issue.month - 2) % 12 + 1


def _mentions(text: str, issue: date | None, last: tuple[date, date] | None, year: int | None) -> list[DateMention]:
    """Return the dates of a sentence in its order, with those told from the report's own day or from one before."""
    told = list(find_dates(text))
    relative = list(find_relative(text, issue, last and last[0], told, year))
    relative += find_weekdays(text, issue, last and last[0], told)
    return sorted([*told, *relative], key=lambda one: one.start)


def _before_turn(issue: date | None, month: int | None, year: int) -> bool:
    """Return whether a month of this year would lie after the report's own date: it was the year before."""
    return bool(issue and month and year == issue.year and month > issue.month)


def _score(facts: Facts, one: Dated) -> float:
    mention, text = one.mention, facts.folded[one.index]
    score = facts.standing[one.index] + facts.past(one.index, mention.start, mention.end)
    score += 3.0 if pattern(_DATE_LABEL).search(text) else 0.0
    score += 1.5 if pattern(_DAYS_COUNTED).search(text[: mention.start]) else 0.0
    score += 4.5 if pattern(rf"(?:{_TERM})[、,:]?$").search(text[: mention.start]) else 0.0
    score += 2.0 if mention.several else 0.0
    score += (1.0 if mention.year else 0.0) + (0.5 if mention.month else -1.0)
    score += 1.0 if pattern(_HELD).search(text[mention.end : mention.end + 50]) else 0.0
    score -= 3.0 if mention.relative else 0.0
    score -= 4.0 if of_other_time(text, mention.start) or of_other_event(text, mention.end) else 0.0
    score -= 2.0 if pattern(_SET_OUT).search(text[mention.end :]) else 0.0
    return score - (3.0 if pattern(_OTHER_DAY).search(text[mention.end : mention.end + 14]) else 0.0)


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
        label = 2.0 if pattern(_DATE_LABEL).search(text) else 0.0
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
