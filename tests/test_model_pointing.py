"""Whom a chat model's claim points at: a sloppy copy of what the report says is understood, a wrong one is refused.

The text is written for this, with talks the rules read and talks they do not; the claims are those of a capable model
and of one that mixes up people, bodies, subjects and sentences.
"""

from dataclasses import replace
from functools import cache

import pytest

from ingest.acceptance import Accepted, accept
from ingest.claims import Claim
from ingest.pointing import Refused
from ingest.records import Report
from ingest.sections import Section, cut_sections
from tests.samples import read

TEXT = """第32回日中地域間交流推進セミナー（浙江省湖州市）

2026年5月12日、浙江省湖州市で第32回日中地域間交流推進セミナーを開催しました。

事例発表
湖州市の陸文浩市長が歓迎のあいさつを述べました。
滋賀県高島市環境部の早瀬みどり次長は、湧き水を家に引く暮らしについて発表しました。
次は山形県の尾花沢市です。
除雪の順番を子どもが決める取り組みを、建設課の黒沢雪彦係長が紹介しました。
浙江省湖州市水利局の沈一舟副局長は桑畑の池について、三重県熊野市観光課の浜口誠主査は石畳の雨の日について発表しました。
長野県須坂市の滝沢葉子課長と四川省綿陽市の龔小帆処長が登壇しました。
前者は蔵の町の夜を、後者は軍需工場の跡を取り上げました。
福井県大野市の帰山誠副市長は来日が遅れ、欠席しました。
会場からは宇都宮市の大島健課長が費用の分担を質問しました。
昨年の大会では、奈良県宇陀市の森本昭副市長が薬草について発表しました。
夕方の視察では、南潯の町の案内役を務めた費文達主任が橋の歴史を紹介しました。
"""
SPRING = "湧き水を家に引く暮らし"
SNOW = "除雪の順番を子どもが決める取り組み"


@cache
def _report(*, hidden: bool) -> tuple[Report, Section]:
    """Return the report, with the talks the rules read or without them, and its section with the talks."""
    report = read(TEXT, "report.txt")
    report = replace(report, talks=()) if hidden else report
    (section,) = [one for one in cut_sections(report, lambda _: True) if "早瀬" in str(one.sentences)]
    return report, section


def _claim(begins: tuple[str, ...], **said: str | None) -> Claim:
    """Return a claim that cites the sentences which begin like this."""
    _, section = _report(hidden=False)
    texts = [one.text for one in section.sentences]
    numbers = tuple(next(at for at, text in enumerate(texts, 1) if text.startswith(begin)) for begin in begins)
    return Claim.model_validate({"sentence_ids": numbers, **said})


def _taken(claim: Claim, *, hidden: bool) -> Accepted:
    report, section = _report(hidden=hidden)
    return accept(claim, section, report)


CAPABLE = {
    "to-the-letter": (
        _claim(
            ("滋賀",), speaker="早瀬みどり", title="次長", organisation="高島市環境部", place="高島市", topic=SPRING
        ),
        ("早瀬みどり", SPRING),
    ),
    "the-post-in-the-name": (_claim(("滋賀",), speaker="早瀬みどり次長", topic=SPRING), ("早瀬みどり", SPRING)),
    "the-name-in-the-post": (
        _claim(("滋賀",), speaker="早瀬みどり次長", title="早瀬みどり次長", topic=SPRING),
        ("早瀬みどり", SPRING),
    ),
    "a-polite-name": (_claim(("滋賀",), speaker="早瀬みどりさん", title="次長"), ("早瀬みどり", None)),
    "a-body-without-its-city": (
        _claim(("滋賀",), speaker="早瀬みどり", organisation="環境部", topic=SPRING),
        ("早瀬みどり", SPRING),
    ),
    "a-city-without-its-province": (
        _claim(("浙江省湖州市水利局",), speaker="沈一舟", title="副局長", organisation="湖州市水利局", place="湖州市"),
        ("沈一舟", None),
    ),
    "the-city-in-the-sentence-before": (
        _claim(("除雪",), speaker="黒沢雪彦", title="係長", organisation="建設課", place="尾花沢市", topic=SNOW),
        ("黒沢雪彦", SNOW),
    ),
    "another-sentence-cited": (
        _claim(("湖州",), speaker="早瀬みどり", title="次長", place="高島市", topic=SPRING),
        ("早瀬みどり", SPRING),
    ),
    "what-is-no-post-and-no-place": (
        _claim(("滋賀",), speaker="早瀬みどり次長", title="湧き水", place="湧き水", topic=SPRING),
        ("早瀬みどり", SPRING),
    ),
    "body-and-post-in-one": (
        _claim(("滋賀",), speaker="早瀬みどり", title="環境部次長", topic=SPRING),
        ("早瀬みどり", SPRING),
    ),
    "a-body-cut-in-the-middle": (_claim(("浙江省湖州市水利局",), speaker="湖州水利局副局長沈一舟"), ("沈一舟", None)),
    "the-second-of-two": (
        _claim(("浙江省湖州市水利局",), speaker="浜口誠", title="主査", place="熊野市", topic="石畳の雨の日"),
        ("浜口誠", "石畳の雨の日"),
    ),
}
WRONG = {
    "a-name-of-nobody": _claim(("滋賀",), speaker="早瀬花子", title="次長"),
    "a-post-of-nobody": _claim(("滋賀",), speaker="早瀬みどり", title="市長"),
    "a-lesser-post": _claim(("浙江省湖州市水利局",), speaker="沈一舟", title="局長"),
    "the-city-of-another": _claim(("滋賀", "浙江省湖州市水利局"), speaker="早瀬みどり", place="熊野市"),
    "the-body-of-another": _claim(("浙江省湖州市水利局",), speaker="沈一舟", organisation="熊野市観光課"),
    "the-name-with-the-post-of-another": _claim(("浙江省湖州市水利局",), speaker="沈一舟主査"),
    "a-city-that-stands-nowhere": _claim(("除雪",), speaker="黒沢雪彦", title="係長", place="横浜市"),
    "who-greeted": _claim(("湖州",), speaker="陸文浩", title="市長", place="湖州市"),
    "who-was-absent": _claim(("福井",), speaker="帰山誠", title="副市長", place="大野市"),
    "who-asked": _claim(("会場",), speaker="大島健", title="課長", topic="費用の分担"),
    "another-year": _claim(("昨年",), speaker="森本昭", title="副市長", topic="薬草"),
    "a-guide": _claim(("夕方",), speaker="費文達", title="主任", topic="橋の歴史"),
}
ANOTHERS_TOPIC = {
    "in-the-same-sentence": _claim(("浙江省湖州市水利局",), speaker="沈一舟", title="副局長", topic="石畳の雨の日"),
    "of-the-first-in-the-same-sentence": _claim(("浙江省湖州市水利局",), speaker="浜口誠", topic="桑畑の池"),
    "in-the-next-sentence": _claim(("滋賀", "除雪"), speaker="早瀬みどり", title="次長", topic=SNOW),
    "in-the-sentence-before": _claim(("滋賀", "除雪"), speaker="黒沢雪彦", title="係長", topic=SPRING),
    "former-and-latter": _claim(("長野", "前者"), speaker="滝沢葉子", title="課長", topic="軍需工場の跡"),
}


@pytest.mark.parametrize("hidden", [pytest.param(False, id="read-by-rules"), pytest.param(True, id="missed-by-rules")])
@pytest.mark.parametrize(("claim", "told"), CAPABLE.values(), ids=CAPABLE)
def test_a_true_claim_is_taken_however_it_is_copied(
    claim: Claim, told: tuple[str, str | None], *, hidden: bool
) -> None:
    talk = _taken(claim, hidden=hidden).talk
    assert (talk.speaker, talk.topic) == told


@pytest.mark.parametrize("hidden", [pytest.param(False, id="read-by-rules"), pytest.param(True, id="missed-by-rules")])
@pytest.mark.parametrize("claim", WRONG.values(), ids=WRONG)
def test_a_false_claim_is_refused(claim: Claim, *, hidden: bool) -> None:
    with pytest.raises(Refused):
        _taken(claim, hidden=hidden)


@pytest.mark.parametrize("hidden", [pytest.param(False, id="read-by-rules"), pytest.param(True, id="missed-by-rules")])
@pytest.mark.parametrize("claim", ANOTHERS_TOPIC.values(), ids=ANOTHERS_TOPIC)
def test_nobody_is_given_the_topic_or_the_sentences_of_another(claim: Claim, *, hidden: bool) -> None:
    taken = _taken(claim, hidden=hidden)
    assert taken.talk.topic is None
    assert not [one.text for one in taken.talk.details if claim.topic and claim.topic in one.text]


def test_what_is_told_of_a_speaker_comes_from_the_report_and_not_from_the_claim() -> None:
    claim, _ = CAPABLE["the-city-in-the-sentence-before"]
    taken = _taken(claim, hidden=True)
    assert (taken.talk.organisation, taken.talk.place) == ("建設課", None)
    assert taken.notes == ("the place does not stand beside the name",)


def test_who_sits_on_a_panel_is_no_speaker_of_a_talk() -> None:
    text = TEXT.replace("事例発表\n", "当日のようす\n").replace(
        "夕方の視察", "パネルディスカッションでは、浙江大学の汪佩文教授が川の手紙について発表しました。\n夕方の視察"
    )
    report = replace(read(text, "report.txt"), talks=())
    (section,) = [one for one in cut_sections(report, lambda _: True) if "汪佩文" in str(one.sentences)]
    number = next(at for at, one in enumerate(section.sentences, 1) if "汪佩文" in one.text)
    claim = Claim(sentence_ids=(number,), speaker="汪佩文", title="教授")
    assert accept(claim, section, report).talk.role == "panelist"
