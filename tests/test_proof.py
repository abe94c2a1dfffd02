"""What a chat model may say: only what the citations prove, in the reader's language, whatever the script of a name."""

import pytest

from assistant.proof import completion_stands, evidence_of, prove, translation_stands
from assistant.records import Language
from tests.samples import ask, samples

TOURISM = "観光について発表した自治体はどこですか？"
TOURISM_ZH = "哪些城市介绍了旅游？"
TOURISM_EN = "Which cities spoke about tourism?"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param(TOURISM, "松本市の高野真一市長は、観光振興と水辺の再生を取り上げました〔1〕。", id="as-cited"),
        pytest.param(TOURISM, "観光を題材にした発表は、第21回の松本市などにあります〔1〕。", id="edition"),
        pytest.param(
            TOURISM, "松本市は「観光振興と水辺の再生」について発表しました[1]。", id="quotation-and-other-brackets"
        ),
        pytest.param(TOURISM, "奈良県の西川正副知事は寺社と観光について発表しました。", id="number-forgotten"),
        pytest.param(TOURISM, "奈良県の西川正副知事は寺社と観光について発表しました〔1〕。", id="number-swapped"),
        pytest.param(TOURISM, "奈良県の西川正副知事は寺社と観光について発表しました〔77〕。", id="number-unknown"),
        pytest.param(TOURISM_ZH, "松本市市长高野真一介绍了旅游振兴和水滨再生〔1〕。", id="chinese"),
        pytest.param(TOURISM_ZH, "奈良县副知事西川正介绍了寺社和旅游的举措。", id="chinese-of-a-japanese-report"),
        pytest.param(
            TOURISM_ZH, "城市方面，松本市市长高野真一介绍了该市的旅游振兴。", id="chinese-words-that-end-like-places"
        ),
        pytest.param("參加第20屆的人數是多少？", "第20屆的參加人數為120人〔1〕。", id="traditional-figure"),
        pytest.param(TOURISM_EN, "Matsumoto spoke about tourism and waterfront at the 21st seminar.", id="english"),
    ],
)
def test_a_sentence_that_stands_is_kept_with_the_citations_that_prove_it(question: str, sentence: str) -> None:
    answer = ask(question)
    numbers, faults = prove(sentence, evidence_of(answer, samples()))
    assert faults == []
    quoted = "".join(citation.quote for citation in answer.citations if citation.id in numbers)
    told = {place for place in ("松本市", "奈良県", "120") if place in sentence}
    assert numbers and all(place in quoted for place in told)


@pytest.mark.parametrize(
    ("question", "sentence", "fault"),
    [
        pytest.param(
            TOURISM, "松本市の佐々木健太市長は観光振興について発表しました〔1〕。", "name", id="invented-person"
        ),
        pytest.param(
            TOURISM, "松本市のジョン・スミス市長は観光振興について発表しました〔1〕。", "name", id="katakana-person"
        ),
        pytest.param(TOURISM, "松本市のKevin市長は観光振興について発表しました〔1〕。", "name", id="latin-person"),
        pytest.param(TOURISM_ZH, "松本市市长王建国介绍了旅游振兴〔1〕。", "name", id="invented-chinese-person"),
        pytest.param(TOURISM_ZH, "赵丽颖介绍了松本市的旅游振兴〔1〕。", "name", id="chinese-person-without-title"),
        pytest.param(TOURISM, "東都大学は松本市の観光振興について発表しました〔1〕。", "name", id="invented-body"),
        pytest.param(TOURISM_ZH, "森内县介绍了旅游振兴和水滨再生〔1〕。", "name", id="place-nobody-knows"),
        pytest.param(TOURISM, "横浜市は観光振興について発表しました〔1〕。", "place", id="place-not-cited"),
        pytest.param(TOURISM, "松本市は観光振興で300人を集めました〔1〕。", "figure", id="invented-figure"),
        pytest.param(TOURISM, "松本市は観光振興で三百人を集めました〔1〕。", "figure", id="figure-in-characters"),
        pytest.param(TOURISM, "松本市は第19回で観光振興について発表しました〔1〕。", "figure", id="wrong-edition"),
        pytest.param(TOURISM, "松本市の高野真一知事は観光振興について発表しました〔1〕。", "term", id="wrong-title"),
        pytest.param(
            TOURISM, "松本市は観光振興とスマート農業について発表しました〔1〕。", "term", id="invented-subject"
        ),
        pytest.param(TOURISM, "松本市は「観光立国」について発表しました〔1〕。", "quotation", id="invented-quotation"),
        pytest.param(TOURISM, "奈良県の高野真一市長は観光振興について発表しました。", "pairing", id="wrong-pair"),
        pytest.param(TOURISM, "松本市は観光振興について発表しませんでした〔1〕。", "negation", id="denial"),
        pytest.param(
            TOURISM, "松本市の観光客は大きく増え、住民から高い評価を得ています〔1〕。", "unsupported", id="praise"
        ),
        pytest.param(TOURISM, "松本市介绍了旅游振兴〔1〕。", "language", id="chinese-for-japanese"),
        pytest.param(TOURISM_ZH, "松本市は観光振興について発表しました〔1〕。", "language", id="japanese-for-chinese"),
        pytest.param(TOURISM_EN, "松本市介绍了旅游振兴〔1〕。", "language", id="chinese-for-english"),
        pytest.param(TOURISM_EN, "Mayor Smith of Matsumoto spoke about tourism〔1〕.", "name", id="english-name"),
        pytest.param(TOURISM, "松本市の観光振興は https://example.com を見てください〔1〕。", "address", id="address"),
        pytest.param(TOURISM, "松本市の観光振興<img src=x>です〔1〕。", "address", id="markup"),
        pytest.param(TOURISM, "とても良い取り組みだと思います。", "uncited", id="remark"),
        pytest.param(TOURISM, "とても良い取り組みだと思います〔99〕。", "unknown_citation", id="remark-with-a-number"),
    ],
)
def test_a_sentence_that_says_more_than_its_citations_has_a_fault(question: str, sentence: str, fault: str) -> None:
    numbers, faults = prove(sentence, evidence_of(ask(question), samples()))
    assert fault in faults
    assert numbers == ()


QUOTE = "奈良県の西川正副知事は、寺社と観光の取り組みについて発表しました。"


@pytest.mark.parametrize(
    ("said", "language", "stands"),
    [
        pytest.param("奈良县副知事西川正介绍了寺社与旅游方面的举措。", "zh-Hans", True, id="right"),
        pytest.param("奈良縣副知事西川正介紹了寺社與旅遊方面的做法。", "zh-Hant", True, id="traditional"),
        pytest.param("副知事西川正介绍了寺社与旅游方面的举措。", "zh-Hans", False, id="place-lost"),
        pytest.param("奈良县副知事介绍了寺社与旅游方面的举措。", "zh-Hans", False, id="name-lost"),
        pytest.param("奈良县副知事西川正介绍了第3届的旅游。", "zh-Hans", False, id="figure-added"),
        pytest.param("森内县的奈良县副知事西川正介绍了寺社与旅游。", "zh-Hans", False, id="place-nobody-knows"),
        pytest.param("京都府奈良县副知事西川正介绍了寺社与旅游。", "zh-Hans", False, id="place-added"),
        pytest.param(QUOTE, "zh-Hans", False, id="not-translated"),
        pytest.param("奈良县西川正。", "zh-Hans", False, id="cut-short"),
    ],
)
def test_a_translation_names_the_same_and_no_other(said: str, language: Language, *, stands: bool) -> None:
    assert translation_stands(QUOTE, said, language, samples()) is stands


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        pytest.param("中国側で観光について発表したのはどこですか？", True, id="from-both"),
        pytest.param("第18回で観光について発表したのはどこですか？", False, id="edition-of-its-own"),
        pytest.param("洛陽市で観光について発表したのはどこですか？", False, id="place-of-its-own"),
    ],
)
def test_a_completed_question_names_only_what_was_asked(said: str, *, stands: bool) -> None:
    assert completion_stands(said, [TOURISM, "中国側はどうですか？"], "ja", samples()) is stands
