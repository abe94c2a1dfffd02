"""Whether a model's translation of a quotation, or its wording of a follow-up, says what was said, and no more.

A translation is compared with its quotation alone, word by word as far as tables go: what the one names the other has
to name, and a word that neither the quotation nor the table of equivalents holds is the model's own. So the test errs
towards dropping: the quotation stands there in any case.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.archive import Archive
from assistant.deeds import deeds_told
from assistant.equivalents import without_said
from assistant.grounds import Evidence, Unit, normal, unit_of, words_of
from assistant.proof import holds
from assistant.records import Language
from assistant.shades import shades_told
from assistant.strangers import SAYS, without
from assistant.strays import latin_strays, strays, too_many
from ingest.places import find_places
from ingest.terms import find_terms
from ingest.text import QUOTED, fold

_CHECKS = ("address", "language", "place", "figure", "name", "term", "pairing", "shade")
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")
_UNTRANSLATED = (  # words of kanji that no Chinese text has
    "開催日 開催地 地元 取組 仕組 内訳 若手 役所 役場 数多 来場 縁組 誘致 連携 見学 受付 手続 支払 建物 年寄"
)
_JAPANESE = re.compile("|".join(map(fold, _UNTRANSLATED.split())))
_SHORTEST, _LONGEST, _LONGEST_LATIN = 0.25, 2.0, 6.0  # times a quotation: else it is no translation of it
_ALIKE = ("role", "session")  # kinds of terms of which neither may have one that the other has not
_TOLD = re.compile(
    r"発表|紹介|報告|説明|講演|述べ|語[りっるら]|話[しすさを]|論じ|取り上げ|伝え|挙げ|示し|触れ|" + SAYS.pattern
)


def translation_stands(quotation: str, said: str, language: Language, archive: Archive) -> bool:
    """Return whether a translation names no others than its quotation, leaves nobody out and adds no word."""
    source, translated = replace(unit_of([quotation]), quote=normal(quotation)), unit_of([said])
    evidence = Evidence({}, source, frozenset(archive.names), language)
    fits = _SHORTEST < len(said) / len(quotation) < (_LONGEST_LATIN if language == "en" else _LONGEST)
    return (
        fits
        and holds(_CHECKS, said, source, evidence)
        and _names_the_same(quotation, said, source, translated, archive)
        and len(SAYS.findall(fold(said))) <= max(1, len(_TOLD.findall(quotation)))
        and not _left_as_it_is(said, language)
        and not _of_its_own(quotation, said, language, archive)
    )


def completion_stands(said: str, asked: Sequence[str], language: Language, archive: Archive) -> bool:
    """Return whether a question made to stand alone names nothing that the questions before it do not."""
    source = unit_of(asked)
    evidence = Evidence({}, source, frozenset(archive.names), language, words_of(asked))
    return holds(("address", "place", "figure", "name", "term"), said, source, evidence)


def _names_the_same(quotation: str, said: str, source: Unit, translated: Unit, archive: Archive) -> bool:
    """Return whether nobody, no place, subject, role and figure of a quotation is lost, and nobody moved."""
    if any(not translated.places & {place.id for place in named.places} for named in find_places(quotation)):
        return False
    terms = {one.term.id for one in find_terms(quotation) if one.term.topical or one.term.group in _ALIKE}
    parts = {one.term.id for one in find_terms(said) if one.term.group in _ALIKE}
    if not terms <= translated.terms or not parts <= source.terms or not words_of([quotation]) <= words_of([said]):
        return False
    if any(f"在{body}" in translated.text and f"{body}で" not in source.text for body in archive.organisations):
        return False  # 中山大学の李教授 is of it, not speaking there
    named = [name for name in (*archive.names, *archive.organisations) if name in source.text]
    return all(name in translated.text for name in named) and source.figures <= translated.figures


def _left_as_it_is(said: str, language: Language) -> bool:
    """Return whether a text in another language keeps Japanese words outside of quotation marks."""
    if language == "ja":
        return False
    own = QUOTED.sub(" ", normal(said))
    return bool(_KATAKANA.search(own)) or (language != "en" and bool(_JAPANESE.search(fold(own))))


def _of_its_own(quotation: str, said: str, language: Language, archive: Archive) -> list[str]:
    """Return the words of a translation that stand for nothing in its quotation."""
    folded, told = fold(normal(said)), fold(normal(quotation))
    spans = [(one.start, one.end) for one in find_places(folded)]
    spans += [(one.start, one.end) for one in find_terms(folded)]
    spans += [*deeds_told(folded), *shades_told(folded)]  # those are compared by what they mean
    if language == "en":
        unknown = latin_strays(without(folded, spans), [told])
        return unknown if too_many(unknown, len(spans) + len(unit_of([said]).figures)) else []
    names = [name for name in (*archive.names, *archive.organisations) if name in folded]
    left = without(folded, [*spans, *((at, at + len(name)) for name in names if (at := folded.find(name)) >= 0)])
    return strays(without_said(left, told, language), told)
