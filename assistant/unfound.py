"""What a question asks for besides the rest and no report holds, so that an answer can say that it left it out.

Not every word that stands nowhere is worth a line: 三人, 想知道 and *official* are asked with, not for. Named is what
stands as a subject: a term of the field, a word written as one (プラットフォーム), one joined to a subject by *and* or
*or*, one said to be spoken about.
"""

import re
from dataclasses import replace

from assistant import cues
from assistant.archive import Archive
from assistant.content import JOINING
from assistant.cues import cue
from assistant.queries import Query
from assistant.records import Kind
from ingest.terms import Term, find_terms, forms, name_of, traces, with_narrower
from ingest.text import fold

_SUBJECT = "\x01"  # stands for every character of a subject
_BESIDE = rf"[」』”\"》]?(?:{JOINING}|と)[「『“\"《]?"
_PHRASE = rf"{_SUBJECT}+(?:(?:{JOINING}|の|的| (?:of|for|in|with|the|a|an|by|to) |[「」『』“”\"' ])*{_SUBJECT}+)*"
_WRITTEN_AS_ONE = re.compile("[ァ-ヺー]{3,}")
_KANJI = re.compile("[\u3400-\u9fff]{3}")
_COUNTED = re.compile(r"[0-9一二三四五六七八九十百両两几幾数]+[\u3400-\u9fff]?")


def unfound(query: Query, archive: Archive, kind: Kind) -> tuple[str, ...]:
    """Return the subjects of a question that no report holds, as they were written, in their order.

    Where sentences are quoted, any word may ask for them in another way: only what stands beside a subject is one.
    """
    folded = fold(query.question)
    spoken = {one.term.id: (one.start, one.end) for one in find_terms(query.question)}
    terms = {spoken[term.id]: term for term in query.terms if term.id in spoken}
    absent = {span for span, term in terms.items() if not _is_held(term, archive)}
    missing = [word for word in (*query.unread, *query.lost) if word in folded and not archive.parts(word)]
    asked = [word for word in dict.fromkeys(missing) if not cue(cues.VAGUE).fullmatch(word)]
    words = {_span(word, folded) for word in asked if not _COUNTED.fullmatch(word)}
    held = {_span(word, folded) for word in query.words if word in folded}
    subjects = _masked(folded, {*terms, *words, *held})
    for span in words:
        phrase = next(p for p in cue(_PHRASE).finditer(subjects) if p.start() <= span[0] < p.end()).span()
        beside = any(_joins(folded, *sorted((span, other))) for other in {*terms, *held, *words})
        said = cue(cues.TOPIC_BEFORE).search(folded[: phrase[0]]) or cue(cues.TOPIC_AFTER).search(folded[phrase[1] :])
        if beside or (kind != "open" and (said or _WRITTEN_AS_ONE.fullmatch(folded[slice(*span)]))):
            absent.add(span)
    told = [query.question[slice(*span)] for span in sorted(absent)]
    inherited = (term for term in query.terms if term.id not in spoken)
    told += [name_of(term, query.language) for term in inherited if not _is_held(term, archive)]
    return tuple(dict.fromkeys(told))


def with_what_is_held(query: Query, archive: Archive) -> Query:
    """Return a query without the terms that no report holds, where others remain."""
    remain = tuple(term for term in query.terms if _is_held(term, archive))
    return replace(query, terms=remain) if remain else query


def _is_held(term: Term, archive: Archive) -> bool:
    told = traces(with_narrower((term,)))
    compounds = "|".join(f"{form[:2]}.{{2}}{form[2]}" for form in forms(term) if _KANJI.fullmatch(form))
    return bool(
        told.search(archive.text)
        or any(archive.telling(told).values())
        or (compounds and re.search(compounds, archive.text))  # 少子化 in 少子高齢化
    )


def _span(word: str, folded: str) -> tuple[int, int]:
    """Return where a word stands, with the character of a Chinese one that was taken for a verb: 量子计算."""
    start = folded.find(word)
    end = start + len(word)
    cut = folded[end : end + 1] in fold(cues.LIGHT) and cue(JOINING).match(folded, end + 1)
    return start, end + 1 if cut and word[-1] > "\u3400" else end


def _joins(folded: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Return whether nothing but a word for *and* or *or* stands between two subjects."""
    return bool(cue(_BESIDE).fullmatch(folded, first[1], second[0]))


def _masked(folded: str, spans: set[tuple[int, int]]) -> str:
    text = list(folded)
    for start, end in spans:
        text[start:end] = _SUBJECT * (end - start)
    return "".join(text)
