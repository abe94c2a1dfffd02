"""What a build would change, has changed, or changed once: the JSON of `diff`, `build`, `rollback` and `status`, typed.

Nothing else is taken from those commands; what is of another version of this program is None.
"""

from dataclasses import dataclass
from typing import Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

Kind = TypeVar("Kind")
Status = Literal["added", "changed", "renamed", "unchanged", "removed", "duplicate", "skipped"]
Ending = Literal["running", "built", "nothing", "failed", "cancelled", "interrupted", "rolled_back"]


@dataclass(frozen=True, slots=True)
class Count:
    """How many more there are, and how many are gone."""

    added: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """What changes in the index as a whole."""

    reports: Count = Count()
    talks: Count = Count()
    people: Count = Count()
    places: Count = Count()
    unreadable_pages: Count = Count()
    facts: int = 0
    renamed: int = 0
    duplicates: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that becomes another; None where nothing was or is stated."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A talk in short."""

    speaker: str | None = None
    organisation: str | None = None
    place: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class TalkChange:
    """A talk that stays, and what becomes another of it."""

    talk: TalkLine
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place in the four languages of the pages."""

    ja: str
    zh_hans: str
    zh_hant: str
    en: str


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What becomes of one file; `was` is its path before, `reason` why it is left out."""

    path: str
    status: Status
    was: str | None = None
    reason: str | None = None
    edition: int | None = None
    year: int | None = None
    host: str | None = None
    other_series: bool = False
    fields: tuple[FieldChange, ...] = ()
    talks_added: tuple[TalkLine, ...] = ()
    talks_removed: tuple[TalkLine, ...] = ()
    talks_changed: tuple[TalkChange, ...] = ()
    people_added: tuple[str, ...] = ()
    people_removed: tuple[str, ...] = ()
    places_added: tuple[PlaceName, ...] = ()
    places_removed: tuple[PlaceName, ...] = ()
    unreadable_pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LostCorrection:
    """A staff correction that no longer finds its text."""

    path: str
    about: str
    author: str
    problem: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changes in all; `anew` says what makes all passages be made again."""

    counts: Counts = Counts()
    documents: tuple[DocumentChange, ...] = ()
    corrections_applied: int = 0
    corrections_lost: tuple[LostCorrection, ...] = ()
    corrections_waiting: int = 0
    anew: tuple[Literal["model", "tables", "index"], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether a build has nothing to do."""
        told = [one for one in self.documents if one.status not in ("duplicate", "skipped", "unchanged")]
        return not (told or self.anew)


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
