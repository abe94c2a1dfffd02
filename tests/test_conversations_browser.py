"""Conversations in a browser: kept over a reload, listed, deleted, taken away; answers rated, asked anew, copied."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.serving import serving
from tests.test_chat_browser import OpenPage, ask, open_page

__all__ = ["open_page"]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("conversations")) as found:
        yield found


def test_a_reload_keeps_the_conversation_and_another_tab_has_its_own(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    ask(page, "公園は？")
    expect(page.locator("#chat .option")).to_be_visible()
    page.reload()
    expect(page.locator("#chat .sources li")).to_have_count(3)
    ask(page, "倉庫は？")
    expect(page.locator("#chat .answer").nth(1)).to_contain_text("これまでの質問：1件")
    tab = page.context.new_page()
    tab.goto(address)
    ask(tab, "参加者は？")
    expect(tab.locator("#chat .answer")).to_contain_text("これまでの質問：0件")


def test_ones_conversations_are_listed_opened_taken_away_and_deleted(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    page.on("dialog", lambda dialog: dialog.accept())
    ask(page, "公園は？")
    expect(page.locator("#chat .option")).to_be_visible()
    page.locator("#new").click()
    expect(page.locator("#chat .answer")).to_have_count(0)
    ask(page, "<b>倉庫</b>は？")
    expect(page.locator("#chat .option")).to_be_visible()
    page.locator("#list").click()
    titles = page.locator("#conversations .open span:first-child")
    expect(titles).to_have_text(["<b>倉庫</b>は？", "公園は？"])
    with page.expect_download() as download:
        page.locator("#conversations li").nth(1).get_by_text("JSON").click()
    (turn,) = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert (turn["question"], turn["answer"]["kind"]) == ("公園は？", "list")
    with page.expect_download() as download:
        page.locator("#conversations li").nth(1).get_by_text("テキスト").click()
    assert "東港市の田中市長は" in Path(download.value.path()).read_text(encoding="utf-8")
    titles.nth(1).click()
    expect(page.locator("#chat .user-row .md")).to_have_text("公園は？")
    page.locator("#list").click()
    page.locator("#conversations .clear").click()
    expect(page.locator("#conversations .open")).to_have_count(0)
    expect(page.locator("#chat .answer")).to_have_count(0)


def test_what_is_thought_of_an_answer_is_kept(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    ask(page, "公園は？")
    page.get_by_role("button", name="役に立たなかった").click()
    page.locator("#chat .tools input").fill("頁が違う")
    page.locator("#chat .tools form button").click()
    expect(page.locator("#chat .tools form")).to_have_text("ありがとうございました")
    page.reload()
    expect(page.get_by_role("button", name="役に立たなかった")).to_have_attribute("aria-pressed", "true")


def test_a_question_is_edited_and_asked_anew_from_there(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    for at, question in enumerate(("公園は？", "倉庫は？")):
        ask(page, question)
        expect(page.locator("#chat .sources")).to_have_count(at + 1)
        expect(page.locator("#chat .option")).to_be_visible()
    page.locator("#chat .edit").first.click()
    expect(page.locator("#question textarea")).to_have_value("公園は？")
    ask(page, "会場の公園は？")
    expect(page.locator("#chat .user-row .md")).to_have_text(["会場の公園は？"])
    expect(page.locator("#chat .answer")).to_contain_text("これまでの質問：0件")
    page.locator("#question textarea").fill("下書き")
    page.locator("#chat .retry").click()
    page.wait_for_timeout(500)
    expect(page.locator("#chat .option")).to_be_visible()
    expect(page.locator("#chat .user-row .md")).to_have_text(["会場の公園は？"])
    expect(page.locator("#question textarea")).to_have_value("下書き")


def test_a_chosen_language_is_that_of_page_and_answers_also_after_a_reload(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    page.wait_for_load_state("networkidle")
    page.locator("#language").select_option("zh-Hans")
    expect(page.locator("#send")).to_have_text("发送")
    page.reload()
    expect(page.locator("#send")).to_have_text("发送")
    expect(page.locator("#language")).to_have_value("zh-Hans")
    ask(page, "公園と倉庫について")
    expect(page.locator("#chat .answer").last).to_have_attribute("lang", "zh-Hans")


def test_the_address_fixes_the_language_of_the_page_only(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}?lang=zh-Hant&theme=dark")
    expect(page.locator("#send")).to_have_text("傳送")
    assert page.evaluate("document.body.classList.contains('dark')")
    ask(page, "公園と倉庫について")
    expect(page.locator("#chat .answer")).to_have_attribute("lang", "ja")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("  ", "質問を入力してください", id="empty"),
        pytest.param("公" * 20_000, "2,000字以内", id="long"),
    ],
)
def test_what_cannot_be_asked_stays_in_the_box_with_a_word(
    open_page: OpenPage, address: str, typed: str, said: str
) -> None:
    page = open_page(address)
    ask(page, typed)
    expect(page.locator("#notice")).to_contain_text(said)
    expect(page.locator("#question textarea")).to_have_value(typed)
    ask(page, "公園は\u0000？\u202e🏯")
    expect(page.locator("#chat .user-row .md")).to_have_text("公園は？🏯")
    expect(page.locator("#notice p")).to_have_count(0)


def test_a_table_and_sources_are_copied_as_what_other_programs_take(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    ask(page, "公園は？")
    expect(page.locator("#chat .option")).to_be_visible()
    page.evaluate(
        "addEventListener('copy', (event) => { window.copied = Object.fromEntries("
        "['text/plain', 'text/html'].map((type) => [type, event.clipboardData.getData(type)])); })"
    )
    page.locator("#chat .of-table").click()
    copied = page.evaluate("copied")
    assert copied["text/plain"].splitlines()[0].split("\t")[:2] == ["回", "プログラム"]
    assert "<tr><td>回</td>" in copied["text/html"]
    page.locator("#chat .of-sources").click()
    assert f"{address}source/" in page.evaluate("copied")["text/plain"]


def test_one_answer_is_printed_whole_and_without_what_can_be_pressed(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    for at, question in enumerate(("倉庫は？", "公園は？"), 1):
        ask(page, question)
        expect(page.locator("#chat .sources")).to_have_count(at)
        expect(page.locator("#send")).to_be_visible()
    page.locator("#chat details").last.evaluate("list => (list.open = false)")
    page.emulate_media(media="print")
    page.evaluate("print = () => { dispatchEvent(new Event('beforeprint')); window.printed = seen(); }; 0")
    page.evaluate(
        "window.seen = () => ['.user-row', '.tools', 'li', '#ask'].map((name) => "
        "[...document.querySelectorAll(name)].filter((one) => one.checkVisibility()).length); 0"
    )
    page.locator("#chat .print").last.dispatch_event("click")
    assert page.evaluate("printed") == [1, 0, 3, 0]


def test_a_second_question_waits_in_the_box_while_the_first_is_answered(open_page: OpenPage, tmp_path: Path) -> None:
    with serving(tmp_path, seconds=1.0) as address:
        page = open_page(address)
        ask(page, "公園は？")
        expect(page.locator("#stop")).to_be_visible()
        ask(page, "倉庫は？")
        expect(page.locator("#chat .sources")).to_have_count(1)
        expect(page.locator("#chat .user-row .md")).to_have_text(["公園は？"])
        expect(page.locator("#question textarea")).to_have_value("倉庫は？")
        page.locator("#send").click()
        expect(page.locator("#chat .user-row .md")).to_have_text(["公園は？", "倉庫は？"])
        expect(page.locator("#chat .sources")).to_have_count(2)
        expect(page.locator("#send")).to_be_visible()
