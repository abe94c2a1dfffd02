"""Question and what was asked before → query: what is asked, of which editions, places, people, terms.

It alone knows how people ask. What a follow-up leaves out is taken from the question before it, and `follows` says so;
a new complete question inherits nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant import cues
from assistant.archive import Archive, whole
from assistant.cues import all_cues, cue, first_cue
from assistant.records import Language
from ingest.places import Place, PlaceMention, contains, find_places, nearest_spelling
from ingest.terms import Term, find_terms
from ingest.text import fold, language_of, parse_number

_EDITION = r"第 ?([0-9]+|[一二三四五六七八九十百廿]+)(?:[、・,と和及至~-]+第?([0-9]+|[一二三四五六七八九十百廿]+))? ?(?:回|届|次)|([0-9]+)(?:st|nd|rd|th)\b|edition ([0-9]+)"
_YEAR = r"(?<![0-9])((?:19|20)[0-9]{2})(?:年|(?![0-9人名]))|(令和|平成)([0-9]+|元|[一二三四五六七八九十]+)年"
_HOSTED = r"^(?:で|市?で)?(?:の)?(?:開催|開か|行われ|大会|回\b|セミナー|研討会|那届|那[一次]届|挙[行辦]|召開|でのセミナー|での開催|会議|seminar|edition)"
_SINCE = r"(?:第([0-9]+)回|((?:19|20)[0-9]{2})年)(?:以降|以来|から|以後|之後|之后)|since (?:the )?([0-9]+)"
_STRUCTURAL = ("title", "session", "role", "institution", "question", "series")
_ASKED_NAME = (
    r"([\u3400-\u9fff]{2,5})(?:氏|さん|先生|女士|教授|博士|副?市長|副?知事|副?区長|主任|理事長|局長|部長|院長|書記)"
)
_SLIP = r"[\u3400-\u9fff]{2,3}(?=市|で|の|は|から|在|是|哪|的|届|[?。]|$)"


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood; empty fields filter nothing."""

    question: str
    language: Language
    fields: tuple[str, ...] = ()  # of the event: date, host, theme, participants …
    wants_list: bool = False
    wants_count: bool = False
    wants_who: bool = False
    wants_what: bool = False
    about_talks: bool = False
    about_editions: bool = False
    editions: tuple[int, ...] = ()
    missing_editions: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    relative: str | None = None  # the words that were resolved against the index: 前回
    places: tuple[Place, ...] = ()
    hosts: tuple[Place, ...] = ()
    people: tuple[str, ...] = ()
    unknown_people: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()  # content words that no table knows, folded
    session: str | None = None
    role: str | None = None
    side: str | None = None
    body: str | None = None
    place_kind: str | None = None
    more_than: int | None = None
    corrected: tuple[str, str] | None = None  # a slip and what it was read as
    follows: str | None = None  # the question this one goes on from


def read_question(question: str, history: Sequence[str], archive: Archive, *, today: date) -> Query:
    """Return the question as understood, completed from the ones before where it goes on from them."""
    query = _read(question, archive, today)
    if history and _goes_on(query):
        before = read_question(history[-1], history[:-1], archive, today=today)
        query = _completed(query, before)
    return query


def _read(question: str, archive: Archive, today: date) -> Query:
    folded = fold(question)
    rest = _Rest(folded)
    query = Query(question=question, language=language_of(question))
    query = _with_editions(query, rest, archive, today)
    query = _with_places(query, rest, archive)
    query = _with_people(query, rest, archive)
    session, role = first_cue(cues.SESSIONS, folded), first_cue(cues.ROLES, folded)
    rest.take(cues.SERIES)
    terms = _terms(question, rest)
    for rows in (cues.SESSIONS, cues.ROLES, cues.SIDES, cues.BODIES, cues.KINDS):
        rest.take_rows(rows)
    return replace(
        query,
        session=session,
        role=role,
        side=first_cue(cues.SIDES, folded.replace(fold("日中"), "").replace(fold("中日"), "")),
        body=first_cue(cues.BODIES, folded),
        place_kind=first_cue(cues.KINDS, folded),
        terms=terms,
        more_than=_more_than(folded),
        fields=all_cues(cues.FIELDS, folded),
        wants_list=bool(cue(cues.LIST).search(folded)),
        wants_count=bool(cue(cues.COUNT).search(folded)),
        wants_who=bool(cue(cues.WHO).search(folded)),
        wants_what=bool(cue(cues.WHAT).search(folded)),
        about_talks=bool(cue(cues.TALK).search(folded)),
        about_editions=bool(cue(cues.EDITIONS).search(folded)),
        words=rest.words(),
    )


class _Rest:
    """What of a folded question is not understood yet."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self._left = list(folded)

    def blank(self, start: int, end: int) -> None:
        """Count a stretch as understood."""
        self._left[start:end] = "\0" * (end - start)

    def take(self, source: str) -> list[re.Match[str]]:
        """Return the matches of a row and count them as understood."""
        found = list(cue(source).finditer(self.folded))
        for match in found:
            self.blank(*match.span())
        return found

    def take_rows(self, rows: tuple[tuple[str, str], ...]) -> None:
        """Count the matches of all rows as understood."""
        for _, source in rows:
            self.take(source)

    def words(self) -> tuple[str, ...]:
        """Return what is left as content words: runs of kanji, katakana or Latin without function words."""
        for _, source in cues.FIELDS:
            self.take(source)
        for source in (
            cues.LIST,
            cues.TALK,
            cues.WHO,
            cues.WHAT,
            cues.EDITIONS,
            cues.COUNT,
            cues.STRUCTURE,
            cues.FOLLOWS,
        ):
            self.take(source)
        left = "".join(self._left)
        runs = re.findall(r"[\u3400-\u9fff]{2,}|[ァ-ヺー]{2,}|[a-z][a-z0-9'-]{2,}|[0-9]{3,}", left)
        return tuple(dict.fromkeys(runs))


def _with_editions(query: Query, rest: _Rest, archive: Archive, today: date) -> Query:
    asked = [n for m in rest.take(_EDITION) for group in m.groups() if group and (n := parse_number(group)) is not None]
    years = [y for m in rest.take(_YEAR) if (y := _year(m))]
    relative, of_edition, of_year = _relative(query.question, rest, archive, today)
    asked += of_edition
    years += of_year
    for year in years:
        asked += [n for report in archive.of_year(year) if (n := whole(report.event.edition)) is not None]
    since = cue(_SINCE).search(rest.folded)
    if since:
        asked = [n for n in archive.editions if _after(n, since, archive)] or asked
        years = []
    span = _span_years(rest, today)
    if span:
        asked += [
            n
            for report in archive.reports
            if (whole(report.event.year) or 0) > today.year - span - 1
            and (n := whole(report.event.edition)) is not None
        ]
    known = tuple(dict.fromkeys(n for n in asked if n in archive.editions))
    missing = tuple(dict.fromkeys(n for n in asked if n not in archive.editions))
    lost = tuple(year for year in years if not archive.of_year(year))
    return replace(
        query,
        editions=known,
        missing_editions=missing,
        years=tuple(years) if known or not lost else lost,
        relative=relative,
    )


def _after(edition: int, since: re.Match[str], archive: Archive) -> bool:
    first = parse_number(since[1] or since[3] or "")
    if first is not None and first < 1000:
        return edition >= first
    year = first or parse_number(since[2] or "") or 0
    return any((whole(report.event.year) or 0) >= year for report in archive.editions[edition])


def _relative(question: str, rest: _Rest, archive: Archive, today: date) -> "tuple[str | None, list[int], list[int]]":
    """Return the relative words of a question with the editions and the years they mean."""
    latest = archive.latest
    rows = (
        (cues.NEXT, [latest + 1] if latest else [], []),
        (cues.YEAR_BEFORE_LAST, [], [today.year - 2]),
        (cues.LAST_YEAR, [], [today.year - 1]),
        (cues.THIS_YEAR, [], [today.year]),
        (cues.LATEST, [latest] if latest else [], []),
        (cues.PREVIOUS, [latest] if latest else [], []),
    )
    if cue(cues.SPAN).search(rest.folded):
        return None, [], []
    for source, editions, years in rows:
        found = rest.take(source)
        if found:
            return question[slice(*found[0].span())], list(editions), list(years)
    return None, [], []


def _span_years(rest: _Rest, today: date) -> int | None:
    found = rest.take(cues.SPAN)
    return parse_number(next(group for group in found[0].groups() if group)) if found else None


def _year(match: re.Match[str]) -> int | None:
    if match[1]:
        return int(match[1])
    count = 1 if match[3] == "元" else parse_number(match[3])
    return (2018 if match[2] == fold("令和") else 1988) + count if count else None


def _with_places(query: Query, rest: _Rest, archive: Archive) -> Query:
    """Find the places asked about; one that the question says hosted is a filter on editions."""
    series = [match.span() for match in cue(cues.SERIES).finditer(rest.folded)]
    mentions = [m for m in find_places(query.question) if not any(s < m.end and m.start < e for s, e in series)]
    places: list[Place] = []
    hosts: list[Place] = []
    for mention in mentions:
        target = hosts if cue(_HOSTED).search(rest.folded[mention.end :]) else places
        target.append(_fitting(mention, archive))
        rest.blank(mention.start, mention.end)
    corrected = None
    if not mentions and not query.editions:
        corrected, place = _slip(query.question, rest)
        places += [place] if place else []
    return replace(query, places=tuple(places), hosts=tuple(hosts), corrected=corrected)


def _fitting(mention: PlaceMention, archive: Archive) -> Place:
    """Return of several places of one name the one the reports speak of."""
    if len(mention.places) > 1:
        named = {place.id for places in archive.line_places for other in places for place in other.places}
        return next((place for place in mention.places if place.id in named), mention.places[0])
    return mention.chain[-1] if mention.chain else mention.places[0]


def _slip(question: str, rest: _Rest) -> "tuple[tuple[str, str] | None, Place | None]":
    """Read a name with one wrong character as the place it must be: 藩陽 is 瀋陽."""
    for match in cue(_SLIP).finditer(rest.folded):
        word = question[slice(*match.span())]
        found = nearest_spelling(word)
        if len({place.country for place in found}) == 1 and found[0].level in ("city", "province", "prefecture"):
            rest.blank(*match.span())
            return (word, found[0].ja), found[0]
    return None, None


def _with_people(query: Query, rest: _Rest, archive: Archive) -> Query:
    people = [name for folded, name in archive.names.items() if len(folded) >= 2 and folded in rest.folded]
    longest = [name for name in people if not any(name != other and name in other for other in people)]
    for name in longest:
        rest.take(re.escape(fold(name)))
    unknown: list[str] = []
    for match in cue(_ASKED_NAME).finditer(rest.folded):
        name = match[1]
        if cue(rf"{cues.LIST}|{cues.STRUCTURE}|{cues.SERIES}").search(name):
            continue
        if any(name in fold(person) for person in longest) or any(place_name(place, name) for place in query.places):
            continue
        surname = [full for folded, full in archive.names.items() if folded.startswith(name)]
        longest += surname
        unknown += [] if surname else [query.question[slice(*match.span(1))]]
    return replace(query, people=tuple(dict.fromkeys(longest)), unknown_people=tuple(unknown))


def place_name(place: Place, folded: str) -> bool:
    """Return whether a folded word is part of the place's name, so that it is nobody's name."""
    return any(folded in fold(name) or fold(name)[:-1] in folded for name in (place.ja, place.zh_hans, place.zh_hant))


def _terms(question: str, rest: _Rest) -> tuple[Term, ...]:
    found: list[Term] = []
    for mention in find_terms(question):
        if mention.term.group in _STRUCTURAL or "\0" in rest._left[mention.start : mention.end]:
            continue
        found.append(mention.term)
        rest.blank(mention.start, mention.end)
    return tuple(dict.fromkeys(found))


def _more_than(folded: str) -> int | None:
    match = cue(cues.COMPARISON).search(folded)
    return parse_number(next(group for group in match.groups() if group)) if match else None


def _anchored(query: Query) -> bool:
    """Return whether a question says by itself what it is about."""
    return bool(
        query.editions
        or query.missing_editions
        or query.years
        or query.terms
        or query.words
        or query.hosts
        or query.people
        or query.unknown_people
    )


def _goes_on(query: Query) -> bool:
    """Return whether a question leaves out what the one before it said."""
    folded = fold(query.question)
    if cue(cues.FOLLOWS).search(folded):
        return True
    asks = query.fields or query.about_talks or query.wants_list or query.wants_who
    return not asks or not (_anchored(query) or query.places)


def _completed(query: Query, before: Query) -> Query:
    """Return the follow-up with what it leaves out taken from the question before."""
    renamed = bool(query.places or query.people or query.hosts)
    own_time = bool(query.editions or query.missing_editions or query.years)
    folded = fold(query.question)
    filled = replace(
        query,
        follows=before.question,
        editions=query.editions if own_time else before.editions,
        missing_editions=query.missing_editions if own_time else before.missing_editions,
        years=query.years if own_time else before.years,
        hosts=query.hosts or ((),) and (() if own_time else before.hosts),
        terms=query.terms or before.terms,
        words=query.words or before.words,
        session=query.session or before.session,
        role=query.role or before.role,
        side=query.side or (None if renamed else before.side),
        body=query.body or before.body,
        places=query.places or (() if query.people or query.side else before.places),
        people=query.people or (() if query.places or query.side else before.people),
        fields=query.fields or (before.fields if not (query.about_talks or query.wants_who) else ()),
        wants_list=query.wants_list or before.wants_list,
        wants_who=query.wants_who or before.wants_who,
        wants_what=query.wants_what or before.wants_what,
        about_talks=query.about_talks or before.about_talks,
        about_editions=query.about_editions or (before.about_editions and not own_time),
    )
    if cue(cues.BEFORE_THAT).search(folded) and before.editions:
        filled = replace(
            filled,
            editions=(),
            missing_editions=(min(before.editions) - 1,),
            relative=cue(cues.BEFORE_THAT).search(folded)[0],
        )  # type: ignore[index]
    return filled


def inside(places: Sequence[Place], place: Place) -> bool:
    """Return whether a place is one of these or lies in one of them."""
    return any(outer.id == place.id or contains(outer, place) for outer in places)
