"""Whether a sentence a model wrote is proved by what it cites: numbers, quotations, names, places, figures, words.

A model phrases, it does not know. Each sentence is compared, folded, with the quotations it cites and with the
computed lines that cite the same: whatever it names has to stand there. What cannot be found is a fault; a sentence
with a fault is not shown. So the test errs towards dropping: a good sentence lost costs less than a wrong name shown.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.archive import Archive, written
from assistant.records import Answer, Citation, Language
from assistant.strangers import KANJI, LATIN, strangers
from assistant.wording import plain
from ingest.languages import HIRAGANA
from ingest.places import find_places
from ingest.records import Report
from ingest.terms import broader_terms, find_terms, term_by_id
from ingest.text import flat, fold, folded_key, parse_number, print_of

MARK = re.compile(r"[〔\[【［]\s*(\d{1,3}(?:\s*[,、，]\s*\d{1,3})*)\s*[〕\]】］]")
_QUOTED = re.compile(r"[「『“\"《]([^「」『』“”\"《》]{2,})[」』”\"》]")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_COUNTED = re.compile(r"[〇一二三四五六七八九十百千万]+(?=[回届屆人名年月日件個个位社区町村都市か場场項项国國割度号])")
_LINK = re.compile(r"https?:|www\.|<[a-zA-Z/!]|!\[|\]\(", re.IGNORECASE)
_NEGATION = re.compile(
    r"ません|ない(?:。|と|た)|なかった|なし|未[だ定]|[没沒]有|[没沒]|[无無]法|[并並]未|未[曾有]|不[是在存能]"
    r"|\b(?:not|no|never|none|without)\b|n't\b",
    re.IGNORECASE,
)
_SEPARATES = re.compile(r"[、，,；;。和与與及跟]|と|や|and")
_CONTENT = re.compile(r"[\u3400-\u9fff々ァ-ヴー]{2,}")
_LEAST_SHARED = 0.55  # of a sentence's content that has to stand in what it cites
_PIECE = re.compile(r"(?:(?!〔\d+〕).)+(?:〔\d+〕)*")  # of a line: what stands before some marks
_MOST_FOUND = 4
_WORTH_CITING = 2  # pairs of characters
_SHORTEST, _LONGEST, _LONGEST_LATIN = 0.25, 2.0, 6.0  # times a quotation: else it is no translation of it
_NEAR = 14  # characters between a place and the person said to come from there
_EVERYWHERE = frozenset({"日本", "中国", "日中", "中日", "japan", "china"})


@dataclass(frozen=True, slots=True)
class Unit:
    """What one citation proves: its quotation, where it stands, and the computed lines that cite it; folded."""

    text: str
    places: frozenset[str]
    figures: frozenset[str]
    terms: frozenset[str]
    own: frozenset[str]  # the places of the quotation and of who speaks in it, not where the seminar was held

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


def evidence_of(answer: Answer, archive: Archive) -> Evidence:
    """Return what an answer's citations prove."""
    lines = [plain(line) for line in answer.text.splitlines() if line.strip()]
    said: dict[int, list[str]] = {citation.id: [] for citation in answer.citations}
    for piece in (piece for line in lines for piece in _pieces(line)):
        for number in numbers_cited(piece):
            said.get(number, []).append(piece)
    units = {one.id: _unit_of(one, said[one.id], answer, archive) for one in answer.citations}
    headline = next((line for line in lines if line.startswith("**")), "")
    words = _words([answer.question, *lines])
    return Evidence(units, _unit([headline]), frozenset(archive.names), answer.language, words)


def _pieces(line: str) -> list[str]:
    """Return a computed line as what each of its marks is about: a row of a table is one record."""
    return [line] if line.startswith("|") else _PIECE.findall(line)


def numbers_cited(text: str) -> list[int]:
    """Return the numbers of all marks in a text."""
    return [int(number) for marks in MARK.findall(text) for number in re.findall(r"\d+", marks)]


def prove(sentence: str, evidence: Evidence) -> tuple[tuple[int, ...], list[str]]:
    """Return the numbers of the citations that prove a sentence, and what of it none proves, as keys of prompts.

    The numbers a model gives are a proposal: where they do not prove the sentence, those that do are looked for, since
    small models forget or swap them. With a fault there are no numbers.
    """
    said = MARK.sub(" ", unicodedata.normalize("NFKC", sentence))
    proposed = tuple(dict.fromkeys(numbers_cited(sentence)))
    known = tuple(number for number in proposed if number in evidence.units)
    faults: list[str] = []
    for numbers in (known, _found_for(said, evidence)):
        if numbers:
            faults = _faults(said, numbers, evidence)
            if not faults:
                return numbers, []
    return (), faults or ["unknown_citation" if proposed else "uncited"]


def _faults(said: str, numbers: Sequence[int], evidence: Evidence) -> list[str]:
    units = [evidence.units[number] for number in numbers]
    faults = [name for name, holds in _CHECKS.items() if not holds(said, units, evidence)]
    return faults or (
        [] if _shared(said, [*units, evidence.headline], evidence.language) >= _LEAST_SHARED else ["unsupported"]
    )


def _found_for(said: str, evidence: Evidence) -> tuple[int, ...]:
    """Return the citations that together hold most of what a sentence says, the one that holds most first."""
    left = _content(said, evidence.language)
    found: list[int] = []
    while len(found) < _MOST_FOUND:
        held = {number: sum(map(unit.holds, left)) for number, unit in evidence.units.items()}
        number = max(held, key=lambda one: held[one], default=0)
        if not number or held[number] < _WORTH_CITING:
            break
        found.append(number)
        left = [item for item in left if not evidence.units[number].holds(item)]
    return tuple(found)


def _shared(said: str, units: Sequence[Unit], language: Language) -> float:
    """Return how much of a sentence's content stands in the units: 0 to 1."""
    content = _content(said, language)
    return sum(any(unit.holds(item) for unit in units) for item in content) / max(_WORTH_CITING, len(content))


def _content(said: str, language: Language) -> list[str]:
    """Return what carries a sentence's content: folded pairs of characters; in English its claims.

    English shares no characters with what it is about, so places, terms and figures have to do.
    """
    if language == "en":
        unit = _unit([said])
        return [*unit.places, *unit.terms, *unit.figures]
    folded = fold(said)
    pairs = [run[at : at + 2] for run in _CONTENT.findall(folded) for at in range(len(run) - 1)]
    return pairs + [word.lower() for word in LATIN.findall(folded) if len(word) > 3] + _FIGURE.findall(folded)


def translation_stands(quotation: str, said: str, language: Language, archive: Archive) -> bool:
    """Return whether a translation says no other names, places and figures than its quotation, and leaves none out."""
    source, told = _unit([quotation]), unicodedata.normalize("NFKC", said)
    evidence = Evidence({}, source, frozenset(archive.names), language)
    checks = ("address", "language", "place", "figure", "name", "pairing")
    if not all(_CHECKS[name](told, [source], evidence) for name in checks):
        return False
    translated = _unit([said])
    if any(not translated.places & {place.id for place in named.places} for named in find_places(quotation)):
        return False
    named = [name for name in (*archive.names, *archive.organisations) if name in source.text]
    lost = [name for name in named if name not in translated.text]
    fits = _SHORTEST < len(said) / len(quotation) < (_LONGEST_LATIN if language == "en" else _LONGEST)
    return fits and not lost and source.figures <= translated.figures


def completion_stands(said: str, asked: Sequence[str], language: Language, archive: Archive) -> bool:
    """Return whether a question made to stand alone names nothing that the questions before it do not."""
    source = _unit(asked)
    evidence = Evidence({}, source, frozenset(archive.names), language, _words(asked))
    checks = ("address", "place", "figure", "name", "term")
    return all(_CHECKS[name](unicodedata.normalize("NFKC", said), [source], evidence) for name in checks)


def _unit_of(citation: Citation, lines: Sequence[str], answer: Answer, archive: Archive) -> Unit:
    report = archive.report(citation.report)
    rows = [row for row in answer.rows if citation.id in row.citations]
    who = [text for row in rows for text in (row.place, row.organisation, row.title, row.speaker) if text]
    about = [citation.heading, *lines, *(_about(report) if report else ())]
    return replace(_unit([citation.quote, *who, *about]), own=_unit([citation.quote, *who]).places)


def _about(report: Report) -> Iterator[str]:
    """Yield what every sentence on a report may say of it: edition, year, days, host."""
    event = report.event
    yield from (f" {v.value} " for v in (event.edition, event.year) if v)
    yield from (text for v in (event.host_city, event.host_province) if (text := written(v)))
    yield from (re.sub(r"\b0", "", f" {text} ") for v in (event.date_start, event.date_end) if (text := written(v)))


def _unit(texts: Iterable[str]) -> Unit:
    whole = [unicodedata.normalize("NFKC", text) for text in texts]
    places = {
        place.id for text in whole for mention in find_places(text) for place in (*mention.chain, *mention.places)
    }
    terms = {found.term.id for text in whole for found in find_terms(text)}
    terms |= {broader.id for term in map(term_by_id, tuple(terms)) if term for broader in broader_terms(term)}
    figures = {figure for text in whole for figure in _figures(MARK.sub(" ", text))}
    return Unit(_key(" ".join(whole)), frozenset(places), frozenset(figures), frozenset(terms), frozenset(places))


def _key(text: str) -> str:
    return folded_key(unicodedata.normalize("NFKC", text))


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(match[0].lower() for text in texts for match in LATIN.finditer(text))


def _all(units: Sequence[Unit], name: str) -> frozenset[str]:
    return frozenset().union(*(getattr(unit, name) for unit in units))


def _figures(text: str) -> frozenset[str]:
    """Return the numbers of a text, as digits; those in Chinese characters where a counter follows."""
    found = {match[0].replace(",", "") for match in _FIGURE.finditer(text)}
    counted = (parse_number(match[0]) for match in _COUNTED.finditer(text))
    return frozenset(found | {str(number) for number in counted if number is not None})


def _places_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    known = _all(units, "places")
    named = (mention for mention in find_places(said) if fold(said[mention.start : mention.end]) not in _EVERYWHERE)
    return all(any(place.id in known for place in mention.places) for mention in named)


def _terms_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    """Return whether the subjects and titles a sentence names stand in what it cites, in whatever language."""
    known = _all(units, "terms")
    return all(m.term.id in known for m in find_terms(said) if m.term.topical or m.term.group == "title")


def _denials_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    """Return whether a sentence that says something is not so cites, or goes on from, one that says so."""
    if not _NEGATION.search(said):
        return True
    return any(_NEGATION.search(unit.text) for unit in (*units, evidence.headline))


def _quotations_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    told = "".join(unit.text for unit in units)
    return all(_key(quoted) in told for quoted in _QUOTED.findall(said))


def _figures_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    return _figures(said) <= _all(units, "figures") | evidence.headline.figures


def _in_language(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    """Return whether a sentence is in the reader's language, going by what is not quoted."""
    language = evidence.language
    own = _QUOTED.sub(" ", said)
    kana, kanji = len(HIRAGANA.findall(own)), sum(map(len, KANJI.findall(own)))
    if language == "en":
        return len(LATIN.findall(own)) > 2 and not kana
    if language == "ja":
        return bool(kana) and not any(print_of(character) == "s" for character in own)
    return kanji > 1 and not kana


def _names_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    told = "".join(unit.text for unit in units)
    return not any(strangers(said, told, evidence.names, evidence.words, english=evidence.language == "en"))


def _pairs_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    """Return whether each person said beside a place stands beside it in one and the same unit."""
    folded = fold(flat(said))
    people = [(at, name) for name in evidence.names if (at := folded.find(name)) >= 0]
    titles = [mention.start for mention in find_terms(folded) if mention.term.group == "title"]
    people += [(at - size, folded[at - size : at]) for at in titles for size in (1, 2) if at >= size]
    for mention in find_places(folded):
        near = [(at, name) for at, name in people if mention.end <= at <= mention.end + _NEAR]
        for at, name in near:
            if _SEPARATES.search(folded[mention.end : at]) or not any(name in unit.text for unit in units):
                continue
            ids = {place.id for place in mention.places}
            if not any(name in unit.text and ids & unit.own for unit in units):
                return False
    return True


_CHECKS: dict[str, Callable[[str, Sequence[Unit], Evidence], bool]] = {
    "address": lambda said, units, evidence: not _LINK.search(said),
    "language": _in_language,
    "quotation": _quotations_stand,
    "place": _places_stand,
    "figure": _figures_stand,
    "name": _names_stand,
    "term": _terms_stand,
    "pairing": _pairs_stand,
    "negation": _denials_stand,
}
