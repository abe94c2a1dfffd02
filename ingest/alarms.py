"""Whether the record of a report's talks may be incomplete, and the sentences that say so.

Reading accounts for every sentence of the sessions: a talk's, somebody's other part, or nobody's. What is left speaks
for itself: somebody with a post who is introduced and never heard, a floor that is given and not taken, a paragraph
about a place that belongs to no talk, a third speaker where two are known, a name nobody was read from.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.facts import HELD, PAST, SERIES
from ingest.likeness import SURE, japanese_odds
from ingest.mastheads import is_metadata
from ingest.minutes import SPEAKING, Minutes
from ingest.names import family, is_name, organisation_end
from ingest.patterns import NUMBER, pattern
from ingest.records import Excerpt, Person, Talk
from ingest.roles import cue, has_talks, speaks
from ingest.rows import unknown_post
from ingest.setoff import name_end, name_starts
from ingest.tallies import find_tallies
from ingest.text import fold
from ingest.topics import find_titles
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
_FRAMED = (  # a heading; what tells of the meeting as a whole
    rf"^[【\[].*[】\]]$|テーマ|主題|題目|副題|お題|課題は|(?:大会|会議|今届|本届)[^,。]{{0,6}}以|訂正|更正|{SERIES}"
)
_NOT_TOLD = ("title", "byline", "caption", "furniture")
_NUMBERED = r"[一二三四五六七八九十日月年]"  # dates and counts look like names
_CREDITS = (
    r"(?:^|[ |])(?:文|図|图|写真|図片|校対|審核|責?編輯?|編集|配信|撮影|記録|供稿|取材|担当|作者)(?:と写真)?[|:・/=]"
)
_DECLARED = r"トーク|倡議|宣言|共識|声明|覚書|鼎談|対談|パネル|討論|対話|対談"  # titles of what is no talk
_HELD_BY = r"^[^,。、]{0,4}(?:她|他)|^(?:彼|彼女|氏)|^作為[^,。]{2,30},(?:她|他)"  # a post of the one who is speaking
_ENDS = r"(?:です|である|でした|だった)。$"
_REPLY = r"^[^。:]{1,12}:[^。]{1,16}。$"  # 梁川主査：持ち帰って回答する。
_VISITED = r"訪ね|案内を?し|次号|ご一緒|空席|原本|中止"
_FLOOR = {  # the floor is given to somebody
    False: r"最後の(?:一枠|演壇|登壇者?|話)|しんがり|大トリ|トリは|もう一人|[0-9一二三四五六七八九](?:番手|人目|番目)",
    True: (
        r"(?<!今年)(?<!明年)(?<!下届)輪到|压軸|接棒|第[一二三四五六七八九十][個位](?:発言|上台|登台|開講|是|,)"
        r"|最後一[位個]|下一[位個]"
    ),
}
_MYSELF = r"小職|不肖|私が|私の番|私も壇|我講|我説|輪到我|我上台"
_ORDINAL = rf"({NUMBER})(?:人目|番手|番目)(?:は|が|の)"
_DOUBTED = 3  # people heard in an opening who greeted nobody
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
_NO_SPEAKER = r"進 ?行|主持|司会|提問|質疑|参観|見学|視察|領事|首席|委員長|団長"  # in a row of a programme
_OFFICE = 20  # characters of an office between its place and its holder
_NO_OFFICE = r"[成延身特助波]長$"
_LEAST = 40  # characters of a paragraph that may tell a talk


@dataclass(frozen=True, slots=True)
class Account:
    """What reading made of one sentence of the sessions."""

    unit: Unit
    names: tuple[str | None, ...] = ()  # people in it whose part was not known when it was read
    talk: bool = False  # it tells a talk
    settled: bool = False  # it says what its people did, or tells of something else
    told: bool = False  # it goes on with somebody's talk
    closed: bool = False  # no talks are given where it stands


def find_alarms(
    accounts: Sequence[Account],
    units: Sequence[Unit],
    minutes: Minutes,
    people: Sequence[Person],
    doubted: Mapping[str | None, Excerpt],
) -> tuple[Excerpt, ...]:
    """Return the sentences that speak of talks nobody recorded, now that everybody's part is known.

    `doubted` are taken for greetings, but told of like talks: one or two are, more are a session nobody noticed.
    """
    talks = [talk for talk in minutes.talks if talk.presented and talk.role in SPEAKING]
    known = {person.name for person in people}
    found = [
        *(one.unit.sentence.excerpt for one in accounts if _unheard(one, talks, minutes)),
        *_unread_names(units, known),
        *_silent(accounts, talks),
        *_floors(accounts, talks),
        *_strangers(accounts, people),
        *_officers(accounts, people),
        *_announced(talks, minutes),
        *find_tallies(units, talks),
        *(doubted.values() if len(doubted) >= _DOUBTED else ()),
    ]
    return tuple(dict.fromkeys(found))


def tells_else(unit: Unit) -> bool:
    """Return whether a sentence says that it is about something else than a talk of this meeting."""
    return any(cue(kind, unit.text.plain, chinese=unit.text.chinese) for kind in _NO_TALK)


def _unheard(one: Account, talks: Sequence[Talk], minutes: Minutes) -> bool:
    """Return whether a sentence introduces somebody who is never heard, or names a title that no talk has."""
    unit = one.unit
    framed = pattern(_FRAMED).search(unit.text.plain) or pattern(_CREDITS).search(unit.text.folded)
    if one.settled or one.closed or framed or is_metadata(unit.text.folded):
        return False
    if one.talk and cue("absent", unit.text.plain, chinese=unit.text.chinese):
        return False  # it tells who came instead
    told = [talk for talk in talks if any(_within(quote, unit) for quote in (talk.quote, *talk.details))]
    if pattern(_REPLY).match(unit.text.plain) or pattern(_VISITED).search(unit.text.plain):
        return False
    if any(not minutes.of(name) and not _known(name, talks) for name in one.names):
        return True
    posts = {fold(talk.title) for talk in told if talk.title}
    theirs = pattern(_HELD_BY).match(unit.text.plain) or (one.told and pattern(_ENDS).search(unit.text.plain))
    bodies = any(talk.speaker is None for talk in told)
    if not (theirs or bodies) and unknown_post(unit, posts):
        return True
    titled = (not told or _apart(unit, told)) and not pattern(rf"{_DECLARED}|{SERIES}").search(unit.text.folded)
    return titled and bool(find_titles(unit.text, 0, len(unit.text.plain)))


def _apart(unit: Unit, told: Sequence[Talk]) -> bool:
    """Return whether a sentence taken for a further one of talks with topics is a talk of its own in so many words."""
    further = all(talk.topic and not _within(talk.quote, unit) for talk in told)
    alike = any(fold(talk.topic or "")[:6] in unit.text.folded for talk in told)
    return further and not alike and bool(cue("explicit", unit.text.plain, chinese=unit.text.chinese))


def _known(name: str | None, talks: Sequence[Talk]) -> bool:
    """Return whether somebody with this surname gave a talk."""
    return bool(name) and any(talk.speaker and talk.speaker.startswith(str(name)) for talk in talks)


def _within(quote: Excerpt, unit: Unit) -> bool:
    shown = unit.text.shown
    return quote.text in shown or shown in quote.text


def _unread_names(units: Sequence[Unit], known: Collection[str]) -> Iterator[Excerpt]:
    """Yield the sentences that set off what can hardly be anything but the name of somebody whom no record knows."""
    for unit in units:
        if (
            unit.sentence.kind in _NOT_TOLD
            or is_metadata(unit.text.folded)
            or pattern(_CREDITS).search(unit.text.folded)
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


def _silent(accounts: Sequence[Account], talks: Sequence[Talk]) -> Iterator[Excerpt]:
    """Yield the paragraphs between talks that tell of a place or of the writer and belong to nobody."""
    given = 0
    for _, group in groupby(accounts, key=lambda one: one.unit.sentence.block):
        block = list(group)
        before, given = given, given + sum(one.talk for one in block)
        shown = "".join(one.unit.text.shown for one in block)
        if any(quote.text in shown for talk in talks for quote in (talk.quote, *talk.details)):
            continue
        if not 0 < before or any(one.talk or one.settled or one.closed or one.told for one in block):
            continue
        text = "".join(one.unit.text.plain for one in block)
        last = given >= sum(one.talk for one in accounts)
        mine = pattern(_MYSELF).search(text)
        about = mine or (not last and any(one.unit.people or one.unit.text.places for one in block))
        long = len(block) > 1 and len(text) >= _LEAST and block[0].unit.sentence.kind == "paragraph"
        if (
            about
            and long
            and not pattern(rf"{SERIES}|{HELD}|{PAST}").search(text)
            and not any(tells_else(o.unit) for o in block)
        ):
            yield block[0].unit.sentence.excerpt


def _floors(accounts: Sequence[Account], talks: Sequence[Talk]) -> Iterator[Excerpt]:
    """Yield the sentences that give the floor to somebody, where nobody takes it in this sentence or the two after."""
    for index, one in enumerate(accounts):
        unit = one.unit
        if one.closed or pattern(_VISITED).search(unit.text.plain) or _speaks_here(unit, talks):
            continue
        if not pattern(_FLOOR[unit.text.chinese]).search(unit.text.plain):
            continue
        following = accounts[index : index + 3]
        ordinal = pattern(_ORDINAL).search(unit.text.plain) and one.told and not one.talk
        untaken = not any(other.talk or other.told or other.settled for other in following)
        if ordinal or (
            untaken and not any(cue("absent", o.unit.text.plain, chinese=o.unit.text.chinese) for o in following)
        ):
            yield unit.sentence.excerpt


def _speaks_here(unit: Unit, talks: Sequence[Talk]) -> bool:
    """Return whether a sentence names somebody who gave a talk, if only by the surname."""
    return any(talk.speaker and fold(talk.speaker)[:2] in unit.text.plain for talk in talks)


def _strangers(accounts: Sequence[Account], people: Sequence[Person]) -> Iterator[Excerpt]:
    """Yield the sentences about somebody called by a surname that nobody known has: 儂さんが見せたのは."""
    for one in accounts:
        unit = one.unit
        if (
            one.closed
            or one.settled
            or unit.text.chinese
            or pattern(_VISITED).search(unit.text.plain)
            or tells_else(unit)
        ):
            continue
        for match in pattern(_CALLED).finditer(unit.text.plain):
            name = match[1]
            if is_name(name) and not any(name in fold(person.name) for person in people):
                yield unit.sentence.excerpt


def _officers(accounts: Sequence[Account], people: Sequence[Person]) -> Iterator[Excerpt]:
    """Yield the sentences in which somebody of a place has an unknown office, and a word of saying."""
    for one in accounts:
        text = one.unit.text
        absent = cue("absent", text.plain, chinese=text.chinese) or pattern(_VISITED).search(text.plain)
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


def _announced(talks: Sequence[Talk], minutes: Minutes) -> Iterator[Excerpt]:
    """Yield the rows of a programme whose speakers are told of nowhere, where others of the programme are."""
    rows = [talk for talk in minutes.talks if not talk.presented and talk.role == "speaker"]
    for row in rows if talks else ():
        told = any(_same(row, other) for other in minutes.talks if other is not row)
        speaks = (
            row.place
            and has_talks(row.session and fold(row.session))
            and not pattern(_NO_SPEAKER).search(fold(row.quote.text))
        )
        if speaks and row.speaker not in minutes.gone and not told:
            yield row.quote


def _same(row: Talk, talk: Talk) -> bool:
    return (row.speaker or row.organisation) in (talk.speaker, talk.organisation, talk.place)
