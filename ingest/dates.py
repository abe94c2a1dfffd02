"""Dates in text: Western years and 令和/平成/昭和, any digits, one day or a range, as Japanese and Chinese write them.

Running text leaves out what its reader knows: the year, the month, or both (会期は十八日から三日間). A mention holds
what is written; `DateMention.days` completes it with the year and month it is read in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.patterns import BLANK, NUMBER, number, pattern
from ingest.text import fold

YEAR = rf"(?:([0-9]{{4}}|[〇○零0一二三四五六七八九]{{4}})年|(令和|平成|昭和|民国)({NUMBER}|元)年)"
_WEEKDAY = r"(?:[(（][月火水木金土日一二三四五六・祝祭週周星期]{1,4}[)）]|の[月火水木金土日]曜日?)?"
_TO = r"(?:から|より|~|〜|-{1,2}|ー|─|至|到|および|及び|・|、|と)"
_IN_NUMBER = "[0-9第〇○零一二三四五六七八九十百廿卅]"
_LONG = (
    rf"(?:{YEAR}(?:[(（][^)）]{{2,8}}[)）])?[のは]?)?[、，]?{BLANK}(?<![0-9])(?:({NUMBER})月の?)?{BLANK}(?<!{_IN_NUMBER})({NUMBER})(?:日"
    rf"|号){_WEEKDAY}"
    rf"(?:{BLANK}{_TO}{BLANK}(?:{YEAR})?(?:({NUMBER})月)?({NUMBER})(?:日|号)(?!間){_WEEKDAY})?"
)
_SHORT = (
    rf"(?:{YEAR})?(?:({NUMBER})月)?(?<!{_IN_NUMBER})({NUMBER})(?:~|-{{1,2}}|至|到|ー|─)(?:({NUMBER})月)?({NUMBER})"
    r"(?:日|号)"
)
_NUMERIC = (
    r"(?<![0-9/.])(?:([0-9]{4}|[rhs][0-9]{1,2})[./-])?([0-9]{1,2})[./-]([0-9]{1,2})(?![0-9/.])"
    r"(?:[(][月火水木金土日祝周週星期一二三四五六・]{1,4}[)])?"
    r"(?: ?(?:~|-|から|至|到) ?(?:([0-9]{4})[./-])?(?:([0-9]{1,2})[./-])?([0-9]{1,2})(?![0-9])"
    r"(?:[(][月火水木金土日祝周週星期一二三四五六・]{1,4}[)])?)?"
)
_MONTH_AND_DAY = r"(?<![0-9/])(?:1[0-2]|[1-9])/(?:[12][0-9]|3[01]|[1-9])(?![0-9/人件])"
_DURATION = (
    rf"^{_WEEKDAY}(?:(?:から|より|起|開始)[,、]?)?の?(?:計|全|連開|一連|連続|連頭帯尾|前後|足かけ|算上[^,。]{{0,4}}|{NUMBER}泊(?={NUMBER}日))?({NUMBER})(?:日間"
    rf"|天|(?<=泊.)日)|^[^。]{{0,24}}(?:為期|一連|連続|歴時|連頭帯尾)({NUMBER})(?:天"
    rf"|日)(?![^。]{{0,40}}(?:落幕|落下帷幕|閉幕|結束|収官|最後))"
)
_BY_WEEKDAY = (
    rf"(?:{YEAR})?の?(?:({NUMBER})月)[の的]?(?:第({NUMBER})(?:個)?|(?:最後の?(?:1個|一個)?|最終))"
    r"(?:([月火水木金土日])曜日?|(?:星期|[周週])([一二三四五六日天]))"
)
WEEKDAYS = (fold("月火水木金土日"), fold("一二三四五六日"))
_ONE_DAY = (  # まる一日, 忙しい一日
    r"(?:最後|わずか|たった|まる|丸|中の|もう|その|この|ある|ない|い|な|整|整整|毎月|る|た|「|『)$"
)
_NO_DAY = (
    r"^(?:間|後|目|前|ごろ|余|分|数|以内|ぶり|ほど|光|本(?!会|番|大会|講演)|中|程|常|没|[楼館線庁室車門機棟便]"
    r"|安排|行程|之行|時間)"
)
_FIRST_YEAR = {fold("令和"): 2019, fold("平成"): 1989, fold("昭和"): 1926, fold("民国"): 1912}


@dataclass(frozen=True, slots=True)
class DateMention:
    """Days as text[start:end] writes them; what it leaves out is None. `length` counts the days where it is told."""

    start: int
    end: int
    year: int | None
    month: int | None
    first: int
    last: int
    last_month: int | None
    length: int | None
    relative: bool = False  # told from another day: 昨日, 翌日
    weekday: int | None = None  # 0 is Monday: `first` counts those of the month, 9月の第2木曜; 0 for the last

    @property
    def several(self) -> bool:
        """Whether it tells of more than one day."""
        return (self.last_month or self.month, self.last) != (self.month, self.first) or (self.length or 1) > 1

    def days(self, year: int | None, month: int | None) -> tuple[date, date] | None:
        """Return the first and the last day, completed with the year and month it stands in; None for no such days."""
        year, month = self.year or year, self.month or month
        if year is None or month is None:
            return None
        if self.weekday is not None:
            start = _weekday_of(year, month, self.weekday, self.first)
            return start, start + timedelta(days=(self.length or 1) - 1)
        try:
            start = date(year, month, self.first)
            end = date(year, self.last_month or month, self.last)
        except ValueError:
            return None
        if end == start and self.length:
            end = start + timedelta(days=self.length - 1)
        return start, max(start, end)


def find_dates(folded: str) -> Iterator[DateMention]:
    """Yield the dates in folded text, in its order."""
    taken: list[DateMention] = []
    for source, read in (
        (_BY_WEEKDAY, _read_weekday),
        (_SHORT, _read_short),
        (_LONG, _read_long),
        (_NUMERIC, _read_numeric),
    ):
        at = 0
        while match := pattern(source).search(folded, at):
            mention = read(match, folded)
            at = match.end() if mention else match.start() + 1
            if mention and not any(mention.start < one.end and one.start < mention.end for one in taken):
                taken.append(mention)
    yield from sorted(taken, key=lambda one: one.start)


def duration_after(folded: str, at: int) -> int | None:
    """Return how many days are counted right behind a day that ends at `at`: 八日から三日間, 五日起一連三天."""
    duration = pattern(_DURATION).search(folded[at : at + 80])
    return number(duration[1] or duration[2]) if duration else None


def weekday_number(written: str) -> int:
    """Return the number of a weekday by its character, 0 for Monday; 星期天 is the last."""
    return max(name.find(written) for name in WEEKDAYS) % 7


def read_year(western: str | None, era: str | None, of_era: str | None) -> int | None:
    """Return the year written as one of the three groups of `YEAR`; None for none between 1900 and 2100."""
    year: int | None = None
    if western:
        year = number(western)
    elif era:
        count = 1 if of_era == "元" else number(of_era)
        year = _FIRST_YEAR[era] + count - 1 if count else None
    return year if year and 1900 <= year <= 2100 else None


def _read_weekday(match: re.Match[str], folded: str) -> DateMention | None:
    year, month, count = read_year(match[1], match[2], match[3]), number(match[4]), number(match[5])
    count = count if match[5] else 0
    if not (month and 1 <= month <= 12 and count is not None and 0 <= count <= 5):
        return None
    names, written = (WEEKDAYS[0], match[6]) if match[6] else (WEEKDAYS[1], match[7])
    weekday = names.find(written) % 7  # 星期天 is found nowhere: the last
    length = duration_after(folded, match.end())
    return DateMention(*match.span(), year, month, count, count, None, length, weekday=weekday)


def _weekday_of(year: int, month: int, weekday: int, count: int) -> date:
    """Return the day of a month that is its so-manieth Monday, Tuesday …, the last for 0."""
    first = date(year, month, 1)
    start = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (max(count, 1) - 1))
    while count == 0 and (start + timedelta(days=7)).month == month:
        start += timedelta(days=7)
    return start


def _read_short(match: re.Match[str], folded: str) -> DateMention | None:
    year = read_year(match[1], match[2], match[3])
    return _mention(match, folded, year, match[4], match[5], match[6], match[7])


def _read_long(match: re.Match[str], folded: str) -> DateMention | None:
    year = read_year(match[1], match[2], match[3])
    mention = _mention(match, folded, year, match[4], match[5], match[9], match[10])
    return None if mention and _one_day(mention, folded) else mention


def _one_day(mention: DateMention, folded: str) -> bool:
    """Return whether 一日 is a length and no day of the month: まる一日, 中の一日、十七日."""
    before = folded[: mention.start]
    alone = mention.month is None and mention.first == 1 and folded[mention.start] in "一1"
    monthly = mention.month is None and before.endswith((fold("毎月"), fold("每月")))
    return monthly or (alone and bool(pattern(_ONE_DAY).search(before)))


def _read_numeric(match: re.Match[str], folded: str) -> DateMention | None:
    padded = re.match(r"[01][0-9]-[0-3][0-9]$", match[0])
    heading = match.start() == 0 and folded[match.end() : match.end() + 1] == " "
    among = heading or len(pattern(_MONTH_AND_DAY).findall(folded)) > 1
    if match[1] is None and not (match[6] or "(" in match[0] or padded or among):
        return None  # 1/3 alone is no date
    year = number(match[1]) if match[1] is None or match[1].isdigit() else _initial_year(match[1])
    return _mention(match, folded, year, match[2], match[3], match[5], match[6])


def _initial_year(text: str) -> int | None:
    """Return the year of R26, H30, S63."""
    first = {"r": 2019, "h": 1989, "s": 1926}[text[0]]
    count = number(text[1:])
    return first + count - 1 if count else None


def _mention(
    match: re.Match[str],
    folded: str,
    year: int | None,
    month: str | None,
    first: str,
    last_month: str | None,
    last: str | None,
) -> DateMention | None:
    months, days = (number(month), number(last_month)), (number(first), number(last) or number(first))
    if any(one is not None and not 1 <= one <= 12 for one in months) or not all(one and one <= 31 for one in days):
        return None
    after = folded[match.end() : match.end() + 80]
    if months[0] is None and pattern(_NO_DAY).match(after):
        return None
    length = duration_after(folded, match.end())
    start = match.start() + len(match[0]) - len(match[0].lstrip("、， "))
    return DateMention(start, match.end(), year, months[0], days[0] or 1, days[1] or 1, months[1], length)
