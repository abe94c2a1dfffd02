"""The configured chat model: opened by name, asked with limits, its troubles turned into one.

The only home of chat-model providers. A model is somebody else's program on somebody else's machine: it may be slow,
endless, broken or gone. Whoever asks it here gets text as it comes, or ModelSilent with a reason, within a bounded
time, and never waits behind more than a few others.
"""

import math
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ingest.errors import SeminarError
from ingest.settings import IngestSettings
from ingest.text import HAS_CJK

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_EXTRAS = {"openai": "openai", "anthropic": "anthropic", "ollama": "ollama"}  # provider → extra of this project
_MOST_WAITING = 8  # askers behind those that are answered; more would wait longer than anybody does
_TOKENS_CJK = 1.5  # a character; Qwen2.5 and Llama 3 need 0.6 to 1.2, older vocabularies up to 2 for rare ones
_TOKENS_OTHER = 0.5  # a character; English needs 0.25, figures and signs up to 0.5
_TOTAL = 4  # times the silence granted: a whole answer
_ANSWER_SHARE = 6  # of the context
_SIGNS_A_TOKEN = 8  # characters an honest token can have; a stream with more is endless
_CUT_OFF = ("LengthFinishReasonError",)  # what a provider's package raises where an answer of a set shape is too long
_Why = Literal["busy", "slow", "failed", "long", "ended"]

Role = Literal["system", "user", "assistant"]
Message = tuple[Role, str]
TRIFLE: Message = ("user", "1+1=? Answer with one digit.")  # put to a model to see whether it answers


class ModelSilent(Exception):
    """A chat model gave no answer; `why` is the kind of trouble, the message is for the log."""

    def __init__(self, why: _Why, message: str) -> None:
        """Keep the kind beside the message."""
        super().__init__(message)
        self.why: _Why = why


@dataclass(frozen=True, slots=True)
class Limits:
    """What is granted to one answer of a model: seconds of silence and in all, tokens of context and of answer."""

    silence: float = 30.0
    total: float = 120.0
    context: int = 4096
    answer: int = 700
    at_once: int = 2


class ChatModel:
    """A chat model that is asked with limits; one for everybody who asks."""

    def __init__(self, name: str, model: "BaseChatModel", limits: Limits, provider: str = "") -> None:
        """Take a LangChain model; `name` is what readers are told, `provider` how it is told the shape of an answer."""
        self.name = name
        self.limits = limits
        self._shaping = _SHAPING.get(provider)
        self._model = model
        self._pool = ThreadPoolExecutor(limits.at_once, "model")
        self._places = threading.BoundedSemaphore(limits.at_once + _MOST_WAITING)
        self._open: set[_Stream] = set()
        self._ended = threading.Event()

    def end(self) -> None:
        """Have every answer under way end where it is, and all later ones at once: the server stops."""
        self._ended.set()
        for stream in list(self._open):
            stream.pieces.put(None)

    def write(
        self, messages: Sequence[Message], *, schema: Mapping[str, object] | None = None, seconds: float = math.inf
    ) -> Iterator[str]:
        """Yield the text of an answer in pieces as they come; ModelSilent where it does not come to its end.

        A JSON `schema` is handed on to servers that can keep to one; `seconds` may grant less than the limits do.
        """
        if not self._places.acquire(blocking=False):
            raise ModelSilent("busy", f"{self.limits.at_once + _MOST_WAITING} answers are being written")
        stream = _Stream(self._open.discard)
        options = self._shaping(schema) if schema and self._shaping else {}
        pumping = self._pool.submit(self._pump, messages, stream, options)
        pumping.add_done_callback(lambda _: self._places.release())
        with closing(stream):
            self._open.add(stream)
            yield from self._bounded(stream, pumping, min(seconds, self.limits.total))

    def ask(
        self, messages: Sequence[Message], *, schema: Mapping[str, object] | None = None, seconds: float = math.inf
    ) -> str:
        """Return an answer as a whole."""
        return "".join(self.write(messages, schema=schema, seconds=seconds))

    def check(self) -> str:
        """Return how the model answers a trifle, as a line for whoever starts the server."""
        started = time.monotonic()
        try:
            said = self.ask([TRIFLE]).strip()
        except ModelSilent as silent:
            return f"The chat model {self.name} does not answer ({silent}). Answers are given without it."
        took = time.monotonic() - started
        return f"The chat model {self.name} answers ({took:.1f} s)." if said else f"{self.name} answers with nothing."

    def _pump(self, messages: Sequence[Message], stream: "_Stream", options: Mapping[str, object]) -> None:
        """Put the pieces of an answer into a stream until it ends or nobody reads any more."""
        if stream.closed.is_set():
            return  # whoever asked has gone while others were answered
        speaking = self._model.bind(**options) if options else self._model
        for piece in speaking.stream(list(messages)):
            if stream.closed.is_set():
                return
            stream.pieces.put(str(piece.text))

    def _bounded(self, stream: "_Stream", pumping: "Future[None]", seconds: float) -> Iterator[str]:
        end, length = time.monotonic() + seconds, 0
        pumping.add_done_callback(lambda _: stream.pieces.put(None))
        while True:
            wait = min(self.limits.silence, end - time.monotonic())
            if self._ended.is_set():
                raise ModelSilent("ended", "the server stops")
            try:
                piece = stream.pieces.get(timeout=max(wait, 0))
            except queue.Empty:
                raise ModelSilent("slow", f"nothing came for {max(wait, 0):.0f} seconds") from None
            if piece is None and not pumping.done():
                continue
            if piece is None:
                if error := pumping.exception():
                    why: _Why = "long" if type(error).__name__ in _CUT_OFF else "failed"
                    raise ModelSilent(why, f"{type(error).__name__}: {str(error)[:200]}")
                return
            length += len(piece)
            if length > self.limits.answer * _SIGNS_A_TOKEN:
                raise ModelSilent("long", f"no end after {length} characters")
            yield piece


@dataclass(slots=True, eq=False)
class _Stream:
    """What a model has said and nobody has read yet; None at the end. It tells when it is closed."""

    tell: "Callable[[_Stream], None]"
    pieces: "queue.SimpleQueue[str | None]" = field(default_factory=queue.SimpleQueue)
    closed: threading.Event = field(default_factory=threading.Event)

    def close(self) -> None:
        self.closed.set()
        self.tell(self)


def _response_format(schema: Mapping[str, object]) -> dict[str, object]:
    return {"response_format": {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}}


_SHAPING: Mapping[str, Callable[[Mapping[str, object]], dict[str, object]]] = {
    "openai": _response_format,
    "ollama": lambda schema: {"format": schema},
}


def open_configured(settings: IngestSettings, limits: Limits | None = None) -> ChatModel | None:
    """Return the model the settings name, None if they name none; SeminarError says what is amiss."""
    if not settings.chat_model:
        return None
    limits = limits or Limits(
        silence=settings.chat_timeout,
        total=_TOTAL * settings.chat_timeout,
        context=settings.chat_context,
        answer=settings.chat_context // _ANSWER_SHARE,
        at_once=settings.chat_at_once,
    )
    return open_model(settings.chat_model, base_url=settings.chat_base_url, key=settings.chat_api_key, limits=limits)


def open_model(name: str, *, base_url: str, key: str, limits: Limits) -> ChatModel:
    """Return the model of a setting such as `openai:NAME`; SeminarError names what is missing.

    Nothing is called yet: `ChatModel.check` does that.
    """
    provider, _, model = name.partition(":")
    if not model:
        raise SeminarError(
            f"SEMINAR_CHAT_MODEL: {name!r} names no provider; write it as openai:NAME, ollama:NAME or anthropic:NAME. "
            "Servers with an OpenAI-compatible address (vLLM, llama.cpp) are openai:NAME with SEMINAR_CHAT_BASE_URL."
        )
    opened = _provided(provider, lambda: _init(provider, model, base_url, key, limits))
    return ChatModel(model, opened, limits, provider)


def tokens(text: str) -> int:
    """Return a safe estimate of the tokens of a text: what no usual vocabulary exceeds for Japanese and Chinese."""
    cjk = len(HAS_CJK.findall(text))
    return int(cjk * _TOKENS_CJK + (len(text) - cjk) * _TOKENS_OTHER) + 1


def _init(provider: str, model: str, base_url: str, key: str, limits: Limits) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    options: dict[str, object] = {"temperature": 0, "timeout": limits.silence, "max_retries": 0}
    if provider == "ollama":
        options = {"temperature": 0, "num_ctx": limits.context, "num_predict": limits.answer}
        options["client_kwargs"] = {"timeout": limits.silence}
    else:
        options["max_tokens"] = limits.answer
        options["api_key"] = key or "none"  # a server of one's own asks for none, its client insists
    if base_url:
        options["base_url"] = base_url
    opened: BaseChatModel = init_chat_model(model, model_provider=provider, **options)  # type: ignore[call-overload]
    return opened


def _provided(provider: str, opening: "Callable[[], BaseChatModel]") -> "BaseChatModel":
    try:
        return opening()
    except ImportError as error:
        extra = _EXTRAS.get(provider)
        how = f"pip install 'seminar-history[{extra}]'" if extra else f"pip install langchain-{provider}"
        raise SeminarError(f"SEMINAR_CHAT_MODEL: for {provider}: a package is missing; install it: {how}") from error
    except ValueError as error:
        raise SeminarError(f"SEMINAR_CHAT_MODEL: {provider}: {str(error).splitlines()[0]}") from error
