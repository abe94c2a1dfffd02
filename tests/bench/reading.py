"""Measure reading and answering over made-up reports in one run: python -m tests.bench.reading [--count 50] [--seed 1].

Times depend on the machine; what can be compared between machines are the ratios: to folding the same text, and
between many reports and few.
"""

import argparse
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.archive import Archive
from ingest.builds import build_index
from ingest.generations import open_store
from ingest.pipeline import read_report
from ingest.text import fold
from tests.bench.reports import make_reports
from tests.bench.scoring import (
    Asked,
    Score,
    add,
    ask,
    place_questions,
    read_all,
    score_answer,
    score_event,
    score_places,
    score_talks,
    score_topics,
    term_questions,
    write_reports,
)
from tests.fakes import BigramEmbeddings

_FEWER = 5  # times fewer reports, to see how answers grow
_SHOWN = 12  # of what was missed, a line each


def main() -> int:
    """Print a table for people, what was missed, and one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reading", description="Measure over made-up reports.")
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    figures: dict[str, float] = {}
    missed: list[str] = []
    with TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        made = make_reports(given.count, given.seed)
        paths = write_reports(made, corpus)
        reports = read_all(paths)
        archive = Archive(reports)
        pairs = list(zip(made, reports, strict=True))

        reading = [_milliseconds(partial(read_report, path, relative=path.name)) for path in paths]
        folding = [_milliseconds(partial(fold, one.text)) for one in made]
        figures["extraction_ms_median"] = statistics.median(reading)
        figures["extraction_to_folding"] = statistics.median(reading) / statistics.median(folding)

        for name, score in (
            ("events", add(score_event(*pair) for pair in pairs)),
            ("talks", add(score_talks(*pair) for pair in pairs)),
            ("places", add(score_places(*pair) for pair in pairs)),
            ("topics", add(score_topics(*pair) for pair in pairs)),
        ):
            _note(name, score, figures, missed)

        times: list[float] = []
        for name, asked in (
            ("list_terms_ja", term_questions(made, "ja")),
            ("list_terms_zh", term_questions(made, "zh-Hans")),
            ("list_places_ja", place_questions(made, "ja")),
            ("list_places_zh", place_questions(made, "zh-Hans")),
        ):
            _note(name, add(score_answer(one, ask(one.question, archive)) for one in asked), figures, missed)
            times += _answering(asked, archive)
        few = Archive(reports[: max(1, given.count // _FEWER)])
        terms = term_questions(made, "ja")
        growth = statistics.median(_answering(terms, archive)) / statistics.median(_answering(terms, few))
        figures["answer_ms_median"] = statistics.median(times)
        figures["answer_ms_p95"] = statistics.quantiles(times, n=20)[-1]
        figures[f"answer_growth_for_{_FEWER}_times_the_reports"] = growth
        figures["build_seconds"] = _milliseconds(partial(_build, corpus, Path(folder, "data"))) / 1000
    figures["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rounded = {name: round(figure, 3) for name, figure in figures.items()}
    lines = [f"{name:<40} {figure:>10}" for name, figure in rounded.items()]
    shown = [f"  {text}" for text in missed[:_SHOWN]]
    sys.stdout.write("\n".join([*lines, *shown, json.dumps({"count": given.count, "seed": given.seed, **rounded}), ""]))
    return 0


def _note(name: str, score: Score, figures: dict[str, float], missed: list[str]) -> None:
    figures[f"{name}_recall"] = score.recall
    figures[f"{name}_precision"] = score.precision
    missed += [f"{name}: missed {text}" for text in score.missed] + [f"{name}: wrong {text}" for text in score.wrong]


def _answering(asked: Sequence[Asked], archive: Archive) -> list[float]:
    """Return how long each answer takes when everything has been touched before."""
    if asked:
        ask(asked[0].question, archive)
    return [_milliseconds(partial(ask, one.question, archive)) for one in asked]


def _build(corpus: Path, data: Path) -> object:
    embeddings = BigramEmbeddings()
    return build_index(corpus, open_store(data), embeddings.fingerprint, lambda: embeddings, lambda *_: None)


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.exit(main())
