"""What is told first of talks, in the order it is read: nobody named twice, marks counted up, no host made up."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from assistant.archive import Archive
from assistant.composing import Draft
from assistant.findings import Found
from assistant.queries import Query
from assistant.records import LANGUAGES, Language
from assistant.tellings import headlines
from assistant.wording import Wording
from tests import handmade
from tests.samples import ask, first_sentence, samples

WORDS = "長野県東御市の花岡利夫市長は、=SUM(公園)と<b>並木</b>について発表しました。"


def told(language: Language, *sessions: tuple[str | None, bool]) -> list[str]:
    """Return the headlines of talks that one mayor gave at one edition, each in its session, heard or only listed."""
    report = handmade.japanese()
    talk = next(one for one in report.talks if one.speaker == "花岡利夫")
    talks = [replace(talk, session=session, presented=presented) for session, presented in sessions]
    draft = Draft(Query("", language), Archive([report]), Wording(language))
    return headlines([Found(report, one, "topic", handmade.excerpt(handmade.JAPANESE, WORDS)) for one in talks], draft)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("presented", [True, False], ids=["spoke", "listed"])
def test_who_was_just_named_at_an_edition_is_not_named_again(language: Language, presented: bool) -> None:
    first, second = told(language, ("基調講演", True), ("パネルディスカッション", presented))
    named = "Hanaoka" if "Hanaoka" in first else "利夫"
    assert named in first and "91" in first
    assert named not in second and "91" not in second
    assert "〔1〕" in first and "〔1〕" in second


def test_what_is_told_alike_is_told_once() -> None:
    assert len(told("ja", (None, True), (None, True))) == 1


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("第20回の基調講演で誰が何を話しましたか？", id="talks"),
        pytest.param("富山県は何を発表しましたか？", id="place"),
        pytest.param("第20回の参加者は何人ですか？日本側は？", id="participants"),
    ],
)
def test_marks_count_up_in_the_order_they_are_read(question: str) -> None:
    marks = [int(number) for number in re.findall(r"〔(\d+)〕", ask(question).text)]
    assert marks
    firsts = list(Counter(marks))
    assert firsts == sorted(firsts)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("上海で開かれたのは第何回ですか？", "上海市で開催された回は", id="ja"),
        pytest.param("在上海举办的是第几届？", "没有在上海市举办的届次", id="zh-Hans"),
        pytest.param("在上海舉辦的是第幾屆？", "沒有在上海市舉辦的屆次", id="zh-Hant"),
        pytest.param("Which seminar was held in Shanghai?", "No seminar held in Shanghai", id="en"),
    ],
)
def test_a_city_that_held_none_is_named_and_where_they_were_held_is_shown(question: str, said: str) -> None:
    answer = ask(question)
    assert answer.status == "not_in_reports"
    assert said in first_sentence(answer)
    assert len(re.findall(r"^\| .*〔", answer.text, re.MULTILINE)) == len(samples().editions)


@pytest.mark.parametrize(
    ("question", "warned"),
    [
        pytest.param("岡山市の森田恵子市長はあいさつをしましたか？", False, id="asked-of-the-greeting"),
        pytest.param("森田恵子さんって誰？", True, id="asked-of-the-person"),
    ],
)
def test_that_a_greeting_is_no_talk_is_told_to_who_did_not_ask_for_greetings(question: str, warned: bool) -> None:
    answer = ask(question)
    assert "あいさつ" in first_sentence(answer)
    assert ("発表ではありません" in answer.text) == warned
