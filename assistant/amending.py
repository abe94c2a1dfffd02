"""What staff can correct of a report, line by line, and the correction that what they typed makes.

A value that is corrected but not built yet is shown as it will be, so that nobody corrects it twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from assistant.desk import Desk
from assistant.phrases import say
from assistant.preview_pages import show_value
from ingest.corrections import (
    EVENT_FIELDS,
    TALK_FIELDS,
    Change,
    Correction,
    StoredCorrection,
    apply_corrections,
    key_of,
    list_corrections,
)
from ingest.errors import SeminarError
from ingest.records import Report, Talk

ADDED = "add"  # the line for a talk that was not read
_NONE = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be corrected: its key, how it is listed, its values by field and the sentence it is from."""

    key: str
    label: str
    values: Mapping[str, str]
    quote: str
    talk: Talk | None = None


def stored_corrections(desk: Desk) -> tuple[StoredCorrection, ...]:
    """Return all corrections; none where they cannot be read, which the next build says."""
    try:
        return list_corrections(desk.place.data)
    except SeminarError:
        return ()


def lines_of(desk: Desk, report: Report) -> list[Line]:
    """Return what can be corrected of a report: its event fields, its talks, one more talk."""
    waiting = [one.correction for one in stored_corrections(desk) if not one.built]
    corrected, _ = apply_corrections(report, waiting)
    known = {_talk_key(talk) for talk in report.talks}
    fields = [_field_line(desk, report, corrected, name) for name in EVENT_FIELDS]
    talks = [_talk_line(desk, talk, new=_talk_key(talk) not in known) for talk in corrected.talks]
    return [*fields, *talks, Line(ADDED, desk.say("add_talk"), {"role": "speaker"}, "")]


def correction_typed(report: Report, line: Line, typed: Mapping[str, str], quote: str, by: str) -> Correction | None:
    """Return the correction of a line to what was typed, for storing; None where nothing is different."""
    changed = {name: value for name, value in typed.items() if value != line.values.get(name, "")}
    if not changed:
        return None
    if line.key == ADDED:
        changed = {name: value for name, value in typed.items() if value}
    elif not line.talk and not typed["value"]:
        return removal_of(report, line, by)
    values = tuple(Change(name, value or None) for name, value in changed.items())
    correction = replace(removal_of(report, line, by), values=values, quote=quote)
    return replace(correction, action="add", target=None) if line.key == ADDED else replace(correction, action="set")


def removal_of(report: Report, line: Line, by: str) -> Correction:
    """Return the correction that takes a value or a talk away."""
    is_talk = line.talk is not None or line.key == ADDED
    target = key_of(line.talk) if line.talk else line.key
    return Correction("", report.id, "talk" if is_talk else "event", "remove", target, (), None, by, "")


def _field_line(desk: Desk, report: Report, corrected: Report, name: str) -> Line:
    before, now = getattr(report.event, name), getattr(corrected.event, name)
    shown = show_value(name, now.value, desk.language) if now else _NONE
    marks = (
        desk.say("mark_waiting") if before != now else desk.say("mark_staff") if now and now.source == "staff" else ""
    )
    label = desk.say("line_field", field=desk.say(f"field_{name}"), value=shown) + marks
    value = " ".join(map(str, now.value)) if now and isinstance(now.value, tuple) else str(now.value) if now else ""
    return Line(name, label, {"value": value}, now.quote.text if now else "")


def _talk_line(desk: Desk, talk: Talk, *, new: bool) -> Line:
    values = {name: str(getattr(talk, name) or "") for name in TALK_FIELDS}
    role = "listed" if not talk.presented and talk.role != "greeting" else talk.role
    told = [
        talk.session or say(f"history_{role}", desk.language),
        talk.who or _NONE,
        talk.topic or say(f"history_{role}", desk.language),
    ]
    marks = desk.say("mark_waiting") if new else desk.say("mark_staff") if talk.source == "staff" else ""
    return Line(_talk_key(talk), "　".join(dict.fromkeys(told)) + marks, values, talk.quote.text, talk)


def _talk_key(talk: Talk) -> str:
    """Return what tells a talk, as it is now, from every other."""
    told = [talk.source, talk.quote.text, *(str(getattr(talk, name)) for name in TALK_FIELDS)]
    return "talk " + sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]
