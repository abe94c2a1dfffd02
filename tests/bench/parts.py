"""What a run consists of, in order: each part returns figures by name, `SCENE/WHO/WHAT`."""

import statistics
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import rmtree

from tests.bench.evidence import needs, ranks
from tests.bench.recipes import RECIPES
from tests.bench.scenes import Scene
from tests.bench.served import carry, start_up, switch
from tests.bench.serving import measure
from tests.bench.tasks import Figures, run_task

_CHANGES = 2  # reports changed one after another, each built by itself


@dataclass(frozen=True, slots=True)
class Size:
    """How many reports a scene has, and how often what is measured is measured."""

    reports: int
    real: bool
    rounds: int
    asked: int  # questions of each kind

    @property
    def name(self) -> str:
        """What figures go by."""
        return str(self.reports)


WHOLE = (Size(20, True, 1, 40), Size(200, True, 2, 40), Size(2000, False, 1, 30))
SMALL = (Size(20, True, 1, 5),)
PASSAGES = 100_000


def run_size(root: Path, size: Size) -> Figures:
    """Measure reports of one number: ingest, a change, questions, lists, the start of a server."""
    scene = Scene(root, size.reports, size.real, size.name)
    scene.set()
    _say(f"{size.reports} reports: ingest")
    found = _ingest(scene, size.rounds)
    _say(f"{size.reports} reports: one changed")
    found |= _change(scene)
    _say(f"{size.reports} reports: questions")
    found |= run_task("ask", scene, count=size.asked)
    _say(f"{size.reports} reports: server")
    found |= {f"serve/{name}": figure for name, figure in start_up(scene).items()}
    return {f"{size.name}/{name}": figure for name, figure in found.items()}


def run_carrying(root: Path, size: Size) -> Figures:
    """Measure what one process carries, and two with a Chroma server, over reports that were measured before."""
    _say(f"{size.reports} reports: eight askers, one process and two")
    scene = Scene(root, size.reports, size.real, size.name)
    return {f"carry/{name}": figure for name, figure in carry(scene).items()}


def run_many(questions: int) -> Figures:
    """Ask by fifty at once over the sample reports, as a program does and as the chat page does."""
    _say("sample reports: fifty askers")
    return {f"many/{name}": figure for name, figure in measure(questions=questions).items()}


def run_passages(root: Path, size: Size, passages: int) -> Figures:
    """Make reports that were measured before longer; measure questions, and the switch to the next generation."""
    scene = Scene(root, size.reports, size.real, size.name)
    for recipe in RECIPES:
        rmtree(scene.kept_by(recipe), ignore_errors=True)
    _say(f"{passages} passages: ingest")
    found = {f"ours/{name}": figure for name, figure in run_task("lengthen", scene, passages=passages).items()}
    _say(f"{passages} passages: questions")
    found |= run_task("ask", scene, count=20)
    _say(f"{passages} passages: switch")
    found |= {f"switch/{name}": figure for name, figure in switch(scene).items()}
    return {f"passages/{name}": figure for name, figure in found.items()}


def run_evidence(root: Path, most: int | None) -> Figures:
    """Measure whether evidence is found, with the real model; `most`: how many known passages are taken, None all."""
    model = Scene(root, 0, True, "evidence").model()
    _say("evidence: questions with known passages")
    figures = {f"ranks/{name}": figure for name, figure in ranks(model, most).items()}
    _say("evidence: questions about the seminar")
    return {**figures, **{f"needs/{name}": figure for name, figure in needs(model).items()}}


def _ingest(scene: Scene, rounds: int) -> Figures:
    """Return the median of rounds in which everybody has a turn."""
    turns: dict[str, Callable[[], Figures]] = {
        "ours": partial(run_task, "ingest", scene),
        **{name: partial(run_task, "cook", scene, recipe=name) for name in RECIPES},
    }
    if scene.real:
        turns["encode"] = partial(run_task, "encode", scene)
    told: dict[str, list[Figures]] = {name: [] for name in turns}
    for _ in range(rounds):
        rmtree(scene.data, ignore_errors=True)
        for name, turn in turns.items():
            told[name].append(turn())
    return {f"{name}/ingest/{what}": figure for name, runs in told.items() for what, figure in _medians(runs).items()}


def _change(scene: Scene) -> Figures:
    runs: list[Figures] = []
    for number in range(_CHANGES):
        scene.change(number)
        runs.append(run_task("ingest", scene))
    told = {"change": _medians(runs), "nothing": run_task("ingest", scene)}
    return {f"ours/{name}/{what}": figure for name, figures in told.items() for what, figure in figures.items()}


def _medians(runs: Iterable[Figures]) -> Figures:
    every = list(runs)
    return {name: statistics.median(run[name] for run in every) for name in every[0]}


def _say(what: str) -> None:
    sys.stderr.write(f"{what}\n")
