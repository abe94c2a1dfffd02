"""Computed stand-ins for what is slow: alike text, alike vectors, no weights."""

from hashlib import blake2b
from itertools import pairwise
from math import sqrt

from ingest.embeddings import FingerprintedEmbeddings
from ingest.text import fold

_DIMENSION = 256


class BigramEmbeddings(FingerprintedEmbeddings):
    """Counts pairs of folded characters; `fingerprint` can be chosen to play another model."""

    def __init__(self, fingerprint: str = "bigrams:1") -> None:
        self.fingerprint = fingerprint
        self.embedded: list[str] = []  # everything that was asked for as a passage

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += texts
        return [_vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return _vector(text)


def _vector(text: str) -> list[float]:
    vector = [0.0] * _DIMENSION
    for pair in pairwise(fold(f" {text} ")):
        place = blake2b("".join(pair).encode("utf-8", "surrogatepass"), digest_size=4).digest()
        vector[int.from_bytes(place) % _DIMENSION] += 1.0
    length = sqrt(sum(element * element for element in vector))
    return [element / length for element in vector]
