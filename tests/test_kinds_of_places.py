"""Questions about kinds of places and regions, about who came again, in Japanese, Chinese and English."""

import pytest

from assistant.archive import Archive
from assistant.questions import read_question
from tests.samples import TODAY, ask, read, speakers

TEXTS = {
    "a.txt": """第17回日中地域間交流推進セミナー（四川省綿陽市）

2018年7月12日、四川省綿陽市で第17回日中地域間交流推進セミナーを開催しました。参加者は100人でした。

基調講演
長野県須坂市の田中一郎市長は、ワインについて発表しました。福島県の佐藤次郎部長は、復興について発表しました。愛知県の鈴木三郎課長は、産業について発表しました。広島県の高橋健局長は、平和について発表しました。綿陽市の王明主任は、科学技術について紹介しました。遼寧省の李強主任は、農業について紹介しました。
""",
    "b.txt": """第21回日中地域間交流推進セミナー（河南省鄭州市）

2025年7月23日、河南省鄭州市で第21回日中地域間交流推進セミナーを開催しました。参加者は178人でした。

基調講演
長野県東御市の花岡利夫市長は、DXについて発表しました。愛知県の山本四郎部長は、起業支援について発表しました。瀋陽市瀋河区の田海燕書記は、敬老について紹介しました。長野県軽井沢町の伊藤五郎町長は、観光について発表しました。
""",
}
ARCHIVE = Archive(read(text, name) for name, text in TEXTS.items())


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("東北の県で発表したのは？", {"佐藤次郎"}, id="region-of-japan"),
        pytest.param("東北から発表したところ", {"佐藤次郎"}, id="region-in-japanese"),
        pytest.param("东北有哪些地方发言", {"李強", "田海燕"}, id="region-in-chinese"),
        pytest.param("中国地方から発表した県は？", {"高橋健"}, id="chugoku"),
        pytest.param("中国の地方政府で発表したのは？", {"王明", "李強", "田海燕"}, id="governments-of-china"),
        pytest.param("区とか町の人は発表してる？", {"田海燕", "伊藤五郎"}, id="ward-and-town"),
        pytest.param("発表した県は？", {"佐藤次郎", "鈴木三郎", "高橋健", "山本四郎"}, id="prefectures"),
        pytest.param(
            "发过言的有哪些日本的县", {"佐藤次郎", "鈴木三郎", "高橋健", "山本四郎"}, id="prefectures-chinese"
        ),
        pytest.param("発表した市はどこ？", {"田中一郎", "花岡利夫", "王明"}, id="cities"),
        pytest.param("哪個市介紹了DX", {"花岡利夫"}, id="city-traditional"),
        pytest.param("which prefectures presented in 2018?", {"佐藤次郎", "鈴木三郎", "高橋健"}, id="english"),
        pytest.param("長野県の市町村で発表したのは？", {"田中一郎", "花岡利夫", "伊藤五郎"}, id="cities-and-towns"),
        pytest.param("さいたま市は何を発表しましたか？", set(), id="a-name-is-no-kind"),
    ],
)
def test_a_kind_of_place_or_a_region_is_a_filter(question: str, expected: set[str]) -> None:
    assert speakers(ask(question, archive=ARCHIVE)) == expected


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("17回と21回の両方に出た県は", id="both"),
        pytest.param("複数回発表した県は？", id="several"),
        pytest.param("一番多く発表している県はどこ", id="most"),
        pytest.param("第17届和第21届都来过的县有哪些", id="both-chinese"),
        pytest.param("哪些縣發表過兩次以上", id="several-traditional"),
        pytest.param("which prefectures presented more than once?", id="several-english"),
        pytest.param("prefectures that presented in both the 17th and the 21st", id="both-english"),
    ],
)
def test_who_came_again_is_told_from_who_came_once(question: str) -> None:
    assert speakers(ask(question, archive=ARCHIVE)) == {"鈴木三郎", "山本四郎"}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("能办签证的有几家", ("签证",), id="verbs-before"),
        pytest.param("那届在哪儿办的", (), id="only-verbs"),
        pytest.param("为什么中间停了三年", (), id="nothing"),
        pytest.param("用户怎么样", ("用户",), id="part-of-a-word"),
    ],
)
def test_verbs_and_particles_are_no_content_of_a_chinese_question(question: str, words: tuple[str, ...]) -> None:
    query = read_question(question, (), ARCHIVE, today=TODAY)
    assert tuple(term.zh_hans for term in query.terms) + query.words + query.lost == words


def test_a_wrong_character_in_a_word_any_question_may_hold_is_put_right() -> None:
    answer = ask("綿陽の参可者数は", archive=ARCHIVE)
    assert "100人" in answer.text and "「参加者数」のことと受け取りました" in answer.text


BODIES = Archive(
    [
        read(
            """第21回日中地域間交流推進セミナー（河南省鄭州市）

2025年7月23日、河南省鄭州市で第21回日中地域間交流推進セミナーを開催しました。

パネルディスカッション
島根県は、高校生が地元の企業と手を組む活動を紹介しました。河南大学の李文華教授は、緑化について報告しました。鄭州市研究院の王明研究員は、AIについて発表しました。千葉市の森本健副市長は、港について発表しました。
""",
            "ja.txt",
        ),
        read(
            """第21届中日地方交流促进研讨会在郑州举行

第21届中日地方交流促进研讨会于2025年7月23日在河南省郑州市举行。

小组讨论
中国电信智慧城市研究院介绍了平台。
""",
            "zh.txt",
        ),
        read(
            """第21回日中地域間交流推進セミナー速報

2025年7月23日、鄭州市で第21回日中地域間交流推進セミナーが開かれました。

パネルディスカッション
中国電信スマートシティ研究院は、プラットフォームを紹介しました。
""",
            "more.txt",
        ),
    ]
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("大学の先生で話した人は", {"李文華"}, id="university"),
        pytest.param("民間企業は登壇した？", set(), id="a-company-only-spoken-of"),
        pytest.param("千葉県から来た人", {"森本健"}, id="who-came"),
        pytest.param("municipalities from Chiba", {"森本健"}, id="kind-and-place"),
        pytest.param("河南省長は何を話した", set(), id="a-university-is-not-its-province"),
    ],
)
def test_bodies_and_places_bring_their_own_people(question: str, expected: set[str]) -> None:
    assert speakers(ask(question, archive=BODIES)) - {"王明"} == expected


def test_one_body_named_in_two_languages_is_one_row() -> None:
    rows = [row for row in ask("第21回のパネルの登壇者は？", archive=BODIES).rows if "研究院" in str(row.organisation)]
    assert [row.organisation for row in rows if row.speaker is None] == ["中国電信スマートシティ研究院"]


@pytest.mark.parametrize(
    ("question", "editions"),
    [
        pytest.param("参加者が100人以上の回", [21, 17], id="at-least"),
        pytest.param("参加者が100人を超える回", [21], id="more-than"),
        pytest.param("毎回の参加者数の推移", [21, 17], id="all"),
    ],
)
def test_figures_choose_editions(question: str, editions: list[int]) -> None:
    assert [row.edition for row in ask(question, archive=ARCHIVE).rows] == editions


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("参加した大学は", {"李文華"}, id="bodies-that-came"),
        pytest.param("大学と研究機関の登壇者", {"李文華"}, id="two-kinds-of-bodies"),
        pytest.param("小组讨论有几个人参加", {"島根県", "李文華", "森本健"}, id="people-of-a-session"),
    ],
)
def test_who_came_is_told_by_body_and_session(question: str, expected: set[str]) -> None:
    assert expected <= speakers(ask(question, archive=BODIES))
