"""Make the address of a quotation, read it, and find the quotation in the report as it is now.

The address carries the places of the quotation, its first words and the hash of all of it, folded. After a new ingest
the words are looked for in the whole report, and the hash says whether what follows them is still the same; if they
are gone that is said, instead of marking the wrong place.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import islice
from urllib.parse import urlencode

from assistant.records import Citation, Language
from ingest.records import Report, Span
from ingest.text import flat, fold, folded_key

_WORDS_IN_LINK = 24  # characters; enough to find the place again, short enough for an address
_LONGEST_QUOTATION = 5000  # characters
_MOST_PLACES = 50  # where a link's words are looked at; more are nonsense
_DIGEST_BYTES = 6
_SPAN = re.compile(r"(\d{1,6})\.(\d{1,9})-(\d{1,9})", re.ASCII)
_HASH = re.compile(r"(\d{1,4})-([0-9a-f]{12})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Link:
    """What an address says of a quotation; `size` counts its characters, folded and without white space."""

    page: int
    spans: tuple[Span, ...] = ()
    words: str = ""
    size: int = 0
    digest: str = ""

    @property
    def names_words(self) -> bool:
        """Whether it says what should stand at its places."""
        return bool(self.words or self.digest)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands now, nowhere if it is gone; not `whole` where only its first words are left."""

    spans: tuple[Span, ...] = ()
    whole: bool = True

    def on(self, page: int) -> list[Span]:
        """Return its pieces on one page, in the order of the text."""
        return sorted((span for span in self.spans if span.page == page), key=lambda span: span.start)


@dataclass(frozen=True, slots=True)
class _Stream:
    """Characters one after another, folded, without white space, and where each was taken from."""

    text: str
    places: tuple[Span, ...]


def source_link(citation: Citation, language: Language) -> str:
    """Return the address of the quotation's page, relative to the chat page, so that a path prefix is kept."""
    key = _key(citation.quote)
    words = flat(citation.quote)[:_WORDS_IN_LINK]
    link = Link(citation.page, citation.spans, words, len(key), _digest(key))
    return f"source/{citation.report}/{page_link(link, language)}"


def text_link(report: str, page: int, text: str) -> str:
    """Return the address of a page with a longer text marked by its first words, relative to the chat page."""
    return f"source/{report}/{page}?{urlencode({'quote': flat(text)[:_WORDS_IN_LINK]})}#quote"


def page_link(link: Link, language: Language, **more: str) -> str:
    """Return the address of a link's page, relative to the other pages of its report."""
    pieces = [("at", f"{span.page}.{span.start}-{span.end}") for span in link.spans]
    words = [("quote", link.words)] if link.words else []
    digest = [("hash", f"{link.size}-{link.digest}")] if link.digest else []
    asked = urlencode([*pieces, *words, *digest, *more.items(), ("lang", language)])
    return f"{link.page}?{asked}{'#quote' if link.spans or link.names_words else ''}"


def read_link(page: int, at: Iterable[str], quote: str, digest: str) -> Link:
    """Return what the parts of an address say; whatever is written otherwise is passed over."""
    found = (_SPAN.fullmatch(value) for value in at)
    spans = tuple(Span(int(match[1]), int(match[2]), int(match[3])) for match in found if match)
    match = _HASH.fullmatch(digest)
    size = int(match[1]) if match else 0
    known = match and 0 < size <= _LONGEST_QUOTATION
    words = quote[:_LONGEST_QUOTATION]
    return Link(page, spans, words, size, match[2]) if match and known else Link(page, spans, words)


def find_again(report: Report, link: Link) -> Found:
    """Return where the quotation stands in the report: where the link says, else where its words are now."""
    spans = tuple(span for span in link.spans if _is_inside(report, span))
    held = _key("".join(report.pages[span.page - 1].text[span.start : span.end] for span in spans))
    if not link.names_words or (held and _holds(held, link)):
        return Found(_disjoint(spans))
    partly = Found()
    for stream in (_sentences(report), _pages(report)) if _key(link.words) else ():
        places = sorted(_occurrences(stream, _key(link.words)), key=lambda at: abs(stream.places[at].page - link.page))
        for at in places:
            end = at + (link.size or len(_key(link.words)))
            if not link.digest or _digest(stream.text[at:end]) == link.digest:
                return Found(_spans(report, stream.places[at:end]))
        if places and not partly.spans:
            end = places[0] + len(_key(link.words))
            partly = Found(_spans(report, stream.places[places[0] : end]), whole=False)
    return partly


def _holds(held: str, link: Link) -> bool:
    if link.digest:
        return _digest(held) == link.digest
    wanted = _key(link.words)
    return held.startswith(wanted) or wanted.startswith(held)


def _key(text: str) -> str:
    return folded_key(flat(text))  # white space goes first: a line may end between two characters that fold as one


def _digest(key: str) -> str:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()


def _is_inside(report: Report, span: Span) -> bool:
    return 1 <= span.page <= len(report.pages) and span.start < span.end <= len(report.pages[span.page - 1].text)


def _occurrences(stream: _Stream, words: str) -> Iterator[int]:
    matches = re.finditer(re.escape(words), stream.text)
    return (match.start() for match in islice(matches, _MOST_PLACES))


def _sentences(report: Report) -> _Stream:
    """Return the sentences of a report: one that runs over a page break is whole only among them."""
    runs = (run for sentence in report.sentences for run in sentence.excerpt.runs)
    places = ((run.page, run.offset + at) for run in runs for at in range(run.length))
    return _stream(report, (Span(page, at, at + 1) for page, at in places))


def _pages(report: Report) -> _Stream:
    """Return the pages of a report: titles, captions and furniture can be quoted too."""
    return _stream(report, (Span(page.number, at, at + 1) for page in report.pages for at in range(len(page.text))))


def _stream(report: Report, places: Iterable[Span]) -> _Stream:
    seen = ((report.pages[place.page - 1].text[place.start], place) for place in places)
    kept = [(character, place) for character, place in seen if not character.isspace()]
    folded = fold("".join(character for character, _ in kept))
    left = [(character, place) for character, (_, place) in zip(folded, kept, strict=True) if character != " "]
    return _Stream("".join(character for character, _ in left), tuple(place for _, place in left))


def _spans(report: Report, places: Sequence[Span]) -> tuple[Span, ...]:
    """Return the pieces that single characters make, those with only white space between them joined."""
    pieces: list[Span] = []
    for place in places:
        last = pieces[-1] if pieces else None
        text = report.pages[place.page - 1].text
        if last and last.page == place.page and last.end <= place.start and not text[last.end : place.start].strip():
            pieces[-1] = replace(last, end=place.end)
        else:
            pieces.append(place)
    return tuple(pieces)


def _disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the pieces in the order of the pages, overlaps joined: an address is anybody's to write."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.page, span.start)):
        last = joined[-1] if joined else None
        if last and last.page == span.page and span.start <= last.end:
            joined[-1] = replace(last, end=max(last.end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
