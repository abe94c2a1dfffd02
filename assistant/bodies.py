"""What a request brings: read as JSON that can be written again, and handed on to whoever reads it next."""

import json

from starlette.types import Message, Receive


def read_json(body: bytes) -> dict[str, object]:
    """Return the object that a body holds; nothing for what is none, or holds what no JSON can say."""
    try:
        sent = json.loads(body)
        json.dumps(sent, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (ValueError, RecursionError):
        return {}
    return sent if isinstance(sent, dict) else {}


def again(body: bytes, receive: Receive) -> Receive:
    """Return what gives a body that was read, then whatever comes."""
    given: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return given.pop() if given else await receive()

    return receive_again
