"""What is put to a chat model: the same first, and of the evidence what a few sentences can be about."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.prompts import bare, telling, to_write
from assistant.records import Answer, Citation, Row
from tests.samples import ask, samples
from tests.scripted_model import writer_of


def row(*citations: int) -> Row:
    """Return a row of a list that cites."""
    who = ("神谷俊一", "副市長", None, "千葉市", "JP")
    return Row("r", 16, 2017, None, None, None, None, *who, None, "topic", "rule", citations)


def answer_of(*quotes: str, rows: tuple[Row, ...] = (), kind: str = "list") -> Answer:
    """Return an answer with these quotations, numbered from 1."""
    cited = tuple(Citation(number, "r", 1, None, "", quote, ()) for number, quote in enumerate(quotes, 1))
    found = ask("観光について発表した自治体はどこですか？")
    return Answer(
        "?", "ja", "list" if kind == "list" else "what", "answered", "", found.coverage, None, None, rows, cited
    )


@pytest.mark.parametrize(
    ("quote", "names_only"),
    [
        pytest.param("千葉市副市長　神谷俊一", True, id="line-of-a-programme"),
        pytest.param("神谷俊一副市長", True, id="no-place"),
        pytest.param("千葉市副市長、幸福都市共同推進弁公室副主任 神谷俊一", True, id="more-posts"),
        pytest.param("千葉市副市长　神谷俊一", True, id="in-chinese"),
        pytest.param("千葉市の神谷副市長はドローンの活用を発表", False, id="half-a-sentence"),
        pytest.param("千叶市副市长神谷俊一介绍了无人机的应用。", False, id="sentence-in-chinese"),
        pytest.param("Deputy Mayor Kamiya spoke about drones.", False, id="sentence-in-english"),
    ],
)
def test_a_quotation_that_only_names_somebody_is_known(quote: str, *, names_only: bool) -> None:
    answer = answer_of(quote, rows=(row(1),))
    assert bare(answer.citations[0], answer) is names_only


TALK, ROSTER, ASIDE = (
    "千葉市の神谷副市長は特区について発表しました。",
    "千葉市副市長　神谷俊一",
    "その後、懇談しました。",
)


@pytest.mark.parametrize(
    ("quotes", "rows", "kind", "told"),
    [
        pytest.param([ROSTER, TALK], (row(1, 2),), "list", [2], id="what-tells-stands-for-its-row"),
        pytest.param([ROSTER], (row(1),), "list", [1], id="nothing-else-to-tell"),
        pytest.param([TALK, ASIDE], (row(1),), "list", [1], id="beside-a-list-nothing"),
        pytest.param([TALK, ASIDE], (row(1),), "what", [1, 2], id="of-a-talk-all"),
        pytest.param([TALK, ASIDE], (), "list", [1, 2], id="no-rows"),
        pytest.param([ASIDE, TALK], (row(2), row(2)), "what", [2, 1], id="rows-first-and-once"),
    ],
)
def test_what_is_put_tells_something(quotes: list[str], rows: tuple[Row, ...], kind: str, told: list[int]) -> None:
    assert [citation.id for citation in telling(answer_of(*quotes, rows=rows, kind=kind))] == told


def test_what_stays_the_same_comes_first_so_that_a_server_can_keep_it() -> None:
    questions = ("観光について発表した自治体はどこですか？", "第13回の参加者は何人でしたか？")
    first, second = (to_write(ask(one), samples(), context=4096, room=1000).messages for one in questions)
    assert first[0] == second[0] and first[1] != second[1]


def test_a_name_alone_is_not_put_to_be_translated() -> None:
    put: list[str] = []

    def script(messages: str) -> Iterator[str]:
        put.append(messages)
        return iter(["没有。"])

    found = ask("哪些城市介绍了旅游？")
    line = replace(found.citations[-1], id=99, quote="奈良県副知事　西川正")
    rows = (*found.rows[:-1], replace(found.rows[-1], citations=(*found.rows[-1].citations, 99)))
    list(writer_of(script).write(replace(found, rows=rows, citations=(*found.citations, line)), samples()))
    translated = [one for one in put if "译成" in one]
    assert translated and not any("奈良県副知事" in one for one in translated)
