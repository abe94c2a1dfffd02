"""People without a known post, told by what Chinese says of them: 涂小燕是宜昌市某社团的志愿者, 第三位讲者许斐悠真.

A calling is any word for somebody who does something (种植户, 老板, 志愿者). Beside a likely name and a place, in any
order, it introduces somebody as surely as a post does.
"""

from collections.abc import Iterator

from ingest.names import KANJI, families, family, is_name, japanese_throughout, titles
from ingest.organisations import Extent, is_body, owner_before
from ingest.patterns import pattern
from ingest.posts import Introduction, introduce
from ingest.setoff import name_end
from ingest.wordings import Wording

DOER = (
    rf"代表|嘉賓|負責人|老板|老闆|(?:(?![的就在和与同別了是,])[{KANJI}]){{1,3}}"
    rf"(?:志願者|種植戸|養殖戸|(?:(?<!公)民|[人員師家者士匠農生長手工商戸主]))"
)
_OFFICER = (
    rf"(?<=[の、])([{KANJI}]{{2,5}}[{KANJI}ァ-ヺー]{{0,9}}(?:[長監官員師士役]|補佐|代理|主[任査幹]|[参理幹監知]事))"
    r"(?=[はが]|から|より|の(?:報告|発表|話|講演)|です。|でした。|である。|。$)"
)
_CLAUSE = rf"(?:^|(?<=[。,;:!?、]))(?=[{KANJI}])"
_TELLS = r"(?:,?[他她]?(?:本人)?(?:是|来自|就是)(?:一?[個位名])?(?:来自)?(?:日本|中国)?)"
_CALLING = rf"的((?:(?!的)[{KANJI}]){{0,6}}?(?:{DOER}))(?=[,。;(]|$)"
_POINTED = (
    r"(?:第[一二三四五六七八九十]+|最[后後]一|下一)[位個](?:講者|嘉賓|発言[人者]|主講人?|講述者|代表)"
    rf"(?:是|,)?(?=[{KANJI}])"
)
_CALLS = rf"(?:^|(?<=[,。;!?」』\"]))(?:[他她](?:的名字)?)?(?:名?叫(?:做)?|名字叫)(?=[{KANJI}])"  # 他叫…，是…主事
_REVEALED = (
    rf"(?:^|(?<=[。,;]))[他她](?:就|正|便)?是((?:来自)?[^。,;]{{2,40}}?)的?({DOER})(?=[{KANJI}])"  # 她是…会的代表…
)
_ROOM = r"[他她](?:其?実?是|来自)([^,。;]{4,24}?)的?,$"  # 她是…振興室的，|叫…
_PERSON = r"青年|年軽人|姑娘|小[伙夥]子?|女士|先生|老人|男子|女子|女孩|男孩"
_NAMED = rf"(?:台上|講話|発言|[人位者])(?:的?人)?,?(?:名字|名)?叫(?:做|作)?(?=[{KANJI}])"


def find_called(text: Wording) -> Iterator[Introduction]:
    """Yield those whom a sentence presents by their calling or their place alone."""
    if not text.chinese:
        yield from _officers(text)
        return
    yield from _described(text)
    yield from _calls(text)
    for source in (_POINTED, _NAMED):
        for match in pattern(source).finditer(text.plain):
            end = _named_end(text, match.end()) if source is _NAMED else name_end(text, match.end())
            if end is not None and end - match.end() > 2 and not text.place_over(match.end()):
                calling = pattern(rf"的(?:{_PERSON}|{DOER})").match(text.plain, end)
                span = (match.start(), calling.end() if calling else end)
                yield introduce(text, span, text.shown[match.end() : end], *_called(text, end, None))


def _officers(text: Wording) -> Iterator[Introduction]:
    """Yield those of a body with a name beyond doubt, whose office no table knows: 桜川市の塙一樹水番長は."""
    for match in pattern(_OFFICER).finditer(text.plain):
        start, end = match.span(1)
        owner = owner_before(text, start)
        sizes = (size for size in (4, 5, 3, 2) if size < end - start and _named(text.plain[start : start + size]))
        size = next(sizes, None) if is_body(text, owner) else None
        if owner and size:
            name = text.shown[start : start + size]
            yield introduce(text, (owner[0], end), name, text.shown[start + size : end], owner)


def _named(name: str) -> bool:
    """Return whether folded characters before an unknown office can hardly be anything but a name."""
    known = family(name)
    chinese = known is not None and len(name) == 3 and len(name) - len(known) == 2
    return is_name(name) and (japanese_throughout(name) or chinese or (len(name) == 2 and name in families()))


def _calls(text: Wording) -> Iterator[Introduction]:
    """Yield those whose name a clause of its own tells, beside one that tells their post or place."""
    for match in pattern(_REVEALED).finditer(text.plain):
        end = _named_end(text, match.end())
        if end is not None and end - match.end() > 2:
            span, name = (match.start(1), end), text.shown[match.end() : end]
            yield introduce(text, span, name, text.shown[slice(*match.span(2))], match.span(1))
    for match in pattern(_CALLS).finditer(text.plain):
        end = _named_end(text, match.end())
        before = pattern(_ROOM).search(text.plain[: match.start()])
        if end is None or end - match.end() < 2:
            continue
        span, name = (match.start(), end), text.shown[match.end() : end]
        post = pattern(rf",(?:其?実?是|来自)((?:(?![,。;]).){{2,24}}?)({titles()})(?=[,。;])").match(text.plain, end)
        if post:
            yield introduce(text, span, name, text.shown[slice(*post.span(2))], post.span(1))
        elif before and (is_body(text, before.span(1)) or pattern(r"[課室部局科処]$").search(before[1])):
            yield introduce(text, span, name, None, before.span(1))


def _named_end(text: Wording, start: int) -> int | None:
    """Return where the name that somebody is said to have ends: at a sign, whatever it looks like."""
    match = pattern(rf"(?:(?!的)[{KANJI}]){{2,5}}(?: [{KANJI}]{{1,3}})?(?=[,。;(的])").match(text.plain, start)
    return match.end() if match and is_name(text.shown[start : match.end()]) else None


def _described(text: Wording) -> Iterator[Introduction]:
    """Yield those of whom it is said where they are from: 宇贺神光来自栃木县鹿沼市，是个木匠."""
    for match in pattern(_CLAUSE).finditer(text.plain):
        start = match.end()
        end = None if text.place_over(start) else name_end(text, start)
        told = pattern(_TELLS).match(text.plain, end) if end else None
        place = next((m for m in text.places if told and m.start == told.end() and not m.bare), None)
        if end and place and end - start > 2:
            title, owner = _called(text, place.end, place.start)
            yield introduce(text, (start, end), text.shown[start:end], title, owner or (place.start, place.end))


def _called(text: Wording, start: int, body: int | None) -> tuple[str | None, Extent | None]:
    """Return the calling told behind `start`, before the sentence ends, and the body from `body` up to it."""
    stop = min((at for sign in "。;" if (at := text.plain.find(sign, start)) >= 0), default=len(text.plain))
    calling = pattern(_CALLING).search(text.plain, start, stop + 1)
    if calling is None:
        return None, None
    inside = body is not None and "," not in text.plain[body : calling.start()]
    return text.shown[slice(*calling.span(1))], (body, calling.start()) if inside and body is not None else None
