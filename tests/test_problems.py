"""What is wrong with a document is told in the language of the page, whatever reading met."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistant
import ingest
from assistant.phrases import phrases
from assistant.problems import problem_html, problem_in
from assistant.records import Language
from ingest.sandbox import ADVICE

CHINESE: tuple[Language, ...] = ("zh-Hans", "zh-Hant")
RAISED = {"UnreadableDocument", "NotReadNow", "_Unfound"}  # what a page of staff shows of a document
NOT_SHOWN = {"SEMINAR_OCR is set", "a scan of which", "OCR failed", "page 7 cannot be drawn", "7: cannot be opened (7)"}
PUT_TOGETHER = (  # of two messages, the first being a value of the second
    "a.pdf: not done within 60 s; build again when the computer is less busy",
    *(
        f"a.pdf: {why}; {ADVICE}"
        for why in ("it needs more than 2048 MB of memory", "it needs more than 60 s of computing")
    ),
)
_WORDS = re.compile(r"[A-Za-z]{4,}")


def raised(package: Path, names: set[str]) -> Iterator[str]:
    """Yield every message of these errors with a figure for each value; none that is made of values only."""
    for path in package.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names and node.args:
                message = written(node.args[0])
                if _WORDS.search(message):
                    yield message


def written(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(written(part) if isinstance(part, ast.Constant) else "7" for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else "7"


def of_documents() -> list[str]:
    messages = [
        *raised(Path(ingest.__file__).parent, RAISED),
        *(text for text in raised(Path(assistant.__file__).parent, {"SeminarError"}) if "accept" in text),
    ]
    return [text for text in messages if not any(text.startswith(start) for start in NOT_SHOWN)]


def test_every_message_of_reading_has_a_wording_in_every_language() -> None:
    whole = [text for text in of_documents() if not text.startswith("7; ") and "What was read from it" not in text]
    assert len(whole) > 20
    messages = (*whole, *PUT_TOGETHER)
    unsaid = [text for text in messages if any(problem_in(text, language) is None for language in phrases()["edition"])]
    assert unsaid == []


@pytest.mark.parametrize("language", CHINESE)
def test_a_reason_within_a_reason_is_told_in_the_same_language(language: Language) -> None:
    told = problem_in(
        "報告 2.pdf: no page can be read (no text on this page); copy it again or print it to a new PDF "
        "What was read from it before is kept.",
        language,
    )
    assert told
    assert told.startswith("報告 2.pdf：")
    assert not _WORDS.search(told.removeprefix("報告 2.pdf："))


def test_english_says_what_was_said() -> None:
    message = "a.txt: larger than 100 MB; print it to a smaller PDF, split it, or add its text as .txt"
    assert problem_in(message, "en") == message


def test_what_no_phrase_says_stays_english_and_is_marked_so() -> None:
    assert problem_html("a.txt: <b>odd</b>", "ja") == '<bdi lang="en">a.txt: &lt;b&gt;odd&lt;/b&gt;</bdi>'
