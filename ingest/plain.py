"""Turn frozen records into JSON and back, and tell whether their shape has changed since.

Fields go by name, so that a stored record can be read by a person; only runs, of which there are thousands, are lists.
"""

import json
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import TypeAdapter

Record = TypeVar("Record", bound=object)


def to_json(record: object) -> str:
    """Return a record as JSON."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=_plain)


def from_json(kind: type[Record], text: str) -> Record:
    """Return the record of that kind which the JSON text was made from; ValueError where it is of another shape."""
    wanted: type = kind
    record: Record = _reader(wanted).validate_json(text, strict=True)
    return record


@cache
def shape_of(kind: type) -> str:
    """Return a short digest of a kind of record's fields and of theirs: JSON of another shape cannot be read."""
    seen: dict[type, str] = {}

    def describe(hint: object) -> None:
        if isinstance(hint, type) and (is_dataclass(hint) or hasattr(hint, "_fields")) and hint not in seen:
            seen[hint] = ""
            hints = get_type_hints(hint)
            seen[hint] = f"{hint.__name__} {hints}"
            for inner in hints.values():
                describe(inner)
        for argument in get_args(hint):
            describe(argument)

    describe(kind)
    return sha256("\n".join(sorted(seen.values())).encode()).hexdigest()[:16]


def _plain(value: object) -> object:
    """Return a record as a dict of its fields, for the JSON library to go on with."""
    kind: type = type(value)
    return {name: getattr(value, name) for name in _names(kind)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _reader(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
