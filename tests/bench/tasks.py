"""What is measured in a process of its own, so that neither memory nor warm caches of one run mix with another's.

Each task returns figures by name: `work` are the seconds after everything was imported and loaded.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from shutil import rmtree

from langchain_core.documents import Document

from tests.bench.asking import ask_everybody
from tests.bench.lengthening import lengthen_reports
from tests.bench.recipes import cut, load_folder, open_recipe
from tests.bench.scenes import Scene, megabytes

Figures = dict[str, float]

_SECONDS = 1500  # after which a task is given up


def run_task(task: str, scene: Scene, **given: str | int) -> Figures:
    """Run a task in a child; add `seconds` by the clock, `start` before the work, and `memory` in MB at its highest."""
    setting = {**asdict(scene), "root": str(scene.root)}
    command = [sys.executable, "-m", "tests.bench.tasks", task, json.dumps(setting), json.dumps(given)]
    started = time.perf_counter()
    child = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS)
    seconds = time.perf_counter() - started
    if child.returncode:
        raise RuntimeError(f"{task} of {scene.name} failed: {child.stderr[-2000:]}")
    figures: Figures = json.loads(child.stdout.splitlines()[-1])
    return {**figures, "seconds": seconds, "start": seconds - figures.get("work", 0.0)}


def ingest(scene: Scene, chroma_url: str = "") -> Figures:
    """Bring our index up to date, its vectors in a Chroma server where one is named."""
    from ingest.builds import build_index
    from ingest.generations import open_store
    from ingest.store import generation_folder

    if not scene.data.exists():
        scene.clear_data()
    embeddings = scene.embeddings()
    store = open_store(scene.data, chroma_url=chroma_url)
    with _measured() as figures:
        build_index(scene.corpus, store, embeddings.fingerprint, lambda: embeddings, lambda *_: None)
    figures["disk"] = megabytes(generation_folder(scene.data, store.current() or ""), store.truth.path)
    return figures


def cook(scene: Scene, recipe: str) -> Figures:
    """Build a recipe's index, all of it: it knows no other way."""
    folder = scene.kept_by(recipe)
    rmtree(folder, ignore_errors=True)
    embeddings = scene.embeddings()
    opened = open_recipe(recipe, folder, embeddings)
    cut([Document("")])  # imports the splitter
    with _measured() as figures:
        opened.build(load_folder(scene.corpus))
    return {**figures, "disk": megabytes(folder), "chunks": len(opened.chunks())}


def encode(scene: Scene) -> Figures:
    """Encode the passages of our index by sentence-transformers alone."""
    from sentence_transformers import SentenceTransformer

    from ingest.bundle import unpack_bundle
    from ingest.store import open_generation

    with closing(open_generation(scene.data)) as generation:
        texts = list(dict.fromkeys(passage.text for passage in generation.passages.values()))
    model = SentenceTransformer(str(unpack_bundle(scene.models)), local_files_only=True)
    model.encode_document(texts[:1], show_progress_bar=False)
    with _measured() as figures:
        model.encode_document(texts, show_progress_bar=False)
    return {**figures, "passages": len(texts)}


def lengthen(scene: Scene, passages: int) -> Figures:
    """Make reports longer, until there are so many passages."""
    with _measured() as figures:
        held = lengthen_reports(scene, passages)
    return {**figures, "passages": held, "disk": megabytes(scene.data)}


def ask(scene: Scene, count: int) -> Figures:
    """Ask everybody the same questions in turn."""
    return ask_everybody(scene, count)


TASKS: Mapping[str, Callable[..., Figures]] = {
    "ingest": ingest,
    "cook": cook,
    "encode": encode,
    "ask": ask,
    "lengthen": lengthen,
}


@contextmanager
def _measured() -> Iterator[Figures]:
    """Yield figures that get `work`, seconds by the clock, and `cpu`, those of the processors, children's too."""
    figures: Figures = {}
    started, before = time.perf_counter(), _processors()
    yield figures
    figures |= {"work": time.perf_counter() - started, "cpu": _processors() - before}


def _processors() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> int:
    """Run one task and print its figures as JSON."""
    task, setting, given = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3])
    figures = TASKS[task](Scene(**{**setting, "root": Path(setting["root"])}), **given)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    sys.stdout.write(json.dumps({**figures, "memory": memory}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
