"""Cue words: what somebody did in a session, and which session a sentence belongs to. Tables only, no frames.

Rows are written in Japanese or Chinese print and folded once; the order of rows is the order of precedence.
"""

import re
from dataclasses import dataclass
from typing import Literal

from ingest.patterns import pattern

Act = Literal["talk", "greeting", "coordinator", "none"]


@dataclass(frozen=True, slots=True)
class _Cue:
    act: Act
    source: str


# What is no talk, although somebody is named: it wins over every verb of saying in the same clause.
_ABSENT = (
    r"欠席|取りやめ|中止|見送|登壇できな|来場できな|かなわな|叶わな|因故|缺席|未能|取消|不能到|没能"
    r"|会場から(?:は|の)?質問|フロアから|質問(?:し|が|した|を)|尋ね|問いかけ(?:た|られ)|提問|詢問|提出疑問|発問"
    r"|ポスター|展示ブース|ブースを|視察し|視察に|見学し|訪問し|訪れ|案内役|出迎え|乾杯|参観|考察|会見|接見|陪同|迎接|干杯|看望|走訪"
    r"|表敬|受賞した|署名|調印|簽署|簽約|派遣され|留学"
)
_GREETING = (
    r"(?:開会|閉会|来賓|主催者|歓迎|冒頭|主賓)?(?:の)?(?:あいさつ|挨拶|ごあいさつ)|祝辞|式辞|お言葉|歓迎の辞|祝いの言葉|祝電|開会(?:を|の)?宣言|開会の辞|閉会の辞"
    r"|致辞|致詞|致開幕辞|致歓迎辞|歓迎辞|開幕辞|開幕詞|閉幕辞|賀詞|賀信|祝賀|宣布開幕|宣布.{0,8}開幕|講話開幕|開場白"
)
_CHAIR = (
    r"コーディネーター|コーディネータ|モデレーター|モデレータ|ファシリテーター|司会|進行役|進行を|総合進行|議長を務|座長|聞き手"
    r"|主持人|主持|点評人|担任主席"
)
_TALK = (
    r"発表|紹介|講演|報告|説明|プレゼン|スピーチ|登壇|述べ|語[りっるらろ]|話[しすさを]|話が|論じ|披露|解説|提案|提言|提起|訴え|強調|言及|指摘|示し|示さ|振り返|"
    r"要約|取り上げ|触れ|共有|問いかけ|伝え|呼びかけ|明かし|掲げ|まとめ|締めくく|打ち明け|説い|説く|力説|例に(?:挙|引)|挙げ|引き合い|説き|提示|アピール|"
    r"解き明か|読み解|ひもと|概観|概説|論考|分析し|展望し|主張|警告|警鐘|投げかけ|口火|基調|題し|題する|と題|をテーマに|について(?:の)?話|レクチャー|回顧|描い|描き|答え|応じ|見せ|語り"
    r"|介紹|発言|演講|分享|闡述|匯報|彙報|指出|表示|強調|認為|講[述解到了]|主講|講的是|談[到及了論]|解読|論述|概述|宣講|交流了|提出|展示|回顧|総結|建議|呼籲|呼吁|坦言|透露|做了|作了|作題|作主旨|作専題|作報告|説|"
    r"以.{2,40}為(?:題|主題|例)|囲繞|就.{2,40}(?:進行|作|発表|展開|談)|梳理|剖析|描絵|描述|列挙|推介|解析|点出|直言|比喩|算了一?筆"
)
SESSIONS = (
    r"(?:開会|閉会)(?:式典|式|セレモニー)?(?:の)?(?:あいさつ|挨拶|の辞)?|開幕式|閉幕式|開会行事|オープニング|開幕儀式",
    r"基調(?:講演|報告|発表|スピーチ)|主旨(?:演講|報告|発言)|主題(?:演講|報告|発言)|キーノート(?:スピーチ)?",
    r"特別(?:講演|報告)|記念講演|招待講演|特邀(?:演講|報告)|専題(?:演講|報告|発言|講座)|招請講演",
    r"パネル(?:ディスカッション|討論|討議|トーク)|小組討論|円卓(?:会議|対話|討論|論壇|交流)|圓桌(?:会議|対話|討論|論壇|交流)|分組討論|パネル|ラウンドテーブル|対話(?:環節|会)|座談会",
    r"事例(?:発表|報告|紹介)|事例分享|案例(?:分享|介紹|交流)|経験(?:分享|交流)|取組発表|自治体(?:発表|報告)|都市発表|城市(?:推介|分享|発言|案例)|嘉賓(?:発言|演講)|交流発言|大会発言|会議発言",
    r"分科会[^、。 ]{0,3}|分論壇[^、。 ]{0,3}|分会場[^、。 ]{0,3}|セッション[0-9一二三ⅠⅡabc]*|第[一二三四1-4](?:部|場|セッション|分科会|単元|節|環節)|分組会[^、。 ]{0,3}",
    r"(?:[^、。「」 ]{0,8})?(?:意見交換会|交流会|連絡会議|レセプション|晩さん会|晩餐会|視察|見学会|歓迎宴)|ポスターセッション|実地考察|現地視察|考察活動",
)
_TALKLESS_SESSION = r"意見交換会|交流会|連絡会議|レセプション|晩餐|晩さん|視察|見学|歓迎宴|ポスター|考察|参観"
_DISCUSSION = (
    r"^(?:その後の|以上の|引き続き|続く)?(?:ディスカッション|意見交換|質疑応答|質疑|討論|総合討論)(?:では|に移|の)|^会議の総括|^(?:最後に)?(?:会場|フロア|参加者|聴衆|来場者)(?:から|は|の|も)"
    r"|^(?:与会者|与会嘉賓|現場|観衆|聴衆|参会者|在互動|互動環節|問答環節|交流環節|自由討論|会議(?:期間|最後|認為|還)|会上還|会后|会後|期間|当天|当日|次日|活動|本次|此次|研討会(?:還|期間|是))"
    r"|^(?:本セミナー|今回の|今回は|このセミナー|同セミナー|次回|来年|セミナー(?:は|では|の)|閉会|主催者|事務局|当事務所|クレア|翌日|会期|また、本セミナー|このほか、?(?:会場|ロビー))"
)


def act_of(folded: str) -> Act:
    """Return what a clause says its subject did; the strongest cue decides, a greeting only where no talk is told."""
    if pattern(_ABSENT).search(folded) and not pattern(r"と題|をテーマに|について(?:発表|講演|報告|紹介)|為題").search(folded):
        return "none"
    greeting, talk = pattern(_GREETING).search(folded), pattern(_TALK).search(folded)
    if pattern(_CHAIR).search(folded) and not pattern(r"について(?:発表|講演|報告|紹介)|介紹了|分享了").search(folded):
        return "coordinator"
    if greeting and not pattern(r"と題|をテーマに|について(?:の)?(?:発表|講演|報告|紹介)|為題").search(folded):
        return "greeting"
    return "talk" if talk else "none"


def speaks(folded: str) -> bool:
    """Return whether a clause has any word of saying."""
    return bool(pattern(_TALK).search(folded))


def greets(folded: str) -> bool:
    """Return whether a clause tells of a greeting."""
    return bool(pattern(_GREETING).search(folded))


def chairs(folded: str) -> bool:
    """Return whether a clause tells of leading a discussion."""
    return bool(pattern(_CHAIR).search(folded))


def discusses(folded: str) -> bool:
    """Return whether a sentence turns from single speakers to the hall, the discussion or the meeting as a whole."""
    return bool(pattern(_DISCUSSION).search(folded))


def find_session(folded: str) -> re.Match[str] | None:
    """Return the first name of a session in folded text."""
    hits = [hit for source in SESSIONS if (hit := pattern(source).search(folded))]
    return min(hits, key=lambda hit: (hit.start(), -len(hit[0])), default=None)


def has_talks(session: str | None) -> bool:
    """Return whether talks are given in a session of this folded name; a reception or a visit has none."""
    return not (session and pattern(_TALKLESS_SESSION).search(session))
