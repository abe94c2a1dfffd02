"""Question and what was asked before → query: what is asked, of which editions, places, people, terms.

It alone knows how people ask. What a follow-up leaves out is taken from the question before it, and `follows` says so;
a new complete question inherits nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant import aspects, cues
from assistant.amounts import amounts_asked
from assistant.archive import Archive
from assistant.bodynames import bodies_asked, names_an_office
from assistant.choices import at_the_chosen, numbers_chosen
from assistant.content import (
    alternatives,
    heads_lost,
    held,
    lost,
    quoted_names,
    things,
    unquoted,
    without_light,
    without_remarks,
    without_verbs,
)
from assistant.cues import all_cues, cue, first_cue
from assistant.editions import held_in, of_editions, told_by_halves
from assistant.evidence import asks_in_the_text
from assistant.exclusions import OTHERS, set_apart, without_included
from assistant.followups import at_the_edition_of, complete, left_out
from assistant.hostnames import beside_one_held, hosts_named
from assistant.languages import answer_language
from assistant.matters import (
    NAMELESS,
    asks_by_name,
    asks_talk,
    asks_who,
    counts_greeters,
    counts_leaders,
    extreme_asked,
    fields_asked,
    kinds_asked,
    only_an_aspect,
    posts_of_a_rank,
)
from assistant.parts import parts_asked
from assistant.peoplenames import people_asked, people_left
from assistant.periods import with_editions
from assistant.placenames import meant_by, narrowed, places_asked
from assistant.preambles import without_preamble
from assistant.queries import Query, Rest
from assistant.records import ANYBODY, Language, Reader
from assistant.recurrence import in_several_parts, recurrence_asked
from assistant.spelling import in_katakana, place_meant, spelled_right
from assistant.unions import in_either
from ingest.places import Place
from ingest.terms import Term, find_terms, term_named
from ingest.text import fold

_IN_BOTH = (
    r"[両2二][届回次](?:研討会|会議|セミナー)?(?:都(?!要|列|給|算|加|一起)|とも(?!に?教|に?列|に?見|に?調|含))"
    r"|(?:両方|どちら|いずれ)の(?:回|年|セミナー|大会)(?:に|で|とも)"
    r"|\b(?:in|at|to) both (?:the )?(?:seminars|editions|years|times|meetings)"
)
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s\b", re.IGNORECASE)  # Guiyang's talk
_SPLIT_VERB = re.compile("([致发發発讲講上登])([的了過过])([辞辭词詞言话話台臺])")  # 谁致的辞, 谁发了言
_OPENING = r"開[幕会](?:式|典礼|時|上)*|opening(?: ceremony)?"  # when greetings are given
_MEETING = r"^(?:市|省)?(?:で?の)?(?:会議|大会)"
_LEVEL = r"^[市県省](?![町村区長場庁])(?=[ぁ-んァ-ヺ、,?]|的|在|$)"
_STRUCTURAL = ("title", "session", "role", "institution", "organisation", "question", "series")
_PERSON = r"^(?:さん|氏|様|先生|女士|(?:担当)?(?:課|部|局|所|理事|院|会)長|主任|書記|教授)"
_BODY_NAME = (
    r"^(?:大学|学院|事務所|総領事館|領事館|大使館|代表処|弁事処|科学院|研究|公司|銀行|集団|会社|新聞|日報|晩報"
    r"| (?:university|institute|academy|normal|medical)\b)"
)


def read_question(
    question: str, history: Sequence[str], archive: Archive, *, today: date, reader: Reader = ANYBODY
) -> Query:
    """Return the question as understood, completed from the ones before where it goes on from them."""
    language = answer_language(question, history, reader, archive.names)
    asked, question = question, without_preamble(question)
    query = in_either(question, lambda text: _read(text, language, archive, today))
    right, corrected = spelled_right(question, query.unread, archive)
    if corrected and not query.corrected:
        query = replace(_read(right, language, archive, today), question=question, corrected=corrected)
    left = left_out(query) if history else "nothing"
    if left != "nothing":
        before = read_question(history[-1], history[:-1], archive, today=today, reader=reader)
        query = complete(query, before, archive) if left == "subject" else at_the_edition_of(before, query)
    query = told_by_halves(replace(query, question=question, asked=asked), archive)
    return of_editions(at_the_chosen(query, archive), archive)


def _read(question: str, language: Language, archive: Archive, today: date) -> Query:
    question = without_included(question)
    apart = set_apart(question, fold(question))
    excluded = _read_whole(apart.excluded, language, archive, today) if apart.excluded else None
    if excluded and not (excluded.named or excluded.filters_talks or excluded.editions):
        excluded = replace(excluded, editions=numbers_chosen(excluded, archive))  # 鄭州那屆不算, 8月以外
    if excluded is None or not (excluded.named or excluded.filters_talks or excluded.editions):
        return _read_whole(question, language, archive, today)
    read = _read_whole(apart.question, language, archive, today)
    if excluded.editions and not excluded.filters_talks:  # 第16回に出ていない自治体で第17回に出たのは
        if cue(OTHERS).search(fold(question)):  # 第21回以外で登壇した自治体
            return replace(read, editions=tuple(n for n in archive.editions if n not in excluded.editions))
        whose = read.editions or read.hosts or read.filters_talks
        return (
            replace(read, absent=excluded.editions, attended=True)
            if whose
            else _read_whole(question, language, archive, today)
        )
    if not (excluded.filters_talks or (excluded.terms and read.terms and read.about_talks)):
        return read  # what else there was is told whole
    alone = replace(excluded.recurrence, alone=apart.wholly)
    return replace(read, excluded=replace(excluded, attended=True, recurrence=alone))


def _read_whole(question: str, language: Language, archive: Archive, today: date) -> Query:
    question = in_katakana(_SPLIT_VERB.sub(r"\1\3\2", _POSSESSIVE.sub("  ", question)), archive)
    folded = fold(question)
    rest = Rest(folded)
    query = with_editions(Query(question, language), rest, archive, today)
    amounts = amounts_asked(rest)
    query = _with_places(query, rest, archive)
    unplaced = "".join(rest.left)
    people = people_asked(question, rest, (*query.places, *query.hosts), archive)
    sides = all_cues(cues.SIDES, cue(cues.BOTH_COUNTRIES).sub("", unplaced))
    rest.take(cues.SERIES)
    quoted = quoted_names(rest, archive)
    named = _terms(question, rest, archive)
    apart = _without_names(question, named)
    for rows in (cues.SESSIONS, cues.ROLES, cues.SIDES, cues.BODIES, cues.KINDS):
        rest.take_rows(rows)
    nameless = bool(rest.take(NAMELESS))
    if first_cue(cues.ROLES, folded) == "greeting":
        rest.take(_OPENING)
    named_things = things(rest, archive)
    parts = parts_asked(rest, archive)
    left = without_light(rest.words(), language, archive)
    either, leaders = counts_greeters(folded), counts_leaders(folded)
    by_family = people_left(left, archive)
    left = tuple(word for word in left if word not in by_family)
    fields, wants_list = fields_asked(unquoted(folded, quoted)), bool(cue(cues.LIST).search(folded))
    often = recurrence_asked(folded)
    counted = cue(cues.NUMBER).search(folded) and (named.organisations or query.places)  # 爱知县…有多少家企业
    words = (*(name for name in (*quoted, *named_things) if name not in parts), *held(left, archive))
    spans = [(one.start, one.end) for one in find_terms(question) if one.term in named.terms]
    known = tuple(dict.fromkeys([*people.known, *(name for named in by_family.values() for name in named)]))
    read = replace(
        query,
        people=known,
        unknown_people=people.unknown,
        sessions=all_cues(cues.SESSIONS, folded),
        parts=parts,
        in_each=bool(cue(cues.BOTH).search(folded)) or in_several_parts(folded),
        recurrence=often,
        repeated=bool(cue(cues.REPEATED).search(folded) or (not query.editions and cue(_IN_BOTH).search(folded))),
        nameless=nameless,
        role=None if either or leaders else first_cue(cues.ROLES, folded),
        with_leaders=leaders,
        side=sides[0] if len(sides) == 1 else None,
        bodies=() if known or counted else all_cues(cues.BODIES, apart),
        place_kinds=kinds_asked(apart, unplaced),
        terms=named.terms,
        more_than=amounts.more_than,
        at_most=amounts.at_most,
        exactly=amounts.exactly,
        months=amounts.months,
        days=amounts.days,
        extreme=extreme_asked(folded),
        rank=amounts.rank,
        compared=bool(cue(cues.COMPARED).search(folded)),
        ordered=first_cue(cues.ORDERED, folded),
        fields=fields,
        wants_list=wants_list,
        wants_count=bool(cue(cues.COUNT).search(folded)),
        wants_who=asks_who(folded),
        wants_what=bool(cue(cues.WHAT).search(folded)),
        about_talks=asks_talk(folded),
        about_editions=bool(cue(cues.EDITIONS).search(folded)),
        attended=either
        or (len(sides) > 1 and wants_list and not (fields or cue(aspects.QUESTIONS).search(folded)))
        or often.silent
        or bool(cue(cues.ATTENDED).search(folded) or asks_by_name(folded)),
        wants_sum=bool(cue(cues.SUM).search(folded)),
        titles=named.titles,
        organisations=named.organisations,
        words=words,
        alternatives=alternatives(words, spans, folded),
        unread=left,
        lost=(*without_remarks(lost(left, language, archive), folded), *heads_lost(rest, language, archive)),
    )
    by_amount = read.days or read.months or read.by_size or read.exactly
    has_content = read.terms or read.words or read.people or read.places or asks_in_the_text(read)
    return replace(read, lost=without_verbs(read.lost, folded)) if has_content or by_amount else read


@dataclass(frozen=True, slots=True)
class _Named:
    """What of the term table a question names."""

    terms: tuple[Term, ...]
    titles: tuple[Term, ...]
    organisations: tuple[str, ...]


def _with_places(query: Query, rest: Rest, archive: Archive) -> Query:
    """Find the places asked about; one that the question says hosted is a filter on editions."""
    mentions = places_asked(query.question, rest, archive)
    of_editions_held = hosts_named(mentions, rest.folded, archive)
    places: list[Place] = []
    hosts: list[Place] = []
    namesakes: list[tuple[Place, ...]] = []
    beside = 0
    for mention in mentions:
        before, after = rest.folded[: mention.start], rest.folded[mention.end :]
        if mention.bare and (cue(_BODY_NAME).search(after) or before.endswith("university of ")):
            continue  # 北京大学 is a university, not the city
        if mention.bare and names_an_office(before, fold(mention.places[0].ja), archive):
            rest.blank(mention.start, mention.end)  # CLAIR Beijing is the office there
            continue
        if mention.bare and cue(_PERSON).search(after):
            continue  # 石川さん is nobody's prefecture
        meant = meant_by(mention, rest.folded, archive)
        told = beside_one_held(after) if held_in(meant, archive) else None
        step = told.step if told else 0
        rest.blank(mention.end, mention.end + (told.length if told else 0))
        beside = beside or step
        target = hosts if step or mention in of_editions_held else places
        if target is hosts and not held_in(meant, archive):  # 東北地方で開催: the one where one was held
            meant = tuple(one for one in mention.places if held_in((one,), archive)) or meant
        target += meant
        namesakes += [meant] if len(meant) > 1 else []
        no_such = mention.bare and cue(_LEVEL).match(after)  # 島根市 is no city, nor does it ask for cities
        rest.blank(mention.start, mention.end + bool(no_such))
        meeting = cue(_MEETING).match(after) if target is hosts else None
        rest.blank(mention.end, mention.end + meeting.end() if meeting else mention.end)
    if len(mentions) == 2 and not hosts:
        places = [*narrowed(places, rest.folded[mentions[0].end : mentions[1].start])]
    corrected = None
    if not mentions and not query.editions:
        corrected, place = place_meant(query.question, rest, archive)
        places += [place] if place else []
    return replace(
        query,
        places=tuple(places),
        hosts=tuple(hosts),
        namesakes=tuple(dict.fromkeys(namesakes)),
        corrected=corrected,
        beside=beside,
    )


def _terms(question: str, rest: Rest, archive: Archive) -> "_Named":
    """Return the terms of the field, the titles of people and the organisations that a question names."""
    found: list[Term] = []
    titles = [*posts_of_a_rank(rest)]
    organisations = bodies_asked(question, rest, archive)
    for mention in find_terms(question):
        if "\0" in rest.left[mention.start : mention.end]:
            left = "".join(rest.left[mention.start : mention.end]).lstrip("\0")  # 奈良県知事, 横浜市長
            of_place = term_named(left) or (mention.term if left == fold("長") else None)
            if of_place and of_place.group == "title":
                titles.append(of_place)
                rest.blank(mention.start, mention.end)
            continue
        if mention.term.group not in _STRUCTURAL:
            if only_an_aspect(rest.folded[mention.start : mention.end], mention.term, archive):
                continue  # 疫情: the years without a seminar
            found.append(mention.term)
        elif mention.term.group == "title" and not first_cue(cues.BODIES, rest.folded):
            if cue(rf"{cues.WHO}|参与(?![ぁ-ん])").fullmatch(rest.folded[mention.start : mention.end]):
                continue  # 发言人 asks for speakers, not for spokesmen; 参与 who took part
            if not cue(cues.EXCEPTED).search(rest.folded[mention.end :]):
                titles.append(mention.term)
        else:
            continue
        rest.blank(mention.start, mention.end)
    return _Named(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(titles)), organisations)


def _without_names(question: str, named: "_Named") -> str:
    """Return a question, folded, without names that only hold a word for speakers: 智慧城市, 自治体国際化協会."""
    text = fold(question)
    for mention in find_terms(question):
        word = text[mention.start : mention.end]
        kind = any(cue(source).fullmatch(word) for _, source in (*cues.BODIES, *cues.KINDS))
        if mention.term in named.terms and not kind:
            text = text[: mention.start] + "\0" * len(word) + text[mention.end :]
    for name in sorted(named.organisations, key=len, reverse=True):
        text = text.replace(name, "\0" * len(name))
    return text
