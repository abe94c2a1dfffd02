"""Which documents staff are shown: what is in the index, what a build would change, what could not be read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.desk import Desk, Workplace
from assistant.holdings import find_holdings, show_holdings
from assistant.opening import Opening
from assistant.problems import problem_in
from assistant.records import LANGUAGES, Language
from assistant.staging import Staging
from ingest.builds import build_index
from ingest.generations import open_store
from ingest.store import open_generation
from tests import samples
from tests.fakes import BigramEmbeddings

pytestmark = pytest.mark.slow  # a build makes an index with Chroma


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "luoyang.txt").write_text(samples.LUOYANG, encoding="utf-8")
    (tmp_path / "corpus" / "korea.txt").write_text(samples.OTHER_SERIES, encoding="utf-8")
    (tmp_path / "corpus" / "empty.txt").touch()
    return tmp_path


@pytest.fixture
def upload(home: Path) -> Callable[[str, str], None]:
    def take(name: str, text: str) -> None:
        (home / "sent").write_text(text, encoding="utf-8")
        staging = Staging(home / "data")
        staging.accept(staging.take(home / "sent", name, "山田").id)

    return take


def build(home: Path) -> None:
    model = BigramEmbeddings()
    build_index(
        home / "corpus", open_store(home / "data", apart=False), model.fingerprint, lambda: model, lambda *_: None
    )


def states(home: Path) -> dict[str, str]:
    generation = open_generation(home / "data")
    held = find_holdings(generation.reports, generation.documents, home / "data")
    generation.close()
    return {one.path: one.state for one in held}


def test_each_document_is_told_with_what_the_next_build_does(home: Path, upload: Callable[[str, str], None]) -> None:
    upload("harbin.txt", samples.HARBIN)
    upload("guilin.txt", samples.GUILIN)
    build(home)
    in_index = {"luoyang.txt": "indexed", "korea.txt": "indexed", "empty.txt": "skipped"}
    assert states(home) == {**in_index, "uploads/harbin.txt": "indexed", "uploads/guilin.txt": "indexed"}
    upload("harbin.txt", samples.HARBIN + "\n終わり\n")
    upload("new.txt", samples.LUOYANG)
    Staging(home / "data").remove("guilin.txt")
    changed = {"uploads/harbin.txt": "changed", "uploads/guilin.txt": "removed", "uploads/new.txt": "added"}
    assert states(home) == {**in_index, **changed}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_leads_to_each_report_and_its_file(home: Path, language: Language) -> None:
    build(home)
    place = Workplace(home / "corpus", home / "data")
    desk = Desk(place, language, Opening(lambda: pytest.fail("not opened")))
    html = show_holdings(desk)
    for report in desk.reports():
        assert f'href="../../source/{report.id}/original" download' in html
    assert (problem_in("empty.txt: the file is empty; copy it again", language) or "not told") in html
    assert desk.html("note_series") in html


def test_before_the_first_build_there_is_nothing_and_it_is_said(tmp_path: Path) -> None:
    place = Workplace(tmp_path, tmp_path / "data")
    desk = Desk(place, "ja", Opening(lambda: pytest.fail("not opened")))
    assert show_holdings(desk) == f"<p>{desk.html('holdings_none')}</p>"
