"""Names of things asked for as they are heard: とうみイーナビ for とうみeなび, Nokkaru Okuuda for ノッカルおくうだ.

Only names that the reports quote and that are written in kana or Latin letters can be told by their sound.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.archive import Archive
from ingest.readings import sound_key

_RUN = re.compile(r"(?:[ァ-ヴー]|[ぁ-ゖ]|[a-z'’-]|(?<=[a-z]) (?=[a-z])){4,60}")
_LETTERS = re.compile(r"(?<![a-z])[a-z]{1,3}(?![a-z])")
_SHORTEST = 6  # sounds of a name that is no word by chance
_SPELLED = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "エー ビー シー ディー イー エフ ジー エイチ アイ ジェイ ケー エル エム エヌ オー ピー キュー".split()
        + "アール エス ティー ユー ブイ ダブリュー エックス ワイ ゼット".split(),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Heard:
    """Where a question names a thing by its sound, and the name as the reports write it, folded."""

    start: int
    end: int
    name: str


def things_heard(folded: str, archive: Archive) -> Iterator[Heard]:
    """Yield the names of things in a folded question that are written otherwise than in the reports."""
    named = _by_sound(archive.quoted)
    for run in _RUN.finditer(folded):
        sound = sound_key(run[0])
        ends = range(_SHORTEST, len(sound) + 1)
        parts = {sound[start:end] for end in ends for start in range(end - _SHORTEST + 1)}
        for key in parts & named.keys():
            if named[key] not in folded:
                yield Heard(*_span(run, key), named[key])


@lru_cache(maxsize=4)
def _by_sound(names: frozenset[str]) -> dict[str, str]:
    """Return names by how they sound."""
    return {key: name for name in sorted(names) for key in _keys(name)}


def _keys(name: str) -> list[str]:
    """Return how a name may sound, its letters read as a word or one by one."""
    spelled = _LETTERS.sub(lambda match: "".join(_SPELLED[one] for one in match[0]), name)
    return [key for key in dict.fromkeys(map(sound_key, (name, spelled))) if len(key) >= _SHORTEST]


def _span(run: re.Match[str], key: str) -> tuple[int, int]:
    """Return the shortest stretch of a run that sounds so."""
    text = run[0]
    end = next(end for end in range(1, len(text) + 1) if key in sound_key(text[:end]))
    start = max(start for start in range(end) if key in sound_key(text[start:end]))
    return run.start() + start, run.start() + end
