"""What a chat model may say: only what the citations prove, in the reader's language, whatever the script of a name."""

from dataclasses import replace

import pytest

from assistant.counts import figures_beside_their_own
from assistant.grounds import evidence_of, unit_of
from assistant.proof import prove
from assistant.records import Language
from assistant.translations import completion_stands, translation_stands
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
        pytest.param(
            TOURISM,
            "松本市は観光振興と水辺の再生を、北海道は冬の観光とスマートシティを発表しました。",
            id="to-each-their-own",
        ),
        pytest.param(TOURISM, "観光について発表したのは松本市、北海道、奈良県です。", id="one-subject-of-several"),
        pytest.param(
            TOURISM,
            "第21回では松本市が、第18回（2019年）では奈良県が観光について発表しました。",
            id="each-at-their-edition",
        ),
        pytest.param(TOURISM, "第21回は洛陽市で開催され、松本市が観光振興について発表しました。", id="with-the-host"),
        pytest.param("第20屆有多少人參加？", "第20屆研討會的參加人數為120人〔1〕。", id="the-seminar-itself"),
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
        pytest.param(
            TOURISM,
            "松本市はスマートシティについて発表し、北海道は水辺の再生について発表しました。",
            "attribution",
            id="subject-of-another",
        ),
        pytest.param(
            TOURISM_ZH,
            "松本市介绍了旅游振兴和寺社，奈良县介绍了水滨再生。",
            "attribution",
            id="subjects-swapped-in-chinese",
        ),
        pytest.param(
            TOURISM_ZH,
            "松本市介绍了智慧城市，北海道介绍了旅游振兴。",
            "attribution",
            id="subjects-of-two-languages-swapped",
        ),
        pytest.param(
            TOURISM,
            "第21回では松本市の高野真一市長と奈良県の西川正副知事が観光について発表しました。",
            "attribution",
            id="who-came-to-another-edition",
        ),
        pytest.param(TOURISM_ZH, "奈良县和松本市在2025年介绍了旅游。", "attribution", id="who-came-in-another-year"),
        pytest.param(
            TOURISM, "観光について、洛陽市は水辺の再生を発表しました〔1〕。", "place", id="host-that-did-not-speak"
        ),
        pytest.param(
            "第21回の参加者は何人でしたか？", "第21回の参加者は約150人でした〔1〕。", "figure", id="about-for-exactly"
        ),
        pytest.param(
            "第21回の参加者は何人でしたか？", "第21回の参加者は150人以上でした〔1〕。", "figure", id="more-for-exactly"
        ),
        pytest.param(TOURISM, "松本市は観光振興について発表しませんでした〔1〕。", "shade", id="denial"),
        pytest.param(TOURISM, "松本市の観光客は住民から良い感想を得ています〔1〕。", "unsupported", id="praise"),
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


@pytest.mark.parametrize(
    ("sentence", "needed"),
    [
        pytest.param("奈良县副知事西川正介绍了寺社和旅游的举措。", (3,), id="found"),
        pytest.param("奈良县副知事西川正介绍了寺社和旅游的举措〔1〕〔3〕〔4〕。", (3,), id="too-many-given"),
        pytest.param("松本市和北海道介绍了旅游。", (1, 2), id="of-two"),
    ],
)
def test_no_citation_is_given_that_a_sentence_does_not_need(sentence: str, needed: tuple[int, ...]) -> None:
    assert prove(sentence, evidence_of(ask(TOURISM_ZH), samples())) == (needed, [])


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        pytest.param("1981年に提携し、2026年には提携45周年を迎えます。", True, id="as-it-stands"),
        pytest.param(
            "第21回（2025年、洛陽市）では、2026年に45周年を迎えると述べました。", True, id="beside-the-edition"
        ),
        pytest.param("2025年の第21回では1981年の提携が話題でした。", True, id="year-of-the-edition"),
        pytest.param("2025年に提携45周年を迎えました。", False, id="year-of-the-edition-for-that-of-the-source"),
        pytest.param("1981年に提携45周年を迎えました。", False, id="two-figures-of-one-source-crossed"),
    ],
)
def test_figures_stand_beside_those_of_their_source(said: str, *, stands: bool) -> None:
    quote = "1981年に友好都市提携を結んで以来、交流を行っており、2026年には友好都市提携45周年を迎えます。"
    unit = replace(unit_of([quote, " 21 ", " 2025 "]), quote=quote)
    assert figures_beside_their_own(said, [unit.quote]) is stands


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
        pytest.param("奈良县副知事西川正介绍了寺社方面的举措。", "zh-Hans", False, id="subject-lost"),
        pytest.param("奈良县副知事西川正介绍了寺社、旅游与无人机。", "zh-Hans", False, id="subject-added"),
    ],
)
def test_a_translation_names_the_same_and_no_other(said: str, language: Language, *, stands: bool) -> None:
    assert translation_stands(QUOTE, said, language, samples()) is stands


@pytest.mark.parametrize(
    ("quotation", "said", "stands"),
    [
        pytest.param("約700社が入居しました。", "约有700家企业入驻。", True, id="about"),
        pytest.param("約700社が入居しました。", "有700多家企业入驻。", False, id="more-than-for-about"),
        pytest.param("約700社が入居しました。", "有700家企业入驻。", False, id="exactly-for-about"),
        pytest.param("700社以上が入居しました。", "有700多家企业入驻。", True, id="more-than"),
        pytest.param("無人機の導入を計画しています。", "打算引进无人机。", True, id="plan"),
        pytest.param("無人機の導入を計画しています。", "由于成功引进了无人机。", False, id="plan-as-a-success"),
        pytest.param(
            "ドローンとグローバル都市を紹介しました。", "介绍了无人机和グローバル城市。", False, id="left-in-kana"
        ),
        pytest.param("河南大学の教授は緑化を説明しました。", "河南大学的教授说明了绿化。", True, id="of-a-body"),
        pytest.param("河南大学の教授は緑化を説明しました。", "教授在河南大学说明了绿化。", False, id="at-a-body"),
        pytest.param("支援拠点STATIONを紹介しました。", "介绍了支援基地STATION。", True, id="latin-name"),
        pytest.param("支援拠点STATIONを紹介しました。", "介绍了支援基地。", False, id="latin-name-lost"),
    ],
)
def test_a_translation_changes_no_figure_and_loses_no_latin_name(quotation: str, said: str, *, stands: bool) -> None:
    assert translation_stands(quotation, said, "zh-Hans", samples()) is stands


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
