"""The same questions put to us, to the recipes and to the raw parts, in turn, so that load of the machine hits all."""

import math
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TypeVar

from assistant.pipeline import Assistant
from assistant.records import Answer
from ingest.embeddings import SentenceEmbeddings
from ingest.homes import VECTORS
from ingest.store import RECORDS
from ingest.terms import name_of
from ingest.text import fold, query_words
from tests.bench.people import Language
from tests.bench.recipes import RECIPES, Recipe, open_recipe
from tests.bench.reports import Synthetic, topics
from tests.bench.scenes import Scene
from tests.bench.scoring import Asked, add, place_questions, score_answer, term_questions

KINDS = ("fact", "list", "who", "what", "open", "none")
PARTS = ("encode", "chroma", "fts5")  # of which the floor of an open question is made

_PERCENTILES = (50, 95, 99)
_SECONDS_A_KIND, _FEWEST = 10.0, 10  # a kind is given up after so long, if so many were asked
_NEAREST = 10  # as many passages as our own search returns
_LANGUAGES: tuple[Language, Language] = ("ja", "zh-Hans")
_PATTERNS: Mapping[str, Mapping[Language, str]] = {
    "fact": {"ja": "第{}回の参加者は何人ですか？", "zh-Hans": "第{}届在哪里举办？"},
    "what": {"ja": "{}さんは何について話しましたか？", "zh-Hans": "{}讲了什么？"},
    "open": {"ja": "{}を進めるうえで何が課題ですか？", "zh-Hans": "{}在推进中遇到了什么困难？"},
    "none": {"ja": "{}と宇宙エレベーターの関係は？", "zh-Hans": "{}和恐龙化石有什么关系？"},
}

T = TypeVar("T")
Find = Callable[[str], object]


def questions_by_kind(made: Sequence[Synthetic], count: int) -> dict[str, list[Asked]]:
    """Return so many questions of every kind, Japanese and Chinese by turns."""
    told = [talk.figure.name for one in made for talk in one.talks if talk.figure.name]
    about: dict[str, Sequence[Mapping[str, str]]] = {
        "fact": [dict.fromkeys(_LANGUAGES, str(one.edition)) for one in made],
        "what": [dict.fromkeys(_LANGUAGES, name) for name in told],
        "open": [{language: name_of(term, language) for language in _LANGUAGES} for term in topics()],
    }
    about["none"] = about["open"]
    found: dict[str, list[Asked]] = {}
    for kind, names in about.items():
        turns = enumerate(_spread(names, count))
        found[kind] = [Asked(kind, _asked(kind, name, _LANGUAGES[at % 2]), frozenset()) for at, name in turns]
    for kind, make in (("list", term_questions), ("who", place_questions)):
        every = [_spread(make(made, language), count) for language in _LANGUAGES]
        found[kind] = [every[at % 2][at] for at in range(min(map(len, every)))]
    return {kind: found[kind] for kind in KINDS}


def _asked(kind: str, names: Mapping[str, str], language: Language) -> str:
    return _PATTERNS[kind][language].format(names[language])


def ask_everybody(scene: Scene, count: int) -> dict[str, float]:
    """Return percentiles of milliseconds by kind and by who was asked, and how complete the lists are."""
    made = scene.made()
    model = scene.model()
    embeddings = scene.embeddings(model)
    assistant = Assistant(scene.data, embeddings.embed_query)
    kept = [name for name in RECIPES if scene.kept_by(name).exists()]
    recipes = {name: open_recipe(name, scene.kept_by(name), embeddings) for name in kept}
    asked = questions_by_kind(made, count)
    times: dict[str, list[float]] = defaultdict(list)
    answers: list[tuple[Asked, Answer]] = []
    with TemporaryDirectory() as folder, closing(_Parts(assistant, model, Path(folder))) as parts:
        finders: dict[str, Find] = {name: recipe.find for name, recipe in recipes.items()}
        for kind in KINDS:
            everybody = finders | (parts.finders() if kind == "open" else {})
            until = time.perf_counter() + _SECONDS_A_KIND
            for at, one in enumerate([asked[kind][0], *asked[kind]]):
                if at > _FEWEST and time.perf_counter() > until:
                    break
                first, whole, answer = _answer(assistant, one.question)
                took = {"ours": first, "ours whole": whole}
                took |= {name: _milliseconds(find, one.question) for name, find in everybody.items()}
                if at:  # the first is asked twice: what it loads stays
                    for name, milliseconds in took.items():
                        times[f"{kind}/{name}"].append(milliseconds)
                    answers += [(one, answer)] if kind in ("list", "who") else []
    figures = {f"{name}/p{share}": percentile(found, share) for name, found in times.items() for share in _PERCENTILES}
    lists = add(score_answer(one, answer) for one, answer in answers)
    figures |= {"recall/ours": lists.recall, "precision/ours": lists.precision}
    listed = [one for one, _ in answers]
    figures |= {f"recall/{name}": _readable(recipe, listed, made) for name, recipe in recipes.items()}
    return figures


class _Parts:
    """Raw parts over the same passages: the model, Chroma's own client, SQLite's word index."""

    def __init__(self, assistant: Assistant, model: SentenceEmbeddings, folder: Path) -> None:
        import chromadb

        place = assistant.retriever().generation.folder
        copy = copytree(place / VECTORS, folder / VECTORS)  # Chroma writes wherever it is opened
        settings = chromadb.config.Settings(anonymized_telemetry=False)
        self._client = chromadb.PersistentClient(path=str(copy), settings=settings)
        (self._collection,) = self._client.list_collections()
        self._records = sqlite3.connect((place / RECORDS).resolve().as_uri() + "?mode=ro&immutable=1", uri=True)
        self._model = model
        self._vector: list[float] = []

    def finders(self) -> dict[str, Find]:
        """Return them by name, in the order they need."""
        return {"encode": self._encode, "chroma": self._nearest, "fts5": self._words}

    def close(self) -> None:
        """Let go of the files."""
        self._records.close()

    def _encode(self, question: str) -> object:
        self._vector = self._model.embed_query(question)
        return self._vector

    def _nearest(self, question: str) -> object:
        import numpy

        vector = numpy.array([self._vector], dtype=numpy.float32)
        return self._collection.query(query_embeddings=vector, n_results=_NEAREST)

    def _words(self, question: str) -> object:
        match = " OR ".join(f'"{word}"' for word in query_words(question))
        query = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
        return self._records.execute(query, (match, _NEAREST)).fetchall()


def _answer(assistant: Assistant, question: str) -> tuple[float, float, Answer]:
    """Return when the answer stood, when what to ask next stood below it, and the answer."""
    started = time.perf_counter()
    stream = assistant.answer(question, [])
    answer = next(stream)
    first = time.perf_counter()
    whole = [answer, *stream][-1]
    return (first - started) * 1000, (time.perf_counter() - started) * 1000, whole


def _readable(recipe: Recipe, asked: Sequence[Asked], made: Sequence[Synthetic]) -> float:
    """Return the share of the rows of complete lists that a perfect reader of the four chunks could write."""
    names = {one.edition: one.name for one in made}
    wanted = found = 0
    for one in asked:
        chunks = recipe.find(one.question)
        texts = {str(chunk.metadata["source"]): "" for chunk in chunks}
        for chunk in chunks:
            texts[str(chunk.metadata["source"])] += fold(chunk.page_content)
        wanted += len(one.expected)
        found += sum(speaker in texts.get(names[edition], "") for edition, speaker in one.expected)
    return found / wanted if wanted else 1.0


def _milliseconds(find: Find, question: str) -> float:
    started = time.perf_counter()
    find(question)
    return (time.perf_counter() - started) * 1000


def percentile(values: Sequence[float], share: int) -> float:
    ranked = sorted(values)
    return ranked[math.ceil(share / 100 * len(ranked)) - 1]


def _spread(items: Sequence[T], count: int) -> list[T]:
    """Return so many of the items, drawn evenly from all, or all."""
    step = max(1, len(items) / count)
    return [items[int(at * step)] for at in range(min(count, len(items)))]
