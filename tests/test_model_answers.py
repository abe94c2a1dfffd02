"""Answers from what a chat model read: found like any other, and marked as the model's in every language."""

from dataclasses import replace

import pytest

from assistant.archive import Archive
from ingest.records import Report, Talk
from tests.samples import ask, row_of, samples, speakers

LABELS = ("雪害対策", "雪灾应对", "snow damage control")  # words that no report and no table has


def with_model() -> Archive:
    """Return the samples with a talk that a model read and labelled."""
    return Archive([_as_read_by_model(report) for report in samples().reports])


def _as_read_by_model(report: Report) -> Report:
    return replace(report, talks=tuple(_labelled(talk) if talk.speaker == "山口健" else talk for talk in report.talks))


def _labelled(talk: Talk) -> Talk:
    return replace(talk, source="model", labels=LABELS)


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        pytest.param("札幌市は何を発表しましたか？", "AIモデルが読み取り", id="ja"),
        pytest.param("札幌市发表了什么？", "由AI模型读取", id="zh-Hans"),
        pytest.param("札幌市發表了什麼？", "由AI模型讀取", id="zh-Hant"),
        pytest.param("What did Sapporo present?", "read by an AI model", id="en"),
        pytest.param("札幌市と富山県の発表を一覧にしてください", "AIモデルが読み取り", id="in-a-table"),
    ],
)
def test_a_row_that_a_model_read_says_so(question: str, marked: str) -> None:
    answer = ask(question, archive=with_model())
    assert row_of(answer, "山口健").source == "model"
    assert marked in answer.text
    assert marked not in ask(question).text


@pytest.mark.parametrize(
    ("question", "degree"),
    [
        pytest.param("雪害対策について発表した自治体はどこですか？", "AIモデルが付けたキーワード", id="ja"),
        pytest.param("哪些城市介绍了雪灾应对？", "AI模型标注的关键词", id="zh-Hans"),
        pytest.param("哪些城市介紹了雪災應對？", "AI模型標註的關鍵字", id="zh-Hant"),
        pytest.param("Which cities presented snow damage control?", "keyword given by an AI model", id="en"),
    ],
)
def test_a_talk_is_found_by_its_labels_in_any_language_and_that_is_said(question: str, degree: str) -> None:
    answer = ask(question, archive=with_model())
    assert speakers(answer) == {"山口健"}
    assert row_of(answer, "山口健").degree == "label"
    assert degree in answer.text
