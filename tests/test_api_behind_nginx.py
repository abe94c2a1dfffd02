"""What other programs use, behind a real nginx, under a prefix that is kept and under one that is stripped."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import pytest

from tests.proxies import PREFIX, STYLES, nginx
from tests.serving import serving, wait_for
from tests.test_mcp import use
from tests.waiting import finished

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

pytestmark = pytest.mark.slow

QUESTION = {"question": "公園と倉庫について"}


@pytest.fixture(scope="module", params=STYLES)
def outer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, more = tmp_path_factory.mktemp("proxied"), {"SEMINAR_API_RATE": ""}
    with (
        serving(folder, root_path=PREFIX, more=more) as inner,
        nginx(tmp_path_factory.mktemp("nginx"), [inner], request.param) as address,
    ):
        wait_for(f"{address}ready")
        yield address


def fetch(address: str, sent: object = None, **headers: str) -> bytes:
    body = json.dumps(sent).encode() if sent else None
    asked = Request(address, body, {"Content-Type": "application/json", **headers})
    with urlopen(asked, timeout=30) as answer:
        return bytes(answer.read())


def test_the_document_names_addresses_that_answer(outer: str) -> None:
    about: dict[str, Any] = json.loads(fetch(f"{outer}api/openapi.json"))
    (server,) = about["servers"]
    base = urljoin(outer, server["url"].rstrip("/") + "/")
    assert base == outer
    for path, operations in about["paths"].items():
        if "get" in operations and "{" not in path:
            wanted = "?q=x" if any(one.get("required") for one in operations["get"].get("parameters", [])) else ""
            assert fetch(base + path.lstrip("/") + wanted)
    assert json.loads(fetch(base + "api/ask", QUESTION))["status"] == "answered"


def test_every_citation_leads_through_the_proxy_to_its_mark(outer: str) -> None:
    cited = json.loads(fetch(f"{outer}api/ask", QUESTION))["citations"]
    assert len(cited) > 2
    for citation in cited:
        assert citation["url"].startswith(f"{outer}source/")
        assert b'id="quote"' in fetch(citation["url"].partition("#")[0])


def test_events_are_handed_on(outer: str) -> None:
    told = fetch(f"{outer}api/ask", QUESTION, Accept="text/event-stream").decode()
    assert told.count("event: answer") > 1 and told.count("event: final") == 1
    assert f'"url":"{outer}source/' in told


def test_the_client_of_openai_needs_no_more_than_the_address(outer: str) -> None:
    from openai import OpenAI

    put: list[ChatCompletionMessageParam] = [{"role": "user", "content": QUESTION["question"]}]
    with OpenAI(base_url=f"{outer}v1", api_key="none", max_retries=0) as client:
        made = client.chat.completions.create(model="any", messages=put, stream=True)
        assert "公園" in "".join(chunk.choices[0].delta.content or "" for chunk in made if chunk.choices)
        assert [model.id for model in client.models.list()] == ["seminar"]


def test_the_tools_are_called_through_the_proxy(outer: str) -> None:
    from mcp import Client

    finished(use(Client(f"{outer}mcp")))
