"""Describe a stored page: its report, its number as printed, the file it was read from."""

from dataclasses import dataclass
from pathlib import Path

from assistant.archive import edition_of, whole
from assistant.citations import printed_page
from assistant.page_phrases import word
from assistant.records import Citation, Language
from ingest.records import Folio, Report, Span


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
    recognised: bool = False
    folios: tuple[Folio, ...] = ()  # several printed pages in one stored page: each number closes its page

    @property
    def is_pdf(self) -> bool:
        """Whether the report is a PDF, which has pages to open and to draw."""
        return self.filename.lower().endswith(".pdf")

    def printed_at(self, offset: int) -> str | None:
        """The page number printed on the page that holds this place."""
        return self.printed_page or next((folio.number for folio in self.folios if folio.offset >= offset), None)


@dataclass(frozen=True, slots=True)
class Original:
    """The file a report was read from, and the name people know it by."""

    path: Path
    filename: str

    @property
    def is_pdf(self) -> bool:
        """Whether a browser can show it, and its pages can be drawn."""
        return self.filename.lower().endswith(".pdf")


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
        edition=edition_of(report),
        year=whole(report.event.year),
        unreadable=stored.unreadable is not None,
        recognised=stored.recognised,
        folios=() if number else tuple(folio for folio in report.folios if folio.page == page),
    )


def page_name(page: int, printed: str | None, language: Language) -> str:
    """Return the page's name: the printed number, or its place in the file where none is printed."""
    return word("printed_page", language, page=printed) if printed else word("file_page", language, page=page)


def cited_page(citation: Citation, language: Language) -> str:
    """Return the name of the page a quotation stands on, with a note where OCR read it."""
    name = page_name(citation.page, citation.printed_page, language)
    return word("recognised", language, page=name) if citation.recognised else name


def report_name(source: SourcePage, language: Language) -> str:
    """Return edition, year and title of the page's report, as far as they are known."""
    edition = word("edition", language, edition=source.edition) if source.edition else ""
    year = word("year", language, year=source.year) if source.year else ""
    known = f"{edition}（{year}）" if edition and year else edition or year
    return f"{known}　{source.title}".strip()
