"""Evaluation: what is wrong with an answer, the scores of many, and what changed since the last run."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluation import below_floors, score_verdicts
from assistant.question_files import Asked
from assistant.records import LANGUAGES, Language
from assistant.runs import Result, compare, keep_run, last_run, run_before, run_of
from assistant.score_pages import to_html, to_markdown, to_part, write_page
from assistant.verdicts import Verdict, judge
from ingest.errors import SeminarError
from tests.samples import ask, samples

LIST = "在宅医療について発表した自治体はどこですか？"
FACT = "第20回のテーマは何ですか？"
NOWHERE = "第30回のテーマは何ですか？"
NOT_THERE = ("edition_not_ingested",)


def verdict(asked: Asked) -> Verdict:
    return judge(asked, ask(asked.question), samples())


@pytest.mark.parametrize(
    ("asked", "problems"),
    [
        pytest.param(Asked("q", FACT, must=(("高齢化社會", "老齢化"),)), [], id="one-way-of-writing-in-any-script"),
        pytest.param(Asked("q", FACT, must=(("観光",),)), ["lacks 観光"], id="lacks"),
        pytest.param(Asked("q", FACT, must_not=("高龄化",)), ["has 高龄化"], id="has-in-another-script"),
        pytest.param(Asked("q", FACT, language="ja"), [], id="language"),
        pytest.param(Asked("q", FACT, language="zh-Hans"), ["language ja"], id="another-language"),
        pytest.param(Asked("q", FACT, sources=("harbin",)), [], id="cites-the-file"),
        pytest.param(Asked("q", FACT, sources=("guilin.txt",)), ["does not cite guilin.txt"], id="cites-another-file"),
        pytest.param(Asked("q", NOWHERE), ["status edition_not_ingested"], id="needless-no"),
        pytest.param(Asked("q", NOWHERE, statuses=NOT_THERE, sources=("x",)), [], id="a-no-cites-nothing"),
    ],
)
def test_an_answer_is_wrong_where_it_is_not_as_expected(asked: Asked, problems: list[str]) -> None:
    assert [str(problem) for problem in verdict(asked).problems] == problems


@pytest.mark.parametrize(
    ("rows", "at_least", "problems", "counts"),
    [
        pytest.param([{"place": "富山県"}], False, [], (1, 1, 1, 1), id="exactly"),
        pytest.param([{"place": "富山", "edition": "20"}], False, [], (1, 1, 1, 1), id="part-of-a-name-and-a-number"),
        pytest.param(
            [{"place": "富山縣"}, {"edition": "20"}], False, [], (2, 2, 1, 1), id="two-for-one-in-another-script"
        ),
        pytest.param([{"edition": "2"}], True, ["lacks row 2"], (1, 0, 0, 0), id="no-part-of-a-number"),
        pytest.param([], False, ["has row 20 富山県"], (0, 0, 1, 0), id="needless"),
        pytest.param([], True, [], (0, 0, 0, 0), id="at-least-none"),
        pytest.param([{"host": "北京"}], False, ["lacks row 北京", "has row 20 富山県"], (1, 0, 1, 0), id="another"),
        pytest.param(None, False, [], (0, 0, 0, 0), id="nothing-said-of-rows"),
    ],
)
def test_rows_have_to_be_those_expected_both_ways(
    rows: Sequence[Mapping[str, str]] | None, at_least: bool, problems: list[str], counts: tuple[int, ...]
) -> None:
    found = verdict(Asked("q", LIST, rows=None if rows is None else tuple(rows), rows_at_least=at_least))
    assert [str(problem) for problem in found.problems] == problems
    assert (found.wanted_rows, found.found_rows, found.given_rows, found.fitting_rows) == counts


def test_a_citation_that_does_not_stand_on_its_page_is_told() -> None:
    asked, answer = Asked("q", FACT), ask(FACT)
    first, *others = answer.citations
    forged = replace(answer, citations=(replace(first, quote="テーマは「雪」です。"), *others))
    found = judge(asked, forged, samples())
    assert [str(problem) for problem in found.problems] == ["unproved citation テーマは「雪」です。"]
    assert found.proved_citations == len(others)
    assert [str(p) for p in judge(asked, replace(answer, citations=()), samples()).problems] == ["no citation"]


def some_verdicts() -> list[Verdict]:
    rows = ({"place": "富山県"}, {"place": "北海道"})
    asked = [
        (Asked("a", FACT, "ja", "fact", must=(("高齢化社会",),)), 10.0),
        (Asked("b", LIST, "ja", "list", rows=rows), 30.0),
        (Asked("c", NOWHERE, "ja", "unanswerable", statuses=NOT_THERE), 2.0),
        (Asked("d", NOWHERE, "zh-Hans", "fact", half="check"), 4.0),
    ]
    return [replace_time(verdict(one), milliseconds) for one, milliseconds in asked]


def replace_time(found: Verdict, milliseconds: float) -> Verdict:
    return replace(found, answer=replace(found.answer, elapsed_ms=milliseconds))


def test_scores_are_counted_by_kind_language_and_what_else_was_expected() -> None:
    scores = dict(score_verdicts(some_verdicts()))
    assert (scores["questions"], scores["right"]) == (4, 0.5)
    assert scores["kinds"] == {"fact": 0.5, "list": 0.0, "unanswerable": 1.0}
    assert scores["languages"] == {"ja": 0.667, "zh-Hans": 0.0}
    assert scores["halves"] == {"check": 0.0}
    assert scores["lists"] == {"precision": 1.0, "recall": 0.5}
    assert scores["refusals"] == {"count": 1, "right": 1.0, "needless": 1}
    assert scores["answer_language"] == {"count": 4, "right": 0.75}
    assert scores["latency_ms"] == {"p50": 4.0, "p90": 30.0, "p99": 30.0, "highest": 30.0}
    assert scores["table"] == {
        "ja": {"fact": {"count": 1, "right": 1}, "list": {"count": 1, "right": 0}, "none": {"count": 1, "right": 1}},
        "zh-Hans": {"fact": {"count": 1, "right": 0}},
    }
    wrong = scores["wrong"]
    assert isinstance(wrong, list)
    assert [one["id"] for one in wrong] == ["b", "d"]


def test_floors_are_nested_as_the_scores_are_and_a_score_of_nothing_is_below(tmp_path: Path) -> None:
    floors = {"right": 0.5, "refusals": {"right": 1.0}, "lists": {"recall": 0.9}, "kinds": {"who": 0.1}}
    (tmp_path / "floors.json").write_text(json.dumps(floors), encoding="utf-8")
    assert below_floors(score_verdicts(some_verdicts()), tmp_path / "floors.json") == [
        "lists/recall: 0.5 is below the floor 0.9",
        "kinds/who: None is below the floor 0.1",
    ]


def test_a_run_is_compared_with_the_last_of_that_file(tmp_path: Path) -> None:
    file, verdicts = tmp_path / "questions.csv", some_verdicts()
    assert last_run(tmp_path, file) is None
    before = run_of(file, "000001", score_verdicts(verdicts), verdicts)
    keep_run(tmp_path, file, before)
    kept = last_run(tmp_path, file)
    assert kept
    assert (kept.results, kept.generation) == (before.results, "000001")
    assert last_run(tmp_path, tmp_path / "others.csv") is None

    keep_run(tmp_path, file, run_of(file, "000002", score_verdicts(verdicts), verdicts))
    ran = [run.generation for run in (run_before(tmp_path, file), last_run(tmp_path, file)) if run]
    assert ran == ["000001", "000002"]

    mended = [
        verdict(Asked("a", FACT, must=(("雪",),))),
        verdict(Asked("b", LIST)),
        verdict(Asked("d", NOWHERE)),
        verdict(Asked("e", NOWHERE)),
    ]
    changes = compare(kept, run_of(file, "000002", score_verdicts(mended), mended))

    def ids(results: tuple[Result, ...]) -> list[str]:
        return [result.id for result in results]

    assert (ids(changes.worse), ids(changes.better), ids(changes.wrong)) == (["a"], ["b"], ["d", "e"])


def test_a_part_of_a_page_holds_no_title_and_nothing_of_a_question_becomes_html(tmp_path: Path) -> None:
    verdicts = [replace(verdict(Asked("d", NOWHERE)), asked=Asked("d", "<img src=x onerror=hit()>"))]
    run = run_of(tmp_path / "<b>.csv", "000001", score_verdicts(verdicts), verdicts)
    part = to_part(None, run, "ja")
    assert "<h1" not in part and "<img" not in part and "<b>" not in part
    assert "&lt;img src=x onerror=hit()&gt;" in part


def test_a_damaged_record_of_the_last_run_is_none(tmp_path: Path) -> None:
    (tmp_path / "evaluations").mkdir()
    (tmp_path / "evaluations" / "questions.csv.json").write_text('{"file": 1}', encoding="utf-8")
    assert last_run(tmp_path, tmp_path / "questions.csv") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_every_question_that_changed_in_the_readers_language(language: Language) -> None:
    verdicts = some_verdicts()
    now = run_of(Path("<q>.csv"), "000002", score_verdicts(verdicts), verdicts)
    last = replace(now, results=tuple(replace(one, problems=()) for one in now.results))
    for written in (to_markdown(last, now, language), to_html(last, now, language), to_html(None, now, language)):
        assert LIST in written
        assert "50.0%" in written
        assert "{" not in written.replace(_style(written), "")
    assert "&lt;q&gt;.csv" in to_html(last, now, language)
    assert to_markdown(last, now, language) != to_markdown(None, now, language)


def _style(written: str) -> str:
    return written.partition("<style>")[2].partition("</style>")[0]


def test_the_page_is_written_by_its_ending(tmp_path: Path) -> None:
    now = run_of(Path("q.csv"), "000001", score_verdicts(some_verdicts()), some_verdicts())
    write_page(tmp_path / "page.html", None, now, "en")
    write_page(tmp_path / "page.md", None, now, "en")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "page.md").read_text(encoding="utf-8").startswith("# ")
    with pytest.raises(SeminarError, match=r"\.html or \.md"):
        write_page(tmp_path / "page.docx", None, now, "en")
    with pytest.raises(SeminarError, match="cannot be written"):
        write_page(tmp_path / "nowhere" / "page.md", None, now, "en")
