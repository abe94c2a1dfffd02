"""The frozen records of the answering side: what was asked, what was found, what is shown."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from ingest.records import Span

Language = Literal["ja", "zh-Hans", "zh-Hant", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LONGEST_QUESTION = 2000  # characters
Kind = Literal["fact", "list", "who", "what", "open", "none"]
Status = Literal["answered", "not_in_reports", "edition_not_ingested", "unreadable"]
Degree = Literal["topic", "detail", "text", "label", "theme", "mention"]
Arm = Literal["words", "meaning", "both"]  # of the search
WritingState = Literal["writing", "done", "busy", "slow", "failed", "long", "ended"]


@dataclass(frozen=True, slots=True)
class Reader:
    """In which language somebody is answered: in `fixed`, else as asked, or in `page` where a question is mute."""

    fixed: Language | None = None
    page: Language = "ja"


ANYBODY = Reader()


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation that stands in the stored text of the page it names; `id` is the number shown."""

    id: int
    report: str
    page: int
    printed_page: str | None
    heading: str
    quote: str
    spans: tuple[Span, ...]
    recognised: bool = False  # from a page that OCR read: letters may be wrong


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that a search found; `page` is None where its place is not known."""

    rank: int
    score: float
    report: str
    page: int | None
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: a talk, an edition or a mention, with the numbers of its citations."""

    report: str
    edition: int | None
    year: int | None
    date: str | None
    host: str | None
    session: str | None
    role: str | None
    speaker: str | None
    title: str | None
    organisation: str | None
    place: str | None
    country: str | None
    topic: str | None
    degree: Degree
    source: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UnreadablePage:
    """A page of a report from which nothing could be read."""

    report: str
    page: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched for an answer; counts are of reports, `from_mentions` of rows the mention index brought in."""

    reports: int
    scanned: int
    with_hits: int
    other_series: int
    incomplete: tuple[str, ...] = ()
    unreadable_pages: tuple[UnreadablePage, ...] = ()
    from_mentions: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """What the configured chat model made of an answer: Markdown, escaped, every sentence proved by what it cites.

    `given` counts the citations the model was shown, `corrected` and `dropped` sentences; `translations` hold a
    citation's number and its quotation in the reader's language, as the model has it.
    """

    model: str
    text: str = ""
    state: WritingState = "writing"
    given: int = 0
    kept: int = 0
    corrected: int = 0
    dropped: int = 0
    translations: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown for a question; `text` is Markdown, escaped, with citation marks 〔1〕."""

    question: str
    language: Language
    kind: Kind
    status: Status
    text: str
    coverage: Coverage
    understood: str | None = None
    count: int | None = None
    rows: tuple[Row, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[int, ...] = ()
    elapsed_ms: float = 0.0
    suggestions: tuple[str, ...] = field(default=())
    written: Written | None = None
