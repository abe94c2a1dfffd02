"""What the READMEs say is so: files, commands, settings, links, the example."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from assistant.__main__ import main as assistant
from assistant.settings import AssistantSettings
from ingest.__main__ import main as ingest
from ingest.settings import IngestSettings
from ingest.text import flat
from tests.readings import read_pages

ROOT = Path(__file__).parents[1]
READMES = {name: (ROOT / name / "README.md").read_text(encoding="utf-8") for name in (".", "ingest", "assistant")}
README = READMES["."]
MAINS: dict[str, Callable[[list[str]], int]] = {"ingest": ingest, "assistant": assistant}
LINES = 200
QUOTED = "seminar16_shenyang_2017.docx"


def section(heading: str, folder: str = ".") -> str:
    return READMES[folder].split(f"\n## {heading}\n")[1].split("\n## ")[0]


def code(text: str) -> Iterator[str]:
    """Yield every line of a fenced block and everything between single backticks."""
    for number, part in enumerate(text.split("```")):
        yield from part.splitlines() if number % 2 else re.findall(r"`([^`]+)`", part)


def commands() -> list[tuple[str, str]]:
    """Return the package and the rest of every command line, comments cut off."""
    pattern = re.compile(r"python -m (ingest|assistant)\b(?!\.)([^#]*)")
    found = {match.groups() for text in READMES.values() for line in code(text) for match in pattern.finditer(line)}
    return sorted((package, rest.strip()) for package, rest in found)


def test_it_is_short_enough_to_be_read() -> None:
    assert len(README.splitlines()) < LINES


def test_the_lists_name_every_file_once_and_no_other() -> None:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    listing = ["git", "ls-files", "ingest", "assistant"]
    run = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    files = [name for name in run.stdout.split() if not name.endswith(("/__init__.py", "/README.md"))]
    listed = []
    for folder in ("ingest", "assistant"):
        for line in section("Files", folder).split("```")[1].splitlines():
            names = re.match(r"((?:[\w/*]+\.(?:py|tsv|css|js) +)+)", line)
            listed += [f"{folder}/{name}" for name in names[1].split()] if names else []
    counts = {name: sum(fnmatch(name, one) for one in listed) for name in files}
    assert {name: count for name, count in counts.items() if count != 1} == {}
    assert [one for one in listed if not any(fnmatch(name, one) for name in files)] == []


def test_every_make_target_exists() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = {line.split()[1] for text in READMES.values() for line in code(text) if re.match(r"make \w", line)}
    assert {"chat", "test"} <= named
    assert named - set(targets) == set()


@pytest.mark.parametrize(("package", "rest"), commands(), ids=[" ".join(one) for one in commands()])
def test_every_command_exists_with_its_options(package: str, rest: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = re.match(r"(?:[a-z]+(?: |$))*", rest)
    assert words
    with pytest.raises(SystemExit) as ended:
        MAINS[package]([*words[0].split(), "--help"])
    assert ended.value.code == 0
    usage = capsys.readouterr().out
    assert [option for option in re.findall(r"--[a-z-]+", rest) if option not in usage] == []


def test_the_settings_are_those_of_the_code() -> None:
    rows = [
        row for text in READMES.values() for row in re.findall(r"^\| `(SEMINAR_\w+)` \| (\S+) \|", text, re.MULTILINE)
    ]
    kinds: tuple[type[BaseSettings], ...] = (IngestSettings, AssistantSettings)
    fields = [(name, field) for kind in kinds for name, field in kind.model_fields.items()]
    defaults = [(name, field.get_default(call_default_factory=True)) for name, field in fields]
    shown = [(f"SEMINAR_{name.upper()}", "–" if value in ("", None) else f"`{value}`") for name, value in defaults]
    assert sorted(rows) == sorted(shown)


@pytest.mark.parametrize(("folder", "text"), READMES.items(), ids=["project", "ingest", "assistant"])
def test_every_link_leads_to_a_file(folder: str, text: str) -> None:
    links = re.findall(r"\]\(([^)#]+)", text)
    assert [link for link in links if not (ROOT / folder / link).exists()] == []


def test_every_file_named_in_passing_exists() -> None:
    named = {
        name for text in READMES.values() for name in code(text) if re.fullmatch(r"(?:\w+/)+[\w.]+\.(?:py|tsv)", name)
    }
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_only_address_of_another_machine_is_that_of_pytorch() -> None:
    addresses = [address for text in READMES.values() for address in re.findall(r"https?://([\w.:-]+)", text)]
    assert set(addresses) - {"HOST"} <= {"127.0.0.1:7860", "127.0.0.1:8000", "download.pytorch.org", "seminar"}


def test_torch_is_the_version_that_is_locked() -> None:
    versions = set(re.findall(r"torch==[\d.]+", README))
    assert versions
    assert versions <= set((ROOT / "requirements.lock").read_text(encoding="utf-8").split())


def test_every_quotation_of_the_example_stands_in_the_sample_report() -> None:
    quotations = re.findall(r"「([^「」…]+)」", section("A question and its answer"))
    text = flat("".join(page.text for page in read_pages(ROOT / "corpus" / QUOTED)))
    assert len(quotations) > 3
    assert [quotation for quotation in quotations if flat(quotation) not in text] == []
