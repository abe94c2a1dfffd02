"""The vectors of one generation in Chroma, through LangChain's vector store. Alone knows Chroma."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from shutil import copyfile, copytree, rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from weakref import finalize

from langchain_core.embeddings import Embeddings

from ingest.errors import IndexDamaged

if TYPE_CHECKING:
    from chromadb.api.collection_configuration import CreateHNSWConfiguration

    from ingest.store import IndexedPassage

TABLE = "chroma.sqlite3"
REPAIR = "Run 'python -m ingest build', or 'python -m ingest rollback' to go back to the generation before."

_COLLECTION = "passages"
# With 16 neighbours, the default, 14 of 50 graphs of 1,500 alike passages left one unreachable; with 48 none did.
_GRAPH: "CreateHNSWConfiguration" = {"space": "cosine", "max_neighbors": 48, "ef_search": 200}
_MOST_AT_ONCE = 5000  # Chroma takes no more than 5,461


def check_table(folder: Path) -> None:
    """Raise IndexDamaged where Chroma's own table is missing or torn: Chroma would end the process that opens it."""
    place = (folder / TABLE).resolve().as_uri() + "?mode=ro"
    try:
        with closing(sqlite3.connect(place, uri=True, timeout=30)) as connection:
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                found = "its table is empty"
    except sqlite3.Error as error:
        found = str(error)
    if found != "ok":
        raise IndexDamaged(f"The vectors in {folder} cannot be read: {found}. {REPAIR}")


def _copied(folder: Path, into: Path) -> Path:
    """Return a copy that can be written: Chroma writes into its table whenever it is opened, even to be read."""
    copy = copytree(folder, into / folder.name, copy_function=copyfile)
    for path in (copy, *copy.rglob("*/")):
        path.chmod(0o700)
    return copy


class Vectors:
    """The vectors of one generation, open; close them when done."""

    def __init__(self, folder: Path, embeddings: Embeddings | None = None, *, fingerprint: str | None = None) -> None:
        """Open the vectors; with a fingerprint, begin them if they are not there."""
        import chromadb
        from chromadb.api import ClientAPI
        from chromadb.api.client import Client
        from chromadb.config import Settings
        from chromadb.errors import ChromaError
        from langchain_chroma import Chroma

        self._failure = ChromaError
        self._kind = Client
        self.folder = folder
        if fingerprint is None:  # Chroma would make an empty one
            check_table(folder)
        self._drop_copy: Callable[[], object] | None = None

        def opened(place: Path) -> tuple[ClientAPI, Chroma]:
            client = chromadb.PersistentClient(path=str(place), settings=Settings(anonymized_telemetry=False))
            return client, Chroma(
                client=client,
                collection_name=_COLLECTION,
                embedding_function=embeddings,
                collection_metadata={"fingerprint": fingerprint},
                collection_configuration={"hnsw": _GRAPH},
                create_collection_if_not_exists=fingerprint is not None,
            )

        failures = (ChromaError, ValueError, AttributeError)  # the last where Chroma failed here once before
        try:
            self._client, self._chroma = opened(folder)
        except failures as error:
            if fingerprint is not None:
                raise self._damaged(error) from error
            try:  # only to be read: a folder that cannot be written, or a full disk, is no damage
                temporary = Path(mkdtemp(prefix="vectors-"))
                self._drop_copy = finalize(self, rmtree, temporary, ignore_errors=True)
                self._client, self._chroma = opened(_copied(folder, temporary))
            except (*failures, OSError) as again:
                raise self._damaged(again) from again

    @property
    def fingerprint(self) -> str | None:
        """The fingerprint these vectors were begun with."""
        metadata = self._client.get_collection(_COLLECTION, embedding_function=None).metadata or {}
        found = metadata.get("fingerprint")
        return found if isinstance(found, str) else None

    def ids(self) -> set[str]:
        """Return the ids of all passages that have a vector."""
        return set(self._chroma.get(include=[])["ids"])

    def add(self, passages: Sequence["IndexedPassage"]) -> None:
        """Add passages; the embeddings handed in when opening give their vectors."""
        for at in range(0, len(passages), _MOST_AT_ONCE):
            portion = passages[at : at + _MOST_AT_ONCE]
            self._chroma.add_texts(
                [passage.text for passage in portion],
                metadatas=[{"report": passage.report} for passage in portion],
                ids=[passage.id for passage in portion],
            )

    def remove(self, passages: Sequence[str]) -> None:
        """Remove passages by their ids."""
        for at in range(0, len(passages), _MOST_AT_ONCE):
            self._chroma.delete(ids=list(passages[at : at + _MOST_AT_ONCE]))

    def search(self, vector: Sequence[float], count: int) -> list[tuple[str, float]]:
        """Return the ids of the nearest passages with their cosines, best first."""
        try:
            found = self._chroma.similarity_search_by_vector_with_relevance_scores(list(vector), k=count)
        except self._failure as error:
            raise self._damaged(error) from error
        return [(str(document.id), 1 - distance) for document, distance in found]

    def close(self) -> None:
        """Let go of the files."""
        assert isinstance(self._client, self._kind)  # the interface it is declared as cannot be closed
        self._client.close()
        if self._drop_copy:
            self._drop_copy()

    def _damaged(self, error: Exception) -> IndexDamaged:
        return IndexDamaged(f"The vectors in {self.folder} cannot be read: {error}. {REPAIR}")
