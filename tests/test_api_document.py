"""The document of the API against what the API does: schemathesis calls every route with what the document allows."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings

from assistant.opening import Opening
from assistant.records import ANYBODY, Answer, Reader
from assistant.server import build_routes
from assistant.settings import AssistantSettings
from tests.fake_assistant import FakeAssistant

ROUTES = {
    "/api/ask",
    "/api/search",
    "/api/reports",
    "/api/reports/{report}",
    "/api/reports/{report}/pages/{page}",
    "/api/talks",
    "/v1/models",
    "/v1/chat/completions",
    "/metrics",
}


PATIENT = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


class Patient(FakeAssistant):
    """One that no question makes fail: schemathesis tries the words of our own source, too."""

    def answer(self, question: str, history: Sequence[str], reader: Reader = ANYBODY) -> Iterator[Answer]:
        return super().answer(question.replace("索引", "").replace("壊", ""), history, reader)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder: Path = tmp_path_factory.mktemp("served")
    opening = Opening(lambda: Patient(folder))
    opening.wait()
    return build_routes(opening, AssistantSettings(api_rate=""))


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(ROUTES))
def test_nothing_the_document_allows_or_forbids_breaks_the_server(server: FastAPI, path: str) -> None:
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

    document = schemathesis.openapi.from_asgi("/api/openapi.json", server)
    for operation in document[path].values():
        takes = list(operation.query) + list(operation.path_parameters) + list(operation.body)
        for mode in GenerationMode if takes else (GenerationMode.POSITIVE,):

            @PATIENT
            @given(case=operation.as_strategy(generation_mode=mode))
            def call(case: schemathesis.Case[Any]) -> None:
                """Blanks are no question though the document allows them, so what is taken is not looked at."""
                case.call_and_validate(excluded_checks=[negative_data_rejection, positive_data_acceptance])

            call()


def test_every_route_is_described_with_its_answers_and_an_example_of_every_fault(server: FastAPI) -> None:
    about = TestClient(server).get("/api/openapi.json").json()
    assert about["paths"].keys() == ROUTES
    for route in (one for methods in about["paths"].values() for one in methods.values()):
        assert route["summary"] and route["description"].endswith(".")
        assert route["responses"]["200"]["content"]
        for status in ("401", "422", "429", "503"):
            assert route["responses"][status]["content"]["application/json"]["example"]["error"]["code"]
