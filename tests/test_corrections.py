"""What staff say of a report, put to what was read from it."""

from dataclasses import replace
from typing import get_args

import pytest

from assistant.citations import Citations, proves
from assistant.facts import Facts
from assistant.findings import Found
from assistant.listing import Listing
from assistant.records import Coverage, Language
from assistant.tables import talk_table
from assistant.wording import Wording
from ingest.amendments import Action, Change, Correction, Kind, Outcome, TalkKey, apply_corrections, find_talk, key_of
from ingest.layout import lay_out
from ingest.passages import cut_passages
from ingest.quotes import find_excerpt
from ingest.records import Event, Excerpt, Page, Person, Report, Talk, Value
from ingest.sentences import find_sentences

PAGES = (
    "第16回日中地域間交流推進セミナー\n\n2017年7月26日から28日まで、遼寧省\n瀋陽市で開かれました。参加者は165人です。\n\n"
    "基調講演では、千葉市の神谷副市⻑が国家戦略特区を紹介しました。続いて大連市の担当者が冰雪観\n光に力を入れる様子を",
    "語りました。\n\n討論では、神谷副市長が無人航空機の規制を論じました。あいさつをした王氏は翻訳者でもあります。\n\n（協会通信）\n",
)


def read(*talks: Talk, event: Event | None = None) -> Report:
    """Return a report of the pages with what rules, good or bad, are said to have read."""
    pages = tuple(Page(number, text) for number, text in enumerate(PAGES, 1))
    sentences = tuple(find_sentences(lay_out(pages)))
    event = event or Event()
    return Report(
        id="a" * 12,
        path="a.txt",
        sha256="a" * 64,
        title="第16回",
        language="ja",
        other_series=False,
        pages=pages,
        folios=(),
        sentences=sentences,
        event=event,
        people=(),
        talks=talks,
        passages=tuple(cut_passages(sentences, event, title="第16回")),
    )


def quoted(text: str) -> Excerpt:
    found = find_excerpt(read(), text)
    assert found
    return found


SPECIAL_ZONE = quoted("神谷副市長が国家戦略特区を紹介しました")
DRONES = quoted("神谷副市長が無人航空機の規制を論じました")
KAMIYA = Talk("基調講演", "speaker", "神谷", "副市長", "千葉市", "千葉市", "JP", "国家戦略特区", SPECIAL_ZONE)
KAMIYA_LATER = replace(KAMIYA, session="討論", role="panelist", quote=DRONES)
WANG = Talk(None, "speaker", "王", None, None, None, None, None, quoted("あいさつをした王氏は翻訳者でもあります"))
READ = read(KAMIYA, KAMIYA_LATER, WANG, event=Event(participants_total=Value(28, quoted("28日"))))


def correction(
    kind: Kind,
    action: Action,
    target: str | TalkKey | None = None,
    *,
    quote: str | None = None,
    **values: str | None,
) -> Correction:
    changes = tuple(Change(name, value) for name, value in values.items())
    return Correction("c0123456789", "a" * 12, kind, action, target, changes, quote, "山田", "2026-04-01")


def apply(report: Report, *corrections: Correction) -> tuple[Report, list[Outcome]]:
    corrected, outcomes = apply_corrections(report, corrections)
    for excerpt in (
        *(value.quote for value in (corrected.event.edition, corrected.event.participants_total) if value),
        *(talk.quote for talk in corrected.talks),
        *(talk.introduction for talk in corrected.talks if talk.introduction),
    ):
        assert proves(corrected, excerpt.text, excerpt.spans)
    return corrected, outcomes


@pytest.mark.parametrize(
    ("field", "typed", "stored", "quote"),
    [
        ("participants_total", "百六十五", 165, "参加者は165人"),
        ("date_start", "2017/7/26", "2017-07-26", "2017年7月26日"),
        ("host_city", "瀋陽市", "瀋陽市", "遼寧省瀋陽市で開かれ"),
        ("host_country", "中国", "CN", "遼寧省瀋陽市で"),
        ("pages", "20、21", (20, 21), "協会通信"),
    ],
    ids=["number", "date", "wrapped-quote", "country", "pages"],
)
def test_an_event_field_is_what_staff_say(field: str, typed: str, stored: object, quote: str) -> None:
    corrected, outcomes = apply(READ, correction("event", "set", field, quote=quote, value=typed))
    value = getattr(corrected.event, field)
    assert (value.value, value.source, outcomes[0].problem) == (stored, "staff", None)
    assert proves(corrected, value.quote.text, value.quote.spans)


def test_a_removed_event_field_is_not_stated() -> None:
    corrected, _ = apply(READ, correction("event", "remove", "participants_total"))
    assert corrected.event.participants_total is None
    assert replace(corrected.event, participants_total=READ.event.participants_total) == READ.event


def test_a_corrected_edition_heads_the_passages() -> None:
    corrected, _ = apply(READ, correction("event", "set", "edition", quote="第16回", value="16"))
    assert all("第16回" in passage.heading for passage in corrected.passages)
    assert [one.excerpt for one in corrected.passages] == [one.excerpt for one in READ.passages]


@pytest.mark.parametrize(
    ("quote", "pages"),
    [
        ("千葉市の神谷副市長が", {1}),
        ("冰雪観光に力を 入れる様子を語りました", {1, 2}),
        ("冰雪观光", {1}),
        ("参加者は１６５人", {1}),
        ("（協会通信）", {2}),
        ("第16回 日中地域間交流推進セミナー", {1}),
    ],
    ids=["radical", "page-break", "simplified", "width", "furniture", "title"],
)
def test_a_quotation_is_found_as_the_report_writes_it(quote: str, pages: set[int]) -> None:
    found = find_excerpt(READ, quote)
    assert found
    assert {span.page for span in found.spans} == pages
    assert proves(READ, found.text, found.spans)


@pytest.mark.parametrize(
    "quote", ["", " \n", "参加者は166人", "語りました。（協会"], ids=["empty", "blank", "other", "gap"]
)
def test_what_the_report_does_not_say_is_not_found(quote: str) -> None:
    assert find_excerpt(READ, quote) is None


def test_an_added_talk_stands_in_the_record_with_its_speaker_and_covers_its_sentence() -> None:
    quote = "大連市の担当者が冰雪観光に力を入れる様子を語りました"
    alarmed = replace(READ, uncovered=(quoted(quote), quoted("あいさつをした")))
    added = correction("talk", "add", quote=quote, session="基調講演", speaker="李明", place="大連市", topic="冰雪観光")
    corrected, _ = apply(alarmed, added)
    talk = corrected.talks[-1]
    assert (talk.speaker, talk.place, talk.country, talk.topic, talk.source) == (
        "李明",
        "大連市",
        "CN",
        "冰雪観光",
        "staff",
    )
    assert [person.name for person in corrected.people] == ["李明"]
    assert corrected.uncovered == (quoted("あいさつをした"),)


def test_a_talk_the_rules_have_come_to_read_gives_way_to_the_one_staff_added() -> None:
    quote = "神谷副市長が国家戦略特区を紹介"
    added = correction(
        "talk", "add", quote=quote, session="基調講演", speaker="神谷", organisation="千葉市", topic="特区"
    )
    corrected, _ = apply(READ, added)
    assert [(one.topic, one.source) for one in corrected.talks] == [
        ("特区", "staff"),
        (KAMIYA_LATER.topic, "rule"),
        (None, "rule"),
    ]


def test_a_corrected_talk_keeps_what_staff_did_not_touch() -> None:
    quote = "続いて大連市の担当者が"
    renamed = correction("talk", "set", key_of(KAMIYA), quote=quote, speaker="神谷俊一", country=None)
    known = replace(READ, people=(Person("神谷", "副市長", "千葉市", "千葉市", "JP", KAMIYA.quote),))
    corrected, _ = apply(known, renamed)
    assert corrected.talks[0] == replace(
        KAMIYA, speaker="神谷俊一", country=None, source="staff", introduction=quoted(quote)
    )
    assert {person.name for person in corrected.people} == {"神谷", "神谷俊一"}  # the other talk is still his


def test_a_new_topic_brings_its_own_clause_and_keeps_the_old_one_as_detail() -> None:
    quote = "続いて大連市の担当者が"
    corrected, _ = apply(READ, correction("talk", "set", key_of(WANG), quote=quote, topic="観光"))
    assert (corrected.talks[2].quote, corrected.talks[2].details) == (quoted(quote), (WANG.quote,))


def test_a_misread_name_is_forgotten_with_its_last_talk() -> None:
    known = replace(READ, people=(Person("王", None, None, None, None, WANG.quote),))
    corrected, _ = apply(known, correction("talk", "set", key_of(WANG), quote="王氏", speaker="王建"))
    assert [person.name for person in corrected.people] == ["王建"]


def test_a_removed_talk_is_gone_and_another_of_the_same_speaker_stays() -> None:
    removal = correction("talk", "remove", key_of(KAMIYA))
    corrected, _ = apply(READ, removal)
    assert corrected.talks == (KAMIYA_LATER, WANG)
    again, outcomes = apply(corrected, removal)
    assert again == corrected
    assert outcomes[0].problem


@pytest.mark.parametrize(
    "anew",
    [
        replace(KAMIYA, speaker="神谷俊一"),
        replace(KAMIYA, session=None),
        replace(KAMIYA, quote=quoted("国家戦略特区を紹介しました。")),
        replace(KAMIYA, quote=quoted("基調講演では"), details=(KAMIYA.quote,)),
        replace(KAMIYA, quote=quoted("続いて大連市の担当者が")),
    ],
    ids=["full-name", "no-session", "shorter-clause", "clause-as-detail", "other-clause"],
)
def test_a_talk_is_found_again_when_rules_read_it_otherwise(anew: Talk) -> None:
    report = read(KAMIYA_LATER, anew, WANG)
    corrected, outcomes = apply(report, correction("talk", "set", key_of(KAMIYA), quote="千葉市", topic="特区"))
    assert outcomes[0].problem is None
    assert [one.topic for one in corrected.talks] == [KAMIYA_LATER.topic, "特区", None]


def test_corrections_build_upon_one_another_and_stay_when_rules_agree_at_last() -> None:
    first = correction("talk", "set", key_of(WANG), quote="王氏", speaker="王建国", organisation="協会")
    second = correction("talk", "set", TalkKey(None, "王建国", "協会", WANG.quote.text), quote="王氏", role="greeting")
    corrected, outcomes = apply(READ, first, second)
    assert (corrected.talks[2].speaker, corrected.talks[2].role) == ("王建国", "greeting")
    assert apply(corrected, first, second)[0].talks == corrected.talks
    assert [one.problem for one in outcomes] == [None, None]


@pytest.mark.parametrize(
    ("lost", "names"),
    [
        (correction("event", "set", "theme", quote="幸福都市", value="幸福都市"), "幸福都市"),
        (correction("talk", "add", quote="誰かが語った", speaker="誰か"), "誰かが語った"),
        (correction("talk", "set", TalkKey(None, "田中", None, None), quote="王氏", topic="題"), "田中"),
        (correction("talk", "set", TalkKey(None, "神谷", None, None), quote="王氏", topic="題"), "2 talks of 神谷"),
        (correction("talk", "remove", TalkKey("分科会", "神谷", "千葉市", "千葉市から来た")), "神谷 in 分科会"),
    ],
    ids=["event", "added", "nobody", "several", "other-session"],
)
def test_a_correction_that_finds_its_text_no_longer_changes_nothing_and_is_told_of(
    lost: Correction, names: str
) -> None:
    kept = correction("event", "set", "year", quote="2017年", value="2017")
    corrected, outcomes = apply(READ, lost, kept)
    assert replace(corrected, event=READ.event, passages=READ.passages) == READ
    assert names in (outcomes[0].problem or "")
    assert (corrected.event.year is not None, outcomes[1].problem) == (True, None)


def test_corrections_of_other_reports_are_left_alone() -> None:
    other = replace(correction("event", "remove", "participants_total"), report="b" * 12)
    assert apply_corrections(READ, [other]) == (READ, [])


def test_a_surname_means_the_talk_where_it_is_the_only_one() -> None:
    full = replace(KAMIYA, speaker="神谷俊一")
    assert find_talk(read(full, WANG), TalkKey(speaker="神谷")) == full
    assert find_talk(read(full, replace(KAMIYA_LATER, speaker="神谷俊一")), TalkKey(speaker="神谷")) is None


@pytest.mark.parametrize("language", get_args(Language))
def test_an_answer_says_what_staff_corrected(language: Language) -> None:
    corrected, _ = apply(
        READ,
        correction("talk", "set", key_of(KAMIYA), quote="千葉市", topic="特区"),
        correction("event", "set", "participants_total", quote="参加者は165人", value="165"),
    )
    wording = Wording(language)
    mark = wording.say("corrected_by_staff")
    rows = tuple(Found(corrected, talk, "topic", talk.quote) for talk in corrected.talks)
    table = talk_table(Listing(rows, (), Coverage(1, 1, 1, 0)), wording, Citations()).splitlines()[2:]
    assert [mark in line for line in table] == [True, False, False]
    assert mark in Facts([corrected], wording, Citations()).value("participants")
    assert mark not in Facts([READ], wording, Citations()).value("participants")
