"""What `status` tells of a data folder, also of one in which nothing was ever built."""

from pathlib import Path

import pytest

from ingest.console import show_status
from ingest.errors import CorpusNotFound
from ingest.inventory import take_stock
from tests.folders import Folder


def test_before_the_first_build_the_builds_that_failed_are_told(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.corpus.rmdir()
    with pytest.raises(CorpusNotFound):
        folder.build()
    about = take_stock(folder.store, "m")
    assert (about["generation"], about["reports"], about["generations"]) == (None, [], [])
    assert "There is no index yet" in show_status(about)


def test_after_it_the_reports_and_the_build_are_told(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put(report="第20回日中地域間交流推進セミナー\n\n2024年8月21日、ハルビン市で開催しました。\n")
    folder.build()
    about = take_stock(folder.store, "m")
    assert about["generation"] == "000001"
    assert "report.txt" in show_status(about)
