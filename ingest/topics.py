"""What a talk was about: the part of its clause that names the topic."""

import re

from ingest.patterns import pattern

_TITLED = (
    r"[「『\"《]([^」』\"》]{3,60})[」』\"》](?:と|を|の|という)?(?:題|テーマ|タイトル|演題|主題)",
    r"(?:題為|題は|演題は|以|題目は|題目是|テーマは)[「『\"《]([^」』\"》]{3,60})[」』\"》]",
    r"《([^》]{3,60})》",
)
_ABOUT = r"(?:について|に関して|に関する|を題材に|をテーマに|をめぐ|を中心に|を例に|のあり方|を切り口に)"
_OBJECT = (
    r"を(?:詳しく|具体的に|丁寧に|中心に|それぞれ|分かりやすく|自ら)?(?:ご)?(?:紹介|発表|説明|報告|披露|解説|提案|共有|強調|述べ|語|話|論じ|挙げ|示|訴え|要約|取り上げ|振り返|指摘|伝え|引き合い|例に|描|提起|まとめ|アピール|pr)"
)
_CHINESE_ABOUT = (
    r"(?:囲繞|就|以|結合|針対|聚焦)(.{3,60}?)(?:為題|為例|為主題|作了|做了|進行|展開|発表|分享|談|介紹|,|、)",
    r"(?:介紹|分享|闡述|匯報|彙報|講述|展示|回顧|解読|概述|総結|提出|論述|推介|交流|講解|談到|談及|講到|講|談|指出|強調|表示|認為|説|描絵|梳理|剖析|透露|坦言|呼籲|建議)(?:了|的是|道)?[,:]?(.{2,})",
)
_GENERIC = r"^(?:それぞれの|各自の|自らの|その|上記の)?(?:取り組み|取組|事例|内容|講演|基調講演|発表|報告|話|スピーチ|挨拶|意見|経験|発言|演講|做法)?(?:等|など)?$"
_VERB_FIRST = r"^(?:基調|特別|事例)?(?:発表|講演|報告|登壇|スピーチ|紹介|発言|演講|説明)(?:し|を|が|され|があ|に|者|[、。]|$)"
_TRIM_END = r"(?:について(?:の)?|に関して|に関する(?=$)|それぞれ|を|が|の|、|,|等を|など|といった|ということ|としての?|。)+$"


def find_topic(folded: str) -> tuple[int, int] | None:
    """Return where in a clause, its speaker left out, the topic stands; None where it names none."""
    for source in _TITLED:
        hit = pattern(source).search(folded)
        if hit:
            return hit.span(1)
    start, end = 0, len(folded)
    about = _last(_ABOUT, folded)
    spoken = _last(_OBJECT, folded)
    if about and not (spoken and spoken.start() > about.end() + 8):
        end = about.start()
    elif spoken:
        end = spoken.start()
    else:
        for source in _CHINESE_ABOUT:
            hit = pattern(source).search(folded)
            if hit:
                start, end = hit.span(1)
                break
    return _trimmed(folded, start, end)


def _last(source: str, folded: str) -> re.Match[str] | None:
    return next(iter(reversed(list(pattern(source).finditer(folded)))), None)


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int] | None:
    lead = pattern(r"^(?:[、,: ]|まず|次に|続いて|最後に|また|自ら|それぞれの?)+").match(folded[start:end])
    start += lead.end() if lead else 0
    if pattern(_VERB_FIRST).match(folded[start:end]):
        return None
    tail = pattern(_TRIM_END).search(folded[start:end])
    end = start + tail.start() if tail else end
    if end - start < 2 or pattern(_GENERIC).match(folded[start:end]):
        return None
    return start, end
