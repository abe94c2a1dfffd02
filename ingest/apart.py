"""People whose name and post stand apart in Chinese: 东海林诚的回答很干脆。…这位物产部长; 局长，曾在灯会干过的龚雪樵.

Neither is enough alone: a bare name may be any words, a bare post anybody. Together, in one paragraph, they are one
person; the place that the paragraph turned to before is theirs where nothing else is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.callings import DOER
from ingest.likeness import SURE, japanese_odds
from ingest.names import KANJI, family, japanese_throughout, name_at, organisation_end, titles
from ingest.organisations import Extent, is_body, leading_place, post_owner
from ingest.patterns import pattern
from ingest.posts import Introduction
from ingest.setoff import name_end
from ingest.text import fold
from ingest.wordings import Wording

_POINTED = rf"[這那]位((?:(?!的)[{KANJI}]){{0,6}})$"
_AS = r"(?:作為|身為|[這那]位)$"
_HELD = r"[当任做]$"  # 她在泉州市建設局|当|局長
_IS = r"(?:^|[,。;!?])(?:其実)?[他她]是(?:一?[個位名])?"
_CLAUSE = rf"(?:^|(?<=給了)|(?<=[輪交]到)|(?<=[。,;:!?」』\"~]))(?=[{KANJI}])"
_LOCAL = r"(?:市長|県長|町長|村長|鎮長|区長|知事|省長|州長|部長|課長|局長|係長|主査|職員)$"
_OFFICE = (
    r"^(?:[該本同]?[市県区町村鎮])?[^省県市区町村]{2,8}(?:[課局部科室]|委員会)$"  # an office that does not say whose
)
_OWN = r"^[市県区町村鎮]"  # an office that says it is one of the place spoken of
_LOOKS_BACK = 3  # sentences

People = Sequence[Sequence[Introduction]]


def find_apart(paragraph: Sequence[Wording], people: People) -> list[tuple[int, Introduction]]:
    """Return those whose post stands without a name, each with the number of the sentence that names them."""
    found: list[tuple[int, Introduction]] = []
    for index, text in enumerate(paragraph):
        for post in (*_bare_posts(text, people[index]), *_callings(text, people[index])):
            named = next(_bare_names(paragraph, people, index, post[0]), None)
            owner = post_owner(text, post[0])
            theirs = named and owner and named[0] == index and owner[0] <= named[1][0] < owner[1]  # A拜会了X主任
            if named and not theirs and not any(at == named[0] and one.start == named[1][0] for at, one in found):
                found.append((named[0], _introduced(paragraph[named[0]], named[1], text, post)))
    return found


def place_before(paragraph: Sequence[Wording], index: int, person: Introduction) -> Introduction:
    """Return somebody of whom only a local post is told with the place that the sentences before turned to."""
    office = person.organisation and not person.place and pattern(_OFFICE).search(fold(person.organisation))
    if not (office or (person.organisation is None and pattern(_LOCAL).search(fold(person.title or "")))):
        return person
    own = bool(office and pattern(_OWN).match(fold(person.organisation or "")))  # 丽水方面，上台的是|市水利局…
    turned = (
        (text, mention)
        for number in range(index, max(-1, index - _LOOKS_BACK), -1)
        for text in (paragraph[number],)
        for mention in reversed(text.places)
        if (own or not mention.bare)
        and mention.places[0].level in ("city", "county", "town")
        and (number < index or mention.end <= person.start)
    )
    text, mention = next(turned, (None, None))
    if text is None or mention is None:
        return person
    place, country = leading_place(text.places, mention.start, text.shown)
    place = place or text.shown[mention.start : mention.end]
    organisation = person.organisation or text.shown[mention.start : mention.end]
    return replace(person, organisation=organisation, place=place, country=country)


def _bare_posts(text: Wording, people: Sequence[Introduction]) -> Iterator[Extent]:
    """Yield the posts of a sentence that belong to nobody named: those pointed at, those set off by a comma."""
    for post in pattern(titles()).finditer(text.plain):
        taken = any(one.start < post.end() and post.start() < one.end for one in people)
        owner = post_owner(text, post.start())
        pointed = pattern(_POINTED).search(text.plain[: post.start()])
        told = pattern(_AS).search(text.plain[: owner[0] if owner else post.start()])
        named = owner is not None and pattern(organisation_end()).search(text.plain, *owner)
        held = owner is not None and pattern(_HELD).search(text.plain[: post.start()])
        set_off = (named or is_body(text, owner)) and text.plain[post.end() : post.end() + 1] == ","
        if not taken and (pointed or told or held or set_off):
            yield (pointed.start(1) if pointed and not (told and is_body(text, owner)) else post.start()), post.end()


def _callings(text: Wording, people: Sequence[Introduction]) -> Iterator[Extent]:
    """Yield what a pronoun is said to be, at a place: 她是喀什市某中心的|负责人."""
    for match in pattern(_IS).finditer(text.plain):
        calling = pattern(rf"([^,。;]*?)的?({DOER})(?=[,。;])").match(text.plain, match.end())
        placed = calling and any(m.start <= match.end() + 2 and match.end() <= m.start for m in text.places)
        if calling and placed and not any(one.start < calling.end() and calling.start() < one.end for one in people):
            yield calling.span(2)


def _bare_names(paragraph: Sequence[Wording], people: People, index: int, post: int) -> Iterator[tuple[int, Extent]]:
    """Yield where names stand that no post accompanies, the nearest first."""
    text = paragraph[index]
    for match in pattern(rf",(?:[^,。;、]{{2,24}}的)?(?=[{KANJI}])").finditer(text.plain, post):
        yield from ((index, span) for span in _name_spans(text, match.end(), people[index]))
    for number in range(index, max(-1, index - _LOOKS_BACK), -1):
        text = paragraph[number]
        starts = [match.end() for match in pattern(_CLAUSE).finditer(text.plain)]
        for start in reversed([one for one in starts if number < index or one < post]):
            yield from ((number, span) for span in _name_spans(text, start, people[number]))


def _name_spans(text: Wording, start: int, people: Sequence[Introduction]) -> Iterator[Extent]:
    """Yield the name that begins here, if it can be nothing else."""
    name = name_at(text.shown, text.plain, start) or text.shown[start : name_end(text, start) or start]
    folded = fold(name or "")
    known = family(folded)
    spelt = re.search("[·・]", folded) is not None
    long = spelt or (known is not None and 3 <= len(folded) <= len(known) + 2)
    if not name or not (long or japanese_throughout(folded) or (len(folded) == 3 and japanese_odds(folded) >= SURE)):
        return
    if text.place_over(start) is None and not any(one.start < start + len(name) and start < one.end for one in people):
        yield start, start + len(name)


def _introduced(named: Wording, span: Extent, told: Wording, post: Extent) -> Introduction:
    owner = post_owner(told, post[0])
    owner = owner if is_body(told, owner) else None
    organisation = re.sub("[当當任做]$", "", told.shown[slice(*owner)].strip("的\u3000 ")) if owner else None
    place, country = leading_place(told.places, owner[0], told.shown) if owner else (None, None)
    title = told.shown[slice(*post)]
    return Introduction(*span, named.shown[slice(*span)], title, organisation, place, country)
