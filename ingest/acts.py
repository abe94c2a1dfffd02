"""What a claim says its speakers did: the cue words of their clause, and of what leads up to it, weighed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts import SERIES
from ingest.patterns import pattern
from ingest.roles import Act, act_of, cue
from ingest.speakers import PRESENTED, Claim
from ingest.text import fold
from ingest.wordings import Wording


@dataclass(frozen=True, slots=True)
class Hearing:
    """An act and its circumstances."""

    act: Act
    elsewhere: bool  # at another edition, or by somebody of the audience
    strong: bool  # in words that a body without a named person may be the subject of
    discussion: bool  # the sentence tells of the hall or the discussion
    aftermath: bool  # … of what was said after the talks
    refers: bool  # そう, この: what was said stands in the sentence before


def hear(text: Wording, claim: Claim, later: Sequence[Claim]) -> Hearing:
    """Return what a claim says; its verb may stand with a later speaker of the same list."""
    first, plain = claim.speakers[0].start, text.plain
    own = plain[claim.start : claim.end] if claim.inverted else plain[claim.said : claim.end]
    if claim.inverted and ";" in plain[:first]:
        own = own[plain.rfind(";", 0, first) + 1 - claim.start :]
    before = re.split(r"[、。,;:」』]", plain[:first])[-1] if not claim.inverted else ""
    act = act_of(own, chinese=text.chinese, before=before)
    voice = cue("voice", plain, chinese=text.chinese)
    if voice and first < voice.end():
        act = "coordinator" if re.search(pattern("議長|座長|司会|進行|主持|主席").pattern, voice[0]) else "none"
    elif voice and act != "absent":
        act = "none"
    lead = re.split(r"[。;]", plain[:first])[-1]
    if act != "explicit" and cue("attending", lead + own, chinese=text.chinese):
        act = "none"
    if claim.labelled and act not in ("read", "explicit", "talk") and not voice:
        act = "silent"
    titles = "".join(speaker.title or "" for speaker in claim.speakers)
    if cue("unheard", fold(titles), chinese=text.chinese):
        act = "none"
    if act == "silent" and later and not claim.inverted and not re.search(r"[。!?;]", own):
        act = act_of("".join(plain[one.said : one.end] for one in later[-1:]), chinese=text.chinese, before=before)
        act = "silent" if act not in ("talk", "explicit") else act
    if act == "silent" and pattern(rf"{PRESENTED}$").search(before):
        act = "talk"
    past = bool(cue("past", plain[:first], chinese=text.chinese))
    audience = bool(
        re.search(
            rf"(?:{cue('audience', before, chinese=text.chinese)[0] if cue('audience', before, chinese=text.chinese) else '(?!)'})$",
            before,
        )
    )
    series = bool(pattern(SERIES).search(text.folded))
    discussion = bool(cue("discussion", plain, chinese=text.chinese))
    return Hearing(
        act,
        past or audience,
        not series and _strong(own + "".join(plain[one.said : one.end] for one in later), text),
        discussion,
        bool(cue("aftermath", plain, chinese=text.chinese)),
        bool(re.search(r"そう|こう|この|その|こんな|这样|如此", plain[:first])),
    )


def _strong(said: str, text: Wording) -> bool:
    """Return whether a clause ends in a word of presenting, rather than telling of one in passing."""
    if text.chinese:
        return bool(cue("strong_body", said, chinese=True))
    for match in re.finditer(r"[^、。]+", said):
        hit = cue("strong_body", match[0], chinese=False)
        if hit and not pattern(r"^[ぁ-ん]{0,3}[\u3400-\u9fffァ-ヺ]{2}").match(match[0][hit.end() :]):
            return True
    return False
