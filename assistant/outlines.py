"""Under which headings of its report each talk stands, and in which half of a day it was given.

Kinds of sessions, such as keynote and panel, stand in the records; this is told by where a talk's sentence stands.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import cues
from assistant.cues import cue
from ingest.records import Report, Sentence
from ingest.text import fold, parse_number

_LONGEST_HEADING = 40  # characters
_SHAPE = re.compile(r"[(]?[0-9一二三四五六七八九十]+[).、.]?|[^\w\s「『“《]")  # what headings of one level begin with
_BETWEEN_NAMES = re.compile(r"""[\s"「」『』“”《》()〔〕【】\[\]:、。・,;|■◆○●]+""")
_NUMBER = re.compile("第[0-9]|[0-9]$")
_ORDINAL = re.compile("第([一二三四五六七八九])(?![一二三四五六七八九十])")
_OF_A_DAY = r"[0-9]日目|第[0-9]日|[0-9]日\)|day [0-9]"


@dataclass(frozen=True, slots=True)
class Part:
    """The headings that a talk stands under, folded, and the half of the day it was given in, if that is told."""

    headings: tuple[str, ...] = ()
    half: str | None = None

    def is_one_of(self, asked: Sequence[str]) -> bool:
        """Return whether it is a part or a half of the day that is asked for."""
        names = [name for heading in self.headings for name in heading_names(heading)]
        return self.half in asked or any(name in asked for name in names)


def parts_of(report: Report) -> dict[int, Part]:
    """Return in which part of the programme each talk of a report stands, by the id of the object."""
    outline = list(_outline(report))
    holding = (
        (talk, (part for sentence, part in outline if sentence.excerpt.overlaps(talk.quote))) for talk in report.talks
    )
    return {id(talk): next(parts, Part()) for talk, parts in holding}


def with_digits(folded: str) -> str:
    """Return a text with the ordinals of one character in digits: 第二 as 第2."""
    return _ORDINAL.sub(lambda match: f"第{parse_number(match[1])}", folded)


def heading_names(heading: str) -> Iterator[str]:
    """Yield what a heading is called, also without its number: 第1分科会「森をつかう」."""
    for name in _BETWEEN_NAMES.split(with_digits(heading)):
        yield name
        yield _NUMBER.sub("", name)


def _outline(report: Report) -> Iterator[tuple[Sentence, Part]]:
    """Yield every sentence with the part it stands in; a heading ends those of its own shape and below."""
    above: list[tuple[str, str]] = []
    half: str | None = None
    sizes = Counter(sentence.block for sentence in report.sentences)
    for sentence in report.sentences:
        text = with_digits(fold(sentence.text))
        alone = sentence.kind in ("item", "heading") and sizes[sentence.block] == 1
        heads = alone and len(text) < _LONGEST_HEADING
        if heads:
            shape = _shape(text)
            level = next((at for at, (known, _) in enumerate(above) if known == shape), len(above))
            above = [*above[:level], (shape, text)]
            half = None if cue(_OF_A_DAY).search(text) else half
        said = ((name, source if heads else rf"^[^、。,]{{0,4}}(?:{source})") for name, source in cues.HALVES)
        half = next((name for name, source in said if cue(source).search(text)), half)
        yield sentence, Part(tuple(heading for _, heading in above), half)


def _shape(heading: str) -> str:
    match = _SHAPE.match(heading)
    return re.sub("[0-9一二三四五六七八九十]+", "1", match[0]) if match else ""
