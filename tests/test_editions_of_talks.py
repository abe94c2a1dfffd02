"""Editions asked for by what was done there: who spoke, in which part, in several parts, and who greeted."""

import pytest

from assistant.archive import Archive
from tests.samples import ask, first_sentence, read, speakers

BOTH_PARTS = """第23回日中地域間交流推進セミナー（遼寧省大連市）

2027年6月3日、遼寧省大連市で第23回日中地域間交流推進セミナーを開催しました。参加者は80人でした。

開会あいさつ
自治体国際化協会の大野誠理事長が開会のあいさつを述べました。

基調講演
熊本市の伊藤航市長は、港の防災について発表しました。大分県の原田香部長は、温泉について発表しました。

パネルディスカッション
熊本市の伊藤航市長は、島の医療について発表しました。中山大学の李強教授は、防災の教育について発表しました。
"""


@pytest.mark.parametrize(
    ("question", "editions"),
    [
        pytest.param("大学の先生が登壇した回を教えて", {21}, id="kind-of-body"),
        pytest.param("哪几届有大学教授发言？", {21}, id="kind-of-body-in-chinese"),
        pytest.param("パネルディスカッションがあった回は？", {20, 21}, id="part"),
        pytest.param("Which editions had a keynote by a vice governor?", {18}, id="post-in-a-part"),
        pytest.param("中国側が基調講演をした回は？", {18, 20, 21}, id="side-in-a-part"),
    ],
)
def test_editions_are_those_of_the_talks_that_fit(question: str, editions: set[int]) -> None:
    answer = ask(question)
    assert {row.edition for row in answer.rows} == editions
    assert all(str(edition) in first_sentence(answer) for edition in editions)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("基調講演もパネルもやった自治体は？", id="too"),
        pytest.param("主旨演讲和小组讨论两边都上台的城市有哪些？", id="both-sides"),
        pytest.param("谁做了主旨演讲又参加了小组讨论？", id="and-again"),
        pytest.param("Who gave a keynote and also sat on the panel?", id="also"),
    ],
)
def test_whoever_was_in_both_parts_is_listed(question: str) -> None:
    assert speakers(ask(question, archive=Archive([read(BOTH_PARTS, "dalian.txt")]))) == {"伊藤航"}


def test_a_verb_that_is_split_by_a_particle_is_read_whole() -> None:
    assert speakers(ask("大连那届开幕是谁致的辞", archive=Archive([read(BOTH_PARTS, "dalian.txt")]))) == {"大野誠"}


def test_names_of_one_region_that_run_into_each_other_are_one() -> None:
    answer = ask("中国东北三省办过哪几届", archive=Archive([read(BOTH_PARTS, "dalian.txt")]))
    assert (answer.status, "三省" in first_sentence(answer)) == ("answered", False)
