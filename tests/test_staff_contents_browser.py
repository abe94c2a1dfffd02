"""The tabs of documents, records and scores in a browser: what staff do there, and that nothing they upload runs."""

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests import samples
from tests.hostile import ATTACKS, build, report_text
from tests.serving import serving, wait_for

pytestmark = pytest.mark.browser

PASSWORD = "港の見える公園"
PATIENCE = 60_000  # ms, on a busy machine
NAMES = ("script", "image", "template")
TABS = ("報告書", "取り込み", "記録", "評価")

SignIn = Callable[..., Page]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("contents")
    build(folder)
    with serving(folder, program="tests.hostile", more={"SEMINAR_ADMIN_PASSWORD": PASSWORD}) as found:
        wait_for(f"{found}ready")
        yield found


@pytest.fixture
def sign_in(browser: Browser, address: str) -> Iterator[SignIn]:
    """Sign somebody in; whatever a script of a report would do is noted and must not be."""
    seen: list[str] = []
    opened: list[Page] = []

    def noted(dialog: Dialog) -> None:
        seen.append(dialog.message)
        dialog.dismiss()

    def signed_in(name: str = "山田", policy: bool = True, scheme: str = "light") -> Page:
        context = browser.new_context(
            locale="ja-JP", bypass_csp=not policy, color_scheme="dark" if scheme == "dark" else "light"
        )
        context.expose_function("hit", lambda: seen.append("a script ran"))
        page = context.new_page()
        page.on("dialog", noted)
        page.goto(f"{address}admin/")
        page.get_by_label("お名前").fill(name)
        page.get_by_label("パスワード").fill(PASSWORD)
        page.get_by_role("button", name="サインイン").click()
        expect(page.locator("#upload input[type=file]")).to_be_attached(timeout=PATIENCE)
        opened.append(page)
        return page

    yield signed_in
    for page in opened:
        page.wait_for_timeout(200)  # what runs a little later
        page.context.close()
    assert seen == []


def upload(page: Page, folder: Path, **texts: str) -> None:
    """Upload texts as files of these names, and wait until they are read."""
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    page.locator("#upload input[type=file]").set_input_files(paths)
    for name in texts:
        expect(page.locator("#waiting label").filter(has_text=f"{name}.txt")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#preview .reading")).to_be_visible(timeout=PATIENCE)


def choose(page: Page, name: str) -> None:
    page.locator("#waiting label").filter(has_text=name).first.click()


def decide(page: Page, decision: str, told: str) -> None:
    page.locator(decision).click()
    expect(page.locator("#documents-notice")).to_contain_text(told, timeout=PATIENCE)


@pytest.mark.parametrize("policy", [True, False], ids=["with-policy", "escaping-alone"])
def test_several_files_at_once_are_shown_as_text_whatever_they_hold(
    sign_in: SignIn, tmp_path: Path, policy: bool
) -> None:
    page = sign_in(policy=policy)
    upload(page, tmp_path, **{f"x{name}": report_text(21, ATTACKS[name]) for name in NAMES})
    for name in NAMES:
        choose(page, f"x{name}")
        expect(page.locator("#preview")).to_contain_text(ATTACKS[name], timeout=PATIENCE)
        page.locator("#preview details").last.locator("summary").click()
        expect(page.locator("#preview .page").first).to_contain_text(ATTACKS[name])
        assert page.locator("#preview :is(img, script, iframe, form, style, link, svg, object)").count() == 0
    for _ in NAMES:
        decide(page, "#refuse", "削除しました")
        page.wait_for_timeout(300)
    expect(page.locator("#waiting")).to_be_hidden()


def test_of_two_people_at_one_file_the_second_is_told(sign_in: SignIn, tmp_path: Path) -> None:
    first, second = sign_in("山田"), sign_in("王")
    upload(first, tmp_path, shared=samples.HARBIN)
    second.reload()
    expect(second.locator("#waiting label").filter(has_text="shared.txt")).to_contain_text("山田", timeout=PATIENCE)
    decide(first, "#accept", "受け入れました")
    decide(second, "#refuse", "すでに受け入れたか削除しました")
    expect(second.locator("#waiting")).to_be_hidden()
    expect(second.locator("#holdings")).to_contain_text("uploads/shared.txt")
    expect(second.locator("#holdings")).to_contain_text("未取り込み")


def test_a_file_that_cannot_be_read_can_only_be_refused(sign_in: SignIn, tmp_path: Path) -> None:
    page = sign_in()
    broken = tmp_path / "壊れた報告.pdf"
    broken.write_bytes(b"%PDF-1.7\n1 0 obj\n")
    page.locator("#upload input[type=file]").set_input_files([broken])
    expect(page.locator("#preview")).to_contain_text("このファイルは読めません", timeout=PATIENCE)
    expect(page.locator("#accept")).to_be_disabled()
    decide(page, "#refuse", "削除しました")


def test_a_value_is_corrected_only_with_a_sentence_of_the_report(sign_in: SignIn) -> None:
    page = sign_in()
    page.get_by_role("tab", name="記録", exact=True).click()
    page.locator("#lines label").filter(has_text="参加者数：150").first.click()
    expect(page.locator("#value textarea")).to_have_value("150", timeout=PATIENCE)
    page.locator("#value textarea").fill("151")
    proof = page.locator("#quote textarea").input_value()
    page.locator("#quote textarea").fill("そのような文はない")
    page.locator("#save").click()
    expect(page.locator("#records-notice")).to_contain_text("その記述は、この報告書にありません", timeout=PATIENCE)
    page.locator("#lines label").filter(has_text="参加者数：150").first.click()
    expect(page.locator("#quote textarea")).to_have_value(proof, timeout=PATIENCE)
    page.locator("#value textarea").fill("151")
    page.locator("#save").click()
    expect(page.locator("#corrections")).to_contain_text("次の取り込みから", timeout=PATIENCE)
    expect(page.locator("#corrections")).to_contain_text("山田")
    expect(page.locator("#lines label").filter(has_text="参加者数：151")).to_have_count(1)


def test_a_question_file_that_cannot_be_read_is_told_with_its_line(sign_in: SignIn, tmp_path: Path) -> None:
    page = sign_in()
    page.get_by_role("tab", name="評価", exact=True).click()
    wrong, right = tmp_path / "wrong.csv", tmp_path / "right.jsonl"
    wrong.write_text("question,kind\n第21回は？,hello\n", encoding="utf-8")
    right.write_text(json.dumps({"question": "第1回のテーマは？", "must": [["水辺"]]}), encoding="utf-8")
    page.locator("#question-file input[type=file]").set_input_files([wrong])
    expect(page.locator("#scores-notice")).to_contain_text("row 2", timeout=PATIENCE)
    page.locator("#question-file input[type=file]").set_input_files([right])
    expect(page.locator("#scores-notice")).to_contain_text("right.jsonl", timeout=PATIENCE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_tab_has_a_serious_finding_for_those_who_read_with_a_keyboard_or_a_screen_reader(
    sign_in: SignIn, tmp_path: Path, scheme: str
) -> None:
    page = sign_in(scheme=scheme)
    upload(page, tmp_path, sound=samples.LUOYANG)
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    serious: list[tuple[str, str, str]] = []
    for name in TABS:
        page.get_by_role("tab", name=name, exact=True).click()
        page.wait_for_timeout(1000)
        found = page.evaluate("axe.run().then((result) => result.violations)")
        grave = [one for one in found if one["impact"] in ("serious", "critical")]
        serious += [(name, one["id"], node["html"]) for one in grave for node in one["nodes"][:3]]
    assert serious == []
