"""The benchmarks themselves: what they count, draw and write, over figures and reports of a moment."""

from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest

from assistant.citations import proves
from ingest.pipeline import read_report
from tests.bench.asking import KINDS, questions_by_kind
from tests.bench.curves import Panel, draw, wall_of
from tests.bench.generated import GeneratedEmbeddings
from tests.bench.lengthening import longer
from tests.bench.recipes import tokens
from tests.bench.reports import make_reports
from tests.bench.results import panels_of, write_results
from tests.bench.scoring import write_reports
from tests.bench.targets import TARGETS, figure_of

# Figures of a machine on which everything takes a tenth of what is allowed.
KEPT = {
    "200/ours/ingest/work": 10.0,
    "200/encode/ingest/work": 9.0,
    "200/recipe/ingest/work": 30.0,
    "200/ours/change/work": 1.0,
    **{f"{scene}/open/{who}/p50": 10.0 for scene in ("200", "2000") for who in ("ours", "encode", "chroma")},
    "2000/list/ours/p95": 10.0,
    **{f"ranks/{language}/{who}/R@5": 0.8 for language in ("ja", "zh") for who in ("recipe", "fused")},
    **{f"ranks/{language}/ours/R@5": 0.9 for language in ("ja", "zh")},
    **{f"{scene}/serve/{name}": 1.0 for scene in ("200", "2000") for name in ("ready", "health", "memory asked")},
    "passages/switch/failed": 0.0,
    "passages/switch/switched": 1.0,
    "passages/switch/p95": 25.0,
}


def rows_of(page: str) -> list[str]:
    """Return the rows of the table of targets."""
    table = page.split("## Targets")[1].split("## Ratios")[0]
    return [line for line in table.splitlines() if line.startswith("| ")][2:]


def test_every_target_is_kept_where_all_is_fast_enough() -> None:
    rows = rows_of(write_results(KEPT, "this machine"))
    assert len(rows) == len(TARGETS)
    assert [row for row in rows if not row.endswith("| met |")] == []


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("200/ours/ingest/work", 12.0),
        ("200/open/ours/p50", 31.0),
        ("2000/list/ours/p95", 100.0),
        ("200/ours/change/work", 1.6),
        ("ranks/zh/fused/R@5", 0.9),
        ("2000/serve/memory asked", 1500.0),
        ("passages/switch/failed", 1.0),
        ("passages/switch/switched", 0.0),
    ],
)
def test_a_target_that_is_missed_is_said_to_be(name: str, figure: float) -> None:
    rows = rows_of(write_results({**KEPT, name: figure}, "this machine"))
    assert len([row for row in rows if row.endswith("| **not met** |")]) == 1


def test_what_was_not_measured_is_said_to_be_so() -> None:
    rows = rows_of(write_results({}, "this machine"))
    assert [row for row in rows if not row.endswith("| – | not run |")] == []
    assert [figure_of(target, {}) for target in TARGETS] == [None] * len(TARGETS)


@pytest.mark.parametrize(
    ("points", "limit", "size"),
    [
        ([(10, 1.0), (100, 10.0)], 1000.0, 10_000),
        ([(10, 5.0), (100, 1.0), (1000, 100.0)], 10_000.0, 10_000),
        ([(10, 3.0), (100, 3.0)], 50.0, None),
    ],
    ids=["line", "last-two", "flat"],
)
def test_a_wall_stands_where_the_line_goes_on_to(
    points: list[tuple[float, float]], limit: float, size: int | None
) -> None:
    found = wall_of(points, limit)
    assert (round(found) if found else None) == size


def test_growth_is_drawn_with_a_line_for_all_that_was_measured_twice() -> None:
    figures = {**KEPT, "20/list/ours/p50": 1.0, "200/list/ours/p50": 4.0, "2000/list/ours/p50": 30.0}
    (panel, *_) = [panel for panel in panels_of(figures) if "ours, list" in panel.lines]
    assert panel.lines["ours, list"] == [(120, 1.0), (1200, 4.0), (12000, 30.0)]
    drawing = ElementTree.fromstring(draw([Panel("growth", "reports", panel.lines, 1.0, "a second")]))
    names = [element.text for element in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert {"growth", "reports", "ours, list"} <= set(names)


def test_bm25_of_the_recipe_gets_pairs_of_characters() -> None:
    assert tokens("DXと環境、2017年") == ["dx", "2017", "と環", "環境"]


def test_generated_vectors_are_alike_for_alike_texts() -> None:
    model = GeneratedEmbeddings("any")
    question, near, far = model.embed_documents(["環境の保護", "環境保護の取り組み", "観光客の誘致"])
    assert model.embed_query("環境の保護") == question
    alike, unlike = (sum(a * b for a, b in zip(question, other, strict=True)) for other in (near, far))
    assert alike > unlike + 0.2


def test_every_kind_of_question_is_asked_in_both_languages() -> None:
    asked = questions_by_kind(make_reports(8), 6)
    assert list(asked) == list(KINDS)
    for kind, questions in asked.items():
        texts = "".join(one.question for one in questions)
        assert (len(questions), any("ぁ" <= sign <= "ん" for sign in texts)) == (6, True), kind
        assert any(sign in texts for sign in "届谁哪讲难么"), kind


def test_a_report_made_longer_still_proves_all_it_says(tmp_path: Path) -> None:
    (path,) = write_reports(make_reports(1), tmp_path)
    short = read_report(path, relative=path.name)
    long = longer(short, 25, Random(1))
    assert len(long.passages) == len(short.passages) + 25
    excerpts = [sentence.excerpt for sentence in long.sentences] + [passage.excerpt for passage in long.passages]
    assert [one.text for one in excerpts if not proves(long, one.text, one.spans)] == []
