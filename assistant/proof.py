"""Whether a sentence a model wrote is proved by what it cites: numbers, quotations, names, places, figures, words.

A model phrases, it does not know. Each sentence is compared, folded, with the quotations it cites and with the
computed lines that cite the same: whatever it names has to stand there. What cannot be found is a fault; a sentence
with a fault is not shown. So the test errs towards dropping: a good sentence lost costs less than a wrong name shown.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.attribution import (
    editions_with_who_was_there,
    end_of_body,
    held_where_they_say,
    hosts,
    of_the_editions_held_there,
    people_beside_their_places,
    places_named,
    subjects_with_who_told_them,
)
from assistant.counts import (
    COUNTED,
    FIGURE,
    counted_alike,
    figures_beside_their_own,
    figures_of,
    figures_with_their_labels,
    lists_as_many,
)
from assistant.deeds import deeds_as_in
from assistant.grounds import MARK, Evidence, Unit, key_of, normal, numbers_cited, unit_of
from assistant.languages import written_in
from assistant.neighbours import (
    compared_in_order,
    editions_by_their_hosts,
    editions_with_their_places,
    people_keep_their_subjects,
    people_with_their_posts,
    sides_as_named,
    sides_with_their_places,
)
from assistant.predicates import verbs_known
from assistant.records import Language
from assistant.shades import shaded_as_in
from assistant.strangers import LATIN, SAYS, strangers, titles_in, without
from assistant.strays import claims_of, latin_strays, strays, too_many
from assistant.wholes import clauses_of, of_one_source_each, quoted_whole, titles_kept_apart
from ingest.places import PlaceMention, find_places
from ingest.terms import TermMention, find_terms
from ingest.text import QUOTED, fold

_ASKS = re.compile(r"(?:[?？]|[か吗嗎呢]\s*[。.]?)\s*$")
_LINK = re.compile(r"https?:|www\.|<[a-zA-Z/!]|!\[|\]\(", re.IGNORECASE)
_CONTENT = re.compile(r"(?:(?![了的和在与等])[\u3400-\u9fff々ァ-ヴー]){2,}")
_OF_ITSELF = re.compile(fold("セミナー") + "|" + fold("研討会") + "|" + fold("報告") + "[书書]?")  # every source is one
_LEAST_SHARED = 0.5  # of a sentence's content that has to stand in what it cites
_MOST_FOUND = 8
_WORTH_CITING = 2  # pairs of characters


def prove(sentence: str, evidence: Evidence) -> tuple[tuple[int, ...], list[str]]:
    """Return the numbers of the citations that prove a sentence, and what of it none proves, as keys of prompts.

    The numbers a model gives are a proposal: where they do not prove the sentence, those that do are looked for, since
    small models forget or swap them. With a fault there are no numbers.
    """
    said = MARK.sub(" ", normal(sentence))
    proposed = tuple(dict.fromkeys(numbers_cited(sentence)))
    known = tuple(number for number in proposed if number in evidence.units)
    repeated = evidence.repeated(said)
    if repeated and not _ASKS.search(said) and _in_language(said, (), evidence):
        return repeated, []  # nothing of its own that could be wrong
    faults: list[str] = []
    for numbers in (known, _found_for(said, evidence)):
        if numbers:
            faults = _faults(said, numbers, evidence)
            if not faults:
                return _needed(said, numbers, evidence), []
    return (), faults or ["unknown_citation" if proposed else "uncited"]


def _faults(said: str, numbers: Sequence[int], evidence: Evidence) -> list[str]:
    units, evidence = [evidence.units[number] for number in numbers], evidence.citing(numbers)
    faults = [name for name, holds in _CHECKS.items() if not holds(said, units, evidence)]
    return faults or ([] if _supported(said, [*units, evidence.headline], evidence) else ["unsupported"])


def _supported(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    """Return whether what a sentence tells stands in the units: all of it in their language, most of it in another.

    A question tells nothing.
    """
    if _ASKS.search(said):
        return False
    if _shared(said, units, evidence) < _LEAST_SHARED or not _of_its_own(said, units, evidence):
        return False
    told = "".join(unit.text for unit in units)
    abroad = any(unit.language != evidence.language[:2] for unit in units if unit.language)
    if abroad and not verbs_known(said, told, (*evidence.names, *evidence.bodies), evidence.language):
        return False
    if evidence.language == "en":
        claims = [*_spans(find_places(said)), *_spans(find_terms(said))]
        unknown = latin_strays(without(fold(said), claims), [told, *evidence.words])
        return not too_many(unknown, len(claims) + len(figures_of(said)))
    if abroad and not all(unit.bare for unit in units if unit.language):
        return True
    terms = [one for one in find_terms(said) if one.term.id in _all(units, "terms") or one.term.group == "series"]
    return not strays(without(fold(_without_names(COUNTED.sub(_blank, said), evidence.names)), _spans(terms)), told)


def _of_its_own(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    """Return whether anything of a sentence stands in what is quoted or computed, not only in what is known of it."""
    content = _content(said, evidence.language)
    told = [unit_of([unit.quote]) for unit in units]
    return not content or any(unit.holds(item) for item in content for unit in told)


def _spans(found: Iterable[PlaceMention | TermMention]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]


def _needed(said: str, numbers: Sequence[int], evidence: Evidence) -> tuple[int, ...]:
    """Return those of the citations without which a sentence is not proved: one that is to spare may be of others."""
    content = _content(said, evidence.language)
    needed = set(numbers)
    for number in sorted(numbers, key=lambda one: sum(map(evidence.units[one].holds, content))):
        left = tuple(one for one in numbers if one in needed - {number})
        if left and not _faults(said, left, evidence):
            needed.discard(number)
    return tuple(one for one in numbers if one in needed)


def _found_for(said: str, evidence: Evidence) -> tuple[int, ...]:
    """Return the citations that together hold most of what a sentence says."""
    places = [one for one in find_places(said) if not hosts(one, said)]
    left = _content(without(said, _spans(places)), evidence.language)
    tellers = [frozenset(place.id for place in one.places) for one in places]
    people = [name for name in evidence.names if name in key_of(said)]
    found: list[int] = []
    while len(found) < _MOST_FOUND:
        held = {
            number: sum(map(unit.holds, left))
            + _WORTH_CITING * sum(bool(one & unit.own) for one in tellers)
            + _WORTH_CITING * sum(name in unit.text for name in people)
            for number, unit in evidence.units.items()
        }
        number = max(held, key=lambda one: held[one], default=0)
        if not number or held[number] < _WORTH_CITING:
            break
        found.append(number)
        unit = evidence.units[number]
        left = [item for item in left if not unit.holds(item)]
        tellers = [one for one in tellers if not one & unit.own]
        people = [name for name in people if name not in unit.text]
    return tuple(sorted(found))


def _shared(said: str, units: Sequence[Unit], evidence: Evidence) -> float:
    """Return how much of what a sentence tells, beside whom it names, stands in the units: 0 to 1."""
    least, named = _WORTH_CITING, ""
    if evidence.language != "en":  # of an English sentence places are most of what can be compared
        named, said = said, _without_names(said, evidence.names)
        least = 1
    content = _content(said, evidence.language)
    if named != said and not content:
        return 1.0
    return sum(any(unit.holds(item) for unit in units) for item in content) / max(least, len(content))


def _without_names(said: str, names: Iterable[str]) -> str:
    folded = fold(said)
    spans = [(one.start, end_of_body(one, folded)) for one in find_places(said)]
    spans += [(at, at + len(name)) for name in names if (at := folded.find(name)) >= 0]
    return without(said, spans)


def _content(said: str, language: Language) -> list[str]:
    """Return what carries a sentence's content: folded pairs of characters; in English its claims.

    English shares no characters with what it is about, so places, terms and figures have to do.
    """
    if language == "en":
        unit = unit_of([said])
        return [*unit.places, *unit.terms, *unit.figures]
    series = [one for one in find_terms(said) if one.term.group == "series"]
    said = without(said, _spans(series))
    folded = claims_of(_OF_ITSELF.sub(_blank, SAYS.sub(_blank, fold(said))))
    terms = {at: one.term.id for one in find_terms(said) for at in range(one.start, one.end - 1)}
    runs = ((run[0], run.start()) for run in _CONTENT.finditer(folded))
    pairs = [terms.get(start + at) or run[at : at + 2] for run, start in runs for at in range(len(run) - 1)]
    return pairs + [word.lower() for word in LATIN.findall(folded) if len(word) > 3] + FIGURE.findall(folded)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def holds(checks: Iterable[str], said: str, source: Unit, evidence: Evidence) -> bool:
    """Return whether a text, not a sentence of a wording, stands by these checks in one source."""
    return all(_CHECKS[name](normal(said), [source], evidence) for name in checks)


def _all(units: Sequence[Unit], name: str) -> frozenset[str]:
    return frozenset().union(*(getattr(unit, name) for unit in units))


def _places_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    """Return whether the places a sentence names stand in what it cites: who did something in the quotation itself."""
    own = _all(units, "own")
    known = own | _all(units, "hosts") | evidence.headline.places
    return held_where_they_say(said, units) and all(
        any(place.id in (known if hosts(mention, said) else own) for place in mention.places)
        for mention in places_named(said)
    )


def _terms_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    """Return whether the subjects and titles a sentence names stand in what it cites, in whatever language."""
    known = _all(units, "terms")
    subjects = [one for one in find_terms(said) if one.term.topical]
    return all(one.term.id in known for one in (*subjects, *titles_in(said)))


def _shades_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    """Return whether a sentence denies, narrows, compares and does no more, and plans no less, than what it cites."""
    quotations, computed = [unit.quote for unit in units], evidence.headline.quote
    if not shaded_as_in(said, quotations, computed):
        return False
    if all(unit.language == evidence.language[:2] for unit in units):
        return True  # there every word has to stand in what is cited
    told = without(said, _spans(one for one in find_terms(said) if one.term.topical))
    told = _without_names(told, {*evidence.names, *evidence.bodies})
    return deeds_as_in(told, quotations, computed)


def _figures_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    known = _all(units, "figures") | evidence.headline.figures
    quotations, counts = [unit.quote for unit in units], _all(units, "counts") | evidence.headline.counts
    return (
        figures_of(said) <= known
        and counted_alike(said, counts)
        and lists_as_many(said)
        and figures_beside_their_own(said, quotations)
        and figures_with_their_labels(said, quotations)
    )


def _in_language(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    return written_in(QUOTED.sub(" ", said), evidence.language, evidence.bodies)


def _names_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    told = "".join(unit.text for unit in units)
    return not any(strangers(said, told, evidence.names, evidence.words, english=evidence.language == "en"))


def _pairs_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    return (
        people_beside_their_places(said, units, evidence.names)
        and people_with_their_posts(said, units, evidence.names, evidence.bodies)
        and sides_with_their_places(said)
        and sides_as_named(said, units)
    )


def _subjects_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    everybody = evidence.names | evidence.bodies
    return (
        editions_with_who_was_there(said, units, everybody)
        and of_the_editions_held_there(said, units)
        and editions_with_their_places(said, units)
        and editions_by_their_hosts(said, units)
        and _clauses_stand(said, units, evidence)
        and subjects_with_who_told_them(said, units, everybody, evidence.headline.text)
        and people_keep_their_subjects(said, units, evidence.names)
        and compared_in_order(said, units, everybody)
    )


def _clauses_stand(said: str, units: Sequence[Unit], evidence: Evidence) -> bool:
    """Return whether each clause is of one source, where words can tell: all that is cited is in the same language."""
    if len(units) < 2 or any(unit.language != evidence.language[:2] for unit in units):
        return True
    clauses = [_content(one, evidence.language) for one in clauses_of(_without_names(said, evidence.names))]
    return of_one_source_each(clauses, units, evidence.citing(()).headline)


_CHECKS: dict[str, Callable[[str, Sequence[Unit], Evidence], bool]] = {
    "address": lambda said, units, evidence: not _LINK.search(said),
    "language": _in_language,
    "quotation": lambda said, units, evidence: quoted_whole(said, units) and titles_kept_apart(said, units),
    "place": _places_stand,
    "figure": _figures_stand,
    "name": _names_stand,
    "term": _terms_stand,
    "pairing": _pairs_stand,
    "attribution": _subjects_stand,
    "shade": _shades_stand,
}
