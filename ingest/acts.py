"""What a claim says its speakers did: the cue words of their clause, and of what leads up to it, weighed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts import SERIES
from ingest.patterns import pattern
from ingest.roles import Act, act_of, cue
from ingest.speakers import PRESENTED, Claim
from ingest.text import fold
from ingest.wordings import BLOT, Wording

_CHAIRS = r"議長|座長|司会|進行|主持|主席"
_CHAIRING = r"(?:主持人|司儀|司会者?|進行役|座長)[、,]$"  # in apposition
_MATTER = r"(?:話題|事例|題材|取組|取り組み|話|例)は"  # 島根県が持ち込んだ話題は二つ。
_TALK_ITSELF = (
    r"(?:基調|特別|記念)?(?:講演|発表|報告|スピーチ|話|事例)(?:は|が|に(?:は|も)|で)"  # …主任の|報告は拍手を受けた
)
_HOSTS = r"^(?:主催|主宰|招待|用意|設け|開)[^、。]{0,6}(?:会|宴|席)(?:で|が|に|は)"  # 符市長が|主催する歓迎会でした
_REFERS = r"そう|こう|この|その|こんな|这样|如此"


@dataclass(frozen=True, slots=True)
class Hearing:
    """An act and its circumstances."""

    act: Act
    elsewhere: bool  # at another edition, or by somebody of the audience
    strong: bool  # in words that a body without a named person may be the subject of
    discussion: bool  # the sentence tells of the hall or the discussion
    aftermath: bool  # … of what was said after the talks
    listed: bool  # one of several who are named together
    refers: bool  # そう, この: what was said stands in the sentence before


def hear(text: Wording, claim: Claim, later: Sequence[Claim]) -> Hearing:
    """Return what a claim says; its verb may stand with a later speaker of the same list."""
    chinese, plain, first = text.chinese, text.plain, claim.speakers[0].start
    before = "" if claim.inverted else _leading_up(plain[:first])
    before = "" if cue("replaced", before, chinese=chinese) else before  # 改由…: this is who spoke instead
    own = pattern(SERIES).sub(lambda match: BLOT * len(match[0]), _own(text, claim))  # its 交流 is nobody's
    said = own + "".join(plain[one.said : one.end] for one in later)
    audience = cue("audience", before, chinese=chinese)
    return Hearing(
        act=_act(text, claim, own, before, later),
        elsewhere=bool(cue("past", plain[:first], chinese=chinese)) or bool(audience and audience.end() == len(before)),
        strong=_strong(said, text) and not pattern(SERIES).search(text.folded),
        discussion=bool(cue("discussion", plain, chinese=chinese)),
        aftermath=bool(cue("aftermath", plain, chinese=chinese)),
        listed=False,
        refers=bool(pattern(_REFERS).search(plain[:first])),
    )


def _leading_up(plain: str) -> str:
    """Return what leads up to a speaker: the clause right before, or the topic that a comma cuts off (進行役は、)."""
    clauses = re.split(r"(?<=[、。,;:」』])", plain)
    topical = len(clauses) > 1 and not clauses[-1] and clauses[-2].endswith("は、")
    return clauses[-2] if topical else clauses[-1]


def _own(text: Wording, claim: Claim) -> str:
    """Return the clause in which the verb of a claim stands."""
    if not claim.inverted:
        return text.plain[claim.said : claim.end]
    stop = text.plain.rfind(";", claim.start, claim.speakers[0].start)
    return text.plain[max(claim.start, stop + 1) : claim.end]


def _act(text: Wording, claim: Claim, own: str, before: str, later: Sequence[Claim]) -> Act:
    chinese, plain, first = text.chinese, text.plain, claim.speakers[0].start
    titles = fold("".join(speaker.title or "" for speaker in claim.speakers))
    act = act_of(own, chinese=chinese, before=before)
    if act == "none" and not chinese and pattern(_TALK_ITSELF).match(own):
        act = "talk"
    if cue("replaced", own, chinese=chinese):
        return "absent"
    voice = cue("voice", plain, chinese=chinese)
    if voice and first < voice.end():  # 議長（…）：, 会場（…）：
        return "coordinator" if pattern(_CHAIRS).search(voice[0]) else "none"
    if cue("unheard", titles, chinese=chinese) or (voice and act != "absent"):
        return "none"
    if act != "explicit" and pattern(_CHAIRING).search(plain[:first]):
        return "coordinator"
    lead = re.split(r"[。;]", plain[:first])[-1]
    if act != "explicit" and cue("attending", lead + own, chinese=chinese):
        return "none"
    if claim.labelled and act not in ("read", "explicit", "talk", "absent"):
        return "silent"
    if act == "silent" and not chinese and pattern(_HOSTS).match(own):
        return "none"
    if act == "silent":
        return _borrowed(text, claim, own, before, later)
    return act


def _borrowed(text: Wording, claim: Claim, own: str, before: str, later: Sequence[Claim]) -> Act:
    """Return the act of a clause without a verb: that of the last in its list, or of what leads up to its speaker."""
    if later and not claim.inverted and not re.search(r"[。!?;]", own):
        act = act_of(text.plain[later[-1].said : later[-1].end], chinese=text.chinese, before=before)
        if act in ("talk", "explicit"):
            return act
    return "talk" if pattern(rf"{PRESENTED}$").search(before) else "silent"


def _strong(said: str, text: Wording) -> bool:
    """Return whether a clause ends in a word of presenting, rather than telling of one in passing."""
    if text.chinese:
        return bool(cue("strong_body", said, chinese=True))
    for match in re.finditer(r"[^、。]+", said):
        hit = cue("strong_body", match[0], chinese=False)
        noun = pattern(rf"^[ぁ-ん]{{0,3}}(?!{_MATTER})[\u3400-\u9fffァ-ヺ]{{2}}")
        if hit and not noun.match(match[0][hit.end() :]):
            return True
    return False
