"""What the words around a place say of its being the host of the edition, or of its being there for another reason.

A host is named in many ways: as the host, as the place of the hall, by its mayor's welcome, by where the writer
arrived. Each way is a row; a place is believed by how many of them speak for it. The city of the writer's office, of
a speaker, of an airport on the way is named as often: what says so takes a mention out of the reckoning.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from ingest.facts import PAST, of_other_time
from ingest.patterns import NUMBER, pattern
from ingest.places import PlaceMention, contains, names_at
from ingest.text import fold

Side = Literal["before", "after"]

_CALLED = (
    r"開催地|開催都市|開催市|主催地|主催都市|会場|会場地|会址|舞台|ホスト(?:役|市|都市|シティー?)?|東道主?|承[辦弁](?:地|城市|方)?"
    r"|主[辦弁](?:地|城市)|主場(?:城市)?|会議地点|挙[辦弁]地|地点|場所|出張先|用務地|訪問先|行き先|目的地"
)
_SET = r"(?:に|と)?(?:なる|なった|なりました|選ばれた|選んだ|決まった|設[在於定]了?|選[在定]|定[在於]|就?在|放在|開在)?"
_JOINED = r"(?:その[^、。]{1,4}、|の|である|であった|は|が|・|:|/|、|,|是|為|一個|就是|「| )*$"
_OFFICE = r"^(?:長|(?:の|人民|市|州)?[^、。はがをに,]{0,6}?(?:副?[市州区県]長|政府|[市州]委|書記))"
_WELCOMED = r"歓迎|あいさつ|挨拶|致辞|致詞|致開幕|祝辞|祝酒|講了話|講話|祝詞|乾杯|開会|迎え|もてな"
_ORGANISED = r"^(?:市|州)?(?:人民)?政府[^。;]{0,24}(?:主催|共催|主[辦弁]|承[辦弁]|協[辦弁]|協力)"
# How a text tells of its host: kind, side of the name, words.
_CUES: tuple[tuple[str, Side, str], ...] = (
    ("named", "before", rf"(?:{_CALLED}){_SET}{_JOINED}"),
    (
        "named",
        "before",
        r"(?:[開辦選定]|落[地戸]?|花落|相?聚|斉聚|雲集|匯聚|相約|会師|坐|汇)(?:在|於|到)了?$|(?:聚首|斉聚|雲集|会師)$|次走進$",
    ),
    (
        "named",
        "before",
        (
            rf"(?:今[年回度秋春届]|[本這此][届次]|{NUMBER}(?:回目?|届))の?(?:会場|舞台|開催地|主場|会議|節目を飾った)?"
            r"の?[はが的,、]+(?:中国の?)?$"
        ),
    ),
    ("named", "before", r"(?:交到了?|伝到了?|接力棒)[^。,]{0,8}$|(?:会場|大会|セミナー)の窓[^。]{0,6}$"),
    (
        "held",
        "after",
        r"^(?:の[^。、]{1,20}?)?[はが]、?(?:今回の|今年の|本?セミナーの)?(?:会場|舞台|開催地|ホスト|主催地|名乗り)",
    ),
    ("held", "after", r"^を(?:主?会場|舞台|開催地|主会場)(?:に|と)"),
    ("held", "after", r"^(?:の[^。、]{1,20}?)?に(?:集[いうまめ結っ]|顔をそろえ|一堂に|席が設|設けられ)|^の地に"),
    (
        "held",
        "after",
        r"^[はが][^。]{0,24}(?:セミナー|大会|会議)を(?:初めて|はじめて)?(?:迎え|受け入れ|引き受け|開い)",
    ),
    ("held", "after", rf"^での(?:セミナー|会議|大会|本会議|{NUMBER}日)|^で[^。、]{{0,8}}{NUMBER}日間"),
    ("held", "after", r"^市?[聴坐談聊開辦]了|^的[一二両三四五幾][整個]?天"),
    ("held", "after", r"^[^。,]{0,14}(?:張開双臂|敞開懐抱|拉開序幕|拉開大幕|以東道主|作為東道主|為東道主)"),
    (
        "venue",
        "after",
        (
            r"^[市の的]?[^。、,はがをに在から]{0,16}?(?:会場|会議場|会議センター|会議中心|会展中心|国際会館|会議庁|礼堂|大広間|報告庁"
            r"|劇院|文化中心|会堂|コンベンション|ホテル|酒店|賓館)"
        ),
    ),
    ("local", "before", r"(?:地元|受け入れ側|迎える側|当地|本地)(?:の|である|・|、|,)?$|作為[^。,]{0,8},?$"),
    ("reached", "before", r"(?:走進|来到|抵達|到了|飛抵|到達|趕[到赴往]|前往|奔赴|赴|於|我們在)[^、。,]{0,4}$"),
    ("reached", "before", r"(?:行き先は|走進|来到|抵達|到了|我們在)[^、。,]{0,8}$"),
    ("reached", "before", r"(?:住在|待在|抵|[時天夜]到|分鐘到|的所在,就是[^、。,]{0,6})$"),
    (
        "reached",
        "after",
        r"^(?:という[^、。]{1,4})?(?:(?:へ|に|まで)は?(?:行|出張|出かけ|伺|向か|渡|着|入|到着|飛|赴|来|降り|足を|滑り込|移|お邪魔|お?招|参|おり|滞在)|へ[。、])",
    ),
    (
        "reached",
        "after",
        r"^(?:市|区|県)?(?:だった|でした|であった|である|です|なん?です|だ)(?:[。、]|$)|^(?:から|より)(?:戻|帰)|^[這此][幾両三]天",
    ),
    ("titled", "after", r"^(?:之行|見聞|行記|紀行)|^(?:で|に)(?:[^。、]{0,14}$|[^。、]{0,8}(?:出会|考え|集|聞|見|学))"),
    (
        "held",
        "after",
        r"^[はが](?:初めて|はじめて)?、?(?:お?引き?受け|受け(?:[、持た]|まし)|お?迎え|受け入れ|当番|ホスト)",
    ),
    ("reached", "after", r"^[東西南北]?(?:駅|站)(?:に|で)?(?:降り|着|停|下車)"),
    ("named", "before", r"東道主(?:代表)?[、,是為]*$"),
    (
        "filed",
        "after",
        r"^(?:[(][^()]*[)])?(?:[0-9一二三四五六七八九十月日]{3,8}専?電|=[^】\])]{2,8}[】\])]|発[】\]=]|電[】\])]|専電|専訊|訊[】\])])",
    ),
    ("organised", "after", _ORGANISED),
    ("scene", "after", r"^[^。;]{0,20}(?:受付|報到|歓迎[会宴夕レ])"),
)
_ELSE = (  # why a place is named that is not the host
    (
        "before",
        r"(?:従|来自|経|途経|由|離開|駐|飛離|[回返](?:抵|到)?|過|(?:写|録製?|録制)[于於][^。]{0,20}|発表[于於]|ip属地:?)$|(?:友好|姉妹)(?:都市|城市|県省)(?:は[^。、]{0,6}|・|、|の|である)?$",
    ),
    (
        "after",
        r"^(?:県|市|省)?(?:経済|駐在員?|観光)?事務所(?!所長)|^の?(?:駐在|総領事|領事館|[^。、,はがをに()]{0,4}(?:空港|機場)|同僚|友人|出身)",
    ),
    (
        "after",
        r"^(?:から(?!当地|戻|帰)|より(?!戻|帰)|経由|を経|を離れ|を発|で[^、。]{0,8}乗り[換継])|^の[^。、]{1,12}を経て",
    ),
    (
        "after",
        r"^(?:飛|停了|小住|過夜|換乗|換車|転車|中転|転機)|^(?:市|省)?(?:人民)?(?:対外)?友好協会|^(?:[江河湖]?[岸畔]|[江河湖]辺|流域|上游|下游|[橋路街寺廟塔山]|[来籍]的|記念堂|紀念堂|日報|晩報|新聞|大学|料理)",
    ),
)


_OWN = (  # whose report it is, in a line of its own
    r"^[市省県]?(?:人民)?(?:政府)?[^。、,に]{0,6}(?:外事|外弁|弁公室|代表処|代表所|事務所|役所|役場|協会|之会|市長|県長|日記|国際課|国際室|公式|だより|人民代表|委員会|政協|校|新聞|日報|晩報|朝報|時報|広播|放送|年鑑)"
)
_CAME_BACK = r"^[^。,、]{0,6}(?:回来|帰来|返回|回到|趕回)"
_PERSON = (
    r"^(?:市|県|省|区|町|村)?[のから的]{0,3}[^、。,はがにをで]{0,18}?"
    r"(?:さん|氏|君|局長|課長|主任|処長|係長|主査|部長|室長|専門員|補佐|理事長|会長|科長|位|代表|老[一-龥])"
)
# Behind these a Chinese report means a place where it writes a short name that could be another word: 近晚抵人吉.
_SOUGHT = r"(?:住在|抵達?|来到|[晩時天分鐘]到|到了|赴|前往|移師|走進|聚首|相聚|的|従)"
_SOUGHT_BEFORE = r"(?:之行|見聞録?|行記|紀行)(?:[,。;:、!?(（ ]|$)"
_LONGEST_NAME = 4  # characters
_SET_OFF = r"[,。;:、!?]|$|的|挙|召|開"


def sought_places(text: str, found: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """Yield the cities whose names, too short to be searched for, stand where a place is named: 住在高岡，."""
    for match in pattern(_SOUGHT).finditer(text):
        at = match.end()
        if at >= len(text) or any(one.start <= at < one.end for one in found):
            continue
        outer = next((one.places[0] for one in found if one.end == at - 1 and match[0] == "的"), None)
        if match[0] == "的" and outer is None:
            continue
        for end, places in names_at(text, at):
            cities = tuple(one for one in places if one.level == "city" and (not outer or contains(outer, one)))
            set_off = pattern(_SET_OFF).match(text, end) or _came_back(match[0], text[end:])
            if cities and end - at > 1 and set_off:
                yield PlaceMention(at, end, cities, cities[:1], bare=True)
                break
    for match in pattern(_SOUGHT_BEFORE).finditer(text):
        for at in range(max(0, match.start() - _LONGEST_NAME), match.start() - 1):
            names = (places for end, places in names_at(text, at) if end == match.start())
            cities = tuple(one for places in names for one in places if one.level == "city")
            if cities and not any(one.start <= at < one.end for one in found):
                yield PlaceMention(at, match.start(), cities, cities[:1], bare=True)
                break


def _came_back(before: str, after: str) -> bool:
    """Return whether somebody came back from the place that stands between: 从荣成开车回来."""
    return before.endswith(fold("従")) and bool(pattern(_CAME_BACK).match(after))


def is_own(text: str, mention: PlaceMention) -> bool:
    """Return whether a line names the place as that of the report's writer: 绍兴市人民政府外事办公室."""
    return not text.endswith("。") and mention.start < 3 and bool(pattern(_OWN).search(text[mention.end :]))


def is_somebodys(text: str, mention: PlaceMention) -> bool:
    """Return whether a mention tells where somebody comes from: 宣城市の汪学文さん."""
    return bool(pattern(_PERSON).search(text[mention.end :]))


def supports(text: str, mention: PlaceMention) -> frozenset[str]:
    """Return the kinds of cues around a mention that speak for the host."""
    before, after = text[: mention.start], re.sub(r"^\([^()]{1,8}\)", "", text[mention.end :])
    if of_other_time(text, mention.start) or pattern(PAST).search(after[:18]):
        return frozenset()
    own = max(text.rfind(sign, 0, mention.start) for sign in "。;") + 1
    kinds = {kind for kind, side, words in _CUES if pattern(words).search(before if side == "before" else after)}
    if _came_back(before, after):
        kinds.add("reached")
    if pattern(_OFFICE).match(after) and pattern(_WELCOMED).search(text[own:]):
        kinds.add("welcomed")
    return frozenset(kinds)


def is_elsewhere(text: str, mention: PlaceMention) -> bool:
    """Return whether a place is named for another reason than being the host: an office, an airport, a way."""
    sides = {"before": text[: mention.start], "after": text[mention.end :]}
    if _came_back(**sides):
        return False
    return any(pattern(words).search(sides[side]) for side, words in _ELSE) or is_own(text, mention)


def is_speakers(text: str, mention: PlaceMention) -> bool:
    """Return whether a mention tells whose mayor or official somebody is."""
    return bool(pattern(_OFFICE).match(text[mention.end :]))
