"""What a sentence says of its speakers, put into the minutes: a talk, a greeting, a chair, a remark, or nothing.

Alone weighs a claim in weak words by what else is known: who greeted or asked before, whether talks are given here.
"""

from collections.abc import Sequence
from dataclasses import replace

from ingest.acts import Hearing, hear
from ingest.bodies import Speaker
from ingest.minutes import SPEAKING, Minutes
from ingest.patterns import pattern
from ingest.places import find_places
from ingest.posts import Introduction
from ingest.records import Excerpt, Role, Talk
from ingest.roles import cue
from ingest.sessions import Stage
from ingest.speakers import Claim, speaker_of
from ingest.text import cut, fold, parse_number
from ingest.topics import find_topics
from ingest.units import Unit

_BY_OTHER = r"(?:稿|論文|報告|発言)[^,。;]{0,4}由[^,。;]{1,16}(?:代|宣)"  # her paper, read by another
_CHAIR = r"司会者?|進行役?|座長|コーディネーター|モデレーター|ファシリテーター|主持人?|総合司会"
_PANEL_SITS = r"(?:が|で|は)(?:鼎談|対談|討論)|が並[びん]|加わ[りっ]|参加|話題[是は]"
_ROUND = r"語り合|話し合|論じ合|意見を(?:交|たたか)|が?加わり|席に着|展開了?(?:対話|討論|交流|討論)|囲[坐着]"
_FEW = 3  # who talk with each other
_SITS_ALONE = r"^(?:[^、。,]{0,6}に)?(?:加わ|参加|出席)[^、。,]{0,6}。?$|^(?:也)?(?:参加|加入)[^、。,]{0,8}。?$"
_ADDRESSED = r"^[「『“][^」』”]*[」』”]と、?[ごお]?(?:あいさつ|挨拶)(?:し|され|でした|。|$)"  # 「…」とごあいさつ。
_ALL_ADDRESSED = r"(?:致辞|致詞|開場白|寒暄)(?:就|也|便)?(?:這様|如此|到此)?(?:就|便)?(?:結束|完畢|収尾)"
_ANYBODY = (
    r"(?:村民|居民|住民|市民|女士|先生|小姐|師傅|老師)$"  # what is no post: heard only where they are said to speak
)
_PICTURED = (
    r"^(?:氏|さん|先生)?(?:による|の|、)?(?:開会|閉会|歓迎|主催者|来賓|代表)?の?(?:ご?(?:挨拶|あいさつ)|祝辞|致[辞詞])"
)
_ANNOUNCES = (  # 空き家をめぐる二つの報告です。 海のごみについては2つの発表がありました。
    r"(?:めぐる|関する|ついて(?:は|の)?|扱った|テーマにした|巡る)、?([2-5二三四五])(?:つ|本|件|題|人|組)の?(?:ご?(?:報告|発表|講演|話題?|登壇))"
    r"|([2-5両二三四五])[個場位篇項](?:発言|報告|演講|講者)?[^,。;:]{0,4}(?:都|均|同様|皆)(?:是|在)?(?:談|講|関於|囲繞|聚焦|与)"
)
_POINTS = r"[這那此]|これ|それ|この|その"  # a sentence that says little without the one before
_ASKED_TO_CHAIR = rf"^(?:氏|さん|先生)?に、?(?:{_CHAIR})を?(?:お願い|依頼|務め)"


class Scribe:
    """Writes the minutes, claim by claim; `block` is the paragraph being read, `greeted` the last with a greeting."""

    def __init__(self, minutes: Minutes, stage: Stage) -> None:
        """Begin with nobody absent."""
        self.absent: Speaker | None = None
        self.block = -1
        self.greeted = -1
        self.doubted: dict[str | None, Excerpt] = {}  # told as of talks, in an opening
        self._announced: tuple[Excerpt, int, int] | None = None  # what the next talks are of, how many, the paragraph
        self._here: list[int] = []  # the talks of a paragraph
        self._block_here = -1
        self._missed = -1  # the paragraph that tells of the absent
        self._minutes = minutes
        self._stage = stage
        self._round: set[str | None] = set()  # who only sat with those who gave talks
        self._readers: set[str | None] = set()  # who only read out another's words

    def seat(self, unit: Unit) -> None:
        """Record those whom a sentence names as chairs in passing: 司会の木教授に鈴を鳴らされた, 座長　南宮教授."""
        if self._stage.role == "panelist" and not unit.entry:
            self._seat_again(unit)
        announced = pattern(_ANNOUNCES).search(unit.text.plain)
        if announced and not unit.people:
            number = parse_number(announced[1] or announced[2]) or 2
            self._announced = (unit.sentence.excerpt, number, unit.sentence.block)
        if not unit.people:
            self._take_for_greetings(unit)
        for person in unit.people if not (unit.entry and unit.entry.people) else ():
            before, after = unit.text.plain[: person.start], unit.text.plain[person.end :]
            if pattern(rf"(?:{_CHAIR})(?:の|は|:| )?$").search(before) or pattern(_ASKED_TO_CHAIR).match(after):
                role: Role = "coordinator"
                talk = self._minutes.talk(speaker_of(person), role, self._stage.session, None, unit.sentence.excerpt)
                self._minutes.keep(talk)

    def _take_for_greetings(self, unit: Unit) -> None:
        """Take what this paragraph told before for greetings, where a sentence says that it was."""
        here = self._here if unit.sentence.block == self._block_here else []
        last = pattern(_ADDRESSED).search(unit.text.folded)
        for index in here[-1:] if last else here if pattern(_ALL_ADDRESSED).search(unit.text.plain) else ():
            self._minutes.greet(index)

    def _seat_again(self, unit: Unit) -> None:
        """Notice that those who gave talks before sit in a discussion: as many as others, or a few."""
        before = sum(map(self._spoke_before, unit.people))
        if before and not any(map(self._speaks_here, unit.people)):
            others = len(unit.people) - self._chairs(unit)
            sure = others > 1 and 2 * before >= others
            self._stage.again[self._stage.session] = sure or self._stage.again.get(self._stage.session, False)

    def _speaks_here(self, person: Introduction) -> bool:
        """Return whether somebody has spoken in this session already."""
        given = (self._minutes.talks[index] for index in self._minutes.of(self._minutes.name(speaker_of(person))))
        return any(talk.presented and talk.role == "panelist" and talk.session == self._stage.session for talk in given)

    def _chairs(self, unit: Unit) -> int:
        """Return how many of a sentence's people lead the discussion: 進行は…教授が務め."""
        plain = unit.text.plain
        return sum(bool(pattern(rf"(?:{_CHAIR})(?:は|の|:|是|由)?$").search(plain[: one.start])) for one in unit.people)

    def _spoke_before(self, person: Introduction) -> bool:
        """Return whether somebody gave a talk in another session than this."""
        given = (self._minutes.talks[index] for index in self._minutes.of(self._minutes.name(speaker_of(person))))
        return any(talk.presented and talk.role == "speaker" and talk.session != self._stage.session for talk in given)

    def take(self, unit: Unit, claim: Claim, hearing: Hearing, before: Excerpt | None) -> list[int]:
        """Record what a claim says, `before` the sentence before it; return the talks it tells of."""
        act = hearing.act
        if act == "absent" and self.joins(unit):
            act = "explicit"
        if act == "absent":
            self.absent, self._missed = claim.speakers[-1], self.block
            self._minutes.cancel(claim.speakers)
            act = "read" if cue("read", unit.text.plain[claim.said : claim.end], chinese=unit.text.chinese) else act
        if act == "absent":
            return []
        quote = cut(unit.sentence.excerpt, claim.start, claim.end)
        if act == "read" and pattern(_BY_OTHER).search(unit.text.plain[claim.said : claim.end]):
            quote, act = unit.sentence.excerpt, "explicit"
        if act == "read":
            self._readers |= {self._minutes.name(speaker) for speaker in claim.speakers if speaker.name}
            if self.absent is None:
                return []
            quote, act = unit.sentence.excerpt, "explicit"
            claim = replace(claim, speakers=(self.absent,), start=0, said=0, inverted=True)
        topics = find_topics(unit.text, claim) if act in ("explicit", "talk", "silent") else []
        made: list[int] = []
        for position, speaker in enumerate(claim.speakers):
            topic = unit.text.shown[slice(*topics[position])] if position < len(topics) else None
            listed = act == "silent" and len(claim.speakers) > 1 and not claim.inverted
            listed = listed or (topic is None and self._sits(claim, unit))
            index = self._spoken(speaker, replace(hearing, act=act, listed=listed), topic, quote)
            made += [index] if index is not None else []
        self._give_announced(made, unit)
        refers = claim.inverted and (hearing.refers or hearing.act == "silent")
        for index in made:
            self._give_before(index, before, refers=refers)
        self._here = [*(self._here if self._block_here == unit.sentence.block else ()), *made]
        self._block_here = unit.sentence.block
        return made

    def hear(self, unit: Unit, claim: Claim, later: Sequence[Claim]) -> Hearing:
        """Return what a claim says, nothing where those who gave talks before, or sat with them, talk on."""
        hearing = hear(unit.text, claim, later)
        names = {self._minutes.name(one) for one in claim.speakers if one.name}
        if self._goes_round(unit, claim):
            self._round |= {name for name in names if not self._presented(name)}
        elif not (names and names <= self._round and hearing.act in ("talk", "silent")):
            return hearing
        return replace(hearing, act="none")

    def _presented(self, name: str | None) -> bool:
        numbers = self._minutes.speaking(self._minutes.of(name))
        return any(self._minutes.talks[index].presented for index in numbers)

    def _goes_round(self, unit: Unit, claim: Claim) -> bool:
        """Return whether several, at least half of whom gave talks before, are said to talk with each other."""
        own = unit.text.plain[claim.said : claim.end]
        if len(claim.speakers) < _FEW or not pattern(_ROUND).search(own):
            return False
        before = sum(self._presented(self._minutes.name(one)) for one in claim.speakers)
        return 2 * before >= len(claim.speakers)

    def _give_before(self, index: int, before: Excerpt | None, *, refers: bool) -> None:
        """Add to a talk the sentence before it, where it refers to that or its place is named there."""
        if before and (refers or self._leads_up(before, index)):
            self._minutes.detail(index, before)

    def _leads_up(self, before: Excerpt, index: int) -> bool:
        """Return whether a sentence of nobody's names the place of the talk after it: 飯田市といえば、並木。"""
        talk = self._minutes.talks[index]
        named = [before.text[one.start : one.end] for one in find_places(before.text) if not one.bare]
        whole = not pattern(_POINTS).match(fold(before.text))
        return whole and talk.role in SPEAKING and any(name in (talk.place or "") for name in named)

    def _give_announced(self, made: Sequence[int], unit: Unit) -> None:
        """Add to as many talks as were announced what all of them are of, within that paragraph and the next."""
        for index in made:
            if self._announced and self._announced[1] and unit.sentence.block <= self._announced[2] + 1:
                announcement, number, block = self._announced
                if announcement not in self._minutes.talks[index].details:
                    self._minutes.detail(index, announcement)
                    self._announced = (announcement, number - 1, block)

    def _sits(self, claim: Claim, unit: Unit) -> bool:
        """Return whether a panel is only said to have sat: 三人が並び, 四位嘉賓参加."""
        sits = _PANEL_SITS if len(claim.speakers) > 1 else _SITS_ALONE
        return self._stage.role == "panelist" and bool(pattern(sits).search(unit.text.plain[claim.said : claim.end]))

    def joins(self, unit: Unit) -> bool:
        """Return whether a sentence says that somebody spoke from afar."""
        return bool(cue("online", unit.text.plain, chinese=unit.text.chinese))

    def join(self, unit: Unit) -> list[int]:
        """Record the talk of somebody who could not come, given from afar in a later sentence of the paragraph."""
        if self.absent is None or self._missed != self.block or not self.joins(unit):
            return []
        excerpt = unit.sentence.excerpt
        talk = self._minutes.talk(self.absent, self._stage.role, self._stage.session, None, excerpt)
        self.absent = None
        return [self._minutes.keep(talk)]

    def _spoken(self, speaker: Speaker, hearing: Hearing, topic: str | None, quote: Excerpt) -> int | None:
        """Record one speaker's part; None where it is no part of the meeting's talks, greetings or chairs."""
        act = hearing.act
        if speaker.name is None and not (act in ("explicit", "talk") and hearing.strong and self._stage.has_talks):
            return None
        if act in ("greeting", "coordinator"):
            self.greeted = self.block if act == "greeting" else self.greeted
            role: Role = "greeting" if act == "greeting" else "coordinator"
            return self._minutes.keep(self._minutes.talk(speaker, role, self._stage.session, None, quote))
        if act not in ("explicit", "talk", "silent") or hearing.elsewhere or self._stage.extra or self._stage.away:
            return None
        talk = self._minutes.talk(speaker, self._stage.role, self._stage.session, topic, quote)
        if act == "explicit":
            return self._minutes.keep(talk)
        return self._weighed(speaker, talk, hearing)

    def _weighed(self, speaker: Speaker, talk: Talk, hearing: Hearing) -> int | None:
        """Record a part told in other words than a talk's own, by what else is known of its speaker."""
        known = self._minutes.of(talk.speaker)
        mine = self._minutes.speaking(known)
        if self._stage.aside or (known and not mine) or talk.speaker in self._readers:
            return None
        if not mine and not self._stage.has_talks:
            return None
        silent = hearing.act == "silent"
        if not mine and (self._stage.opening or (not hearing.strong and self.greeted == self.block)):
            self.greeted = self.block
            if hearing.act == "talk" and self._stage.opening:
                self.doubted[talk.speaker] = talk.quote
            return self._minutes.keep(replace(talk, role="greeting", topic=None))
        if not mine and (not self._stands(speaker, hearing) or (silent and not self._in_talks(speaker))):
            return None
        if not mine and hearing.listed and (self._stage.session is None or self._stage.role == "panelist"):
            return self._minutes.keep(replace(talk, presented=False))
        if mine and self._minutes.talks[mine[-1]].presented and (silent or not hearing.strong):
            self._minutes.detail(mine[-1], talk.quote)
            return mine[-1]
        return self._minutes.keep(replace(talk, confidence=0.6 if silent else 1.0))

    def _stands(self, speaker: Speaker, hearing: Hearing) -> bool:
        """Return whether a sentence may tell of somebody's first part: not of the hall, not of what followed."""
        hall = hearing.discussion and (hearing.act == "silent" or not speaker.organisation)
        return not hearing.aftermath and not hall

    def _in_talks(self, speaker: Speaker) -> bool:
        """Return whether somebody named without any word of saying gives a talk here."""
        if self._stage.session is not None:
            return self._stage.may_speak
        if pattern(_ANYBODY).match(fold(speaker.title or "")):
            return False
        told = any(talk.presented and talk.role in SPEAKING for talk in self._minutes.talks)
        return told or speaker.organisation is not None or speaker.title is not None


def note_pictured(units: Sequence[Unit], minutes: Minutes) -> None:
    """Record those of whom only the caption of a picture tells that they greeted: 岡本理事長による開会挨拶の様子."""
    for unit in units:
        person = unit.people[0] if len(unit.people) == 1 and unit.sentence.kind == "caption" else None
        greeted = pattern(_PICTURED).match(unit.text.plain[person.end :]) if person else None
        if person and greeted and not minutes.of(minutes.name(speaker_of(person))):
            session = unit.text.shown[person.end :][slice(*greeted.span())].removeprefix("による").removeprefix("の")
            minutes.keep(minutes.talk(speaker_of(person), "greeting", session, None, unit.sentence.excerpt))
