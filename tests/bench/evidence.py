"""Whether the evidence is found: passages of known questions by rank, and all that answers of the seminar need."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.evaluation import judge_answers
from assistant.pipeline import Assistant
from assistant.question_files import Asked, json_rows, read_questions, read_text
from assistant.retrieval import score_arms
from ingest.builds import build_index
from ingest.embeddings import FingerprintedEmbeddings
from ingest.generations import open_store
from ingest.text import flat, fold
from tests.bench.recipes import RECIPES, Recipe, documents_of, open_recipe

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
QUALITY = ROOT / "tests" / "quality"
SETS = {
    "seminar_corpus": (QUALITY / "seminar_corpus.jsonl", ROOT / "corpus"),
    "staff_questions": (QUALITY / "staff_questions.jsonl", ROOT / "corpus"),
    "seminar_dev": (SHARED / "questions" / "seminar_dev.jsonl", SHARED / "reports"),
}
_DEPTHS = (1, 5, 10)


class Remembering(FingerprintedEmbeddings):
    """A model that is asked for every text once: all who are compared get the same vectors of the same text."""

    def __init__(self, model: FingerprintedEmbeddings) -> None:
        """Ask that model."""
        self.fingerprint = model.fingerprint
        self._model = model
        self._passages: dict[str, list[float]] = {}
        self._questions: dict[str, list[float]] = {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector for each passage."""
        new = [text for text in dict.fromkeys(texts) if text not in self._passages]
        self._passages |= zip(new, self._model.embed_documents(new), strict=True)
        return [self._passages[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        if text not in self._questions:
            self._questions[text] = self._model.embed_query(text)
        return self._questions[text]


def ranks(model: FingerprintedEmbeddings, most: int | None = None) -> dict[str, float]:
    """Return R@1, R@5, R@10 by language and by who searched, over passages of ../shared/eval; nothing without them.

    `most`: how many of the passages are taken, with the questions about them. The recipes get titles as the first
    lines of their documents and may return ten chunks; several of one document count once.
    """
    folder = SHARED / "eval"
    if not folder.exists():
        return {}
    passages = _rows(folder / "jsquad_passages_ja.jsonl")[:most]
    held = {row["doc_id"] for row in passages}
    every = [row for name in ("ja", "zh") for row in _rows(folder / f"jsquad_questions_{name}_dev.jsonl")]
    asked = [row for row in every if held.issuperset(row["positive_doc_ids"])]
    questions = [str(row["question"]) for row in asked]
    memory = Remembering(model)
    found = {"ours": score_arms(passages, questions, memory)["both"]}
    texts = {str(row["doc_id"]): f"{row['title']}\n{row['text']}" for row in passages}
    for name in RECIPES:
        with TemporaryDirectory() as place:
            recipe = open_recipe(name, Path(place), memory)
            recipe.build(documents_of(texts))
            found[name] = [_sources(recipe, question) for question in questions]
    figures: dict[str, float] = {}
    for language in sorted({str(row["lang"]) for row in asked}):
        chosen = [at for at, row in enumerate(asked) if row["lang"] == language]
        figures[f"{language}/questions"] = len(chosen)
        for name, ranked in found.items():
            for depth in _DEPTHS:
                hits = [bool({*ranked[at][:depth]} & {*asked[at]["positive_doc_ids"]}) for at in chosen]
                figures[f"{language}/{name}/R@{depth}"] = sum(hits) / len(hits)
    return figures


def needs(model: FingerprintedEmbeddings) -> dict[str, float]:
    """Return of every question set the share we answer right, and of each recipe the share its chunks could answer.

    A chunk counts as saying what a table of ours says of it, in any script. Questions that have no answer are left out:
    something is always found.
    """
    figures: dict[str, float] = {}
    memory = Remembering(model)
    for name, (file, corpus) in SETS.items():
        if not file.exists():
            continue
        with TemporaryDirectory() as place:
            build_index(corpus, open_store(Path(place)), memory.fingerprint, lambda: memory, lambda *_: None)
            assistant = Assistant(Path(place), memory.embed_query)
            verdicts = [
                verdict
                for verdict in judge_answers(assistant, read_questions(file))
                if "answered" in verdict.asked.statuses and (verdict.asked.must or verdict.asked.rows)
            ]
            asked = [verdict.asked for verdict in verdicts]
            figures[f"{name}/questions"] = len(asked)
            figures[f"{name}/ours"] = sum(verdict.right for verdict in verdicts) / len(verdicts)
            reports = (*assistant.archive.reports, *assistant.archive.others)
            documents = documents_of({one.path: "\n".join(page.text for page in one.pages) for one in reports})
            for recipe_name in RECIPES:
                with TemporaryDirectory() as kept:
                    recipe = open_recipe(recipe_name, Path(kept), memory)
                    recipe.build(documents)
                    figures[f"{name}/{recipe_name}"] = sum(_suffices(recipe, one) for one in asked) / len(asked)
    return figures


def _suffices(recipe: Recipe, asked: Asked) -> bool:
    """Return whether the chunks found for a question hold a way of writing of all it needs."""
    question = f"{asked.after}\n{asked.question}" if asked.after else asked.question
    text = _plain("\n".join(chunk.page_content for chunk in recipe.find(question)))
    groups: Iterable[Sequence[str]] = [*asked.must, *([value] for row in asked.rows or () for value in row.values())]
    return all(any(_plain(way) in text for way in group) for group in groups)


def _plain(text: str) -> str:
    return flat(fold(text))


def _sources(recipe: Recipe, question: str) -> list[str]:
    return list(dict.fromkeys(str(chunk.metadata["source"]) for chunk in recipe.find(question, max(_DEPTHS))))


def _rows(path: Path) -> list[Mapping[str, Any]]:
    return [row for _, row in json_rows(read_text(path), "a line")]
