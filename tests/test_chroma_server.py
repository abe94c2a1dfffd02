"""Vectors in a Chroma server: one collection a generation, and the same switch as in a folder."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from ingest.errors import IndexDamaged, VectorsNotReachable
from ingest.generations import Store, open_store
from ingest.homes import VECTORS, collection_of
from ingest.store import generation_folder, open_generation
from tests.fakes import BigramEmbeddings
from tests.serving import chroma_server, free_port
from tests.test_store import TEXTS, build, report

COLLECTIONS = "/api/v2/tenants/default_tenant/databases/default_database/collections"
QUESTION = BigramEmbeddings().embed_query("哈爾濱市介紹了冰雪旅遊")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("server")) as address:
        yield address


def collections(address: str) -> set[str]:
    with urlopen(address + COLLECTIONS, timeout=10) as answer:
        return {one["name"] for one in json.load(answer)}


def held(store: Store) -> set[str]:
    """Return the names of the collections that the generations of a folder name."""
    found = [collection_of(generation_folder(store.data, name) / VECTORS) for name in store.generations()]
    return {collection.name for collection in found if collection}


def answers(data: Path) -> list[tuple[str, float]]:
    with closing(open_generation(data)) as generation:
        return [(hit.passage, round(hit.score, 4)) for hit in generation.search_meaning(QUESTION, 6)]


@pytest.mark.slow
def test_a_server_finds_what_a_folder_finds(tmp_path: Path, server: str) -> None:
    folder, remote = open_store(tmp_path / "folder", apart=False), open_store(tmp_path / "server", chroma_url=server)
    for store in (folder, remote):
        build(store, [report(letter) for letter in TEXTS])
    assert answers(remote.data) == answers(folder.data)
    assert len(answers(remote.data)) == 6
    assert [path.name for path in (generation_folder(remote.data, "000001") / VECTORS).iterdir()] == ["collection.json"]
    with closing(open_generation(remote.data)) as generation:
        assert generation.vector_count == generation.passage_count == 6


@pytest.mark.slow
def test_collections_of_generations_that_are_no_longer_kept_are_deleted(tmp_path: Path, server: str) -> None:
    before = collections(server)
    store = open_store(tmp_path / "data", apart=False, chroma_url=server + "/")
    for number in range(4):
        build(store, [report("a", [f"{number}番目の文。"])])
    assert len(held(store)) == 3
    assert collections(server) - before == held(store)
    assert store.rollback() == "000003"
    with closing(open_generation(store.data)) as generation:
        assert [hit.score for hit in generation.search_meaning(QUESTION, 9)]


@pytest.mark.slow
def test_a_draft_that_is_left_leaves_no_collection(tmp_path: Path, server: str) -> None:
    before = collections(server)
    store = open_store(tmp_path, apart=False, chroma_url=server)
    with pytest.raises(KeyboardInterrupt), store.build_lock(), store.start(BigramEmbeddings()) as draft:
        draft.replace(report("b"))
        raise KeyboardInterrupt
    assert collections(server) == before
    assert list((tmp_path / "generations").iterdir()) == []


@pytest.mark.slow
def test_vectors_move_between_folder_and_server_with_the_setting(tmp_path: Path, server: str) -> None:
    urls = ("", server, "")
    found = []
    for url in urls:
        store = open_store(tmp_path, apart=False, chroma_url=url)
        assert store.is_in_place() == (store.current() is None)
        build(store, [report(letter) for letter in TEXTS])
        assert store.is_in_place()
        found.append(answers(tmp_path))
    assert found[0] == found[1] == found[2]


@pytest.mark.slow
def test_a_collection_that_is_lost_is_damage_and_made_anew(tmp_path: Path, server: str) -> None:
    store = open_store(tmp_path, apart=False, chroma_url=server)
    build(store, [report("a")])
    name = held(store).pop()
    with urlopen(Request(f"{server}{COLLECTIONS}/{name}", method="DELETE"), timeout=10):
        pass
    with closing(open_generation(tmp_path)) as generation, pytest.raises(IndexDamaged, match="ingest build"):
        generation.search_meaning(QUESTION, 1)
    assert not store.is_whole()
    build(store, [report("a")])
    assert answers(tmp_path)


@pytest.mark.slow
def test_a_server_that_is_gone_is_named_and_asked_again_once_it_is_back(tmp_path: Path) -> None:
    with ExitStack() as stack:
        running = stack.enter_context(ExitStack())
        address = running.enter_context(chroma_server(tmp_path / "server"))
        store = open_store(tmp_path / "data", apart=False, chroma_url=address)
        build(store, [report("c")])
        generation = stack.enter_context(closing(open_generation(store.data)))
        hits = generation.search_meaning(QUESTION, 2)
        running.close()
        with pytest.raises(VectorsNotReachable, match=address):
            generation.search_meaning(QUESTION, 2)
        with pytest.raises(VectorsNotReachable, match=address), store.build_lock(), store.start(BigramEmbeddings()):
            pass
        with pytest.raises(VectorsNotReachable, match="SEMINAR_CHROMA_URL"):
            answers(store.data)
        assert generation.reports and generation.search_words(["哈尔"], 1) is not None  # words need no server
        stack.enter_context(chroma_server(tmp_path / "server", int(address.rsplit(":", 1)[1])))
        assert generation.search_meaning(QUESTION, 2) == hits


@pytest.mark.parametrize(
    "url",
    ["chroma:8000", "ftp://chroma", "http://", "http://name:secret@chroma:8000", "http://chroma/?x=1"],
    ids=["no-scheme", "other-scheme", "no-host", "password", "query"],
)
def test_what_is_no_address_of_a_server_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(VectorsNotReachable, match="SEMINAR_CHROMA_URL") as refused:
        open_store(tmp_path, chroma_url=url)
    assert "secret" not in str(refused.value)


def test_something_else_that_listens_is_no_chroma_server(tmp_path: Path) -> None:
    store = open_store(tmp_path, apart=False, chroma_url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(VectorsNotReachable, match="cannot be reached"), store.start(BigramEmbeddings()):
        pass
