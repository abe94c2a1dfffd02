"""What the server has done so far, counted for Prometheus: questions, seconds, refusals, the state of the index.

The one home of prometheus-client. Every server counts for itself, every question wherever it was asked.
"""

import time
from collections.abc import Callable, Iterator, Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from assistant.archive import Archive
from assistant.opening import Answering, Opening
from assistant.records import ANYBODY, Answer, Arm, FoundPassage, Reader
from assistant.sources import Original, SourcePage

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_SECONDS = (0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0)


class Metrics:
    """The counters of one server."""

    def __init__(self) -> None:
        """Start at nothing."""
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        of = ("kind", "status", "language")
        self._questions = Counter("seminar_questions", "Questions answered.", of, registry=self._registry)
        self._failed = Counter("seminar_questions_failed", "Questions without an answer.", registry=self._registry)
        self._seconds = Histogram(
            "seminar_answer_seconds", "From the question to its last answer.", registry=self._registry, buckets=_SECONDS
        )
        self._requests = Counter(
            "seminar_api_requests", "Requests to the API by status.", ("status",), registry=self._registry
        )
        self._ready = Gauge("seminar_ready", "1 once the index is open.", registry=self._registry)
        self._reports = Gauge("seminar_reports", "Reports of the index in use.", registry=self._registry)

    def counted(self, load: Callable[[], Answering]) -> Callable[[], Answering]:
        """Return a loader of an assistant whose answers are counted."""
        return lambda: _Counted(load(), self)

    def answered(self, answer: Answer, seconds: float) -> None:
        """Count an answer that is final."""
        self._questions.labels(answer.kind, answer.status, answer.language).inc()
        self._seconds.observe(seconds)

    def failed(self) -> None:
        """Count a question that got none."""
        self._failed.inc()

    def requested(self, status: int) -> None:
        """Count a request to the API."""
        self._requests.labels(str(status)).inc()

    def text(self, opening: Opening) -> bytes:
        """Return all figures as Prometheus reads them."""
        assistant = opening.assistant
        self._ready.set(1 if assistant else 0)
        self._reports.set(len(assistant.archive.reports) if assistant else 0)
        return generate_latest(self._registry)


class _Counted:
    """An assistant whose answers are counted."""

    def __init__(self, inner: Answering, metrics: Metrics) -> None:
        self._inner = inner
        self._metrics = metrics

    @property
    def generation(self) -> str:
        return self._inner.generation

    @property
    def archive(self) -> Archive:
        return self._inner.archive

    def answer(self, question: str, history: Sequence[str], reader: Reader = ANYBODY) -> Iterator[Answer]:
        started, last = time.perf_counter(), None
        try:
            for last in self._inner.answer(question, history, reader):
                yield last
        except GeneratorExit:  # whoever asked has gone
            raise
        except BaseException:
            self._metrics.failed()
            raise
        if last:
            self._metrics.answered(last, time.perf_counter() - started)

    def search(self, question: str, *, count: int = 10, arm: Arm = "both") -> list[FoundPassage]:
        return self._inner.search(question, count=count, arm=arm)

    def source_page(self, report: str, page: int) -> SourcePage | None:
        return self._inner.source_page(report, page)

    def original(self, report: str) -> Original | None:
        return self._inner.original(report)
