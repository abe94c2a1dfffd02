"""What the page asks → the conversation as it is to be shown, step by step while an answer grows.

The page sends a ticket with each question: who asks, in which conversation, in which language. What was said before is
read from the kept conversations; the page's own copy is never read back, for a browser can send any message it likes.
"""

import logging
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from assistant.bodies import read_json
from assistant.conversations import Conversations, Turn
from assistant.languages import answer_language
from assistant.logs import request_id
from assistant.messages import failure, show_answer, show_problem, show_question, show_state, show_tools
from assistant.opening import Answering, Opening, for_readers
from assistant.page_phrases import NAMES, reader_language, word
from assistant.phrases import say
from assistant.records import LONGEST_QUESTION, Language, Reader
from ingest.errors import DataNotUsable, SeminarError

_TURNS_SHOWN = 30
_ID = re.compile(r"[0-9a-f]{32}")
# Signs nobody sees: controls but tab and new line, halves of characters, what turns the direction of writing.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_log = logging.getLogger(__name__)

Message = dict[str, object]


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who asks, where, and in which language; `instead_of` is the number of the turn that is asked anew."""

    visitor: str
    conversation: str
    reader: Reader
    instead_of: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The messages to show, None to leave them; whether an answer is being made; what is said at the box."""

    messages: list[Message] | None = None
    running: bool = False
    notice: str = ""
    taken: bool = True  # False: the question stays in the box


def read_ticket(text: str | None, accepted: str = "") -> Ticket:
    """Return a ticket as the page writes it; a conversation of nobody where it is none."""
    sent = read_json((text or "").encode("utf-8", "replace"))
    visitor, conversation = (_identifier(sent.get(name)) for name in ("visitor", "conversation"))
    number = sent.get("instead_of")
    return Ticket(
        visitor,
        conversation,
        Reader(_language(sent.get("fixed")), _language(sent.get("page")) or reader_language(accepted)),
        number if isinstance(number, int) and 0 <= number < 1 << 31 else None,
    )


def reply(typed: str, ticket: Ticket, opening: Opening, conversations: Conversations) -> Iterator[Shown]:
    """Yield what is shown while a question is answered; an empty one asks a turn's own question anew."""
    past, kept = _turns(ticket, conversations)
    before = [turn for turn in past if ticket.instead_of is None or turn.number < ticket.instead_of]
    again = next((turn.question for turn in past if turn.number == ticket.instead_of), "")
    question = legible(typed) or again
    notice = "" if kept else say("chat_not_kept", ticket.reader.page)
    if not question or len(question) > LONGEST_QUESTION:
        key = "chat_too_long" if question else "chat_empty"
        yield Shown(notice=say(key, ticket.reader.page, most=f"{LONGEST_QUESTION:,}"), taken=False)
        return
    history = [turn.question for turn in before]
    language = answer_language(question, history, ticket.reader)
    turn = Turn(len(before), "", question, language)
    if kept:
        turn = conversations.ask(ticket.visitor, ticket.conversation, question, language, instead_of=ticket.instead_of)
    shown = _messages(before, opening.assistant, ticket)
    for step, state in _answer(turn, history, ticket.reader, opening):
        if kept:
            conversations.keep(ticket.visitor, ticket.conversation, step)
        last = _message(step, opening.assistant, history, state, options=not state)
        yield Shown([*shown, _asked(step, ticket), last], bool(state), notice)


def legible(typed: str) -> str:
    """Return what was typed without the signs that nobody sees, and without blanks around it."""
    return _UNSEEN.sub("", typed).strip()


def restore(ticket: Ticket, opening: Opening, conversations: Conversations) -> Iterator[Shown]:
    """Yield a kept conversation; what was under way when the page was left counts as stopped."""
    past, _ = _turns(ticket, conversations)
    if past and not opening.assistant:
        yield Shown([message for turn in past for message in (_asked(turn, ticket), _loading(turn))])
        try:
            opening.wait()
        except SeminarError as error:
            _log.warning("sources are not named: %s", error)
    yield Shown(_messages(past, opening.assistant, ticket, options=True))


def end(ticket: Ticket, opening: Opening, conversations: Conversations, *, failed: bool = False) -> Shown:
    """Return the conversation with its last answer cut short: stopped, or failed for a reason that is ours to find.

    What the log has of that stands under the id of the request, which is kept as the problem.
    """
    past, kept = _turns(ticket, conversations)
    if failed and past and past[-1].state == "running":
        past[-1] = replace(past[-1], state="failed", problem=request_id())
        conversations.keep(ticket.visitor, ticket.conversation, past[-1])
    if not past or not kept:
        page = ticket.reader.page
        return Shown(notice=escape(failure(request_id(), page)) if failed else word("stopped", page))
    return Shown(_messages(past, opening.assistant, ticket))


def _answer(turn: Turn, history: Sequence[str], reader: Reader, opening: Opening) -> Iterator[tuple[Turn, str]]:
    """Yield the turn as its answer grows, and what goes on, empty at the end."""
    try:
        if not opening.assistant:
            yield turn, "loading"
        assistant = opening.wait()
        turn = replace(turn, generation=assistant.generation)
        yield turn, "searching"
        for answer in assistant.answer(turn.question, history, reader):
            turn = replace(turn, answer=answer, language=answer.language)
            yield turn, "searching"
        turn = replace(turn, state="answered")
    except SeminarError as error:
        _log.warning("a question could not be answered: %s", error)
        turn = replace(turn, state="problem", problem=for_readers(error))
    yield turn, ""


def _turns(ticket: Ticket, conversations: Conversations) -> tuple[list[Turn], bool]:
    """Return the turns so far, and whether they can be kept."""
    try:
        return conversations.turns(ticket.visitor, ticket.conversation)[-_TURNS_SHOWN:], True
    except DataNotUsable as error:
        _log.warning("%s", error)
        return [], False


def _messages(
    turns: Sequence[Turn], assistant: Answering | None, ticket: Ticket, *, options: bool = False
) -> list[Message]:
    questions = [turn.question for turn in turns]
    pairs = (
        (_asked(turn, ticket), _message(turn, assistant, questions[:at], options=options and at == len(turns) - 1))
        for at, turn in enumerate(turns)
    )
    return [message for pair in pairs for message in pair]


def _asked(turn: Turn, ticket: Ticket) -> Message:
    label = say("chat_edit", ticket.reader.page)
    edit = f'<button class="edit turn-{turn.number}" type="button" title="{label}"></button>'
    return {"role": "user", "content": show_question(turn.question) + edit}


def _loading(turn: Turn) -> Message:
    return {"role": "assistant", "content": show_state("loading", turn.language)}


def _message(
    turn: Turn, assistant: Answering | None, history: Sequence[str], running: str = "", *, options: bool = False
) -> Message:
    """Return an answer with what goes on or went wrong under it."""
    find = assistant.source_page if assistant else lambda report, page: None
    content = show_answer(turn.answer, find, history, number=turn.number, vote=turn.vote) if turn.answer else ""
    if turn.state == "problem":
        content += show_problem(turn.problem, turn.language)
    elif turn.state != "answered":
        state = running or {"running": "stopped"}.get(turn.state, turn.state)
        content += show_state(state, turn.language, turn.problem)
    if not turn.answer and not running:
        content += show_tools(turn.language, turn.number)
    suggestions = turn.answer.suggestions if options and turn.answer else ()
    return {"role": "assistant", "content": content, "options": [{"value": value} for value in suggestions]}


def _language(sent: object) -> Language | None:
    return next((language for language in NAMES if language == sent), None)


def _identifier(sent: object) -> str:
    return sent if isinstance(sent, str) and _ID.fullmatch(sent) else secrets.token_hex(16)
