"""Where a report states its facts: every sentence scored for where and how it speaks, and the best match of rules.

Every field of the event is chosen among all places that state it: each rule is a row, each place gets a score (title
and first lines, the seminar's own name, a label), and the best one gives the value and its proof.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.patterns import BLANK, NUMBER, clause, number, pattern
from ingest.places import PlaceMention, find_places
from ingest.records import Excerpt, Sentence, Value
from ingest.sentences import without_readings
from ingest.text import fold

# The names this series goes by in print; the one a report uses is stored as written.
SERIES = (
    r"(?:日中|中日)(?:両国|両国間)?地域間(?:経済)?交流(?:推進|促進)?(?:セミナー|シンポジウム|会議|フォーラム)"
    r"|(?:日中|中日)(?:両国|両国間)?(?:地方|地区間|地域間|地域)(?:政府)?(?:間)?(?:経済"
    r"|経貿)?(?:交流|合作交流|交流合作)(?:促進|推進)?(?:研討会"
    r"|研討班|シンポジウム|セミナー|論壇|検討会)"
)
ORDINAL = rf"第{BLANK}({NUMBER}){BLANK}(?:回|届|次)"
HELD = r"開催|開か|開幕|行わ|挙行|挙辦|挙弁|召開|開会|迎え|幕を|主催|集ま|帯到|拉開|落幕|閉幕|あった"
PAST = r"以来|以降|当時|前回|昨年の|前年|去年|上届|上回る|次回|来年|下届|首届|創設|から始ま|おととし|一昨年|下回"
SIDE_EVENT = (
    r"意見交換会|交流会|連絡会議|視察|レセプション|見学|考察|参観"
    r"|歓迎会|商談会|クルーズ|学校訪問|展示|ブース|傍聴|酒会|展覧"
    r"|展銷|市集|観衆|晩宴|懇親|参観|展位|ポスター"
)

_SHAPES = (rf"[(]{NUMBER}[)]", rf"{NUMBER}[.、]?", r"[■□◆◇●○▼▽▲△★☆]")  # what numbers or marks sections
_HEAD = 4  # sentences: a report that names the series there is about nothing else
_MINUTES = r"会議録|議事録|会議要旨|議事要旨|記者会見|会議[紀記][要録]|弁公会"
_NUMBERED = rf"^({'|'.join(_SHAPES)}) ?(?![0-9月日年時名人回届])[^。|]{{2,34}}$"
_ELSEWHERE = (
    r"^[^。]{0,6}(?:次回|下一?届|来年|明年|又訊|另訊|同じ週|同じ日|同一?週|同期挙)|擬[于於在]|将移師|とは別の?(?:催|会)"
    r"|下一届|混同|同場的|与会議並?無関"
)
_HEADED_ELSE = (
    r"予告|今後の予定|来月の予定|次回|次号|往期|預告|下届|上届|前回|歴代|沿革|お知らせ|お問い?合わせ|関連記事"
)
_OTHER_TIME = (
    r"去年|昨年|前年|前回|前々回"
    r"|上一?[届次回]|[0-9一二三四五六七八九十数]年前|来年|次回|次は|下一?[届次]|明年|来月|翌年|来秋|来春|昨秋|昨春"
)
# Of an edition one took part in, a report tells though it was last year's.
_TOOK_PART = rf"(?:出席|参加|同行)[^。]{{0,6}}(?:{SERIES})|(?:{SERIES})」?に(?:出席|参加|招か|招き|同行|呼ば)"
_NEAR = 44  # characters after a day within which the edition's number and name tell whose it is
_OTHER_EVENT = (
    r"フェア|見本市|商談会|説明会|報告会|総結会|総括会|座談会|懇談会|物産展|博覧会|展示会|展覧会|展銷会|マラソン|年会|推介会|洽談会|別の"
    r"|(?:経済|観光|投資|進学|食品|環境|青年)(?:会議|セミナー|フォーラム|論壇|大会)|訪問団の派遣"
)
_EVENT_NEAR = 30  # characters
_MARKS, _ITEM = "■□◆◇●○・▼▽★☆◎", 24  # what matters are listed with; characters of one that says more than a title
_LABELLED = r"^(?:お題|テーマ|主題|議題|題目|合言葉|会期|日程)(?:は|も|是|為|定為)"  # of the edition told before
_THIS_TIME = r"今[年回度次届]|本[届次]|此次|這次"


@dataclass(frozen=True, slots=True)
class Rule:
    """What to look for, how much it weighs, and what may not stand shortly before it."""

    weight: float
    source: str
    not_after: str = r"(?!)"
    of_now: bool = False  # nothing that a clause tells of the last or the next edition


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that states a field: the higher score wins, then the earlier place."""

    score: float
    value: str | int
    quote: Excerpt


class Facts:
    """The sentences of one report and how well each is placed to tell of the event."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """Score every sentence but captions, which a title in a frame is taken for as well."""
        readable = enumerate(without_readings(sentences))
        self.sentences = [one for place, one in readable if one.kind != "caption" or _heads(one, place)]
        self.folded = [fold(sentence.text) for sentence in self.sentences]
        self.preamble = _preamble(self.folded)
        self._elsewhere = self.preamble | _other_sections(self.folded) | _other_items(self.sentences, self.folded)
        self._elsewhere |= _going_on(self.sentences, self.folded)
        self.standing = [self._stand(index) for index in range(len(self.sentences))]
        self.of_others = set[int]()  # sentences that tell of other editions only

    def settle(self, edition: Value | None) -> None:
        """Lower the standing of what is told of other editions only, once the report's own is known."""
        for index, text in enumerate(self.folded) if edition else ():
            told = {number(match[1]) for match in pattern(ORDINAL).finditer(text)}
            if told and edition and edition.value not in told:
                self.standing[index] -= 3.0
                self.of_others.add(index)
                after = index + 1
                if after < len(self.folded) and pattern(_LABELLED).search(self.folded[after]) and self._beside(index):
                    self.standing[after] -= 5.0
                    self.of_others.add(after)

    def _beside(self, index: int) -> bool:
        """Return whether the next sentence stands in the same paragraph."""
        return self.sentences[index].block == self.sentences[index + 1].block

    def places(self, index: int) -> list[PlaceMention]:
        """Return the places a sentence names."""
        return find_places(self.sentences[index].text)

    def _stand(self, index: int) -> float:
        """Score a sentence: near the top, naming the series, telling that it was held, not of a side event."""
        text, sentence = self.folded[index], self.sentences[index]
        named = bool(pattern(SERIES).search(text))
        score = (2.0 if sentence.kind == "title" else 0.0) + max(0.0, 2.0 - index / 6)
        score += (2.0 if named else 0.0) + (1.0 if pattern(HELD).search(text) else 0.0)
        aside = pattern(SIDE_EVENT).search(fold(sentence.heading)) and not named
        part = pattern(r"パネル|分科会|圓桌|円卓|圓卓|討論|分論壇|討議").search(fold(sentence.heading)) and not named
        headed = pattern(_HEADED_ELSE).search(fold(sentence.heading))
        other = (pattern(_ELSEWHERE).search(text) and not named) or headed or index in self._elsewhere
        score -= 4.0 if other else 0.0
        return score - (3.0 if aside else 1.5 if part else 0.0)

    def quote(self, index: int, start: int, end: int) -> Excerpt:
        """Return the clause of a sentence that carries start:end."""
        return clause(self.sentences[index].excerpt, start, end)

    def past(self, index: int, start: int, end: int) -> float:
        """Score against what is told of another time: 2002年に開催して以降."""
        around = self.folded[index][max(0, start - 8) : end + 18]
        return -4.0 if pattern(PAST).search(around) else 0.0

    def matches(self, rules: Iterable[Rule]) -> "Iterable[tuple[Rule, int, re.Match[str], float]]":
        """Yield every match of any rule with the index of its sentence and its score."""
        for rule in rules:
            for index, text in enumerate(self.folded):
                for match in pattern(rule.source).finditer(text):
                    before = text[max(0, match.start() - 10) : match.start() + 3]
                    barred = 5.0 if pattern(rule.not_after).search(before) else 0.0
                    barred += 5.0 if rule.of_now and of_other_time(text, match.start()) else 0.0
                    yield rule, index, match, self.standing[index] + rule.weight - barred

    def best(
        self,
        rules: Iterable[Rule],
        convert: Callable[[re.Match[str], str], str | int | None],
        *,
        at_least: float = -100.0,
    ) -> Value | None:
        """Return the value of the best-placed match of any rule, None if none reaches the score."""
        found: list[Candidate] = []
        for _, index, match, score in self.matches(rules):
            value = convert(match, self.sentences[index].text)
            if value:
                found.append(Candidate(score, value, self.quote(index, *match.span())))
        top = max(found, key=lambda candidate: candidate.score, default=None)
        return Value(top.value, top.quote) if top and top.score >= at_least else None


def _heads(sentence: Sentence, place: int) -> bool:
    """Return whether a caption stands first of all and names the series: a title drawn into a frame."""
    return place < _HEAD and bool(
        pattern(rf"(?:{SERIES}).*{ORDINAL}|{ORDINAL}.*(?:{SERIES})").search(fold(sentence.text))
    )


def of_other_time(text: str, start: int) -> bool:
    """Return whether what stands at `start` of folded text tells of another edition: 昨年は宜昌市, 明年移師蘇州."""
    left = max(text.rfind(sign, 0, start) for sign in "。;") + 1
    others = list(pattern(_OTHER_TIME).finditer(text, left, start))
    if not others or pattern(_THIS_TIME).search(text, others[-1].end(), start):
        return False
    own = rf"{ORDINAL}[「『]?(?:{SERIES})|{_TOOK_PART}"  # 昨年12月、第29回
    return not pattern(own).search(text, others[-1].end(), start + _NEAR)


def of_other_event(text: str, end: int) -> bool:
    """Return whether what follows `end` in its sentence was held, but is another event: フェア, 商談会, 推介会."""
    right = min((at for at in (text.find(sign, end) for sign in "。;") if at >= 0), default=len(text))
    stretch = text[end : min(right, end + _EVENT_NEAR)]
    other = pattern(_OTHER_EVENT).search(stretch)
    return bool(other) and not pattern(rf"{SERIES}|標記|本会議").search(text[max(0, end - _EVENT_NEAR) : right])


def _other_items(sentences: Sequence[Sentence], folded: Sequence[str]) -> set[int]:
    """Return the sentences of listed matters of which one alone names the series: ■上海でフェア, ■セミナーに…."""
    blocks: dict[int, list[int]] = {}
    for index, sentence in enumerate(sentences):
        blocks.setdefault(sentence.block, []).append(index)
    found: set[int] = set()
    uttered = any(pattern(_MINUTES).search(text.replace(" ", "")) for text in folded[:_HEAD])
    for mark in "" if uttered else _MARKS:  # those of minutes mark who speaks
        items = [indices for indices in blocks.values() if folded[indices[0]].startswith(mark)]
        ours = [item for item in items if any(pattern(SERIES).search(folded[index]) for index in item)]
        if len(items) > 1 and len(ours) == 1 and len(folded[ours[0][0]]) > _ITEM:
            found |= {index for item in items if item is not ours[0] for index in item}
    return found


def _preamble(folded: Sequence[str]) -> set[int]:
    """Return the sentences above the first that names the series, in minutes of another body that heard of it."""
    ours = next((index for index, text in enumerate(folded) if pattern(SERIES).search(text)), 0)
    minutes = any(pattern(_MINUTES).search(text.replace(" ", "")) for text in folded[: min(ours, _HEAD)])
    return {index for index in range(ours) if not folded[index].endswith("。")} if minutes else set()


def _other_sections(folded: Sequence[str]) -> set[int]:
    """Return the sentences under numbered lines of which only a sister names the series: one matter among others."""
    if any(pattern(SERIES).search(text) for text in folded[:_HEAD]):
        return set()
    heads = [(match[1], index) for index, text in enumerate(folded) if (match := pattern(_NUMBERED).match(text))]
    found: set[int] = set()
    named = [index for _, index in heads if pattern(SERIES).search(folded[index])]
    for shape in _SHAPES:
        sisters = [index for number, index in heads if pattern(shape).fullmatch(number)]
        sections = [range(*bounds) for bounds in pairwise([*sisters, len(folded)])]
        ours = [section for section in sections if any(index in section for index in named)]
        for section in sections if len(ours) == 1 and len(ours[0]) > 1 else ():  # a list of matters has no sections
            outer = (index for number, index in heads if index in section[1:] and not pattern(shape).fullmatch(number))
            found |= set(range(section.start, min(outer, default=section.stop))) if section not in ours else set()
    return found


def _going_on(sentences: Sequence[Sentence], folded: Sequence[str]) -> set[int]:
    """Return the sentences that go on with one that tells of another edition: 来年は三亜。九月に開く。"""
    found: set[int] = set()
    for before, after in pairwise(range(len(folded))):
        ours = pattern(rf"{_THIS_TIME}|{SERIES}").search(folded[after])
        if sentences[before].block != sentences[after].block or ours:
            continue
        begins = pattern(rf"^[^。、,;]{{0,8}}(?:{_OTHER_TIME})").search(folded[before])
        own = pattern(rf"{_THIS_TIME}|{_TOOK_PART}").search(folded[before])
        if before in found or (begins and not own):
            found.add(after)
    return found
