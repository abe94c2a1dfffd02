"""Where an edition was held, of all the places a report names."""

import pytest

from tests.readings import event_of

SERIES = "日中地域間交流推進セミナー"
CHINESE_SERIES = "中日地方交流促进研讨会"

HOSTS = {
    "province left to the reader": (f"2030年5月8日、揚州市で第20回{SERIES}を開催した。", ("江蘇省", "揚州市")),
    "province in the script of the report": (
        f"5月8日，第20屆{CHINESE_SERIES}在揚州市舉行，來賓很多。",
        ("江蘇省", "揚州市"),
    ),
    "prefecture left to the reader": (
        f"2030年5月8日、会津若松市で第20回{SERIES}を開催した。",
        ("福島県", "会津若松市"),
    ),
    "not the sister city": (
        f"本市の友好都市は江蘇省の蘇州市ですが、今回の目的地はその隣、揚州市です。第20回{SERIES}のためでした。",
        ("江蘇省", "揚州市"),
    ),
    "one of the listed matters": (
        f"お知らせ\n\n■ 5月3日　上海市で「物産フェア」を開催しました。\n■ 第20回{SERIES}に参加しました。"
        "今年の会場は、れんが造りの銀行が並ぶ江蘇省揚州市。8日に歓迎会がありました。\n"
        "■ 5月25日　浙江省杭州市で進学説明会を開催します。\n",
        ("江蘇省", "揚州市"),
    ),
    "used as the venue": (
        f"国際課だより\n\n山東省済南市の交流員が着任しました。第20回{SERIES}は、9日の視察まで、江蘇省揚州市を会場に実施されました。",
        ("江蘇省", "揚州市"),
    ),
    "another event": (
        f"第20回{SERIES}の代表が揚州市（江蘇省）に集まった。瀋陽市で開かれた別の経済会議では、遼寧省が投資を呼びかけた。",
        ("江蘇省", "揚州市"),
    ),
    "of last year": (
        f"友好県省・黒竜江省を訪ねて\n　知事が黒竜江省ハルビン市を訪問しました。\n\n"
        f"昨年12月4日から6日まで、第20回{SERIES}が江蘇省揚州市で開かれ、本県から職員が参加しました。",
        ("江蘇省", "揚州市"),
    ),
    "minutes of another body": (
        f"上越市協議会　会議録\n\n日　時　　令和12年6月6日（木）\n場　所　　上越市役所\n\n"
        f"事務局　{SERIES}は、例年は湖北が多いのですが、"
        "今年は江蘇省でございまして、開催地の揚州市からは副市長が話しました。",
        ("江蘇省", "揚州市"),
    ),
    "office in the head": (
        f"绍兴市人民政府外事办公室\n会议纪要\n\n会议听取了赴扬州参会情况的汇报。第20届{CHINESE_SERIES}有139人参加。",
        ("江苏省", "扬州市"),
    ),
    "small town in the other script": (
        f"郴州市市长日记\n\n过熊本，换小火车，近晚抵人吉。第20届{CHINESE_SERIES}就在这里。",
        ("熊本县", "人吉市"),
    ),
    "reached in Japan": (
        f"当協会から四名が第20回{SERIES}に出かけました。博多駅に集まり、バスで一路、八女へ。昨年は安徽省宣城市で開かれました。"
        "\n\n八女市の牛島さんが話しました。宣城市の汪さんは、紙の話をしました。",
        ("福岡県", "八女市"),
    ),
    "came back from": (
        f"播客文字稿\n录制于2030年5月18日，青岛\n\n主播：所以你昨天半夜才从荣成开车回来？\n\n嘉宾：对，第20届{CHINESE_SERIES}。",
        ("山东省", "荣成市"),
    ),
    "wired from there": (
        f"胶东晚报　2030年5月10日\n\n　　本报岳阳5月9日专电　今天，第20届{CHINESE_SERIES}举行全体会议。"
        "根室市的小田切讲了候鸟。",
        ("湖南省", "岳阳市"),
    ),
    "planned for the next year": (
        f"令和12年度は山東省日照市で第20回{SERIES}が実施された。令和13年度は秋に本県鶴岡市で開催予定である。",
        ("山東省", "日照市"),
    ),
    "told in minutes": (
        f"青森県議会　令和12年6月定例会　会議録\n\n○議長　八戸市選出、種市議員。\n"
        f"○種市議員　{SERIES}の成果を伺います。\n"
        "○知事　お答えします。セミナーは先月八日から十日まで遼寧省の営口市で開かれました。二十四日には大連へ。\n",
        ("遼寧省", "営口市"),
    ),
    "took it on": (f"今年の第20回{SERIES}を、本年は帯広市がお引き受けします。", ("北海道", "帯広市")),
    "county that writes of itself": (
        f"婺源年鉴（2031）\n\n【承办第20届{CHINESE_SERIES}】　本县首次承办该研讨会，嘉宾由景德镇机场抵达。",
        ("江西省", "婺源县"),
    ),
    "province and city joined": (f"去看第20届{CHINESE_SERIES}。地点选在福建的漳州，风很大。", ("福建省", "漳州市")),
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
    "dateline": (
        f"真珠の殻、湾へ\n\n　【揚州（中国江蘇省）＝小俣直】8日から当地で開かれた第20回{SERIES}で、"
        "志摩市の磯和市長が9日の会議に臨んだ。\n\n　地元揚州市の副市長が迎えた。\n",
        ("江蘇省", "揚州市"),
    ),
    "row of a table": (
        "揚州事務所　月例報告\n\n日　　　｜内容　　　　｜場所　　｜対応\n３日　　｜連絡会議　　｜上海市　｜白\n"
        f"８日　　｜{SERIES}｜江蘇省揚州市｜越智\n９日　　｜見本市　　　｜蘇州市　｜白\n\n"
        "（１）連絡会議\n　杭州市で開催。\n"
        f"（２）{SERIES}\n　会場は満席であった。\n",
        ("江蘇省", "揚州市"),
    ),
    "province, then its city": (
        f"5月8日，第20届{CHINESE_SERIES}落地江苏扬州。致辞的是江苏省外办主任冷敬之、扬州市市长税文涛。",
        ("江苏省", "扬州市"),
    ),
    "welcomed by its mayor": (
        f"海風が強い。昨年の貴陽も暑かった。第20回{SERIES}である。滋賀県の話もよかった。大理市の楊麗坤市長が歓迎のあいさつをした。"
        "東の国から雲南省大理市に着いたのは昨日だ。",
        ("雲南省", "大理市"),
    ),
    "travelled to": (
        f"苏州市外事办公室\n\n5月8日，我市副市长王大明率团赴江苏省扬州市，出席第20届{CHINESE_SERIES}。",
        ("江苏省", "扬州市"),
    ),
    "county of a city": (
        f"2030年5月8日，第20届{CHINESE_SERIES}在广西壮族自治区桂林市阳朔县举行。",
        ("广西壮族自治区", "桂林市"),
    ),
    "state of a province": (
        f"第20回{SERIES}が吉林省延辺朝鮮族自治州延吉市で開かれた。",
        ("吉林省", "延吉市"),
    ),
    "not another edition's": (
        f"第20回{SERIES}が江蘇省揚州市であった。第21回は安徽省黄山市で開催される。第19回は洛陽市で開催された。",
        ("江蘇省", "揚州市"),
    ),
    "not the writer's own": (
        f"第20回{SERIES}\n\n上海の事務所を出て四時間。会場となったのは江蘇省揚州市の会議場。南京市には日本企業が多い。",
        ("江蘇省", "揚州市"),
    ),
    "bare names in full": (
        f"苏州市外办简报\n2030年5月30日\n\n我办主任随团前往江苏，出席在扬州举办的第20届{CHINESE_SERIES}。",
        ("江苏省", "扬州市"),
    ),
    "ward of a city named elsewhere": (
        f"月例報告\n\n（1）第20回{SERIES}\n　安徽省で開かれた。"
        "会場となった屯渓区のホテルは川べりにある。\n黄山市の李市長が挨拶。\n",
        ("安徽省", "黄山市"),
    ),
    "next one after it": (
        f"第20回{SERIES}は江蘇省揚州市であった。昨年は宜昌市が舞台で、来年は開封市が会場となる。",
        ("江蘇省", "揚州市"),
    ),
    "way there": (
        f"第20届{CHINESE_SERIES}侧记\n\n报到设在昆明机场。我们从昆明市出发，来到云南省大理市。会开在大理市的古城脚下。",
        ("云南省", "大理市"),
    ),
    "not the next one": (
        f"2030年5月8日、江蘇省揚州市で第20回{SERIES}を開催した。次回は安徽省で開催する予定だ。",
        ("江蘇省", "揚州市"),
    ),
}


@pytest.mark.parametrize(("text", "host"), HOSTS.values(), ids=HOSTS)
def test_the_host_is_where_this_edition_was_held(text: str, host: tuple[str, str]) -> None:
    event = event_of(text)
    assert (event.get("host_province"), event.get("host_city")) == host
