"""Ranked passages → the sentences that answer an open question, and whether they do at all.

A question is answered only if its content words, or their forms in the other languages, stand in what was found: a
passage that merely resembles the question is shown as the nearest one, never as an answer.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant import aspects, cues
from assistant.archive import Archive, Line
from assistant.cues import cue
from assistant.listing import reports_asked
from assistant.queries import Query
from ingest.languages import language_of
from ingest.places import Place, name_in
from ingest.records import Report
from ingest.terms import find_terms, forms, name_of, narrower_terms
from ingest.text import fold

_ENOUGH = {"ja": 0.6}  # share of the weight of a question's words that must be found
_ENOUGH_ELSEWHERE = 0.45  # where the reports are in another language, a word may have no form in the term table
# Development questions: answerable open ones came to a cosine of .861 to .889, unanswerable ones to .859 at most.
_NEAR = 0.865
_ENOUGH_NEAR = 0.35  # what suffices where the nearest passage is that near in meaning
_LOST_ELSEWHERE = 0.4  # Chinese is not cut into words: a run that stands nowhere may be half a phrase
_SENTENCES = 5
_SENTENCES_OF_LIST = 12
_OF_A_SOURCE = 0.3  # what a sentence counts that only names where a report is from
_CARRIED = 2  # sentences through which what is talked about need not be named again
_SIDES = {"JP": r"日本側|日方", "CN": r"中国側|中方"}
_BESIDE_AN_ANSWER = 0.6  # where the best holds the kind of thing that was asked, and the further one does not
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


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One content word of a question in all its forms, folded, and what finding it is worth."""

    shown: str
    forms: tuple[str, ...]
    weight: float
    place: bool = False

    def stands_in(self, text: str) -> bool:
        """Return whether a folded text without blanks holds the word; 京都 does not stand in 東京都."""
        if not any(form in text for form in self.forms):
            return False
        return not self.place or bool(_place_pattern(self.forms).search(text))


def find_evidence(query: Query, archive: Archive, retrieved: Retrieved) -> Evidence:
    """Return the sentences that answer an open question."""
    reports = reports_asked(query, archive)
    wanted = _wanted(query, archive)
    lines = [
        line
        for line in archive.lines
        if line.report in reports
        and line.sentence.kind not in ("title", "byline", "heading")
        and not cue(cues.ON_ITSELF).search(line.folded)
    ]
    asked = _asked(query)
    held = [_Held(line, wanted) for line in lines]
    score = _score if any(one.own or one.above for one in held) else _score_without_words
    scored = [
        (score(held, index, asked, _rank(line, retrieved.passages), query), index) for index, line in enumerate(lines)
    ]
    scored = sorted((one for one in scored if one[0] > 0), key=lambda one: (-one[0], one[1]))
    best = scored[0][0] if scored else 0.0
    most = _SENTENCES_OF_LIST if query.wants_list else _SENTENCES
    tells = bool(asked) and any(asked_in(lines[index], asked) for score, index in scored[:1])
    chosen = [
        lines[index]
        for score, index in scored[:most]
        if score >= (_NEIGHBOURS if not tells or asked_in(lines[index], asked) else _BESIDE_AN_ANSWER) * best
    ]
    context = "\n".join(_context(line, archive) for line in chosen[:3])
    side_told = _told_side(query, lines, chosen)
    found = sum(word.weight for word in wanted if word.stands_in(context)) + side_told
    total = sum(word.weight for word in wanted) + side_told
    nowhere = tuple(w.shown for w in wanted if not any(w.stands_in(line.compact) for line in lines))
    share = _ENOUGH.get(language_of(query.question), _ENOUGH_ELSEWHERE)
    if retrieved.similarity >= _NEAR:
        share = min(share, _ENOUGH_NEAR)
    enough = (
        bool(wanted or asked)
        and found >= share * total
        and (not asked or any(asked_in(line, asked) for line in chosen) or (found >= total > 0 and _discussed(query)))
    )
    return Evidence(tuple(_in_order(chosen, archive)), enough, nowhere)


def _told_side(query: Query, lines: Sequence[Line], chosen: Sequence[Line]) -> float:
    """Return what it is worth that the best sentence tells the side of the matter that was asked; 0 if it does not."""
    asked = aspect_asked(query)
    if not asked or not chosen or not asked_in(chosen[0], asked):
        return 0.0
    return math.log((len(lines) + 2) / (1 + sum(asked_in(line, asked) for line in lines)))


def lines_with_post(query: Query, archive: Archive) -> tuple[Line, ...]:
    """Return the sentences that name an organisation asked for, with the post if one is: 全国市長会の相談役."""
    posts = "|".join(form for term in query.titles for form in forms(term))
    post = rf"[^、。]{{0,3}}(?:{posts})" if posts else ""
    named = [cue(re.escape(name) + post) for name in query.organisations]
    prose = (line for line in archive.lines if line.report in reports_asked(query, archive))
    return tuple(line for line in prose if any(name.search(line.compact) for name in named))


def _wanted(query: Query, archive: Archive) -> list[_Wanted]:
    spoken = {mention.term.id: query.question[mention.start : mention.end] for mention in find_terms(query.question)}
    words = [
        (
            spoken.get(term.id, name_of(term, query.language)),
            tuple(form.replace(" ", "") for one in (term, *narrower_terms(term)) for form in forms(one)),
        )
        for term in query.terms
    ]
    words += [(query.as_asked(word), (word,)) for word in query.words]
    words += [(query.as_asked(query.organisations[0]), query.organisations)] if query.organisations else []
    words += [(name, (fold(name),)) for name in (*query.people, *query.unknown_people)]
    found = [_Wanted(shown, spelled, _weight(spelled, archive)) for shown, spelled in words]
    named = ((name_in(place, query.language), _place_forms(place)) for place in query.places)
    found += [_Wanted(shown, spelled, _weight(spelled, archive), place=True) for shown, spelled in named]
    most = math.log(len(archive.lines) + 2)
    if language_of(query.question) != "ja":
        most *= min(_LOST_ELSEWHERE, 2 * _LOST_ELSEWHERE / max(1, len(query.lost)))
    return found + [_Wanted(query.as_asked(word), (word,), most) for word in query.lost]


def _place_forms(place: Place) -> tuple[str, ...]:
    names = {fold(name) for name in (place.ja, place.zh_hans, place.zh_hant)}
    return tuple({*names, *(name[:-1] for name in names if len(name) > 2)})


@lru_cache(maxsize=256)
def _place_pattern(spelled: tuple[str, ...]) -> re.Pattern[str]:
    """Return the names of a place as no part of another's: 広島 for the city is not the 広島 of 広島県."""
    levels = fold("市县省府都道州区町村")
    names = (re.escape(name) + ("" if name[-1] in levels else f"(?![{levels}])") for name in spelled)
    return re.compile(f"(?<![{fold('東西南北新')}])(?:{'|'.join(names)})")


def _weight(spelled: Sequence[str], archive: Archive) -> float:
    """Return how much a word tells: rare words much, a word that stands nowhere most."""
    count = sum(any(form in line.compact for form in spelled) for line in archive.lines)
    return math.log((len(archive.lines) + 2) / (count + 1))


class _Held:
    """Which of the wanted words a sentence and the heading above it hold."""

    def __init__(self, line: Line, wanted: Sequence[_Wanted]) -> None:
        heading = fold(line.sentence.heading).replace(" ", "")
        self.line = line
        self.own = {word for word in wanted if word.stands_in(line.compact)}
        self.above = {word for word in wanted if word.stands_in(heading)} - self.own

    def goes_on(self, before: "_Held") -> bool:
        """Return whether the sentence stands under the same heading of the same report."""
        return self.line.report is before.line.report and self.line.sentence.heading == before.line.sentence.heading


def _score(held: Sequence[_Held], index: int, asked: str, rank: float, query: Query) -> float:
    """Return how well a sentence answers: by its words, its heading's, and those of the two sentences before it."""
    here = held[index]
    tells = bool(asked) and asked_in(here.line, asked)
    before = [one for one in held[max(0, index - _CARRIED) : index] if here.goes_on(one)]
    carried = set().union(*(one.own for one in before)) - here.own - here.above
    if not here.own and not (here.above and rank) and not (carried and tells):
        return 0.0
    overlap = _worth(here.own) + 0.5 * _worth(here.above) + 0.6 * rank + (0.5 * _worth(carried) if tells else 0.0)
    return (
        overlap
        * (2.0 if tells else 1.0)
        * (0.5 if here.line.sentence.kind in ("caption", "item") else 1.0)
        * (_OF_A_SOURCE if cue(cues.SOURCE).search(here.line.folded) and "publication" not in query.fields else 1.0)
        * _sided(here, query)
    )


def _score_without_words(held: Sequence[_Held], index: int, asked: str, rank: float, query: Query) -> float:
    """Return how well a sentence answers where no sentence holds a word of the question."""
    if not asked:
        return 0.0 if cue(cues.SOURCE).search(held[index].line.folded) else 0.5 * rank
    return (1.0 + rank) * _sided(held[index], query) if asked_in(held[index].line, asked) else 0.0


def _sided(here: _Held, query: Query) -> float:
    """Return by how much more a sentence counts for speaking of the side that is asked about."""
    return 1.5 if query.side and cue(_SIDES[query.side]).search(here.line.folded) else 1.0


def _worth(words: Iterable[_Wanted]) -> float:
    return sum(word.weight for word in words)


def _rank(line: Line, passages: Sequence[tuple[str, str]]) -> float:
    """Return 1 for a sentence of the best passage, less for the others, 0 for one of none."""
    for position, (report, text) in enumerate(passages[:10]):
        if report == line.report.id and line.sentence.text in text:
            return 1.0 - position / 10
    return 0.0


def _asked(query: Query) -> str:
    """Return what kind of thing an answer must hold: a date for いつ, a number for 何人."""
    kinds = {
        "date": r"[0-9]{4}年|[0-9]{1,2}月|[0-9]+周年",
        "year": r"[0-9]{4}年|[0-9]+周年",
        "participants": r"[0-9]+ ?(?:人|名|社)",
        "theme": r"テーマ|主題|議題|副題|題し",
        "name": r"名乗|名称|会の名|と(?:称|呼)|第[0-9]+(?:回|届).{2,20}(?:セミナー|シンポジウム|研討会)",
    }
    told = aspect_asked(query) or voices_asked(query)
    if told:
        return told
    if cue(cues.FIRST).search(fold(query.question)) and query.fields and not query.named:
        return r"[0-9]{4}年.{0,30}(?:以降|以来|始|初|第1)"
    counted = r"[0-9]|[一二三四五六七八九十]つ" if cue(cues.NUMBER).search(fold(query.question)) else ""
    return next((kinds[field] for field in query.fields if field in kinds), counted)


def aspect_asked(query: Query) -> str:
    """Return how the reports word the side of a matter that a question asks for: its aim, a prize, the population."""
    folded = fold(query.question)
    told = next((told for asked, told in aspects.ASPECTS if cue(asked).search(folded)), "")
    of_talk = told == aspects.TITLES and query.about_talks and (query.places or query.people)  # 市長の話の題目
    of_edition = told == aspects.TITLES and "theme" in query.fields and not (query.sessions or query.named)
    return "" if of_talk or of_edition else told


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


def _in_order(lines: Sequence[Line], archive: Archive) -> list[Line]:
    """Return the best sentence first, then the others: its report's first, each report's in reading order."""
    order = list(dict.fromkeys(line.report.id for line in lines))
    place = {id(line): index for index, line in enumerate(archive.lines)}
    others = sorted(lines[1:], key=lambda line: (order.index(line.report.id), place[id(line)]))
    return [*lines[:1], *others]
