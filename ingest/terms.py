"""Know the words of the field in Japanese, Chinese and English, and find them in text.

Alone knows which words mean the same: DX, デジタル化 and 数字化转型 are one term. Words are compared folded, so
traditional print needs no row of its own. What a word must not stand inside of is told here, too.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.text import Language, fold, read_table, to_traditional

_NO_TOPICS = frozenset({"title", "session", "role", "institution", "series", "question"})
_KATAKANA = re.compile(r"[ァ-ヺー]")
_KATAKANA_ONLY = re.compile(r"[ァ-ヺー・]+")
_OPENS_COMPOUNDS = 4  # characters: ドローンレース is about drones, ケアマネジャー need not be about care
_KEYWORDS = 4  # of one text
_ABBREVIATION = 3  # letters: only a small s makes a plural
_LATIN = re.compile(r"[0-9a-z\u00c0-\u024f]")
_LATIN_AND_OTHER = re.compile(r"(?<=[0-9a-z])(?=[\u3040-\u9fff])|(?<=[\u3040-\u9fff])(?=[0-9a-z])")
_LATIN_WORD_BEFORE = re.compile(r"([^\W\u3040-\u9fff]+)[ \u3000]$")
_FUNCTION_WORDS = frozenset(
    "chinese japanese "
    "a about all and any are as at by can could describe did do does explain find for from give had has have how if in"
    " is it list me more name of on or please show summarise summarize tell that the this to use using versus vs was"
    " were what when where which who whose why with would".split()
)
# Folded: a title does not end where a longer word begins, as in 吉林省長春市, 本市長期計画, 飯山市長野県.
_LONGER_THAN_CHIEF = re.compile(r"长(?:期|沙|春|治|江|野[县市]|崎[县市]|冈市|滨市|久手|寿)")
# Longer words in which one of ours stands by chance, or means something else.
_CHANCE_WORDS = """
会社区分 会社区域 本社区域 支社区域 神社区域 公社区域 社会展 大会展 協会展 機会展 国会展 委員会展
議会展 展示会展 全体育成 主体育成 団体育成 媒体育成 個体育成 消防災害 養老町 養老郡 養老孟司 養老渓谷
養老山地 更新区 新城市 新城鎮 新城区 衛星城 公共汽車 新能源汽車 新能源車 新エネルギー車 発展道路 基金会
民族復興 偉大復興 水利用 市中医師 海外辦 内外辦 営商環境 ビジネス環境 経営環境 投資環境 国際環境
社会環境 家庭環境 職場環境 学習環境 科技有限公司 科技公司 太陽光パネル 副市長 副知事 副省長 副区長
副会長 副理事長 副主任 市委員 区委員 省委員 交通費 市委託 区委託 省委託 コミュニティバス 国際交流員
国際交流協会 観光協会 地方自治体 地方自治団体 科技大学 科学技術大学 文化大学 農業大学 医科大学 体育大学
交通大学 海洋大学 経済大学 貿易大学 文化大革命
the sake of|belt and road|silk road|public finance|training camp|theme park|car park|science park|industrial park
trade fair|business environment
"""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field and all that means the same; `related` are the ids of narrower terms."""

    id: str
    group: str
    ja: str
    zh_hans: str
    en: str
    variants: tuple[str, ...]
    related: tuple[str, ...]

    @property
    def topical(self) -> bool:
        """Whether the word names a subject, not a title, a session, a role or a kind of institution."""
        return self.group not in _NO_TOPICS


@dataclass(frozen=True, slots=True)
class TermMention:
    """A term and the characters of a text that name it."""

    start: int
    end: int
    term: Term


def find_terms(text: str) -> list[TermMention]:
    """Return the terms a text names, in its order; of words inside one another only the longest.

    >>> [mention.term.id for mention in find_terms("スマートシティにおけるAIシステムの導入")]
    ['smart_city', 'ai']
    """
    folded, known = fold(text), _known()
    mentions: list[TermMention] = []
    end = 0
    for at, character in enumerate(folded):
        forms = known.openings.get(folded[at : at + 2]) or known.openings.get(character)
        if at < end or not forms:
            continue
        ends = ((_end(text, folded, at, form), form) for form in forms)
        best, form = max(ends, key=lambda one: one[0])
        if best:
            mentions.append(TermMention(at, best, known.owners[form]))
            end = best
    return mentions


def has_term(text: str, term: Term) -> bool:
    """Return whether a text names the term, alone or as part of a longer word: 産業 in 産業振興計画."""
    return has_any(text, (term.id,))


def has_any(text: str, terms: tuple[str, ...]) -> bool:
    """Return whether a text names any of the terms of these ids."""
    folded = _folded(text)
    if not traces(terms).search(_close(folded)):  # nearly every text: one look for all forms at once
        return False
    sought = (form for identifier in terms for form in _known().forms[identifier])
    return any(_end(text, folded, at, form) for form in sought for at in _starts(folded, form))


def term_named(text: str) -> Term | None:
    """Return the term with exactly this name in any language."""
    return _known().names.get(_close(fold(text)))


def term_by_id(identifier: str) -> Term | None:
    """Return the term with this id."""
    return _known().terms.get(identifier)


def broader_terms(term: Term) -> tuple[Term, ...]:
    """Return the terms under which this one is a narrower one."""
    return tuple(wide for wide in _known().terms.values() if term.id in wide.related)


def narrower_terms(term: Term) -> tuple[Term, ...]:
    """Return the terms that a term is the wider word for."""
    return tuple(found for identifier in term.related if (found := term_by_id(identifier)))


@lru_cache(maxsize=256)
def with_narrower(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """Return the ids of terms and of the narrower ones under them, each once."""
    return tuple(dict.fromkeys(one.id for term in terms for one in (term, *narrower_terms(term))))


def forms(term: Term) -> tuple[str, ...]:
    """Return all spellings of a term, folded, each once."""
    return _known().forms[term.id]


def name_of(term: Term, language: Language) -> str:
    """Return the name of a term in the reader's language."""
    if language == "zh-Hant":
        if term.id in _known().taiwan:
            return _known().taiwan[term.id]
        simplified = fold(term.zh_hans)  # 机器人: where the characters alone mislead, the table has 機器人
        spelled = (form for form in term.variants if form != term.zh_hans and fold(form) == simplified)
        return next(spelled, to_traditional(term.zh_hans))
    return {"ja": term.ja, "zh-Hans": term.zh_hans, "en": term.en}[language]


def keywords(text: str, language: Language) -> list[str]:
    """Return in the reader's language what a text is about, narrow terms before those that have narrower ones."""
    found = dict.fromkeys(mention.term for mention in find_terms(text) if mention.term.topical)
    implied = {identifier for term in found for identifier in term.related}
    ranked = sorted(found, key=lambda term: (bool(term.related) and term.id not in implied, bool(term.related)))
    return [name_of(term, language) for term in ranked[:_KEYWORDS]]


# Matching


def _end(text: str, folded: str, at: int, form: str) -> int:
    """Return where a form that starts here ends, or 0 where it does not stand as a word of its own."""
    if _LATIN.search(form):
        match = _pattern(form).match(folded, at)
        end = match.end() if match else 0
        if end - at > len(form) <= _ABBREVIATION and not text[at : end - 1].isupper():
            return 0  # JETs are more than one, jets are none
    else:
        end = at + len(form) if folded.startswith(form, at) else 0
    if not end or not _bounded(text, folded, at, end, form):
        return 0
    return 0 if any(folded.startswith(word, at - offset) for word, offset in _chances(form) if offset <= at) else end


def _bounded(text: str, folded: str, start: int, end: int, form: str) -> bool:
    before, after = folded[start - 1 : start], folded[end : end + 1]
    first, last = folded[start], folded[end - 1]
    if _KATAKANA.match(first) and _KATAKANA.match(before):
        return False
    if _KATAKANA.match(last) and _KATAKANA.match(after):
        return bool(_KATAKANA_ONLY.fullmatch(form)) and len(form) >= _OPENS_COMPOUNDS and after != "ー"
    if _LATIN.match(last) and _LATIN.match(after):
        return False
    if _LATIN.match(first):
        return not _LATIN.match(before) and not _names_something(text, start)
    return not _LONGER_THAN_CHIEF.match(folded, end - 1)


def _names_something(text: str, start: int) -> bool:
    """Return whether a Latin word is the second of a name: the Ai of STATION Ai, but not Chiba deputy mayor."""
    if text[start].islower():
        return False
    match = _LATIN_WORD_BEFORE.search(text, max(0, start - 30), start)
    if not match or match[1].islower() or match[1].isdigit():
        return False
    word = fold(match[1])
    return word not in _FUNCTION_WORDS and word not in _known().latin


def _starts(folded: str, form: str) -> Iterator[int]:
    if _LATIN.search(form):
        yield from (match.start() for match in _pattern(form).finditer(folded))
        return
    at = folded.find(form)
    while at >= 0:
        yield at
        at = folded.find(form, at + 1)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Return a form with Latin letters as a pattern: hyphens and blanks are one, a plural counts."""
    spaced = "[ -]?".join(re.escape(word) for word in re.split(r"[ -]+", _LATIN_AND_OTHER.sub(" ", form)))
    if len(form) > _ABBREVIATION and re.search(r"[a-z]{2}$", form):
        spaced = f"{spaced[:-1]}(?:ys?|ies)" if form.endswith("y") else f"{spaced}(?:e?s)?"
    elif re.fullmatch(r"[a-z]+", form):
        spaced += "s?"
    return re.compile(spaced + ("(?![0-9a-z])" if _LATIN.match(form[-1]) else ""))


@lru_cache(maxsize=256)
def traces(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Return what stands, without blanks and hyphens, wherever any form of the terms does: of citizens' ys? citi."""
    traces = {_close(form) for identifier in terms for form in _known().forms[identifier]}
    return re.compile("|".join(re.escape(one[:-1] if re.search("[a-z]y$", one) else one) for one in sorted(traces)))


@cache
def _chances(form: str) -> tuple[tuple[str, int], ...]:
    """Return the chance words that hold a form, each with the form's place in it."""
    words = _known().chance_words
    return tuple((word, word.index(form)) for word in words if form in word and form != word)


_folded = lru_cache(maxsize=2048)(fold)


# The table


@dataclass(frozen=True, slots=True)
class _Known:
    """The table by id, by name, and by the first characters of the forms."""

    terms: dict[str, Term]
    forms: dict[str, tuple[str, ...]]
    owners: dict[str, Term]  # form → term
    names: dict[str, Term]  # form without blanks and hyphens → term
    openings: dict[str, tuple[str, ...]]  # two first characters, or a Latin first character → forms
    latin: frozenset[str]
    chance_words: tuple[str, ...]
    taiwan: dict[str, str]  # id → name


@cache
def _known() -> _Known:
    terms: dict[str, Term] = {}
    spelled: dict[str, tuple[str, ...]] = {}
    owners: dict[str, Term] = {}
    openings: dict[str, list[str]] = defaultdict(list)
    taiwan = dict(read_table("taiwan.tsv"))
    for identifier, group, ja, zh_hans, en, variants, related in read_table("terms.tsv"):
        term = Term(identifier, group, ja, zh_hans, en, _split(variants), _split(related))
        terms[identifier] = term
        spelled[identifier] = tuple(dict.fromkeys(fold(";".join((ja, zh_hans, en, *term.variants))).split(";")))
        owners.update(dict.fromkeys(spelled[identifier], term))
    for identifier, name in taiwan.items():
        if owners.setdefault(fold(name), terms[identifier]) is terms[identifier]:
            spelled[identifier] = tuple(dict.fromkeys((*spelled[identifier], fold(name))))
    for form in owners:
        openings[form[0] if _LATIN.match(form) else form[:2]].append(form)
    return _Known(
        terms,
        spelled,
        owners,
        {_close(form): term for form, term in owners.items()},
        {opening: tuple(those) for opening, those in openings.items()},
        frozenset(form for form in owners if re.fullmatch(r"[0-9a-z]+", form)),
        tuple(word for line in fold(_CHANCE_WORDS.replace("\n", ";")).split(";") for word in _words(line)),
        taiwan,
    )


def _words(line: str) -> list[str]:
    return line.split("|") if "|" in line else line.split()


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _close(folded: str) -> str:
    return folded.replace(" ", "").replace("-", "")
