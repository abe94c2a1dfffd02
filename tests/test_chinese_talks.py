"""What Chinese reports say of speakers: how a name ends, who stands behind a post, blocks of question and answer."""

import pytest

from ingest.people import find_introductions
from ingest.wordings import word
from tests.readings import read, told

NAMES = {
    "rare family name": ("钦州市商务局副局长零雪柏汇报了茶壶夜校。", ["零雪柏"]),
    "Japanese name at a foreign university": ("早稻田大学教授鹈之泽理奈则反驳说，租金会更高。", ["鹈之泽理奈"]),
    "name before a word of saying": ("日本富山市交通政策监布濑雅士称，末班车延后一小时。", ["布濑雅士"]),
    "given name that may be an and": ("南宁市商务局副局长韦清和讲的，是空铺的租法。", ["韦清和"]),
    "given name that may be an adverb": ("熊本县小国町推进监北里慎也指出，地热要还给村民。", ["北里慎也"]),
    "family name of three characters": ("群马县富冈市副市长长曾我部纱南介绍了缫丝厂。", ["长曾我部纱南"]),
    "name spelt by its sound": ("攀枝花市发改委副主任阿的木金紧接着发言。", ["阿的木金"]),
    "name before a word it could take a part of": ("自治体国际化协会理事长安田首先致开幕辞。", ["安田"]),
    "foreign name": ("滨松市多文化共生推进员安娜·席尔瓦，巴西出生。", ["安娜·席尔瓦"]),
    "family name that is a number": ("福井县越前市和纸课长五十岚朋介绍了学徒制度。", ["五十岚朋"]),
    "calling behind an organisation": ("厦门大学博士生阮星平说，照片能量浪高。", ["阮星平"]),
    "calling behind an adjective": ("東營市黃河口管理委員會的年輕科員馬驍，分享點名的辦法。", ["馬驍"]),
    "place that begins with and": ("和歌山县串本町教育长潮崎惠讲述了逃生地图。", ["潮崎惠"]),
    "called so": ("头一个讲的是本地的副市长，叫保天明。", ["保天明"]),
    "Japanese given name cut by nothing": ("满浓町的町长真部孝太郎头发全白了。", ["真部孝太郎"]),
    "foreign name with an address": ("亞太僑鄉研究學會副會長瑪利亞・林女士發言。", ["瑪利亞・林"]),
    "body alone": ("——这是函馆市教育委员会的志海苔美雪。", ["志海苔美雪"]),
    "addressed behind its place": ("沖繩縣竹富町的石垣銀星先生是民宿主人。", ["石垣銀星"]),
    "calling in quotation marks": ("一是青岛市崂山区的“渔嫂”代表矫春云，她讲直播。", ["矫春云"]),
    "called so before a dash": ("滋賀縣守山市的環境政策課課長，名叫伊吹螢美——是的。", ["伊吹螢美"]),
    "spelt name before a verb": ("雅安市名山區的社工師白瑪央拉談臨終。", ["白瑪央拉"]),
    "presenter before the place": ("主講人重慶市永川區民政局長熊照山，從菜單談起。", ["熊照山"]),
    "no name in a verb": ("三好市的副市長談過稻草人村。", []),
    "place alone": ("秭归县的田小帆说，脐橙要靠冷链。", ["田小帆"]),
    "who spoke for a place": ("代表秭归县发言的田小帆说，脐橙要靠冷链。", ["田小帆"]),
    "no name in a saying": ("这是秭归县县长田小帆反复讲的一句话。", ["田小帆"]),
    "name before a when": ("轮到秭归县县长田小帆时，屏幕上只有一只脐橙。", ["田小帆"]),
    "name before an unknown verb": ("秭归县县长田小帆掰开一只脐橙。", ["田小帆"]),
    "no name in an adverb": ("副市长激动地说，大家辛苦了。", []),
    "no name in a duty": ("黄山市外办负责同志分别就民宿消防询问。", []),
    "no post inside a place": ("获邀的成都市代表因会期冲突缺席。", []),
}


@pytest.mark.parametrize(("text", "names"), NAMES.values(), ids=NAMES)
def test_a_name_ends_where_the_sentence_goes_on(text: str, names: list[str]) -> None:
    assert [person.name for person in find_introductions(word(text, chinese=True))] == names


APART = {
    "behind a clause": (
        "盐城市文化旅游局局长，曾在灯会公司干过十年的龚雪平，一开口就亮账本。",
        [("龚雪平", "局长", "盐城市文化旅游局")],
    ),
    "pointed at below": (
        "轮到日本青森县弘前市。东海林谦的回答很干脆，让灯笼站在楼里。这位观光物产部长还透露，冬天人更多。",
        [("东海林谦", "观光物产部长", "青森县弘前市")],
    ),
    "as a post": (
        "同一节里，司马青云更关心钱包。作为成都夜间经济促进会秘书长，她拿数据比了又比。",
        [("司马青云", "秘书长", "成都夜间经济促进会")],
    ),
    "post after its town": (
        "压轴的是富山县立山町。町长舟桥健太郎把全场的灯关了。",
        [("舟桥健太郎", "町长", "富山县立山町")],
    ),
}


@pytest.mark.parametrize(("text", "people"), APART.values(), ids=APART)
def test_a_name_and_a_post_that_stand_apart_are_one_person(text: str, people: list[tuple[str, str, str]]) -> None:
    found = [(one.name, one.title, one.organisation) for one in read("第44届研讨会纪事\n\n" + text).people]
    assert found == people


SPOKE = {
    "list headed as a greeting": ("开场致辞三连：江苏省外办主任冷敬山、盐城市市长薄云舟。薄市长只讲了三分钟。\n", []),
    "label and absence": ("黄果树管委会主任柏青山：因公务未到会，提交书面材料。\n", []),
    "passed on to": ("压轴发言交给婺源县文化馆馆长詹木林。伞骨有三十六支。\n", ["詹木林"]),
    "counted among the greetings": ("开幕礼上致辞者计有江苏省外办主任冷敬山、盐城市市长薄云舟。\n", []),
    "question in the discussion": ("讨论中，长沙市代表问及票价。茨城县大洗町代表也介绍了感受。\n", []),
    "chair in the bracket of a heading": (
        "分论坛一：渔港与学校（主持人：海洋学院院长　卓令山）\n\n第一位报告的内容很短。\n",
        [],
    ),
    "credits": ("编辑：曲飞山　审核：谌怀玉\n", []),
    "silent until then": ("一直没说话的盐城市规划局局长卞思海最后站起来：答案写在岸线上。\n", ["卞思海"]),
    "turn by turn": ("第二个，武夷山国家公园的科研中心主任，余山。这人不爱看稿子。他说的是碳。\n", ["余山"]),
    "discussant": ("與談人為島根縣雲南市健康推進課長錦織真由，她展示的是會說話的便當。\n", ["錦織真由"]),
    "welcome": ("早上九点，南平市的邱市长欢迎大家，一人五分钟。\n", []),
    "baton of the chair": ("午后，主持棒交到南昌大学教授危素云手上。\n", []),
}


@pytest.mark.parametrize(("text", "speakers"), SPOKE.values(), ids=SPOKE)
def test_what_leads_up_to_a_name_tells_what_its_bearer_did(text: str, speakers: list[str]) -> None:
    assert told(read("第44届研讨会纪事\n\n" + text).talks) == speakers


SHEET = """第39届中日地方交流促进研讨会发言摘要

时间　　　 环节　　　　　 发言人
09:00　　　开幕致辞　　　 江苏省外办副主任　滕　格
09:30　　　第一组　雪　　 网走市副市长　敕使河原　笃
　　　　　　　　　　　　　黑河市建设局局长　那　清云（注１）

注１：那副局长临时出差。

敕使河原副市长　流冰是资源，也是债务。网走把除雪车的位置公开，投诉减少一半。
"""


def test_a_row_below_an_hour_need_not_fit_the_heads_of_the_table() -> None:
    reading = read(SHEET)
    assert {"滕格", "敕使河原笃", "那清云"} <= {person.name for person in reading.people}
    assert told(reading.talks) == ["敕使河原笃"]


WRAPPED = """　　去年十一月二十日，黔东南的凯里下着细雨，路面
湿滑得像刚上过油一样，出租车开得比走路还慢一点。

讲者｜单位职称｜讲题
粟明山｜贵州省铜仁市乡村振兴局局长｜让绣娘成为股东
桥本理人｜山村未来研究所主任研究员｜人口减半之后

　　敬酒的人很快就来了，杯子里装的是苗家的米酒，
没有人敢先喝下第一口，大家都看着坐在中间的那位。
第一位演讲者带来一张被雨水泡过的时刻表，说明了七
个村落怎样共用一辆预约小巴，司机白天送长辈看诊，
傍晚再载高中生回家，一年省下的油钱相当可观了呢。
"""


def test_stroked_rows_stay_rows_in_wrapped_text() -> None:
    assert told(read(WRAPPED).talks)[:2] == ["粟明山", "桥本理人"]


CARDS = """这个会，居然有人带了一桶海水来

厦漳泉小记者团　2049-04-19

👉 开场
福建省外办副主任池晓云致辞，东山县县长沈一山主持。

👉 NO.1　带海水来的人
谁？东山县海洋与渔业局局长　翁潮平
说了啥？东山湾的赤潮预警从三天提前到十天，靠的是渔民每天打的一桶水。
"""


def test_a_marked_line_ends_the_opening_and_questions_are_labels() -> None:
    reading = read(CARDS)
    assert told(reading.talks) == ["翁潮平"]
    quote = next(talk.quote.text for talk in reading.talks if talk.speaker == "翁潮平")
    assert quote.startswith("东山湾的赤潮预警")


def test_the_country_before_a_place_does_not_hide_it() -> None:
    person = read("主旨演讲环节，日本静冈县烧津市课长增田鲷助介绍了食堂。").people[0]
    assert (person.place, person.country) == ("静冈县烧津市", "JP")


@pytest.mark.parametrize("name", ["乌云其木格", "斯琴高娃", "敖登格日乐", "娜仁图雅"])
def test_a_mongolian_name_is_read_whole(name: str) -> None:
    text = f"二、大会发言\n\n内蒙古自治区赤峰市应急管理局科长{name}介绍了雪灾物资的第二次使用。\n"
    assert told(read(text).talks) == [name]
