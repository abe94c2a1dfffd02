"""Who spoke about what in rows: tables, programmes, lists of speakers, headings above them."""

import pytest

from tests.readings import read, told

TABLE = """本会議プログラム
時間 | 内容 | 登壇者
9:30 | 開会あいさつ | 甘粛省外事弁公室主任　裴　玉成
9:45 | 基調講演 | 蘭州市農業農村局局長　景　玉田
　　 |　　　　　| 宮崎県都農町副町長　日高見　和代
11:00 | 事例発表 | 上海緑川研究院院長、
　　 |　　　　　| 南京農業大学客員教授　姚　若松
15:00 | 総合討論 | 進行／奈良女子大学教授　菅井　薫

　景局長は、黄河の水を夜だけ畑に送る方法を語った。続く日高見副町長が話したのは、糖度の高いぶどうのことである。
　トリは姚院長。砂漠の縁に木を植える話に、うなずく顔が多い。
　総合討論では、菅井教授が登壇者に一つずつ知恵を挙げさせた。
"""


def test_a_table_gives_full_names_and_roles_to_the_prose_below() -> None:
    reading = read(TABLE)
    assert told(reading.talks) == ["景玉田", "日高見和代", "姚若松"]
    roles = {talk.speaker: talk.role for talk in reading.talks if talk.speaker}
    assert (roles["裴玉成"], roles["菅井薫"]) == ("greeting", "coordinator")


ROWS = {
    "strokes": "主旨演讲\n讲者：江问渠｜武汉市副市长｜会呼吸的城市怎样建\n讲者：白露华｜同济大学教授｜屋顶种菜的账本\n",
    "labels": "主旨演讲\n演讲人：江问渠（武汉市副市长）\n题目：《会呼吸的城市怎样建》\n演讲人：白露华（同济大学教授）\n"
    "题目：《屋顶种菜的账本》\n",
    "blanks": "一、发言情况\n序号　姓名　单位及职务　发言题目\n1　　江问渠　　武汉市副市长　　会呼吸的城市怎样建\n"
    "2　　白露华　　同济大学教授　　屋顶种菜的账本\n",
    "colons": "主旨演讲\n· 武汉市副市长江问渠：会呼吸的城市怎样建\n· 同济大学教授白露华：屋顶种菜的账本\n",
    "quotations": "主旨演讲\n· 武汉市副市长　江问渠《会呼吸的城市怎样建》\n· 同济大学教授　白露华《屋顶种菜的账本》\n",
    "prepositions": "主旨演讲\n武汉市副市长江问渠以《会呼吸的城市怎样建》为题作演讲。"
    "同济大学教授白露华以《屋顶种菜的账本》为题作演讲。\n",
}


@pytest.mark.parametrize("text", ROWS.values(), ids=ROWS)
def test_rows_with_topics_are_talks_without_any_prose(text: str) -> None:
    talks = [talk for talk in read(text).talks if talk.presented]
    found = [(talk.speaker, talk.topic) for talk in talks]
    assert found == [("江问渠", "会呼吸的城市怎样建"), ("白露华", "屋顶种菜的账本")]


@pytest.mark.parametrize(
    ("row", "known"),
    [
        pytest.param("讲者：吴静｜巴中市市长｜育儿的做法", ("吴静", "市长", "巴中市", "育儿的做法"), id="short-topic"),
        pytest.param(
            "讲者：白露华｜京都市副市长｜屋顶种菜", ("白露华", "副市长", "京都市", "屋顶种菜"), id="post-behind-a-place"
        ),
        pytest.param(
            "・北海道知事　岡本幸子「流氷の観光」",
            ("岡本幸子", "知事", "北海道", "流氷の観光"),
            id="place-before-a-post",
        ),
        pytest.param("· 武汉市副市长江问渠：屋顶种菜", ("江问渠", "副市长", "武汉市", "屋顶种菜"), id="dot"),
    ],
)
def test_a_row_tells_post_place_and_topic(row: str, known: tuple[str, ...]) -> None:
    (talk,) = read(f"主旨演讲\n{row}\n").talks
    assert (talk.speaker, talk.title, talk.organisation, talk.topic) == known


def test_columns_of_strokes_do_not_part_names_set_with_blanks_below() -> None:
    table = "基調講演\n氏名｜所属・役職｜演題\n張静｜恩施市長｜電子商取引の広場\n\n"
    listed = "事例発表\n◦講師\n早稲田大学教授　西村　誠\n\n西村教授は、坂のベンチについて発表した。\n"
    talks = read(table + listed).talks
    assert [(talk.speaker, talk.presented) for talk in talks] == [("張静", True), ("西村誠", True)]


def test_a_family_name_before_a_post_is_no_place_of_the_next_speaker() -> None:
    listed = "演讲嘉宾\n春日井市市长　中野　达也\n京都府知事　渡边　典子\n\n"
    talks = read(f"{listed}中野市长介绍了河边的旧仓库。渡边知事介绍了远程办公的做法。\n").talks
    assert [(talk.speaker, talk.place) for talk in talks] == [("中野达也", "春日井市"), ("渡边典子", "京都府")]


def test_somebody_only_listed_has_not_spoken() -> None:
    talks = read("基調講演\n\n◦講師\n蘭州市農業農村局局長　景　玉田\n宮崎県都農町副町長　日高見　和代\n").talks
    assert {talk.speaker for talk in talks} == {"景玉田", "日高見和代"}
    assert told(talks) == []


REMARKS = """第30届中日地方交流促进研讨会发言情况一览表

序号　时间　姓名　单位　职务　题目　备注
1　9:00　靳河清　开封市人民政府　市长　——　致辞。谈及免费无线网
2　9:20　阎汴生　开封市城市更新局　局长　灯笼下面的传感器　主旨发言。二百盏灯笼装客流计
3　11:10　颜弘　曲阜市政务服务局　副局长　孔府门前的排队学　因列车晚点未到，取消
4　13:30　牛保国　河南大学　教授　——　圆桌主持。未作发言
"""


def test_remarks_of_a_table_tell_talks_from_the_rest() -> None:
    assert told(read(REMARKS).talks) == ["阎汴生"]


def test_words_belong_to_the_line_of_credit_below_them() -> None:
    text = (
        "●一泊二食をやめたら、町じゅうが食堂に\n"
        "　宿は寝るだけです。朝ごはんは向かいの店、夕ごはんは三軒先の店で食べます。\n"
        "　【お話】兵庫県豊岡市　局長　湯島谷敦さん\n\n●古い村の鍵は、だれが預かる？\n"
        "　空き家の鍵は村の合作社が預かります。民宿にするかどうかは住民の投票で決めます。\n"
        "　【お話】黟県人民政府　副県長　胡雪窓さん\n"
    )
    talks = [talk for talk in read(text).talks if talk.presented]
    assert [(talk.speaker, talk.topic, talk.quote.text[:3]) for talk in talks] == [
        ("湯島谷敦", "一泊二食をやめたら、町じゅうが食堂に", "宿は寝"),
        ("胡雪窓", "古い村の鍵は、だれが預かる？", "空き家"),
    ]


def test_the_heading_above_a_speaker_is_the_topic_and_who_reads_out_is_none() -> None:
    text = (
        "講演要旨\n\n＜Ａ会場＞座長：北見大学教授　百目鬼　隆\n\n【Ａ－１】冬の配管を眠らせる\n"
        "　包頭市水務局総工程師　斯琴高娃\n　　〔代読＝同局北京事務所　方　小雨〕\n"
        "　熱い管の漏れは、急な寒さの三十六時間後に集中する。犬型の機械が穴を巡る。\n"
    )
    reading = read(text)
    [talk] = [talk for talk in reading.talks if talk.presented]
    assert (talk.speaker, talk.title, talk.topic) == ("斯琴高娃", "総工程師", "冬の配管を眠らせる")
    assert [talk.speaker for talk in reading.talks if talk.role == "coordinator"] == ["百目鬼隆"]


def test_a_programme_set_with_blanks_gives_names_posts_and_sessions() -> None:
    text = (
        "聴講の記\n\n　桂林市へ行ってきました。配られた次第を書き写します。\n\n〈次第〉\n"
        " 9:00　開会　　　　中国人民対外友好協会　　秘書長　　　　　宋　　元\n"
        " 9:20　特別講演　　桂林市　　　　　　　　副市長　　　　　莫　　秀英\n"
        "10:40　川と防災　　岐阜県郡上市　　　　　危機管理課長　　日置　ヨハン\n"
        "　　　　　　　　　公益財団法人かけ橋基金　事務局長　　　　アイシャ・陳\n"
        "16:00　閉会　　　　総合司会　広西師範大学教授　欧　　陽明\n\n"
        "　トップの莫副市長は、竹いかだの電動化を語りました。日置課長は水路の見回りを取り上げました。\n\n"
        "　締めくくりにアイシャ・陳事務局長が立たれました。高校生の交換日記の話です。\n"
    )
    assert told(read(text).talks) == ["莫秀英", "日置ヨハン", "アイシャ・陳"]
