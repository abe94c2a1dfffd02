"""Everybody a report names, each person once: family names joined to the full name given elsewhere in the report."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.people import Introduction
from ingest.records import Country, Excerpt, Person
from ingest.speakers import Speaker
from ingest.text import fold


@dataclass(slots=True)
class _Entry:
    """One person as far as the report has told yet."""

    name: str
    title: str | None
    organisation: str | None
    place: str | None
    country: Country | None
    quote: Excerpt
    words: str = ""  # folded: every title and organisation named with this person


@dataclass(slots=True)
class Roster:
    """The people of one report; full names first, so that family names find them."""

    entries: list[_Entry] = field(default_factory=list)

    def add(self, person: Introduction, quote: Excerpt, affiliation: str | None = None) -> None:
        """Take in one naming of a person; it completes an entry or makes a new one."""
        entry = self._find(person.name, person.title, person.organisation)
        words = fold(" ".join(filter(None, [affiliation, person.organisation, person.title])))
        if entry is None:
            self.entries.append(
                _Entry(person.name, person.title, person.organisation, person.place, person.country, quote, words)
            )
            return
        entry.words += " " + words
        if len(person.name) > len(entry.name):
            entry.name, entry.quote = person.name, quote
        if entry.place is None and person.place:
            entry.place, entry.country = person.place, person.country
            entry.organisation = person.organisation
        entry.organisation = entry.organisation or person.organisation
        entry.title = entry.title or person.title

    def resolve(self, speaker: Speaker) -> _Entry | None:
        """Return the person a speaker is, None for a body without a name."""
        return self._find(speaker.name, speaker.title, speaker.organisation) if speaker.name else None

    def people(self) -> tuple[Person, ...]:
        """Return everybody as records."""
        return tuple(Person(e.name, e.title, e.organisation, e.place, e.country, e.quote) for e in self.entries)

    def _find(self, name: str, title: str | None, organisation: str | None) -> _Entry | None:
        folded = fold(name)
        alike = [e for e in self.entries if _same_name(fold(e.name), folded)]
        exact = [e for e in alike if fold(e.name) == folded and len(folded) >= 3]
        if exact:
            return _closest(exact, title, organisation)
        fitting = [e for e in alike if _same_post(e, title, organisation)]
        return _closest(fitting, title, organisation) if fitting else None


def _same_name(left: str, right: str) -> bool:
    return left.startswith(right) or right.startswith(left)


def _same_post(entry: _Entry, title: str | None, organisation: str | None) -> bool:
    """Return whether a family name with this post can be the person: no word of it speaks against."""
    if title and entry.words and fold(title)[-2:] not in entry.words:
        return False
    if organisation and entry.words.strip():
        folded = fold(organisation)
        return folded[:2] in entry.words or folded[-3:] in entry.words or not entry.organisation
    return True


def _closest(entries: Iterable[_Entry], title: str | None, organisation: str | None) -> _Entry:
    wanted = [fold(word) for word in (title, organisation) if word]
    return max(entries, key=lambda e: (sum(word in e.words for word in wanted), len(e.name)))
