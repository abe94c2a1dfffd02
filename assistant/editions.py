"""Questions about editions: a city stands for the edition held there, a bare question word for one of its facts.

What was understood word by word is looked at again as a whole: 福州は何人？ asks of the edition that was held in
Fuzhou, 第17回はどこ？ asks where it was held.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from assistant import cues
from assistant.archive import Archive, first_value, whole, written
from assistant.cues import all_cues, cue
from assistant.listing import hosted_in, reports_asked
from assistant.queries import Query
from ingest.places import Place
from ingest.records import Report
from ingest.text import fold


def of_editions(query: Query, archive: Archive) -> Query:
    """Return a query about nothing but editions with its hosts, its fields and its edition made out; others as is."""
    if query.named or query.about_talks:
        return query
    folded = fold(query.question)
    if query.places and query.fields and not query.hosts and all(_held(p, archive, folded) for p in query.places):
        query = replace(query, hosts=query.places, places=())
    if query.places:
        return query
    if not query.fields and (query.editions or query.hosts or query.relative):
        query = replace(query, fields=all_cues(cues.BARE_FIELDS, folded))
    return _earliest(_beside(query, archive, folded), archive, folded)


def _beside(query: Query, archive: Archive, folded: str) -> Query:
    """Return a query about the edition before or after the one it names: 福州の次は, 第17回の前の年."""
    step = next((step for step, source in cues.BESIDE if cue(source).search(folded)), 0)
    named = query.editions or tuple(numbers_of(query, archive))
    if not step or len(named) != 1 or query.missing_editions or query.relative:
        return query
    number = named[0] + step
    known, missing = ((number,), ()) if number in archive.editions else ((), (number,))
    return replace(query, editions=known, missing_editions=missing, hosts=(), years=())


def numbers_of(query: Query, archive: Archive) -> tuple[int, ...]:
    """Return the editions that the hosts or years of a query mean."""
    if not (query.hosts or query.years):
        return ()
    numbers = (whole(report.event.edition) for report in reports_asked(query, archive))
    return tuple(dict.fromkeys(number for number in numbers if number is not None))


def _held(place: Place, archive: Archive, folded: str) -> bool:
    """Return whether an edition was held at a place, and the question does not ask who came from there."""
    names = "|".join(re.escape(fold(name)) for name in _short(place))
    here = cue(rf"(?:从|由|来自|from )(?:{names})|(?:{names})(?:市|省)?(?:から|来的|派|の人)").search(folded)
    return not here and held_in((place,), archive)


def held_in(places: Sequence[Place], archive: Archive) -> bool:
    """Return whether an edition was held in one of these places."""
    return any(hosted_in(report, places) for report in archive.reports)


def _short(place: Place) -> list[str]:
    """Return the names of a place, those in Chinese characters without 市 or 省."""
    return [place.en, *(name[:-1] for name in (place.ja, place.zh_hans, place.zh_hant))]


def _earliest(query: Query, archive: Archive, folded: str) -> Query:
    """Return a query about the first edition, or the oldest in the index, with its number, if it is there."""
    if query.editions or query.missing_editions or query.hosts or query.years:
        return query
    first = 1 if cue(cues.FIRST).search(folded) and (query.fields or query.about_editions) else None
    oldest = min(archive.editions, default=None) if cue(cues.EARLIEST).search(folded) else None
    number = next((n for n in (first, oldest) if n in archive.editions), None)
    return replace(query, editions=(number,)) if number is not None else query


@dataclass(frozen=True, slots=True)
class Outstanding:
    """The editions with the highest or lowest figure, of how many that state one, and the field it is of."""

    editions: tuple[tuple[Report, ...], ...]
    counted: int
    field: str


def outstanding(query: Query, editions: Sequence[tuple[Report, ...]]) -> Outstanding:
    """Return the editions with the most or fewest participants, of one side if one is asked, or the longest ones."""
    timed = query.extreme in ("longest", "shortest") or "duration" in query.fields
    measure = _days if timed else partial(_people, field=f"participants_{(query.side or 'total').lower()}")
    figures = [(figure, reports) for reports in editions if (figure := measure(reports)) is not None]
    best = (min if query.extreme in ("fewest", "shortest") else max)((f for f, _ in figures), default=None)
    chosen = tuple(reports for figure, reports in figures if figure == best)
    return Outstanding(chosen, len(figures), "duration" if timed else "participants")


def _people(reports: Sequence[Report], *, field: str) -> int | None:
    return whole(first_value(reports, field))


def _days(reports: Sequence[Report]) -> int | None:
    first, last = (written(first_value(reports, name)) for name in ("date_start", "date_end"))
    return (date.fromisoformat(last) - date.fromisoformat(first)).days if first and last else None
