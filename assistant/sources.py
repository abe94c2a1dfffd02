"""Show a stored page with a quotation marked in it, and make the link that leads there.

The link carries the offsets of the quotation and its first words: after a new ingest the words are looked for where
the offsets hold something else, and if they are gone the page says so instead of marking the wrong place.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from assistant.archive import whole
from assistant.citations import printed_page
from assistant.page_phrases import word
from assistant.records import Citation, Language
from ingest.records import Folio, Report, Span
from ingest.text import flat, repair_radicals

_WORDS_IN_LINK = 24  # characters; enough to find the place again, short enough for an address
_SPAN = re.compile(r"(\d{1,6})\.(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A stored page and what is said of it above its text."""

    report: str
    title: str
    language: Language
    page: int
    page_count: int
    printed_page: str | None
    text: str
    filename: str
    edition: int | None = None
    year: int | None = None
    unreadable: bool = False
    folios: tuple[Folio, ...] = ()  # several printed pages in one stored page: each number closes its page

    def printed_at(self, offset: int) -> str | None:
        """The page number printed on the page that holds this place."""
        return self.printed_page or next((folio.number for folio in self.folios if folio.offset >= offset), None)


@dataclass(frozen=True, slots=True)
class Original:
    """The file a report was read from, and the name people know it by."""

    path: Path
    filename: str


def source_link(citation: Citation) -> str:
    """Return the address of the quotation's page, relative to the chat page, so that a path prefix is kept."""
    words = flat(citation.quote)[:_WORDS_IN_LINK]
    return f"source/{citation.report}/{_page_link(citation.page, citation.spans, words)}"


def read_spans(values: Iterable[str]) -> list[Span]:
    """Return the pieces given as `page.start-end`; anything else is passed over."""
    found = (_SPAN.fullmatch(value) for value in values)
    return [Span(int(match[1]), int(match[2]), int(match[3])) for match in found if match]


def describe_page(report: Report, page: int) -> SourcePage | None:
    """Return a page of a report, None for a page it does not have."""
    if not 1 <= page <= len(report.pages):
        return None
    stored = report.pages[page - 1]
    end = len(stored.text)  # no printed number closes what stands here, unless it is the whole page's
    number = printed_page(report, Span(page, end, end))
    return SourcePage(
        report=report.id,
        title=report.title,
        language=report.language,
        page=page,
        page_count=len(report.pages),
        printed_page=number,
        text=stored.text,
        filename=Path(report.path).name,
        edition=None if report.other_series else whole(report.event.edition),
        year=whole(report.event.year),
        unreadable=stored.unreadable is not None,
        folios=() if number else tuple(folio for folio in report.folios if folio.page == page),
    )


def find_quotation(text: str, offsets: Sequence[tuple[int, int]], quote: str) -> list[tuple[int, int]]:
    """Return where the quotation stands in the page's text, empty where it does not stand there.

    >>> find_quotation("開会。第16回\\nセミナー", [(0, 2)], "第16回セミナー")
    [(3, 12)]
    """
    inside = sorted((start, end) for start, end in offsets if start < end <= len(text))
    wanted = flat(repair_radicals(quote))
    if not wanted:
        return _disjoint(inside)
    held = flat(repair_radicals("".join(text[start:end] for start, end in inside)))
    if held and (held.startswith(wanted) or wanted.startswith(held)):
        return _disjoint(inside)
    places = [place for place, character in enumerate(text) if not character.isspace()]
    found = flat(repair_radicals(text)).find(wanted)
    return [] if found < 0 else [(places[found], places[found + len(wanted) - 1] + 1)]


def page_name(page: int, printed: str | None, language: Language) -> str:
    """Return the page's name: the printed number, or its place in the file where none is printed."""
    return word("printed_page", language, page=printed) if printed else word("file_page", language, page=page)


def report_name(source: SourcePage, language: Language) -> str:
    """Return edition, year and title of the page's report, as far as they are known."""
    edition = word("edition", language, edition=source.edition) if source.edition else ""
    year = word("year", language, year=source.year) if source.year else ""
    known = f"{edition}（{year}）" if edition and year else edition or year
    return f"{known}　{source.title}".strip()


def show_source(source: SourcePage, spans: Sequence[Span], quote: str, language: Language) -> str:
    """Return the page as HTML: words around it in the reader's language, its text in its own."""
    offsets = [(span.start, span.end) for span in spans if span.page == source.page]
    marks = find_quotation(source.text, offsets, quote)
    notices = [word("unreadable", language)] if source.unreadable else []
    if quote and not marks and not source.unreadable:
        notices.append(word("quote_not_found", language))
    for other in sorted({span.page for span in spans if span.page != source.page and marks}):
        key = "goes_on" if other > source.page else "begins_before"
        notices.append(f'<a href="{escape(_page_link(other, spans))}">{word(key, language)}</a>')
    name = escape(report_name(source, language))
    page = escape(page_name(source.page, source.printed_at(marks[0][0] if marks else 0), language))
    turns = [("previous_page", source.page - 1, "prev"), ("next_page", source.page + 1, "next")]
    links = [
        f'<a href="{number}" rel="{relation}">{word(key, language)}</a>'
        for key, number, relation in turns
        if 1 <= number <= source.page_count
    ]
    suffix = f"#page={source.page}" if source.filename.lower().endswith(".pdf") else ""
    original = f'<a class="original" href="original{suffix}" target="_blank" rel="noopener">'
    original += f"{word('open_original', language)}</a>"
    said = "".join(f'<p class="notice">{notice}</p>' for notice in notices)
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{page} - {name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../style.css">
</head>
<body>
<header><h1>{name}</h1>
<p>{page}<span class="of">{source.page} / {source.page_count}</span></p>
<nav>{"".join(links)}{original}</nav></header>
<main>{said}<div class="page" lang="{source.language}">{_marked(source.text, marks)}</div></main>
</body>
</html>
"""


def show_missing(language: Language) -> str:
    """Return the page that says that there is no such page."""
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>404</title></head>
<body><p>{word("source_missing", language)}</p></body></html>
"""


def _page_link(page: int, spans: Iterable[Span], words: str = "") -> str:
    pieces = [("at", f"{span.page}.{span.start}-{span.end}") for span in spans]
    return f"{page}?{urlencode([*pieces, ('quote', words)] if words else pieces)}#quote"


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in marks:
        first = "" if done else ' id="quote"'
        pieces += [escape(text[done:start]), f"<mark{first}>", escape(text[start:end]), "</mark>"]
        done = end
    return "".join([*pieces, escape(text[done:])])


def _disjoint(offsets: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return sorted offsets with overlaps joined: the address is anybody's to write."""
    joined: list[tuple[int, int]] = []
    for start, end in offsets:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
