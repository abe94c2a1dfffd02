"""People told by a calling, a place or a pronoun alone; talks given from afar, read by another, announced in rows."""

import pytest

from ingest.layout import lay_out
from ingest.people import find_introductions
from ingest.records import Page
from ingest.wordings import word
from tests.readings import read, told

NAMES = {
    "what somebody is, at a place": ("司马小棠是宜昌市环保社团的志愿者，她讲了江豚。", ["司马小棠"]),
    "where somebody is from": ("宇佐美光来自日本岛根县大田市，是个烧瓦的匠人。", ["宇佐美光"]),
    "turn of a speaker": ("刚才那位中年人，原来就是第二位讲者小田切真一。", ["小田切真一"]),
    "somebody's name": ("台上的人叫伊集院诚，町里林场的社员。", ["伊集院诚"]),
    "calling before a rare name": ("西双版纳州勐海县茶叶种植户岩罕、宣恩县县长田小帆发言。", ["岩罕", "田小帆"]),
    "teacher behind a body": ("黔东南州博物馆的义云秀老师讲了蜡染。", ["义云秀"]),
    "no name in a term of office": ("她在泉州市文化局当局长已有八年。", []),
    "no name in a place": ("恩施县民宿老板说，客人要的是饭桌。", []),
}


@pytest.mark.parametrize(("text", "names"), NAMES.values(), ids=NAMES)
def test_a_calling_beside_a_likely_name_introduces_somebody(text: str, names: list[str]) -> None:
    assert [person.name for person in find_introductions(word(text, chinese=True))] == names


APART = {
    "pointed at with the body": (
        "谭小雁的相册只有一页。这位宜昌市水利局副局长说，鱼要回家。",
        ("谭小雁", "副局长", "宜昌市水利局"),
    ),
    "a pronoun's calling": (
        "掌声给了阿依古丽·买买提。她是新疆库车市土陶中心的负责人，手艺传给了女儿。",
        ("阿依古丽·买买提", "负责人", "新疆库车市土陶中心"),
    ),
}


@pytest.mark.parametrize(("text", "person"), APART.values(), ids=APART)
def test_a_pronoun_joins_a_calling_to_the_name_before(text: str, person: tuple[str, str, str]) -> None:
    found = [(one.name, one.title, one.organisation) for one in read("第44届研讨会纪事\n\n" + text).people]
    assert found == [person]


SPOKE = {
    "from afar": ("三好市市长宫内步没能坐上飞机。通过视频连线，他说明了旧瓷器再出窑的计划。", ["宫内步"]),
    "read by a colleague": ("宜昌市水利局局长谭小雁摔伤了腿，她的讲稿由同事小胡代为宣读。", ["谭小雁"]),
    "post told of her": ("司马敏最先上台。她在宜昌市水利局当局长已有八年，讲的是鱼道。", ["司马敏"]),
    "chair in apposition": ("主持人、三峡大学教授谭小雁问：鱼怎么回家？", []),
    "comment on the talks": ("三峡大学教授谭小雁对发言作了点评，并提出三点建议。", []),
    "outline of the meeting": ("时间：十一月十二日　地点：宜昌市　主题：鱼的家　讲者一览", []),
}


@pytest.mark.parametrize(("text", "speakers"), SPOKE.values(), ids=SPOKE)
def test_who_gave_the_talk_is_told_by_what_happened_to_it(text: str, speakers: list[str]) -> None:
    assert told(read("第44届研讨会纪事\n\n" + text + "\n").talks) == speakers


PROGRAMME = """第44届研讨会会务通报

次序｜讲者｜所属及职衔｜讲题
1｜薄云舟｜（见上）｜开幕致辞
2｜强若溪｜汉中市农业农村局　局长｜白鹭飞过的稻田
3｜哈斯娜｜元阳县　副县长｜盐碱地上的饭
4｜寇定山｜安康市水利局　总工程师｜水源地的账本
5｜（综合讨论）｜主持：西北大学教授　麻静秋｜——

次序3之讲者因抗旱未能出席，该节取消。次序4改由同局副局长郗敏代表该局发言。

强局长介绍了农药减半后的收成。讨论时，强局长答以正在试验。
"""


def test_a_numbered_row_that_fell_out_is_no_talk_and_an_opening_ends_with_its_row() -> None:
    assert told(read(PROGRAMME).talks) == ["强若溪", "郗敏"]


def test_a_numbered_figure_is_a_caption_though_it_holds_sentences() -> None:
    figure = "（图二）内子町代表团在开元寺。中为町议员宫冈。"
    pages = [Page(1, f"第44届研讨会纪事\n\n翁局长讲了祠堂的经过。\n\n{figure}\n\n台下很多人放下了笔。\n")]
    assert [block.kind for block in lay_out(pages) if block.text == figure] == ["caption"]
