"""Who speaks in a sentence, and which part of the sentence is theirs.

People and bodies (a city, an office, an institute without a named person) stand beside one another, are joined into
one group by 、 と 和, and own the clause from their name to the next speaker; in an inverted sentence (…と語ったのは
X市のY市長, ……，Y说) they own what stands before. 前者 and 後者 stand for the two of the last group.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.bodies import CALLED, CHINESE_SUBJECT, NO_SUBJECT, SIDES, SUBJECT, Speaker, find_bodies, with_sides
from ingest.names import HONORIFIC
from ingest.organisations import leading_place
from ingest.patterns import pattern
from ingest.posts import Introduction
from ingest.roles import speaks
from ingest.text import fold
from ingest.wordings import Wording

_JOINED = (
    rf"^{CALLED}(?:(?:、|,|と|や|及び|および|並びに|ならびに|和|与|以及|及|・|;|そして)+(?:日本|中国)?"
    r"(?:[^、。,はが]{0,30}(?:である|の|た|代表する|来自))?)?$"
)
_WORDS = (
    r"持論|言葉|口癖|主張|信条|問い|提案|弁|実感|経験|体験|訴え|答え|結論|見立て|指摘|考え|説|言い分|発言|談"  # whose?
)
_IS = (
    r"^(?:[(][^()]*[)]|氏|さん|先生|女士|教授|の?お?[0-9一二三四五六七八九十]+(?:人"
    r"|氏|名|方)|ら|など|の各氏|の両氏|の(?:ご?登場|出番|番|お?話"
    rf"|ご?発表|ご?報告|ご?講演|{_WORDS})(?=[。だで]))*(?:だ(?!け)|で(?!は)|である"
    r"|です|だった|でした|であった|でしょう|[。、,!♪…~]|$)"
)
_INVERTED = {
    False: r"(?:は|が|のが|こそ)、?(?:地元(?:の|・|、)|同じく|ほかに)?$|[」]と、?$",
    True: (
        r"(?:的人(?:名?叫|是)|的(?:嘉賓|代表|学者|専家)?(?:則|便|就|,)*是(?:東道主?(?:代表)?[、,])?|是|即|(?:致辞"
        r"|致詞|発言|演講|登台|講話|分享)的(?:還)?有|(?:便|則|就)是"
        r"|(?:主持人?|主講者?|主講人|与談人?|講者|報告人)(?:是|為)|発言人為|単位(?:是|有|為)|依次(?:是|為)|(?:致辞|致詞|発言|演講|報告)[者人]?(?:計有|包括|依次為|先後有)|分別(?:是|為)|(?:発言|話筒|麦克風|舞台)[^,。]{0,4}交給)[:,]?$"
    ),
}
_SAID_AFTER = (
    r"^(?:[(][^()]*[)]|先生|女士|教授)*(?:在[^,。]{0,10})?(?:介紹"
    r"|説|表示|指出|強調|認為|坦言|介紹道|講道|説道|如是説|回答"
    r"|補充道|感慨)[。!]?[」\"]?$"
)
_ENDS = (
    r"^(?:氏|さん|先生)?(?:の(?:ご?登場|出番|番|お?話|ご?発表|ご?報告"
    r"|ご?講演))?(?:(?<=[場番話表告演])。|だ|である|です|だった|でした"
    r"|であった)。?"
)
_LAST = rf"^(?:[(][^()]*[)]|{HONORIFIC}|、[一二三四五六七八九十0-9]+歳)*(?:です|でした|だ|だった|である|であった)?。$"
PRESENTED = r"(?:登壇|発表|講演|報告|プレゼン|話)(?:した|する|された|さ?れる|を行った|をした|しました)"
_HEADED_LIST = r"^[^,。;:]{2,12}:$"
_TURN = (  # 第二個、X主任、余默。
    r"^(?:第[一二三四五六七八九十0-9]+[個位名]|頭一[個位]|接着|接下来|緊接着|然[后後]|最[后後]|压軸|下一[個位]|再下来|之[后後])"
    r"[^。;:]{0,14}$"
)
_REVEALS = r"^(?:她|他)(?:正|就|便)?是$|記住了(?:這|那)位$"  # the name comes last: 她是…代表鶴見千歳。
_OFFICE = r"^[^市県省区町村]{2,10}[局課部室]$"  # of a town hall
_TWO = r"前者|後者"
_ORDINAL = r"[0-9一二三四五六七八九十]{1,2}(?:番手|番目|人目)|トップ(?:バッター)?|大?トリ|しんがり"
_FIRST = rf"まず|次に?|続いて|最後に?|{_ORDINAL}"


@dataclass(frozen=True, slots=True)
class Claim:
    """Speakers and the clause text[start:end] that is theirs; what they said begins at `said`."""

    speakers: tuple[Speaker, ...]
    start: int
    end: int
    said: int
    inverted: bool = False
    labelled: bool = False  # the speaker's name stands before the words as in an interview


def speaker_of(person: Introduction) -> Speaker:
    """Return a person introduced as one who may speak."""
    return Speaker(
        person.start, person.end, person.name, person.title, person.organisation, person.place, person.country
    )


def find_claims(text: Wording, people: Sequence[Introduction], last_pair: Sequence[Speaker] = ()) -> list[Claim]:
    """Return the groups of speakers of a sentence, each with its part of it, in reading order."""
    named = [speaker_of(person) for person in people]
    bodies = [body for body in find_bodies(text) if not any(p.start < body.end and body.start < p.end for p in named)]
    speakers = with_sides(sorted([*named, *bodies], key=lambda speaker: speaker.start), text.plain)
    groups = [group for group in _groups(speakers, text.plain) if group]
    claims = [claim for group in groups if (claim := _claim(group, text))]
    pair = next((group for group in reversed(groups) if len(group) == 2), list(last_pair))
    claims = sorted([*claims, *_referred(text.plain, pair)], key=lambda claim: claim.start)
    return _ranges(list(_free(_unled(claims, text), text)), text.plain)


def _leads(between: str) -> bool:
    """Return whether what stands between a body and a person joins them: 長崎県から|やってきた|壱岐市の末永主任."""
    return len(between) <= 1 or bool(pattern(r"^[^、。はがを]{0,12}[たるのう]$|^,?[^,。]{1,8}的是$").match(between))


def _unled(claims: Sequence[Claim], text: Wording) -> list[Claim]:
    """Return the claims without bodies that only lead up to their person: 鳥取県からは|入江場長が."""
    kept: list[Claim] = []
    claims = list(claims)
    for index in range(len(claims)):
        claim, following = claims[index], claims[index + 1] if index + 1 < len(claims) else None
        body = claim.speakers[0].name is None and len(claim.speakers) == 1
        if (
            body
            and following
            and following.speakers[0].name
            and _leads(text.plain[claim.said : following.speakers[0].start])
        ):
            led = claim.speakers[0]
            kept_place = [_placed(one, led) for one in following.speakers]
            claims[claims.index(following)] = replace(following, speakers=tuple(kept_place))
            continue
        if body and following and following.speakers[0].name and _gives_object(claim, following, text):
            merged = tuple(_placed(one, claim.speakers[0]) for one in following.speakers)
            claims[index + 1] = replace(following, speakers=merged, start=claim.start, said=claim.said)
            continue
        kept.append(claim)
    return kept


def _gives_object(claim: Claim, following: Claim, text: Wording) -> bool:
    """Return whether a body's clause is only what its person told: 桂林からは、残した経緯を、|秦副局長が話した."""
    between = text.plain[claim.said : following.speakers[0].start]
    subject = text.plain.startswith("が", following.speakers[-1].end)
    subject = subject and not pattern("それぞれ|おのおの|各々").search(text.plain[following.said :])
    return not text.chinese and subject and between.endswith("を、") and "。" not in between


def _placed(speaker: Speaker, body: Speaker) -> Speaker:
    """Return a speaker without an organisation as one of the body that leads up to the name."""
    if speaker.organisation and speaker.place:
        return speaker
    if speaker.organisation:
        return replace(speaker, place=body.place, country=body.country)
    return replace(speaker, organisation=body.organisation, place=body.place, country=body.country)


def _referred(plain: str, pair: Sequence[Speaker]) -> Iterator[Claim]:
    """Yield what is said of 前者 and 後者."""
    for match in pattern(_TWO).finditer(plain) if len(pair) == 2 else ():
        subject = pattern(SUBJECT).match(plain[match.end() :])
        who = pair[0] if match[0].startswith("前") else pair[1]
        yield Claim((who,), match.start(), len(plain), match.end() + (subject.end() if subject else 0))


def _groups(speakers: Sequence[Speaker], plain: str) -> Iterator[list[Speaker]]:
    """Yield neighbours that only a comma or an and joins."""
    group: list[Speaker] = []
    for speaker in speakers:
        between = plain[group[-1].end : speaker.start] if group else ""
        if group and between == "、" and _set_before(group[-1], speaker):
            speaker = _placed(speaker, group.pop())  # 上島町の商工観光係、弓削島渉さん
        elif group and not pattern(_JOINED).search(between):
            yield group
            group = []
        group.append(speaker)
    yield group


def _set_before(body: Speaker, speaker: Speaker) -> bool:
    """Return whether a body that a comma parts from a person is theirs: 漢中市、文物局の党靖副局長."""
    whole = body.organisation is not None and body.place is not None and body.organisation.endswith(body.place[-1])
    office = (
        speaker.organisation and not speaker.place and pattern(_OFFICE).search(fold(speaker.organisation)) and whole
    )
    return body.name is None and speaker.name is not None and bool(office or not speaker.organisation)


def _claim(group: Sequence[Speaker], text: Wording) -> Claim | None:
    first, last = group[0], group[-1]
    before, after = text.plain[: first.start], text.plain[last.end :]
    lead = text.plain[: next((one.start for one in group if one.name), 0)]
    shown = _shown(before, after, chinese=text.chinese)
    theirs = pattern(rf"^(?:氏|さん)?の(?:{_WORDS})(?:だ|である|です)。").match(after) and last.organisation
    alone = pattern(rf"(?:{PRESENTED}|、)$").search(lead) and pattern(_ENDS).match(after)
    if not text.chinese and (alone or theirs) and last.name and not shown:
        return Claim(tuple(one for one in group if one.name), 0, len(text.plain), 0, inverted=True)
    if shown:
        return Claim(tuple(group), 0, len(text.plain), 0, inverted=True)
    presented = _presented(group, text) if not text.chinese and len(group) == 1 else None
    if presented:
        return presented
    subject = pattern(CHINESE_SUBJECT if text.chinese else SUBJECT).match(after)
    if _alone(group, text):
        return Claim(tuple(group), first.start, len(text.plain), last.end)
    labelled = not text.chinese and first.start == 0 and re.match(r" .*。", after)
    if labelled:
        return Claim(tuple(group), 0, len(text.plain), last.end + 1, labelled=True)
    if subject is None and re.search(rf"{PRESENTED}$", before):
        subject = re.match(r"[ にへを]?", after)  # an interview's label; 登壇した田中氏に聞いた
    if subject is None or pattern(NO_SUBJECT[text.chinese]).search(before):
        return None
    side = pattern(rf"(?:{SIDES[0][0]}|{SIDES[1][0]})(?:は|から|からは|の)?、?$").search(before)
    start = side.start() if side else first.start
    label = subject[0].endswith(":") or after.startswith(":")
    return Claim(tuple(group), start, len(text.plain), last.end + subject.end(), labelled=label)


def _shown(before: str, after: str, *, chinese: bool) -> bool:
    """Return whether a sentence leads up to its speakers: 压轴的是X。, ……，X说。, 致辞嘉賓：A、B。"""
    if chinese and (pattern(_SAID_AFTER).match(after) and len(before) > 8):
        return True
    if chinese and pattern(_HEADED_LIST).match(before) and after in ("", "。"):
        return True
    if chinese and pattern(_TURN).match(before) and after == "。":
        return True
    if chinese and pattern(_REVEALS).search(before) and after in ("", "。"):
        return True
    if chinese and re.search("有[:,]?$", before) and after.startswith(","):
        return False  # 発言的有：X，介紹…；Y，…
    return bool(pattern(_INVERTED[chinese]).search(before)) and _predicate(after, chinese=chinese)


def _presented(group: Sequence[Speaker], text: Wording) -> Claim | None:
    """Return the claim of a sentence that ends with its speaker, or goes on after a mere comma as notes do."""
    one = group[0]
    before, after = text.plain[: one.start], text.plain[one.end :]
    if one.name is None:
        return None
    if pattern(_LAST).match(after) and pattern(r"(?:^|[ぁ-ゖ、])$").search(before):
        place = next((m for m in text.places if m.end <= one.start and not m.bare), None)
        if one.organisation is None and place:
            led, country = leading_place(text.places, place.start, text.shown)
            one = replace(one, organisation=led, place=led, country=country)
        return Claim((one,), 0, len(text.plain), 0, inverted=True)
    noted = after.startswith("、") and pattern(rf"^(?:{_FIRST})?、?$").search(before)
    counted = pattern(rf"^(?:{_ORDINAL})、?$").search(before)
    if noted and (counted or speaks(after, chinese=False)) and not pattern(r"^、[^、。]{0,12}[はが]").match(after):
        return Claim((one,), one.start, len(text.plain), one.end + 1)
    return None


def _alone(group: Sequence[Speaker], text: Wording) -> bool:
    """Return whether a sentence names its speakers and says nothing else: （一）岳陽市市長滕修遠。"""
    rest = text.plain[: group[0].start] + text.plain[group[-1].end :]
    bare = re.sub(r"[(][^()]*[)]|[^\w]|[①-⑳]|^[0-9]+", "", rest)
    return group[0].name is not None and not bare and text.plain.endswith("。")


def _predicate(after: str, *, chinese: bool) -> bool:
    if chinese:
        return bool(re.match(r"[。,;!:]|$|[(][^()]*[)]", after))
    return bool(pattern(_IS).match(after))


def _free(claims: Sequence[Claim], text: Wording) -> Iterator[Claim]:
    """Yield the claims that stand in no other's clause: 劉副主任は、瀋陽市が推進する… has one speaker."""
    leading: Claim | None = None
    for claim in claims:
        bodies = all(speaker.name is None for speaker in claim.speakers)
        if bodies and leading is not None and not _topical(claim, leading, text):
            continue
        if leading is None or not bodies:
            leading = claim
        yield claim


def _topical(claim: Claim, leading: Claim, text: Wording) -> bool:
    """Return whether a body after another speaker has a clause of its own: …、青森県は…"""
    if text.chinese:
        return bool(re.search(r"[;。]$", text.plain[: claim.start])) or all(s.name is None for s in leading.speakers)
    marker = text.plain[claim.speakers[-1].end : claim.said]
    return (
        marker.startswith(("は", "からは", "も", "より", "から"))
        and text.plain[claim.start - 1 : claim.start] in "、。,"
    )


def _apart_from_others(claims: Sequence[Claim], plain: str) -> list[Claim]:
    """Return the claims, those that a clause of their own leads up to kept from what others did before it.

    主任A、理事B致辞之后，第一个接过话筒的，是馆长C: the greeting is not C's.
    """
    apart: list[Claim] = []
    for claim in claims:
        first = claim.speakers[0].start
        own = pattern(r"[^,。;]*的,?(?:則|便|就)?是$").search(plain[:first]) if claim.inverted else None
        others = own and any(one.start < one.said <= own.start() for one in claims if not one.inverted)
        apart.append(replace(claim, start=own.start()) if own and others else claim)
    return sorted(apart, key=lambda claim: claim.start)


def _ranges(claims: Sequence[Claim], plain: str) -> list[Claim]:
    """Return the claims with each one's clause ended where the next begins."""
    ended: list[Claim] = []
    claims = _apart_from_others(claims, plain)
    for index, claim in enumerate(claims):
        following = next(
            (other for other in claims[index + 1 :] if not other.inverted or other.start > claim.start), None
        )
        end = following.start if following and not claim.inverted else len(plain)
        end = claim.start + len(plain[claim.start : end].rstrip("、,; "))
        ended.append(replace(claim, end=max(end, claim.said)))
    return ended
