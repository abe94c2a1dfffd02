"""Questions as staff type them: what is taken away, what is asked of both parts, who is counted, a name mistyped."""

from functools import cache

import pytest

from assistant.archive import Archive
from tests.samples import GUILIN, HARBIN, LUOYANG, ask, first_sentence, read, speakers

XINING = """第22回日中地域間交流推進セミナー（青海省西寧市）

2026年9月5日、青海省西寧市で第22回日中地域間交流推進セミナーを開催しました。参加者は95人でした。

基調講演
札幌市の山口健副市長は、除雪車の位置を知らせる仕組みについて発表しました。内子町の宮岡徹町長は、芝居小屋の修理について発表しました。
海東市の王芳局長は、手作り弁当の日について発表しました。

パネルディスカッション
内子町の宮岡徹町長は、町並みの保存について発表しました。西寧市の李強主任は、学校給食の献立について発表しました。愛媛県の伊藤航主任は、学校給食の地産地消について発表しました。
"""


@cache
def _reports() -> Archive:
    texts = {"xining.txt": XINING, "luoyang.txt": LUOYANG, "harbin.txt": HARBIN, "guilin.txt": GUILIN}
    return Archive([read(text, name) for name, text in texts.items()])


@pytest.mark.parametrize(
    ("question", "named"),
    [
        pytest.param("西宁主旨演讲的发言人，把町长排除掉还有谁", {"山口健", "王芳"}, id="taken-away"),
        pytest.param("把洛阳那届拿掉，以县的身份发言的有哪些", {"西川正", "富山県", "伊藤航"}, id="an-edition-away"),
        pytest.param("桂林那次不算，日本的縣有哪些發表過", {"北海道", "島根県", "富山県", "伊藤航"}, id="host-away"),
        pytest.param("第22回でパネルにも基調講演にも登壇したのは誰", {"宮岡徹"}, id="both-parts"),
    ],
)
def test_those_asked_for_are_told_without_those_taken_away(question: str, named: set[str]) -> None:
    assert speakers(ask(question, archive=_reports())) == named


@pytest.mark.parametrize(
    ("question", "count"),
    [
        pytest.param("学校給食の話をした人は何人？名前も全部", "2人", id="japanese"),
        pytest.param("讲学校给食的一共有几位？都是谁", "2人", id="chinese"),
    ],
)
def test_people_are_counted_where_people_are_asked_for(question: str, count: str) -> None:
    assert count in first_sentence(ask(question, archive=_reports()))


@pytest.mark.parametrize(
    "question",
    [pytest.param("洛杨 参会人数", id="before-a-space"), pytest.param("洛杨参会人数是多少", id="before-a-word")],
)
def test_a_city_mistyped_is_known_before_any_word_of_asking(question: str) -> None:
    assert "150" in ask(question, archive=_reports()).text
