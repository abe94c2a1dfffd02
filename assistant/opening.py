"""Open the index and the model in the background, so that the server answers before they are there.

Alone knows the three states of a starting server: loading, ready, failed. A failed opening is tried again with the
next question, for the problem may have been fixed meanwhile.
"""

import logging
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Literal, Protocol

from assistant.archive import Archive
from assistant.records import Answer, Arm, FoundPassage, Reader
from assistant.sources import Original, SourcePage
from ingest.errors import SeminarError

_log = logging.getLogger(__name__)
_ADDRESSES = re.compile(r"(?: at)? https?://[^\s,;)]+")
_FOLDERS = re.compile(r"(?<![\w.~/\\:])(?:[A-Za-z]:)?[\\/](?:[^\s/\\:;,'\"()]+[\\/])+")


class Answering(Protocol):
    """What the pages need of an assistant."""

    @property
    def generation(self) -> str:
        """The generation of the index in use."""
        ...

    @property
    def archive(self) -> Archive:
        """All reports of the index in use."""
        ...

    def answer(self, question: str, history: Sequence[str], reader: Reader = ...) -> Iterator[Answer]:
        """Yield the answer as it grows; each replaces the one before, the last is final."""
        ...

    def search(self, question: str, *, count: int = ..., arm: Arm = ...) -> list[FoundPassage]:
        """Return the passages found for a question, the best first."""
        ...

    def source_page(self, report: str, page: int) -> SourcePage | None:
        """Return a stored page (`describe_page` makes it), None where the index has none such."""
        ...

    def original(self, report: str) -> Original | None:
        """Return the file a report was read from, None where the index has none such."""
        ...


class Opening:
    """An assistant that is being opened; hand it the function that opens it."""

    def __init__(self, load: Callable[[], Answering]) -> None:
        """Keep `load`; nothing is opened until `start`."""
        self._load = load
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="opening")
        self._opened: Future[Answering] | None = None

    @property
    def state(self) -> Literal["loading", "ready", "failed"]:
        """How far the opening is."""
        if self._opened is None or not self._opened.done():
            return "loading"
        return "failed" if self._opened.exception() else "ready"

    @property
    def assistant(self) -> Answering | None:
        """The assistant, None until it is ready."""
        return self._opened.result() if self._opened and self.state == "ready" else None

    @property
    def error(self) -> BaseException | None:
        """What kept the assistant from opening."""
        return self._opened.exception() if self._opened and self.state == "failed" else None

    def start(self) -> None:
        """Open in the background, unless that is under way or done."""
        with self._lock:
            if self._opened is None or self.state == "failed":
                self._opened = self._pool.submit(self._load)
                self._opened.add_done_callback(_tell)

    def wait(self) -> Answering:
        """Return the assistant once it is open; raise what kept it from opening."""
        self.start()
        assert self._opened
        return self._opened.result()


def for_readers(problem: SeminarError) -> str:
    """Return what a problem says to readers: where files and other servers are is no business of theirs."""
    return _FOLDERS.sub("", _ADDRESSES.sub("", str(problem)))


def _tell(opened: Future[Answering]) -> None:
    if error := opened.exception():
        unexpected = None if isinstance(error, SeminarError) else error  # ours to find; of the others, the message does
        _log.error("the assistant could not be opened: %s", error, exc_info=unexpected)
