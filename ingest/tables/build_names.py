"""Make name_odds.tsv, japanese_names.tsv and term_readings.tsv from janome and japanese-personal-name-dataset.

Neither is needed to run anything: install them, then run python -m ingest.tables.build_names.
"""

import argparse
import importlib
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from ingest.tables.build import HERE, write_table
from ingest.text import fold, read_table

_KANJI = re.compile(r"[\u3400-\u9fff々]+")
_FAMILY, _GIVEN = {1290}, {1291}  # context numbers of the IPA dictionary: 名詞,固有名詞,人名,姓 and 名
_WORDS = {1283, 1285, 1298, 1300}  # nouns and endings that are no names
_SHORTEST_READING = 5  # kana that are a word by chance no more
_NOT_READ = ("title", "session", "role", "institution", "organisation", "question", "series")  # groups of terms
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_CHARACTERS = 4000  # in use: what the smoothing is shared among
_SMOOTH_NAME, _SMOOTH_WORD = 0.3, 3.0


def main() -> None:
    """Write the tables into --out, by default beside this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    out = parser.parse_args().out
    from japanese_personal_name_dataset import load_dataset

    words = dict(_dictionary())
    popular, _ = load_dataset(kind="opti")
    family, given, plain = (_of(words, numbers) for numbers in (_FAMILY, _GIVEN, _WORDS))
    men, women, people = load_dataset(include_last_names=True)
    common = {fold(name) for name in people if _KANJI.fullmatch(name)}  # count although they are words as well
    spelt = {fold(kanji) for names in (men, women) for row in names.values() for kanji in row["kanji"]}
    family = {name for name in family | common if len(name) > 1 and (name not in plain or name in common)}
    every = given | {name for name in spelt if _KANJI.fullmatch(name)}
    source = (
        f"Derived from the IPA dictionary (NAIST, see its notice) by way of janome {version('janome')} (Apache-2.0) and"
        f" from japanese-personal-name-dataset {version('japanese-personal-name-dataset')} (MIT) by build_names.py"
    )
    write_table(
        out / "name_odds.tsv",
        f"{source}: ten times the log odds of a character at a place in a Japanese name against in any other word",
        ("character", "family_first", "family_last", "given_alone", "given_first", "given_middle", "given_last"),
        _odds(family, every, plain),
    )
    write_table(
        out / "japanese_names.tsv",
        f"{source}; folded",
        ("kind", "names"),
        (
            ("family", " ".join(sorted(family))),
            ("given", " ".join(sorted(given))),
            ("kana", " ".join(sorted(kana for kana in {*women, *popular} if len(kana) > 1))),
        ),
    )
    write_table(
        out / "term_readings.tsv",
        f"How words of terms.tsv are read, by the IPA dictionary (NAIST, see its notice) by way of janome"
        f" {version('janome')} (Apache-2.0); made by build_names.py",
        ("reading", "form"),
        sorted(_readings().items()),
    )


def _readings() -> dict[str, str]:
    """Return the Japanese forms of terms in kanji by how they are read, in hiragana; of homophones the first."""
    tokenizer = importlib.import_module("janome.tokenizer").Tokenizer()
    read: dict[str, str] = {}
    for _, group, japanese, _, _, variants, *_ in read_table("terms.tsv"):
        for form in (japanese, *variants.split(";")) if group not in _NOT_READ else ():
            tokens = list(tokenizer.tokenize(form)) if _KANJI.fullmatch(form) else []
            known = tokens and all(one.node_type == "SYS_DICT" and one.reading != "*" for one in tokens)
            if known and (form == japanese or all(len(one.surface) > 1 for one in tokens[:-1])):  # no 回收
                reading = "".join(one.reading for one in tokens).translate(_TO_HIRAGANA)
                if len(reading) >= _SHORTEST_READING and re.fullmatch("[ぁ-ゖー]+", reading):
                    read.setdefault(reading, form)
    return read


def _dictionary() -> Iterator[tuple[str, frozenset[int]]]:
    """Yield the words of kanji of the dictionary, folded, each with its context numbers."""
    kinds: dict[str, set[int]] = {}
    for part in range(10):
        for surface, left, *_ in importlib.import_module(f"janome.sysdic.entries_compact{part}").DATA.values():
            if _KANJI.fullmatch(surface):
                kinds.setdefault(fold(surface), set()).add(left)
    return ((word, frozenset(numbers)) for word, numbers in kinds.items())


def _of(words: dict[str, frozenset[int]], numbers: set[int]) -> set[str]:
    return {word for word, kinds in words.items() if kinds & numbers}


def _odds(family: Iterable[str], given: Collection[str], plain: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield a row for every character that stands in a name."""
    anywhere = Counter(character for word in plain for character in word)
    family, longer = list(family), [name for name in given if len(name) in (2, 3)]
    places = (
        Counter(name[0] for name in family),
        Counter(name[-1] for name in family),
        Counter(name for name in given if len(name) == 1),
        Counter(name[0] for name in longer),
        Counter(name[1] for name in longer if len(name) == 3),
        Counter(name[-1] for name in longer),
    )
    for character in sorted(set().union(*places)):
        general = _log_share(anywhere, character, _SMOOTH_WORD)
        yield character, *(str(round(10 * (_log_share(one, character, _SMOOTH_NAME) - general))) for one in places)


def _log_share(counted: Counter[str], character: str, smooth: float) -> float:
    return math.log((counted[character] + smooth) / (counted.total() + smooth * _CHARACTERS))


if __name__ == "__main__":
    main()
