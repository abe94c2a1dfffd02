"""Who 私 and 我 are: the author of a report that is signed, or whoever an utterance of its minutes is labelled with."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.names import KANJI, is_name, plausible
from ingest.patterns import pattern
from ingest.posts import Introduction
from ingest.text import fold
from ingest.units import Unit
from ingest.voices import find_labels, label_end

_I = r"(?:不肖の?)?(?:筆者|私|わたし|わたくし|僕|小職)"
_TURN = r"[一二三四五六七八九十0-9]+(?:番手|番目|人目)|トリ|しんがり|最後|次|さて|続く|続いて"
_MINE = (  # the author as the one whose turn it is, by language
    rf"{_I}に(?:割り当てられ|回ってき)(?:た|ました)(?=。)"
    rf"|(?:(?<=さて)|(?<=は)|(?<=が)|(?<=[、 ])|^){_I}(?=です。|だ。|の番です|の番だ)"
    rf"|{_I}(?=(?:の)?(?:出番|番|発表|報告|講演)|だった|でした|である|であった|が(?:登壇|発表|報告|講演|話)"
    r"|は[^。]{0,30}(?:発表|報告|講演|登壇|紹介)(?:した|を|しま|いた)"
    r"|(?:の(?:方|ほう))?(?:で|から|が)、?[^。]{0,80}(?:お話し|お話を|ご報告|発表|講演|登壇)(?:し|いた|さ))",
    r"(?:(?<=輪到)|(?<=接着是)|(?<=交給)|(?<=就是)|(?<=[個位]是)|(?<=[個位]就是))(?:了)?(?:我|筆者)(?!們)"
    r"|(?:我|筆者)(?=作了|做了|的(?:発言|報告|分享|演講)|上台|登台|発言|(?:講|談|説|報告|分享)的(?:是|題))",
)
_SIGNED = 4  # units at the end of a report that may hold its signature
_BY = (
    rf"(?:^|[ |/])(?:原創|作者|撰文|撰稿|文|文字|執筆|投稿|寄稿)[ :・/|]+"
    rf"([{KANJI}]{{2,5}}(?: [{KANJI}]{{1,3}})?)(?=$|[ /|)(])"
)


def with_author(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with the author, or the one uttering them, named where the text says that it is their turn."""
    labels = find_labels(unit.text.shown for unit in units)
    if labels:
        return list(_uttered(units, labels))
    author = _author(units)
    return [_named(unit, author) for unit in units] if author else list(units)


def _uttered(units: Sequence[Unit], labels: frozenset[str]) -> Iterator[Unit]:
    """Yield the units of minutes without the people of their labels, who are who 私 means up to the next label."""
    voice: Introduction | None = None
    for unit in units:
        end = label_end(unit.text.shown, labels)
        if end:
            voice = next((one for one in unit.people if one.start < end), None)
            unit = replace(unit, entry=None, people=tuple(one for one in unit.people if one.start >= end))
        yield _named(unit, voice) if voice else unit


def _author(units: Sequence[Unit]) -> Introduction | None:
    """Return who signs a report, above its text or below it; None where nobody or several do."""
    head = [unit for unit in units if unit.sentence.kind in ("byline", "title")]
    above = [one for unit in head for one in unit.people]
    below = [one for unit in units[-_SIGNED:] if "(" in unit.text.folded[:1] for one in unit.people]
    signed = [one for one in above if one.title] or below or [one for unit in head for one in _credited(unit)]
    return signed[0] if len({one.name for one in signed}) == 1 else None


def _credited(unit: Unit) -> Iterator[Introduction]:
    """Yield whom a byline names without any post: 原创　沈蘅."""
    for match in pattern(_BY).finditer(unit.text.folded):
        name = unit.text.shown[slice(*match.span(1))].replace("\u3000", "").replace(" ", "")
        if is_name(name) and plausible(fold(name)):
            yield Introduction(*match.span(1), name, None, None, None, None)


def _named(unit: Unit, author: Introduction) -> Unit:
    match = pattern(_MINE[unit.text.chinese]).search(unit.text.plain)
    if match is None or unit.entry or any(one.name == author.name for one in unit.people):
        return unit
    here = replace(author, start=match.start(), end=match.end())
    return replace(unit, people=tuple(sorted([*unit.people, here], key=lambda one: one.start)))
