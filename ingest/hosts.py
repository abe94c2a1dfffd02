"""Which of the places a report names is the one that hosted its edition."""

from collections.abc import Iterator, Sequence

from ingest.facts import ORDINAL, SERIES, Facts
from ingest.gazetteer import SUFFIX
from ingest.patterns import clause, pattern
from ingest.places import Place, PlaceMention, contains
from ingest.records import Excerpt, Value
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
_BROUGHT = r"(?:(?:到|至|落戸|落地|花落|相約|走進|来到|移師|選在|落在)了?|在|舞台は|開催地は|会場は)$"
_COMMA_BEFORE = r"、$"
_GOES_ON = r"^(?:$|[、,。()（]|で|に)"
_DATELINE = r"^[【(\[]?(?:本[報刊紙])?$"  # 【煙台（中国山東省）＝小俣直】8日、当地で…
_FILED = r"^(?:[(][^()]*[)])?(?:=|発|電|専訊|訊|[0-9年月日]{2,11}電)"
_THERE = r"当地|同地|同市|現地で(?:開|行)"
_DAY_BEFORE = r"[0-9一二三四五六七八九十]日[,、]$"  # 九月九日、甘粛省張掖市、
_SURE = 4.0  # a score that no mention in passing reaches
_OPENING = 10  # sentences
_OFTEN = 2  # times a report names the city it is about
_NOT_HELD = r"^(?:の)?(?:友好|姉妹)|^.{0,22}(?:以来|以降)"
_HELD = r"セミナー|研討会|シンポジウム|開催|開か|開幕|挙行|挙辦|挙弁|召開"


def find_host(facts: Facts) -> dict[str, Value]:
    """Return the province, city and country of the host, as far as the text names them."""
    found: list[tuple[float, int, PlaceMention]] = []
    for index, text in enumerate(facts.folded):
        for mention in facts.places(index):
            score = host_score(text, mention)
            if score is None and mention.places[0].level in ("city", "county") and _opens(text, facts, index):
                score = -2.0
            if score is not None:
                score += facts.standing[index] + facts.past(index, mention.start, mention.end)
                found.append((score, index, mention))
    found = found or list(_at_home(facts))
    found.sort(key=lambda one: -one[0])
    if not found or found[0][0] < _SURE:
        found = list(_first_named(facts))[:1] or found
    if not found:
        return {}
    _, index, mention = found[0]
    values = host_values(mention, facts.sentences[index].excerpt)
    host = (mention.chain or mention.places)[-1]
    return _completed(values, host, facts, bare=mention.bare)


def _first_named(facts: Facts) -> Iterator[tuple[float, int, PlaceMention]]:
    """Yield the Chinese cities of the first sentences: a report that never says where it was tells where it went."""
    for index in range(min(len(facts.sentences), _OPENING)):
        for mention in facts.places(index) if "|" not in facts.folded[index] else ():
            place = (mention.chain or mention.places)[-1]
            if place.country == "CN" and place.level in ("city", "county"):
                yield 0.0, index, mention


def _opens(text: str, facts: Facts, index: int) -> bool:
    """Return whether a sentence near the top names the edition, if not where it was held in so many words."""
    return index < 6 and bool(pattern(rf"{ORDINAL}.?(?:{SERIES})").search(text))


def _at_home(facts: Facts) -> Iterator[tuple[float, int, PlaceMention]]:
    """Yield the city that writes 我市 of itself: the one whose office issued the report."""
    if not any(pattern(r"在(?:我|本)[市省県区]|(?:本|当)[市県]で").search(text) for text in facts.folded):
        return
    for index, text in enumerate(facts.folded):
        for mention in facts.places(index):
            office = pattern(r"^(?:市|人民|市委|市人民)?(?:政府|外事|外弁|市委|委外)").match(text[mention.end :])
            if office and mention.places[0].level in ("city", "county", "province"):
                yield (0.0 if mention.bare else 1.0) - index / 100, index, mention


def _completed(values: dict[str, Value], host: Place, facts: Facts, *, bare: bool) -> dict[str, Value]:
    """Return the host with its full name and its province, where they are written elsewhere."""
    everywhere = [(index, mention) for index in range(len(facts.sentences)) for mention in facts.places(index)]
    for index, mention in everywhere:
        same = mention.places[0].id == host.id and not mention.bare
        if same and ("province" not in values or bare):
            fuller = host_values(mention, facts.sentences[index].excerpt)
            values = fuller if "province" in fuller or (bare and "province" not in values) else values
            values = values | {"city": fuller["city"]} if bare and "city" in fuller else values
            bare = bare and "city" not in fuller
    values = values | _full_province(values.get("province"), everywhere, facts)
    if "city" not in values:
        values = _city_inside(host, everywhere, facts) | values
    for index, mention in everywhere if "province" not in values else ():
        outer = mention.places[0]
        if outer.level in ("province", "prefecture", "region") and not mention.bare and contains(outer, host):
            if outer.level != "region" or outer.parent is None:
                found = host_values(mention, facts.sentences[index].excerpt)
                return values | {name: found[name] for name in ("province",) if name in found}
    return values


def _full_province(
    written: Value | None, everywhere: Sequence[tuple[int, PlaceMention]], facts: Facts
) -> dict[str, Value]:
    """Return the province in full, 江苏省, where it is written 江苏 beside its city."""
    short = fold(str(written.value)) if written else ""
    for index, mention in everywhere if short and not SUFFIX.search(short) else ():
        outer = (mention.chain or mention.places)[0]
        if outer.level == "province" and facts.folded[index][mention.start :].startswith(short):
            found = host_values(mention, facts.sentences[index].excerpt).get("province")
            if found and len(str(found.value)) > len(short):
                return {"province": found}
    return {}


def _city_inside(host: Place, everywhere: Sequence[tuple[int, PlaceMention]], facts: Facts) -> dict[str, Value]:
    """Return the city of the hosting province that the report names most often, by its full or its bare name."""
    inside = [
        (index, mention)
        for index, mention in everywhere
        if not mention.bare and mention.places[0].level == "city" and contains(host, mention.places[0])
    ]
    text = "\n".join(facts.folded)
    count = [
        (text.count(SUFFIX.sub("", facts.folded[index][one.start : one.end])), -index, one) for index, one in inside
    ]
    best = max(count, key=lambda each: each[:2], default=None)
    if best is None or best[0] < _OFTEN:
        return {}
    found = host_values(best[2], facts.sentences[-best[1]].excerpt)
    return {name: found[name] for name in ("city",) if name in found}


def host_score(folded: str, mention: PlaceMention) -> float | None:
    """Return how well this mention fits the host, None if the text around it says nothing of being held there."""
    place, after = mention.places[0], folded[mention.end :]
    label = pattern(_LABEL).search(folded)
    held = bool(pattern(_HELD_THERE).search(after))
    dated = pattern(_DAY_BEFORE).search(folded[: mention.start]) and after.startswith(",") and not mention.bare
    before = folded[: mention.start]
    led = pattern(_BROUGHT).search(before) or (pattern(_COMMA_BEFORE).search(before) and pattern(_GOES_ON).match(after))
    cell = pattern(r"[| ]$").search(before) and pattern(r"^(?:[| ]|$)").match(after)
    row = cell and pattern(SERIES).search(folded)
    filed = pattern(_DATELINE).search(before) and pattern(_FILED).match(after) and pattern(_THERE).search(after)
    named = dated or filed or row or (pattern(rf"{ORDINAL}.?(?:{SERIES})").search(folded) and led)
    if place.level == "group" or not (label or held or named) or pattern(_NOT_HELD).search(after):
        return None
    score = (3.0 if label else 0.0) + (0.0 if mention.bare else 1.0) + (1.0 if len(mention.chain) > 1 else 0.0)
    score += 1.5 if pattern(_HELD).search(after[:60]) else 0.0
    score += 0.5 if place.level in ("city", "county") else 0.0
    score += 2.0 if filed or row else 0.0
    return score + (1.0 if place.country == "CN" else 0.0)


def host_values(mention: PlaceMention, sentence: Excerpt) -> dict[str, Value]:
    """Return `province`, `city` and `country` of the host, names as the text writes them."""
    quote = clause(sentence, mention.start, mention.end)
    chain = mention.chain or mention.places[:1]
    values = {"country": Value(chain[-1].country, quote)}
    rest = sentence.text[mention.start : mention.end]
    for place in chain:
        written = _leading(rest, place)
        rest = rest[len(written) :]
        if "city" in values and place.ja.endswith("区"):
            continue  # a ward of the city that hosted
        wide = place.level in ("province", "prefecture", "region") and not place.ja.endswith("市")
        values["province" if wide else "city"] = Value(written, quote)
    return values


def _leading(text: str, place: Place) -> str:
    """Return the start of `text` that is a name of the place, all of it if none fits."""
    folded = fold(text)
    full = [fold(name) for name in (place.ja, place.zh_hans, place.zh_hant, *place.aliases)]
    names = [*full, *(SUFFIX.sub("", name) for name in full)]
    fitting = [name for name in names if folded.startswith(name)]
    return text[: len(max(fitting, key=len))] if fitting else text
