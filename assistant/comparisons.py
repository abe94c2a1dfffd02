"""Editions set against one another: the one with the most people or the second most, which of two has more, in order.

A figure is compared as the report states it: more than 100 people are more than 100.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from assistant.archive import first_value, whole, written
from assistant.facts import exceeded
from assistant.queries import Query
from ingest.records import Report


@dataclass(frozen=True, slots=True)
class Outstanding:
    """The editions with the highest or lowest figure, of how many that state one, and the field it is of."""

    editions: tuple[tuple[Report, ...], ...]
    counted: int
    field: str


@dataclass(frozen=True, slots=True)
class Measured:
    """An edition and its figure: people, or days from the first to the last."""

    reports: tuple[Report, ...]
    figure: int


def field_compared(query: Query) -> str:
    """Return which figure of editions a query compares."""
    timed = query.extreme in ("longest", "shortest") or "duration" in query.fields
    return "duration" if timed else "participants"


def measured(query: Query, editions: Sequence[tuple[Report, ...]]) -> list[Measured]:
    """Return the editions that state the figure compared, the highest first; people of one side if one is asked."""
    timed = field_compared(query) == "duration"
    measure = days_of if timed else partial(_people, field=f"participants_{(query.side or 'total').lower()}")
    figures = [Measured(reports, figure) for reports in editions if (figure := measure(reports)) is not None]
    return sorted(figures, key=lambda one: -one.figure)


def outstanding(query: Query, editions: Sequence[tuple[Report, ...]], *, rank: int) -> Outstanding:
    """Return the editions with the most or fewest participants, or the longest ones; by rank 2 those after them."""
    figures = measured(query, editions)
    ranked = sorted({one.figure for one in figures}, reverse=query.extreme not in ("fewest", "shortest"))
    wanted = ranked[rank - 1] if len(ranked) >= rank else None
    chosen = tuple(one.reports for one in figures if one.figure == wanted)
    return Outstanding(chosen, len(figures), field_compared(query))


def in_order(query: Query, editions: Sequence[tuple[Report, ...]]) -> list[tuple[Report, ...]]:
    """Return the editions in the order asked; without one newest first, as they are."""
    if query.ordered == "oldest":
        return list(reversed(editions))
    if not query.ordered:
        return list(editions)
    ranked = [one.reports for one in measured(query, editions)]
    ranked = ranked[::-1] if query.ordered == "fewest" else ranked
    return ranked + [reports for reports in editions if reports not in ranked]


def sized(reports: Sequence[Report], query: Query) -> bool:
    """Return whether an edition had more or no more participants than asked, of one side if one is asked."""
    total = first_value(reports, f"participants_{(query.side or 'total').lower()}")
    figure = whole(total)
    if figure is None:
        return False
    figure += bool(total and exceeded(total))
    return figure > (query.more_than or 0) and (query.at_most is None or figure <= query.at_most)


def has_total(reports: Sequence[Report], figure: int) -> bool:
    """Return whether a report of an edition states this number of participants."""
    return any(whole(report.event.participants_total) == figure for report in reports)


def _people(reports: Sequence[Report], *, field: str) -> int | None:
    return whole(first_value(reports, field))


def days_of(reports: Sequence[Report]) -> int | None:
    """Return how many days an edition lasted, None where its last day is not stated."""
    first, last = (written(first_value(reports, name)) for name in ("date_start", "date_end"))
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1 if first and last else None
