"""From the day a report names first to the first and the last of its edition: what is told of the days around it.

One day becomes several where another sentence gives the range, where arrival and departure are told one by one, where
the days are counted, or where a day is called the first, the second or the last of so many.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ingest.dates import DateMention, find_dates
from ingest.facts import Facts
from ingest.patterns import BLANK, NUMBER, number, pattern
from ingest.records import Excerpt

# The words for the day of the talks, told apart from those for coming and leaving.
MAIN = (
    r"全体討議|大会日|正会日|主会日|会議当日|^(?:<|〈|【)?(?:プログラム|次第|議程)|(?<=日の)会議(?=に|で|は|を)|本番|(?<!最)終日|正会|正式会|整天的?(?:開)?会|整整一天|(?<=日的)議程|開大会|本会議|発表会|本講演|(?:セミナー|会議|大会)(?:の)?本体|全体会議|主会議|正式会議|全体会|主会(?=[上,、場議])|大会正式|研討会正式"
    r"|(?<=日的)大会|大会(?=[上在於于は,、;)]|開|挙|$)|開幕式|研討会開幕|主論壇"
    r"|正式(?:議程|日程)|全日大会|全天会議|丸一日の会議|一直開到|全天|主旨演講|主会場|主体会議|召開大会|挙行大会|那天的会(?=[,、。])"
)
_ARRIVE = r"報到|着い|着き|到着|受付|移動|開幕|集合|前夜|来着|抵達|歓迎"
_LEAVE = r"考察|見学|離会|離|散|走訪|視察|帰|閉幕|参観|解散|参訪|返程"
_OTHER_MEETING = r"青年|展覧|博覧|展銷"
_UNTIL = r"^(?:[(][^()]{1,3}[)])?まで(?:[。、,]|$|の|開|続)"
_OTHER_TERM = r"締切|締め切|申込|申し込|募集|受け付|受付|展示|販売|窓口|投票"
LONGEST_STAY = 6  # days
_HEADING, _WEATHER = 24, 14  # characters; of one that ends in 。: 二十四日（金）　風強し。
_ENTRY = 3  # sentences
_BESIDE = 14  # characters
TOTAL = (
    rf"足かけ({NUMBER})日|({NUMBER})日間|({NUMBER})日の日程"
    rf"|(?:為期|共|前[后後]|連頭帯尾|[里裏]的){BLANK}({NUMBER})天|({NUMBER})天(?:的)?(?:会期|日程|議程|活動)"
)
MIDDLE = -1
PLACES = {  # which of so many days; 0 is the last
    r"初日|首日|第1天|第一天|頭一天|頭天|1日目|一日目|第[1一]日(?!目)": 1,
    r"第2天|第二天|2日目|二日目|第[2二]日(?!目)": 2,
    r"第3天|第三天|3日目|三日目|第[3三]日(?!目)": 3,
    r"最終日|最後の[1一]日|最後一天|末日|末一天|末天|最後一個(?:節目|環節|行程|日程)|最後の(?:行事|日程|催し)": 0,
    r"真ん中の[一1]?日|中間(?:那|的|這)?[一1]?[天日]|居中(?:那|的|這)?[一1]?[天日]|当中(?:那)?[一1]天": MIDDLE,
}
_COUNTED = 40  # characters
_ENDED = (
    r"^(?:(?!開幕|始ま|拉開|[0-9一二三四五六七八九十][日号](?!間)).)*?"
    r"(?:日程を終え|会期を終え|幕を(?:閉じ|下ろ)|閉幕(?!式)|落幕|落下帷幕|収官|終了|結束)"
)
_SAME_DAY = r"(?:也就是|即|に当たる|にあたる|の|、|,|\()$"  # 中间那一天，也就是十七号
_AFTER_EVE = r"明けて$"  # 前夜から数えて足かけ三日、明けて二十二日が本会議


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with what its context adds."""

    index: int
    mention: DateMention
    year: int | None
    month: int | None
    issued: bool

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day, None where the text leaves too much out."""
        return self.mention.days(self.year, self.month)


@dataclass(frozen=True, slots=True)
class Stay:
    """The first and the last day of a stay, and the clause that tells them."""

    first: date
    last: date
    quote: Excerpt


def find_stay(facts: Facts, dated: list[Dated], chosen: Dated, day: date) -> Stay | None:
    """Return the days of which `day`, told by `chosen`, is one; None where the report tells of no others."""
    for stay in (_around(facts, dated, day), _told(facts, dated, day.year), _placed(facts, chosen, day)):
        if stay:
            return stay if stay.first <= day <= stay.last else None
    ended = _counted_to(facts.folded[chosen.index], chosen.mention)
    counted = _counted_before(facts.folded[chosen.index], chosen.mention) if ended == 1 else 1
    quote = facts.quote(chosen.index, chosen.mention.start, chosen.mention.end)
    if ended > 1:
        return Stay(day - timedelta(days=ended - 1), day, quote)
    return _until(facts, dated, day) or (Stay(day, day + timedelta(days=counted - 1), quote) if counted > 1 else None)


def place_in_stay(text: str, days: int) -> int | None:
    """Return which of so many days a stretch of text speaks of, counted from 0; None for none."""
    for words, place in PLACES.items():
        if pattern(words).search(text):
            return day_of_place(place, days)
    return None


def day_of_place(place: int, days: int) -> int:
    """Return which of so many days a value of `PLACES` means, counted from 0."""
    return (days - 1) // 2 if place == MIDDLE else (place or days) - 1


def entry_text(facts: Facts, one: Dated) -> str:
    """Return the sentence of a date; where the date heads an entry of a diary, the entry's first sentences with it."""
    text = facts.folded[one.index]
    return "".join(facts.folded[one.index : one.index + _ENTRY]) if heads_entry(facts, one) else text


def _placed(facts: Facts, chosen: Dated, day: date) -> Stay | None:
    """Return the days counted where the day is called one of them: 第2木曜、二日間の日程の初日."""
    mention = chosen.mention
    text = facts.folded[chosen.index] + _next_in_block(facts, chosen.index)
    before = facts.folded[chosen.index - 1] if chosen.index else ""
    total = pattern(TOTAL).search(text) or pattern(TOTAL).search(before)
    days = number(next(group for group in total.groups() if group)) if total else None
    if not days or not 1 < days <= LONGEST_STAY:
        return None
    eve = pattern(_AFTER_EVE).search(text[: mention.start])
    led = re.split("[。;]", text[max(0, mention.start - _BESIDE) : mention.start])[-1]
    beside = place_in_stay(led, days) if pattern(_SAME_DAY).search(led) else None
    place = 1 if eve else place_in_stay(text[mention.end :], days) if beside is None else beside
    place = place_in_stay(led, days) if place is None else place
    if place is None:
        return None
    first = day - timedelta(days=place)
    return Stay(first, first + timedelta(days=days - 1), facts.quote(chosen.index, mention.start, mention.end))


def _next_in_block(facts: Facts, index: int) -> str:
    """Return the sentence after one in its paragraph, nothing where it ends there or another day follows."""
    if index + 1 >= len(facts.folded) or facts.sentences[index].block != facts.sentences[index + 1].block:
        return ""
    return "" if any(find_dates(facts.folded[index + 1])) else facts.folded[index + 1]


def _told(facts: Facts, dated: list[Dated], year: int) -> Stay | None:
    """Return the days a sentence tells one by one: 九日に着いて、十日が会議、十一日は見学."""
    diary = _diary(facts, dated, year)
    if diary:
        return diary
    groups = [[one for one in dated if one.index == index] for index in sorted({one.index for one in dated})]
    blocks = sorted({facts.sentences[one.index].block for one in dated})
    groups += [[one for one in dated if facts.sentences[one.index].block == block] for block in blocks]
    for everyone in groups:
        group = [one for one in everyone if not one.issued]
        if len(group) < 2:
            continue
        first, last = group[0], group[-1]
        if len(group) > 2 and not _leaves(facts, last):  # 十三号報到、十五号散, 中間十四号
            last = max(group, key=lambda one: one.mention.first)
        if _other_meeting(facts, first, last):
            continue
        start, end = first.mention.days(year, first.month), last.mention.days(year, last.month)
        running = start and end and len(group) > 2 and (end[1] - start[0]).days == len(group) - 1
        stays = start and end and 0 < (end[1] - start[0]).days <= LONGEST_STAY
        if start and end and stays and _comes(facts, first, group) and (_leaves(facts, last) or running):
            return Stay(start[0], end[1], facts.quote(first.index, first.mention.start, first.mention.end))
    return None


def _comes(facts: Facts, one: Dated, others: Sequence[Dated]) -> bool:
    text, start = facts.folded[one.index], one.mention.end
    stop = min(
        (each.mention.start for each in others if each.index == one.index and each.mention.start > start),
        default=len(text),
    )
    return bool(pattern(_ARRIVE).search(text[start : min(stop, start + 22)]))


def _leaves(facts: Facts, one: Dated) -> bool:
    text = facts.folded[one.index]
    return bool(pattern(_LEAVE).search(text[one.mention.end : one.mention.end + 14]))


def _other_meeting(facts: Facts, first: Dated, last: Dated) -> bool:
    """Return whether the clauses between two days tell of another meeting."""
    text = facts.folded[first.index]
    left = max(text.rfind(sign, 0, first.mention.start) for sign in "。;") + 1
    stop = last.mention.end if last.index == first.index else len(text)
    return bool(pattern(_OTHER_MEETING).search(text[left:stop]))


def _around(facts: Facts, dated: list[Dated], day: date) -> Stay | None:
    """Return the range of days around the one named first that another sentence or the headings of days tell."""
    for one in dated:
        days = one.mention.days(one.year if one.mention.year else day.year, one.mention.month or day.month)
        long = days and 0 < (days[1] - days[0]).days <= LONGEST_STAY
        told = facts.standing[one.index] >= 0 and not pattern(_OTHER_MEETING).search(facts.folded[one.index])
        if days and long and told and days[0] <= day <= days[1] and not one.issued:
            return Stay(*days, facts.quote(one.index, one.mention.start, one.mention.end))
    heads = [one for one in dated if one.mention.start <= 1 and facts.sentences[one.index].kind in ("heading", "item")]
    headed = [days for one in heads if (days := one.mention.days(day.year, day.month)) and not one.issued]
    if len(headed) > 1 and headed[0][0] == day and (headed[-1][1] - day).days == len(headed) - 1:
        return Stay(day, headed[-1][1], facts.quote(heads[-1].index, heads[-1].mention.start, heads[-1].mention.end))
    return None


def _diary(facts: Facts, dated: list[Dated], year: int) -> Stay | None:
    """Return the days a diary heads its entries with, if one of them says that it is the meeting's: 4月14日　本番."""
    entries = [one for one in dated if not one.issued and not one.mention.several and heads_entry(facts, one)]
    days = [days[0] for one in entries if (days := one.mention.days(one.mention.year or year, one.month))]
    stops = [*(one.index for one in entries), len(facts.folded)]
    bodies = ["".join(facts.folded[start:end]) for start, end in pairwise(stops)]
    told = any(pattern(MAIN).search(body) for body in bodies)
    if len(days) < 2 or not told or not 0 < (max(days) - min(days)).days <= LONGEST_STAY:
        return None
    first = entries[days.index(min(days))]
    return Stay(min(days), max(days), facts.quote(first.index, first.mention.start, first.mention.end))


def heads_entry(facts: Facts, one: Dated) -> bool:
    """Return whether a short line, or the first words of a paragraph, begin with a date."""
    text = facts.folded[one.index]
    inside = one.index and facts.sentences[one.index].block == facts.sentences[one.index - 1].block
    if inside and text.endswith("。"):
        return False
    short = len(text) <= (_WEATHER if text.endswith("。") else _HEADING)
    return short and not re.search(r"\w", text[: one.mention.start])


def _until(facts: Facts, dated: list[Dated], first: date) -> Stay | None:
    """Return the days up to the last one, where a sentence of its own tells it: 26日まで."""
    for one in dated:
        mention, text = one.mention, facts.folded[one.index]
        days = mention.days(one.year if mention.year else first.year, mention.month or first.month)
        ends = pattern(_UNTIL).match(text[mention.end :]) and not pattern(_OTHER_TERM).search(text)
        soon = days and not mention.several and 0 < (days[0] - first).days <= LONGEST_STAY
        if days and ends and soon and not one.issued and facts.standing[one.index] >= 0:
            return Stay(first, days[0], facts.quote(one.index, mention.start, mention.end))
    return None


def _counted_before(text: str, mention: DateMention) -> int:
    """Return how many days a sentence counts before it names the first: 為期三天的…五日拉開帷幕."""
    match = pattern(rf"(?:為期|歴時)({NUMBER})(?:天|日)的?[^。,]{{0,50}}$|({NUMBER})日間の[^。、]{{0,40}}$").search(
        text[: mention.start]
    )
    begins = pattern(r"^[^。]{0,24}(?:拉開|開幕|啓幕|始ま|幕を開け)").match(text[mention.end :])
    count = number(match[1] or match[2]) if match and begins else None
    return count if count and count <= 10 else 1


def _counted_to(text: str, mention: DateMention) -> int:
    """Return how many days a sentence counts that ended on this one: 九日、三日間の日程を終えた, 三天的会議5日落幕."""
    stop = re.search(rf"。|{NUMBER}[日号]", text[mention.end :])
    reach = max(_COUNTED, stop.start() if stop and stop[0] == "。" else 0)  # no other day up to the end of the sentence
    around = text[max(0, mention.start - _COUNTED) : mention.end + reach]
    days = pattern(rf"({NUMBER})(?:日間|天)").search(around)
    after = text[mention.end : mention.end + reach]
    count = number(days[1]) if days and pattern(_ENDED).search(after) else None
    return count if count and count <= LONGEST_STAY else 1
