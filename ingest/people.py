"""Who is introduced in a sentence: name, title and organisation in whatever order print puts them.

Names nearly always stand beside a title, and the title is the better cue, above all for Chinese names (measured on
the real reports: titles and gazetteer 16 of 16 people, a general named-entity model 11). A name is then what is left
between an organisation, a place and the title, checked against family names and against what no name can be.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.patterns import pattern
from ingest.places import PlaceMention, find_places
from ingest.records import Country
from ingest.text import fold, read_table

_MODIFIERS = (
    "前|元|副|常務|専務|代表|特命全権|名誉|筆頭|総|首席|担当|上席|准|特任|代理|主席|高級|執行|第一|常任|専任|兼任|客員|統括|上級|"
    "一級|二級|党組|党委|青年|主管|総括|政策|企画|国際|経済|産業力強化|特別|共同|最高|駐日|駐華|代行|助理|正|終身|"
    "臨時|業務|技術|運営|編集|研究|開発|営業|広報|情報|デジタル|チーフ|シニア|エグゼクティブ|ゼネラル"
)
_HEADS = (
    "市長|区長|町長|村長|知事|省長|州長|県長|鎮長|郷長|書記|主任|理事長|理事|会長|社長|総裁|院長|学長|校長|園長|所長|局長|部長|課長|"
    "司長|処長|科長|室長|庁長|庁長|班長|係長|組長|隊長|行長|店長|工場長|駅長|船長|座長|委員長|事務局長|事務総長|秘書長|主席|公使|大使|"
    "総領事|領事|書記官|参事官|参事|参賛|教授|講師|助教|研究員|研究者|顧問|相談役|監事|幹事|委員|推進監|調整監|政策監|企画監|統括監|参与|"
    "推進官|調整官|企画官|センター長|館長|団長|議長|議員|補佐|代表|経理|総監|監督|主幹|主査|主事|次長|支配人|編集長|組合長|理事|専員|監制|"
    "専家|専門家|学者|博士|弁護士|税理士|医師|保健師|看護師|技師|工程師|設計師|農業者|女将|支局長|支部長|総長|頭取|取締役|董事長|董事|"
    "ディレクター|マネージャー|マネジャー|プロデューサー|アドバイザー|コンサルタント|エンジニア|デザイナー|スペシャリスト|リーダー|オーナー|"
    "フェロー|アナリスト|プランナー|オフィサー|ceo|cto|coo|cio|cdo|cfo"
)
TITLE = rf"(?:(?:{_MODIFIERS})*(?:{_HEADS})(?:補佐|代理|助理|補)?(?!会))"
ORGANISATION_END = (
    "(?:協会|学会|商会|商工会|商工会議所|大使館|総領事館|領事館|政府|人民政府|役所|役場|県庁|道庁|府庁|都庁|事務所|代表処|弁事処|弁公室|弁公庁|"
    "委員会|党委|市委|省委|区委|大学|学院|学校|高校|研究院|研究所|研究中心|研究センター|科学院|連盟|聯盟|連合会|聯合会|アカデミー|公司|集団|会社|"
    "銀行|病院|医院|センター|中心|局|部|庁|課|室|処|院|社|署|省|市長会|知事会|社区|街道|会議所|会議|機構|財団|基金会|組合|農協|漁協|法人|機関|"
    "グループ|チーム|クラブ|ネットワーク|推進本部|本部|支部|支店|工場|美術館|博物館|図書館|動物園|空港|港|港務局|管理局|公社|事業団|団体|館|園|"
    "実験室|ラボ|ラボラトリー|クレア|ジェトロ|ジャイカ|jica|jetro|clair|観光局|旅行社|報社|テレビ|放送)"
)
_KANJI = r"\u3400-\u9fff\uf900-\ufaff々〆"
_HONORIFIC = r"(?:氏|さん|先生|女士|女史|博士)"
_NO_NAME = re.compile(
    "".join(c if c.isascii() else fold(c) for c in
    r"^(?:各|両|全|歴代|関係|担当|主催|来賓|参加|出席|地元|現地|新任|当時|同|我|本|某|元|現|歴|前|毎|諸|該|其|此|副|総|正|所|都|等|他|以|在|為|対|将|与|和|及|由|被|従|向)$"
    r"|各|両国|日中|中日|日本|中国|担当|関係|主催|来賓|講演|発表|基調|参加|出席|代表|歴代|専門|政府|地方|国際|経済|文化|教育|技術|産業|行政|事務|"
    r"自治|都市|市民|住民|地域|全国|世界|我国|双方|会議|大会|研討|同日|当日|今回|今年|午前|午後|最初|最後|続い|以上|以下|上述|共同|有関|著名|知名|"
    r"特別|一般|主要|部門|開会|閉会|報告|質問|企業|会社|大学|研究|学会|新聞|観光|環境|農業|科学|情報|社会|生活|健康|医療|福祉|交流|友好|民間|若手|女性|男性|"
    r"名の|人の|[0-9]")
)
_BOUNDARY = re.compile(r"[、。,;:!?\"()|\[\]{}《》〈〉「」『』【】\n~…]")
_PARTICLE = re.compile(r"から|より|である|という|[はがをにとへもやでて]")
_NAME = rf"[{_KANJI}]{{1,5}}(?: [{_KANJI}]{{1,3}})?"
_KANA_NAME = r"[ァ-ヺー]{2,10}(?:・[ァ-ヺー]{2,12}){0,2}"
_AFTER_NAME = re.compile(
    "".join(c if c.isascii() else fold(c) for c in
    r"$|[^\u3400-\u9fff]|先生|女士|教授|博士|院士|書記|同志|氏|介紹|発言|演講|発表|表示|指出|強調|分享|認為|説|講|談|提出|闡述|匯報|彙報|作|以|就|在|囲繞|結合|"
    r"従|対|向|為|用|把|和|与|及|等|致|主持|出席|代表|率|帯|還|也|則|先|又|通過|首|最|同|随|回顧|展示|宣読|宣布|総結|建議|呼吁|坦言|透露|講述|做|登|将|"
    r"現場|線上|視頻|一行|的|説明|解読|論述|概述|描述|比較|列挙|提到|称|告訴|呼籲|認|希望|期待|重点|着重|詳細|深入|系統|分別|依次|也|曾|親自|受|因|未|缺席|委託|来自|説")
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """One naming of a person: text[start:end] holds it all, organisation included; names as the text writes them."""

    start: int
    end: int
    name: str
    title: str | None
    organisation: str | None
    place: str | None  # the places the organisation begins with: 東京都羽村市
    country: Country | None


@dataclass(frozen=True, slots=True)
class _Text:
    """A sentence in the forms the rules look at."""

    shown: str
    folded: str
    places: tuple[PlaceMention, ...]

    def place_over(self, position: int) -> PlaceMention | None:
        return next((mention for mention in self.places if mention.start <= position < mention.end), None)


def find_introductions(text: str) -> list[Introduction]:
    """Return the people introduced in a sentence, list item or caption, in reading order."""
    prepared = _Text(text, fold(text), tuple(find_places(text)))
    found: list[Introduction] = []
    for candidate in sorted(_candidates(prepared), key=lambda one: (one.start, -one.end)):
        if not any(one.start < candidate.end and candidate.start < one.end for one in found):
            found.append(candidate)
    return found


def _candidates(text: _Text) -> Iterator[Introduction]:
    for match in pattern(TITLE).finditer(text.folded):
        made = _before(text, *match.span()) or _after(text, *match.span())
        if made:
            yield made
    for match in pattern(rf"(?<![{_KANJI}])({_NAME}|{_KANA_NAME}){_HONORIFIC}").finditer(text.folded):
        name = text.shown[slice(*match.span(1))]
        if is_name(name) or re.fullmatch(_KANA_NAME, name):
            yield _introduction(text, match.start(1), match.end(), name, None, _owner(text, match.start()))


def _before(text: _Text, start: int, end: int) -> Introduction | None:
    """Read a name that stands before its title: 東御市の花岡市長, 花岡利夫東御市長, 国際化協会岡本理事長."""
    left = _segment_start(text, start)
    place = next((m for m in text.places if left <= m.start and m.end in (start, start + 1) and m.start < start), None)
    if place and not place.bare:
        name = text.shown[left : place.start]
        if len(name) >= 2 and is_name(name):
            return _introduction(text, left, end, name, text.shown[start:end], (place.start, max(start, place.end)))
        return None
    organisation_end = left
    for mention in text.places:
        if left <= mention.start and mention.end <= start and not (mention.bare and mention.start == left):
            organisation_end = max(organisation_end, mention.end)
    for match in pattern(ORGANISATION_END).finditer(text.folded, left, start):
        organisation_end = max(organisation_end, match.end())
    furigana = re.search(r"\([ぁ-ゖァ-ヺー・ ]+\)$", text.folded[:start])
    name_end = furigana.start() if furigana else start
    if furigana:
        left = organisation_end = _segment_start(text, name_end)
    name = text.shown[organisation_end:name_end]
    if not is_name(name):
        return None
    owner = (left, organisation_end) if organisation_end > left else _owner(text, left)
    first = owner[0] if owner else organisation_end
    return _introduction(text, first, end, name, text.shown[start:end], owner)


def _after(text: _Text, start: int, end: int) -> Introduction | None:
    """Read a name that stands after its title: 羽村市長の並木心氏, （羽村市長）　並木心, 郑州市市长何雄."""
    left = _organisation_start(text, start)
    owner = (left, start) if left < start else None
    place = next((m for m in text.places if m.end == start + 1 and m.start >= left), None)
    if place:  # 羽村市長: the place and the title share a character
        owner = (min(left, place.start), place.end)
    closing = end + 1 if text.folded[end : end + 1] == ")" else end
    for source in (rf"(?:の|・|である)({_NAME}|{_KANA_NAME}){_HONORIFIC}", rf"[ 、,]+({_NAME}|{_KANA_NAME})(?:{_HONORIFIC}|$|(?=[ ,、|()]))"):
        match = pattern(source).match(text.folded, closing)
        if match and is_name(text.shown[slice(*match.span(1))].replace("\u3000", "")):
            name = text.shown[slice(*match.span(1))].replace("\u3000", "").replace(" ", "")
            return _introduction(text, left, match.end(), name, text.shown[start:end], owner)
    if text.folded[end : end + 1] != ")":
        name = _name_at(text.shown, text.folded, end)
        if name:
            return _introduction(text, left, end + len(name), name, text.shown[start:end], owner)
    opened = text.folded.rfind("(", 0, start)
    if opened > 0 and ")" not in text.folded[opened:start] and text.folded[end : end + 1] == ")":
        match = re.search(rf"({_NAME}|{_KANA_NAME})(?:{fold('氏')})?$", text.folded[:opened])
        if match and is_name(text.shown[slice(*match.span(1))]):
            name = text.shown[slice(*match.span(1))]
            return _introduction(text, match.start(1), end + 1, name, text.shown[start:end], (opened + 1, max(start, place.end if place else 0)))
    return None


def _name_at(shown: str, folded: str, start: int) -> str | None:
    """Return the name that begins at `start` in Chinese word order: a known family name, then what ends a name."""
    for length in (3, 2, 4, 5):
        name = folded[start : start + length]
        if len(name) == length and re.fullmatch(rf"[{_KANJI}]+", name) and _AFTER_NAME.match(folded, start + length):
            family = _family(name)
            if family and is_name(name) and (length <= 3 or len(family) == 2):
                return shown[start : start + length]
    return None


def _family(name: str) -> str | None:
    """Return the family name a folded name begins with, if it is a known one."""
    return next((name[:size] for size in (3, 2, 1) if name[:size] in _families() and len(name) > size), None)


@cache
def _families() -> frozenset[str]:
    return frozenset(fold(name) for _, names in read_table("surnames.tsv") for name in names.split())


def is_name(text: str) -> bool:
    """Return whether `text` can be the name of a person, alone or family name only."""
    folded = fold(text).replace(" ", "")
    if not re.fullmatch(rf"[{_KANJI}]{{1,6}}|[{_KANJI}]{{1,3}}[ぁ-ゖァ-ヺー]{{1,4}}|[ァ-ヺー・]{{3,20}}", folded):
        return False
    if folded not in _families() and _NO_NAME.search(folded) or pattern(rf"{ORGANISATION_END}$|{TITLE}").search(folded):
        return False
    return folded in _families() or not folded.endswith(("市", "县", "省", "区", "町", "村", "国", "的", "副", "氏", "者"))


def _segment_start(text: _Text, end: int) -> int:
    """Return where the unbroken run of words before `end` begins; a particle inside a place's name breaks nothing."""
    start = 0
    for expression in (_BOUNDARY, _PARTICLE, re.compile("[のら・ ]")):
        for match in expression.finditer(text.folded, 0, end):
            if not text.place_over(match.start()) or expression is _BOUNDARY:
                start = max(start, match.end())
    return start


def _owner(text: _Text, end: int) -> tuple[int, int] | None:
    """Return the organisation before の that ends right before `end`: 長野県東御市の|花岡市長."""
    if end < 2 or text.folded[end - 1] != "の":
        return None
    left = _organisation_start(text, end - 1)
    return (left, end - 1) if left < end - 1 else None


def _organisation_start(text: _Text, end: int) -> int:
    """Return where the name of the organisation that ends at `end` begins; it may hold の and 、 only between places."""
    start = 0
    for expression in (_BOUNDARY, _PARTICLE, re.compile(" ")):
        for match in expression.finditer(text.folded, 0, end):
            if not text.place_over(match.start()) or expression is _BOUNDARY:
                start = max(start, match.end())
    tail = pattern(r"^(?:まず|次|続く|続いて|また|一方|最後|来自|由|続き|さらに|その後|日本側|中国側|日方|中方|なお|今回|同じく|同|我々|ほか)*").match(text.folded[start:end])
    start += tail.end() if tail else 0
    no = text.folded.rfind("の", start, end)
    while no > start and not text.place_over(no):
        before = text.folded[start:no]
        if not pattern(rf"(?:{ORGANISATION_END})$").search(before) and not any(m.end == no for m in text.places):
            return no + 1
        no = text.folded.rfind("の", start, no)
    return start


def _introduction(
    text: _Text, start: int, end: int, name: str, title: str | None, owner: tuple[int, int] | None
) -> Introduction:
    organisation = text.shown[slice(*owner)] if owner else None
    place, country = leading_place(text.places, owner[0], text.shown) if owner else (None, None)
    first = min(start, owner[0]) if owner else start
    clean = name.replace("\u3000", "").replace(" ", "")
    return Introduction(first, end, clean, title, organisation or None, place, country)


def leading_place(places: Sequence[PlaceMention], start: int, shown: str) -> "tuple[str | None, Country | None]":
    """Return the place an organisation's name begins with, as written, and its country where that is certain."""
    mention = next((m for m in places if m.start == start and not m.bare), None)
    if mention is None:
        return None, None
    countries = {place.country for place in mention.places}
    return shown[mention.start : mention.end], countries.pop() if len(countries) == 1 else None
