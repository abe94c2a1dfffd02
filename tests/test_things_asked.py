"""Questions that name a thing by its sound, a body in another language, or ask who does something."""

import pytest

from assistant.archive import Archive
from tests.samples import ask, read, speakers

ARCHIVE = Archive(
    [
        read(
            """第21回日中地域間交流推進セミナー（河南省鄭州市）

2025年7月23日、河南省鄭州市で第21回日中地域間交流推進セミナーを開催しました。参加者は178人でした。

基調講演
長野県須坂市の田中一郎市長は、市役所の窓口改革とアプリ「すざかeびより」について発表しました。島根県の高橋健部長は、デマンド交通「ノルカおきのしま」について発表しました。華東スマートシティ研究院の王明主任は、データ基盤について発表しました。
""",
            "a.txt",
        )
    ]
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("すざかイーびよりの話をした市長さんは誰", {"田中一郎"}, id="letter-in-kana"),
        pytest.param("Who presented Noruka Okinoshima?", {"高橋健"}, id="kana-in-letters"),
        pytest.param("华东智慧城市研究院讲了什么", {"王明"}, id="body-in-chinese"),
        pytest.param("市役所の窓口改革をやっているのはどこの市？", {"田中一郎"}, id="who-does-it"),
    ],
)
def test_whose_talk_it_was_is_told(question: str, expected: set[str]) -> None:
    answer = ask(question, archive=ARCHIVE)
    assert answer.status == "answered"
    assert speakers(answer) == expected


def test_what_somebody_presented_is_told_in_full_where_things_are_asked_for() -> None:
    answer = ask("须坂市介绍了哪些数字服务", archive=ARCHIVE)
    assert answer.kind == "what"
    assert "すざかeびより" in answer.text


def test_no_talk_of_another_place_stands_beside_the_answer() -> None:
    answer = ask("島根県の交通の仕組みの名前は", archive=ARCHIVE)
    assert "ノルカおきのしま" in answer.text
    assert "すざか" not in answer.text


PANEL = Archive(
    [
        read(
            """第21回日中地域間交流推進セミナー（河南省鄭州市）

2025年7月23日、河南省鄭州市で第21回日中地域間交流推進セミナーを開催しました。参加者は178人でした。会期中には、経験者との意見交換会も開催しました。

 （一財）自治体国際化協会岡本理事長による開会挨拶の様子

主な内容
パネルディスカッション
◦パネリスト
長野県須坂市長　田中一郎
島根県部長　高橋健
鄭州市主任　王明
◦コーディネーター
（一財）自治体国際化協会北京事務所長　北村四郎
""",
            "a.txt",
        )
    ]
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param(
            "第21回のパネルの全員、コーディネーターも含めて", {"田中一郎", "高橋健", "王明", "北村四郎"}, id="led"
        ),
        pytest.param("List all panelists", {"田中一郎", "高橋健", "王明"}, id="spoke"),
    ],
)
def test_whoever_led_is_counted_where_that_is_asked(question: str, expected: set[str]) -> None:
    assert speakers(ask(question, archive=PANEL)) == expected


def test_a_list_says_how_many_came_from_each_side_where_both_are_asked_for() -> None:
    assert "日本側2、中国側1" in ask("パネリストは日本側と中国側で何人ずつ？", archive=PANEL).text


def test_what_else_was_held_is_told_by_the_text() -> None:
    answer = ask("第21回のときに一緒に開いた行事は", archive=PANEL)
    assert answer.status == "answered"
    assert "意見交換会" in answer.text


def test_a_greeting_told_by_a_caption_alone_is_a_greeting() -> None:
    assert speakers(ask("あいさつをしたのは誰ですか", archive=PANEL)) == {"岡本"}


LEADERS = Archive(
    [
        read(
            """瀋陽市で第16回日中地域間交流推進セミナーを開催しました

2017年7月26日から28日にわたり、中国遼寧省瀋陽市で第16回日中地域間交流推進セミナーを開催しました。参加者は165人でした。瀋陽市は「幸福な街」を掲げています。

基調講演
基調講演では、サブテーマ「産業の転換」に沿って発表がありました。全国市長会副会長の並木心東京都羽村市長は、産業振興について発表しました。奈良県の西村高則副知事は、観光について発表しました。青森県は、祭りについて発表しました。自由に乗り降りできるバスのことも詳しく取り上げました。
""",
            "a.txt",
        )
    ]
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("羽村市長は全国市長会の何ですか", "全国市長会副会長", id="post-in-a-body"),
        pytest.param("バスに自由に乗れるサービスがある自治体は", "青森県", id="speaker-of-a-detail"),
        pytest.param("基調講演の副題は", "産業の転換", id="subtitle"),
        pytest.param("瀋陽市の標語は", "幸福な街", id="slogan"),
        pytest.param("青森県知事は来ましたか", "知事が発表したという記載はありません", id="no-such-post"),
    ],
)
def test_what_was_meant_is_told(question: str, told: str) -> None:
    assert told in ask(question, archive=LEADERS).text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("首長は誰が来ましたか", {"並木心"}, id="heads"),
        pytest.param("首長級で登壇したのは誰ですか", {"並木心", "西村高則"}, id="with-deputies"),
    ],
)
def test_a_rank_stands_for_its_posts(question: str, expected: set[str]) -> None:
    assert speakers(ask(question, archive=LEADERS)) == expected
