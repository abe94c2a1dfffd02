"""How often those asked for came, and when in turn: once, first, last; whether they spoke, or in one part only."""

from dataclasses import dataclass
from typing import Literal

from assistant.cues import ROLES, SESSIONS, SPELLED, cue
from ingest.text import parse_number

Turn = Literal["first", "last"]

_CAME = (
    r"(?:登壇|発表|講演|報告|話|来|出[たてる席]|参加|発言|講|談|提[到及]|介紹|紹介|取り上げ|触れ|登場|亮相|去|分享|派"
    r"|spoke|speak|present|talk|t[ao]+ke? part|c[ao]me|appear|attend|participat|mention|join)"
)
_TURNS: tuple[tuple[Turn, str], ...] = (
    (
        "first",
        rf"(?:最初に|初めて|はじめて|最早|首次|第一次|最先|第一[個位])(?=[^。,、?]{{0,8}}{_CAME})|{_CAME}[^。,、?]{{0,6}}(?:最初|初めて|第一次|首次)(?=は|的?是|[?]|$)"
        rf"|\bfirst (?:time\b|(?={_CAME}))",
    ),
    (
        "last",
        rf"(?:最後に|最後一次|最近一次|一番最近|最後一[個位])(?=[^。,、?]{{0,8}}{_CAME})|{_CAME}[^。,、?]{{0,6}}(?:最後|最後一次|最近一次)(?=は|的?是|[?]|$)"
        rf"|\blast (?:time\b|(?={_CAME}))|most recently",
    ),
)
_ONCE = (
    r"(?:[1一]回|[1一]度)(?:だけ|しか|のみ|きり|限り)|[只僅][^。,?]{0,4}[1一][次届回](?!的)"
    r"|\b(?:only|just) (?:once|one time|in one)"
)
_TIMES = (
    r"(?<![第0-9一二三四五六七八九十])([2-9二両三四五六])[回届次度](?:も(?!$)|以上|或以上|及以上)"
    r"|(?:至少|不少於)[^。,?]{0,6}?([2-9二両三四五六])[届次回]"
    r"|\bat least (two|three|four|five|[2-9]) (?:times|seminars|editions)"
    r"|\b(two|three|four|five|[2-9]) or more (?:times|seminars|editions)"
)
_SILENT = (
    r"(?:発表|登壇|講演|発言|報告)(?:は)?(?:し|せ)て?い?(?:な[いかく]|ませ?ん|ず)|(?:没有?|未|不)(?:曾)?(?:発言|演講|発表|上台|講話|登台|做報告)"
    r"|\b(?:did|do|does)(?:n't|n’t| not) (?:speak|present|talk|give)|without (?:speaking|presenting|giving)"
)
_PART = "|".join(source for _, source in (*SESSIONS, *ROLES))
# In one part of the programme and no other; パネルだけ教えて only says what is to be told.
_ALONE = (
    rf"(?:{_PART})(?:の?(?:登壇|参加|出席|出演|発表))?(?:に|で|へ)?(?:だけ|のみ|しか)"
    r"(?!を?(?:教え|知り|見せ|見た|お願|列|挙げ|リスト|一覧|抜|で(?:いい|よい|結構)|[。、?]|$))"
    rf"|[只僅](?!看|要|想|列|説|給|需|問|査)[^。,?、]{{0,8}}?(?:{_PART})"
    rf"|\b(?:only|just|solely) (?:on|in|at|did|gave|joined|attended|took part in"
    rf"|(?:spoke|appeared|came|sat|was|were) (?:on|in|at|for))\b[^,.?]{{0,16}}?(?:{_PART})"
)
# In one part, or one edition, and in another besides: 講演もパネルもやった, a keynote and also the panel.
_ALSO = (
    rf"(?:{_PART})[^、。?]{{0,4}}も、?[^、。?]{{0,6}}(?:{_PART})[^、。?]{{0,4}}も"
    rf"|(?:{_PART})[^。?]{{0,8}}(?:かつ|兼ね|した(?:うえ|上)|に加え|だけで?なく|のみならず)[^。?]{{0,6}}(?:{_PART})"
    rf"|(?:{_PART})[^。?]{{0,8}}(?:又|還|也|並且?|而且|同時|兼)[^。?]{{0,6}}(?:{_PART})"
    r"|第[0-9]+[回届](?:の|は)?(?:すべて|全て|全部|いずれ)(?:の回)?に(?:も)?(?:出|登壇|参加|発表)|[三四五六]届都(?:来|参加|出席|発言|有|去)"
    r"|第[0-9]+[回届]に(?:も)?[^、。?0-9]{1,8}、?第[0-9]+[回届]にも"
    r"|第[0-9]+届[^。?0-9]{1,8}第[0-9]+届(?:也|又|還)"
    r"|\bthe [0-9]+[a-z]{2}\b[^.?0-9]{0,12} and (?:again|also) [^.?0-9]{0,8}[0-9]+[a-z]{2}\b"
    r"|\b(?:in|at|to) all (?:three|four|five|of (?:these|those|them))\b"
    rf"|(?:{_PART})[^.?]{{0,20}}\b(?:also|as well as|and then|plus)\b[^.?]{{0,20}}(?:{_PART})"
)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """In how many editions those asked for must be, in which of theirs; whether they spoke, or in one part only."""

    at_least: int = 1
    at_most: int | None = None
    turn: Turn | None = None
    silent: bool = False
    alone: bool = False


def recurrence_asked(folded: str) -> Recurrence:
    """Return what a folded question says of how often and when those it asks for came."""
    times = cue(_TIMES).search(folded)
    told = next((group for group in times.groups() if group), "") if times else ""
    once = bool(cue(_ONCE).search(folded))
    return Recurrence(
        at_least=SPELLED.get(told) or parse_number(told) or 1,
        at_most=1 if once else None,
        turn=next((turn for turn, source in _TURNS if cue(source).search(folded)), None),
        silent=bool(cue(_SILENT).search(folded)) and not once,  # 1回しか登壇していない
        alone=bool(cue(_ALONE).search(folded)),
    )


def in_several_parts(folded: str) -> bool:
    """Return whether whoever is asked for must have been in each of the parts, or the editions, that are named."""
    return bool(cue(_ALSO).search(folded))
