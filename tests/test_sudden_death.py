"""Two processes on one data folder, one of them killed under load: the other answers, nothing that was kept is lost."""

import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from assistant.conversations import NAME, Conversations
from tests.bench.serving import ApiAsker, ChatAsker, NoAnswer
from tests.indexed import build
from tests.proxies import PREFIX, STYLES, nginx
from tests.serving import free_port, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow  # with Chroma and Gradio

QUESTIONS = (
    "コミュニティについて発表した都市は？",
    "环境保护方面有哪些城市发言？",
    "第16回で発表した自治体は？",
    "第21届有哪些人发言？",
)
Process = tuple[subprocess.Popen[bytes], str]  # and its address
FOLLOW_UP = "その中で中国側は？"
ASKERS = 8
VISITS = 6  # of each asker
ASKED_AGAIN = 3
UNDERSTOOD = "質問の受け取り方：第21回、中国側"
BEFORE_THE_KILL = 20  # answers
MILLISECONDS = 30_000  # the machine may be busy


class Reader:
    """Asks on the chat page of one process, and of the next where that fails, again in the same conversation."""

    def __init__(self, addresses: Sequence[str], data: Path, answered: threading.Semaphore) -> None:
        self._addresses = list(addresses)
        self._data, self._answered = data, answered
        self.whole: Counter[tuple[str, str, str]] = Counter()  # visitor, conversation, question: answers sent whole

    def visit(self, question: str) -> tuple[str, str]:
        place = secrets.token_hex(16), secrets.token_hex(16)
        for asked in (question, FOLLOW_UP):
            while not self._asked(place, asked):
                self._addresses = self._addresses[1:]
        return place

    def _asked(self, place: tuple[str, str], question: str) -> bool:
        try:
            with (
                closing(ChatAsker(self._addresses[0], Conversations(self._data))) as asker,
                asker.opened(*place) as ask,
            ):
                ask(question)
        except (OSError, HTTPException, ValueError, NoAnswer):
            return False
        self.whole[(*place, question)] += 1
        self._answered.release()
        return True


@contextmanager
def processes(data: Path, prefix: str = "") -> Iterator[list[Process]]:
    """Serve one index by two processes."""
    build(data)
    with ExitStack() as stack:
        started = []
        for _ in range(2):
            port = free_port()
            settings = {"SEMINAR_PORT": str(port), "SEMINAR_API_RATE": "", "SEMINAR_ROOT_PATH": prefix}
            command = [sys.executable, "-m", "tests.indexed", str(data)]
            process = subprocess.Popen(command, env={**os.environ, **settings})
            stack.callback(process.wait)
            stack.callback(process.kill)
            started.append((process, f"http://127.0.0.1:{port}/"))
        for _, address in started:
            wait_for(f"{address}ready")
            wait_for(address)
        yield started


def test_a_process_killed_under_load_loses_no_answer_and_the_other_goes_on_where_readers_were(
    tmp_path: Path,
) -> None:
    with processes(tmp_path) as ((doomed, first), (_, second)):
        with closing(ApiAsker(second, Conversations(tmp_path))) as program:
            expected = {question: program.visit((question, FOLLOW_UP), lambda ask: ask()) for question in QUESTIONS}
        answered = threading.Semaphore(0)
        readers = [Reader((first, second), tmp_path, answered) for _ in range(ASKERS)]
        visits: list[tuple[str, tuple[str, str]]] = []

        def read(reader: Reader, number: int) -> None:
            for visit in range(VISITS):
                question = QUESTIONS[(number + visit) % len(QUESTIONS)]
                visits.append((question, reader.visit(question)))

        threads = [threading.Thread(target=read, args=(reader, number)) for number, reader in enumerate(readers)]
        for thread in threads:
            thread.start()
        for _ in range(BEFORE_THE_KILL):
            assert answered.acquire(timeout=60)
        doomed.send_signal(signal.SIGKILL)
        for thread in threads:
            thread.join()
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    kept: Counter[tuple[str, str, str]] = Counter()
    for question, place in visits:
        turns = Conversations(tmp_path).turns(*place)
        answers = [turn.answer for turn in turns if turn.state == "answered"]
        assert list(dict.fromkeys(answer.text if answer else "" for answer in answers)) == expected[question]
        kept.update((*place, turn.question) for turn in turns if turn.state == "answered")
    assert len(visits) == ASKERS * VISITS
    assert sum((reader.whole for reader in readers), Counter()) - kept == Counter()


@pytest.mark.browser
def test_a_page_left_open_goes_on_when_the_process_behind_it_has_died(tmp_path: Path, browser: "Browser") -> None:
    from playwright.sync_api import expect

    for folder in ("data", "nginx"):
        (tmp_path / folder).mkdir()
    with ExitStack() as stack:
        both = stack.enter_context(processes(tmp_path / "data", PREFIX))
        address = stack.enter_context(nginx(tmp_path / "nginx", [one for _, one in both], STYLES[0]))
        context = stack.enter_context(browser.new_context(locale="ja-JP"))
        page = context.new_page()
        page.set_default_timeout(MILLISECONDS)
        page.goto(address)
        chat, box = page.locator("#chat"), page.locator("#question textarea")
        box.fill("第21届有哪些人发言？")
        box.press("Enter")
        expect(chat.locator(".sources")).to_have_count(1, timeout=MILLISECONDS)
        _behind(both).kill()
        for _ in range(ASKED_AGAIN):
            box.fill(FOLLOW_UP)
            box.press("Enter")
            with suppress(AssertionError):  # Gradio may load the page anew, and cut the question off by that
                expect(chat).to_contain_text(UNDERSTOOD, timeout=MILLISECONDS)
                break
        expect(chat).to_contain_text(UNDERSTOOD, timeout=MILLISECONDS)
        expect(chat).to_contain_text("第21届有哪些人发言？", timeout=MILLISECONDS)


def _behind(both: Sequence[Process]) -> subprocess.Popen[bytes]:
    """Return the process that has answered, once its counters say so."""
    for _ in range(600):
        for process, address in both:
            with urlopen(f"{address}metrics", timeout=60) as figures:
                if b"\nseminar_questions_total{" in figures.read():
                    return process
        time.sleep(0.05)
    raise TimeoutError("nobody has answered")
