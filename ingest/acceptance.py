"""A model's claim → a talk, if the sentences it cites prove every word of it; else the reason why it is refused.

The model only points: every value, quotation and place on a page is cut out of the report's own text. What a name may
be, what belongs to whom and whether a sentence tells a talk at all is judged by the same tables as everywhere.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.claims import Claim
from ingest.labels import usable_labels
from ingest.names import HONORIFIC, KANJI, cues, is_name, name_at, organisation_end, title
from ingest.patterns import pattern
from ingest.places import find_places, place_named
from ingest.records import Country, Excerpt, Person, Report, Sentence, Talk
from ingest.roles import Act, act_of, find_session
from ingest.sections import Section
from ingest.sessions import Stage
from ingest.terms import find_terms
from ingest.text import HAS_CJK, cut, flat, fold, folded_key
from ingest.wordings import word

_NEAR = 40  # characters between a name and what is said to be its post or place
_MOST_CITED = 12  # sentences of one talk
_MOST_TOPIC = 120  # characters
_CONFIDENCE = 0.7
_NO_TALK: tuple[Act, ...] = ("greeting", "coordinator", "absent", "read", "none")
_RUN = re.compile(rf"[{KANJI}]{{2}}|[ァ-ヺー]{{2}}|[a-z0-9]{{2}}")
_JOINS = r"[とや和与及、,，]"  # what stands between two people or two places


class Refused(Exception):
    """Why a claim is not taken; for people who wonder what the model said."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A talk as far as a claim proves it; `cited` are its sentences, `notes` what of the claim was left out."""

    talk: Talk
    cited: tuple[Sentence, ...]
    tells: bool  # a sentence says so in so many words
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """Words of a claim where a cited sentence holds them."""

    sentence: Sentence
    start: int
    end: int

    @property
    def excerpt(self) -> Excerpt:
        return cut(self.sentence.excerpt, self.start, self.end)

    @property
    def name(self) -> str:
        """The words without the blanks that print puts into names."""
        text = self.excerpt.text
        return flat(text) if HAS_CJK.search(text) else " ".join(text.split())


def accept(claim: Claim, section: Section, report: Report) -> Accepted:
    """Return the talk a claim tells of; Refused says what is not proved."""
    cited = section.cited(claim.sentence_ids)
    if not cited or len(cited) > _MOST_CITED:
        raise Refused("no such sentences")
    said = {name: getattr(claim, name) or "" for name in ("speaker", "title", "organisation", "place")}
    said = {name: words for name, words in said.items() if words.strip()}
    if not said.keys() & {"speaker", "organisation", "place"}:
        raise Refused("nobody is named")
    people = {folded_key(person.name) for person in report.people}
    whole = {name: check for name, check in _WHOLE.items() if folded_key(said.get(name, "")) not in people}
    found = _together(said, cited, whole)
    _check_place(found)
    main = next(iter(found.values())).sentence
    chinese = report.language != "ja"
    acts = [act_of(word(sentence.text, chinese=chinese).plain, chinese=chinese) for sentence in cited]
    here = acts[cited.index(main)]
    if here in _NO_TALK:
        raise Refused(f"the sentence tells no talk ({here})")
    notes: list[str] = []
    topic = _topic(claim, cited, notes)
    tells = any(act in ("explicit", "talk") for act in acts)
    if here == "silent" and ("speaker" not in found or not (topic or tells)):
        raise Refused("no sentence tells a talk")
    talk = _talk(found, main, report)
    _check_absence(talk, report, chinese=chinese)
    details = tuple(sentence.excerpt for sentence in cited if sentence is not main)
    labels = usable_labels(claim.labels, cited, report) if claim.labels and topic else ()
    if claim.labels and topic and len(labels) < claim.labels.count:
        notes.append("labels not usable")
    stage = Stage()
    stage.open(_session(section, report))
    talk = replace(talk, session=stage.session, role=stage.role, topic=topic, details=details, labels=labels)
    return Accepted(talk, cited, tells, tuple(notes))


# Who


def _together(said: Mapping[str, str], cited: Sequence[Sentence], whole: Mapping[str, "_Whole"]) -> dict[str, _Found]:
    """Return the words of a claim in the first sentence that holds them all side by side, the speaker's name first."""
    fewest = list(said)
    for sentence in cited:
        found: dict[str, _Found] = {}
        for name, words in said.items():
            if place := _locate(sentence, words, whole.get(name), found.get("speaker")):
                found[name] = place
        lacking = [name for name in said if name not in found]
        if not lacking:
            return found
        fewest = min(fewest, lacking, key=len)
    where = "beside the name" if "speaker" in said and fewest[0] != "speaker" else "in the sentences"
    raise Refused(f"the {fewest[0]} does not stand {where}")


def _locate(
    sentence: Sentence, words: str, whole: "_Whole | None" = None, speaker: _Found | None = None
) -> _Found | None:
    """Return where a sentence holds these words, white space and print aside, as a whole and beside the speaker."""
    folded = fold(sentence.text)
    places = [at for at, character in enumerate(folded) if not character.isspace()]
    text, sought = flat(folded), folded_key(words)
    at = text.find(sought) if sought else -1
    while at >= 0:
        found = _Found(sentence, places[at], places[at + len(sought) - 1] + 1)
        if (speaker is None or _belongs(found, speaker)) and (whole is None or whole(found)):
            return found
        at = text.find(sought, at + 1)
    return None


def _belongs(found: _Found, name: _Found) -> bool:
    """Return whether a post or place stands near a name, and nobody else's between them."""
    first, second = sorted((found, name), key=lambda one: one.start)
    between = found.sentence.text[first.end : second.start]
    if second.start < first.end or len(between) > _NEAR or re.search(r"[。;；]", between):
        return False
    if found is second:  # 王立新(洛陽市副市長), but not 高野真一市長と洛陽市の…
        return not re.search(_JOINS, between) and not find_places(between)
    joined = re.match(_JOINS, between) or re.search(rf"{_JOINS}$", between)
    return not joined and not any(re.search(_JOINS, between[: one.start]) for one in find_places(between))


def _whole_name(found: _Found) -> bool:
    """Return whether a name begins and ends where other words do: 高野真一, but not 野真一 or 王立 of 王立新."""
    text, start, end = found.sentence.text, found.start, found.end
    told = (name_at(text, fold(text), start, japanese=japanese) for japanese in (False, True))
    ends = _is_edge(text, end) or bool(pattern(HONORIFIC).match(fold(text), end)) or text[start:end] in told
    return _is_edge(text, start) and ends


def _whole_title(found: _Found) -> bool:
    """Return whether words are a post, and no part of a longer one: 市長 of 副市長."""
    before = fold(found.sentence.text[: found.start])
    return bool(pattern(title()).search(fold(found.name))) and not before.endswith(tuple(map(fold, cues("modifier"))))


def _whole_body(found: _Found) -> bool:
    """Return whether words may name an organisation: whole, without signs, no hiragana but that of a place."""
    text = found.sentence.text
    places = [(one.start, one.end) for one in find_places(text)]
    loose = (at for at in range(found.start, found.end) if re.match(r"[ぁ-ゖ、。，,:：;；「」（）()]", text[at]))
    inside = all(any(start <= at < end for start, end in places) for at in loose)
    return inside and _is_edge(text, found.start) and _is_edge(text, found.end)


def _whole_place(found: _Found) -> bool:
    """Return whether words are a place as the gazetteer finds it there: not 京都 of 東京都, nor 奈良 of 奈良県."""
    named = {one.id for one in place_named(found.name)}
    over = [one for one in find_places(found.sentence.text) if one.start <= found.start and found.end == one.end]
    return not named or any(named & {place.id for place in (*one.chain, *one.places)} for one in over)


def _is_edge(text: str, at: int) -> bool:
    """Return whether one word ends and another begins at a place of a text, as far as print or a table tells."""
    if at in (0, len(text)):
        return True
    edges = {edge for one in find_places(text) for edge in (one.start, one.end)}
    edges |= {edge for one in find_terms(text) for edge in (one.start, one.end)}
    return at in edges or not _RUN.fullmatch(fold(text[at - 1 : at + 1]))


_Whole = Callable[[_Found], bool]  # whether words stand there as a whole, and not as a part of others
_WHOLE: Mapping[str, _Whole] = {
    "speaker": _whole_name,
    "title": _whole_title,
    "organisation": _whole_body,
    "place": _whole_place,
}


def _check_place(found: dict[str, _Found]) -> None:
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


def _talk(found: dict[str, _Found], main: Sentence, report: Report) -> Talk:
    """Return who spoke: as the report introduces them anywhere, else as the claim copies it."""
    name, title, organisation, place = (
        found[key].name if key in found else None for key in ("speaker", "title", "organisation", "place")
    )
    known = _known(name, title, report) if name else None
    if organisation and not place:
        place = next((organisation[m.start : m.end] for m in find_places(organisation) if m.start == 0), None)
    country = _country(place)
    if known:
        return Talk(
            None, "speaker", known.name, known.title or title, known.organisation or organisation or place,
            known.place or place, known.country or country, None, main.excerpt, introduction=known.quote,
            confidence=_CONFIDENCE, source="model",
        )  # fmt: skip
    return Talk(
        None, "speaker", name, title, organisation or place, place, country, None, main.excerpt,
        introduction=main.excerpt if name else None, confidence=_CONFIDENCE, source="model",
    )  # fmt: skip


def _known(name: str, title: str | None, report: Report) -> Person | None:
    """Return the person of this name, or whose full name begins with it; Refused where that may be several."""
    key = folded_key(name)
    alike = [
        one for one in report.people if folded_key(one.name).startswith(key) or key.startswith(folded_key(one.name))
    ]
    exact = [one for one in alike if folded_key(one.name) == key]
    titled = [one for one in alike if title and one.title and folded_key(one.title) == folded_key(title)]
    found = exact or (titled if len(alike) > 1 else alike)
    if len(found) > 1 or (alike and not found):
        raise Refused("several people of that name")
    return found[0] if found else None


def _country(place: str | None) -> Country | None:
    countries = {one.country for one in place_named(place)} if place else set()
    return countries.pop() if len(countries) == 1 else None


def _check_absence(talk: Talk, report: Report, *, chinese: bool) -> None:
    """Refuse somebody of whom the report says anywhere that they did not come."""
    name = folded_key(talk.speaker or "")
    for sentence in report.sentences if name else ():
        if name in folded_key(sentence.text):
            text = word(sentence.text, chinese=chinese)
            if act_of(text.plain, chinese=chinese) == "absent":
                raise Refused("the report says that the speaker did not come")


# What and where


def _topic(claim: Claim, cited: Sequence[Sentence], notes: list[str]) -> str | None:
    """Return the topic as the report writes it; what is no part of a sentence is noted and left out."""
    if not (claim.topic or "").strip():
        return None
    found = next((one for sentence in cited if (one := _locate(sentence, claim.topic or ""))), None)
    if found is None or len(found.excerpt.text) > _MOST_TOPIC:
        notes.append("topic not in the sentences" if found is None else "topic too long")
        return None
    return found.excerpt.text


def _session(section: Section, report: Report) -> str | None:
    """Return the session of a section: that of the talks the rules read there, else the one its heading names."""
    texts = {sentence.text for sentence in section.sentences}
    for talk in report.talks:
        if talk.session and any(talk.quote.text in text for text in texts):
            return talk.session
    named = find_session(fold(section.heading))
    return section.heading[named.start() : named.end()] if named else None
