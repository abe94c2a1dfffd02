"""Questions that ask why: the sentence with the reason is told, never a list."""

import pytest

from assistant.archive import Archive
from tests.samples import ask, read

TEXT = """第21回日中地域間交流推進セミナー（河南省洛陽市）

2025年6月10日、河南省洛陽市で第21回日中地域間交流推進セミナーを開催しました。テーマは「DXと地域」です。参加者は150人でした。
洛陽市には電子産業の企業が集まります。今回のテーマは、そうした土地柄をふまえたものです。
この年は会の名に「経済」の二文字を加え、「第21回日中地域間経済交流推進セミナー」と名乗りました。

基調講演
札幌市の山口健副市長は、除雪車の位置を知らせる仕組みについて発表しました。

討論
続く討論では、日本側から、若者の定住について尋ねる声が上がりました。
"""
ARCHIVE = Archive([read(TEXT, "luoyang.txt")])


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("洛陽の回でDXがテーマに選ばれたのはなぜですか", "電子産業", id="theme"),
        pytest.param("第21届为什么定了这个主题", "電子産業", id="theme-chinese"),
        pytest.param("第21回の名前が他の回と違うのはなぜ", "名乗りました", id="name"),
        pytest.param("第21届讨论里，日方都提了哪些问题", "若者の定住", id="questions-in-a-discussion"),
    ],
)
def test_a_reason_is_told_with_what_it_points_back_to(question: str, told: str) -> None:
    answer = ask(question, archive=ARCHIVE)
    assert (answer.kind, answer.status) == ("open", "answered")
    assert told in answer.text


@pytest.mark.parametrize("question", ["第21届来了多少日本人", "第21届有多少中方代表"])
def test_people_of_a_side_are_counted_by_any_word_for_them(question: str) -> None:
    answer = ask(question, archive=ARCHIVE)
    assert answer.status == "not_in_reports"
    assert "150人" in answer.text
