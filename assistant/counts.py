"""What figures count: 150 人 is not 150 社, 約700 not 700, and the 50 of one side not the 50 of the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.text import fold, parse_number

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
COUNTED = re.compile(r"[〇一二三四五六七八九十百千万]+(?=[回届屆人名年月日件個个位社区町村都市か場场項项国國割度号])")
# What makes a figure another one: about 700 is not 700, and neither is more than 700.
_NEARLY = (
    (
        "~",
        re.compile(
            r"(?:[約约][有达達为為]?|(?<!最)近|およそ|ほぼ|\b(?:about|around|approximately|nearly|roughly)\s)\s*$",
            re.IGNORECASE,
        ),
        re.compile(r"\w{0,3}?(?:ほど|程度|前後|ぐらい|くらい|近く|左右|上下)"),
    ),
    (
        ">",
        re.compile(r"(?:[超逾]|超[过過]|至少|\b(?:over|more than|at least|exceed\w*)\s)\s*$", re.IGNORECASE),
        re.compile(r"\w{0,3}?(?:以上|を?超|あまり|余り|[余餘多](?=[\u3400-\u9fff]))"),
    ),
    (
        "<",
        re.compile(r"(?:不到|不足|最多|至多|\b(?:under|less than|fewer than|at most)\s)\s*$", re.IGNORECASE),
        re.compile(r"\w{0,3}?(?:以下|以内|未[満满滿])"),
    ),
)
_KINDS = {  # what stands behind a figure, folded; a figure with nothing known behind it may count anything
    "people": r"人(?!口)|名(?![古称])|位|(?:japanese |chinese )?(?:people|participants|persons|attendees|members)",
    "year": r"年",
    "month": r"月",
    "day": r"日|天|号|days?\b",
    "edition": r"回|届|(?:st|nd|rd|th)\b",
    "company": r"社|家|companies|firms",
    "item": r"つ|件|项",
    "area": r"平方(?:km|キロ(?:メートル)?|公里|千米)|km2|square kilomet\w+",
    "age": r"岁|years old",
    "share": r"%|パーセント|percent",
    "money": r"元|円|ドル|yen|yuan|dollars",
    "country": r"か国|カ国|个国家|countries",
}
_KIND = re.compile(
    r"\s*(?P<scale>[百千万亿兆]+|hundred|thousand|million|billion)?[余多数強强]?\s*(?:"
    + "|".join(f"(?P<{name}>{fold(words)})" for name, words in _KINDS.items())
    + r")?"
)
_ERAS = {fold("令和"): 2018, fold("平成"): 1988, fold("昭和"): 1925}  # the years before their first
_ERA = re.compile(r"(令和|平成|昭和)\s?(\d{1,2}|元)年")
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = re.compile(rf"(?P<before>\d{{1,2}}\s+)?\b(?P<name>{'|'.join(_MONTHS)})\b(?P<behind>\s+\d)?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OF_EDITION = re.compile(  # 第21回（2025年, 2025年の第21回, 2017年研讨会, the 21st seminar in 2025
    r"第\d+[回届屆](?:\s*[（(]?\d{4}年)?|\d{4}年[度の的]?(?:第\d+[回届屆]|セミナー|研[讨討][会會])"
    r"|\d+(?:st|nd|rd|th)\b(?:\s+seminar)?(?:\s+(?:in\s+|\()\d{4})?",
    re.IGNORECASE,
)
_ENGLISH_DATE = re.compile(r"\d\s+(?:[A-Z][a-z]+)\b|[A-Z][a-z]{2,8}\s+\d")
_CLAUSE = re.compile(r"[、，；;。]|(?<!\d),|,(?!\d)")
_PART = re.compile(r"[、，；;。：:（）()及和]|(?<!\d),|,(?!\d)|\band\b")
_LIST = re.compile(r"(?P<count>\d{1,2})\s*(?:[件人名位个個か座]|[a-z]+\b)[^\d。：:]{0,16}[：:](?P<items>[^。]+)")
_ITEM = re.compile(r"[、，,；;]")
_JOINED = re.compile(r"[和与與及]|と|\band\b")
_RANGE = re.compile(r"[年月日号]?\s*(?:から|至|到|[–〜～~-]|to)\s*")
_SIDES = (
    ("\ue000", re.compile(fold(r"日本[側側方]?|日[方側]|\bjapan(?:ese)?\b"))),
    ("\ue001", re.compile(fold(r"中国[側方]?|中[方側]|\bchin(?:a|ese)\b"))),
)
_LABEL = re.compile(r"[\ue000\ue001]|[\u3400-\u9fffァ-ヴー]{2,}|[\u3400-\u9fff](?=[ぁ-ん])")


@dataclass(frozen=True, slots=True)
class _Counted:
    """A figure of a clause, and the words it stands with."""

    figure: str
    kind: str
    labels: frozenset[str]


def western(text: str) -> str:
    """Return a text with the years of Japanese eras as Western ones: 平成23年 is 2011年."""
    return _ERA.sub(lambda found: f"{_ERAS[fold(found[1])] + (1 if found[2] == '元' else int(found[2]))}年", text)


def figures_of(text: str) -> frozenset[str]:
    """Return the numbers of a text, as digits, with what makes them other ones; Chinese ones where a counter follows.

    >>> sorted(figures_of("約700社が入居し、三十人以上が訪れた。第3回です。"))
    ['3', '>30', '~700']
    """
    return frozenset(sign + figure for sign, figure, _ in _figures(text))


def counts_of(text: str) -> frozenset[str]:
    """Return the numbers of a text with the kind of what they count, as far as it is told.

    >>> sorted(counts_of("第21回は150人、3日間"))
    ['150people', '21edition', '3day']
    """
    return frozenset(figure + kind for _, figure, kind in _figures(text))


def counted_alike(said: str, known: frozenset[str]) -> bool:
    """Return whether the figures of a sentence count what they count in a source, whose own counts are `known`."""
    return all(not kind or figure in known or figure + kind in known for _, figure, kind in _figures(said))


def figures_beside_their_own(said: str, quotations: Sequence[str]) -> bool:
    """Return whether figures said side by side stand so in a source, and a year where the source names years itself.

    The number and the year of an edition may stand beside whatever was said there.
    """
    quotes = [FIGURE.findall(quotation) for quotation in quotations]
    told = _OF_EDITION.sub(" ", said)
    named = [{one for one in quoted if _YEAR.fullmatch(one)} for quoted in quotes]
    if all(named) and any(year not in set().union(*named) for year in _YEAR.findall(told)):
        return False
    for clause in (one for one in _CLAUSE.split(told) if not _ENGLISH_DATE.search(one)):  # its order is another
        for pair in (one for one in pairwise(FIGURE.findall(clause)) if len(set(one)) > 1):
            both = [quoted for quoted in quotes if set(pair) <= set(quoted)]
            if both and not any(set(pair) == set(beside) for quoted in both for beside in pairwise(quoted)):
                return False
    return not _turned(said, quotations)


def figures_with_their_labels(said: str, quotations: Sequence[str]) -> bool:
    """Return whether no figure stands with the words that a source puts to another figure of the same kind.

    参加者は150人で、日本側が50人 gives the 50 to 日本側: neither 参加者は50人 nor 日本側は150人 follows from it.
    """
    sources = [list(_counted(quotation)) for quotation in quotations]
    for one in _counted(said):
        for counted in sources:
            own = [other for other in counted if other.figure == one.figure and other.kind == one.kind]
            others = [other for other in counted if other.figure != one.figure and other.kind == one.kind]
            if not own or not all(other.labels for other in own):
                continue
            mine = frozenset[str]().union(*(other.labels for other in own))
            theirs = frozenset[str]().union(*(other.labels for other in others))
            if one.labels & (theirs - mine) and not one.labels & (mine - theirs):
                return False
    return True


def lists_as_many(said: str) -> bool:
    """Return whether what is named after a number and a colon is so many: 5位：… with nine names is a wrong number."""
    for found in _LIST.finditer(said):
        items = [item for item in _ITEM.split(found["items"]) if item.strip()]
        if len(items) > 1 and not FIGURE.search(found["items"]):
            joined = sum(len(_JOINED.findall(item)) for item in items)  # A、BとC, or a name with と in it
            if not len(items) <= int(found["count"]) <= len(items) + joined:
                return False
    return True


def _figures(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield of each number what makes it another one, its digits and the kind of what it counts."""
    text = _MONTH.sub(_month, text)
    for match in FIGURE.finditer(text):
        yield _sign(match, text), match[0].replace(",", ""), _kind(text, match.end())
    for match in COUNTED.finditer(text):
        if (number := parse_number(match[0])) is not None:
            yield _sign(match, text), str(number), _kind(text, match.end())


def _sign(figure: re.Match[str], text: str) -> str:
    before, after = text[max(0, figure.start() - 16) : figure.start()], figure.end()
    return next((sign for sign, ahead, behind in _NEARLY if ahead.search(before) or behind.match(text, after)), "")


def _kind(text: str, at: int) -> str:
    found = _KIND.match(fold(text), at)
    kind = found.lastgroup if found and found.lastgroup != "scale" else ""
    return f"{(found and found['scale']) or ''}{kind or ''}"


def _month(found: re.Match[str]) -> str:
    """Return the English name of a month beside a day or year as a figure with its kind."""
    if not (found["before"] or found["behind"]):
        return found[0]
    return f"{found['before'] or ''}{_MONTHS.index(found['name']) + 1}月{found['behind'] or ''}"


def _counted(text: str) -> Iterator[_Counted]:
    """Yield the figures of a text with the words that stand before each in its clause, else behind it."""
    folded = fold(text)
    for side, words in _SIDES:
        folded = words.sub(side, folded)
    for clause in _PART.split(folded):
        found = list(FIGURE.finditer(clause))
        for number, figure in enumerate(found):
            before = clause[found[number - 1].end() if number else 0 : figure.start()]
            counter = _KIND.match(clause, figure.end())
            behind = clause[
                counter.end() if counter else figure.end() : found[number + 1].start()
                if number + 1 < len(found)
                else len(clause)
            ]
            kind = _kind(clause, figure.end())
            if kind:
                yield _Counted(figure[0], kind, _labels(before) or _labels(behind))


def _labels(text: str) -> frozenset[str]:
    """Return the pairs of characters of a text and the sides it names; all who were there need no name."""
    words = _LABEL.findall(text)
    return frozenset(word[at : at + 2] for word in words for at in range(max(1, len(word) - 1)))


def _turned(said: str, quotations: Sequence[str]) -> bool:
    """Return whether a sentence has a range that runs backwards, or another way than in its source."""
    ranges = {pair for quotation in quotations for pair, _ in _ranges(quotation)}
    return any(
        (first, last) not in ranges and ((last, first) in ranges or falls) for (first, last), falls in _ranges(said)
    )


def _ranges(text: str) -> Iterator[tuple[tuple[str, str], bool]]:
    """Yield the ranges of a text, and whether they run backwards."""
    for first, last in pairwise(FIGURE.finditer(text)):
        if _RANGE.fullmatch(text[first.end() : last.start()]):
            alike = _kind(text, first.end()) == _kind(text, last.end()) != ""
            yield (first[0], last[0]), alike and float(first[0].replace(",", "")) > float(last[0].replace(",", ""))
