"""The history page: editions on a timeline, a grid of places and editions, participants as a chart, a map.

It is HTML made here rather than a second page of the Gradio app: it needs no script, opens at once, keeps any path
prefix, prints, and every value in it is an ordinary link to the sentence that states it.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import get_args

from assistant.archive import Archive
from assistant.chronicle import Chronicle, Edition, Entry, EntryKind, GridRow, tell_history
from assistant.drawings import draw_map, draw_participants, row_anchor
from assistant.links import Link, page_link, source_link
from assistant.listing import is_incomplete
from assistant.page_phrases import word
from assistant.records import Citation, Language
from assistant.shell import language_links, show_page
from assistant.sources import cited_page
from assistant.wording import Wording, plain

KINDS: tuple[EntryKind, ...] = get_args(EntryKind)
_UNNAMED: tuple[EntryKind, ...] = ("host", "mention")
_QUOTE_CHARACTERS = 160
_TITLE_CHARACTERS = 60


def show_history(archive: Archive, language: Language) -> str:
    """Return the page as HTML, in the reader's language."""
    wording = Wording(language)
    chronicle = tell_history(archive, wording)
    if not chronicle.editions:
        return frame(f"<p>{wording.sentence(wording.say('history_none'))}</p>", language)
    counted = wording.say("history_lead", reports=len(archive.reports), editions=len(chronicle.editions))
    lead = [wording.sentence(counted)]
    if archive.others:
        lead.append(wording.sentence(wording.say("other_series", count=len(archive.others))))
    sections = [
        f'<p class="lead">{escape(" ".join(lead) if language == "en" else "".join(lead))}</p>',
        _section("editions", _editions(chronicle, wording), wording, download=True),
        _section("grid", _legend(chronicle, wording) + _grid(chronicle, wording), wording, download=True),
        f'<p class="note">{escape(_unread(archive, wording))}</p>',
        _section("chart", _chart(chronicle, wording), wording),
        _section("map", _map(chronicle, wording), wording),
    ]
    return frame("".join(sections), language)


def frame(content: str, language: Language, *, up: str = "", again_seconds: int = 0) -> str:
    """Return a page of the history around its content; `up` leads to the chat, and it may ask to be loaded again."""
    wording = Wording(language)
    title = escape(wording.say("history_title"))
    again = f'\n<meta http-equiv="refresh" content="{again_seconds}">' if again_seconds else ""
    links = language_links(lambda other: f"{up}history?lang={other}", language)
    body = f"""<header><h1>{title}</h1>
<nav><a href="{up or "./"}">{escape(wording.say("history_back"))}</a>
<span class="languages">{links}</span></nav></header>
<main>{content}</main>"""
    return show_page(title, body, language, style=f"{up}history/style.css", head=again)


def _section(name: str, content: str, wording: Wording, *, download: bool = False) -> str:
    if not content:
        return ""
    title = escape(wording.say(f"history_{name}"))
    saved = f'<span class="save">{_downloads(name, wording)}</span>' if download else ""
    return f'<section id="{name}"><h2>{title}{saved}</h2>{content}</section>'


def _downloads(name: str, wording: Wording) -> str:
    said = escape(wording.say("history_save"))
    links = [
        f'<a href="history/{name}.{ending}?lang={wording.language}">{shown}</a>'
        for ending, shown in (("csv", "CSV"), ("xlsx", "Excel"))
    ]
    return f"{said} {' '.join(links)}"


# Editions


def _editions(chronicle: Chronicle, wording: Wording) -> str:
    columns = ("column_edition", "column_date", "column_host", "column_theme", "column_participants", "history_reports")
    titles = [escape(wording.say(column)) for column in columns]
    head = "".join(f'<th scope="col">{title}</th>' for title in titles)
    rows = "".join(_edition_rows(chronicle.editions, titles, wording))
    return f'<table class="editions"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _edition_rows(editions: Sequence[Edition], titles: Sequence[str], wording: Wording) -> Iterator[str]:
    """Yield a row for each edition and for each gap between their numbers."""
    numbers = [edition.number for edition in editions if edition.number is not None]
    for edition in editions:
        cells = (
            _statements(edition, "date", wording),
            _statements(edition, "host", wording),
            _statements(edition, "theme", wording),
            _participants(edition, wording),
            _reports(edition, wording.language),
        )
        named = (_statements(edition, "edition", wording) or "–") + _statements(edition, "year", wording)
        data = "".join(
            f'<td data-label="{title}">{cell or "–"}</td>' for title, cell in zip(titles[1:], cells, strict=True)
        )
        yield f'<tr><th scope="row">{named}</th>{data}</tr>'
        if edition.number is not None:
            older = next((number for number in numbers if number < edition.number), 0)
            yield _gap(older + 1, edition.number - 1, len(titles), wording)


def _gap(first: int, last: int, columns: int, wording: Wording) -> str:
    if first > last:
        return ""
    key = "history_gap" if first < last else "history_gap_one"
    said = escape(wording.say(key, first=first, last=last))
    return f'<tr class="gap"><td colspan="{columns}">{said}</td></tr>'


def _statements(edition: Edition, name: str, wording: Wording) -> str:
    """Return every value stated for a field, each leading to its sentences."""
    shown = [
        f'<span class="{name}" lang="{one.language if name == "theme" else wording.language}">'
        f"{_link(one.sources, _shown(name, one.text, wording), wording)}</span>"
        for one in edition.stated[name]
    ]
    said = f'<small class="differs">{escape(wording.say("history_differs"))}</small>' if edition.differs(name) else ""
    return "".join(shown) + said


def _shown(name: str, text: str, wording: Wording) -> str:
    if name in ("edition", "year"):
        return word(name, wording.language, **{name: text})
    return wording.say("history_people", count=text) if name.startswith("participants") else text


def _participants(edition: Edition, wording: Wording) -> str:
    sides = [
        f"{escape(wording.say(f'history_from_{side}'))} {shown}"
        for side in ("jp", "cn")
        if (shown := _statements(edition, f"participants_{side}", wording))
    ]
    total = _statements(edition, "participants_total", wording)
    return total + (f'<small class="sides">{" ".join(sides)}</small>' if sides else "")


def _reports(edition: Edition, language: Language) -> str:
    named = [(report, escape(_cropped(report.title, _TITLE_CHARACTERS))) for report in edition.reports]
    first = escape(page_link(Link(1), language))
    links = [
        f'<li><a href="source/{report.id}/{first}" lang="{report.language}">{title}</a></li>' for report, title in named
    ]
    return f"<ul>{''.join(links)}</ul>"


# Grid


def _legend(chronicle: Chronicle, wording: Wording) -> str:
    used = {entry.kind for row in chronicle.rows for entries in row.cells.values() for entry in entries}
    items = [f'<li class="{kind}">{escape(wording.say(f"history_{kind}"))}</li>' for kind in KINDS if kind in used]
    return f'<ul class="legend">{"".join(items)}</ul>' if items else ""


def _grid(chronicle: Chronicle, wording: Wording) -> str:
    if not chronicle.rows:
        return ""
    label = escape(wording.say("history_grid"))
    columns = "".join(_column(edition) for edition in chronicle.editions)
    head = f'<thead><tr><th scope="col">{escape(wording.say("history_place"))}</th>{columns}</tr></thead>'
    bodies = ""
    for side, rows in groupby(chronicle.rows, key=lambda row: row.place.country if row.place else "bodies"):
        said = escape(wording.say(f"history_{side}"))
        title = f'<tr class="side"><th scope="rowgroup">{said}</th><td colspan="{len(chronicle.editions)}"></td></tr>'
        bodies += f"<tbody>{title}{''.join(_grid_row(row, chronicle.editions, wording) for row in rows)}</tbody>"
    table = f'<table class="grid">{head}{bodies}</table>'
    return f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">{table}</div>'


def _column(edition: Edition) -> str:
    told = [statement.text for name in ("year", "host") if (statement := edition.first(name))]
    return f'<th scope="col">{escape(edition.name)}<small>{escape(" ".join(told))}</small></th>'


def _grid_row(row: GridRow, editions: Sequence[Edition], wording: Wording) -> str:
    anchor = f' id="{escape(row_anchor(row))}"' if row.place else ""
    above = f"<small>{escape(row.above)}</small>" if row.above else ""
    cells = "".join(f"<td>{_cell(row.cells.get(edition.key, ()), wording)}</td>" for edition in editions)
    return f'<tr{anchor}><th scope="row">{above}{escape(row.name)}</th>{cells}</tr>'


def _cell(entries: Sequence[Entry], wording: Wording) -> str:
    items = "".join(f'<li class="{entry.kind}">{_entry(entry, wording)}</li>' for entry in entries)
    return f"<ul>{items}</ul>" if items else ""


def _entry(entry: Entry, wording: Wording) -> str:
    kind = wording.say(f"history_{entry.kind}")
    name = entry.talk.speaker if entry.talk and entry.kind not in _UNNAMED else None
    if not name:
        return _link(entry.sources, kind, wording)
    told = "" if entry.kind in ("speaker", "panelist") else f" <small>{escape(kind)}</small>"
    return _link(entry.sources, plain(wording.name(name, both=False)), wording) + told


def _link(sources: Sequence[Citation], text: str, wording: Wording) -> str:
    """Return text that leads to its first source, small numbers after it to the others."""
    first, *others = sources
    more = "".join(
        f'<sup><a href="{escape(source_link(one, wording.language))}" title="{_said(one, wording)}">{number}</a></sup>'
        for number, one in enumerate(others, 2)
    )
    address = escape(source_link(first, wording.language))
    return f'<a href="{address}" title="{_said(first, wording)}">{escape(text)}</a>{more}'


def _said(citation: Citation, wording: Wording) -> str:
    cropped = _cropped(citation.quote, _QUOTE_CHARACTERS)
    return escape(f"「{cropped}」{cited_page(citation, wording.language)}")


def _cropped(text: str, characters: int) -> str:
    return text if len(text) <= characters else f"{text[:characters]}…"


# Drawings


def _chart(chronicle: Chronicle, wording: Wording) -> str:
    drawn = draw_participants(chronicle.editions, wording)
    keys = _keys({"jp": "history_from_jp", "cn": "history_from_cn", "rest": "history_unsided"}, wording)
    return f"{keys}{drawn}" if drawn else ""


def _map(chronicle: Chronicle, wording: Wording) -> str:
    drawn = draw_map(chronicle, wording)
    keys = _keys({"jp": "history_JP", "cn": "history_CN", "host": "history_host"}, wording)
    credit = escape(wording.say("history_credit"))
    return f"<figure>{drawn}<figcaption>{keys}<span>{credit}</span></figcaption></figure>" if drawn else ""


def _keys(phrases: Mapping[str, str], wording: Wording) -> str:
    items = "".join(f'<li class="{kind}">{escape(wording.say(key))}</li>' for kind, key in phrases.items())
    return f'<ul class="keys">{items}</ul>'


def _unread(archive: Archive, wording: Wording) -> str:
    """Return what may be missing from the page, as answers say it."""
    named = {report.id: wording.edition([report]) for report in archive.reports}
    parts = []
    if incomplete := [named[report.id] for report in archive.reports if is_incomplete(report)]:
        parts.append(wording.say("incomplete", reports=wording.join(dict.fromkeys(incomplete))))
    pages = [f"{named[r.id]} {wording.say('page', n=page)}" for r in archive.reports for page in r.unreadable_pages]
    parts.append(wording.say("unreadable_pages", pages=wording.join(pages)) if pages else wording.say("no_unreadable"))
    return plain(wording.sentence(*parts))
