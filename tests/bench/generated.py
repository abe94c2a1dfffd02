"""Vectors computed in a moment, for sizes that a real model would take hours over: alike text, alike vectors."""

from collections.abc import Callable, Sequence

from ingest.embeddings import FingerprintedEmbeddings

DIMENSION = 384  # as the bundled model has it, so that memory, disk and search cost the same
_ROWS = 8191  # of the table in which pairs of characters are looked up


class GeneratedEmbeddings(FingerprintedEmbeddings):
    """Sums a vector drawn by chance for every pair of characters."""

    def __init__(self, fingerprint: str, work: Callable[[str], object] = lambda question: None) -> None:
        """Stand for the model of that fingerprint; `work` is done for every question, to cost what a real one costs."""
        import numpy

        self.fingerprint = fingerprint
        self._work = work
        self._table = numpy.random.default_rng(1).standard_normal((_ROWS, DIMENSION), dtype=numpy.float32)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector of length one for each text."""
        return [self._vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        self._work(text)
        return self._vector(text)

    def embed_queries(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the vectors of several questions."""
        return [self.embed_query(text) for text in texts]

    def _vector(self, text: str) -> list[float]:
        import numpy

        signs = numpy.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), dtype=numpy.uint32).astype(int)
        total = self._table[(signs[:-1] * 31 + signs[1:]) % _ROWS].sum(axis=0)
        return [float(element) for element in total / numpy.linalg.norm(total)]
