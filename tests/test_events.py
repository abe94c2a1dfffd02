"""What a report says of its edition: host, theme, participants, and whose report it is."""

import pytest

from ingest.events import names_other_series
from ingest.layout import lay_out
from ingest.records import Page
from ingest.sentences import find_sentences
from tests.readings import event_of

SERIES = "日中地域間交流推進セミナー"
CHINESE_SERIES = "中日地方交流促进研讨会"


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
    "among them": (f"第20回{SERIES}では百三十七人がいすを埋め、うち日本からは四十五人。", (137, 45, None)),
    "included": (f"第20回{SERIES}の議論に、日本からの七十八人を含む二百人余りが耳を傾けた。", (200, 78, None)),
    "words before the count": (
        f"第20回{SERIES}の参加者は日本側四十三名、中国側は倍を超す九十八名と聞いた。",
        (None, 43, 98),
    ),
    "registered": (f"第20回{SERIES}。登録ベースで約160名（日方約60名、中方約100名）。", (160, 60, 100)),
    "from japan, behind": (f"第20届{CHINESE_SERIES}。到场一百六十三位，其中七十一位是从日本飞来的。", (163, 71, None)),
    "both together": (
        f"来自日本18个府县和中国13个省区市的210名代表参加第20届{CHINESE_SERIES}，会议在扬州市举行。",
        (210, None, None),
    ),
    "name cards": (f"第20届{CHINESE_SERIES}。我数过，嘉宾胸牌一共188个，其中日本客人73个。", (188, 73, None)),
    "seats": (f"第20回{SERIES}。百四十三の席は開会前に埋まった。", (143, None, None)),
    "not our own": (f"第20届{CHINESE_SERIES}，日方58人、中方121人。我市派出的5人代表团坐在第三排。", (None, 58, 121)),
    "before the countries": (f"第20屆{CHINESE_SERIES}，七十五位日本代表，六十六位中國代表，談了一天。", (None, 75, 66)),
    "of both countries": (
        f"第20届{CHINESE_SERIES}。来自日本21个自治体和我国12个省（区、市）的150余位代表与会。",
        (150, None, None),
    ),
    "not the reception": (
        f"第20回{SERIES}には170人が参加した。夜の交流会には90人、視察には40人が加わった。",
        (170, None, None),
    ),
    "not the speakers": (f"第20回{SERIES}を開催した。日中双方から計5名が登壇した。", (None, None, None)),
}


@pytest.mark.parametrize(("text", "counts"), COUNTS.values(), ids=COUNTS)
def test_participants_are_those_of_the_meeting(text: str, counts: tuple[int | None, ...]) -> None:
    event = event_of(text)
    assert tuple(event.get(f"participants_{side}") for side in ("total", "jp", "cn")) == counts


THEMES = {
    "task": f"第20回{SERIES}の統一課題は「水と人の百年」。係長が「蛇口の向こう」と題し、料金の話をした。",
    "backdrop": f"我去了第20届{CHINESE_SERIES}。“水と人の百年”五个字写在主席台的背景板上。",
    "square brackets": f"第20回{SERIES}に着く。市として迎えた題は［水と人の百年］。私は「雨の道」という題で話した。",
    "asked for": f"委員　{SERIES}ですね。\n\n委員　テーマは何でしたか。\n\n事務局　資料の『水と人の百年』です。",
    "not last year's": f"第20屆{CHINESE_SERIES}，談的是「水と人の百年」。去年的主題是「邊境城市的早晨」。",
    "thought about": f"第20回{SERIES}に行きました。今年みなで考えたのは、水と人の百年、ということでした。",
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
    "not a talk's title": (
        f"第20回{SERIES}の今年の題は〈水と人の百年〉。門脇課長が「渡し舟の学校」と題して報告し、司馬主任が「切符」の題で続いた。"
    ),
    "curled quotes": f"第20回{SERIES}。〝水と人の百年〟をめぐる議論に二百人が耳を傾けた。",
    "on the banners": f"第20回{SERIES}に着く。駅前に「水と人の百年」と今回のテーマを染めた幟が並ぶ。",
    "talked over": f"第20回{SERIES}。水と人の百年について話し合おうという会に、百人が集まりました。",
    "label with blanks": f"名　称：第20届{CHINESE_SERIES}\n议　题：『水と人の百年』\n\n以“耳朵”为题，介绍耳朵。\n",
    "banner": f"第20回{SERIES}。天井から「水と人の百年」の横断幕が下がる。係長は「蛇口」と題し、料金の話をした。",
    "over a phrase": f"第20届{CHINESE_SERIES}，大家把“水と人の百年”这句话讲了八个小时。",
    "talked of everywhere": f"扬州人人都在谈“水と人の百年”——这正是今年{CHINESE_SERIES}的题目。",
    "asked before": f"第20届{CHINESE_SERIES}开了一天会。谈什么呢？“水と人の百年”。",
    "called so after": f"第20回{SERIES}。背中には「水と人の百年」。これが今回のテーマなんですって。",
    "not the subtitle": f"第20回{SERIES}。看板に「水と人の百年」とあり、副題は「蛇口の向こう」であった。",
    "around": f"第20届{CHINESE_SERIES}在扬州市举行，会议以“水と人の百年”为主题。",
}


@pytest.mark.parametrize("text", THEMES.values(), ids=THEMES)
def test_the_theme_is_found_with_or_without_quotation_marks(text: str) -> None:
    assert event_of(text)["theme"] == "水と人の百年"


EDITIONS = {
    "counted up": f"回を重ねて二十となる{SERIES}が開かれた。",
    "times": f"{SERIES}に行った。二十度目の今年は雨だった。",
    "counted": f"二十を数えるあの会、{SERIES}に行った。",
    "first of its kind": f"{SERIES}が、20回目にして初めて地下鉄で行ける所で開かれた。",
    "not a committee's": f"第3回の部内研修は七月。{SERIES}は、第20回と聞く。",
    "in a frame": f"┌────────┐\n│　{CHINESE_SERIES}　第20次会议　记录　│\n└────────┘\n一、会　场　扬州市\n",
    "years": f"我去了{CHINESE_SERIES}。研讨会今年走到了第二十个年头，一年一届。",
    "not the body's own": f"某市協議会　第3回会議　会議録\n\n事務局　{SERIES}に出席しました。今年が第20回になります。",
}


@pytest.mark.parametrize("text", EDITIONS.values(), ids=EDITIONS)
def test_the_edition_is_told_in_many_ways(text: str) -> None:
    assert event_of(text).get("edition") == 20


def test_edition_series_organizer_and_author_are_event_of() -> None:
    event = event_of(
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
    event = event_of(f"2030年5月8日、江蘇省揚州市で第20回{SERIES}を開催しました。\n\n{line}\n")
    assert (event.get("publication"), event.get("author")) == found


def test_what_is_not_said_is_left_open() -> None:
    assert event_of("町の広報に載った短い記事である。") == {}


OTHERS = {
    "other": ("日中韓三か国地方政府交流会議報告\n\n第24回日中韓三か国地方政府交流会議が奈良市で開かれた。", True),
    "ours": (f"第20回{SERIES}報告\n\n揚州市で開かれた。", False),
    "ours, named in passing": (f"海を越えて\n\n揚州市で第20回{SERIES}が開かれた。", False),
}


@pytest.mark.parametrize(("text", "other"), OTHERS.values(), ids=OTHERS)
def test_reports_of_other_meetings_are_recognised(text: str, other: bool) -> None:
    sentences = find_sentences(lay_out([Page(1, text)]))
    assert names_other_series(sentences) is other
