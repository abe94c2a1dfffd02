"""Sentences → the event: what a report says of the edition it is about.

Every field is chosen among all places that state it: each rule is a row, each place gets a score for where and how
it speaks (title and first lines, the seminar's own name, a label), and the best one gives the value and its proof.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.dates import YEAR, DateMention, find_dates, read_year
from ingest.hosts import host_score, host_values
from ingest.patterns import BLANK, NUMBER, clause, number, pattern
from ingest.places import PlaceMention, find_places
from ingest.records import Block, Event, Excerpt, Folio, Sentence, Value
from ingest.text import cut, fold

# The names this series goes by in print; the one a report uses is stored as written.
SERIES = (
    r"(?:日中|中日)(?:両国|両国間)?地域間(?:経済)?交流(?:推進|促進)?(?:セミナー|シンポジウム|会議|フォーラム)"
    r"|(?:日中|中日)(?:両国|両国間)?(?:地方|地区間|地域間|地域)(?:政府)?(?:間)?(?:経済|経貿)?(?:交流|合作交流|交流合作)(?:促進|推進)?(?:研討会|研討班|シンポジウム|セミナー|論壇|検討会)"
)
_MEETING = r"[^第「」『』\"《》、。, ]{2,28}?(?:セミナー|シンポジウム|フォーラム|サミット|会議|研討会|論壇|大会|会談|交流会|シンポ)"
_HELD = r"開催|開か|開幕|行わ|挙行|挙辦|挙弁|召開|開会|迎え|幕を|主催|集ま"
_PAST = r"以来|以降|当時|前回|昨年|前年|去年|上届|上回る|次回|来年|下届|首届|創設|から始ま"
_ORDINAL = rf"第{BLANK}({NUMBER}){BLANK}(?:回|届|次)"
_QUOTED = r"[「『\"《〈【]((?:[^「」『』\"《》]|[「『《〈][^「」『』\"《》〈〉]*[」』》〉])+)[」』\"》〉】]"
_COUNT = rf"(?:約|近|延べ|のべ)?{BLANK}({NUMBER})(?:余|多|数)?{BLANK}(?:人|名)"
_DATE_LABEL = r"^(?:日程|日時|会期|開催日|期日|時間|会議時間|開催期間|期間|とき|挙辦時間|挙弁時間|開催時期|日期)[:|/ ]"
_OTHER_DAY = r"受賞|発足|締結|調印|オープン|開業|就航|生まれ|締切|申込|発行|掲載|供稿|発表日|編集|訊|電"
_SIDE_EVENT = r"意見交換会|交流会|連絡会議|視察|レセプション|見学|考察|参観|歓迎会"
_MAIN_DAY = r"(?:本会議|全体会議|主会議|正式会議|全体会|大会正式|研討会正式)"


@dataclass(frozen=True, slots=True)
class _Rule:
    """What to look for, how much it weighs, and what may not stand shortly before it."""

    weight: float
    source: str
    not_after: str = r"(?!)"


_EDITIONS = tuple(
    _Rule(weight, source, r"前回|次回|上届|下届|来年|昨年|第1回|創設")
    for weight, source in (
        (4, rf"{_ORDINAL}{BLANK}[「『\"]?(?:{SERIES})"),
        (3, rf"(?:{SERIES})[」』\"]?[(]?{_ORDINAL}"),
        (2, rf"({NUMBER})(?:回|届)目(?:の開催|となる|を迎え)"),
        (1, rf"{_ORDINAL}{BLANK}[「『\"]?{_MEETING}"),
        (1, rf"{_ORDINAL}"),
    )
)
_THEMES = tuple(
    _Rule(weight, source, r"サブ|分科会?の?|つ目の|第[一二三四1-4](?:部|場|セッション)の?|分$|子$")
    for weight, source in (
        (3, rf"(?:テーマ|主題)(?:は|を|に|として|為|是|定為)?[:、,]?{_QUOTED}"),
        (3, rf"{_QUOTED}(?:こと)?(?:を|と|に)(?:いう|する|した)?(?:全体の|共通の|統一|メイン|総合|年間)?(?:テーマ|主題|題)"),
        (2, rf"{_QUOTED}(?:を(?:掲げ|めぐ)|為主題|為題|作為主題|這一主題|的主題)"),
        (3, rf"(?:以|囲繞){_QUOTED}(?:為|這一|作為)?(?:主題|題|為題|展開|議題)"),
        (2, r"^(?:(?:会議|研討会|本届|大会|今回の|全体|統一|メイン|総合)?(?:テーマ|主題))[:|/ ]+[「『\"]?([^「」『』\"。|]+)[」』\"]?"),
    )
)
_NOT_PEOPLE = r"社|フォロワー|人口|経験者|留学生|旅行社|来訪|訪日|うち|内"
_TOTALS = tuple(
    _Rule(weight, source, _NOT_PEOPLE)
    for weight, source in (
        (3, rf"(?:合計|計|総勢|共計|共有|総計|合わせて|合せて|あわせて|全体で)(?:して|で)?{_COUNT}"),
        (2.5, rf"(?:参加者|出席者|参加人数|来場者|参会人数|参加|与会者|与会人数|人数|規模)(?:数)?(?:は|が|:| |\||総数|共|合計|為)?[、,]?(?:日中(?:双方)?(?:で|から|合わせて)?)?{_COUNT}"),
        (2.5, rf"{_COUNT}(?:以上|超|強|余り|あまり|ほど|程度)?(?:の|が|に上る|に及ぶ)?(?:日中(?:双方|両国)?の)?[^、。,]{{0,12}}?(?:参加|出席|来場|集ま|集い|集め|列席|参集|与会|参会|斉聚|相聚|嘉賓|代表|聚)"),
        (1.5, rf"(?:代表|関係者|嘉賓|人士|ら|など|等){_COUNT}"),
    )
)  # fmt: skip
_SIDE = r"(?:から|からは|は|が|の参加者|参加者|出席者|代表|側|嘉賓|参会|与会|共|:|,|、| )*"
_FROM_JAPAN = (_Rule(1, rf"(?:日本側|日側|日方|日本){_SIDE}{_COUNT}"),)
_FROM_CHINA = (_Rule(1, rf"(?:中国側|中方|中側|中国){_SIDE}{_COUNT}"),)
_ORGANIZERS = (
    _Rule(4, r"^(?:主催|主催者|主催団体|主辦|主辦単位|主辦方|主弁単位)[:|/ ]+([^。|]{2,60})"),
    _Rule(3, r"(?:^|[、。,])([^、。,「」]{2,24}?)(?:が|の)主催(?:し|する|で|によ|した|により)"),
    _Rule(3, r"主催者?(?:である|の|・)([^、。,「」]{2,24}?)の[^、。,]{1,6}(?:理事長|所長|会長|総裁|主任)"),
    _Rule(3, r"由([^「」\"。]{2,40}?)(?:共同|聯合)?(?:主辦|主弁|挙辦|挙弁|主催)"),
    _Rule(3, rf"^([^、。,「」]{{2,24}}?)は[、,].{{0,80}}(?:{SERIES})[」』]?を[^。]{{0,10}}(?:開催|開い|挙行)"),
)
_AUTHORS = (
    r"(?:文|取材|執筆|文責|作者|記者|通訊員|撰文|撰稿|編集|編輯)(?:・写真|・撮影|/図|・図)?[・:/| ]+(?:本刊|本報|特約)?(?:記者)? ?([^ (:/|、。]{2,12}(?: [^ (:/|、。]{1,8})?)",
    r"(?:所長補佐|補佐|所長|次長|係長|主事|主任|主査|職員|研修生|記者|特派員) ([^ (:/|、。]{1,8} ?[^ (:/|、。]{1,8})(?:[(][^()]*派遣[)])?$",
)
_PUBLICATION = rf"^(?:{NUMBER} ?)?(.{{2,30}}?)\| ?(.{{4,40}}?)(?:(?<!vol\.)(?<!no\.) {NUMBER})?$"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One place that states a field: the higher score wins, then the earlier place."""

    score: float
    value: str | int
    quote: Excerpt


def read_event(sentences: Sequence[Sentence], blocks: Sequence[Block], folios: Sequence[Folio]) -> Event:
    """Return the event the sentences tell of; what they do not state is None."""
    reading = _Reading(sentences)
    held = reading.held()
    year = reading.year(held)
    first, last = _days(held, year)
    hosts = reading.hosts()
    return Event(
        series=reading.series(),
        edition=reading.best(_EDITIONS, lambda match, _: number(match[1]), at_least=1.5),
        year=year,
        date_start=Value(first.isoformat(), held.quote) if held and first else None,
        date_end=Value(last.isoformat(), held.quote) if held and last else None,
        main_day=reading.main_day(first, last),
        host_province=hosts.get("province"),
        host_city=hosts.get("city"),
        host_country=hosts.get("country"),
        theme=reading.best(_THEMES, lambda match, shown: shown[slice(*match.span(1))].strip("\u3000 "), at_least=1.0),
        participants_total=reading.best(_TOTALS, _head_count, at_least=1.5),
        participants_jp=reading.best(_FROM_JAPAN, _head_count, at_least=0.0),
        participants_cn=reading.best(_FROM_CHINA, _head_count, at_least=0.0),
        organizer=reading.best(_ORGANIZERS, lambda match, shown: shown[slice(*match.span(1))].strip("\u3000 ")),
        publication=_publication(blocks),
        pages=_printed(folios, blocks),
        author=_author(blocks),
    )


def names_other_series(sentences: Sequence[Sentence]) -> bool:
    """Return whether a report is about another series of meetings than ours."""
    text = "\n".join(fold(sentence.text) for sentence in sentences)
    head = "\n".join(fold(sentence.text) for sentence in sentences[:6])
    numbered = [match[2] for match in pattern(rf"{_ORDINAL}({_MEETING})").finditer(head)]
    foreign = [name for name in numbered if not pattern(SERIES).search(name)]
    return not pattern(SERIES).search(head) and (bool(foreign) or not pattern(SERIES).search(text))


@dataclass(frozen=True, slots=True)
class _Held:
    """The days a report gives for its edition, with the clause that says so."""

    mention: DateMention
    score: float
    quote: Excerpt


class _Reading:
    """The sentences of one report and how well each is placed to tell of the event."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = [sentence for sentence in sentences if sentence.kind != "caption"]
        self._folded = [fold(sentence.text) for sentence in self._sentences]
        self._standing = [self._stand(index) for index in range(len(self._sentences))]

    def _stand(self, index: int) -> float:
        """Score a sentence: near the top, naming the series, telling that it was held, not of a side event."""
        text, sentence = self._folded[index], self._sentences[index]
        named = bool(pattern(SERIES).search(text))
        score = (2.0 if sentence.kind == "title" else 0.0) + max(0.0, 2.0 - index / 6)
        score += (2.0 if named else 0.0) + (1.0 if pattern(_HELD).search(text) else 0.0)
        aside = pattern(_SIDE_EVENT).search(fold(sentence.heading)) and not named
        return score - (3.0 if aside else 0.0)

    def _quote(self, index: int, start: int, end: int) -> Excerpt:
        return clause(self._sentences[index].excerpt, start, end)

    def _past(self, index: int, start: int, end: int) -> float:
        """Score against what is told of another time: 2002年に開催して以降."""
        around = self._folded[index][max(0, start - 8) : end + 18]
        return -4.0 if pattern(_PAST).search(around) else 0.0

    def best(
        self,
        rules: Iterable[_Rule],
        convert: Callable[[re.Match[str], str], str | int | None],
        *,
        at_least: float = -100.0,
    ) -> Value | None:
        """Return the value of the best-placed match of any rule, None if none reaches the score."""
        found: list[_Candidate] = []
        for rule in rules:
            for index, text in enumerate(self._folded):
                for match in pattern(rule.source).finditer(text):
                    value = convert(match, self._sentences[index].text)
                    before = text[max(0, match.start() - 10) : match.start() + 3]
                    barred = 5.0 if pattern(rule.not_after).search(before) else 0.0
                    if value:
                        score = self._standing[index] + rule.weight - barred
                        found.append(_Candidate(score, value, self._quote(index, *match.span())))
        top = max(found, key=lambda candidate: candidate.score, default=None)
        return Value(top.value, top.quote) if top and top.score >= at_least else None

    def series(self) -> Value | None:
        """Return the name of the series, best where a number stands before it."""
        numbered = _Rule(2, rf"{_ORDINAL}{BLANK}[「『\"]?({SERIES})")
        plain = _Rule(0, rf"()({SERIES})")
        return self.best((numbered, plain), lambda match, shown: shown[slice(*match.span(2))].replace("\u3000", ""))

    def held(self) -> _Held | None:
        """Return the days the edition was held on."""
        found: list[_Held] = []
        for index, text in enumerate(self._folded):
            label = 3.0 if pattern(_DATE_LABEL).search(text) else 0.0
            for mention in find_dates(text):
                score = self._standing[index] + self._past(index, mention.start, mention.end) + label
                score += (1.5 if mention.last > mention.first else 0.0) + (1.0 if mention.dated else 0.0)
                score -= 3.0 if pattern(_OTHER_DAY).search(text[mention.end : mention.end + 14]) else 0.0
                found.append(_Held(mention, score, self._quote(index, mention.start, mention.end)))
        return max(found, key=lambda held: held.score, default=None)

    def year(self, held: _Held | None) -> Value | None:
        """Return the year written with the days, else the one best placed elsewhere."""
        if held and held.mention.dated:
            return Value(held.mention.first.year, held.quote)
        near = _Rule(1, rf"{YEAR}度?の?.{{0,12}}(?:第{NUMBER}(?:回|届)|開催|挙|{SERIES})", _PAST)
        return self.best((near, _Rule(0, YEAR, _PAST)), lambda match, _: read_year(match[1], match[2], match[3]))

    def main_day(self, first: date | None, last: date | None) -> Value | None:
        """Return the day of the main session, if one is named within the days of the edition."""
        if first is None or last is None:
            return None

        def day(match: re.Match[str], _: str) -> str | None:
            month, number_of_day = number(match[1]) or first.month, number(match[2])
            try:
                value = date(first.year, month, number_of_day or 0)
            except ValueError:
                return None
            return value.isoformat() if first <= value <= last else None

        some_day = rf"(?:({NUMBER})月)?({NUMBER})日(?:[(][^)]{{1,3}}[)])?"
        return self.best(
            (
                _Rule(2, rf"{some_day}(?:に|の|は|には|に行われた|に開かれた|に開催された)?[,、]?の?{_MAIN_DAY}"),
                _Rule(2, rf"{_MAIN_DAY}(?:は|が|を|於|于|在)?[,、]?(?:同月)?{some_day}"),
            ),
            day,
        )

    def hosts(self) -> dict[str, Value]:
        """Return the province, city and country of the host, as far as the text names them."""
        found: list[tuple[float, PlaceMention, Excerpt]] = []
        for index, text in enumerate(self._folded):
            for mention in find_places(self._sentences[index].text):
                score = host_score(text, mention)
                if score is not None:
                    score += self._standing[index] + self._past(index, mention.start, mention.end)
                    found.append((score, mention, self._sentences[index].excerpt))
        found.sort(key=lambda one: -one[0])
        values = host_values(found[0][1], found[0][2]) if found else {}
        for _, mention, excerpt in found[1:]:  # elsewhere the same city may be named with its province
            fuller = host_values(mention, excerpt)
            if "province" not in values and "province" in fuller and mention.places[0] == found[0][1].places[0]:
                values = fuller
        return values


def _head_count(match: re.Match[str], _: str) -> int | None:
    count = number(match[1])
    return count if count and count >= 5 else None


def _days(held: _Held | None, year: Value | None) -> tuple[date | None, date | None]:
    if held is None or year is None or not isinstance(year.value, int):
        return None, None
    return held.mention.first.replace(year=year.value), held.mention.last.replace(year=year.value)


def _publication(blocks: Sequence[Block]) -> Value | None:
    """Return the name and issue of the magazine from its page footer."""
    for block in blocks:
        hit = pattern(_PUBLICATION).search(fold(block.text)) if block.kind == "furniture" else None
        if hit:
            parts = (block.text[slice(*hit.span(group))].strip() for group in (1, 2))
            return Value(" ".join(parts), block.excerpt)
    return None


def _printed(folios: Sequence[Folio], blocks: Sequence[Block]) -> Value | None:
    for block in blocks:
        if folios and block.kind == "furniture" and block.excerpt.runs[0].offset == folios[0].offset:
            return Value(tuple(int(folio.number) for folio in folios), block.excerpt)
    return None


def _author(blocks: Sequence[Block]) -> Value | None:
    """Return who wrote the report, from a byline."""
    for block in blocks:
        if block.kind != "byline" and len(block.text) > 50:
            continue
        for source in _AUTHORS:
            hit = pattern(source).search(fold(block.text))
            if hit:
                return Value(re.sub(r"\s", "", cut(block.excerpt, *hit.span(1)).text), block.excerpt)
    return None

