"""Report → the same report as a chat model helps to read it, after the rules and before staff corrections.

It happens in the build's own process, within seconds that are set; whatever the model does, the rules' reading stands
and the build goes on. What it answered is kept, so that the next build asks only what is new or was not answered.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ingest.acceptance import accept
from ingest.asked import Asked
from ingest.claims import SCHEMA, Refusal, read_claims, to_read, version
from ingest.errors import SeminarError
from ingest.merging import Gain, merge
from ingest.models import ChatModel, Limits, Message, ModelSilent, open_configured, tokens
from ingest.plain import to_json
from ingest.pointing import Refused
from ingest.records import Report
from ingest.sections import Section, cut_sections
from ingest.settings import IngestSettings
from ingest.truth import Say, key_of

_log = logging.getLogger(__name__)
_ANSWER_SHARE = 3  # of the context: the shape asked for says everything twice
_MARGIN = 64  # tokens for what a server puts around messages
_MOST_FAILURES = 2  # in a row
_SHOWN = 60  # characters


@dataclass(frozen=True, slots=True)
class Notes:
    """How a model's reading of a report went; `unread` sections were not answered, `trouble` says why."""

    model: str
    sections: int = 0
    asked: int = 0  # the others were known from an earlier build
    added: int = 0
    completed: int = 0
    refused: tuple[Refusal, ...] = ()
    unread: int = 0
    trouble: str | None = None

    @property
    def in_words(self) -> str:
        """The notes in one line, for whoever builds."""
        parts = [f"talks added {self.added}", f"completed {self.completed}", f"refused {len(self.refused)}"]
        parts = parts if self.sections > self.unread else []
        if self.unread or self.trouble:
            parts.append(f"read without the model: {self.trouble} ({self.unread} of {self.sections} sections)")
        return f"{self.model}: {', '.join(parts)}" if parts else ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A report as far as it was read; `mark` tells the ledger by whom."""

    report: Report
    mark: str = ""
    notes: Notes | None = None


@dataclass(slots=True)
class ModelReader:
    """Puts the sections of reports to a model; one for a build. A model that failed twice is not asked again by it."""

    name: str
    open: Callable[[], ChatModel | None]  # called when there is something to ask: a provider's package takes seconds
    limits: Limits  # its `total` is for one report
    asked: Asked
    trouble: str | None = None
    previewing: bool = False  # only what is known counts; nothing is asked or kept
    _failures: int = 0  # in a row
    _model: ChatModel | None = None

    @property
    def mark(self) -> str:
        """What the ledger says of a report that this model has read to its end."""
        return "~" + key_of(f"{self.name} {version()}")[:8]

    def read(self, report: Report, say: Say) -> Taken:
        """Return the report with what the model adds; what it did not answer is left to the next build."""
        notes, end = Notes(self.name), time.monotonic() + self.limits.total
        sections = list(cut_sections(report, lambda section: self._fits(section, report)))
        if report.other_series:  # nobody lists its talks
            return Taken(report, self.mark, notes)
        notes, waiting = replace(notes, sections=len(sections)), sections[::-1]
        while waiting:
            section = waiting.pop()
            say(f"reading {report.path} with {self.name}", notes.sections - len(waiting) - 1, notes.sections)
            messages = to_read(section, report)
            answer = self.asked.answer(self.name, messages)
            if answer is None:
                try:
                    answer = self._ask(messages, end - time.monotonic())
                except ModelSilent as silent:
                    if silent.why == "long" and (halves := section.halves):
                        waiting += halves[::-1]
                        notes = replace(notes, sections=notes.sections + 1)
                        continue
                    notes = replace(notes, unread=notes.unread + 1, trouble=str(silent))
                    continue
                notes = replace(notes, asked=notes.asked + 1)
            report, notes = _take(report, notes, section, answer)
        if not self.previewing:
            self.asked.note(report.id, to_json(notes))
        if notes.in_words:
            _log.info("%s: %s", report.path, notes.in_words)
        return Taken(report, self.mark + ("!" if notes.unread else ""), notes)

    def _fits(self, section: Section, report: Report) -> bool:
        put = sum(tokens(text) for _, text in to_read(section, report))
        return put + self.limits.answer + _MARGIN <= self.limits.context

    def _ask(self, messages: Sequence[Message], seconds: float) -> str:
        """Return what the model answers, and keep it; ModelSilent where it does not, then or earlier in this build."""
        if self.previewing:
            raise ModelSilent("busy", "a preview asks nothing")
        if self.trouble:
            raise ModelSilent("failed", self.trouble)
        if seconds <= 0:
            raise ModelSilent("slow", f"{self.limits.total:.0f} seconds have passed")
        try:
            said = self._opened().ask(messages, schema=SCHEMA, seconds=seconds)
        except ModelSilent as silent:
            self._failures += silent.why != "long"  # an endless answer is that section's fault
            if self._failures == _MOST_FAILURES:
                self.trouble = str(silent)
            raise
        self._failures = 0
        said = said.encode("utf-8", "replace").decode("utf-8")  # halves of characters cannot be kept
        self.asked.keep(self.name, messages, said)
        return said

    def _opened(self) -> ChatModel:
        """Return the model; ModelSilent, now and for the rest of the build, where it cannot be opened."""
        if self._model is None:
            try:
                self._model = self.open()
            except SeminarError as error:
                self.trouble = str(error)
            if self._model is None:
                self.trouble = self.trouble or "SEMINAR_READ_WITH_MODEL is set, SEMINAR_CHAT_MODEL is not"
                raise ModelSilent("failed", self.trouble)
        return self._model


def open_model_reader(settings: IngestSettings, data: Path, *, previewing: bool = False) -> ModelReader | None:
    """Return what reads with the model that is set, None where that is not wanted.

    Nothing is opened yet. A model that cannot be opened is no reason not to build: every report is told of it.
    """
    if not settings.read_with_model:
        return None
    seconds, context = settings.read_seconds, settings.chat_context
    limits = Limits(silence=seconds, total=seconds, context=context, answer=context // _ANSWER_SHARE, at_once=1)
    name = settings.chat_model or "–"
    return ModelReader(name, partial(open_configured, settings, limits), limits, Asked(data), previewing=previewing)


def _take(report: Report, notes: Notes, section: Section, answer: str) -> tuple[Report, Notes]:
    """Return the report with what is proved of an answer, and the notes with what became of it."""
    claims, refused = read_claims(answer)
    gains: list[Gain] = []
    for claim in claims:
        said = " ".join(filter(None, (claim.place, claim.organisation, claim.title, claim.speaker, claim.topic)))
        try:
            accepted = accept(claim, section, report)
        except Refused as reason:
            refused.append(Refusal(said[:_SHOWN], str(reason)))
            continue
        merged = merge(report, accepted)
        report = merged.report
        gains.append(merged.gain)
        refused += [Refusal(said[:_SHOWN], note) for note in accepted.notes]
        refused += [Refusal(said[:_SHOWN], "the rules read a greeting")] if merged.gain == "greeting" else []
    return report, replace(
        notes,
        added=notes.added + gains.count("added"),
        completed=notes.completed + gains.count("completed"),
        refused=(*notes.refused, *refused),
    )
