"""How names sound: what is alike in kana and in Latin letters, and how names in Chinese characters are said.

A Chinese person is said in pinyin, a Japanese family name as it is read; how a given name is read, nobody can tell.
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache

from ingest.text import flat, fold, read_table

_MOST_CHARACTERS, _SHORT_NAME = 4, 2  # of a Chinese name


def said_as(name: str) -> frozenset[str]:
    """Return the keys under which a person is found who is asked for as heard: 劉曉虹 is liuxiaohong and xiaohongliu.

    Of a Japanese name these are the keys of the family name alone, in kana and in Latin letters.
    """
    folded = flat(fold(name))
    keys = set[str]()
    if 1 < len(folded) <= _MOST_CHARACTERS:
        keys |= {letters_key(spoken) for spoken in said_with(folded, "pinyin.tsv")}
        for end in (1, 2):
            family_names, given_names = (said_with(part, "pinyin.tsv") for part in (folded[:end], folded[end:]))
            keys |= {letters_key(f"{given}{family}") for given in given_names for family in family_names}
    shortest = 0 if len(folded) > _SHORT_NAME else 1  # 李郇 is no り
    heads = (folded[:end] for end in range(len(folded), shortest, -1))
    return frozenset(keys | set(next((_families()[head] for head in heads if head in _families()), ())))


def said_with(folded: str, table: str) -> list[str]:
    """Return how a name is said by a table of sounds, in every way; none where a character is not in the table."""
    spoken = [""] if folded else []
    for character in folded:
        spoken = [f"{begun}{sound}" for begun in spoken for sound in _sounds(table).get(character, ())]
    return spoken


def letters_key(name: str) -> str:
    """Return a name in Latin letters so that capitals, accents, hyphens, blanks and long vowels do not matter.

    >>> letters_key("Kōchi"), letters_key("Kouchi"), letters_key("Liu Xiao-hong")
    ('kochi', 'kochi', 'liuxiaohong')
    """
    plain = name.lower()
    if not plain.isascii():
        plain = "".join(one for one in unicodedata.normalize("NFD", plain) if not unicodedata.combining(one))
    plain = re.sub("[^a-z]", "", plain)
    plain = re.sub("(?<=o)(?:[ou]+|h(?![aeiouy]))|(?<=u)u+", "", plain)
    return plain.replace("mb", "nb").replace("mp", "np")


def kana_key(name: str) -> str:
    """Return a name in kana so that katakana, small kana and how long vowels are written do not matter.

    >>> kana_key("トーキョー"), kana_key("とうきょう")
    ('ときよ', 'ときよ')
    """
    hiragana = "".join(chr(ord(one) - 0x60) if "ァ" <= one <= "ヶ" else one for one in name)
    plain = hiragana.translate(_LARGE_KANA)
    return re.sub("ー|(?<=[おこそとのほもよろごぞどぼぽ])[うお]|(?<=[うくすつぬふむゆるぐずづぶぷ])う", "", plain)


def sound_key(name: str) -> str:
    """Return a name in kana, Latin letters or both as one sequence of sounds; empty where it holds anything else.

    >>> sound_key("ノッカルおくうだ"), sound_key("Nokkaru Okuuda")
    ('nokarokuda', 'nokarokuda')
    """
    letters = "".join(_LETTERS.get(chr(ord(one) + 0x60) if "ぁ" <= one <= "ゖ" else one, one) for one in name).lower()
    if not letters.isascii():
        return ""
    for wrong, right in _SOUNDED:
        letters = re.sub(wrong, right, letters)
    return letters


_LARGE_KANA = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")


def is_japanese_family_name(name: str) -> bool:
    """Return whether a name is a Japanese family name and nothing more."""
    return flat(fold(name)) in _families()


def spoken_key(name: str) -> str:
    """Return a Chinese name in katakana or pinyin so that what Japanese ears do not tell apart is alike.

    >>> spoken_key("ミエンヤン"), spoken_key("Mianyang"), spoken_key("フーチョウ"), spoken_key("Fuzhou")
    ('mionyan', 'mionyan', 'fucou', 'fucou')
    """
    letters = "".join(_LETTERS.get(one, one) for one in name).lower()
    for wrong, right in _ALIKE:
        letters = re.sub(wrong, right, letters)
    return letters


_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコガギグゲゴ",
    "s": "サシスセソ",
    "c": "ザジズゼゾ チツ  ",
    "t": "タ  テトダヂヅデド",
    "n": "ナニヌネノ",
    "h": "ハヒ ヘホ",
    "f": "  フ  ",
    "p": "パピプペポバビブベボ",
    "m": "マミムメモ",
    "y": "ヤ ユ ヨ",
    "r": "ラリルレロ",
    "w": "ワ   ヲ",
}
_LETTERS = {
    one: initial + "aiueo"[at % 5] for initial, row in _ROWS.items() for at, one in enumerate(row) if one != " "
}
_LETTERS |= {"ン": "n", "ー": "", "ッ": "", "ァ": "<a", "ィ": "<i", "ゥ": "<u", "ェ": "<e", "ォ": "<o"}
_LETTERS |= {"ャ": "<a", "ュ": "<u", "ョ": "<o", "'": "", " ": ""}
_ALIKE = (
    (r"[aueo]<", ""),  # ファ, ティ, トゥ
    (r"i<", "i"),
    (r"ian(?!g)", "ien"),
    (r"ng", "n"),
    (r"zh|ch|[jqz]", "c"),
    (r"sh|x", "s"),
    (r"b", "p"),
    (r"d", "t"),
    (r"g", "k"),
    (r"l", "r"),
    (r"(?<=[cs])i(?=[aeou])", ""),
    (r"en", "on"),
    (r"yi|(?<![a-z])wu", lambda found: found[0][-1]),
)  # fmt: skip
_SOUNDED = (
    (r"[^a-z0-9<]", ""),
    *_ALIKE[:2],
    (r"sh|ch|[cjzx]", "s"),
    (r"[bv]", "p"),
    (r"d", "t"),
    (r"g", "k"),
    (r"l", "r"),
    (r"ou|oh(?![aeiou])", "o"),
    (r"(.)\1+", r"\1"),
)


@cache
def _sounds(table: str) -> dict[str, tuple[str, ...]]:
    sounds = defaultdict[str, tuple[str, ...]](tuple)
    for sound, characters in read_table(table):
        for character in characters:
            sounds[character] = (*sounds[character], sound)
    return sounds


@cache
def _families() -> dict[str, tuple[str, ...]]:
    """Return the keys of Japanese family names, in kana and in Latin letters."""
    families = defaultdict[str, tuple[str, ...]](tuple)
    for kana, letters, names in read_table("surname_readings.tsv"):
        for name in names.split(" "):
            families[fold(name)] = (*families[fold(name)], kana_key(kana), letters_key(letters))
    return families
