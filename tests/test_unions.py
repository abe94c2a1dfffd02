"""Filters joined by *and* or *or* in four languages: whoever fits either is listed."""

import pytest

from assistant.archive import Archive
from tests.samples import ask, read, speakers

ARCHIVE = Archive(
    [
        read(
            """第21回日中地域間交流推進セミナー（河南省鄭州市）

2025年7月23日、河南省鄭州市で第21回日中地域間交流推進セミナーを開催しました。参加者は178人でした。
自治体国際化協会の安田充理事長があいさつを行いました。

基調講演
長野県須坂市の田中一郎市長は、ドローンについて発表しました。千葉市の神谷俊一副市長は、観光について発表しました。
貴陽市の周文捷副主任は、ビッグデータについて発表しました。

パネルディスカッション
コーディネーター　自治体国際化協会北京事務所長　北村朋生
中山大学の李郇教授は、都市化について発表しました。
""",
            "a.txt",
        )
    ]
)
MAYORS, BOTH_SIDES = {"田中一郎", "神谷俊一"}, {"田中一郎", "周文捷"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("須坂市と貴陽市の登壇者は誰ですか", BOTH_SIDES, id="place-ja"),
        pytest.param("须坂或者贵阳有谁发言", BOTH_SIDES, id="place-zh"),
        pytest.param("須坂市和貴陽市有哪些人發言", BOTH_SIDES, id="place-zh-hant"),
        pytest.param("Who spoke from Suzaka or Guiyang?", BOTH_SIDES, id="place-en"),
        pytest.param("市長か副市長で発表した人は？", MAYORS, id="title-ja"),
        pytest.param("市长和副市长都有谁发言", MAYORS, id="title-zh"),
        pytest.param("市長和副市長有哪些人演講", MAYORS, id="title-zh-hant"),
        pytest.param("市長或副市長的發言", MAYORS, id="title-or"),
        pytest.param("Which mayors or deputy mayors spoke?", MAYORS, id="title-en"),
        pytest.param("あいさつした人とコーディネーターを教えて", {"安田充", "北村朋生"}, id="role-ja"),
        pytest.param("谁致辞或主持？", {"安田充", "北村朋生"}, id="role-zh"),
        pytest.param("致辞或担任主持协调的有谁？都算", {"安田充", "北村朋生"}, id="role-held"),
        pytest.param("致詞的人和主持人有誰", {"安田充", "北村朋生"}, id="role-zh-hant"),
        pytest.param("Who greeted or moderated?", {"安田充", "北村朋生"}, id="role-en"),
        pytest.param("大学の先生と市長は誰が話した", {"李郇", "田中一郎"}, id="kinds-ja"),
        pytest.param("大学教授和副主任有谁", {"李郇", "周文捷"}, id="kinds-zh"),
        pytest.param("大學教授和市長有哪些人發言", {"李郇", "田中一郎"}, id="kinds-zh-hant"),
        pytest.param("Professors and mayors who spoke", {"李郇", "田中一郎"}, id="kinds-en"),
        pytest.param("ドローンか観光の話をした人", MAYORS, id="topic-ja"),
        pytest.param("谈无人机或旅游的发言人", MAYORS, id="topic-zh"),
        pytest.param("談無人機和觀光的有誰", MAYORS, id="topic-zh-hant"),
        pytest.param("Talks on drones or tourism", MAYORS, id="topic-en"),
    ],
)
def test_whoever_fits_either_is_listed(question: str, expected: set[str]) -> None:
    answer = ask(question, archive=ARCHIVE)
    assert answer.status == "answered"
    assert speakers(answer) == expected
