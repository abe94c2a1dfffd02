"""Whether the record of a report's talks may be incomplete, and the sentences that say so.

Reading accounts for every sentence of the sessions: a talk's, somebody's other part, or nobody's. What is left speaks
for itself: somebody with a post who is introduced and never heard, a floor that is given and not taken, a paragraph
about a place that belongs to no talk, a third speaker where two are known, a name nobody was read from.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ingest.accounts import CREDITS, Account, is_passing, tells_else
from ingest.facts import HELD, PAST, SERIES
from ingest.mastheads import is_metadata
from ingest.minutes import SPEAKING, Minutes
from ingest.patterns import NUMBER, pattern
from ingest.records import Excerpt, Person, Talk
from ingest.roles import cue, has_talks
from ingest.rows import unknown_post
from ingest.swallowed import find_swallowed
from ingest.tallies import find_tallies
from ingest.text import fold
from ingest.topics import find_titles
from ingest.units import Unit
from ingest.unread import find_unread

_FRAMED = (  # a heading; what tells of the meeting as a whole
    rf"^[【\[].*[】\]]$|テーマ|主題|題目|副題|お題|課題は|(?:大会|会議|今届|本届)[^,。]{{0,6}}以|訂正|更正|{SERIES}"
)
_DECLARED = r"トーク|倡議|宣言|共識|声明|覚書|鼎談|対談|パネル|討論|対話|対談"  # titles of what is no talk
_HELD_BY = r"^[^,。、]{0,4}(?:她|他)|^(?:彼|彼女|氏)|^作為[^,。]{2,30},(?:她|他)"  # a post of the one who is speaking
_ENDS = r"(?:です|である|でした|だった)。$"
_REPLY = r"^[^。:]{1,12}:[^。]{1,16}。$"  # 梁川主査：持ち帰って回答する。
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
_NO_SPEAKER = r"進 ?行|主持|司会|提問|質疑|参観|見学|視察|領事|首席|委員長|団長"  # in a row of a programme
_LEAST = 40  # characters of a paragraph that may tell a talk


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
    found = [
        *(one.unit.sentence.excerpt for one in accounts if _unheard(one, talks, minutes)),
        *find_unread(accounts, units, people),
        *find_swallowed(accounts, minutes),
        *_silent(accounts, talks),
        *_floors(accounts, talks),
        *_announced(talks, minutes),
        *find_tallies(units, talks),
        *(doubted.values() if len(doubted) >= _DOUBTED else ()),
    ]
    return tuple(dict.fromkeys(found))


def _unheard(one: Account, talks: Sequence[Talk], minutes: Minutes) -> bool:
    """Return whether a sentence introduces somebody who is never heard, or names a title that no talk has."""
    unit = one.unit
    framed = pattern(_FRAMED).search(unit.text.plain) or pattern(CREDITS).search(unit.text.folded)
    if one.settled or one.closed or framed or is_metadata(unit.text.folded):
        return False
    if one.talk and cue("absent", unit.text.plain, chinese=unit.text.chinese):
        return False  # it tells who came instead
    told = [talk for talk in talks if any(_within(quote, unit) for quote in (talk.quote, *talk.details))]
    if pattern(_REPLY).match(unit.text.plain) or is_passing(unit):
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
        if one.closed or is_passing(unit) or _speaks_here(unit, talks):
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
