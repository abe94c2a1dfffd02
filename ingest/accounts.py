"""What reading made of the sentences of the sessions, one account each: the ground on which alarms are given."""

from dataclasses import dataclass

from ingest.patterns import pattern
from ingest.roles import cue
from ingest.units import Unit

_NO_TALK = (
    "aside",
    "attending",
    "outing",
    "chair",
    "greeted",
    "greeting",
    "absent",
    "replaced",
    "read",
    "past",
    "voice",
    "discussion",
)
CREDITS = (
    r"(?:^|[ |])(?:文|図|图|写真|図片|校対|審核|責?編輯?|編集|配信|撮影|記録|供稿|取材|担当|作者)(?:と写真)?[|:・/=]"
)
_VISITED = r"訪ね|案内を?し|次号|ご一緒|空席|原本|中止"


@dataclass(frozen=True, slots=True)
class Account:
    """What reading made of one sentence of the sessions."""

    unit: Unit
    names: tuple[str | None, ...] = ()  # people in it whose part was not known when it was read
    talk: bool = False  # it tells a talk
    settled: bool = False  # it says what its people did, or tells of something else
    told: bool = False  # it goes on with somebody's talk
    closed: bool = False  # no talks are given where it stands


def tells_else(unit: Unit) -> bool:
    """Return whether a sentence says that it is about something else than a talk of this meeting."""
    return any(cue(kind, unit.text.plain, chinese=unit.text.chinese) for kind in _NO_TALK)


def is_passing(unit: Unit) -> bool:
    """Return whether a sentence tells of a visit, an empty seat, a meeting to come."""
    return bool(pattern(_VISITED).search(unit.text.plain))
