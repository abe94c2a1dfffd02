"""Who is told by a post alone, and what around the talks is none: openings, discussions, visits, lives."""

import pytest

from tests.readings import read, told

FIRST = "事例発表\n　大垣市水道課の宗方一郎主任は、井戸の見回りを紹介した。\n\n"
JAPANESE = {
    "by posts alone": (
        "第一部の報告者は、臼井市福祉部の藤原澄江高齢者支援課長及び煙台市民政局の孫紅梅副局長の両名である。"
        "藤原氏は保健師として採用され、診療所を経て現職にある。\n"
        "　はじめに高齢者支援課長から、「声の便り」と題して報告があった。\n"
        "　続いて副局長が、古い集落の食堂について報告した。副局長は、値段も明かした。\n",
        ["藤原澄江", "孫紅梅"],
    ),
    "a post of another place": (
        "本会議では、大垣市の宗方一郎副市長が井戸を紹介した。\n　次は無錫市である。副市長は、運河の話をした。\n",
        ["宗方一郎"],
    ),
    "a post behind a dot": (
        "本会議で登壇した浜本佐知子・移住推進室長は、預かった鍵を返す日の話をした。",
        ["浜本佐知子"],
    ),
    "an office no table knows": ("本会議では、桜川市の塙田一樹水番長が溝の手入れを語った。", ["塙田一樹"]),
    "an opening between signs": (
        "■ 開会 ■\n　口火を切ったのは雲南省外事弁公室の段志遠副主任。「三杯目です」とごあいさつ。"
        "国際化協会の須賀薫事務局長が、係長だった頃を振り返った。\n\n"
        "■ 報告 ■\n　トップは地元の文化局、楊金玉副局長。夕日の散歩道を紹介した。\n",
        ["楊金玉"],
    ),
    "as many in the discussion as before": (
        "第一部　報告\n　大垣市水道課の宗方一郎主任が井戸を、煙台市民政局の孫紅梅副局長が食堂を報告した。\n\n"
        "第二部　討論\n　進行は雲南大学の袁柏舟教授が務め、宗方主任、孫副局長、豊橋市の白川朝美課長及び"
        "宿州市の宋恩科長が登壇した。白川課長は歩数に触れ、宋科長は坂道のベンチを紹介した。\n",
        ["宗方一郎", "孫紅梅"],
    ),
    "explained on a visit": (
        FIRST + "関連行事\n　集落では村の書記を務める王徳民氏から屋根について説明を受けた。\n",
        ["宗方一郎"],
    ),
    "a guide": (FIRST + "■ こぼれ話 ■\n　夜は古城を散策。案内は地元のボランティア、董小雨さん。\n", ["宗方一郎"]),
    "the hours of the meeting": ("本 会 議　　同月13日（木）9時から17時20分まで\n\n" + FIRST, ["宗方一郎"]),
}
CHINESE = {
    "greetings, as it turns out": (
        "全体会议开始。市长祝晓晴说，客人先问吃不吃辣；国际化协会北京事务所所长早乙女进接话：我吃。致辞就这样结束了。\n\n"
        "衢江市农业局局长郑美云介绍了校园里的稻田。\n",
        ["郑美云"],
    ),
    "a post that ends like a calling": (
        "会议发言中，最后上台的是宫崎县绫町综合政策课主任日高未来，《三十年账本》里没有口号。",
        ["日高未来"],
    ),
    "a family name nobody listed": ("会议发言中，修武县副县长桛松涛说，装剩下的东西。", ["桛松涛"]),
    "a village is nobody": (
        "会议发言中，段小棠局长介绍了酒坛。\n\n大家去了柯城区的余东村看农民画，带路的是小学校长余老师。\n",
        ["段小棠"],
    ),
    "summing up": (
        "会议发言中，段小棠局长介绍了酒坛。\n\n外事办副主任祁连山在总结时归纳了各位发言的共同点。\n",
        ["段小棠"],
    ),
}


@pytest.mark.parametrize(("text", "speakers"), {**JAPANESE, **CHINESE}.values(), ids=[*JAPANESE, *CHINESE])
def test_those_who_spoke_are_told_from_those_around(text: str, speakers: list[str]) -> None:
    assert sorted(map(str, told(read(text).talks))) == sorted(speakers)
