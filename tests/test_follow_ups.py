"""Follow-ups: another host, another edition, the other side; what they keep of the question before."""

import pytest

from tests.samples import ask, speakers


@pytest.mark.parametrize(
    ("before", "question", "fact", "gone"),
    [
        pytest.param("第21回の参加者数は？", "ハルビンのときは？", "120人", "150", id="other-host"),
        pytest.param("第21回の参加者数は？", "桂林は？", "90人", "150", id="other-host-bare"),
        pytest.param("哈尔滨那届有多少人参加？", "桂林呢", "90人", "120", id="other-host-chinese"),
        pytest.param("洛陽的主題是什麼？", "桂林的呢", "観光による地域振興", "水辺", id="other-host-traditional"),
        pytest.param("When was the Harbin seminar?", "and Guilin?", "2019", "2024", id="other-host-english"),
        pytest.param("第21回はどこ？", "前回は？", "ハルビン市", "洛陽市", id="previous"),
        pytest.param("第21届在哪里举办的？", "上一届呢", "哈尔滨市", "洛阳", id="previous-chinese"),
        pytest.param("第20回のテーマは？", "次の回は？", "水辺のまちづくり", "高齢化", id="next"),
        pytest.param("Where was Harbin held?", "and the next one?", "Luoyang", "Guilin", id="next-after-a-host"),
        pytest.param("When was the Guilin seminar?", "what was the theme then?", "観光", "水辺", id="then"),
    ],
)
def test_a_follow_up_moves_to_another_edition(before: str, question: str, fact: str, gone: str) -> None:
    answer = ask(question, before)
    assert (answer.kind, answer.status) == ("fact", "answered")
    assert fact in answer.text and gone not in answer.text


@pytest.mark.parametrize("question", ["上一届呢", "前回は？", "その前の回は？"])
def test_the_edition_before_is_the_one_before_that_asked_about(question: str) -> None:
    assert ask(question, "第20回はどこ？").status == "edition_not_ingested"  # the 19th


def test_a_complete_question_about_the_last_edition_means_the_latest() -> None:
    assert "洛陽市" in ask("前回はどこで開催されましたか？", "第18回のテーマは？").text


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        pytest.param("第20回の日本の登壇者は？", "中国は？", {"張偉"}, id="japanese"),
        pytest.param("第20届中国有哪些人发言？", "那日本呢", {"山口健", "富山県"}, id="chinese"),
        pytest.param(
            "Who were the Chinese speakers in Harbin?", "and the Japanese ones?", {"山口健", "富山県"}, id="english"
        ),
        pytest.param("第21回で観光について発表した自治体は？", "そのうち県だけ", {"北海道"}, id="kind"),
        pytest.param("観光について発表した県は？", "DXは？", set(), id="kind-is-kept"),
    ],
)
def test_a_follow_up_keeps_edition_and_subject(before: str, question: str, expected: set[str]) -> None:
    assert speakers(ask(question, before)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("ハルビンで発表した人は？", {"山口健", "張偉", "富山県"}, id="japanese"),
        pytest.param("在哈尔滨发言的日本人有谁", {"山口健", "富山県"}, id="chinese"),
        pytest.param("Japanese speakers in Harbin", {"山口健", "富山県"}, id="english"),
        pytest.param("Cities in Nagano that presented", {"高野真一"}, id="lies-in"),
    ],
)
def test_speakers_in_a_host_are_those_of_its_edition(question: str, expected: set[str]) -> None:
    assert speakers(ask(question)) == expected


@pytest.mark.parametrize(
    ("before", "question"),
    [
        pytest.param("第21回の参加者数は？", "観光について発表した都市は？", id="subject"),
        pytest.param("観光について発表した都市は？", "第20回で発表した自治体は？", id="edition"),
        pytest.param("第20回の日本の登壇者は？", "張偉が発表した内容は？", id="person"),
        pytest.param("観光について発表した都市は？", "観光について発表した都市は？", id="asked-again"),
        pytest.param("第18回のテーマは？", "松本市から来た講演者は？", id="place-with-a-verb"),
    ],
)
def test_a_whole_question_is_answered_as_if_nothing_had_been_asked_before_though_it_ends_in_wa(
    before: str, question: str
) -> None:
    assert ask(question, before).text == ask(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("历届主题有哪些", "水滨城市建设", id="every-theme"),
        pytest.param("開催地を全部教えて", "桂林市", id="every-host"),
        pytest.param("哪一届人最多", "150", id="most-people"),
        pytest.param("100人以上の回は？", "150", id="so-many-people"),
        pytest.param("全部で何回開催された？", "桂林市", id="how-many-held"),
        pytest.param("一共办了多少届", "桂林市", id="how-many-held-chinese"),
        pytest.param("How many editions have been held?", "Guilin", id="how-many-held-english"),
        pytest.param("6月に開催　回　一覧", "洛陽市", id="held-in-a-month"),
        pytest.param("開催地　古い順", "桂林市", id="hosts-in-order"),
        pytest.param("any edition with at least 100 people?", "Harbin", id="any-edition"),
    ],
)
def test_a_question_about_all_editions_is_no_more_about_the_talks_asked_about_before(question: str, told: str) -> None:
    answer = ask(question, "観光について発表した都市は？")
    assert told in answer.text and answer.text == ask(question).text


def test_who_greeted_is_asked_of_the_edition_and_not_of_the_subject_before() -> None:
    assert speakers(ask("誰が挨拶した？", "第21回で観光について発表した都市は？")) == {"森田恵子"}


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("日本側から発表したのは誰でしたか", id="japanese"),
        pytest.param("日方发言的都有哪些人啊请列出来", id="chinese"),
    ],
)
def test_a_long_question_without_an_edition_takes_over_that_alone(question: str) -> None:
    assert speakers(ask(question, "第20回で観光について発表した中国の都市は？")) == {"山口健", "富山県"}


@pytest.mark.parametrize(
    ("question", "before", "named"),
    [
        pytest.param("ほかに誰がいた？", "第21回の基調講演に高野市長は出た？", {"王立新"}, id="other-people"),
        pytest.param("其他城市呢", "第20届札幌市讲了什么", {"張偉"}, id="other-cities"),
        pytest.param("Who else?", "Did Nara speak at the 18th seminar?", {"陳麗"}, id="else"),
    ],
)
def test_others_are_told_without_whoever_was_asked_about(question: str, before: str, named: set[str]) -> None:
    assert {row.speaker for row in ask(question, before).rows if row.speaker} == named


def test_other_editions_are_all_but_the_one_asked_about() -> None:
    assert {row.edition for row in ask("他の回は？", "第20回のテーマは").rows} == {18, 21}


def test_whoever_came_to_the_edition_whose_place_was_asked_is_looked_for_there() -> None:
    assert ask("そのとき奈良県も来た？", "第20回はどこで開催").status == "not_in_reports"
