"""The answers in the shape that clients of OpenAI read: `/v1/chat/completions`, streamed or whole, and `/v1/models`.

A conversation comes whole with every request; only what its user asked is read. A stream can only grow, and an answer
is replaced as it grows: what a chat model writes goes out sentence by sentence, the computed answer once it is final.
"""

import json
import re
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from secrets import token_hex
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from assistant.api_answers import EVENTS, Answers, respond, to_json
from assistant.api_document import FAULTS, STREAM
from assistant.api_gate import Refused
from assistant.api_records import MOST_BEFORE, LinkedAnswer, LinkedCitation, link_answer
from assistant.headers import NOT_KEPT
from assistant.records import LONGEST_QUESTION, Reader
from assistant.replies import legible

MODEL = "seminar"
_STARTED = 1_000_000_000  # when a model was made: a date the shape asks for
_MARK = re.compile(r"〔(\d+)〕")
_EXAMPLE: JsonDict = {"model": MODEL, "messages": [{"role": "user", "content": "第16回はいつ、どこで開かれましたか？"}]}
_LINE = re.compile(r"[^\n]*\n+|[^\n]+")


class Part(BaseModel):
    """A piece of a message; only text is read."""

    type: str = Field(max_length=40)
    text: str = ""


class Message(BaseModel):
    """What was said in the conversation; of the system's and the assistant's nothing is read."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """All its text."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text for part in self.content or () if part.type == "text")


class StreamOptions(BaseModel):
    """What else a stream brings."""

    include_usage: bool = False


class Completion(BaseModel):
    """A conversation; its last message of the user is the question. Sampling and tools are passed over."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE})

    model: str = Field(default=MODEL, max_length=200)
    messages: Annotated[list[Message], Field(min_length=1, max_length=2000)]
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = None


class UrlCitation(BaseModel):
    """A source, and where its mark stands in the message."""

    start_index: int
    end_index: int
    title: str
    url: str


class Annotation(BaseModel):
    """A citation as clients of OpenAI know it."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class AnswerMessage(BaseModel):
    """The answer in Markdown, its sources listed at the end."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class Choice(BaseModel):
    """The one answer."""

    index: int = 0
    message: AnswerMessage
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Usage(BaseModel):
    """Characters, not tokens: no model reads what was asked."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChatCompletion(BaseModel):
    """An answer; `citations` are those of `/api/ask`."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[Choice]
    usage: Usage
    citations: list[LinkedCitation]


class Model(BaseModel):
    """What can be named as `model`."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = _STARTED
    owned_by: str = MODEL


class Models(BaseModel):
    """The one model there is."""

    object: Literal["list"] = "list"
    data: list[Model]


def completion_routes(answers: Answers) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["openai"])

    @router.get("/v1/models", responses=FAULTS, operation_id="models")
    async def models() -> Models:
        """Return the one name of a model; any other is taken as well."""
        return Models(data=[Model()])

    @router.post(
        "/v1/chat/completions",
        response_model=ChatCompletion,
        responses={**STREAM, **FAULTS},
        operation_id="chat_completions",
    )
    async def complete(request: Request, asked: Completion) -> Response:
        """Answer the last question of a conversation, with `stream` as chunks that end with `[DONE]`."""
        question, before = _conversation(asked)
        base, made = str(request.base_url), f"chatcmpl-{token_hex(12)}"
        answers.opened()
        if asked.stream:
            chunks = _stream(answers, question, before, base, made, asked)
            return StreamingResponse(chunks, media_type=EVENTS, headers=NOT_KEPT)
        answer = link_answer(await answers.final(question, before, Reader()), base)
        content = to_content(answer)
        message = AnswerMessage(content=content, annotations=_annotations(content, answer))
        whole = ChatCompletion(
            id=made,
            created=int(time.time()),
            choices=[Choice(message=message)],
            usage=_usage(question, content),
            citations=list(answer.citations),
        )
        return respond(whole)

    return router


def to_content(answer: LinkedAnswer) -> str:
    """Return an answer as one Markdown text: a model's wording if there is one, what was computed, the sources."""
    sources = "\n".join(
        f"- 〔{one.id}〕[{one.heading or one.report} p.{one.printed_page or one.page}]({one.url})「{one.quote}」"
        for one in answer.citations
    )
    return "\n\n".join(filter(None, (_worded(answer), answer.text, sources)))


def _worded(answer: LinkedAnswer) -> str:
    return answer.written.text if answer.written else ""


def _conversation(asked: Completion) -> tuple[str, list[str]]:
    """Return the question and those before it; Refused where nobody asks, or too much at once."""
    said = [text for one in asked.messages if one.role == "user" and (text := legible(one.text))]
    if not said or asked.messages[-1].role != "user":
        raise Refused(422, "empty", "The last message must be a question of the user.", param="messages")
    if len(said[-1]) > LONGEST_QUESTION:
        raise Refused(422, "too_long", f"A question may have {LONGEST_QUESTION} characters.", param="messages")
    return said[-1], [text[:LONGEST_QUESTION] for text in said[-1 - MOST_BEFORE : -1]]


def _annotations(content: str, answer: LinkedAnswer) -> list[Annotation]:
    cited = {one.id: one for one in answer.citations}
    marks = ((match, cited[int(match[1])]) for match in _MARK.finditer(content) if int(match[1]) in cited)
    return [
        Annotation(
            url_citation=UrlCitation(
                start_index=match.start(), end_index=match.end(), title=one.heading or one.report, url=one.url
            )
        )
        for match, one in marks
    ]


def _usage(question: str, content: str) -> Usage:
    return Usage(prompt_tokens=len(question), completion_tokens=len(content), total_tokens=len(question) + len(content))


async def _stream(
    answers: Answers, question: str, before: list[str], base: str, made: str, asked: Completion
) -> AsyncGenerator[bytes]:
    """Yield the chunks of an answer; what goes wrong after the first byte is a chunk with `error`."""
    created, sent = int(time.time()), ""

    def chunk(*deltas: dict[str, Any], ended: str | None = None, **more: object) -> bytes:
        about = {"id": made, "object": "chat.completion.chunk", "created": created, "model": MODEL}
        choices = [{"index": 0, "delta": delta, "finish_reason": ended, "logprobs": None} for delta in deltas]
        return _event({**about, "choices": choices, **more})

    try:
        yield chunk({"role": "assistant", "content": ""})
        answer = None
        async with aclosing(answers.grow(question, before, Reader())) as growing:
            async for grown in growing:
                answer = link_answer(grown, base)
                if (worded := _worded(answer)).startswith(sent):
                    for piece in _LINE.findall(worded[len(sent) :]):
                        yield chunk({"content": piece})
                    sent = worded
        assert answer
        content = to_content(answer)
        rest = content[len(sent) :] if content.startswith(sent) else f"\n\n{content}"  # reworded at the end
        for piece in _LINE.findall(rest):
            yield chunk({"content": piece})
        whole = sent + rest
        annotations = [one.model_dump() for one in _annotations(whole, answer)]
        citations = json.loads(to_json(answer.citations))
        yield chunk({"annotations": annotations}, ended="stop", citations=citations)
        if asked.stream_options and asked.stream_options.include_usage:
            yield chunk(usage=_usage(question, whole).model_dump())
    except Refused as refused:
        yield _event(json.loads(bytes(refused.response().body)))
    yield b"data: [DONE]\n\n"


def _event(about: object) -> bytes:
    return b"data: " + json.dumps(about, ensure_ascii=False).encode() + b"\n\n"
