"""Whether texts speak of what a query asks for: its terms in any form, or words that no table knows."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from assistant.archive import Archive
from assistant.queries import Query
from ingest.records import Report
from ingest.terms import has_any, traces, with_narrower
from ingest.text import fold


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked, and the texts of a report that can hold it at all, found in one run over all reports."""

    query: Query
    texts: AbstractSet[str] = frozenset()

    def stands_in(self, text: str | None) -> bool:
        """Return whether a text of the report speaks of what is asked."""
        return text is not None and text in self.texts and speaks_of(text, self.query)

    def stands_besides(self, text: str, names: Sequence[str]) -> bool:
        """Return whether it does so outside of these names: a term inside a name is no topic."""
        if text not in self.texts:  # nearly every text
            return False
        for name in names:
            text = text.replace(name, "\n")
        return speaks_of(text, self.query)


def telling(reports: Sequence[Report], query: Query, archive: Archive) -> Iterator[tuple[Report, Sought]]:
    """Yield the reports in which what is asked stands anywhere: a talk, a theme, a sentence."""
    told = [archive.telling(pattern) for pattern in _patterns(query)]
    for report in reports:
        if all(report.id in those for those in told):
            yield report, Sought(query, told[0][report.id]) if told else Sought(query)


def speaks_of(text: str, query: Query) -> bool:
    """Return whether a text holds one of the terms, or else all other content words, of a query."""
    if not query.terms:
        return all_in(text, query)
    return has_any(text, with_narrower(query.terms)) or any(word in _compact(text) for word in query.alternatives)


def all_in(text: str, query: Query) -> bool:
    """Return whether a text holds every content word that no table knows."""
    return bool(query.words) and all(word in _compact(text) for word in query.words)


def _patterns(query: Query) -> list[re.Pattern[str]]:
    """Return what must be found in a report, and in any text of it, that speaks of what is asked."""
    spelled = (re.escape(word.replace("-", "")) for word in (query.alternatives if query.terms else query.words))
    if not query.terms:
        return [re.compile(word) for word in spelled]
    return [re.compile("|".join([traces(with_narrower(query.terms)).pattern, *spelled]))]


def _compact(text: str) -> str:
    return fold(text).replace(" ", "")
