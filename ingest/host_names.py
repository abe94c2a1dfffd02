"""How the report writes its host: province, city and country as it names them, completed where it leaves a name short.

A report that names the city alone leaves its province to the reader, who knows it; so does the gazetteer. What is
completed so is proved by the clause that names the city.
"""

from collections.abc import Iterator, Sequence

from ingest.facts import Facts
from ingest.gazetteer import SUFFIX
from ingest.languages import language_of
from ingest.patterns import clause, pattern
from ingest.places import Place, PlaceMention, contains, name_in, place_by_id
from ingest.records import Excerpt, Value
from ingest.text import Language, fold

_OFTEN = 2  # times a report names the city it is about


def name_host(facts: Facts, index: int, mention: PlaceMention, host: Place) -> dict[str, Value]:
    """Return `province`, `city` and `country` of a host that a sentence names by `mention`."""
    values = host_values(mention, facts.sentences[index].excerpt)
    language = language_of("\n".join(sentence.text for sentence in facts.sentences))
    values = _in_full(_completed(values, host, facts, bare=mention.bare), host, language)
    return _known_outer(host, values["country"], language) | values if len(mention.places) == 1 else values


def _known_outer(host: Place, proof: Value, language: Language) -> dict[str, Value]:
    """Return the province of a city, as the gazetteer knows it, in the language of the report."""
    state = next((place for place in _ancestors(host) if place.level in ("province", "prefecture")), None)
    if state is None or state.ja.endswith("市"):
        return {}
    return {"province": Value(name_in(state, language), proof.quote)}


def _ancestors(place: Place) -> Iterator[Place]:
    while place.parent:
        place = place_by_id(place.parent)
        yield place


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
    state = pattern("州$").search(fold(str(values["province"].value))) if "province" in values else True
    for index, mention in everywhere if state else ():
        outer = mention.places[0]
        if outer.level in ("province", "prefecture", "region") and contains(outer, host):
            if outer.level == "province" or (outer.parent is None and "province" not in values):
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


def host_values(mention: PlaceMention, sentence: Excerpt) -> dict[str, Value]:
    """Return `province`, `city` and `country` of the host, names as the text writes them."""
    quote = clause(sentence, mention.start, mention.end)
    chain = mention.chain or mention.places[:1]
    values = {"country": Value(chain[-1].country, quote)}
    rest = sentence.text[mention.start : mention.end]
    for place in chain:
        written = _leading(rest, place)
        rest = rest[len(written) :]
        field = "province" if _is_wide(place) else "city"
        if field not in values or (field == "city" and place.ja.endswith("市")):
            values[field] = Value(written, quote)  # a city within another's bounds, but no ward or county of it
    return values


def _in_full(values: dict[str, Value], host: Place, language: Language) -> dict[str, Value]:
    """Return the names with their 市 and 省, in the script of the text, where it writes the bare names only."""
    full = dict[str, Value]()
    for field, value in values.items():
        written = str(value.value)
        fitting = [
            name
            for place in (host, *_ancestors(host))
            if _is_wide(place) == (field == "province") and field != "country"
            for name in (name_in(place, language), place.ja, place.zh_hans, place.zh_hant)
            if fold(written) == SUFFIX.sub("", fold(name))
            or (field == "province" and fold(written) != fold(name) and fold(name).startswith(fold(written)))
        ]
        own = [name for name in fitting if name.startswith(written)]
        full[field] = Value((own or fitting)[0], value.quote) if fitting else value
    return full


def _is_wide(place: Place) -> bool:
    """Return whether a place holds cities: a province, prefecture or autonomous state, but no city that is one."""
    return place.level in ("province", "prefecture", "region") and not place.ja.endswith("市")


def _leading(text: str, place: Place) -> str:
    """Return the start of `text` that is a name of the place, all of it if none fits."""
    folded = fold(text)
    full = [fold(name) for name in (place.ja, place.zh_hans, place.zh_hant, *place.aliases)]
    names = [*full, *(SUFFIX.sub("", name) for name in full)]
    fitting = [name for name in names if folded.startswith(name)]
    return text[: len(max(fitting, key=len))] if fitting else text
