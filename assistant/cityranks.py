"""Kinds of cities by their rank, each as one place whose members they are: 省都, 県庁所在地, 直轄市, 副省級市.

Designated cities of Japan are in the gazetteer; these are not, for in a report such a word tells what a city is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.cues import cue
from ingest.places import Place, find_places
from ingest.records import Country
from ingest.text import Language, read_table, to_traditional

_PREDICATE = (
    r"(?<!何省の)(?<!どこの)(?<!哪個省的)(?<!哪省的){names}(?!です|でし|だ|か[?]?$|嗎)"  # 瀋陽はどこの省都ですか
)
_LARGE = "沈阳 大连 长春 哈尔滨 南京 杭州 宁波 厦门 济南 青岛 武汉 广州 深圳 成都 西安".split()


@dataclass(frozen=True, slots=True)
class _Rank:
    """A kind of city: its names, and how questions word it."""

    id: str
    country: Country
    names: dict[Language, str]
    asked: str


_RANKS = (
    _Rank(
        "capitals", "CN", {"ja": "省都", "zh-Hans": "省会城市", "en": "provincial capitals"},
        r"省都|省会(?:城市|都市)?|省府所在地|(?:自治区)?首府(?:城市)?|(?:provincial|regional) capitals?\b",
    ),
    _Rank(
        "capitals", "JP", {"ja": "県庁所在地", "zh-Hans": "县厅所在地", "en": "prefectural capitals"},
        r"(?:道府|都道府)?県庁の?所在(?:地|都市)|県都(?![市民])|県庁の?(?:ある|置かれた)(?:市|都市|街|まち)|県庁的?所在(?:地|城市)"
        r"|prefectural capitals?\b",
    ),
    _Rank(
        "municipalities", "CN", {"ja": "直轄市", "zh-Hans": "直辖市", "en": "direct-administered municipalities"},
        r"(?:中央)?直轄市|municipalit(?:y|ies) directly under"
        r"|(?:(?:direct(?:ly)?[- ])?(?:administered|controlled|governed) )(?:municipalit(?:y|ies)|cit(?:y|ies))",
    ),
    _Rank(
        "subprovincial", "CN", {"ja": "副省級市", "zh-Hans": "副省级城市", "en": "sub-provincial cities"},
        r"副省級(?:城市|都市|市)?|sub-?provincial (?:cit(?:y|ies)|level)",
    ),
)  # fmt: skip


def ranks_named(folded: str) -> Iterator[tuple[int, int, tuple[Place, ...]]]:
    """Yield where a folded question names a kind of city, and the cities of that kind as one place."""
    for rank in _RANKS:
        for match in cue(_PREDICATE.format(names=f"(?:{rank.asked})")).finditer(folded):
            yield *match.span(), (_as_place(_RANKS.index(rank)),)


@cache
def _as_place(number: int) -> Place:
    """Return the cities of a kind as a group."""
    rank = _RANKS[number]
    chinese = rank.names["zh-Hans"]
    names = (rank.names["ja"], chinese, to_traditional(chinese), rank.names["en"])
    members = tuple(dict.fromkeys(_MEMBERS[rank.id](rank.country)))
    return Place(f"{rank.country}-{rank.id}", rank.country, "group", *names, (), None, None, None, 0, members)


def _capitals(country: Country) -> Iterator[str]:
    for id_, _, _, _, capital, *_ in read_table("provinces.tsv"):
        if id_.startswith(country) and capital:
            yield _city(capital, country)


def _directly_governed(country: Country) -> Iterator[str]:
    return (id_ for id_, name, *_ in read_table("provinces.tsv") if id_.startswith(country) and name.endswith("市"))


def _subprovincial(country: Country) -> Iterator[str]:
    return (_city(name, country) for name in _LARGE)


def _city(name: str, country: Country) -> str:
    """Return the id of a city by its name; of places of that name the city, or else the ward."""
    found = [place for mention in find_places(name, country=country) for place in mention.places]
    return next((place.id for place in found if place.level == "city"), found[0].id)


_MEMBERS = {"capitals": _capitals, "municipalities": _directly_governed, "subprovincial": _subprovincial}
