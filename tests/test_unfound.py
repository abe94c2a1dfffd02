"""What a question asks for besides the rest and no report holds: the answer says that it left it out."""

import pytest

from tests.samples import ask
from tests.test_things_asked import ARCHIVE

SAID = {
    "ja": "{}に当たる記述は見つからなかった",
    "zh-Hans": "没有找到与{}对应的内容",
    "zh-Hant": "沒有找到與{}對應的內容",
    "en": "Nothing was found for {};",
}


@pytest.mark.parametrize(
    ("question", "language", "named"),
    [
        pytest.param("メタバースやデマンド交通について話した自治体は？", "ja", "「メタバース」", id="term-ja"),
        pytest.param("鉱山やデマンド交通の話をしたのは？", "ja", "「鉱山」", id="word-ja"),
        pytest.param(
            "島根県のデマンド交通とバンジージャンプの話を教えて", "ja", "「バンジージャンプ」", id="of-a-place"
        ),
        pytest.param("谁讲过量子计算和需求响应型交通", "zh-Hans", "“量子计算”", id="word-zh"),
        pytest.param("哪些城市介紹過足球、窗口改革？", "zh-Hant", "「足球」", id="term-zh-hant"),
        pytest.param("List speakers on submarines and demand-responsive transport", "en", "“submarines”", id="word-en"),
        pytest.param("Which cities talked about curling or on-demand transport?", "en", "“curling”", id="like-a-verb"),
    ],
)
def test_an_answer_names_what_it_did_not_find_and_goes_by_the_rest(question: str, language: str, named: str) -> None:
    answer = ask(question, archive=ARCHIVE)
    assert (answer.status, answer.language) == ("answered", language)
    assert SAID[language].format(named) in answer.text
    assert named not in answer.text.replace(SAID[language].format(named), "")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("第21回で発表した三人は誰ですか", id="a-number"),
        pytest.param("我记得岛根县讲过需求响应型交通，是谁", id="asked-with"),
        pytest.param("Gist of the Suzaka official's keynote?", id="a-post"),
        pytest.param("デマンド交通やデータ基盤について話した人は？", id="all-found"),
    ],
)
def test_words_that_only_ask_are_not_named(question: str) -> None:
    answer = ask(question, archive=ARCHIVE)
    assert answer.status == "answered"
    lines = (said.replace("{}", "") for said in SAID.values())
    assert not any(line.strip("; ") in answer.text for line in lines) and "没有找到与" not in answer.text


def test_where_nothing_remains_to_ask_for_it_is_refused() -> None:
    answer = ask("メタバースについて話した自治体は？", archive=ARCHIVE)
    assert answer.status == "not_in_reports"
    assert "見つからなかった" not in answer.text
