"""What can be a person's name, a post, the name of an organisation: the words of people_cues.tsv and surnames.tsv.

A post is open-ended (危機管理監, 港湾振興監), so it is read as known words before a known ending, never as a list of
whole posts; a name is what no such word can be.
"""

import re
from functools import cache

from ingest.likeness import LIKELY, SURE, family_odds, given_odds, is_given_kana, japanese_odds, numeral_family
from ingest.patterns import pattern
from ingest.text import fold, read_table

KANJI = r"\u3400-\u9fff\uf900-\ufaff々〆"
KANA_NAME = (
    rf"[ァ-ヺー]{{2,10}}(?:[・=][ァ-ヺー]{{2,12}}){{0,2}}(?:[・ ]?[{KANJI}]{{1,3}}(?:(?![{KANJI}])|(?=[氏様])))?"
)
HONORIFIC = r"(?:君(?=[はがも])|氏|さん|先生|女士|女史|小姐|姑娘|老師|師傅|博士|(?<![怎這那同一多])様)"
_SURE = 1.75
# A name of the peoples of China spelt by its sound: 阿的木呷, 扎西卓玛, 斯琴高娃.
_SPELT = (
    r"^[尕嘎澤格旺索白達羅仁阿扎卓洛桑次旦丹格央拉吉買艾努尼巴烏蘇才多俄沙][的木央珍措宗呷西瑪桑仁増旦提布哈爾斯尼曲比拉姆才瑪尕嘎旺頓達洛卓云雲木格金珠古麗江娜雅其巴特"
    r"吾克孜惹日子嘎多傑吉依力合甫]{2,5}$"
)
_MONGOLIAN = rf"^[{KANJI}]{{2,3}}(?:{fold('木格|其格|琪格|高娃|图雅|托娅|格日乐|格日勒|巴特尔|毕力格|宝音|巴雅尔')})$"
MIXED = rf"[{KANJI}]{{1,4}}[ァ-ヺー]{{2,8}}(?![ァ-ヺー])"  # 出口ナタリー
_IN_NAME = rf"(?:[{KANJI}]|(?<=[{KANJI}])[ノケツ](?=[{KANJI}]))"
NAME = rf"(?:{_IN_NAME}{{1,6}}(?: [{KANJI}]{{1,3}})?|{KANA_NAME})"


@cache
def cues(kind: str) -> tuple[str, ...]:
    """Return the words of one kind of people_cues.tsv, the longest first."""
    words = next(words for one, words in read_table("people_cues.tsv") if one == kind)
    return tuple(sorted(words.split(), key=lambda word: (-len(word), word)))


@cache
def title() -> str:
    """Return the expression for one post: modifiers, then a head; 市委常委、副市長 are two."""
    modifiers = f"(?:{'|'.join(cues('modifier'))}|(?<![{KANJI}])(?:前|元|現|新|正))"
    heads = f"(?:{'|'.join(cues('head'))})"
    open_ended = f"(?:{'|'.join(cues('modifier'))})(?:{'|'.join(cues('suffix'))})"
    return rf"(?:{modifiers}*(?:{heads}|{open_ended})(?:補佐|代理|助理|補)?(?![会館生]))"


@cache
def titles() -> str:
    """Return the expression for one person's posts, joined by 、 or 兼."""
    return rf"{title()}(?:(?:、|,|兼|兼任|・|/){title()})*"


@cache
def organisation_end() -> str:
    """Return the expression for what the name of an organisation ends with."""
    return f"(?:{'|'.join(cues('organisation'))})"


@cache
def families() -> frozenset[str]:
    """Return the known family names, folded."""
    return frozenset(fold(name) for _, names in read_table("surnames.tsv") for name in names.split())


def family(name: str) -> str | None:
    """Return the family name a folded name begins with, if it is a known one."""
    return next((name[:size] for size in (3, 2, 1) if name[:size] in families() and len(name) > size), None)


def spelt(name: str) -> bool:
    """Return whether a folded name is one of the peoples of China spelt by its sound."""
    return pattern(rf"{_SPELT}|{_MONGOLIAN}").match(name) is not None


def looks_japanese(name: str) -> bool:
    """Return whether a folded name looks like a Japanese one nobody listed: 郷野浦駿, 櫛引大輔."""
    return len(name) >= 3 and japanese_odds(name) >= LIKELY


def japanese_throughout(name: str) -> bool:
    """Return whether a folded name can hardly be anything but a Japanese full name."""
    return len(name) >= 4 and japanese_odds(name) >= SURE


def is_name(text: str) -> bool:
    """Return whether `text` can be the name of a person, alone or family name only."""
    folded = fold(text).replace(" ", "")
    if pattern(_SPELT).match(folded) or pattern(rf"^[{KANJI}]{{1,5}}[·・][{KANJI}]{{1,6}}$").match(folded):
        return True
    if re.fullmatch(KANA_NAME, folded):
        mixed = re.search(rf"[ァ-ヺー]([{KANJI}]+)$", folded)  # ネルソン真理, but メモ帳
        likely = mixed is None or given_odds(mixed[1]) > 1
        return len(folded) >= 3 and likely and not pattern(rf"{title()}|{organisation_end()}$").search(folded)
    kana = re.fullmatch(rf"[{KANJI}]{{1,4}}([ぁ-ゖァ-ヺー]{{1,4}})", folded)
    if kana:
        family_name = folded[: -len(kana[1])]
        if any(pattern(word).search(family_name) for word in cues("never_in_name")):
            return False
        likely = len(family_name) >= 2 and family_odds(family_name) > 0
        given = likely and not re.search(r"[はがをにのとでもへ]|さん|くん|さま|など|ほか|から|まで|より", kana[1])
        return kana_name(folded) or family(folded) is not None or bool(given and len(kana[1]) >= 2)
    if not re.fullmatch(rf"{_IN_NAME}{{1,6}}", folded):
        return False
    if folded in families() or (folded[0] == "有" and len(folded) <= 5 and family_odds(folded[:2]) > 0):
        return True
    if folded[0] in _never_first() and family(folded) is None:
        return False
    read = folded[numeral_family(folded) :]  # 五十嵐, 四十物谷: no number
    read = read[:-1] if len(read) >= 4 and read.endswith("士") and looks_japanese(read) else read
    patriotic = folded[-1] == fold("国") and len(folded) - len(family(folded) or folded) == 2  # 龍建国, 欧陽定国
    patriotic = patriotic or bool(pattern("^.[建立衛愛興定振為報]国$").match(folded))
    return not _barred().search(read) and (patriotic or folded[-1] not in _never_last())


@cache
def _barred() -> re.Pattern[str]:
    alone = "|".join(cues("never_a_name"))
    inside = "|".join(cues("never_in_name"))
    doers = r"[\u3400-\u9fff][師士手員官]$"
    grammar = (
        r"[的了们這它某此么吗吧呢她妳]|^他|他$|.過|.与|.不|不[^破動老]|^[是在把被就也有要像已]|^..県|^..[村鎮]."
        r"|[一二三四五六七八九十]年"
    )
    many = r"[一二三四五六七八九十百千][十百千万余多]"
    return pattern(
        rf"^(?:{alone})$|{inside}|[0-9]|{grammar}|^第[一二三四六七八九十]|{many}|{doers}|(?:{organisation_end()})$|{title()}"
    )


@cache
def _never_first() -> str:
    return fold("市県省区局課館")


@cache
def _never_last() -> str:
    return fold("市県省区町村国的副氏者等某篇話")


@cache
def _foreign() -> str:
    """Return the expression for a name of another language: in kana, or spelt in characters up to a word after it."""
    after = "|".join(word for word in cues("after_name") if len(word) > 1 or word in "説講談則也的在把用表")
    return rf"{KANA_NAME}|[{KANJI}]{{1,5}}(?:[·・][{KANJI}]{{1,6}}?)+(?=[^{KANJI}·・]|$|{HONORIFIC}|{after})"


def name_at(shown: str, folded: str, start: int, *, japanese: bool = False, posted: bool = False) -> str | None:
    """Return the name that begins at `start` in Chinese word order, where its end can be told.

    A known family name is enough before a word that may follow a name; an unknown one must end at a sign, unless it
    stands behind a body's post (`posted`), where hardly anything else can.
    """
    foreign = pattern(_foreign()).match(folded, start) or _mixed(folded, start)
    if foreign:
        return shown[start : foreign.end()]
    best: tuple[float, int] = (0.0, 0)  # `japanese`: the post is one in Japan
    for length in (2, 3, 4, 5, 6):
        name, follows = folded[start : start + length], folded[start + length :]
        if (
            len(name) < length
            or not _may_be(name, follows, japanese=japanese)
            or not is_name(shown[start : start + length])
        ):
            continue
        bonus = 0.9 if japanese and length >= 3 and (family(name) is None or looks_japanese(name)) else 0.0
        unsure = japanese and re.match(rf"[{KANJI}]", follows) and not _follower(follows)
        bonus += 1.8 if posted and not japanese and _behind_post(name, follows) else 0.0
        best = max(best, (_fit(name, follows) + bonus - (0.5 if unsure else 0.0), length))
    if best[0] >= _SURE:
        return shown[start : start + best[1]]
    likely = folded[start : start + 4]
    if japanese and looks_japanese(likely) and re.fullmatch(rf"[{KANJI}]{{4}}", likely) and is_name(likely):
        return shown[start : start + 4]
    return None


def _behind_post(name: str, follows: str) -> bool:
    """Return whether three characters nobody listed can be only a name between a post and a word of saying."""
    saying = _follower(follows) not in ("", fold("致"))
    unlisted = len(name) == 3 and family(name) is None and not looks_japanese_family(name)
    return unlisted and saying and not pattern(rf"{_all_after()}|如|.*[地得着過然]$").match(name)


def _mixed(folded: str, start: int) -> re.Match[str] | None:
    """Return the name in kanji and kana that begins here: 福田クリス."""
    match = pattern(MIXED).match(folded, start)
    kanji = re.sub("[ァ-ヺー]", "", match[0]) if match else ""
    return match if kanji in families() or (len(kanji) > 1 and family_odds(kanji) >= LIKELY) else None


@cache
def _function_words() -> str:
    return fold("向于和従応連高常時明方全都同易安成強寧能還経後解関計来国相単通公開")


def _may_be(name: str, follows: str, *, japanese: bool) -> bool:
    """Return whether folded characters can be a name at all where the sentence goes on like this."""
    begun = pattern(_words_after()).search(name + follows[:3], 1)  # 安田首先致辞: 首 belongs to the word after
    after = len(_follower(follows)) > 1 and begun is not None and begun.end() == len(name) + 1  # 梅津亮|出席, no 亮出
    if not re.fullmatch(rf"[{KANJI}ノケ]+", name) or (begun and begun.start() < len(name) and not after):
        return False
    known = family(name)
    if known and not (japanese or spelt(name)) and len(name) - len(known) > 3:
        return False
    if follows.startswith("郎") and pattern(r"[太次一二三四五六七八九十]$").search(name):
        return False
    adverb = name[0] in _single_after()
    return not (adverb and known is None and re.match(rf"[{KANJI}]", follows))


@cache
def _words_after() -> str:
    """Return the expression for the longer words that may follow a name, and so stand in none."""
    return "|".join(word for word in cues("after_name") if len(word) > 1)


@cache
def _single_after() -> frozenset[str]:
    return frozenset(fold(word) for word in cues("after_name") if len(word) == 1)


@cache
def _all_after() -> str:
    return "|".join(cues("after_name"))


def _follower(rest: str) -> str:
    """Return the word here that may follow a name."""
    match = pattern(_all_after()).match(rest)
    return match[0] if match else ""


def _fit(name: str, rest: str) -> float:
    """Score a name of Chinese word order by its family name, its length and what follows it."""
    sign = not rest or not re.match(rf"[{KANJI}]", rest)
    follower = _follower(rest)
    known = family(name)
    given = len(name) - len(known) if known else 0
    unsure = -2.0 if not known or given != 2 or name[0] in _function_words() else -0.2
    score = 2.3 if sign else 1.0 if len(follower) >= 2 else 1.0 if follower == "的" else 0.6 if follower else unsure
    score += 0.9 * (len(name) - 2) if spelt(name) else 0.0
    score += 1.0 if pattern(_MONGOLIAN).match(name) else 0.0
    score += _listed_fit(name, known) if known else _unlisted_fit(name, sign=sign, follower=follower)
    if pattern(_VERB_END).search(name) and not pattern(_GIVEN_END).search(name):
        said = pattern(_SAYING_END).search(name) or (name[-1] in "以就" and rest[:1] in tuple('「『"《'))
        score -= 2.4 if said else 1.2 if not sign or rest[:1] in tuple('「『"《:') else 0.0
    return score + 0.01 * len(name)


def _listed_fit(name: str, known: str) -> float:
    """Score a name whose family name is in the table by how long the given name is."""
    given = len(name) - len(known)
    japanese = looks_japanese(name)
    if given == 3 and given_odds(name[2:]) > 0 and family_odds(name[:2]) >= LIKELY:  # 明神卓也, no 明|神卓也
        return 2.0
    length = (
        0.5
        if given in (1, 2) or (japanese and given_odds(name[len(known) :]) > 0)
        else -0.5
        if given == 3 or japanese
        else -3.0
    )
    return 1.5 + length + (0.2 if len(known) > 1 else 0.0)


def _unlisted_fit(name: str, *, sign: bool, follower: str) -> float:
    """Score a name whose family name is in no table: it must look Japanese, or stand alone before a word of saying."""
    if japanese_throughout(name):
        return 1.4 + (0.5 if sign else 0.2 if len(follower) >= 2 else -0.2)
    if looks_japanese(name):
        return 0.7 + (0.5 if sign or (follower and len(name) >= 4) else 0.2 if follower else -0.5)
    rare = len(name) == 3 and len(follower) >= 2 and not pattern(r"^[一二三両半]|[地得着過]$").search(name)
    return 0.75 if rare else 0.5 if sign else 0.2 if len(follower) >= 2 else -0.5


# What ends so is rather a name and the word after it.
_VERB_END = r"[則也還都却在就以等分先将曾及与因対向的了致作為是於把用拿給譲從由被更只称説講談指問答笑時最]$"
_SAYING_END = r"[称説講談指問答笑時]$"
_GIVEN_END = r"[慎哲達拓智和直卓鉄雅裕淳真伸信竜晋幸克賢聖貴健弘文敏誠琢暢]也$"


def plausible(name: str) -> bool:
    """Return whether a folded name needs no post beside it to be one: a known family name, or one that looks so."""
    bare = name.replace(" ", "")
    family_name = family(bare)
    chinese = family_name is not None and len(bare) - len(family_name) <= 2
    known = chinese or bare in families() or looks_japanese_family(bare) or kana_name(bare)
    return bool(known or re.fullmatch(KANA_NAME, bare))


def kana_name(name: str) -> bool:
    """Return whether kanji and then a given name known to be written in kana: 阿比留まどか."""
    kana = re.sub(rf"^[{KANJI}]+", "", name)
    listed = kana in cues("given_kana") or (is_given_kana(kana) and family_odds(name[: -len(kana)]) > 0)
    return kana != name and bool(kana) and listed


def looks_japanese_family(name: str) -> bool:
    """Return whether a folded name may be a Japanese family name, alone or with a given name after it."""
    return len(name) >= 2 and (family_odds(name[:2]) >= LIKELY or looks_japanese(name))
