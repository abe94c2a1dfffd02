"""The words a question wants found, each in all its forms, and the sentences of the reports that hold them."""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import or_

from assistant.archive import Archive, Line
from assistant.equivalents import said_alike
from assistant.queries import Query
from ingest.languages import language_of
from ingest.places import Place, name_in
from ingest.records import Report
from ingest.terms import find_terms, forms, name_of, narrower_terms
from ingest.text import fold

_LOST_ELSEWHERE = 0.4  # Chinese is not cut into words: a run that stands nowhere may be half a phrase
_LONGEST_HEADING = 12  # characters of a heading that tells nothing by itself
_PARAGRAPHS = 5  # sentences quoted from under it
_CARRIED = 2  # sentences through which what is talked about need not be named again


@dataclass(frozen=True, slots=True)
class Wanted:
    """One content word of a question in all its forms, folded, and what finding it is worth."""

    shown: str
    forms: tuple[str, ...]
    weight: float
    lines: tuple[int, ...] = field(compare=False)  # of the archive, that hold it
    place: bool = False

    def stands_in(self, text: str) -> bool:
        """Return whether a folded text without blanks holds the word; 京都 does not stand in 東京都."""
        if not any(form in text for form in self.forms):
            return False
        return not self.place or bool(_place_pattern(self.forms).search(text))


def wanted_words(query: Query, archive: Archive) -> list[Wanted]:
    """Return what a question wants found, in the order terms, other words, names, places, words the reports lack."""
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
    found = [_sought(shown, spelled, archive) for shown, spelled in words]
    named = ((name_in(place, query.language), _place_forms(place)) for place in query.places)
    found += [_sought(shown, spelled, archive, place=True) for shown, spelled in named]
    most = math.log(len(archive.lines) + 2)
    if language_of(query.question) != "ja":
        most *= min(_LOST_ELSEWHERE, 2 * _LOST_ELSEWHERE / max(1, len(query.lost)))
    for word in query.lost:
        spelled = (word, *said_alike(word))
        found.append(Wanted(query.as_asked(word), spelled, most, tuple(archive.holding(spelled))))
    return found


def _sought(shown: str, spelled: tuple[str, ...], archive: Archive, *, place: bool = False) -> Wanted:
    """Return a word that tells the more the rarer it is, and most where it stands nowhere."""
    lines = archive.holding(spelled)
    return Wanted(shown, spelled, math.log((len(archive.lines) + 2) / (len(lines) + 1)), tuple(lines), place)


class Sentences:
    """The sentences that may answer, by their numbers in the archive, and the wanted words that they hold.

    Nearly all hold none and are never looked at one by one: reports may have a hundred thousand. Words are told as a
    number, one bit for each of those wanted, in their order.
    """

    def __init__(self, archive: Archive, reports: Sequence[Report], wanted: Sequence[Wanted]) -> None:
        """Find the words in the sentences of these reports."""
        ids = {report.id for report in reports}
        self._archive, self.lines = archive, archive.lines
        every = len(ids) == len(archive.reports)
        self.numbers = archive.prose if every else tuple(n for n in archive.prose if self.lines[n].report.id in ids)
        self.own = defaultdict[int, int](int)
        self._wanted = tuple(dict.fromkeys(wanted))
        self._headings: dict[str, int] = {}
        self._worth: dict[int, float] = {}
        self._allowed = archive.prose_set if every else frozenset(self.numbers)
        for bit, word in enumerate(self._wanted):
            for number in word.lines:
                if number in self._allowed and (not word.place or word.stands_in(self.lines[number].compact)):
                    self.own[number] |= 1 << bit

    def worth(self, words: int) -> float:
        """Return what finding these words is worth."""
        if words not in self._worth:
            self._worth[words] = sum(word.weight for bit, word in enumerate(self._wanted) if words >> bit & 1)
        return self._worth[words]

    def above(self, number: int) -> int:
        """Return the words that the heading of a sentence holds."""
        heading = self.lines[number].sentence.heading
        if heading not in self._headings:
            told = fold(heading).replace(" ", "")
            self._headings[heading] = sum(1 << bit for bit, word in enumerate(self._wanted) if word.stands_in(told))
        return self._headings[heading]

    def says(self, source: str, number: int) -> bool:
        """Return whether a cue is found in a sentence."""
        return number in self._archive.saying(source)

    def saying(self, source: str) -> frozenset[int]:
        """Return the sentences in which a cue is found."""
        return self._allowed & self._archive.saying(source)

    def nowhere(self) -> list[Wanted]:
        """Return the words that no sentence holds."""
        somewhere = reduce(or_, self.own.values(), 0)
        return [word for bit, word in enumerate(self._wanted) if not somewhere >> bit & 1]

    def worded(self) -> bool:
        """Return whether any sentence or heading holds any of the words."""
        return bool(self.own) or any(map(self.above, self.numbers if self._wanted else ()))

    def ranks(self, passages: Sequence[tuple[str, str]]) -> dict[int, float]:
        """Return 1 for a sentence of the best passage, less for the others; those of none are left out."""
        found = dict.fromkeys(report for report, _ in passages)
        near = (n for report in found for n in self._archive.numbers_of(report) if n in self._allowed)
        return {number: rank for number in near if (rank := _rank(self.lines[number], passages))}

    def near(self, asked: str, ranks: Iterable[int]) -> set[int]:
        """Return the sentences that can answer: with a word, of a passage found, or going on from one with a word."""
        found = {*self.own, *ranks}
        if asked:
            places = [bisect_left(self.numbers, number) for number in self.own]
            found |= {n for place in places for n in self.numbers[place : place + _CARRIED + 1]}
        return found

    def carried(self, number: int) -> int:
        """Return the words of the sentences just before this one under the same heading of the same report."""
        here, place = self.lines[number], bisect_left(self.numbers, number)
        carried = 0
        for n in self.numbers[max(0, place - _CARRIED) : place]:
            line = self.lines[n]
            if line.report is here.report and line.sentence.heading == here.sentence.heading:
                carried |= self.own.get(n, 0)
        return carried


def with_paragraphs(chosen: Sequence[int], archive: Archive) -> list[int]:
    """Return the sentences chosen, each bare heading among them followed by the paragraphs that stand under it."""
    found: list[int] = []
    for number in chosen:
        found.append(number)
        heading = archive.lines[number]
        if heading.sentence.kind != "item" or len(heading.compact) > _LONGEST_HEADING:
            continue
        for below in range(number + 1, min(number + 1 + _PARAGRAPHS, len(archive.lines))):
            line = archive.lines[below]
            if line.report is not heading.report or line.sentence.kind != "paragraph":
                break
            found.append(below)
    return list(dict.fromkeys(found))


def _place_forms(place: Place) -> tuple[str, ...]:
    names = {fold(name) for name in (place.ja, place.zh_hans, place.zh_hant)}
    return tuple({*names, *(name[:-1] for name in names if len(name) > 2)})


@lru_cache(maxsize=256)
def _place_pattern(spelled: tuple[str, ...]) -> re.Pattern[str]:
    """Return the names of a place as no part of another's: 広島 for the city is not the 広島 of 広島県."""
    levels = fold("市县省府都道州区町村")
    names = (re.escape(name) + ("" if name[-1] in levels else f"(?![{levels}])") for name in spelled)
    return re.compile(f"(?<![{fold('東西南北新')}])(?:{'|'.join(names)})")


def _rank(line: Line, passages: Sequence[tuple[str, str]]) -> float:
    """Return 1 for a sentence of the best passage, less for the others, 0 for one of none."""
    for position, (report, text) in enumerate(passages[:10]):
        if report == line.report.id and line.sentence.text in text:
            return 1.0 - position / 10
    return 0.0
