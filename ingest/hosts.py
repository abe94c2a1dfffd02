"""Which of the places a report names is the one that hosted its edition."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ingest.facts import ORDINAL, SERIES, Facts, of_other_event, of_other_time
from ingest.host_names import name_host
from ingest.hostings import is_elsewhere, is_somebodys, is_speakers, sought_places, supports
from ingest.patterns import pattern
from ingest.places import Place, PlaceMention, contains, names_at, place_by_id
from ingest.records import Value
from ingest.text import fold

_LABEL = (
    r"(?:^|[ ])(?:[0-9一二三四五六七八九十]{1,2}[ .、]*|[▲△◆◇■□●○・▼])?"
    r"(?:開催地|開催都市|視 ?察 ?先|訪問先|出張先|用務先|渡航先|行 ?先"
    r"|会 ?場|開催場所|場 ?所|地 ?点|挙辦地|挙弁地|会議地点)[:|/ は]"
)
_HELD_THERE = (
    r"^(?:的[^、。,]{0,8}?(?:会議庁|会議中心|会展中心|会場|礼堂|劇院|賓館|酒店|報告庁)|迎来|喜迎|承弁|承辦|において|におい|にて|で|に|の[^、。,]{1,20}?(?:で|にて|において)"
    r"|[^、。,的]{0,16}?(?:隆重|順利|成功|円満|如期)?(?:挙行|挙辦"
    r"|挙弁|召開|開幕|開催|落幕|閉幕|登場|掲幕|上演|召集|拉開))"
)
_AT = r"^(?:において|におい|にて|で|に|の)"  # says nothing of being held by itself
_BROUGHT = r"(?:(?:到|至|落戸|落地|花落|相約|走進|来到|移師|選在|落在)了?|在|赴(?:日本|中国)?|舞台は|開催地は|会場は)$"
_COMMA_BEFORE = r"、$"
_GOES_ON = r"^(?:$|[、,。()（]|で|に)"
_DATELINE = r"^[【(\[]?(?:本[報刊紙])?$"  # 【煙台（中国山東省）＝小俣直】8日、当地で…
_FILED = r"^(?:[(][^()]*[)])?(?:=|発|電|専訊|訊|[0-9年月日]{2,11}電)"
_HERE = (
    r"(?:本|我)[市県区]首次承|(?:在|抵達?|来到|斉聚|相聚|走進|落[戸地])(?:我|本)[市省県区]"
    r"|(?:本|当)[市県](?:で|に(?:集|お越し|迎)|を会場)"
)
_OFFICE = r"^(?:市|人民|市委|市人民)?(?:政府|外事|外弁|市委|委外|役所|国際|年鑑)"
_THERE = r"当地|同地|同市|現地で(?:開|行)"
_DAY_BEFORE = r"[0-9一二三四五六七八九十]日[,、]$"  # 九月九日、甘粛省張掖市、
_SURE = 4.0  # what no place reaches that is named in passing
_IN_PASSING = 3.0  # what it costs a place that nobody says was the host
_OPENING, _TOP = 10, 3  # sentences
_LEAD = 4.0  # what being named in the very first sentence is worth
_NAMED, _HINTED = 5.0, 1.5  # what it is worth to be called the host, or to be told of like one
_TOWNS = ("city", "county", "town", "village")
_PLANNED, _SOON = r"予定|見込|計画|擬|将", 24  # characters
_NOT_HELD = r"^(?:の)?(?:友好|姉妹)|^(?:日本国?)?総?領事|^.{0,22}(?:以来|以降)"
_HELD = r"セミナー|研討会|シンポジウム|開催|開か|開幕|落幕|閉幕|実施|挙行|挙辦|挙弁|召開|であった|でありました|で行われ"


@dataclass(frozen=True, slots=True)
class _Evidence:
    """One mention of a place, how surely it is said to have been the host, and what else speaks for it."""

    score: float
    index: int
    mention: PlaceMention
    host: Place  # the place it speaks for: the city of a ward
    kinds: frozenset[str] = frozenset()
    row: bool = False  # in a table

    @property
    def names_host(self) -> bool:
        """Whether the text names the host itself, not only a ward of it."""
        return self.host in (*self.mention.chain, *self.mention.places[:1])


def find_host(facts: Facts) -> dict[str, Value]:
    """Return the province, city and country of the host, as far as the text names them.

    All that speaks for a place is added up: where it is said that the edition was held there, that its mayor welcomed
    the guests, that it was the organiser, and how often it is named.
    """
    found: dict[str, list[_Evidence]] = {}
    named = {mention.places[0].id for index in range(len(facts.folded)) for mention in facts.places(index)}
    for index, text in enumerate(facts.folded):
        for mention in _places(facts, index) if index not in facts.preamble else ():
            score = _weigh(facts, index, mention)
            told = index not in facts.of_others and not of_other_event(text, mention.end)
            kinds = supports(text, mention) if told else frozenset[str]()
            outer = next((one for one in facts.places(index) if _leads_to(text, one, mention)), None)
            kinds |= supports(text, outer) if told and outer else kinds
            place = _town((mention.chain or mention.places)[-1], named)
            if place.level != "group" and ("named" in kinds or not is_elsewhere(text, mention)):
                found.setdefault(place.id, []).append(_Evidence(score, index, mention, place, kinds, "|" in text))
    best = max(found.values(), key=_sum, default=[])
    if not best or _sum(best) < _SURE:
        best = (
            list(_at_home(facts))
            or _likeliest(facts, found.values())
            or (best if best and (_sum(best) >= 0 or _chinese(best[0])) else [])
        )
    if not best:
        return {}
    best = _narrowed(best, found.values())
    one = max(best, key=lambda each: (each.names_host, each.score))
    return name_host(facts, one.index, one.mention, one.host)


def _places(facts: Facts, index: int) -> list[PlaceMention]:
    found = facts.places(index)
    return [*found, *sought_places(facts.folded[index], found)]


def _leads_to(text: str, outer: PlaceMention, inner: PlaceMention) -> bool:
    """Return whether a province stands right before its city: 福建的漳州, 雲南省の大理市."""
    joined = outer.end + 1 == inner.start and text[outer.end] in fold("的の")
    return joined and contains(outer.places[0], inner.places[0])


def _town(place: Place, named: Collection[str]) -> Place:
    """Return the city of a ward or county whose city the report names as well, else the place."""
    outer = place_by_id(place.parent) if place.parent and place.level in ("ward", "county") else None
    return outer if outer and outer.id in named and outer.ja.endswith("市") else place


def _narrowed(best: list[_Evidence], everything: Iterable[list[_Evidence]]) -> list[_Evidence]:
    """Return what speaks for a city of the hosting province, where the province alone is said to be the host."""
    host = best[0].host
    if host.level not in ("province", "region", "prefecture") or host.ja.endswith("市"):
        return best
    inside = [group for group in everything if group[0].host.level == "city" and contains(host, group[0].host)]
    inner = max(inside, key=_sum, default=[])
    told = inner and any(one.kinds for one in inner) and _sum(inner) > -_SURE
    return inner if told else best


def _weigh(facts: Facts, index: int, mention: PlaceMention) -> float:
    """Return how well a mention says that the edition was held there."""
    text = facts.folded[index]
    score = host_score(text, mention)
    speakers = is_speakers(text, mention)
    if score is None and not speakers and mention.places[0].level in ("city", "county") and _opens(text, index):
        score = -2.0
    past = of_other_time(text, mention.start) or text[: mention.start].endswith(fold("駐"))
    told = score is not None and not past and not of_other_event(text, mention.end)
    standing = facts.standing[index] if told else min(facts.standing[index], 0.0)
    aside = (
        facts.past(index, mention.start, mention.end) + (_IN_PASSING if told else 0.0) - (_IN_PASSING if past else 0.0)
    )
    return (score or 0.0) * told - _IN_PASSING + aside + standing


def _chinese(one: _Evidence) -> bool:
    return one.mention.places[0].country == "CN"


def _sum(evidence: list[_Evidence]) -> float:
    kinds = frozenset[str]().union(*(one.kinds for one in evidence))
    told = sum(_NAMED if kind in ("named", "held") else _HINTED for kind in kinds)
    return max(one.score for one in evidence) + told + 0.2 * min(len(evidence), 5)


def _likeliest(facts: Facts, places: Iterable[list[_Evidence]]) -> list[_Evidence]:
    """Return what tells of the city a report most likely comes from, where it never says where it was held.

    It is named early, and before others, and not for where a speaker is from; a Japanese one is told of like a host.
    """
    found: list[tuple[tuple[bool, ...], float, list[_Evidence]]] = []
    for evidence in places:
        place = evidence[0].host
        early = [one for one in evidence if one.index < _OPENING and one.score > -2 * _IN_PASSING and not one.row]
        early = [one for one in early if one.kinds or not is_somebodys(facts.folded[one.index], one.mention)]
        hinted = any(one.kinds for one in early)
        sure = len(evidence) > 1 or any(one.kinds or not one.mention.bare for one in early)
        if (hinted or place.country == "CN") and place.level != "group" and early and sure:
            lead = _LEAD * (1 - min(one.index for one in early) / _OPENING)
            rank = (place.level in _TOWNS, hinted)
            found.append((rank, _sum(evidence) + lead, evidence))
    return max(found, key=lambda one: one[:2], default=((), 0.0, []))[2]


def _opens(text: str, index: int) -> bool:
    """Return whether a sentence near the top names the edition, if not where it was held in so many words."""
    return index < 6 and bool(pattern(rf"{ORDINAL}.?(?:{SERIES})").search(text))


def _at_home(facts: Facts) -> Iterator[_Evidence]:
    """Yield the city that writes 我市 of itself: the one whose office issued the report."""
    if not any(pattern(_HERE).search(text) for text in facts.folded):
        return
    for index, text in enumerate(facts.folded):
        heads = [PlaceMention(0, end, places, places[:1], bare=True) for end, places in names_at(text, 0)]
        for mention in (*facts.places(index), *(heads if index < _TOP else [])):
            office = pattern(_OFFICE).match(text[mention.end :])
            if office and mention.places[0].level in ("city", "county", "province"):
                yield _Evidence(
                    (0.0 if mention.bare else 1.0) - index / 100, index, mention, (mention.chain or mention.places)[-1]
                )


def host_score(folded: str, mention: PlaceMention) -> float | None:
    """Return how well this mention fits the host, None if the text around it says nothing of being held there."""
    place, after = mention.places[0], folded[mention.end :]
    label = pattern(_LABEL).search(folded)
    held = bool(pattern(_HELD_THERE).search(after))
    dated = (
        pattern(_DAY_BEFORE).search(folded[: mention.start])
        and after.startswith(",")
        and (not mention.bare or len(mention.chain) > 1)
    )
    before = folded[: mention.start]
    led = pattern(_BROUGHT).search(before) or (pattern(_COMMA_BEFORE).search(before) and pattern(_GOES_ON).match(after))
    cell = pattern(r"[| ]$").search(before) and pattern(r"^(?:[| ]|$)").match(after)
    row = cell and pattern(SERIES).search(folded)
    filed = pattern(_DATELINE).search(before) and pattern(_FILED).match(after) and pattern(_THERE).search(after)
    named = dated or filed or row or (pattern(rf"{ORDINAL}.?(?:{SERIES})").search(folded) and led)
    if place.level == "group" or not (label or held or named) or pattern(_NOT_HELD).search(after):
        return None
    merely = place.country == "JP" or pattern(_AT).match(after)
    if merely and held and not (label or named or pattern(_HELD).search(after[:60])):
        return None
    score = (3.0 if label else 0.0) + (0.0 if mention.bare else 1.0) + (1.0 if len(mention.chain) > 1 else 0.0)
    score += 1.5 if pattern(_HELD).search(after[:60]) else 0.0
    score += 0.5 if place.level in ("city", "county") else 0.0
    score += 2.0 if filed or row else 0.0
    score -= 2.5 if pattern(_PLANNED).search(after[:_SOON]) else 0.0
    return score + (1.0 if place.country == "CN" else 0.0)
