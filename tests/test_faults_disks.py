"""The fault drill, disks: full, or not to be written. Both are small file systems of their own."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.backup import write_backup
from ingest.errors import DataNotUsable
from ingest.generations import open_store
from tests import samples
from tests.faults import Home, answers, lost

pytestmark = pytest.mark.slow  # with Chroma

SIZE = 24  # megabytes
LEFT = (0, 20_000, 100_000, 300_000, 600_000)  # bytes: a build stops in other places, or has just room enough


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return a small disk of its own, which needs the right to mount."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", place], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no right to mount a small disk here")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.mark.parametrize("left", LEFT)
def test_on_a_full_disk_the_old_index_answers_and_room_is_all_a_build_needs(disk: Path, left: int) -> None:
    home = Home.begin(disk)
    running = home.open()
    home.put("luoyang", samples.LUOYANG)
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    with ballast.open("rb+") as file:
        file.truncate(max(ballast.stat().st_size - left, 0))
    child = home.start_build()
    _, said = child.communicate()
    assert child.returncode in (0, 2), said
    assert "Traceback" not in said
    assert answers(running)
    assert answers(home.open())
    ballast.unlink()
    home.build()
    assert lost(home) == []
    assert answers(running)


def test_a_folder_that_cannot_be_written_is_answered_from_and_saved_and_a_build_says_so(
    disk: Path, tmp_path: Path
) -> None:
    home = Home.begin(disk)
    running = home.open()
    home.put("luoyang", samples.LUOYANG)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    try:
        assert answers(running)
        assert answers(home.open())
        assert not open_store(home.data).is_building()
        assert len(write_backup(tmp_path / "backup.zip", home.corpus, home.data, {}).documents) == 3
        with pytest.raises(DataNotUsable, match="can be written"):
            home.build()
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    home.build()
    assert lost(home) == []
    assert answers(running)
