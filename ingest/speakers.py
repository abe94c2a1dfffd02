"""Who speaks in a sentence, and which part of the sentence is theirs.

People and bodies (a city, an office, an institute without a named person) stand beside one another, are joined into
one group by 、 と 和, and own the clause from their name to the next speaker; in an inverted sentence (…と語ったのは
X市のY市長, ……，Y说) they own what stands before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.patterns import pattern
from ingest.people import ORGANISATION_END, Introduction, leading_place
from ingest.places import PlaceMention, find_places
from ingest.records import Country
from ingest.text import fold

_REPRESENTING = r"(?:の(?:専門家|有識者|担当者|代表団|代表者?|職員|関係者|研究者|企業|学者|・)+|(?:代表団|代表))"
_SUBJECT = (
    r"^(?:[(][^()]*[)])?(?:ら|など|等|たち|一行|両氏|氏|さん|先生|女士|教授|博士)*"
    r"(?:からの?(?:は|も)?|は|が|も|より|による|によって|の(?=(?:基調|特別|記念)?(?:講演|発表|報告|スピーチ|話|事例))|:)、?"
)
_CHINESE_SUBJECT = (
    r"^(?:[(][^()]*[)])?(?:等|先生|女士|教授|博士|院士|則|也|還|首先|最后|随后|隨後|接着|分別|在|以|就|従|囲繞|結合|通過|用|把|向|対|為|代表[^、。,]{0,16}?|現場|作為[^、。,]{0,20},|,)*"
    r"[^、。,]{0,18}?(?:介紹|発言|演講|分享|闡述|匯報|彙報|指出|表示|強調|認為|講|主講|談|解読|論述|概述|交流|提出|展示|回顧|総結|建議|呼籲|呼吁|坦言|透露|作了|做了|説|主持|致辞|致詞|致|梳理|剖析|描絵|列挙|推介|報告|発表)"
)
_NO_SUBJECT = r"(?:与|同|向|対|跟|給|到|赴|在|請|邀請|聴取了?|感謝|祝賀|会見|陪同|接見|連接|至|往|従)$"
_JOINED = (
    r"^(?:[(][^()]*[)])?(?:氏|さん|先生|女士|教授)?(?:(?:、|,|と|や|及び|および|並びに|ならびに|和|与|以及|・|;|そして)+"
    r"(?:[^、。,はがを]{0,24}(?:である|の|代表する|来自))?)?$"
)
_INVERTED = r"のは、?(?:[^。]*)$"
_CHINESE_INVERTED = r"[」』\"、,。](?:[^、。,]{0,16})?$"
_SIDES: tuple[tuple[str, Country], ...] = (
    (r"日本側|日側|日方|日本からは", "JP"),
    (r"中国側|中方|中側|中国からは", "CN"),
)


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


@dataclass(frozen=True, slots=True)
class Claim:
    """Speakers and the clause text[start:end] that is theirs; what they said begins at `said`."""

    speakers: tuple[Speaker, ...]
    start: int
    end: int
    said: int
    inverted: bool = False


def find_claims(text: str, introductions: Sequence[Introduction]) -> list[Claim]:
    """Return the groups of speakers of a sentence, each with its part of it, in reading order."""
    folded = fold(text)
    people = [Speaker(i.start, i.end, i.name, i.title, i.organisation, i.place, i.country) for i in introductions]
    places = find_places(text)
    bodies = [body for body in _bodies(text, folded, places) if not _inside(body, people)]
    speakers = _with_sides(sorted([*people, *bodies], key=lambda speaker: speaker.start), folded)
    groups = [group for group in _groups(speakers, folded) if group]
    claims = [claim for group in groups if (claim := _claim(group, folded))]
    return _ranges(list(_free(claims, folded)), folded)


def _inside(body: Speaker, people: Sequence[Speaker]) -> bool:
    return any(person.start < body.end and body.start < person.end for person in people)


def _bodies(text: str, folded: str, places: Sequence[PlaceMention]) -> Iterator[Speaker]:
    """Yield places and organisations that stand where a speaker stands."""
    taken = 0
    for mention in places:
        if mention.start < taken:
            continue
        tail = pattern(rf"^(?:[^、。,はがをにとものへ:;「」\"() ]{{0,24}}{ORGANISATION_END})?{_REPRESENTING}?").match(folded[mention.end :])
        end = mention.end + (tail.end() if tail else 0)
        if _may_speak(folded, mention.start, end):
            taken = end
            organisation = pattern(rf"{_REPRESENTING}$").sub("", folded[mention.start : end])
            place, country = leading_place(places, mention.start, text)
            yield Speaker(mention.start, end, None, None, text[mention.start : mention.start + len(organisation)], place, country)
    for match in pattern(rf"(?:^|(?<=[、。,は:]))([^、。,はがをにと:;「」\"() ]{{2,28}}{ORGANISATION_END}){_REPRESENTING}?").finditer(folded):
        if not any(mention.start <= match.start(1) < mention.end for mention in places) and _may_speak(folded, match.start(1), match.end()):
            yield Speaker(match.start(1), match.end(), None, None, text[slice(*match.span(1))], None, None)


def _may_speak(folded: str, start: int, end: int) -> bool:
    after = folded[end:]
    marked = pattern(_SUBJECT).match(after) or pattern(_CHINESE_SUBJECT).match(after) and not pattern(r"^(?:在|へ|の|で|に|を)").match(after)
    listed = pattern(r"^(?:、|,|と|や|及び|および|並びに|和|与|以及|・)").match(after)
    return bool(marked or listed) and not pattern(_NO_SUBJECT).search(folded[:start])


def _with_sides(speakers: Sequence[Speaker], folded: str) -> list[Speaker]:
    """Return the speakers with the country of the side they are counted to: 中国側は…"""
    marks = sorted((match.start(), country) for source, country in _SIDES for match in pattern(source).finditer(folded))
    sided: list[Speaker] = []
    for speaker in speakers:
        side = next((country for start, country in reversed(marks) if start < speaker.start), None)
        sided.append(replace(speaker, country=side) if side and not speaker.name else speaker)
    return sided


def _groups(speakers: Sequence[Speaker], folded: str) -> Iterator[list[Speaker]]:
    """Yield neighbours that only a comma or an and joins."""
    group: list[Speaker] = []
    for speaker in speakers:
        if group and not pattern(_JOINED).search(folded[group[-1].end : speaker.start]):
            yield group
            group = []
        group.append(speaker)
    yield group


def _claim(group: Sequence[Speaker], folded: str) -> Claim | None:
    first, last = group[0], group[-1]
    after = folded[last.end :]
    subject = pattern(_SUBJECT).match(after)
    if subject:
        side = pattern(rf"(?:{_SIDES[0][0]}|{_SIDES[1][0]})(?:は|から|からは|の)?、?$").search(folded[: first.start])
        return Claim(tuple(group), side.start() if side else first.start, len(folded), last.end + subject.end())
    if pattern(_NO_SUBJECT).search(folded[: first.start]):
        return None
    if pattern(_INVERTED).search(folded[: first.start]) and pattern(r"^(?:氏|さん|先生)?(?:だ|で|である|です|だった|でした|[。、]|$)").match(after):
        return Claim(tuple(group), 0, len(folded), 0, inverted=True)
    if pattern(r"^(?:介紹)?(?:説|表示|指出|強調|認為|坦言|介紹道|講道)[。!]?[」\"]?$").match(after) and first.start > 12:
        return Claim(tuple(group), 0, len(folded), 0, inverted=True)
    if pattern(_CHINESE_SUBJECT).match(after):
        return Claim(tuple(group), first.start, len(folded), last.end)
    return None


def _free(claims: Sequence[Claim], folded: str) -> Iterator[Claim]:
    """Yield the claims that stand in no other's clause: 劉副主任は、瀋陽市が推進する… has one speaker."""
    for index, claim in enumerate(claims):
        bodies = all(speaker.name is None for speaker in claim.speakers)
        if not (bodies and index and folded[claim.said - 1 : claim.said] == "が"):
            yield claim


def _ranges(claims: Sequence[Claim], folded: str) -> list[Claim]:
    """Return the claims with each one's clause ended where the next begins."""
    ended: list[Claim] = []
    for index, claim in enumerate(claims):
        following = next((other for other in claims[index + 1 :] if not other.inverted), None)
        end = following.start if following and not claim.inverted else len(folded)
        end = claim.start + len(folded[claim.start : end].rstrip("、,; "))
        ended.append(replace(claim, end=max(end, claim.said)))
    return ended
