"""What people are told of a mistake of ours: the id of the request under which the log has the reason."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.conversations import Conversations
from assistant.desk import Desk, Workplace
from assistant.logs import name_request
from assistant.opening import Opening
from assistant.records import LANGUAGES, Language, Reader
from assistant.replies import Ticket, end, reply, restore
from assistant.transcripts import to_text
from tests.fake_assistant import FakeAssistant
from tests.test_logs import logged

REQUEST = "request-of-somebody"


@pytest.fixture(autouse=True)
def named() -> Iterator[None]:
    name_request(REQUEST)
    yield
    name_request("")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_that_failed_names_its_request_now_later_and_in_the_transcript(
    tmp_path: Path, language: Language
) -> None:
    ticket, kept = Ticket("0" * 32, "1" * 32, Reader(language, language)), Conversations(tmp_path)
    opening = Opening(lambda: FakeAssistant(tmp_path))
    with pytest.raises(KeyError):
        list(reply("壊れる？", ticket, opening, kept))
    failed = end(ticket, opening, kept, failed=True)
    name_request("another-request")
    *_, again = restore(ticket, opening, kept)
    for shown in (failed, again):
        assert shown.messages and REQUEST in str(shown.messages[-1]["content"])
    assert REQUEST in to_text(kept.turns(ticket.visitor, ticket.conversation), lambda report, page: None)


def test_a_failure_that_cannot_be_kept_is_told_at_the_box(tmp_path: Path) -> None:
    (tmp_path / "chat.sqlite3").mkdir()
    ticket = Ticket("0" * 32, "1" * 32, Reader(page="en"))
    shown = end(ticket, Opening(lambda: FakeAssistant(tmp_path)), Conversations(tmp_path), failed=True)
    assert REQUEST in shown.notice


def _once(value: str) -> str:
    return str(int(value))


def _steps(value: str) -> Iterator[str]:
    yield value
    yield _once(value)


@pytest.mark.slow  # Gradio takes seconds to import
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", [_once, lambda value: list(_steps(value)), _steps], ids=["once", "inside", "steps"])
def test_what_fails_on_the_staff_page_names_the_line_of_the_log(
    tmp_path: Path, language: Language, answer: Callable[[str], object]
) -> None:
    from gradio import Error

    from assistant.admin_events import guarded

    place = Workplace(tmp_path, tmp_path)
    guarding = guarded(answer, Desk(place, language, Opening(lambda: FakeAssistant(tmp_path))))
    with logged(log_format="json") as lines, pytest.raises(Error, match=REQUEST) as told:
        name_request(REQUEST)
        list(guarding("what"))
    line = json.loads(lines[0])
    assert (line["level"], line["request"]) == ("error", REQUEST)
    assert not told.value.print_exception
