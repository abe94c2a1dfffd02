"""Numbered quotations: given out by the program alone, and only for text that stands on the page it names."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.records import Citation
from ingest.records import Excerpt, Report, Span
from ingest.text import flat, repair_radicals


@dataclass(slots=True)
class Citations:
    """The quotations of one answer; the same one gets the same number."""

    found: list[Citation] = field(default_factory=list)
    _numbers: dict[tuple[str, tuple[Span, ...]], int] = field(default_factory=dict)
    _known: dict[tuple[str, Excerpt], int | None] = field(default_factory=dict)  # a row asks for its own several times

    def cite(self, report: Report, excerpt: Excerpt) -> int | None:
        """Return the number of a quotation, None if it cannot be proved."""
        if (report.id, excerpt) not in self._known:
            self._known[report.id, excerpt] = self._cite(report, excerpt)
        return self._known[report.id, excerpt]

    def _cite(self, report: Report, excerpt: Excerpt) -> int | None:
        spans = excerpt.spans
        if not spans or not proves(report, excerpt.text, spans):
            return None
        if known := self._numbers.get((report.id, spans)):
            return known
        first = spans[0]
        heading = heading_at(report, first)
        printed = printed_page(report, first)
        number, recognised = len(self.found) + 1, any(report.pages[span.page - 1].recognised for span in spans)
        cited = Citation(number, report.id, first.page, printed, heading, excerpt.text, spans, recognised)
        self.found.append(cited)
        self._numbers[report.id, spans] = number
        return number

    def mark(self, report: Report, excerpt: Excerpt | None) -> str:
        """Return the mark of a quotation as it is shown, empty if there is none to show."""
        number = self.cite(report, excerpt) if excerpt else None
        return f"〔{number}〕" if number else ""


def proves(report: Report, quote: str, spans: Sequence[Span]) -> bool:
    """Return whether the quotation without white space equals the pieces of stored text, radicals repaired."""
    if any(span.page < 1 or span.start < 0 for span in spans):
        return False  # Python would count from the end
    try:
        pieces = "".join(report.pages[span.page - 1].text[span.start : span.end] for span in spans)
    except IndexError:
        return False
    return _plain(quote) == _plain(pieces)


def _plain(text: str) -> str:
    return repair_radicals(flat(text))


def heading_at(report: Report, place: Span) -> str:
    """Return the heading under which a place of a report stands."""
    for sentence in report.sentences:
        for run in sentence.excerpt.runs:
            if run.page == place.page and run.offset <= place.start < run.offset + run.length:
                return sentence.heading
    return ""


def printed_page(report: Report, place: Span) -> str | None:
    """Return the page number printed on the page that holds a place, None where none is printed.

    A stored page that is one printed page has one number. Text without form feeds holds several printed pages in
    one stored page: there each number closes its page.
    """
    here = [folio for folio in report.folios if folio.page == place.page]
    if len(here) == 1 and (len(report.pages) > 1 or here[0].offset < 0.1 * len(report.pages[place.page - 1].text)):
        return here[0].number
    return next((folio.number for folio in here if folio.offset >= place.start), None)
