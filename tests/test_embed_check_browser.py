"""The check of the embedding in a browser: in order where all is, and naming what a proxy or a setting spoils."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from tests.serving import serving, stripping, wait_for

pytestmark = pytest.mark.browser

PORTAL = "http://portal.test"
Spoil = Callable[[APIResponse], dict[str, str]]
SLOW = 60_000  # milliseconds; the chat in the frame may take its time on a busy machine


def with_header(name: str, value: str) -> Spoil:
    """Return what a proxy does that sets a header."""
    return lambda answer: {**answer.headers, name: value}


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("documents"), embed_origins=PORTAL) as address:
        wait_for(address)
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="ja-JP")
    yield context.new_page()
    context.close()


def check(page: Page, chat: str, origin: str) -> list[str]:
    """Open the check; return what it says is to be mended."""
    page.goto(f"{chat}embed/check?origin={origin}")
    expect(page.locator(".summary.ok, .summary.bad")).to_be_visible(timeout=SLOW)
    return page.locator("#results .bad strong").all_inner_texts()


def spoil(page: Page, path: str, headers: Spoil) -> None:
    """Stand between the browser and one address, as a proxy does."""

    def pass_on(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=headers(answer))

    page.route(lambda url: url.split("?")[0].endswith(path), pass_on)


def test_all_is_in_order_and_the_code_can_be_copied(page: Page, chat: str) -> None:
    assert check(page, chat, f"{PORTAL}/some/page") == []
    expect(page.locator("#results .ok")).to_have_count(11)
    code = page.locator("#paste pre").all_inner_texts()
    assert code[0] == f'<script src="{chat}widget.js" data-lang="ja" defer></script>'
    origin = chat.rstrip("/")
    assert code[2] == f"script-src {origin}; frame-src {origin}"


@pytest.mark.parametrize(
    ("origin", "expected", "line"),
    [
        ("http://other.test", ["ページの許可"], f"SEMINAR_EMBED_ORIGINS={PORTAL} http://other.test"),
        ("https://portal.test", ["ページの許可", "http と https の組み合わせ"], "https://portal.test"),
    ],
    ids=["unlisted", "mixed-content"],
)
def test_a_setting_that_is_wrong_is_named_with_the_line_to_write(
    page: Page, chat: str, origin: str, expected: list[str], line: str
) -> None:
    assert check(page, chat, origin) == expected
    expect(page.locator("#results .bad pre").first).to_contain_text(line)


def test_what_is_no_address_is_said_to_be_none(page: Page, chat: str) -> None:
    assert check(page, chat, "portal") == ["ページの許可"]
    expect(page.locator("#results .bad p")).to_contain_text("「portal」はアドレスとして読めません")


@pytest.mark.parametrize(
    ("path", "headers", "expected"),
    [
        ("/", with_header("x-frame-options", "SAMEORIGIN"), "X-Frame-Options"),
        ("/", with_header("content-security-policy", "frame-ancestors 'none'"), "Content-Security-Policy"),
        ("/widget.js", with_header("access-control-allow-origin", "*"), "Access-Control-Allow-Origin"),
        ("/widget.js", with_header("content-type", "text/plain"), "widget.js"),
        ("/embed/stream", lambda answer: answer.headers, "少しずつ現れる回答"),
    ],
    ids=["frame-options", "policy", "cors", "kind", "buffering"],
)
def test_what_a_proxy_spoils_is_named(page: Page, chat: str, path: str, headers: Spoil, expected: str) -> None:
    spoil(page, path, headers)
    assert expected in check(page, chat, PORTAL)


def test_a_proxy_that_lets_no_question_through_is_named(page: Page, chat: str) -> None:
    page.route("**/gradio_api/reset", lambda route: route.fulfill(status=403))
    assert check(page, chat, PORTAL) == ["質問の送信（POST）"]
    expect(page.locator("#results .bad p")).to_contain_text("403")


def test_a_prefix_the_server_does_not_know_is_named(page: Page, tmp_path: Path) -> None:
    with serving(tmp_path, embed_origins=PORTAL) as inner, stripping(inner, "/seminar") as outer:
        chat = f"{outer}seminar/"
        assert check(page, chat, PORTAL)[0] == "公開アドレス"
        expect(page.locator("#results .bad pre").first).to_contain_text("SEMINAR_ROOT_PATH=/seminar")
    with (
        serving(tmp_path, root_path="/seminar", embed_origins=PORTAL) as inner,
        stripping(inner, "/seminar") as outer,
    ):
        assert check(page, f"{outer}seminar/", PORTAL) == []


def test_where_readers_sign_in_it_is_said_what_the_page_must_do(page: Page, tmp_path: Path) -> None:
    more = {"SEMINAR_READER_PASSWORD": "correct horse battery"}
    with serving(tmp_path, embed_origins=PORTAL, more=more) as chat:
        wait_for(f"{chat}ready")
        assert check(page, chat, PORTAL) == ["利用者のサインイン"]
        expect(page.locator("#results .bad pre")).to_have_text("SEMINAR_EMBED_SECRET=")
        expect(page.locator("#results .open")).to_have_count(3)
        expect(page.locator("#results .open p").first).to_contain_text(f"{chat}sign-in")
        page.goto(f"{chat}sign-in")
        page.locator("#password").fill(more["SEMINAR_READER_PASSWORD"])
        page.locator("#password").press("Enter")
        expect(page.locator("#question textarea")).to_be_visible(timeout=SLOW)
        assert check(page, chat, chat) == []
        expect(page.locator("#results .ok")).to_have_count(11)


def test_a_page_that_lets_readers_in_is_given_a_place_for_its_token(page: Page, tmp_path: Path) -> None:
    with serving(tmp_path, embed_origins=PORTAL, more={"SEMINAR_EMBED_SECRET": "s" * 40}) as chat:
        wait_for(f"{chat}ready")  # what is still being built when the server is told to stop may take longer than that
        page.goto(f"{chat}embed/check?origin={PORTAL}")
        expect(page.locator(".summary.open")).to_be_visible(timeout=SLOW)
        expect(page.locator("#paste pre").first).to_contain_text(' data-token="…" defer')
