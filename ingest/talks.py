"""Sentences → people and talks: who spoke in which session about what, each with the clause that says so.

It reads as a person does: first everybody who is introduced anywhere, then unit by unit with a current session and
a current speaker. What looks like a talk and finds no speaker is returned too: the coverage alarm.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.acts import Hearing, hear
from ingest.names import titles
from ingest.patterns import pattern
from ingest.programme import Entry
from ingest.records import Excerpt, Person, Role, Sentence, Talk
from ingest.roles import cue, find_session, has_talks, is_opening, speaks
from ingest.roster import Roster
from ingest.speakers import Claim, Speaker, find_claims, speaker_of
from ingest.text import cut, fold
from ingest.topics import find_topic, named_title, share_topics
from ingest.units import Unit, find_units

_CONTINUES = (
    r"^(?:また|さらに|具体的|加えて|そのほか|このほか|そして|特に"
    r"|なかでも|例えば|たとえば|同[市県区町氏社省局]|氏は|他|她"
    r"|同時|此外|其中|並|還|同様|一方で|その上|なお|その中|これ"
    r"|それ|この|その)"
)
_SESSION_HEAD = 60  # characters within which a sentence names its session
_IN_SESSION = r"^(?:では|で|にて|において|には|に続|に先立|の部|中|上|環節|階段|部分|時|首先|由|[,、: 「(]|$|[)）])"


@dataclass(frozen=True, slots=True)
class TalkReading:
    """What one report tells of people; `uncovered` sentences speak of talks that no record covers."""

    people: tuple[Person, ...]
    talks: tuple[Talk, ...]
    uncovered: tuple[Excerpt, ...]


def find_talks(sentences: Sequence[Sentence]) -> TalkReading:
    """Return the people and talks of a report, and the sentences that may hold more."""
    units, roster = find_units(sentences)
    reader = _Reader(roster)
    for unit in units:
        reader.read(unit)
    return TalkReading(roster.people(), tuple(reader.talks), tuple(reader.uncovered))


class _Reader:
    """The state of somebody reading: the session, the role being listed, who is speaking."""

    def __init__(self, roster: Roster) -> None:
        self.talks: list[Talk] = []
        self.uncovered: list[Excerpt] = []
        self._roster = roster
        self._session: str | None = None
        self._role: Role | None = None  # of the list being read
        self._current: list[int] = []  # talks that the next sentence may go on with
        self._block = -1
        self._aside = False  # the paragraph tells of a visit, a reception, an exhibition
        self._absent: Speaker | None = None
        self._pair: tuple[Speaker, ...] = ()
        self._before: Excerpt | None = None  # the sentence before, if nobody's
        self._under_row = False  # the line before named a speaker
        self._greeted = -1  # the paragraph in which somebody greeted
        self._tabled = False  # the unit before was a row of a table
        self._readers: set[str] = set()  # who only read out another's words
        self._topic: str | None = None  # given in a row of its own, before its speaker

    def read(self, unit: Unit) -> None:
        """Take in one unit."""
        tabular = bool(unit.entry and unit.entry.tabular)
        if self._tabled and not tabular and unit.sentence.kind != "caption":
            self._session, self._current, self._role = None, [], None
        self._tabled = tabular or (self._tabled and unit.sentence.kind == "caption")
        self._enter(unit)
        if unit.entry and unit.entry.people and not unit.entry.tabular:
            self._under_row = True
        if unit.entry and (unit.entry.people or unit.entry.role or unit.entry.topic or unit.entry.body):
            self._list(unit, unit.entry)
        elif unit.sentence.kind in ("paragraph", "item") and not unit.entry:
            self._hear(unit)

    def _enter(self, unit: Unit) -> None:
        """Follow headings and sentences that name the session they are in."""
        kind = unit.sentence.kind
        if kind == "heading" and unit.entry and (unit.entry.topic or unit.entry.people):
            return
        if kind == "heading":
            self._current, self._role, self._absent = [], None, None
            hit = find_session(unit.text.folded)
            person = unit.entry and unit.entry.people
            if not person:
                self._session = unit.text.shown[slice(*hit.span())] if hit else _plain_session(unit.text.shown)
        elif kind in ("paragraph", "item") and not (unit.entry and unit.entry.people):
            hit = find_session(unit.text.plain[:_SESSION_HEAD])
            after = unit.text.plain[hit.end() : hit.end() + 6] if hit else ""
            if kind == "item" and hit is None and len(unit.text.shown) <= 20 and not unit.entry:
                plain = _plain_session(unit.text.shown)
                self._session = plain or self._session
                self._current = [] if plain else self._current
            if hit and has_talks(hit[0]) and pattern(_IN_SESSION).match(after):
                if self._session is None or fold(self._session) != hit[0]:
                    self._current = []
                self._session = unit.text.shown[slice(*hit.span())]

    # Rows of a programme

    def _list(self, unit: Unit, entry: Entry) -> None:
        if cue("discussion", unit.text.plain.lstrip("・◦-●○■ "), chinese=unit.text.chinese):
            return
        if entry.session:
            self._session, self._role = unit.text.shown[slice(*entry.session)], None
        topic = unit.text.shown[slice(*entry.topic)] if entry.topic else None
        if cue("absent", unit.text.plain, chinese=unit.text.chinese):
            self._cancel([speaker_of(person) for person in entry.people])
            return
        if not entry.people and not entry.body:
            self._role = entry.role or self._role
            self._name_topic(
                topic, labelled=entry.role is not None or ":" in unit.text.folded or " " in unit.text.folded
            )
            return
        nameless = all(person.title is None and person.organisation is None for person in entry.people)
        if entry.people and nameless and not (entry.role or entry.affiliation or entry.tabular or self._role):
            return
        opening = is_opening(fold(self._session or ""))
        role = entry.role or self._role or ("greeting" if opening else self._session_role())
        if not entry.tabular and entry.role:
            self._role = role if role in ("speaker", "panelist") else None
        speakers = [speaker_of(person) for person in entry.people] or [self._body(unit, entry)]
        topic, self._topic = topic or self._topic, None
        quoted = self._before if unit.text.folded.startswith(("-", "─")) else None
        for speaker in speakers:
            talk = self._talk(speaker, role, topic, unit.sentence.excerpt)
            if quoted:  # “……” and below it ——X市市長Y
                self._under_row = False
                self._keep(replace(talk, quote=quoted, details=(unit.sentence.excerpt,)))
                continue
            named = speaker.name is not None or has_talks(self._session and fold(self._session))
            told = bool(topic) and role in ("speaker", "panelist") and named
            self._current = [self._keep(replace(talk, presented=told))]

    def _body(self, unit: Unit, entry: Entry) -> Speaker:
        assert entry.body
        written = unit.text.shown[slice(*entry.body)]
        mention = next((m for m in unit.text.places if m.start == entry.body[0]), None)
        place = unit.text.shown[mention.start : mention.end] if mention else None
        return Speaker(*entry.body, None, None, written, place, mention.places[0].country if mention else None)

    def _name_topic(self, topic: str | None, *, labelled: bool) -> None:
        """Give a topic that stands in a row of its own to the speaker above, else keep it for the one below."""
        if topic is None:
            return
        index = self._current[-1] if self._current else None
        if index is not None and self.talks[index].topic is None:
            talk = self.talks[index]
            told = talk.role in ("speaker", "panelist")
            self.talks[index] = replace(talk, topic=topic, presented=talk.presented or told)
        elif labelled:
            self._topic = topic

    # Prose

    def _hear(self, unit: Unit) -> None:
        fresh = unit.sentence.block != self._block
        below = fresh and self._under_row
        self._under_row = False
        self._block = unit.sentence.block
        claims = find_claims(unit.text, unit.people, self._pair)
        self._follow(unit, claims, fresh=fresh)
        made: list[int] = []
        settled = False
        for position, claim in enumerate(claims):
            hearing = hear(unit.text, claim, claims[position + 1 :])
            indexes = self._claimed(unit, claim, hearing)
            made += indexes
            settled = settled or bool(indexes) or hearing.act in ("none", "absent", "greeting", "coordinator")
        group = max((claim.speakers for claim in claims), key=len, default=())
        self._pair = group if len(group) == 2 else self._pair
        discussion = any(cue(kind, unit.text.plain, chinese=unit.text.chinese) for kind in ("discussion", "voice"))
        if made:
            self._current = [index for index in made if self.talks[index].role in ("speaker", "panelist")]
            self._before = None
            return
        if claims or discussion or self._aside:
            self._current = [] if settled or discussion or self._aside else self._current
        goes_on = not fresh or below or bool(pattern(_CONTINUES).search(unit.text.plain)) or self._about_current(unit)
        if len(self._current) == 1 and goes_on:
            self._detail(self._current[0], unit.sentence.excerpt)
            if below:
                self._present(self._current[0], unit.sentence.excerpt)
        else:
            self._current = [] if fresh else self._current
            self._before = unit.sentence.excerpt
            if not settled and not discussion:
                self._alarm(unit)
            return
        if not settled and _unknown_post(unit):
            self._alarm(unit)

    def _follow(self, unit: Unit, claims: Sequence[Claim], *, fresh: bool) -> None:
        """Notice that a paragraph turns to visits, receptions or stands, and back."""
        if fresh:
            self._aside = False
        outing = cue("outing", unit.text.plain, chinese=unit.text.chinese)
        starts = (claim.speakers[0].start for claim in claims if claim.speakers[0].name)
        first = min(starts, default=len(unit.text.plain))
        if outing and outing.start() <= first:
            self._aside = True

    def _about_current(self, unit: Unit) -> bool:
        """Return whether the sentence names the place or person speaking now."""
        names = (
            name for index in self._current for name in (self.talks[index].place, self.talks[index].speaker) if name
        )
        return any(fold(name)[:4] in unit.text.folded for name in names)

    def _alarm(self, unit: Unit) -> None:
        """Keep a sentence that looks like a talk of somebody who was not understood."""
        session = fold(self._session or "")
        if has_talks(session) and not is_opening(session) and not self._aside:
            told = speaks(unit.text.plain, chinese=unit.text.chinese) and unit.people
            if told or _unknown_post(unit):
                self.uncovered.append(unit.sentence.excerpt)

    def _claimed(self, unit: Unit, claim: Claim, hearing: Hearing) -> list[int]:
        """Record what a claim says; return the talks it tells of."""
        text, act = unit.text, hearing.act
        if act == "absent":
            self._absent = claim.speakers[-1]
            self._cancel(claim.speakers)
            return []
        quote = cut(unit.sentence.excerpt, claim.start, claim.end)
        if act == "read":
            self._readers |= {self._talk(one, "speaker", None, quote).speaker or "" for one in claim.speakers}
            if self._absent is None:
                return []
            quote = unit.sentence.excerpt
            claim, act = replace(claim, speakers=(self._absent,), start=0, said=0, inverted=True), "explicit"
        topics = share_topics(text, claim.said, claim.end, len(claim.speakers)) if len(claim.speakers) > 1 else []
        if not topics and act in ("explicit", "talk", "silent") and not claim.inverted:
            topic = find_topic(text, claim.said, claim.end)
            topics = [topic] * len(claim.speakers) if topic else []
        elif not topics and claim.inverted:
            title = named_title(text)
            topics = [title] if title else []
        made: list[int] = []
        for position, speaker in enumerate(claim.speakers):
            span = topics[position] if position < len(topics) else None
            topic = text.shown[slice(*span)] if span else None
            index = self._spoken(speaker, act, hearing, topic, quote)
            made += [index] if index is not None else []
        if made and claim.inverted and self._before and hearing.refers:
            for index in made:
                self._detail(index, self._before)
        return made

    def _cancel(self, speakers: Sequence[Speaker]) -> None:
        """Take back what a programme announced of somebody who did not come."""
        for speaker in speakers:
            known = self._talk(speaker, "speaker", None, Excerpt("", ()))
            for index, talk in enumerate(self.talks):
                if known.speaker and talk.speaker == known.speaker:
                    self.talks[index] = replace(talk, presented=False)

    def _spoken(self, speaker: Speaker, act: str, hearing: Hearing, topic: str | None, quote: Excerpt) -> int | None:
        """Record one speaker's part; None where it is no part of the meeting's talks, greetings or chairs."""
        if speaker.name is None and not self._body_may_speak(act, hearing):
            return None
        if act in ("greeting", "coordinator"):
            role: Role = "greeting" if act == "greeting" else "coordinator"
            self._greeted = self._block if act == "greeting" else self._greeted
            return self._keep(self._talk(speaker, role, None, quote))
        if act not in ("explicit", "talk", "silent") or hearing.elsewhere or (self._aside and act != "explicit"):
            return None
        talk = self._talk(speaker, self._session_role(), topic, quote)
        opening = is_opening(fold(self._session or ""))
        known = [i for i, one in enumerate(self.talks) if speaker.name and one.speaker == talk.speaker]
        if act != "explicit" and (self._not_a_speaker(known) or talk.speaker in self._readers):
            return None
        mine = [i for i in known if self.talks[i].role in ("speaker", "panelist")]
        if (
            not mine
            and act in ("silent", "talk")
            and (opening or (not hearing.strong and self._greeted == self._block))
        ):
            self._greeted = self._block
            return self._keep(replace(talk, role="greeting", topic=None))
        if act == "silent" and not mine and not (self._in_talks() or (self._session is None and speaker.organisation)):
            return None
        barred = hearing.aftermath or (hearing.discussion and (act == "silent" or not speaker.organisation))
        if barred and act != "explicit" and not mine:
            return None
        if mine and self.talks[mine[-1]].presented and (act == "silent" or (act == "talk" and not hearing.strong)):
            self._detail(mine[-1], quote)
            return mine[-1]
        return self._keep(replace(talk, confidence=0.6 if act == "silent" else 1.0))

    def _not_a_speaker(self, known: Sequence[int]) -> bool:
        roles = {self.talks[index].role for index in known}
        return bool(roles) and not roles & {"speaker", "panelist"}

    def _in_talks(self) -> bool:
        if self._session is None:
            return any(talk.presented and talk.role in ("speaker", "panelist") for talk in self.talks)
        return has_talks(fold(self._session)) and not is_opening(fold(self._session))

    def _body_may_speak(self, act: str, hearing: Hearing) -> bool:
        """Return whether a city or office without a named person is said to have presented something."""
        if act == "greeting":
            return False
        return act in ("explicit", "talk") and hearing.strong and has_talks(self._session and fold(self._session))

    def _detail(self, index: int, quote: Excerpt) -> None:
        talk = self.talks[index]
        if quote.text != talk.quote.text and quote not in talk.details:
            self.talks[index] = replace(talk, details=(*talk.details, quote))

    def _present(self, index: int, quote: Excerpt) -> None:
        """Make a talk of somebody's row and the paragraph below it."""
        talk = self.talks[index]
        if talk.role in ("speaker", "panelist") and not talk.presented:
            self.talks[index] = replace(talk, presented=True, quote=quote, details=(talk.quote,), confidence=0.8)

    def _session_role(self) -> Role:
        session = fold(self._session or "")
        return (
            "panelist"
            if pattern(r"パネル|討論|円卓|圓桌|圓卓|対話|座談|討議|鼎談|トーク").search(session)
            else "speaker"
        )

    def _talk(self, speaker: Speaker, role: Role, topic: str | None, quote: Excerpt) -> Talk:
        person = self._roster.find(speaker.name, speaker.title, speaker.organisation) if speaker.name else None
        return Talk(
            session=self._session,
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

    def _keep(self, talk: Talk) -> int:
        """Add a talk, or complete the one of the same speaker in the same session; return its number."""
        for index, known in enumerate(self.talks):
            if _same_talk(known, talk):
                self.talks[index] = _merged(known, talk)
                return index
        self.talks.append(talk)
        return len(self.talks) - 1


def _unknown_post(unit: Unit) -> bool:
    """Return whether somebody with a post is the subject whose name was not understood."""
    after = r"[はがもら]|から|:|[、,]" if not unit.text.chinese else r"[\u3400-\u9fff]{2}"
    for match in pattern(titles()).finditer(unit.text.plain):
        known = any(person.start < match.end() and match.start() < person.end for person in unit.people)
        named = any(place.end <= match.start() <= place.end + 12 for place in unit.text.places)
        if not known and named and pattern(after).match(unit.text.plain, match.end()):
            return True
    return False


def _plain_session(heading: str) -> str | None:
    """Return a heading that names a session in plain words: （２）講演."""
    name = re.sub(r"^[\W\d_一二三四五六七八九十]+", "", heading)
    return (
        name if pattern(r"講演|発表|報告|事例|発言|演講|分享|経験交流|スピーチ|取組|登壇").search(fold(name)) else None
    )


def _same_talk(known: Talk, talk: Talk) -> bool:
    if known.speaker is None and talk.speaker and known.topic is None:  # a city first, its mayor later
        who = bool(known.place) and known.place == talk.place and known.session == talk.session
    else:
        who = (known.speaker, None if known.speaker else known.organisation) == (
            talk.speaker,
            None if talk.speaker else talk.organisation,
        )
    session = known.session == talk.session or None in (known.session, talk.session) or not known.presented
    speaking = [one.role in ("speaker", "panelist") for one in (known, talk)]
    alike = speaking[0] == speaking[1] and (speaking[0] or known.role == talk.role)
    return who and alike and (session or talk.topic is None or known.role in ("greeting", "coordinator"))


def _merged(known: Talk, talk: Talk) -> Talk:
    if talk.presented and not known.presented:
        return replace(talk, session=known.session or talk.session, role=known.role, topic=talk.topic or known.topic)
    if (known.topic is None and talk.topic is not None) or (known.speaker is None and talk.speaker):
        details = (known.quote, *known.details) if known.quote.text != talk.quote.text else known.details
        return replace(talk, session=known.session or talk.session, role=known.role, details=details, presented=True)
    if not talk.presented or talk.quote.text == known.quote.text or talk.quote in known.details:
        return known
    return replace(known, details=(*known.details, talk.quote))
