"""The frozen records that stages hand to one another; the one vocabulary of both packages.

An `Excerpt` is the thread through all of them: text as people should read it (lines closed up), and for every
character the place in the stored page text it was taken from. Whatever is shown as a quotation is an excerpt.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

BlockKind = Literal["title", "byline", "heading", "paragraph", "item", "caption", "furniture"]
Country = Literal["JP", "CN"]
Role = Literal["speaker", "panelist", "coordinator", "greeting"]
Origin = Literal["rule", "model", "staff"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of one page: characters start (included) to end (excluded) of its stored text; pages count from 1."""

    page: int
    start: int
    end: int


class Run(NamedTuple):
    """Characters that stand one after another both in an excerpt (from `start`) and on a page (from `offset`).

    `joined` says that only white space stands between this run and the one before it.
    """

    start: int
    length: int
    page: int
    offset: int
    joined: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Text of a report with the places its characters were taken from."""

    text: str
    runs: tuple[Run, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The pieces of stored page text that hold this excerpt, in reading order."""
        pieces: list[Span] = []
        for run in self.runs:
            last = pieces[-1] if pieces else None
            if last and run.joined and run.page == last.page and run.offset >= last.end:
                pieces[-1] = Span(last.page, last.start, run.offset + run.length)
            else:
                pieces.append(Span(run.page, run.offset, run.offset + run.length))
        return tuple(pieces)

    def overlaps(self, other: "Excerpt") -> bool:
        """Return whether two excerpts of one report share a character of a page."""
        return any(
            a.page == b.page and a.start < b.end and b.start < a.end for a in self.spans for b in other.spans
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is stored: decoded text after newline unification and nothing else.

    `unreadable` says why nothing could be read from it, else None; `recognised`, that its text is OCR's reading of a
    picture, and may be wrong.
    """

    number: int
    text: str
    unreadable: str | None = None
    recognised: bool = False


class Box(NamedTuple):
    """Edges in the coordinates of the page as seen, y counted downwards."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a line of print without its blanks, and the box of each character in pixels of the picture."""

    text: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as a WebP picture, and its text in reading order with the place of every character."""

    width: int
    height: int
    picture: bytes
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, caption or piece of page furniture."""

    kind: BlockKind
    excerpt: Excerpt

    @property
    def text(self) -> str:
        """The block's text, lines closed up."""
        return self.excerpt.text


@dataclass(frozen=True, slots=True)
class Folio:
    """A page number as printed, and where it stands in the stored text."""

    page: int
    offset: int
    number: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, list item or caption with the heading it stands under; `block` counts the report's blocks."""

    excerpt: Excerpt
    heading: str
    kind: BlockKind
    block: int

    @property
    def text(self) -> str:
        """The sentence as shown."""
        return self.excerpt.text


@dataclass(frozen=True, slots=True)
class Value:
    """One fact and its proof: the clause it was read from."""

    value: str | int | tuple[int, ...]
    quote: Excerpt
    source: Origin = "rule"


@dataclass(frozen=True, slots=True)
class Event:
    """What a report says of the edition it is about; a field it does not state is None."""

    series: Value | None = None
    edition: Value | None = None
    year: Value | None = None
    date_start: Value | None = None  # ISO dates
    date_end: Value | None = None
    main_day: Value | None = None
    host_province: Value | None = None
    host_city: Value | None = None
    host_country: Value | None = None
    theme: Value | None = None
    participants_total: Value | None = None
    participants_jp: Value | None = None
    participants_cn: Value | None = None
    organizer: Value | None = None
    publication: Value | None = None
    pages: Value | None = None  # printed page numbers
    author: Value | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a report, as fully as the report names them anywhere."""

    name: str
    title: str | None
    organisation: str | None
    place: str | None
    country: Country | None
    quote: Excerpt


@dataclass(frozen=True, slots=True)
class Talk:
    """What one speaker (a person, or a place or organisation where none is named) did in one session.

    `quote` is the clause that is this talk's own; `details` are further sentences about it. A greeting and a
    coordinator are kept as such; somebody whom only a programme lists has not `presented`.
    """

    session: str | None
    role: Role
    speaker: str | None
    title: str | None
    organisation: str | None
    place: str | None
    country: Country | None
    topic: str | None
    quote: Excerpt
    details: tuple[Excerpt, ...] = ()
    introduction: Excerpt | None = None  # where the speaker is named in full
    presented: bool = True
    confidence: float = 1.0
    source: Origin = "rule"
    labels: tuple[str, ...] = ()  # a model's words for the topic in other languages: to find it by, never to be quoted

    @property
    def who(self) -> str:
        """Who spoke: the person, else the body or the place; empty where neither is told."""
        return self.speaker or self.organisation or self.place or ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences under one heading: what is indexed and retrieved."""

    heading: str
    excerpt: Excerpt

    @property
    def text(self) -> str:
        """What is embedded: the heading gives the text its context."""
        return embedded_text(self.heading, self.excerpt.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedPassage(Passage):
    """A passage with the id it is found under, the report it is from and its place among that report's passages."""

    id: str
    report: str
    number: int


def embedded_text(heading: str, text: str) -> str:
    """Return a passage as the embedding model reads it."""
    return f"{heading}\n{text}"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything read from one document."""

    id: str  # 12 hexadecimal digits
    path: str  # relative to the corpus folder
    sha256: str
    title: str
    language: Literal["ja", "zh-Hans", "zh-Hant"]
    other_series: bool  # about another series of meetings: never an edition of this one
    pages: tuple[Page, ...]
    folios: tuple[Folio, ...]
    sentences: tuple[Sentence, ...]
    event: Event
    people: tuple[Person, ...]
    talks: tuple[Talk, ...]
    passages: tuple[Passage, ...]
    uncovered: tuple[Excerpt, ...] = ()  # sentences that look like talks and that no talk covers

    @property
    def unreadable_pages(self) -> tuple[int, ...]:
        """Numbers of the pages from which nothing could be read."""
        return tuple(page.number for page in self.pages if page.unreadable)

    @property
    def recognised_pages(self) -> tuple[int, ...]:
        """Numbers of the pages whose text was read by OCR."""
        return tuple(page.number for page in self.pages if page.recognised)


def shift(runs: Sequence[Run], by: int) -> tuple[Run, ...]:
    """Return the runs moved `by` characters along their excerpt."""
    return tuple(Run(run.start + by, run.length, run.page, run.offset, run.joined) for run in runs)


def filled(talk: Talk, other: Talk | Person, *names: str) -> Talk:
    """Return a talk with these fields, where it leaves them open, as in another record."""
    return replace(talk, **{name: getattr(talk, name) or getattr(other, name) for name in names})
