"""Whether the verbs of a sentence in another language than its source are known ones.

There words are others than in the source, so a sentence is compared by its names, subjects and figures, and may have
a word or two of its own. A verb decides what is said of them: one that stands right behind somebody, or begins a
clause, has to be among the words that claim nothing, to say what the source says, or to be a deed or a shade, which
are compared elsewhere.
"""

import re
from collections.abc import Iterable

from assistant.deeds import deeds_told
from assistant.equivalents import without_said
from assistant.records import Language
from assistant.shades import shades_told
from assistant.strangers import titles_in, without
from assistant.strays import latin_strays, stray_spans
from ingest.places import find_places
from ingest.terms import find_terms
from ingest.text import fold

_BEGINS = re.compile(r"[,、;:。]\s*$")
_PAST = re.compile(r"[a-z]+(?:ed|ght)$")


def verbs_known(said: str, told: str, names: Iterable[str], language: Language) -> bool:
    """Return whether no verb of a sentence is a stranger to `told`, the folded text of its sources."""
    folded = fold(said)
    places, terms = find_places(said), find_terms(folded)
    doers = [(one.start, one.end) for one in places] + [(one.start, one.end) for one in titles_in(folded)]
    doers += [(at, at + len(name)) for name in names if (at := folded.find(name)) >= 0]
    left = without(
        folded, [*doers, *((one.start, one.end) for one in terms), *deeds_told(folded), *shades_told(folded)]
    )
    if language == "en":
        return not any(map(_PAST.match, latin_strays(left, [told])))
    left = without_said(left, told, language)
    ends = {end for _, end in doers}
    return not any(start in ends or _BEGINS.search(folded[:start]) for start, _ in stray_spans(left, told))
