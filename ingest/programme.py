"""Rows of programmes: who is listed with which title, role and topic, whatever separates the fields.

A list item, a table row (cells joined by full-width blanks) or a line of labels (講師：氏名｜所属｜演題) is cut into
fields; each field is a name, an affiliation, a topic or a label by what it looks like, not by where it stands.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from ingest.patterns import pattern
from ingest.people import ORGANISATION_END, TITLE, Introduction, is_name, leading_place
from ingest.places import find_places
from ingest.records import Role
from ingest.text import fold

_SEPARATORS = re.compile(r" +|\||/|・(?=「)|:|;|(?<=\d)\.|→|(?:^|(?<=[\s|]))-(?=[\s])|—+|-{2,}|,(?=\S)")
_BULLETS = re.compile(r"^[◦○◯●・･■□◆◇▼▪•※*\-◎☆★▶►>]+|^\(?\d{1,2}[.)、]|^[①-⑳]")
_LABELS: tuple[tuple[str, Role], ...] = (
    (r"パネリスト|パネラー|討論者|嘉賓|対話嘉賓|討論嘉賓|与談人", "panelist"),
    (r"コーディネーター|コーディネータ|モデレーター|司会|進行|聞き手|主持人?|座長", "coordinator"),
    (r"講師|講演者?|発表者?|登壇者?|スピーカー|演者|報告者?|発言者|話題提供者?|演講人|演講嘉賓|主講人?|講者|報告人|発言人|演講者|主旨演講人|発言嘉賓|分享人|分享嘉賓", "speaker"),
    (r"開会あいさつ|開会挨拶|あいさつ|挨拶|主催者挨拶|来賓挨拶|来賓祝辞|祝辞|致辞人?|致辞嘉賓|開幕致辞|致詞人?", "greeting"),
)  # fmt: skip
_TOPIC_LABEL = r"^(?:テーマ|演題|題目|題|講演題目|主題|演講題目|発言題目|タイトル|内容|報告題目|論題)$"
_QUOTED = r"^[「『\"《〈【](.+)[」』\"》〉】]$"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a programme: `topic` is the part text[start:end] that names what was spoken about."""

    person: Introduction | None
    role: Role | None
    topic: tuple[int, int] | None
    affiliation: str | None


@dataclass(frozen=True, slots=True)
class _Field:
    start: int
    end: int
    kind: str  # name, affiliation, topic, label, role or other
    role: Role | None = None


def read_entry(text: str) -> Entry | None:
    """Return what a row of a programme says, None for a line that is no such row."""
    folded = fold(text)
    fields = _join_names([_classify(folded, start, end) for start, end in _cut(folded)], folded)
    name = next((field for field in fields if field.kind == "name"), None)
    role = next((field.role for field in fields if field.role), None)
    topic = _topic(fields)
    if name is None or len(fields) < 2:
        return Entry(None, role, topic, None) if role and len(fields) == 1 else None
    affiliation = next((field for field in fields if field.kind == "affiliation"), None)
    person = _person(text, folded, name, affiliation)
    return Entry(person, role, topic, text[affiliation.start : affiliation.end] if affiliation else None)


def _cut(folded: str) -> list[tuple[int, int]]:
    """Return where the fields of a row stand; nothing is cut inside quotation marks."""
    bullet = _BULLETS.match(folded)
    edges = [(bullet.end(), bullet.end())] if bullet else [(0, 0)]
    depth = [0]
    for character in folded:
        depth.append(depth[-1] + (character in "「『《〈(【") - (character in "」』》〉)】"))
    edges += [match.span() for match in _SEPARATORS.finditer(folded) if depth[match.start()] <= 0 and match.start() >= edges[0][1]]
    edges.append((len(folded), len(folded)))
    spans = [(left[1], right[0]) for left, right in pairwise(edges)]
    return [span for span in spans if folded[slice(*span)].strip()]


def _classify(folded: str, start: int, end: int) -> _Field:
    field = folded[start:end]
    plain = re.sub(r"\([ぁ-ゖァ-ヺー・ ]+\)$", "", field)
    bare = pattern(r"(?:氏|先生|女士|さん|様|博士)$").sub("", plain)
    for source, role in _LABELS:
        if pattern(rf"^(?:{source})$").match(field.strip("[]【】()")):
            return _Field(start, end, "label", role)
    if pattern(_TOPIC_LABEL).match(field):
        return _Field(start, end, "label")
    if pattern(_QUOTED).match(field):
        return _Field(start, end, "topic")
    if is_name(bare) and not any(not m.bare and m.end == len(bare) for m in find_places(bare)):
        return _Field(start, start + len(bare), "name")
    if pattern(rf"(?:{TITLE}|{ORGANISATION_END})(?:\([^)]*\))?$").search(field) or find_places(field):
        return _Field(start, end, "affiliation")
    return _Field(start, end, "topic" if len(field) >= 6 else "other")


def _join_names(fields: list[_Field], folded: str) -> list[_Field]:
    """Return the fields with family and given name, written apart, made one."""
    joined: list[_Field] = []
    for field in fields:
        last = joined[-1] if joined else None
        short = last and last.kind == field.kind == "name" and last.end - last.start <= 3 and field.end - field.start <= 3
        if last and short and folded[last.end : field.start] == " ":
            joined[-1] = _Field(last.start, field.end, "name")
        else:
            joined.append(field)
    return joined


def _topic(fields: list[_Field]) -> tuple[int, int] | None:
    field = max((f for f in fields if f.kind == "topic"), key=lambda f: f.end - f.start, default=None)
    return (field.start, field.end) if field else None


def _person(text: str, folded: str, name: _Field, affiliation: _Field | None) -> Introduction:
    written = re.sub(r"[\s\u3000]", "", text[name.start : name.end])
    if affiliation is None:
        return Introduction(name.start, name.end, written, None, None, None, None)
    start, end = _main_post(folded, affiliation.start, affiliation.end)
    title = next((m for m in reversed(list(pattern(TITLE).finditer(folded, start, end))) if m.end() == end), None)
    organisation_end = title.start() if title else end
    places = find_places(text)
    mention = next((m for m in places if m.start == start), None)
    shared = title and pattern(r"(?:事務|研究|役|裁判)$").search(folded[start : title.start()]) and title[0][0] == "所"
    if mention and title and mention.end == title.start() + 1 or shared:  # 羽村市長, 事務所長: one character for both
        organisation_end += 1
    place, country = leading_place(places, start, text)
    organisation = text[start:organisation_end] or None
    span = (min(name.start, affiliation.start), max(name.end, affiliation.end))
    return Introduction(*span, written, text[title.start() : end] if title else None, organisation, place, country)


def _main_post(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the post that tells most of an affiliation: one in brackets that names a place, else the first of several."""
    inner = re.search(r"\(([^()]+)\)$", folded[start:end])
    if inner and any(not mention.bare for mention in find_places(inner[1])):
        return start + inner.start(1), start + inner.end(1)
    if inner:
        end = start + inner.start()
    prefix = re.match(r"\((?:一财|一社|公财|公社|财|社|独|国|株)\)", folded[start:end])
    start += prefix.end() if prefix else 0
    comma = folded.find("、", start, end)
    return (start, comma) if comma > start else (start, end)
