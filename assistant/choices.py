"""Which editions fit a question about editions: by number, host, day, size, theme, or by what their reports state."""

from collections.abc import Callable, Sequence
from datetime import date

from assistant import cues
from assistant.archive import Archive, Line, first_value, written
from assistant.comparisons import days_of, has_total, in_order, sized
from assistant.cues import cue
from assistant.evidence import Evidence
from assistant.listing import hosted_in, reports_asked
from assistant.queries import Query
from assistant.roads import asks_themed
from assistant.subjects import speaks_of, telling
from ingest.records import Report
from ingest.text import fold

_NOT_HELD = (
    r"(?:開か|行わ|開催さ|実施さ)れ(?:てい)?な(?:い|かっ)|(?:不是|没有?|不)在?[^,。?]{0,8}(?:開|辦|挙|召)"
    r"|\bnot (?:held|in|take place)|n[’']t held"
)
Reports = Sequence[Report]


def matching_editions(query: Query, archive: Archive) -> list[tuple[Report, ...]]:
    """Return the editions that fit a question about editions, newest first, each with its reports."""
    if query.unheld:
        return []
    asked = {report.id for report in reports_asked(query, archive)} if query.hosts or query.years else set()
    alone = [(None, (report,)) for report in archive.unnumbered if report.id in asked]
    chosen = [
        reports
        for number, reports in [*archive.editions.items(), *alone]
        if not ((query.editions or query.years) and number not in (*query.editions, None))
        and all(fits(reports, query) for fits in _FITS)
    ]
    return in_order(query, chosen)


def telling_editions(query: Query, archive: Archive) -> list[tuple[Report, ...]]:
    """Return the editions of which some report has a sentence on what is asked, newest first."""
    found = telling(archive.reports, query, archive)
    ids = {report.id for report, sought in found if any(sought.stands_in(one.text) for one in report.sentences)}
    return [reports for reports in archive.editions.values() if any(report.id in ids for report in reports)]


def told_in_any(query: Query, archive: Archive) -> Evidence | None:
    """Return the first sentence of each report that speaks of any of the subjects asked; None where none does."""
    prose = (archive.lines[number] for number in archive.prose)
    found: dict[str, Line] = {}
    for line in prose:
        if line.report.id not in found and speaks_of(line.sentence.text, query):
            found[line.report.id] = line
    return Evidence(tuple(found.values()), answers=True, lacking=()) if found else None


def asks_unstated(query: Query) -> bool:
    """Return whether the editions are asked for of which no report states something: 哪一届没有写主题."""
    return query.about_editions and bool(cue(cues.UNSTATED).search(fold(query.question)))


def _themed(reports: Reports, query: Query) -> bool:
    return not asks_themed(query) or any(speaks_of(written(r.event.theme) or "", query) for r in reports)


def _exact(reports: Reports, query: Query) -> bool:
    return not (query.exactly and query.about_editions) or has_total(reports, query.exactly)


def _held_in_months(reports: Reports, query: Query) -> bool:
    """Return whether an edition began or ended in one of the months asked."""
    days = [written(first_value(reports, name)) for name in ("date_start", "date_end")]
    held = any(date.fromisoformat(day).month in query.months for day in days if day)
    elsewhen = any(days) and cue(_NOT_HELD).search(fold(query.question))  # 夏に開かれなかった回
    return not query.months or (not held if elsewhen else held)


def _counted(reports: Reports, query: Query) -> bool:
    """Return whether the reports count both sides where the editions are asked for that do."""
    folded = fold(query.question)
    asked = query.about_editions and cue(cues.BY_SIDES).search(folded) and not cue(cues.UNSTATED).search(folded)
    return not asked or all(first_value(reports, f"participants_{side}") for side in ("jp", "cn"))


def _unstated(reports: Reports, query: Query) -> bool:
    """Return whether no report states what is asked where the editions are asked for of which none does."""
    if not asks_unstated(query):
        return True
    fields = {name for field in query.fields for name in _STATED_BY.get(field, ())}
    sides = {f"participants_{side}" for side in ("jp", "cn") if side.upper() == query.side}
    return not any(first_value(reports, name) for name in sides or fields)


# By what of an event a field asked for is stated.
_STATED_BY = {
    "participants": ("participants_total", "participants_jp", "participants_cn"),
    "theme": ("theme",),
    "organizer": ("organizer",),
    "date": ("date_start",),
    "duration": ("date_end",),
    "host": ("host_city", "host_province"),
    "author": ("author",),
    "publication": ("publication",),
}
_FITS: tuple[Callable[[Reports, Query], bool], ...] = (
    lambda reports, query: not query.by_size or sized(reports, query),
    lambda reports, query: not query.days or days_of(reports) in query.days,
    lambda reports, query: not query.hosts or any(hosted_in(report, query.hosts) for report in reports),
    _themed,
    _exact,
    _held_in_months,
    _counted,
    _unstated,
)
