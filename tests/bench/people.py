"""Who speaks in made-up reports: names, posts and bodies, each in Japanese and in simplified Chinese print."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Literal

from ingest.places import Place, known_places, name_in, place_named
from ingest.text import fold

Language = Literal["ja", "zh-Hans"]

_FAMILIES = {
    "JP": "高橋 鈴木 渡辺 伊藤 小林 佐々木 山口 松田 井上 斎藤 清水 長谷川 藤田 近藤 遠藤 西村 岡本 中野 竹内".split(),
    "CN": "王 李 張 劉 陳 楊 趙 黄 周 呉 徐 孫 朱 馬 郭 林 何 梁 宋 鄭".split(),
}
_GIVEN = {
    "JP": "真一 健 恵子 正人 裕美 大輔 幸子 浩二 直樹 美穂 俊介 洋平 智子 誠 和代 秀樹 由紀 達也 典子 光男".split(),
    "CN": "偉 麗 建国 文華 立新 志強 明 静 海燕 国平 暁東 紅梅 永年 思遠 慧 家駿 雪原 子涵 玉成 景山".split(),
}
_HEADS = {
    "city": (("市長", "市长"), ("副市長", "副市长")),
    "prefecture": (("知事", "知事"), ("副知事", "副知事")),
    "province": (("副省長", "副省长"),),
}
_OFFICES = {
    "JP": (
        (("環境局", "环境局"), ("局長", "局长")),
        (("観光振興課", "观光振兴课"), ("課長", "课长")),
        (("国際部", "国际部"), ("部長", "部长")),
        (("企画政策部", "企划政策部"), ("次長", "次长")),
    ),
    "CN": (
        (("外事弁公室", "外事办公室"), ("主任", "主任")),
        (("発展改革委員会", "发展改革委员会"), ("副主任", "副主任")),
        (("農業農村局", "农业农村局"), ("局長", "局长")),
        (("文化観光局", "文化旅游局"), ("副局長", "副局长")),
    ),
}
_UNIVERSITIES = {
    "JP": (("早稲田大学", "早稻田大学"), ("立命館大学", "立命馆大学")),
    "CN": (("同済大学", "同济大学"), ("清華大学", "清华大学"), ("復旦大学", "复旦大学"), ("中山大学", "中山大学")),
}
_TOWN = 150_000  # inhabitants of the smallest city drawn


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody who speaks, as one report writes them; `name` is empty for a body that speaks for itself."""

    family: str
    name: str
    title: str
    body: str  # 松本市, 松本市環境局, 同済大学
    place: Place | None
    language: Language

    @property
    def post(self) -> str:
        """The body and the title in one: 松本市長, 松本市环境局局长."""
        if self.language == "ja" and self.body.endswith(self.title[:-1]):
            return self.body[: -len(self.title[:-1])] + self.title
        return self.body + self.title

    @property
    def shown(self) -> str:
        """The speaker as a sentence introduces them."""
        if not self.name:
            return self.body
        return f"{self.body}の{self.name}{self.title}" if self.language == "ja" else f"{self.post}{self.name}"

    @property
    def apart(self) -> str:
        """The name as programmes set it, family and given name apart."""
        return f"{self.family}　{self.name[len(self.family) :]}"


@cache
def hosts() -> tuple[Place, ...]:
    """Return the Chinese cities in which seminars can be held."""
    return tuple(place for place in _drawn() if place.country == "CN" and place.level == "city")


@cache
def _drawn() -> tuple[Place, ...]:
    """Return the places that have one meaning and are large enough to take part."""
    wanted = (place for place in known_places() if place.level in _HEADS and _large(place))
    return tuple(sorted((place for place in wanted if len(place_named(place.ja)) == 1), key=lambda place: place.id))


def _large(place: Place) -> bool:
    suffixes = {"city": "市", "prefecture": "県府都道", "province": "省"}[place.level]
    return place.ja[-1] in suffixes and (place.level != "city" or place.population >= _TOWN)


def draw_figures(count: int, language: Language, random: Random) -> list[Figure]:
    """Return people of different names, places and bodies, from both countries."""
    figures: list[Figure] = []
    taken: set[str] = set()
    while len(figures) < count:
        figure = _draw(language, random)
        if not taken & {figure.family, figure.body, *_words(figure.place)}:
            taken |= {figure.family, figure.body, *_words(figure.place)}
            figures.append(figure)
    return figures


def body_figure(figure: Figure) -> Figure:
    """Return the place of somebody as a body that speaks for itself."""
    assert figure.place
    name = name_in(figure.place, figure.language)
    return Figure("", "", "", name, figure.place, figure.language)


def _words(place: Place | None) -> Sequence[str]:
    return (place.id, place.parent or place.id) if place else ()


def _draw(language: Language, random: Random) -> Figure:
    country = random.choice(("JP", "CN"))
    family, given = random.choice(_FAMILIES[country]), random.choice(_GIVEN[country])
    chinese = language != "ja"
    if random.random() < 0.12:
        title, place = "教授", None
        body = random.choice(_UNIVERSITIES[country])[chinese]
    else:
        place = random.choice([one for one in _drawn() if one.country == country])
        body = name_in(place, language)
        if random.random() < 0.4:
            office, post = random.choice(_OFFICES[country])
            body, title = body + office[chinese], post[chinese]
        else:
            title = random.choice(_HEADS[place.level])[chinese]
    name = (fold(family), fold(given)) if chinese else (family, given)
    return Figure(name[0], "".join(name), title, body, place, language)
