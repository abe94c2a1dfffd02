"""Whom a claim of a model points at: somebody the rules see introduced in a sentence it cites, else words it copied.

Small models copy a post into the name, a body without its city, a province for the city. Where the tables see an
introduction, that tells who it is, and the claim only must not contradict it; elsewhere every word has to stand there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.claims import Claim
from ingest.names import HONORIFIC, is_name, organisation_end, title
from ingest.patterns import pattern
from ingest.people import find_introductions
from ingest.places import find_places, place_named
from ingest.posts import Introduction
from ingest.records import Person, Report, Sentence
from ingest.sections import Section
from ingest.terms import find_terms
from ingest.text import fold, folded_key
from ingest.wholes import Found, locate, modified
from ingest.wordings import word

_BESIDE = ("title", "organisation", "place")  # what is told of a speaker


class Refused(Exception):
    """Why a claim is not taken; for people who wonder what the model said."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """Who spoke, as the report writes it, in that sentence; `notes` is what of the claim was left out."""

    sentence: Sentence
    start: int
    end: int
    name: str | None = None
    title: str | None = None
    organisation: str | None = None
    place: str | None = None
    notes: tuple[str, ...] = ()


def point(claim: Claim, cited: Sequence[Sentence], section: Section, report: Report) -> list[Pointed]:
    """Return whom a claim may mean, the likeliest first; Refused says what does not stand in the sentences.

    What a model says of a speaker may stand right before what it cites; and small models miscount, so somebody whom
    the cited sentences do not introduce is looked for in the others of the section.
    """
    said = {name: getattr(claim, name) or "" for name in ("speaker", *_BESIDE)}
    said = {name: words for name, words in said.items() if words.strip()}
    if not said.keys() & {"speaker", "organisation", "place"}:
        raise Refused("nobody is named")
    others = [sentence for sentence in section.sentences if sentence not in cited]
    introduced = _whom(said, cited, section, report) or _whom(said, others, section, report)
    if not introduced:
        return [_copied(said, cited, report)]
    pointed: list[Pointed] = []
    refused: list[Refused] = []
    for sentence, person in introduced:
        try:
            pointed.append(_introduced(said, sentence, person, section.around(sentence, *cited), report))
        except Refused as reason:
            refused.append(reason)
    if not pointed:
        raise refused[0]
    return pointed


def people_in(sentence: Sentence, report: Report) -> list[Introduction]:
    """Return the people the tables see introduced in a sentence."""
    return find_introductions(word(sentence.text, chinese=report.language != "ja"))


def known_person(name: str, post: str | None, report: Report) -> Person | None:
    """Return the person of this name, or whose full name begins with it; Refused where that may be several."""
    key = folded_key(name)
    alike = [
        one for one in report.people if folded_key(one.name).startswith(key) or key.startswith(folded_key(one.name))
    ]
    exact = [one for one in alike if folded_key(one.name) == key]
    titled = [one for one in alike if post and one.title and folded_key(one.title) == folded_key(post)]
    found = exact or (titled if len(alike) > 1 else alike)
    if len(found) > 1 or (alike and not found):
        raise Refused("several people of that name")
    return found[0] if found else None


# Somebody introduced


def _whom(
    said: Mapping[str, str], sentences: Sequence[Sentence], section: Section, report: Report
) -> list[tuple[Sentence, Introduction]]:
    """Return the people whom these sentences introduce and a claim may mean."""
    return [
        (sentence, person)
        for sentence in sentences
        for person in people_in(sentence, report)
        if "speaker" in said and _means(said["speaker"], person, sentence, section.around(sentence))
    ]


def _means(speaker: str, person: Introduction, sentence: Sentence, near: Sequence[Sentence]) -> bool:
    """Return whether a claim's speaker is this person, by name and nothing but what introduces them."""
    said, name = folded_key(speaker), folded_key(person.name)
    whole = folded_key(sentence.text[person.start : person.end])
    if said.startswith(name) and said in folded_key(sentence.text[person.start : person.end + len(speaker)]):
        return True  # a longer name at the same place
    around = said.replace(name, "", 1)
    if name not in said or around in whole or pattern(rf"{HONORIFIC}").fullmatch(around):
        return name in said
    post = folded_key(person.title or "")  # 泸州促进局局长先世杰: the post and the name tell who, the rest is near
    told = folded_key("".join(one.text for one in near))
    return bool(post) and around.endswith(post) and set(around) <= set(told)


def _introduced(
    said: Mapping[str, str], sentence: Sentence, person: Introduction, near: Sequence[Sentence], report: Report
) -> Pointed:
    """Return the person introduced, with what else the claim proves of them; Refused where it contradicts."""
    known = known_person(person.name, person.title, report)
    words: dict[str, str] = {}
    notes: list[str] = []
    name = locate(sentence, person.name) or Found(sentence, person.start, person.end)
    for key in _BESIDE:
        claimed = said.get(key, "")
        if key == "title":
            claimed = folded_key(claimed).replace(folded_key(person.name), "", 1)
        told = [text for one in (person, known) if one and (text := getattr(one, key))]
        if not claimed or _agrees(key, claimed, sentence.text[person.start : person.end], _told(person, known)):
            continue
        if (key == "title" and not pattern(title()).search(fold(claimed))) or (
            key == "place" and not place_named(claimed)
        ):
            notes.append(f"the {key} is none")
        elif found := locate(sentence, claimed, key, name):
            words[key] = found.name
        elif told and key != "place":
            raise Refused(f"the {key} does not stand beside the name")
        elif any(locate(one, claimed, key) for one in near) and not told:
            notes.append(f"the {key} does not stand beside the name")
        else:
            raise Refused(f"the {key} does not stand beside the name")
    if not (person.title or person.organisation or words or known):
        raise Refused("a name without a post, an organisation or a place")
    values = {key: getattr(person, key) or words.get(key) for key in _BESIDE}
    return Pointed(sentence, person.start, person.end, person.name, **values, notes=tuple(notes))


def _told(person: Introduction, known: Person | None) -> list[tuple[str, str]]:
    """Return the bodies with the posts the report tells of somebody."""
    return [
        (folded_key(one.organisation or one.place or ""), folded_key(one.title or "")) for one in (person, known) if one
    ]


def _agrees(key: str, claimed: str, around: str, told: Sequence[tuple[str, str]]) -> bool:
    """Return whether what a claim says of somebody is what the report tells of them, or a part of it."""
    said = folded_key(claimed)
    if key == "title":
        wholes = [body + post for body, post in told if post]
        merged = any(post and said.endswith(post) and _within(said, body + post) for body, post in told)
        return merged or any(one.endswith(said) and not modified(one[: -len(said)]) for one in wholes)
    return said in folded_key(around) or any(body and (said in body or said.endswith(body)) for body, _ in told)


def _within(part: str, whole: str) -> bool:
    """Return whether one text is another with some of it left out: 農業局長 of 農業局局長."""
    left = iter(whole)
    return all(character in left for character in part)


# Words alone


def _copied(said: Mapping[str, str], cited: Sequence[Sentence], report: Report) -> Pointed:
    """Return who is named in the words of a claim, in the first sentence that holds them all side by side."""
    people = {folded_key(person.name) for person in report.people}
    found = _together(said, cited, people)
    _check_names(found)
    main = next(iter(found.values()))
    name, post, organisation, place = (found[key].name if key in found else None for key in ("speaker", *_BESIDE))
    if organisation and not place:
        place = next((organisation[one.start : one.end] for one in find_places(organisation) if one.start == 0), None)
    return Pointed(main.sentence, main.start, main.end, name, post, organisation, place)


def _together(said: Mapping[str, str], cited: Sequence[Sentence], people: set[str]) -> dict[str, Found]:
    """Return the words of a claim in the first sentence that holds them all side by side, the speaker's name first."""
    fewest = list(said)
    for sentence in cited:
        found = dict(_found(said, sentence, people))
        lacking = [name for name in said if name not in found]
        if not lacking:
            return found
        fewest = min(fewest, lacking, key=len)
    where = "beside the name" if "speaker" in said and fewest[0] != "speaker" else "in the sentences"
    raise Refused(f"the {fewest[0]} does not stand {where}")


def _found(said: Mapping[str, str], sentence: Sentence, people: set[str]) -> Iterator[tuple[str, Found]]:
    speaker: Found | None = None
    for name, words in said.items():
        kind = "" if folded_key(words) in people else name
        if place := locate(sentence, words, kind, speaker):
            speaker = place if name == "speaker" else speaker
            yield name, place


def _check_names(found: Mapping[str, Found]) -> None:
    """Refuse what can be no name, and a place that neither the gazetteer nor the organisation holds."""
    speaker, organisation, place = (found.get(name) for name in ("speaker", "organisation", "place"))
    if speaker and (not is_name(speaker.name) or find_terms(speaker.name)):
        raise Refused("the speaker is no name")
    if place and not place_named(place.name):
        if not organisation or folded_key(place.name) not in folded_key(organisation.name):
            raise Refused("the place is in no gazetteer")
    body = organisation and pattern(rf"(?:{organisation_end()})$").search(fold(organisation.name))
    if organisation and not (speaker or place or body or find_places(organisation.name)):
        raise Refused("an organisation of no place, and nobody who speaks for it")
    if speaker and len(found) == 1:
        raise Refused("a name without a post, an organisation or a place")
