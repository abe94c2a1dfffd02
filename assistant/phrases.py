"""Every sentence of answers and pages in Japanese, both scripts of Chinese, and English: the one place for them.

The wordings stand in phrases.tsv, a row each: a key, then the four languages; `say` fills in the blanks.
"""

from functools import cache
from pathlib import Path

from assistant.records import LANGUAGES, Language

_TABLE = Path(__file__).with_name("phrases.tsv")


def say(key: str, language: Language, **values: object) -> str:
    """Return one phrase with its blanks filled; KeyError for a key or a blank that is none."""
    return phrases()[key][language].format(**values)


@cache
def phrases() -> dict[str, dict[Language, str]]:
    """Return all wordings by key and language."""
    return read_wordings(_TABLE)


def phrases_of(prefix: str) -> dict[Language, dict[str, str]]:
    """Return the wordings whose keys begin so, by language and the rest of the key: what a script is given."""
    rows = {key.removeprefix(prefix): row for key, row in phrases().items() if key.startswith(prefix)}
    return {language: {key: row[language] for key, row in rows.items()} for language in LANGUAGES}


def read_wordings(path: Path) -> dict[str, dict[Language, str]]:
    """Return the rows of a table of wordings by key and language."""
    _comment, header, *rows = path.read_text(encoding="utf-8").splitlines()
    languages: list[Language] = [name for name in LANGUAGES if name in header.split("\t")]
    cells = (row.split("\t") for row in rows if row)
    return {key: dict(zip(languages, wordings, strict=True)) for key, *wordings in cells}


def ordinal(number: int) -> str:
    """Return an English ordinal: 21st."""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
