"""Questions about editions: a city stands for the edition held there, a bare question word for one of its facts.

What was understood word by word is looked at again as a whole: 福州は何人？ asks of the edition that was held in
Fuzhou, 第17回はどこ？ asks where it was held.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import cues
from assistant.archive import Archive, Line, whole
from assistant.cues import all_cues, cue, first_cue
from assistant.evidence import aspect_asked
from assistant.filters import inside, place_of
from assistant.listing import hosted_in, reports_asked
from assistant.matters import share_asked
from assistant.queries import Query
from assistant.roads import asks_hosts_often
from ingest.places import Place
from ingest.text import fold

_LESS = "|".join(source for _, source in cues.COMPARATIVES if source)
_MEASURED = rf"{_LESS}|多|大き|更大|規模|増|\b(?:more|most|bigger|larger|higher)\b"
_EITHER_NUMBER = r"[0-9]+ ?(?:人|名)?(?:還是|か|それとも| or )[0-9]+"


def of_editions(query: Query, archive: Archive) -> Query:
    """Return a query about nothing but editions with its hosts, its fields and its edition made out; others as is."""
    folded = fold(query.question)
    if query.named or query.about_talks:
        return _beside(query, archive, folded)
    if query.compared and not asks_hosts_often(query):
        query = _set_against(query, archive, folded)
    query = _told_of(query, archive)
    if share_asked(folded) and not query.places:
        query = replace(query, wants_share=True, fields=("participants",))
    if query.side and not query.fields and not query.attended and cue(_EITHER_NUMBER).search(folded):
        query = replace(query, fields=("participants",))  # 福州日方是61還是57
    if query.place_kinds and query.wants_list and not (query.places or query.side or query.attended or query.wants_who):
        query = replace(query, about_editions=True, fields=query.fields or ("host",))  # 都市の一覧
    of_edition = (
        query.fields
        or query.days
        or query.months
        or query.by_size
        or query.exactly
        or aspect_asked(query)
        or any(cue(source).search(folded) for _, source in cues.BESIDE)
    )
    if query.places and of_edition and not query.hosts and all(_held(p, archive, folded) for p in query.places):
        query = replace(query, hosts=query.places, places=())
    if query.places:
        return query
    if not query.fields and (query.editions or query.hosts):
        measured = (("participants", query.exactly), ("duration", query.days), ("date", query.months))
        query = replace(query, fields=tuple(field for field, asked in measured if asked))  # 福州は2日間だった
    whose = query.place_kinds or query.side or query.attended  # 出た自治体はどこ asks who came, not where
    if not query.fields and not whose and (query.editions or query.hosts or query.relative):
        query = replace(query, fields=all_cues(cues.BARE_FIELDS, folded))
    return _earliest(_beside(query, archive, folded), archive, folded)


def told_by_halves(query: Query, archive: Archive) -> Query:
    """Return a query with 午前 or 午後 as a part of the programme where some report asked about tells them apart."""
    halves = [half for half, _ in cues.HALVES if half in query.sessions]
    if not halves:
        return query
    told = any(archive.part_of(talk).half for report in reports_asked(query, archive) for talk in report.talks)
    sessions = tuple(session for session in query.sessions if session not in halves)
    named = (*query.parts, *halves) if told else query.parts
    return replace(query, sessions=sessions, parts=named, untold=() if told else tuple(halves))


def _told_of(query: Query, archive: Archive) -> Query:
    """Return a query about an edition without a report, whose host another report names, as one about that place."""
    bare = query.places if {*query.fields} == {"edition"} and not query.attended else ()  # チチハル、何回目
    where = query.hosts or (() if _spoke_for(bare, archive) else bare)
    if not where or query.editions or held_in(where, archive):
        return query
    told = (places for line, places in zip(archive.lines, archive.line_places, strict=True) if _names_edition(line))
    named = any(inside(where, place) for places in told for mention in places for place in mention.places)
    fields = query.fields or ("edition",)
    return replace(query, places=where, hosts=(), fields=fields, wants_list=False) if named else query


def _spoke_for(places: Sequence[Place], archive: Archive) -> bool:
    spoke = (place_of(talk) for report in archive.reports for talk in report.talks)
    return any(inside(places, place) for place in spoke if place)


def _names_edition(line: Line) -> bool:
    return bool(cue(r"第 ?[0-9]+(?:回|届)").search(line.folded))


def _set_against(query: Query, archive: Archive, folded: str) -> Query:
    """Return a query that compares editions with the figure compared, each edition by its number."""
    by_figure = {"participants", "duration"} & {*query.fields} or query.extreme or cue(_MEASURED).search(folded)
    if query.fields and not by_figure:
        return replace(query, compared=False, extreme=None)  # dates and themes have no measure
    extreme = query.extreme or first_cue(cues.COMPARATIVES, folded)
    if "duration" in query.fields and extreme in ("most", "fewest"):
        extreme = "longest" if extreme == "most" else "shortest"
    measured = "duration" if extreme in ("longest", "shortest") else "participants"
    query = replace(query, fields=query.fields or (measured,))
    held = query.places if all(_held(place, archive, folded) for place in query.places) else ()
    hosts = (*query.hosts, *held)  # 重慶場人數有比瀋陽多嗎
    numbers = dict.fromkeys([*query.editions, *numbers_of(replace(query, editions=(), hosts=hosts), archive)])
    if len(numbers) == 1 and cue(cues.EARLIER_ONE).search(folded):
        numbers |= dict.fromkeys(number - 1 for number in (*numbers,) if number - 1 in archive.editions)
        query = replace(query, relative=None)
    if len(numbers) < 2 and not query.extreme:
        return query
    kept = tuple(place for place in query.places if place not in hosts)
    return replace(query, extreme=extreme, editions=tuple(numbers), places=kept, hosts=(), years=())


def _beside(query: Query, archive: Archive, folded: str) -> Query:
    """Return a query about the edition before or after the one it names: 福州の次は, 第17回の前の年."""
    step = query.beside or next((step for step, source in cues.BESIDE if cue(source).search(folded)), 0)
    if step and query.hosts and query.relative:  # 瀋陽之後下一屆: not the one after the latest
        query = replace(query, editions=(), missing_editions=(), relative=None)
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
