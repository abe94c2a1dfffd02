"""Cue words: what somebody did at a meeting, and which session a sentence belongs to. Tables only, no frames.

The words stand in role_cues.tsv by act and language; what is decided here is which act wins where a clause speaks
of several.
"""

import re
from functools import cache
from typing import Literal

from ingest.patterns import pattern
from ingest.text import read_table

# explicit: a talk in so many words; read: another's words read out; silent: no cue at all.
Act = Literal["explicit", "talk", "greeting", "coordinator", "absent", "read", "none", "silent"]
_PRECEDENCE: tuple[tuple[str, Act], ...] = (
    ("absent", "absent"),
    ("read", "read"),
    ("explicit", "explicit"),
    ("chair", "coordinator"),
    ("greeted", "greeting"),
)
_BY_POSITION: tuple[tuple[str, Act], ...] = (("aside", "none"), ("greeting", "greeting"), ("talk", "talk"))
SESSIONS = (
    (
        r"開会(?=に(?:あたり|当たり|際し|際して|先立))|(?:開会|閉会)(?:式典|式|セレモニー)?(?:の)?(?:あいさつ|挨拶"
        r"|の辞)?|(?:来賓|主催者)(?:祝辞|あいさつ|挨拶)|開幕式|閉幕式"
        r"|開会行事|オープニング|開幕儀式|開場(?=$|致|環節|,| |✦)|(?:領導"
        r"|嘉賓|開幕)致辞"
    ),
    r"基調(?:講演|報告|発表|スピーチ)|主旨(?:演講|報告|発言)|主題(?:演講|報告|発言)|キーノート(?:スピーチ)?",
    r"特別(?:講演|報告)|記念講演|招待講演|特邀(?:演講|報告)|専題(?:演講|報告|発言|講座|交流|分享|研討)|招請講演",
    (
        r"パネル(?:ディスカッション|討論|討議|トーク)|小組討論|(?:円卓"
        r"|圓桌|圓卓)(?:会議|対話|討論|論壇|交流|環節)?|分組(?:討論"
        r"|交流)|パネル|ラウンドテーブル|(?:総合|全体)?(?:討論|討議)(?:環節)?"
        r"|対話(?:環節|会)|座談会|鼎談|(?:専家|まちづくり|公開|特別)?対談|トークセッション|総合討論"
    ),
    (
        r"(?:優良|先進)?(?:事例|実践)(?:発表|報告|紹介)[0-9一二三ⅠⅡⅢⅳabc]*"
        r"|事例分享|案例(?:分享|介紹|交流)|経験(?:分享|交流)|取組発表"
        r"|取り組み発表|自治体(?:発表|報告)|都市発表|城市(?:推介|分享"
        r"|発言|案例|交流)|嘉賓(?:発言|演講|分享)|交流発言|大会発言"
        r"|会議発言|主旨交流|地方発言|典型発言|話題提供|リレー(?:発表"
        r"|講演|トーク)|一般発表|個別発表"
    ),
    (
        r"分科会[^、。, 「は]{0,3}|第[一二三四1-4]分科会|分論壇[^、。, 「]{0,3}"
        r"|分会場[^、。, 「]{0,3}|(?:平行)?論壇[一二三]|セッション[0-9一二三ⅠⅡⅢabc]*"
        r"|第[一二三四1-4](?:部|場|セッション|単元|節|環節|議題|テーマ)(?=[^隊門長])"
        r"|分組会[^、。, ]{0,3}|(?:午前|午後|上午|下午)の部|本会議"
        r"|全体会議?|大会本体"
    ),
    (
        r"(?:[^、。「」, *]{0,8})?(?:意見交換会|交流会(?!議)|連絡会議"
        r"|レセプション|晩さん会|晩餐会|懇親会|商談会|視察|見学会|歓迎宴"
        r"|歓迎晩宴|招待会)|ポスターセッション|実地考察|現地視察|考察活動"
    ),
)
_TALKLESS = (
    r"意見交換会|交流会|連絡会議|レセプション|晩餐|晩さん|懇親|商談|視察|見学|歓迎宴|歓迎晩宴|招待会|ポスター|考察|参観"
)
_OPENING = r"開場|開会|閉会|開幕|閉幕|オープニング|祝辞|あいさつ|挨拶|致辞"


_ATTENDS = r"出席|参加|率団|率隊|受邀|応邀"


@cache
def _cues(act: str, chinese: bool) -> str:
    wanted = "zh" if chinese else "ja"
    return "|".join(
        next(
            words.split(" ") for one, language, words in read_table("role_cues.tsv") if (one, language) == (act, wanted)
        )
    )


def cue(act: str, plain: str, *, chinese: bool) -> re.Match[str] | None:
    """Return the first cue for an act in folded text."""
    return pattern(_cues(act, chinese)).search(plain)


def act_of(plain: str, *, chinese: bool, before: str = "") -> Act:
    """Return what a clause says its subject did, the strongest cue deciding; `before` leads up to the subject."""
    for kind, act in _PRECEDENCE:
        if cue(kind, plain, chinese=chinese):
            return act
        if kind in ("absent", "chair", "greeted") and before and cue(kind, before, chinese=chinese):
            return act
    found = [(hit, act) for kind, act in _BY_POSITION if (hit := _main(kind, plain, chinese=chinese))]
    if not found:
        return "silent"
    if chinese:
        told = [one for one in found if not pattern(_ATTENDS).match(one[0][0])]  # 出席会議並介紹了…
        return min(told or found, key=lambda one: one[0].start())[1]
    return max(found, key=lambda one: (one[0].end(), -one[0].start()))[1]


def _main(kind: str, plain: str, *, chinese: bool) -> re.Match[str] | None:
    """Return the cue that may be the clause's own verb: the first in Chinese, the last in Japanese."""
    hits = list(pattern(_cues(kind, chinese)).finditer(plain))
    return (hits[0] if chinese else hits[-1]) if hits else None


def speaks(plain: str, *, chinese: bool) -> bool:
    """Return whether a clause has any word of saying."""
    return bool(cue("talk", plain, chinese=chinese))


def find_session(folded: str) -> re.Match[str] | None:
    """Return the first name of a session in folded text."""
    hits = [hit for source in SESSIONS if (hit := pattern(source).search(folded)) and hit[0]]
    any_part = pattern(r"^(?:午前|午後|上午|下午)の部$|^本会議$|^全体会議?$|^第[一二三四1-4]部$")
    return min(hits, key=lambda hit: (bool(any_part.match(hit[0])), hit.start(), -len(hit[0])), default=None)


def has_talks(session: str | None) -> bool:
    """Return whether talks are given in a session of this folded name; a reception or a visit has none."""
    return not (session and pattern(_TALKLESS).search(session))


def is_opening(session: str | None) -> bool:
    """Return whether a session of this folded name opens or closes the meeting."""
    return bool(session and pattern(_OPENING).search(session))
