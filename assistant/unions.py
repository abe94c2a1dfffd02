"""Whoever is asked for by a post or by something else: professors and mayors, whoever greeted or moderated.

Two words of one kind are both looked for anyway. Of two kinds nobody need have both: the question is read with each.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from assistant import cues
from assistant.cues import cue
from assistant.queries import Query
from ingest.terms import find_terms
from ingest.text import fold

_WHOSE = r"(?:をした|をする|した|する|的|過的|の)?(?:人|方|者|先生|さん|嘉賓|老師|代表|人員| who| people)*"
_AND = (
    r" ?(?:と|か|や|または|もしくは|および|及び|和|或者?|与|及|以及|還有|、|・|,| and | or )+ ?"
    r"(?:the |a |party |[^、。と ]{1,4}の|社区|担任過?|当過?|做過?)?"
)
_LETTERS = r"[a-z]*"


def in_either(question: str, read: Callable[[str], Query]) -> Query:
    """Return a question as read; where it asks for either of two kinds of people, with the readings of both."""
    whole, alone = read(question), _with_one_each(question)
    either = tuple(map(read, alone))
    if not either or whole.with_leaders or not all(one.filters_talks for one in either):
        return whole
    first, second = either
    return replace(
        whole,
        either=either,
        wants_list=True,
        terms=tuple(term for term in first.terms if term in second.terms),
        words=tuple(word for word in first.words if word in second.words),
        lost=tuple(word for word in first.lost if word in second.lost),
        unknown_people=tuple(name for name in first.unknown_people if name in second.unknown_people),
    )


def _with_one_each(question: str) -> tuple[str, ...]:
    """Return the question with one of two kinds of people each, nothing where it asks for one kind."""
    folded = fold(question)
    for (start, left, kind), (right, end, other) in pairwise(_kinds(question, folded)):
        if kind != other and left <= right and cue(_WHOSE + _AND).fullmatch(folded, left, right):
            both = cue(_WHOSE).match(folded, left)
            return question[: both.end() if both else left] + question[end:], question[:start] + question[right:]
    return ()


def _kinds(question: str, folded: str) -> list[tuple[int, int, str]]:
    """Return where a role, a body or a post is named, words of one kind without anything between as one: 大学教授."""
    found: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(_words(question, folded)):
        word = cue(_LETTERS).match(folded, end)  # greeted
        end = word.end() if word else end
        if found and found[-1][1] == start and found[-1][2] == kind:
            start = found.pop()[0]
        found.append((start, end, kind))
    return found


def _words(question: str, folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a role, a body or a post is named, those of a body before the posts in them."""
    taken: set[int] = set()
    for kind, source in (*cues.ROLES, *cues.BODIES):
        for match in cue(source).finditer(folded):
            if not taken & {*range(*match.span())}:
                taken |= {*range(*match.span())}
                yield match.start(), match.end(), kind
    for mention in find_terms(question):
        if mention.term.group == "title" and not taken & {*range(mention.start, mention.end)}:
            yield mention.start, mention.end, "title"
