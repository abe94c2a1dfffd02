"""What a build makes of a folder: told by content, nothing done twice, nothing lost."""

import json
from pathlib import Path

import pytest

from ingest.builds import build_index
from ingest.embeddings import FingerprintedEmbeddings
from ingest.errors import BuildRunning, DataNotUsable, IndexNotFound
from ingest.generations import open_store
from ingest.store import open_generation
from tests import samples
from tests.fakes import BigramEmbeddings
from tests.folders import Folder, of, statuses, unneeded
from tests.pdfs import drawn_pdf, set_in_columns

pytestmark = pytest.mark.slow  # every build makes an index with Chroma


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_new_files_are_added_and_told_with_what_they_hold(folder: Folder) -> None:
    folder.put(harbin=samples.HARBIN, guilin=samples.GUILIN)
    build = folder.build()
    harbin = of(build, "harbin.txt")
    assert statuses(build) == {"guilin.txt": "added", "harbin.txt": "added"}
    assert (harbin.edition, harbin.year, harbin.host) == (20, 2024, "ハルビン市")
    assert harbin.passages == len(folder.reports()["harbin.txt"].passages) > 0
    assert build.generation == folder.store.current()


def test_a_second_build_does_nothing_and_loads_no_model(folder: Folder) -> None:
    folder.put(harbin=samples.HARBIN, empty="", copy=samples.HARBIN)
    first = folder.build()
    second = folder.build(unneeded)
    assert second.generation == first.generation
    assert statuses(second) == {"copy.txt": "unchanged", "empty.txt": "skipped", "harbin.txt": "duplicate"}
    assert folder.store.generations() == [first.generation]


def test_only_what_changed_is_read_and_embedded(folder: Folder) -> None:
    folder.put(harbin=samples.HARBIN, guilin=samples.GUILIN)
    folder.build()
    before = folder.reports()["harbin.txt"].id
    folder.put(harbin=samples.HARBIN.replace("120人", "125人"))
    embeddings = BigramEmbeddings()
    build = folder.build(lambda: embeddings)
    assert statuses(build) == {"guilin.txt": "unchanged", "harbin.txt": "changed"}
    assert [text for text in embeddings.embedded if "125人" in text]
    assert not [text for text in embeddings.embedded if "漓江" in text]
    report = folder.reports()["harbin.txt"]
    assert report.id == before
    assert report.event.participants_total and report.event.participants_total.value == 125


def test_a_renamed_file_keeps_its_report(folder: Folder) -> None:
    folder.put(harbin=samples.HARBIN)
    folder.build()
    before = folder.reports()["harbin.txt"].id
    (folder.corpus / "2024").mkdir()
    (folder.corpus / "harbin.txt").rename(folder.corpus / "2024" / "第20回.txt")
    build = folder.build()
    assert [(told.path, told.status, told.was) for told in build.documents] == [
        ("2024/第20回.txt", "renamed", "harbin.txt")
    ]
    assert {path: report.id for path, report in folder.reports().items()} == {"2024/第20回.txt": before}


def test_a_removed_file_is_gone_from_the_answers(folder: Folder) -> None:
    folder.put(harbin=samples.HARBIN, guilin=samples.GUILIN)
    folder.build()
    (folder.corpus / "harbin.txt").unlink()
    build = folder.build()
    assert statuses(build) == {"guilin.txt": "unchanged", "harbin.txt": "removed"}
    assert of(build, "harbin.txt").edition == 20
    assert folder.reports().keys() == {"guilin.txt"}


def test_an_emptied_folder_leaves_an_index_without_reports(folder: Folder) -> None:
    folder.put(harbin=samples.HARBIN)
    folder.build()
    (folder.corpus / "harbin.txt").unlink()
    assert statuses(folder.build()) == {"harbin.txt": "removed"}
    assert folder.reports() == {}


def test_equal_files_are_one_report(folder: Folder) -> None:
    folder.put(first=samples.HARBIN, second=samples.HARBIN)
    build = folder.build()
    assert statuses(build) == {"first.txt": "added", "second.txt": "duplicate"}
    assert of(build, "second.txt").reason == "the same content as first.txt"
    assert folder.reports().keys() == {"first.txt"}


def test_a_duplicate_takes_over_when_the_first_goes(folder: Folder) -> None:
    folder.put(first=samples.HARBIN, second=samples.HARBIN)
    folder.build()
    before = folder.reports()["first.txt"].id
    (folder.corpus / "first.txt").unlink()
    folder.build()
    assert {path: report.id for path, report in folder.reports().items()} == {"second.txt": before}


def test_a_new_report_under_the_name_of_one_that_moved_displaces_nothing(folder: Folder) -> None:
    folder.put(latest=samples.HARBIN)
    folder.build()
    (folder.corpus / "latest.txt").rename(folder.corpus / "older.txt")
    folder.put(latest=samples.GUILIN)
    folder.build()
    reports = folder.reports()
    assert {path: report.event.edition.value for path, report in reports.items() if report.event.edition} == {
        "latest.txt": 18,
        "older.txt": 20,
    }
    assert len({report.id for report in reports.values()}) == 2


def test_two_files_that_change_places_stay_two_reports(folder: Folder) -> None:
    folder.put(one=samples.HARBIN, two=samples.GUILIN)
    folder.build()
    folder.put(one=samples.GUILIN, two=samples.HARBIN)
    folder.build()
    editions = {path: report.event.edition for path, report in folder.reports().items()}
    assert {path: value.value for path, value in editions.items() if value} == {"one.txt": 18, "two.txt": 20}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("empty.txt", b"", "the file is empty", id="empty"),
        pytest.param("blank.txt", b" \n\n", "the file is empty", id="blank"),
        pytest.param("noise.txt", bytes(range(256)) * 40, "save it as UTF-8", id="binary"),
        pytest.param("cut.pdf", b"%PDF-1.7\n1 0 obj\n", "cut off", id="truncated-pdf"),
        pytest.param("cut.docx", b"PK\x03\x04" + bytes(60), "copy it again", id="truncated-word"),
        pytest.param("table.xlsx", b"PK\x03\x04", "files of this kind cannot be read", id="other-kind"),
    ],
)
def test_what_cannot_be_read_is_skipped_with_its_reason_and_the_rest_goes_on(
    folder: Folder, name: str, data: bytes, reason: str
) -> None:
    folder.put(harbin=samples.HARBIN)
    (folder.corpus / name).write_bytes(data)
    build = folder.build()
    assert statuses(build) == {"harbin.txt": "added", name: "skipped"}
    assert reason in str(of(build, name).reason)
    assert name in str(of(build, name).reason)
    assert folder.reports().keys() == {"harbin.txt"}


def test_a_change_that_cannot_be_read_keeps_the_old_reading(folder: Folder) -> None:
    folder.put(harbin=samples.HARBIN, guilin=samples.GUILIN)
    folder.build()
    before = folder.reports()
    (folder.corpus / "harbin.txt").write_bytes(b"")
    build = folder.build(unneeded)
    assert of(build, "harbin.txt").status == "skipped"
    assert "What was read from it before is kept" in str(of(build, "harbin.txt").reason)
    assert folder.reports() == before
    folder.put(harbin=samples.HARBIN)
    assert statuses(folder.build(unneeded)) == {"guilin.txt": "unchanged", "harbin.txt": "unchanged"}


def test_a_skipped_file_is_added_once_it_can_be_read(folder: Folder) -> None:
    folder.put(harbin="")
    folder.build()
    folder.put(harbin=samples.HARBIN)
    assert statuses(folder.build()) == {"harbin.txt": "added"}


def test_pages_that_cannot_be_read_are_told(folder: Folder) -> None:
    drawn_pdf([*set_in_columns(samples.HARBIN, columns=1), []], folder.corpus / "harbin.pdf")
    assert of(folder.build(), "harbin.pdf").unreadable_pages == (2,)


def test_another_series_is_told_as_such(folder: Folder) -> None:
    folder.put(korea=samples.OTHER_SERIES)
    build = folder.build()
    assert of(build, "korea.txt").reason == "about another series of meetings"


def test_another_model_embeds_everything_and_reads_nothing_anew(folder: Folder) -> None:
    folder.put(harbin=samples.HARBIN)
    folder.build()
    other = BigramEmbeddings("bigrams:2")
    build = folder.build(lambda: other, "bigrams:2")
    assert statuses(build) == {"harbin.txt": "unchanged"}
    assert len(other.embedded) == len(folder.reports()["harbin.txt"].passages)
    assert folder.store.fingerprint() == "bigrams:2"


def test_an_empty_folder_makes_no_index(folder: Folder) -> None:
    build = folder.build(unneeded)
    assert (build.generation, build.documents) == (None, ())
    with pytest.raises(IndexNotFound):
        open_generation(folder.store.data)


def test_a_data_folder_under_a_regular_file_is_a_problem_for_people(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataNotUsable, match="cannot be used"):
        open_store(tmp_path / "file" / "data")


def test_a_failed_build_leaves_the_old_index(folder: Folder) -> None:
    def fails() -> FingerprintedEmbeddings:
        raise MemoryError

    folder.put(harbin=samples.HARBIN)
    folder.build()
    before = folder.reports()
    folder.put(guilin=samples.GUILIN)
    with pytest.raises(MemoryError):
        folder.build(fails)
    assert folder.reports() == before
    assert statuses(folder.build()) == {"guilin.txt": "added", "harbin.txt": "unchanged"}


def test_a_build_while_another_runs_is_refused(folder: Folder) -> None:
    folder.put(harbin=samples.HARBIN)
    with open_store(folder.store.data).build_lock(), pytest.raises(BuildRunning):
        folder.build(unneeded)


def test_what_is_being_done_is_said(folder: Folder) -> None:
    said: list[tuple[str, int, int]] = []
    folder.put(harbin=samples.HARBIN, guilin=samples.GUILIN)
    build_index(folder.corpus, folder.store, "bigrams:1", BigramEmbeddings, lambda *told: said.append(told))
    stages = [what.split()[0] for what, _, _ in said]
    assert list(dict.fromkeys(stages)) == ["comparing", "reading", "embedding", "checking"]
    assert all(0 <= done <= total for _, done, total in said)
    assert json.dumps(said)


def test_of_two_equal_files_the_one_known_before_stays(folder: Folder) -> None:
    folder.put(report=samples.LUOYANG)
    folder.build()
    folder.put(copy=samples.LUOYANG)
    assert statuses(folder.build()) == {"copy.txt": "duplicate", "report.txt": "unchanged"}
