"""What is to be done with a file, before and after it was read."""

from pathlib import Path

import pytest

from ingest.errors import DataNotUsable, NotReadNow, UnreadableDocument
from ingest.folders import File
from ingest.pipeline import read_report
from ingest.plans import make_plan, read_step
from ingest.records import Report
from tests import samples


@pytest.fixture
def file(tmp_path: Path) -> File:
    path = tmp_path / "harbin.txt"
    path.write_text(samples.HARBIN, encoding="utf-8")
    return File(path, "harbin.txt", "a" * 64)


@pytest.mark.parametrize(
    ("problem", "next_time"),
    [(UnreadableDocument("damaged"), "skipped"), (NotReadNow("busy"), "added")],
    ids=["damaged", "busy"],
)
def test_only_what_could_not_be_read_this_time_is_tried_again(
    file: File, problem: UnreadableDocument, next_time: str
) -> None:
    def read(path: Path, *, relative: str, identifier: str | None = None) -> Report:
        raise problem

    (step,) = make_plan([file], [], [])
    reading = read_step(step, [], read, lambda content: "")
    assert (reading.report, reading.problem) == (None, str(problem))
    (again,) = make_plan([file], [reading.entry], [])
    assert again.status == next_time


def test_a_file_that_changes_while_it_is_read_is_read_again(file: File) -> None:
    (step,) = make_plan([file], [], [])
    reading = read_step(step, [], read_report, lambda content: "another")
    assert "changed while it was read" in str(reading.problem)
    (again,) = make_plan([file], [reading.entry], [])
    assert again.status == "added"


def test_a_disk_that_is_full_is_no_fault_of_the_document(file: File) -> None:
    def save(content: bytes) -> str:
        raise DataNotUsable("no room")

    (step,) = make_plan([file], [], [])
    with pytest.raises(DataNotUsable):
        read_step(step, [], read_report, save)
