"""The widget on a page of another origin: it opens, asks and cites there, and only there."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from tests.browsing import ARGUMENTS, Site, site
from tests.serving import serving, stripping, wait_for

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # milliseconds; the machine may be busy

NO_STORAGE = """
for (const name of ["localStorage", "sessionStorage", "indexedDB"])
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
"""
OpenPage = Callable[..., Page]


@dataclass(frozen=True)
class Intranet:
    """A site whose pages may embed the chat, and the chat's address under a name of its own."""

    portal: Site
    chat: str

    def put(self, attributes: str = "", *, more: str = "", path: str = "/", chat: str = "", **headers: str) -> str:
        """Put a page with the widget on the site; return its address."""
        tag = f'<script src="{chat or self.chat}widget.js" {attributes} defer></script>{more}'
        page = (
            f'<!DOCTYPE html><meta name="viewport" content="width=device-width"><h1>Portal</h1><a href="#">x</a>{tag}'
        )
        self.portal.put(path, f'<html lang="ja">{page}', **headers)
        return f"{self.portal.origin()}{path}"


@pytest.fixture(scope="module")
def intranet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Intranet]:
    folder = tmp_path_factory.mktemp("documents")
    with site() as portal, serving(folder, embed_origins=portal.origin()) as address:
        wait_for(address)
        yield Intranet(portal, address.replace("127.0.0.1", "chat.test"))


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open pages that may report no error and set no cookie."""
    errors: list[str] = []
    contexts: list[BrowserContext] = []

    def opened(address: str, width: int = 1200, script: str = "", quiet: bool = True) -> Page:
        phone = width < 500
        context = browser.new_context(
            viewport={"width": width, "height": 850}, locale="ja-JP", has_touch=phone, is_mobile=phone
        )
        if quiet:
            context.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
            context.on("weberror", lambda error: errors.append(error.error.message))
        if script:
            context.add_init_script(script)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert ([error for error in errors if "autofocusing" not in error], cookies) == ([], [])


def chat_in(page: Page) -> FrameLocator:
    return page.frame_locator("seminar-chat iframe")


def open_chat(page: Page) -> FrameLocator:
    page.locator("seminar-chat .opener").click()
    expect(chat_in(page).locator("#question textarea")).to_be_visible()
    return chat_in(page)


def ask(chat: FrameLocator, question: str = "公園と倉庫について") -> None:
    chat.locator("#question textarea").fill(question)
    chat.locator("#question textarea").press("Enter")
    expect(chat.locator("#chat .sources li")).to_have_count(4)


def test_a_listed_page_opens_the_chat_which_answers_and_cites(open_page: OpenPage, intranet: Intranet) -> None:
    page = open_page(intranet.put())
    chat = open_chat(page)
    ask(chat)
    with page.context.expect_page() as opening:
        chat.locator("#chat .sources a").nth(1).click(button="middle")
    expect(opening.value.locator("rect#quote")).to_be_in_viewport()


@pytest.mark.parametrize("leave", ["escape", "back"])
def test_a_source_opens_inside_the_widget_and_closes_before_it(
    open_page: OpenPage, intranet: Intranet, leave: str
) -> None:
    page = open_page(intranet.put())
    chat = open_chat(page)
    ask(chat)
    chat.locator("#chat .sources a").nth(1).click()
    expect(chat.locator("#source-panel rect#quote")).to_be_in_viewport()
    if leave == "escape":
        page.keyboard.press("Escape")
    else:
        page.evaluate("history.back()")
    expect(chat.locator("#source-panel")).to_be_hidden()
    expect(chat.locator("#chat .sources li")).to_have_count(4)


def test_nothing_but_the_script_is_loaded_until_the_panel_is_opened(open_page: OpenPage, intranet: Intranet) -> None:
    address = intranet.put()
    page = open_page("about:blank")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    expect(page.locator("seminar-chat .opener")).to_be_visible()
    assert [url for url in requests if "chat.test" in url] == [f"{intranet.chat}widget.js"]


def test_a_page_that_is_not_listed_is_refused_and_told_where_to_look(open_page: OpenPage, intranet: Intranet) -> None:
    intranet.put(path="/unlisted")
    page = open_page("about:blank", quiet=False)
    page.clock.install()
    page.goto(f"{intranet.portal.origin('stranger.test')}/unlisted")
    page.locator("seminar-chat .opener").click()
    page.wait_for_timeout(1000)
    assert chat_in(page).locator("#question").count() == 0
    page.clock.run_for(10_000)
    notice = page.locator("seminar-chat .notice")
    expect(notice).to_be_visible()
    check = notice.locator("a").nth(1).get_attribute("href")
    assert check and f"embed/check?origin=http%3A%2F%2Fstranger.test%3A{intranet.portal.port}" in check


def test_storage_that_throws_does_not_matter(open_page: OpenPage, intranet: Intranet) -> None:
    ask(open_chat(open_page(intranet.put(), script=NO_STORAGE)))


def test_a_browser_that_lets_no_site_store_anything_does_not_matter(
    browser: Browser, chromium: str, intranet: Intranet, tmp_path: Path
) -> None:
    (tmp_path / "Default").mkdir()
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}  # 2: no site may store anything
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(blocked))
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=chromium, args=ARGUMENTS, locale="ja-JP"
    )
    page = context.pages[0]
    page.goto(intranet.put())
    ask(open_chat(page))
    chat = next(frame for frame in page.frames if frame.url.startswith(intranet.chat))
    stored = "() => { try { return String(localStorage.length); } catch (error) { return error.name; } }"
    assert chat.evaluate(stored) == "SecurityError"
    context.close()


def test_a_path_prefix_is_found_in_the_address_of_the_script(
    open_page: OpenPage, intranet: Intranet, tmp_path: Path
) -> None:
    with (
        serving(tmp_path, root_path="/seminar", embed_origins=intranet.portal.origin()) as inner,
        stripping(inner, "/seminar") as outer,
    ):
        chat = f"{outer.replace('127.0.0.1', 'chat.test')}seminar/"
        page = open_page(intranet.put(chat=chat))
        ask(open_chat(page))
        assert str(page.locator("seminar-chat iframe").get_attribute("src")).startswith(f"{chat}?embedded=1")


def test_a_strict_policy_of_the_page_needs_two_lines_and_no_style(open_page: OpenPage, intranet: Intranet) -> None:
    origin = intranet.chat.rstrip("/")
    policy = f"default-src 'none'; script-src {origin}; frame-src {origin}"
    page = open_page(intranet.put(Content_Security_Policy=policy))
    ask(open_chat(page))
    opener = page.locator("seminar-chat .panel")
    assert opener.evaluate("element => getComputedStyle(element).position") == "fixed"


@pytest.mark.parametrize(("width", "whole"), [(390, True), (1200, False)], ids=["phone", "desk"])
def test_the_panel_fills_a_phone_and_leaves_a_desk_its_page(
    open_page: OpenPage, intranet: Intranet, width: int, whole: bool
) -> None:
    page = open_page(intranet.put(), width)
    open_chat(page)
    box = page.locator("seminar-chat .panel").bounding_box()
    assert box and (box["width"] == width and box["height"] == 850 and box["x"] == box["y"] == 0) == whole
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_keyboard_opens_closes_and_finds_its_way_back(open_page: OpenPage, intranet: Intranet) -> None:
    page = open_page(intranet.put('data-title="質問箱"'))
    opener = page.get_by_role("button", name="質問箱")
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.focus()
    opener.press("Enter")
    expect(chat_in(page).locator("#question textarea")).to_be_focused()
    expect(page.get_by_role("dialog", name="質問箱")).to_be_visible()
    page.keyboard.type("公園")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()
    opener.press("Enter")
    expect(chat_in(page).locator("#question textarea")).to_have_value("公園")
    page.get_by_role("button", name="閉じる").press("Escape")
    expect(opener).to_be_focused()


def test_several_on_one_page_keep_apart(open_page: OpenPage, intranet: Intranet) -> None:
    tag = f'<script src="{intranet.chat}widget.js" data-id="two" data-title="二つ目" defer></script>'
    page = open_page(intranet.put(more=tag), 390)
    openers = page.locator("seminar-chat .opener")
    expect(openers).to_have_count(2)
    first, second = openers.nth(0).bounding_box(), openers.nth(1).bounding_box()
    assert first and second and second["y"] + second["height"] <= first["y"]
    page.evaluate("postMessage({ seminar: 'ask', question: '公園と倉庫', id: 'two' }, location.origin)")
    expect(page.locator("seminar-chat").nth(1).frame_locator("iframe").locator("#chat .sources li")).to_have_count(4)
    expect(page.locator("seminar-chat .panel:visible")).to_have_count(1)


def test_a_prefilled_question_stands_in_the_box_and_is_not_asked(open_page: OpenPage, intranet: Intranet) -> None:
    question = "公園は？ \"<b>&'"
    escaped = question.replace("&", "&amp;").replace('"', "&quot;")
    chat = open_chat(open_page(intranet.put(f'data-question="{escaped}"')))
    expect(chat.locator("#question textarea")).to_have_value(question)
    expect(chat.locator("#chat .user-row")).to_have_count(0)


def test_the_page_itself_may_open_ask_and_close(open_page: OpenPage, intranet: Intranet) -> None:
    page = open_page(intranet.put())
    page.evaluate("postMessage({ seminar: 'ask', question: '公園と倉庫' }, location.origin)")
    expect(chat_in(page).locator("#chat .sources li")).to_have_count(4)
    page.evaluate("postMessage({ seminar: 'close' }, location.origin)")
    expect(page.locator("seminar-chat .panel")).to_be_hidden()
    page.evaluate("postMessage({ seminar: 'open' }, location.origin)")
    expect(page.locator("seminar-chat .panel")).to_be_visible()


ASK = "{ seminar: 'ask', question: '公園と倉庫' }"


def test_a_foreign_window_is_not_obeyed(open_page: OpenPage, intranet: Intranet) -> None:
    stranger = intranet.portal.origin("stranger.test")
    everywhere = f"for (let i = -1; i < parent.length; i++) (i < 0 ? parent : parent[i]).postMessage({ASK}, '*')"
    intranet.portal.put("/inner", f"<script>{everywhere}</script>")
    address = intranet.put(more=f'<iframe src="{stranger}/inner"></iframe>')
    opener = open_page(f"{stranger}/nothing")
    for target in (address, intranet.chat):
        with opener.context.expect_page() as opening:
            opener.evaluate("address => { window.opened = open(address); }", target)
        page = opening.value
        page.locator("seminar-chat .opener, #question textarea").wait_for()
        opener.evaluate(f"opened.postMessage({ASK}, '*')")
        page.wait_for_timeout(1000)
        assert page.locator("seminar-chat .panel:visible, #chat .user-row").count() == 0
    page = open_page(address)
    chat = open_chat(page)
    page.evaluate("document.querySelector('iframe').src += '?again'")
    page.wait_for_timeout(1000)
    assert chat.locator("#chat .user-row").count() == 0


def test_a_browser_too_old_gets_a_plain_link(open_page: OpenPage, intranet: Intranet) -> None:
    page = open_page(intranet.put('data-lang="zh-TW"'), script="delete Element.prototype.attachShadow;")
    link = page.get_by_role("link", name="研討會報告問答")
    expect(link).to_have_attribute("href", f"{intranet.chat}?lang=zh-Hant")


@pytest.mark.parametrize(
    ("attributes", "title"),
    [('data-lang="zh"', "研讨会报告问答"), ('data-lang="en"', "Ask the seminar reports"), ("", "セミナー報告書に聞く")],
    ids=["asked-for", "english", "of-the-page"],
)
def test_the_widget_speaks_the_language_it_is_given(
    open_page: OpenPage, intranet: Intranet, attributes: str, title: str
) -> None:
    page = open_page(intranet.put(attributes))
    expect(page.locator("seminar-chat .opener")).to_have_text(title)


def test_a_plain_frame_works_too(open_page: OpenPage, intranet: Intranet) -> None:
    intranet.portal.put("/frame", f'<iframe src="{intranet.chat}?embedded=1" width="480" height="640"></iframe>')
    chat = open_page(f"{intranet.portal.origin()}/frame").frame_locator("iframe")
    ask(chat)
    expect(chat.locator("#title")).to_be_hidden()


def test_an_address_can_ask_and_is_not_asked_again(open_page: OpenPage, intranet: Intranet) -> None:
    page = open_page(f"{intranet.chat}?ask=%E5%85%AC%E5%9C%92&lang=ja")
    expect(page.locator("#chat .sources")).to_be_visible()
    assert page.url == f"{intranet.chat}?lang=ja"
