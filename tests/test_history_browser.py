"""The history page and the downloads in a browser, on a desk and on a phone, behind a prefix."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Scheme, watched_pages
from tests.serving import serving, stripping, wait_for

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
PREFIX = "/assist"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve behind a proxy that takes a prefix off: what works there works without one."""
    with (
        serving(tmp_path_factory.mktemp("documents"), root_path=PREFIX) as inner,
        stripping(inner, PREFIX) as outer,
    ):
        wait_for(f"{inner}ready")
        yield f"{outer.rstrip('/')}{PREFIX}/"


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open pages that may not call another host nor report an error in their console."""
    with watched_pages(browser, "manifest") as new_page:

        def opened(address: str, width: int = 1200, scheme: Scheme = "light") -> Page:
            page = new_page(width, scheme=scheme)
            page.goto(address)
            return page

        yield opened


@pytest.mark.parametrize("width", [390, 1200], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_history_fits_its_window_and_its_links_land(
    open_page: OpenPage, address: str, width: int, scheme: Scheme, tmp_path: Path
) -> None:
    page = open_page(f"{address}history", width, scheme)
    expect(page.locator(".editions tbody tr:not(.gap)")).to_have_count(2)
    expect(page.locator("svg.map circle.JP")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("getComputedStyle(document.querySelector('.editions')).borderCollapse") == "collapse"
    page.screenshot(path=tmp_path / "history.png", full_page=True)
    page.locator(".grid li.speaker a").first.click()
    expect(page.locator("mark")).to_contain_text("花岡利夫市長")
    expect(page.locator("mark")).to_be_in_viewport()


def test_the_chat_leads_to_the_history_and_back(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    with page.context.expect_page() as opening:
        page.locator("#history").click()
    history = opening.value
    expect(history.locator("h1")).to_have_text("セミナーの歩み")
    history.locator("nav a").first.click()
    expect(history.locator("#question textarea")).to_be_visible()


def test_a_list_answer_and_the_grid_can_be_saved(open_page: OpenPage, address: str) -> None:
    page = open_page(address, 390)
    page.locator("#question textarea").fill("公園と倉庫について")
    page.locator("#question textarea").press("Enter")
    for name in ("CSV", "Excel"):
        with page.expect_download() as saving:
            page.locator("#chat .download a", has_text=name).click()
        assert saving.value.suggested_filename.startswith("seminar-list.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page = open_page(f"{address}history")
    with page.expect_download() as saving:
        page.locator("#grid .save a").first.click()
    assert saving.value.path().read_bytes().startswith(b"\xef\xbb\xbf")
