"""What a report of a given text tells of people."""

from collections.abc import Sequence

from ingest.layout import lay_out
from ingest.records import Page, Talk
from ingest.sentences import find_sentences
from ingest.talks import TalkReading, find_talks


def read(text: str) -> TalkReading:
    """Return what a report of this text tells of people."""
    pages = [Page(number, part) for number, part in enumerate(text.split("\f"), start=1)]
    return find_talks(find_sentences(lay_out(pages)))


def told(talks: Sequence[Talk]) -> list[str | None]:
    """Return the speakers of what counts as a talk; a body without a person by its organisation."""
    speaking = [talk for talk in talks if talk.presented and talk.role in ("speaker", "panelist")]
    return [talk.speaker or talk.organisation for talk in speaking]
