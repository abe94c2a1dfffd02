"""What was read of a file, as HTML that staff understand at a glance: warnings, the event, the talks, the marked text.

All that comes from a report is text here and is escaped where it enters a page.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from assistant.phrases import say
from assistant.previews import CORE, SORTS, Mark, Named, PageText, Reading, Spoken, Warned, marks_of
from assistant.records import Language
from ingest.corrections import EVENT_FIELDS
from ingest.records import Report

_SHORTEST_VALUE = 2  # characters: a single digit would be marked all over its sentence


def show_reading(reading: Reading, warned: Sequence[Warned], language: Language) -> str:
    """Return the whole preview of a file that could be read."""
    talks = [*reading.talks, *reading.listed]
    parts = [
        _warnings(reading, warned, language),
        f"<h4>{_said('event', language)}</h4>{_event(reading, language)}",
        f"<h4>{_said('talks', language, count=len(reading.talks))}</h4>{_talks(talks, reading.language, language)}",
        _folded(
            _said("people", language, count=len(reading.people)), _people(reading.people, reading.language, language)
        ),
        _folded(_said("text", language, count=len(reading.pages)), _text(reading, language)),
    ]
    return f'<article class="reading">{"".join(parts)}</article>'


def show_value(name: str, value: object, language: Language) -> str:
    """Return the value of an event field in words."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return say(f"history_{value}", language) if name == "host_country" else str(value)


def _said(key: str, language: Language, **values: object) -> str:
    return escape(say(f"admin_{key}", language, **values))


def _folded(head: str, body: str) -> str:
    return f"<details><summary>{head}</summary>{body}</details>"


# Warnings


def _warnings(reading: Reading, warned: Sequence[Warned], language: Language) -> str:
    if not warned:
        return f'<p class="fine">{_said("warn_none", language)}</p>'
    return f'<ul class="warned">{"".join(_warning(reading, one, language) for one in warned)}</ul>'


def _warning(reading: Reading, warned: Warned, language: Language) -> str:
    values = dict(warned.values)
    if isinstance(fields := values.get("fields"), list):
        comma = say("comma", language)
        values["fields"] = comma.join(say(f"admin_field_{field}", language) for field in fields)
    links = "".join(f"<li>{_report(report)}</li>" for report in warned.reports)
    quotes = "".join(f'<li lang="{escape(reading.language)}">{escape(one.quote)}</li>' for one in reading.uncovered)
    pages = "".join(
        f"<li>{escape(say('page', language, n=page.page))}: {escape(page.unreadable)}</li>"
        for page in reading.pages
        if page.unreadable
    )
    more = {"warn_missed": quotes, "warn_unreadable": pages}.get(warned.key, links)
    return f"<li>{_said(warned.key, language, **values)}{f'<ul>{more}</ul>' if more else ''}</li>"


def _report(report: Report) -> str:
    address = f"../../source/{escape(report.id)}/1"
    title = f'<span lang="{escape(report.language)}">{escape(report.title)}</span>'
    return f'<a href="{address}" target="_blank" rel="noopener">{title}</a> <small>{escape(report.path)}</small>'


# Tables


def _event(reading: Reading, language: Language) -> str:
    rows = []
    for name in EVENT_FIELDS:
        value, proof = reading.event.get(name), reading.proofs.get(name)
        label = _said(f"field_{name}", language)
        if value is None or proof is None:
            if name in CORE:
                missing = f'<td class="missing" colspan="2">{_said("not_read", language)}</td>'
                rows.append(f'<tr><th scope="row">{label}</th>{missing}</tr>')
            continue
        shown = show_value(name, value, language)
        staff = f" <small>{_said('by_staff', language)}</small>" if proof.source == "staff" else ""
        quote = _with_value(proof.quote, str(value))
        rows.append(
            f'<tr><th scope="row">{label}</th><td class="value">{escape(shown)}{staff}</td>'
            f'<td class="quote" lang="{escape(reading.language)}">{quote}</td></tr>'
        )
    return f'<table class="event">{"".join(rows)}</table>'


def _with_value(quote: str, value: str) -> str:
    """Return a sentence with the value emphasised where it stands there letter for letter."""
    at = quote.find(value) if len(value) >= _SHORTEST_VALUE else -1
    if at < 0:
        return escape(quote)
    end = at + len(value)
    return f"{escape(quote[:at])}<b>{escape(quote[at:end])}</b>{escape(quote[end:])}"


def _talks(talks: Sequence[Spoken], written_in: str, language: Language) -> str:
    if not talks:
        return ""
    rows = [
        (
            ("session", f"{escape(talk.session or '')} <small>{_role(talk, language)}</small>"),
            ("speaker", _who(talk)),
            ("topic", escape(talk.topic or "")),
            ("quote", escape(talk.quote)),
        )
        for talk in talks
    ]
    return _table("talks", rows, written_in, language)


def _people(people: Sequence[Named], written_in: str, language: Language) -> str:
    rows = [
        (
            ("name", escape(one.name)),
            ("post", escape(one.title or "")),
            ("body", escape(one.organisation or one.place or "")),
        )
        for one in people
    ]
    return _table("people", rows, written_in, language)


def _table(name: str, rows: Sequence[Sequence[tuple[str, str]]], written_in: str, language: Language) -> str:
    """Return a table of HTML cells under the names of their columns, which each cell repeats for narrow screens."""
    if not rows:
        return ""
    said = {key: _said(f"column_{key}", language) for key, _ in rows[0]}
    head = "".join(f'<th scope="col">{label}</th>' for label in said.values())
    body = "".join(
        "<tr>" + "".join(f'<td class="{key}" data-label="{said[key]}">{cell}</td>' for key, cell in row) + "</tr>"
        for row in rows
    )
    return (
        f'<table class="{name}" lang="{escape(written_in)}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def _role(talk: Spoken, language: Language) -> str:
    return escape(say(f"history_{talk.role}", language))


def _who(talk: Spoken) -> str:
    """Return who spoke: the name, then post, organisation and place, as far as they tell more."""
    name = talk.speaker or talk.organisation or talk.place or ""
    body = talk.organisation or ""
    place = talk.place or ""
    more = [body if talk.speaker else "", talk.title or "", place if place and place not in f"{name}{body}" else ""]
    told = " ".join(filter(None, more))
    return f"{escape(name)}{f'<small>{escape(told)}</small>' if told else ''}"


# Text


def _text(reading: Reading, language: Language) -> str:
    marks = marks_of(reading)
    used = {mark.sort for mark in marks}
    legend = "".join(
        f'<li><mark class="{sort}">{_said(f"mark_{sort}", language)}</mark></li>' for sort in SORTS if sort in used
    )
    pages = "".join(_page(page, marks, reading.language, language) for page in reading.pages)
    return f'<ul class="legend">{legend}</ul>{pages}'


def _page(page: PageText, marks: Iterable[Mark], written_in: str, language: Language) -> str:
    here = [mark for mark in marks if mark.span.page == page.page]
    number = escape(say("page", language, n=page.page))
    told = escape(page.unreadable) if page.unreadable else "".join(_marked(page.text, here, language))
    kind = "unread" if page.unreadable else "page"
    return f'<section><h5>{number}</h5><div class="{kind}" lang="{escape(written_in)}">{told}</div></section>'


def _marked(text: str, marks: Sequence[Mark], language: Language) -> Iterator[str]:
    """Yield the text of a page piece by piece, each marked as all that was read from it."""
    edges = {0, len(text), *(edge for mark in marks for edge in (mark.span.start, mark.span.end))}
    places = sorted(edge for edge in edges if 0 <= edge <= len(text))
    for start, end in pairwise(places):
        over = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
        piece = escape(text[start:end])
        if not over:
            yield piece
            continue
        sorts = " ".join(sort for sort in SORTS if any(mark.sort == sort for mark in over))
        yield f'<mark class="{sorts}" title="{escape(_named(over, language))}">{piece}</mark>'


def _named(marks: Sequence[Mark], language: Language) -> str:
    """Return what was read from a piece of text: its sorts, each with its names."""
    names: dict[str, list[str]] = {}
    for mark in marks:
        name = say(f"admin_field_{mark.name}", language) if mark.sort == "event" else mark.name
        names.setdefault(say(f"admin_mark_{mark.sort}", language), []).append(name)
    comma = say("comma", language)
    return "; ".join(
        f"{sort}: {comma.join(dict.fromkeys(filter(None, told)))}" if any(told) else sort
        for sort, told in names.items()
    )


def show_unread(problem: str, language: Language) -> str:
    """Return the preview of a file that could not be read; it may be refused only."""
    told = f"<li>{_said('cannot_read', language)}<ul><li>{escape(problem)}</li></ul></li>"
    return f'<article class="reading"><ul class="warned">{told}</ul></article>'
