"""Show a stored page with a quotation marked in it: HTML without a script, for a window of its own and the panel."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import chain, repeat

from assistant.links import Found, Link, page_link
from assistant.page_phrases import word
from assistant.records import Language
from assistant.shell import show_page
from assistant.sources import SourcePage, page_name, report_name
from ingest.records import Box, Span


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a PDF as drawn: where the picture is, and the boxes of the quotation in its pixels."""

    address: str
    width: int
    height: int
    boxes: tuple[Box, ...]
    marked: bool  # whether every piece of the quotation has its box


def show_source(
    source: SourcePage, link: Link, found: Found, language: Language, picture: Picture | None, *, drawable: bool
) -> str:
    """Return the page as HTML: words around it in the reader's language, its picture or its text in its own.

    `drawable` says of a page shown without a picture that one can be asked for.
    """
    marks = found.on(source.page)
    name = escape(report_name(source, language))
    page = escape(page_name(source.page, source.printed_at(marks[0].start if marks else 0), language))
    said = "".join(f'<p class="notice">{notice}</p>' for notice in _notices(source, link, found, language))
    if source.is_pdf and not picture and not drawable:
        said += f'<p class="notice">{word("no_picture", language)}</p>'
    if picture and not picture.marked:
        said += f'<p class="notice">{word("not_marked", language)}</p>'
    view = "text" if picture else "picture" if source.is_pdf and drawable else ""
    body = f"""<header><h1>{name}</h1>
<p>{page}<span class="of">{source.page} / {source.page_count}</span></p>
<nav>{_turns(source, language)}{_view_link(view, source, link, found, language)}{_original(source, language)}</nav>
</header>
<main>{said}{_drawn(picture, page) if picture else _text(source, marks)}</main>"""
    return show_page(f"{page} - {name}", body, language, style="../style.css")


def show_missing(language: Language) -> str:
    """Return the page that says that there is no such page."""
    body = f'<main><p class="notice">{word("source_missing", language)}</p></main>'
    return show_page("404", body, language, style="../style.css")


def _notices(source: SourcePage, link: Link, found: Found, language: Language) -> list[str]:
    """Return what has to be said of the page and the quotation, as HTML."""
    notices = [word("unreadable", language)] if source.unreadable else []
    notices += [word("recognised_page", language)] if source.recognised else []
    if link.names_words and not found.spans and not source.unreadable:
        notices.append(word("quote_not_found", language))
    if not found.whole:
        notices.append(word("quote_changed", language))
    others = sorted({span.page for span in found.spans} - {source.page}) if found.on(source.page) else []
    for other in others:
        key = "goes_on" if other > source.page else "begins_before"
        address = page_link(replace(link, page=other, spans=found.spans), language)
        notices.append(f'<a href="{escape(address)}">{word(key, language)}</a>')
    return notices


def _turns(source: SourcePage, language: Language) -> str:
    """Return the links to the pages before and after."""
    turns = [("previous_page", source.page - 1, "prev"), ("next_page", source.page + 1, "next")]
    return "".join(
        f'<a href="{escape(page_link(Link(number), language))}" rel="{relation}">{word(key, language)}</a>'
        for key, number, relation in turns
        if 1 <= number <= source.page_count
    )


def _view_link(view: str, source: SourcePage, link: Link, found: Found, language: Language) -> str:
    """Return the link from the picture to the text or back, empty where there is no other view."""
    if not view:
        return ""
    here = replace(link, page=source.page, spans=found.spans or link.spans)
    address = escape(page_link(here, language, view=view))
    return f'<a class="view" href="{address}">{word(f"view_{view}", language)}</a>'


def _original(source: SourcePage, language: Language) -> str:
    suffix = f"#page={source.page}" if source.is_pdf else ""
    opened = f'<a class="original" href="original{suffix}" target="_blank" rel="noopener">'
    return f"{opened}{word('open_original', language)}</a>"


def _drawn(picture: Picture, name: str) -> str:
    """Return the picture with the quotation's boxes over it."""
    boxes = "".join(
        f'<rect{named} x="{box.left}" y="{box.top}" width="{box.right - box.left}" height="{box.bottom - box.top}"/>'
        for named, box in zip(chain([' id="quote"'], repeat("")), picture.boxes, strict=False)
    )
    image = f'<img src="{escape(picture.address)}" width="{picture.width}" height="{picture.height}" alt="{name}">'
    marks = f'<svg viewBox="0 0 {picture.width} {picture.height}" aria-hidden="true">{boxes}</svg>'
    return f'<div class="picture"><div class="sheet">{image}{marks}</div></div>'


def _text(source: SourcePage, marks: Sequence[Span]) -> str:
    return f'<div class="page" lang="{source.language}">{_marked(source.text, marks)}</div>'


def _marked(text: str, marks: Sequence[Span]) -> str:
    pieces: list[str] = []
    done = 0
    for mark in marks:
        first = "" if done else ' id="quote"'
        pieces += [escape(text[done : mark.start]), f"<mark{first}>", escape(text[mark.start : mark.end]), "</mark>"]
        done = mark.end
    return "".join([*pieces, escape(text[done:])])
