"""Editions set against one another, chosen by month or by theme, sorted; and what a question takes for granted."""

import pytest

from tests.samples import ask, first_sentence


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param(
            "第20回と第18回、参加者が多いのはどっち？",
            "（2024年、ハルビン市）の参加者は第18回（2019年、桂林市）より30人多い",
            id="japanese",
        ),
        pytest.param("ハルビンの回と桂林の回では参加者はどちらが多かった？", "30人多い", id="hosts"),
        pytest.param("第18回は第20回より何人少ない？", "30人少ない", id="fewer"),
        pytest.param("哈尔滨和桂林哪届人多", "的参加人数比第18届（2019年，桂林市）多30人", id="chinese"),
        pytest.param("第20屆比第18屆多了多少人？", "多30人", id="traditional"),
        pytest.param("which had more participants, Harbin or Guilin?", "30 more participants", id="english"),
        pytest.param(
            "第20回と第21回、会期が長いのは？", "の会期は第20回（2024年、ハルビン市）より2日長い", id="longer"
        ),
    ],
)
def test_of_two_editions_it_is_said_by_how_much_one_has_more(question: str, told: str) -> None:
    answer = ask(question)
    assert answer.kind == "fact"
    assert told in first_sentence(answer)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("二番目に参加者が多かった回は？", "2番目は第20回", id="japanese"),
        pytest.param("参加人数第二多的是哪一届", "第2位是第20届", id="chinese"),
        pytest.param("which seminar had the second most participants", "2nd came the 20th seminar", id="english"),
    ],
)
def test_the_second_most_is_told_after_the_most(question: str, told: str) -> None:
    assert told in ask(question).text


@pytest.mark.parametrize(
    ("question", "editions"),
    [
        pytest.param("8月に開かれた回はどれ？", [20], id="month"),
        pytest.param("哪几届是夏天办的", [21, 20], id="season"),
        pytest.param("Which seminars were held in September?", [18], id="english-month"),
        pytest.param("テーマに観光が入っている回は？", [18], id="theme"),
        pytest.param("参加者が90人以上の回", [21, 20, 18], id="threshold"),
        pytest.param("一日だけの回はどれ？", [20, 18], id="days"),
        pytest.param("直近2回の開催地", [21, 20], id="last"),
        pytest.param("最近两届在哪办的", [21, 20], id="last-chinese"),
        pytest.param("themes of the last two seminars", [21, 20], id="last-english"),
        pytest.param("日本側の参加者が40人を超えた回", [21], id="side"),
        pytest.param("开了3天的是哪几届", [21], id="days-chinese"),
        pytest.param("高校生的话题在哪几届讲过", [21], id="telling"),
    ],
)
def test_editions_are_chosen_by_month_theme_or_number(question: str, editions: list[int]) -> None:
    answer = ask(question)
    told = [row.edition for row in answer.rows] or [n for n in (21, 20, 18) if f"第{n}" in answer.text.split("*調")[0]]
    assert answer.status == "answered"
    assert told == editions or answer.text.startswith(f"**第{editions[0]}") or f"{editions[0]}th" in answer.text


@pytest.mark.parametrize(
    ("question", "editions"),
    [
        pytest.param("参加者の少ない順に並べて", [18, 20, 21], id="fewest"),
        pytest.param("按人数排一下历届研讨会", [21, 20, 18], id="most"),
        pytest.param("歴代の開催都市を古い順に", [18, 20, 21], id="oldest"),
    ],
)
def test_a_list_of_editions_is_sorted_as_asked(question: str, editions: list[int]) -> None:
    assert [row.edition for row in ask(question).rows] == editions


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("第20回は北京で開かれましたか", "第20回の開催地は北京市ではありません", id="host"),
        pytest.param("2019年洛阳那届谁发言了", "第18届的举办地不是洛阳市", id="host-of-another-year"),
        pytest.param("札幌市長は何を話した？", "札幌市の市長が発表したという記載はありません", id="post"),
    ],
)
def test_what_a_question_wrongly_takes_for_granted_is_corrected(question: str, told: str) -> None:
    answer = ask(question)
    assert (answer.kind, answer.status) == ("none", "not_in_reports")
    assert told in first_sentence(answer)
    assert answer.nearest


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        pytest.param("市長以外で基調講演をした人", ["王立新", "山口健", "張偉", "西川正", "陳麗"], id="japanese"),
        pytest.param("第21届谁做了主旨演讲（市长不要）", ["王立新"], id="chinese"),
        pytest.param("keynote speakers in 2024 except the Chinese", ["山口健"], id="english"),
    ],
)
def test_whoever_is_set_apart_is_left_out(question: str, speakers: list[str]) -> None:
    assert sorted(row.speaker or "" for row in ask(question).rows) == sorted(speakers)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("第21回は前回より参加者が多かった？", "30人多い", id="previous"),
        pytest.param("第21届比上一届人多吗", "多30人", id="previous-chinese"),
    ],
)
def test_an_edition_is_compared_with_the_one_before(question: str, told: str) -> None:
    assert told in first_sentence(ask(question))


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        pytest.param("政令市から発表したのは誰？", ["山口健"], id="designated"),
        pytest.param("北海道の政令市から発表したのは誰？", ["山口健"], id="designated-in"),
        pytest.param("九州の政令市から発表したのは誰？", [], id="designated-elsewhere"),
    ],
)
def test_designated_cities_are_asked_as_a_group(question: str, speakers: list[str]) -> None:
    assert [row.speaker for row in ask(question).rows] == speakers


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        pytest.param("グイリンの回のテーマ", "観光による地域振興", id="guilin"),
        pytest.param("ルオヤンは何人参加した？", "150人", id="luoyang"),
    ],
)
def test_a_chinese_city_is_known_by_how_its_name_sounds_in_katakana(question: str, fact: str) -> None:
    assert fact in ask(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("第20回の次の回の参加者", "150人", id="after-a-number"),
        pytest.param("洛陽の前はどこ", "ハルビン市", id="before-a-host"),
        pytest.param("参加者の合計は？", "360人", id="sum"),
    ],
)
def test_the_edition_beside_a_named_one_is_meant_and_sums_are_told(question: str, told: str) -> None:
    assert told in ask(question).text


def test_a_misspelt_english_word_is_put_right() -> None:
    answer = ask("List everyone who gave openning remarks in Luoyang")
    assert [row.speaker for row in answer.rows] == ["森田恵子"]
    assert "openning" in (answer.understood or "")


def test_where_only_the_sides_are_asked_and_not_stated_the_answer_is_a_no() -> None:
    assert ask("第20回は日本側と中国側それぞれ何人？").status == "not_in_reports"
    assert ask("第20回は何人？日本側と中国側は？").status == "answered"


def test_talks_and_greetings_asked_together_are_both_listed() -> None:
    answer = ask("市長で登壇か挨拶した人は誰？")
    assert sorted(row.speaker or "" for row in answer.rows) == ["森田恵子", "高野真一"]
