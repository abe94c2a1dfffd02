"""Questions about what reports tell in other words, in the sentence after, or only beside what was asked for."""

import pytest

from assistant.archive import Archive
from tests.samples import ask, read

TEXT = """第21回日中地域間交流推進セミナー（河南省洛陽市）

2025年6月10日、河南省洛陽市で第21回日中地域間交流推進セミナーを開催しました。参加者は150人でした。自治体国際化協会北京事務所が主催し、中国外交部が手を携えました。国交正常化を記念して始まった催しで、両国の地域どうしの往来を太くすることを目指しています。会期中には、JET経験者の意見交換会もありました。
洛陽市は約700万人が暮らし、面積は15,000平方kmです。市の合言葉は「水都洛陽」です。

起業支援
愛知県の鈴木一郎課長は、起業を支える拠点「STATION Ai」を紹介しました。2024年10月にオープンし、約700社が入居しました。
青森県の佐藤次郎部長は、観光の発信について発表しました。中国のSNSでの発信も長く続いています。2025年4月には大賞に輝きました。

質疑
日本側からは、若者の定住について尋ねる声が上がりました。中国側からは、ごみの分別をどう広めるかという問いがありました。
2020年から2022年まで、セミナーは一度も開かれていません。北京市に続く会場は、第2回が広西チワン族自治区の南寧市でした。
「ノッカルおくうだ」は、住民が自分の車で利用者を送り届ける仕組みです。本格的な高地トレーニングの拠点が湯の丸です。
"""
ARCHIVE = Archive([read(TEXT, "luoyang.txt")])


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("洛陽の人口は", "700万人", id="population"),
        pytest.param("洛阳有多少人口", "700万人", id="population-chinese"),
        pytest.param("洛陽の面積", "15,000平方km", id="area"),
        pytest.param("洛陽市のスローガンは？", "水都洛陽", id="slogan"),
        pytest.param("洛阳的口号是什么", "水都洛陽", id="slogan-chinese"),
        pytest.param("セミナーのねらいは？", "往来", id="aim"),
        pytest.param("研讨会的目的是什么", "往来", id="aim-chinese"),
        pytest.param("purpose of the seminar", "往来", id="aim-english"),
        pytest.param("始まったきっかけは", "国交正常化", id="origin"),
        pytest.param("21回の共催はどこ", "外交部", id="co-host"),
        pytest.param("who co-hosted the 2025 seminar?", "外交部", id="co-host-english"),
        pytest.param("21回の会期中にほかに何があった？", "JET経験者", id="side-event"),
        pytest.param("为什么中间停了三年", "一度も開かれていません", id="gap-chinese"),
        pytest.param("why was there a gap of three years", "一度も開かれていません", id="gap-english"),
        pytest.param("中国側は何を質問した？", "ごみの分別", id="questions-of-a-side"),
        pytest.param("中方提了什么问题", "ごみの分別", id="questions-of-a-side-chinese"),
    ],
)
def test_an_aspect_is_found_in_the_words_reports_have_for_it(question: str, told: str) -> None:
    answer = ask(question, archive=ARCHIVE)
    assert (answer.kind, answer.status) == ("open", "answered")
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("STATION Aiはいつできた？", "2024年10月", id="date"),
        pytest.param("how many companies are in STATION Ai", "700社", id="number-english"),
        pytest.param("青森県がもらった賞は？", "大賞", id="two-sentences-on"),
    ],
)
def test_the_sentence_after_the_one_that_names_it_answers_too(question: str, told: str) -> None:
    assert told in ask(question, archive=ARCHIVE).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("ノッカルおくうだとは", "自分の車", id="quoted"),
        pytest.param("ノッカルおくうだはどんな仕組み？", "自分の車", id="quoted-in-a-sentence"),
        pytest.param("湯の丸ってなに", "高地トレーニング", id="to-be-explained"),
        pytest.param("what's STATION Ai", "起業を支える", id="english"),
    ],
)
def test_the_name_of_a_thing_is_looked_up_as_it_stands(question: str, told: str) -> None:
    assert told in ask(question, archive=ARCHIVE).text


@pytest.mark.parametrize(
    ("question", "status", "told"),
    [
        pytest.param("第2回はどこで", "answered", "南寧市", id="host-told-elsewhere"),
        pytest.param("第二届在哪里办的", "answered", "南寧市", id="host-told-elsewhere-chinese"),
        pytest.param("広西の南寧、何回目", "answered", "第2回", id="edition-told-elsewhere"),
        pytest.param(
            "2020年から2022年はどうして開催されなかった？", "edition_not_ingested", "一度も開かれていません", id="years"
        ),
        pytest.param("2021年的情况怎么样", "answered", "一度も開かれていません", id="year-without-a-seminar"),
    ],
)
def test_of_a_missing_edition_what_other_reports_say_is_shown(question: str, status: str, told: str) -> None:
    answer = ask(question, archive=ARCHIVE)
    assert answer.status == status
    assert told in answer.text


@pytest.mark.parametrize(
    "question", ["洛陽の予算は？", "参加費はいくら", "洛阳的酒店叫什么", "is lunch provided", "申込方法は"]
)
def test_what_no_report_tells_is_still_refused(question: str) -> None:
    assert ask(question, archive=ARCHIVE).status == "not_in_reports"


def test_a_no_shows_what_comes_nearest_in_meaning() -> None:
    assert ask("なぜこうなったの", archive=ARCHIVE).nearest


def test_who_somebody_is_may_be_asked_of_those_who_only_greeted() -> None:
    answer = ask("森田恵子さんって誰？")
    assert (answer.kind, answer.status) == ("who", "answered")
    assert "岡山市" in answer.text and "発表ではありません" in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("愛知県の拠点の名前は", "STATION Ai", id="japanese"),
        pytest.param("爱知县的基地叫什么", "STATION Ai", id="chinese"),
        pytest.param("What's the name of Aichi's hub?", "STATION Ai", id="english"),
    ],
)
def test_the_name_of_a_thing_is_not_the_name_of_a_speaker(question: str, told: str) -> None:
    answer = ask(question, archive=ARCHIVE)
    assert answer.kind == "open"
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        pytest.param("京都は参加した？", "not_in_reports", id="part-of-another-name"),
        pytest.param("東京は参加した？", "answered", id="what-lies-in-it"),
        pytest.param("田中教授は何を話した？", "not_in_reports", id="a-name-with-a-small-word"),
        pytest.param("羽村さんは何を話した？", "not_in_reports", id="a-place-as-a-name"),
    ],
)
def test_a_name_inside_another_is_not_meant(question: str, status: str) -> None:
    text = "第21回日中地域間交流推進セミナー\n\n2025年6月10日、洛陽市で開催しました。\n\n"
    archive = Archive([read(f"{text}東京都羽村市の並木心市長は、産業について発表しました。\n", "tokyo.txt")])
    assert ask(question, archive=archive).status == status
