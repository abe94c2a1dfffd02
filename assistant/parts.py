"""The parts of programmes that a question names as the reports head them: 第2分科会, 下半場, 公開トーク."""

import re

from assistant.archive import Archive, Line
from assistant.outlines import heading_names, with_digits
from assistant.queries import Rest
from ingest.text import QUOTED

_SHORTEST_NAME = 3
_TALKS = 2  # a heading with one talk is its speaker's or its subject's
_STRETCH = re.compile("[\u3400-\u9fffァ-ヺーa-z0-9]+")


def parts_asked(rest: Rest, archive: Archive) -> tuple[str, ...]:
    """Return the parts of programmes that what is left of a question names, and count them as understood."""
    found: list[str] = []
    quoted = [match.span(1) for match in QUOTED.finditer(rest.folded)]
    rest.words()  # counts words that say how something is asked as understood
    for start, end in (*quoted, *(match.span() for match in _STRETCH.finditer("".join(rest.left)))):
        name = rest.folded[start:end]
        spelled = {name, with_digits(name)}
        lines = archive.holding(sorted(spelled)) if len(name) >= _SHORTEST_NAME else []
        if any(_heads_talks(archive.lines[number], spelled, archive) for number in lines):
            rest.blank(start, end)
            found.append(with_digits(name))
    return tuple(dict.fromkeys(found))


def _heads_talks(line: Line, names: set[str], archive: Archive) -> bool:
    """Return whether a line is a heading of one of these names, or of it with a number, with several talks."""
    if line.sentence.kind not in ("item", "heading") or not names & {*heading_names(line.folded)}:
        return False
    heading = with_digits(line.folded)
    return sum(heading in archive.part_of(talk).headings for talk in line.report.talks) >= _TALKS
