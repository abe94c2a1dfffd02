"""Ranked passages → the sentences that answer an open question, and whether they do at all.

A question is answered only if its content words, or their forms in the other languages, stand in what was found: a
passage that merely resembles the question is shown as the nearest one, never as an answer.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from assistant import aspects, cues
from assistant.archive import Archive, Line
from assistant.cues import cue
from assistant.filters import tells_of_another
from assistant.listing import reports_asked
from assistant.queries import Query
from assistant.sought import Sentences, wanted_words, with_paragraphs
from ingest.languages import language_of
from ingest.records import Report
from ingest.text import fold

_ENOUGH = {"ja": 0.6}  # share of the weight of a question's words that must be found
_ENOUGH_ELSEWHERE = 0.45  # where the reports are in another language, a word may have no form in the term table
# Development questions: answerable open ones came to a cosine of .861 to .889, unanswerable ones to .859 at most.
_NEAR = 0.865
_ENOUGH_NEAR = 0.35  # what suffices where the nearest passage is that near in meaning
_SENTENCES = 5
_SENTENCES_OF_LIST = 12
_OF_A_SOURCE = 0.3  # what a sentence counts that only names where a report is from
_SIDES = {"JP": r"日本側|日方", "CN": r"中国側|中方"}
_BESIDE_AN_ANSWER = 0.6  # where the best holds the kind of thing that was asked, and the further one does not
_BESIDE = 0.5  # of a word in the heading, or just before, against one in the sentence
_RANK = 0.6  # of standing in the best passage
_TELLS, _SIDED = 2.0, 1.5  # of holding the kind of thing that is asked, of speaking of the side that is
_POINTS_BACK = (
    r"^(?:他們?|她們?|它們?|該|此|這|其|彼|同(?:市|県|氏|社|所|町|村|区|省|大学)"
    r"|これ|それ|そこ|ここ|こう|そう|その|この|he\b|she\b|they\b|it\b|this\b)"
)
_NEIGHBOURS = 0.4  # share of the best sentence's score a further sentence needs


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The best passages for a question, as report and text, and how near in meaning the nearest is (cosine)."""

    passages: tuple[tuple[str, str], ...] = ()
    similarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Sentences found for an open question, best first; `answers` tells whether they carry what was asked."""

    lines: tuple[Line, ...]
    answers: bool
    lacking: tuple[str, ...]  # content words that stand nowhere in the reports asked
    at_once: bool = False  # the best sentence holds all that is wanted, which is more than one word


def find_evidence(query: Query, archive: Archive, retrieved: Retrieved) -> Evidence:
    """Return the sentences that answer an open question."""
    reports = reports_asked(query, archive)
    wanted = wanted_words(query, archive)
    lines = archive.lines
    needed = _asked(query)
    asked = needed or (aspects.REASON if cue(cues.WHY).search(fold(query.question)) else "")
    held = Sentences(archive, reports, wanted)
    ranks = held.ranks(retrieved.passages)
    worded = held.worded()
    score = _score if worded else _score_without_words
    looked_at = held.near(asked, ranks) if worded else held.saying(asked) if asked else ranks
    most = _SENTENCES_OF_LIST if query.wants_list else _SENTENCES
    factor = (_TELLS if asked else 1.0) * (_SIDED if query.side else 1.0)
    scored = _best(looked_at, lambda n: score(held, n, asked, ranks.get(n, 0.0), query), held, factor, most)
    best = scored[0][0] if scored else 0.0
    tells = bool(asked) and any(asked_in(lines[index], asked) for score, index in scored[:1])
    chosen = [
        index
        for score, index in scored
        if score >= (_NEIGHBOURS if not tells or asked_in(lines[index], asked) else _BESIDE_AN_ANSWER) * best
    ]
    chosen = [*chosen[:1], *(index for index in chosen[1:] if not tells_of_another(lines[index], query))]
    context = "\n".join(_context(lines[index], archive) for index in chosen[:3])
    side_told = _told_side(query, held, chosen)
    found = sum(word.weight for word in wanted if word.stands_in(context)) + side_told
    total = sum(word.weight for word in wanted if not _of_a_voice(word.shown, query)) + side_told
    nowhere = tuple(word.shown for word in held.nowhere())
    language = language_of(query.question)
    own = any(report.language == language for report in reports)
    share = _ENOUGH.get(language, _ENOUGH_ELSEWHERE) if own else _ENOUGH_ELSEWHERE
    if retrieved.similarity >= _NEAR:
        share = min(share, _ENOUGH_NEAR)
    enough = (
        bool(wanted or needed)
        and found >= share * total
        and not query.only_vague
        and (
            not needed
            or any(asked_in(lines[index], needed) for index in chosen)
            or (found >= total > 0 and (_discussed(query) or asked in aspects.LOOSE))
        )
    )
    at_once = len(wanted) > 1 and bool(chosen) and all(word.stands_in(lines[chosen[0]].compact) for word in wanted)
    meant = _with_what_is_meant(with_paragraphs(chosen, archive), archive)
    told = _in_order(_with_what_goes_on(meant, held), archive)
    return Evidence(tuple(told), enough, nowhere, at_once)


def _with_what_is_meant(chosen: Sequence[int], archive: Archive) -> list[int]:
    """Return the sentences chosen with the one before the best where that begins with he or it."""
    for best in chosen[:1]:
        before = archive.lines[best - 1]
        here = archive.lines[best]
        near = before.report is here.report and before.sentence.heading == here.sentence.heading
        if best and near and best - 1 not in chosen and cue(_POINTS_BACK).search(here.folded):
            return [*chosen, best - 1]
    return list(chosen)


def _with_what_goes_on(chosen: Sequence[int], held: Sentences) -> list[int]:
    """Return the sentences chosen with the one after one of the best where that tells of what the best does not."""
    for best in chosen[:2]:
        new = held.own.get(best + 1, 0) & ~held.own.get(best, 0)
        if new and best + 1 not in chosen:
            here, after = held.lines[best], held.lines[best + 1]
            if here.report is after.report and here.sentence.block == after.sentence.block:
                return [*chosen, best + 1]
    return list(chosen)


def _best(
    looked_at: Iterable[int], score: Callable[[int], float], held: Sentences, factor: float, most: int
) -> list[tuple[float, int]]:
    """Return the scores and numbers of the best sentences; those whose words cannot bring them there are not scored.

    `factor`: by how much a score may be more than what its words are worth.
    """
    by_words = defaultdict[int, list[int]](list)
    for number in looked_at:
        by_words[held.own.get(number, 0)].append(number)
    found: list[tuple[float, int]] = []  # scores below 0, so that the smallest are the best
    whole = held.worth(-1)
    for words in sorted(by_words, key=held.worth, reverse=True):
        own = held.worth(words)
        highest = factor * (own + _BESIDE * (whole - own) + _RANK)
        if len(found) == most and highest < -found[-1][0]:
            break
        scored = ((-score(number), number) for number in by_words[words])
        found = nsmallest(most, (*found, *(one for one in scored if one[0] < 0)))
    return [(-less, number) for less, number in found]


def _of_a_voice(word: str, query: Query) -> bool:
    """Return whether a word says only whose voice is asked for, which reports call otherwise: 旅行者の反応."""
    return word in query.lost and word.endswith(("者", "客", "们", "們", "達")) and bool(voices_asked(query))


def _told_side(query: Query, held: Sentences, chosen: Sequence[int]) -> float:
    """Return what it is worth that the best sentence tells the side of the matter that was asked; 0 if it does not."""
    asked = aspect_asked(query)
    if not asked or not chosen or not asked_in(held.lines[chosen[0]], asked):
        return 0.0
    return math.log((len(held.numbers) + 2) / (1 + len(held.saying(asked))))


def _score(held: Sentences, index: int, asked: str, rank: float, query: Query) -> float:
    """Return how well a sentence answers: by its words, its heading's, and those of the two sentences before it."""
    own = held.own.get(index, 0)
    above = held.above(index) & ~own
    tells = bool(asked) and held.says(asked, index)
    carried = held.carried(index) & ~own & ~above if tells else 0
    if not own and not (above and rank) and not carried:
        return 0.0
    overlap = held.worth(own) + _BESIDE * (held.worth(above) + held.worth(carried)) + _RANK * rank
    return (
        overlap
        * (_TELLS if tells else 1.0)
        * (0.5 if held.lines[index].sentence.kind in ("caption", "item") else 1.0)
        * (_OF_A_SOURCE if held.says(cues.SOURCE, index) and "publication" not in query.fields else 1.0)
        * _sided(held, index, query)
    )


def _score_without_words(held: Sentences, index: int, asked: str, rank: float, query: Query) -> float:
    """Return how well a sentence answers where no sentence holds a word of the question."""
    if not asked:
        return 0.0 if held.says(cues.SOURCE, index) else 0.5 * rank
    return (1.0 + rank) * _sided(held, index, query)


def _sided(held: Sentences, index: int, query: Query) -> float:
    """Return by how much more a sentence counts for speaking of the side that is asked about."""
    return _SIDED if query.side and held.says(_SIDES[query.side], index) else 1.0


def _asked(query: Query) -> str:
    """Return what kind of thing an answer must hold: a date for いつ, a number for 何人."""
    told = aspect_asked(query) or voices_asked(query)
    if told:
        return told
    if cue(cues.FIRST).search(fold(query.question)) and query.fields and not query.named:
        return r"[0-9]{4}年.{0,30}(?:以降|以来|始|初|第1)"
    counted = r"[0-9]|[一二三四五六七八九十]つ" if cue(cues.NUMBER).search(fold(query.question)) else ""
    return next((aspects.OF_FIELDS[field] for field in query.fields if field in aspects.OF_FIELDS), counted)


def aspect_asked(query: Query) -> str:
    """Return how the reports word the side of a matter that a question asks for: its aim, a prize, the population."""
    folded = fold(query.question)
    told = next((told for asked, told in aspects.ASPECTS if cue(asked).search(folded)), "")
    of_talk = (
        told in (aspects.TITLES, aspects.BESIDES) and query.about_talks and (query.places or query.people)
    )  # 市長の話の題目
    of_edition = told == aspects.TITLES and "theme" in query.fields and not (query.sessions or query.named)
    return "" if of_talk or of_edition or query.wants_share else told


def voices_asked(query: Query) -> str:
    """Return how the reports word what a hall said, if a question asks for that: 質問, 感想, 議論."""
    if query.fields:
        return ""
    folded = fold(query.question)
    return next((told for asked, told in aspects.VOICES if cue(asked).search(folded)), "")


def asks_in_the_text(query: Query) -> bool:
    """Return whether a side of a matter is asked for that only the text tells."""
    return bool(aspect_asked(query) or voices_asked(query))


def _discussed(query: Query) -> bool:
    """Return whether a discussion is asked about: whoever spoke on its subject was part of it."""
    return voices_asked(query) == aspects.VOICES[-1][1]


def asked_in(line: Line, asked: str) -> bool:
    """Return whether a sentence holds the kind of thing that was asked."""
    return bool(cue(asked).search(line.folded))


def _context(line: Line, archive: Archive) -> str:
    """Return a sentence with its heading, its report's title and its neighbours of the same block, folded."""
    report: Report = line.report
    block = [fold(s.text) for s in report.sentences if s.block == line.sentence.block]
    parts = [fold(report.title), fold(line.sentence.heading), *block]
    return "\n".join(part.replace(" ", "") for part in parts)


def _in_order(numbers: Sequence[int], archive: Archive) -> list[Line]:
    """Return the best sentence first, then the others: its report's first, each report's in reading order."""
    lines = archive.lines
    order = list(dict.fromkeys(lines[number].report.id for number in numbers))
    others = sorted(numbers[1:], key=lambda number: (order.index(lines[number].report.id), number))
    return [lines[number] for number in (*numbers[:1], *others)]
