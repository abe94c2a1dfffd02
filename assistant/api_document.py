"""What the document of the API says beside the fields: faults, examples, and the pages that are no JSON."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from assistant.api_records import Problem, fault_type

Responses = dict[int | str, dict[str, Any]]

DESCRIPTION = """Ask the reports of a seminar series. Every statement of an answer carries citations: report, page and
the place of the quotation in the stored text of that page. Where the server has keys, send one with every request as
`Authorization: Bearer KEY`. Requests are counted: over the rate the answer is 429 with `Retry-After`."""

_MEANT = {
    400: ("incomplete", "The request cannot be read"),
    401: ("invalid_api_key", "No key, or a wrong one"),
    408: ("too_slow", "The request came too slowly"),
    413: ("too_large", "The request is too long"),
    422: ("invalid", "A field or a parameter is wrong"),
    429: ("rate_limited", "Too many requests"),
    503: ("not_ready", "The index is not open"),
}


def _fault(status: int, code: str, meant: str) -> dict[str, Any]:
    example = {"error": {"message": f"{meant}.", "type": fault_type(status), "code": code, "param": None}}
    return {"model": Problem, "description": meant, "content": {"application/json": {"example": example}}}


FAULTS: Responses = {status: _fault(status, *meant) for status, meant in _MEANT.items()}
STREAM: Responses = {
    200: {
        "description": "The answer",
        "content": {"text/event-stream": {"schema": {"type": "string"}, "example": "event: final\ndata: {…}\n\n"}},
    }
}
MISSING: Responses = {404: _fault(404, "not_found", "The index has no such thing")}
FIGURES: Responses = {200: {"description": "The figures", "content": {"text/plain": {"schema": {"type": "string"}}}}}


class DescribedApi(FastAPI):
    """An application that serves its own description at `/api/openapi.json`, keys included."""

    def __init__(self) -> None:
        """Make it without routes."""
        super().__init__(
            title="Seminar history",
            version="1",
            description=DESCRIPTION,
            openapi_url="/api/openapi.json",
            docs_url=None,
            redoc_url=None,
        )

    def openapi(self) -> dict[str, Any]:
        """Return the description."""
        if not self.openapi_schema:
            about = get_openapi(title=self.title, version=self.version, description=DESCRIPTION, routes=self.routes)
            about["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
            about["security"] = [{}, {"key": []}]
            self.openapi_schema = about
        return self.openapi_schema
