"""A corpus, its index, and what a build made of it."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ingest.builds import Build, BuiltDocument, build_index
from ingest.embeddings import FingerprintedEmbeddings
from ingest.generations import Store, open_store
from ingest.records import Report
from ingest.second_reading import ModelReader
from ingest.store import Document, open_generation
from tests.fakes import BigramEmbeddings


def quiet(what: str, done: int, total: int) -> None:
    """Say nothing of how far a build is."""


def unneeded() -> FingerprintedEmbeddings:
    raise AssertionError("the model was loaded though nothing had to be embedded")


def ledger(store: Store) -> tuple[Document, ...]:
    """Return what the current generation was built from; nothing if there is none that can be built upon."""
    base = store.base()
    if base is None:
        return ()
    with closing(base):
        return base.documents


class Folder:
    """A corpus and its index."""

    def __init__(self, path: Path) -> None:
        self.corpus = path / "corpus"
        self.corpus.mkdir()
        self.store: Store = open_store(path / "data", apart=False)

    def put(self, **texts: str) -> None:
        for name, text in texts.items():
            (self.corpus / f"{name}.txt").write_text(text, encoding="utf-8")

    def build(
        self,
        load: Callable[[], FingerprintedEmbeddings] = BigramEmbeddings,
        model: str = "bigrams:1",
        second: ModelReader | None = None,
    ) -> Build:
        return build_index(self.corpus, self.store, model, load, quiet, second=second)

    def reports(self) -> dict[str, Report]:
        """Return what answers now, by path."""
        with closing(open_generation(self.store.data)) as generation:
            return {report.path: report for report in generation.reports}


def statuses(build: Build) -> dict[str, str]:
    return {document.path: document.status for document in build.documents}


def of(build: Build, path: str) -> BuiltDocument:
    (document,) = [document for document in build.documents if document.path == path]
    return document
