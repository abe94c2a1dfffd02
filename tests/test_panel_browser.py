"""The panel of sources in a browser: opened by a citation, beside the conversation or, on a phone, over it."""

import io
import re
from collections.abc import Callable, Iterator

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsing import Scheme, watched_pages
from tests.serving import serving

pytestmark = pytest.mark.browser

AskedPage = Callable[..., Page]
WAREHOUSE = "北浜市の王副市長が<b>古い倉庫</b>の活用"
WIDTHS = pytest.mark.parametrize("width", [390, 1280], ids=["phone", "desk"])


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("documents")) as found:
        yield found


@pytest.fixture
def asked(browser: Browser, address: str) -> Iterator[AskedPage]:
    """Open the chat and ask for four citations; no page may report an error in its console."""
    failures: list[str] = []
    with watched_pages(browser) as new_page:

        def opened(width: int = 1280, scheme: Scheme = "light") -> Page:
            page = new_page(width, scheme=scheme)
            page.on("pageerror", lambda error: failures.append(str(error)))
            page.goto(address)
            page.locator("#question textarea").fill("公園と倉庫について")
            page.locator("#question textarea").press("Enter")
            expect(page.locator("#chat .sources li")).to_have_count(4)
            expect(page.locator("#chat .state")).to_have_count(0)
            return page

        yield opened
    assert failures == []


def panel(page: Page) -> Locator:
    return page.locator("#source-panel")


def open_second(page: Page) -> None:
    page.locator("#chat td a.mark").nth(1).click()
    expect(panel(page).locator("main")).to_be_visible()


def picture_of(sheet: Locator) -> Image.Image:
    return Image.open(io.BytesIO(sheet.screenshot())).convert("RGB")


@WIDTHS
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_citation_opens_its_page_with_the_quotation_in_sight(asked: AskedPage, width: int, scheme: Scheme) -> None:
    page = asked(width, scheme)
    open_second(page)
    expect(panel(page).locator("rect#quote")).to_be_in_viewport()
    expect(panel(page).locator("header")).to_contain_text("みなと交流セミナー報告")
    expect(panel(page).locator("header")).to_contain_text("12ページ")
    expect(panel(page).locator("a.original")).to_have_attribute("href", re.compile(r"/original#page=1$"))
    conversation, beside = page.locator("#chat").bounding_box(), panel(page).bounding_box()
    assert conversation and beside
    assert (conversation["x"] + conversation["width"] <= beside["x"] + 1) == (width > 900)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_picture_differs_where_the_quotation_stands_and_nowhere_else(asked: AskedPage) -> None:
    page = asked()
    open_second(page)
    sheet = panel(page).locator(".sheet")
    sheet.locator("img").evaluate("image => image.decode()")
    marked = picture_of(sheet)
    boxes = [box for mark in sheet.locator("rect").all() if (box := mark.bounding_box())]
    whole = sheet.bounding_box()
    sheet.locator("svg").evaluate("marks => marks.remove()")
    changed = ImageChops.difference(marked, picture_of(sheet)).getbbox()
    assert changed and whole and boxes
    edges = (
        min(box["x"] for box in boxes) - whole["x"],
        min(box["y"] for box in boxes) - whole["y"],
        max(box["x"] + box["width"] for box in boxes) - whole["x"],
        max(box["y"] + box["height"] for box in boxes) - whole["y"],
    )
    assert max(abs(one - other) for one, other in zip(changed, edges, strict=True)) < 3
    assert (changed[2] - changed[0]) * (changed[3] - changed[1]) < 0.1 * marked.width * marked.height


@WIDTHS
def test_the_citations_of_an_answer_can_be_read_in_turn(asked: AskedPage, width: int) -> None:
    page = asked(width)
    open_second(page)
    place = panel(page).locator(".place")
    expect(place).to_have_text(re.compile(r"〔2〕.*2 / 4"))
    panel(page).locator(".after").click()
    panel(page).locator(".after").click()
    expect(place).to_have_text(re.compile(r"〔4〕.*4 / 4"))
    expect(panel(page).locator(".after")).to_be_disabled()
    expect(panel(page).locator("header")).to_contain_text("ファイルの2ページ目")
    expect(panel(page).locator("rect#quote")).to_be_in_viewport()
    expect(page.locator("#chat .sources a[aria-current]")).to_contain_text("〔4〕")
    for _ in range(3):
        panel(page).locator(".before").click()
    expect(place).to_have_text(re.compile(r"〔1〕.*1 / 4"))
    expect(panel(page).locator(".before")).to_be_disabled()


@WIDTHS
@pytest.mark.parametrize(
    "leave",
    [
        pytest.param(lambda page: page.keyboard.press("Escape"), id="escape"),
        pytest.param(lambda page: page.go_back(), id="back"),
        pytest.param(lambda page: panel(page).locator(".close").click(), id="button"),
    ],
)
def test_the_panel_closes_and_the_conversation_stays(
    asked: AskedPage, width: int, leave: Callable[[Page], object]
) -> None:
    page = asked(width)
    address = page.url
    for _ in range(2):
        open_second(page)
        leave(page)
        expect(panel(page)).to_be_hidden()
        expect(page.locator("#chat td a.mark").nth(1)).to_be_focused()
    assert page.url == address
    expect(page.locator("#chat .sources li")).to_have_count(4)
    expect(page.locator("#chat a[aria-current]")).to_have_count(0)


def test_who_prefers_text_gets_text_for_the_next_citation_too(asked: AskedPage) -> None:
    page = asked()
    open_second(page)
    panel(page).locator("a.view").click()
    expect(panel(page).locator("mark")).to_contain_text(WAREHOUSE)
    expect(panel(page).locator("mark")).to_be_in_viewport()
    assert panel(page).locator("main b").count() == 0
    panel(page).locator(".after").click()
    expect(panel(page).locator("mark")).to_contain_text("参加者は120名")
    panel(page).locator("a.view").click()
    expect(panel(page).locator("rect#quote")).to_be_in_viewport()


def test_pages_can_be_turned_in_the_panel(asked: AskedPage) -> None:
    page = asked()
    open_second(page)
    panel(page).locator("a[rel=next]").click()
    expect(panel(page).locator("header")).to_contain_text("2 / 3")
    page.go_back()
    expect(panel(page)).to_be_hidden()


@pytest.mark.parametrize("how", ["middle", "control", "link"])
def test_the_page_opens_in_a_window_of_its_own_too(asked: AskedPage, how: str) -> None:
    page = asked()
    mark = page.locator("#chat td a.mark").nth(1)
    if how == "link":
        open_second(page)
    with page.context.expect_page() as opening:
        if how == "middle":
            mark.click(button="middle")
        elif how == "control":
            mark.click(modifiers=["Control"])
        else:
            panel(page).locator("a.whole").click()
    expect(opening.value.locator("rect#quote")).to_be_in_viewport()


def test_a_source_that_does_not_come_is_told_and_can_be_asked_for_again(asked: AskedPage) -> None:
    page = asked()
    page.route("**/source/*/1?*", lambda route: route.fulfill(status=200, body=""), times=1)
    page.locator("#chat td a.mark").nth(1).click()
    expect(panel(page).locator(".notice")).to_contain_text("出典を読み込めませんでした")
    page.locator("#chat td a.mark").nth(1).click()
    expect(panel(page).locator("rect#quote")).to_be_in_viewport()
