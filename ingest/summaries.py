"""What is told of a report without opening it: kept beside it, so that a thousand reports are listed in no time."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from ingest.places import find_places
from ingest.plain import to_json
from ingest.records import Report, Value

Flag = Literal["no_edition", "no_year", "no_host", "no_theme", "no_talks", "uncovered_talks", "unreadable_pages"]


@dataclass(frozen=True, slots=True)
class Summary:
    """A report in short; `flags` say what staff should look at, `places` are ids of the gazetteer."""

    report: str
    path: str
    title: str
    language: str
    other_series: bool
    edition: int | None
    year: int | None
    host: str | None
    theme: str | None
    pages: int
    unreadable_pages: tuple[int, ...]
    talks: int
    people: tuple[str, ...]
    places: tuple[str, ...]
    passages: int
    uncovered: int
    staff: int
    digest: str  # of all that was read
    flags: tuple[Flag, ...]


def summarise(report: Report) -> Summary:
    """Return a report in short; `staff` counts what staff corrected."""
    event = report.event
    values = [getattr(event, name) for name in event.__slots__]
    return Summary(
        report=report.id,
        path=report.path,
        title=report.title,
        language=report.language,
        other_series=report.other_series,
        edition=number_of(event.edition),
        year=number_of(event.year),
        host=str(event.host_city.value) if event.host_city else None,
        theme=str(event.theme.value) if event.theme else None,
        pages=len(report.pages),
        unreadable_pages=report.unreadable_pages,
        talks=sum(talk.presented for talk in report.talks),
        people=tuple(dict.fromkeys(person.name for person in report.people)),
        places=tuple(dict.fromkeys(_places(report))),
        passages=len(report.passages),
        uncovered=len(report.uncovered),
        staff=sum(one.source == "staff" for one in (*filter(None, values), *report.talks)),
        digest=sha256(to_json(report).encode("utf-8", "surrogatepass")).hexdigest()[:16],
        flags=() if report.other_series else tuple(_flags(report)),
    )


def number_of(value: Value | None) -> int | None:
    """Return a stated number, None where none is stated."""
    return value.value if value and isinstance(value.value, int) else None


def _places(report: Report) -> Iterator[str]:
    """Yield the places a report names, those left aside whose name may mean several."""
    for sentence in report.sentences:
        for mention in find_places(sentence.text):
            if len(mention.places) == 1:
                yield mention.places[0].id


def _flags(report: Report) -> Iterator[Flag]:
    event = report.event
    stated: tuple[tuple[Flag, object], ...] = (
        ("no_edition", event.edition),
        ("no_year", event.year),
        ("no_host", event.host_city or event.host_province),
        ("no_theme", event.theme),
        ("no_talks", any(talk.presented for talk in report.talks)),
        ("uncovered_talks", not report.uncovered),
        ("unreadable_pages", not report.unreadable_pages),
    )
    yield from (flag for flag, fine in stated if not fine)
