"""Names told by what they look like and by the signs around them."""

import pytest

from ingest.likeness import LIKELY, SURE, family_odds, japanese_odds
from ingest.setoff import find_set_off
from ingest.text import fold
from ingest.wordings import word


@pytest.mark.parametrize("name", ["越智田誠", "今野直樹", "日下部聡", "勅使河原篤", "滑石涼介", "高瀬舟子", "橋爪圭吾"])
def test_a_japanese_name_is_likelier_a_name_than_a_word(name: str) -> None:
    assert japanese_odds(fold(name)) >= LIKELY


@pytest.mark.parametrize("words", ["環境局", "研究会", "市民活動", "中国湖南省", "水道局長", "観光資源", "都市計画"])
def test_another_word_is_no_name(words: str) -> None:
    assert japanese_odds(fold(words)) < LIKELY


def test_a_listed_family_name_with_a_listed_given_name_is_sure() -> None:
    assert japanese_odds(fold("佐藤花子")) >= SURE
    assert family_odds(fold("佐藤")) >= SURE


JAPANESE = {
    "a bracket tells the task": (
        "登壇したのは、むつ市の　日下部 聡（海洋政策担当）。",
        [("日下部聡", "海洋政策担当", "むつ市")],
    ),
    "a bracket tells the body": ("講演：今野　直樹（仙台市）「森の食堂」", [("今野直樹", None, "仙台市")]),
    "a body stands before": ("青森県むつ市・越智田誠が海藻を数えた話をした。", [("越智田誠", None, "青森県むつ市")]),
    "an age is no affiliation": ("今野直樹（43）は漁師だ。", []),
    "a word in brackets is no name": ("市民活動（環境局）が広がる。", []),
    "a picture tells of nobody": ("高瀬舟子（写真左）は笑った。", []),
}
CHINESE = {
    "the body before 的": ("三浦半岛观光联盟的小暮亮说，一张船票串起三个町。", [("小暮亮", None, "三浦半岛观光联盟")]),
    "a bracket with the body": ("讲者：今野直树（仙台市国际课）", [("今野直树", None, "仙台市国际课")]),
    "no name before a bracket": ("海洋政策（青岛市）由此开始。", []),
}


@pytest.mark.parametrize(
    ("text", "people", "chinese"),
    [*((*row, False) for row in JAPANESE.values()), *((*row, True) for row in CHINESE.values())],
    ids=[*JAPANESE, *CHINESE],
)
def test_somebody_without_a_known_post_is_found_by_the_signs_around(
    text: str, people: list[tuple[str, str | None, str]], chinese: bool
) -> None:
    found = find_set_off(word(text, chinese=chinese))
    assert [(one.name, one.title, one.organisation) for one in found] == people
