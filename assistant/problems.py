"""What is wrong with a document, in the reader's language: the English messages of reading, found among our phrases.

Reading and uploads say in English what they meet, for commands and logs. The staff page shows the phrase whose English
wording a message is, so that what stands in an index already is understood as well.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from string import Formatter

from assistant.phrases import phrases, say
from assistant.records import Language

_KEYS = "problem_"
_KEPT = "problem_kept"  # may follow any other


def problem_html(message: str, language: Language) -> str:
    """Return a message for a page in this language, escaped; in English and marked so where no phrase says it."""
    told = problem_in(message, language)
    return f'<bdi lang="en">{escape(message)}</bdi>' if told is None else escape(told)


def problem_in(message: str, language: Language) -> str | None:
    """Return what a message says, in another language; None where no phrase of ours is its wording.

    >>> problem_in("a.txt: the file is empty; copy it again", "zh-Hans")
    'a.txt：文件是空的；请重新复制'
    """
    kept = say(_KEPT, "en")
    main = message.removesuffix(kept).rstrip()
    for key, wording in _wordings():
        if found := wording.fullmatch(main):
            blanks = found.groupdict()
            name = blanks.pop("named")
            values = {blank: problem_in(value, language) or value for blank, value in blanks.items()}
            told = (f"{name}{say('colon', language)}" if name else "") + say(key, language, **values)
            return told if main == message else f"{told} {say(_KEPT, language)}"
    return None


@cache
def _wordings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    keys = (key for key in phrases() if key.startswith(_KEYS) and key != _KEPT)
    return tuple((key, re.compile(rf"(?:(?P<named>.+?): )?{''.join(_parts(key))}", re.DOTALL)) for key in keys)


def _parts(key: str) -> Iterator[str]:
    for text, blank, _, _ in Formatter().parse(phrases()[key]["en"]):
        yield re.escape(text)
        if blank:
            yield f"(?P<{blank}>.+?)"
