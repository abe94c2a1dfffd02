"""Every quotation of every answer stands on the page it names; what does not is never given a number."""

import re
from dataclasses import replace
from itertools import product

import pytest

from assistant.archive import Archive
from assistant.citations import Citations, printed_page, proves
from assistant.records import Answer
from ingest.records import Excerpt, Folio, Page, Report, Run, Span
from tests import samples
from tests.samples import ask, read

_PLACES = {
    "ja": ("松本市", "洛陽市", "北海道", "岡山市", "大阪府", "ハルビン"),
    "zh": ("松本市", "洛阳市", "北海道", "冈山市", "大阪府", "哈尔滨"),
    "en": ("Matsumoto", "Luoyang", "Hokkaido", "Okayama", "Osaka", "Harbin"),
}
_TOPICS = {
    "ja": ("観光", "スマートシティ", "高齢者", "水資源", "量子コンピュータ"),
    "zh": ("旅游", "智慧城市", "老年人", "水资源", "量子计算"),
    "en": ("tourism", "smart cities", "water resources", "blockchain"),
}
_OF_PLACES = {
    "ja": ("{}は何を発表しましたか？", "{}からは誰が登壇しましたか？", "{}で開催されたセミナーのテーマは？"),
    "zh": ("{}介绍了什么？", "{}是谁发言的？", "在{}举办的研讨会有多少人参加？"),
    "en": ("What did {} present?", "Who spoke for {}?", "When was the seminar held in {}?"),
}
_OF_TOPICS = {
    "ja": ("{}について発表した自治体はどこですか？", "{}についてどんな議論がありましたか？"),
    "zh": ("哪些城市谈到了{}？", "关于{}有什么内容？"),
    "en": ("Which cities talked about {}?", "What was said about {}?"),
}
_OF_EDITIONS = (
    "第{}回はいつ、どこで開催されましたか？",
    "第{}届的主题是什么？",
    "第{}屆的演講嘉賓有哪些？",
    "Who spoke at seminar no. {}?",
    "第{}回の参加者数は？",
)
QUESTIONS = [
    *(form.format(place) for lang in _PLACES for form, place in product(_OF_PLACES[lang], _PLACES[lang])),
    *(form.format(topic) for lang in _TOPICS for form, topic in product(_OF_TOPICS[lang], _TOPICS[lang])),
    *(form.format(number) for form, number in product(_OF_EDITIONS, (18, 19, 20, 21, 22))),
    "歴代のテーマを教えてください。",
    "全部の登壇者を教えてください。",
    "誰が開会のあいさつをしましたか？",
]


def blank_free(text: str) -> str:
    return re.sub(r"\s", "", text)


def unproved(answer: Answer) -> list[str]:
    """Return the quotations that do not stand where they are said to, looked up here anew."""
    wrong: list[str] = []
    for citation in answer.citations:
        report = samples.samples().report(citation.report)
        assert report
        pieces = [report.pages[span.page - 1].text[span.start : span.end] for span in citation.spans]
        if blank_free("".join(pieces)) != blank_free(citation.quote) or citation.page != citation.spans[0].page:
            wrong.append(citation.quote)
    return wrong


@pytest.mark.parametrize("question", QUESTIONS, ids=[str(number) for number in range(len(QUESTIONS))])
def test_every_citation_of_every_answer_is_proved(question: str) -> None:
    answer = ask(question)
    numbers = [citation.id for citation in answer.citations]
    assert unproved(answer) == []
    assert numbers == list(range(1, len(numbers) + 1))
    assert {int(mark) for mark in re.findall(r"〔(\d+)〕", answer.text)} <= set(numbers)
    assert {number for row in answer.rows for number in row.citations} <= set(numbers)
    assert all(row.citations for row in answer.rows)
    assert set(answer.nearest) <= set(numbers)
    if answer.status == "answered":
        assert numbers


def test_most_of_these_questions_are_answered_with_citations() -> None:
    answered = [question for question in QUESTIONS if ask(question).citations]
    assert len(answered) > 0.6 * len(QUESTIONS)


def sample() -> Report:
    return read(samples.HARBIN, "harbin.txt")


@pytest.mark.parametrize(
    "tamper",
    [
        pytest.param(lambda quote: replace(quote, text=quote.text.replace("120", "1200")), id="figure"),
        pytest.param(lambda quote: replace(quote, text=quote.text.replace("人", "名")), id="word"),
        pytest.param(lambda quote: replace(quote, text=quote.text[:-2]), id="shortened"),
        pytest.param(lambda quote: replace(quote, text=quote.text + "。"), id="lengthened"),
        pytest.param(
            lambda quote: replace(quote, runs=tuple(run._replace(offset=run.offset + 1) for run in quote.runs)),
            id="moved",
        ),
        pytest.param(
            lambda quote: replace(quote, runs=tuple(run._replace(page=run.page + 1) for run in quote.runs)),
            id="page-that-is-not-there",
        ),
        pytest.param(
            lambda quote: replace(quote, runs=tuple(run._replace(page=0) for run in quote.runs)), id="page-nought"
        ),
        pytest.param(lambda quote: replace(quote, runs=()), id="no-place"),
    ],
)
def test_a_quotation_that_was_tampered_with_gets_no_number(tamper: object) -> None:
    report = sample()
    value = report.event.participants_total
    assert value and callable(tamper)
    citations = Citations()
    assert citations.cite(report, value.quote) == 1
    assert citations.cite(report, tamper(value.quote)) is None
    assert citations.mark(report, tamper(value.quote)) == ""
    assert len(citations.found) == 1


def test_a_talk_whose_quotation_is_not_on_the_page_is_not_shown() -> None:
    report = sample()
    forged = Excerpt("山口健副市長は、宇宙開発について発表しました。", report.talks[0].quote.runs)
    talks = (replace(report.talks[0], quote=forged, topic="宇宙開発", introduction=None), *report.talks[1:])
    answer = ask("基調講演の講演者は誰ですか？", archive=Archive([replace(report, talks=talks)]))
    assert "宇宙開発" not in answer.text
    assert [row.speaker for row in answer.rows] == ["張偉"]


def test_the_same_quotation_keeps_its_number() -> None:
    report = sample()
    theme, total = report.event.theme, report.event.participants_total
    assert theme and total
    citations = Citations()
    assert [citations.cite(report, one.quote) for one in (theme, total, theme)] == [1, 2, 1]


def test_the_same_words_in_two_reports_are_two_sources() -> None:
    first, second = sample(), replace(sample(), id="f" * 12)
    theme = first.event.theme
    assert theme
    citations = Citations()
    assert [citations.cite(report, theme.quote) for report in (first, second)] == [1, 2]


def test_radicals_of_a_pdf_count_as_the_characters_they_stand_for() -> None:
    report = replace(sample(), pages=(Page(1, "⽇本側は五⼗⼈でした。"),))
    assert proves(report, "日本側は五十人でした。", (Span(1, 0, 11),))
    assert not proves(report, "日本側は五十名でした。", (Span(1, 0, 11),))


def test_a_quotation_may_run_over_a_page_break() -> None:
    report = replace(sample(), pages=(Page(1, "参加者は\n8"), Page(2, "次の頁\n五十人でした。")))
    runs = (Run(0, 4, 1, 0, joined=False), Run(4, 7, 2, 4, joined=False))
    citations = Citations()
    assert citations.cite(report, Excerpt("参加者は五十人でした。", runs)) == 1
    assert (citations.found[0].page, len(citations.found[0].spans)) == (1, 2)


def test_a_citation_says_under_which_heading_it_stands() -> None:
    answer = ask("島根県は何を発表しましたか？")
    assert [citation.heading for citation in answer.citations] == ["パネルディスカッション"]


@pytest.mark.parametrize(
    ("folios", "place", "expected"),
    [
        pytest.param([], Span(1, 3, 5), None, id="none-printed"),
        pytest.param([Folio(1, 90, "22")], Span(1, 3, 5), "22", id="at-the-foot"),
        pytest.param([Folio(1, 90, "22"), Folio(1, 190, "23")], Span(1, 120, 130), "23", id="second-of-two"),
        pytest.param([Folio(1, 90, "22")], Span(1, 120, 130), None, id="after-the-last"),
    ],
)
def test_the_printed_page_number_is_the_one_that_closes_the_page(
    folios: list[Folio], place: Span, expected: str | None
) -> None:
    report = replace(sample(), pages=(Page(1, "文" * 200),), folios=tuple(folios))
    assert printed_page(report, place) == expected
