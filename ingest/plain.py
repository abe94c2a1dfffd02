"""Turn frozen records into JSON and back, and tell whether their shape has changed since.

Fields go by name, so that a stored record can be read by a person; only runs, of which there are thousands, are lists.
"""

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Literal, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from ingest.records import Run

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
Decoder: TypeAlias = Callable[[Plain], object]
Record = TypeVar("Record", bound=object)

_AS_LIST = (Run,)


def to_json(record: object) -> str:
    """Return a record as JSON."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=_plain)


def from_json(kind: type[Record], text: str) -> Record:
    """Return the record of that kind which the JSON text was made from."""
    hint: object = kind
    record = _decoder(hint)(json.loads(text))
    assert isinstance(record, kind)
    return record


@cache
def shape_of(kind: type) -> str:
    """Return a short digest of a kind of record's fields and of theirs: JSON of another shape cannot be read."""
    seen: dict[type, str] = {}

    def describe(hint: object) -> None:
        if isinstance(hint, type) and is_dataclass(hint) and hint not in seen:
            seen[hint] = ""
            hints = get_type_hints(hint)
            seen[hint] = f"{hint.__name__} {hints}"
            for inner in hints.values():
                describe(inner)
        for argument in get_args(hint):
            describe(argument)

    describe(kind)
    return sha256("\n".join(sorted(seen.values())).encode()).hexdigest()[:16]


def fits(hint: object, value: object) -> bool:
    """Return whether a value is what a type hint says, to the last field: reading JSON believes what stands there."""
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and all(fits(get_args(hint)[0], item) for item in value)
    if get_origin(hint) in (Union, UnionType):
        return any(fits(choice, value) for choice in get_args(hint))
    assert isinstance(hint, type)
    if not isinstance(value, hint) or not is_dataclass(hint):
        return isinstance(value, hint)
    return all(fits(inner, getattr(value, name)) for name, inner in _hints_of(hint).items())


_hints_of = cache(get_type_hints)


def _plain(value: object) -> object:
    """Return a record as a list or a dict of its fields, for the JSON library to go on with."""
    kind: type = type(value)
    names = _names(kind)
    if isinstance(value, _AS_LIST):
        return [getattr(value, name) for name in names]
    return {name: getattr(value, name) for name in names}


@cache
def _names(kind: type) -> tuple[str, ...]:
    _decoder(kind)  # what could not be read again is refused
    assert is_dataclass(kind)
    return tuple(field.name for field in fields(kind))


@cache
def _decoder(hint: object) -> Decoder:
    """Return the function that makes a value of this type hint from plain JSON."""
    if hint in (str, int, float, bool, NoneType) or get_origin(hint) is Literal:
        return lambda value: value
    if get_origin(hint) is tuple and get_args(hint)[1:] == (Ellipsis,):
        return _tuple_decoder(_decoder(get_args(hint)[0]))
    if get_origin(hint) in (Union, UnionType):
        return _union_decoder([argument for argument in get_args(hint) if argument is not NoneType])
    if isinstance(hint, type) and is_dataclass(hint):
        return _record_decoder(hint)
    raise TypeError(f"no record field may be a {hint}")


def _tuple_decoder(item: Decoder) -> Decoder:
    def decode(value: Plain) -> object:
        assert isinstance(value, list)
        return tuple(map(item, value))

    return decode


def _union_decoder(choices: list[object]) -> Decoder:
    """Return a decoder for a scalar, or one kind of list, or one kind of record."""
    holders = [_decoder(choice) for choice in choices if choice not in (str, int, float, bool)]
    assert len(holders) < 2 or all(get_origin(choice) is Literal for choice in choices)

    def decode(value: Plain) -> object:
        return holders[0](value) if isinstance(value, list | dict) else value

    return decode


def _record_decoder(kind: type) -> Decoder:
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    rows = [(field.name, _decoder(hints[field.name]), field.default) for field in fields(kind)]

    def decode(value: Plain) -> object:
        if isinstance(value, list):
            return kind(*[decoder(item) for (_, decoder, _), item in zip(rows, value, strict=True)])
        assert isinstance(value, dict)
        filled = {name: decoder(value[name]) for name, decoder, default in rows if default is MISSING or name in value}
        return kind(**filled)

    return decode
