"""What was read of a file, as HTML that staff understand at a glance: warnings, the event, the talks, the marked text.

All that comes from a report is text here and is escaped where it enters a page.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby, pairwise

from assistant.phrases import say
from assistant.previews import CORE, SORTS, Mark, Warned, marks_of
from assistant.problems import problem_html
from assistant.records import Language
from assistant.shell import show_table
from ingest.corrections import EVENT_FIELDS
from ingest.previews import Named, PageText, Reading, Spoken
from ingest.records import Report

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SHORTEST_VALUE = 2  # characters: a single digit would be marked all over its sentence


def show_reading(reading: Reading, warned: Sequence[Warned], language: Language) -> str:
    """Return the whole preview of a file that could be read."""
    parts = [
        _warnings(reading, warned, language),
        f"<h4>{_said('event', language)}</h4>{_event(reading, language)}",
        f"<h4>{_said('talks', language, count=len(reading.talks))}</h4>{_talks(reading, language)}",
        _folded(
            _said("people", language, count=len(reading.people)), _people(reading.people, reading.language, language)
        ),
        _text(reading, language),
    ]
    return f'<article class="reading">{"".join(parts)}</article>'


def show_text(reading: Reading, language: Language) -> str:
    """Return the text alone, folded."""
    return f'<article class="reading">{_text(reading, language)}</article>'


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
    """Return a table of the values; neighbours that were read from one sentence share it."""
    known = [name for name in EVENT_FIELDS if name in reading.proofs or name in CORE]
    rows = []
    for proof, group in groupby(known, key=reading.proofs.get):
        names = list(group)
        values = [reading.event.get(name) for name in names]
        quote = f'<td class="missing">{_said("not_read", language)}</td>'
        if proof:
            said = _with_values(proof.quote, [form for value in values for form in _forms(value)])
            staff = f"<small>{_said('by_staff', language)}</small>" if proof.source == "staff" else ""
            written_in = escape(reading.language)
            quote = f'<td class="quote" rowspan="{len(names)}" lang="{written_in}">{said}{staff}</td>'
        for name, value in zip(names, values, strict=True):
            shown = escape(show_value(name, value, language)) if proof else ""
            head = f'<th scope="row">{_said(f"field_{name}", language)}</th>'
            rows.append(f'<tr>{head}<td class="value">{shown}</td>{quote}</tr>')
            quote = "" if proof else quote
    return f'<table class="event">{"".join(rows)}</table>'


def _forms(value: object) -> Iterator[str]:
    """Yield how a value may stand in a sentence; a date in figures as Japanese and Chinese write it."""
    yield str(value)
    if date := _DATE.fullmatch(str(value)):
        month_and_day = f"{int(date[2])}月{int(date[3])}日"
        yield from (f"{date[1]}年{month_and_day}", month_and_day, f"{int(date[3])}日")


def _with_values(quote: str, values: Sequence[str]) -> str:
    """Return a sentence with the values emphasised that stand there letter for letter."""
    told = sorted((value for value in values if len(value) >= _SHORTEST_VALUE), key=len, reverse=True)
    if not told:
        return escape(quote)
    pieces = re.split(f"({'|'.join(map(re.escape, told))})", quote)
    return "".join(f"<b>{escape(piece)}</b>" if piece in told else escape(piece) for piece in pieces)


def _talks(reading: Reading, language: Language) -> str:
    """Return a table of the talks, then of who is listed only."""
    told = [(talk, talk.role) for talk in reading.talks] + [(talk, "listed") for talk in reading.listed]
    rows = [
        {
            "session": f"{escape(talk.session or '')} <small>{escape(say(f'history_{role}', language))}</small>",
            "speaker": _who(talk),
            "topic": escape(talk.topic or ""),
            "quote": escape(talk.quote),
        }
        for talk, role in told
    ]
    return _table("talks", rows, reading.language, language)


def _people(people: Sequence[Named], written_in: str, language: Language) -> str:
    rows = [
        {
            "name": escape(one.name),
            "post": escape(one.title or ""),
            "body": escape(one.organisation or one.place or ""),
        }
        for one in people
    ]
    return _table("people", rows, written_in, language)


def _table(name: str, rows: Sequence[Mapping[str, str]], written_in: str, language: Language) -> str:
    titles = {key: _said(f"column_{key}", language) for row in rows[:1] for key in row}
    return show_table(name, titles, rows, lang=escape(written_in)) if rows else ""


def _who(talk: Spoken) -> str:
    """Return who spoke: the name, then post, organisation and place, as far as they tell more."""
    body = talk.organisation or ""
    place = talk.place or ""
    more = [body if talk.speaker else "", talk.title or "", place if place and place not in f"{talk.who}{body}" else ""]
    told = " ".join(filter(None, more))
    return f"{escape(talk.who)}{f'<small>{escape(told)}</small>' if told else ''}"


# Text


def _text(reading: Reading, language: Language) -> str:
    marks = marks_of(reading)
    used = {mark.sort for mark in marks}
    legend = "".join(
        f'<li><mark class="{sort}">{_said(f"mark_{sort}", language)}</mark></li>' for sort in SORTS if sort in used
    )
    pages = "".join(_page(page, marks, reading.language, language) for page in reading.pages)
    return _folded(_said("text", language, count=len(reading.pages)), f'<ul class="legend">{legend}</ul>{pages}')


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
    told = f"<li>{_said('cannot_read', language)}<ul><li>{problem_html(problem, language)}</li></ul></li>"
    return f'<article class="reading"><ul class="warned">{told}</ul></article>'
