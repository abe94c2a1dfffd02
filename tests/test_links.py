"""Links to quotations: what they carry, and that they lead to the same words after the report was read anew."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from assistant.citations import Citations
from assistant.links import Found, Link, find_again, read_link, source_link
from assistant.records import Citation
from ingest.records import Excerpt, Page, Report, Run, Sentence, Span
from ingest.text import flat
from tests.fake_assistant import FIRST, REPORT, FakeAssistant
from tests.handmade import japanese
from tests.test_server import client_of

PAGE = f"/source/{REPORT}/1"
QUOTE = "花岡市長が東御市の魅力とDXの取り組みを発表されました。"


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return client_of(FakeAssistant(tmp_path))


def report(*pages: str, quote: str = QUOTE) -> Report:
    """Return a report whose only sentences are the quotation, over as many pages and lines as it needs."""
    places = [(number, at) for number, page in enumerate(pages, 1) for at in range(len(page))]
    kept = [(pages[number - 1][at], number, at) for number, at in places if not pages[number - 1][at].isspace()]
    whole = "".join(character for character, _, _ in kept)
    body = re.sub(r"〔.*?〕", lambda match: "\0" * len(match[0]), whole)  # 〔…〕 stands for the foot of a page
    inside = [one for one, character in zip(kept, body, strict=True) if character != "\0"]
    text = "".join(character for character, _, _ in inside)
    sentences: list[Sentence] = []
    for match in re.finditer(re.escape(quote), text):
        found = inside[match.start() : match.end()]
        runs = tuple(Run(at, 1, number, offset, at > 0) for at, (_, number, offset) in enumerate(found))
        sentences.append(Sentence(Excerpt(quote, runs), "", "paragraph", 0))
    numbered = tuple(Page(number, page) for number, page in enumerate(pages, 1))
    return replace(japanese(), pages=numbered, sentences=tuple(sentences))


def link_to(cited: Report) -> Link:
    """Return the link to the report's sentence, read back from its address."""
    citations = Citations()
    assert citations.cite(cited, cited.sentences[0].excerpt)
    return read_back(citations.found[0])


def read_back(citation: Citation) -> Link:
    address = urlsplit(source_link(citation, "ja"))
    asked = parse_qs(address.query)
    page = int(address.path.rsplit("/", 1)[1])
    return read_link(page, asked["at"], asked["quote"][0], asked["hash"][0])


def text_at(held: Report, found: Found) -> str:
    return flat("".join(held.pages[span.page - 1].text[span.start : span.end] for span in found.spans))


BEFORE = report("開会のあと、\n" + QUOTE + "\n閉会。", "次の頁")


@pytest.mark.parametrize(
    ("after", "pages"),
    [
        pytest.param(BEFORE, [1], id="unchanged"),
        pytest.param(report("開会。\n挨拶。\n" + QUOTE, "次の頁"), [1], id="moved-on-its-page"),
        pytest.param(report("表紙", "目次", "本文。" + QUOTE), [3], id="another-page"),
        pytest.param(
            report("本文。" + QUOTE[:9] + "\n〔22〕", QUOTE[9:] + "以上。"), [1, 2], id="broken-over-two-pages"
        ),
        pytest.param(
            report("花岡市長が東御市の\n魅力と DX の取り組みを発表されました。"), [1], id="other-lines-and-blanks"
        ),
        pytest.param(report("本文。" + QUOTE.replace("長", "⻑"), quote=QUOTE.replace("長", "⻑")), [1], id="radicals"),
        pytest.param(report("題 " + QUOTE, quote="本文"), [1], id="no-longer-in-a-sentence"),
    ],
)
def test_a_link_leads_to_its_words_wherever_they_stand_now(after: Report, pages: list[int]) -> None:
    found = find_again(after, link_to(BEFORE))
    assert found.whole
    assert sorted({span.page for span in found.spans}) == pages
    assert text_at(after, found).replace("⻑", "長") == QUOTE


def test_of_two_places_with_the_same_words_the_hash_tells_which_is_meant() -> None:
    other = QUOTE[:25] + "見送られました。"
    after = report(f"{other}\n{QUOTE}")
    assert QUOTE[:24] == other[:24]
    assert text_at(after, find_again(after, link_to(BEFORE))) == QUOTE


def test_the_nearer_of_two_equal_places_is_taken() -> None:
    after = report(QUOTE, "間", "前。" + QUOTE)
    link = replace(link_to(BEFORE), page=3, spans=())
    assert [span.page for span in find_again(after, link).spans] == [3]


def test_of_words_that_were_changed_only_the_first_are_marked() -> None:
    after = report("前。" + QUOTE[:25] + "取りやめました。")
    found = find_again(after, link_to(BEFORE))
    assert (found.whole, text_at(after, found)) == (False, QUOTE[:24])


def test_words_that_are_gone_are_found_nowhere() -> None:
    assert find_again(report("別の報告"), link_to(BEFORE)) == Found()


@pytest.mark.parametrize(
    ("at", "quote", "expected"),
    [
        pytest.param(["1.3-6"], "第16", [(3, 6)], id="places-hold-it"),
        pytest.param(["1.0-2"], "第16回セミナー", [(3, 12)], id="moved"),
        pytest.param(["1.3-6"], "第17回", [], id="gone"),
        pytest.param([], "", [], id="nothing-asked"),
        pytest.param(["1.0-2", "1.1-6"], "", [(0, 6)], id="overlap"),
        pytest.param(["1.5-3", "1.0-999", "7.0-3", "0.0-3", "x"], "", [], id="nonsense"),
    ],
)
def test_a_link_without_a_hash_goes_by_its_first_words(
    at: list[str], quote: str, expected: list[tuple[int, int]]
) -> None:
    found = find_again(report("開会。第16回\nセミナー"), read_link(1, at, quote, ""))
    assert [(span.start, span.end) for span in found.spans] == expected


@pytest.mark.parametrize(
    "digest", ["", "x", "5-", "0-0123456789ab", "9999-0123456789ab", "５-0123456789ab", "5-0123456789AB"]
)
def test_a_hash_that_is_none_is_passed_over(digest: str) -> None:
    link = read_link(1, [], "開会", digest)
    assert (link.size, link.digest) == (0, "")


def test_the_address_keeps_what_the_link_says(tmp_path: Path) -> None:
    *_, answer = FakeAssistant(tmp_path).answer("公園と倉庫について", [])
    for citation in answer.citations:
        link = read_back(citation)
        assert (link.page, link.spans) == (citation.page, citation.spans)
        assert link.size == len(flat(citation.quote))


def test_a_page_that_no_longer_holds_the_words_leads_to_the_one_that_does(client: TestClient) -> None:
    words = {"quote": "東港市の田中市長は", "lang": "zh-Hans"}
    answer = client.get(f"/source/{REPORT}/2", params={"at": "2.0-3", **words}, follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"].startswith("1?at=1.") and answer.headers["location"].endswith(
        "lang=zh-Hans#quote"
    )
    assert '<mark id="quote">東港市の田中市長は</mark>' in client.get(f"/source/{REPORT}/2", params=words).text


def test_a_quotation_over_two_pages_leads_from_one_to_the_other(client: TestClient) -> None:
    pieces = {"at": ["1.3-9", "2.0-3"]}
    first, second = client.get(PAGE, params=pieces).text, client.get(f"/source/{REPORT}/2", params=pieces).text
    assert f'<mark id="quote">{FIRST[3:9]}</mark>' in first and '<mark id="quote">まとめ</mark>' in second
    assert 'href="2?at=1.3-9&amp;at=2.0-3&amp;lang=ja#quote"' in first
    assert 'href="1?at=1.3-9&amp;at=2.0-3&amp;lang=ja#quote"' in second


def test_a_quotation_of_which_only_the_beginning_is_left_says_so(client: TestClient) -> None:
    words = {"quote": "東港市の田中市長は", "hash": "30-0123456789ab", "lang": "en"}
    shown = client.get(PAGE, params=words).text
    assert "has changed since" in unescape(shown) and "<mark" in shown


def test_the_language_of_a_link_is_that_of_the_page(client: TestClient) -> None:
    shown = client.get(PAGE, params={"lang": "zh-Hant"}, headers={"Accept-Language": "ja"}).text
    assert '<html lang="zh-Hant">' in shown and 'href="2?lang=zh-Hant"' in shown


def test_places_can_be_given_in_any_order() -> None:
    found = find_again(BEFORE, read_link(1, ["1.9-12", "1.0-3"], "", ""))
    assert found.on(1) == [Span(1, 0, 3), Span(1, 9, 12)]
