"""Sentences → people and talks: who spoke in which session about what, each with the clause that says so.

It reads as a person does: first everybody who is introduced anywhere, then sentence by sentence with a current
session and a current speaker. What looks like a talk and finds no speaker is returned too: the coverage alarm.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.patterns import pattern
from ingest.people import Introduction, find_introductions
from ingest.programme import Entry, read_entry
from ingest.records import Excerpt, Person, Role, Sentence, Talk
from ingest.roles import act_of, discusses, find_session, has_talks, speaks
from ingest.roster import Roster
from ingest.speakers import Claim, Speaker, find_claims
from ingest.text import cut, fold
from ingest.topics import find_topic

_CONTINUES = r"^(?:また|さらに|具体的|加えて|そのほか|このほか|そして|特に|なかでも|例えば|たとえば|同[市県区町氏社省局]|氏は|他|她|同時|此外|其中|並|还|同样|一方で|その上|なお|まず|次に|続いて|最後に|その中|これ|それ|この|その)"
_JAPANESE_HEAD = 60  # characters within which a sentence names its session


@dataclass(frozen=True, slots=True)
class TalkReading:
    """What one report tells of people; `uncovered` sentences speak of talks that no record covers."""

    people: tuple[Person, ...]
    talks: tuple[Talk, ...]
    uncovered: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence with what was found in it."""

    sentence: Sentence
    folded: str
    people: tuple[Introduction, ...]
    entry: Entry | None


def find_talks(sentences: Sequence[Sentence]) -> TalkReading:
    """Return the people and talks of a report, and the sentences that may hold more."""
    units = [_unit(sentence) for sentence in sentences]
    roster = _roster(units)
    reader = _Reader(roster)
    for unit in units:
        reader.read(unit)
    return TalkReading(roster.people(), tuple(reader.talks), tuple(reader.uncovered))


def _unit(sentence: Sentence) -> _Unit:
    people = tuple(find_introductions(sentence.text))
    listed = sentence.kind in ("item", "heading", "caption", "title") or len(sentence.text) < 60
    entry = read_entry(sentence.text) if listed else None
    return _Unit(sentence, fold(sentence.text), people, entry)


def _roster(units: Sequence[_Unit]) -> Roster:
    """Return everybody named, fullest namings first."""
    roster = Roster()
    named = [(unit.entry.person, unit, unit.entry.affiliation) for unit in units if unit.entry and unit.entry.person]
    named += [(person, unit, None) for unit in units if not (unit.entry and unit.entry.person) for person in unit.people]
    for person, unit, affiliation in sorted(named, key=lambda one: -min(len(one[0].name), 4)):
        roster.add(person, cut(unit.sentence.excerpt, person.start, person.end), affiliation)
    return roster


class _Reader:
    """The state of somebody reading: the session, the role being listed, who is speaking."""

    def __init__(self, roster: Roster) -> None:
        self.talks: list[Talk] = []
        self.uncovered: list[Excerpt] = []
        self._roster = roster
        self._session: str | None = None
        self._role: Role | None = None
        self._current: list[int] = []  # talks that the next sentence may go on with
        self._heading = ""

    def read(self, unit: _Unit) -> None:
        """Take in one sentence."""
        self._enter(unit)
        if unit.sentence.kind in ("title", "byline", "heading"):
            if unit.entry and unit.entry.person and unit.sentence.kind == "heading":
                self._list(unit, unit.entry)
            return
        if unit.entry and (unit.entry.person or unit.entry.role) and not unit.folded.endswith("。"):
            self._list(unit, unit.entry)
        elif unit.sentence.kind != "caption":
            self._hear(unit)

    def _enter(self, unit: _Unit) -> None:
        """Follow headings and sentences that name the session they are in."""
        if unit.sentence.kind == "heading":
            self._heading, self._current, self._role = unit.sentence.text, [], None
            hit = find_session(unit.folded)
            self._session = unit.sentence.text[slice(*hit.span())] if hit else None
        elif unit.sentence.kind in ("paragraph", "item"):
            hit = find_session(unit.folded[:_JAPANESE_HEAD])
            after = unit.folded[hit.end() : hit.end() + 6] if hit else ""
            if hit and pattern(r"^(?:では|で|にて|において|には|に続|に先立|の部|中|上|環節|階段|部分|時|[,、:]|$|[)）])").match(after):
                if self._session is None or fold(self._session) != hit[0]:
                    self._current = []
                self._session = unit.sentence.text[slice(*hit.span())]

    def _list(self, unit: _Unit, entry: Entry) -> None:
        """Take in a row of a programme."""
        self._role = entry.role or self._role
        self._current = []
        if entry.person is None:
            return
        role = entry.role or self._role or self._session_role()
        person = entry.person
        speaker = Speaker(person.start, person.end, person.name, person.title, person.organisation, person.place, person.country)
        topic = unit.sentence.text[slice(*entry.topic)] if entry.topic else None
        talk = self._talk(speaker, role, topic, unit.sentence.excerpt)
        self._keep(replace(talk, presented=bool(topic) and role in ("speaker", "panelist")))
        self._current = [len(self.talks) - 1] if topic or not has_talks(self._session and fold(self._session)) else [len(self.talks) - 1]

    def _hear(self, unit: _Unit) -> None:
        """Take in a sentence of prose."""
        claims = [claim for claim in find_claims(unit.sentence.text, unit.people)]
        made = [index for position, claim in enumerate(claims) for index in self._claimed(unit, claim, claims[position + 1 :])]
        if made:
            self._current = made
        elif discusses(unit.folded):
            self._current = []
        elif self._current and not claims and self._goes_on(unit):
            self._detail(unit)
        elif claims or not self._goes_on(unit):
            self._current = [] if claims and not made and not self._about_current(unit) else self._current
            if self._current and self._about_current(unit):
                self._detail(unit)
        if not made and not self._current and has_talks(self._session and fold(self._session)) and self._looks_like_talk(unit):
            self.uncovered.append(unit.sentence.excerpt)

    def _goes_on(self, unit: _Unit) -> bool:
        return speaks(unit.folded) or bool(pattern(_CONTINUES).search(unit.folded)) or self._about_current(unit)

    def _about_current(self, unit: _Unit) -> bool:
        """Return whether the sentence names the place or person speaking now."""
        names = {fold(name)[:4] for index in self._current for name in (self.talks[index].place, self.talks[index].speaker) if name}
        return any(name and name in unit.folded for name in names)

    def _looks_like_talk(self, unit: _Unit) -> bool:
        return bool(unit.people) and speaks(unit.folded) and act_of(unit.folded) == "talk"

    def _detail(self, unit: _Unit) -> None:
        for index in self._current:
            talk = self.talks[index]
            topic = talk.topic
            if topic is None and talk.presented is False:
                topic = None
            self.talks[index] = replace(talk, details=(*talk.details, unit.sentence.excerpt), presented=talk.presented or speaks(unit.folded))

    def _claimed(self, unit: _Unit, claim: Claim, later: Sequence[Claim]) -> list[int]:
        """Record what a claim says; its verb may stand with a later speaker of the same list."""
        own = unit.folded[claim.said : claim.end]
        shared = "" if speaks(own) or claim.inverted else "".join(unit.folded[c.said : c.end] for c in later)
        act = act_of(unit.folded[claim.start : claim.end] if claim.inverted else own)
        if act == "none" and shared and not pattern(r"[。!?]").search(own):
            act = act_of(shared)
        bodies_only = all(speaker.name is None for speaker in claim.speakers)
        if act == "none" or bodies_only and not self._body_may_speak(unit, own + shared):
            return []
        if act == "talk" and self._session and not has_talks(fold(self._session)):
            return []
        role: Role = act if act in ("greeting", "coordinator") else self._session_role()
        span = find_topic(own) if act == "talk" else None
        topic = unit.sentence.text[claim.said + span[0] : claim.said + span[1]] if span else None
        quote = cut(unit.sentence.excerpt, claim.start, claim.end)
        return [self._keep(self._talk(speaker, role, topic, quote)) for speaker in claim.speakers]

    def _body_may_speak(self, unit: _Unit, said: str) -> bool:
        """Return whether a city or office without a named person is said to have presented something."""
        strong = pattern(r"発表|紹介|講演|報告|説明し|説明が|披露|共有|プレゼン|発言|演講|分享|介紹|匯報|闡述|推介|代表").search(said)
        return bool(strong) and (self._session is None or has_talks(fold(self._session)))

    def _session_role(self) -> Role:
        session = fold(self._session or "")
        if self._role:
            return self._role
        return "panelist" if pattern(r"パネル|討論|円卓|圓桌|対話|座談").search(session) else "speaker"

    def _talk(self, speaker: Speaker, role: Role, topic: str | None, quote: Excerpt) -> Talk:
        person = self._roster.resolve(speaker)
        country = (person.country if person else None) or speaker.country
        return Talk(
            session=self._session,
            role=role,
            speaker=person.name if person else speaker.name,
            title=(person.title if person else None) or speaker.title,
            organisation=(person.organisation if person else None) or speaker.organisation,
            place=(person.place if person else None) or speaker.place,
            country=country,
            topic=topic,
            quote=quote,
            introduction=person.quote if person else None,
        )

    def _keep(self, talk: Talk) -> int:
        """Add a talk, or complete the one of the same speaker in the same session; return its number."""
        for index, known in enumerate(self.talks):
            if _same_talk(known, talk):
                self.talks[index] = _merged(known, talk)
                return index
        self.talks.append(talk)
        return len(self.talks) - 1


def _same_talk(known: Talk, talk: Talk) -> bool:
    who = (known.speaker, None if known.speaker else known.organisation) == (talk.speaker, None if talk.speaker else talk.organisation)
    session = known.session == talk.session or known.session is None or talk.session is None or not known.presented
    greeting = (known.role == "greeting") == (talk.role == "greeting")
    return who and session and greeting


def _merged(known: Talk, talk: Talk) -> Talk:
    if talk.presented and not known.presented:
        return replace(talk, session=known.session or talk.session, role=known.role if known.role != "greeting" else talk.role, topic=talk.topic or known.topic)
    if known.topic is None and talk.topic is not None:
        return replace(known, topic=talk.topic, quote=talk.quote, details=(known.quote, *known.details))
    return replace(known, details=(*known.details, talk.quote)) if talk.presented else known
