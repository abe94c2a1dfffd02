"""Measure many askers at once: python -m tests.bench.serving [--askers 50] [--questions 5000] [--way chat].

Starts the real server over the sample reports, with the bundled model, as `make chat` does, and asks what
tests/quality asks, in conversations of a few questions: over the API, or through Gradio's queue as the chat page does.
Nobody pauses, so that as many questions wait as there are askers; they run on the same machine. Every answer is
compared with the one given when nobody else asked.
"""

import argparse
import json
import os
import re
import secrets
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from urllib.request import urlopen

from assistant.conversations import Conversations
from tests.serving import free_port, wait_for

_ROOT = Path(__file__).parents[2]
_SETS = sorted((_ROOT / "tests" / "quality").glob("*.jsonl"))
_QUESTIONS_A_VISIT = 5
_TIMEOUT = 120  # seconds
_CONFIGURATION = re.compile(r"window\.gradio_config = (\{.*?\});</script>", re.DOTALL)
_MEMORY = re.compile(r"^process_resident_memory_bytes (\S+)", re.MULTILINE)
_PROCESSORS = re.compile(r"^process_cpu_seconds_total (\S+)", re.MULTILINE)
_Visit = tuple[str, ...]  # the questions of one conversation
_Expected = Mapping[_Visit, Sequence[str]]  # the answers to them


class NoAnswer(Exception):
    """Something else came than an answer."""


@dataclass
class Tally:
    """What askers got; threads share it."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    answers: list[tuple[_Visit, list[str]]] = field(default_factory=list)  # of every visit without an error


def measure(ways: Sequence[str] = ("api", "chat"), askers: int = 50, questions: int = 5000) -> dict[str, float]:
    """Return the figures of each way: seconds, errors, answers that were others than alone, megabytes."""
    figures: dict[str, float] = {"askers": askers}
    with TemporaryDirectory() as folder, _server(Path(folder)) as address:
        conversations = Conversations(Path(folder))
        alone = _ask_at_once(ApiAsker, address, conversations, visits())
        expected = dict(alone.answers)
        figures |= _summary("alone", alone, expected)
        for way in ways:
            asker = WAYS[way]
            before = _figure(address, _MEMORY)
            _ask_at_once(asker, address, conversations, visits(), askers)
            warm, used, started = _figure(address, _MEMORY), _figure(address, _PROCESSORS), time.perf_counter()
            tally = _ask_at_once(asker, address, conversations, _enough(visits(), questions), askers)
            figures |= _summary(way, tally, expected)
            figures[f"{way}_a_second"] = len(tally.seconds) / (time.perf_counter() - started)
            figures[f"{way}_processor_seconds_each"] = (_figure(address, _PROCESSORS) - used) / len(tally.seconds)
            figures[f"{way}_megabytes_before"], figures[f"{way}_megabytes_warm"] = before / 1e6, warm / 1e6
            figures[f"{way}_megabytes_grown"] = (_figure(address, _MEMORY) - warm) / 1e6
    return figures


def visits() -> list[_Visit]:
    """Return conversations that ask every question of the quality sets once, each after the one it follows."""
    rows = [json.loads(line) for file in _SETS for line in file.read_text(encoding="utf-8").splitlines()]
    asked = [(*([row["after"]] if row.get("after") else []), row["question"]) for row in rows]
    mixed = [one for start in range(7) for one in asked[start::7]]  # the files go kind by kind
    groups = (mixed[at : at + _QUESTIONS_A_VISIT] for at in range(0, len(mixed), _QUESTIONS_A_VISIT))
    return [tuple(question for turns in group for question in turns) for group in groups]


class ApiAsker:
    """A program that asks over the API and sends the questions before along."""

    def __init__(self, address: str, conversations: Conversations) -> None:
        """Connect with the first question; nothing is kept of what the API is asked."""
        self._connection = _connect(address)

    def visit(self, visit: _Visit, timed: Callable[[Callable[[], None]], None]) -> list[str]:
        """Ask one question after the other; return the answers."""
        answers: list[str] = []

        def ask() -> None:
            at = len(answers)
            answer = _post(self._connection, "/api/ask", {"question": visit[at], "after": visit[:at]})
            answers.append(json.loads(answer.read())["text"])

        for _ in visit:
            timed(ask)
        return answers

    def close(self) -> None:
        """Leave."""
        self._connection.close()


class ChatAsker:
    """A reader of the chat page, heard as Gradio's own script is; every visit is of another reader."""

    def __init__(self, address: str, conversations: Conversations) -> None:
        """Read the page."""
        self._address = address
        self._conversations = conversations
        self._connection = _connect(address)
        self._connection.request("GET", "/")
        found = _CONFIGURATION.search(self._connection.getresponse().read().decode())
        if not found:
            raise NoAnswer("the page holds no configuration of Gradio's")
        functions = json.loads(found[1])["dependencies"]
        self._function = next(one["id"] for one in functions if any(name == "submit" for _, name in one["targets"]))

    def visit(self, visit: _Visit, timed: Callable[[Callable[[], None]], None]) -> list[str]:
        """Ask one question after the other, then leave; return the answers that were kept."""
        visitor, conversation = secrets.token_hex(16), secrets.token_hex(16)
        with self.opened(visitor, conversation) as ask:
            for question in visit:
                timed(partial(ask, question))
        return [turn.answer.text if turn.answer else "" for turn in self._conversations.turns(visitor, conversation)]

    @contextmanager
    def opened(self, visitor: str, conversation: str) -> Iterator[Callable[[str], None]]:
        """Open a conversation and the page's lasting connection; yield what asks, and returns once it is answered."""
        session = secrets.token_hex(5)
        ticket = json.dumps({"visitor": visitor, "conversation": conversation, "page": "ja", "fixed": ""})
        body = {"fn_index": self._function, "session_hash": session, "event_data": None}
        with closing(_connect(self._address)) as heart:
            heart.request("GET", f"/gradio_api/heartbeat/{session}")
            yield lambda question: self._ask(body | {"data": [question, ticket]})

    def close(self) -> None:
        """Leave."""
        self._connection.close()

    def _ask(self, body: Mapping[str, object]) -> None:
        event = json.loads(_post(self._connection, "/gradio_api/queue/join", body).read())["event_id"].encode()
        self._connection.request("GET", f"/gradio_api/queue/data?session_hash={body['session_hash']}")
        completed = False
        for line in self._connection.getresponse():
            if b'"msg":"process_completed"' in line and event in line:
                completed = b'"success":true' in line
        if not completed:
            raise NoAnswer("the queue ended without an answer")


WAYS: Mapping[str, type[ApiAsker] | type[ChatAsker]] = {"api": ApiAsker, "chat": ChatAsker}


def _ask_at_once(
    kind: type[ApiAsker] | type[ChatAsker],
    address: str,
    conversations: Conversations,
    several: Sequence[_Visit],
    askers: int = 1,
) -> Tally:
    """Let askers make the visits, each as soon as it has made one; return what they got."""
    tally, waiting = Tally(), iter(several)
    taking = threading.Lock()

    def timed(ask: Callable[[], None]) -> None:
        started = time.perf_counter()
        ask()
        tally.seconds.append(time.perf_counter() - started)

    def work() -> None:
        asker = kind(address, conversations)
        while True:
            with taking:
                visit = next(waiting, None)
            if visit is None:
                return asker.close()
            try:
                tally.answers.append((visit, asker.visit(visit, timed)))
            except (OSError, HTTPException, KeyError, ValueError, NoAnswer) as error:
                tally.errors.append(repr(error))
                asker = kind(address, conversations)

    threads = [threading.Thread(target=work) for _ in range(askers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def _enough(several: Sequence[_Visit], questions: int) -> list[_Visit]:
    """Return visits, again from the first after the last, that ask at least so many questions."""
    taken: list[_Visit] = []
    left = questions
    for visit in cycle(several):
        if left <= 0:
            break
        taken.append(visit)
        left -= len(visit)
    return taken


def _summary(name: str, tally: Tally, expected: _Expected) -> dict[str, float]:
    cuts = statistics.quantiles(tally.seconds, n=100)
    figures = {f"{name}_p{at}_seconds": cuts[at - 1] for at in (50, 95, 99)}
    different = sum(answers != expected.get(visit) for visit, answers in tally.answers)
    for error in tally.errors[:5]:
        sys.stderr.write(f"{name}: {error}\n")
    return {
        f"{name}_questions": len(tally.seconds),
        **figures,
        f"{name}_slowest_seconds": max(tally.seconds),
        f"{name}_errors": len(tally.errors),
        f"{name}_visits_answered_otherwise": different,
    }


@contextmanager
def _server(data: Path) -> Iterator[str]:
    """Build the index and serve it; yield the address once the model is loaded."""
    port = free_port()
    own = {"SEMINAR_DATA": str(data), "SEMINAR_PORT": str(port), "SEMINAR_API_RATE": ""}
    environment = {**os.environ, **own}
    with (data / "log").open("wb") as log:
        build = [sys.executable, "-m", "ingest", "build"]
        subprocess.run(build, cwd=_ROOT, env=environment, stdout=log, stderr=log, check=True)
        serve = [sys.executable, "-m", "assistant", "serve"]
        process = subprocess.Popen(serve, cwd=_ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/ready")
            wait_for(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait()


def _figure(address: str, figure: re.Pattern[str]) -> float:
    """Return what the server tells of its process; 0 where the operating system does not tell it."""
    with urlopen(f"{address}metrics", timeout=_TIMEOUT) as answer:
        found = figure.search(answer.read().decode())
    return float(found[1]) if found else 0.0


def _connect(address: str) -> HTTPConnection:
    return HTTPConnection(urlsplit(address).netloc, timeout=_TIMEOUT)


def _post(connection: HTTPConnection, path: str, body: Mapping[str, object]) -> HTTPResponse:
    connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    if answer.status != 200:
        raise NoAnswer(f"{path}: {answer.status} {answer.read(200)!r}")
    return answer


def main() -> int:
    """Print the figures and one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.serving", description="Measure many askers at once.")
    parser.add_argument("--askers", type=int, default=50)
    parser.add_argument("--questions", type=int, default=5000)
    parser.add_argument("--way", choices=WAYS, action="append", help="one way only; may be repeated")
    given = parser.parse_args()
    figures = measure(given.way or tuple(WAYS), given.askers, given.questions)
    rounded = {name: round(figure, 3) for name, figure in figures.items()}
    lines = [f"{name:<40} {figure:>10}" for name, figure in rounded.items()]
    sys.stdout.write("\n".join([*lines, json.dumps(rounded), ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
