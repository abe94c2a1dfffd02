"""The official client of the Model Context Protocol against our tools: over HTTP, over stdio, in one process."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.types import TextContent

from assistant.mcp_server import build_mcp
from tests.fake_assistant import REPORT, FakeAssistant
from tests.serving import serving, wait_for
from tests.waiting import finished

pytestmark = pytest.mark.slow  # the client takes seconds to import, a server to start
JAPANESE = "a" * 12
_OVER_STDIO = (
    "from pathlib import Path; from assistant.mcp_server import serve_stdio; "
    "from tests.fake_assistant import FakeAssistant; serve_stdio(FakeAssistant(Path('.')))"
)


async def use(client: Client) -> None:
    async with client:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == {"ask", "list_talks", "get_report"}
        assert all(tool.description and tool.output_schema for tool in tools)
        answer = await call(client, "ask", question="公園について", after=["港は？"])
        assert (answer["status"], answer["citations"][0]["report"]) == ("answered", REPORT)
        assert "これまでの質問：1件" in answer["text"]
        talks = await call(client, "list_talks", place="长野县", report=JAPANESE)
        assert [talk["speaker"] for talk in talks["talks"]] == ["花岡利夫"]
        report = await call(client, "get_report", report=JAPANESE)
        assert report["event"]["participants_total"]["value"] == 178


async def call(client: Client, tool: str, **arguments: object) -> dict[str, Any]:
    got = await client.call_tool(tool, arguments)
    assert not got.is_error, got.content
    structured: dict[str, Any] = (got.structured_content or {})["result"]
    return structured


def test_the_client_calls_the_tools_of_a_running_server(tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        wait_for(f"{address}ready")
        finished(use(Client(f"{address}mcp")))


def test_the_client_calls_the_tools_of_a_process_it_started() -> None:
    server = StdioServerParameters(command=sys.executable, args=["-c", _OVER_STDIO], env=dict(os.environ))
    finished(use(Client(server)))


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        pytest.param("get_report", {"report": "f" * 12}, "no such report", id="no-report"),
        pytest.param("get_report", {"report": "../../etc"}, "pattern", id="no-id"),
        pytest.param("ask", {"question": " "}, "no question", id="blank"),
        pytest.param("ask", {"question": "索引は？"}, "cannot be used", id="no-index"),
        pytest.param("list_talks", {"limit": 9999}, "limit", id="too-many"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, tool: str, arguments: dict[str, object], said: str) -> None:
    async def fail() -> str:
        async with Client(build_mcp(lambda: FakeAssistant(tmp_path))) as client:
            got = await client.call_tool(tool, arguments)
            assert got.is_error and isinstance(got.content[0], TextContent)
            return got.content[0].text

    assert said in finished(fail())
