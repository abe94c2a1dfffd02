"""What each day of a stay was for, as a report tells it day by day: coming, the meeting, going home.

A report often gives no range: 前日入り in one place, the meeting in another, the visit of the last day in a third.
What is told of each day, wherever it stands, tells where the days of the edition begin and end and which is the main.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ingest.dates import find_dates
from ingest.facts import SERIES, Facts, of_other_time
from ingest.hostings import is_elsewhere, is_somebodys, supports
from ingest.patterns import number, pattern
from ingest.places import find_places
from ingest.records import Excerpt
from ingest.stays import LONGEST_STAY, MAIN, MIDDLE, PLACES, TOTAL, Dated, Stay, day_of_place, entry_text, heads_entry
from ingest.told_days import RELATIVE

Part = Literal["coming", "begun", "meeting", "leaving", "ended"]

_PARTS: dict[Part, str] = {
    "coming": (
        r"報到|受付|着い|着き|到着|に着|入り|入っ|入境|に入|を発|抵達|抵[^抗]|飛抵|移動|入住|集合|集い|集まり|歓迎[会宴夕レの式晩交酒を]"
        r"|酒会|落地|前夜|前日|会前|宴|乾杯|懇親|打ち解け|夕食|晩餐|[到抵]埗|到了|到達|お迎え|出迎|接風|洗塵|レセプション"
    ),
    "begun": r"開幕(?!式)|始ま|開鑼|啓幕|揭幕|掲幕|拉開|開始|スタート|幕を開",
    "meeting": (
        rf"{MAIN}|会議(?!室|中心|場|庁|センター)|大会|開会|開了[一]?[整]?天|講演|発表|研討|討論|論壇|演講|一整天|整天|那一天|一日中"
        r"|朝から晩|坐到|坐了|坐下来|聚在|一堂に|山場|開会式|朝[^。、]{0,8}から[^。、]{0,8}[夜夕晩]|従早|由朝|終日|[談講議]了|缶詰め"
        r"|丸[一1]日|話し合い|セミナー(?=[(（。、]|$|本番|当日)"
    ),
    "leaving": (
        r"考察|見学|視察|参観|走訪|参訪|離会|散会|会散|散了|帰[っりる国途]|返程|返回|返抵|解散|離開|離れ|見送|お開き|散場|踏上帰|各奔|去了|去看|を回[りる]"
        r"|を巡[りる]|別れ|登上|登り|を発っ|別過|道別|を歩[きくい]|散策|見物|遊覧|めぐ|散去|分手|滑雪|登[^録場壇台記陸]|遊[^説]|走一圈"
        r"|看[^到見法来上望台]|乗船|爬[完山了上]|一起去|詣で"
    ),
    "ended": r"閉幕|幕を[閉下]|落幕|収場|収官|終わ|終え|結束|^(?:[(][^()]*[)])?まで",
}
_BEFORE: dict[Part, str] = {  # 閉幕は八日の昼, 会議は13日でした
    "begun": r"(?:開幕|開会)は$",
    "meeting": r"(?:会議|大会|本番|全体会|発表会|主論壇)[はが]$",
    "ended": r"(?:閉幕|解散|閉会)は$",
}
_BORDER = r"(?:出国|帰国|出発|帰任|出境|回国)(?:は|日は?|日?:)?[|]|[|][ ]*(?:に)?(?:出国|帰国|帰任|出境|回国)"
_BESIDE = 4  # characters
_ANNOUNCED = r"(?:した|する|った)(?:こと)?[とを](?:、)?(?:発表|公表)し|記者会見"
_CALLED_AT = r"立ち寄|経由|乗り[継換]|途中"
_OURS = r"[我本当][市県地]|現地|会場"
_EVENING = r"^[の的]?(?:夜|夕|晩上?|傍晩|宵)"  # a first day of which no more is told
_TOLD = 48  # characters after a day that tell what it was for
_LONGEST = 4  # days between the meeting and the first or the last day
_DIARY = 3  # days that begin their paragraphs
_OPENED: tuple[Part, ...] = ("coming", "begun")
_ENDED: tuple[Part, ...] = ("leaving", "ended")
_ASIDE = -3.0  # standing below which a sentence tells of something else


@dataclass(frozen=True, slots=True)
class Stop:
    """One day and what it was for, None where that is not told, with the clause that tells it."""

    day: date
    part: Part | None
    quote: Excerpt
    block: int  # the paragraph
    opens: bool = False  # the day begins it


def find_stops(facts: Facts, dated: Sequence[Dated], year: int, month: int) -> list[Stop]:
    """Return every single day a report names of its edition, in the order of the text."""
    found: list[Stop] = []
    for one in dated:
        mention = one.mention
        days = mention.days(one.year if mention.year else year, mention.month or one.month or month)
        past = facts.standing[one.index] < _ASIDE or facts.past(one.index, mention.start, mention.end) < 0
        if days and days[0] == days[1] and not (one.issued or past):
            text = facts.folded[one.index]
            told = _told(facts, one)
            quote = facts.quote(one.index, mention.start, mention.end)
            part = next((one for one, words in _BEFORE.items() if pattern(words).search(text[: mention.start])), None)
            part = part or _part(told)
            opens = mention.start <= 1 and _opens(facts, one.index)
            found.append(Stop(days[0], part, quote, facts.sentences[one.index].block, opens))
    return found


def without_journey(facts: Facts, dated: Sequence[Dated], host: Sequence[str]) -> list[Dated]:
    """Return the dates but for those of the way to the host, which is known by its folded bare names, city first."""
    if not host:
        return list(dated)
    kept = [one for one in dated if one.issued or not _is_on_the_way(facts, one, host)]
    reached = next(
        (place for place, one in enumerate(kept) if not one.issued and _reaches(_told(facts, one), host[:1])), 0
    )
    arrival = kept[reached].days if kept else None
    on_the_way = {
        id(one)
        for one in kept[:reached]
        if not (one.issued or one.mention.several)
        and one.days
        and arrival
        and one.days < arrival
        and _part(_told(facts, one)) in (None, "coming")
    }
    return [one for one in kept if id(one) not in on_the_way]


def _is_on_the_way(facts: Facts, one: Dated, host: Sequence[str]) -> bool:
    """Return whether a day is told of another place than the host, by its folded bare names, where somebody came.

    Such a day is one of the writer's journey, not of the edition: 20日、厦門に入る, 夜宿福岡.
    """
    after = _told(facts, one)
    told = _up_to_next_day(after)
    places = [place for place in find_places(told) if not any(told.startswith(name, place.start) for name in host)]
    if pattern(_CALLED_AT).search(told) and places:
        return True
    announced = not any(find_dates(facts.folded[one.index][: one.mention.start])) and pattern(_ANNOUNCED).search(after)
    if _is_border(facts, one) or announced:
        return True
    if (
        one.mention.several
        or any(name in told for name in host)
        or pattern(_OURS).search(told)
        or _part(told) not in (None, "coming")
    ):
        return False
    return any(not is_elsewhere(told, place) and not is_somebodys(told, place) for place in find_places(told))


def _is_border(facts: Facts, one: Dated) -> bool:
    """Return whether somebody leaves for the host's country or comes back on a day: 8日　帰国."""
    before, after = facts.folded[one.index][: one.mention.start], _told(facts, one)[:_BESIDE]
    return bool(pattern(_BORDER).search(f"{before}|{after}"))


def _reaches(told: str, host: Sequence[str]) -> bool:
    """Return whether it is told of a day, up to the next one named, that the host was reached."""
    told = _up_to_next_day(told)
    here = (place for place in find_places(told) if told[place.start : place.end].startswith(tuple(host)))
    return _part(told) == "coming" and any("reached" in supports(told, place) for place in here)


def _up_to_next_day(told: str) -> str:
    return told[: min((each.start for each in find_dates(told)), default=len(told))]


def _told(facts: Facts, one: Dated) -> str:
    """Return what is told behind a day: the rest of its sentence, or the first sentences of its entry in a diary."""
    text = facts.folded[one.index]
    return (entry_text(facts, one) if heads_entry(facts, one) else text)[one.mention.end :]


def stretch(stops: Sequence[Stop], day: date) -> Stay | None:
    """Return the days before and after the one named first that are told to belong to it; None for none.

    The longest run in which every day is named, or which begins with coming and ends with leaving.
    """
    diary = len({stop.day for stop in stops if stop.opens}) >= _DIARY
    near = [stop for stop in stops if stop.part or (diary and stop.opens)]
    near = [stop for stop in near if abs((stop.day - day).days) <= _LONGEST]
    blocks = {stop.block for stop in near}
    following = {stop.day for stop in stops if stop.block in blocks}  # told of without a word for what it was
    named = {day, *(stop.day for stop in stops)}
    parts = {one: {stop.part for stop in near if stop.day == one} for one in named}
    quotes = {stop.day: stop.quote for stop in near}
    runs = [
        (start, end)
        for end in sorted({day, *(stop.day for stop in near if stop.day >= day)}, reverse=True)
        for start in sorted({day, *(stop.day for stop in near if stop.day <= day)})
    ]
    whole = [run for run in runs if all(run[0] + timedelta(days=one) in named for one in range((run[1] - run[0]).days))]
    told = [run for run in runs if parts[run[0]] & set(_OPENED) and parts[run[1]] & set(_ENDED)]
    for start, end in (*whole, *told):
        after = end + timedelta(days=1)
        open_ended = (start, end) in whole and not parts[end] & set(_ENDED)
        last = after if open_ended and after in following else end
        if start < last:
            return Stay(start, last, quotes.get(start) or quotes.get(end) or next(iter(quotes.values())))
    return None


def counted(facts: Facts, stops: Sequence[Stop], day: date) -> Stay | None:
    """Return the days counted from or up to the only one told, which opened or ended the edition; None for none."""
    parts = {stop.part: stop for stop in stops if stop.day == day}
    totals = {
        number(next(group for group in match.groups() if group))
        for index, text in enumerate(facts.folded)
        if facts.standing[index] >= _ASIDE
        for match in pattern(TOTAL).finditer(text)
        if not of_other_time(text, match.start())
    }
    count = totals.pop() if len(totals) == 1 else None
    if not count or not 1 < count <= LONGEST_STAY:
        return None
    rest = timedelta(days=count - 1)
    opened, ended = (next((parts[one] for one in told if one in parts), None) for told in (_OPENED, _ENDED))
    if ended and not opened:
        return Stay(day - rest, day, ended.quote)
    return Stay(day, day + rest, opened.quote) if opened and not ended else None


def within_trip(facts: Facts, dated: Sequence[Dated], stops: Sequence[Stop], first: date, last: date) -> Stay | None:
    """Return the days of the edition within those of somebody's trip; None where the range is told of the edition.

    A range is a trip where somebody leaves for the host or comes home on its first or last day.
    """
    if not any(one.days in ((first, first), (last, last)) and _is_border(facts, one) for one in dated):
        return None
    inside = sorted((stop for stop in stops if first <= stop.day <= last and stop.part), key=lambda stop: stop.day)
    if not any(stop.part == "meeting" for stop in inside):
        return None
    return Stay(inside[0].day, inside[-1].day, inside[0].quote)


def meeting_day(facts: Facts, stops: Sequence[Stop], first: date, last: date) -> Stop | None:
    """Return the day of the meeting: the one told to be, or the one that is left between coming and leaving."""
    count = (last - first).days + 1
    within = [*(stop for stop in stops if first <= stop.day <= last), *_placed(facts, first, count)]
    meeting = [stop for stop in within if stop.part == "meeting"]
    if len({stop.day for stop in meeting}) == 1:
        return meeting[0]
    came = next((stop for stop in within if stop.part == "coming" and stop.day == first), None)
    left = next((stop for stop in within if stop.part == "leaving" and stop.day == last), None)
    taken = (1 if came else 0) + (1 if left else 0)
    told = left or came
    if told and count == 3:
        return replace(told, day=first + timedelta(days=1), part="meeting")
    if told and count - taken == 1:
        return replace(told, day=last if came else first, part="meeting")
    return None


def _placed(facts: Facts, first: date, count: int) -> Iterator[Stop]:
    """Yield the days told by their place: 初日は受付, 最終日は見学."""
    for index, text in enumerate(facts.folded):
        for words, place in PLACES.items() if facts.standing[index] >= _ASIDE else ():
            for match in pattern(words).finditer(text):
                if place <= count:
                    day = first + timedelta(days=day_of_place(place, count))
                    quote = facts.quote(index, *match.span())
                    part = _part(text[match.end() :]) or ("meeting" if place == MIDDLE else None)
                    yield Stop(day, part, quote, facts.sentences[index].block)


def _opens(facts: Facts, index: int) -> bool:
    return index == 0 or facts.sentences[index].block != facts.sentences[index - 1].block


def _part(after: str) -> Part | None:
    """Return what a day was for by the words behind it, up to the next day named."""
    after = pattern(rf"(?:{SERIES})(?=[の的])").sub(lambda match: " " * len(match[0]), after)  # 研討會的最後一個節目
    stop = min((one.start for one in find_dates(after)), default=_TOLD)
    another = pattern(rf"(?<=[,、。;])(?:{RELATIVE}|(?:[周週]|星期)[一二三四五六日天]|[月火水木金土日]曜)").search(
        after
    )
    stop = min(stop, another.start()) if another else stop
    places = [match.start() for words in PLACES for match in pattern(words).finditer(after)]
    told = after[: min([stop, *places, _TOLD])]
    if pattern(MAIN).search(told):  # wins over whatever else a day is told to have held
        return "meeting"
    hits = [(match.start(), part) for part, words in _PARTS.items() if (match := pattern(words).search(told))]
    return min(hits)[1] if hits else "coming" if pattern(_EVENING).match(told) else None
