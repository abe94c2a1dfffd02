"""What other programs send to the API and get from it; what its document says of each field is written here."""

from dataclasses import dataclass, field, fields
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.links import source_link, text_link
from assistant.records import LONGEST_QUESTION, Answer, Citation, FoundPassage, Language
from ingest.records import Country, Origin, Role, Span

MOST_BEFORE = 30  # questions of one conversation
FaultType = Literal["invalid_request_error", "authentication_error", "rate_limit_error", "server_error"]
Question = Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]


class Ask(BaseModel):
    """A question; `after` are those asked before it in the same conversation, the oldest first."""

    model_config = ConfigDict(strict=True, extra="forbid")

    question: Question
    after: list[Question] = Field(default=[], max_length=MOST_BEFORE)
    language: Language | None = Field(default=None, description="of the answer; without it, that of the question")


class Fault(BaseModel):
    """What was wrong, in words for whoever wrote the calling program."""

    message: str
    type: FaultType
    code: str
    param: str | None = None


def fault_type(status: int) -> FaultType:
    """Return what clients of OpenAI call a fault of this status."""
    known: dict[int, FaultType] = {401: "authentication_error", 429: "rate_limit_error"}
    return known.get(status, "server_error" if status >= 500 else "invalid_request_error")


class Problem(BaseModel):
    """The body of every answer that is none; the shape is the one that clients of OpenAI read."""

    error: Fault


@dataclass(frozen=True, slots=True)
class LinkedCitation(Citation):
    """A citation and the address of its page, the quotation marked."""

    url: str = ""


@dataclass(frozen=True, slots=True)
class LinkedAnswer(Answer):
    """An answer as the commands give it, every citation with an address; an event stream replaces it as it grows."""

    citations: tuple[LinkedCitation, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedPassage(FoundPassage):
    """A passage and the address of its page."""

    url: str


@dataclass(frozen=True, slots=True)
class Results:
    """Passages, the best first."""

    results: tuple[LinkedPassage, ...]


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A report and what it states of its edition; what it does not state is null. Pages count as in the file."""

    id: str
    title: str
    filename: str
    language: Language
    other_series: bool
    edition: int | None
    year: int | None
    date_start: str | None
    date_end: str | None
    host_province: str | None
    host_city: str | None
    theme: str | None
    participants: int | None
    pages: int
    unreadable_pages: tuple[int, ...]
    talks: int
    url: str


@dataclass(frozen=True, slots=True)
class Reports:
    """All reports that pass the filters, the newest edition first."""

    total: int
    reports: tuple[ListedReport, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with the clause that proves it, and where that stands."""

    value: str | int | tuple[int, ...]
    quote: str
    spans: tuple[Span, ...]
    source: Origin


@dataclass(frozen=True, slots=True)
class ListedTalk:
    """What one speaker did in one session, with the clause that tells it and where that stands."""

    report: str
    edition: int | None
    year: int | None
    session: str | None
    role: Role
    speaker: str | None
    title: str | None
    organisation: str | None
    place: str | None
    country: Country | None
    topic: str | None
    quote: str
    spans: tuple[Span, ...]
    source: Origin
    confidence: float
    presented: bool
    url: str


@dataclass(frozen=True, slots=True)
class Talks:
    """One page of the talks that pass the filters; `total` counts them all."""

    total: int
    talks: tuple[ListedTalk, ...]


@dataclass(frozen=True, slots=True)
class WholeReport:
    """One report: its facts by name, each proved, and its talks."""

    report: ListedReport
    event: dict[str, Fact] = field(default_factory=dict)
    talks: tuple[ListedTalk, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredPage:
    """The stored text of a page, in which every span can be looked up."""

    text: str


def link_answer(answer: Answer, base: str) -> LinkedAnswer:
    """Return an answer with addresses; `base` is the address of the server, with a slash at its end."""
    cited = (LinkedCitation(**_held(one), url=base + source_link(one, answer.language)) for one in answer.citations)
    return LinkedAnswer(**{**_held(answer), "citations": tuple(cited)})


def link_passage(found: FoundPassage, base: str) -> LinkedPassage:
    """Return a passage with the address of its page."""
    return LinkedPassage(**_held(found), url=base + text_link(found.report, found.page or 1, found.text))


def _held(record: Answer | Citation | FoundPassage) -> dict[str, Any]:
    return {one.name: getattr(record, one.name) for one in fields(record)}
