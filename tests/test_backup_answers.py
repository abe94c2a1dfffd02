"""On another machine the restored documents, built anew, answer as where the backup was made."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluation import ask_all
from assistant.pipeline import Assistant
from assistant.question_files import read_questions
from assistant.records import Answer
from ingest.amendments import Change, Correction
from ingest.backup import write_backup
from ingest.builds import build_index
from ingest.corrections import add_correction, list_corrections
from ingest.generations import open_store
from ingest.journal import read_journal
from ingest.restoring import restore
from tests.fakes import BigramEmbeddings

pytestmark = pytest.mark.slow  # two hundred questions, twice

ROOT = Path(__file__).parents[1]
QUESTIONS = ("seminar_corpus", "staff_questions")
THEME = "「新産業創出と企業誘致」"


class Place:
    """A corpus and a data folder on one machine."""

    def __init__(self, home: Path) -> None:
        self.corpus, self.data = home / "corpus", home / "data"

    def build(self, by: str = "") -> None:
        model = BigramEmbeddings()
        store = open_store(self.data, apart=False)
        build_index(self.corpus, store, model.fingerprint, lambda: model, lambda *_: None, by=by)

    def open(self) -> Assistant:
        return Assistant(self.data, BigramEmbeddings().embed_query)


@pytest.fixture
def places(tmp_path: Path) -> tuple[Place, Place]:
    """Return a place with an upload, a report that was changed after it was first read, and a correction of that."""
    old, new = Place(tmp_path / "old"), Place(tmp_path / "new")
    shutil.copytree(ROOT / "corpus", old.corpus)
    changed = old.corpus / "seminar17_mianyang_2018.txt"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text + "\n訂正前\n", encoding="utf-8")
    (old.data / "uploads").mkdir(parents=True)
    upload = "seminar16_shenyang_2017.docx"
    (old.corpus / upload).rename(old.data / "uploads" / upload)
    old.build("first")
    changed.write_text(text, encoding="utf-8")
    (report,) = [one.id for one in old.open().archive.reports if one.path == changed.name]
    change = Correction(
        "", report, "event", "set", "theme", (Change("value", "新産業創出と企業誘致"),), THEME, "某", "2026-01-05"
    )
    add_correction(
        old.data, replace(change, quote=next(line for line in text.splitlines() if "新産業創出" in line)[:20])
    )
    old.build("second")
    return old, new


def told(assistant: Assistant) -> Iterator[Answer]:
    for name in QUESTIONS:
        questions = read_questions(ROOT / "tests" / "quality" / f"{name}.jsonl")
        yield from (replace(answer, elapsed_ms=0) for _, answer in ask_all(assistant, questions))


def test_the_rebuilt_index_answers_every_question_as_before(places: tuple[Place, Place], tmp_path: Path) -> None:
    old, new = places
    expected = list(told(old.open()))
    write_backup(tmp_path / "backup.zip", old.corpus, old.data, {})
    with open_store(new.data).build_lock():
        restore(tmp_path / "backup.zip", new.corpus, new.data, {})
    new.build("third")
    assert new.open().archive.reports == old.open().archive.reports
    assert list_corrections(new.data) == list_corrections(old.data)
    assert [entry.by for entry in read_journal(new.data, running=False)] == ["third", "second", "first"]
    answers = list(told(new.open()))
    assert len(answers) > 200
    assert [one.question for one, before in zip(answers, expected, strict=True) if one != before] == []


def test_a_backup_put_over_another_state_gives_its_own_back(places: tuple[Place, Place], tmp_path: Path) -> None:
    old, new = places
    write_backup(tmp_path / "backup.zip", old.corpus, old.data, {})
    shutil.copytree(ROOT / "corpus", new.corpus)
    for path in new.corpus.iterdir():  # the same names, otherwise identified
        path.write_bytes(path.read_bytes() + b"\n")
    new.build()
    with open_store(new.data).build_lock():
        restore(tmp_path / "backup.zip", new.corpus, new.data, {}, replace=True)
    new.build()
    assert new.open().archive.reports == old.open().archive.reports
