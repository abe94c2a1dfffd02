"""The organisations a question names: as the reports write them, by an alias, a university by its city or in English.

A university or institute that the reports do not name stays named, so that nobody else's talks are answered.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from assistant import cues
from assistant.archive import Archive
from assistant.cues import cue
from assistant.findings import one_name
from assistant.queries import Rest, name_start
from ingest.places import find_places, said
from ingest.terms import Term, find_terms, forms, term_named
from ingest.text import fold, places_of

# 大学, 自治体: words for organisations that are no organisation's name.
_OFFICE = r"[市区県府道都町村]?(?:役[所場]|庁舎?|政府)"
_GENERIC = "|".join([cues.STRUCTURE, _OFFICE, *(source for _, source in (*cues.BODIES, *cues.KINDS))])
_SCHOOL = r"([\u3400-\u9fffァ-ヴー]{2,8}?)(?:大学|学院|研究院|科学院|アカデミー)(?!院|[等間校側])"
_NO_SCHOOL = (
    r".?|.*[的過了些個所位名家座のない]|[国公私州県市]立|中国|日本|[中日]方|日中|中日|双方|両国|地方|当地|各地|有名|著名|知名"
    r"|総合|主要"
)
_BEFORE_SCHOOL = re.compile("来自|[在从由和与于的]")
_COMPOUND = 2
_COMPOUNDED = re.compile("[\u3400-\u9fff]{2}")
_LONGEST_HEAD = 8  # characters of a name before its first word of the field: 中国電信スマートシティ研究院
_UNIVERSITY = re.compile(r"(?:([a-z][a-z'’-]*(?: [a-z][a-z'’-]*)?) university|university of ([a-z][a-z'’-]*))\b")


def bodies_asked(question: str, rest: Rest, archive: Archive) -> tuple[str, ...]:
    """Return the folded names of the organisations a question names, and count the words for them as understood."""
    found = [name for name in archive.organisations if _names_more_than_a_place(name, rest)]
    for name in tuple(found):
        rest.take(re.escape(name))
        found += aliases_of(term_named(name), archive)
    found += [*_shortened(rest, archive), *_in_other_words(question, rest, archive)]
    found += [*_in_english(rest, archive), *_unknown_schools(rest)]
    for mention in find_terms(question):
        if mention.term.group == "institution" and "\0" not in rest.left[mention.start : mention.end]:
            word = rest.folded[mention.start : mention.end]
            compound = rest.folded[mention.start : mention.end + _COMPOUND]
            if _COMPOUNDED.fullmatch(compound, mention.end - mention.start) and compound in archive.text:
                continue  # 学校食堂 is no school
            local = any(place.start == 0 for place in find_places(word))  # 上海事務所 is no other office
            told = local and any(name.endswith(word) and name != word for name in archive.organisations)
            found += [word] if told else aliases_of(mention.term, archive)
            rest.blank(mention.start, mention.end)
    return tuple(dict.fromkeys(found))


def names_an_office(before: str, place: str, archive: Archive) -> bool:
    """Return whether the name of a place goes on from that of a body with an office there: CLAIR Beijing."""
    bodies = [mention for mention in find_terms(before) if before[mention.end :] in ("", " ", "'s ")]
    names = (name for mention in bodies for name in aliases_of(mention.term, archive))
    return any(office.startswith(f"{name}{place[:-1]}") for name in names for office in archive.organisations)


def aliases_of(organisation: Term | None, archive: Archive) -> list[str]:
    """Return the names of an organisation that the reports use, of a school all its names where they use none."""
    if not organisation or organisation.group != "institution":
        return []
    schools = [form for form in forms(organisation) if organisation.ja.endswith("大学") and organisation.ja != "大学"]
    told = [form for form in forms(organisation) if form in schools or len(cue(_GENERIC).sub("", form)) > 1]
    return [form for form in told if form in archive.text] or schools


def _names_more_than_a_place(name: str, rest: Rest) -> bool:
    """Return whether an organisation's name stands in the question and was not read as a place already."""
    if name not in rest.folded:  # nearly every name
        return False
    return any(set(rest.left[start:end]) != {"\0"} for start, end in places_of(name, rest.folded))


def _shortened(rest: Rest, archive: Archive) -> Iterator[str]:
    """Yield the universities of the reports that a question calls by all but the last character: 中山大."""
    school = fold("大学")
    for name in archive.organisations:
        called = name[:-1]
        if name.endswith(school) and called in rest.folded and rest.take(rf"{re.escape(called)}(?!{school[-1]})"):
            yield name


def _in_other_words(question: str, rest: Rest, archive: Archive) -> Iterator[str]:
    """Yield the organisations a question names with words of the field in another language: 智慧城市研究院."""
    terms, known = find_terms(question), _by_one_name(archive.organisations)
    for first in range(len(terms)):
        for last in range(len(terms), first, -1):
            start, end = terms[first].start, terms[last - 1].end
            heads = range(max(0, start - _LONGEST_HEAD), start + 1)
            begun = next((at for at in heads if one_name(question[at:end]) in known), None)
            if begun is not None and "\0" not in rest.left[start:end]:
                rest.blank(begun, end)
                yield from known[one_name(question[begun:end])]
                break


@lru_cache(maxsize=4)
def _by_one_name(organisations: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return the organisations whose names hold a word of the field, by their name in no language."""
    found = defaultdict[str, tuple[str, ...]](tuple)
    for name in sorted(organisations):
        found[one_name(name)] = (*found[one_name(name)], name)
    return {key: names for key, names in found.items() if "<" in key}


def _in_english(rest: Rest, archive: Archive) -> Iterator[str]:
    """Yield the universities named by a city in English: Zhengzhou University, University of Tokyo."""
    for match in _UNIVERSITY.finditer(rest.folded):
        words = (match[1] or match[2]).split(" ")
        cities = next((places for at in range(len(words)) if (places := said(" ".join(words[at:])))), ())
        schools = {fold(name)[:-1] + fold("大学") for city in cities for name in (city.ja, city.zh_hans)}
        if schools and not term_named(match[0]):
            rest.blank(*match.span())
            known = [name for name in archive.organisations if name in schools]
            yield from known or sorted(schools)


def _unknown_schools(rest: Rest) -> Iterator[str]:
    """Yield the schools named that the reports do not know."""
    left = "".join(rest.left)
    for match in cue(_SCHOOL).finditer(left):
        start, end = name_start(left, *match.span(1)), match.end(1)
        before = _BEFORE_SCHOOL.match(left, start, end)
        start = before.end() if before else start
        if not cue(_NO_SCHOOL).fullmatch(left, start, end) and not term_named(left[start : match.end()]):
            rest.blank(start, match.end())
            yield left[start : match.end()]
