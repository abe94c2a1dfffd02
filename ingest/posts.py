"""A person's name beside a post: before it, after it, in the bracket behind it or before the bracket that holds it.

A name is what is left between an organisation, a place and the post; of several ways to cut, the likeliest counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.names import (
    HONORIFIC,
    KANJI,
    NAME,
    cues,
    families,
    family,
    is_name,
    japanese_throughout,
    looks_japanese_family,
    name_at,
    organisation_end,
    plausible,
    titles,
)
from ingest.organisations import (
    Extent,
    is_body,
    leading_place,
    organisation_start,
    owner_apart,
    owner_before,
    owner_outside,
    post_owner,
    run_start,
)
from ingest.patterns import pattern
from ingest.records import Country
from ingest.text import fold
from ingest.wordings import Wording

_AFTER = (
    rf"的名字(?:是|叫)?:?({NAME})(?=[,。;]|$)",
    rf",?名?叫(?:做|作)?({NAME})(?=[-,。;、(]|$)",
    rf"(?:の|・|である|で、|を務める)({NAME}){HONORIFIC}",
    rf"の([{KANJI}]{{2,5}})(?=[がはも]|です。|でした。|と申し)",
    rf"(?:\([^()]*\))?[ 、,]+({NAME})(?:{HONORIFIC}|$|(?=[ ,、。|()/]))",
    rf"[ 、,]+([{KANJI}]{{1,3}}[ぁ-ゖ]{{2,4}}?)(?=[はがもの、。])",
    rf"・({NAME})(?=(?:の両|[、はがとも,]|$))",
    rf"({NAME}){HONORIFIC}(?!課|室)",
)
_BEHIND = (
    rf"、([{KANJI}]{{2,6}}(?: [{KANJI}]{{1,3}})?)(?:氏|さん)(?=[はがもの、。])"
    rf"| ([{KANJI}]{{2,6}}(?: [{KANJI}]{{1,3}})?)$"
)
_KANA_THEN_POST = rf"([{KANJI}]{{1,4}}(?:[ぁ-ゖ]{{2,4}}|[ァ-ヺー]{{2,5}}))[{KANJI}]{{2,8}}$"  # 九嶋アヤ総務部|参事
_JAPANESE_POST = r"(?:町長|課長|係長|主査|知事|主幹)$"


@dataclass(frozen=True, slots=True)
class Introduction:
    """One naming of a person: text[start:end] holds it all, organisation included; names as the text writes them."""

    start: int
    end: int
    name: str
    title: str | None
    organisation: str | None
    place: str | None  # the places the organisation begins with: 東京都羽村市
    country: Country | None


def read_beside(text: Wording, start: int, end: int) -> Introduction | None:
    """Return the person whose post is text[start:end], None where no name stands beside it."""
    behind = None if text.chinese else pattern(_BEHIND).match(text.plain, end)
    if behind and japanese_throughout((behind[1] or behind[2]).replace(" ", "")):
        return _after(text, start, end)  # 除雪係長、大類雪彦さん
    readers = (_full, _after, _bracketed, _before) if text.chinese else (_full, _bracketed, _apart, _before, _after)
    return next((one for reader in readers if (one := reader(text, start, end))), None)


def introduce(text: Wording, span: Extent, name: str, post: str | None, owner: Extent | None) -> Introduction:
    """Return somebody named in text[span], with what the organisation around them tells."""
    apart = None if owner else owner_apart(text, span[0])
    span = (apart[0], span[1]) if apart else span
    owner = owner or owner_outside(text, span[0]) or apart
    organisation = text.shown[slice(*owner)].strip("の的・\u3000 ") if owner else None
    place, country = leading_place(text.places, owner[0], text.shown) if owner else (None, None)
    clean = name.replace("\u3000", "").replace(" ", "")
    return Introduction(*span, clean, post, organisation or None, place, country)


def _full(text: Wording, start: int, end: int) -> Introduction | None:
    """Read a post whose bracket holds the full name: 柏副市長（綿陽市　柏知夏）, 議長（某大学教授　覃雨薇）."""
    bracket = re.match(r"\(([^()]*)\)", text.plain[end:])
    fields = bracket[1].split(" ") if bracket else []
    if not fields or not is_name(fields[-1]):
        return None
    name_start = end + 1 + len(bracket[1]) - len(fields[-1]) if bracket else end
    surname = _before(text, start, end)
    if (surname and fold(surname.name)[:1] != fields[-1][:1]) or (len(fields) == 1 and not surname):
        return None
    owner = (end + 1, name_start) if len(fields) > 1 else None
    post = text.shown[start:end]
    inner = next(
        (m for m in pattern(titles()).finditer(text.plain, end, name_start) if m.end() >= name_start - 1), None
    )
    if inner and owner:
        owner = (owner[0], max(inner.start(), next((m.end for m in text.places if m.end == inner.start() + 1), 0)))
        post = post if surname else text.shown[slice(*inner.span())]
    first = surname.start if surname else start
    name = text.shown[name_start : name_start + len(fields[-1])]
    made = introduce(
        text, (first, end + len(bracket[0]) if bracket else end), name, post, owner or owner_before(text, first)
    )
    return made


def _apart(text: Wording, start: int, end: int) -> Introduction | None:
    """Read a name set off before its post: 常徳市文化旅游局の郁文君、副局長, 鳴門市の板東鯉太郎・観光振興監."""
    match = pattern(rf"(?:(?<=[の、。])|(?<=した)|^)({NAME}|[{KANJI}]{{1,4}}[ぁ-ゖ]{{2,4}})[、・]$").search(
        text.plain[:start]
    )
    if match is None or len(match[1]) < 3 or not is_name(match[1]) or not plausible(match[1]):
        return None
    name, owner = match.span(1), owner_before(text, match.start(1))
    return introduce(
        text, (owner[0] if owner else name[0], end), text.shown[slice(*name)], text.shown[start:end], owner
    )


def _before(text: Wording, start: int, end: int) -> Introduction | None:
    """Read a name that stands before its post: 東御市の花岡市長, 花岡利夫東御市長, 国際化協会岡本理事長."""
    left = run_start(text, start)
    readings = [*_after_organisation(text, left, start, end), *_before_organisation(text, left, start)]
    best = max(readings, key=lambda reading: reading[0], default=None)
    if best is None:
        return None
    _, name, owner = best
    written = text.shown[slice(*name)]
    first = min(name[0], owner[0]) if owner else name[0]
    post = name[1] if name[1] < start and (owner is None or owner[1] <= name[0]) else start
    return introduce(text, (first, end), written, text.shown[post:end], owner)


_Reading = tuple[float, Extent, Extent | None]


def _after_organisation(text: Wording, left: int, start: int, end: int) -> Iterator[_Reading]:
    """Yield the ways to cut organisation + name: 国際化協会|岡本."""
    edges = {left: 0.0}
    for mention in text.places:
        if left <= mention.start and mention.end < start:
            edges[mention.end] = 0.8 if not mention.bare else -0.5 if mention.start == left else 0.2
    for match in pattern(organisation_end()).finditer(text.folded, left, start):
        if match.end() < start:
            edges[match.end()] = max(edges.get(match.end(), -1), 0.9 if match.end() - left > 2 else -0.6)
    if any(not m.bare and m.start >= left and m.end == start + 1 for m in text.places):
        edges.pop(left)  # 羽村市長: the place's own post
    for edge, score in edges.items():
        edge += edge > left and text.plain[edge : edge + 1] == "・"
        name = text.shown[edge:start].strip()
        if not is_name(name):
            continue
        folded = text.folded[edge:start].strip()
        known = family(folded) or folded in families()
        single = len(folded) == 1 and (edge > left or text.plain[edge - 1 : edge] in tuple("的、,。;"))
        if text.chinese and not (known or single or looks_japanese_family(folded)):
            continue
        score += (
            (1.0 if known else 0.0)
            + (0.3 if 1 < len(folded) <= 5 else 0.0)
            - (1.0 if len(folded) == 1 and not known and edge != left else 0.0)
            + (1.0 if edge == left and not known and not text.chinese and japanese_throughout(folded) else 0.0)
        )
        owner = (left, edge) if edge > left else owner_before(text, left)
        if owner and edge > left:
            owner = (organisation_start(text, edge), edge)
        yield score, (edge, start), owner


@cache
def _begins_office() -> str:
    """Return the expression for what an office is called up to the last words of its head's post."""
    return rf"(?:{'|'.join(word for word in cues('modifier') if len(word) > 1)})[{KANJI}ァ-ヺー]{{0,8}}$"


def _before_organisation(text: Wording, left: int, start: int) -> Iterator[_Reading]:
    """Yield the ways to cut name + organisation: 花岡利夫|長野県東御市長, 荒田・国際化協会課長."""
    for mention in text.places:
        if mention.start <= left or mention.bare or mention.start >= start or left > mention.start:
            continue
        ends = {start, start + 1} if mention.end == start + 1 else {start}
        closes = mention.end in ends or bool(
            pattern(rf"{organisation_end()}$").search(text.folded[mention.start : start])
        )
        name_end = mention.start - (text.plain[mention.start - 1] in "・ ")
        name = text.shown[left:name_end]
        if closes and len(name) >= 2 and is_name(name):
            yield (
                1.5 + (1.0 if family(text.folded[left:name_end]) else 0.0),
                (left, name_end),
                (mention.start, max(start, mention.end)),
            )
    kana = pattern(_KANA_THEN_POST).match(text.plain, left, start)
    if kana and is_name(text.shown[slice(*kana.span(1))]) and plausible(kana[1]):
        yield 2.0, kana.span(1), owner_before(text, left)
    for size in () if text.chinese else (4, 5):  # 板井澄江|高齢者支援課長: a post that no table holds whole
        name, office = text.plain[left : left + size], text.plain[left + size : start]
        if pattern(_begins_office()).match(office) and is_name(name) and japanese_throughout(name):
            yield 0.1, (left, left + size), owner_before(text, left)
    dot = text.plain.find("・", left, start)
    if (
        dot > left + 1
        and pattern(rf"{organisation_end()}$").search(text.folded[dot:start])
        and is_name(text.shown[left:dot])
    ):
        yield 2.0, (left, dot), (dot + 1, start)


def _after(text: Wording, start: int, end: int) -> Introduction | None:
    """Read a name that stands after its post: 羽村市長の並木心氏, 羽村市長　並木心, 郑州市市长何雄."""
    owner = post_owner(text, start)
    first = owner[0] if owner else start
    for source in _AFTER:
        match = pattern(source).match(text.plain, end)
        apart = (
            match
            and match[0].startswith((" ", "、", ",", "(", "の"))
            and not pattern(rf"{HONORIFIC}$").search(match[0])
        )
        if match is None or (apart and not plausible(match[1])):
            continue
        subject = match[0].startswith("の") and apart and text.plain[match.end() : match.end() + 1] in tuple("がはも")
        if subject and not (family(match[1]) or match[1] in families()):
            continue  # 課長の越智田が, but 市長の意見は
        if apart and text.chinese and not (family(match[1]) or is_body(text, owner)):
            continue
        if is_name(text.shown[slice(*match.span(1))].replace("\u3000", "")):
            return introduce(
                text, (first, match.end()), text.shown[slice(*match.span(1))], text.shown[start:end], owner
            )
    name = _plain_after(text, end, owner)
    return introduce(text, (first, end + len(name)), name, text.shown[start:end], owner) if name else None


def _plain_after(text: Wording, end: int, owner: Extent | None) -> str | None:
    """Return the name that follows a post with nothing between: 郑州市市长何雄."""
    in_japan = owner is not None and any(
        owner[0] <= m.start and m.end <= owner[1] and m.places[0].country == "JP" for m in text.places
    )
    in_japan = in_japan or (owner is not None and text.folded.startswith("日本", owner[0]))
    in_japan = in_japan or bool(pattern(_JAPANESE_POST).search(text.plain[:end]))
    posted = text.chinese and is_body(text, owner)
    name = name_at(text.shown, text.plain, end, japanese=in_japan and text.chinese, posted=posted)
    known = name and (family(fold(name)) or (looks_japanese_family(fold(name)) and (in_japan or not text.chinese)))
    foreign = bool(re.search("[·・]", name or ""))
    if name and not (known or foreign or is_body(text, owner)):
        return None
    return name if name and (text.chinese or _stands_free(text, end + len(name))) else None


def _stands_free(text: Wording, end: int) -> bool:
    """Return whether what follows a name in Japanese ends it: a particle or a sign, no further noun."""
    return bool(re.match(r"$|[はがもとやのにをへ、。,() ]|から|より|:", text.plain[end:]))


def _bracketed(text: Wording, start: int, end: int) -> Introduction | None:
    """Read a name before a bracket that holds its post: 並木心（羽村市長）, 王大明（某局局長、四十五）."""
    opened = text.plain.rfind("(", 0, start)
    closed = text.plain.find(")", end)
    if opened <= 0 or closed < 0 or ")" in text.plain[opened:start] or closed - end > 12:
        return None
    free = r"(?<=[和与及由])|" if text.chinese else ""
    match = pattern(rf"(?:{free}(?<![{KANJI}]))({NAME}){HONORIFIC}?$").search(text.plain[:opened])
    if match is None or not is_name(text.shown[slice(*match.span(1))]):
        return None
    place = next((m for m in text.places if m.end == start + 1 and m.start > opened), None)
    owner = (opened + 1, max(start, place.end if place else 0))
    return introduce(
        text, (match.start(1), closed + 1), text.shown[slice(*match.span(1))], text.shown[start:end], owner
    )
