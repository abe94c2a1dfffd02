"""Measure us beside what one would write instead, write RESULTS.md: python -m tests.bench [--small] [--out FOLDER].

`--small` takes a minute or two, and is for a look whether all parts run.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.curves import draw
from tests.bench.parts import PASSAGES, SMALL, WHOLE, run_carrying, run_evidence, run_many, run_passages, run_size
from tests.bench.results import panels_of, write_results
from tests.bench.tasks import Figures

HERE = Path(__file__).parent


def main() -> int:
    """Run all parts, write RESULTS.md and growth.svg after each, and print one line of JSON with every figure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure, and write RESULTS.md.")
    parser.add_argument("--small", action="store_true", help="a few reports and questions only")
    parser.add_argument("--out", type=Path, default=HERE, help="folder of RESULTS.md and growth.svg")
    given = parser.parse_args()
    given.out.mkdir(exist_ok=True)
    sizes = SMALL if given.small else WHOLE
    last, figures, failed = sizes[-1], dict[str, float](), 0
    started, before = time.perf_counter(), os.getloadavg()[0]
    with TemporaryDirectory() as folder:
        root = Path(folder)
        parts: list[Callable[[], Figures]] = [
            *(partial(run_size, root, size) for size in sizes),
            partial(run_evidence, root, 60 if given.small else None),
            partial(run_carrying, root, last),
            partial(run_many, 50 if given.small else 250),
            partial(run_passages, root, last, 1000 if given.small else PASSAGES),
        ]
        for part in parts:
            try:
                figures |= part()
            except (RuntimeError, subprocess.TimeoutExpired) as error:  # of a child: the other parts are worth having
                sys.stderr.write(f"{error}\n")
                failed += 1
            machine = _machine((time.perf_counter() - started) / 60, before)
            (given.out / "RESULTS.md").write_text(write_results(figures, machine), encoding="utf-8")
            (given.out / "growth.svg").write_text(draw(panels_of(figures)), encoding="utf-8")
    sys.stdout.write(json.dumps({name: round(figure, 4) for name, figure in figures.items()}) + "\n")
    return 1 if failed else 0


def _machine(minutes: float, load: float) -> str:
    """Return when, where and of what the figures are."""
    commit = _said("git", "rev-parse", "--short", "HEAD")
    changed = " with changes" if _said("git", "status", "--porcelain", "--untracked-files=no", "--", "*.py") else ""
    model = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if "model name" in line), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"Commit {commit or 'unknown'}{changed}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {minutes:.0f} minutes. "
        f"{model or platform.machine()}, {os.cpu_count()} processors, {memory:.0f} GB, {platform.system()}, Python "
        f"{platform.python_version()}. Load of the machine before the run {load:.1f} (1.0: one processor is busy with "
        "other work)."
    )


def _said(*command: str) -> str:
    return subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False).stdout.strip()


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


if __name__ == "__main__":
    sys.exit(main())
