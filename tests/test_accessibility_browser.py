"""What axe finds on the pages for those who read with a keyboard or a screen reader: nothing serious."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.fake_assistant import REPORT
from tests.serving import serving, wait_for

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("pages")) as found:
        wait_for(f"{found}ready")
        yield found


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="ja-JP", color_scheme=request.param)
    yield context.new_page()
    context.close()


def findings(page: Page) -> list[str]:
    """Return what is serious or critical: which rule, and where."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then((result) => result.violations)")
    return [
        f"{one['id']}: {[node['html'] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("path", ["help", "history", f"source/{REPORT}/1", "embed/check"])
def test_a_page_has_no_serious_finding(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}{path}")
    page.wait_for_timeout(300)
    assert findings(page) == []


def test_the_chat_and_its_list_have_no_serious_finding(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#chat .example").first).to_be_visible()
    assert findings(page) == []
    page.locator("#question textarea").fill("公園は？")
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#chat .option")).to_be_visible()
    page.locator("#chat .vote").first.click()
    expect(page.locator("#chat .tools input")).to_be_visible()
    assert findings(page) == []
    page.locator("#list").click()
    expect(page.locator("#conversations .open")).to_be_visible()
    assert findings(page) == []
