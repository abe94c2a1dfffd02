"""Verbs across languages: who is said to have signed, won, founded or decided something needs a source that says so.

In the language of its source every word of a sentence has to stand there; in another language words are others, and a
wrong verb is all it takes. So what people are told to have done is a table of deeds, their words in all the languages:
a sentence may tell only of those that a quotation it cites, or the computed line, tells of. Words for saying, showing,
holding and coming are no deeds.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.text import fold

_DEEDS = {
    "visited": (r"視察|訪問|訪[れねず]|見学|歴訪", r"访问|考察|参观|走访|视察", r"\b(?:visit|tour)(?:s|ed|ing)?\b"),
    "signed": (
        r"署名|調印|締結|覚書|協定|結[びんぶ]|縁組|提携",
        r"签[署订约字]|缔结|结[为成]|协议|协定|备忘录|建立.{0,6}(?:关系|友好)",
        r"\b(?:sign(?:s|ed|ing)\b|conclud|agreement|memorand|twinn)\w*",
    ),
    "founded": (
        r"設立|創設|開設|設置|設け|立ち上げ|発足|創業|結成|つくり|作[りっ]|開[いき所]",
        r"成立|设[立置]|创[立办建设]|开设|组建|建立(?!.{0,6}(?:关系|友好))",
        r"\b(?:found(?:ed|ing|s)\b|establish|set up|sets up|launch|creat(?:e|ed|es|ing)\b)\w*",
    ),
    "built": (
        r"建設|建[てっ築]|整備|竣工|開業|開通|造[りっ成]|づくり|架け",
        r"建[设成造筑]|修[建筑]|兴建|竣工|开[业通]|启用|投入使用|打造",
        r"\b(?:build|built|construct|inaugurat)\w*",
    ),
    "won": (
        r"受賞|輝[いき]|獲得|入賞|優勝|大賞|表彰|授与|認定",
        r"获奖|荣获|获[得颁评]|夺[得冠]|颁发|表彰|授予|认定",
        r"\b(?:won|wins?|award|priz|honou?red|certified)\w*",
    ),
    "gave": (
        r"寄付|寄贈|寄せ|贈[りっら]|提供|拠出|出資|投資|補助|助成",
        r"捐|赠|资助|提供|出资|投资|补贴|投入",
        r"\b(?:donat|invest|subsid|fund(?:ed|s|ing)\b)\w*",
    ),
    "decided": (r"決定|決め|決ま|採択|議決|可決", r"决定|通过了|表决|敲定", r"\b(?:decid|decision|resolv|adopt)\w*"),
    "agreed": (r"合意|同意|賛同|一致", r"达成|同意|赞同|一致", r"\b(?:agreed|agrees|consent|consensus)\b"),
    "proposed": (
        r"提案|提言|提起|提唱|呼びかけ|持ち込|求め|訴え",
        r"提[议案]|建议|倡[议导]|呼吁|主张|提出",
        r"\b(?:propos|suggest|recommend|advocat|urg(?:ed|es)\b|call(?:ed|s) (?:for|on)\b)\w*",
    ),
    "asked": (
        r"質問|尋ね|問い|問う|聞[いきく]",
        r"提问|询问|问及|问题|请教|追问",
        r"\b(?:ask(?:ed|s|ing)?|question\w*|inquir\w*)\b",
    ),
    "invited": (
        r"招待|招[いきか聘]|誘致|呼び込|導入",
        r"邀请|聘请|招[待商聘引]|引[进入]|吸引",
        r"\b(?:invit|attract|introduction of)\w*",
    ),
    "studied": (
        r"研究|調査|調べ|検証|実証|分析|学[びんぶ習]",
        r"研究|调[查研]|分析|验证|实验|学习",
        r"\b(?:research|stud(?:y|ied|ies)\b|survey|investigat|analy[sz]|learn)\w*",
    ),
    "developed": (
        r"開発|研究開発|生み出|発展|開拓",
        r"开发|研[发制]|发展|开拓",
        r"\b(?:develop)\w*",
    ),
    "trained": (
        r"研修|育成|養成|訓練|育て|指導|教え",
        r"培[训养育]|训练|实习|研修|指导|教",
        r"\b(?:train|educat|teach|taught|coach|mentor)\w*",
    ),
    "sold": (
        r"販売|輸出|輸入|売[りっる]|購入|買[いっ]|取引|商談",
        r"销售|出口|进口|购买|出售|采购|交易|洽谈",
        r"\b(?:s[oe]ld?\b|sells|export|import(?!an)|purchas|bought|buy)\w*",
    ),
    "sent": (
        r"派遣|送[りっら]|派[しわ]|赴任",
        r"派[遣出驻]|选派|赴任|寄",
        r"\b(?:dispatch|sent\b|sends?\b|second(?:ed|ment))\w*",
    ),
    "merged": (r"合併|統合|編入", r"合并|整合|并入", r"\b(?:merg|amalgamat|unif)\w*"),
    "chaired": (
        r"司会|進行|座長|議長|コーディネーター|モデレーター|ファシリテーター|主持",
        r"主持|主席|点评|协调人",
        r"\b(?:chair|moderat|coordinator|facilitat|emcee)\w*",
    ),
    "greeted": (
        r"あいさつ|挨拶|祝辞|歓迎|開会の(?:辞|言)|謝辞",
        r"致[辞词欢]|欢迎|祝词|贺词",
        r"\b(?:greet|welcom|opening (?:remarks|address)|closing (?:remarks|address))\w*",
    ),
}


def deeds_as_in(said: str, quotations: Sequence[str], computed: str) -> bool:
    """Return whether a sentence tells of no deed that its quotations and the computed line do not tell of."""
    folded, sources = fold(said), [fold(one) for one in (*quotations, computed)]
    return all(
        not words.search(folded) or any(words.search(source) for source in sources) for words in _patterns().values()
    )


def deeds_told(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where a folded text has the words of a deed."""
    yield from (found.span() for words in _patterns().values() for found in words.finditer(folded))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {deed: re.compile("|".join(fold(one) for one in words)) for deed, words in _DEEDS.items()}
