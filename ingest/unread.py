"""People whom a report names and nobody was read from: bare names, surnames nobody has, offices no table knows."""

from collections.abc import Collection, Iterator, Sequence

from ingest.accounts import CREDITS, Account, is_passing, tells_else
from ingest.likeness import SURE, japanese_odds
from ingest.mastheads import is_metadata
from ingest.names import family, is_name, organisation_end
from ingest.patterns import pattern
from ingest.records import Excerpt, Person
from ingest.roles import cue, speaks
from ingest.setoff import name_end, name_starts
from ingest.text import fold
from ingest.units import Unit

_NOT_TOLD = ("title", "byline", "caption", "furniture")
_NUMBERED = r"[一二三四五六七八九十日月年]"  # dates and counts look like names
_CALLED = r"(?:^|(?<=[。、「」のたるで]))([\u3400-\u9fff]{1,4})(?:さん|氏)(?:[(][^()]*[)])?(?=[はがも。]|から|より)"
_OFFICERS = {  # whoever has an office that no table knows, as the subject of a word of saying
    False: (
        r"(?:^|(?<=[の、。」]))((?:[\u3400-\u9fff]{1,4}(?:(?![はがをにのとでもへ])[ぁ-ん]){2,4})?[\u3400-\u9fffァ-ヺー]{2,14}"
        r"(?:長|監|官|補佐|主[任査幹事]|参[事与]|[理幹]事|技[師監]|[門進究]員))"
        r"(?:は|が|から|より|の(?=報告|発表|話|講演)|(?=(?:です|でした|である)?。$))"
    ),
    True: (
        r"[長任官監員師授記事人家主](?![如忙最首親再])([\u3400-\u9fff]{2,4}?)(?<![着過地得然])"
        r"(?:則|也|還|率先|首先|随后|最先)?(?:説|講|談|介紹|作[了題]?|以[「《“]|帯来|表示|分享|指出|認為|登台|上台|発言)"
    ),
}
_OFFICE = 20  # characters of an office between its place and its holder
_NO_OFFICE = r"[成延身特助波]長$"


def find_unread(accounts: Sequence[Account], units: Sequence[Unit], people: Sequence[Person]) -> Iterator[Excerpt]:
    """Yield the sentences that name somebody of whom no record tells."""
    yield from _unread_names(units, {person.name for person in people})
    yield from _strangers(accounts, people)
    yield from _officers(accounts, people)


def _unread_names(units: Sequence[Unit], known: Collection[str]) -> Iterator[Excerpt]:
    """Yield the sentences that set off what can hardly be anything but the name of somebody whom no record knows."""
    for unit in units:
        if (
            unit.sentence.kind in _NOT_TOLD
            or is_metadata(unit.text.folded)
            or pattern(CREDITS).search(unit.text.folded)
        ):
            continue
        unread = any(not any(name in one or one in name for one in known) for name in _bare_names(unit))
        if unread and not tells_else(unit):
            yield unit.sentence.excerpt


def _bare_names(unit: Unit) -> Iterator[str]:
    """Yield the likely names of a sentence that nobody was read from; a Chinese one of three only in rows."""
    text = unit.text
    for start in name_starts(text):
        taken = text.place_over(start) or any(one.start <= start < one.end for one in unit.people)
        end = None if taken else name_end(text, start)
        if end is None:
            continue
        name = text.plain[start:end].replace(" ", "")
        family_name = family(name) or name
        rowed = unit.sentence.kind != "paragraph" and not text.plain.endswith("。")
        chinese = len(name) == 3 and len(name) - len(family_name) == 2 and rowed
        sure = chinese or (len(name) >= 4 and japanese_odds(name) >= SURE)
        if sure and not pattern(_NUMBERED).search(name):
            yield text.shown[start:end].replace("\u3000", "").replace(" ", "")


def _strangers(accounts: Sequence[Account], people: Sequence[Person]) -> Iterator[Excerpt]:
    """Yield the sentences about somebody called by a surname that nobody known has: 儂さんが見せたのは."""
    for one in accounts:
        unit = one.unit
        if one.closed or one.settled or unit.text.chinese or is_passing(unit) or tells_else(unit):
            continue
        for match in pattern(_CALLED).finditer(unit.text.plain):
            name = match[1]
            if is_name(name) and not any(name in fold(person.name) for person in people):
                yield unit.sentence.excerpt


def _officers(accounts: Sequence[Account], people: Sequence[Person]) -> Iterator[Excerpt]:
    """Yield the sentences in which somebody of a place has an unknown office, and a word of saying."""
    for one in accounts:
        text = one.unit.text
        absent = cue("absent", text.plain, chinese=text.chinese) or is_passing(one.unit)
        if absent or (not one.talk and (one.closed or one.settled or tells_else(one.unit))):
            continue
        for match in pattern(_OFFICERS[text.chinese]).finditer(text.plain):
            left, right = match.span(1)
            known = any(person.start < right and left < person.end for person in one.unit.people)
            known = known or any(fold(person.title or "").endswith(match[1]) for person in people)
            placed = any(
                left - _OFFICE <= place.start and place.end <= left + 3 and not place.bare for place in text.places
            )
            official = text.chinese and pattern(rf"{organisation_end()}[^,。;]{{0,6}}$").search(text.plain[:left])
            nobody = rf"{organisation_end()}$" if text.chinese else _NO_OFFICE
            named = not pattern(nobody).search(text.plain[:right]) and (not text.chinese or is_name(match[1]))
            said = text.chinese or len(text.plain) - right < 5 or speaks(text.plain[right:], chinese=False)
            if (placed or official) and named and said and not known:
                yield one.unit.sentence.excerpt
