"""What Chinese reports say of speakers: how a name ends, who stands behind a post, blocks of question and answer."""

import pytest

from ingest.people import find_introductions
from ingest.wordings import word

NAMES = {
    "rare family name": ("钦州市商务局副局长零雪柏汇报了茶壶夜校。", ["零雪柏"]),
    "Japanese name at a foreign university": ("早稻田大学教授鹈之泽理奈则反驳说，租金会更高。", ["鹈之泽理奈"]),
    "name before a word of saying": ("日本富山市交通政策监布濑雅士称，末班车延后一小时。", ["布濑雅士"]),
    "given name that may be an and": ("南宁市商务局副局长韦清和讲的，是空铺的租法。", ["韦清和"]),
    "given name that may be an adverb": ("熊本县小国町推进监北里慎也指出，地热要还给村民。", ["北里慎也"]),
    "family name of three characters": ("群马县富冈市副市长长曾我部纱南介绍了缫丝厂。", ["长曾我部纱南"]),
    "name spelt by its sound": ("攀枝花市发改委副主任阿的木金紧接着发言。", ["阿的木金"]),
    "foreign name": ("滨松市多文化共生推进员安娜·席尔瓦，巴西出生。", ["安娜·席尔瓦"]),
    "family name that is a number": ("福井县越前市和纸课长五十岚朋介绍了学徒制度。", ["五十岚朋"]),
    "calling behind an organisation": ("厦门大学博士生阮星平说，照片能量浪高。", ["阮星平"]),
    "calling behind an adjective": ("東營市黃河口管理委員會的年輕科員馬驍，分享點名的辦法。", ["馬驍"]),
    "no name in an adverb": ("副市长激动地说，大家辛苦了。", []),
    "no name in a duty": ("黄山市外办负责同志分别就民宿消防询问。", []),
    "no post inside a place": ("获邀的成都市代表因会期冲突缺席。", []),
}


@pytest.mark.parametrize(("text", "names"), NAMES.values(), ids=NAMES)
def test_a_name_ends_where_the_sentence_goes_on(text: str, names: list[str]) -> None:
    assert [person.name for person in find_introductions(word(text, chinese=True))] == names
