"""Who is introduced in a sentence: name, post and organisation in whatever order print puts them.

Names nearly always stand beside a post, and the post is the better cue, above all for Chinese names (measured on
the real reports: posts and gazetteer 16 of 16 people, a general named-entity model 11). A name is then what is left
between an organisation, a place and the post.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ingest.callings import DOER, find_called
from ingest.names import (
    HONORIFIC,
    KANJI,
    MIXED,
    NAME,
    cues,
    families,
    family,
    is_name,
    kana_name,
    name_at,
    organisation_end,
    plausible,
    spelt,
    titles,
)
from ingest.organisations import is_body, leading_place, organisation_start, owner_before, post_owner
from ingest.patterns import pattern
from ingest.posts import Introduction, introduce, read_beside
from ingest.setoff import find_set_off
from ingest.text import fold
from ingest.wordings import Wording

_SOMEBODY = r"[一有某這那哪幾両]?(?:位|名|個)([^,。、是]{0,6})$"  # 有位酒老板, 一名職員
_QUALIFIES = rf"^(?:[市州県]?的)?(?:[“「\"]\**[”」\"]|(?:(?![就在和与同了是,])[{KANJI}]){{0,8}})$"
_SAYS = r"説|講|談|介紹|分享|認為|指出|表示|坦言|帯来|則(?:説|講|談|認為)|也(?:説|講|談)|站|走上|上台|登台|抛出|抛|先"
_SENDS = r"(?:の(?:登壇者|発表者|報告者|講演者|話し手|講師|代表))?は、?$"
_SPOKE = r"(?:発言|登台|上台|演講|到場|参会)$"
_DOER_BEFORE = 8  # characters that may stand between a body and somebody's calling: …委員会的年輕|科員


def find_introductions(text: Wording) -> list[Introduction]:
    """Return the people introduced in a sentence, list item or caption, in reading order."""
    found: list[Introduction] = []
    for source in (_candidates, _unlisted, _presented, find_set_off, find_called):
        for candidate in sorted(source(text), key=lambda one: (one.end, one.start)):
            same = next((i for i, one in enumerate(found) if _goes_on(one, candidate)), None)
            if same is not None:
                found[same] = _joined(found[same], candidate)
                continue
            clipped = _clipped(candidate, found, text)
            if not any(one.start < clipped.end and clipped.start < one.end for one in found):
                found.append(clipped)
    return [_sent(text, one) for one in sorted(found, key=lambda one: one.start)]


def _sent(text: Wording, one: Introduction) -> Introduction:
    """Return somebody with the place they are said to speak for: 仏山市の登壇者は|梁科長、小浜市は|大道課長."""
    sends = pattern(_SENDS).search(text.plain[: one.start]) if not (one.place or text.chinese) else None
    place = next((m for m in text.places if sends and m.end == sends.start()), None)
    if place is None or place.bare:
        return one
    led, country = leading_place(text.places, place.start, text.shown)
    return replace(one, organisation=one.organisation or led, place=led, country=country)


def _goes_on(one: Introduction, more: Introduction) -> bool:
    """Return whether a naming goes on in a bracket that tells the post: 佟国強さん（本渓市の副局長）."""
    return (
        one.name == more.name
        and more.start < one.end < more.end
        and bool(more.title or more.organisation)
        and not one.title
    )


def _joined(one: Introduction, more: Introduction) -> Introduction:
    if more.organisation is None:
        return replace(one, end=more.end, title=more.title)
    return replace(more, start=min(one.start, more.start))


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
    for match in pattern(titles()).finditer(text.plain):
        made = None if no_post(text, *match.span()) else read_beside(text, *match.span())
        if made:
            yield made
    free = rf"(?:(?<![{KANJI}ァ-ヺー])|(?<=的))" if text.chinese else rf"(?<![{KANJI}ァ-ヺー])"
    name = rf"{MIXED}|{NAME}" if text.chinese else NAME
    for match in pattern(rf"{free}({name}){HONORIFIC}").finditer(text.plain):
        how = text.chinese and match[0].endswith(fold("様"))  # 怎樣
        name = text.shown[slice(*match.span(1))]
        alone = (
            len(name) == 1 and name not in families() and not is_body(text, owner_before(text, match.start()))
        )  # 多様
        if is_name(name) and not name.isspace() and not how and not alone:
            made = _addressed(text, match)
            if plausible(fold(name)) or made.title or made.organisation:
                yield made
    for match in pattern(
        rf"(?<![{KANJI}ァ-ヺー])({NAME})という[^、。は]{{0,6}}?({titles()}|人|方|職員|若者|女性|男性)"
    ).finditer("" if text.chinese else text.plain):
        made = _called(text, match)
        if made:
            yield made
    for match in pattern(
        rf"([{KANJI}]{{1,3}}(?:[ぁ-ゖ]{{2,4}}|[ァ-ヺー]{{2,5}})[子代美江枝恵香里世乃奈]?)(?:{HONORIFIC}|{titles()})"
    ).finditer(text.plain):
        made = _with_kana(text, match)
        if made:
            yield made


def _called(text: Wording, match: re.Match[str]) -> Introduction | None:
    """Read somebody who is called a name: 竹田市の、首藤という課長, 周という若い職員."""
    name = text.shown[slice(*match.span(1))]
    if not is_name(name) or not (plausible(match[1]) or match[1] in families()):
        return None
    before = match.start() - (text.plain[match.start() - 1 : match.start()] == "、")
    owner = owner_before(text, before)
    post = text.shown[slice(*match.span(2))] if pattern(titles()).fullmatch(match[2]) else None
    return introduce(text, (owner[0] if owner else match.start(), match.end()), name, post, owner)


def _with_kana(text: Wording, match: re.Match[str]) -> Introduction | None:
    """Read a given name in hiragana: 阿比留まどか主査, 主任、三田尻こずえさん."""
    name, kana = match[1], re.sub(rf"^[{KANJI}]+", "", match[1])
    post = match[0][len(name) :]
    called = re.fullmatch(HONORIFIC, post) is not None
    polite = called and match.start() > 0 and text.plain[match.start() - 1] in "、・の "
    if polite and pattern(rf"{titles()}[、・の]$").search(text.plain[: match.start()]):
        return _addressed(text, match)
    if re.match("[ァ-ヺー]", kana):
        written = name[: len(name) - len(kana)]
        company = written not in families() or pattern(organisation_end()).search(kana)
        if company or re.match(rf"[{KANJI}ァ-ヺー]", text.plain[match.start() - 1 : match.start()]):
            return None  # 森ビル社長, 観光ガイド
        title = None if called else text.shown[match.end(1) : match.end()]
        return introduce(
            text, match.span(), text.shown[slice(*match.span(1))], title, owner_before(text, match.start())
        )
    sure = kana_name(name) or re.fullmatch(rf"[^はがをのにとでもへ][ぁ-ゖ]{{1,2}}[{KANJI}]", kana)
    # 産業観光課、阿部すだち主査
    listed = pattern(rf"{organisation_end()}、$").search(text.plain[: match.start()]) and family(name) and not called
    if not (sure or listed) and (
        not (family(name) or polite) or re.search(r"[たるにのはがをでともへくすつ]|て$", kana[:3])
    ):
        return None
    if called and kana_name(name):
        return _addressed(text, match)
    title = None if called else text.shown[match.end(1) : match.end()]
    return introduce(text, match.span(), text.shown[slice(*match.span(1))], title, owner_before(text, match.start()))


def _unlisted(text: Wording) -> Iterator[Introduction]:
    """Yield people whose post is none of the known ones, where organisation and name leave no doubt: X市代表謝開元."""
    bodies = [(m.start, m.end) for m in text.places] if text.chinese else []
    for match in pattern(organisation_end()).finditer(text.plain) if text.chinese else ():
        first = organisation_start(text, match.end())
        if match.end() - max(first, text.plain.rfind("的", first, match.end()) + 1) > 1:  # 名山区的社工師: no 社
            bodies.append((first, match.end()))
    for start, end in sorted(bodies, key=lambda body: (-body[1], body[0])):
        for post in pattern(DOER).finditer(text.plain, end, end + _DOER_BEFORE + 4):
            name = name_at(text.shown, text.plain, post.end())
            if pattern(titles()).match(text.plain, post.end() - 1):
                continue  # 総合政策課主|任: within a post
            between = text.plain[end : post.start()]
            sure = name and (family(fold(name)) or _set_off(text, post, len(name)))
            if name and sure and is_name(name) and pattern(_QUALIFIES).match(between):
                yield introduce(
                    text, (start, post.end() + len(name)), name, text.shown[slice(*post.span())], (start, end)
                )


def _set_off(text: Wording, post: re.Match[str], length: int) -> bool:
    """Return whether what stands between a calling of people alone and a sign must be a name: 种植户岩糯、"""
    calling = pattern(r"(?:[戸農匠]|老板|老闆|志願者|[漁牧農]民)$").search(post[0])
    return bool(calling) and length <= 3 and bool(re.match(r"[,、。(]", text.plain[post.end() + length :]))


def _presented(text: Wording) -> Iterator[Introduction]:
    """Yield those without a post whom their body alone presents: 这是函馆市教委的志海苔美帆。, 秭归县的田小舟说."""
    for match in pattern(rf"的([{KANJI}]{{2,6}})(?=[。,(]|$)").finditer(text.plain) if text.chinese else ():
        lead = text.plain[: match.start()]
        start = organisation_start(text, match.start())
        if lead[max(0, start - 1) : start] == "是" and _ends_body(text, match.start()) and is_name(match[1]):
            name = text.shown[slice(*match.span(1))]
            yield introduce(text, (start, match.end()), name, None, (start, match.start()))
    for match in pattern("的").finditer(text.plain) if text.chinese else ():
        body, spoke = _ends_body(text, match.start()), pattern(_SPOKE).search(text.plain[: match.start()])
        name = name_at(text.shown, text.plain, match.end()) or "" if body or spoke else ""
        end = match.end() + len(name)
        known = family(fold(name)) is not None or spelt(fold(name))
        sure = len(name) >= 3 and known and text.place_over(match.end()) is None
        if sure and pattern(_SAYS).match(text.plain, end):
            owner = (organisation_start(text, match.start()), match.start()) if body else None
            yield introduce(text, (owner[0] if owner else match.end(), end), name, None, owner)


def _ends_body(text: Wording, end: int) -> bool:
    """Return whether the name of a place or an organisation ends right here."""
    placed = any(place.end == end and not place.bare for place in text.places)
    return placed or bool(pattern(rf"[{KANJI}]{{2}}{organisation_end()}$").search(text.plain[:end]))


def no_post(text: Wording, start: int, end: int) -> bool:
    """Return whether a match only looks like a post: 成長, 会員."""
    if text.chinese and text.plain[start:end] == "代表":
        return True
    somebody = pattern(_SOMEBODY).search(text.plain[:start]) if text.chinese else None
    if somebody and not (len(somebody[1]) > 2 and is_name(somebody[1]) and plausible(somebody[1])):
        return True  # but 這位西村綾乃課長
    if any(place.start <= start < place.end - 1 and start + 1 < end for place in text.places):
        return True  # 滋賀県長浜市, 成都市代表
    around = text.plain[max(0, start - 1) : end]
    return any(around.endswith(word) for word in _folded_cues("not_title")) and end - start <= 2


@cache
def _folded_cues(kind: str) -> tuple[str, ...]:
    return tuple(pattern(word).pattern for word in cues(kind))


def _addressed(text: Wording, match: re.Match[str]) -> Introduction:
    """Return a person called 氏 or さん, with the post the words before may give: 研究員で、顧問も兼ねる程以寧氏."""
    name = text.shown[slice(*match.span(1))]
    owner = owner_before(text, match.start())
    post = re.search(rf"({pattern(titles()).pattern})[、・の]$", text.plain[: match.start()])
    if post:
        owner = post_owner(text, post.start(1))
        start = owner[0] if owner else post.start(1)
        return introduce(text, (start, match.end()), name, text.shown[slice(*post.span(1))], owner)
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
            owner = post_owner(text, post.start())
            start = owner[0] if owner else post.start()
            return introduce(text, (start, match.end()), name, text.shown[slice(*post.span())], owner)
    return introduce(text, (owner[0] if owner else match.start(), match.end()), name, None, owner)
