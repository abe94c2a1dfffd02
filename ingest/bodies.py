"""Bodies that speak without a named person: a city, an office, an institute, somebody of whom only the post is told.

Alone knows what stands after and before a subject in Japanese and Chinese.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.names import HONORIFIC, cues, organisation_end, titles
from ingest.organisations import leading_place
from ingest.patterns import pattern
from ingest.records import Country
from ingest.text import fold
from ingest.wordings import Wording

CALLED = (
    rf"(?:[(][^()]*[)]|ら(?:[0-9一二三四五六七八九十]+(?:人|氏|名))?"
    rf"|など|等|たち|一行|の?(?:両|各|諸)氏|{HONORIFIC}|教授|自身"
    rf"|本人)*"
)
SUBJECT = (
    rf"^{CALLED}(?:(?:の(?:ほう|方)|側)?(?:からの?(?:は|も)?|は|(?<=方)で(?=、)"
    rf"|が|も|より|による|によれば|によると|によって|の(?:とき|時|出番|番)(?:は|には|も|に)|には(?=.*(?:いただ|頂|賜))|にも(?=.*(?:いただ"
    rf"|頂))|から(?=お))|の順(?:に|で)|のお?(?:[0-9一二三四五六七八九十]+)(?:人"
    rf"|氏|名|方)(?:が|は|の)|いわく|のお?(?=(?:基調|特別|記念)?(?:講演"
    rf"|発表|報告|スピーチ|話|事例|番))|:)、?"
)
CHINESE_SUBJECT = (
    r"^(?:[(][^()]*[)]|等|先生|女士|教授|博士|院士|老師)*(?!的(?!是"
    r"|分享|発言|演講|報告|交流|介紹|話|故事|経験|做法|体会|観点"
    r"|題目|主題|回答|答案|説法|看法|主張|建議|開場白|結論|方案|関鍵詞|藥方|思路|解法|秘訣|数字|講題|報告題|研究|課題|ppt)|一行|等人的|、|之|等?[。]?$)"
)
NO_SUBJECT = {
    False: r"(?:へ|対し|に対する)$",
    True: (
        r"(?:与|同|向|対|跟|(?<!交)給|(?<![輪交])到|赴|(?<!現)在|(?<!有)請|邀請"
        r"|聴取了?|感謝|祝賀|会見了?|会晤了?|陪同|接見了?|連接|至|往"
        r"|従|拜会了?|問|和|為|将|把|聘請|采訪了?|歓迎|被|了)$"
    ),
}
SIDES: tuple[tuple[str, Country], ...] = (
    (r"日本側|日側|日方|日本からは", "JP"),
    (r"中国側|中方|中側|中国からは", "CN"),
)
_LONGEST_CHINESE_BODY = 16


_HOLDS = r"[挙主承協創開]弁$"  # 福州市挙弁了…: a verb, no office
_SIGNS = r"、。,:;「」\"() *"
_GRAMMAR = "在就的対"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, or a body that speaks without a named person; text[start:end] names it."""

    start: int
    end: int
    name: str | None
    title: str | None
    organisation: str | None
    place: str | None
    country: Country | None


_NO_BODY = (
    r"[0-9▲·:]|第[一二三四五六七八九十]|[的了並不没]|去年|昨年|一起|参観|思考|解決|我們|他們"
    r"|従|由|被|^(?:来年|次回|来期|当協会|会議|大会|本部|同社|同局|各|両|弊社|当社|今|次|夜|前|後|午)"
    r"|(?:会議|大会|局部|教室|病室|全部|一部|大部|内部|外部|場所)$|^.{1,2}[局部課室処院社署係班科弁]$"
)


def find_bodies(text: Wording) -> Iterator[Speaker]:
    """Yield places and organisations that stand where a speaker stands."""
    yield from _placed(text)
    grammar = _GRAMMAR + ("是和与" if text.chinese else "")
    begin = "、。,は:" + ("是和" if text.chinese else "")
    side = r"(?:(?:日本|中国)側(?:から|の)?)?"
    source = (
        rf"(?:^|(?<=[{begin}])){side}([^{_SIGNS}はがをにと{grammar}]{{2,28}}{organisation_end()}(?<!関係)){_unnamed()}"
    )
    for match in pattern(source).finditer(text.plain):
        likely = not text.chinese or (
            len(match[1]) <= _LONGEST_CHINESE_BODY and match[1][-1] not in fold("課部班科処室")
        )
        placed = any(mention.start <= match.start(1) < mention.end for mention in text.places)
        if likely and not placed and _is_body(match[1]) and _may_speak(text, match.start(1), match.end()):
            _, country = leading_place(text.places, match.start(1), text.shown)
            yield Speaker(match.start(1), match.end(), None, None, text.shown[slice(*match.span(1))], None, country)


def _unnamed() -> str:
    return rf"(?:の(?:{'|'.join(cues('unnamed'))}|・)+|(?:代表団|代表|方面))?"


def _placed(text: Wording) -> Iterator[Speaker]:
    """Yield bodies whose name begins with a place: 青森県, 愛知県上海事務所, 広島県知事."""
    grammar = "了的介説就在対和与及是" if text.chinese else ""
    name = rf"[^{_SIGNS}はがをにとものへ{grammar}]{{0,24}}"
    office = rf"^(?:{name}{organisation_end()}|の{name}{organisation_end()}(?=は|が|から))?{_unnamed()}"
    taken = 0
    for mention in text.places:
        if mention.start < taken or mention.places[0].level == "group":
            continue
        start, tail = mention.start, pattern(office).match(text.plain[mention.end :])
        tail = None if tail and pattern(_HOLDS).search(tail[0]) else tail
        end = mention.end + (tail.end() if tail else 0)
        body = _unnamed_post(text, start, end)
        if body is None and _may_speak(text, start, end):
            stop = start + len(pattern(rf"{_unnamed()}$").sub("", text.plain[start:end]))
            place, country = leading_place(text.places, start, text.shown)
            body = Speaker(start, end, None, None, text.shown[start:stop], place, country)
        if body:
            taken = body.end
            yield body


def _unnamed_post(text: Wording, start: int, end: int) -> Speaker | None:
    """Return somebody with a post and no name, who speaks for a place: 広島県知事が."""
    post = next((m for at in (end - 1, end) if (m := pattern(titles()).match(text.plain, at))), None)
    if post is None or text.chinese or not pattern(SUBJECT).match(text.plain[post.end() :]):
        return None
    place, country = leading_place(text.places, start, text.shown)
    return Speaker(start, post.end(), None, post[0], text.shown[start:end], place, country)


def _is_body(plain: str) -> bool:
    """Return whether words that end like an organisation's name are one, no clause: 代表六十余人参観…基地."""
    return not pattern(_NO_BODY).search(plain)


def _may_speak(text: Wording, start: int, end: int) -> bool:
    after, before = text.plain[end:], text.plain[:start]
    if before.count("(") > before.count(")"):
        return False
    if text.chinese:
        before = pattern(r"(?<=[和与及、,;。])(?:日本|中国)$").sub("", before)
    if before.endswith("和") and pattern(rf"(?:{organisation_end()}|[省県市区])和$").search(before):
        before = before[:-1] + "、"  # the last of a list
    if pattern(rf"^{titles()}").match(after) or pattern(NO_SUBJECT[text.chinese]).search(before):
        return False
    listed = pattern(r"^(?:、|,|と(?!な|し|い|も)|や|及び|および|並びに|和|与|以及|・)").match(after)
    if text.chinese:
        starts = not before or pattern(r"[。,、;:和与由及」』)]$|単位(?:是|有|為)$|環節$|上$|中$|^.{0,6}来自$").search(
            before
        )
        named = after.startswith("。") and pattern(r"単位(?:是|有|為)").search(before)
        return bool(starts) and bool(listed or named or pattern(CHINESE_SUBJECT).match(after))
    ends = pattern(r"^(?:です|でした|である|だ|だった)。$").match(after)
    return bool(pattern(SUBJECT).match(after) or listed or (ends and pattern(r"のは、").search(before)))


def with_sides(speakers: Sequence[Speaker], plain: str) -> list[Speaker]:
    """Return the speakers with the country of the side they are counted to: 中国側は…"""
    marks = sorted((match.start(), country) for source, country in SIDES for match in pattern(source).finditer(plain))
    sided: list[Speaker] = []
    for speaker in speakers:
        side = next((country for start, country in reversed(marks) if start < speaker.start), None)
        sided.append(replace(speaker, country=side) if side and not speaker.name else speaker)
    return sided
