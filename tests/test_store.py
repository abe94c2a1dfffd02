import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import BuildRunning, DataNotUsable, IndexNotFound
from ingest.generations import Store, open_store
from ingest.records import Event, Excerpt, Passage, Report, Run, Talk, Value
from ingest.store import Document, open_generation
from ingest.text import query_words
from tests.fakes import BigramEmbeddings
from tests.folders import ledger

pytestmark = pytest.mark.slow  # with Chroma

TEXTS = {
    "a": ("第16回（2017年、瀋陽市）", ["瀋陽市の副市長がスマートシティについて発表した。", "参加者は57人であった。"]),
    "b": ("第20回（2023年、長野県）", ["東御市は行政のデジタル化を紹介した。", "ワイン産地としての取り組みも述べた。"]),
    "c": ("第21届（2025年，大连）", ["大连市介绍了智慧城市和数字政府的建设经验。", "哈尔滨市介绍了冰雪旅游。"]),
}


def excerpt(text: str) -> Excerpt:
    return Excerpt(text, (Run(0, len(text), 1, 0, False),))


def report(letter: str, texts: Sequence[str] | None = None, *, path: str | None = None) -> Report:
    heading, known = TEXTS[letter]
    passages = tuple(Passage(heading, excerpt(text)) for text in (known if texts is None else texts))
    return Report(
        id=letter * 12,
        path=path or f"{letter}.pdf",
        sha256=letter * 64,
        title=heading,
        language="ja",
        other_series=False,
        pages=(),
        folios=(),
        sentences=(),
        event=Event(edition=Value(16, excerpt("第16回")), pages=Value((3, 4), excerpt("3-4"))),
        people=(),
        talks=(Talk(None, "speaker", "某", None, None, None, "CN", "題", excerpt("題")),),
        passages=passages,
    )


def build(store: Store, reports: Sequence[Report], embeddings: BigramEmbeddings | None = None) -> str:
    """Build a generation of exactly these reports."""
    with store.build_lock(), store.start(embeddings or BigramEmbeddings()) as draft:
        for known in {document.report for document in ledger(store)} - {one.id for one in reports}:
            draft.remove(str(known))
        for one in reports:
            draft.replace(one)
        return draft.finish([Document(one.path, one.sha256, "1", one.id) for one in reports])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "data", apart=False)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("three")
    build(open_store(data), [report(letter) for letter in TEXTS])  # once as the product does it, in a child process
    return data


def test_importing_loads_no_chroma() -> None:
    code = "import sys, ingest.generations; print({'torch', 'chromadb', 'numpy', 'filelock'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


def test_reports_and_passages_come_back_as_they_went_in(three: Path) -> None:
    with closing(open_generation(three)) as generation:
        assert generation.reports == tuple(report(letter) for letter in TEXTS)
        assert [passage.excerpt for passage in generation.passages.values()] == [
            passage.excerpt for one in generation.reports for passage in one.passages
        ]
        for name, passage in generation.passages.items():
            assert generation.passage(name) == passage
        assert generation.fingerprint == BigramEmbeddings().fingerprint


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("沈阳市副市长", "a"),
        ("東御市のデジタル化", "b"),
        ("大連市は何を発表？", "c"),
        ("2017年", "a"),
        ("東御市與數字化", "b"),
    ],
    ids=["simplified", "japanese", "kanji-for-chinese", "heading", "traditional"],
)
def test_words_are_found_in_every_script(three: Path, question: str, found: str) -> None:
    with closing(open_generation(three)) as generation:
        hits = generation.search_words(query_words(question), 10)
        assert generation.passage(hits[0].passage).report == found * 12
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert generation.search_words(query_words(question), 1) == hits[:1]


@pytest.mark.parametrize(
    "words", [[], ["ない語"], ['"'], ["OR"], ["*"]], ids=["none", "unknown", "quote", "or", "star"]
)
def test_words_that_are_nowhere_find_nothing(three: Path, words: list[str]) -> None:
    with closing(open_generation(three)) as generation:
        assert generation.search_words(words, 10) == []


def test_meaning_is_found_by_vector(three: Path) -> None:
    with closing(open_generation(three)) as generation:
        hits = generation.search_meaning(BigramEmbeddings().embed_query("哈爾濱市介紹了冰雪旅遊"), 3)
        assert generation.passage(hits[0].passage).excerpt.text == "哈尔滨市介绍了冰雪旅游。"
        assert 0 < hits[-1].score <= hits[0].score < 1
        assert len(generation.search_meaning(BigramEmbeddings().embed_query("雪"), 100)) == 6


def test_reading_adds_no_file(three: Path) -> None:
    before = sorted(three.rglob("*"))
    with closing(open_generation(three)) as generation:
        generation.search_words(["雪"], 1)
        generation.search_meaning(BigramEmbeddings().embed_query("雪"), 1)
        assert sorted(three.rglob("*")) == before


def test_a_changed_report_leaves_nothing_of_itself_behind_and_embeds_only_what_is_new(store: Store) -> None:
    build(store, [report("a"), report("b")])
    kept, new = TEXTS["a"][1][0], "次回は大連市で開かれる。"
    embeddings = BigramEmbeddings()
    build(store, [report("a", [kept, new]), report("b")], embeddings)
    assert [text.splitlines()[1] for text in embeddings.embedded] == [new]
    with closing(open_generation(store.data)) as generation:
        assert generation.search_words(query_words("57人"), 5) == []
        found = {hit.passage for hit in generation.search_meaning(embeddings.embed_query("参加者"), 50)}
        assert found == generation.passages.keys()
        assert len(found) == 4


def test_a_removed_report_is_gone_and_an_unchanged_one_stays(store: Store) -> None:
    build(store, [report("a"), report("b")])
    with store.build_lock(), store.start(BigramEmbeddings()) as draft:
        draft.remove("b" * 12)
        draft.finish([Document("a.pdf", "a" * 64, "1", "a" * 12), Document("x.pdf", "0" * 64, "1", None, "a scan")])
    with closing(open_generation(store.data)) as generation:
        assert [one.id for one in generation.reports] == ["a" * 12]
        assert generation.search_words(query_words("東御市"), 5) == []
    assert [(one.path, one.problem) for one in ledger(store)] == [("a.pdf", None), ("x.pdf", "a scan")]


def test_a_report_may_have_no_passage_and_a_text_may_stand_twice(store: Store) -> None:
    build(store, [report("a", []), report("b", ["同じ文。"] * 3)])
    with closing(open_generation(store.data)) as generation:
        assert len(generation.passages) == 3
    build(store, [report("a", [])])
    with closing(open_generation(store.data)) as generation:
        assert generation.search_meaning(BigramEmbeddings().embed_query("文"), 5) == []


def test_another_model_embeds_everything_anew(store: Store) -> None:
    build(store, [report("a")])
    other = BigramEmbeddings("bigrams:2")
    with store.build_lock(), store.start(other) as draft:
        draft.finish(ledger(store))
    assert len(other.embedded) == 2
    assert store.fingerprint() == "bigrams:2"


def test_a_draft_that_is_left_changes_nothing(store: Store) -> None:
    first = build(store, [report("a")])
    with pytest.raises(KeyboardInterrupt), store.build_lock(), store.start(BigramEmbeddings()) as draft:
        draft.replace(report("b"))
        raise KeyboardInterrupt
    assert store.current() == first
    assert [path.name for path in (store.data / "generations").iterdir()] == [first]


def test_rollback_goes_to_what_answered_before_and_three_generations_are_kept(store: Store) -> None:
    names = [build(store, [report("a", [f"{number}番目の文。"])]) for number in range(4)]
    assert store.generations() == names[1:]
    assert store.rollback() == names[2]
    again = build(store, [report("b")])
    assert store.rollback() == names[2]  # not names[3], which had been left
    with closing(open_generation(store.data)) as generation:
        assert generation.passages.popitem()[1].excerpt.text == "2番目の文。"
    assert store.generations() == [*names[2:], again]
    with pytest.raises(IndexNotFound):
        store.rollback()


def test_documents_are_kept_while_a_generation_needs_them(store: Store) -> None:
    kept = store.save_document(b"kept")
    dropped = store.save_document(b"dropped")
    build(store, [replace(report("a"), sha256=kept)])
    assert store.document(kept).read_bytes() == b"kept"
    assert not store.document(dropped).exists()


def test_two_builds_at_once_are_refused(store: Store) -> None:
    with store.build_lock(), pytest.raises(BuildRunning, match="data"), open_store(store.data).build_lock():
        pass
    with open_store(store.data).build_lock():
        pass


def test_a_data_folder_that_cannot_be_made_is_a_problem_for_people(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataNotUsable, match="cannot be used"):
        open_store(tmp_path / "file" / "data")
    with pytest.raises(IndexNotFound, match="ingest build"):
        open_generation(tmp_path)
