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


def test_a_follow_up_on_another_part_is_of_those_who_were_listed() -> None:
    archive = Archive([read(BOTH_PARTS, "dalian.txt")])
    asked = "第23回の基調講演者を教えて"
    assert speakers(ask("その中でパネルにも出た人は？", asked, archive=archive)) == {"伊藤航"}
    assert speakers(ask("其中谁也参加了小组讨论？", asked, archive=archive)) == {"伊藤航"}


def test_a_verb_that_is_split_by_a_particle_is_read_whole() -> None:
    assert speakers(ask("大连那届开幕是谁致的辞", archive=Archive([read(BOTH_PARTS, "dalian.txt")]))) == {"大野誠"}


def test_names_of_one_region_that_run_into_each_other_are_one() -> None:
    answer = ask("中国东北三省办过哪几届", archive=Archive([read(BOTH_PARTS, "dalian.txt")]))
    assert (answer.status, "三省" in first_sentence(answer)) == ("answered", False)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        pytest.param("参加者が一番多かった回の基調講演者は？", {"高野真一", "王立新"}, id="largest"),
        pytest.param("8月开的那几届，哪些日本地方发了言？", {"山口健", "富山県"}, id="month"),
        pytest.param("参加者が100人以下の回で基調講演をした日本側は？", {"西川正"}, id="at-most"),
        pytest.param(
            "Who gave the keynotes at the seminar with the fewest participants?", {"西川正", "陳麗"}, id="fewest"
        ),
        pytest.param("第20回の基調講演者の人数は？", {"山口健", "張偉"}, id="speakers-counted"),
        pytest.param("洛陽開催の回で日本側から出たのは何県？", {"北海道", "島根県"}, id="kind-of-place-at-a-host"),
        pytest.param("日本县有哪些发过言？", {"北海道", "島根県", "富山県", "西川正"}, id="kind-after-a-country"),
        pytest.param("第21回で氏名がわからない発表者の一覧", {"北海道", "島根県"}, id="nameless"),
        pytest.param("第20届没写名字的发言方有几个？", {"富山県"}, id="nameless-in-chinese"),
        pytest.param("基調講演者のうち肩書が市長でない日本側の人は？", {"山口健", "西川正"}, id="not-a-post"),
        pytest.param("职务不是市长的日方主旨演讲嘉宾有谁？", {"山口健", "西川正"}, id="not-a-post-in-chinese"),
        pytest.param("只在第20届出现的日本地方有哪些？", {"山口健", "富山県"}, id="only-there"),
        pytest.param("第18回だけに出た日本側の自治体は？", {"西川正"}, id="only-there-in-japanese"),
        pytest.param("最先发言的日本副知事是谁？", {"西川正"}, id="first-of-all"),
        pytest.param("肩書に「副」がつく登壇者を全員", {"王立新", "山口健", "西川正"}, id="deputies"),
    ],
)
def test_talks_are_those_of_the_editions_that_are_chosen(question: str, named: set[str]) -> None:
    assert speakers(ask(question)) == named


@pytest.mark.parametrize(
    ("question", "editions"),
    [
        pytest.param("パネルがなかった回は？", {18}, id="without-a-part"),
        pytest.param("哪几届没有小组讨论？", {18}, id="without-a-part-in-chinese"),
        pytest.param("桂林以外で開催された回は？", {20, 21}, id="all-but-a-host"),
        pytest.param("哪几届不是在桂林办的？", {20, 21}, id="not-held-there"),
        pytest.param("第18回より後に開催された回は？", {20, 21}, id="after"),
        pytest.param("第18届之后的研讨会有哪些？", {20, 21}, id="after-in-chinese"),
        pytest.param("Which editions were held before 2025?", {18, 20}, id="before"),
        pytest.param("8月以外に開かれた回は？", {18, 21}, id="all-but-a-month"),
        pytest.param("大学の人が登壇していない回は？", {18, 20}, id="without-a-kind-of-body"),
        pytest.param("哪几届没有副市长发言？", {18}, id="without-a-post"),
        pytest.param("Which seminars had no vice mayor speaking?", {18}, id="without-a-post-in-english"),
        pytest.param("テーマに「地域」という言葉が入る回を全部", {18, 20}, id="the-very-word"),
    ],
)
def test_editions_are_left_out_as_asked(question: str, editions: set[int]) -> None:
    assert {row.edition for row in ask(question).rows} == editions


def test_editions_whose_reports_state_something_are_told_alone() -> None:
    assert first_sentence(ask("主催者が書かれている回はどれ？")).startswith("**第21回の主催者は")
