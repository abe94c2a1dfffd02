"""The routes for other programs: answers, event streams, searches; what is refused and how that is said."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.logs import HEADER, RequestIds
from assistant.opening import Opening
from assistant.records import FoundPassage
from assistant.server import build_routes
from assistant.settings import AssistantSettings
from ingest.errors import IndexNotFound, SeminarError, VectorsNotReachable
from tests.fake_assistant import FIRST, REPORT, FakeAssistant

KEY = "k" * 32
Connect = Callable[..., TestClient]


@pytest.fixture
def connect(tmp_path: Path) -> Connect:
    def connect(api_keys: str = "", api_rate: str = "") -> TestClient:
        opening = Opening(lambda: FakeAssistant(tmp_path))
        opening.wait()
        return TestClient(
            build_routes(opening, AssistantSettings(api_keys=api_keys, api_rate=api_rate)),
            raise_server_exceptions=False,
        )

    return connect


@pytest.fixture
def client(connect: Connect) -> TestClient:
    return connect()


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    """Return the names and the data of an event stream."""
    pieces = [piece.split("\n") for piece in text.removesuffix("\n\n").split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in pieces]


def test_an_answer_is_that_of_the_commands_with_the_address_of_every_citation(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "公園について", "after": ["港は？"], "language": "ja"}).json()
    assert (answer["kind"], answer["status"], answer["language"]) == ("list", "answered", "ja")
    assert "これまでの質問：1件" in answer["text"]
    assert answer["rows"][0]["citations"] == [answer["citations"][0]["id"]]
    for citation in answer["citations"]:
        (span,) = citation["spans"]
        assert citation["report"] == REPORT
        if citation["page"] == 1:
            assert "".join(FIRST[span["start"] : span["end"]].split()) == citation["quote"]
        assert client.get(citation["url"]).text.count("<mark") == 1


def test_a_stream_has_an_event_for_every_answer_and_the_last_is_final(client: TestClient) -> None:
    accepts = {"Accept": "text/event-stream"}
    with client.stream("POST", "/api/ask", json={"question": "公園について"}, headers=accepts) as told:
        assert told.headers["content-type"].startswith("text/event-stream")
        assert told.headers["x-accel-buffering"] == "no"
        got = events(told.read().decode("utf-8"))
    assert [name for name, _ in got] == ["answer", "answer", "final"]
    assert got[-1][1] == got[-2][1]
    assert got[-1][1] != got[0][1]
    whole = client.post("/api/ask", json={"question": "公園について"}).json()
    assert whole == got[-1][1]


def test_what_goes_wrong_within_a_stream_is_its_last_event(client: TestClient) -> None:
    accepts = {"Accept": "text/event-stream"}
    got = events(client.post("/api/ask", json={"question": "索引は？"}, headers=accepts).text)
    assert [(name, list(data)) for name, data in got] == [("error", ["error"])]


def test_clients_of_openai_get_the_same_answer_whole_and_streamed(client: TestClient) -> None:
    asked = {"model": "any", "messages": [{"role": "user", "content": "公園について"}]}
    answer = client.post("/api/ask", json={"question": "公園について"}).json()
    whole = client.post("/v1/chat/completions", json=asked).json()
    streamed = client.post("/v1/chat/completions", json={**asked, "stream": True}).text
    *pieces, done = streamed.removesuffix("\n\n").split("\n\n")
    chunks = [json.loads(piece.removeprefix("data: ")) for piece in pieces]
    content = whole["choices"][0]["message"]["content"]
    assert content.startswith(answer["text"]) and whole["citations"] == answer["citations"]
    assert "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks) == content
    assert (done, chunks[-1]["citations"]) == ("data: [DONE]", answer["citations"])


def test_a_search_names_passages_and_where_they_stand(client: TestClient) -> None:
    results = client.get("/api/search", params={"q": "公園", "arm": "words", "count": 2}).json()["results"]
    assert [one["rank"] for one in results] == [1, 2]
    for one in results:
        assert client.get(one["url"]).text.count("<mark") == 1


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "param"),
    [
        pytest.param("POST", "/api/ask", b"{", 422, "body", id="half-a-json"),
        pytest.param("POST", "/api/ask", b"[" * 100_000, 400, None, id="deep-json"),
        pytest.param("POST", "/api/ask", b"\xff\xfe", 422, "body", id="no-text"),
        pytest.param("POST", "/api/ask", b"", 422, "body", id="nothing"),
        pytest.param("POST", "/api/ask", b"[]", 422, "body", id="list"),
        pytest.param("POST", "/api/ask", b'{"question": ""}', 422, "question", id="empty"),
        pytest.param("POST", "/api/ask", b'{"question": "  \\u0000\\u202e"}', 422, "question", id="unseen"),
        pytest.param("POST", "/api/ask", b'{"question": "\\ud800"}', 422, "question", id="half-a-sign"),
        pytest.param("POST", "/api/ask", b'{"question": 5}', 422, "question", id="number"),
        pytest.param("POST", "/api/ask", b'{"question": "a", "language": "fr"}', 422, "language", id="language"),
        pytest.param("POST", "/api/ask", b'{"question": "a", "data": "/"}', 422, "data", id="unknown-field"),
        pytest.param("POST", "/api/ask", b'{"question": "' + b"a" * 2001 + b'"}', 422, "question", id="long"),
        pytest.param("GET", "/api/search", b"", 422, "q", id="no-search"),
        pytest.param("GET", "/api/search?q=a&count=0", b"", 422, "count", id="no-count"),
        pytest.param("GET", "/api/search?q=a&arm=leg", b"", 422, "arm", id="arm"),
        pytest.param("GET", "/api/ask", b"", 405, None, id="method"),
        pytest.param("GET", "/api/nothing", b"", 404, None, id="address"),
        pytest.param("GET", "/api", b"", 404, None, id="bare"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_shape(
    client: TestClient, method: str, path: str, sent: bytes, status: int, param: str | None
) -> None:
    got = client.request(method, path, content=sent, headers={"Content-Type": "application/json"})
    assert (got.status_code, got.json()["error"]["param"]) == (status, param)
    assert got.json()["error"]["type"] == "invalid_request_error"
    assert got.headers["x-content-type-options"] == "nosniff"


def test_a_page_of_another_site_cannot_ask_without_being_let_in(client: TestClient) -> None:
    got = client.post("/api/ask", content=b'{"question": "a"}', headers={"Content-Type": "text/plain"})
    assert got.status_code == 422


def test_too_long_a_request_is_refused_before_it_is_read(client: TestClient) -> None:
    told = client.post("/api/ask", content=b"{}", headers={"Content-Length": str(1 << 30)})
    sent = client.post("/api/ask", content=iter([b" " * 70_000] * 20))
    assert [(one.status_code, one.json()["error"]["code"]) for one in (told, sent)] == [(413, "too_large")] * 2


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        pytest.param({}, 401, id="none"),
        pytest.param({"Authorization": f"Bearer {KEY}x"}, 401, id="other"),
        pytest.param({"Authorization": f"Basic {KEY}"}, 401, id="scheme"),
        pytest.param({"Authorization": "Bearer "}, 401, id="empty"),
        pytest.param({"Authorization": f"bearer  {KEY}"}, 200, id="right"),
    ],
)
def test_where_there_are_keys_only_they_open(connect: Connect, sent: dict[str, str], status: int) -> None:
    client = connect(api_keys=f"{'o' * 32} {KEY}")
    asked = client.post("/api/ask", json={"question": "公園"}, headers=sent)
    document = client.get("/api/openapi.json", headers=sent)
    assert [asked.status_code, document.status_code] == [status] * 2
    assert status == 200 or asked.headers["www-authenticate"] == "Bearer"


def test_one_client_has_its_share_and_others_theirs(connect: Connect) -> None:
    client = connect(api_keys=f"{'o' * 32} {KEY}", api_rate="3/hour")
    mine, other, wrong = ({"Authorization": f"Bearer {key}"} for key in (KEY, "o" * 32, "w" * 32))
    codes = [client.get("/api/openapi.json", headers=mine).status_code for _ in range(4)]
    refused = client.get("/api/openapi.json", headers=mine)
    assert (codes, refused.json()["error"]["code"]) == ([200, 200, 200, 429], "rate_limited")
    assert int(refused.headers["retry-after"]) > 0
    assert client.get("/api/openapi.json", headers=other).status_code == 200
    assert [client.get("/api", headers=wrong).status_code for _ in range(4)] == [401, 401, 401, 429]


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        pytest.param({"api_keys": "hunter2"}, "SEMINAR_API_KEYS", id="short-key"),
        pytest.param({"api_rate": "often"}, "SEMINAR_API_RATE", id="no-rate"),
    ],
)
def test_careless_settings_are_refused_without_being_repeated(
    connect: Connect, settings: dict[str, str], name: str
) -> None:
    with pytest.raises(SeminarError, match=name) as refused:
        connect(**settings)
    assert "hunter2" not in str(refused.value)


def test_while_the_index_is_not_open_programs_are_told_to_come_again() -> None:
    def load() -> FakeAssistant:
        raise IndexNotFound("/srv/data has no index")

    opening = Opening(load)
    with pytest.raises(IndexNotFound):
        opening.wait()
    client = TestClient(build_routes(opening, AssistantSettings()))
    got = client.post("/api/ask", json={"question": "公園"}, headers={"Accept": "text/event-stream"})
    assert (got.status_code, got.json()["error"]["code"], got.headers["retry-after"]) == (503, "not_ready", "3")
    assert "/srv" not in got.text


def test_a_mistake_of_ours_tells_nothing(client: TestClient) -> None:
    got = client.post("/api/ask", json={"question": "壊れる"})
    assert (got.status_code, got.json()["error"]["code"]) == (500, "internal")
    assert "壊" not in got.text


def test_a_mistake_of_ours_names_the_request_under_which_the_log_has_it(client: TestClient) -> None:
    outer = TestClient(RequestIds(client.app), raise_server_exceptions=False)
    got = outer.post("/api/ask", json={"question": "壊れる"}, headers={HEADER: "of-the-proxy-1"})
    assert got.headers[HEADER] == "of-the-proxy-1"
    assert "request of-the-proxy-1" in got.json()["error"]["message"]


def test_vectors_that_cannot_be_reached_are_no_mistake_and_their_server_is_not_named(tmp_path: Path) -> None:
    class Alone(FakeAssistant):
        def search(self, *asked: object, **more: object) -> list[FoundPassage]:
            raise VectorsNotReachable("The Chroma server at http://10.0.0.5:8000 cannot be reached.")

    opening = Opening(lambda: Alone(tmp_path))
    opening.wait()
    got = TestClient(build_routes(opening, AssistantSettings())).get("/api/search", params={"q": "公園"})
    assert (got.status_code, got.json()["error"]["code"]) == (503, "not_ready")
    assert "10.0.0.5" not in got.text
