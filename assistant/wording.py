"""Names, dates and sentences as a reader of one language writes them, and the escaping of what reports say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.archive import whole, written
from assistant.phrases import ordinal, say
from assistant.records import Answer, Language
from ingest.languages import KANA
from ingest.places import Place, PlaceMention, find_places, name_in, place_by_id
from ingest.records import Origin, Report, Talk
from ingest.terms import Term, find_terms, name_of, term_named
from ingest.text import fold, print_of, to_japanese, to_simplified, to_traditional

_MONTHS = "January February March April May June July August September October November December".split()
_ORIGINS: Mapping[Origin, str] = {"staff": "corrected_by_staff", "model": "read_by_model"}  # rules need no note
_KATAKANA = re.compile(r"[ァ-ヺー]+")
_RESIDUE = re.compile(r"\w")
_MARKDOWN = re.compile(  # signs; references to characters; what becomes a link all by itself
    r"([\\`*_\[\]<>|#~]|&(?=#?\w+;)|(?<=:)/(?=/)|(?<=www)\.|(?<=\w)@(?=\w))", re.IGNORECASE
)
_ERAS = {2019: "era_reiwa", 1989: "era_heisei"}  # by the year they began in, the newest first


def escape(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def plain(text: str) -> str:
    """Return escaped text as it was, for what is no Markdown: pages of our own, spreadsheets.

    >>> plain(escape("第21回 [DX] *特集*"))
    '第21回 [DX] *特集*'
    """
    return re.sub(r"\\([\\`*_\[\]<>|#~&/.@])", r"\1", text)


def about_writing(answer: Answer) -> str:
    """Return what a reader is told of the chat model's part in an answer, empty where it had none."""
    written, wording = answer.written, Wording(answer.language)
    if written is None:
        return ""
    if written.state == "writing":
        return wording.say("written_writing")
    told = [] if written.state == "done" else [wording.say(f"written_{written.state}")]
    if written.kept:
        told.append(wording.say("written_by", model=written.model))
        if written.given < len(answer.citations):
            told.append(wording.say("written_some", given=written.given, total=len(answer.citations)))
        if written.dropped:
            told.append(wording.say("written_dropped", count=written.dropped))
    elif not told:
        told.append(wording.say("written_none"))
    return wording.sentence(*told)


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

    def join(self, names: Iterable[str], *, last: str = "comma") -> str:
        """Return names in a row, the last one joined by this phrase: "or", "and"."""
        *before, final = list(names) or [""]
        return self.say(last).join([self.say("comma").join(before), final]) if before else final

    def name(self, written_as: str, *, both: bool = True) -> str:
        """Return a name in the reader's form, with the source's form in brackets where it differs.

        What the reader's language has no form for stays as the source has it: an organisation in English, kana in
        Chinese.
        """
        if self.language != "ja" and (known := _institution(written_as)):
            known_as = escape(name_of(known, self.language))
            return self.say("own_form", reader=known_as, source=escape(written_as)) if both else known_as
        own, beside = (self._english if self.language == "en" else self._own)(written_as), written_as
        if own != written_as and self.language == "en" and _RESIDUE.search(self._without_places(written_as)):
            own, beside = written_as, own
        if self.chinese and KANA.search(own):
            own = beside = written_as
        if self.chinese and any(print_of(character) in ("s", "t") for character in written_as):
            beside = own  # Chinese itself: the other print tells a reader nothing
        if not both or own == beside:
            return escape(own)
        return self.say("own_form", reader=escape(own), source=escape(beside))

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
        for mention in _named_places(text):
            chain = "".join(name_in(one, self.language) for one in mention.chain)
            pieces += [self._characters(text[at : mention.start]), chain]
            at = mention.end
        return "".join([*pieces, self._characters(text[at:])])

    def _english(self, text: str) -> str:
        """Return the places of a name in English, each before the one it lies in; the name itself if it has none."""
        places = [name_in(one, "en") for mention in _named_places(text) for one in reversed(mention.chain)]
        return ", ".join(dict.fromkeys(places)) or text

    def _without_places(self, text: str) -> str:
        for mention in reversed(_named_places(text)):
            text = text[: mention.start] + text[mention.end :]
        return text

    def _characters(self, text: str) -> str:
        if self.language == "ja":
            return to_japanese(text)
        for mention in reversed(find_terms(text)):
            named = text[mention.start : mention.end]
            if KANA.search(named) and fold(named) == fold(mention.term.ja):  # スマートシティ研究院 is 智慧城市研究院
                text = text[: mention.start] + name_of(mention.term, self.language) + text[mention.end :]
        return to_simplified(text) if self.language == "zh-Hans" else to_traditional(text)

    def term(self, text: str) -> str:
        """Return a word of the field (a session, a title) in the reader's language where the table knows it."""
        found = term_named(text)
        if found:
            return escape(name_of(found, self.language))
        mentions = [mention for mention in find_terms(text) if mention.term.group in ("session", "title")]
        if len(mentions) == 1 and mentions[0].end - mentions[0].start >= len(text) - 2:
            return escape(name_of(mentions[0].term, self.language))
        return self.name(text, both=False)

    def edition(self, reports: Sequence[Report], *, full: bool = False, alone: bool = False) -> str:
        """Return the name of an edition: 第21回, or 第21回（2025年、鄭州市）; alone it is no part of a sentence."""
        report = reports[0]
        number = whole(report.event.edition)
        if number is None:
            return escape(report.title)
        year = next((y for r in reports if (y := whole(r.event.year))), None)
        host = next((h for r in reports if (h := written(r.event.host_city))), None)
        if full and year and host:
            key = "edition_alone_host" if alone else "edition_host"
            return self.say(key, n=self.number(number), year=year, host=self.name(host, both=False))
        return self.say("edition_alone" if alone else "edition_full" if full else "edition", n=self.number(number))

    def number(self, edition: int) -> str:
        """Return the number of an edition as it is written beside 回, 届 or seminar."""
        return ordinal(edition) if self.language == "en" else str(edition)

    def era(self, year: int) -> str:
        """Return a year of the present or the last Japanese era in brackets: 2019 is 令和元年; empty for one before."""
        began = next((began for began in _ERAS if began <= year), None)
        if began is None:
            return ""
        count = year - began + 1
        return self.say("note", text=self.say(_ERAS[began], n="元" if count == 1 else count))

    def days(self, first: str, last: str | None, *, short: bool = False) -> str:
        """Return a range of ISO dates as the language writes it, in a table with a dash."""
        start = date.fromisoformat(first)
        end = date.fromisoformat(last) if last else start
        if self.language == "en":
            return _english_days(start, end)
        text = f"{start.year}年{start.month}月{start.day}日"
        if end == start:
            return text
        rest = f"{end.day}日" if end.month == start.month else f"{end.month}月{end.day}日"
        rest = rest if end.year == start.year else f"{end.year}年{end.month}月{end.day}日"
        return self.say("days_short" if short else "days", first=text, last=rest)

    def speaker(self, talk: Talk) -> str:
        """Return for a table who spoke: place or organisation, name and title; or that no name is given."""
        place, name, title = self._speaker(talk)
        if not name:
            return place or self.say("unnamed")
        if self.language == "en":
            return ", ".join(filter(None, [name, title, place]))
        return "　".join(filter(None, [place, f"{name}{title}"] if self.language == "ja" else [place, name, title]))

    def speaker_told(self, talk: Talk) -> str:
        """Return for a sentence who spoke: 札幌市の岸光右副市長, 札幌市副市长岸光右."""
        place, name, title = self._speaker(talk)
        if not name:
            joined = ", ".join(filter(None, [title, place])) if self.language == "en" else f"{place}{title}"
            return joined or self.say("unnamed")
        if self.language == "en":
            beside = ", ".join(filter(None, [title, place]))
            return f"{name}, {beside}," if beside else name
        if self.language == "ja":
            return "の".join(filter(None, [place, f"{name}{title}"]))
        return f"{place}{title}{name}"

    def origin(self, talk: Talk) -> str:
        """Return a note on a talk that staff corrected or a chat model read; empty for one that the rules read."""
        return self.note(_ORIGINS[talk.source]) if talk.source in _ORIGINS else ""

    def _speaker(self, talk: Talk) -> tuple[str, str, str]:
        body = talk.organisation or talk.place
        return (
            self.name(body) if body else "",
            self.name(talk.speaker) if talk.speaker else "",
            self.title(talk.title) if talk.title else "",
        )

    def title(self, title: str) -> str:
        """Return a title in the reader's language as far as the term table goes; one that is stays as it stands."""
        if self.language == "ja" and not any(one.isascii() or print_of(one) in ("s", "t") for one in title):
            return self.name(title, both=False)  # 書記 is not made 共産党委員会書記
        found = term_named(title)
        if found:
            return escape(name_of(found, self.language))
        own = self.name(title, both=False)
        last = next(iter(find_terms(title)[-1:]), None)
        if self.language == "en" and last and last.term.group == "title" and last.end == len(title):
            return self.say("own_form", reader=name_of(last.term, "en"), source=own)  # 危機管理局長
        return own

    def languages(self, written_in: Iterable[Language]) -> str:
        """Return the names of the languages among these that the reader's is not, both Chinese prints being one."""
        foreign = {language[:2] for language in written_in} - {self.language[:2]}
        return self.join(self.say(f"language_{name}") for name in ("ja", "zh", "en") if name in foreign)

    def labelled(self, key: str, *sentences: str) -> str:
        """Return sentences behind a word that says what they tell."""
        return f"*{self.say(key)}*" + self.say("after_label") + (" " if self.language == "en" else "").join(sentences)

    def note(self, key: str) -> str:
        """Return a phrase in the brackets of the language."""
        return self.say("note", text=self.say(key))


def _institution(text: str) -> Term | None:
    """Return the institution whose short name in kana this is: クレア; a Chinese or English reader knows another."""
    found = term_named(text) if _KATAKANA.fullmatch(text) else None
    return found if found and found.group == "institution" else None


def _named_places(text: str) -> list[PlaceMention]:
    return [one for one in find_places(text) if not one.bare and len(one.places) == 1]


def _english_days(start: date, end: date) -> str:
    if start == end:
        return f"{start.day} {_MONTHS[start.month - 1]} {start.year}"
    if start.month == end.month:
        return f"{start.day}–{end.day} {_MONTHS[start.month - 1]} {start.year}"
    return f"{start.day} {_MONTHS[start.month - 1]} – {end.day} {_MONTHS[end.month - 1]} {end.year}"
