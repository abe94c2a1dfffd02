"""Talks that were found: the tellings of one talk as one row, and of the rows those of who came again.

Two reports of an edition tell the same talk, in other words or another language.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.archive import whole, written
from assistant.cues import SESSIONS, cue
from assistant.filters import in_session, is_family_name, place_of
from assistant.queries import Query
from assistant.records import Degree
from assistant.recurrence import Recurrence
from ingest.records import Excerpt, Report, Talk
from ingest.terms import find_terms
from ingest.text import fold, folded_key

_SPOKEN = ("speaker", "panelist", "coordinator")
_ORDER: tuple[Degree, ...] = ("topic", "detail", "text", "label", "theme", "mention")


@dataclass(frozen=True, slots=True)
class Found:
    """A talk that matches, with the excerpt that shows why; `also` are other reports' tellings of the same talk."""

    report: Report
    talk: Talk
    degree: Degree
    quote: Excerpt
    also: tuple["Found", ...] = ()


def merged(found: Sequence[Found], query: Query) -> list[Found]:
    """Return one row for each talk of an edition: other reports' tellings go along with it.

    The strongest evidence leads, and of two reports the one in the reader's language.
    """
    rows: list[Found] = []
    of_key = defaultdict[tuple[object, str], list[int]](list)
    ranked = sorted(found, key=lambda one: (_ORDER.index(one.degree), one.report.language != query.language))
    for hit in ranked:
        alike = of_key[_key(hit)]
        at = next((index for index in alike if _is_same_talk(rows[index], hit)), None)
        if at is None:
            alike.append(len(rows))
            rows.append(hit)
        elif rows[at].report is not hit.report and all(hit.report is not one.report for one in rows[at].also):
            rows[at] = replace(rows[at], also=(*rows[at].also, hit))
    return sorted(rows, key=lambda row: (_ORDER.index(row.degree), -(whole(row.report.event.edition) or 0)))


def recurring(rows: Sequence[Found], query: Query) -> list[Found]:
    """Return the rows of those who are in all editions asked, in several, or in most of them, where that is asked."""
    if query.in_each and len(query.sessions) > 1:
        rows = _in_each(rows, query)
    editions: dict[str, set[int | None]] = defaultdict(set)
    for row in rows:
        for key in _comers(row.talk):
            editions[key].add(whole(row.report.event.edition))
    asked = set(query.editions) if query.in_each and len(query.editions) > 1 else set()
    most = max(map(len, editions.values()), default=0) if query.extreme == "most" else 0
    often = query.recurrence
    least = max(most, 2 if query.repeated else 0, often.at_least)
    kept = [
        row
        for row in rows
        if asked <= (found := max((editions[key] for key in _comers(row.talk)), key=len))
        and least <= len(found) <= (often.at_most or len(found))
    ]
    kept = _alone(kept, query) if often.alone else kept
    return _silent(_in_turn(kept, often), query) if often.silent else _in_turn(kept, often)


def on_subjects(rows: Sequence[Found], query: Query, find: Callable[[Query], Sequence[Found]]) -> list[Found]:
    """Return the rows that are on every subject where that is asked, and on none that is set apart; `find` lists."""
    kept = list(rows)
    if query.in_each and len(query.terms) > 1:
        for term in query.terms:  # DXと観光の両方
            on_it = _tellings(find(replace(query, terms=(term,), words=(), in_each=False)))
            kept = [row for row in kept if _tellings([row]) & on_it]
    if query.excluded and query.excluded.terms:
        apart = _tellings(find(query.excluded))
        kept = [row for row in kept if not apart & {id(one.talk) for one in (row, *row.also)}]
    return kept


def _tellings(rows: Sequence[Found]) -> set[int]:
    """Return the talks that rows tell, as objects; those of an edition whose theme alone tells are none."""
    return {id(one.talk) for row in rows if row.degree != "theme" for one in (row, *row.also)}


def _in_turn(rows: Sequence[Found], often: Recurrence) -> list[Found]:
    """Return the rows of the first or the last of the editions they are of, all where no turn is asked."""
    choose = {"first": min, "last": max}.get(often.turn or "")
    numbers = {number for row in rows if (number := whole(row.report.event.edition)) is not None}
    if not (choose and numbers):
        return list(rows)
    chosen = choose(numbers)
    return [row for row in rows if whole(row.report.event.edition) == chosen]


def _alone(rows: Sequence[Found], query: Query) -> list[Found]:
    """Return the rows of those who did nothing else at an edition than what is asked: パネルだけに出た."""
    elsewhere = {
        _key(replace(row, talk=talk))
        for row in rows
        for talk in row.report.talks
        if (query.sessions and not any(in_session(talk, name) for name in query.sessions))
        or (query.role == "greeting" and talk.role != query.role)
    }
    return [row for row in rows if _key(row) not in elsewhere]


def _silent(rows: Sequence[Found], query: Query) -> list[Found]:
    """Return the rows of those who came and gave no talk; whoever is named is not asked whether they did."""
    if query.people or query.places:
        return list(rows)
    spoke = {
        _key(replace(row, talk=talk))
        for row in rows
        for talk in row.report.talks
        if talk.role in _SPOKEN and talk.presented
    }
    wrote = {written(row.report.event.author) for row in rows}
    return [row for row in rows if _key(row) not in spoke and row.talk.speaker not in wrote]


def details_of(found: Found) -> list[Excerpt]:
    """Return the details of a talk, and the paragraph after them where it goes on about a term of the talk.

    A paragraph in which a talk of somebody else is told is none of it.
    """
    talk, sentences = found.talk, found.report.sentences
    own = [
        at
        for at, one in enumerate(sentences)
        if any(one.excerpt.overlaps(piece) for piece in (talk.quote, *talk.details))
    ]
    shared = any(other is not talk and other.quote == talk.quote for other in found.report.talks)
    after = sentences[own[-1] + 1 :] if own and not shared else ()
    block = [one for one in after if one.block == after[0].block]
    terms = {mention.term for mention in find_terms(talk.quote.text)}
    goes_on = (
        block
        and block[0].heading == sentences[own[-1]].heading
        and any(mention.term in terms for mention in find_terms(block[0].text))
        and not any(one.excerpt.overlaps(other.quote) for one in block for other in found.report.talks)
    )
    return [*talk.details, *(one.excerpt for one in block)] if goes_on else list(talk.details)


def _in_each(rows: Sequence[Found], query: Query) -> list[Found]:
    """Return one row for each speaker who has one in every session asked, the first session's."""
    sessions: dict[tuple[object, ...], set[str]] = {}
    for row in rows:
        here = {name for name in query.sessions if in_session(row.talk, name)}
        sessions.setdefault(_key(row), set()).update(here)
    kept = [row for row in rows if len(sessions[_key(row)]) == len(query.sessions)]
    return list({_key(row): row for row in reversed(kept)}.values())[::-1]


def origins_of(reports: Iterable[Report]) -> set[str]:
    """Return for whom or what all those came who spoke, greeted or led."""
    return {origin_of(talk) for report in reports for talk in report.talks}


def origin_of(talk: Talk) -> str:
    """Return whom or what somebody spoke for: the place, else the body, else nobody but themselves."""
    place = place_of(talk)
    return place.id if place else fold(talk.organisation or talk.speaker or "")


def _comers(talk: Talk) -> set[str]:
    """Return by what somebody is known again in another edition: whom they spoke for, and their full name."""
    full = talk.speaker and not is_family_name(talk) and len(talk.speaker) > 1
    return {origin_of(talk), *({f"{folded_key(talk.speaker)}*"} if full and talk.speaker else ())}


def _is_same_talk(row: Found, hit: Found) -> bool:
    """Return whether two tellings of one key are of one talk; a report that names no session leaves it open which."""
    sessions = _session_kind(row.talk), _session_kind(hit.talk)
    return sessions[0] == sessions[1] or "" in sessions or not hit.talk.speaker


def _session_kind(talk: Talk) -> str:
    return next((name for name, source in SESSIONS if cue(source).search(fold(talk.session or ""))), "")


def _key(hit: Found) -> tuple[object, str]:
    edition = whole(hit.report.event.edition) or hit.report.id
    talk = hit.talk
    return edition, folded_key(talk.speaker) if talk.speaker else one_name(talk.organisation or talk.place or "")


@lru_cache(maxsize=4096)
def one_name(name: str) -> str:
    """Return a body's name in no language: スマートシティ研究院 and 智慧城市研究院 are one."""
    told = fold(name)
    for mention in reversed(find_terms(name)):
        told = f"{told[: mention.start]}<{mention.term.id}>{told[mention.end :]}"
    return folded_key(told)
