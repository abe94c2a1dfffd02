"""Question → the language its answer is in: what the question tells, else the conversation, else the page.

Names tell little: 瀋陽 stands in a Japanese question as in a Chinese one, 札幌 in any. So they are set aside, and only
a question that consists of nothing else is judged by them.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from assistant.records import LANGUAGES, Language, Reader
from assistant.strangers import KANJI, LATIN
from ingest.languages import GRAMMAR, HIRAGANA, KANA, QUOTED
from ingest.places import find_places
from ingest.terms import find_terms
from ingest.text import HAS_CJK, fold, places_of, print_of

# Small words of Chinese; some are also parts of Japanese compounds.
_CHINESE_GRAMMAR = re.compile(
    r"[吗嗎哪谁誰们們这這么麼呢吧您你啥冇]|多[少大高遠远久長长]|怎[样樣]|[几幾][届屆个個位次]|有哪|都有|[曾有][没沒]有|[没沒]有|^[請请]|[关關関][于於]|一下(?![級位])"
    r"|(?<![旦刹])那(?![須覇珂賀智波])|(?<![目標])的(?![確中])|(?<!国)是(?![非正認])|(?<![終完修魅未])了(?![解承])"
    r"|(?<![存所現滞駐不健潜自実])在(?![住籍日中外留宅任来庫京])"
)
# Words of one language that are written with characters of both.
_CHINESE_WORDS = re.compile(
    r"[0-9一二三四五六七八九十历歷上下][届屆]|主旨|嘉[宾賓]|演[讲講]|[讲講][者座]|城市|智慧|微[博信]|[举舉][办辦]|主[办辦]"
    r"|致[辞辭詞]|[发發]言|研[讨討][会會]|[日中]方|小[组組]"
)
_JAPANESE_WORDS = re.compile(
    r"[0-9一二三四五六七八九十前次]回|開催|参加者|登壇|講演|講師|会場|取組|日程|題材|副?知事|一覧|肩書|町内会|司会"
    r"|[日中][本国]側|何[人名回年月日]|以降|(?<=\S)\u3000(?=\S)"  # what a Japanese keyboard puts between keywords
)
_TAIWANESE_WORDS = re.compile(r"人工智慧|品質")  # written with characters of all three
_ENGLISH = re.compile(r"\b[A-Z]?[a-z]{2,}\b")
_ENGLISH_GRAMMAR = re.compile(
    r"\b(?:the|of|in|on|at|to|for|from|by|with|what|which|who|when|where|how|did|do|does|is|are|was|were|has|have|list"
    r"|show|tell|any|all|and|about)\b",
    re.IGNORECASE,
)
_KATAKANA = re.compile(r"[ァ-ヺ]{2,}")  # a word that was not translated
_BESIDE_LATIN = re.compile(r"(?<=[A-Za-z])(?=[\u3040-\u9fff])")


def answer_language(question: str, before: Sequence[str], reader: Reader, people: Iterable[str] = ()) -> Language:
    """Return the language of an answer; `before` are the questions asked before it, `people` folded names."""
    if reader.fixed:
        return reader.fixed
    possible = _told(question, people)
    if len(possible) == 1:
        return possible[0]
    earlier = next((told[0] for one in reversed(before) if len(told := _told(one, people)) == 1), None)
    if earlier:
        return _nearest(earlier, possible)
    named = _printed(_plain(question))
    return _nearest(reader.page, [one for one in possible if one in named] or possible)


def _told(question: str, people: Iterable[str]) -> tuple[Language, ...]:
    """Return the languages a question can be in, going by everything but the names it holds."""
    text = _plain(question)
    unquoted = QUOTED.sub(" ", text)
    text = _without_names(unquoted if re.search(r"\w", unquoted) else text, people)
    if _ENGLISH.search(text) and not KANA.search(text) and not _CHINESE_GRAMMAR.search(text):
        if not HAS_CJK.search(text) or _ENGLISH_GRAMMAR.search(text):
            return ("en",)
    return _by_words(text) if HAS_CJK.search(text) else LANGUAGES


def _plain(question: str) -> str:
    """Return a question with one width but for its blanks, and a blank where Latin letters meet others."""
    words = (unicodedata.normalize("NFKC", words) for words in question.split("\u3000"))
    return _BESIDE_LATIN.sub(" ", "\u3000".join(words))


def _without_names(text: str, people: Iterable[str]) -> str:
    """Return a text with blanks in the place of the names of places and people."""
    left = list(text)
    spans = [(mention.start, mention.end) for mention in find_places(text)]
    folded = fold(text)
    spans += [span for name in people if len(name) > 1 for span in places_of(name, folded)]
    for start, end in spans:
        left[start:end] = " " * (end - start)
    return "".join(left)


def _by_words(text: str) -> tuple[Language, ...]:
    """Return the languages a text can be in that holds more than names."""
    prints = [print_of(character) for character in text]
    grammar = len(_CHINESE_GRAMMAR.findall(text))
    terms = [_language_of_term(text[one.start : one.end], one.term.ja, one.term.zh_hans) for one in find_terms(text)]
    chinese = sum(one in ("s", "st", "t") for one in prints) + grammar
    japanese = prints.count("j")
    if KANA.search(text):
        by_kana = bool(GRAMMAR.search(text)) and (not grammar or chinese <= len(HIRAGANA.findall(text)))
        if by_kana or not chinese:
            return ("ja",)
    elif not grammar:
        chinese += len(_CHINESE_WORDS.findall(text)) + terms.count("zh")
        japanese += len(_JAPANESE_WORDS.findall(text)) + terms.count("ja")
        if japanese > chinese:
            return ("ja",)
        if not chinese:
            return tuple(one for one in LANGUAGES if one != "en" and one in _printed(text, loosely=False))
    return ("zh-Hant",) if _TAIWANESE_WORDS.search(text) else _chinese(prints)


def _language_of_term(named: str, japanese: str, chinese: str) -> str:
    """Return the language whose word for something stands in a question: 社区 and 町内会 need no other sign."""
    is_japanese, is_chinese = (fold(named) == fold(form) for form in (japanese, chinese))
    return "" if is_japanese == is_chinese else "ja" if is_japanese else "zh"


def _chinese(prints: Sequence[str]) -> tuple[Language, ...]:
    for simplified, traditional in (("s", "t"), ("sj", "tj")):
        difference = prints.count(simplified) - prints.count(traditional)
        if difference:
            return ("zh-Hans",) if difference > 0 else ("zh-Hant",)
    return ("zh-Hans", "zh-Hant")


def _printed(text: str, *, loosely: bool = True) -> tuple[Language, ...]:
    """Return the languages that print the characters of a text; loosely, only characters of a single one count."""
    prints = {print_of(character) for character in text}
    if KANA.search(text) or "j" in prints:
        return ("ja",)
    if prints & {"s", "t"}:
        return ("zh-Hans",) if "s" in prints else ("zh-Hant",)
    if not HAS_CJK.search(text):
        return ("en",) if _ENGLISH.search(text) else LANGUAGES
    barred = set() if loosely else {{"sj": "zh-Hant", "tj": "zh-Hans"}.get(one) for one in prints}
    return tuple(one for one in LANGUAGES if one not in barred)


def _nearest(wanted: Language, possible: Sequence[Language]) -> Language:
    """Return of the possible languages the wanted one, or else the other Chinese, or else the likeliest."""
    if wanted in possible:
        return wanted
    return next((one for one in possible if one[:2] == wanted[:2]), possible[0])


def written_in(said: str, language: Language, bodies: Iterable[str]) -> bool:
    """Return whether a sentence is in a language, going by its script; `bodies`: folded names that keep their own."""
    kana, kanji = len(HIRAGANA.findall(said)), sum(map(len, KANJI.findall(said)))
    if language == "en":
        return len(LATIN.findall(said)) > 2 and not kana
    if language == "ja":
        return bool(kana) and not any(print_of(character) == "s" for character in said)
    left = fold(said)
    for body in sorted(bodies, key=len, reverse=True):
        left = left.replace(body, "")
    return kanji > 1 and not kana and not _KATAKANA.search(left)
