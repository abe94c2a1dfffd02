"""What no report tells is said to be missing, though every other word of the question is understood."""

import pytest

from assistant.archive import Archive
from tests.samples import ask, read

TEXT = """第21回日中地域間交流推進セミナー（河南省洛陽市）

2025年6月10日、河南省洛陽市で第21回日中地域間交流推進セミナーを開催しました。参加者は150人でした。
洛陽市は約700万人が暮らす大都市です。自動車産業に加え、金融業も伸びてきました。
セミナーは、これからも両国の地域どうしの往来を後押しします。

基調講演
札幌市の山口健市長は、雪まつりの観光について発表しました。
"""
NEXT = """第22回日中地域間交流推進セミナー（青海省西寧市）

2026年9月5日、青海省西寧市で第22回日中地域間交流推進セミナーを開催しました。参加者は95人でした。
"""
ARCHIVE = Archive([read(TEXT, "luoyang.txt"), read(NEXT, "xining.txt")])


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        pytest.param("21回のセミナーで参加費はいくらだった？", "参加費", id="fee"),
        pytest.param("山口市長の年齢は", "年齢", id="age"),
        pytest.param("申し込みの締め切りはいつですか", "申し込み", id="deadline"),
        pytest.param("第21届吃了什么", "吃", id="verb-chinese"),
        pytest.param("洛陽市長は何を話しましたか", "洛陽市", id="mayor-of-the-host"),
    ],
)
def test_what_no_report_tells_is_named_and_nothing_else_is_told_instead(question: str, missing: str) -> None:
    answer = ask(question, archive=ARCHIVE)
    assert (answer.status, answer.rows) == ("not_in_reports", ())
    assert missing in answer.text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("洛陽でやった次の回はどこの街でしたか", "西寧市", id="after-one-held-there"),
        pytest.param("洛阳办完之后下一届在哪", "西宁市", id="after-one-held-there-chinese"),
        pytest.param("洛阳 人口 产业 是怎么介绍的", "金融業", id="sentence-after-one-of-the-best"),
        pytest.param("セミナーは今後どうなる", "後押し", id="plans"),
        pytest.param("洛陽で市長は何を話した", "雪まつり", id="a-mayor-there"),
    ],
)
def test_what_a_report_does_tell_is_still_found(question: str, told: str) -> None:
    answer = ask(question, archive=ARCHIVE)
    assert answer.status == "answered"
    assert told in answer.text


def test_a_list_of_talks_is_no_answer_to_who_did_something_else() -> None:
    assert not ask("Who paid for the tourism costs?", archive=ARCHIVE).rows
