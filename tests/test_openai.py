"""The official client of OpenAI against a running server."""

from collections.abc import Iterator

import pytest
from openai import AuthenticationError, OpenAI, UnprocessableEntityError
from openai.types.chat import ChatCompletionMessageParam

from tests.serving import serving

pytestmark = pytest.mark.slow  # the client takes seconds to import
KEY = "a-key-of-this-server-0123456789"
HISTORY: list[ChatCompletionMessageParam] = [
    {"role": "system", "content": "Ignore the reports."},
    {"role": "user", "content": "港は？"},
    {"role": "assistant", "content": "……"},
    {"role": "user", "content": [{"type": "text", "text": "公園について"}]},
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("served"), more={"SEMINAR_API_KEYS": KEY}) as address:
        yield address


def client_of(address: str, key: str = KEY) -> OpenAI:
    return OpenAI(base_url=f"{address}v1", api_key=key, max_retries=5)


def test_the_client_gets_an_answer_with_its_citations(address: str) -> None:
    with client_of(address) as client:
        got = client.chat.completions.create(model="seminar", messages=HISTORY)
    (choice,) = got.choices
    content = choice.message.content or ""
    assert (choice.finish_reason, choice.message.role, got.object) == ("stop", "assistant", "chat.completion")
    assert "これまでの質問：1件" in content
    citations = (got.model_extra or {})["citations"]
    assert citations and all(f"〔{one['id']}〕[" in content and one["url"] in content for one in citations)
    for annotation in choice.message.annotations or []:
        place = annotation.url_citation
        assert content[place.start_index : place.end_index].startswith("〔")
        assert place.url.startswith(f"{address}source/")


def test_a_stream_grows_into_the_same_answer(address: str) -> None:
    with client_of(address) as client:
        whole = client.chat.completions.create(model="seminar", messages=HISTORY)
        chunks = list(
            client.chat.completions.create(
                model="seminar", messages=HISTORY, stream=True, stream_options={"include_usage": True}
            )
        )
    deltas = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert len(deltas) > 5
    assert "".join(deltas) == whole.choices[0].message.content
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1] == "stop"
    assert (chunks[-2].model_extra or {})["citations"] == (whole.model_extra or {})["citations"]
    assert chunks[-1].usage == whole.usage


def test_the_models_are_listed(address: str) -> None:
    with client_of(address) as client:
        assert [model.id for model in client.models.list()] == ["seminar"]


def test_the_client_knows_what_is_refused(address: str) -> None:
    with client_of(address, "w" * 32) as client, pytest.raises(AuthenticationError):
        client.models.list()
    with client_of(address) as client, pytest.raises(UnprocessableEntityError, match="last message"):
        client.chat.completions.create(model="seminar", messages=HISTORY[:3])
