"""What a question sets apart: everybody but mayors, without the moderator, 市長以外, 主持人不要.

The words set apart are taken out of the question and read by themselves: whoever they fit is left out.
"""

import re
from dataclasses import dataclass

from assistant import cues
from assistant.cues import SESSIONS, cue
from ingest.text import fold

_SESSION = "|".join(source for _, source in SESSIONS)
# A part of the programme that somebody did not take part in: whoever did is left out altogether.
_NOT_IN = (
    rf"({_SESSION})(?:を|が|も|には?|は|では?)?(?:し|やら|出|登壇し|参加し|出席し|やっ|行っ|行わ|担当し)?(?:て)?い?(?:な(?:い|かった|く)|ずに?(?=[、。]))",
    rf"(?:没有?|無|未|不)(?:曾|在)?(?:安排|設|挙[行辦]|做|作|参加|出席|上|進行|講)?過?了?({_SESSION})",
    r"(?<=[届次])[裏里中上]?(?:都|是)*(?:没有?|無)([^,。?的]{1,8}?)(?:来)?"
    r"(?:発言|演講|上台|登台|参加|出席|講話|致辞)(?=的|[?。]|$)",
    r"([^、。?がは]{1,8}?)(?:が|は|の)(?:登壇|発表|講演|出席|参加|あいさつ|挨拶)(?:を?し|のし)?て?い?(?:ない|なかった)(?=の?(?:回|年|会))",
    r"(?:(?<=editions )|(?<=seminars ))(?:that )?(?:had|with) no ([a-z ]{3,24}?)(?= spoke| speaking| speakers?|[?]|$)",
    rf"\b(?:no|not|never|without|n['’]t)"
    rf"(?: (?:a|an|any|the|in|on|at|giv(?:e|ing)|gave|tak(?:e|ing)|took|part|speak(?:ing)?|join(?:ed)?)){{0,4}}"
    rf" ({_SESSION})",
)
_TAKEN_AWAY = r"(?:[去除拿扣刨撇剔刪]掉|[去扣刨剔刪排]除掉?|除[去開]|[撇抛]開)"
# That others are asked for than what is set apart, not those who stayed away: 第21回以外, not 第21回に出ていない.
OTHERS = (
    rf"以外|之外|除|不算|不包括|不含|不要|抜き|含め(?:ず|ない)|入れ(?:ず|ない)|{_TAKEN_AWAY}"
    r"|\b(?:except|excluding|other than|besides|apart from|not counting|leav(?:e|ing) out)\b"
)
_EXCLUDED = (
    *_NOT_IN,
    r"([^、。,?がはの]{2,12}でも[^、。,?がはの]{2,12}?)でも?(?:ない|なかった|なく)(?!と)",  # 市長でも副市長でもない人
    r"既?(?:不|並?非)(?:是)?([^、。,?是]{2,12}?[,、]?也(?:不|非)(?:是)?[^、。,?是的]{2,12}?)(?=的|[、。,?]|$)",
    r"\bneither (?:an? |the )?([a-z][a-z' -]{2,24}? nor (?:an? |the )?[a-z][a-z' -]{2,24}?)(?=$|[?,.)]| who| that)",
    rf"把([^、。,?]{{1,16}}?)(?:都|全|也|先|給)*{_TAKEN_AWAY}(?:的話|之?後|以後)?",
    r"((?:(?!除[了去])[^のではにがをもは、。,・…?!()\u3000 ]){1,12}?)さ?ん?"
    r"(?:以外|を除|は除|は?抜き|では?な(?:く|い(?=[\u3400-\u9fff]))|じゃな[くい]|は?(?:含ま[ずな]|入れ[ずな]|いらない|要らない)|不要|不算|除外|不包括|不含)"
    r"(?:いて|いた|くて?|て|で|い)?",
    r"(?:除了|除去|不包括|不含|不算|不要|排除)([^、。,?的還也()]{1,12}?)(?:以外|之外|外|(?=[、,)的還也]|$))",
    r"(?:^|[、。,?!])((?!除|第?[0-9]+[届回次])[^、。,?的]{2,12}?)之外(?=[、,]|的|還|$)",
    r"[但却](?:是)?(?:没有?|未|不)(?:講|談|提|介紹|渉及)[到過及]{0,2}([^、。,?的]{1,10}?)(?=的|[、。,?]|$)",
    r"(?:、|が|て)([^、。,?がをは]{1,10}?)(?:に|を|について)?は(?:触れ|話し|取り上げ|発表し|紹介し|言及し)て?い?な(?:い|かった)",
    r"(?:^|[、。,?!])(?:但)?(?:不是|非)(?:指|説)?([^、。,?是]{2,12}?)(?:喔|哦|啊|呀|吧|的意思)*(?=[、。,?!]|$)",
    r"([^、。,?がをはて]{2,12}?)には?(?:出|参加し|登壇し|来)て?い?な(?:い|かった)(?!の)",
    r"(?:^|[、。,?])?(第?[0-9]+[届回次])(?:没有?|未)(?:参加|出席|来|去|発言)過?(?:的|而|但)?",
    r"(第?[0-9]+[届回次])(?:之外|以外)的?",
    r"(?<!是)不是([^、。,?是]{1,10}?)的(?=[\u3400-\u9fff])",
    r"別把([^、。,]{1,12}?)(?:也?算|計|包括)(?:進去|進来|在内|上)?(?:哈|啊|了|哦)?",
    r"([^のではにがをもは、。,・…?!() ]{1,12}?)(?:関連|関係)?の?(?:ほか|他)(?:に|は|で)"
    r"(?=[^、。?]*(?:何|どんな|催|行事|イベント|紹介|誰|どこ|どの|話し|登壇|発表|講演|出|人|方))",
    r"\((?:but )?not (?:the |any |an? )?((?!(?:an? )?(?:cit|town|prefect|provin|munic|count))[a-z][a-z ]{3,30}?)\)",
    r"\b(?:except(?: for)?|excluding|other than|besides|apart from|not counting|but not|leave out|leaving out)"
    r"(?: the| any| all)? ([0-9]+(?:st|nd|rd|th)(?: seminar| edition)?|[a-z][a-z' -]{2,30}?)"
    r"(?=$|[?,.)]| who| that| in\b| at\b| (?:(?:have|has|also|ever) )*"
    r"(?:host|held|spoke|speak|was|were|came|took|gave|present|talk|attend))",
    r"\b(?:but|and) not (?:at|in) (the [0-9]+(?:st|nd|rd|th)(?: seminar| edition)?)",
)
# What a question counts in by name: everybody is asked for, and not only that.
_INCLUDED = (
    r",? (?:including|incl\.) (?:the |any )?[a-z][a-z' -]{2,40}?(?=$|[?,.)])",
    r"[、,]?[^、。,?がはを]{2,16}も(?:含め|入れ)て?(?=[、。,?]|$)",
    r"[,、](?:也?(?:包括|算上)|連同)(?![^,。?]*[哪誰幾什])[^、。,?]{2,12}?(?:在内|也算)?(?=[、。,?]|$)",
)


@dataclass(frozen=True, slots=True)
class SetApart:
    """A question with blanks for what it sets apart, and that by itself; empty where it sets nothing apart."""

    question: str
    excluded: str
    wholly: bool = False  # whoever did what is excluded is left out of all else, too


def without_included(question: str) -> str:
    """Return a question with blanks for whom it counts in besides: everybody, 社区の人も含めて; not for a role.

    That those who only greeted are counted in says what the list is of.
    """
    for source in _INCLUDED:
        match = cue(source).search(fold(question))
        if match and not any(cue(role).search(match[0]) for _, role in cues.ROLES):
            question = question[: match.start()] + " " * len(match[0]) + question[match.end() :]
    return question


def set_apart(question: str, folded: str) -> SetApart:
    """Return a question without what it excludes; characters stay where they are."""
    found = next((match for source in _EXCLUDED if (match := cue(source).search(folded)) and match.lastindex), None)
    if not found:
        return SetApart(question, "")
    kept = question[: found.start()] + re.sub(".", " ", question[slice(*found.span())]) + question[found.end() :]
    return SetApart(kept, question[slice(*found.span(1))], wholly=any(cue(one) is found.re for one in _NOT_IN))
