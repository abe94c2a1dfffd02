"""What the doctor finds wrong with a deployment on this machine, and that it says what to do."""

import json
import os
import shutil
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.doctor import Deployment, examine
from assistant.settings import AssistantSettings
from ingest.builds import build_index
from ingest.embeddings import fingerprint_of
from ingest.generations import open_store
from ingest.settings import IngestSettings
from tests import samples
from tests.fakes import BigramEmbeddings

Found = dict[str, list[tuple[str, str]]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a corpus, its index and a stand-in for the model's folder."""
    home = tmp_path_factory.mktemp("built")
    for name in ("model", "corpus"):
        (home / name).mkdir()
    (home / "model" / "config.json").write_text("{}", encoding="utf-8")
    (home / "corpus" / "luoyang.txt").write_text(samples.LUOYANG, encoding="utf-8")
    (home / "corpus" / "empty.txt").touch()
    fingerprint = fingerprint_of(str(home / "model"), home)
    store = open_store(home / "data", apart=False)
    build_index(home / "corpus", store, fingerprint, lambda: BigramEmbeddings(fingerprint), lambda *told: None)
    return home


def look(
    home: Path, *checks: str, data: str = "data", model: str = "model", names: Sequence[str] = (), **settings: object
) -> Found:
    fingerprint = fingerprint_of(str(home / "model"), home)
    place = Deployment(
        AssistantSettings.model_validate(settings),
        IngestSettings(embedding_model=str(home / model)),
        home / "corpus",
        home / data,
        lambda: BigramEmbeddings(fingerprint),
        names,
    )
    found: Found = {}
    for one in examine(place, checks):
        found.setdefault(one.check, []).append((one.state, f"{one.told} {one.advice}"))
    return found


@pytest.mark.slow  # two processes that draw
def test_a_deployment_that_is_well_has_no_problem(built: Path) -> None:
    found = look(built)
    assert {state for told in found.values() for state, _ in told} <= {"good", "warning"}
    assert [check for check in found if "good" not in [state for state, _ in found[check]]] == []
    assert "1 reports" in found["index"][-1][1]
    assert found["index"][0] == ("warning", "1 documents were not read: empty.txt 'python -m ingest status' says why.")


SPOILED: dict[str, tuple[Callable[[Path], Found], str, str]] = {
    "slip": (lambda home: look(home, "settings", names=["SEMINAR_PROT"]), "warning", "SEMINAR_PROT: no such"),
    "short-password": (lambda home: look(home, "settings", admin_password="1234"), "warning", "has 4 characters"),
    "careless-origin": (lambda home: look(home, "settings", embed_origins="*"), "problem", "'*' is no origin"),
    "anybody": (lambda home: look(home, "settings", admin_header="X-User"), "problem", "names no proxy"),
    "no-data": (lambda home: look(home, "permissions", data="none"), "problem", "python -m ingest build"),
    "no-index": (lambda home: look(home, "index", data="none"), "problem", "There is no index"),
    "another-model": (lambda home: look(home, "index", model="corpus"), "problem", "here it is corpus:"),
}


@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED)
def test_what_is_wrong_is_said_with_what_to_do(built: Path, spoiled: tuple[Callable[[Path], Found], str, str]) -> None:
    look_at, state, told = spoiled
    ((_, found),) = look_at(built).items()
    assert [said for how, said in found if how == state and told in said]


@pytest.mark.parametrize(
    ("spoil", "check", "told"),
    [
        pytest.param(lambda data: (data / "CURRENT").write_text("000009"), "index", "000009 is damaged", id="lost"),
        pytest.param(
            lambda data: (data / "generations" / "000001" / "records.sqlite3").write_bytes(b"x"),
            "index",
            "python -m ingest build",
            id="damaged",
        ),
    ],
)
def test_damage_is_told(built: Path, tmp_path: Path, spoil: Callable[[Path], object], check: str, told: str) -> None:
    home = shutil.copytree(built, tmp_path / "home")
    spoil(home / "data")
    assert [said for how, said in look(home, check)[check] if how == "problem" and told in said]


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_conversations_that_everybody_can_read_are_told(built: Path) -> None:
    chat = built / "data" / "chat.sqlite3"
    chat.touch()
    reachable = all(path.stat().st_mode & stat.S_IXOTH for path in chat.parents)
    for mode, told in {0o644: reachable, 0o640: False}.items():
        chat.chmod(mode)
        warned = [said for how, said in look(built, "permissions")["permissions"] if how == "warning"]
        assert bool(warned) is told


@pytest.mark.slow
def test_the_command_ends_with_2_where_something_is_wrong(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SEMINAR_CORPUS", str(built / "corpus"))
    monkeypatch.setenv("SEMINAR_EMBEDDING_MODEL", str(built / "model"))
    arguments = ["doctor", "--data", str(tmp_path), "--url", "http://127.0.0.1:9/"]
    assert main([*arguments, "--json"]) == 2
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {"check": "server", "state": "open"}.items() <= findings[-1].items()
    assert main(arguments) == 2
    assert "→ Start it with 'python -m assistant serve'" in capsys.readouterr().out
