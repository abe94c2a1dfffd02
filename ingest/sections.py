"""Report → sections a chat model can read: the sentences under one heading, numbered, no more than it takes at once.

A section that names neither a place nor a post is left out: nothing said of it could be accepted.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ingest.places import find_places
from ingest.records import Report, Sentence
from ingest.terms import find_terms

_READ = ("paragraph", "item")
_MOST = 600  # characters


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under one heading, in order; a model is told them under numbers from 1."""

    heading: str
    sentences: tuple[Sentence, ...]

    def cited(self, numbers: tuple[int, ...]) -> tuple[Sentence, ...]:
        """Return the sentences with these numbers in reading order, none if one does not exist."""
        chosen = sorted(set(numbers))
        known = bool(chosen) and 0 < chosen[0] and chosen[-1] <= len(self.sentences)
        return tuple(self.sentences[number - 1] for number in chosen) if known else ()

    def around(self, *sentences: Sentence) -> tuple[Sentence, ...]:
        """Return these sentences with the ones right before them."""
        at = {self.sentences.index(sentence) for sentence in sentences}
        at |= {one - 1 for one in at if one}
        return tuple(self.sentences[one] for one in sorted(at))

    def follows(self, sentence: Sentence, main: Sentence) -> bool:
        """Return whether one sentence stands behind another."""
        return self.sentences.index(sentence) > self.sentences.index(main)

    @property
    def halves(self) -> tuple["Section", ...]:
        """The section in two parts, none for a single sentence."""
        half = len(self.sentences) // 2
        parts = (self.sentences[:half], self.sentences[half:])
        return tuple(Section(self.heading, part) for part in parts) if half else ()


def cut_sections(report: Report, fits: Callable[[Section], bool]) -> Iterator[Section]:
    """Yield the sections of a report in order, each as long as it `fits`; a sentence too long by itself is left out."""
    told = (sentence for sentence in report.sentences if sentence.kind in _READ)
    for heading, sentences in groupby(told, key=lambda sentence: sentence.heading):
        section = Section(heading, ())
        for sentence in sentences:
            longer = Section(heading, (*section.sentences, sentence))
            if _length(longer) <= _MOST and fits(longer):
                section = longer
                continue
            yield from _telling(section)
            alone = Section(heading, (sentence,))
            section = alone if _length(alone) <= _MOST and fits(alone) else Section(heading, ())
        yield from _telling(section)


def _length(section: Section) -> int:
    return sum(len(sentence.text) for sentence in section.sentences)


def _telling(section: Section) -> Iterator[Section]:
    """Yield a section if somebody may be named in it."""
    if any(
        find_places(sentence.text) or any(one.term.group == "title" for one in find_terms(sentence.text))
        for sentence in section.sentences
    ):
        yield section
