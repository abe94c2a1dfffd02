"""Who was introduced and not heard: the talk a paragraph tells of without saying so.

Most reports introduce somebody and go on with what was said, without any word of saying. A paragraph that introduces
one person, with a post at a place, and that nobody else speaks in is that person's talk. Every sentence is accounted
for; what the accounts leave open is the coverage alarm, decided last, when everybody's part is known.
"""

from dataclasses import replace

from ingest.accounts import Account, tells_else
from ingest.minutes import Minutes
from ingest.posts import Introduction
from ingest.records import Excerpt
from ingest.roles import cue, speaks
from ingest.sessions import Stage
from ingest.speakers import speaker_of
from ingest.units import Unit

_SURE = 0.5  # confidence in a talk that nothing but its paragraph tells


class Unheard:
    """Collects sentences, paragraph by paragraph."""

    def __init__(self, minutes: Minutes, stage: Stage) -> None:
        """Begin with nothing left over."""
        self._minutes = minutes
        self._stage = stage
        self.accounts: list[Account] = []
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
        self.accounts.append(Account(unit, talk=True))

    def settle(self, unit: Unit) -> None:
        """Notice that this sentence tells of somebody's other part: a greeting, a chair."""
        self.accounts.append(Account(unit, settled=True))

    def note(self, unit: Unit, *, settled: bool, told: bool) -> None:
        """Take in a sentence that made no talk; `settled` if it says what its people did, `told` if it is a detail."""
        if self._waiting:
            self._further.append(unit.sentence.excerpt)
        closed = not self._stage.may_speak or self._stage.extra or self._stage.away
        closed = closed or self._stage.session in self._stage.again  # remarks on talks, no further ones
        if settled or closed or tells_else(unit):
            self.accounts.append(Account(unit, settled=settled or not closed, closed=closed, told=told))
            return
        fresh = [person for person in unit.people if (person.title or person.organisation) and self._is_new(person)]
        fresh = [person for person in fresh if not cue("unheard", person.title or "", chinese=unit.text.chinese)]
        fresh += [person for person in unit.people if self._minutes.announced(self._name(person))]
        if not told:
            self._waiting += [(person, unit.sentence.excerpt) for person in fresh]
        placed = [person for person in fresh if person.organisation or person.place]
        people = unit.people if speaks(unit.text.plain, chinese=unit.text.chinese) else placed
        names = tuple(self._minutes.name(speaker_of(person)) for person in people)
        self.accounts.append(Account(unit, names, told=told))

    def close(self) -> None:
        """End a paragraph: the only person it introduces, at a place, with more to tell than the name, gave a talk."""
        person, quote = self._waiting[0] if len(self._waiting) == 1 else (None, None)
        known = person and ((person.title and person.place) or self._minutes.announced(self._name(person)))
        if person and quote and known and self._further and not self._taken:
            talk = self._minutes.talk(speaker_of(person), self._stage.role, self._stage.session, None, quote)
            self._minutes.keep(replace(talk, details=tuple(self._further), confidence=_SURE))
        self._waiting, self._further, self._taken = [], [], False

    def _name(self, person: Introduction) -> str | None:
        return self._minutes.name(speaker_of(person))

    def _is_new(self, person: Introduction) -> bool:
        return not self._minutes.of(self._name(person))
