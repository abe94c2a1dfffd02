"""What the citations of an answer prove: the words, places, figures and subjects that stand in them, folded."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from assistant.archive import Archive, written
from assistant.counts import counts_of, figures_of, western
from assistant.prompts import bare
from assistant.records import Answer, Citation, Language
from assistant.strangers import LATIN
from assistant.wording import plain
from ingest.places import find_places
from ingest.readings import letters_key
from ingest.records import Report
from ingest.terms import broader_terms, find_terms, term_by_id
from ingest.text import folded_key

MARK = re.compile(r"[〔\[【［]\s*(\d{1,3}(?:\s*[,、，]\s*\d{1,3})*)\s*[〕\]】］]")
_LONGEST_LATIN = 4  # words of a name
_ENDS = "*-。.、 「」“”"  # of a line or a quotation: of no account where both are compared as wholes
_PIECE = re.compile(r"(?:(?!〔\d+〕).)+(?:〔\d+〕)*")  # of a line: what stands before some marks


@dataclass(frozen=True, slots=True)
class Unit:
    """What one citation proves: its quotation, where it stands, and the computed lines that cite it; folded."""

    text: str
    places: frozenset[str]
    figures: frozenset[str]
    terms: frozenset[str]
    own: frozenset[str]  # the places of the quotation and of who speaks in it, not where the seminar was held
    counts: frozenset[str] = frozenset()  # figures with what they count
    hosts: frozenset[str] = frozenset()  # the places where the edition was held
    quote: str = ""  # the quotation as it is read
    language: str = ""  # its own: ja, zh, en
    bare: bool = False  # the quotation only names somebody

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
    words: frozenset[str] = field(default=frozenset())  # Latin words of the computed answer
    bodies: frozenset[str] = field(default=frozenset())  # organisations the reports know, folded
    parts: tuple[tuple[frozenset[int], Unit], ...] = ()  # the headline, by what each part of it cites
    wholes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # quotations and computed lines, by their key

    def citing(self, numbers: Sequence[int]) -> "Evidence":
        """Return the same, of the headline only what cites these numbers or none: the rest is about others."""
        parts = [unit for cited, unit in self.parts if not cited or cited & set(numbers)]
        return self if len(parts) == len(self.parts) else replace(self, headline=_together(parts))

    def repeated(self, said: str) -> tuple[int, ...]:
        """Return the numbers of the quotation or computed line that a sentence repeats as a whole, else none."""
        return self.wholes.get(_key_of_whole(said), ())


def evidence_of(answer: Answer, archive: Archive) -> Evidence:
    """Return what an answer's citations prove."""
    lines = [plain(line) for line in answer.text.splitlines() if line.strip()]
    said: dict[int, list[str]] = {citation.id: [] for citation in answer.citations}
    for piece in (piece for line in lines for piece in _pieces(line)):
        for number in numbers_cited(piece):
            said.get(number, []).append(piece)
    units = {one.id: _unit_for(one, said[one.id], answer, archive) for one in answer.citations}
    headline = next((line for line in lines if line.startswith("**")), "")
    names, bodies = frozenset(archive.names), frozenset(archive.organisations)
    parts = tuple((frozenset(numbers_cited(piece)), _computed(piece)) for piece in _PIECE.findall(headline))
    wholes = {_key_of_whole(piece): tuple(numbers_cited(piece)) for line in lines for piece in _pieces(line)}
    wholes |= {_key_of_whole(one.quote): (one.id,) for one in reversed(answer.citations)}
    words = words_of(lines) | words_of(_people_asked(answer.question, key_of("".join(lines)), archive))
    return Evidence(units, _computed(headline), names, answer.language, words, bodies, parts, wholes)


def _computed(text: str) -> Unit:
    return replace(unit_of([text]), quote=normal(text))


def _together(units: Sequence[Unit]) -> Unit:
    return _computed(" ".join(unit.quote for unit in units))


def _key_of_whole(text: str) -> str:
    return key_of(MARK.sub("", text)).strip(_ENDS)


def _people_asked(question: str, told: str, archive: Archive) -> Iterator[str]:
    """Yield the names in Latin letters of a question that are those of people the computed answer tells of."""
    words = [found[0] for found in LATIN.finditer(question)]
    for first, last in combinations(range(len(words) + 1), 2):
        named = archive.names_said.get(letters_key("".join(words[first:last])), ())
        if last - first <= _LONGEST_LATIN and any(key_of(name) in told for name in named):
            yield " ".join(words[first:last])


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
        hosts=unit_of(_hosts(report) if report else ()).places,
        quote=normal(citation.quote),
        language=report.language[:2] if report else "",
        bare=bare(citation, answer),
    )


def _about(report: Report) -> Iterator[str]:
    """Yield what every sentence on a report may say of it: edition, year, days, host."""
    event = report.event
    yield from (f" {v.value}{kind} " for v, kind in ((event.edition, "回"), (event.year, "年")) if v)
    yield from _hosts(report)
    for value in (event.date_start, event.date_end):
        if day := re.fullmatch(r"(\d+)-0?(\d+)-0?(\d+)", written(value) or ""):
            yield " {}年{}月{}日 ".format(*day.groups())


def _hosts(report: Report) -> list[str]:
    return [text for v in (report.event.host_city, report.event.host_province) if (text := written(v))]


def unit_of(texts: Iterable[str]) -> Unit:
    """Return what texts prove together."""
    whole = [normal(text) for text in texts]
    places = {
        place.id for text in whole for mention in find_places(text) for place in (*mention.chain, *mention.places)
    }
    terms = {found.term.id for text in whole for found in find_terms(text)}
    terms |= {broader.id for term in map(term_by_id, tuple(terms)) if term for broader in broader_terms(term)}
    figures = {figure for text in whole for figure in figures_of(MARK.sub(" ", text))}
    counts = {count for text in whole for count in counts_of(MARK.sub(" ", text))}
    named = frozenset(places)
    return Unit(key_of(" ".join(whole)), named, frozenset(figures), frozenset(terms), named, frozenset(counts))


def normal(text: str) -> str:
    """Return a text with one width, and one way of counting years."""
    return western(unicodedata.normalize("NFKC", text))


def key_of(text: str) -> str:
    """Return a text as it is compared."""
    return folded_key(normal(text))


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the Latin words of texts, in small letters."""
    return frozenset(match[0].lower() for text in texts for match in LATIN.finditer(text))
