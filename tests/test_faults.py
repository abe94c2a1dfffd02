"""The fault drill, files: whatever is damaged, the last good generation answers and the next build repairs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import (
    CURRENT,
    DAMAGES,
    Damage,
    Home,
    answers,
    cut_segments,
    flip_segments,
    lose_segments,
    lost,
)

pytestmark = pytest.mark.slow  # with Chroma


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home.begin(tmp_path_factory.mktemp("sound"))


@pytest.mark.parametrize(("damage", "answering"), DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_leaves_the_last_good_generation_answering_and_the_next_build_repairs(
    sound: Home, tmp_path: Path, damage: Damage, answering: str
) -> None:
    home = sound.copy(tmp_path)
    running = home.open()
    assert answers(running)
    damage(home)
    assert answers(running)
    started = home.open()
    assert answers(started)
    assert started.generation == answering
    build = home.build()  # of the same documents
    assert lost(home) == []
    assert answers(running)
    assert running.generation == build.generation
    assert {document.status for document in build.documents} <= {"unchanged", "changed", "added"}
    assert home.build().generation == build.generation  # nothing is left to repair


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Return a home whose third generation holds so many passages that Chroma keeps them in segments."""
    home = Home.begin(tmp_path_factory.mktemp("large"))
    home.put("many", "\n\n".join(f"{n}番の倉庫には{n * 7}本の傘があり、{n * 3}人が借りた。" for n in range(7500)))
    home.build()
    assert list(home.data.rglob("index_metadata.pickle"))
    return home


@pytest.mark.parametrize("damage", [cut_segments, flip_segments, lose_segments], ids=["cut", "flipped", "lost"])
def test_damaged_segments_leave_the_generation_before_answering_and_the_next_build_repairs(
    large: Home, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    home = large.copy(tmp_path)
    running = home.open()
    damage(home.data / "generations" / running.generation)
    started = home.open()
    assert answers(started)
    assert started.generation == CURRENT
    home.build()
    assert lost(home) == []
    assert answers(running)
    assert running.generation == home.open().generation
