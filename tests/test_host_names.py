"""Cities named for the editions held there: several in one breath, with で, beside a speaker's place."""

import pytest

from tests.samples import ask, first_sentence, speakers
from tests.test_questions import names, understood


@pytest.mark.parametrize(
    ("question", "places", "hosts"),
    [
        pytest.param("洛陽とハルビンで発表した市長は？", set(), {"洛陽市", "ハルビン市"}, id="two"),
        pytest.param("speakers in Harbin and Guilin", set(), {"ハルビン市", "桂林市"}, id="two-english"),
        pytest.param("桂林で奈良県は何を話した", {"奈良県"}, {"桂林市"}, id="beside-a-speaker"),
        pytest.param("ハルビンで松本市と札幌市は何を", {"松本市", "札幌市"}, {"ハルビン市"}, id="beside-two"),
        pytest.param("洛陽市と松本市の発表", {"洛陽市", "松本市"}, set(), id="speakers"),
        pytest.param("桂林ではないですか", {"桂林市"}, set(), id="no-place-where"),
    ],
)
def test_cities_stand_for_editions_where_one_of_them_does(question: str, places: set[str], hosts: set[str]) -> None:
    query = understood(question)
    assert (names(query.places), names(query.hosts)) == (places, hosts)


def test_of_a_place_only_what_it_said_at_the_edition_named_is_told() -> None:
    assert ask("桂林で松本市は何を話した").status == "not_in_reports"  # it spoke in Luoyang
    assert speakers(ask("洛陽で松本市は何を話した")) == {"高野真一"}


@pytest.mark.parametrize(
    "question",
    [
        "Compare attendance in Harbin and Guilin",
        "哈尔滨和桂林的人数比较一下",
        "ハルビンと桂林、参加者が多いのはどっち",
    ],
    ids=["english", "chinese", "japanese"],
)
def test_two_hosts_are_compared(question: str) -> None:
    told = first_sentence(ask(question))
    assert "30" in told and "20" in told and "18" in told
