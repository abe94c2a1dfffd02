"""What readers thought of answers, as a file for the staff."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, astuple, fields
from pathlib import Path

from assistant.conversations import Rating
from assistant.exports import Sheet, to_csv
from ingest.disk import write_atomically
from ingest.errors import DataNotUsable, SeminarError


def write_ratings(ratings: Sequence[Rating], path: Path) -> None:
    """Write the ratings to a file whose ending tells its form; times are UTC, a vote is 1, 0 or -1."""
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise SeminarError(f"{path.name}: name the file {' or '.join('*' + ending for ending in _WRITERS)}")
    try:
        write_atomically(path, write(ratings))
    except OSError as error:
        raise DataNotUsable(f"{path} cannot be written: {error.strerror}") from error


def _as_csv(ratings: Sequence[Rating]) -> bytes:
    columns = tuple(field.name for field in fields(Rating))
    return to_csv(Sheet("ratings", columns, tuple(astuple(rating) for rating in ratings)))


def _as_json(ratings: Sequence[Rating]) -> bytes:
    return json.dumps([asdict(rating) for rating in ratings], ensure_ascii=False, indent=1).encode()


_WRITERS: Mapping[str, Callable[[Sequence[Rating]], bytes]] = {".csv": _as_csv, ".json": _as_json}
