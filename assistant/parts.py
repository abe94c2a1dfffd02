"""The parts of a programme as a report heads them (第2分科会, 下半場, 公開トーク) and the halves of a day.

Kinds of sessions, such as keynote and panel, stand in the records. Which further headings a talk stands under, and how
far the day had come, is told by where its sentence stands in the report.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import cues
from assistant.archive import Archive, Line
from assistant.cues import cue
from assistant.queries import Rest
from ingest.records import Report, Sentence, Talk
from ingest.text import fold, parse_number

_LONGEST_HEADING = 40  # characters
_SHORTEST_NAME = 3
_TALKS = 2  # a heading with one talk is its speaker's or its subject's
_QUOTED = re.compile("""[「『“"《〔]([^「」『』“”"《》〔〕]+)[」』”"》〕]""")
_STRETCH = re.compile("[\u3400-\u9fffァ-ヺーa-z0-9]+")
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
        names = [name for heading in self.headings for name in _names(heading)]
        return self.half in asked or any(name in asked for name in names)


def parts_asked(rest: Rest, archive: Archive) -> tuple[str, ...]:
    """Return the parts of programmes that what is left of a question names, and count them as understood."""
    found: list[str] = []
    quoted = [match.span(1) for match in _QUOTED.finditer(rest.folded)]
    rest.words()  # counts words that say how something is asked as understood
    for start, end in (*quoted, *(match.span() for match in _STRETCH.finditer("".join(rest.left)))):
        name = rest.folded[start:end]
        spelled = {name, _with_digits(name)}
        lines = archive.holding(sorted(spelled)) if len(name) >= _SHORTEST_NAME else []
        if any(_heads_talks(archive.lines[number], spelled) for number in lines):
            rest.blank(start, end)
            found.append(_with_digits(name))
    return tuple(dict.fromkeys(found))


def parts_of(report: Report) -> dict[int, Part]:
    """Return in which part of the programme each talk of a report stands, by the id of the object."""
    outline = list(_outline(report))
    holding = (
        (talk, (part for sentence, part in outline if sentence.excerpt.overlaps(talk.quote))) for talk in report.talks
    )
    return {id(talk): next(parts, Part()) for talk, parts in holding}


def in_parts(talks: Sequence[Talk], report: Report, asked: Sequence[str]) -> list[Talk]:
    """Return the talks that stand in one of the parts asked for, all where none is."""
    told = parts_of(report) if asked else {}
    return [talk for talk in talks if not asked or told.get(id(talk), Part()).is_one_of(asked)]


def _heads_talks(line: Line, names: set[str]) -> bool:
    """Return whether a line is a heading of one of these names, or of it with a number, with several talks."""
    if line.sentence.kind not in ("item", "heading") or not names & {*_names(line.folded)}:
        return False
    heading = _with_digits(line.folded)
    return sum(heading in part.headings for part in parts_of(line.report).values()) >= _TALKS


def _names(heading: str) -> Iterator[str]:
    """Yield what a heading is called, also without its number: 第1分科会「森をつかう」."""
    for name in _BETWEEN_NAMES.split(_with_digits(heading)):
        yield name
        yield _NUMBER.sub("", name)


def _outline(report: Report) -> Iterator[tuple[Sentence, Part]]:
    """Yield every sentence with the part it stands in; a heading ends those of its own shape and below."""
    above: list[tuple[str, str]] = []
    half: str | None = None
    sizes = Counter(sentence.block for sentence in report.sentences)
    for sentence in report.sentences:
        text = _with_digits(fold(sentence.text))
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


def _with_digits(folded: str) -> str:
    """Return a text with the ordinals of one character in digits: 第二 as 第2."""
    return _ORDINAL.sub(lambda match: f"第{parse_number(match[1])}", folded)
