"""People without a known post, told by signs alone: むつ市の日下部聡（海洋政策担当）, 讲者：今野直树（仙台市国际课）.

A post is the best cue of a name, but nobody can list all posts. A run of kanji that signs set off, that looks like a
name by itself and has a body beside it is somebody too.
"""

from collections.abc import Iterator
from functools import cache

from ingest.likeness import LIKELY, japanese_odds
from ingest.names import HONORIFIC, KANJI, cues, family, is_name, organisation_end, titles
from ingest.organisations import Extent, is_body, organisation_start, owner_before
from ingest.patterns import pattern
from ingest.posts import Introduction, introduce
from ingest.text import fold
from ingest.wordings import Wording

_BEFORE = r"(?:^|(?<=[:|、,;/(の的・ ]))"
_SPELT = rf"[{KANJI}]{{2,5}}[·・][{KANJI}]{{1,5}}"  # 古丽娜尔·艾山, 艾蜜莉・中園
_RUNS = (*(rf"[{KANJI}][{KANJI}ノケ]{{{more}}}" for more in range(1, 6)), rf"[{KANJI}]{{1,3}} [{KANJI}]{{1,3}}", _SPELT)
_BRACKET = r"\(([^()]{2,25})\)"
_OUTSIDE = (  # what a bracket holds that is no affiliation
    r"^(?:[0-9歳才ぁ-ゖァ-ヺーa-z・ ]+|写真.*|左.*|右.*|中央.*|前列.*|後列.*|仮名|敬称略)$"
)
_JOINTS = " \u3000、，・の的"
_CALLED = r"(?:職|担当|係|代表|主宰|会員|経営|在住|勤務|出身|負責|従事)"


def find_set_off(text: Wording) -> Iterator[Introduction]:
    """Yield those whose name signs set off on both sides and whose body stands before it or in the bracket behind."""
    for start in name_starts(text):
        end = None if text.place_over(start) else name_end(text, start)
        if end is None:
            continue
        before = owner_before(text, start - (text.plain[start - 1 : start] == " "))
        body = before if is_body(text, before) else None
        inside = _affiliation(text, end, sure=body is not None)
        if body is None and inside is None:
            continue
        if body and inside is None and _names_place(text, body, start, end):
            continue
        owner, post = (body, None) if inside is None else (body or inside[0], inside[1])
        span = (body[0] if body else start, inside[2] if inside else end)
        yield introduce(text, span, text.shown[start:end], post, owner)


def _names_place(text: Wording, body: Extent, start: int, end: int) -> bool:
    """Return whether a dot parts two places, no place and a name: 群马·富冈｜."""
    dotted = text.chinese and text.plain[start - 1 : start] in ("・", "·")
    whole = any((m.start, m.end) == body for m in text.places)
    return dotted and whole and text.plain[end : end + 1] in ("|", ":", "")


def name_starts(text: Wording) -> Iterator[int]:
    """Yield where a run of kanji begins behind a sign."""
    return (match.end() for match in pattern(rf"{_BEFORE}(?=[{KANJI}])").finditer(text.plain))


def name_end(text: Wording, start: int) -> int | None:
    """Return where the name that begins here ends, the likeliest of several; None where none does."""
    ends = (match.end() for match in (pattern(run).match(text.plain, start) for run in _RUNS) if match)
    behind = pattern(_behind(chinese=text.chinese))
    shortest = 2 if text.chinese else 3
    names = (
        (_certainty(text.plain[start:end].replace(" ", ""), shortest), end)
        for end in ends
        if behind.match(text.plain, end)
    )
    return max((one for one in names if one[0]), default=(0.0, None))[1]


@cache
def _behind(*, chinese: bool) -> str:
    """Return the expression for what ends a name: a sign, a particle, in Chinese a word that may follow one."""
    words = "|".join(map(fold, cues("after_name"))) if chinese else "は|が|も|と|から|より|に"
    return rf"$|[(|、,。;:/「『《 ]|{words}|{HONORIFIC}"


@cache
def _posted() -> str:
    """Return the expression for a post, or for what the name of an organisation ends with."""
    return f"{titles()}|{organisation_end()}$"


def _certainty(name: str, shortest: int) -> float:
    """Return how surely a folded name can stand without a post, nothing where it cannot."""
    if len(name) < shortest or not is_name(name) or pattern(_posted()).search(name):
        return 0.0
    if pattern(_SPELT).fullmatch(name):
        return LIKELY
    odds = japanese_odds(name)
    known = family(name)
    chinese = known is not None and 1 <= len(name) - len(known) <= 2
    return max(odds if len(name) >= 3 and odds >= LIKELY else 0.0, LIKELY + 0.1 * len(name) if chinese else 0.0)


def _affiliation(text: Wording, start: int, *, sure: bool) -> tuple[Extent | None, str | None, int] | None:
    """Return body, calling and end of the bracket at `start`; `sure` that it is somebody's without a body."""
    bracket = pattern(rf"(?:{HONORIFIC})?{_BRACKET}").match(text.plain, start)
    if bracket is None or pattern(_OUTSIDE).match(bracket[1]):
        return None
    left, right = bracket.span(1)
    ends = [m.end for m in text.places if left <= m.start and m.end <= right]
    ends += [m.end() for m in pattern(organisation_end()).finditer(text.folded, left, right)]
    if ends:
        first = max(left, organisation_start(text, max(ends)))
        calling = text.shown[max(ends) : right].strip(_JOINTS) or text.shown[left:first].strip(_JOINTS)
        return (first, max(ends)), calling or None, bracket.end()
    called = sure or pattern(rf"{_CALLED}$").search(fold(bracket[1]))
    return (None, text.shown[left:right], bracket.end()) if called else None
