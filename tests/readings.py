"""What a report of a given text tells of people and of its edition."""

from collections.abc import Sequence
from pathlib import Path

from ingest.events import read_event
from ingest.layout import find_folios, lay_out
from ingest.pages import pages_of, read_bytes
from ingest.records import Event, Page, Talk
from ingest.sentences import find_sentences
from ingest.talks import TalkReading, find_talks


def read_pages(path: Path) -> list[Page]:
    """Return the pages of a file; UnreadableDocument where there is nothing to read."""
    return pages_of(read_bytes(path), path.name)


def read(text: str, host: str | None = None) -> TalkReading:
    """Return what a report of this text tells of people; `host` is where the edition was held."""
    pages = [Page(number, part) for number, part in enumerate(text.split("\f"), start=1)]
    return find_talks(find_sentences(lay_out(pages)), host)


def told(talks: Sequence[Talk]) -> list[str | None]:
    """Return the speakers of what counts as a talk; a body without a person by its organisation."""
    speaking = [talk for talk in talks if talk.presented and talk.role in ("speaker", "panelist")]
    return [talk.speaker or talk.organisation for talk in speaking]


def event_of(text: str) -> dict[str, object]:
    """Return the values of the event in a report of this text; each must have its proof in the text."""
    pages = [Page(number, part) for number, part in enumerate(text.split("\f"), start=1)]
    blocks = lay_out(pages)
    event = read_event(find_sentences(blocks), blocks, find_folios(blocks))
    values = {name: getattr(event, name) for name in Event.__slots__}
    assert all(value.quote.spans for value in values.values() if value)
    return {name: value.value for name, value in values.items() if value}
