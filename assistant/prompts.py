"""The tasks put to a chat model, worded in prompts.tsv; what reports say stands in them between fences, as data."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.archive import Archive
from assistant.phrases import read_wordings
from assistant.records import Answer, Citation, Language
from assistant.wording import Wording, plain
from ingest.models import Message, tokens

_FENCE = "====="
_FENCED = re.compile(r"={3,}")  # what a report itself could close the fence with
_PARTS = ("question", "computed", "sources")  # what stands before a colon
_MARGIN = 64  # tokens for what a server puts around messages


@dataclass(frozen=True, slots=True)
class Task:
    """What is put to a model, and how many of the citations found room in it."""

    messages: tuple[Message, ...]
    given: int

    @property
    def tokens(self) -> int:
        """A safe estimate of the tokens of all messages."""
        return sum(tokens(text) for _, text in self.messages)


def to_write(answer: Answer, archive: Archive, *, context: int, room: int, most: int = 6) -> Task:
    """Return the task of wording an answer, its evidence cut to what fits into `context` less `room` tokens."""
    language = answer.language
    question, computed, sources, closing = (
        _put(key, language) for key in ("question", "computed", "sources", "closing")
    )
    system = _put("write", language).format(most=most)
    headline = plain(next((line for line in answer.text.splitlines() if line.startswith("**")), "")).strip("*")
    lines = [_source(citation, archive, answer) for citation in answer.citations]
    left = context - room - _MARGIN - tokens(system + answer.question + headline + closing)
    kept: list[str] = []
    for line in lines:
        left -= tokens(line)
        if left < 0:
            break
        kept.append(line)
    asked = f"{question}: {answer.question}\n{computed}: {headline}\n{sources}:\n{_fenced(kept)}\n{closing}"
    return Task((("system", system), ("user", asked)), len(kept))


def echoes(sentence: str, language: Language) -> bool:
    """Return whether a sentence repeats a label of its task, as small models do."""
    folded = sentence.replace("：", ":")
    return any(f"{_put(part, language)}:" in folded for part in _PARTS)


def to_repair(task: Task, sentence: str, faults: Sequence[str], language: Language) -> tuple[Message, ...]:
    """Return the task of putting one sentence right."""
    named = Wording(language).join(_put(f"fault_{fault}", language) for fault in faults)
    asked = _put("repair", language).format(faults=named, sentence=sentence)
    return (*task.messages, ("assistant", sentence), ("user", asked))


def to_translate(quotation: str, language: Language) -> tuple[Message, ...]:
    """Return the task of translating a quotation."""
    return (("user", f"{_put('translate', language)}\n{_fenced([quotation])}"),)


def to_complete(question: str, history: Iterable[str], language: Language) -> tuple[Message, ...]:
    """Return the task of making a follow-up a question that stands alone."""
    return (("user", f"{_put('alone', language)}\n{_fenced([*history, question])}"),)


@cache
def _wordings() -> dict[str, dict[Language, str]]:
    return read_wordings(Path(__file__).with_suffix(".tsv"))


def _put(key: str, language: Language) -> str:
    return _wordings()[key][language].replace("\\n", "\n")


def _fenced(lines: Iterable[str]) -> str:
    """Return lines between fences that none of them can close."""
    body = "\n".join(_FENCED.sub("=", line) for line in lines)
    return f"{_FENCE}\n{body}\n{_FENCE}"


def _source(citation: Citation, archive: Archive, answer: Answer) -> str:
    """Return a quotation with its number, its edition, and who is known to speak in it."""
    wording = Wording(answer.language)
    report = archive.report(citation.report)
    edition = plain(wording.edition([report], full=True, alone=True)) if report else ""
    rows = [row for row in answer.rows if citation.id in row.citations]
    who = [" ".join(filter(None, (row.place, row.organisation, row.title, row.speaker))) for row in rows[:1]]
    about = " ".join([edition, *who]).strip()
    return f"〔{citation.id}〕({about}) {' '.join(citation.quote.split())}"
