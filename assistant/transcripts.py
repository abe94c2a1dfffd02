"""A kept conversation as text that people can read, file or send."""

import re
from collections.abc import Sequence
from html import unescape

from assistant.conversations import Turn
from assistant.messages import FindSource, failure
from assistant.page_phrases import word
from assistant.records import Citation, Language
from assistant.sources import cited_page, report_name
from assistant.wording import about_writing, plain

_EMPHASIS = re.compile(r"(?<!\\)\*+")
_RULE = re.compile(r"\|(?: *:?-+:? *\|)+\n")  # under the head of a table


def to_text(turns: Sequence[Turn], find_source: FindSource) -> str:
    """Return the questions and answers in their order, each answer with its sources; times are UTC."""
    return "\n\n".join(_turn(turn, find_source) for turn in turns) + "\n"


def _turn(turn: Turn, find_source: FindSource) -> str:
    asked = f"■ {turn.question}　({turn.asked[:16].replace('T', ' ')} UTC)"
    if not turn.answer:
        told = failure(turn.problem, turn.language) if turn.state == "failed" else turn.problem
        return f"{asked}\n\n{told or word('stopped', turn.language)}"
    worded = [turn.answer.written.text, about_writing(turn.answer)] if turn.answer.written else []
    markdown = "\n\n".join(filter(None, [*worded, turn.answer.text]))
    text = unescape(plain(_EMPHASIS.sub("", _RULE.sub("", markdown))))
    sources = [_source(citation, turn.answer.language, find_source) for citation in turn.answer.citations]
    return "\n".join([asked, "", text, "", *sources]).rstrip()


def _source(citation: Citation, language: Language, find_source: FindSource) -> str:
    source = find_source(citation.report, citation.page)
    report = f"{report_name(source, language)}　" if source else ""
    where = cited_page(citation, language)
    return f"〔{citation.id}〕{report}{where}　{citation.heading}　「{citation.quote}」"
