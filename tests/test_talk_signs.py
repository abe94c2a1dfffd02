"""Talks told by labels, rolls, chairs and authors: what stands around a name rather than its verb."""

import pytest

from tests.readings import read, told

TEXTS = {
    "label of the content": (
        "発表の内容\n\n(1) 潮だまりの宿題\n　話した人：今野直樹さん（漁師、むつ市）\n"
        "　内　容：引き潮の磯を子どもと歩き、海藻の名を二百覚えるまでを絵地図にしています。\n",
        ["今野直樹"],
    ),
    "label lines of speakers": (
        "主旨演讲\n讲者：今野直树（仙台市国际课）｜题目：杜之都的社区食堂与老年人就餐\n"
        "主讲人：陈晓川，大连理工大学建设工程学部教授｜海上风电基础的监测\n",
        ["今野直树", "陈晓川"],
    ),
    "roll of those who came": (
        "五　主な出席者\n　延吉市長　　　　朴　成哲\n　弘前市農林部長　對馬　礼子\n\n"
        "六　報告\n　對馬部長は、りんごを雪に埋めて夏まで蔵う実験を紹介した。\n",
        ["對馬礼子"],
    ),
    "chair asked in passing": (
        "事例発表\n　常滑市の越智田誠主査が、土管の坂に薬草を植えた話を紹介した。"
        "進行の南山大学・橘千歳教授に促されて、値段も明かした。橘教授は大連の窯にも触れた。\n",
        ["越智田誠"],
    ),
    "led by where somebody comes from": (
        "事例発表\n　「橋を直すより先に名を呼ぶ」と切り出したのは、大連市から来た司馬芸さんである。\n",
        ["司馬芸"],
    ),
    "the author's own turn": (
        "【随行記】港の三日間\n　　　愛媛県西条市環境政策課長　一色　結\n\n五月十四日（火）　晴れ\n"
        "　二番手は大連市港湾局の尹若蘭局長で、古い倉庫を図書館にした歩みを紹介した。三番目が私だった。"
        "西条の湧き水を市民が毎月はかる仕組みを、祖母の井戸の写真から説き起こした。\n",
        ["尹若蘭", "一色結"],
    ),
    "answers from the floor": (
        "質疑応答\n　問（通化市の参加者）　雪の少ない年にはどうするのか。\n　答（加賀谷市長）　前年の雪を三割残す。\n",
        [],
    ),
    "a row's greeting is no part of the meeting": (
        "第50屆中日地方交流促進研討會\n\n2050年9月3日，研討會在漢中舉行，發言如下。\n\n"
        "次序｜講者｜所屬及職銜｜講題\n1｜党 懷遠、志村 樹里｜（見上）｜開幕致辭\n"
        "2｜強 若水｜漢中市農業農村局　局長｜朱鷺飛過的稻田\n3｜葛西 亮｜青森縣鶴田町　產業課長｜稻草不再焚燒\n",
        ["強若水", "葛西亮"],
    ),
}


@pytest.mark.parametrize(("text", "speakers"), TEXTS.values(), ids=TEXTS)
def test_signs_around_a_name_tell_who_spoke(text: str, speakers: list[str]) -> None:
    assert told(read(text).talks) == speakers


@pytest.mark.parametrize(
    ("text", "alarmed"),
    [
        pytest.param(
            "事例発表\n\n　波の音に耳を澄ませるところから、越智田誠。磯の地図の話だった。\n", True, id="a bare name"
        ),
        pytest.param(
            "事例発表\n\n　波の音に耳を澄ませるところから、水道局長。磯の地図の話だった。\n", False, id="no name"
        ),
    ],
)
def test_a_name_that_nobody_was_read_from_raises_the_alarm(text: str, alarmed: bool) -> None:
    names = [excerpt.text for excerpt in read(text).uncovered if "越智田" in excerpt.text]
    assert bool(names) == alarmed
