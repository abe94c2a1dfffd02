"""Whether what a sentence takes from its sources is whole: a quotation not cut, a clause not made of two facts."""

import re
from collections.abc import Iterable, Sequence
from itertools import permutations

from assistant.grounds import Unit, key_of
from ingest.text import QUOTED

_IS = r"[」』”\"]?(?:[はが]|就?[是为]|is)[「『“\"]?"  # with the marks around titles
_CLAUSE = re.compile(r"(?<!の[はが])、|[;；。]|(?<!\d),|,(?!\d)")  # a topic, 〜のは、, is of the clause it begins


def quoted_whole(said: str, units: Sequence[Unit]) -> bool:
    """Return whether what a sentence quotes stands in its sources, and as a whole where they quote it themselves."""
    told = "".join(unit.text for unit in units)
    titles = [key_of(title) for unit in units for title in QUOTED.findall(unit.quote)]
    for quoted in map(key_of, QUOTED.findall(said)):
        cut = sum(title.count(quoted) for title in titles if title != quoted)
        if quoted not in told or (cut and quoted not in titles and cut == sum(_times(quoted, unit) for unit in units)):
            return False
    return True


def titles_kept_apart(said: str, units: Sequence[Unit]) -> bool:
    """Return whether no title a source quotes is said to be another one it quotes, unless there it is."""
    told = key_of(said)
    for source in (key_of(unit.quote) for unit in units):
        titles = [re.escape(title) for title in dict.fromkeys(QUOTED.findall(source))]
        for one, other in permutations(titles, 2):
            same = re.compile(f"{one}{_IS}{other}")
            if same.search(told) and not same.search(source):
                return False
    return True


def clauses_of(said: str) -> list[str]:
    """Return the clauses of a sentence."""
    return _CLAUSE.split(said)


def of_one_source_each(clauses: Iterable[Sequence[str]], units: Sequence[Unit], of_all: Unit) -> bool:
    """Return whether what sources hold of each clause, its pairs of characters, one of them holds with `of_all`."""
    for clause in clauses:
        held = [item for item in clause if any(unit.holds(item) for unit in units)]
        if not any(all(unit.holds(item) or of_all.holds(item) for item in held) for unit in units):
            return False
    return True


def _times(quoted: str, unit: Unit) -> int:
    return key_of(unit.quote).count(quoted)
