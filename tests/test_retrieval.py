"""Ranking: what two arms become together, and what the words of a question find."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from assistant.retrieval import SeminarRetriever, fuse
from ingest.generations import open_store
from ingest.store import Hit, open_generation
from tests.fakes import BigramEmbeddings
from tests.test_store import build, report

TEXTS = [
    "大連市はスマートシティの建設を紹介した。",
    "シティホテルでの夕食は、スマホで申し込んだマートの品であった。",
    "東御市はぶどうの栽培を紹介した。",
]


def hits(**scores: float) -> list[Hit]:
    return [Hit(passage, score) for passage, score in scores.items()]


@pytest.mark.parametrize(
    ("words", "meaning", "first"),
    [
        pytest.param(hits(a=9, b=1, c=1), hits(c=0.86, a=0.85, b=0.84), "a", id="a-clear-win-beats-a-narrow-one"),
        pytest.param(hits(a=9, b=8, c=1), hits(c=0.9, b=0.89, a=0.8), "b", id="good-in-both"),
        pytest.param([], hits(a=0.9, b=0.8), "a", id="no-words-found"),
        pytest.param(hits(a=3, b=1), [], "a", id="no-vectors"),
        pytest.param(hits(a=3), hits(b=0.9, c=0.8), "b", id="one-hit-alone-tells-nothing"),
    ],
)
def test_arms_are_added_by_how_far_their_hits_stand_out(words: list[Hit], meaning: list[Hit], first: str) -> None:
    fused = fuse(words, meaning, 1.0)
    assert fused[0].passage == first
    assert {hit.passage for hit in fused} == {hit.passage for hit in words + meaning}
    assert [hit.score for hit in fused] == sorted((hit.score for hit in fused), reverse=True)


def test_nothing_found_is_nothing_ranked() -> None:
    assert fuse([], [], 1.3) == []


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeminarRetriever]:
    data: Path = tmp_path_factory.mktemp("data")
    build(open_store(data, apart=False), [report("a", TEXTS)])
    with closing(open_generation(data)) as generation:
        yield SeminarRetriever(generation=generation, embed=BigramEmbeddings().embed_query)


@pytest.mark.slow  # with Chroma
@pytest.mark.parametrize(
    ("question", "found"),
    [
        pytest.param("智慧城市", [0], id="chinese-term-is-one-phrase-in-japanese"),
        pytest.param("smart cities", [0], id="english-term"),
        pytest.param("スマートシティ", [0, 1], id="what-was-asked-also-by-its-parts"),
        pytest.param("夕飯", [], id="a-word-no-table-knows"),
    ],
)
def test_words_reach_the_other_languages_by_the_terms(
    retriever: SeminarRetriever, question: str, found: list[int]
) -> None:
    passages = [retriever.generation.passage(hit.passage) for hit in retriever.search(question, arm="words")]
    assert [passage.number for passage in passages] == found


@pytest.mark.slow
def test_langchain_gets_the_passages_in_the_order_of_the_search(retriever: SeminarRetriever) -> None:
    question = "スマートシティを紹介したのは？"
    documents = retriever.invoke(question)
    assert [document.id for document in documents] == [hit.passage for hit in retriever.search(question)]
    assert documents[0].page_content == TEXTS[0]
    assert documents[0].metadata["report"] == "a" * 12


@pytest.mark.slow
def test_a_reranker_orders_what_both_arms_found_and_nothing_else(retriever: SeminarRetriever) -> None:
    shown: list[str] = []

    def shortest_first(question: str, passages: Sequence[str]) -> list[float]:
        shown.extend(passages)
        return [-float(len(passage)) for passage in passages]

    reranking = SeminarRetriever(generation=retriever.generation, embed=retriever.embed, rerank=shortest_first)
    question = "スマートシティを紹介したのは？"
    texts = [retriever.generation.passage(hit.passage).text for hit in reranking.search(question)]
    assert texts == sorted(texts, key=len)
    assert sorted(shown) == sorted(texts)
    assert len(reranking.search(question, count=1)) == 1
    assert reranking.search(question, arm="words") == retriever.search(question, arm="words")
