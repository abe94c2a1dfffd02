"""What a build would change, has changed, or changed once: the JSON of `diff`, `build`, `rollback` and `status`, typed.

Nothing else is taken from those commands.
"""

from dataclasses import dataclass
from typing import Literal

from ingest.change_records import Changes

Ending = Literal["running", "built", "nothing", "failed", "cancelled", "interrupted", "rolled_back"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One build or rollback of the history."""

    began: str  # ISO, UTC
    ended: str | None
    by: str
    ending: Ending
    generation: str | None
    words: str
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A generation one can go back to."""

    id: str
    current: bool
    whole: bool
    built: str | None = None
    reports: int = 0
    talks: int = 0


@dataclass(frozen=True, slots=True)
class Stock:
    """What is kept: the generations, and the history of builds, the latest first."""

    generations: tuple[Kept, ...] = ()
    builds: tuple[Entry, ...] = ()
    running: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `build` and `rollback` print."""

    changes: Changes
