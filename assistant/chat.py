"""The chat page: questions, answers as they grow, and the sources under each answer.

The page's own copy of the conversation is never read back: a browser can send any message it likes, so the state of
the server's session is the one that counts.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import gradio as gr

from assistant.languages import answer_language
from assistant.messages import show_answer, show_problem, show_question, show_state
from assistant.opening import Opening
from assistant.page_phrases import EXAMPLES, NAMES, PAGE, reader_language
from assistant.records import Language, Reader
from ingest.errors import SeminarError

_log = logging.getLogger(__name__)
STYLE = Path(__file__).with_suffix(".css")
_ANSWERS_AT_ONCE = 8
_TURNS_KEPT = 30
_LONGEST_QUESTION = 2000  # characters
_LOCALES: Mapping[Language, str] = {"ja": "ja", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en"}

Shown = tuple[list[dict[str, object]], list["Turn"], gr.Button, gr.Button]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, its answer as far as it has come, and under it what goes on or went wrong."""

    question: str
    language: Language
    answer: str = ""
    note: str = ""
    running: bool = False
    suggestions: tuple[str, ...] = ()


def interface_words() -> gr.I18n:
    """Return the page words by the browser's locale."""
    said = {locale: {key: row[language] for key, row in PAGE.items()} for language, locale in _LOCALES.items()}
    return gr.I18n(**said)


def theme() -> gr.themes.Base:
    """Return a theme without fonts of its own: the built-in ones have no kanji."""
    fonts = ["system-ui", "sans-serif"]
    return gr.themes.Base(font=fonts, font_mono=["ui-monospace", "monospace"], primary_hue="blue", neutral_hue="slate")


def build_chat(opening: Opening, say: gr.I18n, title: str = "") -> gr.Blocks:
    """Return the page's components and what happens between them."""
    pool = ThreadPoolExecutor(_ANSWERS_AT_ONCE, "answer")
    page = gr.Blocks(title=title or PAGE["title"]["ja"], fill_height=True, analytics_enabled=False)
    with page:
        turns = gr.State([])
        with gr.Row(elem_id="head"):
            gr.Markdown(title or say("title"), elem_id="title")
            fixed = gr.Dropdown(
                [(str(say("as_asked")), ""), *((name, language) for language, name in NAMES.items())],
                value="",
                label=say("answer_language"),
                container=False,
                filterable=False,
                elem_id="language",
                min_width=0,
            )
            gr.Button(say("history"), link="history", link_target="_blank", size="sm", elem_id="history", min_width=0)
            new = gr.Button(say("new"), size="sm", elem_id="new", min_width=0)
        chat = gr.Chatbot(
            label=say("conversation"),
            show_label=False,
            container=False,
            elem_id="chat",
            height="auto",
            scale=1,
            layout="bubble",
            autoscroll=False,  # chat.js keeps the question in sight instead of the answer's end
            latex_delimiters=[],
            buttons=[],
            feedback_options=None,
            placeholder=str(say("welcome")),
            examples=[{"text": example} for example in EXAMPLES],
        )
        with gr.Row(elem_id="ask"):
            box = gr.Textbox(
                label=say("question"),
                placeholder=say("placeholder"),
                show_label=False,
                container=False,
                lines=1,  # a box of several lines would send on Shift+Enter, which phones do not have
                max_lines=8,
                max_length=_LONGEST_QUESTION,
                autofocus=True,
                min_width=0,
                elem_id="question",
            )
            send = gr.Button(say("send"), variant="primary", elem_id="send", min_width=0)
            stop = gr.Button(say("stop"), variant="stop", visible=False, elem_id="stop", min_width=0)

        shown = [chat, turns, send, stop]

        async def reply(
            typed: str, past: list[Turn], chosen: str, event: gr.EventData, request: gr.Request
        ) -> AsyncIterator[tuple[object, ...]]:
            question = (_chosen(event) or typed).strip()[:_LONGEST_QUESTION]
            if not question:
                yield *_show(past), gr.skip()
                return
            past = past[1 - _TURNS_KEPT :]
            box_after: object = ""
            page_language = reader_language(request.headers.get("accept-language", ""))
            reader = Reader(next((language for language in NAMES if language == chosen), None), page_language)
            steps = _answer(question, [turn.question for turn in past], reader, opening)
            async for turn in _step_by_step(steps, pool):
                yield *_show([*past, turn]), box_after
                box_after = gr.skip()  # the next question may be being typed

        def halt(past: list[Turn]) -> Shown:
            return _show([_ended(turn, "stopped") for turn in past])

        asked = gr.on(
            [box.submit, send.click, chat.example_select, chat.option_select],
            reply,
            [box, turns, fixed],
            [*shown, box],
            show_progress="hidden",
            concurrency_limit=_ANSWERS_AT_ONCE,
            trigger_mode="once",
            api_visibility="private",
        )
        on_quiet = partial(gr.on, show_progress="hidden", queue=False, cancels=asked, api_visibility="private")
        on_quiet(stop.click, halt, turns, shown)
        on_quiet(new.click, lambda: (*_show([]), ""), None, [*shown, box])
    return page


def _answer(question: str, history: Sequence[str], reader: Reader, opening: Opening) -> Iterator[Turn]:
    language = answer_language(question, history, reader)
    searching = show_state("searching", language)
    turn = Turn(question, language)
    try:
        if not opening.assistant:
            yield replace(turn, note=show_state("loading", language), running=True)
        assistant = opening.wait()
        yield replace(turn, note=searching, running=True)
        for answer in assistant.answer(question, history, reader):
            shown = show_answer(answer, assistant.source_page, history)
            turn = Turn(question, answer.language, shown, suggestions=answer.suggestions)
            yield replace(turn, note=searching, running=True, suggestions=())
    except SeminarError as error:
        turn = replace(turn, note=show_problem(str(error), language))
    yield turn


async def _step_by_step(turns: Iterator[Turn], pool: Executor) -> AsyncIterator[Turn]:
    """Yield the turns, each made in a thread: whoever stops need not wait for the step under way."""
    last: Turn | None = None
    while True:
        step = asyncio.get_running_loop().run_in_executor(pool, next, turns, None)
        await asyncio.wait({step})
        if error := step.exception():
            _log.error("no answer", exc_info=error)
            if last:
                yield _ended(last, "failed")
            return
        last = step.result()
        if last is None:
            return
        yield last


def _show(turns: Sequence[Turn]) -> Shown:
    running = any(turn.running for turn in turns)
    messages: list[dict[str, object]] = []
    for turn in turns:
        options = [{"value": suggestion} for suggestion in turn.suggestions] if turn is turns[-1] else []
        messages.append({"role": "user", "content": show_question(turn.question)})
        messages.append({"role": "assistant", "content": turn.answer + turn.note, "options": options})
    return messages, list(turns), gr.Button(visible=not running), gr.Button(visible=running)


def _ended(turn: Turn, how: str) -> Turn:
    """Return the turn as it is left when its answer was cut short."""
    return turn if not turn.running else replace(turn, running=False, note=show_state(how, turn.language))


def _chosen(event: gr.EventData) -> str:
    """Return the example or the suggestion that was clicked, empty if the question was typed."""
    value = event._data.get("value") if isinstance(event._data, dict) else None
    return str(value.get("text", "") if isinstance(value, dict) else value or "")
