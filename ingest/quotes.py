"""Find a quotation somebody copied in a report: white space aside, radicals repaired, else characters folded.

What comes back is always the report's own text with its places, never what was typed.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from ingest.records import Excerpt, Report, Run
from ingest.text import cut, flat, fold, join, repair_radicals

_LINE = re.compile(r"[^\n\f]*\S")
_ALIKE: tuple[Callable[[str], str], ...] = (repair_radicals, fold)  # the strict comparison first; both keep lengths


def find_excerpt(report: Report, quote: str) -> Excerpt | None:
    """Return the first place of a report that reads like the quotation, None where there is none.

    Sentences come before raw lines: a sentence that runs over a page break is whole only among them.
    """
    sources = [sentence.excerpt for sentence in report.sentences], list(_lines(report))
    for alike in _ALIKE:
        for excerpts in sources:
            if found := _search(excerpts, quote, alike):
                return found
    return None


def contains(whole: Excerpt, part: Excerpt) -> bool:
    """Return whether every character of an excerpt is also one of another's."""
    return all(
        any(w.page == p.page and w.start <= p.start and p.end <= w.end for w in whole.spans) for p in part.spans
    )  # fmt: skip


def _lines(report: Report) -> Iterator[Excerpt]:
    """Yield every line of every page: titles, captions and furniture can be quoted too."""
    for page in report.pages:
        for match in _LINE.finditer(page.text):
            yield Excerpt(match[0], (Run(0, len(match[0]), page.number, match.start(), False),))


def _search(excerpts: Sequence[Excerpt], quote: str, alike: Callable[[str], str]) -> Excerpt | None:
    needle = flat(alike(quote))
    texts = [alike(excerpt.text) for excerpt in excerpts]
    first = "".join(map(flat, texts)).find(needle) if needle else -1
    if first < 0:
        return None
    last = first + len(needle) - 1  # both counted in characters that are no white space
    pieces: list[Excerpt] = []
    for excerpt, text in zip(excerpts, texts, strict=True):
        count = len(flat(text))
        if first < count and last >= 0:
            places = [at for at, character in enumerate(text) if not character.isspace()]
            pieces.append(cut(excerpt, places[max(first, 0)], places[min(last, count - 1)] + 1))
        first, last = first - count, last - count
    return join(_spaced(pieces))


def _spaced(pieces: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """Yield the pieces with a space between two that Latin letters or digits would run together."""
    before = ""
    for piece in pieces:
        if (before + piece.text[0]).isascii() and before:
            yield Excerpt(" ", ())
        yield piece
        before = piece.text[-1]
