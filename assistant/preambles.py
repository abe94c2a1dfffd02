"""What a question says before it asks: a greeting, what the answer is for, who wants to know it.

お忙しいところ恐れ入ります。会議の資料に使いたいので、… : its words are no subject, its 課長 no post asked for.
"""

import re

from assistant.cues import cue
from ingest.places import find_places
from ingest.terms import find_terms
from ingest.text import fold

_CLAUSE = re.compile(r"[^、。,.!?:;\n]+(?:[、,:;]|[。.!](?= |$|[^0-9 ])|\n) *")
_SHORTEST_QUESTION = 4  # characters left to be asked
_MOST_CLAUSES = 4
# Words for what an answer is used for, and for who wants it; behind a clause of the first kind something is asked.
_USED = (
    r"資料|原稿|スライド|プレゼン|企画|提案|準備|作成|作[っり成]|書[いくき]|まとめ|検討|使[いうっ]|報告|説明|聞かれ"
    r"|頼まれ|言われ|依頼され|問い合わせ|参考に|確認し|調べて|知りたい|担当して|異動して"
)
_GREETED = (
    r"恐れ入|すみません|すいません|失礼|お世話|お疲れ|こんにちは|こんばんは|おはよう|初めまして|はじめまして|突然"
    r"|お手数|申し訳|と申し"
)
_CLAUSE_ENDS = (
    r"(?:ので|のだが|んですが|ですが|ますが|けど|けれども?|ため|たくて?|まして?|ます|です|ており|中で?|ところ)[、。]"
)
_WHO_WANTS = r"[我咱]們?|本人|領導|上司|老板|同事|単位|科里|処里|部門|客戸|最近|因為|由於|為了|要|想"
_DOES = (
    r"準備|筹備|籌備|要我?写|写|做|弄|整理|撰写|編|匯報|彙報|報告|参考|了解|研究|問起|策划|策劃",
    r"prepar|writ|work|mak|put|draft|new|plan|ask|collect|do",
)
_WRITING = r"report|briefing|presentation|boss|director|manager|meeting|article|slides?|memo|paper|speech"
_BEFORE_ASKING = (
    rf"^[^?]*(?:{_GREETED})[^?]*[、。]$",
    rf"^[^?]*(?:{_USED})[^?]{{0,20}}{_CLAUSE_ENDS}$",
    r"^(?:您好|你好|大家好|打擾|不好意思|抱歉|請教)[^?]{0,10}[,。!]$",
    rf"^(?:{_WHO_WANTS})[^?]{{0,6}}(?:{_DOES[0]})[^?]{{0,20}}[,。:!]$",
    r"^(?:hi|hello|hey|good (?:morning|afternoon|evening)|sorry|excuse me|dear)\b[^?]*[,.!:]$",
    r"^(?:i|we)(?:['’]m| am|['’]re| are|['’]ve| have| need to| want to| have to) ?"
    rf"(?:been )?(?:{_DOES[1]})[^?]*[,.:;]$",
    r"^(?:for|to prepare|to write|in preparation for) (?:my|our|a|an|the|tomorrow|next)\b"
    rf"[^?]*?(?:{_WRITING})\b[^?]*[,:.;]$",
    r"^(?:my|our) (?:boss|director|manager|chief|colleague|team)\b[^?]*[,:.;]$",
)
_SIDE = (
    r"名前|氏名|姓名|名字|肩書き?|役職|職務|職位|所属|単位|題名?|題目|タイトル|人数|年|時期|時間|場所|出典|来源|内容"
    r"|都市名?|城市名?"
)
_ADDS = (  # what follows a question and asks no other: お名前もお願いします, 名字也列一下, thanks
    rf"(?:あと|また|できれば|可能なら|併せて|あわせて)?、?(?:[^、。?]{{0,6}}の)?[おご]?(?:{_SIDE})(?:[と、や・][おご]?(?:{_SIDE}))*も[^?]*",
    r"(?:どうぞ)?(?:よろしく|宜しく)?(?:お願い(?:し|いた|致)[^?]*)?|(?:教えて|ご教示)[^?]*|(?:一覧|表|リスト)[でにを][^?]*",
    rf"(?:把|連|請把)?[^,。?]{{0,4}}(?:{_SIDE})(?:[和、与跟](?:{_SIDE}))*(?:也|都|一起|一併)[^?]*|(?:多?謝謝?|拜託了?|麻煩了|請列[^?]*)",
    r"(?:many )?thanks?(?: you)?[^?]*|(?:with |and )?(?:their )?(?:names|titles|posts)[^?]*(?:too|as well|please)",
)
_ANCHOR = r"第?[0-9一二三四五六七八九十]+(?:回|届|次|st|nd|rd|th)|(?:19|20)[0-9]{2}|前回|上回|上[一]?届|最[近新]"


def without_preamble(question: str) -> str:
    """Return a question without the clauses before it that only lead up to it; the same where there are none.

    A clause that alone says which edition, place or subject is meant stays.
    """
    left = question
    for _ in range(_MOST_CLAUSES):
        clause = _CLAUSE.match(fold(left))
        if clause is None or not any(cue(source).match(clause[0].rstrip()) for source in _BEFORE_ASKING):
            return left
        rest = left[clause.end() :]
        if len(rest.strip()) < _SHORTEST_QUESTION or (_is_anchored(clause[0]) and not _is_anchored(rest)):
            return left
        if any(cue(adds).fullmatch(fold(rest).strip(" 。.!")) for adds in _ADDS):
            return left  # the clause was the question
        left = rest
    return left


def _is_anchored(text: str) -> bool:
    """Return whether a text says what is meant: an edition, a place, a subject."""
    if cue(_ANCHOR).search(fold(text)) or any(mention.term.topical for mention in find_terms(text)):
        return True
    return bool(find_places(text))
