"""Whose town hall an office is that does not say so: 飯田市といえば、りんご並木。観光課長の熊谷宗平さんは….

A paragraph turns to a place first and names the office alone afterwards; the place last turned to is theirs where
nobody else was named since.
"""

from collections.abc import Sequence
from dataclasses import replace

from ingest.organisations import leading_place
from ingest.patterns import pattern
from ingest.places import PlaceMention
from ingest.posts import Introduction
from ingest.text import fold
from ingest.wordings import Wording

_LOOKS_BACK = 3  # sentences
_OFFICE = (
    r"^(?!.*(?:省|庁|日本|中国|国立|大学|学院|会社|協会|連合|集団|公司|銀行))"
    r"(?:同[市県区町村])?[^、。]{1,16}(?:課|局|部|科|室|館|委員会)$"
)
_POST = r"(?:[課局部室科係]長|主査|主幹|主任|主事|参事監?|教育長|村長|町長|市長|知事|職員)(?:補佐)?$"
_LEVELS = ("city", "county", "town", "prefecture")
_TURNS = (  # what follows a place that a sentence turns to
    r"^(?:[(][^()]*[)])?(?:は|も|から(?:は|も)?|より|という?と|といえば|と言えば|の(?:お?話|番|発表|報告|出番|登場)|で[、すし]"
    r"|だ|である|。|$|の[^、。]{2,14}が(?:話|登壇|発表|報告|講演))"
)
_AT_HOST = r"(?:開催地|地元|現地|開催[市県町村])(?:の|・|である|、)?$"
_OWN = r"[本当弊][県市町村区府都道社所団]"  # the author's
_SENDS = r"^[^、。はがを]{1,24}からは?$"  # 天水市外事弁公室からは|孫立新主任が: the office has its place


def place_led_up_to(
    paragraph: Sequence[Wording],
    people: Sequence[Sequence[Introduction]],
    index: int,
    person: Introduction,
    host: str | None,
) -> Introduction:
    """Return somebody of whom an office or a local post alone is told with the place before them, if there is one."""
    office, post = fold(person.organisation or ""), fold(person.title or "")
    if person.place or not pattern(_OFFICE if office else _POST).search(office or post):
        return person
    if host and pattern(_AT_HOST).search(paragraph[index].plain[: person.start]):
        return replace(person, organisation=person.organisation or host, place=host)
    found = _turned_to(paragraph, people, index, person)
    if found is None:
        return person
    text, mention = found
    place, country = leading_place(text.places, mention.start, text.shown)
    return replace(person, organisation=person.organisation or place, place=place, country=country)


def _turned_to(
    paragraph: Sequence[Wording], people: Sequence[Sequence[Introduction]], index: int, person: Introduction
) -> tuple[Wording, PlaceMention] | None:
    """Return the last place the text turned to before somebody, None where another person stands between."""
    for number in range(index, max(-1, index - _LOOKS_BACK), -1):
        text = paragraph[number]
        before = person.start if number == index else len(text.plain)
        since = max((one.end for one in people[number] if one.end <= before and one is not person), default=0)
        for mention in reversed(text.places):
            turned = since <= mention.start and mention.end <= before and not mention.bare
            if turned and pattern(_OWN).search(text.plain[mention.end : before]):
                return None
            if turned and mention.places[0].level in _LEVELS and pattern(_TURNS).match(text.plain[mention.end :]):
                return text, mention
            if turned and number == index and pattern(_SENDS).search(text.plain[mention.end : before]):
                return None
        if since or pattern(_OWN).search(text.plain[:before]):
            return None
    return None
