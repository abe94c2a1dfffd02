"""The chat page in a browser: asking, reading, opening a source, on a desk and on a phone."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Scheme, watched_pages
from tests.serving import serving, stripping

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("documents"), seconds=0.1) as found:
        yield found


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open pages of the chat that may not call another host nor report an error in their console."""
    with watched_pages(browser) as new_page:

        def opened(address: str, width: int = 1200, locale: str = "ja-JP", scheme: Scheme = "light") -> Page:
            page = new_page(width, locale, scheme)
            page.goto(address)
            expect(page.locator("#question textarea")).to_be_visible()
            return page

        yield opened


def ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("width", [390, 1200], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_question_is_answered_with_sources_that_open(
    open_page: OpenPage, address: str, width: int, scheme: Scheme
) -> None:
    page = open_page(address, width, scheme=scheme)
    ask(page, "公園と倉庫について")
    expect(page.locator("#chat .sources li")).to_have_count(4)
    expect(page.locator("#chat .state")).to_have_count(0)
    assert fits(page)
    for link in (page.locator("#chat .sources a").nth(1), page.locator("#chat td a.mark").nth(1)):
        with page.context.expect_page() as opening:
            link.click(button="middle")
        source = opening.value
        expect(source.locator("rect#quote")).to_be_in_viewport()
        source.locator("a.view").click()
        expect(source.locator("mark")).to_contain_text("北浜市の王副市長が<b>古い倉庫</b>の活用")
        expect(source.locator("mark")).to_be_in_viewport()
        assert fits(source)
        source.close()


def test_a_wide_table_scrolls_inside_its_answer_on_a_phone(open_page: OpenPage, address: str) -> None:
    page = open_page(address, 390)
    ask(page, "公園と倉庫について")
    table = page.locator("#chat .answer table")
    expect(table).to_be_visible()
    assert table.evaluate("table => table.scrollWidth > table.clientWidth && table.clientWidth < innerWidth")


def test_a_question_is_shown_as_typed(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    typed = "<img src=x onerror=document.title='oops'> **公園** [x](https://x.example)"
    ask(page, typed)
    expect(page.locator("#chat .answer")).to_be_visible()
    assert page.locator("#chat .user-row .md").inner_text() == typed
    assert page.locator("#chat .user-row img, #chat .user-row a").count() == 0
    assert page.title() != "oops"


def test_an_empty_question_is_not_asked(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    ask(page, "  ")
    page.wait_for_timeout(300)
    assert page.locator("#chat .user-row").count() == 0
    ask(page, "公園は？")
    expect(page.locator("#chat .sources")).to_be_visible()


def test_an_example_is_asked_by_a_click(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    example = page.locator("#chat .example").first
    asked = example.inner_text()
    example.click()
    expect(page.locator("#chat .user-row .md")).to_have_text(asked)
    expect(page.locator("#chat .answer")).to_be_visible()


def test_a_suggestion_is_asked_in_the_same_conversation_until_a_new_one(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    ask(page, "公園は？")
    page.locator("#chat .option").click()
    expect(page.locator("#chat .answer").nth(1)).to_contain_text("これまでの質問：1件")
    page.locator("#new").click()
    expect(page.locator("#chat .answer")).to_have_count(0)
    ask(page, "公園は？")
    expect(page.locator("#chat .answer")).to_contain_text("これまでの質問：0件")


@pytest.mark.parametrize(
    ("locale", "send", "placeholder"),
    [
        ("ja-JP", "送信", "質問を入力してください"),
        ("zh-CN", "发送", "请输入问题"),
        ("zh-TW", "傳送", "請輸入問題"),
        ("en-GB", "Send", "Ask a question"),
    ],
)
def test_the_page_speaks_the_browsers_language(
    open_page: OpenPage, address: str, locale: str, send: str, placeholder: str
) -> None:
    page = open_page(address, locale=locale)
    box = page.locator("#question textarea")
    expect(page.locator("#send")).to_have_text(send)
    expect(box).to_have_attribute("placeholder", placeholder)
    ask(page, "公園は？")
    expect(page.locator("#chat .sources")).to_be_visible()
    expect(box).to_have_attribute("placeholder", placeholder)


def test_enter_that_ends_a_composition_does_not_send(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    box = page.locator("#question textarea")
    box.click()
    keys = page.context.new_cdp_session(page)
    keys.send("Input.imeSetComposition", {"text": "公園は", "selectionStart": 3, "selectionEnd": 3})
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229, "nativeVirtualKeyCode": 229}
    keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    keys.send("Input.insertText", {"text": "公園は"})
    keys.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})
    page.wait_for_timeout(300)
    expect(box).to_have_value("公園は")
    assert page.locator("#chat .user-row").count() == 0
    box.press("Enter")
    expect(page.locator("#chat .user-row")).to_have_count(1)
    expect(box).to_have_value("")


def test_a_stopped_answer_says_so_and_the_next_question_is_answered(open_page: OpenPage, tmp_path: Path) -> None:
    with serving(tmp_path, seconds=1.0) as address:
        page = open_page(address)
        ask(page, "公園は？")
        page.locator("#stop").click()
        expect(page.locator("#chat .state")).to_have_text("停止しました")
        expect(page.locator("#send")).to_be_visible()
        page.wait_for_timeout(200)  # the page tells the server first
        ask(page, "公園は？")
        expect(page.locator("#chat .sources")).to_be_visible()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("索引は？", "`python -m ingest build`", id="somebody-can-fix-it"),
        pytest.param("壊れる？", "管理者にお知らせください", id="nobody-expected-it"),
    ],
)
def test_a_problem_is_said_in_the_answers_place(
    open_page: OpenPage, address: str, question: str, expected: str
) -> None:
    page = open_page(address)
    ask(page, question)
    expect(page.locator("#chat .bot-row")).to_contain_text(expected)
    expect(page.locator("#send")).to_be_visible()


def test_a_question_asked_while_the_index_loads_waits_visibly(open_page: OpenPage, tmp_path: Path) -> None:
    with serving(tmp_path, loaded=False) as address:
        page = open_page(address)
        ask(page, "公園は？")
        expect(page.locator("#chat .state")).to_contain_text("索引とモデルを読み込んでいます")
        (tmp_path / "loaded").touch()
        expect(page.locator("#chat .sources")).to_be_visible()


def test_a_slow_answer_of_one_reader_does_not_hold_up_another(open_page: OpenPage, tmp_path: Path) -> None:
    with serving(tmp_path, seconds=1.0) as address:
        pages = [open_page(address) for _ in range(4)]
        started = time.monotonic()
        for page in pages:
            ask(page, "公園は？")
        for page in pages:
            expect(page.locator("#chat .sources")).to_be_visible()
        assert time.monotonic() - started < 6  # one after another: 8 s


def test_the_page_works_behind_a_proxy_that_strips_a_prefix(open_page: OpenPage, tmp_path: Path) -> None:
    with serving(tmp_path, root_path="/seminar") as inner, stripping(inner, "/seminar") as outer:
        page = open_page(f"{outer}seminar/")
        ask(page, "公園は？")
        page.locator("#chat .sources a").first.click()
        expect(page.locator("#source-panel rect#quote")).to_be_in_viewport()
        with page.context.expect_page() as opening:
            page.locator("#source-panel a.whole").click()
        expect(opening.value.locator("rect#quote")).to_be_in_viewport()
        assert "/seminar/source/" in opening.value.url


def test_a_question_that_tells_no_language_is_answered_in_that_of_the_page(open_page: OpenPage, address: str) -> None:
    page = open_page(address, locale="zh-TW")
    ask(page, "DX?")
    expect(page.locator("#chat .answer").last).to_have_attribute("lang", "zh-Hant")
