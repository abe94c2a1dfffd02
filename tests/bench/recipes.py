"""What a user would write instead: the usual recipe of LangChain, and the same with BM25 and fusion by rank.

Kind to both: the same embedding model, the text of a document as our own reader gives it, BM25 over pairs of
characters, without which it would not find a Japanese word.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

RECIPES = ("recipe", "fused")

_FUSED = 60  # the constant of reciprocal rank fusion, as LangChain's EnsembleRetriever has it
_MOST_AT_ONCE = 5000  # Chroma takes no more than 5,461
_TOKENS = re.compile(r"[a-z0-9]+|[^\W_]")


class Recipe:
    """RecursiveCharacterTextSplitter 1000/200, an embedding model, Chroma, the four nearest."""

    def __init__(self, folder: Path, embeddings: Embeddings) -> None:
        """Open the vectors in a folder, begun where there are none."""
        import chromadb
        from langchain_chroma import Chroma

        settings = chromadb.config.Settings(anonymized_telemetry=False)
        client = chromadb.PersistentClient(path=str(folder), settings=settings)
        self._chroma = Chroma(client=client, collection_name="recipe", embedding_function=embeddings)

    def build(self, documents: Sequence[Document]) -> None:
        """Cut documents, embed and store them."""
        chunks = cut(documents)
        for at in range(0, len(chunks), _MOST_AT_ONCE):
            self._chroma.add_documents(chunks[at : at + _MOST_AT_ONCE])

    def find(self, question: str, count: int = 4) -> list[Document]:
        """Return the chunks nearest to a question."""
        return self._chroma.similarity_search(question, k=count)

    def chunks(self) -> list[Document]:
        """Return all that is stored."""
        held = self._chroma.get()
        rows = zip(held["documents"], held["metadatas"], strict=True)
        return [Document(text, metadata=about) for text, about in rows]


class Fused(Recipe):
    """The same and BM25 over the same chunks, held in memory; both orders fused by rank, equally weighted."""

    def __init__(self, folder: Path, embeddings: Embeddings) -> None:
        """Open both; the words are counted anew at every start."""
        super().__init__(folder, embeddings)
        self._count()

    def build(self, documents: Sequence[Document]) -> None:
        """Cut documents, embed and store them, and count their words."""
        super().build(documents)
        self._count()

    def find(self, question: str, count: int = 4) -> list[Document]:
        """Return the chunks that stand best in both orders."""
        ranks: dict[str, float] = {}
        found: dict[str, Document] = {}
        for arm in (super().find(question, count), self._words(tokens(question), count)):
            for rank, chunk in enumerate(arm, start=1):
                found.setdefault(chunk.page_content, chunk)
                ranks[chunk.page_content] = ranks.get(chunk.page_content, 0.0) + 1 / (_FUSED + rank)
        return [found[text] for text in sorted(ranks, key=lambda text: -ranks[text])][:count]

    def _count(self) -> None:
        from rank_bm25 import BM25Okapi

        chunks = self.chunks()
        counted = BM25Okapi([tokens(chunk.page_content) for chunk in chunks]) if chunks else None
        self._words: Callable[[list[str], int], list[Document]] = lambda asked, count: (
            counted.get_top_n(asked, chunks, n=count) if counted else []
        )


def open_recipe(name: str, folder: Path, embeddings: Embeddings) -> Recipe:
    """Return the recipe of that name over what a folder holds."""
    return {"recipe": Recipe, "fused": Fused}[name](folder, embeddings)


def cut(documents: Iterable[Document]) -> list[Document]:
    """Return documents in pieces of 1,000 characters that overlap by 200."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    chunks: list[Document] = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(
        documents
    )
    return chunks


def documents_of(texts: Mapping[str, str]) -> list[Document]:
    """Return texts by the names of their files as documents."""
    return [Document(text, metadata={"source": name}) for name, text in texts.items()]


def load_folder(corpus: Path) -> list[Document]:
    """Return the text files of a folder as documents."""
    return documents_of({path.name: path.read_text(encoding="utf-8") for path in sorted(corpus.glob("*.txt"))})


def tokens(text: str) -> list[str]:
    """Return the words of a text for BM25: Latin words and numbers whole, all else as pairs of neighbouring characters.

    >>> tokens("DXと環境")
    ['dx', 'と環', '環境']
    """
    single = _TOKENS.findall(text.lower())
    pairs = [first + second for first, second in pairwise(single) if len(first) == len(second) == 1]
    return [token for token in single if len(token) > 1] + pairs
