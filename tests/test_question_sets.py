"""The staff's questions are well formed, their halves alike."""

import json
from collections import Counter
from pathlib import Path

from assistant.question_files import read_questions

HERE = Path(__file__).parent
QUESTIONS = HERE / "quality" / "staff_questions.jsonl"
KINDS = {"attribute", "aggregate", "who", "what", "open", "unanswerable", "followup"}
FIELDS = {"id", "lang", "kind", "half", "question", "must", "must_not", "sources"}
OPTIONAL = {"after", "rows", "rows_at_least", "status"}


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
    assert {row["half"] for row in rows} == {"tune", "check", "later", "latest", "unread", "fresh"}
    for field in ("kind", "lang"):
        tune, check = (
            Counter(row[field] for row in rows if (row["half"] == "tune") is tuned) for tuned in (True, False)
        )
        assert tune.keys() == check.keys()
        shares = [(tune[value] / tune.total(), check[value] / check.total()) for value in tune]
        assert all(abs(one - other) <= 0.05 for one, other in shares), field
