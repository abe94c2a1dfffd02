"""Sentences → people and talks: who spoke in which session about what, each with the clause that says so.

It reads as a person does: first everybody who is introduced anywhere, then unit by unit with a current session and
a current speaker. What looks like a talk and finds no speaker is returned too: the coverage alarm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.alarms import find_alarms
from ingest.authors import with_author
from ingest.bodies import Speaker
from ingest.incumbents import with_incumbents
from ingest.lines import SEPARATOR
from ingest.minutes import SPEAKING, Minutes
from ingest.patterns import pattern
from ingest.programme import Entry
from ingest.records import Excerpt, Person, Role, Sentence, Talk
from ingest.roles import cue
from ingest.roster import Roster
from ingest.rows import body_of, credits, find_absent, owner_of, tells_post, topic_of
from ingest.scribe import Scribe, note_pictured
from ingest.sessions import Stage
from ingest.speakers import find_claims, speaker_of
from ingest.text import fold
from ingest.unheard import Unheard
from ingest.units import Unit, find_units, goes_on

_GREETINGS = r"^[・◆●■]?(?:ご|お)?(?:あいさつ|挨拶|祝辞|スピーチ|致辞)(?:は|も)"
_ADDRESS = r"^(?:下記|上記|左記|記$|標記|このたび|別紙)"  # a letter begins: the names above it are its senders
_CONTENT = r"^(?:(?:発表|発言|講演)?(?:内 ?容|要 ?旨|概 ?要|摘 ?要|要 ?点)|あらまし|ポイント|主要内容|内容提要):"
_CREDIT = (
    r"^[(]?(?:編輯|責編|審核|校対|経[辦弁]|供稿|撰文|撰稿|文字|図文|図片|攝影|撮影|摂影|監制|記者|通訊員|本報記者|本刊記者)"
    r"[:/| ][^。]*[)]?$"
)
_ROLL = r"出席者|参加者|名簿|団員|代表団|与会|出席人員|名単|来賓"  # a heading over people who came, not who spoke
_ASKED = r"^[\u3400-\u9fff]{1,5}\?$"
_BEGINS = 3  # characters before the subject of a paragraph
_FELL_OUT = (  # 次序4之講者…取消
    r"(?:次序|順序|序号|編号|番号|議程|no\.?|第) ?([0-9]{1,2})(?:番|項|節|号)?[^0-9。;]{0,24}?"
    r"(?:取消|改由|換由|未克|未能|缺席|取りやめ|欠席|代わって)"
)
_OUTLINE = r"^(?:会議)?(?:時間|日時|日期):.*(?:地点|場所|会場|主題):"  # 時間：… 地點：… of the meeting
_CAPTION = (  # （下圖）高志遠會長（中）與…（右）
    r"^[(〔【\[][上下左右]?(?:図片?|写真|照片|挿図)(?:説明)?[)〕】\]]"
    r"|\((?:[左右中]|中央|[左右後前][一二三排列]?[左右]?[一二三]?)\)"
    r"|^[上下左右]?[図图]片?(?:是|為|:)|(?:^|。)[左右后後前排]{1,3}[一二三四五]?(?:是|為)"  # 图为…。右二为…
)
_SOURCE = (
    rf"^[(※]?(?:資料|出典|資料来源|参考文献|参考資料)[:： ]|{_OUTLINE}"
    rf"|^(?:本文|この文章|この記事)(?:是|は)|{_CREDIT}"
)


@dataclass(frozen=True, slots=True)
class TalkReading:
    """What one report tells of people; `uncovered` sentences speak of talks that no record covers."""

    people: tuple[Person, ...]
    talks: tuple[Talk, ...]
    uncovered: tuple[Excerpt, ...]


def find_talks(sentences: Sequence[Sentence], host: str | None = None) -> TalkReading:
    """Return the people and talks of a report, and the sentences that may hold more."""
    units, roster = find_units(sentences, host)
    reader = _Reader(roster)
    for unit in with_author(with_incumbents(units)):
        reader.read(unit)
    reader.unheard.close()
    reader.minutes.take_as_remarks(reader.again)
    note_pictured(units, reader.minutes)
    people = roster.people()
    uncovered = find_alarms(reader.unheard.accounts, units, reader.minutes, people, reader.doubted)
    return TalkReading(people, tuple(reader.minutes.talks), uncovered)


class _Reader:
    """The state of somebody reading: the session, the role being listed, who is speaking."""

    def __init__(self, roster: Roster) -> None:
        self.minutes = Minutes(roster)
        self._stage = Stage()
        self._scribe = Scribe(self.minutes, self._stage)
        self.unheard = Unheard(self.minutes, self._stage)
        self._role: Role | None = None  # of the list being read
        self._current: list[int] = []  # talks that the next sentence may go on with
        self._pair: tuple[Speaker, ...] = ()  # whom 前者 and 後者 mean
        self._before: Excerpt | None = None  # the sentence before, if nobody's
        self._loose: list[Excerpt] = []  # the sentences since the heading, if nobody's
        self._heading: str | None = None
        self._roll = False  # below a heading over those who came
        self._under_row = False  # the line before named a speaker
        self._headed: list[int] = []  # talks of the heading right above
        self._opened = False  # the sentence before ends with a colon
        self._topic: str | None = None  # given in a row of its own, before its speaker
        self._above: str | None = None  # the heading right above, if it may be a topic
        self._picture = -1  # the block that describes a picture

    @property
    def doubted(self) -> Mapping[str | None, Excerpt]:
        """Those taken for greeters who are told of like speakers, each with the clause."""
        return self._scribe.doubted

    @property
    def again(self) -> Mapping[str | None, bool]:
        """Discussions that earlier speakers sit in again, with whether they are the most."""
        return self._stage.again

    def read(self, unit: Unit) -> None:
        """Take in one unit."""
        entry, kind = unit.entry, unit.sentence.kind
        self.unheard.turn(unit)
        if self._passes_over(unit):
            return
        self._take_back(unit)
        if self._under_row and pattern(_ASKED).match(unit.text.folded):
            return  # 説了啥？
        if self._headed and self._affiliated(unit):
            return
        self._scribe.seat(unit)
        if self._stage.enter(unit):
            self._current = []
            if kind == "heading" or self._stage.left_table:
                self._role, self._scribe.absent = None, None
        if kind == "heading" or (kind == "item" and not (entry and entry.people)):
            self._begin(unit)
        if entry and (entry.people or entry.body) and not entry.tabular:
            self._under_row = self._under_row or not cue("read", unit.text.plain, chinese=unit.text.chinese)
        if entry and (entry.people or entry.role or entry.topic or entry.body):
            self._list(unit, entry)
        elif kind in ("paragraph", "item") and not entry:
            self._hear(unit)
        numbered = kind == "item" and not (entry or unit.people)
        self._above = topic_of(unit) if kind == "heading" or numbered else None

    def _passes_over(self, unit: Unit) -> bool:
        """Return whether a unit tells of the report's sources or of a picture."""
        if pattern(_CAPTION).search(unit.text.folded):
            self._picture = unit.sentence.block
        return self._picture == unit.sentence.block or bool(pattern(_SOURCE).search(unit.text.folded))

    def _begin(self, unit: Unit) -> None:
        """Take in a heading, or a line of a list that names nobody."""
        folded = unit.text.folded
        self._roll = bool(pattern(_ROLL).search(folded)) or (self._roll and "(" in folded[:2])
        self._loose, self._heading = [], unit.text.shown.lstrip("●■◆◇○□▼▎・ 　")

    def _take_back(self, unit: Unit) -> None:
        """Cancel the row of the programme of whose number it is said that it fell out or was another's."""
        for match in pattern(_FELL_OUT).finditer(unit.text.folded) if unit.entry is None else ():
            self.minutes.cancel_row(int(match[1]))

    # Rows of a programme

    def _list(self, unit: Unit, entry: Entry) -> None:
        if self._roll and entry.role is None and entry.topic is None:
            return
        if cue("discussion", unit.text.plain.lstrip("・◦-●○■ "), chinese=unit.text.chinese):
            return
        if entry.session:
            self._role = None
            self._stage.open_row(unit.text.shown[slice(*entry.session)])
        if self._under_row and cue("read", unit.text.plain, chinese=unit.text.chinese):
            return  # 〔代読＝…〕 below the row of the author
        if entry.body and not entry.people and cue("absent", unit.text.plain, chinese=unit.text.chinese):
            return
        gone = find_absent(unit, entry)
        if gone:
            self.minutes.cancel(speaker_of(person) for person in gone)
            entry = replace(entry, people=tuple(person for person in entry.people if person not in gone))
            if not entry.people:
                return
        topic = unit.text.shown[slice(*entry.topic)] if entry.topic else None
        if not entry.people and not entry.body:
            self._role = self._role if entry.tabular else entry.role or self._role
            self._name_topic(topic, labelled=entry.role is not None or bool(pattern("[: ]").search(unit.text.folded)))
        elif not (entry.people and entry.nameless and self._role is None):
            self._enlist(unit, entry, topic or self._topic)
            self._topic = None

    def _enlist(self, unit: Unit, entry: Entry, topic: str | None) -> None:
        """Keep everybody of a row in the role it gives them."""
        self._role = None if entry.headed else self._role
        self._stage.enter_row(entry)
        role = entry.role or self._role or ("greeting" if self._stage.opening else self._stage.role)
        if not entry.tabular and entry.role:
            self._role = role if role in SPEAKING else None
        self._current = [] if entry.headed else self._current
        credited = bool(self._loose) and (credits(unit) or (entry.credited and self._stage.session is not None))
        quoted = self._before if unit.text.folded.startswith(("-", "─")) else None
        for speaker in [speaker_of(person) for person in entry.people] or [body_of(unit, entry)]:
            above = self._above if len(entry.people) == 1 and not (entry.headed or entry.tabular) else None
            talk = self.minutes.talk(speaker, role, self._stage.session, topic or above, unit.sentence.excerpt)
            if quoted:  # “……” and below it ——X市市長Y
                self._under_row = False
                self.minutes.keep(replace(talk, quote=quoted, details=(unit.sentence.excerpt,)))
                continue
            if credited:
                self._under_row = False
                details = (*self._loose[1:], unit.sentence.excerpt)
                heading = None if entry.credited else self._heading
                self.minutes.keep(replace(talk, topic=topic or heading, quote=self._loose[0], details=details))
                continue
            if entry.headed:
                self._current.append(self.minutes.keep(replace(talk, role=talk.role, presented=False)))
                continue
            named = speaker.name is not None or self._stage.has_talks
            told = bool(topic or (above and entry.role)) and role in SPEAKING and named
            self._current = [self.minutes.keep(replace(talk, presented=told))]
        self._loose = [] if credited else self._loose
        if entry.headed:
            self._headed, self._under_row = list(self._current), True
            pair = tuple(speaker_of(person) for person in entry.people)
            self._pair = pair if len(pair) == 2 else ()

    def _name_topic(self, topic: str | None, *, labelled: bool) -> None:
        """Give a topic that stands in a row of its own to the speaker above, else keep it for the one below."""
        if topic is None:
            return
        taken = bool(self._current) and self.minutes.name_topic(self._current[-1], topic)
        if not taken and labelled:
            self._topic = topic

    def _affiliated(self, unit: Unit) -> bool:
        """Take in the line below a heading of names that tells whose post it is; return whether it is one."""
        headed, self._headed = self._headed, []
        if len(headed) != 1 or not tells_post(unit):
            return False
        owner = owner_of(unit)
        if owner:
            self.minutes.employ(headed[0], owner.title, owner.organisation, owner.place, owner.country)
        return True

    # Prose

    def _hear(self, unit: Unit) -> None:
        """Take in a sentence: what it claims of its speakers, else what it adds to the speaker before."""
        fresh = unit.sentence.block != self._scribe.block
        spread = SEPARATOR in unit.text.shown and not pattern(_CONTENT).search(unit.text.folded)
        told = fresh and not pattern(_ADDRESS).search(unit.text.plain) and not spread
        below, self._under_row, self._scribe.block = told and self._under_row, False, unit.sentence.block
        if pattern(_GREETINGS).search(unit.text.plain):
            self._scribe.greeted = unit.sentence.block
        if below:
            self._name_body(unit)
        claims = find_claims(unit.text, unit.people, self._pair)
        self._stage.follow(unit, claims, fresh=fresh)
        heard = [(claim, self._scribe.hear(unit, claim, claims[at + 1 :])) for at, claim in enumerate(claims)]
        made = [index for claim, hearing in heard for index in self._scribe.take(unit, claim, hearing, self._before)]
        made = made or self._scribe.join(unit)
        group = max((claim.speakers for claim in claims), key=len, default=())
        self._pair = group if len(group) == 2 else self._pair
        if made:
            self._current, self._before = self.minutes.speaking(made), None
            (self.unheard.take if self._current else self.unheard.settle)(unit)
            self._opened = unit.text.plain.endswith(":")
            return
        if below and not claims and cue("absent", unit.text.plain, chinese=unit.text.chinese):
            self.minutes.withdraw(self._current)
            self._current = []
        settled = any(hearing.act in ("none", "absent", "greeting", "coordinator") for _, hearing in heard)
        hall = any(cue(kind, unit.text.plain, chinese=unit.text.chinese) for kind in ("discussion", "voice"))
        if settled or hall or self._stage.aside:
            self._current = []
        self._go_on(unit, fresh=fresh, below=below, settled=settled or hall)
        self._opened = unit.text.plain.endswith(":")

    def _name_body(self, unit: Unit) -> None:
        """Give the talk of a city whose row stands above to the only person below, if a post is all that is told."""
        current = self._current[0] if len(self._current) == 1 else None
        if current is None or self.minutes.talks[current].speaker or len(unit.people) != 1:
            return
        person = unit.people[0]
        if person.title and not person.organisation:
            self.minutes.identify(current, person.name, person.title)

    def _go_on(self, unit: Unit, *, fresh: bool, below: bool, settled: bool) -> None:
        """Add a sentence without a claim of its own to the talk it goes on with."""
        another = any(person.start <= _BEGINS for person in unit.people)
        follows = not fresh or below or self._opened or (goes_on(unit) and not another) or self._about_current(unit)
        if len(self._current) == 1 and follows:
            self.minutes.detail(self._current[0], unit.sentence.excerpt)
            if below:
                self.minutes.present(self._current[0], unit.sentence.excerpt)
        else:
            self._current = [] if fresh else self._current
            self._before = unit.sentence.excerpt
            if unit.sentence.kind == "paragraph":
                self._loose.append(unit.sentence.excerpt)
        self.unheard.note(unit, settled=settled, told=bool(self._current))

    def _about_current(self, unit: Unit) -> bool:
        """Return whether the sentence names the place or person speaking now."""
        talks = [self.minutes.talks[index] for index in self._current]
        names = [fold(name) for talk in talks for name in (talk.place, talk.speaker) if name]
        return any(name[:4] in unit.text.folded or name[-3:] in unit.text.folded for name in names)
