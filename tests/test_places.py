"""The gazetteer: names in every script, mentions in text."""

import json
from pathlib import Path

import pytest

from ingest.places import (
    contains,
    coordinates,
    find_places,
    name_in,
    nearest_spelling,
    place_by_id,
    place_named,
)
from ingest.records import Country
from ingest.text import fold

SHARED = Path(__file__).parents[2] / "shared"


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("瀋陽市", ["CN-2101"]),
        ("沈阳", ["CN-2101"]),
        ("瀋陽", ["CN-2101"]),
        ("Shenyang", ["CN-2101"]),
        ("しんよう", ["CN-2101"]),
        ("シンヨウ", ["CN-2101"]),
        ("哈尔滨", ["CN-2301"]),
        ("ハルビン", ["CN-2301"]),
        ("ウルムチ市", ["CN-6501"]),
        ("フフホト", ["CN-1501"]),
        ("Xi'an", ["CN-6101"]),
        ("北京", ["CN-11"]),
        ("内蒙古", ["CN-15"]),
        ("香港", ["CN-81"]),
        ("澳门", ["CN-82"]),
        ("台湾", ["CN-71"]),
        ("大阪", ["JP-27", "JP-27100"]),
        ("Ōsaka", ["JP-27", "JP-27100"]),
        ("さっぽろ", ["JP-01100"]),
        ("埼玉市", ["JP-11100"]),
        ("筑波", ["JP-08220"]),
        ("磐城市", ["JP-07204"]),
        ("羽村", ["JP-13227"]),
        ("津", ["JP-24201"]),
        ("長野県東御市", ["JP-20219"]),
        ("龙崎市", ["JP-08208"]),
        ("南陽市", ["CN-4113", "JP-06213"]),
        ("東北三省", ["CN-G17"]),
        ("東北", ["CN-G17", "JP-G01"]),
        ("ユートピア市", []),
    ],
)
def test_a_place_is_known_by_all_its_names(name: str, ids: list[str]) -> None:
    assert [place.id for place in place_named(name)] == ids


PRINTED = """
東御市 羽村市 さいたま市 つくば市 須坂市 古賀市 和光市 あきる野市 龍ケ崎市 龍ヶ崎市 宇陀市 大和郡山市 四日市市
浜名区 八丈町 みなかみ町 南アルプス市 綿陽市 瀋陽市 鄭州市 広州市 済南市 長春市 ハルビン市 チチハル市 ラサ市 昆山市
延辺朝鮮族自治州 内モンゴル自治区 新疆ウイグル自治区 瀋河区 浦東新区 黒龍江省
""".split()


@pytest.mark.parametrize("name", PRINTED)
def test_a_place_is_known_as_japanese_print_writes_it(name: str) -> None:
    assert len(place_named(name)) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("中国遼寧省瀋陽市で", ["遼寧省瀋陽市=CN-2101"], id="chain"),
        pytest.param("瀋陽市瀋河区の", ["瀋陽市瀋河区=CN-210103"], id="ward"),
        pytest.param("愛知県上海事務所", ["愛知県=JP-23", "上海*=CN-31"], id="neighbours"),
        pytest.param("山形県南陽市", ["山形県南陽市=JP-06213"], id="prefix-decides"),
        pytest.param("河南省の都市、南陽市", ["河南省=CN-41", "南陽市=CN-4113"], id="earlier-parent-decides"),
        pytest.param("日本白山市", ["白山市=JP-17210"], id="country-before-decides"),
        pytest.param("白山市", ["白山市=CN-2206/JP-17210"], id="collision-stays"),
        pytest.param("東北地方の都市、瀋陽", ["東北地方=CN-G17", "瀋陽*=CN-2101"], id="chinese-northeast"),
        pytest.param("東北地方、青森県", ["東北地方=JP-G01", "青森県=JP-02"], id="japanese-northeast"),
        pytest.param("在郑州举办，沈阳也", ["郑州*=CN-4101", "沈阳*=CN-2101"], id="bare-chinese"),
        pytest.param("青森、島根など", ["青森*=JP-02/JP-02201", "島根*=JP-32"], id="bare-japanese"),
        pytest.param("北京事務所", ["北京*=CN-11"], id="bare-office"),
        pytest.param("つくばの研究", ["つくば*=JP-08220"], id="bare-hiragana"),
        pytest.param("Shenyang City and Saitama", ["Shenyang City=CN-2101", "Saitama*=JP-11/JP-11100"], id="english"),
        pytest.param("観光市場と卸売市場", [], id="market"),
        pytest.param("アラサ市民", [], id="inside-katakana"),
        pytest.param("中小城市发展，城区改造", [], id="chinese-words"),
        pytest.param("来宾致辞，提高知名度", [], id="more-chinese-words"),
        pytest.param("第三次市域拡張で北上した", [], id="japanese-words"),
        pytest.param("石川勇副市長", [], id="surname"),
        pytest.param("中国地方政府", [], id="local-governments"),
        pytest.param("札幌市東区", ["札幌市東区=JP-01103"], id="ward-of-many"),
    ],
)
def test_places_are_found_in_text(text: str, found: list[str]) -> None:
    assert [
        f"{text[one.start : one.end]}{'*' * one.bare}={'/'.join(place.id for place in one.places)}"
        for one in find_places(text)
    ] == found


@pytest.mark.parametrize(("country", "id_"), [("JP", "JP-06213"), ("CN", "CN-4113")])
def test_the_country_settles_a_collision(country: Country, id_: str) -> None:
    (mention,) = find_places("南陽市", country=country)
    assert [place.id for place in mention.places] == [id_]


def test_a_chain_keeps_its_parts() -> None:
    (mention,) = find_places("長野県東御市")
    assert [place.ja for place in mention.chain] == ["長野県", "東御市"]


def test_a_group_contains_what_its_members_contain() -> None:
    inside = (
        ("長野県", "東御市"),
        ("九州", "福岡市"),
        ("東北三省", "瀋陽市"),
        ("東北三省", "遼寧省"),
        ("九州・沖縄", "九州"),
    )
    for outer, inner in inside:
        assert contains(place_named(outer)[0], place_named(inner)[0])
        assert not contains(place_named(inner)[0], place_named(outer)[0])
    assert not contains(place_by_id("CN-21"), place_by_id("CN-21"))


def test_a_name_is_given_in_the_readers_language() -> None:
    shenyang, saitama = place_by_id("CN-2101"), place_by_id("JP-11100")
    assert [name_in(shenyang, one) for one in ("ja", "zh-Hans", "zh-Hant", "en")] == [
        "瀋陽市",
        "沈阳市",
        "瀋陽市",
        "Shenyang",
    ]
    assert name_in(saitama, "zh-Hans") == "埼玉市"
    assert name_in(place_by_id("JP-46"), "zh-Hant") == "鹿兒島縣"


def test_a_ward_without_coordinates_stands_where_its_city_stands() -> None:
    assert coordinates(place_named("瀋河区")[0]) == coordinates(place_by_id("CN-2101"))
    latitude, longitude = coordinates(place_by_id("JP-20219")) or (0, 0)
    assert (round(latitude), round(longitude)) == (36, 138)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("藩陽", "瀋陽市"),
        ("藩陽市", "瀋陽市"),
        ("鄭洲市", "鄭州市"),
        ("抗州", "杭州市"),
        ("札晃市", "札幌市"),
        ("大坂市", "大阪市"),
    ],
)
def test_one_wrong_character_is_forgiven(wrong: str, right: str) -> None:
    assert [place.ja for place in nearest_spelling(wrong)] == [right]


@pytest.mark.parametrize("name", ["無陽市", "Ｘ陽", "津", "ユートピア"])
def test_a_doubtful_correction_is_none(name: str) -> None:
    assert nearest_spelling(name) == ()


@pytest.mark.parametrize("report", ["seminar16_shenyang_2017", "seminar21_zhengzhou_2025"])
def test_every_labelled_place_of_the_real_reports_is_found(report: str) -> None:
    gold = SHARED / "gold" / f"{report}.json"
    if not gold.exists():
        pytest.skip("the labelled reports are not here")
    text = (SHARED / "reports" / f"{report}.txt").read_text(encoding="utf-8").replace("\n", "")
    found = {place.id for mention in find_places(text) for place in (*mention.places, *mention.chain)}
    labelled = [name for name in json.loads(gold.read_text(encoding="utf-8"))["places"] if name != "中国"]
    assert [fold(name) for name in labelled if place_named(name)[0].id not in found] == []


@pytest.mark.parametrize("text", ["長野県", "长野县", "瀋陽市", "大阪"])
def test_a_mention_ends_with_the_text_at_the_latest(text: str) -> None:
    assert [mention.end for mention in find_places(text)] == [len(text)]
