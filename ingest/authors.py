"""The author of a report who speaks at the meeting: who 私 and 我 are in a text that is signed."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.patterns import pattern
from ingest.posts import Introduction
from ingest.units import Unit

_MINE = (  # the author as the one whose turn it is, by language
    r"(?:筆者|私|わたし|僕|小職)に(?:割り当てられ|回ってき)(?:た|ました)(?=。)"
    r"|(?:不肖の?)?(?:筆者|私|わたし|僕|小職)(?=(?:の)?(?:出番|番|発表|報告|講演)|だった|でした|である|であった|が(?:登壇|発表|報告|講演|話)"
    r"|は[^。]{0,30}(?:発表|報告|講演|登壇|紹介)(?:した|を))",
    r"(?:(?<=輪到)|(?<=接着是)|(?<=交給)|(?<=就是))(?:了)?(?:我|筆者)(?!們)|(?:我|筆者)(?=作了|做了|的(?:発言|報告|分享|演講)|上台|登台|発言)",
)
_SIGNED = 4  # units at the end of a report that may hold its signature


def with_author(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with the author named where the text says that it is the author's turn."""
    author = _author(units)
    return [_named(unit, author) for unit in units] if author else list(units)


def _author(units: Sequence[Unit]) -> Introduction | None:
    """Return who signs a report, above its text or below it; None where nobody or several do."""
    above = [one for unit in units if unit.sentence.kind in ("byline", "title") for one in unit.people]
    below = [one for unit in units[-_SIGNED:] if "(" in unit.text.folded[:1] for one in unit.people]
    signed = [one for one in above if one.title] or below
    return signed[0] if len({one.name for one in signed}) == 1 else None


def _named(unit: Unit, author: Introduction) -> Unit:
    match = pattern(_MINE[unit.text.chinese]).search(unit.text.plain)
    if match is None or unit.entry or any(one.name == author.name for one in unit.people):
        return unit
    here = replace(author, start=match.start(), end=match.end())
    return replace(unit, people=tuple(sorted([*unit.people, here], key=lambda one: one.start)))
