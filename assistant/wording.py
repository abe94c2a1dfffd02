"""Names, dates and sentences as a reader of one language writes them, and the escaping of what reports say."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.archive import whole, written
from assistant.phrases import ordinal, say
from assistant.records import Language
from ingest.places import Place, find_places, name_in, place_by_id
from ingest.records import Report, Talk
from ingest.terms import find_terms, name_of, term_named
from ingest.text import to_simplified, to_traditional

_MONTHS = "January February March April May June July August September October November December".split()
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~])")


def escape(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def plain(text: str) -> str:
    """Return escaped text as it was, for what is no Markdown: pages of our own, spreadsheets.

    >>> plain(escape("第21回 [DX] *特集*"))
    '第21回 [DX] *特集*'
    """
    return re.sub(r"\\([\\`*_\[\]<>|#~])", r"\1", text)


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language words things."""

    language: Language

    def say(self, key: str, **values: object) -> str:
        """Return one phrase."""
        return say(key, self.language, **values)

    @property
    def chinese(self) -> bool:
        """Whether the reader reads Chinese."""
        return self.language.startswith("zh")

    def sentence(self, *parts: str) -> str:
        """Return the parts as one sentence, the first letter of an English one capital."""
        text = self.say("semicolon").join(part for part in parts if part)
        if self.language == "en":
            text = text[:1].upper() + text[1:]
        return text + self.say("stop") if text else ""

    def join(self, names: Iterable[str]) -> str:
        """Return names in a row."""
        return self.say("comma").join(names)

    def name(self, written_as: str, *, both: bool = True) -> str:
        """Return a name in the reader's form, with the source's form in brackets where it differs."""
        own = self._own(written_as)
        if not both or own == written_as:
            return escape(own)
        return self.say("own_form", reader=escape(own), source=escape(written_as))

    def full_name(self, place: Place) -> str:
        """Return a place with what it lies in, which tells it from its namesakes: 山形県南陽市, Nanyo (Yamagata)."""
        own, above = name_in(place, self.language), place_by_id(place.parent) if place.parent else None
        if not above:
            return escape(own)
        outer = name_in(above, self.language)
        return escape(f"{own} ({outer})" if self.language == "en" else f"{outer}{own}")

    def _own(self, text: str) -> str:
        """Return a name with its places as the gazetteer has them and the rest converted by character."""
        pieces: list[str] = []
        at = 0
        for mention in find_places(text):
            place = mention.chain[-1] if mention.chain else mention.places[0]
            if mention.bare or len(mention.places) > 1:
                continue
            chain = (
                "".join(name_in(one, self.language) for one in mention.chain)
                if self.language != "en"
                else name_in(place, "en")
            )
            pieces += [self._characters(text[at : mention.start]), chain]
            at = mention.end
        return "".join([*pieces, self._characters(text[at:])])

    def _characters(self, text: str) -> str:
        if self.language == "zh-Hans":
            return to_simplified(text)
        return to_traditional(text) if self.language == "zh-Hant" else text

    def term(self, text: str) -> str:
        """Return a word of the field (a session, a title) in the reader's language where the table knows it."""
        found = term_named(text)
        if found:
            return escape(name_of(found, self.language))
        mentions = [mention for mention in find_terms(text) if mention.term.group in ("session", "title")]
        if len(mentions) == 1 and mentions[0].end - mentions[0].start >= len(text) - 2:
            return escape(name_of(mentions[0].term, self.language))
        return self.name(text, both=False)

    def edition(self, reports: Sequence[Report], *, full: bool = False) -> str:
        """Return the name of an edition: 第21回, or 第21回（2025年、鄭州市）."""
        report = reports[0]
        number = whole(report.event.edition)
        if number is None:
            return escape(report.title)
        year = next((y for r in reports if (y := whole(r.event.year))), None)
        host = next((h for r in reports if (h := written(r.event.host_city))), None)
        if full and year and host:
            return self.say("edition_host", n=self.number(number), year=year, host=self.name(host, both=False))
        return self.say("edition_full" if full else "edition", n=self.number(number))

    def number(self, edition: int) -> str:
        """Return the number of an edition as it is written beside 回, 届 or seminar."""
        return ordinal(edition) if self.language == "en" else str(edition)

    def days(self, first: str, last: str | None) -> str:
        """Return a range of ISO dates as the language writes it."""
        start = date.fromisoformat(first)
        end = date.fromisoformat(last) if last else start
        if self.language == "en":
            return _english_days(start, end)
        text = f"{start.year}年{start.month}月{start.day}日"
        if end == start:
            return text
        rest = f"{end.month}月{end.day}日" if end.month != start.month else f"{end.day}日"
        return f"{text}から{rest}まで" if self.language == "ja" else f"{text}至{rest}"

    def speaker(self, talk: Talk) -> str:
        """Return who spoke: place or organisation, name and title; or that no name is given."""
        body = talk.organisation or talk.place or ""
        if not talk.speaker:
            return self.name(body) if body else self.say("unnamed")
        title = self.title(talk.title) if talk.title else ""
        place = self.name(body) if body else ""
        name = self.name(talk.speaker)
        if self.language == "en":
            return ", ".join(filter(None, [name, title, place]))
        if self.language == "ja":
            return "　".join(filter(None, [place, f"{name}{title}"]))
        return "　".join(filter(None, [place, name, title]))

    def title(self, title: str) -> str:
        """Return a title in the reader's language as far as the term table goes."""
        found = term_named(title)
        return escape(name_of(found, self.language)) if found else self.name(title, both=False)


def _english_days(start: date, end: date) -> str:
    if start == end:
        return f"{start.day} {_MONTHS[start.month - 1]} {start.year}"
    if start.month == end.month:
        return f"{start.day}–{end.day} {_MONTHS[start.month - 1]} {start.year}"
    return f"{start.day} {_MONTHS[start.month - 1]} – {end.day} {_MONTHS[end.month - 1]} {end.year}"
