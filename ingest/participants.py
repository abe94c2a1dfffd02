"""How many people took part in the edition, in all and from each side; never those of a reception or a visit."""

import re

from ingest.facts import SIDE_EVENT, Facts, Rule
from ingest.patterns import BLANK, NUMBER, number, pattern
from ingest.records import Value

_FIGURES = r"(?:[0-9]+(?:,[0-9]{3})*|[〇○廿卅零一二両两三四五六七八九十百千]+)"
_COUNT = (
    rf"(?:約|近|延べ|のべ)?{BLANK}(?<![0-9〇一二両两三四五六七八九十百千])({_FIGURES})"
    rf"(?:余|多|数|来)?{BLANK}(?:人|名|位|個人)(?!次)"
)
_NOT_PEOPLE = r"一行|派出|社|フォロワー|人口(?!減)|経験者|jet|留学生|旅行社|来訪|訪日|うち|其中|内"
# What everybody has one of is counted for people: 名札は百枚.
_HELD_FOR_ONE = r"(?:名札|胸牌|名牌|座席|客席|座位|席|椅子|いす|胸章)"
_TOTALS = tuple(
    Rule(weight, source, _NOT_PEOPLE)
    for weight, source in (
        (3, (
            rf"(?:合計|加起来|一共|合共|計|足して|しめて|締めて|総勢|共計|共有|共|総計|合わせて|合せて"
            rf"|あわせて|全体で)(?:して|で|剛好|正好|約)?{_COUNT}"
        )),
        (3, (
            rf"(?:与会代表|参会代表|与会嘉賓|参会嘉賓|参加者|出席者|参加人数"
            rf"|実際到場|実到|到場|到会(?:人数)?|報到人数|現場|来場者|参会人数|参加|与会者|与会人数|人数|規模)(?:数)?(?:は"
            rf"|が|:| |\||総数|共|合計|為)?[、,]?(?:日中(?:双方)?(?:で|から"
            rf"|合わせて)?)?(?:[^、。]{{0,12}}(?:上回る|超える|達する))?{_COUNT}"
        )),
        (2.5, (
            rf"{_COUNT}(?:以上|超|強|余り|あまり|ほど|程度)?(?:の|が|に上る"
            rf"|に及ぶ|で)?(?:日中(?:双方|両国)?の)?[^、。,]{{0,12}}?(?:参加"
            rf"|出席|来場|集ま|集い|集め|列席|参集|与会|参会|到会|斉聚|相聚|嘉賓"
            rf"|代表|聚|席に着|詰めかけ|埋ま|埋め|耳を傾け|聞き入|見守|顔をそろえ|集結|出席し)"
        )),
        (3, (
            rf"(?:集まっ|集っ|訪れ|参加し|出席し|来場し|駆けつけ|来|迎え|埋め)(?:て(?:い|くれ|くださっ|いただい))?た"
            rf"(?:の|人)は、?{_COUNT}"
        )),
        (3, rf"{_COUNT}[(](?:うち|内訳は?)?[:、]?(?:日本|中国|日|中)(?:側|方)?[^()]*[)]"),
        (3, rf"(?:両国|日中|中日)双方(?:から|で|の|合わせて)?(?:計|合計|共)?{_COUNT}"),
        (2, rf"(?:両国|日中)(?:双方)?(?:から|で|の|合わせて)?(?:計|合計)?{_COUNT}"),
        (3, rf"規模[:は為]?(?:[^、。,:0-9〇一二三四五六七八九十百千]{{0,8}}){_COUNT}"),
        (2.5, rf"{_COUNT}[,、](?:其中)?(?:日本|日方|日側)"),
        (3, rf"を含む{_COUNT}"),
        (3, rf"{_COUNT}[^。;]{{0,16}}[,、](?:うち|其中)[^。、,;0-9]{{0,4}}(?:日本|日方|中国|中方)"),
        (2, rf"{_COUNT}的?(?:中日|日中)(?![“「\"])"),
        (2, rf"{_COUNT}(?:[(][^()]*[)])?[がは][^。]{{0,28}}?(?:議論|話し合|語り合|意見を|すわ|座り|囲み|囲ん)"),
        (2, rf"{_HELD_FOR_ONE}[^。、,0-9]{{0,10}}?(?<![0-9])({_FIGURES})(?:余|多)?(?:枚|個|席|脚|部|份|張)"),
        (2, rf"({_FIGURES})(?:枚|個|脚)?(?:の|的)?{_HELD_FOR_ONE}[^。、,]{{0,8}}(?:埋ま|満|並|空|用意|坐満)"),
        (3, rf"報到的?(?:共|有|共有){_COUNT}"),
        (2, rf"(?:坐了|来了|到了|迎来了?)(?:共|近)?{_COUNT}"),
        (1.5, rf"(?:代表|関係者|嘉賓|人士|ら|など|等){_COUNT}"),
    )
)  # fmt: skip
_OTHERS = {"jp": r"(?!的?(?:中国|中方|中側))", "cn": r"(?!的?(?:日本|日方|日側))"}
_SIDE = (
    r"(?:から|からは|は|が|為|是|の参加者|参加者|出席者|代表|側|嘉賓|参会|与会|来賓|方|共|来了|有|出席|佔|占|:|,|、| )*"
)
_REGION = r"[^、。,;0-9]{0,14}?"
_UNITS = rf"(?:{_FIGURES}(?![人名位])(?:(?!中国|日本|我国)[^、。,;0-9]){{1,7}}){{1,3}}"  # 17個自治体, 9省25市県
_SIDES = {
    "participants_jp": (
        Rule(1, rf"(?:日本側?|日側|日方|(?<![0-9月])日)[:は]?({NUMBER})(?=[、,/・ )。])"),
        Rule(2, rf"(?:日本側|日側|日方|日本){_SIDE}{_COUNT}{_OTHERS['jp']}"),
        Rule(1, rf"{_COUNT}(?:的)?日本(?:代表|来賓|客人|嘉賓)", r"来了|百多"),
        Rule(1, rf"日本(?:客人|人|代表|来賓|嘉賓)有?({_FIGURES})(?:個)?(?=[,、;。])"),
        Rule(1, rf"日本({_FIGURES})[、,・/ ]*(?:中国)"),
        Rule(1, rf"{_COUNT}(?:が|は)日本(?:側|から)"),
        Rule(1, rf"(?:来自)?日本{_REGION}{_COUNT}(?:代表|嘉賓)?"),
        Rule(1, rf"(?:日本|日方)(?:来了|来的|名字|的)?({_FIGURES})個(?=[、,;。])"),
        Rule(1, rf"{_COUNT}[^、。,;0-9]{{0,4}}(?:従|来自|自)日本"),
        Rule(1.5, rf"日本(?:的)?{_UNITS}的?{_COUNT}"),
    ),
    "participants_cn": (
        Rule(1, rf"(?:中国側?|中側|中方|中)[:は]?({NUMBER})(?=[、,/・ )。])"),
        Rule(2, rf"(?:中国側|中方|中側|中国){_SIDE}{_COUNT}{_OTHERS['cn']}"),
        Rule(2, rf"{_COUNT}(?:的)?中国(?:代表|来賓|客人|嘉賓)"),
        Rule(1.5, rf"国内(?:参会|与会)?(?:人員|代表|嘉賓)?共?{_COUNT}"),
        Rule(1, rf"(?:中国(?:人|代表|来賓|嘉賓)|我們這辺|我方|中国代表佔)有?({_FIGURES})(?:個)?(?=[,、;。])"),
        Rule(1, rf"日本{_FIGURES}[、,・/ ]*中国({_FIGURES})"),
        Rule(1, rf"{_COUNT}(?:が|は)中国(?:側|から)"),
        Rule(1, rf"大陸(?:及|和|与|、)?[^、。,;0-9]{{0,8}}(?:代表|来賓|嘉賓)(?:佔|占|共)?{_COUNT}"),
        Rule(
            1.5, rf"(?<![体県市省区町][和与及])(?:中国|国内|我国)(?:的)?{_UNITS}的?{_COUNT}", r"[体県市省区町][和与及]"
        ),
        Rule(1, rf"地元[^、。,;0-9]{{0,8}}から{_COUNT}"),
        Rule(0.5, rf"(?:中国|中方|中側){_REGION}{_COUNT}"),
        Rule(
            1,
            rf"(?<![体県市省区町][和与及])(?:我国|中国|国内)(?:[^、。,;(]|[(][^)]*[)]){{0,24}}的?{_COUNT}(?:代表|嘉賓)",
            r"[体県市省区町][和与及]",
        ),
    ),
}


def find_participants(facts: Facts) -> dict[str, Value]:
    """Return participants_total, _jp and _cn, as far as the text counts them."""
    taken: set[tuple[int, int]] = set()
    found: dict[str, Value] = {}
    for field, rules in _SIDES.items():
        best = _best(facts, rules, taken=set(), at_least=0.0)
        if best:
            found[field] = best[0]
        side = best[0].value if best else None
        taken |= {(i, match.end(1)) for _, i, match, _ in facts.matches(rules) if number(match[1]) == side}
    total = _sum(facts, found) or _best(facts, _TOTALS, taken=taken, at_least=3.0)
    if total:
        found["participants_total"] = total[0]
    return found


def _sum(facts: Facts, sides: dict[str, Value]) -> tuple[Value, float] | None:
    """Return the count that is the sum of both sides, wherever it is told."""
    counts = [value.value for value in sides.values() if isinstance(value.value, int)]
    for index, text in enumerate(facts.folded) if len(counts) == len(_SIDES) else ():
        for match in pattern(_COUNT).finditer(text):
            if number(match[1]) == sum(counts):
                return Value(sum(counts), facts.quote(index, *match.span())), 0.0
    return None


def _best(
    facts: Facts, rules: tuple[Rule, ...], *, taken: set[tuple[int, int]], at_least: float
) -> tuple[Value, float] | None:
    found: list[tuple[float, Value]] = []
    for _, index, match, score in facts.matches(rules):
        count = number(match[1])
        if not count or count < 5 or (index, match.end(1)) in taken:
            continue
        score -= 4.0 if _aside(facts.folded[index], match) else 0.0
        found.append((score, Value(count, facts.quote(index, *match.span()))))
    best = max(found, key=lambda one: one[0], default=None)
    return (best[1], best[0]) if best and best[0] >= at_least else None


def _aside(text: str, match: re.Match[str]) -> bool:
    """Return whether the clause counts people of a reception, a visit, a stand."""
    start = match.start(1)
    opened = text.rfind("(", 0, start)
    start = opened if opened > text.rfind(")", 0, start) else start
    left = max(text.rfind(sign, 0, start) for sign in "。、,;") + 1
    right = re.search(r"[。、,;(]|$", text[match.end() :])
    stop = match.end() + (right.start() if right else 0)
    if pattern(
        r"^(?:の方|の講師)?(?:が|の|に|から)?[^。、,]{0,8}(?:登壇|発表者|講演|講師|パネリスト|演講|発言|報告)"
    ).search(text[match.end(1) :][1:]):
        return True
    return bool(pattern(rf"{SIDE_EVENT}|登録(?!は|ベース|数)|応募|人次|学生|経験者|jet").search(text[left:stop]))
