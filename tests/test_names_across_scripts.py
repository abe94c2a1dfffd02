"""Names drawn from the gazetteer, asked in Japanese, Chinese in both prints, English and kana: the same rows."""

import random
import re
from functools import cache

import pytest

from assistant.archive import Archive
from assistant.listing import find_talks_asked
from assistant.questions import read_question
from ingest.places import Place, contains, known_places, place_by_id
from ingest.records import Event
from tests.handmade import report, talk, value
from tests.samples import TODAY

SEED = 60
DRAWN = {("JP", "city"): 18, ("JP", "prefecture"): 4, ("JP", "town"): 5, ("JP", "ward"): 3} | {
    ("CN", "city"): 21, ("CN", "province"): 2, ("CN", "county"): 4, ("CN", "ward"): 3,
}  # fmt: skip
FRAMES = {
    "ja": ("{}は何を発表しましたか？", "これまでに{}から来た登壇者を全員教えてください。"),
    "zh-Hans": ("{}介绍了什么？", "来自{}的发言人有哪些？"),
    "zh-Hant": ("{}介紹了什麼？", "來自{}的發言人有哪些？"),
    "en": ("What did {} present?", "List all speakers from {}."),
    "kana": ("{}は何を発表しましたか？", "{}の発表者は誰ですか？"),
}


@cache
def drawn() -> tuple[Place, ...]:
    """Return sixty places, none with the English name of another or inside another."""
    chance = random.Random(SEED)
    places: list[Place] = []
    for (country, level), count in DRAWN.items():
        ranked = [place for place in known_places() if (place.country, place.level) == (country, level)]
        chosen = 0
        for place in chance.sample(ranked, len(ranked)):
            apart = all(place.en != one.en and not contains(one, place) and not contains(place, one) for one in places)
            if apart and chosen < count:
                places.append(place)
                chosen += 1
    return tuple(places)


def as_printed(place: Place, language: str) -> str:
    """Return a place with what it lies in, as a report of that language names it."""
    outer = place_by_id(place.parent) if place.parent else None
    chain = [one for one in (outer, place) if one]
    return "".join(one.zh_hans if language == "zh-Hans" else one.ja for one in chain)


@cache
def archive() -> Archive:
    """Return a Japanese and a Chinese report in which every other place speaks."""
    reports = []
    for edition, language, said in ((91, "ja", "{}が発表しました。"), (92, "zh-Hans", "{}作了发言。")):
        speaking = drawn()[edition % 2 :: 2]
        lines = [said.format(as_printed(place, language)) for place in speaking]
        text = "\n".join([f"第{edition}回セミナー", *lines])
        talks = tuple(
            talk(text, line, "speaker", None, as_printed(place, language), place.country)
            for place, line in zip(speaking, lines, strict=True)
        )
        event = Event(edition=value(text, f"第{edition}回", edition))
        reports.append(report(str(edition) * 6, f"{edition}", text, event, talks))
    return Archive(reports)


def spellings(place: Place) -> list[tuple[str, str]]:
    """Return language and form of all ways to write a place: with 市 or without, in kana of either kind."""
    forms = [("ja", place.ja), ("zh-Hans", place.zh_hans), ("zh-Hant", place.zh_hant), ("en", place.en)]
    forms += [("en", place.en.lower())]
    if place.level in ("city", "prefecture", "province"):
        short = [(language, re.sub("(?:[市县縣県省]|(?<=[京阪])府)$", "", name)) for language, name in forms[:3]]
        forms += [(language, name) for language, name in short if len(name) > 1 and "自治" not in name]
    for reading in (alias for alias in place.aliases if re.fullmatch("[ぁ-ゖー]{3,}", alias)):
        forms += [("kana", reading), ("kana", "".join(chr(ord(one) + 0x60) if one != "ー" else one for one in reading))]
    return list(dict.fromkeys(forms))


@cache
def rows(question: str) -> frozenset[str]:
    query = read_question(question, (), archive(), today=TODAY)
    listing = find_talks_asked(query, archive())
    return frozenset(row.talk.place or "" for row in listing.rows) if query.places or query.hosts else frozenset()


@pytest.mark.parametrize("place", drawn(), ids=lambda place: place.id)
def test_a_place_finds_the_same_rows_in_every_script(place: Place) -> None:
    expected = {as_printed(place, "ja"), as_printed(place, "zh-Hans")}
    asked = [FRAMES[language][at % 2].format(name) for at, (language, name) in enumerate(spellings(place))]
    assert {question: found for question in asked if len((found := rows(question)) & expected) != 1} == {}
    assert len({rows(question) for question in asked}) == 1
