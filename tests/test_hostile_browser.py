"""Everything a stranger can write into reports, questions, addresses, attributes and messages stays text.

Each attack is tried with the page's policy and without it: what is escaped needs no policy, and the policy alone holds
where nothing was escaped.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.browsing import Site, site
from tests.hostile import ATTACKS, HOSTILE, REPORTS, build
from tests.serving import serving, wait_for

pytestmark = pytest.mark.browser

IN_ADDRESS = "\"><img src=x onerror=hit()>'</script><script>hit()</script>"
BOTH = pytest.mark.parametrize("policy", [True, False], ids=["with-policy", "escaping-alone"])


@dataclass
class Watch:
    """What attacks achieved."""

    seen: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Note every call of `hit`, every dialog, every request for the attacker's host and every complaint."""
        context.expose_function("hit", lambda: self._note("a script ran"))
        context.on("dialog", self._dialog)
        context.on("request", lambda request: self._note(request.url, HOSTILE in request.url))
        context.on("console", lambda said: self._note(said.text, said.type == "error"))

    def _dialog(self, dialog: Dialog) -> None:
        self._note("a dialog")
        dialog.dismiss()

    def _note(self, what: str, counts: bool = True) -> None:
        if counts and "autofocusing" not in what:
            self.seen.append(what)


OpenPage = Callable[..., Page]


@dataclass(frozen=True)
class Hostile:
    """A chat over hostile reports, and a site that may embed it."""

    chat: str
    portal: Site

    def put(self, attributes: str = "") -> str:
        """Put a page with the widget on the site; return its address."""
        self.portal.put("/", f'<h1>Portal</h1><script src="{self.chat}widget.js" {attributes} defer></script>')
        return f"{self.portal.origin()}/"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    folder = tmp_path_factory.mktemp("hostile")
    build(folder)
    with site() as portal, serving(folder, program="tests.hostile", embed_origins=portal.origin()) as address:
        wait_for(f"{address}ready")
        yield Hostile(address, portal)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open pages in which no attack may achieve anything."""
    watch = Watch()
    contexts: list[BrowserContext] = []

    def opened(address: str, policy: bool = True) -> Page:
        context = browser.new_context(locale="ja-JP", bypass_csp=not policy)
        contexts.append(context)
        watch.over(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.pages[0].wait_for_timeout(200)  # what loads or runs a little later
        context.close()
    assert watch.seen == []


def letters(text: str) -> str:
    """Return what can be seen of a text, without blanks."""
    return "".join(sign for sign in text if unicodedata.category(sign)[0] not in "CZ")


def ask_all(page: Page, questions: list[str]) -> None:
    """Ask one question after the other, each once the one before is answered."""
    for count, question in enumerate(questions, 1):
        page.locator("#question textarea").fill(question)
        page.locator("#question textarea").press("Enter")
        expect(page.locator("#chat .answer")).to_have_count(count, timeout=20_000)
        expect(page.locator("#send")).to_be_visible()


@BOTH
def test_every_question_is_shown_as_it_was_typed(open_page: OpenPage, hostile: Hostile, policy: bool) -> None:
    page = open_page(hostile.chat, policy)
    ask_all(page, list(ATTACKS.values()))
    shown = page.locator("#chat .user-row .md").all_inner_texts()
    assert [letters(text) for text in shown] == [letters(attack) for attack in ATTACKS.values()]
    assert page.locator("#chat .user-row :is(img, a, iframe, svg, form, style, link, table, details)").count() == 0


@BOTH
def test_conversations_named_by_hostile_questions_are_listed_as_text(
    open_page: OpenPage, hostile: Hostile, policy: bool
) -> None:
    page = open_page(hostile.chat, policy)
    names = ("script", "image", "out-of-attribute", "opens-by-itself")
    for name in names:
        tab = page.context.new_page()  # a conversation of its own
        tab.goto(hostile.chat)
        ask_all(tab, [ATTACKS[name]])
        tab.close()
    page.locator("#list").click()
    titles = page.locator("#conversations .open > span:first-child")
    expect(titles).to_have_count(len(names))
    assert sorted(titles.all_inner_texts()) == sorted(ATTACKS[name] for name in names)


@BOTH
def test_what_reports_say_is_quoted_as_text(open_page: OpenPage, hostile: Hostile, policy: bool) -> None:
    page = open_page(hostile.chat, policy)
    ask_all(page, [f"第{edition}回のテーマは何ですか？" for edition in range(1, len(REPORTS) + 1)])
    answers = page.locator("#chat .answer")
    for place, name in enumerate(REPORTS):
        assert letters(ATTACKS[name]) in letters(answers.nth(place).inner_text()), name
    assert page.locator("#chat .bot-row :is(img, iframe, object, form, style, link, svg.x, math)").count() == 0
    foreign = "links => links.map(link => link.href).filter(address => !address.startsWith(location.origin + '/'))"
    assert page.locator("#chat .bot-row a").evaluate_all(foreign) == []


@BOTH
def test_pages_made_of_hostile_reports_show_text(open_page: OpenPage, hostile: Hostile, policy: bool) -> None:
    page = open_page(f"{hostile.chat}history", policy)
    links = page.locator("a[href*='source/']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    sources = sorted({re.sub(r"\d+\?.*", "1", link) for link in links})
    assert len(sources) == len(REPORTS)
    foreign = "main :is(iframe, script, form, style, link, math, object)"
    assert page.locator(foreign).count() == 0
    for address in sources:
        page.goto(hostile.chat + address)
        assert page.locator(foreign).count() == 0


@pytest.mark.parametrize(
    "path",
    [
        "?ask={0}",
        "?draft={0}",
        "?lang={0}&theme={0}&__theme={0}&__lang={0}",
        "?embedded={0}&deep_link={0}&view={0}",
        "?{0}={0}#{0}",
        "history?lang={0}",
        "source/{0}/1",
        "source/0123456789ab/1?at={0}&quote={0}&hash={0}",
        "answer/list.csv?q={0}&lang={0}&after={0}",
        "embed/check?origin={0}&lang={0}",
        "embed/check?origin=javascript:hit()",
        "{0}",
    ],
)
def test_nothing_in_an_address_runs(open_page: OpenPage, hostile: Hostile, path: str) -> None:
    address = hostile.chat + path.format(quote(IN_ADDRESS))
    for policy in (True, False):
        page = open_page("about:blank", policy)
        answer = page.request.get(address)
        assert "<script>hit" not in answer.text() and "<img src=x" not in answer.text()
        if answer.headers["content-type"].startswith("text/html") and answer.ok:
            page.goto(address)
            page.wait_for_timeout(500)


@pytest.mark.parametrize("attack", ['"><img src=x onerror=hit()>', "' onclick='hit()", "javascript:hit()", "</script>"])
def test_nothing_in_an_attribute_of_the_widget_runs(open_page: OpenPage, hostile: Hostile, attack: str) -> None:
    names = ("title", "question", "lang", "theme", "id", "side")
    attributes = " ".join(f'data-{name}="{escape(attack)}"' for name in names)
    page = open_page(hostile.put(attributes))
    opener = page.locator("seminar-chat .opener")
    expect(opener).to_have_text(attack)
    opener.click()
    box = page.frame_locator("seminar-chat iframe").locator("#question textarea")
    expect(box).to_have_value(attack, timeout=20_000)


def test_nothing_in_a_message_runs(open_page: OpenPage, hostile: Hostile) -> None:
    page = open_page(hostile.put())
    page.locator("seminar-chat .opener").click()
    inner = page.frame_locator("seminar-chat iframe")
    expect(inner.locator("#question textarea")).to_be_visible(timeout=20_000)
    messages = [
        "hit()",
        "[iFrameSizer]message:hit()",
        "[iFrameSizer]x:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:parent:scroll",
        {"seminar": ["ask"], "question": {"toString": "hit"}},
        {"seminar": "hello", "focus": ATTACKS["image"]},
        {"seminar": "ask", "question": 7},
        {"type": "SET_SCROLLING", "enabled": ATTACKS["image"]},
        {"seminar": "ask", "question": ATTACKS["image"]},
    ]
    frame = "document.querySelector('seminar-chat').shadowRoot.querySelector('iframe').contentWindow"
    for message in messages:
        page.evaluate(f"message => {{ {frame}.postMessage(message, '*'); postMessage(message, '*'); }}", message)
    expect(inner.locator("#chat .user-row .md")).to_have_text(ATTACKS["image"])
    expect(inner.locator("#chat .answer")).to_have_count(1)


def test_the_policy_alone_stops_what_no_escaping_stopped(browser: Browser, hostile: Hostile) -> None:
    ran: list[str] = []
    page = browser.new_page()
    page.expose_function("hit", lambda: ran.append("a script ran"))
    page.goto(hostile.chat)
    expect(page.locator("#question textarea")).to_be_visible()
    put = (
        "markup => { document.querySelector('#chat').innerHTML = markup; document.querySelector('#chat a')?.click(); }"
    )
    for attack in ("script", "image", "drawing", "frame", "frame-address", "object", "link", "opens-by-itself"):
        page.evaluate(put, ATTACKS[attack])
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), { text: 'hit()' }))")
    page.wait_for_timeout(500)
    page.close()
    assert ran == []
