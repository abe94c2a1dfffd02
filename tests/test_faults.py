"""The fault drill, files: whatever is damaged, the last good generation answers and the next build repairs."""

from pathlib import Path

import pytest

from tests.faults import DAMAGES, Damage, Home, answers, lost

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
