"""What a chat model answers about a section of a report is taken strictly: JSON of one shape, or nothing."""

import json

import pytest

from ingest.claims import read_claims

NEW = {
    "sentence_ids": [5],
    "speaker": "顧明",
    "title": "主任",
    "organisation": None,
    "place": "蘇州市",
    "topic": "運河",
}


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("", id="nothing"),
        pytest.param("発表はありません。", id="prose"),
        pytest.param('{"talks": [{"sentence_ids": [5], "speaker": "顧', id="broken-off"),
        pytest.param(json.dumps([NEW]), id="another-shape"),
        pytest.param(json.dumps({"talks": {"1": NEW}}), id="an-object-for-a-list"),
        pytest.param(json.dumps({"talks": [{**NEW, "sentence_ids": "5"}]}), id="text-for-numbers"),
        pytest.param(json.dumps({"talks": ["顧明"]}), id="text-for-a-talk"),
        pytest.param(f"以下です。{json.dumps({'talks': [NEW]})}", id="prose-before"),
        pytest.param('{"talks": [{"speaker": "\\ud800"}]}', id="half-a-character"),
        pytest.param("[" * 100_000, id="nested-without-end"),
    ],
)
def test_what_is_not_the_json_asked_for_is_refused(said: str) -> None:
    claims, refused = read_claims(said)
    assert claims == []
    assert refused


def test_a_fence_of_code_around_the_json_is_forgiven() -> None:
    claims, refused = read_claims(f"```json\n{json.dumps({'talks': [NEW, NEW]})}\n```\n")
    assert [claim.speaker for claim in claims] == ["顧明"]
    assert refused == []
