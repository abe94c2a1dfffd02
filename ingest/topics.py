"""What a talk was about: the part of its clause that names the topic, for one speaker or shared out among several."""

import re
from itertools import pairwise

from ingest.patterns import pattern
from ingest.speakers import Claim
from ingest.wordings import Wording, quotations

_TITLED = r"^[」』\"》](?:と|を|の|という|をメイン)?(?:題|テーマ|タイトル|演題|主題)|^[」』\"》]為(?:題|主題)|^》"
_LABELLED = r"(?:題為|題は|演題は|以|題目は|題目是|題目為|テーマは|題して|演題:|題目:|お題は|名叫|名為)[「『\"《]$"
_ABOUT = (
    r"(?:について|に関して|に関する(?=(?:基調|特別)?(?:講演|発表|報告|紹介|説明|話|意見))"
    r"|を題材に|をテーマに|をめぐ|を中心に|を例に|を切り口に|を軸に)"
)
_OBJECT = (
    r"を[^、。をはが]{0,14}(?:紹介|発表|説明|報告|披露|解説|提案"
    r"|共有|強調|述べ|語|話し|話す|論じ|挙げ|示|訴え|要約|取り上げ"
    r"|振り返|指摘|伝え|引き合い|"
    r"例に|描|提起|まとめ|アピール|pr|説|明か|論|映)"
)
_CHINESE_ABOUT = (
    (
        r"(?:囲繞|就|以|結合|針対|聚焦|拿)(.{3,60}?)(?:為題|為例|為主題"
        r"|作了|做了|進行|展開|発表|分享|談|介紹|分別|方面|等(?:方面"
        r"|内容|議題)|,)"
    ),
    (
        r"(?:介紹|分享|闡述|匯報|彙報|講述|展示|回顧|解読|概述|総結"
        r"|提出|論述|推介|交流|講解|談到|談及|講到|講|談|指出|強調"
        r"|表示|認為|説|描絵|梳理|剖析|透露|坦言|呼籲|建議|帯来)(?:了"
        r"|的(?:都|則|也)?是|道|起)?[,:]?(.{2,})"
    ),
)
_CLEFT = (
    r"(?:語|話し|話さ|述べ|紹介|強調|論じ|訴え|取り上げ|説い|報告し"
    r"|披露し)[^、。]{0,6}のは、?(.+?)(?:という?こと|のこと)?(?:だ"
    r"|である|です|だった|でした)?。?$"
)
_GENERIC = (
    r"^(?:それぞれの|各自の|自らの|その|上記の|以下の|この)?(?:取り組み"
    r"|取組|事例|内容|講演|基調講演|発表|報告|話|スピーチ|挨拶"
    r"|意見|経験|発言|演講|做法|試み|実例|仕組み|こと|もの)?(?:等"
    r"|など)?$"
)
_VERB_FIRST = (
    r"^(?:基調|特別|事例)?(?:発表|講演|報告|登壇|スピーチ|紹介|発言|演講|説明)(?:し|を|が|され|があ|に|者|[、。]|$)"
)
_TRIM_END = (
    r"(?:について(?:の)?|に関して|に関する(?=$)|それぞれ|を|が|の|、|,|等を|など|といった|ということ|としての?|。)+$"
)
_ONE_EACH = r"一(?:個|位|人)(?:則)?(?:説|講|談|聊|介紹|分享)(?:的是|了|的則是|起)?([^,;。]{2,60})"
_EACH = r"それぞれ|各々|おのおの|順に|分別|先後|依次|各自"


def find_topics(text: Wording, claim: Claim) -> list[tuple[int, int]]:
    """Return one topic for each speaker of a claim, as far as it names them."""
    count = len(claim.speakers)
    shared = _shared(text, claim.said, claim.end, count) if count > 1 else []
    if shared:
        return shared
    if claim.inverted:
        return find_titles(text, 0, len(text.plain))[:1]
    topic = _topic(text, claim.said, claim.end)
    return [topic] * count if topic else []


def _topic(text: Wording, start: int, end: int) -> tuple[int, int] | None:
    """Return where in a clause, its speaker left out, the topic stands; None where it names none."""
    titled = find_titles(text, start, end)
    if titled:
        return titled[0]
    folded, plain = text.folded[start:end], text.plain[start:end]
    left, right = 0, len(folded)
    about, spoken = _last(_ABOUT, plain), _last(_OBJECT, plain)
    if about and not (spoken and spoken.start() > about.end() + 8):
        right = about.start()
    elif spoken:
        right = spoken.start()
    elif hit := pattern(_CLEFT).search(plain):
        left, right = hit.span(1)
    elif text.chinese:
        hit = next((hit for source in _CHINESE_ABOUT if (hit := pattern(source).search(plain))), None)
        left, right = hit.span(1) if hit else (0, 0)
    elif "。" in plain:
        return None
    trimmed = _trimmed(folded, left, right)
    return (start + trimmed[0], start + trimmed[1]) if trimmed else None


def _shared(text: Wording, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """Return one topic for each of `count` speakers that share a clause, none unless they can be told apart."""
    titled = find_titles(text, start, end) or [span for span in _quoted(text, start, end)]
    if len(titled) == count:
        return titled
    ones = [match.span(1) for match in pattern(_ONE_EACH).finditer(text.plain, start, end)] if text.chinese else []
    if len(ones) == count:
        return ones
    if not pattern(_EACH).search(text.plain, start, end):
        return []
    about = pattern(_CHINESE_ABOUT[0]).search(text.plain, start, end) if text.chinese else None
    listed = about.span(1) if about else _topic(text, start, end)
    if listed is None:
        return []
    edges = [
        listed[0] - 1,
        *(m.start() for m in re.finditer("、|,|和|と|;", text.plain) if listed[0] < m.start() < listed[1]),
        listed[1],
    ]
    commas = [
        listed[0] - 1,
        *(m.start() for m in re.finditer("、|,|;", text.plain) if listed[0] < m.start() < listed[1]),
        listed[1],
    ]
    for stops in (commas, edges):
        if len(stops) == count + 1:
            return [(left + 1, right) for left, right in pairwise(stops)]
    return []


def _quoted(text: Wording, start: int, end: int) -> list[tuple[int, int]]:
    return [span for span in quotations(text.shown) if start <= span[0] and span[1] <= end and span[1] - span[0] > 3]


def find_titles(text: Wording, start: int, end: int) -> list[tuple[int, int]]:
    """Return the quotations that are titles of talks: 《…》, 「…」と題して; of neighbours the last mark counts."""
    found: list[tuple[int, int]] = []
    for left, right in reversed(_quoted(text, start, end)):
        marked = pattern(_TITLED).search(text.plain[right : right + 12]) or pattern(_LABELLED).search(text.plain[:left])
        beside = found and re.fullmatch('[」』"》](?:、|,|と|和|及び)?[「『"《]', text.folded[right : found[-1][0]])
        if marked or beside:
            found.append((left, right))
    return found[::-1]


def _last(source: str, plain: str) -> re.Match[str] | None:
    return next(iter(reversed(list(pattern(source).finditer(plain)))), None)


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int] | None:
    lead = pattern(
        r"^(?:[、,:; ]|まず|次に|続いて|最後に|また|自ら|それぞれの?|ともに|随后|首先|則|全面|詳細|重点)+"
    ).match(folded[start:end])
    start += lead.end() if lead else 0
    if pattern(_VERB_FIRST).match(folded[start:end]):
        return None
    tail = pattern(_TRIM_END).search(folded[start:end])
    end = start + tail.start() if tail else end
    if end - start < 2 or pattern(_GENERIC).match(folded[start:end]):
        return None
    return start, end
