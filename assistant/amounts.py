"""The amounts by which a question chooses editions: months, days, a rank, a number of people to pass."""

import re
from dataclasses import dataclass

from assistant import cues
from assistant.cues import cue
from assistant.queries import Rest
from ingest.text import parse_number

_LONGEST_SEMINAR = 31  # days
_AT_LEAST_DAYS = r"([1-9一二三四五六七])(?:日間?|天)(?:及|或)?以上|\bat least (two|three|four|five|[1-9]) days"
_RANGE = (
    r"(?<![0-9第])([0-9]{2,3})(?:人|名)?(?:から|以上で?|[~至到-])([0-9]{2,3})(?:人|名)?(?=の?間|まで|以下|以内|未満|之間|人|名|$|[?])"
    r"|\bbetween ([0-9]{2,3}) and ([0-9]{2,3})\b|\b([0-9]{2,3})(?: to |-)([0-9]{2,3}) (?:people|participants|attendees)"
)


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts by which editions are chosen: people, months, days, a rank."""

    more_than: int | None
    at_most: int | None
    exactly: int | None
    months: tuple[int, ...]
    days: tuple[int, ...]
    rank: int


def amounts_asked(rest: Rest) -> Amounts:
    """Return the amounts a question names, and count the words for them as understood."""
    bounds = range_asked(rest)
    at_most = at_most_asked(rest)
    more_than, rank = more_than_asked(rest), rank_asked(rest)
    days, months, exactly = days_asked(rest), months_asked(rest), exactly_asked(rest)
    if bounds:
        return Amounts(bounds[0] - 1, bounds[1], None, months, days, rank)
    return Amounts(
        more_than,
        at_most,
        exactly if more_than is at_most is None else None,
        months,
        days,
        rank,
    )


def days_asked(rest: Rest) -> tuple[int, ...]:
    """Return how long the editions lasted that are asked for: 一天, 3日間, one-day."""
    at_most = bool(rest.take(cues.NOT_LONGER_THAN))
    longer = bool(rest.take(cues.LONGER_THAN))
    found = [group for match in rest.take(cues.DAYS) for group in match.groups() if group]
    bounds = [group for match in rest.take(_AT_LEAST_DAYS) for group in match.groups() if group]
    if bounds:
        return tuple(range(cues.SPELLED.get(bounds[0]) or parse_number(bounds[0]) or 1, _LONGEST_SEMINAR + 1))
    numbers = [cues.SPELLED.get(group) or parse_number(group) or 0 for group in found]
    if numbers and at_most:
        return tuple(range(1, max(numbers) + 1))
    if numbers and longer:
        return tuple(range(max(numbers) + 1, _LONGEST_SEMINAR + 1))
    return tuple(dict.fromkeys(numbers))


def exactly_asked(rest: Rest) -> int | None:
    """Return the number of people by which editions are asked for: 178人だった回."""
    found = rest.take(cues.EXACTLY)
    return parse_number(found[0][1].replace(",", "")) if found else None


def months_asked(rest: Rest) -> tuple[int, ...]:
    """Return the months editions are asked of, by number, by name or by season: 7月, in August, 夏."""
    found = [parse_number(match[1]) or 0 for match in rest.take(cues.MONTH)]
    named = rest.take(cues.MONTH_NAMED)
    found += [cues.MONTHS.index(match[1] or match[2]) + 1 for match in named]
    seasons = [months for months, source in cues.SEASONS if rest.take(source)]
    return tuple(dict.fromkeys(found or [int(month) for months in seasons for month in months.split()]))


def calendar_days_asked(rest: Rest) -> tuple[tuple[int, int], ...]:
    """Return the days of the calendar a question names, as month and day: 8月25日, 8/25, August 25."""
    days = [_calendar_day(match) for match in rest.take(cues.CALENDAR_DAY)]
    return tuple(dict.fromkeys(days))


def _calendar_day(match: re.Match[str]) -> tuple[int, int]:
    month = next((group for group in (match[1], match[3], match[6]) if group), "")
    day = next((group for group in (match[2], match[4], match[5]) if group), "")
    named = cues.MONTHS.index(month) + 1 if month in cues.MONTHS else parse_number(month)
    return named or 0, parse_number(day) or 0


def rank_asked(rest: Rest) -> int:
    """Return 2 where the second most is asked, 1 where no rank is."""
    found = next((group for match in rest.take(cues.RANK) for group in match.groups() if group), "1")
    return cues.RANKS.get(found) or parse_number(found) or 1


def more_than_asked(rest: Rest) -> int | None:
    """Return the number that a figure must pass; 150人以上 counts 150 itself."""
    return _limit(rest, cues.COMPARISON, cues.AT_LEAST)


def at_most_asked(rest: Rest) -> int | None:
    """Return the number that a figure must not pass; 150人未満 does not count 150 itself."""
    return _limit(rest, cues.AT_MOST, cues.FEWER_THAN)


def range_asked(rest: Rest) -> tuple[int, int] | None:
    """Return the lowest and the highest number of people asked for: 150到175人之间, between 150 and 175."""
    found = [[int(group) for group in match.groups() if group] for match in rest.take(_RANGE)]
    return (found[0][0], found[0][1]) if found and found[0][0] < found[0][1] else None


def _limit(rest: Rest, source: str, one_less: str) -> int | None:
    taken = "".join(rest.left)  # the more than of no more than is understood already
    matches = [match for match in rest.take(source) if "\0" not in taken[match.start() : match.end()]]
    if not matches:
        return None
    number = parse_number(next(group for group in matches[0].groups() if group))
    return number - 1 if number and cue(one_less).search(matches[0][0]) else number
