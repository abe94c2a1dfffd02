"""Places in questions: one place under all its names, and no place where a word means something else."""

import re

import pytest

from assistant.archive import Archive
from assistant.questions import read_question
from tests.samples import TODAY, ask, read, speakers


def places_read(question: str, archive: Archive | None = None) -> list[str]:
    query = read_question(question, (), archive or Archive([]), today=TODAY)
    return [place.id for place in (*query.places, *query.hosts)]


@pytest.mark.parametrize(
    ("names", "place"),
    [
        pytest.param(
            "瀋陽 沈阳 沈陽 瀋陽市 沈阳市 シンヨウ しんよう シンヨウ市 Shenyang shenyang SHENYANG Shěnyáng", "CN-2101"
        ),
        pytest.param("ハルビン 哈尔滨 哈爾濱 哈尔滨市 はるびん ハルビン市 Harbin harbin", "CN-2301"),
        pytest.param("さいたま さいたま市 埼玉市 さいたまし サイタマシ", "JP-11100"),
        pytest.param("埼玉県 埼玉县 埼玉縣 埼玉 さいたまけん Saitama", "JP-11"),
        pytest.param("つくば 筑波 つくば市 筑波市 ツクバ Tsukuba tsukuba", "JP-08220"),
        pytest.param("高知県 高知县 こうちけん コウチケン Kōchi Kochi Kouchi kochi Kōchi-ken", "JP-39"),
        pytest.param("青島 青岛 青島市 チンタオ ちんたお Qingdao Qīngdǎo", "CN-3702"),
        pytest.param("上海 シャンハイ しゃんはい Shanghai shanghai", "CN-31"),
        pytest.param("廈門 厦门 アモイ あもい Xiamen xiamen", "CN-3502"),
        pytest.param("松本 松本市 まつもと マツモト Matsumoto matsumoto", "JP-20202"),
        pytest.param("西安 西安市 せいあん シーアン Xi'an xian", "CN-6101"),
    ],
)
def test_a_place_is_one_in_all_its_names(names: str, place: str) -> None:
    asked = [(name, frame.format(name)) for name in names.split() for frame in _frames(name)]
    assert {question: found for _, question in asked if (found := places_read(question)) != [place]} == {}


def _frames(name: str) -> list[str]:
    """Return questions about a name in the languages that write it so."""
    japanese, chinese = "{}は何を発表しましたか？", "{}介绍了什么？"
    if re.search("[a-z]", name.lower()):
        return ["What did {} present?"]
    return [japanese] if re.search("[ぁ-ヺ]", name) else [japanese, chinese]


@pytest.mark.parametrize(
    "question",
    [
        "谁谈到了和平?",
        "关于合作的发言有哪些？",
        "养老介绍了什么？",
        "哪些城市谈到了温泉？",
        "信用についての発表は？",
        "なら何を発表しましたか",
        "主催はどちらでしたでしょうか",
        "どこから来た人がいますか",
        "安全和平安的城市建设",
        "有哪些城市介绍了数字化转型",
        "大学と企業の連携",
        "Who talked about use of AI in the city?",
        "What did he say about long term care?",
        "Which cities came from China?",
    ],
)
def test_a_word_that_means_something_else_is_no_place(question: str) -> None:
    assert places_read(question) == []


@pytest.mark.parametrize(
    ("question", "places"),
    [
        pytest.param("南陽市は何を発表しましたか？", ["CN-4113", "JP-06213"], id="open"),
        pytest.param("来自南阳的发言人有哪些？", ["CN-4113", "JP-06213"], id="open-chinese"),
        pytest.param("中国の南陽市は何を発表しましたか？", ["CN-4113"], id="country-before"),
        pytest.param("日本の南陽市は何を発表しましたか？", ["JP-06213"], id="other-country-before"),
        pytest.param("What did Nanyang, China present?", ["CN-4113"], id="country-after"),
        pytest.param("山形県南陽市は何を発表しましたか？", ["JP-06213"], id="prefecture-before"),
        pytest.param("伊達市は何を発表しましたか？", ["JP-07213", "JP-01233"], id="one-country"),
        pytest.param("大阪は何を発表しましたか？", ["JP-27"], id="prefecture-and-its-city"),
    ],
)
def test_places_of_one_name_are_told_apart_by_country_or_all_meant(question: str, places: list[str]) -> None:
    assert places_read(question) == places


NANYO = """第21回日中地域間交流推進セミナー（河南省洛陽市）

2025年6月10日、中国河南省洛陽市で第21回日中地域間交流推進セミナーを開催しました。
山形県南陽市の高野真一市長は、ぶどうと観光について発表しました。
"""
BOTH = NANYO + "河南省南陽市の王立新副市長は、玉の工芸について紹介しました。\n"


def test_the_reports_decide_between_places_of_one_name() -> None:
    assert places_read("南陽市は何を発表しましたか？", Archive([read(NANYO, "nanyo.txt")])) == ["JP-06213"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("南陽市は何を発表しましたか？", "河南省南陽市、山形県南陽市", id="japanese"),
        pytest.param("南阳市介绍了什么？", "河南省南阳市、山形县南阳市", id="chinese"),
        pytest.param("南陽市介紹了什麼？", "河南省南陽市、山形縣南陽市", id="traditional"),
    ],
)
def test_of_places_of_one_name_both_are_answered_and_named(question: str, told: str) -> None:
    answer = ask(question, archive=Archive([read(BOTH, "both.txt")]))
    assert speakers(answer) == {"高野真一", "王立新"}
    assert told in answer.text


def test_one_of_two_places_of_one_name_is_answered_alone_where_the_country_is_said() -> None:
    answer = ask("中国の南陽市は何を発表しましたか？", archive=Archive([read(BOTH, "both.txt")]))
    assert speakers(answer) == {"王立新"}
