"""Where readers sign in: through the form, and from a page of another site, whose frame gets no cookie."""

import time
from collections.abc import Iterator

import jwt
import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.tokens import AUDIENCE
from tests.browsing import Site, site
from tests.serving import serving, wait_for

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # milliseconds; the machine may be busy

PASSWORD, SECRET = "港の見える公園", "s" * 40


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, str]]:
    folder = tmp_path_factory.mktemp("closed")
    more = {"SEMINAR_READER_PASSWORD": PASSWORD, "SEMINAR_EMBED_SECRET": SECRET}
    with site() as portal, serving(folder, embed_origins=portal.origin(), more=more) as address:
        wait_for(f"{address}ready")
        yield portal, address.replace("127.0.0.1", "chat.test")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="ja-JP")
    yield context.new_page()
    context.close()


def put(portal: Site, chat: str, token: str) -> str:
    portal.put("/", f'<h1>Portal</h1><script src="{chat}widget.js" data-token="{token}" data-lang="ja" defer></script>')
    return f"{portal.origin()}/"


def test_whoever_signs_in_asks_and_whoever_signs_out_does_not(page: Page, closed: tuple[Site, str]) -> None:
    _, chat = closed
    page.goto(f"{chat}?draft=公園")
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")
    expect(page.locator("#question textarea")).to_have_value("公園")
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#chat .answer")).to_have_count(1)
    page.locator("#sign-out").click()
    expect(page.locator("#password")).to_be_visible()
    page.goto(f"{chat}history")
    expect(page.locator("#password")).to_be_visible()


def test_a_portal_lets_its_readers_in_without_a_cookie(page: Page, closed: tuple[Site, str]) -> None:
    portal, chat = closed
    now = int(time.time())
    token = jwt.encode({"aud": AUDIENCE, "iat": now, "exp": now + 60}, SECRET, "HS256")
    page.goto(put(portal, chat, token))
    page.locator("seminar-chat .opener").click()
    inner = page.frame_locator("seminar-chat iframe")
    inner.locator("#question textarea").fill("公園の発表")
    inner.locator("#question textarea").press("Enter")
    expect(inner.locator("#chat .answer")).to_have_count(1)
    inner.locator("#chat .sources a").nth(1).click()
    expect(inner.locator("#source-panel rect#quote")).to_be_in_viewport()
    expect(inner.locator("#sign-out")).to_be_hidden()  # it is the page around that lets readers in
    assert token not in page.content().replace(f'data-token="{token}"', "")
    assert page.context.cookies() == []


def test_a_stale_token_leaves_the_chat_closed(page: Page, closed: tuple[Site, str]) -> None:
    portal, chat = closed
    token = jwt.encode({"aud": AUDIENCE, "iat": 1, "exp": 2}, SECRET, "HS256")
    page.goto(put(portal, chat, token))
    page.locator("seminar-chat .opener").click()
    page.wait_for_timeout(3000)
    assert page.frame_locator("seminar-chat iframe").locator("#question").count() == 0
