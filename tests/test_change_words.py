"""What a build changes, as the building side tells it, in the words of the staff page."""

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest

from assistant.admin_changes import show_changes, sum_up
from assistant.bodies import read_record
from assistant.changes import Outcome, Stock
from assistant.desk import Desk, Workplace
from assistant.opening import Opening
from assistant.records import LANGUAGES, Language
from ingest.builds import Build
from ingest.change_records import (
    Changes,
    Count,
    Counts,
    DocumentChange,
    FieldChange,
    LostCorrection,
    PlaceName,
    TalkChange,
    TalkLine,
)
from ingest.journal import Entry
from tests.fake_assistant import FakeAssistant

ATTACK = "<img src=x onerror=hit()>{{1+1}}${hit()}"
TALK = TalkLine("並木心", "羽村市", "羽村市", "パネルディスカッション", "panelist", "産業振興")
CHANGED = DocumentChange(
    "第17回.pdf",
    "changed",
    edition=17,
    year=2018,
    host="綿陽市",
    fields=(FieldChange("theme", "産業", "産業と人"), FieldChange("participants_total", "120", None)),
    talks_removed=(TALK,),
    talks_changed=(TalkChange(TALK, (FieldChange("role", "speaker", "panelist"),)),),
    people_added=("並木心",),
    places_added=(PlaceName("x", "瀋陽", "沈阳", "瀋陽", "Shenyang"),),
    unreadable_pages=(3, 5),
)
ALL = Changes(
    Counts(Count(1), Count(6, 1), Count(2), facts=2, renamed=1, duplicates=1, skipped=1),
    (
        CHANGED,
        DocumentChange("uploads/第22回.pdf", "added", edition=22, talks_added=(TALK,)),
        DocumentChange("b.txt", "renamed", was="a.txt"),
        DocumentChange("c.txt", "removed"),
        DocumentChange("copy.pdf", "duplicate", reason="the same content as b.txt"),
        DocumentChange("scan.pdf", "skipped", reason="scan.pdf: no text found; is it a scan?"),
        DocumentChange("korea.txt", "added", other_series=True),
    ),
    corrections_applied=2,
    corrections_lost=(LostCorrection("c1", "r1", "第17回.pdf", "theme", "山田", "no such text"),),
    corrections_waiting=1,
    anew=("model", "tables", "index"),
)


def desk_in(language: Language) -> Desk:
    folder = Path()
    return Desk(Workplace(folder, folder), language, Opening(lambda: FakeAssistant(folder)))


def told(changes: Changes, language: Language) -> str:
    read = read_record(Changes, json.loads(json.dumps(asdict(changes))))
    assert read
    return show_changes(read, desk_in(language))


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ja", "報告書 +1 −0、登壇 +6 −1、人物 +2 −0、項目の変更 2、名前の変更 1、重複 1、読めないファイル 1"),
        ("zh-Hans", "报告 +1 −0、发言 +6 −1、人物 +2 −0、项目变更2处、改名1份、重复1份、无法读取的文件1份"),
        ("en", "reports +1 −0, talks +6 −1, people +2 −0, 2 facts changed, 1 renamed, 1 doubled, 1 not readable"),
    ],
)
def test_the_sum_says_in_one_line_what_comes_and_what_goes(language: Language, expected: str) -> None:
    read = read_record(Changes, asdict(ALL))
    assert read and sum_up(read, desk_in(language)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "変更 第17回 2018年 綿陽市 第17回.pdf",
        "テーマ: 産業 → 産業と人",
        "参加者数: 120 → 記載なし",
        "並木心 役割: 発表 → パネル討論",
        "登壇 −1 並木心「産業振興」",
        "人物 +1 並木心",
        "地名 +1 瀋陽",
        "読めないページ：3, 5",
        "追加 第22回 uploads/第22回.pdf",
        "名前の変更 a.txt → b.txt",
        "削除 c.txt",
        "重複 copy.pdf the same content as b.txt",
        "読めません scan.pdf scan.pdf: no text found; is it a scan?",
        "追加 別の会議 korea.txt",
        "職員の訂正2件は今も有効、1件は対象の記述が見つかりません、1件は報告書がないため保留",
        "第17回.pdf テーマ no such text",
        "検索に使うモデルが変わったため",
        "地名や用語の表が変わったため",
        "今の索引が壊れているか",
    ],
)
def test_every_kind_of_change_is_told(expected: str) -> None:
    assert expected in text_of(told(ALL, "ja"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_are_named_as_the_reader_writes_them(language: Language) -> None:
    name = {"ja": "瀋陽", "zh-Hans": "沈阳", "zh-Hant": "瀋陽", "en": "Shenyang"}[language]
    assert name in text_of(told(Changes(documents=(CHANGED,)), language))


def test_a_report_that_is_only_read_again_is_said_to_be_the_same() -> None:
    assert "nothing in it changes" in text_of(told(Changes(documents=(DocumentChange("a.txt", "changed"),)), "en"))


def test_where_nothing_changes_that_is_said() -> None:
    assert text_of(told(Changes(), "en")) == "No report has changed."


def test_what_stands_in_documents_is_never_markup() -> None:
    line = TalkLine(ATTACK, ATTACK, ATTACK, ATTACK, "speaker", ATTACK)
    fields = (FieldChange("theme", ATTACK, ATTACK), FieldChange(ATTACK, ATTACK, None))
    document = DocumentChange(
        path=ATTACK,
        status="changed",
        was=ATTACK,
        reason=ATTACK,
        host=ATTACK,
        fields=fields,
        talks_added=(line,),
        talks_changed=(TalkChange(line, (FieldChange("topic", ATTACK, ATTACK),)),),
        people_added=(ATTACK,),
        places_added=(PlaceName(ATTACK, ATTACK, ATTACK, ATTACK, ATTACK),),
    )
    lost = LostCorrection(ATTACK, ATTACK, ATTACK, ATTACK, ATTACK, ATTACK)
    html = told(Changes(documents=(document,), corrections_lost=(lost,)), "ja")
    assert html.count("&lt;img") > 12 and "<img" not in html


def test_a_thousand_documents_are_not_all_drawn() -> None:
    many = tuple(DocumentChange(f"{number}.pdf", "added") for number in range(1000))
    assert "ほか900件" in text_of(told(Changes(documents=many), "ja"))


@pytest.mark.parametrize("kind", [Changes, Outcome, Stock])
@pytest.mark.parametrize("plain", [None, [], "x", {"counts": 1, "changes": 1, "builds": 1}], ids=str)
def test_what_is_of_another_version_is_none(kind: type, plain: object) -> None:
    assert read_record(kind, plain) is None


def test_builds_and_the_history_are_read_as_they_are_written() -> None:
    built = read_record(Outcome, asdict(Build("000002", (), ALL)))
    outcome = built and built.changes
    assert outcome and outcome.counts.talks.added == 6 and not outcome.empty
    entry = Entry(1, "2026-11-22T10:00:00+00:00", None, "山田", "built", "000002", "+1 report", asdict(ALL))
    kept = {"id": "000002", "current": True, "whole": True, "bytes": 5, "built": None, "reports": 7, "talks": 30}
    broken = {"id": "000001", "current": False, "bytes": 0, "whole": False}
    stock = read_record(Stock, {"builds": [asdict(entry)], "generations": [kept, broken], "running": False, "more": 1})
    assert stock and stock.builds[0].changes == outcome
    assert [(one.id, one.whole, one.talks) for one in stock.generations] == [("000002", True, 30), ("000001", False, 0)]
