"""Which editions fit a question about editions: by number, host, day, size, theme, or by what their reports state."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant import cues
from assistant.archive import Archive, Line, first_value, whole, written
from assistant.comparisons import days_of, has_total, in_order, outstanding, sized
from assistant.cues import cue
from assistant.editions import numbers_of
from assistant.evidence import Evidence
from assistant.listing import find_rows, hosted_in, reports_asked
from assistant.queries import Query
from assistant.roads import asks_themed, asks_without
from assistant.subjects import speaks_of, telling
from ingest.records import Report
from ingest.text import fold

_NOT_HELD = (
    r"で(?:は)?な(?:い|かった)(?=の?(?:回|年|会))|(?:開か|行わ|開催さ|実施さ)れ(?:てい)?な(?:い|かっ)|(?:不是|没有?|不)在?[^,。?]{0,8}(?:開|辦|挙|召)"
    r"|\bnot (?:held|in|take place)|n[’']t held"
)
# Who came to the editions that are named and to no other.
_ONLY_THERE = (
    r"[只僅](?!有|看|要|想|列|説|給|需)[^。,?、]{0,5}?第[0-9一二三四五六七八九十]+[届回次](?:出|参|登|来|発|上|露)"
    r"|第[0-9]+[回届](?:に|で)?(?:だけ|のみ|しか)(?:に|で)?(?:出|登壇|参加|発表|来|話)"
    r"|(?:came|spoke|appeared|took part|attended|presented)[^.?]{0,12} only (?:at|in|to)? ?the [0-9]"
    r"|\bonly (?:came|spoke|appeared|took part|attended|presented)[^.?]{0,8} the [0-9]"
)
# That a report does state what is asked.
_STATED = (
    r"(?:書|記|記載|明記|公表)(?:か|さ)?れて(?:い)?る(?:の|回)|(?:記載|記述)(?:が|の)ある(?:の|回)|(?:わか|分か)(?:る|っている)(?:の|回)"
    r"|(?:写|記|注|列|公布|説)[明出載]了?的?[是有]?哪|有(?:写|記載|注明|説明|列出)"
)
# Of what was done at editions that a figure chooses: 一番多かった回の, 8月开的那几届，哪些…, at the largest seminar.
_AT_THOSE = (
    r"(?:(?:多|少な|長|短|大き|小さ)(?:い|かった)|開催|開かれた|行われた|だった|以上|以下|未満|間)の?(?:回|年|会)(?:の|で|に|、|,|から)"
    r"|(?:的|人|天)[那這]?[一幾]?[届次場](?:研討会|会議)?(?!是|[?。]|$|都?有哪|在哪)"
    r"|\b(?:at|in|during) (?:the |those |an? )?(?:[\w-]+ ){0,4}(?:seminar|edition|meeting)s?\b"
)
_ALIKE = (
    r"同じ(?:人数|参加者数|参加人数|規模|数)|(?:人数|参加者数?|規模)(?:が|も|の)?(?:全く|まったく)?(?:同じ|等し|一致)"
    r"|(?:人数|規模)[^?]{0,6}(?:一様|相同|相等|同様)|(?:一様|同様|相同)(?:多|的?(?:参加)?人数|規模)"
    r"|\bsame (?:number|attendance|size|headcount|participant)|\bas many (?:people|participants) as\b"
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
    return in_order(query, _alike(chosen) if _asks_alike(query) else chosen)


def numbers_chosen(query: Query, archive: Archive) -> tuple[int, ...]:
    """Return the editions that the hosts, the years, the months or another figure of a query mean."""
    if not (query.months or query.days or query.by_size or query.exactly):
        return numbers_of(query, archive)
    numbers = (whole(reports[0].event.edition) for reports in matching_editions(query, archive))
    return tuple(number for number in numbers if number is not None)


def at_the_chosen(query: Query, archive: Archive) -> Query:
    """Return a query with the editions that what it says of them means, as it is where it says nothing of the kind."""
    return next((changed for choose in _CHOOSING if (changed := choose(query, archive))), query)


def _without_a_part(query: Query, archive: Archive) -> Query | None:
    """Return a query about the editions that had no such part: 哪几届没有主旨演讲."""
    if not (query.excluded and asks_without(query)):
        return None
    having = {whole(row.report.event.edition) for row in find_rows(query.excluded, archive).rows}
    return replace(query, editions=tuple(number for number in archive.editions if number not in having))


def _only_there(query: Query, archive: Archive) -> Query | None:
    """Return a query about those who came to the editions named and to no other: 只在第17届出现的地方."""
    if not query.editions or query.absent or not cue(_ONLY_THERE).search(fold(query.question)):
        return None
    absent = tuple(number for number in archive.editions if number not in query.editions)
    return replace(query, absent=absent, attended=True)


def _held_elsewhere(query: Query, archive: Archive) -> Query | None:
    """Return a query about the editions held anywhere but where it says: 北京以外で開催された回."""
    of_talks = query.about_talks or replace(query, place_kinds=()).filters_talks  # which *cities* held one is no filter
    if not query.excluded or of_talks or not (query.about_editions or "host" in query.fields):
        return None
    places = (*query.excluded.hosts, *query.excluded.places)
    there = [n for n, reports in archive.editions.items() if any(hosted_in(report, places) for report in reports)]
    others = tuple(number for number in archive.editions if number not in there)
    return replace(query, editions=others, excluded=None) if there else None


def _of_a_side_there(query: Query, _: Archive) -> Query | None:
    """Return a query about who came from a side to the edition held there: 四川の回で日本側から出たのは何県."""
    if query.hosts and query.side and query.wants_who and {*query.fields} == {"host"}:
        return replace(query, fields=(), attended=True)
    return None


def _at_those_of_a_figure(query: Query, archive: Archive) -> Query | None:
    """Return a query about talks at the editions a figure means: 参加者が一番多かった回の基調講演者."""
    by_figure = query.by_size or query.months or query.days or query.exactly or query.extreme
    spoke = query.about_talks or query.sessions or query.role
    of_whom = spoke or (query.place_kinds and (query.side or query.attended))
    if not (by_figure and of_whom and cue(_AT_THOSE).search(fold(query.question))):
        return None
    plain = replace(query, side=None, place_kinds=(), sessions=(), role=None, fields=("participants",), extreme=None)
    chosen = matching_editions(plain, archive)
    if query.extreme:
        chosen = list(outstanding(replace(query, side=None, fields=()), chosen, rank=query.rank).editions)
    numbers = [number for reports in chosen if (number := whole(reports[0].event.edition))]
    if not numbers:
        return None
    return replace(
        query,
        editions=tuple(numbers),
        fields=tuple(field for field in query.fields if field not in ("participants", "duration", "date", "edition")),
        more_than=None,
        at_most=None,
        exactly=None,
        months=(),
        days=(),
        extreme=None,
        about_editions=False,
        attended=query.attended or not spoke,
    )


_CHOOSING: tuple[Callable[[Query, Archive], Query | None], ...] = (
    _without_a_part,
    _only_there,
    _held_elsewhere,
    _of_a_side_there,
    _at_those_of_a_figure,
)


def _asks_alike(query: Query) -> bool:
    """Return whether the editions are asked for that had as many participants as one another: 人数一样多的是哪两届."""
    return "participants" in query.fields and bool(cue(_ALIKE).search(fold(query.question)))


def _alike(editions: Sequence[tuple[Report, ...]]) -> list[tuple[Report, ...]]:
    """Return the editions whose number of participants another one of them had, too."""
    totals = [whole(first_value(reports, "participants_total")) for reports in editions]
    return [one for one, total in zip(editions, totals, strict=True) if total is not None and totals.count(total) > 1]


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


def _held_there(reports: Reports, query: Query) -> bool:
    """Return whether an edition was held in one of the places asked, or elsewhere where that is asked."""
    elsewhere = query.about_editions and bool(cue(_NOT_HELD).search(fold(query.question)))  # 哪几届不是在北京办的
    return not query.hosts or any(hosted_in(report, query.hosts) for report in reports) is not elsewhere


def _counted(reports: Reports, query: Query) -> bool:
    """Return whether the reports count both sides where the editions are asked for that do."""
    folded = fold(query.question)
    asked = query.about_editions and cue(cues.BY_SIDES).search(folded) and not cue(cues.UNSTATED).search(folded)
    return not asked or all(first_value(reports, f"participants_{side}") for side in ("jp", "cn"))


def _unstated(reports: Reports, query: Query) -> bool:
    """Return whether a report states what is asked, or none, where the editions are asked for of which it is so."""
    unstated = asks_unstated(query)
    of_subjects = bool(query.terms or query.words)
    stated = query.about_editions and not of_subjects and cue(_STATED).search(fold(query.question))
    if not (unstated or stated):
        return True
    fields = {name for field in query.fields for name in _STATED_BY.get(field, ())}
    sides = {f"participants_{side}" for side in ("jp", "cn") if side.upper() == query.side}
    return any(first_value(reports, name) for name in sides or fields) is not unstated


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
    _held_there,
    _themed,
    _exact,
    _held_in_months,
    _counted,
    _unstated,
)
