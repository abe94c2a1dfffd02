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
