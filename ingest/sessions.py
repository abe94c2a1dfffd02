"""Where a reader stands: the session a heading or sentence opens, and whether the text has left the sessions."""

import re
from collections.abc import Sequence

from ingest.patterns import pattern
from ingest.programme import Entry
from ingest.records import Role
from ingest.roles import cue, find_session, has_talks, is_opening
from ingest.speakers import Claim
from ingest.text import flat, fold
from ingest.units import Unit

_SESSION_HEAD = 60  # characters within which a sentence names its session
_PLAIN_HEADING = 20  # characters of a line that may be a heading
_IN_SESSION = (
    r"^(?:に(?:あたり|当たり|際し)|の(?:司会|進行|座長|パネリスト|登壇者)|では|で|にて|において|には|に続|に先立|の部|中|上|環節"
    r"|階段|部分|時|首先|由|[,、: 「(]|$|[)）✦])"
)
_MARKED = (
    r"[\U0001f000-\U0001faff\u2726-\u27bf【◆■●▼□◇★☆▲]|[一二三四五六七八九十]{1,2}[、 ]"
    r"|[0-9]{1,2}[.)、 ]|[(][0-9一二三四五六七八九十ア-ン]{1,2}[)]|[アイウエオカキクケコ][ 、.]"
)
_ALONE = r"^(?:$|[(:✦]|の(?:こと|様子|記録|模様))"
_PANEL = r"パネル|討論|円卓|圓桌|圓卓|対話|座談|討議|鼎談|対談|トーク"
_PLAIN = r"あいさつ|挨拶|祝辞|致辞|開幕(?!後)|講演|発表|報告|事例|発言|演講|分享|経験交流|スピーチ|取組|登壇"
_ON_STAGE = r"演壇|壇上"
_AWAY = {
    False: (
        r"^(?:また|なお|ほかに)?、?(?:会議|大会|セミナー|開会|本会議|開催)に先立[つちっ]"
        r"|^(?:なお、)?一行の(?:多く|一部)|^(?:隣接|隣の|別の?会場|同じ日程|同時期)"
    ),
    True: (
        r"^(?:会[前后後外]|此前|(?:研討会|会議|論壇|大会)(?:之?外|閉幕[后後]|開幕前|結束[后後])|[另又]訊|另据|記者(?:昨|隨)"
        r"|据(?:悉|了解|承弁方|主弁方|統計))"
    ),
}


class Stage:
    """The session being told of; `aside` while a paragraph tells of a visit, a reception, an exhibition."""

    def __init__(self) -> None:
        """Begin before any session."""
        self.session: str | None = None
        self.again: dict[str | None, bool] = {}  # discussions that earlier speakers sit in, whether they are the most
        self.aside = False
        self.away = False  # a paragraph tells of what went before, after or beside the meeting
        self.extra = False  # a heading announces what is no part of the sessions: その他, 場外
        self.left_table = False
        self._brief = False  # an opening that only a paragraph names ends with it
        self._block = -1
        self._in_table = False
        self._headed = False  # a heading names the session
        self._rowed = False  # a row of the programme does
        self._mark = ""  # of the head that opened a discussion

    @property
    def has_talks(self) -> bool:
        """Whether talks are given in this session."""
        return has_talks(self.session and fold(self.session))

    @property
    def opening(self) -> bool:
        """Whether the session opens or closes the meeting."""
        return is_opening(fold(self.session or ""))

    @property
    def may_speak(self) -> bool:
        """Whether somebody named here probably speaks."""
        return self.has_talks and not self.opening and not self.aside

    @property
    def role(self) -> Role:
        """What somebody who speaks in this session is."""
        return "panelist" if pattern(_PANEL).search(fold(self.session or "")) else "speaker"

    def open_row(self, session: str) -> None:
        """Go to the session a row of the programme names."""
        self.open(session)
        self._rowed = True

    def enter_row(self, entry: Entry) -> None:
        """Leave an opening that a row above named where a row has a title of its own."""
        if entry.tabular and entry.topic and not (entry.session or entry.role) and self.opening:
            self.session = None

    def open(self, session: str | None) -> bool:
        """Go to a session; return whether it is another one."""
        other = fold(session or "") != fold(self.session or "")
        self.session = session
        return other

    def enter(self, unit: Unit) -> bool:
        """Follow a unit that names its session; return whether what came before has ended."""
        kind, entry = unit.sentence.kind, unit.entry
        tabular = bool(entry and entry.tabular)
        self.left_table = self._in_table and not tabular and kind != "caption"
        self._in_table = tabular or (self._in_table and kind == "caption")
        prose = kind == "paragraph" and entry is None
        if self.left_table or (self._brief and unit.sentence.block != self._block):
            self.session, self._brief = None, False
        elif prose and self._rowed and self.opening:
            self.session = None  # the programme's last row was the closing
        self._rowed = self._rowed and not prose
        self._block = unit.sentence.block
        before, over = self.session, False
        if _heads(unit):
            over = bool(self._mark) and _mark(unit) == self._mark
            entry = unit.entry
            chaired = entry is not None and entry.role == "coordinator" and not (entry.people or entry.topic)
            self.extra = chaired or bool(cue("extra", flat(unit.text.plain), chinese=unit.text.chinese))
            self.session = None if over else self.session
        entered = False
        if kind == "heading":
            entered = self._enter_heading(unit)
        elif kind in ("paragraph", "item") and not (entry and (entry.people or entry.tabular)):
            entered = self._enter_sentence(unit)
        if self.role != "panelist":
            self._mark = ""
        elif _heads(unit) and self.session != before:
            self._mark = _mark(unit)
        return entered or self.left_table

    def _enter_heading(self, unit: Unit) -> bool:
        if unit.entry and (unit.entry.topic or unit.entry.people):
            return False
        hit = find_session(unit.text.folded)
        self.session = unit.text.shown[slice(*hit.span())] if hit else _plain_session(unit.text.shown)
        self._headed = self.session is not None
        return True

    def _enter_sentence(self, unit: Unit) -> bool:
        hit = find_session(unit.text.plain[:_SESSION_HEAD])
        visit = hit and not has_talks(hit[0]) and pattern(_ALONE).match(unit.text.plain[hit.end() :])
        if hit and visit and _heads(unit):
            return self.open(unit.text.shown[slice(*hit.span())])
        short = unit.sentence.kind == "item" and len(unit.text.shown) <= _PLAIN_HEADING and not unit.entry
        plain = _plain_session(unit.text.shown) if hit is None and short else None
        if plain or (hit is None and self.opening and unit.sentence.kind == "item" and _heads(unit)):
            self.session = plain  # what is told under another mark is no opening any more
            return True
        if hit is None or not has_talks(hit[0]):
            return False
        if self._headed and pattern(r"^(?:本会議|全体会議?)$").match(hit[0]):
            return False  # the session of the heading is part of it
        framed = _heads(unit) and re.fullmatch(r"[^\w\s]*", unit.text.plain[hit.end() :])  # ■ 開会 ■
        if not framed and not pattern(_IN_SESSION).match(unit.text.plain[hit.end() : hit.end() + 6]):
            return False
        opened = self.open(unit.text.shown[slice(*hit.span())])
        asked = cue("voice", unit.text.plain, chinese=unit.text.chinese)  # an interviewer's question opens what follows
        self._brief = opened and self.opening and unit.sentence.kind == "paragraph" and not asked
        return opened

    def follow(self, unit: Unit, claims: Sequence[Claim], *, fresh: bool) -> None:
        """Notice that a paragraph turns to visits, receptions or stands, and back."""
        if fresh:
            self.aside = False
            self.away = bool(pattern(_AWAY[unit.text.chinese]).search(unit.text.plain))
        outing = cue("outing", unit.text.plain, chinese=unit.text.chinese)
        starts = (claim.speakers[0].start for claim in claims if claim.speakers[0].name)
        if outing and outing.start() <= min(starts, default=len(unit.text.plain)):
            self.aside = True
        if not unit.text.chinese and pattern(_ON_STAGE).search(unit.text.plain):
            self.aside = False


def _heads(unit: Unit) -> bool:
    """Return whether a unit is a heading, or a short line marked like one: 四、その他, ●番外."""
    if unit.sentence.kind == "heading":
        return True
    entry = unit.entry
    marked = pattern(_MARKED).match(unit.text.folded) and not (entry and entry.people and not entry.headed)
    short = len(unit.text.shown) <= _PLAIN_HEADING + 4 and not unit.text.plain.endswith("。")
    return unit.sentence.kind in ("item", "paragraph") and short and bool(marked)


def _mark(unit: Unit) -> str:
    """Return what marks a head, numbers of one kind alike: ■, 0 for ８, 一 for 七; nothing for words alone."""
    plain = re.sub(r"[一二三四五六七八九十]+(?=[、 ])", "0", re.sub(r"[0-9]+", "0", unit.text.folded[:4]))
    return plain[:1] if re.match(r"0|[^\w\s]", plain) else ""


def _plain_session(heading: str) -> str | None:
    """Return a heading that names a session in plain words: （２）講演."""
    name = re.sub(r"^[\W\d_一二三四五六七八九十]+|[^\w」』）)]+$", "", heading)
    return name if pattern(_PLAIN).search(fold(name)) else None
