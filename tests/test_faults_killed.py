"""The fault drill, processes: builds killed at any moment, and two of them at once."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from ingest.store import open_generation
from tests import samples
from tests.faults import THEME, Home, answers, lost

pytestmark = pytest.mark.slow  # real builds, in processes of their own

KILLS = 40
MANY = "".join(
    f"第{number}分科会では、{number}番目の市が除雪と見守りの取り組みを紹介しました。\n\n" for number in range(300)
)


def test_builds_killed_at_forty_moments_lose_nothing(tmp_path: Path) -> None:
    home = Home.begin(tmp_path)
    home.put("many", samples.LUOYANG + MANY)
    running, random = home.open(), Random(6)
    began = time.monotonic()
    home.start_build().communicate()
    duration = time.monotonic() - began
    killed = 0
    for kill in range(KILLS):
        people = 200 + kill
        home.put("many", samples.LUOYANG.replace("150人", f"{people}人") + MANY.replace("除雪", f"除雪{kill}"))
        before = home.open().generation
        child = home.start_build()
        time.sleep(random.uniform(0, duration))
        if kill % 2 and child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
        child.kill()
        killed += child.wait() == -signal.SIGKILL
        child.communicate()
        assert answers(running), kill
        assert answers(home.open()), kill
        generation = open_generation(home.data)
        told = {one.event.participants_total.value for one in generation.reports if one.event.participants_total}
        assert (generation.id > before) == (people in told), kill  # all of the new, or all of the old
        generation.close()
        home.build()
        assert lost(home) == [], kill
        assert answers(running), kill
    assert killed > KILLS / 2
    assert home.themes() >= {THEME}


def test_of_two_builds_at_once_one_ends_and_says_why_and_the_other_is_not_disturbed(tmp_path: Path) -> None:
    home = Home.begin(tmp_path)
    home.put("luoyang", samples.LUOYANG + MANY)
    with ThreadPoolExecutor(2) as starting:  # one after the other, the first would be done when the second has started
        children = [one.result() for one in [starting.submit(home.start_build) for _ in range(2)]]
    ended = sorted((child.communicate()[1], child.returncode) for child in children)
    assert [code for _, code in ended] == [0, 2]
    assert "Another build is working" in ended[1][0]
    assert lost(home) == []
    assert home.build().documents[2].status == "unchanged"
