"""Names said aloud: kana in Latin letters as on Japanese maps; Chinese names in pinyin."""

import re
import unicodedata

_ROMAN_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ",
    "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ",
    "p": "パピプペポ",
}  # fmt: skip
_ROMAN = {kana: row + vowel for row, kanas in _ROMAN_ROWS.items() for kana, vowel in zip(kanas, "aiueo", strict=True)}
_ROMAN |= {
    "シ": "shi",
    "チ": "chi",
    "ツ": "tsu",
    "フ": "fu",
    "ジ": "ji",
    "ヂ": "ji",
    "ヅ": "zu",
    "ヤ": "ya",
    "ユ": "yu",
}
_ROMAN |= {"ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "ー": ""}


def romanise(kana: str) -> str:
    """Return a Japanese place name in Latin letters, long vowels written short: オオサカ is Osaka."""
    text = ""
    for character in re.sub("(?<=[オコソトノホモヨロゴゾドボポョ])[ウオ]|(?<=[ユュ])ウ", "", kana):
        if character in "ャュョ":
            stem = text[:-1]
            text = (
                stem + ("" if stem.endswith(("sh", "ch", "j")) else "y") + {"ャ": "a", "ュ": "u", "ョ": "o"}[character]
            )
        elif character == "ッ":
            text += "ッ"
        else:
            text += _ROMAN.get(character, "")
    text = re.sub("ッ(ch)", r"t\1", text)
    return re.sub("ッ(.)", r"\1\1", text).capitalize()


def plain_letters(name: str) -> str:
    """Return a name without accents."""
    decomposed = unicodedata.normalize("NFD", name.replace("’", "'").replace("‘", "'"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def same_letters(name: str) -> str:
    """Return a name so that spellings of its long vowels and its hyphens do not matter."""
    return re.sub(r"(?<=o)[ou]|(?<=u)u|[-']", "", name.lower())


def pinyin(name: str) -> str:
    """Return Yan'an for 延安."""
    from pypinyin import lazy_pinyin

    syllables = [syllable.replace("v", "ü") for syllable in lazy_pinyin(name)]
    return "".join(f"'{one}" if at and one[0] in "aoe" else one for at, one in enumerate(syllables)).capitalize()
