"""Everybody a report names, each person once: family names joined to the full name given elsewhere in the report."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.names import HONORIFIC, KANJI, organisation_end, titles
from ingest.organisations import country_of
from ingest.patterns import pattern
from ingest.posts import Introduction
from ingest.records import Country, Excerpt, Person
from ingest.text import fold
from ingest.wordings import Wording

_A_BODY = rf"(?:{organisation_end()}|[市県省区町村州府都道])$"
_COURTESY = r"^(?:教授|博士|院士|老師|先生|女士)$"  # what anybody learned or respected is called, whatever the post


@dataclass(slots=True)
class Known:
    """One person as far as the report has told yet."""

    name: str
    title: str | None
    organisation: str | None
    place: str | None
    country: Country | None
    quote: Excerpt
    words: str = ""  # folded: every post and organisation named with this person


@dataclass(slots=True)
class Roster:
    """The people of one report; full names first, so that family names find them."""

    entries: list[Known] = field(default_factory=list)

    def add(self, person: Introduction, quote: Excerpt, affiliation: str | None = None) -> None:
        """Take in one naming of a person; it completes an entry or makes a new one."""
        entry = self.find(person.name, person.title, person.organisation)
        words = fold(" ".join(filter(None, [affiliation, person.organisation, person.title])))
        if entry is None:
            self.entries.append(
                Known(person.name, person.title, person.organisation, person.place, _country(person), quote, words)
            )
            return
        entry.words += " " + words
        if len(person.name) > len(entry.name):
            entry.name, entry.quote = person.name, quote
        if entry.place is None and person.place:
            entry.place, entry.country = person.place, _country(person)
            entry.organisation = person.organisation
        entry.organisation = entry.organisation or person.organisation
        entry.title = entry.title or person.title
        entry.country = entry.country or _country(person)

    def people(self) -> tuple[Person, ...]:
        """Return everybody as records."""
        return tuple(Person(e.name, e.title, e.organisation, e.place, e.country, e.quote) for e in self.entries)

    def find(self, name: str, title: str | None, organisation: str | None) -> Known | None:
        """Return the person a naming means, None for somebody new."""
        folded = fold(name)
        alike = [e for e in self.entries if _same_name(fold(e.name), folded)]
        exact = [e for e in alike if fold(e.name) == folded and len(folded) >= 3]
        if exact:
            return _closest(exact, title, organisation)
        fitting = [e for e in alike if _same_post(e, title, organisation)]
        return _closest(fitting, title, organisation) if fitting else None

    def mentions(self, text: Wording, found: Sequence[Introduction]) -> Iterator[Introduction]:
        """Yield people of the roster named in a sentence by bare names: 柳承舟随后, 城島氏は, 楠目带来的是."""
        taken = [(one.start, one.end) for one in found]
        for entry in sorted(self.entries, key=lambda one: -len(one.name)):
            for start, end, post in self._named(entry, text):
                if not any(start < right and left < end for left, right in taken):
                    taken.append((start, end))
                    yield Introduction(start, end, entry.name, post, None, None, None)

    def _named(self, entry: Known, text: Wording) -> Iterator[tuple[int, int, str | None]]:
        folded = fold(entry.name)
        if len(folded) < 2 or folded[0] not in text.plain:
            return
        for start in _starts(folded, text.plain):
            post = _post_end(start + len(folded), text.plain)
            yield start, post or start + len(folded), text.shown[start + len(folded) : post] if post else None
        others = [fold(e.name) for e in self.entries if e is not entry and e.name[0] == entry.name[0]]
        for size in range(min(len(folded) - 1, 4), 0, -1):
            part = folded[:size]
            if any(other.startswith(part) for other in others):
                continue
            for start in _starts(part, text.plain):
                end = start + size
                post = _post_end(end, text.plain)
                bare = size >= 2 and pattern(r"[はがもと、,:()の ]|等|則|也|的|帯|在|説|表|講|談|答|問|算|把").match(
                    text.plain, end
                )
                if (post or bare) and not re.match(rf"[{KANJI}ァ-ヺ]", text.plain[start - 1 : start]):
                    yield start, post or end, text.shown[end:post] if post else None


def _post_end(start: int, plain: str) -> int | None:
    """Return where a post or 氏 that begins here ends."""
    match = pattern(rf"{titles()}|{HONORIFIC}").match(plain, start)
    return match.end() if match else None


def _starts(part: str, plain: str) -> Iterator[int]:
    at = plain.find(part)
    while at >= 0:
        yield at
        at = plain.find(part, at + 1)


def _same_name(left: str, right: str) -> bool:
    return left.startswith(right) or right.startswith(left)


def _same_post(entry: Known, title: str | None, organisation: str | None) -> bool:
    """Return whether a family name with this post can be the person: no word of it speaks against."""
    courtesy = len(entry.name) > 2 and title and pattern(_COURTESY).match(fold(title))
    if title and entry.title and entry.words and not courtesy and fold(title)[-2:] not in entry.words:
        return False
    if organisation and entry.words.strip():
        folded = fold(organisation)
        if title is None and not pattern(_A_BODY).search(folded):
            return True  # 奈良井宿の百瀬さん
        return folded[:2] in entry.words or folded[-3:] in entry.words or _holds(folded, entry.organisation)
    return True


def _holds(folded: str, organisation: str | None) -> bool:
    """Return whether one body is the other written shorter, or is not told: 十津川 and 奈良県十津川村."""
    return organisation is None or fold(organisation) in folded


def _closest(entries: Iterable[Known], title: str | None, organisation: str | None) -> Known:
    wanted = [fold(word) for word in (title, organisation) if word]
    return max(entries, key=lambda e: (sum(word in e.words for word in wanted), len(e.name)))


def _country(person: Introduction) -> Country | None:
    return person.country or country_of(person.organisation)
