"""A bundle is installed in a new place where no network can be reached, and answers the question set: make test-bundle.

TEST_BUNDLE names its folder. Where the system lets a process have a network of its own, it has one that leads nowhere,
not even to this machine; elsewhere the guard of all tests refuses other hosts.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.netguard.sitecustomize import RECORD

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "tests" / "quality" / "seminar_corpus.jsonl"
FLOORS = ROOT / "tests" / "quality" / "floors.json"
BUNDLE = os.environ.get("TEST_BUNDLE", "")
CALL = "import socket; socket.create_connection(('192.0.2.1', 80), 5)"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not BUNDLE, reason="TEST_BUNDLE names no bundle")]


def _cut_off() -> list[str]:
    """Return the words before a command that give it a network of its own, none where that is not allowed."""
    words = ["unshare", "--map-root-user", "--net"]
    allowed = shutil.which("unshare") and not subprocess.run([*words, "true"], capture_output=True).returncode
    return words if allowed else []


def test_a_bundle_installed_without_a_network_answers_the_question_set(tmp_path: Path) -> None:
    there = tmp_path / "there"
    shutil.copytree(BUNDLE, there, ignore=shutil.ignore_patterns(".venv", ".data", "wheels"))
    (there / "wheels").symlink_to(Path(BUNDLE, "wheels").resolve(), target_is_directory=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment = {**kept, "PIP_CONFIG_FILE": os.devnull, "HOME": str(tmp_path)}

    def run(*words: str, code: int = 0, more: Mapping[str, str] = {}) -> str:
        done = subprocess.run(
            [*_cut_off(), *words],
            cwd=there,
            env={**environment, **more},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    version = Path(BUNDLE, "wheels", "python-version").read_text(encoding="ascii").strip()
    python = str(there / ".venv" / "bin" / "python")
    run(f"python{version}", "-c", CALL, code=1, more={RECORD: str(tmp_path / "refused.txt")})
    run(f"python{version}", "-m", "venv", ".venv")
    install = ["--no-index", "--find-links", "wheels", "-r", "wheels/requirements.lock"]
    run(python, "-m", "pip", "install", "--quiet", *install)
    run(python, "-m", "pip", "check")
    run(python, "-c", "import torch; assert torch.version.cuda is None")
    run(python, "-m", "ingest", "build", "--json")
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps(json.loads(FLOORS.read_text(encoding="utf-8"))["seminar_corpus"]["all"]))
    scores = json.loads(run(python, "-m", "assistant", "evaluate", str(QUESTIONS), "--json", "--floors", str(floors)))
    assert scores["questions"] == len(QUESTIONS.read_text(encoding="utf-8").splitlines())
