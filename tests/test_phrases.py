"""The table of wordings is whole, each wording in its own language."""

import re
from pathlib import Path
from string import Formatter

import pytest

import assistant
from assistant import cues
from assistant.phrases import ordinal, phrases, say
from assistant.records import Language

LANGUAGES: tuple[Language, ...] = ("ja", "zh-Hans", "zh-Hant", "en")
PACKAGE = Path(assistant.__file__).parent
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_SIMPLIFIED_ONLY = re.compile("[届举与会报讲谈说请问写发样里这个们参数题内关过对应]")


def blanks(wording: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}


def test_every_key_has_four_wordings_with_the_same_blanks() -> None:
    wrong = {
        key: wordings
        for key, wordings in phrases().items()
        if tuple(wordings) != LANGUAGES
        or not all(wording for wording in wordings.values())
        or len({frozenset(blanks(wording)) for wording in wordings.values()}) != 1
    }
    assert not wrong


def test_no_key_stands_twice() -> None:
    rows = (PACKAGE / "phrases.tsv").read_text(encoding="utf-8").splitlines()[2:]
    keys = [row.split("\t")[0] for row in rows if row]
    assert sorted(keys) == sorted(set(keys))


def test_whatever_a_follow_up_may_be_understood_as_has_a_wording() -> None:
    fields, sides = [name for name, _ in cues.FIELDS], [name for name, _ in (*cues.SESSIONS, *cues.SIDES)]
    needed = {*(f"field_{name}" for name in fields), *(f"asked_{name}" for name in sides)}
    assert needed <= set(phrases())


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_no_chinese_wording_holds_kana(language: Language) -> None:
    assert not {key: words[language] for key, words in phrases().items() if _KANA.search(words[language])}


def test_traditional_wordings_are_not_simplified() -> None:
    wordings = {key: words["zh-Hant"] for key, words in phrases().items()}
    assert not {key: wording for key, wording in wordings.items() if _SIMPLIFIED_ONLY.search(wording)}


def test_no_english_wording_holds_kanji_or_kana() -> None:
    found = {
        key: words["en"] for key, words in phrases().items() if re.search(r"[\u3041-\u30fa\u4e00-\u9fff]", words["en"])
    }
    assert not found


def test_japanese_wordings_are_not_chinese() -> None:
    assert not {
        key: words["ja"] for key, words in phrases().items() if re.search("[届屆举舉讲發发谈里裡这這吗嗎]", words["ja"])
    }


def test_every_key_that_is_said_is_in_the_table() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.py"))
    said = set(re.findall(r"\bwording\.say\(\s*\"([a-z_A-Z]+)\"", sources))
    assert said
    assert said <= phrases().keys()


def test_a_blank_that_is_not_filled_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("edition", "ja")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
    ],
)
def test_english_ordinals_are_spelt_right(number: int, expected: str) -> None:
    assert ordinal(number) == expected
