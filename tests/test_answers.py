"""Answers without a language model: facts, who and what, the three kinds of no, and what was searched."""

import pytest

from assistant.archive import Archive
from tests import samples
from tests.samples import ask, first_sentence, read, speakers, with_an_unreadable_page


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        pytest.param("第20回はいつ、どこで開催されましたか？", ("2024年8月21日", "ハルビン市"), id="held"),
        pytest.param("第20回のテーマは何ですか？", ("高齢化社会と地域福祉",), id="theme"),
        pytest.param("第20回の参加者は何人ですか？", ("120",), id="participants"),
        pytest.param("第21回は誰が主催しましたか？", ("自治体国際化協会北京事務所",), id="organiser"),
        pytest.param("2019年の開催地はどこですか？", ("桂林市",), id="host-by-year"),
        pytest.param("第20届研讨会是什么时候举行的？", ("2024年8月21日",), id="date-chinese"),
        pytest.param("第20屆研討會在哪裡舉行？", ("哈爾濱市",), id="host-traditional"),
        pytest.param("How many people attended the 20th seminar?", ("120",), id="participants-english"),
        pytest.param("When was the 21st seminar held?", ("10–12 June 2025",), id="date-english"),
        pytest.param("ハルビンで開催されたのは第何回ですか？", ("第20回",), id="edition-by-host"),
        pytest.param("哪一届是在洛阳举办的？", ("第21届",), id="edition-by-host-chinese"),
    ],
)
def test_a_fact_is_in_the_first_sentence_with_its_source(question: str, facts: tuple[str, ...]) -> None:
    answer = ask(question)
    assert (answer.kind, answer.status) == ("fact", "answered")
    assert all(fact in first_sentence(answer) for fact in facts)
    assert "〔1〕" in first_sentence(answer)


def test_two_reports_that_disagree_are_both_told_with_their_sources() -> None:
    answer = ask("第21回の参加者は何人ですか？")
    assert all(number in answer.text for number in ("150", "148", "100", "98"))
    assert "報告書により記述が異なります" in answer.text
    assert {citation.report for citation in answer.citations} == {
        report.id for report in samples.samples().editions[21]
    }


def test_reports_that_agree_are_not_said_to_disagree() -> None:
    assert "異なります" not in ask("第21回はいつ開催されましたか？").text
    assert "異なります" not in ask("第21回の開催地はどこですか？").text


def test_what_a_report_does_not_state_is_said_not_guessed() -> None:
    answer = ask("第18回の主催者は誰ですか？")
    assert (answer.kind, answer.status) == ("none", "not_in_reports")
    assert "第18回の報告書に主催者は書かれていません" in answer.text


@pytest.mark.parametrize(
    "question",
    ["第18回の日本側の参加者は何人ですか？", "第18回の参加者の内訳は、日本側と中国側で何人ですか？"],
    ids=["one", "both"],
)
def test_a_total_is_no_answer_for_one_side(question: str) -> None:
    answer = ask(question)
    assert "90" in answer.text
    assert "日本側と中国側の内訳は報告書に書かれていません" in answer.text


def test_all_editions_are_told_newest_first() -> None:
    answer = ask("歴代の開催地とテーマを教えてください。")
    assert [row.edition for row in answer.rows] == [21, 20, 18]
    assert answer.count == 3
    assert all(theme in answer.text for theme in ("水辺のまちづくり", "高齢化社会と地域福祉", "観光による地域振興"))


def test_a_sum_is_said_with_what_it_adds_up() -> None:
    answer = ask("第18回と第20回の参加者は合計で何人ですか？")
    assert "210" in answer.text


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        pytest.param("松本市は何を発表しましたか？", "水辺の再生", ("水資源の管理", "除雪"), id="japanese"),
        pytest.param("洛陽市は何を発表しましたか？", "水資源の管理", ("水辺の再生", "環境学習"), id="host-that-spoke"),
        pytest.param("札幌市介绍了什么？", "除雪ボランティア", ("配食", "水辺"), id="chinese"),
        pytest.param("What did Harbin present?", "配食サービス", ("除雪", "在宅医療"), id="english"),
        pytest.param("李文華教授は何を話しましたか？", "緑化政策", ("環境学習", "冬の観光"), id="person"),
    ],
)
def test_what_somebody_said_holds_nothing_of_what_others_said(question: str, has: str, lacks: tuple[str, ...]) -> None:
    answer = ask(question)
    assert (answer.kind, answer.status) == ("what", "answered")
    assert has in answer.text
    assert not [words for words in lacks if words in answer.text]


def test_who_spoke_for_a_place_is_named_with_title_and_edition() -> None:
    answer = ask("札幌市からは誰が登壇しましたか？")
    assert answer.kind == "who"
    assert all(words in first_sentence(answer) for words in ("山口健副市長", "第20回", "基調講演"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("岡山市は何を発表しましたか？", "あいさつをしたのみで、発表はしていません", id="place"),
        pytest.param("森田恵子市長の基調講演の内容は？", "あいさつをしたのみで、発表はしていません", id="person"),
        pytest.param("冈山市在研讨会上讲了什么？", "仅致辞，没有作专题发言", id="chinese"),
        pytest.param("岡山市在研討會上講了什麼？", "僅致詞，沒有專題發言", id="traditional"),
        pytest.param("What did Okayama present?", "gave only a greeting", id="english"),
    ],
)
def test_a_question_about_the_talk_of_a_greeter_is_corrected(question: str, said: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.rows) == ("not_in_reports", ())
    assert said in first_sentence(answer)
    assert [citation.quote for citation in answer.citations] == ["岡山市の森田恵子市長が開会のあいさつを述べました。"]


@pytest.mark.parametrize(
    ("question", "status", "named"),
    [
        pytest.param("大阪府は何を発表しましたか？", "not_in_reports", "大阪府", id="place-that-never-spoke"),
        pytest.param("第21回の予算はいくらでしたか？", "not_in_reports", "予算", id="field-no-report-has"),
        pytest.param("山田市長は何を発表しましたか？", "not_in_reports", "山田", id="unknown-person"),
        pytest.param("第19回はどこで開催されましたか？", "edition_not_ingested", "第20回", id="edition-between"),
        pytest.param("次回はどこで開催されますか？", "edition_not_ingested", "第22回", id="next-edition"),
        pytest.param("2023年のセミナーはどこで開かれましたか？", "edition_not_ingested", "2023年", id="year"),
        pytest.param("第19届研讨会在哪个城市举行？", "edition_not_ingested", "第20届", id="chinese"),
        pytest.param("下一屆研討會在哪裡舉行？", "edition_not_ingested", "第22屆", id="traditional"),
        pytest.param("Where was the 19th seminar held?", "edition_not_ingested", "the 20th", id="english"),
    ],
)
def test_a_no_says_what_is_missing_and_what_is_there(question: str, status: str, named: str) -> None:
    answer = ask(question)
    assert (answer.kind, answer.status, answer.rows) == ("none", status, ())
    assert named in answer.text


def test_the_nearest_edition_is_shown_with_its_sentence() -> None:
    answer = ask("第19回はどこで開催されましたか？")
    assert "ハルビン市" in answer.text
    assert set(answer.nearest) == {citation.id for citation in answer.citations} != set()


def test_nearest_passages_of_a_no_stand_under_a_heading_of_their_own() -> None:
    answer = ask("札幌市は水資源について何を発表しましたか？")
    assert answer.status == "not_in_reports"
    assert "水資源" not in first_sentence(answer)
    assert "近い記述" in answer.text
    assert set(answer.nearest) == {citation.id for citation in answer.citations} != set()


def test_an_open_question_is_answered_with_the_sentence_that_tells() -> None:
    answer = ask("岡山市と洛陽市はいつ友好都市になりましたか？")
    assert (answer.kind, answer.status) == ("open", "answered")
    assert "1981年" in answer.text


@pytest.mark.parametrize(
    "question",
    ["水辺のごみの対策強化についてどんな議論がありましたか？", "高齢者支援の推進について何か話がありましたか？"],
    ids=["held", "talked-of"],
)
def test_a_vague_word_that_no_report_holds_makes_no_no(question: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert ("水辺のごみ" if "水辺" in question else "高齢者") in answer.text


def test_a_quotation_stays_in_its_language_and_is_said_to() -> None:
    answer = ask("关于水边的垃圾讨论了什么？")
    assert answer.status == "answered"
    assert "水辺のごみをどう減らすかが議論されました" in answer.text
    assert "原文" in answer.text


def test_quotations_of_each_edition_are_a_list_of_their_own_under_its_heading() -> None:
    answer = ask("防災について教えて")
    assert "」〔2〕\n\n第18回（2019年、桂林市）\n\n- 「" in answer.text


def test_the_contact_is_shown_with_a_no_and_only_there() -> None:
    contact = "事務局 <info@example.org>"
    refused = ask("大阪府は何を発表しましたか？", contact=contact)
    assert "お問い合わせ先：事務局 \\<info\\@example.org\\>" in refused.text
    assert "お問い合わせ" not in ask("大阪府は何を発表しましたか？").text
    assert "お問い合わせ" not in ask("第20回のテーマは？", contact=contact).text


def test_another_series_is_counted_and_nowhere_else() -> None:
    answer = ask("観光について発表した自治体はどこですか？")
    assert "佐藤一郎" not in answer.text
    assert "別のシリーズの報告書1件は除きました" in answer.text
    assert (answer.coverage.reports, answer.coverage.other_series) == (4, 1)
    assert ask("第5回はどこで開催されましたか？").status == "edition_not_ingested"
    assert ask("広島市は何を発表しましたか？").status == "not_in_reports"


def test_what_was_searched_is_said() -> None:
    everything, one = ask("観光について発表した自治体はどこですか？"), ask("第20回のテーマは？")
    assert "報告書4件（第21回、第20回、第18回）の全文" in everything.text
    assert "報告書4件のうち1件（第20回）の全文" in one.text
    assert (everything.coverage.scanned, one.coverage.scanned) == (4, 1)
    assert everything.coverage.with_hits == 3
    assert "読めなかったページ：なし" in everything.text


def test_an_unreadable_page_is_named_and_weakens_a_no() -> None:
    archive = Archive([with_an_unreadable_page(samples.HARBIN, "harbin.pdf")])
    found, refused = (ask(q, archive=archive) for q in ("第20回のテーマは？", "大阪府は何を発表しましたか？"))
    assert (found.status, refused.status) == ("answered", "unreadable")
    assert "書かれていないとは言い切れません" in refused.text
    for answer in (found, refused):
        assert [page.page for page in answer.coverage.unreadable_pages] == [2]
        assert "読めなかったページ：第20回 2ページ" in answer.text


def test_a_follow_up_shows_how_it_was_understood() -> None:
    answer = ask("その中で中国側は誰ですか？", "第20回の基調講演の講演者を教えてください。")
    assert speakers(answer) == {"張偉"}
    assert answer.understood is not None
    assert all(words in answer.understood for words in ("第20回", "中国側", "基調講演"))


def test_relative_words_and_slips_show_what_they_were_taken_for() -> None:
    assert "「前回」は、収録済みの報告書から見て第21回のことと受け取りました" in ask("前回のテーマは？").text
    slip = ask("基調公演の講演者は誰ですか？")
    assert "「基調公演」は「基調講演」のことと受け取りました" in slip.text
    assert slip.status == "answered"


def test_names_stand_in_the_readers_form_with_the_sources_beside_it() -> None:
    assert "哈尔滨市〔ハルビン市〕" in ask("第20届的主旨演讲嘉宾有哪些？").text
    assert "奈良県" in ask("西川正副知事は何を発表しましたか？").text
    assert "Sapporo (札幌市)" in ask("Who spoke for Sapporo?").text


@pytest.mark.parametrize(
    "question", ["第20回のテーマは？", "誰が発表しましたか？", "大阪府は？"], ids=["fact", "list", "what"]
)
def test_an_empty_index_is_said_to_be_empty(question: str) -> None:
    answer = ask(question, archive=Archive([]))
    assert (answer.kind, answer.status, answer.citations) == ("none", "not_in_reports", ())
    assert "収録済みの報告書はまだありません" in answer.text


def test_signs_of_markdown_in_a_report_are_shown_as_they_are() -> None:
    text = samples.GUILIN.replace("寺社と観光の取り組み", "<b>寺社</b>と[観光](x)の取り組み|*")
    answer = ask("奈良県は何を発表しましたか？", archive=Archive([read(text, "guilin.txt")]))
    assert "<b>" not in answer.text.replace("\\<", "")
    assert "[観光]" not in answer.text.replace("\\[", "")


NO_TALKS = """第19回日中地域間交流推進セミナー（福建省厦門市）

2023年10月3日、福建省厦門市で第19回日中地域間交流推進セミナーを開催しました。テーマは「海と港」です。参加者は80人でした。
"""


@pytest.mark.parametrize(
    "question", ["第19回で何が話されましたか？", "第19届讲了什么？", "第19回であいさつしたのは誰？"]
)
def test_of_an_edition_whose_report_names_no_talk_that_is_said_and_what_it_does_tell(question: str) -> None:
    answer = ask(question, archive=Archive([*samples.samples().reports, read(NO_TALKS, "xiamen.txt")]))
    assert (answer.kind, answer.status) == ("none", "not_in_reports")
    assert first_sentence(answer).startswith(("**第19回の報告書に個々の発表", "**第19届的报告未记载"))
    assert "80" in answer.text and answer.citations


@pytest.mark.parametrize(
    "question", ["観光の取り組みはどう変わったか", "旅游方面历届有什么变化？", "観光の発表の移り変わりをまとめて"]
)
def test_how_a_subject_changed_is_told_by_every_talk_on_it(question: str) -> None:
    answer = ask(question)
    assert answer.kind == "list"
    assert {18, 21} <= {row.edition for row in answer.rows}


def test_a_talk_is_told_with_what_goes_on_about_it_and_not_by_what_stands_under_a_word_of_it() -> None:
    text = """第20回日中地域間交流推進セミナー（黒竜江省ハルビン市）

基調講演
札幌市の山口健副市長は、除雪ボランティアについて発表しました。

ボランティアは雪の朝に集まります。

ハルビン市の張偉局長は、高齢者向けの配食サービスについて紹介しました。

除雪ボランティア

除雪ボランティアの小屋を見学しました。
"""
    told = ask("札幌市は何を発表しましたか？", archive=Archive([read(text, "harbin.txt")])).text
    assert "雪の朝" in told and "小屋" not in told
