"""Questions that set people apart by the rank of their city or by the part of the programme they took part in."""

import pytest

from assistant.archive import Archive
from tests.samples import ask, read, speakers

TEXTS = {
    "a.txt": """第17回日中地域間交流推進セミナー（遼寧省瀋陽市）

2018年7月12日、遼寧省瀋陽市で第17回日中地域間交流推進セミナーを開催しました。参加者は100人でした。

主な内容
基調講演
長野県須坂市長　田中一郎
広島市副市長　高橋健
貴陽市主任　王明

パネルディスカッション
長野県須坂市長　田中一郎
青森県部長　佐藤次郎
大連市主任　李強
""",
    "b.txt": """第21回日中地域間交流推進セミナー（四川省綿陽市）

2025年7月23日、四川省綿陽市で第21回日中地域間交流推進セミナーを開催しました。参加者は178人でした。
""",
}
ARCHIVE = Archive(read(text, name) for name, text in TEXTS.items())


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("県庁所在地から登壇したのは誰ですか", {"高橋健"}, id="seats-of-prefectures"),
        pytest.param("有哪些省会城市的人发过言", {"王明"}, id="capitals-of-provinces"),
        pytest.param("Who spoke for a sub-provincial city?", {"李強"}, id="sub-provincial"),
        pytest.param("東北の自治体で登壇したのは誰", {"佐藤次郎"}, id="region-of-the-reader"),
        pytest.param("パネルだけに登壇した人は誰ですか", {"佐藤次郎", "李強"}, id="panel-only"),
        pytest.param("基調講演だけした人は", {"高橋健", "王明"}, id="keynote-only"),
        pytest.param("没做主旨演讲的小组讨论嘉宾有谁", {"佐藤次郎", "李強"}, id="no-keynote"),
        pytest.param("Which panelists did not give a keynote?", {"佐藤次郎", "李強"}, id="no-keynote-english"),
        pytest.param("第17回の基調講演だけ教えて", {"田中一郎", "高橋健", "王明"}, id="only-to-be-told"),
    ],
)
def test_people_are_told_apart(question: str, expected: set[str]) -> None:
    assert speakers(ask(question, archive=ARCHIVE)) == expected


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("省都で開催された回は", id="capital"),
        pytest.param("東北地方で開催されたのは第何回", id="region-of-the-host"),
        pytest.param("哪一届是在副省级城市办的", id="rank-in-chinese"),
    ],
)
def test_editions_are_told_by_the_rank_or_region_of_their_host(question: str) -> None:
    answer = ask(question, archive=ARCHIVE)
    assert answer.status == "answered"
    assert "瀋陽" in answer.text
    assert "綿陽" not in answer.text


def test_a_city_said_to_be_a_capital_stays_a_city() -> None:
    assert "遼寧省" in ask("瀋陽はどこの省都ですか", archive=ARCHIVE).text
