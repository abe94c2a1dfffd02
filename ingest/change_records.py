"""What a build changes, as frozen records: made by `ingest.changes`, printed as JSON, read again by the staff page."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["added", "changed", "renamed", "unchanged", "removed", "duplicate", "skipped"]
Anew = Literal["model", "tables", "index"]


@dataclass(frozen=True, slots=True)
class Count:
    """How many more there are, and how many are gone."""

    added: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """What changes in the index as a whole; of people and places, those that no other report names."""

    reports: Count = Count()
    talks: Count = Count()
    people: Count = Count()
    places: Count = Count()
    unreadable_pages: Count = Count()
    facts: int = 0  # fields of editions and talks that become others
    renamed: int = 0
    duplicates: int = 0
    skipped: int = 0


COUNTED = ("reports", "talks", "people", "places", "unreadable_pages")  # fields that are such a count


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that becomes another; None where nothing was or is stated."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A talk in short."""

    speaker: str | None
    organisation: str | None
    place: str | None
    session: str | None
    role: str
    topic: str | None

    @property
    def who(self) -> str:
        """Who spoke, as far as that is known."""
        return self.speaker or self.organisation or self.place or "–"


@dataclass(frozen=True, slots=True)
class TalkChange:
    """A talk that stays, and what becomes another of it."""

    talk: TalkLine
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place in the four languages of the pages."""

    id: str
    ja: str
    zh_hans: str
    zh_hant: str
    en: str


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What becomes of one file; `was` is its path before, `reason` why it is left out."""

    path: str
    status: Status
    report: str | None = None
    was: str | None = None
    reason: str | None = None
    title: str | None = None
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
    pages_added: tuple[int, ...] = ()  # that can no longer be read
    pages_removed: tuple[int, ...] = ()  # that can be read now

    @property
    def same(self) -> bool:
        """Whether nothing becomes another for those who ask: read again, or only moved."""
        told = (self.fields, self.talks_added, self.talks_removed, self.talks_changed, self.people_added)
        more = (self.people_removed, self.places_added, self.places_removed, self.pages_added, self.pages_removed)
        return self.status in ("changed", "renamed") and not any((*told, *more))


@dataclass(frozen=True, slots=True)
class LostCorrection:
    """A staff correction that no longer finds its text; `about` is the field or the speaker."""

    id: str
    report: str
    path: str
    about: str
    author: str
    problem: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build would change or has changed; `anew` says what makes all passages be made again."""

    counts: Counts = Counts()
    documents: tuple[DocumentChange, ...] = ()  # unchanged ones left out
    corrections_applied: int = 0
    corrections_lost: tuple[LostCorrection, ...] = ()
    corrections_waiting: int = 0  # for a report that is not there
    anew: tuple[Anew, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether a build has nothing to do."""
        told = [one for one in self.documents if one.status not in ("duplicate", "skipped", "unchanged")]
        return not (told or self.anew)
