"""The coverage alarm: what of a report speaks of a talk that no record tells of, and what does not."""

import pytest

from tests.readings import read, told

ALARMS = {
    "parts counted": (
        "事例発表\n\n　前半は醸造をめぐる2件。富山市の高円寺薫副市長は酒蔵について語った。"
        "後半は水路に関する3件。上越市の三条光課長は雪室について語った。\n"
    ),
    "talks told in an opening": (
        "開会式では、富山市の高円寺薫副市長が坂のベンチを紹介した。上越市の三条光課長は雪室を紹介した。"
        "桂林市交通局の甘若谷局長は自転車の橋を紹介した。\n"
    ),
    "post without a name": "基調講演では、豊後大野市の副市長が石橋の活用について講演した。",
    "introduced, no more": "事例発表\n\n　窓の脇で茨城県桜川市の塙課長を見かけた。\n",
    "surname nobody has": (
        "本会議\n\n　富山市の高円寺薫副市長は坂のベンチについて語った。儂さんが見せたのは、針を覚えた機械である。\n"
    ),
    "floor not taken": (
        "本会議\n\n　富山市の高円寺薫副市長は坂のベンチについて語った。\n\n　しんがりが、不肖私であった。"
        "人形劇の季節だけ開く民泊のことを、二十分ばかり披露におよんだ。\n"
    ),
    "third of those known": (
        "本会議\n\n　富山市の高円寺薫副市長は坂のベンチについて語った。"
        "北陸の三人目は、道を一枚に重ねる地図づくりへと歩みを進めた。\n"
    ),
    "paragraph of a place": (
        "本会議\n\n　富山市の高円寺薫副市長は坂のベンチについて語った。\n\n　さて糸魚川市である。石を拾う、割る、"
        "名を付ける。それだけを一年続ける授業に、持ち時間のすべてが使われた。\n\n"
        "　上越市の三条光課長は雪室について語った。\n"
    ),
    "more speakers counted": (
        "本会議\n\n　日中の五名が登壇した。富山市の高円寺薫副市長は坂のベンチについて語った。"
        "上越市の三条光課長は雪室について語った。\n"
    ),
    "unknown office": (
        "本会議\n\n　富山市の高円寺薫副市長は坂を語った。桜川市の儂志遠水番長が宋代の溝の手入れを語った。\n"
    ),
    "unknown office behind a name in kana": (
        "本会議\n\n　富山市の高円寺薫副市長は坂を語った。境港市の門脇つばさ渡船番長が舟の学校を報告した。\n"
    ),
    "a title of nobody's": (
        "主旨发言\n\n　　扬州市副市长王大明以《运河的账本》为题作了发言。他说，账要天天记。"
        "一位来自企业的年轻人以《老街的灯》为题作了报告。\n"
    ),
    "called behind a verb": (
        "本会議\n\n　富山市の高円寺薫副市長は坂を語った。巣の見回りから来られた儂恩沛さんが語ったのは、朱鷺である。\n"
    ),
    "more titles than people": (
        "主旨发言\n\n　　扬州市副市长王大明，文创街主理刘某某分别以《运河的账本》《老街的灯》为题作了发言。\n"
    ),
    "chinese floor": "大会发言\n\n　　扬州市副市长王大明介绍了运河。\n\n　　然后就轮到我了。手心出汗，话筒反了。\n",
    "an office of another place within a talk": (
        "本会議\n\n　富山市の高円寺薫副市長は坂のベンチについて語った。糸魚川市の博物館の出番では、石に拍手が湧いた。\n"
    ),
    "a turn within a talk": (
        "本会議\n\n　富山市の高円寺薫副市長は坂のベンチについて語った。続いての話は、石を拾う授業である。\n"
    ),
    "a turn within a talk, in Chinese": (
        "大会发言\n\n　　扬州市副市长王大明介绍了运河。接下来的二十分钟，全场听的是石头的课。\n"
    ),
    "a speaker of nobody's": (
        "本会議\n\n　富山市の高円寺薫副市長は坂のベンチについて語った。\n\n　続く話は国境の民宿で、発表者は海の方。\n"
    ),
    "a talk in so many words": (
        "大会发言\n\n　　扬州市副市长王大明介绍了运河。柳某某代表东道主作了发言，介绍的是风电制氢。\n"
    ),
    "another of an office beside a speaker": (
        "大会发言\n\n　　扬州市副市长王大明介绍了运河，同台的还有桂林市交通局局长甘若谷。\n"
    ),
}
SILENT = {
    "a turn to another of the same talk's points": (
        "大会发言\n\n　　扬州市副市长王大明介绍了运河。轮到他时只剩六分钟，他没有看稿。\n"
    ),
    "the place of the speaker's own office": (
        "本会議\n\n　「順番だけ」という言葉を残したのは、富山市都市整備局の高円寺薫係長で、坂のベンチを語った。\n"
    ),
    "everybody's part is known": (
        "基調講演では、富山市の高円寺副市長が坂のベンチについて講演した。\n\n高円寺副市長の話は笑顔で語られた。"
    ),
    "post of the speaker": "基調講演\n\n富山市からは高円寺薫副市長が登壇した。副市長は坂のベンチについて語った。",
    "guest": "基調講演では、富山市の高円寺副市長が坂について講演した。来賓として石井領事が列席した。",
    "floor taken": "本会議\n\n　しんがりは富山市の高円寺薫副市長である。坂のベンチについて語った。\n",
    "place left empty": (
        "本会議\n\n　富山市の高円寺薫副市長は坂のベンチについて語った。\n\n　三番手は空席。台風で便が飛ばなかった。\n"
    ),
    "as many as counted": (
        "本会議\n\n　日中の二名が登壇した。富山市の高円寺薫副市長は坂のベンチについて語った。"
        "上越市の三条光課長は雪室について語った。\n"
    ),
    "credits": (
        "大会发言\n\n　　扬州市副市长王大明介绍了运河保护。\n\n　　河边的风很大，也很凉。\n\n"
        "END　文｜小鹿　图｜阿泽　审核｜汪家骏\n"
    ),
    "visit": "本会議\n\n　富山市の高円寺薫市長は坂を語った。\n\n　翌日は村を訪ね、村長の廖さんに案内していただいた。\n",
    "remarks on talks": (
        "本会議\n\n　富山市の高円寺薫副市長は坂のベンチについて、上越市の三条光課長は雪室について語った。\n\n"
        "■ 座談会 ■\n　高円寺副市長、三条課長に、上越大学の許教授を加えた。許教授の「順番だけ」という発言が残った。\n"
    ),
    "an office that ends like a name": "会议发言中，爱知县上海事务所介绍了支援基地。\n",
    "who came instead": (
        "本会議\n\n　鯖川市の教育長が話す予定でしたが来られなくなり、富山市の高円寺薫副市長が代わりに登壇した。\n"
    ),
    "declaration": ("大会发言\n\n　　扬州市副市长王大明介绍了运河保护的经验。闭会前，各方共同发布《运河城市倡议》。\n"),
}


@pytest.mark.parametrize("text", ALARMS.values(), ids=ALARMS)
def test_a_sign_of_a_talk_without_a_record_raises_the_alarm(text: str) -> None:
    assert read(text).uncovered


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_is_accounted_for_raises_none(text: str) -> None:
    assert [excerpt.text for excerpt in read(text).uncovered] == []


def test_a_body_tells_what_it_brought() -> None:
    text = "本会議では、島根県が持ち込んだ話題は二つ。湖の話と、山の話である。"
    assert told(read(text).talks) == ["島根県"]
