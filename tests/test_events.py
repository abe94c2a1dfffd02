"""What a report says of its edition: days, host, theme, participants, and whose report it is."""

import pytest

from ingest.events import names_other_series, read_event
from ingest.layout import find_folios, lay_out
from ingest.records import Event, Page
from ingest.sentences import find_sentences

SERIES = "日中地域間交流推進セミナー"
CHINESE_SERIES = "中日地方交流促进研讨会"


def read(text: str) -> dict[str, object]:
    """Return the values of the event in a report of this text; each must have its proof in the text."""
    pages = [Page(number, part) for number, part in enumerate(text.split("\f"), start=1)]
    blocks = lay_out(pages)
    event = read_event(find_sentences(blocks), blocks, find_folios(blocks))
    values = {name: getattr(event, name) for name in Event.__slots__}
    assert all(value.quote.spans for value in values.values() if value)
    return {name: value.value for name, value in values.items() if value}


DAYS = {
    "range": (
        f"2030年5月8日から10日まで、江蘇省揚州市で第20回{SERIES}を開催しました。本会議は9日に開かれた。",
        ("2030-05-08", "2030-05-10", "2030-05-09"),
    ),
    "kanji numerals": (
        f"二〇三〇年五月八日から十日まで、揚州市で第二十回{SERIES}が開かれた。本会議のあった九日は晴れた。",
        ("2030-05-08", "2030-05-10", "2030-05-09"),
    ),
    "era": (
        f"令和12年5月8日（水）から10日（金）にかけて、揚州市で第20回{SERIES}を開催した。",
        ("2030-05-08", "2030-05-10", None),
    ),
    "dateline": (
        f"東都新報　2030年5月10日（金曜日）　国際面\n\n蛇口の知恵、海を越え\n\n"
        f"　揚州市で九日に開かれた第二十回{SERIES}の本会議で、市長らが語った。会期は八日から三日間。",
        ("2030-05-08", "2030-05-10", "2030-05-09"),
    ),
    "last day apart": (
        f"2030年5月9日　朝刊\n\n第20回{SERIES}が8日、揚州市で始まった。日中の職員が並ぶ。10日まで。",
        ("2030-05-08", "2030-05-10", None),
    ),
    "diary": (
        f"駐在日記\nposted 2030.05.12\n\n第20回{SERIES}の裏方をつとめました。場所は揚州市です。\n\n"
        "▼5月8日（水）　前日入り\n着いて、すぐに名札を並べた。\n\n▼5月9日（木）　本番！\n九時に扉が開いた。\n\n"
        "▼5月10日（金）　視察\n運河のほとりの工房へ行った。\n",
        ("2030-05-08", "2030-05-10", "2030-05-09"),
    ),
    "monthly": (
        f"広報やまなみ　令和12年11月号\n\n第20回{SERIES}が9月2日から4日まで、揚州市で開かれた。発表会は3日に行われた。",
        ("2030-09-02", "2030-09-04", "2030-09-03"),
    ),
    "label": (
        f"第20回{SERIES}議事要旨\n\n１　日　時　　令和１２年５月９日（木）　９時～１６時\n"
        "　　　　　　　（会期は５月８日（水）から１０日（金）まで）\n２　場　所　　江蘇省揚州市\n",
        ("2030-05-08", "2030-05-10", "2030-05-09"),
    ),
    "chinese, year elsewhere": (
        f"第20届{CHINESE_SERIES}在扬州市举办\n发布时间：2030-05-12 09:12　来源：扬州市外办\n\n"
        f"　　5月8日至10日，第20届{CHINESE_SERIES}在扬州举行。\n\n　　5月9日上午，研讨会开幕式举行。",
        ("2030-05-08", "2030-05-10", "2030-05-09"),
    ),
    "chinese duration": (
        "二○三○年五月八日起一連三天，第二十屆中日地方交流促進研討會移師江蘇省揚州市。九日的大會座無虛席。",
        ("2030-05-08", "2030-05-10", "2030-05-09"),
    ),
    "turn of the year": (
        f"2030年1月20日　发布\n\n12月8日至10日，第20届{CHINESE_SERIES}在扬州市举行。",
        ("2029-12-08", "2029-12-10", None),
    ),
    "told one by one": (
        f"第20回{SERIES}に行ってきました。2030年5月8日に着いて、9日（木）が丸一日の会議、10日は見学でした。",
        ("2030-05-08", "2030-05-10", "2030-05-09"),
    ),
    "counted before": (
        f"扬州2030年5月9日电　为期三天的第20届{CHINESE_SERIES}5月8日在扬州市拉开帷幕。9日的全体会议有两百人参加。",
        ("2030-05-08", "2030-05-10", "2030-05-09"),
    ),
    "republic": (
        "第20屆中日地方交流促進研討會側記\n\n時間：民國一一九年五月八日至十日（九日為大會）\n地點：江蘇省揚州市\n",
        ("2030-05-08", "2030-05-10", "2030-05-09"),
    ),
    "range told later": (
        f"第20届{CHINESE_SERIES}侧记\n\n2030年5月9日，扬州的会场坐满了人，讨论从早上一直持续到傍晚。8日至10日，两国代表来到这里。",
        ("2030-05-08", "2030-05-10", None),
    ),
    "days in figures": (
        f"第20届{CHINESE_SERIES}摘要\n\n会期：2030-05-08（周三）至2030-05-10（周五），其中05-09为全体会议\n",
        ("2030-05-08", "2030-05-10", "2030-05-09"),
    ),
    "days from each other": (
        f"扬州晚报　2030年5月11日\n\n5月8日至10日，第20届{CHINESE_SERIES}在扬州市举行。8日下午报到，次日召开全体会议。",
        ("2030-05-08", "2030-05-10", "2030-05-09"),
    ),
    "headings of days": (
        f"参加第20届{CHINESE_SERIES}随记\n\n2030年5月8日，扬州市，风里有麦子的味道，我领了手册。\n\n"
        "八日晚　欢迎\n菜很好吃。\n\n九日　正会，晴\n统计台上写得很清楚。\n\n十日　参观\n看了运河。\n",
        ("2030-05-08", "2030-05-10", "2030-05-09"),
    ),
    "three days in a row": (
        f"到扬州是2030年5月8日。第20届{CHINESE_SERIES}在扬州市举行，八日报到，九日整天开会，十日看茶园。",
        ("2030-05-08", "2030-05-10", "2030-05-09"),
    ),
    "slashes": (
        f"国際課だより　R12.5.14発行\n\n■第20回{SERIES}出張報告\n期間：5/8(水)～10(金)\n場所：江蘇省揚州市\n",
        ("2030-05-08", "2030-05-10", None),
    ),
}


@pytest.mark.parametrize(("text", "days"), DAYS.values(), ids=DAYS)
def test_days_are_completed_from_what_the_report_says_elsewhere(text: str, days: tuple[str | None, ...]) -> None:
    event = read(text)
    assert (event.get("date_start"), event.get("date_end"), event.get("main_day")) == days


HOSTS = {
    "chain": (f"2030年5月8日、江蘇省揚州市で第20回{SERIES}を開催した。", ("江蘇省", "揚州市")),
    "ward": (f"2030年5月8日、安徽省黄山市屯渓区で第20回{SERIES}を開催した。", ("安徽省", "黄山市")),
    "joined by no": (f"5月8日に湖北省の襄陽市で第20回{SERIES}が開かれた。", ("湖北省", "襄陽市")),
    "label": (
        f"第20回{SERIES}報告\n\n１　日時　2030年5月8日\n２　場所　山西省太原市　国際会議場\n",
        ("山西省", "太原市"),
    ),
    "province elsewhere": (
        f"第20届{CHINESE_SERIES}在威海市举办\n\n　　5月8日，由山东省外办协办的第20届{CHINESE_SERIES}在威海举行。",
        ("山东省", "威海市"),
    ),
    "brought to": (
        f"第20届{CHINESE_SERIES}来了\n\n5月8日，第20届{CHINESE_SERIES}把这个问题带到了福建省泉州市。去年在保定举行。",
        ("福建省", "泉州市"),
    ),
    "first city named": (f"遼寧省の丹東市に行った。\n第20回{SERIES}は面白かった。", ("遼寧省", "丹東市")),
    "hall of a city": (
        f"第20届{CHINESE_SERIES}侧记\n\n甲｜贵州省铜仁市市长｜绣\n\n江苏省扬州市的会议厅里，坐满了人。",
        ("江苏省", "扬州市"),
    ),
    "dateline of a diary": (
        f"参加第20届{CHINESE_SERIES}随记\n\n从兰州坐车过来。二〇三〇年五月八日，江苏省扬州市，风很大。",
        ("江苏省", "扬州市"),
    ),
    "not another meeting": (
        f"場所は湖南省岳陽市。第20回{SERIES}だ。同じ週、長沙市で経済会議が開催された。",
        ("湖南省", "岳陽市"),
    ),
    "not the next one": (
        f"2030年5月8日、江蘇省揚州市で第20回{SERIES}を開催した。次回は安徽省で開催する予定だ。",
        ("江蘇省", "揚州市"),
    ),
}


@pytest.mark.parametrize(("text", "host"), HOSTS.values(), ids=HOSTS)
def test_the_host_is_where_this_edition_was_held(text: str, host: tuple[str, str]) -> None:
    event = read(text)
    assert (event.get("host_province"), event.get("host_city")) == host


COUNTS = {
    "all": (f"第20回{SERIES}には、日本側52人、中国側118人、合わせて170人が参加した。", (170, 52, 118)),
    "sides only": (f"第20回{SERIES}を開いた。日本から45人、中国から108人が参加した。", (None, 45, 108)),
    "kanji": (f"第20回{SERIES}の会場は、日本側五十二人、中国側百十八人の計百七十人で埋まった。", (170, 52, 118)),
    "chinese": (
        f"第20届{CHINESE_SERIES}在扬州市举行。两国代表一百八十余人参会，其中日方代表七十二人。",
        (180, 72, None),
    ),
    "telegraphic": (f"第20回{SERIES}報告\n\n規模：計131名（日49、中82）\n", (131, 49, 82)),
    "bracket tells sides": (f"第20回{SERIES}の聴講は211人（日本69人、中国142人）だった。", (211, 69, 142)),
    "added up": (f"第20回{SERIES}に来たのは日本から52人、中国から119人、足して171人。", (171, 52, 119)),
    "size": (
        f"第20届{CHINESE_SERIES}简报\n\n▲ 规模：正式代表一百三十三人（日方四十八人，中方八十五人）\n",
        (133, 48, 85),
    ),
    "traditional": (f"第20屆{CHINESE_SERIES}在揚州市舉行。與會者兩百一十二位，日本來賓佔八十四位。", (212, 84, None)),
    "units before people": (
        f"第20届{CHINESE_SERIES}在扬州市举行。日本17个自治体61人、国内9省25市县118人，共计179人参加。",
        (179, 61, 118),
    ),
    "sum of the sides": (f"第20届{CHINESE_SERIES}简讯\n\n日方71人，中方119人，加起来刚好190人。", (190, 71, 119)),
    "without a counter": (
        f"第20届{CHINESE_SERIES}随记\n\n到会一百三十一人，中方八十四，日方四十七。",
        (131, 47, 84),
    ),
    "not the reception": (
        f"第20回{SERIES}には170人が参加した。夜の交流会には90人、視察には40人が加わった。",
        (170, None, None),
    ),
    "not the speakers": (f"第20回{SERIES}を開催した。日中双方から計5名が登壇した。", (None, None, None)),
}


@pytest.mark.parametrize(("text", "counts"), COUNTS.values(), ids=COUNTS)
def test_participants_are_those_of_the_meeting(text: str, counts: tuple[int | None, ...]) -> None:
    event = read(text)
    assert tuple(event.get(f"participants_{side}") for side in ("total", "jp", "cn")) == counts


THEMES = {
    "quoted": f"第20回{SERIES}は、「水と人の百年」をテーマに開催された。",
    "below its label": f"第20回{SERIES}結果概要\n\n　揚州市で開いた。\n\n２　テーマ\n　水と人の百年\n\n３　参加者数\n",
    "is the theme": f"第20回{SERIES}が開かれた。今年は「水と人の百年」がテーマで、百人が来た。",
    "raised": f"「水と人の百年」を掲げた第20回{SERIES}が開かれた。",
    "label": f"第20回{SERIES}報告\n\n３　主　題　　水と人の百年\n",
    "colon": f"第20回{SERIES}を開催した。今年のテーマはただ一つ：水と人の百年。",
    "signboard": f"第20回{SERIES}が開かれた。看板の文字は「水と人の百年」。",
    "poster": f"我去了第20届{CHINESE_SERIES}。海报上写着“水と人の百年”。",
    "title alone": f"第20回{SERIES}に出た。題目「水と人の百年」。",
    "one word": f"第20届{CHINESE_SERIES}的议程围绕着一句话：“水と人の百年”。",
    "called": f"我去了第20届{CHINESE_SERIES}。今年的题目叫“水と人の百年”。",
    "around": f"第20届{CHINESE_SERIES}在扬州市举行，会议以“水と人の百年”为主题。",
}


@pytest.mark.parametrize("text", THEMES.values(), ids=THEMES)
def test_the_theme_is_found_with_or_without_quotation_marks(text: str) -> None:
    assert read(text)["theme"] == "水と人の百年"


def test_edition_series_organizer_and_author_are_read() -> None:
    event = read(
        f"水の都で第20回{SERIES}\n（一財）自治体国際化協会北京事務所　所長補佐　浅利　健太（青森県派遣）\n\n"
        f"クレア北京事務所は、2030年5月8日、江蘇省揚州市において、「第20回{SERIES}」を開催しました。"
    )
    found = [event[name] for name in ("edition", "series", "organizer", "author", "host_country")]
    assert found == [20, SERIES, "クレア北京事務所", "浅利健太", "CN"]


SOURCES = {
    "japanese": (
        "資料：『自治体国際化フォーラム』2030年7月号20頁、北京事務所所長補佐・浅利健太氏（青森県派遣）による報告。",
        ("自治体国際化フォーラム 2030年7月号", "浅利健太"),
    ),
    "chinese": ("来源：《友好城市》2030年第3期，王建国撰文。", ("友好城市 2030年", "王建国")),
    "years before": ("資料：『自治体国際化フォーラム』2017年10月号20頁", (None, None)),
}


@pytest.mark.parametrize(("line", "found"), SOURCES.values(), ids=SOURCES)
def test_the_line_of_sources_tells_magazine_and_author(line: str, found: tuple[str | None, str | None]) -> None:
    event = read(f"2030年5月8日、江蘇省揚州市で第20回{SERIES}を開催しました。\n\n{line}\n")
    assert (event.get("publication"), event.get("author")) == found


def test_what_is_not_said_is_left_open() -> None:
    assert read("町の広報に載った短い記事である。") == {}


OTHERS = {
    "other": ("日中韓三か国地方政府交流会議報告\n\n第24回日中韓三か国地方政府交流会議が奈良市で開かれた。", True),
    "ours": (f"第20回{SERIES}報告\n\n揚州市で開かれた。", False),
    "ours, named in passing": (f"海を越えて\n\n揚州市で第20回{SERIES}が開かれた。", False),
}


@pytest.mark.parametrize(("text", "other"), OTHERS.values(), ids=OTHERS)
def test_reports_of_other_meetings_are_recognised(text: str, other: bool) -> None:
    sentences = find_sentences(lay_out([Page(1, text)]))
    assert names_other_series(sentences) is other
