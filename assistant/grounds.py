"""What the citations of an answer prove: the words, places, figures and subjects that stand in them, folded."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.archive import Archive, written
from assistant.records import Answer, Citation, Language
from assistant.strangers import LATIN
from assistant.wording import plain
from ingest.places import find_places
from ingest.records import Report
from ingest.terms import broader_terms, find_terms, term_by_id
from ingest.text import folded_key, parse_number

MARK = re.compile(r"[〔\[【［]\s*(\d{1,3}(?:\s*[,、，]\s*\d{1,3})*)\s*[〕\]】］]")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_COUNTED = re.compile(r"[〇一二三四五六七八九十百千万]+(?=[回届屆人名年月日件個个位社区町村都市か場场項项国國割度号])")
_PIECE = re.compile(r"(?:(?!〔\d+〕).)+(?:〔\d+〕)*")  # of a line: what stands before some marks
# What makes a figure another one: about 700 is not 700, and neither is more than 700.
_NEARLY = (
    (
        "~",
        re.compile(
            r"(?:[約约][有达達为為]?|(?<!最)近|およそ|ほぼ|\b(?:about|around|approximately|nearly|roughly)\s)\s*$",
            re.IGNORECASE,
        ),
        re.compile(r"\w{0,3}?(?:ほど|程度|前後|ぐらい|くらい|近く|左右|上下)"),
    ),
    (
        ">",
        re.compile(r"(?:[超逾]|超[过過]|至少|\b(?:over|more than|at least|exceed\w*)\s)\s*$", re.IGNORECASE),
        re.compile(r"\w{0,3}?(?:以上|を?超|あまり|余り|[余餘多](?=[\u3400-\u9fff]))"),
    ),
    (
        "<",
        re.compile(r"(?:不到|不足|最多|至多|\b(?:under|less than|fewer than|at most)\s)\s*$", re.IGNORECASE),
        re.compile(r"\w{0,3}?(?:以下|以内|未[満满滿])"),
    ),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """What one citation proves: its quotation, where it stands, and the computed lines that cite it; folded."""

    text: str
    places: frozenset[str]
    figures: frozenset[str]
    terms: frozenset[str]
    own: frozenset[str]  # the places of the quotation and of who speaks in it, not where the seminar was held
    quote: str = ""  # the quotation as it is read

    def holds(self, item: str) -> bool:
        """Return whether a pair of characters or a claim stands here."""
        return item in self.text or item in self.places or item in self.terms or item in self.figures


@dataclass(frozen=True, slots=True)
class Evidence:
    """All a model was given: the units by number, the computed headline, the names the reports know."""

    units: dict[int, Unit]
    headline: Unit
    names: frozenset[str]
    language: Language
    words: frozenset[str] = field(default=frozenset())  # Latin words of the question and of the computed answer
    asked: str = ""  # the question, folded
    bodies: frozenset[str] = field(default=frozenset())  # organisations the reports know, folded


def evidence_of(answer: Answer, archive: Archive) -> Evidence:
    """Return what an answer's citations prove."""
    lines = [plain(line) for line in answer.text.splitlines() if line.strip()]
    said: dict[int, list[str]] = {citation.id: [] for citation in answer.citations}
    for piece in (piece for line in lines for piece in _pieces(line)):
        for number in numbers_cited(piece):
            said.get(number, []).append(piece)
    units = {one.id: _unit_for(one, said[one.id], answer, archive) for one in answer.citations}
    headline = next((line for line in lines if line.startswith("**")), "")
    words = words_of([answer.question, *lines])
    names, bodies = frozenset(archive.names), frozenset(archive.organisations)
    return Evidence(units, unit_of([headline]), names, answer.language, words, key_of(answer.question), bodies)


def _pieces(line: str) -> list[str]:
    """Return a computed line as what each of its marks is about: a row of a table is one record."""
    return [line] if line.startswith("|") else _PIECE.findall(line)


def numbers_cited(text: str) -> list[int]:
    """Return the numbers of all marks in a text."""
    return [int(number) for marks in MARK.findall(text) for number in re.findall(r"\d+", marks)]


def _unit_for(citation: Citation, lines: Sequence[str], answer: Answer, archive: Archive) -> Unit:
    report = archive.report(citation.report)
    rows = [row for row in answer.rows if citation.id in row.citations]
    who = [text for row in rows for text in (row.place, row.organisation, row.title, row.speaker) if text]
    about = [citation.heading, *lines, *(_about(report) if report else ())]
    return replace(
        unit_of([citation.quote, *who, *about]),
        own=unit_of([citation.quote, *who]).places,
        quote=unicodedata.normalize("NFKC", citation.quote),
    )


def _about(report: Report) -> Iterator[str]:
    """Yield what every sentence on a report may say of it: edition, year, days, host."""
    event = report.event
    yield from (f" {v.value} " for v in (event.edition, event.year) if v)
    yield from (text for v in (event.host_city, event.host_province) if (text := written(v)))
    yield from (re.sub(r"\b0", "", f" {text} ") for v in (event.date_start, event.date_end) if (text := written(v)))


def unit_of(texts: Iterable[str]) -> Unit:
    """Return what texts prove together."""
    whole = [unicodedata.normalize("NFKC", text) for text in texts]
    places = {
        place.id for text in whole for mention in find_places(text) for place in (*mention.chain, *mention.places)
    }
    terms = {found.term.id for text in whole for found in find_terms(text)}
    terms |= {broader.id for term in map(term_by_id, tuple(terms)) if term for broader in broader_terms(term)}
    figures = {figure for text in whole for figure in figures_of(MARK.sub(" ", text))}
    return Unit(key_of(" ".join(whole)), frozenset(places), frozenset(figures), frozenset(terms), frozenset(places))


def key_of(text: str) -> str:
    """Return a text as it is compared."""
    return folded_key(unicodedata.normalize("NFKC", text))


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the Latin words of texts, in small letters."""
    return frozenset(match[0].lower() for text in texts for match in LATIN.finditer(text))


def figures_of(text: str) -> frozenset[str]:
    """Return the numbers of a text, as digits, with what makes them other ones; Chinese ones where a counter follows.

    >>> sorted(figures_of("約700社が入居し、三十人以上が訪れた。第3回です。"))
    ['3', '>30', '~700']
    """
    found = [(match, match[0].replace(",", "")) for match in FIGURE.finditer(text)]
    counted = ((match, parse_number(match[0])) for match in _COUNTED.finditer(text))
    found += [(match, str(number)) for match, number in counted if number is not None]
    return frozenset(_sign(match, text) + figure for match, figure in found)


def _sign(figure: re.Match[str], text: str) -> str:
    before, after = text[max(0, figure.start() - 16) : figure.start()], figure.end()
    return next((sign for sign, ahead, behind in _NEARLY if ahead.search(before) or behind.match(text, after)), "")
