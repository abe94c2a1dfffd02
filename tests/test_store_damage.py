"""What is left when files are damaged or a build is killed."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ingest.errors import IndexDamaged
from ingest.generations import open_store
from ingest.homes import VECTORS
from ingest.store import RECORDS, Document, Generation, generation_folder, open_generation
from tests.fakes import BigramEmbeddings
from tests.folders import ledger
from tests.test_store import build, report


def cut_segments(vectors: Path) -> None:
    for path in vectors.rglob("*.bin"):
        os.truncate(path, 10)


def cut_table(vectors: Path) -> None:
    os.truncate(vectors / "chroma.sqlite3", 5000)


def garble_table(vectors: Path) -> None:
    (vectors / "chroma.sqlite3").write_bytes(b"\xff" * 200_000)


def lose_some(vectors: Path) -> None:
    with closing(sqlite3.connect(vectors / "chroma.sqlite3")) as connection, connection:
        connection.execute("DELETE FROM embeddings WHERE id IN (SELECT id FROM embeddings LIMIT 2)")


DAMAGES = {
    "segments": cut_segments,
    "cut": cut_table,
    "garbled": garble_table,
    "lost": lose_some,
    "gone": shutil.rmtree,
}


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damaged_vectors_fail_the_check_and_the_next_build_makes_them_anew(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    store = open_store(tmp_path, apart=False)
    sentences = [f"{number}番目の市は{number * 7}人で参加した。" for number in range(1500)]  # beyond Chroma's log
    many = report("b", sentences)
    first = build(store, [report("a"), many])
    store = open_store(tmp_path)
    damage(generation_folder(tmp_path, first) / VECTORS)
    with pytest.raises(IndexDamaged):
        store.check(first)
    embeddings = BigramEmbeddings()
    second = build(store, [report("a"), many, report("c")], embeddings)
    store.check(second)
    assert len(embeddings.embedded) == 2  # the rest came from the stored vectors


def test_damaged_records_are_built_anew_from_the_documents(tmp_path: Path) -> None:
    store = open_store(tmp_path, apart=False)
    first = build(store, [report("a")])
    os.truncate(generation_folder(store.data, first) / RECORDS, 9000)
    assert ledger(store) == ()
    with store.build_lock(), store.start(BigramEmbeddings()) as draft:
        draft.replace(report("b"))
        draft.finish([Document("b.pdf", "b" * 64, "1", "b" * 12)])
    with closing(open_generation(store.data)) as generation:
        assert [one.id for one in generation.reports] == ["b" * 12]


def test_records_of_another_shape_are_built_anew(tmp_path: Path) -> None:
    store = open_store(tmp_path, apart=False)
    first = build(store, [report("a")])
    with closing(sqlite3.connect(generation_folder(store.data, first) / RECORDS)) as connection, connection:
        connection.execute("UPDATE about SET value = 'older' WHERE key = 'shape'")
    assert (ledger(store), store.fingerprint()) == ((), None)
    with pytest.raises(IndexDamaged, match="another version"):
        Generation(generation_folder(store.data, first))


BUILDING = """
import sys
from pathlib import Path
from ingest.generations import open_store
from tests.fakes import BigramEmbeddings
from tests.folders import ledger
from tests.test_store import build, report
store = open_store(Path(sys.argv[1]))
print("ready", flush=True)
build(store, [report("a"), report("b", [f"{number}番目の市。" for number in range(3000)])])
"""


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.05, 0.5, 1.2, 2.0])
def test_a_killed_build_leaves_the_old_generation_answering(tmp_path: Path, seconds: float) -> None:
    store = open_store(tmp_path, apart=False)
    first = build(store, [report("a")])
    child = subprocess.Popen([sys.executable, "-c", BUILDING, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    time.sleep(seconds)
    child.kill()
    child.communicate()
    assert store.current() == first
    with closing(open_generation(tmp_path)) as generation:
        assert len(generation.search_meaning(BigramEmbeddings().embed_query("瀋陽市"), 5)) == 2
    second = build(store, [report("a"), report("c")])
    store.check(second)
    assert store.generations() == [first, second]
    assert not list(tmp_path.rglob("*.draft"))
