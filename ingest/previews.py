"""What was read from a document as plain data: every value with the places of the text that proves it.

Places are characters of the stored text of a page, as everywhere: `pages[page - 1]["text"][start:end]`.
"""

from collections.abc import Sequence
from dataclasses import fields

from ingest.records import Excerpt, Person, Report, Span, Talk, Value

_PERSON = ("name", "title", "organisation", "place", "country")
_TALK = ("speaker", "title", "organisation", "place", "country", "session", "role", "topic")


def preview_of(report: Report) -> dict[str, object]:
    """Return the event, people, talks, pages, and what is left uncovered, ready for JSON."""
    presented = [talk for talk in report.talks if talk.presented or talk.role == "greeting"]
    listed = [talk for talk in report.talks if not talk.presented and talk.role != "greeting"]
    stated = [(field.name, getattr(report.event, field.name)) for field in fields(report.event)]
    return {
        "title": report.title,
        "language": report.language,
        "sha256": report.sha256,
        "event": {name: value.value if value else None for name, value in stated},
        "proofs": {name: _proof(value) for name, value in stated if value},
        "people": [_person(person) for person in report.people],
        "talks": [_talk(talk) for talk in presented],
        "listed": [_talk(talk) for talk in listed],
        "other_series": report.other_series,
        "unreadable_pages": list(report.unreadable_pages),
        "recognised_pages": list(report.recognised_pages),
        "coverage": {"talks": len(presented), "uncovered": [excerpt.text for excerpt in report.uncovered]},
        "uncovered": [_quoted(excerpt) for excerpt in report.uncovered],
        "pages": [
            {"page": page.number, "text": page.text, "unreadable": page.unreadable, "recognised": page.recognised}
            for page in report.pages
        ],
    }


def _proof(value: Value) -> dict[str, object]:
    return {**_quoted(value.quote), "source": value.source}


def _person(person: Person) -> dict[str, object]:
    return {**{name: getattr(person, name) for name in _PERSON}, **_quoted(person.quote)}


def _talk(talk: Talk) -> dict[str, object]:
    plain = {name: getattr(talk, name) for name in _TALK}
    return {
        **plain,
        **_quoted(talk.quote),
        "details": [detail.text for detail in talk.details],
        "detail_spans": [_spans(detail.spans) for detail in talk.details],
        "source": talk.source,
    }


def _quoted(excerpt: Excerpt) -> dict[str, object]:
    return {"quote": excerpt.text, "spans": _spans(excerpt.spans)}


def _spans(spans: Sequence[Span]) -> list[dict[str, int]]:
    return [{"page": span.page, "start": span.start, "end": span.end} for span in spans]
