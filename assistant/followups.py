"""Follow-ups: whether a question goes on from the one before, and what it takes from it."""

import re
from dataclasses import replace
from typing import Literal

from assistant import cues
from assistant.archive import Archive
from assistant.cues import cue
from assistant.editions import numbers_of
from assistant.evidence import asks_in_the_text
from assistant.queries import Query
from ingest.text import fold

_WHOLE_CLAUSE = (
    r"(?:た|ている|ていた|てる|てた|[来す出]る)[^、。?はがをでにから]{1,12}(?:は|って)[?。]?$"  # 横浜から来た講演者は？
)
# That sessions besides the one just asked about are meant.
_OTHER_SESSIONS = (
    r"(?:別の|他の|ほかの|それ以外の|其他|別的|另外的?|\b(?:other|another|else)\b) ?"
    r"(?:環節|場|セッション|プログラム|パート|部|討論|sessions?|parts?|panels?)"
)
# Whoever spoke after the one just asked about.
_NEXT_SPEAKER = (
    r"第[2-5二三四五][個]?[位個](?:講|発|演|登|報|嘉|是|談|的)|[2-5二三四五](?:人|番)目の?(?:講|発|登|話|報|方|人|は)"
    r"|\b(?:second|third|fourth|next|2nd|3rd|4th) (?:speaker|presenter|one to speak)"
)
# That others are meant than those just asked about; editions are others by their own word.
_OTHERS = (
    r"(?:他|ほか|それ以外|別)の(?!時|話|内容|こと)|(?:他|ほか)に(?:は|も)?(?:誰|だれ|どの|どこ|どんな(?:人|市|町)|どなた)|それ以外|その(?:他|ほか)|其[他它]|別的|另外|除此|還有(?:誰|哪|其他|別)"
    rf"|{_NEXT_SPEAKER}"
    r"|\b(?:any|who|what|where)?(?:one|body)? ?else\b|\bothers?\b|\banother\b|apart from (?:that|them|him|her)"
)
_OTHER_EDITIONS = (
    r"(?:(?:他|ほか|それ以外|別)の|其[他它]的?|別的|除此(?:之外|以外)?的?|\bother )"
    r"(?:回|届|年|次|editions?|seminars?|years?)"
)
_WORD = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
_SHORT, _SHORTEST = 10, 6
_STEPS = ((-1, cues.BEFORE_THAT), (-1, cues.PREVIOUS), (1, cues.NEXT), (1, cues.FOLLOWING))


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
        or query.organisations
    )


def _of_all_editions(query: Query) -> bool:
    """Return whether a question is about the editions as such: 历届主题有哪些, どの回がいちばん多い, 開催地を全部."""
    chosen = query.extreme or query.days or query.months or query.more_than is not None or query.at_most is not None
    how_many = query.wants_count and "edition" not in query.fields  # 一共办了多少届, but not 第几届
    every = query.about_editions and (query.wants_list or chosen or query.exactly is not None or how_many)
    every = every or (query.wants_list and (query.months or query.days))
    listed = query.fields and (query.ordered or (query.wants_list and not query.wants_count))  # not 参加者は全部で何人
    of_talks = query.about_talks or query.wants_who or query.role or query.sessions or query.titles
    return bool(every or listed) and not of_talks


def left_out(query: Query) -> Literal["nothing", "edition", "subject"]:
    """Return what a question leaves to the one before it: nothing, which edition it is about, or its subject as well.

    One that says what it is about, or is long, leaves out nothing but perhaps the edition. Of 516 questions of the
    sets that stand alone, asked after another one, 143 took over its subject when only fields, talks and lists were
    counted as asking.
    """
    folded = fold(query.question)
    if any(cue(source).search(folded) for source in (cues.FOLLOWS, cues.BEFORE_THAT, cues.FOLLOWING)):
        return "subject"
    length, anchored = _length(folded), _anchored(query)
    if length <= _SHORT and cue(cues.FOLLOWS_SHORT).search(folded):
        return "subject"
    if _of_all_editions(query):
        return "nothing"
    whole = anchored or (query.places and cue(_WHOLE_CLAUSE).search(folded))
    if length <= _SHORT and not whole and cue(cues.FOLLOWS_UNANCHORED).search(folded):
        return "subject"
    if not _is_told(query, length):
        return "subject"
    return "nothing" if anchored or query.places or cue(cues.EVER).search(folded) else "edition"


def _is_told(query: Query, length: int) -> bool:
    """Return whether a question says both what it is about and what it asks of it, or much without either."""
    anchored, long = _anchored(query), length > _SHORT
    kinds = (query.places, query.titles, query.side, query.role, query.sessions, query.bodies, query.place_kinds)
    about = anchored + sum(map(bool, kinds))
    asks = query.fields or query.about_talks or query.wants_list or query.wants_who or query.wants_what
    asks = asks or query.wants_count or query.attended or query.unread or query.compared or asks_in_the_text(query)
    if anchored or query.places:
        return bool(asks) or about > 1 or long
    if query.lost:
        return length > _SHORTEST
    return long and bool((about and asks) or query.about_editions or query.ordered or query.in_each)


def _length(folded: str) -> int:
    """Return the length of a question in characters, a word of letters or digits counted as three."""
    return sum(3 if word.isascii() else len(word) for word in _WORD.findall(folded))


def at_the_edition_of(before: Query, query: Query) -> Query:
    """Return a question as asked of the editions that the one before it named, unchanged if it named none."""
    if not (before.editions or before.missing_editions or before.years or before.hosts):
        return query
    return replace(
        query,
        follows=before.question,
        editions=before.editions,
        missing_editions=before.missing_editions,
        years=before.years,
        hosts=before.hosts,
    )


# Of those who were listed, whoever was in another part, too: その中でパネルにも出た人.
_AMONG_THEM = (
    r"^(?:その(?:中|うち)|其中|[這那]些人?(?:当?中|裏面?)|他們(?:当?中|之中|裏)|この(?:中|うち)"
    r"|(?:of|among) (?:these|those|them))"
)


def complete(query: Query, before: Query, archive: Archive) -> Query:
    """Return the follow-up with what it leaves out taken from the question before."""
    folded = fold(query.question)
    query, before = _apart_from(query, before, folded, archive)
    renamed = bool(query.places or query.people or query.hosts)
    led = query.role in ("coordinator", "greeting")  # whoever led or greeted has no subject
    other_sessions = bool(cue(_OTHER_SESSIONS).search(folded))
    there = query.attended or query.about_talks or before.about_talks or before.places
    elsewhere = bool(query.places and before.fields and not there)  # 郑州呢, but not そのとき北海道も来た
    own_time = bool(query.editions or query.missing_editions or query.years or query.hosts or elsewhere)
    among = bool(query.sessions and before.sessions and cue(_AMONG_THEM).search(folded))
    filled = replace(
        query,
        follows=before.question,
        editions=query.editions if own_time else before.editions,
        missing_editions=query.missing_editions if own_time else before.missing_editions,
        years=query.years if own_time else before.years,
        hosts=query.hosts or (() if own_time else before.hosts),
        terms=query.terms or (() if led else before.terms),
        words=query.words or (() if led else before.words),
        sessions=tuple(dict.fromkeys([*before.sessions, *query.sessions]))
        if among
        else query.sessions or (() if other_sessions else before.sessions),
        in_each=query.in_each or among,
        parts=query.parts or (() if other_sessions else before.parts),
        role=query.role or (None if other_sessions else before.role),
        side=query.side or (None if renamed or cue(cues.SIDES[0][1]).search(folded) else before.side),
        bodies=query.bodies or (() if renamed else before.bodies),
        place_kinds=query.place_kinds or (() if renamed else before.place_kinds),
        titles=query.titles or (() if renamed else before.titles),
        organisations=query.organisations or (() if renamed else before.organisations),
        places=query.places or (() if query.people or query.side else before.places),
        people=query.people or (() if query.places or query.side else before.people),
        fields=query.fields or (before.fields if not (query.about_talks or query.wants_who or query.attended) else ()),
        wants_list=query.wants_list or before.wants_list,
        wants_who=query.wants_who or before.wants_who,
        wants_what=query.wants_what or before.wants_what,
        about_talks=query.about_talks or before.about_talks,
        about_editions=query.about_editions or (before.about_editions and not own_time),
    )
    return _stepped(filled, before, archive)


def _apart_from(query: Query, before: Query, folded: str, archive: Archive) -> tuple[Query, Query]:
    """Return a follow-up that asks for others with whoever was asked about set apart, and what it takes over."""
    numbers = before.editions or numbers_of(before, archive)
    if numbers and cue(_OTHER_EDITIONS).search(folded):
        others = tuple(number for number in archive.editions if number not in numbers)
        return replace(query, editions=others, wants_list=True), replace(before, hosts=(), years=())
    whose = before.places or before.people or before.organisations
    named = query.places or query.people or query.organisations
    other_part = cue(_OTHER_SESSIONS).search(folded)
    if not whose or named or other_part or not cue(_OTHERS).search(folded):
        return query, before
    apart = Query("", query.language, places=before.places, people=before.people, attended=True)
    apart = replace(apart, organisations=before.organisations)
    anybody = replace(before, places=(), people=(), organisations=(), titles=(), wants_what=False)
    return replace(query, excluded=query.excluded or apart, wants_list=True), anybody


def _stepped(query: Query, before: Query, archive: Archive) -> Query:
    """Return the query about the edition beside the one just asked about, by number: その前の回, 下一届呢."""
    told = ((step, cue(words).search(fold(query.question))) for step, words in _STEPS)
    step, words = next(((step, found) for step, found in told if found), (0, None))
    asked = before.editions or numbers_of(before, archive)
    if not words or len(asked) != 1:
        return query
    number = asked[0] + step
    known = (number,) if number in archive.editions else ()
    missing = () if known else (number,)
    return replace(
        query,
        editions=known,
        missing_editions=missing,
        hosts=(),
        years=(),
        relative=query.question[slice(*words.span())],
    )
