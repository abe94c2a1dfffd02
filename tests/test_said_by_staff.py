"""How staff put things: the next speaker, whoever is left, speeches, themes by a word, two editions side by side."""

import pytest

from tests.samples import ask, first_sentence, speakers


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        pytest.param("第21回の基調講演で高野市長は何を話した？", "二人目の講演者は？", {"王立新"}, id="japanese"),
        pytest.param("哈尔滨主旨演讲山口副市长讲了什么", "第二位讲者讲的是什么", {"張偉"}, id="chinese"),
        pytest.param("What was Takano's keynote in Luoyang about?", "And the next speaker?", {"王立新"}, id="english"),
    ],
)
def test_the_next_speaker_is_not_the_one_just_asked_about(before: str, question: str, expected: set[str]) -> None:
    assert speakers(ask(question, before)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("高野之外，第21屆主旨演講的是誰", {"王立新"}, id="person-apart"),
        pytest.param("富山縣之外，第20屆還有誰發言", {"山口健", "張偉"}, id="place-apart"),
        pytest.param("ハルビンで意見発表した日本側の団体は", {"山口健", "富山県"}, id="gave-an-opinion"),
        pytest.param("哈尔滨有两家日本单位，都是谁", {"山口健", "富山県"}, id="bodies-of-one-side"),
        pytest.param("桂林に登壇した日本の副知事は", {"西川正"}, id="spoke-at"),
    ],
)
def test_those_who_spoke_are_told_as_asked(question: str, expected: set[str]) -> None:
    assert speakers(ask(question)) == expected


@pytest.mark.parametrize("question", ["高野市長的演說內容", "高野市長の演説の中身"])
def test_a_speech_is_a_talk(question: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert "水辺の再生" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "テーマの文言に「観光」か「福祉」が入る回（副題は除く）",
        "主题里有“旅游”或“老龄化”的是哪几届，不算副标题",
    ],
)
def test_editions_are_chosen_by_a_word_of_the_theme_and_not_of_a_subtitle(question: str) -> None:
    assert {row.edition for row in ask(question).rows} == {20, 18}


@pytest.mark.parametrize("question", ["洛陽とハルビン、開催日とテーマを比較", "洛陽與哈爾濱兩屆比較：日期、主題"])
def test_editions_compared_by_day_and_theme_are_not_measured_by_people(question: str) -> None:
    answer = ask(question)
    assert "120" not in answer.text
    assert "2025" in answer.text and "高齢化社会" in answer.text


def test_editions_compared_by_people_tell_their_themes_too_where_asked() -> None:
    answer = ask("第21回と第20回の参加者数を比べて、テーマも")
    assert "30" in first_sentence(answer)
    assert "高齢化社会" in answer.text
