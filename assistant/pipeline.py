"""Question → answer: the stages in order, over the generation of the index that is current."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Lock

from assistant.answers import compose_answer
from assistant.archive import Archive
from assistant.composing import understood_as
from assistant.course import Course
from assistant.evidence import Retrieved
from assistant.questions import read_question
from assistant.records import ANYBODY, Answer, Arm, FoundPassage, Reader
from assistant.retrieval import SeminarRetriever
from assistant.sources import Original, SourcePage, describe_page
from assistant.suggestions import suggest
from assistant.writer import Writer
from ingest.embeddings import Rerank
from ingest.errors import IndexDamaged, IndexNotFound, ModelNotUsable
from ingest.store import Generation, current_generation, document_path, open_generation
from ingest.versions import changed_tables

_PASSAGES = 10
_OPENING_SECONDS = 5.0  # a question waits for the next generation; seven reports take 0.1 s, 2,000 three
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Opened:
    """One generation, arranged for answering."""

    generation: Generation
    archive: Archive
    retriever: SeminarRetriever


class Assistant:
    """Answers questions from the index; a new generation is noticed and used from the next question on."""

    def __init__(
        self,
        data: Path,
        embed: Callable[[str], list[float]],
        *,
        contact: str = "",
        model: Callable[[], str] | None = None,
        rerank: Rerank | None = None,
        writer: Writer | None = None,
    ) -> None:
        """Open the current generation, `embed` making vectors of questions; IndexNotFound if there is none.

        `model` tells the fingerprint of what `embed` uses: ModelNotUsable if the index was made with another.
        """
        self._data = data
        self._embed = embed
        self._contact = contact
        self._model = model
        self._rerank = rerank
        self._writer = writer
        self._switching = Lock()
        self._opener = ThreadPoolExecutor(max_workers=1, thread_name_prefix="switching")
        self._named = current_generation(data)
        self._opened = self._open()

    @property
    def generation(self) -> str:
        """The generation of the index in use."""
        return self._opened.generation.id

    @property
    def archive(self) -> Archive:
        """All reports of the current generation."""
        return self._current().archive

    @property
    def changed_tables(self) -> list[str]:
        """The tables that are others than when the index was made: its words may be folded otherwise than ours."""
        return changed_tables(self._opened.generation.about)

    def answer(self, question: str, history: Sequence[str], reader: Reader = ANYBODY) -> Iterator[Answer]:
        """Yield the answer; `history` holds the questions asked before in the same conversation."""
        opened = self._current()
        with Course(question, len(history), opened.generation.id) as course:
            try:
                yield from map(course.shown, self._answer(opened, course, question, history, reader))
            except IndexDamaged as error:  # since it was opened
                whole = self._instead_of(opened, error)
                yield from map(course.shown, self._answer(whole, course, question, history, reader))

    def _answer(
        self, opened: _Opened, course: Course, question: str, history: Sequence[str], reader: Reader
    ) -> Iterator[Answer]:
        started = time.perf_counter()

        def search(text: str) -> Retrieved:
            with course.stage("embed"):
                opened.retriever.vector(text)
            with course.stage("search"):
                hits = opened.retriever.search(text, count=_PASSAGES)
                passages = [opened.generation.passage(hit.passage) for hit in hits]
                found = tuple((passage.report, passage.excerpt.text) for passage in passages)
                course.found(len(found))
                return Retrieved(found, opened.retriever.similarity(text))

        with course.stage("read"):
            query = read_question(question, history, opened.archive, today=date.today(), reader=reader)
        with course.stage("compose"):
            answer = compose_answer(query, opened.archive, search, contact=self._contact)

        def ask(text: str, before: Sequence[str], who: Reader, find: Callable[[str], Retrieved]) -> Answer:
            asked = read_question(text, before, opened.archive, today=date.today(), reader=who)
            return compose_answer(asked, opened.archive, find, contact=self._contact)

        answer = replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 1))
        yield answer  # before what may be asked next is tried, which takes as long again
        with course.stage("suggest"):
            nothing = Retrieved((), 0.0)
            offered = suggest(answer, lambda text: ask(text, [*history, question], reader, lambda _: nothing))
        if offered:
            answer = replace(answer, suggestions=offered)
            yield answer
        if self._writer:
            if history and answer.status == "not_in_reports":
                with course.stage("write"):
                    alone = self._writer.complete(question, history, answer.language, opened.archive)
                if alone:
                    found = ask(alone, (), Reader(answer.language), search)
                    answer = understood_as(found, question, alone) if found.status == "answered" else answer
            yield from course.steps("write", self._writer.write(answer, opened.archive))

    def search(self, question: str, *, count: int = 10, arm: Arm = "both") -> list[FoundPassage]:
        """Return the passages found for a question, the best first."""
        retriever = self.retriever()
        found = []
        for rank, hit in enumerate(retriever.search(question, count=count, arm=arm), start=1):
            passage = retriever.generation.passage(hit.passage)
            page = passage.excerpt.spans[0].page if passage.excerpt.spans else None
            where = (passage.report, page, passage.heading, passage.excerpt.text)
            found.append(FoundPassage(rank, round(hit.score, 4), *where))
        return found

    def retriever(self) -> SeminarRetriever:
        """Return the retriever over the current generation."""
        return self._current().retriever

    def source_page(self, report: str, page: int) -> SourcePage | None:
        """Return a stored page, None where the index has none such."""
        found = self._current().archive.report(report)
        return describe_page(found, page) if found else None

    def original(self, report: str) -> Original | None:
        """Return the file a report was read from, None where the index has none such."""
        found = self._current().archive.report(report)
        return Original(document_path(self._data, found.sha256), Path(found.path).name) if found else None

    def _current(self) -> _Opened:
        """Return the current generation; the first question after a switch waits a while for it, the others do not."""
        name = current_generation(self._data)
        if name and name != self._named and self._switching.acquire(blocking=False):
            with suppress(TimeoutError):  # thousands of reports: the generation before goes on answering
                self._opener.submit(self._switch_to, name).result(_OPENING_SECONDS)
        return self._opened

    def _switch_to(self, name: str) -> None:
        try:
            if name != self._named:
                try:
                    self._opened = self._open()
                except (IndexDamaged, IndexNotFound) as error:
                    _log.warning("generation %s goes on answering: %s", self._opened.generation.id, error)
                self._named = name
        finally:
            self._switching.release()

    def _instead_of(self, damaged: _Opened, error: IndexDamaged) -> _Opened:
        """Return the last generation that is whole, opened in the place of one that turned out to be damaged."""
        with self._switching:
            if self._opened is damaged:
                self._opened = self._open()
                if self._opened.generation.id == damaged.generation.id:  # nothing on disk explains it
                    raise error
        return self._opened

    def _open(self) -> _Opened:
        generation = open_generation(self._data)
        if (current := current_generation(self._data)) not in (generation.id, None):
            _log.warning("generation %s is damaged, %s answers; run 'python -m ingest build'", current, generation.id)
        if generation.older:
            _log.warning("generation %s was made by another version; run 'python -m ingest build'", generation.id)
        if self._model and (model := self._model()) != generation.fingerprint:
            generation.close()
            raise ModelNotUsable(
                f"The index was made with the embedding model {generation.fingerprint}, here it is {model}. Run "
                "'python -m ingest build', or set SEMINAR_EMBEDDING_MODEL as it was and start again."
            )
        retriever = SeminarRetriever(generation=generation, embed=self._embed, rerank=self._rerank)
        archive = Archive(generation.reports)
        archive.prepare()
        return _Opened(generation, archive, retriever)
