"""What the chat shows of a question and of an answer."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from assistant.messages import show_answer, show_problem, show_question
from assistant.page_phrases import reader_language
from assistant.records import Language
from assistant.wording import escape, plain
from tests.fake_assistant import FakeAssistant


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("<img src=x onerror=alert(1)>", id="html"),
        pytest.param("**太字** _斜体_ `code` [x](https://x.example) ![](y)", id="markdown"),
        pytest.param("# 見出し | 表 | ~~消~~ https://x.example $$x$$", id="more-markdown"),
        pytest.param("&lt;b&gt; 1. 一 - 二", id="references"),
    ],
)
def test_a_question_reads_as_typed(typed: str) -> None:
    shown = show_question(typed)
    assert unescape(shown) == typed
    assert not re.search(r"[^\w\s&#;]", re.sub(r"&#\d+;", "", shown))


def test_lines_and_indents_of_a_question_stay() -> None:
    assert show_question("一\n    二") == "一<br>\u00a0\u00a0\u00a0\u00a0二"


def test_every_mark_and_every_source_is_a_relative_link(tmp_path: Path) -> None:
    assistant = FakeAssistant(tmp_path)
    *_, answer = assistant.answer("公園と倉庫について", [])
    links = re.findall(r'href="(source/[^"]+)"', show_answer(replace(answer, rows=()), assistant.source_page))
    assert len(links) == 2 * len(answer.citations)
    assert not any("|" in link for link in links)


def test_an_answer_has_a_link_unless_it_hangs_on_the_question_before(tmp_path: Path) -> None:
    assistant = FakeAssistant(tmp_path)
    *_, answer = assistant.answer("公園 & <倉庫>は？", [])
    [link] = re.findall(r'class="permalink" href="\?([^"]+)"', show_answer(answer, assistant.source_page))
    assert parse_qs(unescape(link)) == {"ask": [answer.question], "lang": ["ja"]}
    follow_up = replace(answer, understood="公園の倉庫は？")
    assert "permalink" not in show_answer(follow_up, assistant.source_page)


def test_a_quotation_is_escaped_and_says_its_language(tmp_path: Path) -> None:
    assistant = FakeAssistant(tmp_path)
    *_, answer = assistant.answer("谁讲了古い倉庫的活用？", [])
    shown = show_answer(answer, assistant.source_page)
    assert "<b>" not in shown
    assert '<q lang="ja">' in shown and "日文原文" in shown


def test_a_mark_without_a_source_stays_text(tmp_path: Path) -> None:
    assistant = FakeAssistant(tmp_path)
    first, *_ = assistant.answer("公園", [])
    assert "source/" not in show_answer(first, assistant.source_page)


def test_a_problem_is_shown_as_text() -> None:
    assert "<b>" not in show_problem("<b>`make`", "ja")


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("ja,en;q=0.8", "ja"),
        ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("zh-TW,zh;q=0.9", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("fr,en-US;q=0.8", "en"),
        ("", "ja"),
    ],
)
def test_the_pages_follow_the_browser(accepted: str, expected: Language) -> None:
    assert reader_language(accepted) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*公園* [x](y)", r"\*公園\* \[x\](y)"),
        ("https://a.example/x 10:30 // B", r"https:\//a.example/x 10:30 // B"),
        ("www.a.example a.b", r"www\.a.example a.b"),
        ("person@a.example ＠ @", r"person\@a.example ＠ @"),
        ("&lt;b&gt; &#60; R&D A & B", r"\&lt;b\&gt; \&\#60; R&D A & B"),
    ],
    ids=["signs", "address", "host", "mail", "references"],
)
def test_text_of_a_report_becomes_neither_markup_nor_link(text: str, expected: str) -> None:
    assert escape(text) == expected
    assert plain(escape(text)) == text
