"""Scores of question files and of retrieval, so that anyone can see after a build whether answers are still right."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.records import ANYBODY, Answer, Reader
from ingest.errors import SeminarError
from ingest.text import flat, fold

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from ingest.embeddings import SentenceEmbeddings

_LANGUAGES = {"ja": "ja", "zh": "zh-Hans", "zh-Hans": "zh-Hans", "zh-Hant": "zh-Hant", "en": "en"}
_NO = ("not_in_reports", "edition_not_ingested", "unreadable")
_DEPTHS = (1, 5, 10)

Scores = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a file and what its answer must and must not hold."""

    id: str
    question: str
    language: str
    kind: str
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]
    statuses: tuple[str, ...]
    after: str | None
    rows: tuple[Mapping[str, object], ...] | None = None
    rows_at_least: bool = False


def read_questions(path: Path) -> list[Asked]:
    """Return the questions of a JSON-lines file."""
    questions: list[Asked] = []
    for number, line in enumerate(_lines(path), start=1):
        try:
            row = json.loads(line)
            default = _NO if row.get("kind") == "unanswerable" else ("answered",)
            questions.append(
                Asked(
                    id=str(row.get("id", number)),
                    question=row["question"],
                    language=_LANGUAGES.get(row.get("lang", ""), ""),
                    kind=row.get("kind", "open"),
                    must=tuple(_words(group) for group in row.get("must", ())),
                    must_not=_words(row.get("must_not", [])),
                    statuses=_words(row.get("status", list(default))),
                    after=row.get("after"),
                    rows=_expected(row.get("rows")),
                    rows_at_least=bool(row.get("rows_at_least")),
                )
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SeminarError(f"{path}, line {number}: expected a JSON object with a `question` ({error})") from error
    return questions


def _words(found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise TypeError(f"expected a list of words, not {found!r}")
    return tuple(found)


def _expected(found: object) -> tuple[Mapping[str, object], ...] | None:
    if found is None:
        return None
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise TypeError(f"expected rows as a list of objects, not {found!r}")
    return tuple(found)


def ask_all(
    assistant: "Assistant", questions: Iterable[Asked], reader: Reader = ANYBODY
) -> Iterator[tuple[Asked, Answer]]:
    """Yield every question with its answer; what comes after another is asked in one conversation with it."""
    for asked in questions:
        history = [asked.after] if asked.after else []
        yield asked, list(assistant.answer(asked.question, history, reader))[-1]


def score_answers(assistant: "Assistant", questions: Sequence[Asked]) -> Scores:
    """Return the share of right answers by kind and overall, and what is wrong with each of the others."""
    right: Counter[str] = Counter()
    wrong: list[dict[str, object]] = []
    for asked, answer in ask_all(assistant, questions):
        problems = list(_problems(asked, answer))
        right[asked.kind] += not problems
        if problems:
            wrong.append({"id": asked.id, "question": asked.question, "problems": problems})
    total = Counter(asked.kind for asked in questions)
    kinds = {kind: round(right[kind] / count, 3) for kind, count in sorted(total.items())}
    overall = round(sum(right.values()) / len(questions), 3) if questions else 0.0
    return {"questions": len(questions), "right": overall, "kinds": kinds, "wrong": wrong}


def _problems(asked: Asked, answer: Answer) -> Iterator[str]:
    rows = [asdict(row) for row in answer.rows]
    shown = _plain(answer.text + json.dumps(rows, ensure_ascii=False))
    if answer.status not in asked.statuses:
        yield f"status {answer.status}"
    if asked.language and answer.language != asked.language:
        yield f"language {answer.language}"
    for group in asked.must:
        if not any(_plain(word) in shown for word in group):
            yield "lacks " + " / ".join(group)
    named = _plain(" ".join(str(row[key] or "") for row in rows for key in ("speaker", "organisation", "place")))
    for word in asked.must_not:
        if _plain(word) in _plain(answer.text) or _plain(word) in named:
            yield f"has {word}"
    if asked.rows is not None:
        yield from row_problems(asked.rows, rows, at_least=asked.rows_at_least)
    if answer.status == "answered" and not answer.citations:
        yield "no citation"


def row_problems(
    expected: Sequence[Mapping[str, object]], rows: Sequence[Mapping[str, object]], *, at_least: bool
) -> Iterator[str]:
    """Yield what keeps the rows from being the expected ones; several rows may be one expected row (other sessions)."""
    for want in expected:
        if not any(_is_row(want, row) for row in rows):
            yield "lacks row " + " ".join(map(str, want.values()))
    if not at_least:
        for row in rows:
            if not any(_is_row(want, row) for want in expected):
                yield f"has row {row['edition']} {row['place'] or row['organisation']} {row['speaker']}"


def _is_row(want: Mapping[str, object], row: Mapping[str, object]) -> bool:
    """Return whether a row holds every expected value: a number as it is, a name also within a longer one (羽村市)."""
    return all(
        row.get(key) == value if isinstance(value, int) else _plain(str(value)) in _plain(str(row.get(key) or ""))
        for key, value in want.items()
    )


def _plain(text: str) -> str:
    return flat(fold(text))


def score_retrieval(passages: Path, questions: Path, load: "Callable[[], SentenceEmbeddings]") -> Scores:
    """Return R@1, R@5, R@10 and MRR@10 for each language and arm, over passages indexed for this run alone."""
    from assistant.retrieval import score_arms

    rows = _rows(passages, "doc_id", "title", "text")
    asked = _rows(questions, "lang", "question", "positive_doc_ids")
    found = score_arms(rows, [str(row["question"]) for row in asked], load())
    scores: dict[str, dict[str, dict[str, float]]] = defaultdict(dict)
    for language in sorted({str(row["lang"]) for row in asked}):
        chosen = [index for index, row in enumerate(asked) if row["lang"] == language]
        for arm, ranked in found.items():
            hits = [_first(ranked[index], set(asked[index]["positive_doc_ids"])) for index in chosen]
            scores[language][arm] = _ranks(hits)
    return scores


def _first(ranked: Sequence[str], right: set[str]) -> int | None:
    return next((rank for rank, name in enumerate(ranked, start=1) if name in right), None)


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
        return json.loads("\n".join(_lines(path)))
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
    rows = []
    for number, line in enumerate(_lines(path), start=1):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise SeminarError(f"{path}, line {number}: expected a JSON object ({error})") from error
        if not isinstance(row, dict) or not row.keys() >= set(fields):
            raise SeminarError(f"{path}, line {number}: expected a JSON object with {', '.join(fields)}")
        rows.append(row)
    return rows


def _lines(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text in UTF-8"
        raise SeminarError(f"{path} cannot be read: {reason}. Name a JSON file.") from error
