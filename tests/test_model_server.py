"""A chat model behind a real connection: whatever the server does, the reader keeps the computed answer."""

import pytest

from assistant.wording import about_writing
from assistant.writer import Writer
from ingest.models import Limits, open_model
from tests.model_server import Behaviour, breaks_off, model_server, never_stops, refuses, says
from tests.samples import ask, samples

pytestmark = pytest.mark.slow  # the provider's package takes seconds to import

QUESTION = "観光について発表した自治体はどこですか？"
GOOD = "松本市の高野真一市長は観光振興と水辺の再生について発表しました〔1〕。"
WRONG = "横浜市の佐々木健太市長が発表しました〔1〕。"


@pytest.mark.parametrize(
    ("behave", "state", "text"),
    [
        pytest.param(says(*GOOD), "done", GOOD, id="one-character-at-a-time"),
        pytest.param(says(GOOD + WRONG), "done", GOOD, id="right-and-wrong"),
        pytest.param(refuses(429), "failed", "", id="too-many-requests"),
        pytest.param(refuses(500), "failed", "", id="internal-error"),
        pytest.param(refuses(401), "failed", "", id="wrong-key"),
        pytest.param(
            breaks_off(GOOD, WRONG, "松", then="data: 観".encode()[:-1] + b"\n\n"),
            "failed",
            GOOD,
            id="half-a-character",
        ),
        pytest.param(says(GOOD, seconds=3), "slow", "", id="slow-first-token"),
        pytest.param(never_stops("観光"), "long", "", id="endless"),
        pytest.param(says(), "failed", "", id="nothing"),
    ],
)
def test_whatever_the_server_does_the_computed_answer_stays(behave: Behaviour, state: str, text: str) -> None:
    answer = ask(QUESTION)
    limits = Limits(silence=1.5, total=8)
    with model_server(behave) as address:
        writer = Writer(open_model("openai:m", base_url=address, key="", limits=limits))
        steps = list(writer.write(answer, samples()))
    last = steps[-1]
    assert last.written
    assert (last.written.state, last.written.text) == (state, text)
    assert (last.text, last.rows, last.citations) == (answer.text, answer.rows, answer.citations)
    assert about_writing(last)


@pytest.mark.parametrize("then", [b'data: {"id": "1", "choi', b"data: nonsense\n\n", b""], ids=["half", "odd", "none"])
def test_a_connection_that_ends_too_soon_leaves_what_was_proved(then: bytes) -> None:
    answer = ask(QUESTION)
    with model_server(breaks_off(GOOD, WRONG, then=then)) as address:
        writer = Writer(open_model("openai:m", base_url=address, key="", limits=Limits(silence=1.5, total=8)))
        last = list(writer.write(answer, samples()))[-1]
    assert last.written
    assert last.written.text in ("", GOOD)  # the end of a connection may come before or after its last words
    assert last.text == answer.text


def test_the_check_at_the_start_says_whether_it_answers() -> None:
    with model_server(says("2")) as address:
        told = open_model("openai:m", base_url=address, key="", limits=Limits()).check()
    assert "answers (" in told
    gone = open_model("openai:m", base_url=address, key="", limits=Limits(silence=2)).check()
    assert "does not answer" in gone and "without it" in gone
