"""The tasks put to a chat model, worded in prompts.tsv; what reports say stands in them between fences, as data.

On a machine without a GPU a token read costs some 50 ms, one written 100: what stays the same comes first, so that a
server can keep it from one question to the next, and of the evidence only what a few sentences can be about is put.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.archive import Archive
from assistant.phrases import read_wordings
from assistant.records import Answer, Citation, Language, Row
from assistant.wording import Wording, plain
from ingest.languages import HIRAGANA
from ingest.models import Message, tokens
from ingest.text import folded_key

_BESIDE = re.compile(r"〔[^〕\d]+〕")  # how a source writes a name: of no use to whoever words it in another language
_FENCE = "====="
_FENCED = re.compile(r"={3,}")  # what a report itself could close the fence with
_PARTS = ("question", "computed", "sources")  # what stands before a colon
_MOST_SOURCES = 8  # more than so few sentences can be about
_LEAST_TOLD = 4  # characters beside names
_TELLS = re.compile(r"[。，了的]|[a-z]{3} [a-z]")  # what a quotation in Chinese or English has and a name has not
_FEWEST, _MOST_SENTENCES = 2, 5
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


def to_write(answer: Answer, archive: Archive, *, context: int, room: int) -> Task:
    """Return the task of wording an answer, its evidence cut to what fits into `context` less `room` tokens."""
    language = answer.language
    question, computed, sources = (_put(key, language) for key in ("question", "computed", "sources"))
    system = _put("write", language)
    chosen = telling(answer)[:_MOST_SOURCES]
    closing = _put("closing", language).format(most=max(_FEWEST, min(_MOST_SENTENCES, len(chosen))))
    bold = (line.split("**")[1] for line in answer.text.splitlines() if line.startswith("**"))
    headline = _BESIDE.sub("", plain(next(bold, "")))
    left = context - room - _MARGIN - tokens(system + answer.question + headline + closing)
    kept: list[str] = []
    above = ""
    for given, citation in enumerate(chosen):
        edition, line = _edition(citation, archive, language), _source(citation, answer)
        lines = [line] if edition in ("", above) else [edition, line]
        left -= sum(map(tokens, lines))
        if left < 0:
            chosen = chosen[:given]
            break
        kept += lines
        above = edition
    asked = f"{question}: {answer.question}\n{computed}: {headline}\n{sources}:\n{_fenced(kept)}\n{closing}"
    return Task((("system", system), ("user", asked)), len(chosen))


def telling(answer: Answer) -> list[Citation]:
    """Return the citations that tell something, in the order of the answer: of each row one, of a list no others.

    Beside a sentence on a speaker, the line of a programme that names them tells nothing more.
    """
    of_rows = [[one for one in answer.citations if one.id in row.citations] for row in answer.rows]
    first = [next((one for one in cited if not bare(one, answer)), *cited[:1]) for cited in of_rows if cited]
    cited = {one.id for row in of_rows for one in row}
    others = [one for one in answer.citations if one.id not in cited and not (answer.kind == "list" and cited)]
    return list(dict.fromkeys([*first, *others]))


def bare(citation: Citation, answer: Answer) -> bool:
    """Return whether a quotation only names somebody, as the line of a programme does."""
    quote = folded_key(citation.quote)
    named = [folded_key(text) for row in answer.rows if citation.id in row.citations for text in _who(row)]
    for name in sorted(named, key=len, reverse=True):
        quote = quote.replace(name, "")
    return len(quote) <= _LEAST_TOLD or not (HIRAGANA.search(quote) or _TELLS.search(citation.quote))


def echoes(sentence: str, language: Language) -> bool:
    """Return whether a sentence repeats a label of its task, as small models do."""
    folded = sentence.replace("：", ":")
    return any(f"{_put(part, language)}:" in folded for part in _PARTS)


def unlabelled(sentence: str, language: Language) -> str:
    """Return a sentence without the word for an answer that small models begin with."""
    label = _put("answer", language)
    return re.sub(rf"^(?:(?:{label})\s*[:：]|【(?:{label})】)\s*", "", sentence)


def to_repair(task: Task, sentence: str, faults: Sequence[str], language: Language) -> tuple[Message, ...]:
    """Return the task of putting one sentence right."""
    named = Wording(language).join(_put(f"fault_{fault}", language) for fault in faults)
    asked = _put("repair", language).format(faults=named, sentence=sentence)
    return (*task.messages, ("assistant", sentence), ("user", asked))


def to_translate(quotation: str, language: Language) -> tuple[Message, ...]:
    """Return the task of translating a quotation, begun like that of writing so that a server need not forget that."""
    return (("system", _put("write", language)), ("user", f"{_put('translate', language)}\n{_fenced([quotation])}"))


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


def _source(citation: Citation, answer: Answer) -> str:
    """Return a quotation with its number, and who is known to speak in it where the quotation may not say so."""
    quote = " ".join(citation.quote.split())
    row = next((row for row in answer.rows if citation.id in row.citations), None)
    who = " ".join(_who(row)) if row and not bare(citation, answer) else ""
    return f"〔{citation.id}〕({who}) {quote}" if who else f"〔{citation.id}〕{quote}"


def _who(row: Row) -> list[str]:
    place = row.place if row.place and row.place not in (row.organisation or "") else None
    return [text for text in (place, row.organisation, row.title, row.speaker) if text]


def _edition(citation: Citation, archive: Archive, language: Language) -> str:
    report = archive.report(citation.report)
    return plain(Wording(language).edition([report], full=True, alone=True)) if report else ""
