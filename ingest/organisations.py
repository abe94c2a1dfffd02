"""Where the name of an organisation or place around a person begins and ends.

Print joins organisation, post and name without a blank; what can be said of one end only (a particle, a sign, a place,
a word such as 協会) is said here.
"""

import re
from collections.abc import Sequence

from ingest.names import KANJI, organisation_end
from ingest.patterns import pattern
from ingest.places import PlaceMention
from ingest.records import Country
from ingest.text import fold
from ingest.wordings import Wording

Extent = tuple[int, int]

_BOUNDARY = re.compile(
    r"[\U0001f000-\U0001faff\u2600-\u27bf\u2190-\u21ff\u2500-\u25ff\u2b00-\u2bff\-、。,;:!?\"|\[\]{}《》〈〉「」『』【】\n~…*\u2192]"
)


# Hiragana that belong to a word of a name, not to the sentence around it.
_KANA_WORDS = (
    r"まちづくり|こども|子ども|みらい|いのち|くらし|ふるさと|ものづくり"
    r"|しごと|にぎわい|ふれあい|おもてなし|すまい|みどり|さくら"
    r"|づくり|おこし|まちおこし|むらおこし|まつり|さんぽ|なぎさ"
    r"|ひろば|すこやか"
)


_LEADING = (
    r"^(?:・ ?|[(][一二三四五六七八九十甲乙丙丁戊己庚辛壬癸0-9]{1,3}[)]|[0-9]{1,2}[.、]"
    r"|(?:no)?\.?[0-9]{1,2}(?=[^0-9月日年人名])|[①-⑳]|まず|次に|次|続く|続いて|また|一方"
    r"|最後に?|来自|由|続き|さらに|その後|日本側|中国側|日方|中方"
    r"|なお|今回|同じく|同(?!済|志社|朋|仁|和|文)|我々|ほか|"
    r"随后|接着|首先|其中|会上|期間|同時|此外|環節|分別|邀請|特邀|[這那]位"
    r"|担任(?:主持|評議|点評)人?的|聘請|作為|包括|包含|和|与|及|以及|対(?!策|応|話|外|馬|岸)|請|当天|当日|上午|下午"
    r"|現場|発言人|嘉賓|主講[人者]?|与談[人者]?|講者|報告[人者]|論壇上?|接下来|輪到|有請|掌声|"
    r"来賓の|来賓|主催者の|地元の?|開催地の?|現地の?|東道主|承辦方|主辦方)+"
)


# Words of the sentence before an organisation: always, or where a place or a country follows.
_SURE_LEADS = r"由|来自|是|[人者]為|計有|包括|輪到|交到|転到|讓|把|被|怎様|在(?!読|職|任|校)"
_LIKELY_LEADS = r"邀請|請|交給|環節|階段|期間|和|与|以及|還有|的"


_PARTS = r"[的是]$|[這那一]位$"  # …的|教授, 这位|西村课长


_REMARK = (
    r"^[(](?!一?[財社]|公[財社]|国|独|株|有|特|地独|学)[^()]{1,8}[)]"  # （開会式）包頭市, but （一財）自治体国際化協会
)
_NO_OWNER = (
    r"トップ(?:バッター)?|[一二三四五1-5]番(?:手|目)|先頭|最後|最初|次|大?トリ|しんがり"
    r"|一方|他方|片や|進行|案内役?|聞き手|主役|前者|後者|もう一人|今回|今年|本日|同じく|司会"
)


def run_start(text: Wording, end: int) -> int:
    """Return where the unbroken run of words before `end` begins; hiragana breaks it, save in a place's name."""
    at = end
    while at > 0:
        mention = text.place_over(at - 1)
        if mention and mention.end <= end + 1 and mention.start < at:
            at = mention.start
            continue
        if not re.match(rf"[{KANJI}ァ-ヺーa-z・=＝]", text.plain[at - 1]) or (
            text.chinese and pattern(_PARTS).search(text.plain[:at])
        ):
            break
        at -= 1
    if at and text.plain[at - 1] == " " and at < end and re.fullmatch(rf"[{KANJI}]{{1,3}}", text.plain[at:end]):
        before = re.search(rf"(?<![{KANJI}])[{KANJI}]{{1,3}} $", text.plain[:at])  # 花岡 利夫市長
        at = before.start() if before else at
    lead = pattern(_LEADING).match(text.plain[at:end])
    if lead and text.chinese and at + lead.end() < end and not text.place_over(at):
        return at + lead.end()
    return at


def is_body(text: Wording, owner: Extent | None) -> bool:
    """Return whether what stands before a post is a place or an organisation, beyond doubt."""
    if owner is None:
        return False
    named = any(owner[0] <= m.start and m.end <= owner[1] for m in text.places)
    return named or bool(pattern(rf"{organisation_end()}$").search(text.folded[slice(*owner)]))


def post_owner(text: Wording, start: int) -> Extent | None:
    """Return the organisation right before a post."""
    left = organisation_start(text, start)
    place = next((m for m in text.places if m.end == start + 1 and m.start >= left), None)
    if place:  # 羽村市長: the place and the post share a character
        return min(left, place.start), place.end
    stop = start - (text.plain[start - 1 : start] == "の")
    return (left, stop) if left < stop else None


def owner_before(text: Wording, end: int) -> Extent | None:
    """Return the organisation before の or ・ that ends right before `end`: 長野県東御市の|花岡市長."""
    if end < 2 or text.plain[end - 1] not in ("の・的" if text.chinese else "の・"):
        return None
    left = organisation_start(text, end - 1)
    none = left >= end - 1 or pattern(rf"^(?:{_NO_OWNER})$").match(text.plain[left : end - 1])
    return None if none else (left, end - 1)


def organisation_start(text: Wording, end: int) -> int:
    """Return where the name of the organisation that ends at `end` begins; it may hold の only between its parts."""
    start = 0
    protected = [match.span() for match in pattern(_KANA_WORDS).finditer(text.plain, 0, end)]
    for match in re.finditer(rf"[ぁ-ゖ ]|{_BOUNDARY.pattern}", text.plain[:end]):
        at = match.start()
        if match[0] == "の" and _joins_parts(text, at):
            continue
        if text.place_over(at) or any(first <= at < last for first, last in protected):
            continue
        start = max(start, match.end())
    depth = text.plain.count(")", start, end) - text.plain.count("(", start, end)
    if depth < 0:
        start = text.plain.rfind("(", start, end) + 1
    for remark in (_REMARK, _LEADING):
        lead = pattern(remark).match(text.plain[start:end])
        if lead and lead.end() < end - start and not text.place_over(start):  # 和歌山県
            start += lead.end()
    cut = _last_lead(text, start, end)
    return cut


def _last_lead(text: Wording, start: int, end: int) -> int:
    """Return `start`, moved behind words that cannot begin an organisation: 環節由|哈爾浜工業大学."""
    sure, likely = pattern(_SURE_LEADS), pattern(_LIKELY_LEADS)
    for match in pattern(f"{_SURE_LEADS}|{_LIKELY_LEADS}").finditer(text.plain, start, end) if text.chinese else ():
        if text.place_over(match.start()) or (match.end() == end and not sure.fullmatch(match[0])):
            continue
        body = any(m.start == match.end() for m in text.places) or text.plain.startswith(("日本", "中国"), match.end())
        if sure.fullmatch(match[0]) or (likely.fullmatch(match[0]) and (body or len(match[0]) > 1)):
            start = match.end()
    return start


def _joins_parts(text: Wording, at: int) -> bool:
    """Return whether a の stands between the parts of one organisation: 北京市の外事弁公室の."""
    return any(m.end == at for m in text.places) or bool(pattern(rf"{organisation_end()}$").search(text.folded[:at]))


def owner_outside(text: Wording, start: int) -> Extent | None:
    """Return the organisation before the bracket that a person stands in: 津和野町（堀川町長）."""
    if text.plain[start - 1 : start] != "(" or not start:
        return None
    left = organisation_start(text, start - 1)
    named = any(m.end == start - 1 and not m.bare for m in text.places) or pattern(rf"{organisation_end()}$").search(
        text.folded[: start - 1]
    )
    return (left, start - 1) if named and left < start - 1 else None


def owner_apart(text: Wording, start: int) -> Extent | None:
    """Return the organisation that a comma sets off before a person: 岳陽市農業農村局、蘇万舸局長."""
    if text.plain[start - 1 : start] != "、" or start < 3:
        return None
    left = max(text.plain.rfind(sign, 0, start - 1) for sign in "、。,;:") + 1
    owner = (left, start - 1)
    whole = any(m.start == left and m.end == start - 1 and not m.bare for m in text.places)
    begins = any(m.start == left for m in text.places)
    ends = pattern(rf"{organisation_end()}$").search(text.folded[: start - 1])
    return owner if whole or (begins and ends) else None


def leading_place(places: Sequence[PlaceMention], start: int, shown: str) -> tuple[str | None, Country | None]:
    """Return the place an organisation's name begins with, as written, and its country where that is certain."""
    of_country = start + 2 if shown.startswith(("日本", "中国", "中國"), start) else start  # 日本静岡県焼津市
    mention = next((m for m in places if m.start in (start, of_country)), None)
    if mention is None:
        begins: dict[str, Country] = {"中国": "CN", "日本": "JP"}
        return None, begins.get(shown[start : start + 2].replace("國", "国"))
    countries = {place.country for place in mention.places}
    country = countries.pop() if len(countries) == 1 else None
    return (None if mention.bare else shown[mention.start : mention.end]), country


def country_of(organisation: str | None) -> Country | None:
    """Return the country of an organisation that is known by its own name, None for any other."""
    folded = fold(organisation or "")
    return next((country for source, country in _KNOWN_BODIES if pattern(source).search(folded)), None)


_KNOWN_BODIES: tuple[tuple[str, Country], ...] = (
    (r"日本(?:国)?(?:駐.{0,4})?(?:大使館|総領事館|領事館)|日本貿易振興|ジェトロ|jetro", "JP"),
    (r"自治体国際化協会|クレア|clair|全国(?:市長|知事|町村)会", "JP"),
    (r"中国(?:駐.{0,4})?(?:大使館|総領事館|領事館)|中国人民対外友好協会", "CN"),
)
