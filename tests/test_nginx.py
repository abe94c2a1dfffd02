"""The server behind a real nginx, under a prefix that is kept and under one that is stripped."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from assistant.probes import probe
from assistant.settings import AssistantSettings
from tests.browsing import Site, site
from tests.fake_assistant import REPORT
from tests.proxies import PREFIX, STYLES, nginx
from tests.serving import serving, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SECONDS = 60_000  # milliseconds; the machine may be busy


@dataclass(frozen=True)
class Proxied:
    """The address of the chat behind nginx, and a site whose pages may embed it."""

    address: str
    portal: Site


@pytest.fixture(scope="module", params=STYLES)
def proxied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    folder = tmp_path_factory.mktemp("proxied")
    with (
        site() as portal,
        serving(folder, root_path=PREFIX, embed_origins=portal.origin()) as inner,
        nginx(tmp_path_factory.mktemp("nginx"), [inner], request.param) as address,
    ):
        wait_for(address)
        yield Proxied(address, portal)


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "health",
        "ready",
        "",
        "widget.js",
        "embed/check",
        "help",
        "history",
        "chat.js",
        "theme.css",
        f"source/{REPORT}/1",
    ],
)
def test_every_address_is_found_below_the_prefix(proxied: Proxied, path: str) -> None:
    with urlopen(proxied.address + path, timeout=30) as answer:
        assert answer.status == 200 and answer.read()


@pytest.mark.slow
def test_what_is_streamed_is_not_held_back(proxied: Proxied) -> None:
    times = []
    with urlopen(f"{proxied.address}embed/stream", timeout=30) as answer:
        while answer.read1(100):
            times.append(time.monotonic())
    assert len(times) > 1


@pytest.mark.slow
def test_the_doctor_finds_nothing_to_mend(proxied: Proxied) -> None:
    wait_for(f"{proxied.address}ready")
    settings = AssistantSettings(root_path=PREFIX, embed_origins=proxied.portal.origin())
    found = list(probe(proxied.address, settings))
    assert [one for one in found if one.state != "good"] == []
    assert "sign-in" in [one.check for one in found]


@pytest.mark.browser
def test_chat_sources_and_the_check_of_the_way_work_in_a_browser(proxied: Proxied, browser: "Browser") -> None:
    from playwright.sync_api import expect

    context = browser.new_context(locale="ja-JP")
    page = context.new_page()
    page.goto(proxied.address)
    box = page.locator("#question textarea")
    box.fill("公園と倉庫について", timeout=SECONDS)
    box.press("Enter")
    expect(page.locator("#chat .sources li")).to_have_count(4, timeout=SECONDS)
    page.goto(page.locator("#chat .sources a").first.evaluate("link => link.href"))
    expect(page.locator("rect#quote")).to_have_count(1, timeout=SECONDS)
    page.goto(f"{proxied.address}embed/check?origin={proxied.portal.origin()}")
    expect(page.locator(".summary.ok, .summary.bad")).to_be_visible(timeout=SECONDS)
    assert page.locator("#results .bad").all_inner_texts() == []
    context.close()


@pytest.mark.browser
def test_the_widget_opens_and_answers_on_a_page_of_another_origin(proxied: Proxied, browser: "Browser") -> None:
    from playwright.sync_api import expect

    context = browser.new_context(locale="ja-JP")
    page = context.new_page()
    chat_address = proxied.address.replace("127.0.0.1", "chat.test")
    proxied.portal.put("/", f'<html lang="ja"><h1>Portal</h1><script src="{chat_address}widget.js" defer></script>')
    page.goto(proxied.portal.origin())
    page.locator("seminar-chat .opener").click()
    chat = page.frame_locator("seminar-chat iframe")
    chat.locator("#question textarea").fill("公園と倉庫について", timeout=SECONDS)
    chat.locator("#question textarea").press("Enter")
    expect(chat.locator("#chat .sources li")).to_have_count(4, timeout=SECONDS)
    context.close()
