"""A slip of one character in a word of the field (基調公演, スマートシテイ, 人工只能) and what was meant by it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache

from assistant import cues
from assistant.archive import Archive
from assistant.cues import cue
from assistant.queries import Rest
from ingest.languages import KANA
from ingest.places import Place, nearest_spelling, place_by_id
from ingest.readings import said_with
from ingest.terms import find_terms
from ingest.text import flat, fold, read_table

_LARGE = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")
_RUN = re.compile(r"[\u3400-\u9fffァ-ヺー]{4,}")
_SHORTEST_ENGLISH, _LIKE = 7, 0.9
_SHORTEST, _LONGEST = 4, 12  # characters of a word in which one wrong character still leaves no doubt
# Words any question may hold.
_SHORTEST_KANA = 3  # characters, up to which a word may stand in hiragana by chance
_HIRAGANA = re.compile("[ぁ-ゖー]{3,}")
_READ = re.compile(r"(?<![ぁ-ゖー])[ぁ-ゖー]{5,}")
_ENDS_A_WORD = re.compile("[のはをにがでともへやっ]|から|まで|より|など|$")
_LONGEST_READING = 20  # kana
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_ASKING = "参加者数 参加人数 出席者数 開催場所 正式名称 挙辦城市 挙辦時間".split()
_HEARD = "人数 主题 议题 时间 地点 日期 规模 举办 主办 嘉宾 致辞 发言 演讲 主旨 总共 一共".split()
_CLOSES = r"$|[?、,。是為有呢嗎多少幾怎如何分各都]"
_STRUCTURAL = ("question",)

_OF_CITIES = r"直轄|地級|県級|副省級?|省会|省都|首都|港湾|沿海|内陸|友好|姉妹|中核|中心|主要|地方"
_SLIP = (
    r"(?<![\u3400-\u9fff])(?:(?![那這的是在届])[\u3400-\u9fff]){2,3}(?<!副)"
    r"(?=副?市|で|の|は|から|在|是|哪|那|的|届|場|セミナー|研討|会議|大会|参[加会]|与会|挙[辦行]|召開|[ 、,?。]|$)"
)


def place_meant(question: str, rest: Rest, archive: Archive) -> "tuple[tuple[str, str] | None, Place | None]":
    """Read a name with one wrong character as the place it must be: 藩陽 is 瀋陽."""
    for match in cue(_SLIP).finditer(rest.folded):
        if "\0" in rest.left[slice(*match.span())] or cue(_OF_CITIES).fullmatch(match[0]):
            continue  # 今年 is no slip for a town
        word = question[slice(*match.span())]
        if any(cue(source).search(match[0]) for source in cues.EMPTY):
            continue  # 何社 is no slip of 総社
        found = nearest_spelling(word)
        said_to_be_a_city = "市" in rest.folded[match.end() - 1 : match.end() + 1]
        if not said_to_be_a_city and not any(one.id in archive.places for one in found):
            continue  # 連携 is no slip of 連州
        if len({place.country for place in found}) == 1 and found[0].level in ("city", "province", "prefecture"):
            rest.blank(*match.span())
            return (word, found[0].ja), found[0]
    return None, None


def spelled_right(question: str, unread: Sequence[str], archive: Archive) -> tuple[str, tuple[str, str] | None]:
    """Return the question with the first misspelt word of the field put right, and that word as asked and as meant.

    Only runs of the question that hold something `unread` are looked at: a word that was understood is none.
    """
    folded = fold(question)
    for run in _RUN.finditer(folded):
        if not any(word in run[0] for word in unread):
            continue
        for length in range(min(_LONGEST, len(run[0])), _SHORTEST - 1, -1):
            for start in range(run.start(), run.end() - length + 1):
                word = folded[start : start + length]
                if not any(left[:2] in word or left[-2:] in word for left in unread):
                    continue
                meant = _meant(word)
                if meant and word not in archive.text and not _is_common(word, fold(meant)):
                    right = question[:start] + meant + question[start + length :]
                    return right, (question[start : start + length], meant)
    heard = _heard_alike(folded, unread, archive)
    if heard:
        at, meant = heard
        end = at + len(meant)
        return question[:at] + meant + question[end:], (question[at:end], meant)
    return _english_right(question, folded, unread, archive)


def _heard_alike(folded: str, unread: Sequence[str], archive: Archive) -> tuple[int, str] | None:
    """Return where in a Chinese question a word is typed that sounds like another word of asking: 人术, 人数."""
    for run in () if KANA.search(folded) else unread:
        for at in range(len(run) - 1):
            word, place = run[at : at + 2], folded.find(run) + at
            sounds = set(said_with(word, "pinyin.tsv"))
            meant = [cued for cued in map(fold, _HEARD) if sounds & set(said_with(cued, "pinyin.tsv"))]
            alike = [cued for cued in meant if cued[0] == word[0] or cued[1] == word[1]]
            if len(alike) == 1 and word not in archive.text and cue(_CLOSES).match(folded, place + 2):
                return place, alike[0]
    return None


def in_katakana(question: str, archive: Archive) -> str:
    """Return the question with loanwords that are typed in hiragana as the reports and the cues write them: てーま.

    Three kana are one only with a long vowel, which no word of hiragana is written with. Words of the field that are
    written in kanji are put so where they stand between particles: ちょうないかい.
    """
    question = _READ.sub(lambda match: _in_kanji(match[0]), question)
    for match in _HIRAGANA.finditer(question):
        for word in sorted(archive.loanwords, key=len, reverse=True):
            typed = word.translate(_TO_HIRAGANA)
            if typed in match[0] and (len(word) > _SHORTEST_KANA or "ー" in word):
                question = question.replace(typed, word)
    return question


def _in_kanji(run: str) -> str:
    """Return a run of hiragana with the word of the field that it begins with in kanji."""
    ends = (end for end in range(min(len(run), _LONGEST_READING), 0, -1) if _ENDS_A_WORD.match(run, end))
    return next((_written()[run[:end]] + run[end:] for end in ends if run[:end] in _written()), run)


@cache
def _written() -> dict[str, str]:
    """Return the words of the field in kanji by how they are read."""
    return {reading: form for reading, form in read_table("term_readings.tsv")}


def _is_common(word: str, meant: str) -> bool:
    """Return whether the character in question belongs to a common word: 居民自己 is no slip of 居民自治."""
    at = next((at for at, (one, other) in enumerate(zip(word, meant, strict=False)) if one != other), None)
    found = (match for source in (cues.STRUCTURE, cues.COMMON) for match in cue(source).finditer(word))
    if at is None or any(term.start <= at < term.end for term in find_terms(word)):
        return True
    return any(match.start() <= at < match.end() and len(match[0]) > 1 for match in found)


def _english_right(
    question: str, folded: str, unread: Sequence[str], archive: Archive
) -> tuple[str, tuple[str, str] | None]:
    """Return the question with the first misspelt English word put right that has one likely spelling."""
    asked = [word for word in unread if len(word) >= _SHORTEST_ENGLISH and word.isascii() and word.isalpha()]
    places = archive.places if asked else ()
    names = {part for place in places if (found := place_by_id(place)) for part in found.en.lower().split()}
    known = (*_english_words(), *names)
    for word in asked:
        if word in known or word.removesuffix("s") in known:
            continue
        for meant in get_close_matches(word, known, n=1, cutoff=_LIKE):
            if meant[0] != word[0] or meant == f"{word}s":
                continue  # drivers are no rivers
            at = folded.find(word)
            right = question[:at] + meant + question[at + len(word) :]
            return right, (question[at : at + len(word)], meant)
    return question, None


@cache
def _english_words() -> tuple[str, ...]:
    """Return the English words that questions are understood by: those of the cues and of the term table."""
    sources = (*cues.EMPTY, *(source for rows in (cues.SESSIONS, cues.ROLES, cues.KINDS) for _, source in rows))
    cued = (word for source in sources for word in re.findall(r"[a-z]{6,}", source))
    terms = (word for row in read_table("terms.tsv") for word in re.findall(r"[a-z]{6,}", row[4].lower()))
    return tuple(dict.fromkeys([*cued, *terms]))


def _meant(word: str) -> str | None:
    """Return the one spelling that differs from a word in one character, or only in small kana."""
    known = _spellings()
    if word in known.exact:
        return None
    enlarged = known.enlarged.get(word.translate(_LARGE))
    if enlarged:
        return enlarged
    near: dict[str, str] = {}
    for at in range(len(word)):
        near |= known.gapped.get(f"{word[:at]}?{word[at + 1 :]}", {})
    return next(iter(near.values())) if len(near) == 1 else None


class _Spellings:
    """Every spelling of the term table, found with one character left open or with kana enlarged."""

    def __init__(self) -> None:
        self.exact: set[str] = set()
        self.enlarged: dict[str, str] = {}
        self.gapped: defaultdict[str, dict[str, str]] = defaultdict(dict)  # by term
        for word in _ASKING:
            self._add(word, word, fold(word), "")
        for name, group, japanese, chinese, _, variants, *_ in read_table("terms.tsv"):
            for form in (japanese, chinese, *variants.split(";")):
                self._add(name, form, fold(flat(form)), group)

    def _add(self, name: str, form: str, folded: str, group: str) -> None:
        if group in _STRUCTURAL or not _RUN.fullmatch(folded) or len(folded) > _LONGEST:
            return
        self.exact.add(folded)
        if folded.translate(_LARGE) != folded:
            self.enlarged.setdefault(folded.translate(_LARGE), form)
        if not re.fullmatch(r"[ァ-ヺー]{4}", folded):  # four katakana differ in one by chance
            for at in range(len(folded)):
                self.gapped[f"{folded[:at]}?{folded[at + 1 :]}"].setdefault(name, form)


@cache
def _spellings() -> _Spellings:
    return _Spellings()
