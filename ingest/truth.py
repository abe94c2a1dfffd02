"""Vectors by model and text, kept so that nothing is embedded twice and the index can be made anew at any time."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from langchain_core.embeddings import Embeddings

from ingest.disk import open_truth, truth_rows
from ingest.embeddings import FingerprintedEmbeddings

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    fingerprint TEXT NOT NULL, text TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (fingerprint, text)
) WITHOUT ROWID
"""
_IDENTITIES = """
CREATE TABLE IF NOT EXISTS identities (
    path TEXT NOT NULL, sha256 TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (path, sha256)
)
"""
_AT_ONCE = 512
_EMBEDDED_AT_ONCE = 64  # a build that is stopped loses no more than a second or two of it

Say = Callable[[str, int, int], None]  # what is being done, how many are done, of how many


@dataclass(frozen=True, slots=True)
class Identity:
    """Which report a document is: its id comes from its first content and cannot be told from a later one."""

    path: str
    sha256: str
    report: str


class Truth:
    """The file `truth.sqlite3` of a data folder, as far as it is about vectors."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is made when the first vector is stored."""
        self.path = path

    def remember(self, identities: Iterable[Identity]) -> None:
        """Keep which report each document is, in the place of what was kept, for when there is no index to say so."""
        with open_truth(self.path, _IDENTITIES) as connection:
            connection.execute("DELETE FROM identities")
            rows = [(one.path, one.sha256, one.report) for one in identities]
            connection.executemany("INSERT OR REPLACE INTO identities VALUES (?, ?, ?)", rows)

    def identities(self) -> tuple[Identity, ...]:
        """Return what was kept last."""
        rows = truth_rows(self.path, "identities", "SELECT path, sha256, report FROM identities ORDER BY path")
        return tuple(Identity(*row) for row in rows)

    def embed(self, texts: Sequence[str], embeddings: FingerprintedEmbeddings, say: Say) -> None:
        """Embed and store those of the texts that have not been embedded by this model before."""
        known = {key for key, _ in self._rows("text, NULL", texts, embeddings.fingerprint)}
        missing = [text for text in dict.fromkeys(texts) if key_of(text) not in known]
        for at in range(0, len(missing), _EMBEDDED_AT_ONCE):  # stored in portions: a killed build goes on where it was
            say("embedding", at, len(missing))
            portion = missing[at : at + _EMBEDDED_AT_ONCE]
            vectors = embeddings.embed_documents(portion)
            rows = [
                (embeddings.fingerprint, key_of(text), array("f", vector).tobytes())
                for text, vector in zip(portion, vectors, strict=True)
            ]
            with open_truth(self.path, _SCHEMA) as connection:
                connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

    def vectors(self, texts: Sequence[str], fingerprint: str) -> list[list[float]]:
        """Return the stored vectors of texts; one that was never embedded raises KeyError."""
        rows = self._rows("text, vector", texts, fingerprint)
        stored = {key: array("f", vector).tolist() for key, vector in rows if vector}
        return [stored[key_of(text)] for text in texts]

    def _rows(self, columns: str, texts: Sequence[str], fingerprint: str) -> list[tuple[str, bytes | None]]:
        found: list[tuple[str, bytes | None]] = []
        keys = [key_of(text) for text in texts]
        for at in range(0, len(keys), _AT_ONCE):
            portion = keys[at : at + _AT_ONCE]
            marks = ",".join("?" * len(portion))
            query = f"SELECT {columns} FROM vectors WHERE fingerprint = ? AND text IN ({marks})"
            found += truth_rows(self.path, "vectors", query, (fingerprint, *portion))
        return found


class StoredEmbeddings(Embeddings):
    """What a model embedded before, without the model."""

    def __init__(self, truth: Truth, fingerprint: str) -> None:
        """Look vectors up in this truth, under this model's fingerprint."""
        self._truth = truth
        self._fingerprint = fingerprint

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the stored vectors."""
        return self._truth.vectors(texts, self._fingerprint)

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a passage that is the same text: questions are never stored."""
        return self.embed_documents([text])[0]


def key_of(text: str) -> str:
    """Return what a text is kept under."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
