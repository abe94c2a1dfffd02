"""The chat page: its components, and which event of the browser is answered by what.

What is said and shown is made in `replies`; the ids of the visitor and of the conversation come from visitor.js.
"""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from pathlib import Path
from secrets import token_hex

import gradio as gr

from assistant.conversations import Conversations
from assistant.logs import HEADER, name_request
from assistant.opening import Opening
from assistant.page_phrases import EXAMPLES, NAMES, word
from assistant.phrases import phrases
from assistant.records import Language
from assistant.replies import Message, Shown, end, read_ticket, reply, restore

_log = logging.getLogger(__name__)
STYLE = Path(__file__).with_suffix(".css")
_ANSWERS_AT_ONCE = 8
_TOLD_SECONDS = 0.2  # between two steps of an answer; its end is told at once
_PLACES_TOLD_SECONDS = 3600.0  # Gradio would tell all who wait, after every answer, how many wait before them
_PAGES_REMEMBERED = 100  # their components as last shown, some 150 kB each; ours come from the kept conversations
_LOCALES: Mapping[Language, str] = {"ja": "ja", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en"}
_TURN_BUTTONS = "(running) => [!running, !!running].map((visible) => ({ __type__: 'update', visible }))"
_EMPTY_BOX = "(taken) => (taken ? '' : { __type__: 'update' })"
_WORDS = ("page_", "chat_")  # what the keys of the page's phrases begin with


def interface_words() -> gr.I18n:
    """Return the page words by the browser's locale."""
    rows = {key: row for key, row in phrases().items() if key.startswith(_WORDS)}
    said = {locale: {key: row[language] for key, row in rows.items()} for language, locale in _LOCALES.items()}
    return gr.I18n(**said)


def theme() -> gr.themes.Base:
    """Return a theme without fonts of its own: the built-in ones have no kanji."""
    fonts = ["system-ui", "sans-serif"]
    return gr.themes.Base(font=fonts, font_mono=["ui-monospace", "monospace"], primary_hue="blue", neutral_hue="slate")


def build_chat(
    opening: Opening, conversations: Conversations, say: gr.I18n, title: str = "", *, sign_out: bool = False
) -> gr.Blocks:
    """Return the page's components and what happens between them; whoever had to sign in may `sign_out`."""
    pool = ThreadPoolExecutor(_ANSWERS_AT_ONCE, "answer")
    page = gr.Blocks(title=title or word("title", "ja"), fill_height=True, analytics_enabled=False)
    with page:
        ticket = gr.Textbox(visible=False)
        with gr.Row(elem_id="head"):
            gr.Markdown(title or say("page_title"), elem_id="title")
            gr.HTML(_language_choice(), elem_id="language-choice", min_height=0)
            button = partial(gr.Button, size="sm", min_width=0)
            button(say("page_history"), link="history", link_target="_blank", elem_id="history")
            button(say("chat_help"), link="help", link_target="_blank", elem_id="help")
            button(say("chat_list"), elem_id="list")
            new = button(say("page_new"), elem_id="new")
            leave = button(say("chat_sign_out"), elem_id="sign-out", visible=sign_out)
        chat = gr.Chatbot(
            label=say("page_conversation"),
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
            placeholder=str(say("page_welcome")),
            examples=[{"text": example} for example in EXAMPLES],
        )
        notice = gr.HTML("", elem_id="notice", min_height=0)
        with gr.Row(elem_id="ask"):
            box = gr.Textbox(
                label=say("page_question"),
                placeholder=say("page_placeholder"),
                show_label=False,
                container=False,
                lines=1,  # a box of several lines would send on Shift+Enter, which phones do not have
                max_lines=8,
                autofocus=True,
                min_width=0,
                elem_id="question",
            )
            send = gr.Button(say("page_send"), variant="primary", elem_id="send", min_width=0)
            stop = gr.Button(say("page_stop"), variant="stop", visible=False, elem_id="stop", min_width=0)
        again = gr.Button(visible="hidden", elem_id="again")  # pressed by our scripts: a question is asked anew
        opened = gr.Button(visible="hidden", elem_id="opened")  # pressed by our scripts: another conversation is chosen
        # What turns the buttons and empties the box: told themselves, Gradio would make them anew for every step.
        running, taken = gr.Textbox(visible="hidden"), gr.Textbox(visible="hidden")

        shown = [chat, running, notice]

        async def answer(
            typed: str | None, sent: str | None, event: gr.EventData, request: gr.Request
        ) -> AsyncIterator[tuple[object, ...]]:
            name_request(request.headers.get(HEADER, ""))  # of the browser's; Gradio answers it elsewhere
            chosen = _chosen(event)
            asked = read_ticket(sent, request.headers.get("accept-language", ""))
            typed = typed or ""
            named = "" if chosen or not typed.strip() else token_hex(8)  # once: the next one may be being typed
            steps = reply(chosen or typed, asked, opening, conversations)
            failed = partial(end, asked, opening, conversations, failed=True)
            async for step in _step_by_step(steps, failed, pool):
                yield *_show(step), named if step.taken else ""

        async def reopen(sent: str | None) -> AsyncIterator[tuple[object, ...]]:
            steps = restore(read_ticket(sent), opening, conversations)
            async for step in _step_by_step(steps, lambda: Shown(), pool):
                yield _show(step)

        def halt(sent: str | None) -> tuple[object, ...]:
            return _show(end(read_ticket(sent), opening, conversations))

        on = partial(gr.on, show_progress="hidden", api_visibility="private", postprocess=False)
        with_ticket = "() => [seminar.ticket()]"
        restored = on(opened.click, reopen, ticket, shown, js=with_ticket, concurrency_limit=_ANSWERS_AT_ONCE)
        asked = on(
            [box.submit, send.click, chat.example_select, chat.option_select, again.click],
            answer,
            [box, ticket],
            [*shown, taken],
            js="(typed) => seminar.question(typed)",
            concurrency_limit=_ANSWERS_AT_ONCE,
            trigger_mode="once",
            cancels=restored,
        )
        on(stop.click, halt, ticket, shown, js=with_ticket, queue=False, cancels=[asked, restored])
        opened.click(None, cancels=asked)
        running.change(None, running, [send, stop], js=_TURN_BUTTONS)
        taken.change(None, taken, box, js=_EMPTY_BOX)
        new.click(None, js="() => seminar.fresh()")
        leave.click(None, js="() => seminar.leave()")
        page.load(None, js="() => seminar.restore()")
    page.queue(status_update_rate=_PLACES_TOLD_SECONDS)
    page.state_session_capacity = _PAGES_REMEMBERED
    return page


def _language_choice() -> str:
    """Return the one choice of a language, for the page and its answers; visitor.js names what it is."""
    options = "".join(
        f'<option value="{language}" lang="{language}">{name}</option>' for language, name in NAMES.items()
    )
    return f'<select id="language"><option value=""></option>{options}</select>'


async def _step_by_step(steps: Iterator[Shown], failed: Callable[[], Shown], pool: Executor) -> AsyncIterator[Shown]:
    """Yield the steps, made in a thread, the last of those made since the one before: each replaces all before it.

    Whoever stops need not wait for the step under way. What the browser is not told costs nothing: under load an
    answer takes fewer steps.
    """
    loop, made, left = asyncio.get_running_loop(), asyncio.Queue[Shown | None](), threading.Event()

    def make() -> None:
        while not left.is_set() and (step := next(steps, None)):
            loop.call_soon_threadsafe(made.put_nowait, step)

    making = loop.run_in_executor(pool, copy_context().run, make)
    making.add_done_callback(lambda _: made.put_nowait(None))
    try:
        ended = False
        while not ended:
            waiting = [await made.get()]
            with suppress(TimeoutError):
                async with asyncio.timeout(_TOLD_SECONDS):
                    while waiting[-1]:
                        waiting.append(await made.get())
            ended = waiting[-1] is None
            if shown := next(filter(None, reversed(waiting)), None):
                yield shown
    finally:
        left.set()
    if error := making.exception():
        _log.error("no answer", exc_info=error)
        yield failed()


def _show(shown: Shown) -> tuple[object, ...]:
    """Return the values of the conversation, of what turns the buttons, and of the notice, as the browser gets them."""
    messages = gr.skip() if shown.messages is None else [_sent(message) for message in shown.messages]
    notice = f'<p role="status">{shown.notice}</p>' if shown.notice else ""
    return messages, "running" if shown.running else "", notice


def _sent(message: Message) -> Message:
    """Return a message as the browser is sent it."""
    return {"metadata": None, "options": None, **message, "content": [{"type": "text", "text": message["content"]}]}


def _chosen(event: gr.EventData) -> str:
    """Return the example or the suggestion that was clicked, empty if the question was typed."""
    value = event._data.get("value") if isinstance(event._data, dict) else None
    return str(value.get("text", "") if isinstance(value, dict) else value or "")
