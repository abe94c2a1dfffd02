"""What in a sentence may be the name of somebody or of a body that its sources do not name.

Nobody can list all names, so this goes by form: kanji that look like a Japanese name, a Chinese surname beside a title
or a word of saying, katakana with a point in the middle, Latin words with a capital, the ends of names of
organisations and places.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from assistant.phrases import phrases
from assistant.strays import claims_of
from ingest.likeness import LIKELY, japanese_odds
from ingest.places import find_places
from ingest.terms import TermMention, find_terms
from ingest.text import flat, fold

KANJI = re.compile(r"[\u3400-\u9fff々]+")
LATIN = re.compile(r"[A-Za-z][A-Za-z'’.-]*[A-Za-z]")
_FOREIGN = re.compile(r"[ァ-ヴー]{2,}(?:[・=][ァ-ヴー]{2,})+|[ァ-ヴー]{3,}(?=さん|氏|様)")  # a name in katakana
BODY = re.compile(
    r"大[学學]|研究院|研究所|[学學]院|[会會]社|公司|集[团團]|[協协][会會]|委[員员][会會]|[联聯連][盟合]|[财財][团團]|基金|中心|センター"
    r"|事[务務]所|工会|[总総總]会|党委|[银銀]行|政府"
    r"|(?<![城都超股地社园市小街农乡渔校景特灾门集该本当全各同我某贵此两数])[县省市区町村]"  # 森内县, not 社区
)
_HONORIFIC = re.compile(r"さん|氏|先生|女士|教授|博士")
SAYS = re.compile(
    r"[介绍紹]{2}|表示|指出|[强強][调調]|[认認][为為]|[谈談]到|提到|[讲講]述|分享|[发發]言|[发發]表|演[讲講]|致[辞辭]"
)
_SURNAMES = frozenset(  # the commonest Chinese ones, folded; covering some nine tenths of people
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石贾韦夏付方"
    "白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞柳甘祝包宁"
)
_CAPITALS = frozenset(
    "japan china japanese chinese january february march april may june july august september october november "
    "december mr ms mrs dr prof seminar".split()
)
_WHOEVER_SPOKE = "spokesperson"
_LONGEST_NAME = 6  # kanji; a longer run is a sentence


def strangers(said: str, told: str, names: Iterable[str], words: frozenset[str], *, english: bool) -> Iterator[str]:
    """Yield what looks like a name in a sentence and is not in `told`, the folded text it rests on.

    `names` are folded names the reports know, `words` Latin words that may stand in any sentence.
    """
    folded = fold(flat(said))
    yield from (name for name in names if name in folded and name not in told)
    yield from (found[0] for found in _FOREIGN.finditer(folded) if found[0] not in told)
    yield from (word for word in _latin_names(said, words, english=english) if word not in told)
    covered = _covered(folded, told)
    places, terms = find_places(folded), find_terms(folded)
    _cover(covered, ((one.start, one.end) for one in places))
    yield from (body[0] for body in BODY.finditer(claims_of(folded)) if not _belongs(body, folded, covered))
    _cover(covered, ((one.start, one.end) for one in terms))
    named = [(one.start, one.end) for one in places] + [(one.start, one.end) for one in terms]
    for run in KANJI.findall(claims_of(without(folded, named))):
        if len(run) <= _LONGEST_NAME and run not in told and japanese_odds(run) >= LIKELY:
            yield run
    titles = [(one.start, one.end) for one in titles_in(folded)]
    titles += [found.span() for found in _HONORIFIC.finditer(folded)]
    before = [start for start, _ in titles] + [found.start() for found in SAYS.finditer(folded)]
    spans = [(at - size, at) for at in before for size in (2, 3) if at >= size] + [(at, at + 2) for _, at in titles]
    for start, end in spans:
        name = folded[start:end]
        if name[:1] in _SURNAMES and KANJI.fullmatch(name) and not any(covered[start:end]):
            yield name


def titles_in(text: str) -> list[TermMention]:
    """Return the titles of people in a text; 发言人, a spokesperson, is whoever spoke, too."""
    return [one for one in find_terms(text) if one.term.group == "title" and one.term.id != _WHOEVER_SPOKE]


def _cover(covered: list[bool], spans: Iterable[tuple[int, int]]) -> None:
    for start, end in spans:
        covered[start:end] = [True] * (end - start)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with blanks in the place of some of it."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _latin_names(said: str, words: frozenset[str], *, english: bool) -> Iterator[str]:
    """Yield Latin words that may be names: in English those with a capital, elsewhere all."""
    said = without(said, [(one.start, one.end) for one in find_places(said)])
    for found in LATIN.finditer(said):
        word = found[0].lower().removesuffix("'s").removesuffix("’s")
        opens = not said[: found.start()].strip()
        known = word in words or word in _CAPITALS or (opens and word in _english_words())
        if not known and not (english and found[0].islower()):
            yield word


def _covered(folded: str, told: str) -> list[bool]:
    """Return for each character whether it stands beside the same neighbour in what is cited."""
    covered = [False] * len(folded)
    for at, (one, other) in enumerate(pairwise(folded)):
        if one + other in told:
            covered[at] = covered[at + 1] = True
    return covered


def _belongs(body: re.Match[str], folded: str, covered: Sequence[bool]) -> bool:
    """Return whether the end of an organisation's name follows what it follows in what is cited."""
    at = body.start()
    return at == 0 or not KANJI.fullmatch(folded[at - 1]) or (covered[at - 1] and covered[at])


@cache
def _english_words() -> frozenset[str]:
    """The words our own English phrases consist of: a sentence may begin with one of them."""
    return frozenset(word.lower() for row in phrases().values() for word in re.findall(r"[A-Za-z]+", row["en"]))
