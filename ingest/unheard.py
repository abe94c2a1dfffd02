"""Who was introduced and not heard: the talk a paragraph tells of without saying so, and the coverage alarm.

Most reports introduce somebody and go on with what was said, without any word of saying. A paragraph that introduces
one person, with a post at a place, and that nobody else speaks in is that person's talk. Whatever else speaks of talks
or introduces people and ends up in no record is the alarm; it is decided last, when everybody's part is known.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.facts import SERIES
from ingest.likeness import SURE, japanese_odds
from ingest.minutes import SPEAKING, Minutes
from ingest.names import family
from ingest.patterns import pattern
from ingest.posts import Introduction
from ingest.programme import is_metadata
from ingest.records import Excerpt
from ingest.roles import cue, speaks
from ingest.rows import unknown_post
from ingest.sessions import Stage
from ingest.setoff import name_end, name_starts
from ingest.speakers import speaker_of
from ingest.text import fold
from ingest.topics import find_titles
from ingest.units import Unit

_NO_TALK = (
    "aside",
    "attending",
    "outing",
    "chair",
    "greeted",
    "greeting",
    "absent",
    "replaced",
    "read",
    "past",
    "voice",
    "discussion",
)
_FRAMED = rf"^[【\[].*[】\]]$|テーマ|主題|題目|副題|お題|{SERIES}"  # a heading; what tells of the meeting as a whole
_NOT_TOLD = ("title", "byline", "caption", "furniture")
_NUMBERED = r"[一二三四五六七八九十日月年]"  # dates and counts look like names
_SURE = 0.5  # confidence in a talk that nothing but its paragraph tells


@dataclass(frozen=True, slots=True)
class _Heard:
    """A sentence in which somebody may have spoken, and the people of it whose part is not known yet."""

    unit: Unit
    people: tuple[str | None, ...]


class Unheard:
    """Collects sentences, paragraph by paragraph."""

    def __init__(self, minutes: Minutes, stage: Stage) -> None:
        """Begin with nothing left over."""
        self._minutes = minutes
        self._stage = stage
        self._heard: list[_Heard] = []
        self._block = -1
        self._waiting: list[tuple[Introduction, Excerpt]] = []
        self._further: list[Excerpt] = []
        self._taken = False  # somebody's talk is told in this paragraph

    def turn(self, unit: Unit) -> None:
        """Go on to a sentence; what the paragraph before leaves open becomes a talk."""
        if unit.sentence.block != self._block:
            self.close()
            self._block = unit.sentence.block

    def take(self, unit: Unit) -> None:
        """Notice that this sentence tells a talk; somebody announced whom the paragraph told of before had another."""
        if len(self._waiting) == 1 and not self._taken and self._minutes.announced(self._name(self._waiting[0][0])):
            self.close()
        self._taken = True
        self._heard.append(_Heard(unit, ()))

    def note(self, unit: Unit, *, settled: bool, told: bool) -> None:
        """Take in a sentence that made no talk; `settled` if it says what its people did, `told` if it is a detail."""
        if self._waiting:
            self._further.append(unit.sentence.excerpt)
        if settled or not self._stage.may_speak or self._stage.extra or _tells_else(unit):
            return
        fresh = [person for person in unit.people if (person.title or person.organisation) and self._is_new(person)]
        fresh += [person for person in unit.people if self._minutes.announced(self._name(person))]
        if not told:
            self._waiting += [(person, unit.sentence.excerpt) for person in fresh]
        people = unit.people if speaks(unit.text.plain, chinese=unit.text.chinese) else fresh
        names = tuple(self._minutes.name(speaker_of(person)) for person in people)
        self._heard.append(_Heard(unit, names))

    def close(self) -> None:
        """End a paragraph: the only person it introduces, at a place, with more to tell than the name, gave a talk."""
        person, quote = self._waiting[0] if len(self._waiting) == 1 else (None, None)
        known = person and ((person.title and person.place) or self._minutes.announced(self._name(person)))
        if person and quote and known and self._further and not self._taken:
            talk = self._minutes.talk(speaker_of(person), self._stage.role, self._stage.session, None, quote)
            self._minutes.keep(replace(talk, details=tuple(self._further), confidence=_SURE))
        self._waiting, self._further, self._taken = [], [], False

    def uncovered(self) -> Iterator[Excerpt]:
        """Yield the sentences that look like talks and that no record covers, now that everybody's part is known."""
        talks = [talk for talk in self._minutes.talks if talk.presented and talk.role in SPEAKING]
        for heard in self._heard:
            shown = heard.unit.text.shown
            told = [
                talk for talk in talks if any(q.text in shown or shown in q.text for q in (talk.quote, *talk.details))
            ]
            posts = {fold(talk.title) for talk in told if talk.title}
            unheard = any(not self._minutes.of(name) for name in heard.people)
            if pattern(_FRAMED).search(heard.unit.text.plain) or is_metadata(heard.unit.text.folded):
                continue
            if unheard or unknown_post(heard.unit, posts) or (not told and _titled(heard.unit)):
                yield heard.unit.sentence.excerpt

    def _name(self, person: Introduction) -> str | None:
        return self._minutes.name(speaker_of(person))

    def _is_new(self, person: Introduction) -> bool:
        return not self._minutes.of(self._name(person))


def unread_names(units: Iterable[Unit], known: Collection[str]) -> Iterator[Excerpt]:
    """Yield the sentences that set off what can hardly be anything but the name of somebody whom no record knows."""
    for unit in units:
        if unit.sentence.kind in _NOT_TOLD or is_metadata(unit.text.folded):
            continue
        unread = any(not any(name in one or one in name for one in known) for name in _bare_names(unit))
        if unread and not _tells_else(unit):
            yield unit.sentence.excerpt


def _bare_names(unit: Unit) -> Iterator[str]:
    """Yield the likely names of a sentence that nobody was read from; a Chinese one of three only in rows."""
    text = unit.text
    for start in name_starts(text):
        taken = text.place_over(start) or any(one.start <= start < one.end for one in unit.people)
        end = None if taken else name_end(text, start)
        if end is None:
            continue
        name = text.plain[start:end].replace(" ", "")
        family_name = family(name) or name
        rowed = unit.sentence.kind != "paragraph" or not text.chinese
        chinese = len(name) == 3 and len(name) - len(family_name) == 2 and rowed
        sure = chinese or (len(name) >= 4 and japanese_odds(name) >= SURE)
        if sure and not pattern(_NUMBERED).search(name):
            yield text.shown[start:end].replace("\u3000", "").replace(" ", "")


def _titled(unit: Unit) -> bool:
    """Return whether a sentence names the title of a talk."""
    return bool(find_titles(unit.text, 0, len(unit.text.plain)))


def _tells_else(unit: Unit) -> bool:
    """Return whether a sentence says that it is about something else than a talk of this meeting."""
    return any(cue(kind, unit.text.plain, chinese=unit.text.chinese) for kind in _NO_TALK)
