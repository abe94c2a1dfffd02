"""Sentences that count more speakers, or quote more titles, than talks were found."""

from collections.abc import Iterator, Sequence

from ingest.patterns import NUMBER, number, pattern
from ingest.records import Excerpt, Talk
from ingest.roles import cue
from ingest.topics import find_titles
from ingest.units import Unit

_SPEAKERS = (
    rf"({NUMBER})(?:名|人|氏|都市|自治体|組)(?:の[^、。]{{0,8}})?(?:が|から)?(?:登壇|発表し|発表を|発表が|講演し|報告し|事例を)",
    rf"(?:登壇者?|発表者?|講演者?|報告者?|事例)は(?:計|全部で|合わせて)?({NUMBER})(?:名|人|組|件|題)",
    rf"({NUMBER})(?:題|件|本)の(?:発表|報告|講演)",
    rf"({NUMBER})(?:位|名)[^,。;0-9]{{0,8}}(?:先[后後]|依次|輪流|分別|登台|上台)[^,。;]{{0,8}}(?:発言|演講|分享|報告|講述|介紹|開講)",
)
_PARTS = (  # how many spoke in one part of the meeting: 前半は醸造をめぐる3件
    rf"(?:前半|後半|午前|午後|上午|下午|第[一二三1-3][部場])[はにの的有][^。;0-9]{{0,20}}?({NUMBER})(?:件|題|本|人|名|位|個)(?![^。]{{0,6}}(?:参加|出席|聴))"
)
_MOST = 30  # speakers a meeting has
_TWO = r"前者|後者"  # those of the sentence before


def find_tallies(units: Sequence[Unit], talks: Sequence[Talk]) -> Iterator[Excerpt]:
    """Yield the sentences whose count of speakers, or of titles, says that talks are missing."""
    yield from _counts(units, talks)
    yield from _parts(units, talks)
    yield from _shared(units, talks)


def _counts(units: Sequence[Unit], talks: Sequence[Talk]) -> Iterator[Excerpt]:
    """Yield the sentences that count more speakers than were found."""
    for unit in units:
        for source in _SPEAKERS:
            for match in pattern(source).finditer(unit.text.plain):
                count = number(match[1]) or 0
                if len(talks) < count <= _MOST and not cue("past", unit.text.plain, chinese=unit.text.chinese):
                    yield unit.sentence.excerpt


def _parts(units: Sequence[Unit], talks: Sequence[Talk]) -> Iterator[Excerpt]:
    """Yield the last of the sentences that count, part by part, more speakers than were found."""
    told = [(number(match[1]) or 0, unit) for unit in units if (match := pattern(_PARTS).search(unit.text.plain))]
    if len(told) > 1 and len(talks) < sum(count for count, _ in told) <= _MOST:
        yield told[-1][1].sentence.excerpt


def _shared(units: Sequence[Unit], talks: Sequence[Talk]) -> Iterator[Excerpt]:
    """Yield the sentences that tell talks and quote more of their titles than they name people."""
    for unit in units:
        titles = find_titles(unit.text, 0, len(unit.text.plain))
        if pattern(_TWO).search(unit.text.plain):
            continue
        if len(titles) > max(1, len(unit.people)) and any(
            unit.sentence.text in t.quote.text or t.quote.text in unit.sentence.text for t in talks
        ):
            yield unit.sentence.excerpt
