"""The history page: what it tells, where its links lead, and that nothing of a report becomes markup."""

import re
import threading
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.archive import Archive
from assistant.chronicle import EDITION_FIELDS, Chronicle, tell_history
from assistant.history import KINDS, show_history
from assistant.opening import Opening
from assistant.phrases import phrases
from assistant.records import Language
from assistant.server import build_routes
from assistant.settings import AssistantSettings
from assistant.wording import Wording
from ingest.errors import IndexNotFound
from ingest.records import Event
from tests import handmade
from tests.fake_assistant import FakeAssistant
from tests.test_server import client_of

LANGUAGES: tuple[Language, ...] = ("ja", "zh-Hans", "zh-Hant", "en")


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return client_of(FakeAssistant(tmp_path))


def chronicle_of(language: Language = "ja") -> Chronicle:
    return tell_history(Archive(handmade.reports()), Wording(language))


def text_of(markup: str) -> str:
    return unescape(re.sub("<[^>]+>", "", markup))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_to_a_source_leads_to_its_marked_sentence(client: TestClient, language: Language) -> None:
    page = client.get("/history", params={"lang": language}).text
    links = set(re.findall(r'href="(source/[^"]+)"', page))
    assert len(links) > 15
    for link in links:
        shown = client.get(f"/{unescape(link)}")
        assert shown.status_code == 200
        assert "<mark" in shown.text or "quote=" not in link


def test_editions_stand_newest_first_with_the_gaps_between_them() -> None:
    rows = re.findall(r"<tr(?: class=\"gap\")?>(.*?)</tr>", show_history(Archive(handmade.reports()), "ja"), re.DOTALL)
    shown = [text_of(row) for row in rows[1:5]]
    assert shown[0].startswith("第91回") and "2025年7月23日〜26日" in shown[0] and "河南省鄭州市" in shown[0]
    assert shown[1] == "第89回から第90回までの報告書は収録されていません"
    assert shown[2].startswith("第88回") and "100人" in shown[2]
    assert shown[3] == "第1回から第87回までの報告書は収録されていません"


def test_reports_that_disagree_are_both_shown_and_said_to() -> None:
    edition, _ = chronicle_of().editions
    assert [(one.text, len(one.sources)) for one in edition.stated["participants_total"]] == [("178", 1), ("180", 1)]
    assert [(one.text, len(one.sources)) for one in edition.stated["host"]] == [("河南省鄭州市", 2)]
    assert {name for name in EDITION_FIELDS if edition.differs(name)} == {"participants_total"}
    assert "報告書により異なります" in show_history(Archive(handmade.reports()), "ja")


@pytest.mark.parametrize(
    ("place", "edition", "expected"),
    [
        pytest.param("東御市", "91", [("speaker", 2)], id="two-reports-one-talk"),
        pytest.param("東御市", "88", [("mention", 1)], id="only-named"),
        pytest.param("鄭州市", "91", [("host", 2), ("panelist", 1)], id="host-and-panel"),
        pytest.param("さいたま市", "91", [("greeting", 1)], id="greeting"),
        pytest.param("愛知県", "88", [("speaker", 1)], id="prefecture"),
        pytest.param("愛知県", "91", [], id="had-no-part"),
        pytest.param("中山大学", "88", [("listed", 1)], id="listed-only"),
    ],
)
def test_the_grid_tells_what_each_place_did(place: str, edition: str, expected: list[tuple[str, int]]) -> None:
    [row] = [row for row in chronicle_of().rows if row.name == place]
    assert [(entry.kind, len(entry.sources)) for entry in row.cells.get(edition, [])] == expected


def test_the_grid_goes_from_japan_to_china_to_organisations() -> None:
    sides = [row.place.country if row.place else "" for row in chronicle_of().rows]
    assert sides == sorted(sides, key=["JP", "CN", ""].index)


def test_places_have_the_name_the_reader_knows() -> None:
    names = {language: {row.name for row in chronicle_of(language).rows} for language in LANGUAGES}
    assert ("東御市" in names["ja"], "东御市" in names["zh-Hans"], "東禦市" in names["zh-Hant"]) == (True, True, False)
    assert {"Tomi", "Zhengzhou"} <= names["en"]


def test_text_of_a_report_is_never_markup(client: TestClient) -> None:
    page = client.get("/history").text
    assert "<i>" not in page and "<b>" not in page
    assert "&lt;i&gt;港&lt;/i&gt;" in page and "&lt;b&gt;並木" in page


def test_the_page_needs_no_script_and_no_other_host(client: TestClient) -> None:
    answer = client.get("/history")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert not re.search(r"<script|\son\w+=|\sstyle=|https?:", answer.text)
    assert client.get("/history/style.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize(
    ("wanted", "accepted", "expected"),
    [
        pytest.param("zh-Hant", "ja", "zh-Hant", id="asked"),
        pytest.param("", "zh-CN,zh;q=0.9", "zh-Hans", id="browser"),
        pytest.param("<script>", "en", "en", id="nonsense"),
    ],
)
def test_the_language_is_the_one_asked_or_the_browsers(
    client: TestClient, wanted: str, accepted: str, expected: str
) -> None:
    page = client.get("/history", params={"lang": wanted}, headers={"Accept-Language": accepted}).text
    assert f'<html lang="{expected}">' in page and f'lang="{expected}" aria-current="true"' in page


def test_the_chart_has_a_bar_for_each_side_and_every_stated_number() -> None:
    [chart] = re.findall(r'<svg class="chart".*?</svg>', show_history(Archive(handmade.reports()), "ja"))
    widths = {kind: float(width) for kind, width in re.findall(r'<rect class="(\w+)" x=.*? width="([\d.]+)%"', chart)}
    assert widths["cn"] / widths["jp"] == pytest.approx(121 / 57, abs=0.01)
    assert "178人 / 180人" in chart and "100人" in chart


def test_the_map_marks_speakers_and_hosts_and_names_its_source() -> None:
    page = show_history(Archive(handmade.reports()), "ja")
    [drawn] = re.findall(r'<svg class="map".*?</svg>', page)
    marks = dict(re.findall(r'<a href="#(place-[\w-]+)"><title>(.*?)</title>', drawn))
    assert set(marks.values()) == {"東御市", "愛知県", "鄭州市", "福州市"}
    assert all(f'<tr id="{anchor}">' in page for anchor in marks)
    assert "GeoNames（CC BY 4.0）" in page


def test_reports_of_other_series_are_counted_and_left_out() -> None:
    other = handmade.report("d" * 12, "日中韓三か国の会議", "東京で会議を開きました。\n", Event(), other_series=True)
    page = text_of(show_history(Archive([*handmade.reports(), other]), "ja"))
    assert "別のシリーズの報告書1件は除きました" in page and "日中韓三か国" not in page


def test_a_report_without_an_edition_stands_alone() -> None:
    unknown = handmade.report("e" * 12, "いつかの報告", "東京で会議を開きました。\n", Event())
    page = show_history(Archive([*handmade.reports(), unknown]), "ja")
    assert f'href="source/{"e" * 12}/1?lang=ja"' in page and "いつかの報告" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_index_says_so(language: Language) -> None:
    assert phrases()["history_none"][language] in show_history(Archive([]), language)


def test_while_the_index_loads_the_page_says_so_and_loads_itself_again(tmp_path: Path) -> None:
    loaded = threading.Event()

    def load() -> FakeAssistant:
        loaded.wait(10)
        return FakeAssistant(tmp_path)

    opening = Opening(load)
    client = TestClient(build_routes(opening, AssistantSettings()))
    page = client.get("/history")
    assert (page.status_code, page.headers["retry-after"]) == (503, "3")
    assert 'http-equiv="refresh"' in page.text and "読み込んでいます" in page.text
    loaded.set()
    opening.wait()
    assert client.get("/history").status_code == 200


def test_a_problem_that_can_be_fixed_is_told() -> None:
    def load() -> FakeAssistant:
        raise IndexNotFound("no index; run `python -m ingest build`")

    opening = Opening(load)
    with pytest.raises(IndexNotFound):
        opening.wait()
    page = TestClient(build_routes(opening, AssistantSettings())).get("/history")
    assert page.status_code == 503 and "python -m ingest build" in text_of(page.text)


def test_every_kind_of_part_has_a_word_in_all_languages() -> None:
    assert all(set(phrases()[f"history_{kind}"]) == set(LANGUAGES) for kind in KINDS)
