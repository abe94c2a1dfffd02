"""People in questions: one person in every script, by family name and post, and as the name is heard."""

import pytest

from assistant.archive import Archive
from ingest.readings import said_as
from tests.samples import ask, read, speakers

REPORT = """第21回日中地域間交流推進セミナー（河南省洛陽市）

2025年6月10日、中国河南省洛陽市で第21回日中地域間交流推進セミナーを開催しました。
長野県東御市の花岡利夫市長は、ぶどうと観光について発表しました。
瀋陽市の劉曉虹副部長は、幸福都市について紹介しました。
札幌市の岸光右副市長は、除雪について発表しました。
清華大学の李文華教授は、都市の緑化について報告しました。
貴陽市の段継陽局長は、ビッグデータについて紹介しました。
奈良市の中村和子課長は、寺社について紹介しました。
"""
ARCHIVE = Archive([read(REPORT, "people.txt")])


@pytest.mark.parametrize(
    ("names", "person"),
    [
        pytest.param(
            "劉曉虹 刘晓虹 劉暁虹 刘　晓虹 劉暁虹さん 刘晓虹女士 劉曉虹氏 刘副部长 劉副部長", "劉曉虹", id="liu"
        ),
        pytest.param(
            "花岡利夫 花冈利夫 花岡　利夫 花岡利夫さん 花冈利夫先生 花冈市长 花岡市長 はなおか市長",
            "花岡利夫",
            id="hanaoka",
        ),
        pytest.param("岸光右 岸　光右 岸光右副市長 岸副市长 岸さん", "岸光右", id="kishi"),
        pytest.param("李文華 李文华 李文华教授 李教授 李文華先生", "李文華", id="li"),
        pytest.param("中村和子 中村課長 中村科长 中村　和子 中村和子さん", "中村和子", id="nakamura"),
        pytest.param("段継陽 段继阳 段繼陽 段局长 段局長", "段継陽", id="duan"),
    ],
)
@pytest.mark.parametrize("frame", ["{}は何を発表しましたか？", "{}介绍了什么？", "请问{}讲了什么？", "{}介紹了什麼？"])
def test_a_person_is_one_in_every_script_and_with_every_polite_word(names: str, person: str, frame: str) -> None:
    asked = [frame.format(name) for name in names.split(" ")]
    assert {
        question: found for question in asked if (found := speakers(ask(question, archive=ARCHIVE))) != {person}
    } == {}


@pytest.mark.parametrize(
    ("question", "person"),
    [
        pytest.param("What did Liu Xiaohong present?", "劉曉虹", id="pinyin"),
        pytest.param("What did Xiaohong Liu present?", "劉曉虹", id="given-name-first"),
        pytest.param("what did liu xiao-hong present?", "劉曉虹", id="small-letters"),
        pytest.param("What did Mayor Hanaoka present?", "花岡利夫", id="family-name"),
        pytest.param("What did Toshio Hanaoka present?", "花岡利夫", id="given-name-unknown"),
        pytest.param("ハナオカ市長は何を発表しましたか？", "花岡利夫", id="katakana"),
        pytest.param("花岡は何を発表しましたか？", "花岡利夫", id="family-name-alone"),
        pytest.param("市长花冈介绍了什么？", "花岡利夫", id="post-first"),
        pytest.param("東御市の花岡市長は何を発表しましたか？", "花岡利夫", id="after-the-place"),
    ],
)
def test_a_person_is_found_by_part_of_the_name_or_as_it_is_heard(question: str, person: str) -> None:
    assert speakers(ask(question, archive=ARCHIVE)) == {person}


@pytest.mark.parametrize("question", ["山岡市長は何を発表しましたか？", "请问王部长讲了什么？"])
def test_somebody_the_reports_do_not_name_is_nobody_else(question: str) -> None:
    answer = ask(question, archive=ARCHIVE)
    assert (answer.kind, answer.rows) == ("none", ())


@pytest.mark.parametrize(
    ("name", "heard"),
    [("劉曉虹", "liuxiaohong"), ("清水勇人", "shimizu"), ("欧阳修", "xiuouyang"), ("曾国藩", "zengguofan")],
)
def test_a_name_is_heard_in_pinyin_or_as_a_japanese_family_name(name: str, heard: str) -> None:
    assert heard.replace("ou", "o") in said_as(name)


def test_a_chinese_name_of_two_characters_has_no_japanese_family_name() -> None:
    assert "ri" not in said_as("李郇")


BODIES = """第21回日中地域間交流推進セミナー（河南省洛陽市）

2025年6月10日、中国河南省洛陽市で第21回日中地域間交流推進セミナーを開催しました。
自治体国際化協会の岡本保理事長があいさつしました。
清華大学の李文華教授は、都市の緑化について報告しました。
鄭州大学の王立新教授は、スマートシティについて報告しました。
中山大学の李郇教授は、都市の歴史について報告しました。
早稲田大学の高野真一教授は、観光について発表しました。
"""


@pytest.mark.parametrize(
    ("names", "person"),
    [
        pytest.param("清華大学 清华大学 清華大學 Tsinghua", "李文華", id="tsinghua"),
        pytest.param("鄭州大学 郑州大学 鄭州大學 Zhengzhou", "王立新", id="by-the-city"),
        pytest.param("中山大学 中山大學 Sun+Yat-sen", "李郇", id="sun-yat-sen"),
        pytest.param("早稲田大学 早稻田大学 早稲田大學 Waseda", "高野真一", id="waseda"),
    ],
)
def test_a_university_is_one_in_every_script(names: str, person: str) -> None:
    frames = ("{}の教授は何を報告しましたか？", "{}介绍了什么？", "{}的誰發言？", "What did {} University present?")
    archive = Archive([read(BODIES, "bodies.txt")])
    for name in names.split(" "):
        for frame in frames[3:] if name.isascii() else frames[:3]:
            question = frame.format(name.replace("+", " "))
            assert (question, speakers(ask(question, archive=archive))) == (question, {person})


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("クレアの誰があいさつしましたか？", id="japanese-short"),
        pytest.param("自治体国際化協会の誰があいさつしましたか？", id="japanese"),
        pytest.param("日本自治体国际化协会的谁致辞？", id="simplified"),
        pytest.param("自治體國際化協會的誰致辭？", id="traditional"),
        pytest.param("Who from CLAIR gave an opening greeting?", id="english"),
    ],
)
def test_an_organisation_is_one_under_all_its_names(question: str) -> None:
    assert speakers(ask(question, archive=Archive([read(BODIES, "bodies.txt")]))) == {"岡本保"}


@pytest.mark.parametrize(
    "question", ["复旦大学介绍了什么？", "名古屋大学は何を発表しましたか？", "What did Fudan University present?"]
)
def test_of_a_university_the_reports_do_not_name_no_other_is_told(question: str) -> None:
    assert ask(question, archive=Archive([read(BODIES, "bodies.txt")])).rows == ()


@pytest.mark.parametrize(
    "question", ["どの大学が発表しましたか？", "哪些大学的教授发言了？", "Which universities spoke?"]
)
def test_universities_asked_together_are_all_of_them(question: str) -> None:
    assert len(ask(question, archive=Archive([read(BODIES, "bodies.txt")])).rows) == 4
