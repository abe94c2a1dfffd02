"""Dates in text: Western years and 令和/平成/昭和, any digits, one day or a range, as Japanese and Chinese write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.patterns import BLANK, NUMBER, number, pattern
from ingest.text import fold

YEAR = rf"(?:([0-9]{{4}}|[〇零一二三四五六七八九]{{4}})年|(令和|平成|昭和)({NUMBER}|元)年)"
_DAY = rf"({NUMBER})(?:日|号)"
_WEEKDAY = r"(?:[(（][月火水木金土日一二三四五六・祝祭週周]{1,4}[)）])?"
_TO = r"(?:から|より|~|〜|-{1,2}|ー|至|到|および|及び|・|、|と)"
_LONG = (
    rf"(?:{YEAR}(?:[(（][^)）]{{2,8}}[)）])?の?)?[、，]?{BLANK}({NUMBER})月{_DAY}{_WEEKDAY}"
    rf"(?:{BLANK}{_TO}{BLANK}(?:{YEAR})?(?:({NUMBER})月)?{_DAY}{_WEEKDAY})?"
)
_SHORT = rf"(?:{YEAR})?({NUMBER})月({NUMBER})(?:~|-{{1,2}}|至)(?:({NUMBER})月)?{_DAY}"
_NUMERIC = (
    r"(?<![0-9])([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})(?![0-9])"
    r"(?: ?(?:~|-) ?(?:([0-9]{4})[./-])?(?:([0-9]{1,2})[./-])?([0-9]{1,2})(?![0-9]))?"
)
_DURATION = rf"^{_WEEKDAY}(?:から|より|起)?の?({NUMBER})(?:日間|天)"
_FIRST_YEAR = {fold("令和"): 2019, fold("平成"): 1989, fold("昭和"): 1926}


@dataclass(frozen=True, slots=True)
class DateMention:
    """Days first to last as text[start:end] writes them; `dated` says whether the year is written with them."""

    start: int
    end: int
    first: date
    last: date
    dated: bool


def find_dates(folded: str) -> Iterator[DateMention]:
    """Yield the dates in folded text; one without a year stands in the year 1 until somebody knows better."""
    for source, place in ((_SHORT, _read_short), (_LONG, _read_long), (_NUMERIC, _read_numeric)):
        for match in pattern(source).finditer(folded):
            year, first, last = place(match)
            mention = _mention(match, year, first, last, folded)
            if mention:
                yield mention


def read_year(western: str | None, era: str | None, of_era: str | None) -> int | None:
    """Return the year written as one of the three groups of `YEAR`; None for none between 1900 and 2100."""
    year: int | None = None
    if western:
        year = number(western)
    elif era:
        count = 1 if of_era == "元" else number(of_era)
        year = _FIRST_YEAR[era] + count - 1 if count else None
    return year if year and 1900 <= year <= 2100 else None


_Day = tuple[int | None, int | None]  # month and day


def _read_short(match: re.Match[str]) -> tuple[int | None, _Day, _Day]:
    month = number(match[4])
    return read_year(match[1], match[2], match[3]), (month, number(match[5])), (number(match[6]) or month, number(match[7]))


def _read_long(match: re.Match[str]) -> tuple[int | None, _Day, _Day]:
    month, day = number(match[4]), number(match[5])
    year = read_year(match[1], match[2], match[3])
    return year, (month, day), (number(match[9]) or month, number(match[10]) or day)


def _read_numeric(match: re.Match[str]) -> tuple[int | None, _Day, _Day]:
    month, day = number(match[2]), number(match[3])
    return number(match[1]), (month, day), (number(match[5]) or month, number(match[6]) or day)


def _mention(match: re.Match[str], year: int | None, first: _Day, last: _Day, folded: str) -> DateMention | None:
    try:
        start = date(year or 1, first[0] or 0, first[1] or 0)
        end = date(year or 1, last[0] or 0, last[1] or 0)
    except ValueError:
        return None
    duration = pattern(_DURATION).search(folded[match.end() : match.end() + 16])
    if end == start and duration:
        end = start + timedelta(days=(number(duration[1]) or 1) - 1)
    return DateMention(match.start(), match.end(), start, max(start, end), year is not None)
