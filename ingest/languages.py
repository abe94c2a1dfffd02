"""Tell which language a text is written in, by its characters and the small words between them."""

import re
from collections import Counter

from ingest.text import HAS_CJK, Language, print_of

QUOTED = re.compile(r"「[^」]*」|『[^』]*』|“[^”]*”|《[^》]*》|\"[^\"]*\"")
HIRAGANA = re.compile(r"[\u3041-\u309f]")
KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30fa]")
_KANA_NAME = re.compile(r"[\u3041-\u309f]{2,5}(?=[市町村区區縣县県])")  # さいたま市, in Chinese print too
GRAMMAR = re.compile(r"[のはをにがでともへ]|ます|です|した|って|ください|から|まで|[かるい](?![\u3041-\u309f])")
_CHINESE_ONLY = re.compile(r"[吗嗎哪谁们們这這么麼呢吧您你啥]|什[么麼]|多少|怎[么麼样樣]|几[届个位次]|幾[屆個]")
# 的, 是, 了, 在 are words of a Chinese sentence, but also parts of Japanese compounds.
_CHINESE_WORDS = re.compile(
    r"(?<![目標])的(?![確中])|(?<!国)是(?![非正認])|(?<![終完修魅未])了(?![解承])|讲|講了|都有|[曾有]没有"
    r"|(?<![存所現滞駐不健潜自実])在(?![住籍日中外留宅任来庫京])"
)


def language_of(text: str) -> Language:
    """Return the language a text is written in, whatever names it quotes."""
    if not HAS_CJK.search(text):
        return "en"
    unquoted = QUOTED.sub("", text)
    text = _KANA_NAME.sub("", unquoted if HAS_CJK.search(unquoted) else text)
    used = Counter(print_of(character) for character in text)
    chinese_only = used["s"] + used["st"] + len(_CHINESE_ONLY.findall(text))
    if KANA.search(text):
        hiragana = len(HIRAGANA.findall(text))
        if not chinese_only or (GRAMMAR.search(text) and chinese_only <= hiragana):
            return "ja"
    elif not chinese_only and not used["t"] and not _CHINESE_WORDS.search(text):
        return "ja"
    elif used["j"] > chinese_only + used["t"] and not _CHINESE_WORDS.search(text):
        return "ja"
    simplified, traditional = used["s"], used["t"]
    if simplified == traditional:
        simplified, traditional = used["s"] + used["sj"], used["t"] + used["tj"]
    return "zh-Hant" if traditional > simplified else "zh-Hans"
