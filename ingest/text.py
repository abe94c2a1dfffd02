"""Normalise text for matching, and cut excerpts without losing where their characters stand.

Alone knows how scripts fold into one another. Folding never changes the length of a text, so an offset found in folded
text is an offset in the text itself; what is folded is never shown.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from ingest.records import Excerpt, Run, shift

Language = Literal["ja", "zh-Hans", "zh-Hant", "en"]

QUOTED = re.compile("""[「『“"《]([^「」『』“”"《》]{2,})[」』”"》]""")  # what quotation marks hold, folded or not

_TABLES = Path(__file__).parent / "tables"
_CJK = r"\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_ALIKE = {"〜": "~", "∼": "~", "ヶ": "ケ", "ヵ": "カ", "·": "・", "•": "・", "‧": "・", "゠": "="}
_ALIKE |= dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("“”„‟", '"') | dict.fromkeys("‘’‚‛", "'")


def fold(text: str) -> str:
    """Return text of the same length in which alike characters are one: for matching, never for display.

    >>> fold("第１６回　瀋陽市")
    '第16回 沈阳市'
    """
    folded = text.translate(_folding())
    return _REPEATED.sub(lambda match: match[0][0] * len(match[0]), folded) if "々" in folded else folded


def flat(text: str) -> str:
    """Return text without any white space."""
    return "".join(text.split())


def folded_key(text: str) -> str:
    """Return the form under which a name is kept in a dictionary: folded, without white space."""
    return flat(fold(text))


def places_of(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a word stands in a text; no pattern is made of it, so that thousands of words can be looked for."""
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + len(word))


def repair_radicals(text: str) -> str:
    """Return text of the same length with the code points of radicals replaced by the ideographs they stand for."""
    return text.translate(_radicals()) if _RADICAL.search(text) else text


def to_simplified(text: str) -> str:
    """Return a name as simplified print writes it, character by character."""
    return text.translate(_characters().simplified)


def to_traditional(text: str) -> str:
    """Return a name as traditional print writes it, character by character."""
    return text.translate(_characters().traditional)


def print_of(character: str) -> str:
    """Return in which prints alone a character is used: letters of s(implified), t(raditional), j(apanese), or none."""
    return _characters().used.get(character, "")


def to_japanese(text: str) -> str:
    """Return a name of Chinese print as Japanese print writes it, character by character."""
    return text.translate(_characters().japanese)


_REPEATED = re.compile(r"[\u3400-\u9fff]々+")
_RADICAL = re.compile(r"[\u2e80-\u2fd5]")


@dataclass(frozen=True, slots=True)
class _Characters:
    """The folding table: what a character folds to, its traditional and Japanese forms, the scripts that use it."""

    simplified: dict[int, str]
    traditional: dict[int, str]
    japanese: dict[int, str]
    used: dict[str, str]


class _Folding(dict[int, int]):
    """What a code point folds to, worked out when first met."""

    def __missing__(self, code: int) -> int:
        character = repair_radicals(_one(unicodedata.normalize("NFKC", chr(code)), chr(code)))
        character = _ALIKE.get(character, character)
        character = _one(character.lower(), character)
        character = _characters().simplified.get(ord(character), character)
        if unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp") or _INVISIBLE.match(character):
            character = " "
        self[code] = ord(character)
        return ord(character)


def _one(converted: str, otherwise: str) -> str:
    return converted if len(converted) == 1 else otherwise


@cache
def _folding() -> _Folding:
    return _Folding()


@cache
def _radicals() -> dict[int, int]:
    rows = {ord(radical): ord(ideograph) for radical, ideograph in read_table("radicals.tsv")}
    return rows | {code: ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)}


@cache
def _characters() -> _Characters:
    table = _Characters({}, {}, {}, {})
    rows = list(read_table("folding.tsv"))
    table.used.update((character, used) for character, _, _, used in rows)
    japanese = {traditional: character for character, _, traditional, used in reversed(rows) if used in ("j", "sj")}
    modern = {folded: character for character, folded, _, used in reversed(rows) if used in ("t", "tj")}
    for character, folded, traditional, used in rows:
        if used in ("s", "t"):
            table.japanese[ord(character)] = japanese.get(traditional, traditional)
        if table.used.get(traditional) == "j":  # old forms given up for others: 爲 for 為, 産 for 產, 眞 for 真
            traditional = modern.get(folded, traditional if table.used.get(folded) in ("s", "sj") else folded)
        table.simplified[ord(character)] = folded
        table.traditional[ord(character)] = traditional
    return table


def read_table(name: str) -> Iterable[list[str]]:
    """Yield the rows of a table of this package, without its attribution and column names."""
    lines = (_TABLES / name).read_text(encoding="utf-8").split("\n")
    rows = [line for line in lines if line and not line.startswith("#")]
    return (row.split("\t") for row in rows[1:])


# Excerpts


def cut(excerpt: Excerpt, start: int, end: int) -> Excerpt:
    """Return characters start (included) to end (excluded) of an excerpt, with the places they were taken from."""
    start, end = max(start, 0), min(end, len(excerpt.text))
    runs: list[Run] = []
    for run in excerpt.runs:
        first, last = max(run.start, start), min(run.start + run.length, end)
        if first < last:
            offset = run.offset + first - run.start
            runs.append(Run(first - start, last - first, run.page, offset, run.joined and bool(runs)))
    return Excerpt(excerpt.text[start:end], tuple(runs))


def join(excerpts: Iterable[Excerpt], separator: str = "") -> Excerpt:
    """Return one excerpt of several; a separator between them was taken from nowhere."""
    parts = list(excerpts)
    runs: list[Run] = []
    length = 0
    for part in parts:
        for run in shift(part.runs, length):
            last = runs[-1] if runs else None
            follows = last is not None and (last.page, last.offset + last.length) == (run.page, run.offset)
            runs.append(Run(run.start, run.length, run.page, run.offset, run.joined or follows))
        length += len(part.text) + len(separator)
    return Excerpt(separator.join(part.text for part in parts), tuple(runs))


def strip(excerpt: Excerpt) -> Excerpt:
    """Return the excerpt without white space at its ends."""
    start = len(excerpt.text) - len(excerpt.text.lstrip())
    return cut(excerpt, start, len(excerpt.text.rstrip()))


# Sentences

_PAIRS = {
    "」": "「",
    "』": "『",
    "）": "（",
    ")": "(",
    "”": "“",
    "’": "‘",
    "》": "《",
    "〉": "〈",
    "】": "【",
    "〕": "〔",
}
_LONGEST_BRACKET = 300  # a longer one is more likely a bracket somebody forgot to close
_SENTENCE_END = re.compile(
    r"[。！？!?｡]+[」』）)”’》〉】〕\"]*|．(?!\d)|(?<![A-Z])(?<!Mr|Dr|Ms|No|St|vs)(?<!Mrs|Inc|Ltd)\.(?=\s+[A-Z])"
)


def sentences(excerpt: Excerpt) -> list[Excerpt]:
    """Return the sentences of a paragraph; a full stop inside brackets or quotation marks ends none."""
    text = excerpt.text
    inside = _bracketed(text)
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if not inside[match.start()]]
    edges = [0, *ends, len(text)]
    pieces = (strip(cut(excerpt, start, end)) for start, end in pairwise(edges))
    return [piece for piece in pieces if piece.text]


def _bracketed(text: str) -> list[bool]:
    """Tell for each character whether it stands in a bracket that closes again."""
    inside = [False] * len(text)
    opened: list[int] = []
    for at, character in enumerate(text):
        if character in _PAIRS.values():
            opened.append(at)
        start = next((one for one in reversed(opened) if text[one] == _PAIRS.get(character)), None)
        if start is not None:
            del opened[opened.index(start) :]
            if at - start <= _LONGEST_BRACKET:
                inside[start:at] = [True] * (at - start)
    return inside


# Words

_WORD = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
HAS_CJK = re.compile(rf"[{_CJK}]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_HIRAGANA_ONLY = re.compile(r"[\u3041-\u309fー]+")


def bigrams(text: str) -> list[str]:
    """Return the words under which text is indexed: folded pairs of characters, Latin and digit runs whole.

    >>> bigrams("瀋陽市のAI")
    ['沈阳', '阳市', '市の', 'ai']
    """
    words: list[str] = []
    for run in _WORD.findall(fold(_INVISIBLE.sub("", text))):
        if len(run) > 1 and HAS_CJK.match(run):
            words.extend(run[at : at + 2] for at in range(len(run) - 1))
        else:
            words.append(run)
    return words


def query_words(text: str) -> list[str]:
    """Return the words to look up for a question, each once; pairs of hiragana only where there is nothing else."""
    words = list(dict.fromkeys(bigrams(text)))
    return [word for word in words if not _HIRAGANA_ONLY.fullmatch(word)] or words


# Numbers

_VALUES = ("0〇零", "1一壱壹", "2二弐两兩", "3三参", "4四", "5五", "6六", "7七", "8八", "9九")
_DIGITS = {character: str(value) for value, row in enumerate(_VALUES) for character in row}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_TENS = {"廿": "二十", "卄": "二十", "卅": "三十", "卌": "四十"}


def numerals(text: str) -> str:
    """Return text of the same length with full-width digits made ASCII."""
    return text.translate({ord("０") + digit: ord("0") + digit for digit in range(10)})


def parse_number(text: str) -> int | None:
    """Return the number a text consists of, in digits or in Chinese characters, else None.

    >>> parse_number("百六十五"), parse_number("１６"), parse_number("二〇二五")
    (165, 16, 2025)
    """
    plain = flat(numerals(text)).replace(",", "").replace("，", "")
    total, section, digits = 0, 0, ""
    for character in "".join(_TENS.get(one, one) for one in plain):
        if character in _DIGITS:
            digits += _DIGITS[character]
        elif character in _UNITS:
            section += int(digits or 1) * _UNITS[character]
            digits = ""
        elif character in _MYRIADS:
            total += (section + int(digits or 0) or 1) * _MYRIADS[character]
            section, digits = 0, ""
        else:
            return None
    return total + section + int(digits or 0) if plain else None
