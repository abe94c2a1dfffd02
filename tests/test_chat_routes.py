"""The routes of the conversations, the export of ratings, and the help page."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.__main__ import main
from assistant.chat_routes import chat_routes
from assistant.conversations import Conversations
from assistant.help import show_help
from assistant.opening import Opening
from assistant.page_phrases import NAMES
from assistant.records import Language
from tests.fake_assistant import FakeAssistant

ME, YOU, TALK = "1" * 32, "2" * 32, "a" * 32
MINE = {"X-Visitor": ME}
COMMENT = "=頁が違う"


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    assistant = FakeAssistant(tmp_path)
    kept = Conversations(tmp_path)
    turn = kept.ask(ME, TALK, "公園は？", "ja")
    *_, answer = assistant.answer("公園は？", [])
    kept.keep(ME, TALK, replace(turn, state="answered", answer=answer, generation="g1"))
    opening = Opening(lambda: assistant)
    opening.wait()
    app = FastAPI()
    app.router.routes.extend(chat_routes(kept, opening))
    return TestClient(app)


def test_a_conversation_is_listed_and_taken_away_as_text_and_json(client: TestClient) -> None:
    (listed,) = client.get("/chats", headers=MINE).json()["conversations"]
    assert (listed["id"], listed["title"], listed["count"]) == (TALK, "公園は？", 1)
    text = client.get(f"/chats/{TALK}.txt", headers=MINE).text
    assert "■ 公園は？" in text and "〔1〕2024年　みなと交流セミナー報告" in text and "**" not in text
    assert client.get(f"/chats/{TALK}.json", headers=MINE).json()[0]["answer"]["citations"][0]["page"] == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/chats"),
        ("DELETE", "/chats"),
        ("DELETE", f"/chats/{TALK}"),
        ("GET", f"/chats/{TALK}.json"),
        ("POST", f"/chats/{TALK}/0/rating"),
    ],
)
@pytest.mark.parametrize("visitor", ["", "1", ME + "1", "g" * 32])
def test_who_is_no_visitor_gets_nothing(client: TestClient, method: str, path: str, visitor: str) -> None:
    assert client.request(method, path, headers={"X-Visitor": visitor}).status_code == 403
    assert client.get("/chats", headers=MINE).json()["conversations"]


def test_another_visitor_finds_nothing(client: TestClient) -> None:
    yours = {"X-Visitor": YOU}
    assert client.get(f"/chats/{TALK}.json", headers=yours).status_code == 404
    assert client.post(f"/chats/{TALK}/0/rating", headers=yours, json={"vote": 1}).status_code == 404
    client.delete(f"/chats/{TALK}", headers=yours)
    assert client.get("/chats", headers=MINE).json()["conversations"]


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b'{"vote": 2}', b'{"vote": 1, "comment": 3}', b'{"vote": 1, "comment": "' + b"x" * 20_000 + b'"}'],
)
def test_a_rating_that_is_none_is_refused(client: TestClient, body: bytes) -> None:
    assert client.post(f"/chats/{TALK}/0/rating", headers=MINE, content=body).status_code == 400


def test_ratings_are_exported_as_csv_without_formulas_and_as_json(client: TestClient, tmp_path: Path) -> None:
    client.post(f"/chats/{TALK}/0/rating", headers=MINE, json={"vote": -1, "comment": COMMENT})
    for name in ("ratings.csv", "ratings.json"):
        assert main(["feedback", "export", str(tmp_path / name), "--data", str(tmp_path)]) == 0
    (rating,) = json.loads((tmp_path / "ratings.json").read_text(encoding="utf-8"))
    assert (rating["vote"], rating["comment"], rating["generation"]) == (-1, COMMENT, "g1")
    with (tmp_path / "ratings.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["question"], row["comment"]) == ("公園は？", f"'{COMMENT}")


def test_a_file_of_another_kind_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feedback", "export", str(tmp_path / "ratings.doc"), "--data", str(tmp_path)]) == 2
    assert "*.csv or *.json" in capsys.readouterr().err


@pytest.mark.parametrize("language", NAMES)
def test_the_help_is_whole_in_every_language(language: Language) -> None:
    shown = show_help(language)
    assert f'<html lang="{language}">' in shown
    assert shown.count("<section>") == 4 and "python -m ingest build" in shown and "<script" not in shown
