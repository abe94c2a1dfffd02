"""Scores of question files and of retrieval, so that anyone can see after a build whether answers are still right."""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from assistant.question_files import KINDS, Asked, json_rows, read_text
from assistant.records import ANYBODY, Answer, Reader
from assistant.verdicts import Verdict, judge
from ingest.errors import SeminarError

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from ingest.embeddings import Rerank, SentenceEmbeddings

_DEPTHS = (1, 5, 10)
_PERCENTILES = (50, 90, 99)

Scores = Mapping[str, object]
Ranking = Mapping[str, Mapping[str, Mapping[str, float]]]  # language, arm, measure


def ask_all(
    assistant: "Assistant", questions: Iterable[Asked], reader: Reader = ANYBODY
) -> Iterator[tuple[Asked, Answer]]:
    """Yield every question with its answer; what comes after another is asked in one conversation with it."""
    for asked in questions:
        history = [asked.after] if asked.after else []
        yield asked, list(assistant.answer(asked.question, history, reader))[-1]


def judge_answers(assistant: "Assistant", questions: Sequence[Asked], progress: TextIO | None = None) -> list[Verdict]:
    """Return a verdict on the answer to every question; `progress` gets a line of JSON after each."""
    verdicts: list[Verdict] = []
    for asked, answer in ask_all(assistant, questions):
        verdicts.append(judge(asked, answer, assistant.archive))
        if progress:
            told = {"stage": "asking", "done": len(verdicts), "total": len(questions)}
            progress.write(f"{json.dumps(told)}\n")
            progress.flush()
    return verdicts


def score_verdicts(verdicts: Sequence[Verdict]) -> Scores:
    """Return shares of right answers and what is wrong with each of the others; a share of nothing is None.

    `needless` counts refusals where an answer was expected. Latencies are milliseconds; the first question that needs
    the model waits for it, which the highest shows.
    """
    return {
        "questions": len(verdicts),
        "right": _share(sum(v.right for v in verdicts), len(verdicts)),
        "kinds": _shares(verdicts, lambda verdict: verdict.asked.kind),
        "languages": _shares(verdicts, _language),
        "halves": _shares([v for v in verdicts if v.asked.half], lambda verdict: verdict.asked.half or ""),
        "table": _table(verdicts),
        "citations": _of(sum(v.proved_citations for v in verdicts), sum(len(v.answer.citations) for v in verdicts)),
        "lists": {
            "precision": _share(sum(v.fitting_rows for v in verdicts), sum(v.given_rows for v in verdicts)),
            "recall": _share(sum(v.found_rows for v in verdicts), sum(v.wanted_rows for v in verdicts)),
        },
        "refusals": _refusals(verdicts),
        "answer_language": _of(
            sum(v.answer.language == v.asked.language for v in verdicts), sum(bool(v.asked.language) for v in verdicts)
        ),
        "latency_ms": _latencies([v.answer.elapsed_ms for v in verdicts]),
        "wrong": [
            {"id": v.asked.id, "question": v.asked.question, "problems": [str(problem) for problem in v.problems]}
            for v in verdicts
            if not v.right
        ],
    }


def _language(verdict: Verdict) -> str:
    return verdict.asked.language or verdict.answer.language


def _shares(verdicts: Sequence[Verdict], group: Callable[[Verdict], str]) -> dict[str, float | None]:
    total = Counter(map(group, verdicts))
    right = Counter(group(verdict) for verdict in verdicts if verdict.right)
    return {name: _share(right[name], count) for name, count in sorted(total.items())}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _of(right: int, count: int) -> dict[str, float | int | None]:
    return {"count": count, "right": _share(right, count)}


def _table(verdicts: Sequence[Verdict]) -> dict[str, dict[str, dict[str, int]]]:
    """Return by language and kind how many were asked and how many are right."""
    table: dict[str, dict[str, dict[str, int]]] = {}
    for verdict in sorted(verdicts, key=lambda v: (_language(v), list(KINDS).index(v.asked.kind))):
        cell = table.setdefault(_language(verdict), {}).setdefault(KINDS[verdict.asked.kind], {"count": 0, "right": 0})
        cell["count"] += 1
        cell["right"] += verdict.right
    return table


def _refusals(verdicts: Sequence[Verdict]) -> dict[str, float | int | None]:
    expected = [verdict for verdict in verdicts if "answered" not in verdict.asked.statuses]
    right = sum(verdict.answer.status in verdict.asked.statuses for verdict in expected)
    needless = sum(v.answer.status != "answered" and v.asked.statuses == ("answered",) for v in verdicts)
    return {**_of(right, len(expected)), "needless": needless}


def _latencies(milliseconds: Sequence[float]) -> dict[str, float]:
    ranked = sorted(milliseconds)
    found = {f"p{percent}": ranked[math.ceil(percent / 100 * len(ranked)) - 1] for percent in _PERCENTILES if ranked}
    return found | ({"highest": ranked[-1]} if ranked else {})


def score_retrieval(
    passages: Path, questions: Path, load: "Callable[[], SentenceEmbeddings]", rerank: "Rerank | None" = None
) -> Ranking:
    """Return R@1, R@5, R@10 and MRR@10 for each language and arm, over passages indexed for this run alone."""
    from assistant.retrieval import score_arms

    rows = _rows(passages, "doc_id", "title", "text")
    asked = _rows(questions, "lang", "question", "positive_doc_ids")
    found = score_arms(rows, [str(row["question"]) for row in asked], load(), rerank)
    scores: dict[str, dict[str, dict[str, float]]] = defaultdict(dict)
    for language in sorted({str(row["lang"]) for row in asked}):
        chosen = [index for index, row in enumerate(asked) if row["lang"] == language]
        for arm, ranked in found.items():
            rows_right = [(enumerate(ranked[index], 1), asked[index]["positive_doc_ids"]) for index in chosen]
            hits = [next((rank for rank, name in names if name in right), None) for names, right in rows_right]
            scores[language][arm] = _ranks(hits)
    return scores


def _ranks(hits: Sequence[int | None]) -> dict[str, float]:
    scores = {f"R@{depth}": sum(hit is not None and hit <= depth for hit in hits) / len(hits) for depth in _DEPTHS}
    scores["MRR@10"] = sum(1 / hit for hit in hits if hit and hit <= 10) / len(hits)
    return {name: round(score, 3) for name, score in scores.items()}


def below_floors(scores: Scores, floors: Path | None) -> list[str]:
    """Return a line for every score below its floor; floors are nested as the scores are."""
    return list(_below(scores, read_floors(floors), "")) if floors else []


def read_floors(path: Path) -> object:
    """Return the floors of a JSON file."""
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        raise SeminarError(f"{path}: expected JSON with the lowest scores that pass ({error})") from error


def _below(scores: object, floors: object, name: str) -> Iterator[str]:
    if isinstance(floors, dict):
        for key, floor in floors.items():
            inner = scores.get(key) if isinstance(scores, Mapping) else None
            yield from _below(inner, floor, f"{name}/{key}" if name else key)
    elif not (isinstance(scores, int | float) and isinstance(floors, int | float) and scores >= floors):
        yield f"{name}: {scores} is below the floor {floors}"


def _rows(path: Path, *fields: str) -> "list[dict[str, Any]]":
    """Return the JSON objects of a file, one a line, that must have these fields."""
    shape = f"with {', '.join(fields)}"
    rows = []
    try:
        for place, row in json_rows(read_text(path), shape):
            if not row.keys() >= set(fields):
                raise ValueError(f"{place}: expected a JSON object {shape}")
            rows.append(row)
    except ValueError as error:
        raise SeminarError(f"{path}, {error}") from error
    return rows
