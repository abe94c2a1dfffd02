"""The commands: what they print, how they end, and that every problem is a message for people."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.__main__ import main as assistant
from ingest.__main__ import main as ingest
from ingest.builds import build_index
from ingest.embeddings import fingerprint_of
from ingest.generations import open_store
from tests import samples
from tests.fakes import BigramEmbeddings

ANSWER = {
    "question", "language", "kind", "status", "text", "count", "rows", "citations", "nearest", "coverage", "understood",
    "elapsed_ms",
}  # fmt: skip
ROW = {
    "report", "edition", "year", "date", "host", "session", "role", "speaker", "title", "organisation", "place",
    "country", "topic", "degree", "source", "citations",
}  # fmt: skip
CITATION = {"id", "report", "page", "printed_page", "heading", "quote", "spans"}
COVERAGE = {
    "reports", "scanned", "with_hits", "other_series", "incomplete", "unreadable_pages", "from_mentions",
}  # fmt: skip
BUILT = {
    "report", "path", "status", "reason", "was", "edition", "year", "host", "passages", "unreadable_pages", "seconds",
}  # fmt: skip
READ_TALK = {
    "speaker", "title", "organisation", "place", "country", "session", "role", "topic", "details", "quote", "spans",
}  # fmt: skip
EVENT = {
    "series", "edition", "year", "date_start", "date_end", "main_day", "host_province", "host_city", "host_country",
    "theme", "participants_total", "participants_jp", "participants_cn", "organizer", "publication", "pages", "author",
}  # fmt: skip

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a corpus, its index and a stand-in for the model's folder, which is never loaded."""
    home = tmp_path_factory.mktemp("built")
    (home / "model").mkdir()
    (home / "model" / "config.json").write_text("{}", encoding="utf-8")
    (home / "corpus").mkdir()
    for name, text in {"luoyang": samples.LUOYANG, "harbin": samples.HARBIN, "korea": samples.OTHER_SERIES}.items():
        (home / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    (home / "corpus" / "empty.txt").touch()
    fingerprint = fingerprint_of(str(home / "model"), home)
    store = open_store(home / "data", apart=False)
    build_index(home / "corpus", store, fingerprint, lambda: BigramEmbeddings(fingerprint), lambda *told: None)
    return home


@pytest.fixture
def run(built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command there and returns exit code, stdout and stderr."""
    monkeypatch.chdir(built)
    monkeypatch.setenv("SEMINAR_CORPUS", str(built / "corpus"))
    monkeypatch.setenv("SEMINAR_DATA", str(built / "data"))
    monkeypatch.setenv("SEMINAR_EMBEDDING_MODEL", str(built / "model"))

    def run_there(main: Callable[[Sequence[str]], int], *arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return (code, *capsys.readouterr())

    return run_there


def answer_of(out: str) -> dict[str, object]:
    (line,) = out.splitlines()
    answer = json.loads(line)
    assert isinstance(answer, dict)
    return answer


def test_build_tells_every_document_in_one_line_of_json(run: Run) -> None:
    code, out, err = run(ingest, "build", "--json")
    build = answer_of(out)
    assert (code, set(build)) == (0, {"generation", "documents", "changes"})
    documents = build["documents"]
    assert isinstance(documents, list)
    assert all(set(document) == BUILT for document in documents)
    assert {document["path"]: document["status"] for document in documents} == {
        "empty.txt": "skipped", "harbin.txt": "unchanged", "korea.txt": "unchanged", "luoyang.txt": "unchanged",
    }  # fmt: skip
    assert [set(json.loads(line)) for line in err.splitlines()] == [{"stage", "done", "total"}]


def test_build_tells_people_in_a_table_and_skipped_documents_are_a_success(run: Run) -> None:
    code, out, _ = run(ingest, "build")
    assert code == 0
    assert "luoyang.txt" in out
    assert "empty.txt: the file is empty; copy it again" in out
    assert "Generation 000001 answers now." in out


def test_status_tells_what_the_index_holds(run: Run) -> None:
    code, out, _ = run(ingest, "status", "--json")
    status = answer_of(out)
    assert (code, status["generation"]) == (0, "000001")
    reports, problems = status["reports"], status["problems"]
    assert isinstance(reports, list) and isinstance(problems, list)
    assert {report["path"]: report["other_series"] for report in reports} == {
        "harbin.txt": False, "korea.txt": True, "luoyang.txt": False,
    }  # fmt: skip
    assert [problem["path"] for problem in problems] == ["empty.txt"]
    code, out, _ = run(ingest, "status")
    assert (code, "ハルビン市" in out) == (0, True)


def test_read_tells_what_would_be_read(run: Run, built: Path) -> None:
    code, out, _ = run(ingest, "read", built / "corpus" / "luoyang.txt", "--json")
    read = answer_of(out)
    assert code == 0
    assert {"event", "people", "talks", "unreadable_pages", "coverage"} <= set(read)
    event, talks = read["event"], read["talks"]
    assert isinstance(event, dict) and isinstance(talks, list)
    assert set(event) == EVENT
    assert (event["edition"], event["host_city"], event["participants_total"]) == (21, "洛陽市", 150)
    assert all(set(talk) >= READ_TALK for talk in talks)
    text = (built / "corpus" / "luoyang.txt").read_text(encoding="utf-8")
    for talk in talks:
        pieces = "".join(text[span["start"] : span["end"]] for span in talk["spans"])
        assert re.sub(r"\s", "", pieces) == re.sub(r"\s", "", talk["quote"])
    code, out, _ = run(ingest, "read", built / "corpus" / "luoyang.txt")
    assert (code, json.loads(out)["event"]["edition"]) == (0, 21)


def test_ask_answers_in_one_line_of_json(run: Run) -> None:
    code, out, _ = run(assistant, "ask", "観光について発表した自治体はどこですか？", "--json")
    answer = answer_of(out)
    rows, citations, coverage = answer["rows"], answer["citations"], answer["coverage"]
    assert isinstance(rows, list) and isinstance(citations, list) and isinstance(coverage, dict)
    assert code == 0
    assert set(answer) >= ANSWER
    assert (answer["kind"], answer["status"], answer["language"]) == ("list", "answered", "ja")
    assert rows and all(set(row) == ROW for row in rows)
    assert citations and all(set(citation) == CITATION for citation in citations)
    assert all(set(span) == {"page", "start", "end"} for citation in citations for span in citation["spans"])
    assert (set(coverage), coverage["reports"], coverage["other_series"]) == (COVERAGE, 2, 1)


def test_ask_shows_people_the_answer_and_its_sources(run: Run) -> None:
    code, out, _ = run(assistant, "ask", "第20回のテーマは何ですか？")
    assert code == 0
    assert "高齢化社会と地域福祉" in out
    assert re.search(r"〔1〕.*「テーマは「高齢化社会と地域福祉」です。」", out)


def test_ask_answers_in_the_language_that_is_wished(run: Run) -> None:
    _, out, _ = run(assistant, "ask", "第20回のテーマは何ですか？", "--language", "zh-Hant")
    assert "第20屆的主題是" in out


def test_ask_takes_a_file_of_questions_each_in_a_conversation_of_its_own(run: Run, tmp_path: Path) -> None:
    lines = [
        {"id": "q1", "question": "第20回のテーマは何ですか？"},
        {"id": "q2", "question": "開催地は？", "after": "第21回のテーマは何ですか？"},
        {"id": "q3", "question": "第22回のテーマは何ですか？"},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    code, out, _ = run(assistant, "ask", "--file", file, "--json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, [answer["id"] for answer in answers]) == (0, ["q1", "q2", "q3"])
    assert [answer["status"] for answer in answers] == ["answered", "answered", "edition_not_ingested"]
    assert "洛陽市" in answers[1]["text"]
    assert answers[1]["understood"] and not answers[0]["understood"]


def test_search_ranks_passages(run: Run) -> None:
    code, out, _ = run(assistant, "search", "除雪ボランティア", "--arm", "words", "--json")
    results = answer_of(out)["results"]
    assert isinstance(results, list)
    assert code == 0
    assert all(set(result) == {"rank", "score", "report", "page", "heading", "text"} for result in results)
    assert [result["rank"] for result in results] == list(range(1, len(results) + 1))
    assert "除雪ボランティア" in results[0]["text"]


def test_source_prints_the_stored_page_that_proves_a_citation(run: Run, built: Path) -> None:
    _, out, _ = run(assistant, "ask", "第20回のテーマは何ですか？", "--json")
    citations = answer_of(out)["citations"]
    assert isinstance(citations, list)
    for citation in citations:
        code, out, _ = run(assistant, "source", citation["report"], str(citation["page"]), "--json")
        page = answer_of(out)
        assert (code, set(page)) == (0, {"text"})
        text = str(page["text"])
        assert "".join(text[span["start"] : span["end"]] for span in citation["spans"]) == citation["quote"]
    assert text == (built / "corpus" / "harbin.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("floor", "code"), [(1.0, 0), (1.1, 1)], ids=["reached", "below"]
)  # fmt: skip
def test_evaluate_ends_with_1_below_a_floor(run: Run, tmp_path: Path, floor: float, code: int) -> None:
    file, floors = tmp_path / "questions.jsonl", tmp_path / "floors.json"
    question = {
        "id": "q",
        "lang": "ja",
        "kind": "attribute",
        "question": "第20回のテーマは？",
        "must": [["高齢化社会"]],
    }
    file.write_text(json.dumps(question, ensure_ascii=False), encoding="utf-8")
    floors.write_text(json.dumps({"right": floor, "kinds": {"attribute": floor}}), encoding="utf-8")
    ended, out, err = run(assistant, "evaluate", file, "--floors", floors, "--json")
    scores = answer_of(out)
    assert ended == code
    assert (scores["questions"], scores["right"], scores["wrong"]) == (1, 1.0, [])
    assert ("kinds/attribute: 1.0 is below the floor 1.1" in err) == (code == 1)


def test_evaluate_says_what_is_wrong_with_an_answer(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    wrong: dict[str, object] = {"question": "第20回のテーマは？", "lang": "zh", "kind": "unanswerable"}
    wrong |= {"must": [["観光"]], "must_not": ["高齢"]}
    file.write_text(json.dumps(wrong, ensure_ascii=False), encoding="utf-8")
    code, out, _ = run(assistant, "evaluate", file, "--json", "--report", tmp_path / "page.html")
    assert "lang" in (tmp_path / "page.html").read_text(encoding="utf-8")
    found = answer_of(out)["wrong"]
    assert isinstance(found, list)
    assert code == 0
    assert found[0]["problems"] == ["status answered", "language ja", "lacks 観光", "has 高齢"]


@pytest.mark.parametrize(
    ("main", "arguments", "message"),
    [
        pytest.param(ingest, ["build", "--corpus", "nowhere"], "corpus folder nowhere is not there", id="no-corpus"),
        pytest.param(ingest, ["build", "--data", "file/data"], "cannot be used", id="data-under-a-file"),
        pytest.param(ingest, ["rollback", "--data", "nowhere"], "no earlier generation", id="nothing-built"),
        pytest.param(ingest, ["rollback"], "no earlier generation", id="nothing-to-go-back-to"),
        pytest.param(ingest, ["restore", "nowhere.zip"], "made by 'backup'", id="restore-no-file"),
        pytest.param(ingest, ["restore", "noise.txt", "--replace"], "is no backup", id="restore-something-else"),
        pytest.param(ingest, ["backup", "corpus/b.zip"], "keep backups elsewhere", id="backup-into-the-corpus"),
        pytest.param(ingest, ["read", "nowhere.txt"], "nowhere.txt", id="read-no-file"),
        pytest.param(ingest, ["read", "corpus"], "corpus", id="read-a-folder"),
        pytest.param(ingest, ["read", "corpus/empty.txt"], "the file is empty", id="read-an-empty-file"),
        pytest.param(ingest, ["read", "noise.txt"], "save it as UTF-8", id="read-a-binary-file"),
        pytest.param(ingest, ["read", "cut.pdf"], "copy it again", id="read-a-truncated-pdf"),
        pytest.param(ingest, ["read", "cut.docx"], "copy it again", id="read-a-truncated-word-file"),
        pytest.param(assistant, ["ask", "？", "--data", "nowhere"], "ingest build", id="ask-nothing-built"),
        pytest.param(assistant, ["ask"], "either a question or --file", id="ask-nothing"),
        pytest.param(assistant, ["ask", "？", "--file", "f"], "either a question or --file", id="ask-both"),
        pytest.param(assistant, ["ask", "--file", "nowhere.jsonl"], "cannot be read", id="ask-no-file"),
        pytest.param(assistant, ["ask", "--file", "wrong.jsonl"], "line 2", id="ask-a-wrong-file"),
        pytest.param(assistant, ["evaluate", "letters.jsonl"], "expected a list of words", id="words-not-in-a-list"),
        pytest.param(assistant, ["source", "ffffffffffff", "1"], "has no page 1", id="source-of-no-report"),
        pytest.param(assistant, ["evaluate"], "give a question file", id="evaluate-nothing"),
        pytest.param(
            assistant, ["evaluate", "right.jsonl", "--floors", "nowhere.json"], "nowhere.json", id="floors-not-there"
        ),
        pytest.param(assistant, ["evaluate", "right.jsonl", "--floors", "noise.txt"], "noise.txt", id="floors-no-json"),
        pytest.param(assistant, ["evaluate", "right.jsonl", "--report", "page.txt"], ".html or .md", id="page-ending"),
        pytest.param(
            assistant,
            ["evaluate", "--passages", "nowhere.jsonl", "--questions", "right.jsonl"],
            "nowhere.jsonl",
            id="passages-not-there",
        ),
        pytest.param(
            assistant,
            ["evaluate", "--passages", "right.jsonl", "--questions", "right.jsonl"],
            "line 1: expected a JSON object with doc_id",
            id="passages-without-ids",
        ),
    ],
)
def test_a_problem_is_a_message_and_2(
    run: Run, built: Path, main: Callable[[Sequence[str]], int], arguments: list[str], message: str
) -> None:
    (built / "file").touch()
    (built / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (built / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n")
    (built / "cut.docx").write_bytes(b"PK\x03\x04" + bytes(60))
    (built / "right.jsonl").write_text('{"question": "第20回のテーマは？"}\n', encoding="utf-8")
    (built / "letters.jsonl").write_text('{"question": "？", "must_not": "観光"}\n', encoding="utf-8")
    (built / "wrong.jsonl").write_text('{"question": "第20回のテーマは？"}\n["?"]\n', encoding="utf-8")
    code, out, err = run(main, *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_a_source_page_that_is_not_there_is_a_problem(run: Run) -> None:
    _, out, _ = run(ingest, "status", "--json")
    reports = answer_of(out)["reports"]
    assert isinstance(reports, list)
    for page in ("0", "2", "-1"):
        code, _, err = run(assistant, "source", reports[0]["report"], "--", page)
        assert (code, "has no page" in err) == (2, True)
