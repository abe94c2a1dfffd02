"""Who spoke about what: introductions, turns of phrase, minutes, and what is no talk."""

import pytest

from tests.readings import read, told

JAPANESE = {
    "after an opening, headed in kana": (
        "ア　開会\n　揚州市の俞静姝市長が挨拶した。\n\n"
        "イ　発表\n　揚州市酒業センターの章建民主任は、甕を買って預ける制度を紹介。",
        ["章建民"],
    ),
    "office between place and post": ("事例発表では、柳川市の立花まりも水路課長が説明した。", ["立花まりも"]),
    "in a picture": (
        "事例発表で、坂出市の小津木実市長が塩田を紹介した。\n\n（下図）小津木市長（左）と大津市の木戸光議長（右）が話す。\n",
        ["小津木実"],
    ),
    "sat on a panel": (
        "事例発表で、小津木実市長が塩田を紹介した。\n\nパネル討論\n　小津木市長、南京大学の陸以文教授が討論。",
        ["小津木実"],
    ),
    "subject": ("基調講演では、富山市の高円寺副市長が坂のないベンチについて講演した。", ["高円寺"]),
    "inverted": ("本会議で、そう語ったのは香川県坂出市の小津木実市長だ。塩田の跡に学校を建てた。", ["小津木実"]),
    "nominal": ("事例発表の一番手は桂林市交通局の甘若谷局長。自転車の橋を七本かけた。", ["甘若谷"]),
    "appositive": (
        "基調講演で試みを披露したのは、上海河口研究院の主任研究員で、無錫市の顧問も兼ねる陸以文氏だった。",
        ["陸以文"],
    ),
    "two posts": (
        "事例発表で、昭通市の助理研究員・白一舟、飯豊町の振興監・情野千秋の両氏が森を論じた。",
        ["白一舟", "情野千秋"],
    ),
    "former and latter": (
        "事例発表で、蘭州市の景玉田副局長と津和野町の堀川直人町長は、前者が夜の灌漑、後者が鷺舞について報告した。",
        ["景玉田", "堀川直人"],
    ),
    "one verb": (
        "事例発表では、阿部倫太郎課長が街灯を、馬雪原局長が予約制を、図を見せながら説いた。",
        ["阿部倫太郎", "馬雪原"],
    ),
    "kana name": ("事例発表では、リナ・サトウ専門官が水路の宅配を紹介した。", ["リナ・サトウ"]),
    "given name in kana": ("事例発表では、対馬市の阿比留まどか主査が島のバスを紹介した。", ["阿比留まどか"]),
    "polite": ("基調講演では、景安平副局長には灌漑の効果をご説明いただきました。", ["景安平"]),
    "led by a place": (
        "基調講演では、鳥取県からは砂丘農業試験場の入江昭場長がらっきょうの機械植えを紹介した。",
        ["入江昭"],
    ),
    "body": ("パネル討論では、青森県は観光の窓口づくりについて発表した。", ["青森県"]),
    "set apart before the post": (
        "基調講演\n\n続いて景徳鎮市文化局の郁文章、副局長、四十歳。窯の余熱で風呂を沸かす話を長くした。\n",
        ["郁文章"],
    ),
    "set apart after the post": ("事例発表の四番手は、嘉興大学の副教授、鄔若松。棚田の水番を紹介した。", ["鄔若松"]),
    "read out": ("事例発表では、兵庫県養父市の商工課長、湯島谷（ゆしまだに）敦さんが宿を紹介した。", ["湯島谷敦"]),
    "notes": (
        "事例発表\n\n　玉野市の香西副参事、船台の跡を宿にする構想を紹介。\n　嘉興市の方副局長、運河の灯を紹介。\n",
        ["香西", "方"],
    ),
    "known by what is theirs": (
        "事例発表。「葉は売らず、香りを売る」。茶畑を守る巴中市の苟青山処長の持論だ。",
        ["苟青山"],
    ),
    "introduced by a clause": ("事例発表の最初に話したのは、丹江口の放水を預かる苟局長。", ["苟"]),
    "who came from a place": (
        "事例発表では、長野県からやってきた松川町の小木曽なつ江主任が柿の皮むきを紹介した。",
        ["小木曽なつ江"],
    ),
    "rare family name": ("事例発表では、大仙市の企画課長、有留公太氏が花火の火薬庫を紹介した。", ["有留公太"]),
    "in the place of another": (
        "事例発表では、勝浦部長が急病とのことで、代わって同課の松村すみれ課長補佐が登壇し、鮎の宿を紹介した。",
        ["松村すみれ"],
    ),
    "absent, read out": (
        "事例発表では、標茶町の佐久間一歩町長が欠航で渡航できず、原稿を職員が代読した。",
        ["佐久間一歩"],
    ),
    "it is me": ("事例発表の一人は、お恥ずかしながら私、所長の梅枕です。釜炒り茶を置く店の話をしました。", ["梅枕"]),
    "it is my humble self": (
        "湖の町\n\n所長　代田　穂積\n\n　事例発表である。しんがりが、不肖私であった。飯田の宿のことをお話しした。\n",
        ["代田穂積"],
    ),
    "counted off": (
        "事例発表では、段雲飛局長が鍵の話を紹介した。二番手、阿波根さん、間に合った。町を出た人に聞いて回ったという。",
        ["段雲飛", "阿波根"],
    ),
    "called a name": ("事例発表では、竹田市の、首藤という課長が湧水を量り売りする話を紹介した。", ["首藤"]),
    "body, then its speaker": (
        "事例発表では、水郡の商工観光係、弓削島（ゆげしま）渉さんが端切れの巾着の話を報告した。",
        ["弓削島渉"],
    ),
    "one's own chief": ("事例発表に登壇した、うちの課長の越智田が自転車橋の寄せ書きを紹介した。", ["越智田"]),
    "told by the paragraph": (
        "事例発表では、段雲飛局長が鍵の話を紹介した。\n\n長崎県壱岐市の祖父江主任は島で一番若い。"
        "閉まる民宿の台所を借りて食堂を開く。十軒目で黒字になった。",
        ["段雲飛", "祖父江"],
    ),
    "kana, then department and post": (
        "事例発表では、釜石市の小國ちひろ復興文化専門監が語り部を、北秋田市の九嶋アヤ総務部参事がマタギを紹介した。",
        ["小國ちひろ", "九嶋アヤ"],
    ),
    "two and two": ("事例発表では、綿陽市応急管理局の欧陽定国処長が校舎の使い方を紹介した。", ["欧陽定国"]),
    "unknown post": ("事例発表では、飛騨市の古沢進危機管理監が軒下の消火栓を紹介した。", ["古沢進"]),
}
CHINESE = {
    "post before name": ("主旨演讲环节，宇治市副市长谷垣理一郎介绍了茶园的做法。", ["谷垣理一郎"]),
    "several posts": ("主旨演讲环节，海口市委副书记、市长麦景行讲述了骑楼的消防改造。", ["麦景行"]),
    "shared out": (
        "主旨演讲环节，泸州市副市长江问渠、熊本市局长肥后隆介先后登台，分别以《江》《水》为题作主旨演讲。",
        ["江问渠", "肥后隆介"],
    ),
    "shared by about": (
        "专题交流环节，大理市局长白秀山、盐尻市课长中原健一围绕老屋修缮、防火水桶分别作了交流。",
        ["白秀山", "中原健一"],
    ),
    "inverted": ("压轴的是同济大学教授白露华，她坦言，屋顶种菜能省电。", ["白露华"]),
    "signed below": ("主旨演讲\n“老街的雨棚，两边的老板吵了六年。”\n——泉佐野市商工课 课长 里见悠介\n", ["里见悠介"]),
    "no verb": ("分组讨论中，三亚市旅文局局长符小满：把淡季的酒店变成疗养院。", ["符小满"]),
    "traditional": ("主旨演講環節，西安市文物局副局長樊素秋說明了城牆的保護。", ["樊素秋"]),
    "headings that are names": (
        "山货出山\n\n六月的遵义，空气里一半是酒糟味，一半是雨味，我去听了一天会。\n\n【余绍醇】\n东道主，遵义市副市长\n全市的酒厂合租一条专线，空瓶子上山，满瓶子下山，每箱省下不少钱。\n"
        "【浜崎凉介】\n长野县饭田市的农政课长\n他讲的是柿饼怎么靠难看的包装打进东京的百货店，排队的人一直排到门外。\n",
        ["余绍醇", "浜崎凉介"],
    ),
    "post beside the name": (
        "🌊 大分县日田市｜副市长 财津圭吾\n《放木排的人去哪儿了》\n当年的排工，现在是江上的救生教练。\n",
        ["财津圭吾"],
    ),
    "triangles": (
        "会议情况简报\n\n三、专题演讲\n▲ 讲者：时雨田｜甘肃农业大学教授｜题目：一滴水的五次使用\n"
        "▲ 讲者：仁科百合｜鸟取县农林部部长｜题目：沙丘\n",
        ["时雨田", "仁科百合"],
    ),
    "the host's own": ("主旨演讲环节，先上台的，是东道主代表、江门市住建局局长甄启邦。他讲了骑楼的改造。", ["甄启邦"]),
    "numbered": ("二、主旨发言\n（一）岳阳市市长滕修远。介绍洞庭湖退养还湖的做法。\n", ["滕修远"]),
}


@pytest.mark.parametrize(("text", "speakers"), [*JAPANESE.values(), *CHINESE.values()], ids=[*JAPANESE, *CHINESE])
def test_a_talk_is_found_in_every_turn_of_phrase(text: str, speakers: list[str]) -> None:
    assert told(read(text).talks) == speakers


NO_TALK = {
    "greeting": "開会式では、根津修理事長があいさつし、水の循環について述べた。",
    "chair": "パネル討論の進行役は、清華大学の牛建華教授が務めた。",
    "floor": "会場からは、長治市の馮建国局長が費用について質問した。",
    "thanks": "締めくくりに自治体国際化協会の大庭参事が感謝を述べた。",
    "row taken back": "事例発表\n\n①津山市・妹尾主査　　欠席（資料配布のみ）\n②名取市　発表取りやめ\n",
    "answered greeting": "基調講演の前に、湖南省の龍秘書長が歓迎の言葉を述べ、協会の堀切正彦理事がこれに応えた。",
    "asked in the hall": "事例発表では、盛田委員が住まいについて尋ねたところ、町家を貸しているとの答えであった。",
    "guide of a visit": "報告\n\n　江西省を訪ねた。\n\n五　窯の視察\n　窯の跡では陳副館長から説明を受けた。\n",
    "next year": "来年こそ当協会も発表を、と夢を広げました。",
    "senders of a letter": "　　副委員長　盛田　久美\n　　委　員　都築　光\n\n　下記のとおり行政視察を行いました。\n",
    "cancelled": "基調講演に登壇予定だった張掖市の穆青副市長は、公務のため欠席した。",
    "last year": "昨年の貴陽大会で徳島県が発表した防災の取り組みも話題になった。",
    "visit": "翌日の視察では、館員の劉明さんが登り窯の構造を説明した。",
    "stand": "会場のブースでは、高知県の担当者が茶の試飲を紹介した。",
    "reporter": "（記者　行方さつき）",
    "chinese greeting": "开幕式上，海南省副省长冼若谷、日本驻广州总领事早坂凉分别致辞。",
    "chinese chair": "专题交流环节由中山大学教授廖清欢主持。",
    "chinese meeting": "会议期间，冼若谷会见了矶贝雅治一行，双方介绍了有关情况。",
    "chinese question": "互动环节，山梨县、松原市的代表围绕试住成本提问。",
    "chinese visit": "4月11日，与会代表考察了石湾陶窑，窑厂厂长钟秀文介绍了烧制工艺。",
    "announced greetings": "あいさつは二つ。自治体国際化協会の妹背理事は、古い写真を掲げて会場を笑わせた。",
    "other matters": "五、その他\n\n　長沙市の秦局長が別の会で茶の話を紹介した。\n",
    "labels of the meeting": "主　催：（一財）自治体国際化協会\n統一主題：川が結ぶ物流\n当所からの参加：所員　翁長\n",
    "issue of a newsletter": "■　長崎県上海事務所　月例通信　令和１２年６月号（通巻第３１２号）　■\n",
    "name plates": "鼎談\n\n　卓上の名札は益陽市、岡山県玉野市、鄔副教授。\n",
    "shops": "朝ごはんは向かいの豆腐屋さん、夕ごはんは三軒先の酒蔵さん。",
    "chinese last edition": "去年第44届会议在日本长野县冈谷市召开，贵州省六盘水市曾介绍三线厂房的再利用。",
    "chinese other meeting": "又讯，本周在呼和浩特市举行的对接会上，川崎市的代表就液氢运输发表演讲。",
    "chinese somebody": "有位仁怀的酒老板站起来说，校车能捎酒。",
    "chinese silence": "东莞市代表因为行程提前离席，未及发言；汕头市代表则全程聆听。",
    "chinese row taken back": "讲者：安部川进｜静冈县茶业课课长｜题目：无雨之年的新茶\n要点：本人因故缺席。\n",
    "chinese absence": "原定发言的佳木斯市副市长邹怀远因防汛未能到会。",
}


@pytest.mark.parametrize("text", NO_TALK.values(), ids=NO_TALK)
def test_what_is_no_talk_makes_none(text: str) -> None:
    assert told(read(text).talks) == []


MINUTES = """第12回日中地域間交流推進セミナー議事要旨

(1) 開会
裴主任（甘粛省外事弁公室　裴玉成）：遠路の参加に感謝する。

(2) 事例報告
議長（西北大学教授　慕容川）：これより報告に入る。
景局長（蘭州市農業農村局　景玉田）：黄河の水を夜だけ畑に送っている。蒸発は三分の一で済む。
会場（長治市の参加者）：費用はいくらか。
景局長：一畝あたり四十元である。
"""


def test_minutes_tell_speakers_from_chairs_and_the_hall() -> None:
    reading = read(MINUTES)
    assert told(reading.talks) == ["景玉田"]
    talk = next(talk for talk in reading.talks if talk.speaker == "景玉田")
    assert any("四十元" in detail.text for detail in talk.details)


def test_a_quote_holds_no_other_speakers_part() -> None:
    text = "事例発表では、阿部倫太郎課長が街灯について、馬雪原局長が予約制について発表した。"
    quotes = {talk.speaker: talk.quote.text for talk in read(text).talks}
    assert "馬雪原" not in quotes["阿部倫太郎"] and "阿部" not in quotes["馬雪原"]


def test_a_later_remark_is_a_detail_of_the_same_talk() -> None:
    text = (
        "主旨演讲环节，北九州市副市长城岛雅彦作了题为《零碳港湾》的演讲。"
        "城岛副市长表示，愿同渤海沿岸城市加强交流。柳州市局长覃海棠介绍了臭气探头。"
    )
    talks = read(text).talks
    assert told(talks) == ["城岛雅彦", "覃海棠"]
    assert any("加强交流" in detail.text for detail in talks[0].details)


def test_a_paper_read_by_another_is_its_authors_talk() -> None:
    text = "经验交流环节，原定发言的佳木斯市副市长邹怀远因防汛未能到会，其书面材料《农机手》由外办副主任姬明代为宣读。"
    assert told(read(text).talks) == ["邹怀远"]


def test_what_looks_like_a_talk_and_has_no_speaker_is_reported() -> None:
    reading = read("基調講演では、豊後大野市の副市長が石橋の活用について講演した。")
    assert told(reading.talks) == []
    assert [excerpt.text[:4] for excerpt in reading.uncovered] == ["基調講演"]


def test_places_and_countries_come_from_the_organisation() -> None:
    talks = read("基調講演では、長野県小布施町の大宮透町長が庭の開放について講演した。").talks
    assert [(talk.place, talk.country, talk.title) for talk in talks] == [("長野県小布施町", "JP", "町長")]


def test_brackets_that_tell_how_names_are_read_are_passed_over() -> None:
    text = "発表では、遼寧（りょうねい）省本渓市の佟国強（とう・こくきょう）さん（副局長）が鍾乳洞を紹介した。"
    [talk] = [talk for talk in read(text).talks if talk.presented]
    assert (talk.speaker, talk.place, talk.title) == ("佟国強", "遼寧省本渓市", "副局長")
