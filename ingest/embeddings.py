"""Load the sentence-transformers model that turns text into vectors; the bundled one is unpacked on first use.

Alone knows sentence-transformers. A model is found on this machine or not at all: nothing is downloaded, and no code
of a model's folder is run.
"""

import os
import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from logging import ERROR, getLogger
from pathlib import Path
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

from ingest.bundle import unpack_bundle
from ingest.errors import ModelNotUsable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "bundled"
Rerank = Callable[[str, Sequence[str]], list[float]]  # question, passages → a score for each, the higher the better

_BATCH = 16
_NAMED_E5 = re.compile(r"(?<![a-z])e5(?![a-z0-9])", re.IGNORECASE)
_E5_PROMPTS = {"query": "query: ", "document": "passage: "}  # published e5 models expect, but do not state them
_SAMPLE = 1 << 20
_WEIGHTS_AND_SETTINGS = {".json", ".safetensors", ".bin", ".model", ".txt"}


class FingerprintedEmbeddings(Embeddings):
    """LangChain's interface to an embedding model, and a fingerprint: vectors under equal ones can be compared."""

    fingerprint: str

    def embed_queries(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the vectors of several questions."""
        return [self.embed_query(text) for text in texts]


class DeferredEmbeddings(FingerprintedEmbeddings):
    """A model that is loaded by the first text that has to be embedded."""

    def __init__(self, fingerprint: str, load: Callable[[], FingerprintedEmbeddings]) -> None:
        """Stand for the model of that fingerprint."""
        self.fingerprint = fingerprint
        self._load = load
        self._model: FingerprintedEmbeddings | None = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector for each passage."""
        return self._loaded().embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        return self._loaded().embed_query(text)

    def _loaded(self) -> FingerprintedEmbeddings:
        self._model = self._model or self._load()
        return self._model


class SentenceEmbeddings(FingerprintedEmbeddings):
    """A sentence-transformers model behind LangChain's interface; vectors have length one."""

    def __init__(self, model: "SentenceTransformer", fingerprint: str) -> None:
        """Wrap a loaded model."""
        self._model = model
        self.fingerprint = fingerprint

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector for each passage."""
        return self._embed(texts, "document")

    def embed_queries(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the vectors of several questions."""
        return self._embed(texts, "query")

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        return self.embed_queries([text])[0]

    def _embed(self, texts: Sequence[str], task: str) -> list[list[float]]:
        if not texts:
            return []
        encode = self._model.encode_query if task == "query" else self._model.encode_document
        # The model sorts by length itself, so that a batch holds little padding.
        vectors = encode(list(texts), batch_size=_BATCH, show_progress_bar=False, normalize_embeddings=True)
        return [[float(element) for element in vector] for vector in vectors]


def load_embeddings(name: str, models_folder: Path) -> SentenceEmbeddings:
    """Return the model of that name: `bundled`, a folder, or a hub name whose files are already on this machine."""
    folder = _find_folder(name, models_folder)
    try:
        model = _load(folder)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, ImportError) as error:
        raise ModelNotUsable(
            f"The embedding model {name} in {folder} cannot be loaded: {error}. Name a folder that "
            "sentence-transformers saved, or 'bundled', in SEMINAR_EMBEDDING_MODEL."
        ) from error
    if _NAMED_E5.search(name) and not any(model.prompts.values()):
        model.prompts.update(_E5_PROMPTS)
    return SentenceEmbeddings(model, _fingerprint(name, folder))


def fingerprint_of(name: str, models_folder: Path) -> str:
    """Return the fingerprint that the model of that name will have, without loading it."""
    return _fingerprint(name, _find_folder(name, models_folder))


def load_reranker(name: str) -> Rerank:
    """Return what scores passages for a question: a cross-encoder by folder, or hub name of files on this machine."""
    folder = _find_local(name, "SEMINAR_RERANKER", "empty")
    _stay_offline()
    from safetensors import SafetensorError
    from sentence_transformers import CrossEncoder

    getLogger("transformers").setLevel(ERROR)
    try:
        model = CrossEncoder(str(folder), local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, ImportError, SafetensorError) as error:
        raise ModelNotUsable(
            f"The reranker {name} in {folder} cannot be loaded: {error}. Name the folder of a cross-encoder in "
            "SEMINAR_RERANKER, or leave that setting empty."
        ) from error

    def rerank(question: str, passages: Sequence[str]) -> list[float]:
        pairs = [(question, passage) for passage in passages]
        return [float(score) for score in model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)]

    return rerank


def _find_folder(name: str, models_folder: Path) -> Path:
    return (
        unpack_bundle(models_folder) if name == BUNDLED else _find_local(name, "SEMINAR_EMBEDDING_MODEL", "'bundled'")
    )


def _find_local(name: str, setting: str, otherwise: str) -> Path:
    if Path(name).is_dir():
        return Path(name)
    _stay_offline()
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (OSError, ValueError) as error:
        raise ModelNotUsable(
            f"The model {name} is neither a folder nor among the models this machine has downloaded before. "
            f"Copy its folder here and give the path in {setting}, or leave that setting {otherwise}."
        ) from error


def _load(folder: Path) -> "SentenceTransformer":
    _stay_offline()
    from huggingface_hub.utils.tqdm import disable_progress_bars

    disable_progress_bars()  # before transformers is imported, which asks once
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer

    getLogger("transformers").setLevel(ERROR)  # reports weights that a model has and nobody needs
    try:
        return SentenceTransformer(str(folder), local_files_only=True, trust_remote_code=False)
    except SafetensorError as error:
        raise ValueError(f"its weights are damaged ({error})") from error


def _stay_offline() -> None:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # silences a warning at every child process


def _fingerprint(name: str, folder: Path) -> str:
    """Return the model's name with a digest of its settings and of both ends of its weights."""
    digest = sha256(b"e5" if name != BUNDLED and _NAMED_E5.search(name) else b"")
    for path in sorted(folder.rglob("*")):
        if path.suffix not in _WEIGHTS_AND_SETTINGS or not path.is_file():
            continue
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()} {size}\n".encode())
        with path.open("rb") as file:
            digest.update(file.read(_SAMPLE))
            file.seek(max(size - _SAMPLE, 0))
            digest.update(file.read(_SAMPLE))
    shown = folder.name if name == BUNDLED else Path(name).name
    return f"{shown}:{digest.hexdigest()[:16]}"
