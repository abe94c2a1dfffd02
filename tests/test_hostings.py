"""Cities asked for by how many editions were held there."""

from functools import cache

import pytest

from assistant.archive import Archive
from tests.samples import GUILIN, HARBIN, LUOYANG, ask, read

AGAIN = """第22回日中地域間交流推進セミナー（広西チワン族自治区桂林市）

2026年9月5日、広西チワン族自治区桂林市で第22回日中地域間交流推進セミナーを開催しました。参加者は95人でした。
"""


@cache
def _held() -> Archive:
    texts = {"guilin22.txt": AGAIN, "luoyang.txt": LUOYANG, "harbin.txt": HARBIN, "guilin.txt": GUILIN}
    return Archive([read(text, name) for name, text in texts.items()])


@pytest.mark.parametrize(
    ("question", "editions"),
    [
        pytest.param("複数回開催した都市は？", {18, 22}, id="several-times"),
        pytest.param("哪些城市办过两次以上研讨会", {18, 22}, id="twice-or-more"),
        pytest.param("Which cities hosted the seminar more than once?", {18, 22}, id="more-than-once"),
        pytest.param("同じ都市で2回開かれたことはある？", {18, 22}, id="the-same-city"),
        pytest.param("哪个城市举办次数最多", {18, 22}, id="most-often"),
        pytest.param("哪些城市只办过一次", {20, 21}, id="only-once"),
    ],
)
def test_hosts_are_counted_over_the_editions(question: str, editions: set[int]) -> None:
    assert {row.edition for row in ask(question, archive=_held()).rows} == editions


def test_where_no_city_hosted_twice_the_answer_says_so_and_names_the_hosts() -> None:
    answer = ask("複数回開催した都市は？")
    assert answer.status == "not_in_reports"
    assert "当てはまるところはありません" in answer.text and "桂林市" in answer.text
