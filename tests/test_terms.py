"""The words of the field: what means the same, and where a word stands in a text."""

from collections import Counter, defaultdict

import pytest

from ingest.terms import (
    Term,
    broader_terms,
    find_terms,
    forms,
    has_term,
    keywords,
    name_of,
    term_by_id,
    term_named,
    with_narrower,
)
from ingest.text import Language, fold, read_table

ROWS = list(read_table("terms.tsv"))
TOPICS = 300  # rows that are subjects


def term(identifier: str) -> Term:
    found = term_by_id(identifier)
    assert found, identifier
    return found


def found_in(text: str) -> list[str]:
    return [mention.term.id for mention in find_terms(text)]


def topics_in(text: str) -> list[str]:
    return [mention.term.id for mention in find_terms(text) if mention.term.topical]


def close(form: str) -> str:
    return fold(form).replace(" ", "").replace("-", "")


# The table


def test_the_table_is_large_enough_and_names_every_term_in_three_languages() -> None:
    assert sum(term(row[0]).topical for row in ROWS) >= TOPICS
    assert not [row[0] for row in ROWS if not (row[2] and row[3] and row[4])]
    assert all(row[4].isascii() for row in ROWS)


def test_ids_are_unique_and_related_ones_exist() -> None:
    ids = Counter(row[0] for row in ROWS)
    assert set(ids.values()) == {1}
    related = [(row[0], one) for row in ROWS for one in row[6].split(";") if one]
    assert not [pair for pair in related if pair[1] not in ids or pair[0] == pair[1]]


def test_no_form_belongs_to_two_terms() -> None:
    owners = defaultdict(set)
    for row in ROWS:
        for form in (*row[2:5], *row[5].split(";")):
            owners[close(form)].add(row[0])
    owners.pop("", None)
    assert not {form: ids for form, ids in owners.items() if len(ids) > 1}


def test_no_form_is_a_single_character() -> None:
    assert not [(one.id, form) for row in ROWS if (one := term(row[0])) for form in forms(one) if len(form) < 2]


def test_every_form_alone_is_found_and_named() -> None:
    missed = []
    for one in (term(row[0]) for row in ROWS):
        for form in (one.ja, one.zh_hans, one.en, *one.variants):
            whole = [(mention.start, mention.end, mention.term) for mention in find_terms(form)] == [
                (0, len(form), one)
            ]
            if not (whole and term_named(form) == one and has_term(form, one)):
                missed.append((one.id, form))
    assert not missed


# One meaning, several words


@pytest.mark.parametrize(
    ("identifier", "words"),
    [
        pytest.param(
            "dx", "DX デジタルトランスフォーメーション デジタル化 数字化转型 数字化转型升级 數位轉型", id="dx"
        ),
        pytest.param("smart_city", "スマートシティ 智慧城市 スマート・シティ", id="smart-city"),
        pytest.param("community", "コミュニティ 地域コミュニティ 社区 社區", id="community"),
        pytest.param("town_block", "町内会 自治会 住民自治組織 居委会", id="town-block"),
        pytest.param("drone", "ドローン 无人机 無人機 UAV", id="drone"),
        pytest.param("big_data", "ビッグデータ 大数据 大數據", id="big-data"),
        pytest.param("friendship_cities", "友好都市 姉妹都市 友好城市 国际友城", id="sister-city"),
        pytest.param("keynote", "基調講演 主旨演讲 主题演讲", id="keynote"),
        pytest.param("panel", "パネルディスカッション 小组讨论 圆桌对话", id="panel"),
        pytest.param("opening_address", "開会あいさつ 开幕致辞 開幕致辭", id="opening"),
        pytest.param("exchange_meeting", "意見交換会 座谈会", id="exchange-meeting"),
        pytest.param("foreign_affairs_office", "外事弁公室 外办 外事办公室", id="foreign-affairs"),
        pytest.param("clair", "自治体国際化協会 クレア CLAIR", id="clair"),
        pytest.param("mayor", "市長 市长 mayor", id="mayor"),
        pytest.param("video", "動画 视频 影片", id="video"),
        pytest.param("software", "ソフトウェア 软件 軟體", id="software"),
    ],
)
def test_words_of_one_meaning_are_one_term(identifier: str, words: str) -> None:
    assert {found and found.id for found in map(term_named, words.split())} == {identifier}


def test_a_term_brings_its_narrower_ones_and_not_its_wider() -> None:
    tourism, inbound = (found for name in ("観光", "インバウンド") if (found := term_named(name)))
    assert inbound.id in with_narrower((tourism,))
    assert tourism.id not in with_narrower((inbound,))


def test_the_wider_terms_of_a_narrow_one_are_known() -> None:
    assert term("tourism") in broader_terms(term("inbound"))
    assert broader_terms(term("mayor")) == ()


@pytest.mark.parametrize(
    ("identifier", "language", "name"),
    [
        pytest.param("drone", "ja", "ドローン", id="ja"),
        pytest.param("drone", "zh-Hans", "无人机", id="zh-hans"),
        pytest.param("drone", "zh-Hant", "無人機", id="one-simplified-for-two"),
        pytest.param("robot", "zh-Hant", "機器人", id="robot"),
        pytest.param("smart_city", "zh-Hant", "智慧城市", id="equal"),
        pytest.param("dx", "zh-Hant", "數位轉型", id="taiwan"),
        pytest.param("jet", "zh-Hant", "JET計畫", id="taiwan-programme"),
        pytest.param("silver_economy", "zh-Hant", "銀髮經濟", id="hair"),
        pytest.param("drone", "en", "drone", id="en"),
    ],
)
def test_a_term_has_a_name_in_every_language(identifier: str, language: Language, name: str) -> None:
    assert name_of(term(identifier), language) == name


# Where a word stands


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("スマートシティやDXについて発表した自治体はどこですか", ["smart_city", "dx"], id="ja-list"),
        pytest.param("在以智慧城市、数字化转型为主题的研讨会上", ["smart_city", "dx"], id="zh-list"),
        pytest.param("哪些城市介紹了無人機和大數據？", ["drone", "big_data"], id="zh-hant"),
        pytest.param(
            "Which cities spoke about smart cities, AI and start-ups?", ["smart_city", "ai", "startup"], id="en"
        ),
        pytest.param("startups, Start Ups and a start-up", ["startup"] * 3, id="hyphens"),
        pytest.param("new energies and libraries", ["renewable_energy", "library"], id="plural"),
        pytest.param("ゴミ分別回収の普及・定着", ["waste_sorting"], id="longest"),
        pytest.param("少子高齢化への取り組み", ["ageing"], id="compound"),
        pytest.param("介護保険と介護", ["care_insurance", "long_term_care"], id="longer-beside-shorter"),
        pytest.param("ＡＩと ＤＸ", ["ai", "dx"], id="full-width"),
        pytest.param("AI システムと観光 AI サービス", ["ai", "tourism", "ai"], id="latin-in-japanese"),
        pytest.param("STATION Ai の開設", [], id="second-word-of-a-name"),
        pytest.param("5G AI", ["five_g", "ai"], id="after-another-term"),
        pytest.param("What did 東御市 say? Does it use AI", ["ai"], id="after-a-common-word"),
        pytest.param("MAIL, AIR, DXF, 3DX", [], id="inside-latin"),
        pytest.param("ドローンレース", ["drone"], id="opens-a-compound"),
        pytest.param("ミニドローン", [], id="closes-a-compound"),
        pytest.param("パンダイ", [], id="short-katakana-inside"),
        pytest.param("コミュニケーション", [], id="other-katakana"),
        pytest.param("全体育成計画", [], id="chance-sport"),
        pytest.param("体育と会展", ["sport", "mice"], id="not-by-chance"),
        pytest.param("会社区分と社会展望", [], id="chance-community"),
        pytest.param("投資環境の改善", ["business_environment"], id="means-something-else"),
        pytest.param("for the sake of all", [], id="english-phrase"),
        pytest.param("会社", [], id="institution-is-no-topic"),
        pytest.param("", [], id="empty"),
    ],
)
def test_the_subjects_of_a_text_are_found(text: str, expected: list[str]) -> None:
    assert topics_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("長野県東御市の花岡市長と西村副知事", ["mayor", "deputy_governor"], id="titles"),
        pytest.param("吉林省長春市", [], id="changchun"),
        pytest.param("吉林省省長", ["province_governor"], id="governor"),
        pytest.param("本市長期計画", ["comprehensive_plan"], id="long-term"),
        pytest.param("全国市長会副会長", ["mayors_association", "association_vice_president"], id="chain"),
        pytest.param("基調講演・パネルディスカッション", ["keynote", "panel"], id="sessions"),
        pytest.param("瀋陽市外事弁公室の副主任", ["foreign_affairs_office", "deputy_director_office"], id="office"),
    ],
)
def test_titles_sessions_and_institutions_are_found(text: str, expected: list[str]) -> None:
    assert found_in(text) == expected


def test_a_mention_tells_where_it_stands_in_the_text_as_written() -> None:
    text = "第２１回　瀋陽の ビッグデータ、スタートアッ プ"
    assert [text[mention.start : mention.end] for mention in find_terms(text)] == ["ビッグデータ"]


@pytest.mark.parametrize(
    ("text", "identifier", "named"),
    [
        pytest.param("産業振興計画に基づく政策", "industry", True, id="own-form"),
        pytest.param("少子高齢化", "low_birth_rate", False, id="not-that-word"),
        pytest.param("デジタル産業", "industry", True, id="part-of-another-term"),
        pytest.param("新能源汽车", "renewable_energy", False, id="a-word-of-its-own"),
        pytest.param("スタートアップ支援拠点「STATION Ai」", "ai", False, id="name"),
        pytest.param("スタートアップ支援拠点", "startup", True, id="compound"),
        pytest.param("ゴミ分別回収", "waste", True, id="wider-word-inside"),
        pytest.param("副市長", "mayor", False, id="deputy"),
        pytest.param("The Port of Dalian", "port", True, id="english"),
        pytest.param("transport and reports", "port", False, id="inside-english"),
    ],
)
def test_a_text_is_asked_for_one_term(text: str, identifier: str, named: bool) -> None:
    assert has_term(text, term(identifier)) is named


# Keywords


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param(
            "岸副市長は、地域コミュニティの中核である町内会の活性化策について",
            "zh-Hans",
            ["町内会", "社区"],
            id="sapporo",
        ),
        pytest.param("劉副主任と李教授は、幸福都市の取り組みの理念", "zh-Hant", ["幸福城市"], id="titles-left-out"),
        pytest.param("デジタル化とAIとドローンと防災とクルーズと観光", "en", ["drone", "cruise"], id="narrow-first"),
        pytest.param("研讨会在沈阳举行", "ja", [], id="nothing"),
    ],
)
def test_keywords_tell_what_a_quotation_is_about(text: str, language: Language, expected: list[str]) -> None:
    assert keywords(text, language)[: len(expected) or None] == expected


def test_keywords_are_four_at_the_most() -> None:
    assert len(keywords("ドローン、水素、介護、観光、防災、農業", "ja")) == 4
