"""Sentences → the event: what a report says of the edition it is about.

Every field is chosen among all places that state it: each rule is a row, each place gets a score for where and how
it speaks (title and first lines, the seminar's own name, a label), and the best one gives the value and its proof.
"""

import re
from collections.abc import Sequence

from ingest.days import find_held
from ingest.facts import ORDINAL, SERIES, Facts, Rule
from ingest.hosts import find_host
from ingest.names import is_name
from ingest.participants import find_participants
from ingest.patterns import BLANK, NUMBER, number, pattern
from ingest.records import Block, Event, Folio, Sentence, Value
from ingest.text import cut, fold
from ingest.themes import find_theme

_MEETING = (
    r"[^第「」『』\"《》、。, ]{2,28}?(?:セミナー|シンポジウム"
    r"|フォーラム|サミット|会議|研討会|論壇|大会|会談|交流会|シンポ)"
)
_OTHERS = (  # what else is numbered
    r"[^。、,「]{0,18}?(?:委員会|協議会|推進会議|審議会|議会|総会|例会|講座|理事会|幹事会|研修|教室|常委会|弁公会|全会|フェア|マラソン|国体|[号期版巻])"
)
_EDITIONS = tuple(
    Rule(weight, source, r"前回|次回|上届|下届|来年|昨年|第1回|創設|年前", of_now=True)
    for weight, source in (
        (4, rf"{ORDINAL}{BLANK}[「『\"]?(?:{SERIES})"),
        (3, rf"(?:{SERIES})[」』\"]?[(]?{ORDINAL}"),
        (2, rf"({NUMBER})(?:回|届)目(?:の開催|となる|になる|にあたる|に当たる|を迎え)"),
        (1.5, rf"({NUMBER})(?:回|届)目(?=[がはでの、なだ。])"),
        (1.5, rf"(?:数えて|今回で|今年で|これで)、?({NUMBER})(?:回|届)(?=[。、のとにを目])"),
        (
            1.5,
            rf"(?:回を重ね|重ねること|数えること|通算|回数を|回数は)[^。0-9]{{0,6}}?({NUMBER})(?:回|届)?(?:と|に|を|、|。|目)",
        ),
        (3, rf"(?:今年|今回|本年|今次)(?:が|は|で)?{ORDINAL}"),
        (3, rf"({NUMBER})度目の(?:今年|今回)|(?:今年|今回)[はがで]?({NUMBER})度目"),
        (1.5, rf"第({NUMBER})(?:個|箇)?年頭"),
        (1.5, rf"[はがもで、]({NUMBER})(?:回|度)(?:を数え|目を数え|を重ね)"),
        (1.5, rf"(?<![第0-9])({NUMBER})(?:回|度|届)?を(?:数え|重ね)る"),
        (1.5, rf"(?<![第0-9])({NUMBER})(?:回|度|届)目(?:にして|になる|になり|と(?:聞|いう|なり))"),
        (1.2, rf"(?<![第0-9])({NUMBER})(?:回|届)(?:の歴史|の節目|も?続く|にわた)"),
        (1.5, rf"(?:已是|已経是|這已是|到了?|走到|数到)第?({NUMBER})(?:回|届|次)"),
        (1, rf"{ORDINAL}(?!{_OTHERS}){BLANK}[「『\"]?{_MEETING}"),
        (1, rf"{ORDINAL}(?!{_OTHERS})"),
    )
)
_ORGANIZERS = (
    Rule(4, r"(?:^|[ ])[^\w「」]{0,3}(?:主催|主催者|主催団体|主辦|主辦単位|主辦方|主弁単位)[:|/ ]+([^。|]{2,60})"),
    Rule(3, r"(?:^|[、。,])主催は、?([^、。,「」]{2,32}?)(?:で[、,す]|だ|である|。|$)"),
    Rule(3, r"(?:^|[、。,])([^、。,「」]{2,24}?)(?:が|の)主催(?:し|する|で|によ|した|により)"),
    Rule(3, r"主催者?(?:である|の|・)([^、。,「」]{2,24}?)の[^、。,]{1,6}(?:理事長|所長|会長|総裁|主任)"),
    Rule(3, r"由([^「」\"。]{2,40}?)(?:共同|聯合)?(?:主辦|主弁|挙辦|挙弁|主催)"),
    Rule(3, rf"^([^、。,「」]{{2,24}}?)は[、,].{{0,80}}(?:{SERIES})[」』]?を[^。]{{0,10}}(?:開催|開い|挙行)"),
)
_AUTHORS = (
    (
        r"(?:文|取材|執筆|文責|作者|記者|通訊員|撰文|撰稿|編集|編輯)(?:・写真|・構成"
        r"|・撮影|/図|・図)?[・:/| ]+(?:本刊|本報|特約)?(?:記者)? ?([^ (:/|、。]{2,12}?(?: (?!編"
        r"|審|図|撮|攝|校|責|文)[^ (:/|、。]{1,8}?)?)(?=$|[):/|、。 ])"
    ),
    (
        r"(?:所長補佐|補佐|所長|次長|係長|主事|主任|主査|職員|研修生"
        r"|記者|特派員) ([^ (:/|、。]{1,8} ?[^ (:/|、。]{1,8})(?:[(][^()]*派遣[)])?$"
    ),
)
# The line of sources below a report: 資料：『誌名』2017年10月号（Vol. 336）20～21頁、所長補佐・柿村健太郎氏による報告。
_SOURCES = r"^[(※]?(?:資料来源|資料|出典|初出|原載|来源|転載)[:： ]"
_SOURCE_ISSUE = r"([『《][^』》]{2,30}[』》])(?:[(][^()]{2,30}[)])?((?:[0-9]{4}年)?(?:[0-9]{1,2}月号?)?)"
_SOURCE_AUTHOR = (
    r"(?:^|[・、 ])([\u3400-\u9fff]{2,6}?)(?:氏|さん)?(?:[(][^()]*[)])?(?:による|の|著|執筆)(?:報告|記事|寄稿)?"
    r"|[・、, ]([\u3400-\u9fff]{2,5})(?:撰写|撰文|撰稿|供稿)"
)
_PUBLICATION = rf"^(?:{NUMBER} ?)?(.{{2,30}}?)\| ?(.{{4,40}}?)(?:(?<!vol\.)(?<!no\.) {NUMBER})?$"


def read_event(sentences: Sequence[Sentence], blocks: Sequence[Block], folios: Sequence[Folio]) -> Event:
    """Return the event the sentences tell of; what they do not state is None."""
    facts = Facts(sentences)
    edition = facts.best(_EDITIONS, lambda match, _: number(match[match.lastindex or 1]), at_least=1.5)
    facts.settle(edition)
    host = find_host(facts)
    held = find_held(facts, [fold(block.text) for block in blocks if block.kind == "furniture"], host)
    participants = find_participants(facts)
    return Event(
        series=_series(facts),
        edition=edition,
        year=held.year,
        date_start=held.first,
        date_end=held.last,
        main_day=held.main,
        host_province=host.get("province"),
        host_city=host.get("city"),
        host_country=host.get("country"),
        theme=find_theme(facts),
        participants_total=participants.get("participants_total"),
        participants_jp=participants.get("participants_jp"),
        participants_cn=participants.get("participants_cn"),
        organizer=facts.best(_ORGANIZERS, lambda match, shown: shown[slice(*match.span(1))].strip("\u3000 ")),
        publication=_publication(blocks) or _published(sentences, held.year),
        pages=_printed(folios, blocks),
        author=_author(blocks) or _credited(sentences),
    )


def _series(facts: Facts) -> Value | None:
    """Return the name of the series, best where a number stands before it."""
    numbered = Rule(2, rf"{ORDINAL}{BLANK}[「『\"]?({SERIES})")
    counted = Rule(2, rf"({NUMBER})(?:回|届)目(?:を数える|となる|を迎える|の)?({SERIES})")
    plain = Rule(0, rf"()({SERIES})")
    return facts.best(
        (numbered, counted, plain), lambda match, shown: shown[slice(*match.span(2))].replace("\u3000", "")
    )


def names_other_series(sentences: Sequence[Sentence]) -> bool:
    """Return whether a report is about another series of meetings than ours."""
    text = "\n".join(fold(sentence.text) for sentence in sentences)
    head = "\n".join(fold(sentence.text) for sentence in sentences[:6])
    numbered = [match[2] for match in pattern(rf"{ORDINAL}({_MEETING})").finditer(head)]
    foreign = [name for name in numbered if not pattern(SERIES).search(name)]
    return not pattern(SERIES).search(head) and (bool(foreign) or not pattern(SERIES).search(text))


def _publication(blocks: Sequence[Block]) -> Value | None:
    """Return the name and issue of the magazine from its page footer."""
    for block in blocks:
        hit = pattern(_PUBLICATION).search(fold(block.text)) if block.kind == "furniture" else None
        if hit:
            parts = (block.text[slice(*hit.span(group))].strip() for group in (1, 2))
            return Value(" ".join(parts), block.excerpt)
    return None


def _published(sentences: Sequence[Sentence], year: Value | None) -> Value | None:
    """Return the first magazine in the line of sources with its issue, if that is of the edition's year or the next."""
    for sentence in _sources(sentences):
        hit = pattern(_SOURCE_ISSUE).search(fold(sentence.text))
        issued = int(hit[2][:4]) if hit and hit[2][:4].isdigit() else None
        timely = not (year and issued) or str(year.value) in (str(issued), str(issued - 1))
        if hit and timely:
            name, issue = (sentence.text[slice(*hit.span(group))] for group in (1, 2))
            return Value(f"{name[1:-1]} {issue}".strip(), sentence.excerpt)
    return None


def _credited(sentences: Sequence[Sentence]) -> Value | None:
    """Return who wrote the report by the line of sources: 所長補佐・柿村健太郎氏による報告."""
    for sentence in _sources(sentences):
        for hit in pattern(_SOURCE_AUTHOR).finditer(fold(sentence.text)):
            name = sentence.text[slice(*hit.span(1 if hit[1] else 2))]
            if is_name(name):
                return Value(name, sentence.excerpt)
    return None


def _sources(sentences: Sequence[Sentence]) -> list[Sentence]:
    return [sentence for sentence in sentences if pattern(_SOURCES).search(fold(sentence.text))]


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
        for source in _AUTHORS if block.kind in ("byline", "title") else _AUTHORS[:1]:
            hit = pattern(source).search(fold(block.text))
            if hit:
                return Value(re.sub(r"\s", "", cut(block.excerpt, *hit.span(1)).text), block.excerpt)
    return None
