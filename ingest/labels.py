"""Words of a model for what a talk is about, in three languages: to find it by, never to be shown as the report's.

With them 智慧城市 meets スマートシティ where no table knows either. They cannot be proved, so they are only let through
where nothing speaks against them, and whoever is found by them alone is shown as such.
"""

import re
from collections.abc import Sequence

from ingest.claims import Labels
from ingest.languages import KANA
from ingest.names import KANJI, japanese_throughout
from ingest.places import find_places
from ingest.records import Report, Sentence
from ingest.terms import find_terms
from ingest.text import HAS_CJK, folded_key, print_of

_LONGEST = {"ja": 24, "zh": 24, "en": 60}  # characters
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,'&/()-]*")
_BESIDE = "・ー-、/ "  # signs inside a Japanese or Chinese label
_CAPITAL = re.compile(r" [A-Z][a-z]")
_FIGURE = re.compile(r"[0-9]+")


def usable_labels(labels: Labels, cited: Sequence[Sentence], report: Report) -> tuple[str, ...]:
    """Return the labels that are short, in their language and name nobody; none where they contradict one another."""
    told = "".join(folded_key(sentence.text) for sentence in cited)
    people = [folded_key(person.name) for person in report.people]
    given = (("ja", labels.ja.strip()), ("zh", labels.zh.strip()), ("en", labels.en.strip()))
    kept = [text for language, text in given if _in_language(text, language) and _names_nobody(text, told, people)]
    subjects = [ids for text in kept if (ids := {found.term.id for found in find_terms(text) if found.term.topical})]
    return () if subjects and not set.intersection(*subjects) else tuple(dict.fromkeys(kept))


def _in_language(text: str, language: str) -> bool:
    if not 1 < len(text) <= _LONGEST[language]:
        return False
    if language == "en":
        return bool(_LATIN.fullmatch(text)) and (not _CAPITAL.search(text) or bool(find_terms(text)))
    if not HAS_CJK.search(text) or not all(HAS_CJK.match(one) or one.isalnum() or one in _BESIDE for one in text):
        return False
    return not any(print_of(one) == "s" for one in text) if language == "ja" else not KANA.search(text)


def _names_nobody(text: str, told: str, people: Sequence[str]) -> bool:
    """Return whether a label names no person, and no place or figure that the sentences do not."""
    key = folded_key(text)
    places = (folded_key(text[found.start : found.end]) for found in find_places(text))
    strange = (run for run in re.findall(rf"[{KANJI}]+", key) if run not in told and not find_terms(run))
    return (
        all(place in told for place in places)
        and set(_FIGURE.findall(key)) <= set(_FIGURE.findall(told))
        and not any(name in key for name in people)
        and not any(japanese_throughout(run) for run in strange)
    )
