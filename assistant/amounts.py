"""The amounts by which a question chooses editions: months, days, a rank, a number of people to pass."""

import re

from assistant import cues
from assistant.cues import cue
from assistant.queries import Rest
from ingest.text import parse_number

_LONGEST_SEMINAR = 31  # days


def days_asked(rest: Rest) -> tuple[int, ...]:
    """Return how long the editions lasted that are asked for: 一天, 3日間, one-day."""
    at_most = bool(rest.take(cues.NOT_LONGER_THAN))
    longer = bool(rest.take(cues.LONGER_THAN))
    found = [group for match in rest.take(cues.DAYS) for group in match.groups() if group]
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


def _limit(rest: Rest, source: str, one_less: str) -> int | None:
    matches = rest.take(source)
    if not matches:
        return None
    number = parse_number(next(group for group in matches[0].groups() if group))
    return number - 1 if number and cue(one_less).search(matches[0][0]) else number
