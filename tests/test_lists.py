"""Lists: every speaker that was asked for and nobody else, each with a quotation and a degree of evidence."""

import re

import pytest

from assistant.archive import Archive
from tests import samples
from tests.samples import ask, first_sentence, read, row_of, speakers


def test_a_list_counts_and_names_in_its_first_sentence() -> None:
    answer = ask("観光について発表した自治体はどこですか？")
    assert answer.kind == "list"
    assert speakers(answer) == {"高野真一", "北海道", "西川正", "陳麗"}
    assert answer.count == len(answer.rows) == 4
    assert "4件" in first_sentence(answer)
    assert all(name in first_sentence(answer) for name in ("高野真一", "北海道", "西川正", "陳麗"))


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("观光方面有哪些城市发言？", id="chinese-character-by-character"),
        pytest.param("哪些城市谈到了旅游？", id="chinese"),
        pytest.param("哪些城市談到了旅遊？", id="traditional"),
        pytest.param("Which cities talked about tourism?", id="english"),
    ],
)
def test_a_list_is_the_same_in_every_language(question: str) -> None:
    assert {"高野真一", "北海道", "西川正", "陳麗"} <= speakers(ask(question))


def test_every_row_has_a_quotation_of_its_own() -> None:
    answer = ask("観光について発表した自治体はどこですか？")
    quotes = {citation.id: citation.quote for citation in answer.citations}
    for row in answer.rows:
        assert row.citations
        named = str(row.speaker or row.place)
        assert any(named in quotes[number] for number in row.citations)


def test_two_reports_of_one_talk_make_one_row_with_both_citations() -> None:
    answer = ask("第21回の基調講演の講演者は誰ですか？")
    row = row_of(answer, "高野真一")
    cited = {citation.report for citation in answer.citations if citation.id in row.citations}
    assert cited == {report.id for report in samples.samples().editions[21]}


def test_a_theme_of_the_edition_is_a_weaker_degree_than_a_topic() -> None:
    answer = ask("スマートシティについて発表した自治体はどこですか？")
    assert row_of(answer, "北海道").degree == "topic"
    assert row_of(answer, "島根県").degree == "theme"
    assert [row.degree for row in answer.rows] == ["topic", "theme", "theme", "theme"]
    assert "1件" in first_sentence(answer)
    assert "回のテーマのみ" in answer.text


def test_who_only_greeted_is_left_out_and_said_to_be() -> None:
    answer = ask("スマートシティについて発表した自治体はどこですか？")
    assert "森田恵子" not in speakers(answer)
    assert re.search("岡山市の森田恵子市長〔[0-9]+〕はあいさつのみです", answer.text)


def test_a_university_is_no_municipality() -> None:
    answer = ask("第21回のパネルディスカッションで発表した自治体はどこですか？")
    assert speakers(answer) == {"北海道", "島根県"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param(
            "基調講演の講演者は誰ですか？", {"高野真一", "王立新", "山口健", "張偉", "西川正", "陳麗"}, id="all"
        ),
        pytest.param("第20回の基調講演の講演者は誰ですか？", {"山口健", "張偉"}, id="one-edition"),
        pytest.param("第20届的主旨演讲嘉宾有哪些？", {"山口健", "張偉"}, id="one-edition-chinese"),
        pytest.param("Who gave a keynote at the 20th seminar?", {"山口健", "張偉"}, id="one-edition-english"),
        pytest.param("第21回のパネリストを教えてください。", {"北海道", "島根県", "李文華"}, id="panel"),
        pytest.param("中国側の登壇者は誰ですか？", {"王立新", "李文華", "張偉", "陳麗"}, id="china"),
        pytest.param("副市長で発表した人は誰ですか？", {"王立新", "山口健"}, id="vice-mayors-only"),
        pytest.param("発表した市長は誰ですか？", {"高野真一"}, id="mayors-are-no-vice-mayors"),
        pytest.param("大学の教授は誰が登壇しましたか？", {"李文華"}, id="university"),
        pytest.param("誰が開会のあいさつをしましたか？", {"森田恵子"}, id="greeting"),
        pytest.param("ハルビンで開かれた回では誰が発表しましたか？", {"山口健", "張偉", "富山県"}, id="by-host"),
    ],
)
def test_a_list_of_speakers_holds_exactly_those_asked(question: str, expected: set[str]) -> None:
    answer = ask(question)
    assert (answer.status, speakers(answer)) == ("answered", expected)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("知事は誰が来ましたか？", id="title-nobody-holds"),
        pytest.param("基調講演をした知事は誰ですか？", id="title-nobody-holds-in-a-session"),
        pytest.param("量子コンピュータについて発表した自治体はどこですか？", id="topic-nobody-spoke-on"),
        pytest.param("第21回で量子コンピュータについて発表した自治体はどこですか？", id="topic-in-an-edition"),
        pytest.param("哪些城市介绍了量子计算？", id="topic-chinese"),
        pytest.param("Which cities presented on blockchain?", id="topic-english"),
    ],
)
def test_nobody_is_listed_for_what_the_reports_do_not_hold(question: str) -> None:
    answer = ask(question)
    assert (answer.kind, answer.status, answer.rows) == ("none", "not_in_reports", ())


def test_words_that_no_talk_holds_head_no_list() -> None:
    answer = ask("中国側で回復と河南の話をした人")
    assert answer.rows and "題材にした発表は" not in first_sentence(answer)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("あいさつだけの人も入れて、市長はだれ", {"森田恵子", "高野真一"}, id="greeters-too"),
        pytest.param(
            "mayors, including those who only gave greetings", {"森田恵子", "高野真一"}, id="greeters-english"
        ),
        pytest.param("第18回の参加者の一覧", {"西川正", "陳麗"}, id="by-name"),
        pytest.param("list the participants of the 18th", {"西川正", "陳麗"}, id="by-name-english"),
        pytest.param("List of participants from academia", {"李文華"}, id="academia"),
        pytest.param("複数の回に登壇した自治体は？", set(), id="several-editions"),
        pytest.param("Which prefectural governments spoke in Harbin?", {"富山県"}, id="prefectural-english"),
        pytest.param("Any professors on stage?", {"李文華"}, id="on-stage-english"),
        pytest.param("Speakers in Guilin with their title", {"西川正", "陳麗"}, id="with-title-english"),
        pytest.param("かんこうぎょうを話したのは誰", {"高野真一", "北海道", "西川正", "陳麗"}, id="in-hiragana"),
    ],
)
def test_those_who_came_are_listed_as_asked(question: str, expected: set[str]) -> None:
    assert speakers(ask(question)) == expected


def test_where_no_name_is_given_it_is_said_so() -> None:
    answer = ask("第21回のパネリストを教えてください。")
    assert "北海道（氏名の記載なし）" in answer.text
    assert row_of(answer, "北海道").speaker is None


def test_a_report_whose_record_may_be_incomplete_is_named_and_its_mentions_are_marked() -> None:
    text = (
        samples.GUILIN
        + "\n"
        + "".join(f"{place}からも、観光に関する事例の紹介がありました。\n" for place in ("宮崎県", "鹿児島県"))
    )
    archive = Archive([read(text, "guilin.txt")])
    answer = ask("観光について発表した自治体はどこですか？", archive=archive)
    assert {"宮崎県", "鹿児島県"} <= speakers(answer)


def test_a_place_that_a_paragraph_turns_to_before_it_tells_of_the_term_is_brought_in_too() -> None:
    text = samples.GUILIN + "\n　さて宮崎県である。しんがりは課長。二十分のあいだ、花火の話だけをしたのだった。\n"
    answer = ask("花火について発表した自治体はどこですか？", archive=Archive([read(text, "guilin.txt")]))
    row = row_of(answer, "宮崎県")
    quotes = [citation.quote for citation in answer.citations if citation.id in row.citations]
    assert row.degree == "mention"
    assert any("花火" in quote for quote in quotes)


def test_an_office_named_after_the_term_and_a_speaker_already_read_are_no_mentions() -> None:
    text = (
        samples.GUILIN
        + "\n宮崎県防災振興課の長友薫課長は、除雪について発表しました。"
        + "鹿児島県の有村薫課長は防災について、熊本県の宮本薫課長は除雪について発表しました。"
        + "豊後大野市の副市長が石橋の活用について講演した。\n"
    )
    answer = ask("防災について発表した自治体はどこですか？", archive=Archive([read(text, "guilin.txt")]))
    assert answer.coverage and answer.coverage.incomplete
    assert not {"宮崎県", "熊本県"} & speakers(answer)
