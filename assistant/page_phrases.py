"""Words of the pages outside an answer: the rows `page_` of the table of phrases; in which language a page is shown."""

import json
from collections.abc import Mapping

from assistant.phrases import phrases_of, say
from assistant.records import LANGUAGES, Language

NAMES: Mapping[Language, str] = {"ja": "日本語", "zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}

EXAMPLES: tuple[str, ...] = (
    "スマートシティやDXについて発表した自治体はどこですか？",
    "第21回はいつ、どこで開催されましたか？",
    "哪些城市的发言谈到了社区？",
    "第16届有多少人参加？",
)


def word(key: str, language: Language, **values: str | int) -> str:
    """Return the page word of this key in this language, its gaps filled."""
    return say(f"page_{key}", language, **values)


def script_words() -> str:
    """Return the words the page's scripts show, by language and key, as JSON that can stand in a page."""
    return json.dumps(phrases_of("page_panel_")).replace("<", "\\u003c")


def reader_language(accepted: str, asked: str = "") -> Language:
    """Return the language of the pages: the one asked for, else by the browser's Accept-Language header.

    >>> reader_language("zh-TW,zh;q=0.9,en;q=0.8")
    'zh-Hant'
    """
    for language in LANGUAGES:
        if language == asked:
            return language
    for choice in accepted.split(","):
        tag = choice.split(";")[0].strip().lower()
        if tag.startswith("ja"):
            return "ja"
        if tag.startswith("zh"):
            return "zh-Hant" if any(part in tag for part in ("tw", "hk", "mo", "hant")) else "zh-Hans"
        if tag.startswith("en"):
            return "en"
    return "ja"
