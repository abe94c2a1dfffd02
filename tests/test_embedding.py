"""What the scripts and the check of the embedding are told by the server."""

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette

import assistant
from assistant.embedding import embedding_routes, show_check
from assistant.page_phrases import NAMES
from assistant.phrases import phrases
from assistant.records import Language

ORIGINS = ("https://portal.example", "http://intra:8080")
PACKAGE = Path(assistant.__file__).parent
NEWER = re.compile(r"=>|`|\?\.|\?\?|\b(?:const|let|class|async|await)\b|\.{3}")


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=embedding_routes(ORIGINS)))


def test_the_widget_is_told_its_words_and_may_be_loaded_by_any_page(client: TestClient) -> None:
    answer = client.get("/widget.js")
    words = re.search(r"var WORDS = (\{.*\});", answer.text)
    assert words and {tuple(sorted(row)) for row in json.loads(words[1]).values()} == {
        ("administrators", "close", "silent", "title", "whole")
    }
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert ".opener" in answer.text


def test_the_widget_is_written_so_that_old_browsers_read_it() -> None:
    script = (PACKAGE / "widget.js").read_text(encoding="utf-8")
    code = re.sub(r'"[^"\n]*"|//.*', "", re.sub(r"/\*.*?\*/", "", script, flags=re.DOTALL))
    assert NEWER.findall(code) == []


def test_the_widget_writes_no_markup_and_no_style_attribute() -> None:
    scripts = [path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.js")]
    assert len(scripts) > 2
    writing = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|setAttribute\(.style"
    )
    assert [writing.findall(script) for script in scripts] == [[]] * len(scripts)


def test_the_chat_is_told_whose_messages_it_may_follow(client: TestClient) -> None:
    assert f"const LISTED = {json.dumps(list(ORIGINS))};" in client.get("/asked.js").text


@pytest.mark.parametrize("language", NAMES)
def test_the_check_speaks_each_language_and_names_every_word_its_script_uses(language: Language) -> None:
    page = show_check(language, ORIGINS)
    told = json.loads(page.split('id="told">')[1].split("</script>")[0])
    script = (PACKAGE / "embed_check.js").read_text(encoding="utf-8")
    used = set(re.findall(r"\bwords\.(\w+)", script)) | set(re.findall(r'(?:filled\(|say: )"(\w+)"', script))
    checks = re.findall(r"^    (\w+): (?:async )?\(\) =>", script, re.MULTILINE)
    assert len(checks) == 11
    used |= {f"{check}{state}" for check in checks for state in ("", "_ok", "_bad")}
    assert used - told["words"].keys() == set()
    assert f'<html lang="{language}">' in page and told["ancestors"].endswith(ORIGINS[1])


def test_no_word_of_the_embedding_is_left_over() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (PACKAGE / "embed_check.js", PACKAGE / "embedding.py")
    )
    stems = {
        key.removeprefix("embed_").removesuffix("_ok").removesuffix("_bad") for key in phrases() if "embed_" in key
    }
    assert {stem for stem in stems if stem not in sources} == set()


def test_what_stands_in_the_address_of_the_check_is_text(client: TestClient) -> None:
    hostile = "\"><script>alert(1)</script><input value='"
    page = client.get("/embed/check", params={"origin": hostile, "lang": hostile}).text
    assert "<script>alert" not in page and 'value="&quot;&gt;&lt;script&gt;' in page


def test_the_check_runs_its_own_script_and_no_other(client: TestClient) -> None:
    policy = client.get("/embed/check").headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'" in policy and "unsafe" not in policy
    for path in ("/embed/check.js", "/embed/check.css"):
        assert client.get(path).status_code == 200


def test_the_stream_of_the_check_comes_in_pieces(client: TestClient) -> None:
    answer = client.get("/embed/stream")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.count("data: ") == 5
