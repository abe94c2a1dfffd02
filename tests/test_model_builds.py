"""Builds in which a chat model reads too: it never fails one, is asked once, and staff have the last word."""

from pathlib import Path

import pytest

from ingest.amendments import Change, Correction, TalkKey
from ingest.asked import Asked
from ingest.console import show_status
from ingest.corrections import add_correction
from ingest.inventory import take_stock
from ingest.second_reading import open_model_reader
from ingest.settings import IngestSettings
from tests.folders import Folder, of, quiet, statuses
from tests.model_readers import MISSED, NEW, TEXT, by_rules, claiming, reader_of, talk_of
from tests.scripted_model import breaking


def test_the_next_build_asks_again_what_was_not_answered(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put(report=TEXT)
    failed = folder.build(second=reader_of(breaking(ConnectionError("gone")), folder.store.data))
    assert "read without the model" in (of(failed, "report.txt").reason or "")
    again = folder.build(second=reader_of(claiming(NEW), folder.store.data))
    assert statuses(again) == {"report.txt": "changed"}
    assert talk_of(folder.reports()["report.txt"], "顧明").source == "model"


def test_what_was_answered_is_never_asked_again(tmp_path: Path) -> None:
    folder, asked = Folder(tmp_path), list[str]()
    folder.put(report=TEXT)
    second = reader_of(claiming(NEW, asked=asked), folder.store.data)
    built = folder.build(second=second)
    assert "talks added 1" in (of(built, "report.txt").reason or "")
    count = len(asked)
    assert statuses(folder.build(second=second)) == {"report.txt": "unchanged"}
    folder.put(report=TEXT + "\n閉会\n桂林市の陳麗主任が謝辞を述べました。\n")
    folder.build(second=second)
    assert len(asked) == count + 1
    assert talk_of(folder.reports()["report.txt"], "顧明")
    folder.build()
    assert folder.reports()["report.txt"].talks[:3] == by_rules().talks


def test_what_was_refused_and_why_is_kept_for_the_status(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put(report=TEXT)
    folder.build(second=reader_of(claiming(NEW, {**NEW, "speaker": "佐藤健一"}), folder.store.data))
    about = take_stock(folder.store, "bigrams:1")
    notes = about["model_reading"]
    assert isinstance(notes, dict)
    assert notes["report.txt"]["added"] == 1
    assert [one["reason"] for one in notes["report.txt"]["refused"]] == ["the speaker does not stand in the sentences"]
    assert "scripted:model: talks added 1" in show_status(about).replace("\n", " ")


def test_staff_have_the_last_word_over_the_model(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put(report=TEXT)
    second = reader_of(claiming(NEW), folder.store.data)
    identifier = of(folder.build(second=second), "report.txt").report or ""
    key = TalkKey(speaker="顧明")
    fix = Correction("", identifier, "talk", "set", key, (Change("title", "係長"),), MISSED, "山田", "2026-01-01")
    add_correction(folder.store.data, fix)
    folder.build(second=second)
    talk = talk_of(folder.reports()["report.txt"], "顧明")
    assert (talk.title, talk.source) == ("係長", "staff")


def test_a_preview_asks_nothing_and_keeps_nothing(tmp_path: Path) -> None:
    asked: list[str] = []
    second = reader_of(claiming(NEW, asked=asked), tmp_path)
    second.previewing = True
    taken = second.read(by_rules(), quiet)
    assert (asked, taken.report, Asked(tmp_path).notes()) == ([], by_rules(), {})


@pytest.mark.parametrize(
    "setting",
    [
        pytest.param("", id="no-model-named"),
        pytest.param("openai", id="no-name"),
        pytest.param("nobody:model", id="unknown-provider"),
    ],
)
def test_a_model_that_cannot_be_opened_is_told_of_and_the_build_goes_on(tmp_path: Path, setting: str) -> None:
    second = open_model_reader(IngestSettings(chat_model=setting, read_with_model=True), tmp_path)
    assert second
    taken = second.read(by_rules(), quiet)
    assert taken.report == by_rules()
    assert taken.notes and "SEMINAR_CHAT_MODEL" in taken.notes.in_words


def test_nothing_is_asked_unless_that_is_wanted(tmp_path: Path) -> None:
    assert open_model_reader(IngestSettings(chat_model="openai:x"), tmp_path) is None
