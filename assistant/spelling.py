"""A slip of one character in a word of the field (基調公演, スマートシテイ, 人工只能) and what was meant by it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from assistant.archive import Archive
from ingest.text import flat, fold, read_table

_LARGE = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")
_RUN = re.compile(r"[\u3400-\u9fffァ-ヺー]{4,}")
_SHORTEST, _LONGEST = 4, 12  # characters of a word in which one wrong character still leaves no doubt
# Words any question may hold.
_ASKING = "参加者数 参加人数 出席者数 開催場所 正式名称 挙辦城市 挙辦時間".split()
_STRUCTURAL = ("question",)


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
                meant = _meant(word) if word not in archive.text else None
                if meant:
                    right = question[:start] + meant + question[start + length :]
                    return right, (question[start : start + length], meant)
    return question, None


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
