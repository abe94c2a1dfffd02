"""Which editions and years a question means: by number, by year, by words such as 前回, 去年, ここ5年."""

import re
from dataclasses import replace
from datetime import date

from assistant import cues
from assistant.amounts import calendar_days_asked
from assistant.archive import Archive, whole, written
from assistant.cues import cue
from assistant.queries import Query, Rest
from ingest.text import fold, parse_number

_NUMERAL = r"(?:[0-9]+|[一二三四五六七八九十百廿]+)"
_EDITION = (
    rf"第 ?({_NUMERAL})(?:[、・,と和及至~-]+第?({_NUMERAL}))? ?"
    r"(?:回|届|界(?=[^限])|(?<!第一)次|次(?=的?(?:研討|会議|セミナー))|期(?=的?(?:研討|会議|セミナー|主題)|$))"
    r"|(?<![0-9第])([0-9]{1,2})(?:届|[次期](?=的|研討|会議|セミナー|主題|大会|$))|(?<![0-9])([0-9]{2})回(?!も|以上|ほど|くらい|ぐらい|続|分)(?:目)?"
    r"|(?<![一二三四五六七八九十百])([一二]?十[一二三四五六七八九]?)(?:回目?|届)(?!も|以上)"
    r"|([0-9]+) ?(?:st|nd|rd|th)\b(?![ -](?:most|fewest|(?:larg|bigg|small|high|low|long|short)est|least))"
    r"|(?<![0-9])([0-9])回目(?=は?(?:どこ|いつ|何人)|の(?:セミナー|開催|テーマ|参加|会場|場所|都市|まち|街))"
    r"|(?:edition|seminar|no\.|#) ?#?([0-9]{1,2})(?![0-9])"
)
_ENUMERATED = (
    r"(?<![0-9])[0-9]{1,2}(?:(?:[、,・と和与及]|還有| or | and |, )[0-9]{1,2})+"
    r"(?=(?:的|の|[這那])?[両二三四五]?"
    r"(?:届|回(?!目?(?:も|だけ|しか|ほど|くらい|ぐらい)?(?:来|出|参加|登壇|発表|講演)))| (?:seminar|edition))"
)
_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
_SPELLED = {word: at for at, word in enumerate([*_ONES, *_TEENS, "twentieth"], start=1) if at > 1}  # first: cues.FIRST
_SPELLED |= {
    f"{tens}-{one}": base + at
    for tens, base in (("twenty", 20), ("thirty", 30))
    for at, one in enumerate(_ONES, start=1)
}
_MEETING = r"(?! (?:day|session|panel|part|speaker|talk|half))(?=(?: [\w-]+)* (?:seminar|edition|meeting|symposium))"
_SPELLED_OUT = rf"\b({'|'.join(sorted(_SPELLED, reverse=True)).replace('-', '[ -]')}){_MEETING}"
_YEAR = (
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:年|(?![0-9人名]))"
    r"|(?<![一二三四五六七八九十])([一二][〇零○九][〇零○一二三四五六七八九]{2})年"
    r"|(令和|平成|(?<![a-z])[rh](?=[0-9]))([0-9]{1,2}|元|[一二三四五六七八九十]+)(?:年|(?<=[0-9])(?![0-9a-z人名]))"
)
_YEARS = (
    r"((?:19|20)[0-9]{2})年?(?:から|[~至到-])((?:19|20)[0-9]{2})年?"
    r"|\b(?:between|from) ((?:19|20)[0-9]{2}) (?:and|to|until|through|till) ((?:19|20)[0-9]{2})\b"
)
_FIRST = (
    r"首届|初回(?!答)|第一次(?=[、,]?(?:和|与|跟|同|及|以及|還有)?最[近新后後])|最初(?:の回)?(?=と(?:最新|直近|最近|最後))"
    r"|\b(?:the |very )?first(?= and (?:the )?(?:latest|last|most recent))|\b(?:the|very) first (?:seminar|edition)\b"
)
_ERA = r"(令和|平成)(?:の?時代|年間|[にへ](?:なっ|入っ)て|以降|期)"
_ERAS = {fold("平成"): range(1989, 2019), fold("令和"): range(2019, 2100)}
_DECADE = r"(?<![0-9])((?:19|20)[0-9]0)年代|\b((?:19|20)[0-9]0)s\b"
_THROUGH = rf"第?{_NUMERAL}[回届](?:から|[~至到-])第?{_NUMERAL}[回届](?:まで|的|之間|期間|の)"
_BESIDE_A_NAMED_ONE = r"(?<![会ー])(?:の次|的下一?[届次])"  # 福州の次, but セミナーの次 is the next of all
_SINCE = (
    rf"(?:第({_NUMERAL})[回届]|((?:19|20)[0-9]{{2}})年)"
    r"(?:以降|以来|から(?!(?:19|20)[0-9]{2}|第)|以後|之後|之后|(?:開始)?[到至](?:現在|今|如今|目前|最近|最新))"
    r"|\bsince (?:the )?([0-9]+)|\bfrom (?:the )?([0-9]+)(?:st|nd|rd|th)? (?:on|onwards?|to now|until now)\b"
)


# Only those after, or before, the one that is named: 第10回より後, 第16届之后, before 2017.
_BEYOND = (
    rf"(?:第({_NUMERAL})[回届]|((?:19|20)[0-9]{{2}})年)(?:(より(?:も)?(?:後|あと)|より先|(?<=届)之後(?!那|的?[一下]|就?没))|(より(?:も)?前|之前(?!那|的?[一上])))"
    r"|(?<!edition )(?<!seminar )(?<!one )(?<!year )\b(?:(after)|(before|prior to)) (?:the )?"
    r"(?:([0-9]+)(?:st|nd|rd|th)\b|((?:19|20)[0-9]{2})\b)"
)


def with_editions(query: Query, rest: Rest, archive: Archive, today: date) -> Query:
    """Return the query with the editions and years asked, those that are not in the index set apart."""
    listed = [int(number) for match in rest.take(_ENUMERATED) for number in re.findall("[0-9]+", match[0])]
    asked = [n for m in rest.take(_EDITION) for group in m.groups() if group and (n := parse_number(group)) is not None]
    asked = [*dict.fromkeys([*listed, *asked])] if listed else asked
    asked += [1] if rest.take(_FIRST) and (1 in archive.editions or cue(cues.TALK).search(rest.folded)) else []
    asked += [_SPELLED[m[1].replace(" ", "-")] for m in rest.take(_SPELLED_OUT)]
    if len(asked) == 2 and cue(_THROUGH).search(rest.folded):
        asked = [number for number in range(min(asked), max(asked) + 1) if number in (*asked, *archive.editions)]
    spans = [range(int(m[1] or m[3]), int(m[2] or m[4]) + 1) for m in rest.take(_YEARS)]
    spans += [range(first := int(m[1] or m[2]), first + 10) for m in rest.take(_DECADE)]
    spans += [_ERAS[m[1]] for m in rest.take(_ERA)]
    single = [y for m in rest.take(_YEAR) if (y := _year(m))]
    years = list(dict.fromkeys([*(y for span in spans for y in span), *single]))
    relative, of_edition, of_year = _relative(query.question, rest, archive, today)
    asked = [*of_edition, *asked]  # what the words mean that are explained stands first
    years += of_year
    asked += [*_last_editions(rest, archive), *_first_editions(rest)]
    for year in years:
        asked += [n for report in archive.of_year(year) if (n := whole(report.event.edition)) is not None]
    since = cue(_SINCE).search(rest.folded)
    if since:
        rest.blank(*since.span())
        asked = [n for n in archive.editions if _after(n, since, archive)] or asked
        years = []
    beyond = cue(_BEYOND).search(rest.folded)
    if beyond and (found := [n for n in archive.editions if _beyond(n, beyond, archive)]):
        rest.blank(*beyond.span())
        asked, years = found, []
    span = _span_years(rest, today)
    if span:
        asked += [
            n
            for report in archive.reports
            if (whole(report.event.year) or 0) > today.year - span - 1
            and (n := whole(report.event.edition)) is not None
        ]
    days = calendar_days_asked(rest)
    if days and not asked:
        asked += [number for number in archive.editions if any(_held_on(day, number, archive) for day in days)]
    unheld = bool(days) and not asked
    known = tuple(dict.fromkeys(n for n in asked if n in archive.editions))
    missing = tuple(dict.fromkeys(n for n in asked if n not in archive.editions))
    lost = tuple(year for year in years if not archive.of_year(year))
    return replace(
        query,
        editions=known,
        missing_editions=missing,
        years=tuple(years) if known or not lost else lost,
        relative=relative,
        unheld=unheld,
    )


def _held_on(day: tuple[int, int], number: int, archive: Archive) -> bool:
    """Return whether an edition was held on a day of the calendar, given as month and day."""
    for event in (report.event for report in archive.editions[number]):
        first, last = written(event.date_start), written(event.date_end)
        held = [date.fromisoformat(one) for one in (first, last) if one]
        if held and (held[0].month, held[0].day) <= day <= (held[-1].month, held[-1].day):
            return True
    return False


def _last_editions(rest: Rest, archive: Archive) -> list[int]:
    """Return the newest editions of the index where so many are asked for: 直近3回, the last three seminars."""
    found = rest.take(cues.LAST_EDITIONS)
    if not found:
        return []
    told = found[0][1] or found[0][2]
    count = cues.SPELLED.get(told) or parse_number(told) or 0
    return sorted(archive.editions, reverse=True)[:count]


def _first_editions(rest: Rest) -> list[int]:
    """Return the numbers of the first editions where so many are asked for: 头三届, the first three seminars."""
    found = rest.take(cues.FIRST_EDITIONS)
    if not found:
        return []
    told = found[0][1] or found[0][2]
    return list(range(1, 1 + (cues.SPELLED.get(told) or parse_number(told) or 0)))


def _after(edition: int, since: re.Match[str], archive: Archive) -> bool:
    first = parse_number(since[1] or since[3] or since[4] or "")
    if first is not None and first < 1000:
        return edition >= first
    year = first or parse_number(since[2] or "") or 0
    return any((whole(report.event.year) or 0) >= year for report in archive.editions[edition])


def _beyond(edition: int, beyond: re.Match[str], archive: Archive) -> bool:
    """Return whether an edition came after, or before, the edition or the year that is named."""
    number, year = parse_number(beyond[1] or beyond[7] or ""), parse_number(beyond[2] or beyond[8] or "")
    of_year = max((whole(report.event.year) or 0) for report in archive.editions[edition])
    mine, limit = (edition, number) if number is not None else (of_year, year or 0)
    return mine > limit if beyond[3] or beyond[5] else 0 < mine < limit


def _relative(question: str, rest: Rest, archive: Archive, today: date) -> "tuple[str | None, list[int], list[int]]":
    """Return the relative words of a question with the editions and the years they mean."""
    latest = archive.latest
    rows: tuple[tuple[str, list[int], list[int]], ...] = (
        (cues.NEXT, [latest + 1] if latest else [], []),
        (cues.YEAR_BEFORE_LAST, [], [today.year - 2]),
        (cues.NEXT_YEAR, [], [today.year + 1]),
        (cues.LAST_YEAR, [], [today.year - 1]),
        (cues.THIS_YEAR, [], [today.year]),
        (cues.LATEST, [latest] if latest else [], []),
        (cues.PREVIOUS, [latest] if latest else [], []),
    )
    if cue(cues.SPAN).search(rest.folded) or cue(cues.LAST_EDITIONS).search(rest.folded):
        return None, [], []
    for source, editions, years in rows:
        found = [] if source == cues.NEXT and cue(_BESIDE_A_NAMED_ONE).search(rest.folded) else rest.take(source)
        if found:
            return question[slice(*found[0].span())], list(editions), list(years)
    return None, [], []


def _span_years(rest: Rest, today: date) -> int | None:
    found = rest.take(cues.SPAN)
    return parse_number(next(group for group in found[0].groups() if group)) if found else None


def _year(match: re.Match[str]) -> int | None:
    if match[1] or match[2]:
        return parse_number(match[1] or match[2])
    count = 1 if match[4] == "元" else parse_number(match[4])
    return (2018 if match[3] in (fold("令和"), "r") else 1988) + count if count else None
