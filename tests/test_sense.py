"""A sentence of right words and false sense: every word, name and figure stands in the sources, the statement not."""

import pytest

from assistant.archive import Archive
from assistant.counts import figures_beside_their_own, figures_with_their_labels
from assistant.grounds import evidence_of
from assistant.proof import prove
from tests.samples import LUOYANG, ask, read, samples

TOURISM = "観光について発表した自治体はどこですか？"
TOURISM_ZH = "哪些城市介绍了旅游？"
TOURISM_EN = "Which cities spoke about tourism?"
PRESENT = "第21回の参加者は何人でしたか？"
PRESENT_ZH = "第21届有多少人参加？"
PRESENT_EN = "How many people attended the 21st seminar?"
TOLD = LUOYANG.replace(
    "北海道は、冬の",
    "仙台市の佐藤次郎局長は、観光客は増えなかったと述べ、宿の整備を計画していると紹介しました。\n"
    "岡山市の伊藤三郎局長は、観光では日本側が中国側より多いと紹介しました。北海道は、冬の",
)


@pytest.mark.parametrize(
    ("question", "sentence", "fault"),
    [
        pytest.param(TOURISM, "松本市の高野真一市長は観光振興に失敗しました〔1〕。", "shade", id="failed"),
        pytest.param(TOURISM, "松本市は観光振興に反対しました〔1〕。", "shade", id="opposed"),
        pytest.param(TOURISM, "北海道は冬の観光をやめました〔2〕。", "shade", id="stopped"),
        pytest.param(TOURISM_ZH, "松本市废除了旅游振兴〔1〕。", "shade", id="abolished-in-chinese"),
        pytest.param(
            TOURISM_EN, "Matsumoto abolished tourism at the 21st seminar.", "shade", id="abolished-in-english"
        ),
        pytest.param(TOURISM, "北海道は冬の観光を紹介しませんでした〔2〕。", "shade", id="denied-beside-no-name-given"),
        pytest.param(TOURISM, "松本市だけが観光振興について発表しました〔1〕。", "shade", id="only"),
        pytest.param(TOURISM_ZH, "只有松本市介绍了旅游振兴〔1〕。", "shade", id="only-in-chinese"),
        pytest.param(
            TOURISM_EN, "Only Matsumoto spoke about tourism at the 21st seminar.", "shade", id="only-in-english"
        ),
        pytest.param(TOURISM, "すべての自治体が観光について発表しました〔1〕。", "shade", id="all"),
        pytest.param(TOURISM, "松本市が初めて観光振興について発表しました〔1〕。", "shade", id="first"),
        pytest.param(TOURISM, "最も多く観光を取り上げたのは松本市です〔1〕。", "shade", id="most"),
        pytest.param(TOURISM, "北海道は松本市より観光に力を入れています〔1〕〔2〕。", "shade", id="more-than"),
        pytest.param(TOURISM, "松本市は北海道とともに観光について発表しました〔1〕〔2〕。", "shade", id="together"),
        pytest.param(TOURISM_ZH, "松本市与北海道一起介绍了旅游〔1〕〔2〕。", "shade", id="together-in-chinese"),
        pytest.param(TOURISM, "水辺の再生により観光振興が進みました〔1〕。", "shade", id="because"),
        pytest.param(TOURISM_ZH, "由于水滨再生，松本市实现了旅游振兴〔1〕。", "shade", id="because-in-chinese"),
        pytest.param(TOURISM, "松本市は観光振興を計画しています〔1〕。", "shade", id="told-as-a-plan"),
        pytest.param(TOURISM_ZH, "松本市将推进旅游振兴〔1〕。", "shade", id="told-as-a-plan-in-chinese"),
        pytest.param(
            TOURISM, "松本市は観光振興で入場料を無料にしました〔1〕。", "unsupported", id="one-claim-of-its-own"
        ),
        pytest.param(TOURISM_ZH, "奈良县副知事西川正签署了旅游的协议〔3〕。", "shade", id="signed-in-chinese"),
        pytest.param(TOURISM_ZH, "奈良县副知事西川正考察了寺社和旅游〔3〕。", "shade", id="visited-in-chinese"),
        pytest.param(
            TOURISM_EN, "Matsumoto won a prize for tourism at the 21st seminar.", "shade", id="won-in-english"
        ),
        pytest.param(TOURISM_EN, "Matsumoto proposed tourism at the 21st seminar.", "shade", id="proposed-in-english"),
        pytest.param(TOURISM_EN, "Matsumoto showed the results of tourism in 2025.", "shade", id="results-in-english"),
        pytest.param(
            TOURISM_ZH, "西川正介绍了奈良县副知事的发言，谈到旅游〔3〕。", "shade", id="their-own-talk-as-anothers"
        ),
        pytest.param(TOURISM_ZH, "松本市如何介绍旅游振兴〔1〕？", "unsupported", id="a-question"),
        pytest.param(
            TOURISM_EN,
            "At the 21st seminar in Luoyang, Japan, Matsumoto spoke about tourism.",
            "pairing",
            id="a-host-in-the-other-country",
        ),
        pytest.param(
            TOURISM,
            "日本の洛陽市で開かれた第21回では、松本市が観光について発表しました〔1〕。",
            "pairing",
            id="a-host-in-the-other-country-japanese",
        ),
        pytest.param(
            TOURISM_EN,
            "The seminar on tourism was held in two cities: Matsumoto and Nara.",
            "place",
            id="guests-listed-as-hosts",
        ),
        pytest.param(TOURISM, "第21回は松本市で開催されました〔1〕。", "place", id="guest-for-host"),
        pytest.param(
            TOURISM_EN, "The 21st seminar on tourism was held in Matsumoto.", "place", id="guest-for-host-english"
        ),
        pytest.param(
            TOURISM_ZH,
            "第18届研讨会在洛阳市举行，奈良县介绍了旅游〔1〕〔3〕。",
            "attribution",
            id="host-of-another-edition",
        ),
        pytest.param(
            TOURISM_EN,
            "Nara spoke about tourism at the 21st seminar〔1〕〔3〕.",
            "attribution",
            id="edition-of-another-in-english",
        ),
        pytest.param(TOURISM, "中国側の松本市は観光振興について発表しました〔1〕。", "pairing", id="side-of-the-other"),
        pytest.param(
            TOURISM,
            "松本市の高野真一副知事と奈良県の西川正市長が観光について発表しました〔1〕〔3〕。",
            "pairing",
            id="titles-swapped",
        ),
        pytest.param(TOURISM, "観光の取り組みには21人が参加しました〔1〕。", "figure", id="edition-as-people"),
        pytest.param(
            TOURISM, "2025年10月6日に松本市が観光振興について発表しました〔1〕。", "figure", id="day-as-month"
        ),
        pytest.param("第20回の参加者は何人？", "第20回の参加者は120社です〔1〕。", "figure", id="people-as-companies"),
        pytest.param(PRESENT, "参加者は50人でした〔1〕。", "figure", id="part-for-the-whole"),
        pytest.param(PRESENT, "中国側の参加者は50人でした〔1〕。", "figure", id="of-the-other-side"),
        pytest.param(
            PRESENT_ZH,
            "第21届的参加人数为150人，其中日方100人，中方50人〔1〕。",
            "figure",
            id="sides-swapped-in-chinese",
        ),
        pytest.param(
            PRESENT_EN,
            "The 21st seminar had 150 participants: 100 from Japan and 50 from China〔1〕.",
            "figure",
            id="sides-swapped-in-english",
        ),
        pytest.param(
            PRESENT_EN,
            "The 21st seminar was held on 10-12 July 2025 with 150 participants〔1〕.",
            "figure",
            id="wrong-month",
        ),
        pytest.param(
            TOURISM,
            "2025年6月12日から10日まで、松本市の高野真一市長は観光振興について発表しました〔1〕。",
            "figure",
            id="range-turned-round",
        ),
        pytest.param(
            TOURISM_ZH,
            "介绍旅游的有4位：松本市、高野真一、奈良县、西川正、北海道。",
            "figure",
            id="other-number-than-named",
        ),
        pytest.param(TOURISM_EN, "Matsumoto spoke about her tourism at the 21st seminar.", "shade", id="he-or-she"),
        pytest.param(
            "松本市は寺社について何を発表しましたか？",
            "松本市は寺社の観光振興について発表しました〔1〕。",
            "unsupported",
            id="premise-of-the-question",
        ),
        pytest.param(
            "What did Kevin Costner say about tourism in Matsumoto?",
            "Kevin Costner spoke about tourism in Matsumoto.",
            "name",
            id="name-in-the-question",
        ),
        pytest.param(
            "松本市がNetflixと行った観光振興は？",
            "松本市はNetflixと観光振興について発表しました〔1〕。",
            "name",
            id="company-in-the-question",
        ),
    ],
)
def test_a_sentence_whose_words_stand_but_not_its_sense_has_a_fault(question: str, sentence: str, fault: str) -> None:
    numbers, faults = prove(sentence, evidence_of(ask(question), samples()))
    assert fault in faults
    assert numbers == ()


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param(PRESENT, "第21回の参加者は150人で、日本側が50人、中国側が100人でした〔1〕。", id="sides"),
        pytest.param(PRESENT, "日本側の参加者は50人です〔1〕。", id="one-side"),
        pytest.param(PRESENT_ZH, "第21届的参加人数为150人，其中日方50人，中方100人〔1〕。", id="sides-in-chinese"),
        pytest.param(
            PRESENT_EN, "The 21st seminar had 150 participants: 50 from Japan and 100 from China〔1〕.", id="in-english"
        ),
        pytest.param(
            TOURISM,
            "第21回は2025年6月10日から12日まで洛陽市で開催され、松本市が観光振興について発表しました。",
            id="days",
        ),
        pytest.param("令和7年のセミナーはどこで？", "令和7年のセミナーは洛陽市で開かれました。", id="year-of-an-era"),
        pytest.param(TOURISM_ZH, "第18届的发言人是奈良县的西川正和桂林市的陈丽。", id="whoever-spoke-in-chinese"),
        pytest.param("2019年的研讨会在哪里举行？", "2019年的研讨会在桂林市举行。", id="chinese-of-a-title"),
        pytest.param(
            TOURISM,
            "観光について発表したのは4件です：松本市、北海道、奈良県と桂林市です。",
            id="as-many-as-named",
        ),
        pytest.param(
            "What did Takano talk about?",
            "Mayor Takano of Matsumoto spoke in the keynote speech of the 21st seminar.",
            id="name-in-letters",
        ),
        pytest.param(TOURISM_EN, "Nara spoke about tourism at the 18th seminar〔3〕.", id="right-edition-in-english"),
    ],
)
def test_a_sentence_whose_sense_stands_is_kept(question: str, sentence: str) -> None:
    numbers, faults = prove(sentence, evidence_of(ask(question), samples()))
    assert (faults, bool(numbers)) == ([], True)


@pytest.mark.parametrize(
    ("question", "sentence", "fault"),
    [
        pytest.param(
            "仙台市は何を発表しましたか？",
            "仙台市の佐藤次郎局長は、観光客は増えたと述べました。",
            "shade",
            id="denial-lost",
        ),
        pytest.param(
            "仙台市は何を発表しましたか？",
            "仙台市の佐藤次郎局長は、宿を整備したと紹介しました。",
            "shade",
            id="plan-as-done",
        ),
        pytest.param(
            "岡山市の伊藤三郎は何を発表しましたか？",
            "岡山市の伊藤三郎局長は、観光では中国側が日本側より多いと紹介しました。",
            "attribution",
            id="comparison-turned-round",
        ),
        pytest.param(
            "仙台市は何を発表しましたか？",
            "仙台市の佐藤次郎局長は、観光客は増えなかったと述べました。",
            "",
            id="denial-kept",
        ),
        pytest.param(
            "岡山市の伊藤三郎は何を発表しましたか？",
            "岡山市の伊藤三郎局長は、観光では日本側が中国側より多いと紹介しました。",
            "",
            id="comparison-kept",
        ),
    ],
)
def test_a_denial_a_plan_and_a_comparison_are_repeated_as_they_are_told(
    question: str, sentence: str, fault: str
) -> None:
    archive = Archive([read(TOLD, "told.txt")])
    _, faults = prove(sentence, evidence_of(ask(question, archive=archive), archive))
    assert (fault in faults) if fault else not faults


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        pytest.param("参加者は150人で、日本側は50人です。", True, id="as-told"),
        pytest.param("日本側の参加者は50人です。", True, id="whole-named-beside-the-part"),
        pytest.param("日本側は100人です。", False, id="other-side"),
        pytest.param("参加者は100人です。", False, id="part-for-the-whole"),
        pytest.param("50 from Japan and 100 from China.", True, id="english"),
    ],
)
def test_a_figure_stands_with_the_words_of_its_own(said: str, *, stands: bool) -> None:
    assert figures_with_their_labels(said, ["参加者は150人で、日本側が50人、中国側が100人でした。"]) is stands


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        pytest.param("1981年に友好都市提携を結びました。", True, id="as-told"),
        pytest.param("2026年に友好都市提携を結びました。", False, id="year-of-the-anniversary"),
        pytest.param("2026年に45周年を迎えます。", True, id="anniversary"),
    ],
)
def test_a_year_stands_with_what_happened_in_it(said: str, *, stands: bool) -> None:
    told = "1981年に友好都市提携を結んで以来、交流を行っており、2026年には友好都市提携45周年を迎えます。"
    assert figures_with_their_labels(said, [told]) is stands


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        pytest.param("7月23日から26日まで", True, id="as-told"),
        pytest.param("7月26日から23日まで", False, id="backwards"),
        pytest.param("6月30日から7月2日まで", True, id="over-the-end-of-a-month"),
    ],
)
def test_a_range_runs_as_in_its_source(said: str, *, stands: bool) -> None:
    assert figures_beside_their_own(said, ["2025年7月23日から26日まで"]) is stands
