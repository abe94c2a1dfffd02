"""An index made with another model or other tables is noticed, and the command that mends it is named."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assistant.__main__ import main as assistant
from ingest.__main__ import main as ingest
from ingest.builds import build_index
from ingest.disk import MANIFEST, seal
from ingest.embeddings import fingerprint_of
from ingest.generations import open_store
from ingest.store import RECORDS, current_generation, generation_folder
from ingest.versions import changed_tables, tables
from tests import samples
from tests.fakes import BigramEmbeddings

FIX = "python -m ingest build"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a report, its index and two stand-ins for models, which are never loaded."""
    for name in ("model", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.json").write_text(json.dumps({"name": name}), encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "luoyang.txt").write_text(samples.LUOYANG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEMINAR_DATA", "data")
    monkeypatch.setenv("SEMINAR_EMBEDDING_MODEL", "model")
    build(tmp_path, "model")
    return tmp_path


def build(home: Path, model: str) -> str | None:
    fingerprint = fingerprint_of(str(home / model), home)
    store = open_store(home / "data", apart=False)
    return build_index(
        home / "corpus", store, fingerprint, lambda: BigramEmbeddings(fingerprint), lambda *told: None
    ).generation


def change_a_table(home: Path, name: str) -> None:
    """Make the index one that was built with another table: what a newer program finds."""
    generation = current_generation(home / "data")
    assert generation
    folder = generation_folder(home / "data", generation)
    made_with = json.loads(tables()) | {name: "another"}
    with closing(sqlite3.connect(folder / RECORDS)) as connection, connection:
        connection.execute("UPDATE about SET value = ? WHERE key = 'tables'", (json.dumps(made_with),))
    seal(folder, [folder / file for file in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))])


def run(capsys: pytest.CaptureFixture[str], main: Callable[[list[str]], int], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(list(words))
    return (code, *capsys.readouterr())


@pytest.mark.slow  # with Chroma
def test_an_index_of_this_model_and_these_tables_is_up_to_date(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, ingest, "status")[1].count(FIX) == 0
    code, _, told = run(capsys, assistant, "ask", "第21回のテーマは？")
    assert (code, told) == (0, "")


@pytest.mark.slow
def test_another_model_is_refused_until_a_build(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEMINAR_EMBEDDING_MODEL", "other")
    code, out, _ = run(capsys, ingest, "status")
    assert (code, "Outdated: the embedding model is other:" in out, FIX in out) == (0, True, True)
    code, out, told = run(capsys, assistant, "ask", "第21回のテーマは？")
    assert (code, out, FIX in told) == (2, "", True)
    build(home, "other")
    assert run(capsys, assistant, "ask", "第21回のテーマは？")[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize("table", ["folding.tsv", "terms.tsv"])
def test_another_table_is_told_until_a_build(home: Path, capsys: pytest.CaptureFixture[str], table: str) -> None:
    change_a_table(home, table)
    code, out, _ = run(capsys, ingest, "status")
    assert (code, f"other tables are in use now: {table}" in out, FIX in out) == (0, True, True)
    code, _, told = run(capsys, assistant, "ask", "第21回のテーマは？")
    assert (code, table in told, FIX in told) == (0, True, True)
    assert build(home, "model") == "000002"
    assert run(capsys, assistant, "ask", "第21回のテーマは？")[2] == ""
    assert build(home, "model") == "000002"


@pytest.mark.parametrize(
    ("before", "changed"),
    [
        pytest.param({}, [], id="nothing"),
        pytest.param({"terms.tsv": "x"}, ["terms.tsv"], id="another-content"),
        pytest.param({"gone.tsv": "x"}, ["gone.tsv"], id="a-table-that-is-no-more"),
    ],
)
def test_tables_are_told_by_name(before: dict[str, str], changed: list[str]) -> None:
    assert changed_tables({"tables": json.dumps(json.loads(tables()) | before)}) == changed


def test_an_index_that_does_not_know_its_tables_is_outdated_in_all_of_them() -> None:
    assert {"folding.tsv", "terms.tsv", "places.tsv"} <= set(changed_tables({}))
