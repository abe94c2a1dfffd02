"""What of a question is its content: things the reports name, words they hold, words they do not.

A question is not cut into words: what is left of it once all that is understood is taken out is looked up as it stands.
"""

import re
from collections.abc import Sequence

from assistant import cues
from assistant.archive import Archive
from assistant.cues import cue
from assistant.queries import Rest
from assistant.records import Language
from assistant.thingnames import things_heard
from ingest.terms import term_named
from ingest.text import QUOTED, fold

_VERB = r"{word}(?:し[たてまそない]|する|され|して|[了過着])|\b{word}(?<=[a-z]ed)\b|\b{word}(?<=[a-z]ing)\b"
JOINING = r"(?: ?(?:とか|や|か|または|もしくは|、|・|,|/|和|或者?|与|及|以及|還有| or | and ))+ ?"
_PART = r"(?:の|的)(?!話|発表|取り?組|こと|事例|講演|報告|紹介|説明|発言|演講|内容|[?。]|$)"
_REMARK = re.compile(r"\([^()]*\)")
_ATTRIBUTE = r"[\u3400-\u9fff]{1,2}[費料金額代齢歴順券証率量](?=[はをがのもで?、]|$)"
_ONLY_HEAD = re.compile(r"\0[^\0]")
_NOUN_OF_VERBS = r"(?:[\u3400-\u9fff][ぁ-ん]){2}(?=[のはを\u3400-\u9fff]|$)"
_VERB_ASKED = r"([\u3400-\u9fff])[了過]?(?:[些点]?[什甚][麼么]|啥)"
_PIECE = re.compile("[\u3400-\u9fff]{2,}|[ァ-ヺー]{3,}")


def things(rest: Rest, archive: Archive) -> list[str]:
    """Return the names in a question that no table knows: those the reports quote, and what is to be explained."""
    found = [name for name in archive.quoted if name in rest.folded]
    asked = cue(cues.DEFINITION).search(rest.folded)
    subject = (asked[1] or asked[2]) if asked else ""
    found += [subject] if len(subject) > 1 and " " not in subject and subject in archive.text else []
    heard = list(things_heard(rest.folded, archive))
    for thing in heard:
        rest.blank(thing.start, thing.end)
    taken = [thing.name for thing in heard]
    for name in sorted(found, key=len, reverse=True):
        at = rest.folded.find(name)
        if "\0" not in rest.left[at : at + len(name)] and not any(cue(source).fullmatch(name) for source in cues.EMPTY):
            rest.blank(at, at + len(name))
            taken.append(name)
    return taken


def quoted_names(rest: Rest, archive: Archive) -> list[str]:
    """Return what a question itself puts in quotation marks and the reports hold, and count it as understood."""
    found: list[str] = []
    of_themes = cue(dict(cues.FIELDS)["theme"]).search(rest.folded)  # 主题里有“地方”: the very word
    for match in QUOTED.finditer(rest.folded):
        name = match[1].replace(" ", "")
        empty = len(name) < 3 or any(cue(source).fullmatch(name) for source in cues.EMPTY)
        plain = term_named(name) or (empty and not of_themes)
        if name in archive.text and not plain and "\0" not in rest.left[slice(*match.span(1))]:
            rest.blank(*match.span())
            found.append(name)
    return found


def unquoted(folded: str, names: Sequence[str]) -> str:
    """Return a question without names: 「時間銀行」 asks for no time."""
    for name in names:
        folded = folded.replace(name, "\0" * len(name))
    return folded


def without_light(words: Sequence[str], language: Language, archive: Archive) -> tuple[str, ...]:
    """Return what is left of a Chinese question without verbs and particles at its edges: 能办签证, 在哪儿办."""
    if not language.startswith("zh"):
        return tuple(words)
    bare = ((word, word.strip(fold(cues.LIGHT))) for word in words)
    cut = (
        word if word in archive.text or len(rest) == 1 or _splits(word, rest, archive) else rest for word, rest in bare
    )  # 用户 keeps its 用
    return tuple(dict.fromkeys(filter(None, cut)))


def _splits(word: str, rest: str, archive: Archive) -> bool:
    """Return whether taking the light characters off a word leaves half of one before a known one: 报 off 报名方法."""
    known = next(iter(archive.parts(rest)), "") if rest else ""
    return bool(known) and word != rest and rest.find(known) == 1 and not word.startswith(rest)


def held(left: Sequence[str], archive: Archive) -> tuple[str, ...]:
    """Return the words, or their parts, that the reports hold."""
    return tuple(dict.fromkeys(part for word in left for part in archive.parts(word)))


def alternatives(left: Sequence[str], spans: Sequence[tuple[int, int]], folded: str) -> tuple[str, ...]:
    """Return the words that only a word for *or* stands between and a term: 学校食堂、学校给食."""
    joining, part = cue(JOINING), cue(_PART)
    beside: list[str] = []
    for word in left:
        at = folded.find(word)
        end = at + len(word)
        gaps = [folded[last:at] for _, last in spans if last <= at]
        gaps += [folded[end:first] for first, _ in spans if first >= end]
        whole = (
            at >= 0 and all(last != at for _, last in spans) and not part.match(folded, end)
        )  # not 住民の足, 老人食堂
        beside += [word] if whole and any(joining.fullmatch(gap) for gap in gaps) else []
    return tuple(beside)


def lost(left: Sequence[str], language: Language, archive: Archive) -> tuple[str, ...]:
    """Return what stands nowhere in the reports; of a Japanese compound also a part, the 申込 of 申込方法."""
    missing: list[str] = []
    for word in left:
        parts = archive.parts(word)
        if not parts:
            missing.append(word)
        elif language != "en":
            remains = word
            for part in parts:
                remains = remains.replace(part, " ")
            missing += _PIECE.findall(remains)
    return tuple(word for word in missing if not cue(cues.VAGUE).fullmatch(word))


def heads_lost(rest: Rest, language: Language, archive: Archive) -> list[str]:
    """Return what is asked of a thing by a word too short to be looked up, and no report holds: 参加費."""
    left = "".join(rest.left)
    found = [one[0] for one in cue(_ATTRIBUTE).finditer(rest.folded) if _ONLY_HEAD.match(left, one.end() - 2)]
    found += [one[0] for one in cue(_NOUN_OF_VERBS).finditer(left)]
    verbs = [one[1] for one in cue(_VERB_ASKED).finditer(rest.folded) if left[one.start()] != "\0"]
    found += [verb for verb in verbs if verb not in fold(cues.LIGHT)] if language.startswith("zh") else []
    return [word for word in found if word not in archive.text]


def without_remarks(words: Sequence[str], folded: str) -> tuple[str, ...]:
    """Return the words without those that stand in brackets only: (original wording is fine)."""
    asked = _REMARK.sub(" ", folded)
    return tuple(word for word in words if word in asked)


def without_verbs(words: Sequence[str], folded: str) -> tuple[str, ...]:
    """Return the words without those that their form shows to be verbs: what is done says less than to what."""
    return tuple(word for word in words if not cue(_VERB.format(word=re.escape(word))).search(folded))
