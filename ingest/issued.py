"""When the report itself was written: a newspaper's dateline, 发布时间, the issue of a magazine, a speech's heading.

Days are told from it (昨日, 本月11日), and it is itself no day of the edition, but where the report was written on one.
"""

from collections.abc import Sequence
from datetime import date

from ingest.dates import YEAR, DateMention, find_dates, read_year
from ingest.facts import SERIES, Facts
from ingest.patterns import NUMBER, number, pattern
from ingest.stays import MAIN

DATE_LABEL = (
    r"^(?:[0-9一二三四五六七八九十]{1,2}[ .、]*|[▲△◆◇■□●○・▼])?(?:日 ?程|時間|日 ?時"
    r"|会 ?期|開催日時?|期 ?日|会議時間|開催期間|期 ?間|とき|挙[辦弁行]時間"
    r"|活動時間|開催時期|日期)(?:[:|/ ]|$)"
)
HELD = rf"{SERIES}|開催|開か|開幕|挙行|挙辦|挙弁|召開|会期|あった"
_ISSUED = (
    r"発布|発稿|掲載|発行|更新|来源|供稿|浏覧|瀏覧|字号|日電|日訊"
    r"|面$|朝刊|夕刊|新報|日報(?!到)|新聞|原創|月号[^外]{0,14}$|掲示|(?<!受)付$"
    r"|印発|[編编]$|発行|^[^。]{0,12}年[^。]{0,8}[月号]号"
)
_PRINTED = r"(?<![0-9./])(20[0-9]{2}|19[0-9]{2})[./](1[0-2]|0[1-9])(?![0-9./])"  # No.77（2031.12）
_WIRED = r"^(?:専)?(?:電|訊)"  # 岳阳9月26日专电
_OWN_HALL = r"^(?:[(][^()]*[)])?[ ]*[於于於][ ]"  # 五月廿日　於　市民会館
_TOP = 4  # sentences


def find_issue(facts: Facts, furniture: Sequence[str], year: int | None) -> date | None:
    """Return the day the report was published, where it says so; `year` completes a day told without one."""
    for index, text in enumerate(facts.folded):
        for mention in find_dates(text):
            days = mention.days(year, None)
            if days and is_issued(facts, index, mention):
                return days[0]
    for text in (*facts.folded, *furniture):
        match = pattern(rf"{YEAR}[^。]{{0,2}}?({NUMBER})月(?:号|定例会|臨時会|、|[)])").search(text)
        of_issue = read_year(match[1], match[2], match[3]) if match else None
        month = number(match[4]) if match else None
        if of_issue and month and 1 <= month <= 12:
            return date(of_issue, month, 28)
        printed = pattern(_PRINTED).search(text)
        if printed:
            return date(int(printed[1]), int(printed[2]), 28)
    return None


def is_issued(facts: Facts, index: int, mention: DateMention) -> bool:
    """Return whether a date is that of the report: beside 发布时间, in a newspaper's head, before 電."""
    text = facts.folded[index]
    if index in facts.preamble:
        return True
    if pattern(DATE_LABEL).search(text) or pattern(SERIES).search(text[: mention.end]):
        return False
    if pattern(_WIRED).match(text[mention.end :]) or _heads_own(facts, index, mention):
        return True
    near = text[max(0, mention.start - 12) : mention.start] + text[mention.end : mention.end + 14]
    short = len(text) < 70 and not text.endswith("。")
    edge = index < 8 or index >= len(facts.folded) - 4
    if short and edge and not mention.several and mention.year and not pattern(rf"{HELD}|{MAIN}").search(text):
        return True
    return not mention.several and bool(pattern(_ISSUED).search(text if short else near))


def find_wired(facts: Facts, issue: date | None) -> date | None:
    """Return the day from which a newspaper's correspondent wrote, which 昨天 and 今天 are told from."""
    for text in facts.folded:
        for mention in find_dates(text):
            days = mention.days(issue.year if issue else None, issue.month if issue else None)
            if days and pattern(_WIRED).match(text[mention.end :]):
                return days[0]
    return None


def _heads_own(facts: Facts, index: int, mention: DateMention) -> bool:
    """Return whether a date stands at the top with a hall, before the series is named: 五月廿日　於　市民会館."""
    named = any(pattern(SERIES).search(text) for text in facts.folded[: index + 1])
    return index < _TOP and not named and bool(pattern(_OWN_HALL).match(facts.folded[index][mention.end :]))
