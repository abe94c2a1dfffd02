"""Regular expressions over folded text, and the numbers and clauses found with them.

A pattern is written as Japanese or Chinese print writes it; folding its characters once makes 開催, 开催 and 會議,
会议 one thing, so that rules are never written twice. Folding keeps lengths: what matches gives offsets into the
text as shown.
"""

import re
from functools import cache

from ingest.records import Excerpt
from ingest.text import cut, fold, parse_number

NUMBER = r"(?:[0-9]+(?:,[0-9]{3})*|[〇○零一二三四五六七八九十百廿卅]+)"

BLANK = r"[ \u3000]?"

_LONGEST_CLAUSE = 120  # characters


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Return `source` compiled for folded text; its ASCII, and so its syntax, is left as it is."""
    return re.compile("".join(c if c.isascii() else re.escape(fold(c)) for c in source))


def number(text: str | None) -> int | None:
    """Return the number written in digits or numerals of any width, commas allowed; None for none."""
    return (
        parse_number(text.replace("○", "〇").replace("両", "二").replace(",", "").replace("，", "")) if text else None
    )


def clause(excerpt: Excerpt, start: int, end: int) -> Excerpt:
    """Return the part of a sentence that carries start:end, cut at commas, of about 120 characters at the most."""
    text = excerpt.text
    if len(text) <= _LONGEST_CLAUSE:
        return excerpt
    stops = [0, *(match.end() for match in re.finditer(r"[、，；,]", text)), len(text)]
    left = max(stop for stop in stops if stop <= start)
    right = min(stop for stop in stops if stop >= end)
    while True:
        wider_right = next((stop for stop in stops if stop > right), right)
        wider_left = next((stop for stop in reversed(stops) if stop < left), left)
        if wider_right != right and wider_right - left <= _LONGEST_CLAUSE:
            right = wider_right
        elif wider_left != left and right - wider_left <= _LONGEST_CLAUSE:
            left = wider_left
        else:
            return cut(excerpt, left, right)
