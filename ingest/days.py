"""Which of the days a report names are those of its edition, and which one is the day of the main session.

A day may lack its month and year; both come from the days named before it and from the report's own date (a
newspaper's dateline, 发布时间, the issue of a magazine), which is itself never a day of the edition.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.dates import YEAR, DateMention, find_dates, find_relative, read_year
from ingest.facts import SERIES, Facts, Rule
from ingest.patterns import NUMBER, number, pattern
from ingest.records import Excerpt, Value

_DATE_LABEL = (
    r"^(?:[0-9一二三四五六七八九十]{1,2}[ .、]*|[▲△◆◇■□●○・▼])?(?:日 ?程|時間|日 ?時"
    r"|会 ?期|開催日時?|期 ?日|会議時間|開催期間|期 ?間|とき|挙[辦弁行]時間"
    r"|開催時期|日期)(?:[:|/ ]|$)"
)
_TERM = r"会期(?:は|:|従|自|為)?|会議為期|開催期間(?:は|:)?"
_OTHER_DAY = (
    r"受賞|発足|締結|調印|オープン|開業|就航|生まれ|締切|申込|発行"
    r"|掲載|供稿|発表日|編集|訊|電|開港|竣工|施行|制定|地震|震災"
)
_ISSUED = (
    r"発布|発稿|掲載|発行|更新|来源|供稿|浏覧|瀏覧|字号|日電|日訊"
    r"|面$|朝刊|夕刊|新報|日報|新聞|原創|月号[^外]{0,14}$|掲示|付$"
    r"|印発|[編编]$|発行|^[^。]{0,12}年[^。]{0,8}[月号]号"
)
_MAIN = (
    r"全体討議|大会日|正会日|主会日|会議当日|^(?:<|〈|【)?(?:プログラム|次第|議程)|(?<=日の)会議(?=に|で|は|を)|本番|終日|正会|正式会|整天的?(?:開)?会|整整一天|(?<=日的)議程|開大会|本会議|発表会|本講演|(?:セミナー|会議|大会)(?:の)?本体|全体会議|主会議|正式会議|全体会|大会正式|研討会正式"
    r"|(?<=日的)大会|大会(?=[上在於于は,、;)]|開|挙|$)|開幕式|研討会開幕|主論壇"
    r"|正式(?:議程|日程)|全日大会|全天会議|丸一日の会議|一直開到|全天|主旨演講|主会場|主体会議|召開大会|挙行大会"
)
_ARRIVE = r"報到|着い|着き|到着|受付|移動|開幕|集合|前夜|来着|抵達|歓迎"
_LEAVE = r"考察|見学|離会|離|散|視察|帰|閉幕|参観|解散|参訪|返程"
_OTHER_MEETING = r"青年|展覧|博覧|展銷"
_HELD = rf"{SERIES}|開催|開か|開幕|挙行|挙辦|挙弁|召開|会期|あった"


_UNTIL = r"^(?:[(][^()]{1,3}[)])?まで(?:[。、,]|$|の|開|続)"
_OTHER_TERM = r"締切|締め切|申込|申し込|募集|受け付|受付|展示|販売|窓口|投票"
_LONGEST_STAY = 6  # days
_HEADING = 24  # characters


@dataclass(frozen=True, slots=True)
class Held:
    """The days a report gives for its edition, with the clauses that say so."""

    year: Value | None
    first: Value | None
    last: Value | None
    main: Value | None


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date with what its context adds."""

    index: int
    mention: DateMention
    year: int | None
    month: int | None
    issued: bool

    @property
    def days(self) -> tuple[date, date] | None:
        return self.mention.days(self.year, self.month)


@dataclass(frozen=True, slots=True)
class _Stay:
    """The first and the last day of a stay, and the clause that tells them."""

    first: date
    last: date
    quote: Excerpt


def find_held(facts: Facts, furniture: Sequence[str] = ()) -> Held:
    """Return the days of the edition a report is about; the folded head or foot of a page may tell its issue."""
    issue = _issue(facts, furniture)
    dated = _dated(facts, issue)
    scored = [(_score(facts, one), one) for one in dated if not one.issued]
    best = max(scored, key=lambda pair: pair[0], default=None)
    if best is None:
        return Held(_year(facts), None, None, None)
    chosen = best[1]
    year = chosen.year or _stated_year(facts) or (issue.year if issue else None)
    days = chosen.mention.days(year, chosen.month)
    if days is None or year is None:
        return Held(_year(facts), None, None, None)
    quote = facts.quote(chosen.index, chosen.mention.start, chosen.mention.end)
    wider = (_around(facts, dated, days[0]) or _stay(facts, dated, year)) if days[0] == days[1] else None
    if wider and wider.first <= days[0] <= wider.last:
        days, quote = (wider.first, wider.last), wider.quote
    elif days[0] == days[1] and (until := _until(facts, dated, days[0])):
        days, quote = (until.first, until.last), until.quote
    elif days[0] == days[1]:
        days = days[0], days[0] + timedelta(days=_counted_before(facts.folded[chosen.index], chosen.mention) - 1)
    first, last = Value(days[0].isoformat(), quote), Value(days[1].isoformat(), quote)
    return Held(Value(days[0].year, quote), first, last, _main_day(facts, dated, days))


def _stay(facts: Facts, dated: list[_Dated], year: int) -> _Stay | None:
    """Return the days a sentence tells one by one: 九日に着いて、十日が会議、十一日は見学."""
    diary = _diary(facts, dated, year)
    if diary:
        return diary
    for index in sorted({one.index for one in dated}):
        group = [one for one in dated if one.index == index and not one.issued]
        text = facts.folded[index]
        if len(group) < 2 or pattern(_OTHER_MEETING).search(text):
            continue
        first, last = group[0], group[-1]
        came = pattern(_ARRIVE).search(text[first.mention.end : first.mention.end + 12])
        left = pattern(_LEAVE).search(text[last.mention.end : last.mention.end + 14])
        if len(group) > 2 and not left:  # 十三号報到、十五号散, 中間十四号
            last = max(group, key=lambda one: one.mention.first)
            left = pattern(_LEAVE).search(text[last.mention.end : last.mention.end + 14])
        start, end = first.mention.days(year, first.month), last.mention.days(year, last.month)
        running = start and end and len(group) > 2 and (end[1] - start[0]).days == len(group) - 1
        if came and (left or running) and start and end and start[0] < end[1]:
            return _Stay(start[0], end[1], facts.quote(index, first.mention.start, last.mention.end))
    return None


def _around(facts: Facts, dated: list[_Dated], day: date) -> _Stay | None:
    """Return the range of days around the one named first that another sentence or the headings of days tell."""
    for one in dated:
        days = one.mention.days(one.year if one.mention.year else day.year, one.mention.month or day.month)
        long = days and 0 < (days[1] - days[0]).days <= _LONGEST_STAY
        told = facts.standing[one.index] >= 0 and not pattern(_OTHER_MEETING).search(facts.folded[one.index])
        if days and long and told and days[0] <= day <= days[1] and not one.issued:
            return _Stay(*days, facts.quote(one.index, one.mention.start, one.mention.end))
    heads = [one for one in dated if one.mention.start <= 1 and facts.sentences[one.index].kind in ("heading", "item")]
    headed = [days for one in heads if (days := one.mention.days(day.year, day.month)) and not one.issued]
    if len(headed) > 1 and headed[0][0] == day and (headed[-1][1] - day).days == len(headed) - 1:
        return _Stay(day, headed[-1][1], facts.quote(heads[-1].index, heads[-1].mention.start, heads[-1].mention.end))
    return None


def _diary(facts: Facts, dated: list[_Dated], year: int) -> _Stay | None:
    """Return the days a diary heads its entries with, if one of them says that it is the meeting's: 4月14日　本番."""
    entries = [
        one for one in dated if not one.issued and not one.mention.several and _heads(facts.folded[one.index], one)
    ]
    days = [days[0] for one in entries if (days := one.mention.days(one.mention.year or year, one.month))]
    told = any(pattern(_MAIN).search(facts.folded[one.index]) for one in entries)
    if len(days) < 2 or not told or not 0 < (max(days) - min(days)).days <= _LONGEST_STAY:
        return None
    first = entries[days.index(min(days))]
    return _Stay(min(days), max(days), facts.quote(first.index, first.mention.start, first.mention.end))


def _heads(text: str, one: _Dated) -> bool:
    """Return whether a short line begins with a date."""
    return len(text) <= _HEADING and not re.search(r"\w", text[: one.mention.start]) and not text.endswith("。")


def _until(facts: Facts, dated: list[_Dated], first: date) -> _Stay | None:
    """Return the days up to the last one, where a sentence of its own tells it: 26日まで."""
    for one in dated:
        mention, text = one.mention, facts.folded[one.index]
        days = mention.days(one.year if mention.year else first.year, mention.month or first.month)
        ends = pattern(_UNTIL).match(text[mention.end :]) and not pattern(_OTHER_TERM).search(text)
        soon = days and not mention.several and 0 < (days[0] - first).days <= _LONGEST_STAY
        if days and ends and soon and not one.issued and facts.standing[one.index] >= 0:
            return _Stay(first, days[0], facts.quote(one.index, mention.start, mention.end))
    return None


def _counted_before(text: str, mention: DateMention) -> int:
    """Return how many days a sentence counts before it names the first: 為期三天的…五日拉開帷幕."""
    match = pattern(rf"(?:為期|歴時)({NUMBER})(?:天|日)的?[^。,]{{0,50}}$|({NUMBER})日間の[^。、]{{0,40}}$").search(
        text[: mention.start]
    )
    begins = pattern(r"^[^。]{0,24}(?:拉開|開幕|啓幕|始ま|幕を開け)").match(text[mention.end :])
    count = number(match[1] or match[2]) if match and begins else None
    return count if count and count <= 10 else 1


def _issue(facts: Facts, furniture: Sequence[str]) -> date | None:
    """Return the day the report itself was published, where it says so."""
    for index, text in enumerate(facts.folded):
        for mention in find_dates(text):
            days = mention.days(None, None)
            if days and _is_issued(facts, index, mention):
                return days[0]
    for text in (*facts.folded, *furniture):
        match = pattern(rf"{YEAR}[^。]{{0,2}}?({NUMBER})月(?:号|、|[)])").search(text)
        year = read_year(match[1], match[2], match[3]) if match else None
        month = number(match[4]) if match else None
        if year and month and 1 <= month <= 12:
            return date(year, month, 28)
    return None


def _is_issued(facts: Facts, index: int, mention: DateMention) -> bool:
    """Return whether a date is that of the report: beside 发布时间, in a newspaper's head, before 電."""
    text = facts.folded[index]
    if pattern(_DATE_LABEL).search(text) or pattern(SERIES).search(text[: mention.end]):
        return False
    if pattern(r"^(?:電|訊)").match(text[mention.end :]):
        return True
    near = text[max(0, mention.start - 12) : mention.start] + text[mention.end : mention.end + 14]
    short = len(text) < 70 and not text.endswith("。")
    edge = index < 8 or index >= len(facts.folded) - 4
    if short and edge and not mention.several and mention.year and not pattern(rf"{_HELD}|{_MAIN}").search(text):
        return True
    return not mention.several and bool(pattern(_ISSUED).search(text if short else near))


def _dated(facts: Facts, issue: date | None) -> list[_Dated]:
    """Return every date, completed with the month and year it is read in."""
    found: list[_Dated] = []
    stated = _stated_year(facts)
    month = issue.month if issue else None
    year = issue.year if issue else stated
    for index, text in enumerate(facts.folded):
        for mention in _mentions(text, issue, found[-1].days if found else None):
            issued = _is_issued(facts, index, mention)
            own_year, own_month = mention.year, mention.month or month
            if mention.month and not issued:
                month = mention.month
            if mention.year and not issued:
                year = mention.year
            if own_year is None and year is not None:
                own_year = year - 1 if _before_turn(issue, own_month, year) else year
            found.append(_Dated(index, mention, own_year, own_month, issued))
    return found


def _mentions(text: str, issue: date | None, last: tuple[date, date] | None) -> list[DateMention]:
    """Return the dates of a sentence in its order, with those told from the report's own day or from one before."""
    told = list(find_dates(text))
    relative = list(find_relative(text, issue, last and last[0]))
    return sorted([*told, *relative], key=lambda one: one.start)


def _before_turn(issue: date | None, month: int | None, year: int) -> bool:
    """Return whether a month of this year would lie after the report's own date: it was the year before."""
    return bool(issue and month and year == issue.year and month > issue.month)


def _score(facts: Facts, one: _Dated) -> float:
    mention, text = one.mention, facts.folded[one.index]
    score = facts.standing[one.index] + facts.past(one.index, mention.start, mention.end)
    score += 3.0 if pattern(_DATE_LABEL).search(text) else 0.0
    score += 4.5 if pattern(rf"(?:{_TERM})[、,:]?$").search(text[: mention.start]) else 0.0
    score += 2.0 if mention.several else 0.0
    score += (1.0 if mention.year else 0.0) + (0.5 if mention.month else -1.0)
    score += 1.0 if pattern(_HELD).search(text[mention.end : mention.end + 50]) else 0.0
    score -= 3.0 if mention.relative else 0.0
    return score - (3.0 if pattern(_OTHER_DAY).search(text[mention.end : mention.end + 14]) else 0.0)


def _main_day(facts: Facts, dated: list[_Dated], days: tuple[date, date]) -> Value | None:
    """Return the day of the main session, if one is named within the days of the edition."""
    found: list[tuple[float, str, Excerpt]] = []
    for one in dated:
        own = one.mention.days(one.year if one.mention.year else days[0].year, one.mention.month or days[0].month)
        if one.issued or own is None or own[0] != own[1] or not days[0] <= own[0] <= days[1] or days[0] == days[1]:
            continue
        text = facts.folded[one.index]
        gaps = [_gap(one.mention, *match.span()) for match in pattern(_MAIN).finditer(text)]
        label = 2.0 if pattern(_DATE_LABEL).search(text) else 0.0
        near = min(gaps, default=99)
        if (near <= 40 and not _crossed(text, one.mention, near)) or label:
            quote = facts.quote(one.index, one.mention.start, one.mention.end)
            found.append((label + facts.standing[one.index] / 4 - near / 20, own[0].isoformat(), quote))
    best = max(found, key=lambda one: one[0], default=None)
    return Value(best[1], best[2]) if best else None


def _gap(mention: DateMention, start: int, end: int) -> int:
    return max(start - mention.end, mention.start - end, 0)


def _crossed(text: str, mention: DateMention, gap: int) -> bool:
    """Return whether another date stands between a date and the main session's name."""
    stretch = text[mention.end : mention.end + gap]
    return any(one.start > 0 for one in find_dates(stretch))


def _stated_year(facts: Facts) -> int | None:
    """Return the year best placed anywhere in the text."""
    value = _year(facts)
    return value.value if value and isinstance(value.value, int) else None


def _year(facts: Facts) -> Value | None:
    """Return the year that is named with the edition, or best placed elsewhere."""
    past = r"以来|以降|当時|前回|昨年|前年|去年|上届"
    near = Rule(1, rf"{YEAR}度?の?.{{0,12}}(?:第{NUMBER}(?:回|届)|開催|挙|{SERIES})", past)
    plain = Rule(0, rf"{YEAR}(?!以来|以降|まで|までに|度末|前)", past)
    return facts.best((near, plain), lambda match, _: read_year(match[1], match[2], match[3]))
