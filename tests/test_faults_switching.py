"""The fault drill, switching: questions while builds run and the index is switched under them."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.records import Answer
from ingest.generations import open_store
from tests import samples
from tests.faults import Home

pytestmark = pytest.mark.slow  # with Chroma

QUESTIONS = 200  # at least
BUILDS = 9
AT_ONCE = 4
ASKED = (
    "第21回の参加者は何人ですか",
    "第21回と第20回の参加者はそれぞれ何人ですか",
    "高齢者の見守りについて教えてください",
    "哪些城市介绍了旅游？",
)


def state(number: int) -> dict[str, str]:
    """Return both reports as they stand in one state of the corpus: every figure tells which."""
    return {
        "luoyang": samples.LUOYANG.replace("参加者は150人", f"参加者は{1000 + number}人"),
        "harbin": samples.HARBIN.replace("参加者は120人", f"参加者は{1000 + number}人").replace(
            "見守り", f"見守り{number}"
        ),
    }


def figures(answer: Answer) -> set[int]:
    """Return which states of the corpus an answer speaks of: in its words, its citations and its rows."""
    said = " ".join([answer.text, *(citation.quote for citation in answer.citations)])
    people = {int(found) % 1000 for found in re.findall(r"1[,，]?0\d\d(?=人)", said.replace(",", ""))}
    return people | {int(found) for found in re.findall(r"見守り(\d+)", said)}


def switch(home: Home) -> None:
    """Build one state of the corpus after another, going back in between."""
    for number in range(1, BUILDS + 1):
        for name, text in state(number).items():
            home.put(name, text)
        home.build(apart=number % 3 == 0)
        if number % 4 == 0:
            open_store(home.data, apart=False).rollback()


def test_questions_asked_while_builds_run_are_all_answered_each_from_one_generation(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.corpus.mkdir()
    for name, text in state(0).items():
        home.put(name, text)
    home.build()
    assistant = home.open()

    def ask(number: int) -> Answer:
        *_, answer = assistant.answer(ASKED[number % len(ASKED)], [])
        return answer

    answers: list[Answer] = []
    with ThreadPoolExecutor(AT_ONCE) as pool, ThreadPoolExecutor(1) as builder:
        building = builder.submit(switch, home)
        while not building.done():
            answers += pool.map(ask, range(AT_ONCE * len(ASKED)))
        building.result()
    assert len(answers) >= QUESTIONS
    assert [answer.question for answer in answers if answer.status != "answered"] == []
    told = [figures(answer) for answer in answers]
    assert [answer.text for answer, states in zip(answers, told, strict=True) if len(states) > 1] == []
    assert sum(map(len, told)) > len(answers) / 2  # most answers tell which state they are from
    assert len(set().union(*told)) > BUILDS / 2  # and the index was switched under them
