"""What every tab of the staff page works with: the folders, the words, who is at it, and the commands it may run."""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote

from assistant.archive import whole
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
        """Return every report, newest edition first, other series last; none where there is no index to read."""
        try:
            if assistant := self.opening.assistant:
                found = (*assistant.archive.reports, *assistant.archive.others)
            else:
                with closing(open_generation(self.place.data)) as generation:
                    found = generation.reports
        except SeminarError:
            return ()
        return tuple(sorted(found, key=lambda one: (one.other_series, -(whole(one.event.edition) or 0), one.path)))

    def say(self, key: str, **values: object) -> str:
        """Return a phrase of the staff page, its key without `admin_`."""
        return say(_WORDS + key, self.language, **values)

    def html(self, key: str, **values: object) -> str:
        """Return a phrase with its values escaped, for HTML."""
        return say(_WORDS + key, self.language, **{name: escape(str(value)) for name, value in values.items()})

    def status(self, key: str, **values: object) -> str:
        """Return a phrase as HTML that is also told to those who cannot see it."""
        return f'<p role="status">{self.html(key, **values)}</p>'

    def quoted(self, key: str) -> str:
        """Return a phrase as a string of JavaScript."""
        return json.dumps(self.say(key))


def alert(*problems: str) -> str:
    """Return problems, which are HTML already, as a list; empty where there are none."""
    items = "".join(f"<li>{problem}</li>" for problem in problems)
    return f'<ul class="warned" role="alert">{items}</ul>' if items else ""


def name_header(name: str) -> tuple[bytes, bytes]:
    """Return the header that tells the page who is signed in."""
    return WHO.encode("ascii"), quote(name).encode("ascii")


def who(headers: Mapping[str, str]) -> str:
    """Return the name of whoever sent a request to the page, empty where none was given."""
    return unquote(headers.get(WHO, ""))
