"""The vectors of one generation in Chroma, through LangChain's vector store. Alone knows Chroma."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from importlib import import_module
from pathlib import Path
from shutil import copyfile, copytree, rmtree
from tempfile import mkdtemp
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import finalize

from langchain_core.embeddings import Embeddings

from ingest.errors import IndexDamaged
from ingest.homes import TABLE, Collection, collection_of
from ingest.records import IndexedPassage

if TYPE_CHECKING:
    import httpx
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateHNSWConfiguration

REPAIR = "Run 'python -m ingest build', or 'python -m ingest rollback' to go back to the generation before."

_COLLECTION = "passages"
# With 16 neighbours, the default, 14 of 50 graphs of 1,500 alike passages left one unreachable; with 48 none did.
_GRAPH: "CreateHNSWConfiguration" = {"space": "cosine", "max_neighbors": 48, "ef_search": 200}
_MOST_AT_ONCE = 2000  # Chroma takes no more than 5,461, a server no more than 40 MB
_SERVER_SECONDS = 60.0  # of a server's silence; Chroma would wait for ever
_REACH_SECONDS = 5.0
_REGISTRY = Lock()  # Chroma counts who has a folder open, one client for all, and not safely for threads


def load_libraries() -> None:
    """Import what vectors need, which takes a second, before they are needed."""
    for library in ("chromadb.api.client", "langchain_chroma"):
        import_module(library)


def check_table(folder: Path) -> None:
    """Raise IndexDamaged where Chroma's own table is missing or torn: Chroma would end the process that opens it.

    Where a server has the vectors there is none, and the server is not asked.
    """
    if collection_of(folder):
        return
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


def drop_vectors(folder: Path) -> None:
    """Remove a folder of vectors; those that a server has are removed there first, or VectorsNotReachable is raised."""
    if collection := collection_of(folder):
        with _of_server(collection):
            client = _client_of(collection)
            try:
                if any(one.name == collection.name for one in client.list_collections()):
                    client.delete_collection(collection.name)
            finally:
                _close(client, collection)
    rmtree(folder, ignore_errors=True)


class Vectors:
    """The vectors of one generation, open; close them when done."""

    def __init__(self, folder: Path, embeddings: Embeddings | None = None, *, fingerprint: str | None = None) -> None:
        """Open the vectors; with a fingerprint, begin them if they are not there."""
        from chromadb.errors import ChromaError
        from langchain_chroma import Chroma

        self._failure = ChromaError
        self.folder = folder
        self._collection = collection_of(folder)
        if fingerprint is None:  # Chroma would make an empty one
            check_table(folder)
        self._drop_copy: Callable[[], object] | None = None

        def opened(place: Path) -> "tuple[ClientAPI, Chroma]":
            client = _client_of(self._collection or place)
            with ExitStack() as if_it_fails:
                if_it_fails.callback(_close, client, self._collection or place)
                chroma = Chroma(
                    client=client,
                    collection_name=self._name,
                    embedding_function=embeddings,
                    collection_metadata={"fingerprint": fingerprint},
                    collection_configuration={"hnsw": _GRAPH},
                    create_collection_if_not_exists=fingerprint is not None,
                )
                if_it_fails.pop_all()
            return client, chroma

        failures = (ChromaError, ValueError, AttributeError)  # the last where Chroma failed here once before
        try:
            with _of_server(self._collection):
                self._client, self._chroma = opened(folder)
        except failures as error:
            if fingerprint is not None or self._collection:
                raise self._damaged(error) from error
            try:  # only to be read: a folder that cannot be written, or a full disk, is no damage
                temporary = Path(mkdtemp(prefix="vectors-"))
                self._drop_copy = finalize(self, rmtree, temporary, ignore_errors=True)
                self._client, self._chroma = opened(_copied(folder, temporary))
            except (*failures, OSError) as again:
                raise self._damaged(again) from again

    @property
    def _name(self) -> str:
        return self._collection.name if self._collection else _COLLECTION

    @property
    def fingerprint(self) -> str | None:
        """The fingerprint these vectors were begun with."""
        with _of_server(self._collection):
            metadata = self._client.get_collection(self._name, embedding_function=None).metadata or {}
        found = metadata.get("fingerprint")
        return found if isinstance(found, str) else None

    def ids(self) -> set[str]:
        """Return the ids of all passages that have a vector."""
        with _of_server(self._collection):
            return set(self._chroma.get(include=[])["ids"])

    @property
    def count(self) -> int:
        """How many passages have a vector."""
        try:
            with _of_server(self._collection):
                return int(self._client.get_collection(self._name, embedding_function=None).count())
        except self._failure as error:
            raise self._damaged(error) from error

    def add(self, passages: Sequence[IndexedPassage]) -> None:
        """Add passages; the embeddings handed in when opening give their vectors."""
        for at in range(0, len(passages), _MOST_AT_ONCE):
            portion = passages[at : at + _MOST_AT_ONCE]
            with _of_server(self._collection):
                self._chroma.add_texts(
                    [passage.text for passage in portion],
                    metadatas=[{"report": passage.report} for passage in portion],
                    ids=[passage.id for passage in portion],
                )

    def remove(self, passages: Sequence[str]) -> None:
        """Remove passages by their ids."""
        for at in range(0, len(passages), _MOST_AT_ONCE):
            with _of_server(self._collection):
                self._chroma.delete(ids=list(passages[at : at + _MOST_AT_ONCE]))

    def search(self, vector: Sequence[float], count: int) -> list[tuple[str, float]]:
        """Return the ids of the nearest passages with their cosines, best first."""
        try:
            with _of_server(self._collection):
                found = self._chroma.similarity_search_by_vector_with_relevance_scores(list(vector), k=count)
        except self._failure as error:
            raise self._damaged(error) from error
        return [(str(document.id), 1 - distance) for document, distance in found]

    def close(self) -> None:
        """Let go of the files, or of the server."""
        _close(self._client, self._collection or self.folder)
        if self._drop_copy:
            self._drop_copy()

    def _damaged(self, error: Exception) -> IndexDamaged:
        place = self._collection.address if self._collection else self.folder
        return IndexDamaged(f"The vectors in {place} cannot be read: {error}. {REPAIR}")


def _client_of(place: Path | Collection) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        with _REGISTRY:
            return chromadb.PersistentClient(path=str(place), settings=settings)
    reach(place.address)
    with _of_server(place):
        client = chromadb.HttpClient(
            host=place.address, ssl=place.address.startswith("https:"), settings=settings
        )  # an address is taken whole, port and path too
    for session in _sessions_of(client):
        session.timeout = _SERVER_SECONDS  # no setting of Chroma's does it
    return client


def reach(address: str) -> None:
    """Return if a Chroma server answers at that address, else raise VectorsNotReachable."""
    import httpx

    place = Collection(address, "")
    try:
        answer = httpx.get(f"{address}/api/v2/heartbeat", timeout=_REACH_SECONDS)
        found = answer.is_success and "nanosecond heartbeat" in answer.text
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise place.unreachable from error
    if not found:
        raise place.unreachable


@contextmanager
def _of_server(place: Collection | None) -> Iterator[None]:
    """Turn what goes wrong on the way to a server into a problem for people."""
    if place is None:
        yield
        return
    import httpx

    try:
        yield
    except httpx.HTTPError as error:
        raise place.unreachable from error


def _close(client: "ClientAPI", place: Path | Collection) -> None:
    from chromadb.api.client import Client

    assert isinstance(client, Client)  # the interface it is declared as cannot be closed
    if isinstance(place, Collection):
        for session in _sessions_of(client):
            session.close()  # Chroma leaves its connections to chance
    with _REGISTRY:
        client.close()


def _sessions_of(client: "ClientAPI") -> "Sequence[httpx.Client]":
    """Return the connections of a client to its server: its own, and those with which it looked for its database."""
    known: Any = client
    return [known._server._session, known._admin_client._server._session]
