"""Every date of a report, completed with the year and the month it is read in.

Running text leaves out what its reader knows. The year and the month come from the days and months named before, from
the report's own date, and from a weekday in brackets, which is right in one of the years around only.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ingest.dates import YEAR, DateMention, find_dates, read_year, weekday_number
from ingest.facts import Facts
from ingest.issued import find_wired, is_issued
from ingest.patterns import NUMBER, number, pattern
from ingest.stays import Dated
from ingest.told_days import find_relative, find_weekdays

_COVERED = (  # a month by itself
    rf"({NUMBER})月(?:(?:分|度)(?:[)）]|$|の)|(?=[、,里裏間末初半にはも]|な[かが]|[上中下]旬|的[^第0-9一二三]|の[^第0-9一二三]|第[一二三四五1-5][周週]))"
)
_YEAR_BEFORE = r"(?:昨年|去年|前年|昨)(?:の?[春夏秋冬])?[の、,]?$"
_LAST_YEAR = r"^[^。]{0,3}(?:昨年|去年)の?[初晩]?[春夏秋冬]"
_LAST_MONTH, _THIS_MONTH = r"先月|前月|上個?月", r"本月|今月"
_SOON = 6  # days
_WEEKDAY = r"[(（]([月火水木金土日一二三四五六])|[(（](?:[周週]|星期)([一二三四五六日天])|の([月火水木金土日])曜"
_BESIDE = 6  # characters behind a day in which its weekday stands


def complete_dates(facts: Facts, issue: date | None, stated: int | None) -> list[Dated]:
    """Return every date in the order of the text; `issue` is the report's own day, `stated` the year it is about."""
    found: list[Dated] = []
    month, told = None, False
    year = issue.year if issue else stated
    wired = find_wired(facts, issue) or issue
    for index, text in enumerate(facts.folded):
        covered = pattern(_COVERED).search(text)
        early = not any(not one.issued for one in found)
        if covered and not told:
            month, told = number(covered[1]), True
            year = year - 1 if year and early and pattern(_YEAR_BEFORE).search(text[: covered.start()]) else year
        year = _told_year(text) or year
        if year and early and pattern(_LAST_YEAR).search(text):
            year = (issue.year if issue else year) - 1
        if issue and not told and pattern(f"{_LAST_MONTH}|{_THIS_MONTH}").search(text):
            month = issue.month if pattern(_THIS_MONTH).search(text) else (issue.month - 2) % 12 + 1
        for mention in _mentions(text, wired, _last_told(found), year, month):
            issued = is_issued(facts, index, mention)
            own_month = mention.month or month or _month_near(_last_told(found), mention)
            own_month = own_month or _month_before(issue, mention)
            if mention.month and not (issued or mention.relative):
                month = mention.month
            if mention.year and not (issued or mention.relative):
                year = mention.year
            own_year = mention.year or _year_of(text, mention, own_month, year, issue)
            found.append(Dated(index, mention, own_year, own_month, issued))
    return found


def _told_year(text: str) -> int | None:
    """Return the year a sentence tells of by itself, for the days after it: 平成二十八年の夏, 2016年秋."""
    match = pattern(rf"{YEAR}(?:的|の)?(?:[春夏秋冬]|度[はにの]|その年|当時|暮れ|[上中下]旬)").search(text)
    return read_year(match[1], match[2], match[3]) if match else None


def _year_of(text: str, mention: DateMention, month: int | None, year: int | None, issue: date | None) -> int | None:
    """Return the year of a day told without one: last year's where it says so, else the one its weekday agrees with."""
    if year is None:
        return None
    if pattern(_YEAR_BEFORE).search(text[: mention.start]):
        return (issue.year if issue else year) - 1
    likely = year - 1 if _before_turn(issue, month, year) else year
    weekday = pattern(_WEEKDAY).search(text[mention.start : mention.end + _BESIDE])
    if weekday is None or month is None or mention.weekday is not None:
        return likely
    wanted = weekday_number(next(group for group in weekday.groups() if group))
    agreeing = [one for one in (likely, year, year - 1) if _weekday_in(one, month, mention.first) == wanted]
    return agreeing[0] if agreeing else likely


def _weekday_in(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


def _last_told(found: Sequence[Dated]) -> tuple[date, date] | None:
    """Return the days named last that are not those of the report itself, nor told as the day before another."""
    told = [one for one in found if not one.issued]
    back = (
        len(told) > 1
        and told[-1].mention.relative
        and told[-1].days
        and told[-2].days
        and told[-1].days < told[-2].days
    )
    return told[-2 if back else -1].days if told else None


def _month_near(last: tuple[date, date] | None, mention: DateMention) -> int | None:
    """Return the month in which a day told without one comes soon after the one named before it."""
    soon = [last[1] + timedelta(days=count) for count in range(-_SOON, _SOON + 1)] if last else []
    return next((day.month for day in soon if day.day == mention.first), None)


def _month_before(issue: date | None, mention: DateMention) -> int | None:
    """Return the month in which a day told without one last was, before the report's own date."""
    if issue is None:
        return None
    return issue.month if mention.first <= issue.day else (issue.month - 2) % 12 + 1


def _mentions(
    text: str, issue: date | None, last: tuple[date, date] | None, year: int | None, month: int | None
) -> list[DateMention]:
    """Return the dates of a sentence in its order, with those told from the report's own day or from one before."""
    told = list(find_dates(text))
    known = [
        replace(one, month=one.month or month or _month_near(last, one) or _month_before(issue, one)) for one in told
    ]
    relative = list(find_relative(text, issue, last and last[0], known, year))
    relative += find_weekdays(text, issue, last and last[0], known, year)
    return sorted([*told, *relative], key=lambda one: one.start)


def _before_turn(issue: date | None, month: int | None, year: int) -> bool:
    """Return whether a month of this year would lie after the report's own date: it was the year before."""
    return bool(issue and month and year == issue.year and month > issue.month)
