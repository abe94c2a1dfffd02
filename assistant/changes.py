"""What a build would change, has changed, or changed once: the JSON of `diff`, `build`, `rollback` and `status`, typed.

Nothing else is taken from those commands; what is of another version of this program is None.
"""

from dataclasses import dataclass
from typing import Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from ingest.change_records import Changes

Kind = TypeVar("Kind")
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
class _Outcome:
    """What `build` and `rollback` print."""

    changes: Changes


def read_changes(plain: object) -> Changes | None:
    """Return what `diff --json` printed."""
    return _read(TypeAdapter(Changes), plain)


def read_outcome(plain: object) -> Changes | None:
    """Return what `build --json` or `rollback --json` changed."""
    outcome = _read(TypeAdapter(_Outcome), plain)
    return outcome.changes if outcome else None


def read_stock(plain: object) -> Stock | None:
    """Return what `status --json` printed."""
    return _read(TypeAdapter(Stock), plain)


def _read(adapter: TypeAdapter[Kind], plain: object) -> Kind | None:
    try:
        return adapter.validate_python(plain)
    except ValidationError:
        return None
