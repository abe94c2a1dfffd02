"""What a row of a programme says beyond its fields: who of it did not come, which body speaks where nobody is named."""

import re

from ingest.bodies import Speaker
from ingest.posts import Introduction
from ingest.programme import Entry
from ingest.roles import cue
from ingest.units import Unit


def find_absent(unit: Unit, entry: Entry) -> list[Introduction]:
    """Return those of a row of whom it says that they did not speak; a semicolon parts them."""
    gone: list[Introduction] = []
    for part in re.finditer(r"[^;]+", unit.text.plain):
        here = [person for person in entry.people if part.start() <= person.end <= part.end()]
        if cue("absent", part[0], chinese=unit.text.chinese):
            gone += here
            if part[0] == unit.text.plain and not here:
                return list(entry.people)
    return gone


def body_of(unit: Unit, entry: Entry) -> Speaker:
    """Return the city or office of a row without a named person."""
    start, end = entry.body or (0, 0)
    mention = next((m for m in unit.text.places if m.start == start), None)
    place = unit.text.shown[mention.start : mention.end] if mention else None
    country = mention.places[0].country if mention else None
    return Speaker(start, end, None, None, unit.text.shown[start:end], place, country)
