"""Talks told in free wording: the writer's own, minutes of other bodies, discussions, what is set among sentences."""

import pytest

from tests.readings import read, told

MINUTES = """呉羽市国際交流協議会　会議録

折谷委員　どのような発表があったのでしょうか。お聞かせいただければと思います。
事務局（室田国際室長）　発表は三件ございました。済南市からは、泉の話を、水務局の鄒雲帆副局長がお話しになりました。
折谷委員　その方は、技術者の方でしょうか。
事務局（室田国際室長）　副局長の方です。次に私の方で、用水路の見回りについて、十五分お話ししました。
折谷委員　分かりました。
"""
JAPANESE = {
    "minutes of another body": (MINUTES, ["鄒雲帆", "室田"]),
    "the writer": (
        "柳津町長　栗生　直人\n\n　本会議の一番手は大同市の郝文静局長。石窟の夜間公開を紹介した。\n\n"
        "　さて私です。「雪を売る町」という題で、雪室のことをお話ししました。\n",
        ["郝文静", "栗生直人"],
    ),
    "at one's turn": ("本会議の二番手、陝西省宝鶏市、文物局の楊靖副局長のときは、画面が消えた。", ["楊靖"]),
    "a reception, then the stage": (
        "本会議の前夜の宴では、長野県塩尻市の百瀬桂子市長が乾杯した。\n\n"
        "　奈良井宿の百瀬さんは、翌日は演壇で、夜回りの五年を語った。\n",
        ["百瀬桂子"],
    ),
    "a report that was applauded": (
        "事例発表では、美作市水道課の右田健太郎主任の報告は、大きな拍手を受けた。",
        ["右田健太郎"],
    ),
    "a post before a comma": ("事例発表で、尾花沢市の除雪係長、大類雪彦さんは、除雪車の地図を紹介した。", ["大類雪彦"]),
    "a given name in kana": (
        "事例発表で、徳島県神山町の産業課、阿部すだち主査は、罠の見回りを紹介した。",
        ["阿部すだち"],
    ),
    "discussed by those who spoke": (
        "事例発表では、査明遠副局長が収支を、窪川登志雄室長が境界を紹介した。\n\n"
        "パネルディスカッション\n　査副局長、窪川室長、安徽農業大学の汪佩蘭教授が並び、汪教授は手紙交換を提案した。\n",
        ["査明遠", "窪川登志雄"],
    ),
    "a caption over two lines": (
        "〔写真　①塔の前で　②本会議で発表する兵庫県香港事務所\n　の仁田所長〕\n\n"
        "　本会議では、宗一凡主任が屋根裏の調査を発表した。\n",
        ["宗一凡"],
    ),
    "before the meeting": (
        "本会議では、宗一凡主任が屋根裏の調査を発表した。\n\n"
        "　また、会議に先立つ九日には、合肥市で高橋守部長が植林を紹介した。\n",
        ["宗一凡"],
    ),
    "those to be asked": (
        "本会議では、宗一凡主任が屋根裏の調査を発表した。\n\n電話：086-000-0000　岡山市北区　内山\n",
        ["宗一凡"],
    ),
}
CHINESE = {
    "the writer, unposted": (
        "出差本\n原创　沈蘅　小镇的出差本\n\n"
        "主旨发言中，泸州市的段小棠局长介绍了酒坛。\n\n"
        "最后一个是我。我讲的是《瑕疵品市集》，每月办一次。\n",
        ["段小棠", "沈蘅"],
    ),
    "the city, then its official": (
        "会议发言中，潮州市的发言谈的是银发导游。市文物局科长许婉卿说，古城的老人每天带两个团。",
        ["许婉卿"],
    ),
    "a name in a clause of its own": (
        "会议发言中，最后上台的是一位年轻人。他叫真野树，是海士町魅力课主事，讲的是岛上的留学。",
        ["真野树"],
    ),
    "whose office first": (
        "会议发言中，下一位是女士。她是石川县轮岛市漆艺室的，叫坂下真由，讲的是补杯子。",
        ["坂下真由"],
    ),
    "a name in kanji and kana": ("会议发言中，长崎市国际课的出口ナタリー小姐介绍了买菜的计划。", ["出口ナタリー"]),
    "a name of two kanji each, then and": (
        "会议发言中，冲绳县浦添市国际课的仲间美波和东山县教育局局长谢海若，前者谈广播，后者谈网课。",
        ["仲间美波", "谢海若"],
    ),
    "a toast": ("会议发言中，段小棠局长介绍了酒坛。\n\n晚宴上，泉州市副市长吕其昌提议举杯。\n", ["段小棠"]),
    "beside the meeting": (
        "会议发言中，段小棠局长介绍了酒坛。\n\n研讨会之外，联络处主任邱咏欣说，灯光可以取经。\n",
        ["段小棠"],
    ),
    "another event": (
        "会议发言中，段小棠局长介绍了酒坛。\n\n会前的7日，福州市举办了纪念演讲会，市长作了演讲。\n",
        ["段小棠"],
    ),
}


@pytest.mark.parametrize(("text", "speakers"), {**JAPANESE, **CHINESE}.values(), ids=[*JAPANESE, *CHINESE])
def test_who_spoke_is_told_in_free_wording(text: str, speakers: list[str]) -> None:
    assert sorted(map(str, told(read(text).talks))) == sorted(speakers)
