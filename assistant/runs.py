"""What a question file scored the last two times, kept in the data folder, and what became better or worse since."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.bodies import read_record
from assistant.verdicts import Problem, Verdict
from ingest.disk import write_atomically
from ingest.errors import DataNotUsable

_FOLDER = "evaluations"
_BEFORE = ".before"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one question in a run."""

    id: str
    question: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation of a question file; `date` is UTC, as in 2026-11-22 06:30."""

    file: str
    date: str
    generation: str
    scores: Mapping[str, object]
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The results of this run that differ from the last, and the rest of what is wrong now."""

    worse: tuple[Result, ...]
    better: tuple[Result, ...]  # as they were wrong
    wrong: tuple[Result, ...]  # before as well, or not asked before


def run_of(file: Path, generation: str, scores: Mapping[str, object], verdicts: Sequence[Verdict]) -> Run:
    """Return what is kept of an evaluation."""
    results = tuple(Result(v.asked.id, v.asked.question, v.problems) for v in verdicts)
    return Run(file.name, datetime.now(UTC).strftime("%Y-%m-%d %H:%M"), generation, scores, results)


def last_run(data: Path, file: Path) -> Run | None:
    """Return the last run kept of a question file of this name, None where there is none that can be read."""
    return _read(_place(data, file))


def run_before(data: Path, file: Path) -> Run | None:
    """Return the run before the last one, None where there is none that can be read."""
    return _read(_place(data, file, _BEFORE))


def _read(place: Path) -> Run | None:
    try:
        return read_record(Run, json.loads(place.read_text(encoding="utf-8")))
    except (OSError, ValueError):  # none yet, or damaged
        return None


def keep_run(data: Path, file: Path, run: Run) -> None:
    """Keep a run; the last one becomes the one before."""
    try:
        _place(data, file).parent.mkdir(exist_ok=True)
        with suppress(FileNotFoundError):
            _place(data, file).replace(_place(data, file, _BEFORE))
        write_atomically(_place(data, file), json.dumps(asdict(run), ensure_ascii=False).encode())
    except OSError as error:
        raise DataNotUsable(f"The run cannot be kept in {data / _FOLDER}: {error}. It must be writable.") from error


def compare(last: Run | None, now: Run) -> Changes:
    """Return what changed between two runs; a question is the same if its id and its words are."""
    before = {(one.id, one.question): one for one in last.results} if last else {}
    now_by = {(one.id, one.question): one for one in now.results}
    was_right = {key for key, one in before.items() if not one.problems}
    wrong = {key: one for key, one in now_by.items() if one.problems}
    return Changes(
        worse=tuple(one for key, one in wrong.items() if key in was_right),
        better=tuple(one for key, one in before.items() if one.problems and key in now_by and key not in wrong),
        wrong=tuple(one for key, one in wrong.items() if key not in was_right),
    )


def _place(data: Path, file: Path, which: str = "") -> Path:
    return data / _FOLDER / f"{file.name}{which}.json"
