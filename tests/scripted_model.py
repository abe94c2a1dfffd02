"""Chat models for tests that say what they are told to, piece by piece, or break as real ones do."""

import time
from collections.abc import Callable, Iterator, Sequence

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from assistant.writer import Writer
from ingest.models import ChatModel, Limits

Script = Callable[[str], Iterator[str]]  # all that was put to the model → what it says


class ScriptedModel(BaseChatModel):
    """Says what its script makes of the last message."""

    script: Script

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: object,
    ) -> ChatResult:
        said = "".join(self.script(_all(messages)))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=said))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: object,
    ) -> Iterator[ChatGenerationChunk]:
        for piece in self.script(_all(messages)):
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))


def writer_of(script: Script, limits: Limits | None = None) -> Writer:
    """Return a writer whose model follows a script."""
    return Writer(ChatModel("scripted", ScriptedModel(script=script), limits or Limits(silence=5, total=10)))


def saying(*pieces: str) -> Script:
    """Return a script that says the same whatever is asked."""
    return lambda _: iter(pieces)


def breaking(error: Exception, *pieces: str) -> Script:
    """Return a script that breaks after some pieces."""

    def script(_: str) -> Iterator[str]:
        yield from pieces
        raise error

    return script


def dawdling(seconds: float, *pieces: str) -> Script:
    """Return a script that lets time pass before each piece."""

    def script(_: str) -> Iterator[str]:
        for piece in pieces:
            time.sleep(seconds)
            yield piece

    return script


def endless(piece: str) -> Script:
    """Return a script that never stops."""

    def script(_: str) -> Iterator[str]:
        while True:
            yield piece

    return script


def _all(messages: Sequence[BaseMessage]) -> str:
    return "\n".join(str(message.content) for message in messages)
