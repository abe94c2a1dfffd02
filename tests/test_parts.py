"""Questions about a part of the programme, as the report heads it, or about a half of the day."""

from functools import cache

import pytest

from assistant.archive import Archive
from tests.samples import ask, read, speakers

IN_JAPANESE = """第71回日中地域間交流推進セミナーを威海市で開催

2029年5月20日から22日まで、山東省威海市で第71回日中地域間交流推進セミナーが開催されました。

１　日程
５月２０日　受付

２　発表の概要
（１）第1分科会「森をつかう」
鳥取県境港市の足立実市長が炭焼きについて発表しました。
威海市商務局の孫立局長が竹林の手入れについて発表しました。

（２）第2分科会「水をまもる」
午後は水を取り上げました。鳥取県米子市の角田修副市長がため池について発表しました。
青島市の李娟処長が雨水の利用について発表しました。
"""
IN_CHINESE = """第七十二届中日地方交流促进研讨会在日照市举行

2030年6月3日，第七十二届中日地方交流促进研讨会在山东省日照市举行。来自两国的110人参加了会议。

上半场：“老有所乐”单元
日照市民政局局长郭敏介绍了社区食堂。
岛根县滨田市副市长田中玛丽介绍了老年学校。

下半场：“少有所往”单元
山东省临沂市教育局局长王桂芳介绍了乡村图书馆。
冈山县美作市副市长右手健介绍了森林幼儿园。
"""


@cache
def _reports() -> Archive:
    return Archive([read(IN_JAPANESE, "weihai.txt"), read(IN_CHINESE, "rizhao.txt")])


@pytest.mark.parametrize(
    ("question", "named"),
    [
        pytest.param("第2分科会で発表したのは誰", {"角田修", "李娟"}, id="numbered"),
        pytest.param("第二分科会的发言人有谁", {"角田修", "李娟"}, id="number-in-characters"),
        pytest.param("分科会で発表した人を全部", {"足立実", "孫立", "角田修", "李娟"}, id="every-number"),
        pytest.param("下半场发言名单", {"王桂芳", "右手健"}, id="half-of-the-programme"),
        pytest.param("“少有所往”单元有谁发言", {"王桂芳", "右手健"}, id="quoted"),
        pytest.param("午後に発表した人は誰", {"角田修", "李娟"}, id="half-of-the-day"),
    ],
)
def test_who_spoke_in_a_part_of_the_programme_is_told_by_its_heading(question: str, named: set[str]) -> None:
    assert speakers(ask(question, archive=_reports())) == named


def test_where_no_report_tells_the_time_of_day_the_answer_says_so_and_lists_the_whole_day() -> None:
    answer = ask("第72届上午谁发言了", archive=_reports())
    assert speakers(answer) == {"郭敏", "田中玛丽", "王桂芳", "右手健"}
    assert "报告未写明是否在上午" in answer.text
