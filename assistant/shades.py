"""Words that turn a statement into another: who says *only*, *because*, *more than* or *failed* needs a source for it.

One word more or less, and every name and figure of a sentence is right and the sentence false. Each shade is a row,
its words in all the languages, folded; a sentence may have only those that a quotation it cites has, and may not drop
a denial or a plan from what it repeats.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.text import fold


@dataclass(frozen=True, slots=True)
class _Shade:
    """A shade of meaning, by its words; `binding`: what it is said of may not be repeated without it either."""

    words: re.Pattern[str]
    binding: bool = False


def _shade(*words: str, binding: bool = False) -> _Shade:
    return _Shade(re.compile("|".join(fold(one) for one in words)), binding)


_SHADES = {
    "denied": _shade(
        r"ません|ない(?:。|と|た|、|こと|ため)|なかった|なし|未[だ定]|ず(?:、|に(?!は))",
        r"没有|没|无法|[并尚]未|未[曾有能]|不[是在存能再会愿同]",
        r"\b(?:not|no|never|none|without|nor)\b|n't\b",
        binding=True,
    ),
    "planned": _shade(
        r"予定|計画(?:して|し、|され|中|だと)|目指[しす]|めざ[しす]|(?:し|き|り|い|め|え)たい(?:と|。|考)|つもり",
        r"将(?:于|会|在|要|继续|推|建|举|开|实|进)|计划(?:在|于|今|明|将|推|建)|打算|拟|力争|争取|希望|有望",
        r"\b(?:will|shall|would|hopes?|intends?|aims? to|plans? to|planned|planning|going to)\b",
        binding=True,
    ),
    "undone": _shade(
        r"やめ[てたるま]|中止|廃止|失敗|断念|反対|拒否|拒[みむん]|撤退|解散|延期|欠席|失[いうわっ]",
        r"取消|废除|停止|停办|失败|放弃|拒绝|退出|失去|推迟|终止|批评|質疑",
        r"\b(?:abolish|cancel|fail|reject|refus|oppos|stopp|abandon|withdr|postpon|suspend|criticis|criticiz|los[te])\w*",
    ),
    "up": _shade(
        r"増[えやし加大]|伸び|上昇|拡大(?:し|さ)|急増|倍増",
        r"上升|增长|增多|扩大|翻[倍番]",
        r"\b(?:increas|grew|grow[ns]|rose|rise[ns]?\b|doubl|expand)\w*",
    ),
    "down": _shade(
        r"減[りっらるし少]|低下|縮小|下が[りっる]",
        r"下降|减少|缩小|降低",
        r"\b(?:decreas|declin|fell\b|reduc|shr[aiu]nk)\w*",
    ),
    "only": _shade(
        r"だけ(?!で(?:は)?な[くい])|のみ|しか|唯一|[にを]限[りっら]",
        r"只[有是在限]|(?<!不)仅|唯独|独家",
        r"(?<!not )\bonly\b|\b(?:solely|exclusively|sole|alone)\b",
    ),
    "all": _shade(
        r"すべて|全て|全員|どの\w{1,6}も|誰もが",
        r"所有|全部|每[个一座届位]",
        r"\b(?:all|every|everyone|everybody|entire)\b",
    ),
    "most": _shade(
        r"最(?:も|多|大|高|少|小|良|先|初|重要|優)|もっとも|一番|初めて|はじめて|初の|第一[号位人者]|先駆|トップ",
        r"首[次个位创]|第一个|最(?:先|早|为|好|具|受|强)",
        r"\b(?:first(?! (?:seminar|edition|session|day|part))|most|best|largest|biggest|highest|earliest|leading)\b",
    ),
    "compared": _shade(
        r"(?<![にと])より(?!、)|比べ|上回|下回|勝[りっる]",
        r"比(?:.{1,12})(?:更|多|少|高|低|大|小|强)|[高低多少大小优强]于|超过(?!\d)|不如|更[多加为好大高强]",
        r"\b(?:more|less|fewer|\w+er|better) (?:\w+ ){0,3}than\b|\bcompared\b",
    ),
    "together": _shade(
        r"とともに|と共に|と共同|共同[でし発]|一緒に|と連名|と協力|と連携",
        r"一[起同道](?!来)|共同|联[合手名]",
        r"\b(?:together|jointly|joint|alongside)\b",
    ),
    "because": _shade(
        r"ため(?:に|、|で)|ので|から、|おかげ|による(?!と)|によ(?:り|って)(?!、?(?:発表|紹介|報告|説明|講演|開催|主催|行わ|述べ))|理由|原因",
        r"因[为此而]|由于|所以|从而|导致|使得|促使|得益",
        r"\b(?:because|therefore|thus|hence|due to|thanks to|as a result|led to|caused|so that)\b",
    ),
    "he or she": _shade(r"彼女?(?:[はがのもを、]|ら)", r"她", r"\b(?:he|she|his|her|hers|him|himself|herself)\b"),
    "another's talk": _shade(  # who introduces their own talk as if it were another's
        r"の(?:発言|発表|講演|報告)を(?:紹介|報告|説明|伝え|取り上げ)",
        r"(?:介绍|谈到|讲述|分享|提到|报告)了?[^,。、;]{0,40}的(?:发言|发表|演讲|讲话|致辞)",
        r"\bintroduc\w* (?:\w+ ){0,6}(?:speech|remarks|talk|presentation)\b",
    ),
    "praised": _shade(
        r"成功|成果|結果|著し|高[いく]評価|好評|注目を",
        r"成就|成果|结果|显著|高度评价|好评|赞[扬赏]|突出",
        r"\b(?:success|achiev|results?\b|outcomes?\b|prais|significant|remarkabl|outstanding)\w*",
    ),
}
_SAID_OF = re.compile(r"([\u3400-\u9fffァ-ヴー]{1,2})[ぁ-ん]{0,6}$")  # 増 of 増えなかった, 整備 of 整備を計画して
_DENIES_NEXT = re.compile(r"[\u3400-\u9fff]{2}")  # 增加 of 没有增加
_KANA = re.compile(r"[ぁ-ん]")


def shaded_as_in(said: str, quotations: Sequence[str], computed: str) -> bool:
    """Return whether a sentence has no shade that its quotations and the computed line have not, and loses none."""
    folded, quoted = fold(said), [fold(one) for one in quotations]
    return all(_stands(shade, folded, [*quoted, fold(computed)]) for shade in _SHADES.values()) and not any(
        shade.binding and _loses(shade, folded, quoted) for shade in _SHADES.values()
    )


def shades_told(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where a folded text has the words of a shade."""
    yield from (found.span() for shade in _SHADES.values() for found in shade.words.finditer(folded))


def compares(said: str) -> bool:
    """Return whether a sentence sets one beside another."""
    return bool(_SHADES["compared"].words.search(fold(said)))


def _stands(shade: _Shade, folded: str, sources: Sequence[str]) -> bool:
    return not shade.words.search(folded) or any(shade.words.search(source) for source in sources)


def _loses(shade: _Shade, folded: str, quoted: Sequence[str]) -> bool:
    """Return whether a sentence repeats, without the shade, a word that its sources say with it and never without."""
    if shade.words.search(folded):
        return False
    for text in quoted:
        for found in shade.words.finditer(text):
            before = _SAID_OF.search(text[: found.start()])
            behind = None if _KANA.search(text) else _DENIES_NEXT.match(text, found.end())
            word = behind[0] if behind else before[1] if before and _KANA.search(text) else ""
            if word and word in folded and sum(source.count(word) for source in quoted) == 1:
                return True
    return False
