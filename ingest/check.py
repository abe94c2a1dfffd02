"""Make the vectors of a generation those of its passages, and prove it by reading them back.

Runs as `python -m ingest.check` in a process of its own, because a damaged index can end the process that opens it;
neither the embedding model nor the building process's memory is needed for it.
"""

import json
import os
import subprocess
import sys
from contextlib import closing, suppress
from faulthandler import dump_traceback_later
from pathlib import Path
from threading import Thread
from typing import Literal, TypeAlias

from ingest.disk import is_sealed
from ingest.errors import IndexDamaged, SeminarError
from ingest.homes import VECTORS
from ingest.processes import child_environment
from ingest.store import Generation
from ingest.truth import StoredEmbeddings, Truth
from ingest.vectors import Vectors, load_libraries

Task: TypeAlias = Literal["complete", "check"]

_SAMPLE = 300  # passages whose own vectors are searched for
_NEAR = 1e-3
# The graph is searched about as wide as results are wanted: among 100,000 passages much alike the narrow search missed
# one of 300. What the wide one misses as well is not linked to the rest, and no question would find it.
_WIDTHS = (10, 2000)
_PATIENCE_SECONDS = 120
_PASSAGES_A_SECOND = 50  # 1,300 on two cores


def run(task: Task, folder: Path, truth: Path) -> None:
    """Complete and check the vectors of a generation, or only check them; raise IndexDamaged where they are wrong."""
    generation = Generation(folder)
    try:
        stored = StoredEmbeddings(Truth(truth), generation.fingerprint)
        if task == "complete":
            _complete(generation, stored)
        elif not is_sealed(folder):
            raise IndexDamaged(f"files in {folder} are damaged")
        _check(generation, stored)  # opens the files again: what is on disk counts
    except KeyError as error:
        raise IndexDamaged(f"{truth} lacks vectors of {folder}; run 'python -m ingest build'.") from error
    finally:
        generation.close()


class Checker:
    """Does the same in a child process, whose death counts as damage."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the child ahead of its task: it needs a second for its libraries, more than most tasks take."""
        self._child = subprocess.Popen(
            [sys.executable, "-m", "ingest.check"],
            env=child_environment(os.environ),
            stdin=subprocess.PIPE,  # held open: its end tells the child that this process is gone
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def run(self, task: Task, folder: Path, truth: Path) -> None:
        """Complete and check, or only check; raise IndexDamaged where that fails."""
        if self._child is None:
            self.start()
        assert self._child and self._child.stdin and self._child.stderr
        with suppress(OSError):  # it has ended already, and says why
            self._child.stdin.write(json.dumps([task, str(folder), str(truth)]).encode("ascii") + b"\n")
            self._child.stdin.flush()
        try:
            said = self._child.stderr.read().decode("utf-8", "replace").strip().splitlines()
            code = self._child.wait()
        finally:
            self.close()
        if code:
            reason = said[-1] if said else f"the checking process ended with {code}"
            raise IndexDamaged(f"{folder} does not pass its check: {reason}")

    def close(self) -> None:
        """End a child that was given no task, whatever it is loading; one that had a task has ended."""
        child, self._child = self._child, None
        if child:
            child.kill()
            child.communicate()


def _complete(generation: Generation, stored: StoredEmbeddings) -> None:
    vectors = Vectors(generation.folder / VECTORS, stored, fingerprint=generation.fingerprint)
    try:
        present = vectors.ids()
        known = generation.reports_of_passages
        vectors.remove(sorted(present - known.keys()))
        vectors.add([generation.passage(name) for name in known if name not in present])
    finally:
        vectors.close()


def _check(generation: Generation, stored: StoredEmbeddings) -> None:
    _check_records(generation)
    vectors = Vectors(generation.folder / VECTORS)
    try:
        if vectors.fingerprint != generation.fingerprint:
            raise IndexDamaged("the vectors are of another embedding model than the records say")
        known = generation.reports_of_passages
        if vectors.ids() != known.keys():
            raise IndexDamaged("the vectors are not those of the passages")
        sample = [generation.passage(name) for name in list(known)[:: max(1, len(known) // _SAMPLE)]]
        for passage, vector in zip(sample, stored.embed_documents([one.text for one in sample]), strict=True):
            if not any(_finds(vectors, vector, passage.id, count) for count in _WIDTHS):
                raise IndexDamaged(f"passage {passage.id} is not found by its own vector")
    finally:
        vectors.close()


def _finds(vectors: Vectors, vector: list[float], passage: str, count: int) -> bool:
    """Return whether a passage is among so many found by its vector, or need not be, where as many have its text."""
    hits = vectors.search(vector, count)
    return passage in {found for found, _ in hits} or bool(hits and hits[-1][1] >= 1 - _NEAR)


def _check_records(generation: Generation) -> None:
    known = generation.summaries.keys()
    if {document.report for document in generation.documents if document.report} != known:
        raise IndexDamaged("the list of documents does not fit the reports")
    if not set(generation.reports_of_passages.values()) <= known:
        raise IndexDamaged("there are passages of reports that are not there")


def _main() -> int:
    load_libraries()
    request = sys.stdin.buffer.readline()
    if not request:  # there is nothing to check
        return 0
    task, folder, truth = json.loads(request)
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        with closing(Generation(Path(folder))) as generation:  # damaged vectors may also make Chroma wait for ever
            dump_traceback_later(_PATIENCE_SECONDS + generation.passage_count / _PASSAGES_A_SECOND, exit=True)
        run(task, Path(folder), Path(truth))
    except SeminarError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(3)


if __name__ == "__main__":
    sys.exit(_main())
