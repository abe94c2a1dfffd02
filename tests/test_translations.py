"""A model's translation of a quotation is shown only if it says what the quotation says, as far as tables can tell."""

import pytest

from assistant.records import Language
from assistant.translations import translation_stands
from tests.samples import samples

TOPICS = "洛陽市が持ち込んだ話題は二つ。"
DATA = "奈良県の副知事が語ったのは、ビッグデータを生かす取り組みです。"
ASKED = "続く討論では、まず日本側のパネリストが問いを投げかけます。"
SPOKE = "日本側からは松本市、奈良県が発表しました。"
LOCAL = "松本市の局長が、地元で進む産業の転換について報告しました。"
HELD = "開催日は平成23年（2011年）8月25日。"
TIED = "奈良市と洛陽市が友好都市の縁を結んだのは1981年。"


@pytest.mark.parametrize(
    ("quotation", "said", "language"),
    [
        pytest.param(TOPICS, "洛阳市带来的话题有两个。", "zh-Hans", id="topics"),
        pytest.param(DATA, "奈良县副知事谈到的是运用大数据的举措。", "zh-Hans", id="use-of-data"),
        pytest.param(SPOKE, "日方由松本市、奈良縣發言。", "zh-Hant", id="who-spoke"),
        pytest.param(LOCAL, "松本市局长报告了当地正在推进的产业的转型。", "zh-Hans", id="local"),
        pytest.param(TIED, "1981年，奈良市和洛阳市建立了友好都市关系。", "zh-Hans", id="twinned"),
        pytest.param(HELD, "The seminar was held on August 25, 2011.", "en", id="date"),
        pytest.param(
            "洛阳市副市长介绍了智慧城市。", "洛陽市の副市長はスマートシティを紹介しました。", "ja", id="japanese"
        ),
    ],
)
def test_a_translation_that_says_the_same_is_shown(quotation: str, said: str, language: Language) -> None:
    assert translation_stands(quotation, said, language, samples())


@pytest.mark.parametrize(
    ("quotation", "said", "language"),
    [
        pytest.param(TOPICS, "洛阳市提到的问题有两个。", "zh-Hans", id="problems-for-topics"),
        pytest.param(DATA, "奈良县副知事谈到的是大数据的开发项目。", "zh-Hans", id="development-for-use"),
        pytest.param(ASKED, "在接下来的讨论中，日方主持人首先提问。", "zh-Hans", id="moderator-for-panellist"),
        pytest.param(SPOKE, "日方表示，松本市、奈良县已发表。", "zh-Hans", id="told-twice"),
        pytest.param(LOCAL, "松本市局長報告了地元的產業的轉換。", "zh-Hant", id="japanese-words-left"),
        pytest.param(LOCAL, "松本市局长报告了当地产业的崩溃。", "zh-Hans", id="another-sense"),
        pytest.param(TIED, "1981年，奈良市和洛阳市断绝了友好都市关系。", "zh-Hans", id="the-opposite"),
        pytest.param(HELD, "The exhibition opened in August 25, 2011.", "en", id="another-event"),
        pytest.param(TIED, "Nara and Luoyang signed a peace treaty in 1981.", "en", id="another-deed"),
    ],
)
def test_a_translation_with_a_word_of_its_own_is_dropped(quotation: str, said: str, language: Language) -> None:
    assert not translation_stands(quotation, said, language, samples())
