"""What a build would change, told in people's terms before and after it."""

from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.amendments import Change, Correction
from ingest.builds import Build, changes_between, preview, roll_back
from ingest.change_records import Count, FieldChange
from ingest.changes import in_words
from ingest.corrections import add_correction
from ingest.differences import compare_reports
from ingest.embeddings import FingerprintedEmbeddings
from ingest.errors import IndexNotFound
from ingest.journal import read_journal
from ingest.pipeline import read_report
from ingest.records import Report
from tests import samples
from tests.folders import Folder, quiet, unneeded

OTHER_THEME = samples.HARBIN.replace("高齢化社会と地域福祉", "雪と暮らし")


def report(path: Path, text: str, name: str = "report.txt") -> Report:
    (path / name).write_text(text, encoding="utf-8")
    return read_report(path / name, relative=name, identifier="a" * 12)


def test_a_new_report_is_all_more_and_a_removed_one_all_less(tmp_path: Path) -> None:
    new = report(tmp_path, samples.HARBIN)
    come, gone = compare_reports("added", None, new), compare_reports("removed", new, None)
    assert (come.edition, come.year, come.host) == (20, 2024, "ハルビン市")
    assert {line.speaker or line.place for line in come.talks_added} == {"山口健", "張偉", "富山県"}
    assert {"札幌市", "ハルビン市"} <= {place.ja for place in come.places_added}
    assert (come.talks_removed, come.people_removed, come.places_removed) == ((), (), ())
    assert (gone.talks_removed, gone.people_removed) == (come.talks_added, come.people_added)
    assert (gone.talks_added, gone.fields) == ((), ())


def test_a_fact_that_becomes_another_is_told_with_both_readings(tmp_path: Path) -> None:
    change = compare_reports("changed", report(tmp_path, samples.HARBIN), report(tmp_path, OTHER_THEME))
    assert change.fields == (FieldChange("theme", "高齢化社会と地域福祉", "雪と暮らし"),)
    assert not change.same


def test_a_talk_whose_topic_becomes_another_stays_one_talk(tmp_path: Path) -> None:
    new = samples.HARBIN.replace("高齢者の見守りと除雪ボランティア", "除雪")
    change = compare_reports("changed", report(tmp_path, samples.HARBIN), report(tmp_path, new))
    (talk,) = change.talks_changed
    assert talk.talk.speaker == "山口健"
    assert [(field.name, field.after) for field in talk.fields] == [("topic", "除雪")]
    assert (change.talks_added, change.talks_removed) == ((), ())


def test_what_reads_the_same_is_told_to_be_so(tmp_path: Path) -> None:
    old, new = report(tmp_path, samples.HARBIN), report(tmp_path, samples.HARBIN + "\n", "other.txt")
    change = compare_reports("renamed", old, new)
    assert (change.same, change.was, change.path) == (True, "report.txt", "other.txt")


@pytest.mark.slow
class TestOfAFolder:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Folder:
        folder = Folder(tmp_path)
        folder.put(harbin=samples.HARBIN, guilin=samples.GUILIN)
        folder.build()
        return folder

    def diff(self, folder: Folder) -> Build:
        return preview(folder.corpus, folder.store, "bigrams:1", quiet)

    def test_a_preview_says_what_the_build_then_does_and_changes_nothing(self, folder: Folder) -> None:
        folder.put(harbin=OTHER_THEME, luoyang=samples.LUOYANG, copy=samples.LUOYANG, empty="")
        (folder.corpus / "guilin.txt").rename(folder.corpus / "moved.txt")
        before = folder.store.current(), folder.reports(), sorted(folder.store.data.rglob("*"))
        shown = self.diff(folder)
        assert (folder.store.current(), folder.reports(), sorted(folder.store.data.rglob("*"))) == before
        built = folder.build()
        assert shown.changes == built.changes
        counts = shown.changes.counts
        assert (counts.reports, counts.renamed, counts.duplicates, counts.skipped) == (Count(1, 0), 1, 1, 1)
        assert counts.facts == 1
        assert in_words(shown.changes).startswith("+1 report, +6 talks")
        assert "−0, 1 fact changed, 1 renamed" in in_words(shown.changes)

    def test_people_and_places_count_once_and_only_where_no_other_report_names_them(self, folder: Folder) -> None:
        folder.put(luoyang=samples.LUOYANG)
        folder.build()
        folder.put(chinese=samples.LUOYANG_CHINESE)
        counts = self.diff(folder).changes.counts
        assert (counts.reports, counts.people, counts.places) == (Count(1), Count(0), Count(0))

    def test_corrections_that_hold_that_no_longer_do_and_that_wait_are_told_apart(self, folder: Folder) -> None:
        def of(identifier: str, field: str, value: str, quote: str) -> Correction:
            return Correction(
                "", identifier, "event", "set", field, (Change("value", value),), quote, "山田", "2026-01-05"
            )

        harbin, guilin = (folder.reports()[name].id for name in ("harbin.txt", "guilin.txt"))
        add_correction(folder.store.data, of(harbin, "participants_total", "121", "参加者は120人"))
        add_correction(folder.store.data, of(guilin, "participants_total", "91", "参加者は90人"))
        add_correction(folder.store.data, of("f" * 12, "participants_total", "91", "参加者は90人"))
        folder.build()
        folder.put(harbin=samples.HARBIN.replace("120人", "百二十人"))
        changes = self.diff(folder).changes
        assert (changes.corrections_applied, changes.corrections_waiting) == (1, 1)
        (lost,) = changes.corrections_lost
        assert (lost.path, lost.about, lost.author) == ("harbin.txt", "participants_total", "山田")

    def test_another_model_is_told(self, folder: Folder) -> None:
        assert preview(folder.corpus, folder.store, "bigrams:2", quiet).changes.anew == ("model",)
        assert self.diff(folder).changes.anew == ()

    def test_going_back_is_told_as_a_change_and_goes_to_any_that_is_kept(self, folder: Folder) -> None:
        (folder.corpus / "harbin.txt").unlink()
        folder.build()
        folder.put(luoyang=samples.LUOYANG)
        folder.build()
        assert changes_between(folder.store, "000003", "000001").counts.reports == Count(1, 1)
        assert roll_back(folder.store, "000001", by="山田").changes.counts.reports == Count(1, 1)
        assert folder.reports().keys() == {"guilin.txt", "harbin.txt"}
        assert roll_back(folder.store, "000003").generation == folder.store.current() == "000003"
        with pytest.raises(IndexNotFound, match="expected one of 000001, 000002, 000003"):
            roll_back(folder.store, "000009")

    def test_the_history_says_who_did_what_when_and_how_it_ended(self, folder: Folder) -> None:
        def fails() -> FingerprintedEmbeddings:
            raise KeyboardInterrupt

        folder.build(unneeded)
        folder.put(luoyang=samples.LUOYANG)
        with pytest.raises(KeyboardInterrupt):
            folder.build(fails)
        folder.build()
        roll_back(folder.store, by="山田")
        with pytest.raises(IndexNotFound):
            roll_back(folder.store, "7", by="佐藤")
        history = read_journal(folder.store.data, running=False)
        assert [(one.ending, one.by, one.generation) for one in history] == [
            ("failed", "佐藤", None), ("rolled_back", "山田", "000001"), ("built", "", "000002"),
            ("cancelled", "", None), ("nothing", "", "000001"), ("built", "", "000001"),
        ]  # fmt: skip
        assert "−1 report" in history[1].words
        assert all(one.ended and one.began <= one.ended for one in history)

    def test_the_command_says_it_in_words(self, folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
        folder.put(harbin=OTHER_THEME, **{"[b]": samples.LUOYANG})
        (folder.corpus / "guilin.txt").unlink()
        arguments = ["--corpus", str(folder.corpus), "--data", str(folder.store.data)]
        assert main(["diff", *arguments]) == 0
        out = capsys.readouterr().out
        for words in ("added [b].txt: edition 21", "theme: 高齢化社会と地域福祉 → 雪と暮らし", "removed guilin.txt"):
            assert words in out
        assert "−1 report" in out
