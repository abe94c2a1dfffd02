"""Decode the bytes of a text file: which encoding gives plausible Japanese or Chinese.

It alone knows how misread text looks. Nearly every byte sequence is valid in several East Asian encodings, so being
decodable proves little: the candidates are read in full and the one that reads most like Japanese or Chinese wins.
"""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from ingest.errors import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_BINARIES = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "Word or ZIP",
    b"\xd0\xcf\x11\xe0": "old Word (.doc)",
    b"\x89PNG": "PNG image",
    b"\xff\xd8\xff": "JPEG image",
    b"{\\rtf": "RTF",
}
_ESCAPES = re.compile(rb"\x1b(?:\$[@ABC]|\$\([A-D]|\([BIJ]|\.[AF])")
_WIDE = ("utf-16-le", "utf-16-be")
_LEGACY = ("cp932", "euc_jp", "gb18030", "cp950", "euc_jis_2004", "shift_jis_2004", "big5hkscs")  # in order of trust
_SAMPLE_BYTES = 60_000  # what is shown to the detection library
_PLAUSIBLE = 0.35
_COMFORTABLE = 0.55  # a hint above this is taken without looking further

# What running text is made of. Misread text has hanzi too, but hardly these.
_FREQUENT = {
    "ja": (
        "日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回"
        "新場金員九入選立開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法"
        "海県性機参加交流推進都府区町村環境協催観光取組講演挨拶際済品産企総来支援文的"
    ),
    "zh": (
        "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小"
        "么心多天而能好都然没日于起还发成事只作当想這個們為時來說國會對後過學發開長間問經動現體實與從進義業產"
        "機關務區員點無電車東見門書氣數據於應該將主方研讨交流区市省政府经济合展城进义业产机关务员点无电东见门"
        "书气数据应该将两长开间问动现体实与从第届举办推际环境旅游文化教育友代表建设介绍演讲嘉宾討舉辦濟縣灣臺"
        "環遊紹講賓設議論題組織協參加際廣"
    ),
}
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_LONE_SMALL_KANA = re.compile(r"(?<![ぁ-ゖァ-ヺー])[ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ](?![ぁ-ゖァ-ヺー])")
_PARTICLES = frozenset("のはをにがでとたしてるいなかれさもあこら")
_SIGNS = frozenset("、。，．：；？！「」『』（）〈〉《》【】・…―—－～〜“”‘’　％〇①②③④⑤●○■□◆◇※→▲△▼▽“”·")
_HIDDEN = {"Cc": -6.0, "Cf": -2.0, "Cn": -8.0, "Co": -6.0, "Cs": -8.0}
_HARMLESS = frozenset("\t\n\r\f\u200b\u00ad\ufeff")


def decode(data: bytes, name: str, *, hint: str | None = None) -> str:
    """Return the text in `data` without byte order mark; `hint` is the encoding the document itself claims.

    >>> decode("第16回 交流セミナー".encode("cp932"), "a.txt")
    '第16回 交流セミナー'
    """
    kind = next((kind for magic, kind in _BINARIES.items() if data.startswith(magic)), None)
    if kind:
        raise UnreadableDocument(f"{name}: this is a {kind} file, not text; give it the matching ending")
    for mark, encoding in _MARKS:
        marked = _try(data[len(mark) :], encoding) if data.startswith(mark) else None
        if marked is not None and _is_clean(marked):
            return marked
    for candidates in _candidates(data, hint):
        readings = [(plausibility(text), text) for text in (_try(data, encoding) for encoding in candidates) if text]
        score, text = max(readings, key=lambda reading: reading[0], default=(-9.0, ""))
        if score >= _PLAUSIBLE:
            return text
    unusual = _try(data, "utf-8")  # neither Japanese nor Chinese, yet hardly UTF-8 by chance
    if unusual is not None and _is_clean(unusual):
        return unusual
    raise UnreadableDocument(
        f"{name}: no encoding makes readable Japanese or Chinese of it; "
        "if it is text, open it in an editor and save it as UTF-8"
    )


def plausibility(text: str) -> float:
    """Return how much `text` reads like Japanese or Chinese, about 1 for running text, below 0.3 for misread bytes.

    ASCII is in every encoding and proves nothing: text of ASCII alone is plausible, in mixed text it is left out.
    """
    counts = Counter(text)
    controls = sum(count for char, count in counts.items() if char < " " and char not in _HARMLESS)
    telling = {c: n for c, n in counts.items() if (c > "~" or c < " ") and c not in _HARMLESS}
    total = sum(telling.values())
    if not total:
        return 1.0
    kana = sum(n for c, n in telling.items() if _KANA.match(c))
    language = "ja" if kana > 0.1 * total else "zh"
    score = sum(n * _worth(c, language) for c, n in telling.items())
    return score / total - 2.0 * controls / max(1, len(text)) - _broken_kana(text) / total


def _candidates(data: bytes, hint: str | None) -> Iterator[tuple[str, ...]]:
    """Yield groups of encodings to try; a later group counts only where the earlier gave nothing plausible."""
    if b"\x00" in data:
        yield _WIDE
        return
    if _ESCAPES.search(data) and data.isascii():
        yield ("iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_ext", "iso2022_kr")
    yield ("utf-8",)
    claimed = _known(hint) if hint else None
    if claimed:
        text = _try(data, claimed)
        if text is not None and plausibility(text) >= _COMFORTABLE:
            yield (claimed,)
    yield (*_LEGACY, *_WIDE, *_proposed(data))


def _proposed(data: bytes) -> tuple[str, ...]:
    """Return the encodings the detection library finds possible."""
    from charset_normalizer import from_bytes

    return tuple(match.encoding for match in from_bytes(data[:_SAMPLE_BYTES])) if len(data) > 16 else ()


def _known(encoding: str) -> str | None:
    """Return Python's name of an encoding that a document claims, None for one it does not know.

    Documents say gb2312 and mean its superset.
    """
    try:
        found = codecs.lookup(encoding.strip()).name
    except (LookupError, ValueError):
        return None
    wider = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "big5": "cp950"}
    return wider.get(found, found)


def _is_clean(text: str) -> bool:
    """Say whether text holds next to no control characters, as every text and hardly a binary file does."""
    controls = sum(unicodedata.category(char) in ("Cc", "Cn") and char not in _HARMLESS for char in text)
    return "\x00" not in text and controls <= 0.01 * len(text)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _worth(char: str, language: str) -> float:
    """Return what one character says for (above 0) or against the text being read rightly."""
    if _KANA.match(char):
        return (1.3 if char in _PARTICLES else 0.8) if language == "ja" else 0.3
    if char in _SIGNS:
        return 1.0
    if "\u4e00" <= char <= "\u9fff":
        if char in _frequent(language):
            return 1.8
        return 0.6 if char in _common(language) else -0.9
    if "！" <= char <= "～" or "0" <= char <= "9":
        return 0.5
    if "ｦ" <= char <= "ﾟ":
        return -1.2  # half-width kana: what Shift_JIS makes of other bytes
    category = unicodedata.category(char)
    return _HIDDEN.get(category, -0.3 if category[0] in "PSNZ" else -1.0)


def _broken_kana(text: str) -> float:
    """Return a penalty for small kana that follow no kana and precede none."""
    return 2.0 * len(_LONE_SMALL_KANA.findall(text))


@cache
def _frequent(language: str) -> frozenset[str]:
    return frozenset(_FREQUENT[language])


@cache
def _common(language: str) -> frozenset[str]:
    """Return the characters that the national standards put on their first level: those in everyday use."""
    levels = {
        "ja": (("euc_jp", range(0xB0, 0xD0), range(0xA1, 0xFF)),),
        "zh": (
            ("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)),
            ("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))),
        ),
    }
    return frozenset(
        bytes((lead, trail)).decode(encoding, "ignore")
        for encoding, leads, trails in levels[language]
        for lead in leads
        for trail in trails
    )
