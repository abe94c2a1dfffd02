"""The data folder: generations of the index, the switch between them, the lock, the original documents.

A build never touches what answers questions. It makes a new generation beside the current one, has it checked, and
only then switches the one line in `CURRENT`; until that moment a failure or a kill leaves everything as it was.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from ingest.check import Checker, run
from ingest.disk import TRUTH, flush_folder, is_sealed, seal, write_atomically
from ingest.drafts import Draft, problems_of
from ingest.embeddings import FingerprintedEmbeddings
from ingest.errors import BuildRunning, IndexDamaged, IndexNotFound, VectorsNotReachable
from ingest.homes import COLLECTION, VECTORS, collection_of, name_collection, read_address
from ingest.mending import mend_truth
from ingest.restoring import finish_restoring
from ingest.store import (
    RECORDS,
    Document,
    Generation,
    current_generation,
    document_path,
    generation_folder,
    is_sound,
    kept_generations,
)
from ingest.truth import Identity, Truth
from ingest.vectors import drop_vectors, reach

_KEPT = 3
_DRAFT = ".draft"
_LOOK_SECONDS = 0.5  # somebody may only be looking whether a build is running


def open_store(data: Path, *, apart: bool = True, chroma_url: str = "") -> "Store":
    """Open a data folder for building, made if it is not there; `apart` runs Chroma and reads documents in children.

    With the address of a Chroma server, new generations have their vectors there.
    """
    address = read_address(chroma_url) if chroma_url else ""
    with problems_of(data):
        for name in ("documents", "generations"):
            (data / name).mkdir(parents=True, exist_ok=True)
    return Store(data, apart=apart, address=address)


class Store:
    """A data folder, open for building; what only reads needs `ingest.store` alone."""

    def __init__(self, data: Path, *, apart: bool, address: str = "") -> None:
        """Take a folder that `open_store` has made."""
        from filelock import FileLock

        self.data = data
        self.apart = apart
        self._address = address
        self.truth = Truth(data / TRUTH)
        self._checker = Checker()
        self._settle = self._checker.run if apart else run
        self._lock = FileLock(data / "build.lock")

    @contextmanager
    def checking_ahead(self) -> Iterator[None]:
        """Start the process that checks while there is other work: `with store.checking_ahead():`."""
        if self.apart:
            self._checker.start()
        try:
            yield
        finally:
            self._checker.close()

    @contextmanager
    def build_lock(self) -> Iterator[None]:
        """Keep every other build out, or raise BuildRunning; the lock of a killed process is free."""
        from filelock import Timeout

        with problems_of(self.data):
            try:
                self._lock.acquire(timeout=_LOOK_SECONDS)
            except Timeout as error:
                raise BuildRunning(
                    f"Another build is working on {self.data}. Wait until it has ended, or stop it and build again."
                ) from error
        try:
            with problems_of(self.data):
                mend_truth(self.data)
                finish_restoring(self.data)
            yield
        finally:
            self._lock.release()

    def is_building(self) -> bool:
        """Tell whether a build is running now."""
        from filelock import Timeout

        try:
            with self._lock.acquire(timeout=0):
                return False
        except Timeout:
            return True
        except OSError:  # a folder that is only read
            return False

    def current(self) -> str | None:
        """Return the id of the generation that answers now."""
        return current_generation(self.data)

    def generations(self) -> list[str]:
        """Return the ids of the generations kept, oldest first."""
        return sorted(path.name for path in (self.data / "generations").iterdir() if path.name.isdecimal())

    def is_whole(self) -> bool:
        """Tell whether the current generation and the documents it was made from are undamaged: else, build anew."""
        current = self.current()
        if current is None or not is_sound(folder := generation_folder(self.data, current)):
            return False
        with suppress(IndexDamaged), closing(Generation(folder)) as generation:
            if collection_of(folder / VECTORS) and generation.vector_count != generation.passage_count:
                return False
            return all(self.document(one.sha256).exists() for one in generation.documents if one.report)
        return False

    def is_in_place(self) -> bool:
        """Tell whether the vectors of the current generation are where new ones would be: else, move them."""
        current = self.current()
        with suppress(IndexDamaged):
            return current is None or self._stays(generation_folder(self.data, current))
        return True

    def _stays(self, folder: Path) -> bool:
        collection = collection_of(folder / VECTORS)
        return (collection.address if collection else "") == self._address

    def remembered(self) -> tuple[Document, ...]:
        """Return which report each document was last, also where no generation says so: damaged, older, or restored."""
        kept: Sequence[Identity | Document] = self.truth.identities()
        for name in [] if kept else kept_generations(self.data):
            with suppress(IndexDamaged), closing(Generation(generation_folder(self.data, name), "any")) as generation:
                kept = generation.documents
                break
        return tuple(Document(one.path, one.sha256, "", one.report) for one in kept if one.report)

    def fingerprint(self) -> str | None:
        """Return the fingerprint of the current generation: a build with another model has something to do."""
        base = self.base()
        if base is None:
            return None
        with closing(base):
            return base.fingerprint

    def save_document(self, content: bytes) -> str:
        """Keep the bytes of a document and return their sha256."""
        name = sha256(content).hexdigest()
        path = document_path(self.data, name)
        with problems_of(self.data):
            if not path.exists():
                write_atomically(path, content)
        return name

    def document(self, name: str) -> Path:
        """Return where the bytes with that sha256 are kept."""
        return document_path(self.data, name)

    def start(self, embeddings: FingerprintedEmbeddings) -> "Draft":
        """Begin a new generation from the current one: `with store.build_lock(), store.start(model) as draft:`."""
        if self._address:
            reach(self._address)
        with problems_of(self.data):
            for leftover in (self.data / "generations").glob("*" + _DRAFT):  # of builds that were killed
                self._drop(leftover)
            number = 1 + max(int(name) for name in [self.current() or "0", *self.generations()])
            folder = Path(mkdtemp(prefix=f"{number:06}-", suffix=_DRAFT, dir=self.data / "generations"))
            folder.chmod(0o755)
            if base := self.base():
                with closing(base):
                    shutil.copy2(base.folder / RECORDS, folder / RECORDS)
                    ours = not self._address and collection_of(base.folder / VECTORS) is None
                    if ours and is_sound(base.folder) and base.fingerprint == embeddings.fingerprint:
                        shutil.copytree(base.folder / VECTORS, folder / VECTORS)
            if self._address:  # a server copies no collection: each generation has a new one, filled from the truth
                name_collection(folder / VECTORS, self._address)
            return Draft(folder, embeddings, self.truth, self._publish, self._drop)

    def rollback(self, to: str | None = None) -> str:
        """Go to a generation that is kept, by default the one that answered before the current; return its id."""
        with self.build_lock():
            current = self.current()
            if to is not None:
                return self._go_to(to)
            kept = [name for name in self.generations() if current is None or name < current]
            if base := self.base():
                with closing(base):
                    kept += [name for name in kept if name == base.about["base"]]  # may not be the newest before it
            if not kept:
                raise IndexNotFound(f"There is no earlier generation in {self.data} to go back to.")
            return self._go_to(kept[-1])

    def _go_to(self, generation: str) -> str:
        if generation not in self.generations():
            raise IndexNotFound(
                f"There is no generation {generation} in {self.data}; expected one of {', '.join(self.generations())}."
            )
        self.check(generation)
        self._switch(generation)
        return generation

    def check(self, generation: str) -> None:
        """Raise IndexDamaged unless everything in a generation is found again; reads it in a child process."""
        self._settle("check", generation_folder(self.data, generation), self.truth.path)

    def _publish(self, folder: Path) -> str:
        """Check a draft and let it answer from now on; vectors that do not pass are made anew, once."""
        try:
            self._settle("complete", folder, self.truth.path)
        except IndexDamaged:
            drop_vectors(folder / VECTORS)
            if self._address:
                name_collection(folder / VECTORS, self._address)
            self._settle("complete", folder, self.truth.path)
        name = folder.name.split("-")[0]
        seal(folder, _lasting_files(folder))
        folder.rename(generation_folder(self.data, name))
        flush_folder(folder.parent)
        self._switch(name)
        self._prune()
        return name

    def _switch(self, generation: str) -> None:
        with problems_of(self.data):
            write_atomically(self.data / "CURRENT", f"{generation}\n".encode("ascii"))

    def _prune(self) -> None:
        names = self.generations()
        for name in names[:-_KEPT]:
            if name != self.current():  # elsewhere it may still be open; Windows then keeps the files until next time
                self._drop(generation_folder(self.data, name))
        used: set[str] = set()
        for name in self.generations():
            with suppress(IndexDamaged), closing(Generation(generation_folder(self.data, name), "any")) as generation:
                used |= {document.sha256 for document in generation.documents}
        for path in (self.data / "documents").iterdir():
            if path.name not in used:
                path.unlink()

    def _drop(self, folder: Path) -> None:
        """Remove a generation or a draft; one whose server cannot be reached waits for the next build."""
        with suppress(VectorsNotReachable):
            with suppress(IndexDamaged):
                drop_vectors(folder / VECTORS)
            shutil.rmtree(folder, ignore_errors=True)

    def base(self) -> Generation | None:
        """Open the current generation or, where its records are damaged, the last before it that can be built upon."""
        return next(filter(None, map(self.open, kept_generations(self.data))), None)

    def open(self, generation: str | None) -> Generation | None:
        """Open a generation, None where there is none whose records are whole and can be read by this program."""
        with suppress(IndexDamaged):
            if generation and is_sealed(folder := generation_folder(self.data, generation), RECORDS):
                return Generation(folder)
        return None


def _lasting_files(folder: Path) -> Iterator[Path]:
    """Yield the files of a draft that reading will not change.

    Chroma writes into its table whenever it is opened, and makes a segment anew until the first was written whole.
    """
    yield folder / RECORDS
    if collection_of(folder / VECTORS):
        yield folder / VECTORS / COLLECTION
    for index in (folder / VECTORS).glob("*/index_metadata.pickle"):
        yield from (path for path in index.parent.iterdir() if path.is_file())
