"""Reports, talks and pages as other programs read them."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.metrics import Metrics
from assistant.opening import Opening
from assistant.server import build_routes
from assistant.settings import AssistantSettings
from tests.fake_assistant import REPORT, FakeAssistant

JAPANESE, CHINESE, OLDER = "a" * 12, "b" * 12, "c" * 12


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder, metrics = tmp_path_factory.mktemp("served"), Metrics()
    opening = Opening(metrics.counted(lambda: FakeAssistant(folder)))
    opening.wait()
    return TestClient(build_routes(opening, AssistantSettings(api_rate=""), metrics=metrics))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param({}, 4, id="all"),
        pytest.param({"edition": "91"}, 2, id="edition"),
        pytest.param({"year": "2019"}, 1, id="year"),
        pytest.param({"year": "2024", "other_series": "false"}, 0, id="no-other-series"),
        pytest.param({"other_series": "true"}, 1, id="other-series"),
        pytest.param({"language": "zh-Hans"}, 1, id="language"),
        pytest.param({"host": "郑州"}, 2, id="host-in-chinese"),
        pytest.param({"host": "Fuzhou"}, 1, id="host-in-letters"),
        pytest.param({"host": "海の底"}, 0, id="no-place"),
    ],
)
def test_reports_pass_filters(client: TestClient, filters: Mapping[str, str], found: int) -> None:
    got = client.get("/api/reports", params=filters).json()
    assert (got["total"], len(got["reports"])) == (found, found)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param({"report": JAPANESE}, ["清水勇人", "花岡利夫", "王明"], id="report"),
        pytest.param({"speaker": "花冈", "report": JAPANESE}, ["花岡利夫"], id="speaker-in-chinese"),
        pytest.param({"place": "长野县", "report": JAPANESE}, ["花岡利夫"], id="place-around"),
        pytest.param({"place": "日中", "report": JAPANESE}, [], id="no-place"),
        pytest.param({"role": "greeting"}, ["清水勇人"], id="role"),
        pytest.param({"country": "CN", "edition": "91"}, ["王明"], id="country"),
        pytest.param({"topic": "公園", "report": JAPANESE}, ["花岡利夫"], id="topic"),
        pytest.param({"report": JAPANESE, "offset": "1", "limit": "1"}, ["花岡利夫"], id="page"),
        pytest.param({"organisation": "海洋局"}, [], id="organisation"),
    ],
)
def test_talks_pass_filters(client: TestClient, filters: Mapping[str, str], found: list[str]) -> None:
    got = client.get("/api/talks", params=filters).json()
    assert [talk["speaker"] for talk in got["talks"]] == found
    for talk in got["talks"]:
        assert client.get(talk["url"]).text.count("<mark") == 1


def test_a_report_states_its_facts_with_their_proofs(client: TestClient) -> None:
    got = client.get(f"/api/reports/{JAPANESE}").json()
    text = client.get(f"/api/reports/{JAPANESE}/pages/1").json()["text"]
    assert (got["report"]["edition"], got["event"]["participants_total"]["value"]) == (91, 178)
    assert len(got["talks"]) == got["report"]["talks"] == 3
    for fact in got["event"].values():
        assert fact["quote"] == "".join(text[span["start"] : span["end"]] for span in fact["spans"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("reports/ffffffffffff", 404, id="no-report"),
        pytest.param(f"reports/{REPORT}/pages/4", 404, id="no-page"),
        pytest.param("reports/..%2f..%2fetc", 404, id="traversal"),
        pytest.param("reports/AAAA", 422, id="no-id"),
        pytest.param(f"reports/{REPORT}/pages/0", 422, id="page-zero"),
        pytest.param("talks?limit=1001", 422, id="too-many"),
        pytest.param("talks?folder=/", 422, id="unknown-filter"),
        pytest.param("reports?year=9" * 1, 200, id="old-year"),
        pytest.param("reports?year=" + "9" * 5000, 422, id="far-year"),
    ],
)
def test_what_is_not_there_is_said(client: TestClient, path: str, status: int) -> None:
    got = client.get(f"/api/{path}")
    assert got.status_code == status
    assert status == 200 or got.json()["error"]["type"] == "invalid_request_error"


def test_the_figures_count_questions_wherever_they_were_asked(client: TestClient) -> None:
    client.post("/api/ask", json={"question": "公園について"})
    client.get("/api/reports", params={"year": "x"})
    got = client.get("/metrics")
    assert got.headers["content-type"].startswith("text/plain")
    lines = dict(line.rsplit(" ", 1) for line in got.text.splitlines() if not line.startswith("#"))
    assert float(lines['seminar_questions_total{kind="list",language="ja",status="answered"}']) >= 1
    assert float(lines["seminar_answer_seconds_count"]) >= 1
    assert float(lines['seminar_api_requests_total{status="422"}']) >= 1
    assert (lines["seminar_ready"], lines["seminar_reports"]) == ("1.0", "3.0")


def test_a_question_that_failed_is_counted_as_such(tmp_path: Path) -> None:
    metrics = Metrics()
    opening = Opening(metrics.counted(lambda: FakeAssistant(tmp_path)))
    opening.wait()
    client = TestClient(build_routes(opening, AssistantSettings(), metrics=metrics), raise_server_exceptions=False)
    assert client.post("/api/ask", json={"question": "壊れる"}).status_code == 500
    assert "seminar_questions_failed_total 1.0" in client.get("/metrics").text
