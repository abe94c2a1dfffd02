"""Build whenever documents have changed and come to rest, for as long as it is not told to stop.

The system's notices only wake it: what counts is a comparison of the files, so that a notice that never comes, as from
many network drives, costs half a minute and no report.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from ingest.change_records import Changes
from ingest.changes import in_words
from ingest.errors import CorpusNotFound, SeminarError
from ingest.folders import Stamp, stamps_of
from ingest.journal import read_journal
from ingest.plain import from_json
from ingest.processes import child_environment
from ingest.store import current_generation, open_generation

_FEW = 4  # reports of which half may go at once
_MOST_WAIT_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient watching is, in seconds."""

    settle: float = 2.0  # without a change before a build: a large file is copied in pieces
    look: float = 30.0  # between looks where no notice comes
    again: float = 60.0  # before a build that failed is tried again; doubled each time


@dataclass(frozen=True, slots=True)
class Folders:
    """What is watched."""

    corpus: Path
    data: Path


def watch_folders(
    folders: Folders, build: Callable[[], bool], say: Callable[[str], None], stop: Event, pace: Pace
) -> None:
    """Call `build`, which returns whether it succeeded, at the beginning and after every change, until told to stop.

    After a rollback nothing is built before a document changes; nor while most documents are missing, which is more
    often a drive that is not there than anybody's wish.
    """
    built = _files(folders, say) if _went_back(folders.data) else None
    tried: Mapping[str, Stamp] | None = None
    said, failures, not_before = "", 0, 0.0
    while not stop.is_set():
        now = _files(folders, lambda words: None)
        problem = _problem(folders, now)
        if problem and problem != said:
            say(problem)
        said = problem
        if problem or now == built or (now == tried and time.monotonic() < not_before):
            _wait_for_notice(folders, stop, pace.look)
        elif not stop.wait(pace.settle) and now == _files(folders, lambda words: None):
            if build():
                built, tried, failures = now, None, 0
            else:
                tried, failures = now, failures + 1
                not_before = time.monotonic() + min(pace.again * 2 ** (failures - 1), _MOST_WAIT_SECONDS)


def build_in_child(folders: Folders, say: Callable[[str], None]) -> bool:
    """Build in a process of its own, whose memory is free afterwards; tell what it changed or why it failed."""
    where = ["--corpus", str(folders.corpus), "--data", str(folders.data)]
    command = [sys.executable, "-m", "ingest", "build", "--json", "--by", "watch", *where]
    with subprocess.Popen(
        command,
        env=child_environment(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        try:
            out, err = (part.decode("utf-8", "replace") for part in child.communicate())
        except KeyboardInterrupt:
            child.terminate()
            raise
    if child.returncode:
        lines = [line for line in err.splitlines() if not line.startswith('{"stage"')]
        say("\n".join(lines) or f"the build ended with {child.returncode}")
        return False
    told = json.loads(out.splitlines()[-1])
    changes = from_json(Changes, json.dumps(told["changes"]))
    say(f"generation {told['generation']}: {in_words(changes)}")
    for document in changes.documents:
        if document.status == "skipped":
            say(document.reason or document.path)
    return True


def _files(folders: Folders, say: Callable[[str], None]) -> Mapping[str, Stamp]:
    try:
        return stamps_of(folders.corpus, folders.data)
    except CorpusNotFound as error:
        say(str(error))
        return {}


def _problem(folders: Folders, now: Mapping[str, Stamp]) -> str:
    """Return why what is there now should not be built from; empty where it may."""
    if not folders.corpus.is_dir():
        return f"The corpus folder {folders.corpus} is not there; the reports of it go on answering."
    known = _known(folders.data)
    if known >= _FEW and len(now) * 2 < known:
        return (
            f"Only {len(now)} of {known} documents are left; the others go on answering. If they are meant to go, run "
            "'python -m ingest build'."
        )
    return ""


def _known(data: Path) -> int:
    try:
        if current_generation(data) is None:
            return 0
        generation = open_generation(data)
    except SeminarError:  # the build repairs it
        return 0
    try:
        return len(generation.documents)
    finally:
        generation.close()


def _went_back(data: Path) -> bool:
    history = read_journal(data, running=False)
    return bool(history) and history[0].ending == "rolled_back"


def _wait_for_notice(folders: Folders, stop: Event, seconds: float) -> None:
    from watchfiles import watch

    there = [path for path in (folders.corpus, folders.data / "uploads") if path.is_dir()]
    if not there:
        stop.wait(seconds)
        return
    try:
        for _ in watch(
            *there, stop_event=stop, rust_timeout=int(seconds * 1000), yield_on_timeout=True, raise_interrupt=True
        ):
            return
    except FileNotFoundError:  # gone since
        stop.wait(min(seconds, 1.0))
