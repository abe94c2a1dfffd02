"""Words of the field in Japanese, Chinese and English: whoever asks with one of them wants all its spellings.

The table terms.tsv is this project's own. A form is found in folded text: Latin ones only as whole words, katakana
ones not inside a longer katakana word, and a word inside a name written in Latin (STATION Ai) is that name's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.text import Language, fold, read_table, to_traditional

_TOPICLESS = ("title", "session", "role", "institution", "question", "series")
_KATAKANA_STEM = 4  # characters a katakana form needs to be found at the start of a compound


@dataclass(frozen=True, slots=True)
class Term:
    """One thing and its spellings; `related` are the ids of narrower terms."""

    id: str
    group: str
    ja: str
    zh_hans: str
    en: str
    variants: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermMention:
    """A term that text[start:end] spells."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True, slots=True)
class _Table:
    """All terms, by id, by spelling, and one expression that finds any spelling, the longest first."""

    by_id: dict[str, Term]
    by_form: dict[str, Term]
    any_form: re.Pattern[str]


def find_terms(text: str) -> list[TermMention]:
    """Return the terms a text spells, in its order, the longest spelling where several fit."""
    return [TermMention(start, end, _table().by_form[form]) for start, end, form in _matches(fold(text))]


def has_term(text: str, term: Term) -> bool:
    """Return whether a text spells the term, also inside the spelling of a longer one."""
    folded = fold(text)
    return any(_bounded(folded, at, at + len(form)) for form in forms(term) for at in _starts(folded, form))


@cache
def forms(term: Term) -> tuple[str, ...]:
    """Return all spellings of a term, folded, each once."""
    return tuple(dict.fromkeys(fold(form) for form in (term.ja, term.zh_hans, term.en, *term.variants) if form))


def term_by_id(identifier: str) -> Term | None:
    """Return the term of that id, None for none such."""
    return _table().by_id.get(identifier)


def term_named(text: str) -> Term | None:
    """Return the term that is spelled just like this, None for none such."""
    return _table().by_form.get(fold(text).strip())


def expand(word: str) -> tuple[str, ...]:
    """Return all spellings of the term a word names; the folded word alone where no term is named so."""
    term = term_named(word)
    return forms(term) if term else (fold(word),)


def name_of(term: Term, language: Language) -> str:
    """Return the term as a reader of the language writes it."""
    if language == "zh-Hant":
        return to_traditional(term.zh_hans)
    return {"ja": term.ja, "zh-Hans": term.zh_hans, "en": term.en}[language]


def keywords(text: str, language: Language, *, count: int = 4) -> list[str]:
    """Return what a text is about in the reader's language: its terms of the field, the longest spellings first."""
    found = [mention for mention in find_terms(text) if mention.term.group not in _TOPICLESS]
    found.sort(key=lambda mention: mention.start - mention.end)
    return list(dict.fromkeys(name_of(mention.term, language) for mention in found))[:count]


def _matches(folded: str) -> Iterator[tuple[int, int, str]]:
    at = 0
    while match := _table().any_form.search(folded, at):
        start, end, form = match.start(), match.end(), match[0]
        while not _bounded(folded, start, end):
            shorter = _shorter(form)
            if shorter is None:
                break
            form, end = shorter, start + len(shorter)
        else:
            yield start, end, form
            at = end
            continue
        at = start + 1


def _shorter(form: str) -> str | None:
    """Return the longest spelling that a spelling begins with, None if it begins with none."""
    known = _table().by_form
    return next((form[:length] for length in range(len(form) - 1, 1, -1) if form[:length] in known), None)


def _starts(folded: str, form: str) -> Iterator[int]:
    at = folded.find(form)
    while at >= 0:
        yield at
        at = folded.find(form, at + 1)


_LATIN = re.compile(r"[a-z0-9]")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_NAME_BEFORE = re.compile(r"[a-z][a-z0-9]* $")


def _bounded(folded: str, start: int, end: int) -> bool:
    """Return whether a spelling stands as a word of its own."""
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if _LATIN.match(folded[start]) and (_LATIN.match(before) or _is_name(folded, start, end)):
        return False
    if _LATIN.match(folded[end - 1]) and _LATIN.match(after):
        return False
    if _KATAKANA.match(folded[start]) and before and _KATAKANA.match(before):
        return False
    inside = _KATAKANA.match(folded[end - 1]) and after and _KATAKANA.match(after)
    return not inside or end - start >= _KATAKANA_STEM


def _is_name(folded: str, start: int, end: int) -> bool:
    """Return whether a Latin word follows another one in a text that is not English: a proper name."""
    words = re.findall(r"[a-z]{2,}", folded)
    english = len(words) > 3 and not re.search(r"[\u3040-\u9fff]", folded)
    return not english and bool(_NAME_BEFORE.search(folded[:start])) and " " not in folded[start:end]


@cache
def _table() -> _Table:
    terms = [
        Term(*cells[:5], tuple(filter(None, cells[5].split(";"))), tuple(filter(None, cells[6].split(";"))))
        for cells in read_table("terms.tsv")
    ]
    by_form = {form: term for term in reversed(terms) for form in forms(term)}
    longest_first = sorted(by_form, key=len, reverse=True)
    expression = re.compile("|".join(re.escape(form) for form in longest_first))
    return _Table({term.id: term for term in terms}, by_form, expression)
