"""Question files: what a person writes in a spreadsheet is understood, and mistakes are told with their line."""

import json
from pathlib import Path

import pytest

from assistant.question_files import Asked, read_questions
from ingest.errors import SeminarError

# What a spreadsheet program saves; the last row is empty, the last column is somebody's own.
CSV = """id,question,language,kind,must,must_not,sources,status,rows,rows_at_least,after,誰
q1,観光について発表したのは？,ja,list,松本|松本市; 洛陽,札幌,a.txt,,"place=松本市,speaker=高野; place=洛陽市",yes,,林
q2,哈尔滨的人口是多少？,zh,none,,,,not_in_reports,-,,第20届的主题是什么？,林
,,,,,,,,,,,
"""
READ = [
    Asked(
        id="q1", question="観光について発表したのは？", language="ja", kind="list",
        must=(("松本", "松本市"), ("洛陽",)), must_not=("札幌",), sources=("a.txt",),
        rows=({"place": "松本市", "speaker": "高野"}, {"place": "洛陽市"}), rows_at_least=True,
    ),
    Asked(
        id="q2", question="哈尔滨的人口是多少？", language="zh-Hans", kind="none", statuses=("not_in_reports",),
        rows=(), after="第20届的主题是什么？",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(CSV.encode("utf-8-sig"), id="utf8-with-mark"),
        pytest.param(CSV.encode("utf-8"), id="utf8"),
        pytest.param(CSV.replace("\n", "\r\n").encode("gb18030"), id="gbk"),
        pytest.param(CSV.encode("utf-16"), id="utf16"),
        pytest.param(CSV.replace("; ", "；").replace("|", "｜").replace("=", "＝").encode(), id="full-width-signs"),
        pytest.param(
            CSV.replace("; ", "\n").replace("松本|", '"松本|').replace("洛陽,札", '洛陽",札').encode(), id="lines"
        ),
        pytest.param(CSV.replace("市,speaker", "市、speaker").encode(), id="japanese-comma"),
    ],
)
def test_a_table_is_read_however_a_spreadsheet_program_saved_it(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "questions.csv").write_bytes(data)
    assert read_questions(tmp_path / "questions.csv") == READ


def test_a_japanese_table_in_shift_jis_and_with_semicolons_between_cells_is_read(tmp_path: Path) -> None:
    text = 'question;kind;must\n水辺の観光について発表した自治体はどこですか？;list;"松本;洛陽"\n'
    (tmp_path / "questions.csv").write_bytes(text.encode("cp932"))
    (asked,) = read_questions(tmp_path / "questions.csv")
    assert (asked.id, asked.kind, asked.must) == ("2", "list", (("松本",), ("洛陽",)))


def test_json_lines_say_the_same(tmp_path: Path) -> None:
    lines = [
        {
            "id": "q1", "question": READ[0].question, "lang": "ja", "kind": "list", "sources": ["a.txt"],
            "must": [["松本", "松本市"], ["洛陽"]], "must_not": ["札幌"], "rows_at_least": True,
            "rows": [{"place": "松本市", "speaker": "高野"}, {"place": "洛陽市"}],
        },
        {
            "id": "q2", "question": READ[1].question, "language": "zh", "kind": "none", "status": ["not_in_reports"],
            "rows": [], "after": READ[1].after, "note": "fields of one's own are no mistake",
        },
    ]  # fmt: skip
    file = tmp_path / "questions.jsonl"
    file.write_text("\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    assert read_questions(file) == READ


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "質問,kind\n第20回は？,fact\n", "row 1: expected the names of columns, `question` among them"),
        ("b.csv", "question,mustnot\n第20回は？,雪\n", "row 1: 'mustnot' is no column; is 'must_not' meant"),
        ("c.csv", "question,kind\n\n第20回は？,facts\n", "row 3: `kind` is 'facts'; expected one of"),
        ("d.csv", "question,language\n第20回は？,jp\n", "row 2: `language` is 'jp'; expected one of zh, ja"),
        ("e.csv", "question,status\n第20回は？,no\n", "row 2: `status` is 'no'; expected one of answered"),
        ("f.csv", "question,must\n,雪\n", "row 2: expected a `question`"),
        ("g.csv", "question,rows\n第20回は？,札幌市\n", "row 2: in `rows` expected field=value"),
        (
            "h.csv",
            "question,rows\n第20回は？,city=札幌市\n",
            "row 2: `rows`: 'city' is no field of a row; there are report",
        ),
        ("i.csv", "question,must\n", "holds no question"),
        ("j.csv", "", "row 1: expected the names of columns"),
        ("k.jsonl", '{"question": "第20回は？"}\n\n{"question"}\n', "line 3: expected a JSON object"),
        ("l.jsonl", '["第20回は？"]', "line 1: expected a JSON object"),
        ("m.jsonl", '{"question": "第20回は？", "must": "雪"}', "line 1: `must`: expected a list of words, not '雪'"),
        ("n.jsonl", '{"question": "第20回は？", "must": ["雪"]}', "line 1: `must`: expected a list of words, not '雪'"),
        ("o.jsonl", '{"question": "第20回は？", "rows": [3]}', "line 1: `rows`: expected objects with fields, not 3"),
        ("p.jsonl", '{"question": 20}', "line 1: expected a `question`"),
    ],
    ids=lambda value: value.split(".")[0] if isinstance(value, str) and value[1:2] == "." else "",
)
def test_a_mistake_is_told_with_its_line_and_what_was_expected(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SeminarError) as told:
        read_questions(tmp_path / name)
    assert name in str(told.value)
    assert message in str(told.value)


def test_a_workbook_is_no_table_of_text(tmp_path: Path) -> None:
    (tmp_path / "questions.xlsx").write_bytes(b"PK\x03\x04" + bytes(200))
    with pytest.raises(SeminarError, match=r"Save it .* as CSV"):
        read_questions(tmp_path / "questions.xlsx")
