"""What was promised of speed and evidence, each a row: the figure, the limit, and whether it is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Figures = Mapping[str, float]

LANGUAGES = {"ja": "Japanese", "zh": "Chinese"}


@dataclass(frozen=True, slots=True)
class Target:
    """A promise; `measure` returns the figure out of all figures, KeyError where it was not measured."""

    name: str
    wanted: str
    measure: Callable[[Figures], float]
    kept: Callable[[float], bool]
    unit: str


def _floor(figures: Figures, scene: str) -> float:
    return figures[f"{scene}/open/encode/p50"] + figures[f"{scene}/open/chroma/p50"]


def _ahead(language: str) -> Callable[[Figures], float]:
    def measure(figures: Figures) -> float:
        best = max(figures[f"ranks/{language}/{recipe}/R@5"] for recipe in ("recipe", "fused"))
        return 100 * (figures[f"ranks/{language}/ours/R@5"] - best)

    return measure


def _worst(name: str) -> Callable[[Figures], float]:
    return lambda figures: max(figures[f"{scene}/serve/{name}"] for scene in ("200", "2000"))


TARGETS = (
    Target(
        "ingest of 200 reports, against encode alone", "≤ 1.3 ×",
        lambda f: f["200/ours/ingest/work"] / f["200/encode/ingest/work"], lambda x: x <= 1.3, "×",
    ),
    Target(
        "open question over 200 reports, against encode + Chroma query (p50)", "≤ 1.5 ×",
        lambda f: f["200/open/ours/p50"] / _floor(f, "200"), lambda x: x <= 1.5, "×",
    ),
    Target(
        "open question over 2,000 reports, against the same (p50)", "≤ 3 ×",
        lambda f: f["2000/open/ours/p50"] / _floor(f, "2000"), lambda x: x <= 3, "×",
    ),
    Target(
        "list over 2,000 reports (p95)", "< 100 ms",
        lambda f: f["2000/list/ours/p95"], lambda x: x < 100, "ms",
    ),
    Target(
        "re-ingest of one report of 200, against the recipe's full rebuild", "≥ 20 × faster",
        lambda f: f["200/recipe/ingest/work"] / f["200/ours/change/work"], lambda x: x >= 20, "×",
    ),
    *(
        Target(f"R@5 of {name} questions, ahead of the better recipe", "> 0", _ahead(code), lambda x: x > 0, "points")
        for code, name in LANGUAGES.items()
    ),
    Target("`/ready`, 200 and 2,000 reports", "≤ 18 s", _worst("ready"), lambda x: x <= 18, "s"),
    Target("`/health`, 200 and 2,000 reports", "≤ 4 s", _worst("health"), lambda x: x <= 4, "s"),
    Target(
        "memory of the server at 2,000 reports, after questions of all kinds", "< 1,500 MB",
        lambda f: f["2000/serve/memory asked"], lambda x: x < 1500, "MB",
    ),
    Target(
        "100,000 passages: questions failed while the generation was switched", "0",
        lambda f: f["passages/switch/failed"] + (f["passages/switch/switched"] != 1), lambda x: x == 0, "",
    ),
    Target(
        "100,000 passages: p95 of all questions, before, during and after the build", "< 250 ms",
        lambda f: f["passages/switch/p95"], lambda x: x < 250, "ms",
    ),
)  # fmt: skip


RECKONINGS: tuple[tuple[str, str, Callable[[Figures], float]], ...] = (
    (
        "readers of one process, each asking once a minute", "60 × questions a second",
        lambda f: 60 * f["carry/one/per second"],
    ),
    (
        "readers of two processes and a Chroma server on the same processors", "60 × questions a second",
        lambda f: 60 * f["carry/two/per second"],
    ),
    (
        "MB of a process for every 1,000 reports more", "(at 2,000 − at 200) / 1.8",
        lambda f: _memory_of_thousand(f),
    ),
    (
        "reports that a process of 8 GB holds", "2,000 + (8,000 − MB at 2,000) / MB for 1,000 × 1,000",
        lambda f: 2000 + (8000 - f["2000/serve/memory asked"]) / _memory_of_thousand(f) * 1000,
    ),
    (
        "GB of disk for 2,000 reports", "three generations and the stored vectors ≤ 3 × the disk of one build",
        lambda f: 3 * f["2000/ours/ingest/disk"] / 1000,
    ),
    (
        "hours to ingest 10,000 reports for the first time", "50 × 200 reports with the real model",
        lambda f: 50 * f["200/ours/ingest/work"] / 3600,
    ),
)  # fmt: skip


def _memory_of_thousand(figures: Figures) -> float:
    return (figures["2000/serve/memory asked"] - figures["200/serve/memory asked"]) / 1.8


def figure_of(target: Target, figures: Figures) -> float | None:
    """Return the figure of a target, None where it was not measured."""
    try:
        return target.measure(figures)
    except KeyError:
        return None
