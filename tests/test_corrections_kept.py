"""Staff corrections from the command that stores them to the generation that answers with them."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.amendments import Change, Correction, TalkKey
from ingest.builds import Build, build_index
from ingest.corrections import (
    add_correction,
    add_corrections,
    list_corrections,
    read_corrections,
    withdraw_correction,
)
from ingest.errors import DataNotUsable
from ingest.generations import open_store
from ingest.records import Report
from ingest.store import open_generation
from tests.fakes import BigramEmbeddings

pytestmark = pytest.mark.slow  # every build makes an index with Chroma

SHENYANG = (
    "第16回日中地域間交流推進セミナー\n\n2017年7月27日、遼寧省瀋陽市で開かれました。参加者は165人です。\n\n"
    "羽村市の並木心市長が産業振興を発表しました。\n"
)
NAGANO = "第20回日中地域間交流推進セミナー\n\n2023年8月3日、長野県で開かれました。参加者は120人です。\n"
COUNT = "参加者は165人"


class Index:
    """A corpus of two reports and the index of it."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.data = folder / "corpus", folder / "data"
        self.corpus.mkdir()
        self.write("shenyang", SHENYANG)
        self.write("nagano", NAGANO)
        self.build()
        self.id = self.report().id

    def write(self, name: str, text: str) -> None:
        (self.corpus / f"{name}.txt").write_text(text, encoding="utf-8")

    def build(self) -> Build:
        store, model = open_store(self.data, apart=False), BigramEmbeddings()
        return build_index(self.corpus, store, model.fingerprint, lambda: model, lambda *_: None)

    def report(self, name: str = "shenyang") -> Report:
        with closing(open_generation(self.data)) as generation:
            return next(report for report in generation.reports if report.path == f"{name}.txt")

    def participants(self, name: str = "shenyang") -> tuple[object, str]:
        value = self.report(name).event.participants_total
        assert value
        return value.value, value.source

    def command(self, *arguments: str) -> int:
        return main(["corrections", *arguments, "--data", str(self.data)])


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path)


def count_of(report: str, value: str = "166") -> Correction:
    return Correction("", report, "event", "set", "participants_total", (Change("value", value),), COUNT, "山田", "")


def test_corrections_win_over_rules_and_survive_every_build(index: Index) -> None:
    assert index.participants() == (165, "rule")
    stored = add_correction(index.data, count_of(index.id))
    assert [(one.status, one.reason) for one in index.build().documents] == [
        ("unchanged", None),
        ("changed", "staff corrections: 1 applied"),
    ]
    assert index.participants() == (166, "staff")
    index.write("shenyang", SHENYANG + "\n翌2018年は綿陽市です。\n")
    index.build()
    assert index.participants() == (166, "staff")
    (index.corpus / "shenyang.txt").rename(index.corpus / "moved.txt")
    index.build()
    assert index.participants("moved") == (166, "staff")
    assert [(one.correction, one.built, one.problem) for one in list_corrections(index.data)] == [(stored, True, None)]


def test_only_a_changed_set_of_corrections_makes_a_generation(index: Index) -> None:
    first = add_correction(index.data, count_of(index.id))
    generation = index.build().generation
    assert index.build().generation == generation
    add_correction(index.data, count_of(index.id))
    assert index.build().generation == generation
    withdraw_correction(index.data, first.id)
    assert index.build().generation != generation
    assert index.participants() == (165, "rule")


def test_a_correction_whose_text_is_gone_is_kept_and_reported(index: Index) -> None:
    stored = add_correction(index.data, count_of(index.id))
    index.write("shenyang", SHENYANG.replace("165人", "百七十人"))
    told = index.build().documents[1]
    assert (told.status, COUNT in (told.reason or "")) == ("changed", True)
    assert index.participants() == (170, "rule")
    assert [(one.correction, bool(one.problem)) for one in list_corrections(index.data)] == [(stored, True)]
    index.write("shenyang", SHENYANG)
    index.build()
    assert index.participants() == (166, "staff")


def test_a_correction_of_a_report_yet_to_come_waits_for_it(index: Index, tmp_path: Path) -> None:
    add_correction(tmp_path / "other" / "data", count_of(index.id))
    assert Index(tmp_path / "other").participants() == (166, "staff")


def test_staff_can_correct_while_a_build_is_running(index: Index) -> None:
    with open_store(index.data).build_lock():
        add_correction(index.data, count_of(index.id))
        assert len(read_corrections(index.data)) == 1
    index.build()
    assert index.participants() == (166, "staff")


def test_many_can_correct_at_once(tmp_path: Path) -> None:
    made = [
        replace(count_of("a" * 12), target=field)
        for field in ("participants_total", "participants_jp", "edition", "year")
    ]
    valued = [replace(one, values=(Change("value", "2017"),)) for one in made]
    with ThreadPoolExecutor(len(valued)) as pool:
        stored = set(pool.map(lambda one: add_correction(tmp_path, one).id, valued))
    assert {one.id for one in read_corrections(tmp_path)} == stored
    assert len(stored) == len(valued)


def test_the_last_word_on_an_event_field_counts_and_talks_are_corrected_one_after_another(tmp_path: Path) -> None:
    add_correction(tmp_path, count_of("a" * 12))
    last = add_correction(tmp_path, count_of("a" * 12, "167"))
    assert read_corrections(tmp_path) == (last,)
    talk = replace(last, id="", kind="talk", target=TalkKey(speaker="並木"), values=(Change("place", None),))
    both = add_corrections(tmp_path, [talk, replace(talk, values=(Change("topic", "産業"),))])
    assert read_corrections(tmp_path) == (last, *both)


def test_a_truth_that_cannot_be_used_is_a_problem_for_people(tmp_path: Path) -> None:
    (tmp_path / "truth.sqlite3").write_bytes(b"no database" * 100)
    with pytest.raises(DataNotUsable, match=r"truth\.sqlite3"):
        read_corrections(tmp_path)


# Commands


def test_the_commands_correct_list_exchange_and_withdraw(index: Index, capsys: pytest.CaptureFixture[str]) -> None:
    by = ("--report", "shenyang.txt", "--author", "山田")
    assert index.command("add", *by, "--field", "participants_total", "--value", "166", "--quote", COUNT) == 0
    assert (
        index.command("add", *by, "--talk", "--speaker", "王建", "--place", "瀋陽市", "--quote", "瀋陽市で開かれ") == 0
    )
    assert index.command("add", *by, "--talk", "--of", "王建", "--topic", "都市", "--quote", "瀋陽市で") == 0
    index.build()
    assert index.participants() == (166, "staff")
    assert [(one.speaker, one.topic) for one in index.report().talks if one.source == "staff"] == [("王建", "都市")]
    assert index.command("add", *by, "--remove", "--talk", "--speaker", "王建") == 0
    assert index.command("add", *by, "--remove", "--field", "participants_total") == 0
    capsys.readouterr()
    assert index.command("list") == 0
    assert capsys.readouterr().out.count("not built yet") == 2
    index.build()
    assert index.report().event.participants_total is None
    assert "王建" not in {one.speaker for one in index.report().talks}
    file = index.corpus.parent / "corrections.csv"
    assert index.command("export", str(file)) == 0
    for correction in read_corrections(index.data):
        assert index.command("withdraw", correction.id) == 0
    assert read_corrections(index.data) == ()
    assert index.command("import", str(file), "--json") == 0
    assert len(json.loads(capsys.readouterr().out.splitlines()[-1])["imported"]) == 4


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--field", "year", "--value", "2017"], "quote is missing"),
        (["--field", "year", "--value", "then", "--quote", COUNT], "year is 'then'"),
        (["--field", "year", "--value", "2017", "--quote", "参加者は99人"], "参加者は99人"),
        (["--field", "year", "--quote", COUNT], "value of year is missing"),
        (["--field", "year", "--topic", "x", "--quote", COUNT], "leave out what is about a talk"),
        (["--talk", "--value", "x", "--quote", COUNT], "--topic"),
        (["--talk", "--topic", "x", "--quote", COUNT], "Who spoke"),
        (["--talk", "--of", "田中", "--topic", "x", "--quote", COUNT], "田中"),
        (["--talk", "--speaker", "王", "--role", "guest", "--quote", COUNT], "'guest'"),
    ],
    ids=["quote", "number", "not-there", "value", "mixed", "talk-value", "nobody", "unknown", "role"],
)
def test_what_cannot_be_stored_is_said_and_nothing_is(
    one_index: Index, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert one_index.command("add", "--report", one_index.id, "--author", "山田", *arguments) == 2
    assert told in capsys.readouterr().err
    assert read_corrections(one_index.data) == ()


@pytest.fixture(scope="module")
def one_index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return Index(tmp_path_factory.mktemp("one"))


def withdraw_nothing(index: Index) -> int:
    return index.command("withdraw", "c0000000000")


def correct_nowhere(index: Index) -> int:
    return index.command("add", "--report", "gone.txt", "--author", "山田", "--field", "year", "--remove")


@pytest.mark.parametrize("command", [withdraw_nothing, correct_nowhere])
def test_what_is_not_there_is_named(
    one_index: Index, capsys: pytest.CaptureFixture[str], command: Callable[[Index], int]
) -> None:
    assert command(one_index) == 2
    assert "There is no" in capsys.readouterr().err
