"""Questions about editions: by the city that held one, in few words, the largest and the oldest."""

import re

import pytest

from tests.samples import ask, first_sentence
from tests.test_questions import understood


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        pytest.param("ハルビンの参加者数は？", "120人", id="people"),
        pytest.param("ハルビンは何人来た？", "120人", id="people-who-came"),
        pytest.param("洛陽のテーマは", "水辺のまちづくり", id="theme"),
        pytest.param("ハルビンの会の参加者は何人でしたでしょうか", "120人", id="people-polite"),
        pytest.param("theme of the Guilin seminar (original wording is fine)", "観光による地域振興", id="remark"),
        pytest.param("桂林っていつだった？", "2019年9月5日", id="date"),
        pytest.param("桂林大会の日にち", "2019年9月5日", id="day"),
        pytest.param("桂林でやったの第何回？", "第18回", id="number"),
        pytest.param("哈尔滨有多少人参加", "120人", id="people-chinese"),
        pytest.param("桂林是哪年办的", "2019年", id="year-chinese"),
        pytest.param("桂林是第幾屆", "第18屆", id="number-traditional"),
        pytest.param("how many ppl came to Harbin", "120", id="people-english"),
        pytest.param("theme of the Guilin one?", "観光による地域振興", id="theme-english"),
        pytest.param("when did Guilin host it", "5 September 2019", id="date-english"),
    ],
)
def test_a_city_stands_for_the_edition_held_there(question: str, fact: str) -> None:
    answer = ask(question)
    assert (answer.kind, answer.status) == ("fact", "answered")
    assert fact in first_sentence(answer)


@pytest.mark.parametrize(
    "question",
    ["洛陽から何人来た？", "从洛阳来了多少人", "松本の参加者数は？"],
    ids=["from", "from-chinese", "no-host"],
)
def test_a_city_people_come_from_stands_for_no_edition(question: str) -> None:
    assert ask(question).kind != "fact"


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        pytest.param("第18回どこ", "桂林市", id="where"),
        pytest.param("18回の場所", "桂林市", id="place"),
        pytest.param("第20回いつ？", "2024年8月21日", id="when"),
        pytest.param("20回何人", "120人", id="how-many"),
        pytest.param("二十回はどこで？", "ハルビン市", id="kanji-number"),
        pytest.param("R1のセミナーのテーマ", "観光による地域振興", id="era-letter"),
        pytest.param("第20届哪里", "哈尔滨市", id="where-chinese"),
        pytest.param("where did they hold it in 2019?", "Guilin", id="where-english"),
    ],
)
def test_a_bare_question_word_asks_of_the_edition(question: str, fact: str) -> None:
    answer = ask(question)
    assert answer.kind == "fact"
    assert fact in first_sentence(answer)


@pytest.mark.parametrize("question", ["第20回について教えて", "第20届的情况", "tell me about the 20th"])
def test_of_an_edition_all_is_told_that_is_stated(question: str) -> None:
    answer = ask(question)
    assert answer.kind == "fact"
    assert "120" in answer.text and "高齢化社会と地域福祉" in answer.text
    assert not any(words in answer.text for words in ("書かれていません", "未写明", "does not state"))


@pytest.mark.parametrize(
    ("question", "named", "others"),
    [
        pytest.param("参加者がいちばん多かった回は？", "第21回", "第18回", id="most"),
        pytest.param("人数が一番少ないのはどこで開かれた？", "桂林市", "洛陽市", id="fewest"),
        pytest.param("会期が最も長いのはどの回？", "第21回", "第18回", id="longest"),
        pytest.param("人数最多的是哪届", "第21届", "第18届", id="most-chinese"),
        pytest.param("哪一屆人最少", "第18屆", "第20屆", id="fewest-traditional"),
        pytest.param("which seminar had the most participants", "21st", "18th", id="most-english"),
        pytest.param("the smallest edition", "18th", "20th", id="fewest-english"),
        pytest.param("一番古い報告書は何回？", "第18回", "第20回", id="oldest"),
        pytest.param("最も新しい回はどこ", "第21回", "第20回", id="newest"),
    ],
)
def test_a_superlative_is_answered_with_the_one(question: str, named: str, others: str) -> None:
    answer = ask(question)
    told = answer.text.rsplit("*", 2)[0]  # the editions searched are named below
    assert (answer.kind, answer.rows) == ("fact", ())
    assert named in told and others not in told


def test_a_superlative_says_of_how_many_it_is() -> None:
    assert "人数の記載がある3回分のうち" in first_sentence(ask("参加者が最も多い回は？"))


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        pytest.param("ハルビンの次はどこでやった？", "洛陽市", id="after-a-host"),
        pytest.param("第21回の前の回のテーマは", "高齢化社会と地域福祉", id="before-a-number"),
        pytest.param("哈尔滨之后那届在哪办的", "洛阳市", id="after-chinese"),
    ],
)
def test_the_edition_beside_the_one_named_is_meant(question: str, fact: str) -> None:
    assert fact in first_sentence(ask(question))


def test_the_hours_of_a_session_are_no_days_of_an_edition() -> None:
    assert ask("パネルの時間は何分？").kind not in ("fact", "list")


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("哪几届超过一天？", {"21"}),
        ("会期不止1天的是哪几届？", {"21"}),
        ("不超过1天的是哪几届？", {"20", "18"}),
        ("哪几届没有超过一天？", {"20", "18"}),
        ("which seminars were not longer than one day?", {"20", "18"}),
        ("超过两天的是哪几届", {"21"}),
        ("Which seminars lasted three days?", {"21"}),
    ],
    ids=["longer", "not-only", "at-most", "not-longer", "not-longer-english", "two", "lasted"],
)
def test_longer_than_some_days_is_told_from_no_longer(question: str, numbers: set[str]) -> None:
    text = ask(question).text
    assert {
        number
        for number in ("18", "20", "21")
        if re.search(rf"第{number}[届屆]|{number}(?:st|th)", text.split("*检索范围*")[0].split("*Searched*")[0])
    } == numbers


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        pytest.param("各回の日本側と中国側の人数", ["150", "50", "100"], id="japanese"),
        pytest.param("各届日方和中方人数", ["148", "50", "98"], id="chinese"),  # what the Chinese report says
        pytest.param("Japanese and Chinese participants of each seminar", ["150", "50", "100"], id="english"),
    ],
)
def test_a_table_has_a_column_for_each_side_that_is_asked_for(question: str, figures: list[str]) -> None:
    (row,) = [line for line in ask(question).text.split("\n") if "2025" in line and line.startswith("|")]
    cells = [re.sub("〔.*", "", cell).strip() for cell in row.strip("|").split("|")]
    assert cells[-3:] == figures


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("1、2回参加した都市は", ()),
        ("18、20回のテーマは", (20, 18)),
        ("cities that hosted between 2018 and 2024", (20, 18)),
    ],
    ids=["times", "numbers", "years"],
)
def test_numbers_before_a_verb_are_times_and_no_editions(question: str, numbers: tuple[int, ...]) -> None:
    assert set(understood(question).editions) == set(numbers)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("参加者が100人を超えた回はどれですか？", [21, 20]),
        ("参加者が120人を超えない回はどれですか？", [20, 18]),
        ("参加者が120人未満の回は？", [18]),
        ("参加人数不超过120人的是哪几届？", [20, 18]),
        ("參加人數不到120人的是哪幾屆？", [18]),
        ("which seminars had fewer than 120 participants?", [18]),
        ("which seminars had no more than 120 participants?", [20, 18]),
        ("每届最多120人吗", [20, 18]),
        ("any edition with at least 120 people?", [21, 20]),
        ("any edition with 120 or more people?", [21, 20]),
        ("any edition with no fewer than 120 people?", [21, 20]),
    ],
    ids=[
        "more",
        "no-more",
        "fewer",
        "no-more-chinese",
        "fewer-traditional",
        "fewer-english",
        "no-more-english",
        "at-most-chinese",
        "at-least-english",
        "or-more-english",
        "no-fewer-english",
    ],
)
def test_editions_are_filtered_by_size(question: str, numbers: list[int]) -> None:
    assert [row.edition for row in ask(question).rows] == numbers
