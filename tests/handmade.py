"""Reports made by hand: what they state is looked up in their own text, so that every quotation can be proved."""

from typing import Literal

from ingest.records import Event, Excerpt, Page, Report, Run, Sentence, Talk, Value

JAPANESE = """第91回日中地域間交流推進セミナーを鄭州市で開催

2025年7月23日から26日まで、河南省鄭州市で第91回セミナーを開催しました。
テーマは「港と公園」です。
参加者は178名でした。
日本側は57名、中国側は121名です。
さいたま市の清水勇人市長があいさつしました。
長野県東御市の花岡利夫市長は、=SUM(公園)と<b>並木</b>について発表しました。
鄭州市の王明研究員がパネルに加わりました。
"""
CHINESE = """第91届中日地方交流促进研讨会在郑州市举行

2025年7月23日至26日，研讨会在郑州市举行。
参加者共180人。
长野县东御市的花岡利夫市长就公园发言。
"""
OLDER = """第88回セミナーは2019年8月21日に福建省福州市で開かれました。
参加者は100名でした。
愛知県の職員が発表しました。
登壇者名簿に中山大学の李郇教授の名があります。
長野県東御市のことも話題になりました。
"""


def reports() -> list[Report]:
    """Return two reports on the 91st edition, which disagree, and one on the 88th."""
    return [japanese(), chinese(), older()]


def japanese() -> Report:
    text = JAPANESE
    event = Event(
        edition=value(text, "第91回日中地域間交流推進セミナーを鄭州市で開催", 91),
        year=value(text, "2025年7月23日から26日まで", 2025),
        date_start=value(text, "2025年7月23日から26日まで", "2025-07-23"),
        date_end=value(text, "2025年7月23日から26日まで", "2025-07-26"),
        host_province=value(text, "河南省鄭州市で第91回セミナーを開催しました。", "河南省"),
        host_city=value(text, "河南省鄭州市で第91回セミナーを開催しました。", "鄭州市"),
        theme=value(text, "テーマは「港と公園」です。", "港と公園"),
        participants_total=value(text, "参加者は178名でした。", 178),
        participants_jp=value(text, "日本側は57名、", 57),
        participants_cn=value(text, "中国側は121名です。", 121),
    )
    talks = (
        talk(text, "さいたま市の清水勇人市長があいさつしました。", "greeting", "清水勇人", "さいたま市", "JP"),
        talk(
            text,
            "長野県東御市の花岡利夫市長は、=SUM(公園)と<b>並木</b>について発表しました。",
            "speaker",
            "花岡利夫",
            "長野県東御市",
            "JP",
            topic="=SUM(公園)と<b>並木</b>",
        ),
        talk(text, "鄭州市の王明研究員がパネルに加わりました。", "panelist", "王明", "鄭州市", "CN"),
    )
    return report("a" * 12, "<i>港</i>と公園の第91回", text, event, talks)


def chinese() -> Report:
    text = CHINESE
    event = Event(
        edition=value(text, "第91届中日地方交流促进研讨会在郑州市举行", 91),
        year=value(text, "2025年7月23日至26日，", 2025),
        host_city=value(text, "研讨会在郑州市举行。", "郑州市"),
        participants_total=value(text, "参加者共180人。", 180),
    )
    talks = (talk(text, "长野县东御市的花岡利夫市长就公园发言。", "speaker", "花岡利夫", "长野县东御市", "JP"),)
    return report("b" * 12, "第91届报告", text, event, talks, "zh-Hans")


def older() -> Report:
    text = OLDER
    event = Event(
        edition=value(text, "第88回セミナーは", 88),
        year=value(text, "2019年8月21日に", 2019),
        date_start=value(text, "2019年8月21日に", "2019-08-21"),
        host_city=value(text, "福建省福州市で開かれました。", "福州市"),
        participants_total=value(text, "参加者は100名でした。", 100),
    )
    talks = (
        talk(text, "愛知県の職員が発表しました。", "speaker", None, "愛知県", "JP"),
        talk(
            text,
            "登壇者名簿に中山大学の李郇教授の名があります。",
            "panelist",
            "李郇",
            None,
            "CN",
            organisation="中山大学",
            presented=False,
        ),
    )
    return report("c" * 12, "第88回の報告", text, event, talks)


def excerpt(text: str, words: str) -> Excerpt:
    """Return words that stand in a text of one page."""
    at = text.index(words)
    return Excerpt(words, (Run(0, len(words), 1, at, joined=False),))


def value(text: str, words: str, stated: str | int) -> Value:
    return Value(stated, excerpt(text, words))


def talk(
    text: str,
    words: str,
    role: Literal["speaker", "panelist", "coordinator", "greeting"],
    speaker: str | None,
    place: str | None,
    country: Literal["JP", "CN"],
    *,
    organisation: str | None = None,
    topic: str | None = None,
    presented: bool = True,
) -> Talk:
    return Talk(
        session=None,
        role=role,
        speaker=speaker,
        title=None,
        organisation=organisation or place,
        place=place,
        country=country,
        topic=topic,
        quote=excerpt(text, words),
        presented=presented,
    )


def report(
    identifier: str,
    title: str,
    text: str,
    event: Event,
    talks: tuple[Talk, ...] = (),
    language: Literal["ja", "zh-Hans"] = "ja",
    *,
    other_series: bool = False,
) -> Report:
    sentences = (Sentence(excerpt(text, line), "", "paragraph", at) for at, line in enumerate(text.split("\n")) if line)
    return Report(
        id=identifier,
        path=f"{identifier}.txt",
        sha256=identifier,
        title=title,
        language=language,
        other_series=other_series,
        pages=(Page(1, text),),
        folios=(),
        sentences=tuple(sentences),
        event=event,
        people=(),
        talks=talks,
        passages=(),
    )
