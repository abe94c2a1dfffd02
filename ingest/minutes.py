"""The minutes being written while a report is read: talks kept once, completed, taken back.

Alone knows when two tellings are of one talk: the same speaker in the same session, a city first and its mayor later,
a row of the programme and the paragraph that tells of it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ingest.bodies import Speaker
from ingest.patterns import pattern
from ingest.records import Country, Excerpt, Role, Talk
from ingest.roster import Roster
from ingest.text import fold

SPEAKING: tuple[Role, ...] = ("speaker", "panelist")
_EXPERTS = r"専家|有識者"
_LOCAL = r"[該本同]?[市県区町村州省]"  # an office that leaves its place out
_SHORTEST = 4  # characters of a topic
_NEAR = 2  # talks since a body was named
_SCHOLAR = r"教授|准教授|講師$|学者|院士"
_NOTHING = Excerpt("", ())


class Minutes:
    """The talks of one report in the order in which they are first told."""

    def __init__(self, roster: Roster) -> None:
        """Begin with no talk and everybody who is named."""
        self.talks: list[Talk] = []
        self.gone: set[str | None] = set()  # who did not come
        self._roster = roster

    def talk(self, speaker: Speaker, role: Role, session: str | None, topic: str | None, quote: Excerpt) -> Talk:
        """Return a talk by this speaker, whoever that is by the roster."""
        person = self._roster.find(speaker.name, speaker.title, speaker.organisation) if speaker.name else None
        return Talk(
            session=session,
            role=role,
            speaker=person.name if person else speaker.name,
            title=(person.title if person else None) or speaker.title,
            organisation=(person.organisation if person else None) or speaker.organisation,
            place=(person.place if person else None) or speaker.place,
            country=(person.country if person else None) or speaker.country,
            topic=topic,
            quote=quote,
            introduction=person.quote if person else None,
        )

    def name(self, speaker: Speaker) -> str | None:
        """Return the full name of a speaker."""
        return self.talk(speaker, "speaker", None, None, _NOTHING).speaker

    def keep(self, talk: Talk) -> int:
        """Add a talk, or complete the one of the same speaker in the same session; return its number."""
        for index, known in enumerate(self.talks):
            near = index >= len(self.talks) - _NEAR
            if _same_talk(known, talk) or ((near or talk.place) and _speaks_for(known, talk)):
                self.talks[index] = _merged(known, talk)
                return index
        self.talks.append(talk)
        return len(self.talks) - 1

    def of(self, name: str | None) -> list[int]:
        """Return the numbers of what a person of this full name did."""
        return [index for index, talk in enumerate(self.talks) if name and talk.speaker == name]

    def speaking(self, numbers: Iterable[int]) -> list[int]:
        """Return those of these numbers that are talks, no greetings and chairs."""
        return [index for index in numbers if self.talks[index].role in SPEAKING]

    def announced(self, name: str | None) -> bool:
        """Return whether a programme announces somebody of whom nothing has been told yet."""
        known = self.of(name)
        return (
            bool(known)
            and name not in self.gone
            and not any(self.talks[index].presented or self.talks[index].role not in SPEAKING for index in known)
        )

    def cancel(self, speakers: Iterable[Speaker]) -> None:
        """Take back what a programme announced of somebody who did not come."""
        for speaker in speakers:
            self.gone.add(self.name(speaker))
            for index in self.of(self.name(speaker)):
                self.talks[index] = replace(self.talks[index], presented=False)

    def cancel_row(self, number: int) -> None:
        """Take back what a numbered row of the programme announced."""
        for index, talk in enumerate(self.talks):
            if re.match(rf"{number}[^0-9]", fold(talk.quote.text)):
                self.gone.add(talk.speaker)
                self.talks[index] = replace(talk, presented=False)

    def withdraw(self, numbers: Iterable[int]) -> None:
        """Take back talks of which a later sentence says that they were not given."""
        for index in numbers:
            self.talks[index] = replace(self.talks[index], presented=False)

    def take_as_remarks(self, again: Mapping[str | None, bool]) -> None:
        """Take what is said in discussions `again` of earlier speakers as remarks: all of it if they are the most.

        Else, and where experts talk with each other, only what scholars say.
        """
        for index, talk in enumerate(self.talks):
            scholar = pattern(_SCHOLAR).search(fold(talk.title or "")) and talk.organisation
            experts = talk.session in again or pattern(_EXPERTS).search(fold(talk.session or ""))
            if talk.role == "panelist" and (again.get(talk.session) or (scholar and experts)):
                self.talks[index] = replace(talk, presented=False)

    def detail(self, index: int, quote: Excerpt) -> None:
        """Add a further sentence to a talk."""
        talk = self.talks[index]
        if quote.text != talk.quote.text and quote not in talk.details:
            self.talks[index] = replace(talk, details=(*talk.details, quote))

    def present(self, index: int, quote: Excerpt) -> None:
        """Make a talk of somebody's row and the paragraph below it."""
        talk = self.talks[index]
        if talk.role in SPEAKING and not talk.presented:
            self.talks[index] = replace(talk, presented=True, quote=quote, details=(talk.quote,), confidence=0.8)

    def greet(self, index: int) -> None:
        """Take a talk for the greeting that it turns out to be."""
        self.talks[index] = replace(self.talks[index], role="greeting", topic=None)

    def identify(self, index: int, name: str, title: str) -> None:
        """Give the talk of a body the person who speaks for it."""
        self.talks[index] = replace(self.talks[index], speaker=name, title=title)

    def employ(
        self, index: int, title: str | None, organisation: str | None, place: str | None, country: Country | None
    ) -> None:
        """Give the speaker of a talk the post that stands in a line of its own."""
        self.talks[index] = replace(
            self.talks[index], title=title, organisation=organisation, place=place, country=country
        )

    def name_topic(self, index: int, topic: str) -> bool:
        """Give a talk the topic that stands in a row of its own; return whether it had none."""
        talk = self.talks[index]
        if talk.topic is None:
            self.talks[index] = replace(talk, topic=topic, presented=talk.presented or talk.role in SPEAKING)
        return talk.topic is None


def _same_talk(known: Talk, talk: Talk) -> bool:
    if known.speaker is None and talk.speaker and known.topic is None:  # a city first, its mayor later
        who = bool(known.place) and known.place == talk.place and known.session == talk.session
    elif known.speaker and talk.speaker is None and _unheard(known):  # the list of speakers first, 舟山からの報告 later
        who = bool(known.place) and _whole(talk) and _named(talk.place or talk.organisation or "", known.place or "")
    else:
        who = (known.speaker, None if known.speaker else known.organisation) == (
            talk.speaker,
            None if talk.speaker else talk.organisation,
        )
    told = talk.presented and not known.presented
    session = known.session == talk.session or None in (known.session, talk.session) or told
    speaking = [one.role in SPEAKING for one in (known, talk)]
    alike = speaking[0] == speaking[1] and (speaking[0] or known.role == talk.role)
    anywhere = (talk.presented and talk.topic is None) or known.role not in SPEAKING
    return who and alike and (session or anywhere)


def _speaks_for(body: Talk, talk: Talk) -> bool:
    """Return whether a talk is that of the body named right before: 潮州市的发言谈的是…。市文物旅游局科长许婉卿说…"""
    speaking = body.role in SPEAKING and talk.role in SPEAKING and talk.presented
    if body.speaker or not (talk.speaker and body.place and speaking) or body.session != talk.session:
        return False
    place = talk.place or talk.organisation or ""
    named = len(place) > 1 and fold(body.place[:-1]).endswith(fold(place))
    local = pattern(_LOCAL).match(fold(talk.organisation or "")) if talk.place is None else None
    theirs = local is not None and local[0][-1] == fold(body.place)[-1]  # 本県 is no city's
    return bool(named or theirs) or (talk.place is not None and _within(body.place, talk.place))


def _unheard(talk: Talk) -> bool:
    """Return whether somebody is only named as one who speaks."""
    return talk.topic is None and not talk.details


def _whole(talk: Talk) -> bool:
    """Return whether a talk is that of a place as a whole, no office's."""
    return talk.organisation in (None, talk.place) or talk.place is None


def _named(name: str, place: str) -> bool:
    """Return whether a name is a place's, with or without what it is or lies in: 舟山, 浙江省舟山市."""
    short, full = fold(name), fold(place)
    return len(short) > 1 and (full.endswith(short) or full[:-1].endswith(short))


def _within(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _merged(known: Talk, talk: Talk) -> Talk:
    if known.speaker and talk.speaker is None:
        who = ("speaker", "title", "organisation", "place", "country", "introduction")
        talk = replace(talk, **{name: getattr(known, name) for name in who})
    if talk.presented and not known.presented:
        return replace(talk, session=known.session or talk.session, role=known.role, topic=talk.topic or known.topic)
    if (known.topic is None and talk.topic is not None) or (known.speaker is None and talk.speaker):
        details = (known.quote, *known.details) if known.quote.text != talk.quote.text else known.details
        topic = known.topic if known.speaker is None and len(known.topic or "") >= _SHORTEST else talk.topic
        session = known.session or talk.session
        place, country = talk.place or known.place, talk.country or known.country
        kept = replace(talk, session=session, role=known.role, details=details, presented=True)
        return replace(kept, topic=topic, place=place, country=country)
    if not talk.presented or talk.quote.text == known.quote.text or talk.quote in known.details:
        return known
    return replace(known, details=(*known.details, talk.quote))
