"""What a question is understood to ask: of which editions, places, people, terms, and what follow-ups take over."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.archive import Archive
from assistant.queries import Query
from assistant.questions import read_question
from ingest.places import Place
from ingest.terms import Term
from tests.samples import TODAY, samples


def understood(question: str, *before: str, archive: Archive | None = None, today: date = TODAY) -> Query:
    return read_question(question, before, archive or samples(), today=today)


def names(found: tuple[Place, ...] | tuple[Term, ...]) -> set[str]:
    return {one.ja for one in found}


@pytest.mark.parametrize(
    ("question", "language"),
    [
        pytest.param("第21回のテーマは何ですか？", "ja", id="japanese"),
        pytest.param("第21届的主题是什么？", "zh-Hans", id="simplified"),
        pytest.param("第21屆的主題是什麼？", "zh-Hant", id="traditional"),
        pytest.param("What was the theme of the 21st seminar?", "en", id="english"),
        pytest.param("DXの事例は？", "ja", id="latin-letters"),
        pytest.param("松本市は？", "ja", id="short"),
        pytest.param("哪些城市介绍了DX？", "zh-Hans", id="chinese-with-latin"),
    ],
)
def test_the_language_of_a_question_is_told(question: str, language: str) -> None:
    assert understood(question).language == language


@pytest.mark.parametrize(
    ("question", "editions"),
    [
        pytest.param("第21回のテーマは？", {21}, id="number"),
        pytest.param("第２１回のテーマは？", {21}, id="wide-digits"),
        pytest.param("第二十一届的主题是什么？", {21}, id="chinese-numeral"),
        pytest.param("第二十回のテーマは？", {20}, id="kanji-numeral"),
        pytest.param("What was the theme of the 21st seminar?", {21}, id="ordinal"),
        pytest.param("What was the theme of the twenty-first seminar?", {21}, id="ordinal-spelled-out"),
        pytest.param("第21次研讨会的主题是什么？", {21}, id="time"),
        pytest.param("21次研讨会的主题是什么？", {21}, id="time-without-sign"),
        pytest.param("第21期のテーマは？", set(), id="period-is-no-edition"),
        pytest.param("中日地区间交流推进研讨会第廿一届的主题是什么？", {21}, id="other-name-of-the-series"),
        pytest.param("Theme of the 21st Sino-Japanese Local Exchange Seminar?", {21}, id="series-in-english"),
        pytest.param("第18回と第20回のテーマは？", {18, 20}, id="two"),
        pytest.param("第18、20回のテーマは？", {18, 20}, id="two-under-one-sign"),
        pytest.param("2025年のセミナーのテーマは？", {21}, id="year"),
        pytest.param("２０２５年のテーマは？", {21}, id="wide-year"),
        pytest.param("令和7年のセミナーのテーマは？", {21}, id="era-year"),
        pytest.param("令和元年のセミナーのテーマは？", {18}, id="first-year-of-an-era"),
        pytest.param("去年のテーマは？", {21}, id="last-year"),
        pytest.param("昨年のテーマは？", {21}, id="last-year-formal"),
        pytest.param("一昨年のテーマは？", {20}, id="year-before-last"),
        pytest.param("前回のテーマは？", {21}, id="previous"),
        pytest.param("直近のセミナーのテーマは？", {21}, id="latest"),
        pytest.param("上一届的主题是什么？", {21}, id="previous-chinese"),
        pytest.param("最新一屆的主題是什麼？", {21}, id="latest-traditional"),
        pytest.param("What was the theme of the latest seminar?", {21}, id="latest-english"),
        pytest.param("ここ5年のテーマは？", {20, 21}, id="five-years"),
        pytest.param("近十年的主题有哪些？", {18, 20, 21}, id="ten-years-chinese"),
        pytest.param("第20回以降のテーマは？", {20, 21}, id="since"),
        pytest.param("テーマは何ですか？", set(), id="none"),
    ],
)
def test_the_editions_a_question_names_are_found(question: str, editions: set[int]) -> None:
    query = understood(question)
    assert set(query.editions) == editions
    assert (query.missing_editions, query.lost) == ((), ())


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        pytest.param("第19回はどこで開催されましたか？", (19,), id="between"),
        pytest.param("次回はどこで開催されますか？", (22,), id="next"),
        pytest.param("下一届研讨会在哪里举行？", (22,), id="next-chinese"),
        pytest.param("Where will the next seminar be held?", (22,), id="next-english"),
    ],
)
def test_editions_that_are_not_in_the_index_are_set_apart(question: str, missing: tuple[int, ...]) -> None:
    query = understood(question)
    assert (query.editions, query.missing_editions) == ((), missing)


def test_a_year_of_which_there_is_no_report_is_kept_as_a_year() -> None:
    assert understood("2023年のセミナーはどこで開かれましたか？").years == (2023,)
    assert understood("今年のセミナーはどこで開かれますか？").years == (2026,)


def test_the_same_words_mean_another_edition_on_another_day() -> None:
    assert understood("去年のテーマは？", today=date(2025, 3, 1)).editions == (20,)


@pytest.mark.parametrize(
    ("question", "places", "hosts"),
    [
        pytest.param("松本市は何を発表しましたか？", {"松本市"}, set(), id="speaker"),
        pytest.param("松本は何を発表しましたか？", {"松本市"}, set(), id="without-city"),
        pytest.param("洛阳市介绍了什么？", {"洛陽市"}, set(), id="speaker-chinese"),
        pytest.param("What did Luoyang present?", {"洛陽市"}, set(), id="speaker-english"),
        pytest.param("洛陽市で開催されたセミナーのテーマは？", set(), {"洛陽市"}, id="host"),
        pytest.param("在洛阳举办的研讨会的主题是什么？", set(), {"洛陽市"}, id="host-chinese"),
        pytest.param("ハルビンで開かれた回では札幌市は何を話しましたか？", {"札幌市"}, {"ハルビン市"}, id="both"),
        pytest.param("在洛陽舉辦的研討會上，松本市講了什麼？", {"松本市"}, {"洛陽市"}, id="both-traditional"),
        pytest.param("河南大学は何を発表しましたか？", set(), set(), id="university-is-no-city"),
        pytest.param("第21回のテーマは？", set(), set(), id="none"),
    ],
)
def test_places_are_told_from_hosts(question: str, places: set[str], hosts: set[str]) -> None:
    query = understood(question)
    assert (names(query.places), names(query.hosts)) == (places, hosts)


@pytest.mark.parametrize(
    ("question", "people", "unknown"),
    [
        pytest.param("高野真一市長は何を発表しましたか？", ("高野真一",), (), id="full-name"),
        pytest.param("高野市長は何を発表しましたか？", ("高野真一",), (), id="surname"),
        pytest.param("李文华教授讲了什么？", ("李文華",), (), id="simplified"),
        pytest.param("山田市長は何を発表しましたか？", (), ("山田",), id="nobody-of-that-name"),
        pytest.param("札幌市長は何を発表しましたか？", (), (), id="place-is-no-name"),
        pytest.param("生物多様性について発表したのは誰ですか？", (), (), id="part-of-a-word"),
    ],
)
def test_people_are_found_by_the_names_of_the_reports(
    question: str, people: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    query = understood(question)
    assert (query.people, query.unknown_people) == (people, unknown)


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        pytest.param("観光について発表した自治体はどこですか？", {"観光"}, id="tourism"),
        pytest.param("哪些城市谈到了旅游？", {"観光"}, id="tourism-chinese"),
        pytest.param("哪些城市談到了旅遊？", {"観光"}, id="tourism-traditional"),
        pytest.param("Which cities talked about tourism?", {"観光"}, id="tourism-english"),
        pytest.param("智慧城市方面有哪些发言？", {"スマートシティ"}, id="smart-city-chinese"),
        pytest.param("哪些城市談到了長期照護？", {"介護"}, id="care-taiwan"),
        pytest.param("誰介紹了新創企業和雲端？", {"スタートアップ", "クラウド"}, id="taiwan"),
        pytest.param("哪些城市谈到了數位轉型？", {"DX"}, id="dx-taiwan"),
        pytest.param("基調講演の講演者は誰ですか？", set(), id="session-is-no-term"),
    ],
)
def test_terms_of_the_field_are_one_in_every_language(question: str, terms: set[str]) -> None:
    assert names(understood(question).terms) == terms


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("基調講演の講演者は誰ですか？", {"sessions": ("keynote",)}, id="keynote"),
        pytest.param("哪些嘉賓在主題演講中發言？", {"sessions": ("keynote",), "fields": ()}, id="keynote-traditional"),
        pytest.param("谁参加了小组讨论？", {"sessions": ("panel",)}, id="panel-chinese"),
        pytest.param("Who gave a keynote?", {"sessions": ("keynote",), "wants_who": True}, id="keynote-english"),
        pytest.param("パネリストは誰でしたか？", {"role": "panelist", "sessions": ("panel",)}, id="panelist"),
        pytest.param("誰が開会のあいさつをしましたか？", {"role": "greeting", "wants_who": True}, id="greeting"),
        pytest.param("开幕式上谁致辞？", {"role": "greeting"}, id="greeting-chinese"),
        pytest.param("コーディネーターは誰ですか？", {"role": "coordinator"}, id="coordinator"),
        pytest.param("パネルのコーディネータは誰？", {"role": "coordinator"}, id="coordinator-short"),
        pytest.param("中国側の登壇者は誰ですか？", {"side": "CN"}, id="china"),
        pytest.param("日方有哪些城市发言？", {"side": "JP", "wants_list": True}, id="japan-chinese"),
        pytest.param("其中日方是谁？", {"side": "JP"}, id="japan-after-among"),
        pytest.param("日中の地方政府で発表したのは？", {"side": None}, id="both-countries"),
        pytest.param("日本側と中国側の参加者数は？", {"side": None, "fields": ("participants",)}, id="both-sides"),
        pytest.param("大学の教授は誰が登壇しましたか？", {"bodies": ("university",)}, id="university"),
        pytest.param("発表した県はどこですか？", {"wants_list": True}, id="list"),
        pytest.param("参加者が100人を超えた回はどれですか？", {"more_than": 100}, id="more-than"),
    ],
)
def test_sessions_roles_and_sides_are_understood(question: str, expected: dict[str, object]) -> None:
    query = understood(question)
    assert {name: getattr(query, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        pytest.param("副市長で発表した人は誰ですか？", {"副市長"}, id="vice-mayor"),
        pytest.param("哪些副知事发过言？", {"副知事"}, id="vice-governor-chinese"),
        pytest.param("大学の教授は誰が登壇しましたか？", set(), id="professor-is-a-body"),
    ],
)
def test_titles_are_told_apart(question: str, titles: set[str]) -> None:
    assert names(understood(question).titles) == titles


@pytest.mark.parametrize(
    ("question", "wrong", "right"),
    [
        pytest.param("藩陽市は何を発表しましたか？", "藩陽市", "瀋陽市", id="place"),
        pytest.param("洛杨那届的主题", "洛杨", "洛陽市", id="place-before-a-pronoun"),
        pytest.param("基調公演の講演者は誰ですか？", "基調公演", "基調講演", id="session"),
        pytest.param("スマートシテイについて発表した自治体は？", "スマートシテイ", "スマートシティ", id="small-kana"),
    ],
)
def test_a_slip_is_read_as_what_it_must_be_and_said_so(question: str, wrong: str, right: str) -> None:
    query = understood(question)
    assert query.corrected == (wrong, right)
    meant = understood(question.replace(wrong, right))
    assert replace(query, question=meant.question, corrected=None, unread=meant.unread) == meant


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("今年のセミナーはどこで開かれますか？", id="this-year"),
        pytest.param("去年的研讨会在哪里举行？", id="last-year"),
        pytest.param("都有哪些城市来发过言？", id="who-spoke"),
        pytest.param("松本市は何を発表しましたか？", id="right-name"),
        pytest.param("参加者は何人でしたか？", id="plain"),
    ],
)
def test_what_is_spelt_right_is_left_alone(question: str) -> None:
    assert understood(question).corrected is None


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        pytest.param(
            "第21回の基調講演の講演者を教えてください。",
            "その中で中国側は誰ですか？",
            {"editions": (21,), "sessions": ("keynote",), "side": "CN"},
            id="among-them",
        ),
        pytest.param(
            "第21回の参加者数は何人ですか？",
            "その前の回は？",
            {"editions": (20,), "fields": ("participants",)},
            id="edition-before",
        ),
        pytest.param(
            "第20回の参加者数は何人ですか？",
            "その前の回は？",
            {"editions": (), "missing_editions": (19,), "fields": ("participants",)},
            id="edition-before-is-missing",
        ),
        pytest.param(
            "第21回のテーマは何ですか？", "開催地は？", {"editions": (21,), "fields": ("host",)}, id="other-field"
        ),
        pytest.param(
            "第21届的主题是什么？", "第20届呢？", {"editions": (20,), "fields": ("theme",)}, id="other-edition"
        ),
    ],
)
def test_a_follow_up_takes_what_it_leaves_out(before: str, question: str, expected: dict[str, object]) -> None:
    query = understood(question, before)
    assert {name: getattr(query, name) for name in expected} == expected
    assert query.follows == before


@pytest.mark.parametrize(
    ("before", "question", "place"),
    [
        pytest.param("松本市は何を発表しましたか？", "では札幌市は？", "札幌市", id="japanese"),
        pytest.param("松本市在第21届研讨会上介绍了什么？", "那洛阳市呢？", "洛陽市", id="chinese"),
        pytest.param("What did Matsumoto present?", "What about Sapporo?", "札幌市", id="english"),
    ],
)
def test_another_place_takes_the_place_of_the_one_before(before: str, question: str, place: str) -> None:
    query = understood(question, before)
    assert names(query.places) == {place}
    assert query.about_talks and query.wants_what


def test_a_follow_up_to_a_follow_up_goes_back_to_the_first_question() -> None:
    query = understood("参加者は？", "第20回のテーマは何ですか？", "開催地は？")
    assert (query.editions, query.fields) == ((20,), ("participants",))


@pytest.mark.parametrize(
    ("before", "question"),
    [
        pytest.param("松本市は何を発表しましたか？", "第20回のテーマは何ですか？", id="edition"),
        pytest.param("第20回の登壇者は？", "観光について発表した自治体はどこですか？", id="term"),
        pytest.param("第20届的主题是什么？", "哪些城市谈到了旅游？", id="term-chinese"),
        pytest.param("第20回のテーマは？", "洛陽市で開催されたセミナーの参加者数は何人ですか？", id="host"),
        pytest.param("Who spoke at the 20th seminar?", "When was the 21st seminar held?", id="english"),
    ],
)
def test_a_complete_question_inherits_nothing(before: str, question: str) -> None:
    assert understood(question, before) == understood(question)


def test_an_empty_index_understands_questions_too() -> None:
    query = understood("前回はどこで開催されましたか？", archive=Archive([]))
    assert (query.editions, query.missing_editions) == ((), ())
