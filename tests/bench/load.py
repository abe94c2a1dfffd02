"""Measure building many reports, and adding one more: python -m tests.bench.load [--count 1000] [--model bundled].

Without a model vectors are computed from pairs of characters, so that reading, storing and checking are measured; with
one, the command itself runs. Every build is a process of its own, as on a person's machine. Times are seconds by the
clock; those ending in `cpu` are the processors' and do not depend on what else runs.
"""

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from subprocess import DEVNULL, run
from tempfile import TemporaryDirectory

from tests.bench.reports import make_reports
from tests.bench.scoring import write_reports

_FAKE = """
import sys
from pathlib import Path
from ingest.builds import build_index
from ingest.generations import open_store
from tests.fakes import BigramEmbeddings
model = BigramEmbeddings()
if sys.argv[1] != "none":
    build_index(Path(sys.argv[1]), open_store(Path(sys.argv[2])), model.fingerprint, lambda: model, lambda *_: None)
"""
_LOADING = """
import sys
from pathlib import Path
from ingest.embeddings import load_embeddings
load_embeddings(sys.argv[1], Path(sys.argv[2]) / "models").embed_query("0")
"""


def main() -> int:
    """Print one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description="Measure building many reports.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--model", help="embed with this model; without it, with computed vectors")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        corpus, data = Path(folder, "corpus"), Path(folder, "data")
        corpus.mkdir()
        *first, last = make_reports(given.count + 1)
        write_reports(first, corpus)
        build = _fake(corpus, data) if given.model is None else _command(corpus, data, given.model)
        start = [sys.executable, "-c", _FAKE, "none"]
        if given.model:
            start = [sys.executable, "-c", _LOADING, given.model, str(data)]
            _note("unpacking", start, {})  # unpacked before anything is measured
        figures: dict[str, float] = {"reports": given.count}
        _note("first_build", build, figures)
        figures["reports_per_second"] = given.count / figures["first_build"]
        _note("nothing_to_do", build, figures)
        write_reports([last], corpus)
        _note("one_more", build, figures)
        _note("start_up", start, figures)
        figures["one_more_beyond_start_up"] = figures["one_more"] - figures["start_up"]
        figures["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        generation = max((data / "generations").iterdir())
        figures["generation_mb"] = sum(file.stat().st_size for file in generation.rglob("*") if file.is_file()) / 1e6
    sys.stdout.write(json.dumps({name: round(figure, 2) for name, figure in figures.items()}) + "\n")
    return 0


def _fake(corpus: Path, data: Path) -> list[str]:
    return [sys.executable, "-c", _FAKE, str(corpus), str(data)]


def _command(corpus: Path, data: Path, model: str) -> list[str]:
    os.environ["SEMINAR_EMBEDDING_MODEL"] = model
    return [sys.executable, "-m", "ingest", "build", "--corpus", str(corpus), "--data", str(data)]


def _note(name: str, command: Sequence[str], figures: dict[str, float]) -> None:
    """Run a command and note how long it took by the clock, and of the processors' time."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    run(command, stdout=DEVNULL, check=True)
    figures[name] = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    figures[f"{name}_cpu"] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
