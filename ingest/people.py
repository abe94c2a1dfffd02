"""Who is introduced in a sentence: name, post and organisation in whatever order print puts them.

Names nearly always stand beside a post, and the post is the better cue, above all for Chinese names (measured on
the real reports: posts and gazetteer 16 of 16 people, a general named-entity model 11). A name is then what is left
between an organisation, a place and the post.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.names import (
    HONORIFIC,
    KANJI,
    NAME,
    cues,
    family,
    is_name,
    kana_name,
    looks_japanese_family,
    name_at,
    organisation_end,
    titles,
)
from ingest.patterns import pattern
from ingest.places import PlaceMention
from ingest.records import Country
from ingest.text import fold
from ingest.wordings import Wording

_BOUNDARY = re.compile(
    r"[\U0001f000-\U0001faff\u2600-\u27bf\u2190-\u21ff\u2500-\u25ff\u2b00-\u2bff\-、。,;:!?\"|\[\]{}《》〈〉「」『』【】\n~…*\u2192]"
)
# Hiragana that belong to a word of a name, not to the sentence around it.
_KANA_WORDS = (
    r"まちづくり|こども|子ども|みらい|いのち|くらし|ふるさと|ものづくり"
    r"|しごと|にぎわい|ふれあい|おもてなし|すまい|みどり|さくら"
    r"|づくり|おこし|まちおこし|むらおこし|まつり|さんぽ|なぎさ"
    r"|ひろば|すこやか"
)
_LEADING = (
    r"^(?:[(][一二三四五六七八九十0-9]{1,3}[)]|(?:no)?\.?[0-9]{1,2}(?=[^0-9月日年人名])"
    r"|[0-9]{1,2}[.、]|[①-⑳]|まず|次に|次|続く|続いて|また|一方"
    r"|最後に?|来自|由|続き|さらに|その後|日本側|中国側|日方|中方"
    r"|なお|今回|同じく|同(?!済|志社|朋|仁|和|文)|我々|ほか|"
    r"随后|接着|首先|其中|会上|期間|同時|此外|環節|分別|邀請|特邀"
    r"|聘請|作為|包括|包含|和|与|及|以及|対|請|当天|当日|上午|下午"
    r"|現場|発言人|嘉賓|論壇上?|接下来|輪到|有請|掌声|"
    r"来賓の|来賓|主催者の|地元の?|開催地の?|現地の?|東道主|承辦方|主辦方)+"
)


_DOER = r"代表|嘉賓|負責人|[^、。的]{1,4}[人員師家者士匠農民]"


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


_Span = tuple[int, int]


def find_introductions(text: Wording) -> list[Introduction]:
    """Return the people introduced in a sentence, list item or caption, in reading order."""
    found: list[Introduction] = []
    for source in (_candidates, _unlisted):
        for candidate in sorted(source(text), key=lambda one: one.end):
            clipped = _clipped(candidate, found, text)
            if not any(one.start < clipped.end and clipped.start < one.end for one in found):
                found.append(clipped)
    return sorted(found, key=lambda one: one.start)


def _clipped(candidate: Introduction, found: Sequence[Introduction], text: Wording) -> Introduction:
    """Return somebody whose organisation was read too far to the left, beginning behind the person before."""
    before = max((one.end for one in found if candidate.start < one.end < candidate.end), default=None)
    if before is None or any(before > one.end and candidate.start < one.end for one in found if one.start > before):
        return candidate
    joint = re.match("[和与及、,]*", text.plain[before : candidate.end])
    start = before + (joint.end() if joint else 0)
    shown = text.shown[start : candidate.end]
    if candidate.name not in shown or (candidate.title and candidate.title not in shown):
        return candidate
    kept = (
        candidate.organisation[-(max(0, shown.find(candidate.title or candidate.name))) :]
        if candidate.organisation
        else None
    )
    place, country = leading_place(text.places, start, text.shown)
    return replace(candidate, start=start, organisation=kept or None, place=place, country=country)


def _candidates(text: Wording) -> Iterator[Introduction]:
    ended = 0
    for match in pattern(titles()).finditer(text.plain):
        if _is_no_post(text, *match.span()):
            continue
        readers = (_full, _after, _bracketed, _before) if text.chinese else (_full, _bracketed, _before, _after)
        made = next((one for reader in readers if (one := reader(text, *match.span()))), None)
        if made:
            ended = max(ended, made.end)
            yield made
    for match in pattern(rf"(?<![{KANJI}ァ-ヺー])({NAME}){HONORIFIC}").finditer(text.plain):
        if text.chinese and match[0].endswith(fold("様")):
            continue
        name = text.shown[slice(*match.span(1))]
        if is_name(name) and not name.isspace():
            yield _addressed(text, match)
    for match in pattern(rf"([{KANJI}]{{1,3}}[ぁ-ゖ]{{2,4}})(?:{HONORIFIC}|{titles()})").finditer(text.plain):
        name = match[1]
        polite = re.search(rf"{HONORIFIC}$", match[0]) and match.start() and text.plain[match.start() - 1] in "、・の "
        if polite and pattern(rf"{titles()}[、・の]$").search(text.plain[: match.start()]):
            yield _addressed(text, match)
        elif family(name) or polite or kana_name(name):
            kana = re.sub(rf"^[{KANJI}]+", "", name)
            if not re.search(r"[たるにのはがをでともへくすつ]", kana):
                post = match[0][len(name) :]
                yield _introduction(
                    text,
                    match.span(),
                    text.shown[slice(*match.span(1))],
                    None if re.fullmatch(HONORIFIC, post) else text.shown[match.end(1) : match.end()],
                    _owner(text, match.start()),
                )


def _unlisted(text: Wording) -> Iterator[Introduction]:
    """Yield people whose post is none of the known ones, where organisation and name leave no doubt: X市代表謝開元."""
    for mention in text.places if text.chinese else ():
        post = pattern(rf"(?:[州市県]?的)?[{KANJI}]{{0,12}}?({_DOER})(?=[{KANJI}]{{2,4}})").match(
            text.plain, mention.end
        )
        if post is None or (mention.bare and "的" not in post[0][:2]):
            continue
        name = name_at(text.shown, text.plain, post.end())
        if name and family(fold(name)) and is_name(name):
            owner = (mention.start, mention.end)
            yield _introduction(
                text, (mention.start, post.end() + len(name)), name, text.shown[post.start(1) : post.end()], owner
            )


def _is_no_post(text: Wording, start: int, end: int) -> bool:
    """Return whether a match only looks like a post: 成長, 会員."""
    if text.chinese and text.plain[start:end] == "代表":
        return True
    around = text.plain[max(0, start - 1) : end]
    return any(around.endswith(word) for word in _folded_cues("not_title")) and end - start <= 2


@cache
def _folded_cues(kind: str) -> tuple[str, ...]:
    return tuple(pattern(word).pattern for word in cues(kind))


# A name in the bracket after a post


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
    made = _introduction(
        text, (first, end + len(bracket[0]) if bracket else end), name, post, owner or _owner(text, first)
    )
    return made


# A name before its post


def _before(text: Wording, start: int, end: int) -> Introduction | None:
    """Read a name that stands before its post: 東御市の花岡市長, 花岡利夫東御市長, 国際化協会岡本理事長."""
    furigana = re.search(r"\([ぁ-ゖァ-ヺー・ ]+\)$", text.plain[:start])
    stop = furigana.start() if furigana else start
    left = _run_start(text, stop)
    readings = [*_after_organisation(text, left, stop, start, end), *_before_organisation(text, left, stop, start)]
    best = max(readings, key=lambda reading: reading[0], default=None)
    if best is None:
        return None
    _, name, owner = best
    written = text.shown[slice(*name)]
    first = min(name[0], owner[0]) if owner else name[0]
    return _introduction(text, (first, end), written, text.shown[start:end], owner)


_Reading = tuple[float, _Span, _Span | None]


def _after_organisation(text: Wording, left: int, stop: int, start: int, end: int) -> Iterator[_Reading]:
    """Yield the ways to cut organisation + name: 国際化協会|岡本."""
    edges = {left: 0.0}
    for mention in text.places:
        if left <= mention.start and mention.end < stop:
            edges[mention.end] = 0.8 if not mention.bare else -0.5 if mention.start == left else 0.2
    for match in pattern(organisation_end()).finditer(text.folded, left, stop):
        if match.end() < stop:
            edges[match.end()] = max(edges.get(match.end(), -1), 0.9 if match.end() - left > 2 else -0.6)
    if any(not m.bare and m.start >= left and m.end == start + 1 for m in text.places):
        edges.pop(left)  # 羽村市長: the place's own post
    for edge, score in edges.items():
        name = text.shown[edge:stop].strip()
        if not is_name(name):
            continue
        folded = text.folded[edge:stop].strip()
        known = family(folded) or folded in _families()
        if text.chinese and not known and not looks_japanese_family(folded):
            continue
        score += (
            (1.0 if known else 0.0)
            + (0.3 if 1 < len(folded) <= 5 else 0.0)
            - (1.0 if len(folded) == 1 and not known and edge != left else 0.0)
        )
        owner = (left, edge) if edge > left else _owner(text, left)
        if owner and edge > left:
            owner = (_organisation_start(text, edge), edge)
        yield score, (edge, stop), owner


def _families() -> frozenset[str]:
    from ingest.names import families

    return families()


def _before_organisation(text: Wording, left: int, stop: int, start: int) -> Iterator[_Reading]:
    """Yield the ways to cut name + organisation: 花岡利夫|長野県東御市長, 荒田・国際化協会課長."""
    for mention in text.places:
        if mention.start <= left or mention.bare or mention.start >= stop or left > mention.start:
            continue
        ends = {stop, stop + 1} if mention.end == stop + 1 else {stop}
        closes = mention.end in ends or bool(
            pattern(rf"{organisation_end()}$").search(text.folded[mention.start : stop])
        )
        name_end = mention.start - (text.plain[mention.start - 1] in "・ ")
        name = text.shown[left:name_end]
        if closes and len(name) >= 2 and is_name(name):
            yield (
                1.5 + (1.0 if family(text.folded[left:name_end]) else 0.0),
                (left, name_end),
                (mention.start, max(stop, mention.end)),
            )
    dot = text.plain.find("・", left, stop)
    if (
        dot > left + 1
        and pattern(rf"{organisation_end()}$").search(text.folded[dot:stop])
        and is_name(text.shown[left:dot])
    ):
        yield 2.0, (left, dot), (dot + 1, stop)


def _run_start(text: Wording, end: int) -> int:
    """Return where the unbroken run of words before `end` begins; hiragana breaks it, save in a place's name."""
    at = end
    while at > 0:
        mention = text.place_over(at - 1)
        if mention and mention.end <= end + 1 and mention.start < at:
            at = mention.start
            continue
        if not re.match(rf"[{KANJI}ァ-ヺーa-z・=＝]", text.plain[at - 1]) or (
            text.chinese and text.plain[at - 1] in "的是"
        ):
            break
        at -= 1
    if at and text.plain[at - 1] == " " and at < end and re.fullmatch(rf"[{KANJI}]{{1,3}}", text.plain[at:end]):
        before = re.search(rf"(?<![{KANJI}])[{KANJI}]{{1,3}} $", text.plain[:at])  # 花岡 利夫市長
        at = before.start() if before else at
    lead = pattern(_LEADING).match(text.plain[at:end])
    if lead and text.chinese and at + lead.end() < end:
        return at + lead.end()
    return at


# A name after its post


def _after(text: Wording, start: int, end: int) -> Introduction | None:
    """Read a name that stands after its post: 羽村市長の並木心氏, 並木心（羽村市長）, 郑州市市长何雄."""
    owner = _post_owner(text, start)
    for source in (
        rf"(?:の|・|である|で、|を務める)({NAME}){HONORIFIC}",
        rf"[ 、,]+({NAME})(?:{HONORIFIC}|$|(?=[ ,、|()/]))",
        rf"・({NAME})(?=(?:の両|[、はがとも,]|$))",
        rf"({NAME}){HONORIFIC}(?!課|室)",
    ):
        match = pattern(source).match(text.plain, end)
        if match and is_name(text.shown[slice(*match.span(1))].replace("\u3000", "")):
            return _introduction(
                text,
                (owner[0] if owner else start, match.end()),
                text.shown[slice(*match.span(1))],
                text.shown[start:end],
                owner,
            )
    in_japan = owner is not None and any(
        owner[0] <= m.start and m.end <= owner[1] and m.places[0].country == "JP" for m in text.places
    )
    name = name_at(text.shown, text.plain, end, japanese=in_japan and text.chinese)
    if name and family(fold(name)) is None and not looks_japanese_family(fold(name)) and not _is_body(text, owner):
        return None
    if name and (text.chinese or _stands_free(text, end + len(name))):
        return _introduction(text, (owner[0] if owner else start, end + len(name)), name, text.shown[start:end], owner)
    return None


def _is_body(text: Wording, owner: _Span | None) -> bool:
    """Return whether what stands before a post is a place or an organisation, beyond doubt."""
    if owner is None:
        return False
    named = any(owner[0] <= m.start and m.end <= owner[1] for m in text.places)
    return named or bool(pattern(rf"{organisation_end()}$").search(text.folded[slice(*owner)]))


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
    return _introduction(
        text, (match.start(1), closed + 1), text.shown[slice(*match.span(1))], text.shown[start:end], owner
    )


def _addressed(text: Wording, match: re.Match[str]) -> Introduction:
    """Return a person called 氏 or さん, with the post the words before may give: 研究員で、顧問も兼ねる程以寧氏."""
    name = text.shown[slice(*match.span(1))]
    owner = _owner(text, match.start())
    post = re.search(rf"({pattern(titles()).pattern})[、・]$", text.plain[: match.start()])
    if post:
        owner = _post_owner(text, post.start(1))
        start = owner[0] if owner else post.start(1)
        return _introduction(text, (start, match.end()), name, text.shown[slice(*post.span(1))], owner)
    if owner is None and match.start() and re.match(r"[るただの]", text.plain[match.start() - 1]):
        left = max(text.plain.rfind(sign, 0, match.start()) for sign in ("のは", "。", "」", "は、")) + 1
        post = next(
            (
                m
                for m in pattern(titles()).finditer(text.plain, left, match.start())
                if re.match(r"で、|であり|で|を務め|の", text.plain[m.end() :])
            ),
            None,
        )
        if post:
            owner = _post_owner(text, post.start())
            start = owner[0] if owner else post.start()
            return _introduction(text, (start, match.end()), name, text.shown[slice(*post.span())], owner)
    return _introduction(text, (owner[0] if owner else match.start(), match.end()), name, None, owner)


# Organisations


def _post_owner(text: Wording, start: int) -> _Span | None:
    """Return the organisation right before a post."""
    left = _organisation_start(text, start)
    place = next((m for m in text.places if m.end == start + 1 and m.start >= left), None)
    if place:  # 羽村市長: the place and the post share a character
        return min(left, place.start), place.end
    stop = start - (text.plain[start - 1 : start] == "の")
    return (left, stop) if left < stop else None


def _owner(text: Wording, end: int) -> _Span | None:
    """Return the organisation before の or ・ that ends right before `end`: 長野県東御市の|花岡市長."""
    if end < 2 or text.plain[end - 1] not in ("の・的" if text.chinese else "の・"):
        return None
    left = _organisation_start(text, end - 1)
    return (left, end - 1) if left < end - 1 else None


def _organisation_start(text: Wording, end: int) -> int:
    """Return where the name of the organisation that ends at `end` begins; it may hold の only between its parts."""
    start = 0
    protected = [match.span() for match in pattern(_KANA_WORDS).finditer(text.plain, 0, end)]
    for match in re.finditer(rf"[ぁ-ゖ ]|{_BOUNDARY.pattern}", text.plain[:end]):
        at = match.start()
        if match[0] == "の" and _joins_parts(text, at):
            continue
        if text.place_over(at) or any(first <= at < last for first, last in protected):
            continue
        start = max(start, match.end())
    depth = text.plain.count(")", start, end) - text.plain.count("(", start, end)
    if depth < 0:
        start = text.plain.rfind("(", start, end) + 1
    lead = pattern(_LEADING).match(text.plain[start:end])
    if lead and lead.end() < end - start:
        start += lead.end()
    cut = _last_lead(text, start, end)
    return cut


def _last_lead(text: Wording, start: int, end: int) -> int:
    """Return `start`, moved behind words that cannot begin an organisation: 環節由|哈爾浜工業大学."""
    for match in pattern(r"由|邀請|来自|請|輪到|環節|階段|期間|和(?=[^平])|与(?!会)|以及|是|還有|的").finditer(
        text.plain, start, end
    ):
        if (
            text.chinese
            and not text.place_over(match.start())
            and match.end() < end
            and (
                match[0] in ("由", "来自", "是", "輪到")
                or any(m.start == match.end() for m in text.places)
                or len(match[0]) > 1
                or text.plain.startswith(("日本", "中国"), match.end())
            )
        ):
            start = match.end()
    return start


def _joins_parts(text: Wording, at: int) -> bool:
    """Return whether a の stands between the parts of one organisation: 北京市の外事弁公室の."""
    return any(m.end == at for m in text.places) or bool(pattern(rf"{organisation_end()}$").search(text.folded[:at]))


def _introduction(text: Wording, span: _Span, name: str, post: str | None, owner: _Span | None) -> Introduction:
    owner = owner or _outside(text, span[0])
    organisation = text.shown[slice(*owner)].strip("の的・\u3000 ") if owner else None
    place, country = leading_place(text.places, owner[0], text.shown) if owner else (None, None)
    clean = name.replace("\u3000", "").replace(" ", "")
    return Introduction(*span, clean, post, organisation or None, place, country)


def _outside(text: Wording, start: int) -> _Span | None:
    """Return the organisation before the bracket that a person stands in: 津和野町（堀川町長）."""
    if text.plain[start - 1 : start] != "(" or not start:
        return None
    left = _organisation_start(text, start - 1)
    named = any(m.end == start - 1 and not m.bare for m in text.places) or pattern(rf"{organisation_end()}$").search(
        text.folded[: start - 1]
    )
    return (left, start - 1) if named and left < start - 1 else None


def leading_place(places: Sequence[PlaceMention], start: int, shown: str) -> tuple[str | None, Country | None]:
    """Return the place an organisation's name begins with, as written, and its country where that is certain."""
    mention = next((m for m in places if m.start == start), None)
    if mention is None:
        begins: dict[str, Country] = {"中国": "CN", "日本": "JP"}
        return None, begins.get(shown[start : start + 2].replace("國", "国"))
    countries = {place.country for place in mention.places}
    country = countries.pop() if len(countries) == 1 else None
    return (None if mention.bare else shown[mention.start : mention.end]), country
