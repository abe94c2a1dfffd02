"""The person of a row: a name field and the affiliation beside it, taken apart into organisation, place and post."""

import re
from collections.abc import Sequence

from ingest.fields import Field
from ingest.names import title, titles
from ingest.organisations import leading_place
from ingest.patterns import pattern
from ingest.places import PlaceMention, find_places
from ingest.posts import Introduction
from ingest.wordings import Wording


def person_of(text: Wording, name: Field, affiliation: Field | None) -> Introduction:
    """Return the person of a name and an affiliation field."""
    written = re.sub(r"[\s\u3000]", "", text.shown[name.start : name.post or name.end])
    titled = text.shown[name.post : name.end] if name.post else None
    if affiliation is None:
        return Introduction(name.start, name.end, written, titled, None, None, None)
    start, end = _main_post(text.folded, affiliation.start, affiliation.end)
    places = find_places(text.shown)
    post = _post(text.folded, places, start, end)
    organisation_stop = post[0] if post else end
    mention = next((m for m in places if m.start == start), None)
    office = (
        post
        and pattern(r"(?:事務|研究|役|裁判)$").search(text.folded[start : post[0]])
        and text.folded[post[0]] == "所"
    )
    if (mention and post and mention.end == post[0] + 1) or office:  # 羽村市長, 事務所長: one character for both
        organisation_stop += 1
    place, country = leading_place(places, start, text.shown)
    organisation = text.shown[start:organisation_stop].strip("\u3000 、|｜/／") or None
    span = (min(name.start, affiliation.start), max(name.end, affiliation.end))
    title_shown = titled or (text.shown[slice(*post)] if post else None)
    if titled:
        organisation = text.shown[start:end].strip("\u3000 、")
    return Introduction(*span, written, title_shown, organisation, place, country)


def _post(folded: str, places: Sequence[PlaceMention], start: int, end: int) -> tuple[int, int] | None:
    """Return the post at the end of an affiliation; 副市長、教授 are one."""
    start = max(
        (m.end - 1 for m in places if start <= m.start and m.end <= end), default=start
    )  # 京都市, no 都市副市長
    hit = next((m for m in pattern(titles()).finditer(folded, start, end) if m.end() == end), None)
    hit = hit or next(
        (m for m in reversed(list(pattern(title()).finditer(folded, start, end))) if m.end() == end), None
    )
    return hit.span() if hit else None


def _main_post(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the post that tells most of an affiliation: in brackets with a place, else the first of several."""
    inner = re.search(r"\(([^()]+)\)$", folded[start:end])
    if inner and any(not mention.bare for mention in find_places(inner[1])):
        return start + inner.start(1), start + inner.end(1)
    if inner:
        end = start + inner.start()
    prefix = re.match(r"\((?:一财|一社|公财|公社|财|社|独|国|株)\)", folded[start:end])
    start += prefix.end() if prefix else 0
    comma = folded.find("、", start, end)
    return (
        (start, comma) if comma > start and not pattern(rf"^{titles()}$").match(folded[start:comma]) else (start, end)
    )


def owners_of(fields: list[Field]) -> list[Field | None]:
    """Return for every name of a row its affiliation: the one before it, else the one after."""
    owners: list[Field | None] = []
    last: Field | None = None
    for index, one in enumerate(fields):
        if one.kind == "affiliation":
            last = one
        elif one.kind == "name":
            following = fields[index + 1] if index + 1 < len(fields) else None
            after = following if following and following.kind == "affiliation" else None
            owners.append(last or after)
            last = None
    return owners
