"""The people a question names: in full, by family name and post, in pinyin, in kana, with blanks or polite words.

Only people the reports name can be told by a part of their name; whom nobody knows is unknown, and is said to be.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import cues
from assistant.archive import Archive
from assistant.cues import cue
from assistant.filters import families
from assistant.queries import Rest, name_start
from ingest.places import Place
from ingest.readings import kana_key, letters_key, said_with
from ingest.terms import term_named
from ingest.text import fold

_POST = (
    r"(?:氏|さん|さま|(?<![怎這那同一多])様|先生|女士|小姐|博士|(?:副|総|前|元)?(?:教授|市長|知事|省長|県長|区長|町長|村長|州長|主任|理事長|局長|部長|院長|所長"
    r"|書記|主席|会長|社長|校長|処長|科長|課長|室長|庁長|議員|大使|総領事|研究員|秘書長))(?!会)"
)
_POLITE = re.compile(fold(r"^ ?(?:氏|さん|さま|様|先生|女士|小姐|くん|君(?![\u3400-\u9fff]))"))
_RANK = r"(?:(?:担当|専門|統括|総括|上席|主任|専任)(?=[\u3400-\u9fff]{2}))?"  # before a post: 石川担当部長
_HAN_NAME = r"((?<![\u3400-\u9fff])[\u3400-\u9fff]|(?<=[和与])[\u3400-\u9fff]|[\u3400-\u9fff]{2,5}?)" + _RANK + _POST
_KANA_NAME = rf"([ぁ-ゖー]{{2,}}|[ァ-ヴー]{{2,}}){_POST}"
_LATIN_RUN = re.compile(r"[a-z\u00e0-\u017f][\w'’-]*(?:[ ,]{1,2}[a-z\u00e0-\u017f][\w'’-]*)*")
_LATIN_WORD = re.compile(r"[\w'’-]+")
_LONGEST_LATIN = 4  # words of a name
_LONGEST_CHINESE = 3  # characters of a name of China
_TITLED = re.compile(
    r"\b(?:[Mm]ayor|[Gg]overnor|M(?:rs?|s)|Dr|[Pp]rof(?:essor)?|[Dd]irector|[Ss]ecretary|[Aa]mbassador|[Mm]inister)\.? "
    r"((?!General|Mayor|Deputy|Director|Party|Secretary|Governor)[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b"
)
_NO_NAMES = fold("副前元現新或和与及的是県市省区町村府都道州")
_JOINED = fold("或和与及者兼")  # to the next post: 市長或副知事


@dataclass(frozen=True, slots=True)
class People:
    """The people asked for as the reports write them, and names that nobody in the reports has."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]


def people_asked(question: str, rest: Rest, places: Sequence[Place], archive: Archive) -> People:
    """Return the people a question names, and count the words for them as understood."""
    known = [*_in_full(rest, archive), *_in_latin(question, rest, archive), *_in_kana(rest, archive)]
    titled = list(_titled(question, rest, archive))
    known += [name for _, found in titled for name in found]
    unknown = [written for written, found in titled if not found]
    for match in cue(_HAN_NAME).finditer("".join(rest.left)):
        whole, end = match.start(1), match.end(1)
        start = whole if _of_family(match[1], archive) else name_start(rest.folded, whole, end)
        name = rest.folded[start:end]
        if (
            not name.strip(_NO_NAMES)
            or name.endswith(fold("者"))
            or term_named(name.rstrip(_JOINED))
            or any(name in one for one in known)
        ):
            continue
        if name.endswith(fold("者")) or any(place_name(place, name) for place in places):
            continue
        family = _of_family(name, archive)
        listed = match[1] in families("JP")  # 田中 holds a 中 that means nothing
        if family or listed or not cue(rf"{cues.LIST}|{cues.STRUCTURE}|{cues.SERIES}").search(match[1]):
            known += family
            unknown += [] if family else [question[start:end]]
            rest.blank(start, end)
    return People(tuple(dict.fromkeys(archive.names[name] for name in known)), tuple(unknown))


def people_left(words: Sequence[str], archive: Archive) -> dict[str, tuple[str, ...]]:
    """Return, of words not understood, those that are the family name of somebody in the reports, and whose."""
    found = {word: _of_family(word, archive) for word in words if re.fullmatch("[\u3400-\u9fff]{2,}", word)}
    return {word: tuple(archive.names[name] for name in named) for word, named in found.items() if named}


def place_name(place: Place, folded: str) -> bool:
    """Return whether a folded word is part of the place's name, so that it is nobody's name."""
    return any(folded in fold(name) or fold(name)[:-1] in folded for name in (place.ja, place.zh_hans, place.zh_hant))


def _of_family(name: str, archive: Archive) -> list[str]:
    return [full for full in archive.names if full.startswith(name)]


def _in_full(rest: Rest, archive: Archive) -> list[str]:
    """Return the full names that stand in a question, with blanks inside or without."""
    kept = [at for at, character in enumerate(rest.folded) if character != " "]
    compact = "".join(rest.folded[at] for at in kept)
    people = [name for name in archive.names if len(name) > 1 and name in compact]
    longest = [name for name in people if not any(name != other and name in other for other in people)]
    for name in longest:
        for match in re.finditer(re.escape(name), compact):
            end = kept[match.end() - 1] + 1
            polite = _POLITE.match(rest.folded[end:])
            rest.blank(kept[match.start()], end + (polite.end() if polite else 0))
    return longest


def _in_latin(question: str, rest: Rest, archive: Archive) -> Iterator[str]:
    """Yield the people whose names stand in Latin letters, the longest run of words first."""
    for run in _LATIN_RUN.finditer(rest.folded):
        words = [(run.start() + word.start(), run.start() + word.end()) for word in _LATIN_WORD.finditer(run[0])]
        first = 0
        while first < len(words):
            for last in range(min(first + _LONGEST_LATIN, len(words)), first, -1):
                start, end = words[first][0], words[last - 1][1]
                named = archive.names_said.get(letters_key(rest.folded[start:end]), ())
                if named and "\0" not in rest.left[start:end] and not term_named(rest.folded[start:end]):
                    rest.blank(start, end)
                    for given in (*words[max(first - 1, 0) : first], *words[last : last + 1]):
                        _blank_given(given, question, rest)
                    yield from named
                    first = last - 1
                    break
            first += 1


def _titled(question: str, rest: Rest, archive: Archive) -> Iterator[tuple[str, list[str]]]:
    """Yield the names in Latin letters after a post that are nobody's in full, and whose family name they are."""
    for match in _TITLED.finditer(question):
        start, end = match.span(1)
        word = fold(match[1])
        light = term_named(word) or any(cue(source).fullmatch(word) for source in cues.EMPTY)
        if light or len(rest.left) != len(question) or "\0" in rest.left[start:end]:
            continue
        key = letters_key(match[1].split(" ")[-1])
        families = (name for name in archive.names if key in map(letters_key, said_with(name[:1], "pinyin.tsv")))
        rest.blank(start, end)
        yield match[1], [name for name in families if len(name) <= _LONGEST_CHINESE]


def _blank_given(span: tuple[int, int], question: str, rest: Rest) -> None:
    """Count a capitalised word beside a family name as the given name, which nobody can tell from characters."""
    word = rest.folded[slice(*span)]
    if question[span[0]].isupper() and not term_named(word) and not any(cue(one).fullmatch(word) for one in cues.EMPTY):
        rest.blank(*span)


def _in_kana(rest: Rest, archive: Archive) -> Iterator[str]:
    """Yield the people whose family names stand in kana before a post or a polite word: はなおか市長."""
    for match in cue(_KANA_NAME).finditer(rest.folded):
        for start in range(match.start(1), match.end(1) - 1):
            named = archive.names_said.get(kana_key(rest.folded[start : match.end(1)]), ())
            if named:
                rest.blank(start, match.end(1))
                yield from named
                break
