"""Questions that may follow an answer, each tried before it is offered: whoever clicks one gets an answer."""

from collections.abc import Callable, Iterator

from assistant.phrases import ordinal, say
from assistant.records import Answer, Row
from assistant.wording import Wording, plain

_OFFERED = 3
_ROWS_LOOKED_AT = 3


def suggest(answer: Answer, ask: Callable[[str], Answer]) -> tuple[str, ...]:
    """Return up to three questions that go on from an answer; `ask` answers one in the same conversation."""
    offered: list[str] = []
    for question in dict.fromkeys(_candidates(answer)):
        if len(offered) == _OFFERED:
            break
        if question != answer.question and _helps(ask(question), answer):
            offered.append(question)
    return tuple(offered)


def _helps(found: Answer, answer: Answer) -> bool:
    """Return whether an answer says something with proof that the one before did not say."""
    return found.status == "answered" and bool(found.citations) and found.text != answer.text


def _candidates(answer: Answer) -> Iterator[str]:
    """Yield what people ask next: of one speaker, of one side, of the edition."""
    language, rows = answer.language, answer.rows[:_ROWS_LOOKED_AT]
    speaker = next((row.speaker for row in answer.rows if row.speaker), None)
    if answer.kind == "list" and speaker:
        yield say("suggest_speaker", language, speaker=plain(Wording(language).name(speaker, both=False)))
    if answer.kind == "list" and {"JP", "CN"} <= {row.country for row in answer.rows}:
        yield say("suggest_side", language)
    for edition in dict.fromkeys(number for row in rows if (number := _edition(row)) is not None):
        keys = ("suggest_talks", "suggest_theme") if answer.kind == "fact" else ("suggest_theme", "suggest_talks")
        for key in keys:
            yield say(key, language, n=ordinal(edition) if language == "en" else edition)


def _edition(row: Row) -> int | None:
    return row.edition if isinstance(row.edition, int) else None
