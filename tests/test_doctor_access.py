"""What the doctor says of who is let in to the chat, and of the chat model."""

from pathlib import Path

import pytest

from assistant.doctor import Deployment, examine
from assistant.settings import AssistantSettings
from ingest.settings import IngestSettings
from tests.fakes import BigramEmbeddings
from tests.model_server import Behaviour, model_server, refuses, says
from tests.serving import free_port

KEY = "canary-of-the-model-2b7d"


def look(check: str, tmp_path: Path, **settings: str) -> list[tuple[str, str]]:
    place = Deployment(
        AssistantSettings.model_validate({**settings}),
        IngestSettings.model_validate({**settings}),
        tmp_path,
        tmp_path,
        BigramEmbeddings,
    )
    return [(one.state, f"{one.told} {one.advice}") for one in examine(place, [check])]


@pytest.mark.parametrize(
    ("settings", "state", "told"),
    [
        pytest.param({}, "good", "without signing in", id="everybody"),
        pytest.param({"reader_password": "x" * 12}, "good", "by a password; programs only", id="password"),
        pytest.param({"reader_header": "X-User", "reader_proxies": "10.0.0.1"}, "good", "X-User", id="proxy"),
        pytest.param({"embed_secret": "s" * 40}, "warning", "SEMINAR_EMBED_ORIGINS", id="no-page"),
        pytest.param({"reader_password": "x" * 12, "api_keys": "k" * 20}, "good", "password ", id="keys"),
    ],
)
def test_it_is_told_how_readers_are_let_in(tmp_path: Path, settings: dict[str, str], state: str, told: str) -> None:
    found = look("readers", tmp_path, **settings)
    assert [said for how, said in found if how == state and told in said]
    assert "x" * 12 not in str(found) and "s" * 40 not in str(found)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        pytest.param({"reader_header": "X-User"}, "names no proxy", id="header-of-anybody"),
        pytest.param({"embed_secret": "short"}, "shorter than 32", id="short-secret"),
        pytest.param({"api_keys": "abc"}, "shorter than 16", id="short-key"),
        pytest.param({"api_rate": "often"}, "120/minute", id="no-rate"),
        pytest.param({"embed_origins": "*"}, "no origin", id="any-origin"),
    ],
)
def test_settings_with_which_no_server_starts_are_told_each_for_itself(
    tmp_path: Path, settings: dict[str, str], told: str
) -> None:
    found = look("settings", tmp_path, admin_header="X-Staff", **settings)
    assert [how for how, said in found if told in said or "X-STAFF" in said.upper()] == ["problem", "problem"]
    assert "good" not in [how for how, _ in found]


def test_a_folder_that_is_not_there_yet_has_the_room_of_the_one_it_will_be_in(tmp_path: Path) -> None:
    ((_, told),) = look("disk", tmp_path / "not" / "yet")
    assert "GB free" in told


def test_without_a_chat_model_there_is_nothing_to_check(tmp_path: Path) -> None:
    ((state, told),) = look("chat model", tmp_path)
    assert (state, "none is set" in told) == ("good", True)


def test_a_chat_model_of_no_provider_is_a_problem(tmp_path: Path) -> None:
    ((state, told),) = look("chat model", tmp_path, chat_model="qwen")
    assert (state, "names no provider" in told) == ("problem", True)


@pytest.mark.slow  # the provider's package takes seconds to import
@pytest.mark.parametrize(
    ("behave", "state", "told"),
    [
        pytest.param(says("2"), "good", "answers in", id="well"),
        pytest.param(says(" "), "warning", "with nothing", id="blank"),
        pytest.param(refuses(401), "problem", "SEMINAR_CHAT_API_KEY", id="key-refused"),
        pytest.param(refuses(404), "problem", "SEMINAR_CHAT_MODEL", id="no-such-model"),
        pytest.param(refuses(429), "problem", "takes no more", id="too-many"),
        pytest.param(refuses(500), "problem", "log says", id="broken"),
        pytest.param(says("2", seconds=4), "problem", "Does its server run", id="slow"),
    ],
)
def test_a_chat_model_is_asked_and_its_trouble_told(tmp_path: Path, behave: Behaviour, state: str, told: str) -> None:
    with model_server(behave) as address:
        given = {"chat_model": "openai:m", "chat_base_url": address, "chat_api_key": KEY, "chat_timeout": "1.5"}
        ((how, said),) = look("chat model", tmp_path, **given)
    assert (how, told in said) == (state, True), said
    assert KEY not in said


@pytest.mark.slow
def test_a_chat_model_that_cannot_be_reached_is_told(tmp_path: Path) -> None:
    given = {"chat_model": "openai:m", "chat_base_url": f"http://127.0.0.1:{free_port()}/v1", "chat_api_key": KEY}
    ((state, said),) = look("chat model", tmp_path, **given)
    assert (state, "Does its server run" in said, KEY in said) == ("problem", True, False), said
