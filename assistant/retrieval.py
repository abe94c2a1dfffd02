"""Query → ranked passages: words and meaning fused; a LangChain retriever, and the one the product itself uses."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, PrivateAttr

from assistant.records import Arm
from ingest.embeddings import FingerprintedEmbeddings, Rerank
from ingest.records import Event, Excerpt, Passage, Report
from ingest.store import Document as Filed
from ingest.store import Generation, Hit, open_generation
from ingest.terms import find_terms, forms
from ingest.text import bigrams, query_words

_POOL = 100  # passages each arm hands to the fusion
_RERANKED = 20  # passages shown to a reranker, which reads each with the question
_VECTORS_KEPT = 32  # of questions: more than are answered at once
_MEANING_WEIGHT = 1.3  # of meaning against words; see Decisions in README.md


class SeminarRetriever(BaseRetriever):
    """Retrieves passages of one generation of the index."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    generation: Generation
    embed: Callable[[str], list[float]]  # a question as a vector
    arm: Arm = "both"
    count: int = 10
    rerank: Rerank | None = None
    _vector: Callable[[str], list[float]] = PrivateAttr()
    _meaning: Callable[[str], list[Hit]] = PrivateAttr()

    def model_post_init(self, context: object) -> None:
        """Keep the last vectors and what is near them: `search` and `similarity` need both, of several at a time."""
        self._vector = lru_cache(_VECTORS_KEPT)(self.embed)
        self._meaning = lru_cache(_VECTORS_KEPT)(lambda text: self.generation.search_meaning(self.vector(text), _POOL))

    def search(self, question: str, *, count: int | None = None, arm: Arm | None = None) -> list[Hit]:
        """Return the best passages, best first."""
        chosen = arm or self.arm
        words = self.generation.search_words(_words(question), _POOL) if chosen != "meaning" else []
        meaning = self._meaning(question) if chosen != "words" else []
        if chosen == "both":
            return self._reranked(question, fuse(words, meaning, _MEANING_WEIGHT))[: count or self.count]
        return (words or meaning)[: count or self.count]

    def similarity(self, question: str) -> float:
        """Return the cosine of the question and the passage nearest in meaning; 0 in an empty index."""
        nearest = self._meaning(question)
        return nearest[0].score if nearest else 0.0

    def vector(self, question: str) -> list[float]:
        """Return the vector of a question."""
        return self._vector(question)

    def _reranked(self, question: str, hits: list[Hit]) -> list[Hit]:
        """Return the hits with the best of them in the order of the reranker, if there is one."""
        if self.rerank is None or not hits:
            return hits
        best = hits[:_RERANKED]
        scores = self.rerank(question, [self.generation.passage(hit.passage).text for hit in best])
        ranked = [replace(hit, score=score) for hit, score in zip(best, scores, strict=True)]
        return sorted(ranked, key=lambda hit: -hit.score) + hits[_RERANKED:]

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        found: list[Document] = []
        for hit in self.search(query):
            passage = self.generation.passage(hit.passage)
            about = {"report": passage.report, "heading": passage.heading, "score": hit.score}
            found.append(Document(page_content=passage.excerpt.text, metadata=about, id=hit.passage))
        return found


def _words(question: str) -> list[str]:
    """Return the words of a question and, for its terms, their forms in the other languages, each a phrase.

    As single pairs of characters the forms would outweigh the question: エネルギー alone has five.
    """
    asked = query_words(question)
    expanded = [bigrams(form) for mention in find_terms(question) for form in forms(mention.term)]
    return list(dict.fromkeys([*asked, *(" ".join(words) for words in expanded if not set(words) <= set(asked))]))


def fuse(words: Sequence[Hit], meaning: Sequence[Hit], weight: float) -> list[Hit]:
    """Return the hits of both arms by the sum of their standardised scores; absent counts as the arm's lowest."""
    arms = [(_standardised(hits), share) for hits, share in ((words, 1.0), (meaning, weight)) if hits]
    fused: dict[str, float] = dict.fromkeys((passage for scores, _ in arms for passage in scores), 0.0)
    for scores, share in arms:
        lowest = min(scores.values())
        for passage in fused:
            fused[passage] += share * scores.get(passage, lowest)
    return [Hit(passage, score) for passage, score in sorted(fused.items(), key=lambda one: (-one[1], one[0]))]


def _standardised(hits: Sequence[Hit]) -> dict[str, float]:
    values = [hit.score for hit in hits]
    mean, spread = statistics.fmean(values), statistics.pstdev(values) or 1.0
    return {hit.passage: (hit.score - mean) / spread for hit in hits}


def score_arms(
    passages: Sequence[Mapping[str, str]],
    questions: Sequence[str],
    embeddings: FingerprintedEmbeddings,
    rerank: Rerank | None = None,
) -> dict[Arm, list[list[str]]]:
    """Return for each arm the ids of the ten best passages of every question, from an index made for this alone.

    A passage has `doc_id`, `title` and `text`; it is indexed and embedded as a report's passage is, the title its
    heading.
    """
    from ingest.generations import open_store

    cut = tuple(Passage(row["title"], Excerpt(row["text"], ())) for row in passages)
    report = Report("0" * 12, "evaluation", "", "", "ja", False, (), (), (), Event(), (), (), cut)
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        with store.build_lock(), store.start(embeddings) as draft:
            draft.replace(report)
            draft.finish([Filed("evaluation", "", "", report.id)])
        generation = open_generation(Path(folder))
        retriever = SeminarRetriever(generation=generation, embed=embeddings.embed_query, rerank=rerank)
        names = {passage.id: passages[passage.number]["doc_id"] for passage in generation.passages.values()}
        found: dict[Arm, list[list[str]]] = {"words": [], "meaning": [], "both": []}
        for question in questions:
            for arm, ranked in found.items():
                ranked.append([names[hit.passage] for hit in retriever.search(question, count=10, arm=arm)])
        generation.close()
    return found
