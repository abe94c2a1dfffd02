"""What a row of a programme says beyond its fields: who of it did not come, which body speaks where nobody is named."""

import re
from collections.abc import Collection
from functools import cache

from ingest.bodies import Speaker
from ingest.fields import head_of
from ingest.names import cues, titles
from ingest.organisations import is_body, leading_place, post_owner
from ingest.patterns import pattern
from ingest.people import no_post
from ingest.posts import Introduction
from ingest.programme import Entry
from ingest.roles import cue, find_session, speaks
from ingest.text import fold
from ingest.units import Unit

_SHORTEST_TOPIC = 5
_AFTER_POST = {
    False: r"[はがもら]|から|より|:|[、,・)]|です|だ|である|の[^、。]{1,8}(?:さん|氏)"
    r"| +[\u3400-\u9fff]{1,4}(?: |$)",
    True: r"(?!的(?!発言|報告|演講|分享|題目|講題))[\u3400-\u9fff]{2}|[,:]| +[\u3400-\u9fff]{1,4}(?: |$)",
}
_ANYBODY = (
    r"(?:各|両|元|前|歴代|関係|担当|一人の|ある|どの|多くの|[0-9一二三四五六七八九十数]+(?:名|人|位)の"
    r"|某|有|位|名|個|一)$"
)
_AFFILIATION = 40  # characters of a line that tells somebody's post


def find_absent(unit: Unit, entry: Entry) -> list[Introduction]:
    """Return those of a row of whom it says that they did not speak; a semicolon parts them."""
    gone: list[Introduction] = []
    for part in re.finditer(r"[^;]+", unit.text.plain):
        here = [person for person in entry.people if part.start() <= person.end <= part.end()]
        if cue("absent", part[0], chinese=unit.text.chinese):
            gone += here
            if part[0] == unit.text.plain and not here:
                return list(entry.people)
    return gone


def body_of(unit: Unit, entry: Entry) -> Speaker:
    """Return the city or office of a row without a named person."""
    start, end = entry.body or (0, 0)
    mention = next((m for m in unit.text.places if m.start == start), None)
    place = unit.text.shown[mention.start : mention.end] if mention else None
    country = mention.places[0].country if mention else None
    return Speaker(start, end, None, None, unit.text.shown[start:end], place, country)


def unknown_post(unit: Unit, told: Collection[str]) -> bool:
    """Return whether somebody with a post is the subject, or beside a blank, whose name was not understood.

    A sentence that begins with the post of the one whose talk it tells, `told`, means that one: 市長は…について語った.
    """
    after = _AFTER_POST[unit.text.chinese]
    for match in pattern(titles()).finditer(unit.text.plain):
        known = any(person.start < match.end() and match.start() < person.end for person in unit.people)
        known = known or match[0] in _anybody()
        if known or no_post(unit.text, *match.span()) or pattern(_ANYBODY).search(unit.text.plain[: match.start()]):
            continue
        if match.start() == 0 and match[0] in told:
            continue
        named = any(place.end <= match.start() + 1 <= place.end + 12 for place in unit.text.places)
        named = named or is_body(unit.text, post_owner(unit.text, match.start()))
        chief = pattern(r"[長監授官事記]$").search(match[0])
        said = chief and speaks(unit.text.plain[match.end() :], chinese=unit.text.chinese)
        if unit.people and unit.text.plain[match.end() : match.end() + 1] in ("、", ","):
            continue  # the name stands apart from the post
        if (named or said) and pattern(after).match(unit.text.plain, match.end()):
            return True
    return False


@cache
def _anybody() -> frozenset[str]:
    return frozenset(fold(word) for word in cues("unnamed"))


def topic_of(unit: Unit) -> str | None:
    """Return what a heading may name as the topic of whoever stands below it: 【A－1】膜を休ませる."""
    tag = pattern(r"^[【\[<(]?[^】\]>)]{1,8}[】\]>)]|^[^\w「『《\"]*").match(unit.text.folded)
    shown = unit.text.shown[tag.end() if tag else 0 :].strip("\u3000 ")
    named = unit.entry is not None or find_session(unit.text.folded[tag.end() if tag else 0 :])
    listing = pattern(r"[0-9]+[日年時:]|プログラム|次第|一覧|名簿|出席者|登壇者|概要|名単|議程").search(fold(shown))
    heads = any(head_of(cell) for cell in unit.text.folded.split()[1:])  # 役割　所属・役職　氏名
    return shown if len(shown) >= _SHORTEST_TOPIC and not (named or listing or heads) else None


def credits(unit: Unit) -> bool:
    """Return whether a row tells whose words stood above it: 【お話】X市局長　Y."""
    return bool(pattern(r"^[【\[(](?:お話し?|談|話|語り手?|話し手|話者|発言)[】\])]").match(unit.text.folded))


def tells_post(unit: Unit) -> bool:
    """Return whether a line does nothing but tell somebody's post or place."""
    line = unit.sentence.kind in ("heading", "item") and not unit.text.plain.endswith("。") and not unit.entry
    short = len(unit.text.shown) <= _AFFILIATION
    return short and (_last_post(unit) is not None or (line and bool(unit.text.places)))


def owner_of(unit: Unit) -> Speaker | None:
    """Return the post a line ends with and whose it is, without a name; None for a line without a post."""
    post = _last_post(unit)
    if post is None:
        return None
    owner = post_owner(unit.text, post.start())
    place, country = leading_place(unit.text.places, owner[0], unit.text.shown) if owner else (None, None)
    organisation = unit.text.shown[slice(*owner)].strip("的の") if owner else None
    shown = unit.text.shown[slice(*post.span())]
    return Speaker(post.start(), post.end(), None, shown, organisation, place, country)


def _last_post(unit: Unit) -> re.Match[str] | None:
    folded = unit.text.folded
    return next((post for post in pattern(titles()).finditer(folded) if post.end() == len(folded)), None)
