"""What every tab of the staff page works with: the folders, the words, who is at it, and the commands it may run."""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote

from assistant.children import Job
from assistant.opening import Opening
from assistant.phrases import say
from assistant.records import Language
from ingest.errors import SeminarError
from ingest.records import Report
from ingest.store import open_generation

WHO = "x-seminar-staff"  # header that the gate of the staff page sets, and nobody else can
_WORDS = "admin_"  # what the keys of our phrases begin with


@dataclass(frozen=True, slots=True)
class Workplace:
    """What is one for all who work on the staff page: the folders and the long work under way."""

    corpus: Path
    data: Path
    building: Job = field(default_factory=Job)
    scoring: Job = field(default_factory=Job)

    def close(self) -> None:
        """End what is under way."""
        for job in (self.building, self.scoring):
            job.cancel()


@dataclass(frozen=True, slots=True)
class Desk:
    """A workplace in one language; the page is built once for each."""

    place: Workplace
    language: Language
    opening: Opening

    def reports(self) -> tuple[Report, ...]:
        """Return every report of the index, those of other series too; none where there is no index to read."""
        try:
            if assistant := self.opening.assistant:
                return (*assistant.archive.reports, *assistant.archive.others)
            with closing(open_generation(self.place.data)) as generation:
                return generation.reports
        except SeminarError:
            return ()

    def say(self, key: str, **values: object) -> str:
        """Return a phrase of the staff page, its key without `admin_`."""
        return say(_WORDS + key, self.language, **values)

    def html(self, key: str, **values: object) -> str:
        """Return a phrase with its values escaped, for HTML."""
        return say(_WORDS + key, self.language, **{name: escape(str(value)) for name, value in values.items()})

    def quoted(self, key: str) -> str:
        """Return a phrase as a string of JavaScript."""
        return json.dumps(self.say(key))


def name_header(name: str) -> tuple[bytes, bytes]:
    """Return the header that tells the page who is signed in."""
    return WHO.encode("ascii"), quote(name).encode("ascii")


def who(headers: Mapping[str, str]) -> str:
    """Return the name of whoever sent a request to the page, empty where none was given."""
    return unquote(headers.get(WHO, ""))
