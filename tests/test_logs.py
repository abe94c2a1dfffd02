"""The log: one line a question, ids of requests, nothing of what was asked unless that is turned on, no secrets."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from assistant.course import Course
from assistant.logs import HEADER, RequestIds, name_request, start_logging
from assistant.settings import AssistantSettings
from ingest.errors import SeminarError
from ingest.settings import IngestSettings
from tests.fake_assistant import FakeAssistant

TYPED = "岸さんの秘密は？"


@contextmanager
def logged(**settings: object) -> Iterator[list[str]]:
    """Yield a list that holds the lines of the log at the end."""
    root = logging.getLogger()
    before, level, to = root.handlers, root.level, io.StringIO()
    lines: list[str] = []
    start_logging(AssistantSettings.model_validate(settings), IngestSettings(chat_api_key="sk-of-the-model"), to=to)
    try:
        yield lines
    finally:
        root.handlers, root.level = before, level
        name_request("")
        lines += to.getvalue().splitlines()


def ask(question: str, stop: bool = False) -> None:
    with suppress(SeminarError, KeyError), Course(question, 2, "000007") as course:
        with course.stage("compose"), course.stage("search"):
            course.found(10)
        answers = FakeAssistant(Path()).answer(question, [])
        for answer in course.steps("write", answers):
            course.shown(answer)
            if stop:
                raise GeneratorExit


@pytest.mark.parametrize(
    ("question", "ended", "rows", "level"),
    [
        ("公園は？", "done", 3, "info"),
        ("索引は？", "IndexNotFound", None, "info"),
        ("壊れる？", "KeyError", None, "error"),
    ],
    ids=["answered", "problem", "failed"],
)
def test_a_question_is_one_line_with_its_stages_and_what_came_of_it(
    question: str, ended: str, rows: int | None, level: str
) -> None:
    with logged(log_format="json") as lines:
        name_request("request-1")
        ask(question)
    (about,) = map(json.loads, lines)
    assert (about["message"], about["request"], about["ended"]) == ("question", "request-1", ended)
    assert (about["level"], about.get("rows"), about["turn"], about["generation"]) == (level, rows, 3, "000007")
    assert about["passages"] == 10
    assert about["ms"] >= about["compose_ms"] + about["search_ms"] + about["write_ms"] - 0.2  # rounded


def test_a_reader_who_does_not_wait_is_no_error() -> None:
    with logged(log_format="json") as lines, suppress(GeneratorExit):
        ask("公園は？", stop=True)
    about = json.loads(lines[0])
    assert (about["ended"], about["level"], about["kind"]) == ("stopped", "info", "list")


@pytest.mark.parametrize("shape", ["text", "json"])
@pytest.mark.parametrize("told", [True, False], ids=["turned-on", "left-out"])
def test_what_was_asked_stands_in_the_log_only_if_that_is_turned_on(shape: str, told: bool) -> None:
    with logged(log_format=shape, log_questions=told) as lines:
        ask(TYPED)
        logging.getLogger("assistant.chat").error("no answer", exc_info=KeyError(TYPED))
    assert (TYPED in lines[0]) is told
    assert any(TYPED in line for line in lines[1:]) is told
    assert "KeyError" in "".join(lines[1:])


def test_what_our_own_errors_say_is_always_told() -> None:
    with logged() as lines:
        logging.getLogger("ingest").error("broken", exc_info=SeminarError("Run 'python -m ingest build'."))
    assert lines[-1].strip() == "SeminarError: Run 'python -m ingest build'."


@pytest.mark.parametrize("shape", ["text", "json"])
def test_secrets_are_struck_out_wherever_they_turn_up(shape: str) -> None:
    with logged(log_format=shape, log_questions=True, admin_password='correct "horse" battery') as lines:
        log = logging.getLogger("assistant")
        log.warning(
            'Authorization: %s, "horse"', "sk-of-the-model", extra={"fields": {"path": 'correct "horse" battery'}}
        )
        log.error("failed", exc_info=ValueError("input_value='sk-of-the-model'"))
    text = "\n".join(lines)
    assert [secret for secret in ("sk-of-the-model", "horse", "battery") if secret in text] == []


def test_nothing_that_is_logged_can_look_like_another_line() -> None:
    forged = "x\n2026-01-01T00:00:00.000Z info assistant.course: question\u2028\x1b[2J"
    with logged(log_questions=True) as lines:
        logging.getLogger("assistant").warning("%s", forged, extra={"fields": {"path": forged}})
        logging.getLogger("assistant").warning("failed", exc_info=ValueError(forged))
    assert [line for line in lines if line.startswith("2026-01-01")] == []
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("4bf92f3577b34da6a3ce929d0e0e4736", True), ("short", False), ("a b c d e f g h", False), ("x" * 65, False)],
    ids=["of-a-proxy", "short", "blanks", "long"],
)
def test_a_request_has_an_id_that_the_answer_tells(sent: str, kept: bool) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse(",".join(Request(scope).headers.getlist(HEADER)))(scope, receive, send)

    with logged(log_format="json", log_level="debug") as lines:
        answer = TestClient(RequestIds(app)).get("/?ask=x", headers={HEADER: sent})
    told = answer.headers[HEADER]
    assert (answer.text, told == sent, len(told) >= 8) == (told, kept, True)
    about = json.loads(lines[0])
    assert (about["request"], about["path"], about["status"]) == (told, "/", 200)
