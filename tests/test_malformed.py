"""Files that are damaged, or made to do harm, cost their own place only: each is named with its reason."""

from pathlib import Path

import pytest

from assistant.problems import problem_in
from ingest.builds import build_index
from ingest.errors import UnreadableDocument
from ingest.generations import open_store
from ingest.reading import open_reader
from tests.fakes import BigramEmbeddings
from tests.folders import quiet
from tests.malformed import BAD, CORPUS, SLOW


def test_each_is_named_with_its_reason_and_the_next_is_read(tmp_path: Path) -> None:
    good = CORPUS / "seminar17_mianyang_2018.txt"
    told: dict[str, str] = {}
    with open_reader() as read:
        for name in BAD.keys() - SLOW:
            (tmp_path / name).write_bytes(BAD[name].make())
            with pytest.raises(UnreadableDocument) as problem:
                read(tmp_path / name, relative=name)
            told[name] = str(problem.value)
        assert read(good, relative=good.name).talks
    assert len(told) >= 40
    wrong = {
        name: text for name, text in told.items() if not text.startswith(f"{name}: ") or BAD[name].says not in text
    }
    assert wrong == {}
    assert [text for text in told.values() if problem_in(text, "zh-Hans") is None] == []


@pytest.mark.slow
def test_one_corpus_of_them_all_is_built_with_what_can_be_read(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    good = {path.name: path.read_bytes() for path in CORPUS.iterdir()}
    for name, content in (good | {name: bad.make() for name, bad in BAD.items()}).items():
        (corpus / name).write_bytes(content)
    build = build_index(corpus, open_store(tmp_path / "data"), "bigrams:1", BigramEmbeddings, quiet)
    told = {document.path: document for document in build.documents}
    assert {name: told[name].status for name in good} == dict.fromkeys(good, "added")
    assert {told[name].status for name in BAD} == {"skipped"}
    wrong = {name: told[name].reason for name in BAD if BAD[name].says not in (told[name].reason or "")}
    assert wrong == {}


@pytest.mark.slow
def test_a_copy_under_a_name_that_cannot_be_right_does_not_hide_the_report(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("a.txt", "b.docx", "c.docx", "d.pdf"):
        (corpus / name).write_bytes((CORPUS / "seminar16_shenyang_2017.docx").read_bytes())
    expected = {"a.txt": "skipped", "b.docx": "added", "c.docx": "duplicate", "d.pdf": "duplicate"}
    store = open_store(tmp_path / "data", apart=False)
    first = build_index(corpus, store, "bigrams:1", BigramEmbeddings, quiet)
    assert {document.path: document.status for document in first.documents} == expected
    again = build_index(corpus, store, "bigrams:1", BigramEmbeddings, quiet)
    assert {document.path: document.status for document in again.documents} == expected | {
        "a.txt": "duplicate",
        "b.docx": "unchanged",
    }
    assert first.generation == again.generation
