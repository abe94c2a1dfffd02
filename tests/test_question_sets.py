"""The staff's questions are well formed, their halves alike; which rows of an answer are the expected ones."""

import json
from collections import Counter
from pathlib import Path

import pytest

from assistant.evaluation import read_questions, row_problems

HERE = Path(__file__).parent
QUESTIONS = HERE / "quality" / "staff_questions.jsonl"
KINDS = {"attribute", "aggregate", "who", "what", "open", "unanswerable", "followup"}
FIELDS = {"id", "lang", "kind", "half", "question", "must", "must_not", "sources"}
OPTIONAL = {"after", "rows", "rows_at_least", "status"}
ROWS = (
    {"edition": 20, "place": "東京都羽村市", "organisation": None, "speaker": "並木心"},
    {"edition": 20, "place": "瀋陽市", "organisation": None, "speaker": "劉曉虹"},
)


def test_every_question_has_its_fields_once() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    stems = {path.stem for path in (HERE.parent / "corpus").iterdir()}
    assert len({row["id"] for row in rows}) == len(rows) == len(read_questions(QUESTIONS))
    assert len({(row["question"], row.get("after")) for row in rows}) == len(rows)
    for row in rows:
        assert FIELDS <= row.keys() <= FIELDS | OPTIONAL, row["id"]
        assert row["kind"] in KINDS, row["id"]
        assert set(row["sources"]) <= stems, row["id"]
        assert row["must"] or "rows" in row or "status" in row, row["id"]


def test_the_halves_are_alike_in_kind_and_language() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert {row["half"] for row in rows} == {"tune", "check"}
    for field in ("kind", "lang"):
        tune, check = (Counter(row[field] for row in rows if row["half"] == half) for half in ("tune", "check"))
        assert tune.keys() == check.keys()
        assert all(abs(tune[value] - check[value]) <= 4 for value in tune), field


@pytest.mark.parametrize(
    ("expected", "at_least", "problems"),
    [
        pytest.param([{"place": "羽村市"}, {"speaker": "刘晓虹"}], False, [], id="other-script-and-part-of-a-name"),
        pytest.param([{"edition": 20}], False, [], id="one-number-for-two-rows"),
        pytest.param([{"edition": 2}], True, ["lacks row 2"], id="a-number-is-never-part-of-another"),
        pytest.param([{"place": "羽村市"}], True, [], id="at-least"),
        pytest.param([{"place": "羽村市"}], False, ["has row 20 瀋陽市 劉曉虹"], id="one-too-many"),
        pytest.param(
            [{"edition": 20, "place": "札幌市"}, {"edition": 20}], False, ["lacks row 20 札幌市"], id="one-missing"
        ),
    ],
)  # fmt: skip
def test_rows_are_the_expected_ones(expected: list[dict[str, object]], at_least: bool, problems: list[str]) -> None:
    assert list(row_problems(expected, ROWS, at_least=at_least)) == problems
