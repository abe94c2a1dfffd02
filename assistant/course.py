"""The course of one question: how long each stage of its answer took and what came of it, logged as one line.

What the question was is told to the log apart, which leaves it out unless that is turned on.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TypeVar

from assistant.records import Answer
from ingest.errors import SeminarError

_log = logging.getLogger(__name__)
_Made = TypeVar("_Made")


class Course:
    """Keeps what happens to a question; leave it to have its line written."""

    def __init__(self, question: str, history_count: int, generation: str) -> None:
        """Begin now."""
        self._question = question
        self._about: dict[str, object] = {"turn": history_count + 1, "generation": generation}
        self._answer: Answer | None = None
        self._passages = 0
        self._started = self._since = time.perf_counter()
        self._under_way: list[str] = []
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Log the line; a reader who does not wait for the end stops the answer."""
        ended = "done" if error is None else "stopped" if isinstance(error, GeneratorExit) else type(error).__name__
        about = {"ended": ended, "ms": _ms(time.perf_counter() - self._started)}
        about |= {f"{stage}_ms": _ms(seconds) for stage, seconds in self._seconds.items()}
        if answer := self._answer:
            about |= {"kind": answer.kind, "status": answer.status, "language": answer.language}
            about |= {"hits": answer.coverage.with_hits, "rows": len(answer.rows), "citations": len(answer.citations)}
        expected = error is None or isinstance(error, GeneratorExit | SeminarError)
        _log.log(
            logging.INFO if expected else logging.ERROR,
            "question",
            extra={
                "fields": {**about, "passages": self._passages, **self._about},
                "texts": {"question": self._question},
            },
        )

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time inside for a stage; the time of a stage within another one for that alone."""
        self._count()
        self._under_way.append(name)
        try:
            yield
        finally:
            self._count()
            self._under_way.pop()

    def steps(self, name: str, made: Iterator[_Made]) -> Iterator[_Made]:
        """Yield what is made, counting the time for a stage; that of whoever takes it is not counted."""
        while True:
            with self.stage(name):
                step = next(made, None)
            if step is None:
                return
            yield step

    def found(self, passages: int) -> None:
        """Keep how many passages a search found."""
        self._passages = max(self._passages, passages)

    def shown(self, answer: Answer) -> Answer:
        """Keep the answer as it is now, and return it."""
        self._answer = answer
        return answer

    def _count(self) -> None:
        now = time.perf_counter()
        if self._under_way:
            self._seconds[self._under_way[-1]] += now - self._since
        self._since = now


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
