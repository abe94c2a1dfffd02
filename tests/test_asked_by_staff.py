"""What staff ask beyond plain facts: by a day, by the edition beside a host, whether a figure is so."""

import pytest

from tests.samples import ask, first_sentence, speakers


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("8/21にやったのは何回め", "第20回", id="slash"),
        pytest.param("6月11日那场的主题", "智慧城市", id="day-between"),
        pytest.param("Which seminar took place on 5 September?", "18th", id="english"),
        pytest.param("二〇二四年那屆有多少人", "120", id="year-in-kanji"),
    ],
)
def test_an_edition_is_known_by_a_day(question: str, told: str) -> None:
    assert told in first_sentence(ask(question))


@pytest.mark.parametrize("question", ["12月1日の回のテーマ", "12月1日に講演したのは"])
def test_a_day_on_which_nothing_was_held_brings_no_other_edition(question: str) -> None:
    assert ask(question).status == "not_in_reports"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("ハルビンの次の回で講演した市長は", {"高野真一"}, id="japanese"),
        pytest.param("洛阳上一届有哪些中方城市发言", {"張偉"}, id="chinese"),
        pytest.param("Which Japanese deputy mayors spoke at the edition before Luoyang?", {"山口健"}, id="english"),
    ],
)
def test_talks_are_told_of_the_edition_beside_a_host(question: str, told: set[str]) -> None:
    assert speakers(ask(question)) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("桂林那次有100人吗", "90", id="total"),
        pytest.param("洛陽那次日方有98人對吧", "50", id="figure-of-the-other-side"),
        pytest.param("ハルビンの会は3日間だった？", "1日間", id="days"),
        pytest.param("Was the Guilin seminar held in May?", "5 September 2019", id="month"),
    ],
)
def test_a_wrong_figure_of_an_edition_is_put_right(question: str, told: str) -> None:
    answer = ask(question)
    assert (answer.kind, answer.status) == ("none", "not_in_reports")
    assert told in first_sentence(answer)


@pytest.mark.parametrize("question", ["第20回は120人でしたか", "洛陽日方是50還是98", "150人のうち日本側は何人？第21回"])
def test_a_figure_that_is_right_or_only_offered_is_answered(question: str) -> None:
    assert ask(question).status == "answered"


@pytest.mark.parametrize(
    ("question", "who", "edition"),
    [
        pytest.param("松本市は何回目に出た", "高野真一", 21, id="city"),
        pytest.param("奈良县是哪一年去的", "西川正", 18, id="year"),
        pytest.param("When did Sapporo take part?", "山口健", 20, id="english"),
        pytest.param("河南大学是哪届来的", "李文華", 21, id="university"),
        pytest.param("第20回、札幌からの参加者", "山口健", 20, id="from-there"),
    ],
)
def test_when_somebody_came_is_told_by_their_talks(question: str, who: str, edition: int) -> None:
    assert {(row.speaker, row.edition) for row in ask(question).rows} == {(who, edition)}


@pytest.mark.parametrize(
    "question",
    ["日中の内訳がわかる回は", "哪些届分开写了中日双方人数", "Which editions break down participants by country?"],
)
def test_only_editions_that_count_both_sides_are_told_with_the_counts(question: str) -> None:
    told = first_sentence(ask(question))
    assert "21" in told and "50" in told
    assert "120" not in told


@pytest.mark.parametrize(
    ("question", "wrong", "right"),
    [
        pytest.param("第20届的人术是多少", "人术", "人数", id="number"),
        pytest.param("桂林那屆的煮題是什麼", "煮題", "主题", id="theme"),
    ],
)
def test_a_word_typed_by_its_sound_is_read_as_what_it_must_be(question: str, wrong: str, right: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert wrong in (answer.understood or "")


def test_regions_of_japan_are_told_from_those_of_china_and_its_governments() -> None:
    assert speakers(ask("日本的中国地区有哪些县发言")) == {"島根県"}
    assert speakers(ask("日本の中国地方で登壇した県")) == {"島根県"}


@pytest.mark.parametrize(
    ("question", "editions"),
    [
        pytest.param("哪几届没有写日方人数", {18, 20}, id="side"),
        pytest.param("主催者が書かれていない回は", {18, 20}, id="organiser"),
        pytest.param("Which editions do not state the organizer?", {18, 20}, id="english"),
        pytest.param("参加者が100人以上130人以下の回は", {20}, id="range"),
        pytest.param("哪几届人数在80到130之间", {18, 20}, id="range-chinese"),
        pytest.param("Which seminars had between 80 and 130 participants?", {18, 20}, id="range-english"),
    ],
)
def test_editions_are_chosen_by_what_is_not_stated_and_within_bounds(question: str, editions: set[int]) -> None:
    assert {row.edition for row in ask(question).rows} == editions


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("観光について初めて発表したのはどこ", {"西川正", "陳麗"}, id="first-on-a-subject"),
        pytest.param("最早有大学发言是哪届", {"李文華"}, id="first-of-a-kind"),
        pytest.param("副市長が最後に登壇した回", {"王立新"}, id="last-of-a-post"),
        pytest.param("第一次有副知事来是什么时候", {"西川正"}, id="first-time-is-no-first-edition"),
        pytest.param("第21回で発表しなかった市", {"森田恵子"}, id="came-without-speaking"),
        pytest.param("Who attended the 21st seminar but did not speak?", {"森田恵子"}, id="silent-english"),
        pytest.param("3回以上登壇した自治体", set(), id="too-often"),
    ],
)
def test_whoever_came_first_last_or_without_speaking_is_told(question: str, told: set[str]) -> None:
    assert speakers(ask(question)) == told


def test_once_and_several_times_are_told_apart() -> None:
    once, all_of_them = (speakers(ask(question)) for question in ("1回だけ登壇した日本の市長", "登壇した日本の市長"))
    assert once == all_of_them == {"高野真一"}
    assert speakers(ask("日方和中方各有哪些单位，第20届")) >= {"山口健", "張偉", "富山県"}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("Which edition had the most speakers?", "21st", id="most"),
        pytest.param("発表者が一番少ない回", "第18回", id="fewest"),
        pytest.param("小组讨论发言人最多的是哪届", "第21届", id="of-a-session"),
    ],
)
def test_editions_are_compared_by_those_who_spoke_and_not_by_those_who_came(question: str, told: str) -> None:
    answer = ask(question)
    assert told in first_sentence(answer)
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("観光と水辺の両方を話したのは誰", {"高野真一"}, id="both-subjects"),
        pytest.param("讲了旅游但没讲环境保护的有谁", {"高野真一", "北海道", "西川正"}, id="one-and-not-the-other"),
        pytest.param("ソウル市は参加した？", set(), id="city-of-nowhere"),
        pytest.param("Did Mayor Johnson speak?", set(), id="mayor-of-nowhere"),
        pytest.param("What did Deputy Mayor Wang present?", {"王立新"}, id="family-name-in-pinyin"),
    ],
)
def test_only_those_are_told_whom_all_that_is_asked_fits(question: str, told: set[str]) -> None:
    assert speakers(ask(question)) == told


def test_themes_are_set_side_by_side_and_not_by_how_many_came() -> None:
    answer = ask("Compare the themes of the 18th and 20th")
    assert {row.edition for row in answer.rows} == {18, 20}
    assert "高齢化社会と地域福祉" in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param(
            "第20回に出ていない日本の自治体で第21回に出たのは",
            {"高野真一", "森田恵子", "北海道", "島根県"},
            id="japanese",
        ),
        pytest.param("第18届未参加但第20届发言的县", {"富山県"}, id="chinese"),
        pytest.param("Which deputy mayors spoke at the 20th seminar but not at the 18th?", {"山口健"}, id="english"),
    ],
)
def test_whoever_was_at_another_edition_is_left_out(question: str, told: set[str]) -> None:
    assert speakers(ask(question)) <= told
    assert speakers(ask(question))


def test_an_era_stands_for_its_years() -> None:
    assert {row.edition for row in ask("令和になってからの開催地の一覧").rows} == {18, 20, 21}


@pytest.mark.parametrize(
    ("question", "editions"),
    [
        pytest.param("第21届以外的主题", {18, 20}, id="all-but-one"),
        pytest.param("参加者が100人以上で、150人未満の回", {20}, id="between-two-bounds"),
        pytest.param("2日以上続いた回の一覧", {21}, id="at-least-days"),
        pytest.param("不是在8月办的有哪几届", {18, 21}, id="not-in-a-month"),
        pytest.param("哪几届写明了日方、中方各多少人", {21}, id="counted-by-sides"),
    ],
)
def test_editions_are_chosen_by_what_they_are_not(question: str, editions: set[int]) -> None:
    answer = ask(question)
    assert {row.edition for row in answer.rows} <= editions
    assert all(f"第{number}" in answer.text for number in editions)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("首届有谁发言", set(), id="first-edition-without-a-report"),
        pytest.param("历届致辞人名单", {"森田恵子"}, id="role-over-all-editions"),
        pytest.param("洛阳大会致欢迎词的是谁", {"森田恵子"}, id="words-of-welcome"),
        pytest.param("洛阳的开幕式上都有谁讲话", {"森田恵子"}, id="spoke-when-it-opened"),
        pytest.param("Who welcomed the participants in Luoyang?", {"森田恵子"}, id="welcomed"),
        pytest.param("谁在洛阳唱歌了", set(), id="what-nobody-is-told-to-have-done"),
        pytest.param("報名方法是什麼", set(), id="only-a-vague-word-is-held"),
        pytest.param("第21回以外で発表した日本の県", {"西川正", "富山県"}, id="other-editions"),
        pytest.param("第21回に出ていない県は", {"西川正", "富山県"}, id="not-at-one"),
        pytest.param("広西で開催された回の発表者は", {"西川正", "陳麗"}, id="at-the-one-held-there"),
        pytest.param(
            "Which prefectures gave talks in editions other than the 21st?", {"西川正", "富山県"}, id="other-than-one"
        ),
    ],
)
def test_who_is_told_of_no_other_editions_than_those_meant(question: str, told: set[str]) -> None:
    assert speakers(ask(question)) == told
