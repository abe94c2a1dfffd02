"""What was read from a document as `read` prints it: every value with the places of the text that proves it.

Places are characters of the stored text of a page, as everywhere: `pages[page - 1].text[start:end]`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from ingest.records import Excerpt, Origin, Person, Report, Role, Span, Talk, Value

_PERSON = ("name", "title", "organisation", "place", "country")
_TALK = ("speaker", "title", "organisation", "place", "country", "session", "role", "topic", "source")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence of the report and where it stands."""

    quote: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Proof(Quoted):
    """What an event field was read from."""

    source: Origin


@dataclass(frozen=True, slots=True)
class Named(Quoted):
    """A person as the report names them."""

    name: str
    title: str | None
    organisation: str | None
    place: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Spoken(Quoted):
    """A talk as it was read."""

    speaker: str | None
    title: str | None
    organisation: str | None
    place: str | None
    country: str | None
    session: str | None
    role: Role
    topic: str | None
    source: Origin
    details: tuple[str, ...]
    detail_spans: tuple[tuple[Span, ...], ...]

    @property
    def who(self) -> str:
        """Who spoke: the person, else the body or the place; empty where neither is told."""
        return self.speaker or self.organisation or self.place or ""


@dataclass(frozen=True, slots=True)
class PageText:
    """A page of the report as it is stored; `unreadable` says why nothing could be read from it."""

    page: int
    text: str
    unreadable: str | None
    recognised: bool  # by OCR


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read of a file that staff look at; `listed` are those whom only a programme names."""

    title: str
    language: str
    sha256: str
    event: Mapping[str, str | int | tuple[int, ...] | None]
    proofs: Mapping[str, Proof]
    people: tuple[Named, ...]
    talks: tuple[Spoken, ...]
    listed: tuple[Spoken, ...]
    other_series: bool
    uncovered: tuple[Quoted, ...]
    pages: tuple[PageText, ...]


def reading_of(report: Report) -> Reading:
    """Return the event, people, talks, pages, and what is left uncovered."""
    presented = [talk for talk in report.talks if talk.presented or talk.role == "greeting"]
    listed = [talk for talk in report.talks if not talk.presented and talk.role != "greeting"]
    stated: dict[str, Value | None] = {field.name: getattr(report.event, field.name) for field in fields(report.event)}
    return Reading(
        title=report.title,
        language=report.language,
        sha256=report.sha256,
        event={name: value.value if value else None for name, value in stated.items()},
        proofs={name: Proof(*_quoted(value.quote), value.source) for name, value in stated.items() if value},
        people=tuple(map(_person, report.people)),
        talks=tuple(map(_talk, presented)),
        listed=tuple(map(_talk, listed)),
        other_series=report.other_series,
        uncovered=tuple(Quoted(*_quoted(excerpt)) for excerpt in report.uncovered),
        pages=tuple(PageText(page.number, page.text, page.unreadable, page.recognised) for page in report.pages),
    )


def plain_reading(reading: Reading) -> dict[str, object]:
    """Return a reading ready for JSON, and what programs would have to count in it."""
    return {
        **asdict(reading),
        "unreadable_pages": [page.page for page in reading.pages if page.unreadable],
        "recognised_pages": [page.page for page in reading.pages if page.recognised],
        "coverage": {"talks": len(reading.talks), "uncovered": [one.quote for one in reading.uncovered]},
    }


def _person(person: Person) -> Named:
    return Named(*_quoted(person.quote), **{name: getattr(person, name) for name in _PERSON})


def _talk(talk: Talk) -> Spoken:
    return Spoken(
        *_quoted(talk.quote),
        **{name: getattr(talk, name) for name in _TALK},
        details=tuple(detail.text for detail in talk.details),
        detail_spans=tuple(detail.spans for detail in talk.details),
    )


def _quoted(excerpt: Excerpt) -> tuple[str, tuple[Span, ...]]:
    return excerpt.text, excerpt.spans
