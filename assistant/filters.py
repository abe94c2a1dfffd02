"""Whether a talk passes the filters of a query: role, side, session, person, place, organisation, title."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from assistant.archive import Line
from assistant.cues import SESSIONS, cue
from assistant.queries import Query
from ingest.places import Place, contains, find_places
from ingest.readings import is_japanese_family_name
from ingest.records import Country, Report, Talk
from ingest.terms import forms
from ingest.text import fold, folded_key, read_table

_CLOSES = r"閉[会幕](?!式[前後])|締めくく|締めの|結びの|\bclosing\b|\bclosed (?:the|it)\b"
_OPENS = r"開[会幕]|opening|opened"
_BODIES = {
    "university": r"大学|学院|教授|学者",
    "expert": r"大学|学院|教授|専門家|有識者|専家|学者|研究院|研究所|アカデミー|科学院",
    "company": r"会社|公司|集団|企業|グループ|有限|株式",
    "party": r"共産党|党委|書記",
    "institute": r"研究|シンクタンク|科学院|工程院|社科院|アカデミー",
}
# 岡山県 names nothing in 岡山市, 北京市 nobody of 北京大学.
_NO_OTHER_LEVEL = rf"(?![{fold('市県省府都道州区町村')}])(?!.{{0,4}}(?:大学|{fold('学院')}))"
_ASSISTANT = fold("補佐|助理|代理|補")  # 所長補佐 is no 所長
_POST_CHARACTERS = 24  # between a body and the name of who has a post in it
_LEVELS = {
    "city": ("city",),
    "prefecture": ("prefecture",),
    "province": ("province", "region"),
    "county": ("county",),
    "ward": ("ward",),
    "town": ("town", "village"),
}


def place_of(talk: Talk) -> Place | None:
    """Return the place a speaker stands for, None for an organisation that is no place's."""
    found = (_place_at_head(name, talk.country) for name in (talk.place, talk.organisation) if name)
    return next((place for place in found if place), None)


@lru_cache(maxsize=8192)
def _place_at_head(name: str, country: Country | None) -> Place | None:
    found = [mention for mention in find_places(name, country=country) if mention.start == 0 and not mention.bare]
    return (found[0].chain or found[0].places)[-1] if found else None


def fits(talk: Talk, query: Query) -> bool:
    """Return whether a talk passes every filter of the query but its terms."""
    if query.nameless and talk.speaker:
        return False
    wanted_role = query.role or ""
    if wanted_role in ("greeting", "coordinator"):
        if talk.role != wanted_role or not _opens_or_closes(talk, query.question):
            return False
    elif talk.role in ("greeting", "coordinator") and not (query.attended and wanted_role != "panelist"):
        if not (query.with_leaders and talk.role == "coordinator"):
            return False
    if query.side and side_of(talk) != query.side:
        return False
    if query.organisations and not any(name in fold(post_of(talk)) for name in query.organisations):
        return False
    if query.sessions and not any(in_session(talk, name) for name in query.sessions):
        return False
    if query.people and not any(talk.speaker and folded_key(talk.speaker) == folded_key(name) for name in query.people):
        return False
    return _fits_place(talk, query) and _fits_body(talk, query) and fits_title(talk, query)


def _opens_or_closes(talk: Talk, question: str) -> bool:
    """Return whether a greeting is told to have closed the seminar where only such are asked for."""
    return not _asks_closing(question) or bool(cue(_CLOSES).search(fold(f"{talk.session or ''} {talk.quote.text}")))


@lru_cache(maxsize=256)
def _asks_closing(question: str) -> bool:
    return bool(cue(_CLOSES).search(folded := fold(question))) and not cue(_OPENS).search(folded)


def in_session(talk: Talk, name: str) -> bool:
    """Return whether a talk was given in a session of that kind."""
    return bool(cue(dict(SESSIONS)[name]).search(fold(talk.session or "")))


def post_of(talk: Talk) -> str:
    """Return all that is said of who a speaker is."""
    parts = (talk.organisation, talk.title, talk.introduction.text if talk.introduction else None)
    return " ".join(part for part in parts if part)


def is_family_name(talk: Talk) -> bool:
    """Return whether a report gives only the family name of a speaker: 臼井公使."""
    return bool(talk.speaker) and is_japanese_family_name(talk.speaker or "")


def side_of(talk: Talk) -> str | None:
    """Return the country a speaker came for, as stated or as the name speaks for."""
    return talk.country or likely_country(talk)


def likely_country(talk: Talk) -> str | None:
    """Return the country a speaker's name speaks for where the report states none: 李郇 of 中山大学."""
    return _country_of(talk.speaker or "")


@lru_cache(maxsize=8192)
def _country_of(speaker: str) -> str | None:
    name = fold(speaker)
    if len(name) < 2:
        return None
    if any(name.startswith(family) and len(name) > len(family) for family in families("JP")):
        return "JP"
    return "CN" if len(name) <= 3 and name[0] in families("CN") else None


@cache
def families(country: str) -> frozenset[str]:
    """Return the family names of a country, folded; Japanese ones of two characters or more."""
    names = (fold(name) for row, listed in read_table("surnames.tsv") if row == country for name in listed.split())
    return frozenset(name for name in names if country == "CN" or len(name) > 1)


def _fits_place(talk: Talk, query: Query) -> bool:
    place = place_of(talk)
    if query.places:
        named = fold(f"{talk.organisation or ''}{talk.place or ''}")
        return bool(place and inside(query.places, place)) or any(
            len(p.ja) > 2 and re.match(re.escape(fold(p.ja)[:-1]) + _NO_OTHER_LEVEL, named)
            for p in query.places
            if talk.country in (None, p.country)
        )
    return True


def fits_title(talk: Talk, query: Query) -> bool:
    """Return whether a speaker holds one of the titles asked; 副市長 is no 市長."""
    held = fold(f"{talk.title or ''} {talk.introduction.text if talk.introduction else ''}")
    spelled = (form for term in query.titles for form in forms(term))
    return not query.titles or any(re.search(rf"(?<!副){re.escape(form)}(?!{_ASSISTANT})", held) for form in spelled)


def _fits_body(talk: Talk, query: Query) -> bool:
    place = place_of(talk)
    if query.bodies:
        together = not talk.speaker and "expert" in query.bodies  # the experts of several bodies, told at once
        told = talk.quote.text if together else ""
        named = f"{talk.organisation or ''} {talk.title or ''} {told}"
        return any(cue(_BODIES[body]).search(fold(named)) for body in query.bodies)
    if not query.place_kinds:
        return True
    levels = [level for kind in query.place_kinds for level in _LEVELS.get(kind, ())]
    return place is not None and (place.level in levels or not levels)  # a municipality may be of any


def inside(places: Sequence[Place], place: Place) -> bool:
    """Return whether a place is one of these or lies in one of them."""
    return any(outer.id == place.id or contains(outer, place) for outer in places)


def has_titled_place(query: Query) -> bool:
    """Return whether a post of a place is asked for, by its name and the post in one word: 鄭州市長."""
    posts = "|".join(re.escape(form.removeprefix(fold("市"))) for term in query.titles for form in forms(term))
    names = {fold(name)[:-1] for place in query.places for name in (place.ja, place.zh_hans)}
    named = rf"(?:{'|'.join(map(re.escape, names))})[{fold('市県省')}]?(?:{posts})"
    return bool(posts and names) and bool(re.search(named, fold(query.question)))


def told_to_belong(talk: Talk, report: Report, query: Query) -> bool:
    """Return whether a sentence names a body asked about right before a speaker: 全国市長会相談役の花岡利夫市長."""
    if not (query.organisations and talk.speaker and fits(talk, replace(query, organisations=()))):
        return False
    bodies = "|".join(map(re.escape, query.organisations))
    told = re.compile(rf"(?:{bodies})[^、。,]{{0,{_POST_CHARACTERS}}}{re.escape(fold(talk.speaker).replace(' ', ''))}")
    return any(told.search(fold(sentence.text).replace(" ", "")) for sentence in report.sentences)


def is_set_apart(talk: Talk, query: Query) -> bool:
    """Return whether the question leaves a talk out: one of whoever is excluded by name, post, role or side."""
    return query.excluded is not None and not query.excluded.terms and fits(talk, query.excluded)


def wholly_apart(report: Report, query: Query) -> set[str | None]:
    """Return who did what the question sets apart, so that nothing of theirs is asked: 基調講演をしていない人."""
    wholly = query.excluded is not None and query.excluded.recurrence.alone
    return {talk.speaker for talk in report.talks if wholly and talk.speaker and is_set_apart(talk, query)}


def tells_of_another(line: Line, query: Query) -> bool:
    """Return whether a sentence tells a talk of somebody else than the places or people asked about."""
    if not (query.places or query.people):
        return False
    told = [talk for talk in line.report.talks if talk.presented and talk.quote.text in line.sentence.text]
    asked = replace(query, attended=True, titles=(), side=None, sessions=(), bodies=(), place_kinds=(), role=None)
    return bool(told) and not any(fits(talk, asked) for talk in told)
