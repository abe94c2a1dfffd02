"""Days told from another day: 昨日 from that of the report, 翌日 from the one before it, 周三 and 水曜 by the week.

What such a word means depends on when the report was written and on which day it spoke of last; both are handed in.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ingest.dates import DateMention, duration_after, weekday_number
from ingest.patterns import pattern

_FROM_ISSUE = {  # days from that of the report
    "大前天": -3,
    "一昨日|おととい|前天": -2,
    "昨日|昨天|昨晩|昨夜|きのう|ゆうべ": -1,
    "今日|今天|本日|きょう|今朝|今晩|今夜": 0,
    "明日|明天|あす|あした|明晩": 1,
    "明後日|あさって|後天": 2,
}
_FROM_LAST = {  # days from the one named before it
    "翌々日|再隔一[天日]|再過一[天日]": 2,
    "次日|翌日|翌天|隔天|隔日|次の日|あくる日?|明くる日|翌朝|第二天": 1,
    "前日|前夜|前晩|前一天|前一日|前一晩|前の(?:日|晩|夜)": -1,
    "這天|這一天|当天|当日|当晩": 0,
}
RELATIVE = "|".join((*_FROM_ISSUE, *_FROM_LAST))
_COUNTED = r"第一天|頭一?天|首日|為期|前一天"  # what makes 第二天 one of so many days, not the next
_OPENING, _CLOSING = "「『《“", "」』》”"
_OF_WEEK = (
    r"(?<![第毎各逢每個下0-9一二両两三四五六七八九十幾数])(這個?|本|今|上個?|先)?"
    r"(?:(?:周|週|星期|礼拜)([一二三四五六日天])(?![年末])(?:[到至~-](?:周|週|星期)?([一二三四五六日天]))?"
    r"|週の([月火水木金土日])曜日?(?:(?:から|~)([月火水木金土日])曜)?)"
    r"|(?<![毎各の第週])()()()([月火水木金土日])曜日?(?:(?:から|~)([月火水木金土日])曜)?"
)
_LAST_WEEK = r"上個?|先"
_EARLIER = 2  # days before the one named last that a day of the week may lie; else it comes after it


def find_relative(
    folded: str, issue: date | None, last: date | None, told: Sequence[DateMention], of_year: int | None = None
) -> Iterator[DateMention]:
    """Yield the days told from another: 昨日 from the report's own, 翌日 from the one named before it, else `last`."""
    for words in (_FROM_ISSUE, _FROM_LAST):
        for match in pattern("|".join(words)).finditer(folded):
            if words is _FROM_ISSUE and _quoted(folded, match.start()):
                continue
            if match[0] == "第二天" and pattern(_COUNTED).search(folded):
                continue
            day = issue if words is _FROM_ISSUE else _named_before(match.start(), told, last, of_year)
            if day is None:
                continue
            own = day + timedelta(
                days=next(count for word, count in words.items() if pattern(word).fullmatch(match[0]))
            )
            length = duration_after(folded, match.end())
            yield DateMention(*match.span(), own.year, own.month, own.day, own.day, None, length, relative=True)


def find_weekdays(
    folded: str, issue: date | None, last: date | None, told: Sequence[DateMention], of_year: int | None = None
) -> Iterator[DateMention]:
    """Yield days told by weekdays: 這周二到周四 and 先週の水曜 by the report's own day, 周三 and 水曜 by `last`."""
    found: list[DateMention] = []
    for match in pattern(_OF_WEEK).finditer(folded):
        before = sorted([*told, *found], key=lambda one: one.end)
        near = issue if match[1] else _named_before(match.start(), before, last, of_year)
        if near is None or any(one.start - 2 <= match.start() <= one.end + 1 for one in told):
            continue
        first, until = (
            next((match[group] for group in groups if match[group]), None) for groups in ((2, 4, 9), (3, 5, 10))
        )
        begin = weekday_number(first or "")
        if match[1]:
            week = timedelta(days=7 if pattern(_LAST_WEEK).fullmatch(match[1]) else 0)
            day = near - timedelta(days=near.weekday()) - week + timedelta(days=begin)
        else:
            day = near + timedelta(days=(begin - near.weekday() + _EARLIER) % 7 - _EARLIER)
        end = day + timedelta(days=max(0, weekday_number(until) - begin) if until else 0)
        last_month = end.month if end.month != day.month else None
        found.append(DateMention(*match.span(), day.year, day.month, day.day, end.day, last_month, None, relative=True))
    yield from found


def _named_before(at: int, told: Sequence[DateMention], last: date | None, of_year: int | None) -> date | None:
    """Return the day named before a place in its sentence, else the one named last; None for several days."""
    earlier = [one for one in told if one.end <= at]
    year = next((one.year for one in reversed(earlier) if one.year), last.year if last else of_year)
    month = next((one.month for one in reversed(earlier) if one.month), last.month if last else None)
    here = earlier[-1].days(year, month) if earlier and not earlier[-1].several else None
    return here[0] if here else last


def _quoted(folded: str, at: int) -> bool:
    """Return whether a place lies between quotation marks: 「明日の街」 names no day."""
    opened = max(folded.rfind(sign, 0, at) for sign in _OPENING)
    return opened > max(folded.rfind(sign, 0, at) for sign in _CLOSING)
