"""Turn questions and answers into the messages of the chat: Markdown with links to the sources.

What a person typed is shown letter by letter: every ASCII sign becomes a character reference, which Markdown leaves
alone. The text of an answer is escaped already.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from assistant.links import source_link
from assistant.page_phrases import word
from assistant.phrases import say
from assistant.records import Answer, Citation, Language
from assistant.sources import SourcePage, cited_page, report_name
from assistant.wording import about_writing

_SIGNS = re.compile(r"[!-/:-@\[-`{-~]")
_MARK = re.compile(r"〔(\d+)〕")
_FEW = 6  # so many sources are shown unfolded
_SPREADSHEETS = {"csv": "CSV", "xlsx": "Excel"}
MOST_BEFORE = 5  # questions a follow-up may go back
_VOTES = {"chat_good": 1, "chat_bad": -1}
_LONGEST_ADDRESS = 6000  # characters; proxies commonly take 8,000

FindSource = Callable[[str, int], SourcePage | None]


def show_question(question: str) -> str:
    """Return the question as Markdown that reads exactly as typed.

    >>> show_question("**太字** <b>")
    '&#42;&#42;太字&#42;&#42; &#60;b&#62;'
    """
    lines = (line.replace("\t", "    ") for line in question.strip().splitlines())
    kept = (re.sub(r"^ +", lambda match: "\u00a0" * len(match[0]), line) for line in lines)
    return "<br>".join(_SIGNS.sub(lambda match: f"&#{ord(match[0])};", line) for line in kept)


def show_state(key: str, language: Language, request: str = "") -> str:
    """Return the message that stands in an answer's place while it is made, or for good if it was stopped or failed.

    `request` is the id under which the log has what failed.
    """
    running = " running" if key in ("loading", "searching") else ""
    told = escape(failure(request, language)) if key == "failed" else word(key, language)
    return f'<div class="state{running}" lang="{language}" role="status">{told}</div>'


def failure(request: str, language: Language) -> str:
    """Return what is said of a mistake of ours, with the id of its request where there is one."""
    return " ".join([word("failed", language), *([word("failed_as", language, request=request)] if request else [])])


def show_problem(problem: str, language: Language) -> str:
    """Return the message for a problem somebody can fix."""
    text = word("problem", language, problem=problem)
    return f'<div class="problem" lang="{language}" role="alert">{show_question(text)}</div>'


def show_answer(
    answer: Answer, find_source: FindSource, history: Sequence[str] = (), *, number: int = 0, vote: int = 0
) -> str:
    """Return the answer, each mark a link to its source, its sources under it, and what can be done with it.

    `history` holds the questions before it: a list that is taken away is answered anew, after them. `number` is that
    of its turn, `vote` what the reader thought of it; both are told by classes, for Gradio drops other attributes.
    """
    cited = {citation.id: citation for citation in answer.citations}
    language = answer.language
    text = _show_written(answer) + answer.text
    text = _MARK.sub(lambda match: _link_mark(cited.get(int(match[1])), match[0], language), text)
    sources = _list_sources(answer, find_source) if answer.citations else ""
    tools = show_tools(language, number, _copies(answer) + _downloads(answer, history) + _link_to(answer), vote)
    return f'<div class="answer" lang="{language}">\n\n{text}\n\n{sources}</div>{tools}'


def show_tools(language: Language, number: int, more: str = "", vote: int | None = None) -> str:
    """Return what can be done with the turn of this number; without a vote there is no answer to think of."""
    votes = "" if vote is None else "".join(_vote(key, value, vote, language) for key, value in _VOTES.items())
    again = _button("retry", "chat_retry", language)
    return f'<div class="tools turn-{number}" lang="{language}">{more}{again}{votes}</div>'


def _show_written(answer: Answer) -> str:
    """Return what a chat model made of an answer, and how far it is to be trusted; empty where none was asked."""
    written = answer.written
    if written is None:
        return ""
    running = " running" if written.state == "writing" else ""
    note = f'<p class="by{running}">{escape(about_writing(answer))}</p>'
    return f'<div class="written">\n\n{written.text}\n\n{note}</div>\n\n'


def _copies(answer: Answer) -> str:
    kinds = {"copy": "chat_copy", "copy of-table": "chat_copy_table", "copy of-sources": "chat_copy_sources"}
    has = {"copy": True, "copy of-table": "\n|" in answer.text, "copy of-sources": bool(answer.citations)}
    shown = [_button(name, key, answer.language) for name, key in kinds.items() if has[name]]
    return "".join([*shown, _button("print", "chat_print", answer.language)])


def _button(name: str, key: str, language: Language) -> str:
    return f'<button class="{name}" type="button">{say(key, language)}</button>'


def _vote(key: str, value: int, given: int, language: Language) -> str:
    pressed, label = " pressed" if value == given else "", say(key, language)
    kind = "good" if value > 0 else "bad"
    return f'<button class="vote {kind}{pressed}" type="button" title="{label}"><span>{label}</span></button>'


def _downloads(answer: Answer, history: Sequence[str]) -> str:
    """Return links to the list as a spreadsheet, empty where there is none or its address would be too long."""
    before = history[-MOST_BEFORE:] if answer.understood else ()
    asked = [("q", answer.question), *(("after", question) for question in before), ("lang", answer.language)]
    address = urlencode(asked)
    if not answer.rows or len(address) > _LONGEST_ADDRESS:
        return ""
    links = [f'<a href="answer/list.{kind}?{escape(address)}">{name}</a>' for kind, name in _SPREADSHEETS.items()]
    return f'<span class="download">{word("download", answer.language)}{"".join(links)}</span>'


def _link_to(answer: Answer) -> str:
    """Return the link that asks the question again, empty where it cannot be understood without those before it."""
    address = urlencode({"ask": answer.question, "lang": answer.language})
    if answer.understood or len(address) > _LONGEST_ADDRESS:
        return ""
    return f'<a class="permalink" href="?{escape(address)}">{word("answer_link", answer.language)}</a>'


def _link_mark(citation: Citation | None, mark: str, language: Language) -> str:
    if citation is None:
        return mark
    said = escape(f"「{citation.quote}」").replace("|", "&#124;")
    return f'<a class="mark" href="{escape(source_link(citation, language))}" title="{said}">{mark}</a>'


def _list_sources(answer: Answer, find_source: FindSource) -> str:
    found = {citation.id: find_source(citation.report, citation.page) for citation in answer.citations}
    used = [citation for citation in answer.citations if citation.id not in answer.nearest]
    near = [citation for citation in answer.citations if citation.id in answer.nearest]
    translated = dict(answer.written.translations if answer.written else ())
    lists = _items(used, found, answer.language, translated)
    if near:
        lists += f"<h4>{word('nearest', answer.language)}</h4>" + _items(near, found, answer.language, translated)
    unfolded = " open" if len(answer.citations) <= _FEW else ""
    summary = word("sources", answer.language, count=len(answer.citations))
    return f'<details class="sources"{unfolded}><summary>{summary}</summary>{lists}</details>'


def _items(
    citations: Sequence[Citation],
    found: Mapping[int, SourcePage | None],
    language: Language,
    translated: Mapping[int, str],
) -> str:
    items = "".join(_item(one, found[one.id], language, translated.get(one.id, "")) for one in citations)
    return f"<ol>{items}</ol>" if items else ""


def _item(citation: Citation, source: SourcePage | None, language: Language, translated: str) -> str:
    report = f"{escape(report_name(source, language))}　" if source else ""
    where = escape(cited_page(citation, language))
    heading = f"「{escape(citation.heading)}」" if citation.heading else ""
    written = source.language if source else language
    foreign = word(f"quoted_{written}", language) if written != language else ""
    note = f'<span class="original">{foreign}</span>' if foreign else ""
    place = f'<span class="place" lang="{language}">{report}{where}{heading}{note}</span>'
    quote = f'<q lang="{written}">{escape(citation.quote)}</q>'
    also = escape(say("translated_by", language, text=translated)) if translated else ""
    also = f'<span class="translated" lang="{language}">{also}</span>' if also else ""
    return (
        f'<li value="{citation.id}"><a href="{escape(source_link(citation, language))}">'
        f'<span class="number">〔{citation.id}〕</span>{place}{quote}{also}</a></li>'
    )
