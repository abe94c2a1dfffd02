"""Folding, excerpts, sentences, words, languages, numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.languages import language_of
from ingest.records import Excerpt, Run, Span
from ingest.text import (
    bigrams,
    cut,
    flat,
    fold,
    folded_key,
    join,
    numerals,
    parse_number,
    query_words,
    repair_radicals,
    sentences,
    strip,
    to_simplified,
    to_traditional,
)

# Japanese print, and what a Chinese reader types for it.
PAIRS = """
青森県/青森县 秋田県/秋田县 岩手県/岩手县 茨城県/茨城县 埼玉県/埼玉县 千葉県/千叶县 東京都/东京都 神奈川県/神奈川县
新潟県/新潟县 富山県/富山县 長野県/长野县 岐阜県/岐阜县 静岡県/静冈县 愛知県/爱知县 三重県/三重县 滋賀県/滋贺县
京都府/京都府 兵庫県/兵库县 和歌山県/和歌山县 鳥取県/鸟取县 島根県/岛根县 岡山県/冈山县 広島県/广岛县 徳島県/德岛县
愛媛県/爱媛县 高知県/高知县 福岡県/福冈县 佐賀県/佐贺县 長崎県/长崎县 鹿児島県/鹿儿岛县 沖縄県/冲绳县 札幌市/札幌市
仙台市/仙台市 横浜市/横滨市 東御市/东御市 須坂市/须坂市 羽村市/羽村市 戸田市/户田市 神戸市/神户市 瀋陽市/沈阳市
大連市/大连市 鄭州市/郑州市 貴陽市/贵阳市 広州市/广州市 済南市/济南市 長春市/长春市 重慶市/重庆市 無錫市/无锡市
蘇州市/苏州市 寧波市/宁波市 銀川市/银川市 揚州市/扬州市 煙台市/烟台市 青島市/青岛市 廈門市/厦门市 綿陽市/绵阳市
渭南市/渭南市 延辺州/延边州 遼寧省/辽宁省 黒竜江省/黑龙江省 江蘇省/江苏省 浙江省/浙江省 陝西省/陕西省 甘粛省/甘肃省
雲南省/云南省 貴州省/贵州省 広東省/广东省 劉曉虹/刘晓虹 段継陽/段继阳 並木心/并木心 柿﨑/柿崎 渡邉/渡边 髙橋/高桥
佐々木/佐佐木 弁公室/办公室 予算/预算 駒ヶ根市/駒ケ根市
""".split()


@pytest.mark.parametrize("pair", PAIRS, ids=range(len(PAIRS)))
def test_japanese_and_chinese_spellings_fold_to_one(pair: str) -> None:
    japanese, chinese = pair.split("/")
    assert folded_key(japanese) == folded_key(chinese)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("第１６回　ＡＩ", "第16回 ai", id="widths"),
        pytest.param("⻑崎⼤学", "长崎大学", id="radicals"),
        pytest.param("26日〜28日～", "26日~28日~", id="waves"),
        pytest.param("会\u200b議\ufeff", "会 议 ", id="zero-width"),
        pytest.param("㈱クレア", "㈱クレア", id="no-single-form"),
        pytest.param("葛\U000e0100城", "葛 城", id="variation-selector"),
        pytest.param("ﾊﾙﾋﾞﾝ", "ハルヒ\u3099ン", id="half-width-kana"),
    ],
)
def test_folding_unites_what_looks_alike(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None)  # the tables are read on first use, on a machine that may be busy
@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=0x2E80, max_codepoint=0x9FFF)))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_radicals_are_repaired_for_display_without_folding() -> None:
    assert repair_radicals("⻑野県⺠") == "長野県民"


def test_names_are_shown_in_the_script_of_the_reader() -> None:
    assert to_simplified("広島県瀋陽市") == "广岛县沈阳市"
    assert to_traditional("広島県县鄭州") == "廣島縣縣鄭州"
    assert flat(" 第 16\u3000回\n") == "第16回"


TWO_LINES = Excerpt("瀋陽市で開催。次は", (Run(0, 3, 1, 10, False), Run(3, 6, 1, 14, True)))


def test_cutting_keeps_the_places_of_the_characters() -> None:
    piece = cut(TWO_LINES, 2, 5)
    assert (piece.text, piece.spans) == ("市で開", (Span(1, 12, 16),))


def test_a_piece_that_begins_in_the_middle_is_not_joined_to_what_was_before() -> None:
    assert [run.joined for run in cut(TWO_LINES, 3, 9).runs] == [False]


def test_joining_puts_runs_behind_one_another() -> None:
    joined = join([cut(TWO_LINES, 0, 3), cut(TWO_LINES, 7, 9)], "…")
    assert joined.text == "瀋陽市…次は"
    assert joined.spans == (Span(1, 10, 13), Span(1, 18, 20))


def test_pieces_cut_apart_and_joined_again_stand_where_they_stood() -> None:
    joined = join([cut(TWO_LINES, 0, 5), cut(TWO_LINES, 5, 9)])
    assert (joined.text, joined.spans) == (TWO_LINES.text, TWO_LINES.spans)


def test_stripping_moves_the_places_along() -> None:
    assert strip(Excerpt("　市 ", (Run(0, 3, 2, 7, False),))) == Excerpt("市", (Run(0, 1, 2, 8, False),))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("一つ目。二つ目！？三つ目", ["一つ目。", "二つ目！？", "三つ目"], id="marks"),
        pytest.param("「行く。」と言った。そう。", ["「行く。」と言った。", "そう。"], id="quotation"),
        pytest.param("「開いた。次の文。", ["「開いた。", "次の文。"], id="never-closed"),
        pytest.param("（注：済。）はい。」次。", ["（注：済。）はい。」", "次。"], id="never-opened"),
        pytest.param("他说：“好。”然后走了。完。", ["他说：“好。”然后走了。", "完。"], id="chinese-quotation"),
        pytest.param("Yes. We agreed. The 1.5 km. ok", ["Yes.", "We agreed.", "The 1.5 km. ok"], id="english"),
        pytest.param("Mr. Smith of CLAIR spoke.", ["Mr. Smith of CLAIR spoke."], id="abbreviation"),
        pytest.param("　 。 ", ["。"], id="blank"),
    ],
)
def test_sentences_end_outside_brackets(text: str, found: list[str]) -> None:
    pieces = sentences(Excerpt(text, (Run(0, len(text), 1, 100, False),)))
    assert [piece.text for piece in pieces] == found
    for piece in pieces:
        (span,) = piece.spans
        assert text[span.start - 100 : span.end - 100] == piece.text


@settings(deadline=None)
@given(st.text(alphabet="市長。！「」（）“”a. "))
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    pieces = sentences(Excerpt(text, (Run(0, len(text), 1, 0, False),)))
    assert flat("".join(piece.text for piece in pieces)) == flat(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("瀋陽市", ["沈阳", "阳市"], id="pairs"),
        pytest.param("第16回 AI活用", ["第", "16", "回", "ai", "活用"], id="runs"),
        pytest.param("葛\U000e0100城市", ["葛城", "城市"], id="invisible"),
        pytest.param("。、", [], id="nothing"),
    ],
)
def test_text_is_indexed_under_folded_pairs(text: str, words: list[str]) -> None:
    assert bigrams(text) == words


def test_a_question_is_looked_up_without_its_hiragana() -> None:
    assert query_words("瀋陽について瀋陽") == ["沈阳", "阳に", "て沈"]
    assert query_words("どこですか") == ["どこ", "こで", "です", "すか"]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("瀋陽市は何を発表しましたか？", "ja"),
        ("広島市発表者一覧", "ja"),
        ("瀋陽", "ja"),
        ("在中国日本国大使館参加者数", "ja"),
        ("「沈阳市」の発表は？", "ja"),
        ("中日地方交流促进研讨会の開催地は？", "ja"),
        ("在郑州举办的是第几届？", "zh-Hans"),
        ("北京是主办城市吗", "zh-Hans"),
        ("「スマートシティのまちづくり」是什么？", "zh-Hans"),
        ("つくば市在哪一届会议上发言？", "zh-Hans"),
        ("さいたま市的代表谈到了什么", "zh-Hans"),
        ("札幌市岸光右副市長讲了什么", "zh-Hans"),
        ("哪些城市介紹了智慧城市？", "zh-Hant"),
        ("請問瀋陽市的代表是誰", "zh-Hant"),
        ("第16屆在哪裡舉行", "zh-Hant"),
        ("Which cities spoke?", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_question_is_told_whatever_it_quotes(question: str, language: str) -> None:
    assert language_of(question) == language


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("二十一", 21),
        ("１６", 16),
        ("廿一", 21),
        ("百六十五", 165),
        ("一百零五", 105),
        ("二〇二五", 2025),
        ("两百", 200),
        ("1,650万", 16_500_000),
        ("1万2千", 12_000),
        ("十", 10),
        ("第二", None),
        ("", None),
    ],
)
def test_numbers_are_read_in_every_writing(text: str, number: int | None) -> None:
    assert parse_number(text) == number


def test_full_width_digits_become_ascii_in_place() -> None:
    assert numerals("第１６回ＡＩ") == "第16回ＡＩ"
