"""What is put to a chat model about a section, and its answer taken strictly: JSON of one shape, or nothing.

A claim is what a model says; whether any of it is true, `ingest.acceptance` finds out.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.models import Message
from ingest.records import Report
from ingest.sections import Section
from ingest.text import read_table

_FENCE = "====="
_FENCED = re.compile(r"={3,}")  # what a report itself could close the fence with
_CODE = re.compile(r"\s*```(?:json)?\s*(.*?)\s*```\s*", re.DOTALL | re.IGNORECASE)
_SHOWN = 80  # characters of an answer, for whoever wonders


class Labels(BaseModel):
    """What a talk is about in a few words of each language."""

    model_config = ConfigDict(strict=True, frozen=True)

    ja: str = ""
    zh: str = ""
    en: str = ""

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(map(bool, (self.ja, self.zh, self.en)))


class Claim(BaseModel):
    """What a model says of one talk: numbers of sentences, and words it says it copied from them."""

    model_config = ConfigDict(strict=True, frozen=True)

    sentence_ids: tuple[int, ...] = ()
    speaker: str | None = None
    title: str | None = None
    organisation: str | None = None
    place: str | None = None
    topic: str | None = None
    labels: Labels | None = None


class _Answer(BaseModel):
    """The shape of an answer, as a model is told it."""

    talks: list[Claim]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something a model said that was not taken, and why; both in few words."""

    said: str
    reason: str


SCHEMA: dict[str, object] = _Answer.model_json_schema()


def to_read(section: Section, report: Report) -> tuple[Message, ...]:
    """Return the task of reading a section, in the language of its report."""
    column = 1 if report.language == "ja" else 2
    rules, heading, closing = (_wordings()[key][column].replace("\\n", "\n") for key in ("rules", "heading", "closing"))
    numbered = (f"[{number}] {sentence.text}" for number, sentence in enumerate(section.sentences, 1))
    told = "\n".join(_FENCED.sub("=", " ".join(line.split())) for line in (f"{heading}: {section.heading}", *numbered))
    return (("system", rules), ("user", f"{_FENCE}\n{told}\n{_FENCE}\n{closing}"))


def read_claims(said: str) -> tuple[list[Claim], list[Refusal]]:
    """Return the claims of an answer, and what of it is not as asked; a fence of code around it is forgiven."""
    fenced = _CODE.fullmatch(said)
    try:
        answer = json.loads(fenced[1] if fenced else said)
    except (ValueError, RecursionError):
        return [], [Refusal(_short(said), "no JSON")]
    talks = answer.get("talks") if isinstance(answer, dict) else None
    if not isinstance(talks, list):
        return [], [Refusal(_short(said), "no list of talks")]
    claims: list[Claim] = []
    refused: list[Refusal] = []
    for talk in talks:
        try:
            claim = Claim.model_validate_json(json.dumps(talk))
        except ValidationError:
            refused.append(Refusal(_short(json.dumps(talk, ensure_ascii=False)), "not the shape asked for"))
            continue
        if claim not in claims:
            claims.append(claim)
    return claims, refused


@cache
def version() -> str:
    """Return what changes whenever models are asked in other words."""
    told = json.dumps([_wordings(), SCHEMA], ensure_ascii=False)
    return sha256(told.encode()).hexdigest()[:8]


@cache
def _wordings() -> dict[str, list[str]]:
    return {row[0]: row for row in read_table("reading_prompts.tsv")}


def _short(said: str) -> str:
    line = " ".join(said.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
