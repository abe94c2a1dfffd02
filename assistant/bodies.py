"""What comes from outside: a request's body as JSON that can be written again, handed on; plain data as records."""

import json
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from starlette.types import Message, Receive

MOST_BYTES = 1 << 20  # of a request: a long conversation of a client that sends all of it again
BODY_SECONDS = 20.0  # until all of it must have come

Record = TypeVar("Record")


def read_record(kind: type[Record], plain: object) -> Record | None:
    """Return plain data as a record of that kind, None where it is of another version of this program."""
    try:
        return TypeAdapter(kind).validate_python(plain)
    except ValidationError:
        return None


def read_json(body: bytes) -> dict[str, object]:
    """Return the object that a body holds; nothing for what is none, or holds what no JSON can say."""
    try:
        sent = json.loads(body)
        json.dumps(sent, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (ValueError, RecursionError):
        return {}
    return sent if isinstance(sent, dict) else {}


async def read_body(receive: Receive, most: int) -> bytes | None:
    """Return what a request brings, None where it breaks off; of what is longer than `most` bytes only so much."""
    body, more = b"", True
    while more and len(body) <= most:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def again(body: bytes, receive: Receive) -> Receive:
    """Return what gives a body that was read, then whatever comes."""
    given: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return given.pop() if given else await receive()

    return receive_again
