"""What staff should know of an uploaded file before they accept it, gravest first; where in its text what was read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.archive import edition_of
from ingest.previews import Reading
from ingest.records import Report, Span

Sort = Literal["event", "talk", "detail", "person", "missed"]
SORTS: tuple[Sort, ...] = ("event", "talk", "detail", "person", "missed")
CORE = ("edition", "year", "date_start", "host_city", "theme", "participants_total")  # told also where they are missing


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a page something was read from: which sort of thing, and its name."""

    span: Span
    sort: Sort
    name: str


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing to know before a file is accepted: a key of the phrases, its values, the reports it is about."""

    key: str
    values: Mapping[str, object]
    reports: tuple[Report, ...] = ()


def marks_of(reading: Reading) -> list[Mark]:
    """Return every place of the text something was read from; field names stand as they are, to be worded."""
    spoken = (*reading.talks, *reading.listed)
    claims: list[tuple[Sort, str, Iterable[Span]]] = [
        *(("event", name, proof.spans) for name, proof in reading.proofs.items()),
        *(("talk", talk.who, talk.spans) for talk in spoken),
        *(("detail", talk.who, spans) for talk in spoken for spans in talk.detail_spans),
        *(("person", person.name, person.spans) for person in reading.people),
        *(("missed", "", sentence.spans) for sentence in reading.uncovered),
    ]
    return [Mark(span, sort, name) for sort, name, spans in claims for span in spans]


def warnings_of(reading: Reading, name: str, reports: Sequence[Report], uploaded: Sequence[str]) -> list[Warned]:
    """Return what staff should know before they accept a file: of itself, and beside what is in the index."""
    same = tuple(report for report in reports if report.sha256 == reading.sha256)
    edition = reading.event.get("edition")
    beside = tuple(report for report in reports if edition is not None and edition_of(report) == edition)
    unreadable = [page.page for page in reading.pages if page.unreadable]
    recognised = ", ".join(str(page.page) for page in reading.pages if page.recognised)
    missing = [field for field in CORE if reading.event.get(field) is None]
    found = [
        Warned("warn_double", {}, same) if same else None,
        Warned("warn_series", {}) if reading.other_series else None,
        Warned("warn_unreadable", {"count": len(unreadable), "total": len(reading.pages)}) if unreadable else None,
        Warned("warn_recognised", {"pages": recognised}) if recognised else None,
        Warned("warn_no_edition", {}) if edition is None and not reading.other_series else None,
        Warned("warn_edition", {"edition": edition}, beside) if beside and not same else None,
        Warned("warn_replaces", {"name": name}) if name in uploaded else None,
        Warned("warn_missed", {"count": len(reading.uncovered)}) if reading.uncovered else None,
        Warned("warn_no_talks", {}) if not reading.talks and not reading.other_series else None,
        Warned("warn_fields", {"fields": [field for field in missing if field != "edition"]})
        if set(missing) - {"edition"} and not reading.other_series
        else None,
    ]
    return [one for one in found if one]
