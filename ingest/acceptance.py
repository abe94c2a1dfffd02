"""A model's claim → a talk, if the sentences it cites prove it; else the reason why it is refused.

The model only points: every value, quotation and place on a page is cut out of the report's own text. What a name may
be, what belongs to whom and whether a sentence tells a talk at all is judged by the same tables as everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.acts import Hearing, hear
from ingest.claims import Claim
from ingest.labels import usable_labels
from ingest.minutes import SPEAKING
from ingest.people import find_introductions
from ingest.places import place_named
from ingest.pointing import Pointed, Refused, known_person, people_in, point
from ingest.records import Country, Report, Sentence, Talk
from ingest.roles import Act, act_of, cue, find_session, has_talks
from ingest.sections import Section
from ingest.sessions import Stage
from ingest.speakers import find_claims
from ingest.text import fold, folded_key
from ingest.wholes import Found, locate
from ingest.wordings import Wording, word

_MOST_CITED = 12  # sentences of one talk
_MOST_TOPIC = 120  # characters
_CONFIDENCE = 0.7
_NO_TALK: tuple[Act, ...] = ("greeting", "coordinator", "absent", "read", "none")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A talk as far as a claim proves it; `cited` are its sentences, `notes` what of the claim was left out."""

    talk: Talk
    cited: tuple[Sentence, ...]
    tells: bool  # a sentence says so in so many words
    notes: tuple[str, ...] = ()


def accept(claim: Claim, section: Section, report: Report) -> Accepted:
    """Return the talk a claim tells of; Refused says what is not proved."""
    cited = section.cited(claim.sentence_ids)
    if not cited:
        raise Refused("no such sentences")
    refused: list[Refused] = []
    for pointed in point(claim, cited, section, report):
        try:
            return _accepted(claim, pointed, cited, section, report)
        except Refused as reason:
            refused.append(reason)
    raise refused[0]


def _accepted(claim: Claim, pointed: Pointed, cited: Sequence[Sentence], section: Section, report: Report) -> Accepted:
    """Return the talk of somebody a claim points at; Refused where no sentence tells it."""
    chinese, main, notes = report.language != "ja", pointed.sentence, list(pointed.notes)
    talk, own = _talk(pointed, report), _own(pointed, cited, section, report)
    tells = any(_act(sentence, chinese=chinese) in ("explicit", "talk") for sentence in own)
    topic = _topic(claim, pointed, own, report, notes)
    session = _session(section, main, report)
    if not _known(talk, own, report):
        if not has_talks(fold(session or "")):
            raise Refused("no talks are given in that session")
        _check_told(pointed, report, told=bool(topic or tells))
    _check_absence(talk, report, chinese=chinese)
    details = tuple(sentence.excerpt for sentence in own if sentence is not main)
    labels = usable_labels(claim.labels, own, report) if claim.labels and topic else ()
    if claim.labels and topic and len(labels) < claim.labels.count:
        notes.append("labels not usable")
    stage = Stage()
    stage.open(session)
    talk = replace(talk, session=stage.session, role=stage.role, topic=topic, details=details, labels=labels)
    return Accepted(talk, own, tells, tuple(notes))


# Who


def _talk(pointed: Pointed, report: Report) -> Talk:
    """Return who spoke: as the report introduces them anywhere, else as this sentence does."""
    name, title, organisation, place = pointed.name, pointed.title, pointed.organisation, pointed.place
    excerpt = pointed.sentence.excerpt
    known = known_person(name, title, report) if name else None
    country = _country(place)
    if known:
        return Talk(
            None, "speaker", known.name, known.title or title, known.organisation or organisation or place,
            known.place or place, known.country or country, None, excerpt, introduction=known.quote,
            confidence=_CONFIDENCE, source="model",
        )  # fmt: skip
    return Talk(
        None, "speaker", name, title, organisation or place, place, country, None, excerpt,
        introduction=excerpt if name else None, confidence=_CONFIDENCE, source="model",
    )  # fmt: skip


def _country(place: str | None) -> Country | None:
    countries = {one.country for one in place_named(place)} if place else set()
    return countries.pop() if len(countries) == 1 else None


def _own(pointed: Pointed, cited: Sequence[Sentence], section: Section, report: Report) -> tuple[Sentence, ...]:
    """Return the sentences that tell of this person: the one that names them, and of those cited what goes on from it.

    What follows a sentence on several people is nobody's, nor what follows one on somebody else.
    """
    main, name = pointed.sentence, folded_key(pointed.name or "")
    if len(cited) > _MOST_CITED:  # a model that cites everything points at nobody's sentences
        return (main,)
    own, mine = [main], False
    for sentence in section.sentences:
        named = [folded_key(person.name) for person in people_in(sentence, report)]
        others = [one for one in named if not (name and (name.startswith(one) or one.startswith(name)))]
        if sentence is main or named:
            mine = not others
        if sentence in cited and sentence is not main and mine and (named or section.follows(sentence, main)):
            own.append(sentence)
    return tuple(own)


# Whether they spoke


def _known(talk: Talk, own: Sequence[Sentence], report: Report) -> bool:
    """Return whether the rules read a talk of this person in these sentences."""
    name, told = folded_key(talk.speaker or ""), [sentence.excerpt for sentence in own]
    return bool(name) and any(
        folded_key(one.speaker or "") == name
        and one.role in SPEAKING
        and any(quote.overlaps(cited) for quote in (one.quote, *one.details) for cited in told)
        for one in report.talks
    )


def _check_told(pointed: Pointed, report: Report, *, told: bool) -> None:
    """Refuse somebody whose own clause tells no talk: nothing, a greeting, a visit, a remark, another time.

    What the rules hold for a sentence that may tell of a talk they missed is believed with fewer words.
    """
    chinese, main = report.language != "ja", pointed.sentence
    text = word(main.text, chinese=chinese)
    hearing = _hearing(pointed, text)
    act = hearing.act if hearing else act_of(text.plain, chinese=chinese)
    if act in _NO_TALK or (act == "silent" and (pointed.name is None or not told)):
        raise Refused(f"the sentence tells no talk ({act})")
    if hearing and hearing.elsewhere:
        raise Refused("the sentence tells of another time or of the audience")
    paragraph = [one for one in report.sentences if one.block == main.block]
    before = "".join(one.text for one in paragraph[: paragraph.index(main)] if main in paragraph)
    if cue("outing", fold(before + main.text), chinese=chinese):
        raise Refused("the paragraph tells of a visit or a reception")
    strong = hearing.strong if hearing else bool(cue("strong_body", text.plain, chinese=chinese))
    aside = hearing and (hearing.discussion or hearing.aftermath)
    missed = any(one.overlaps(main.excerpt) for one in report.uncovered)
    if act != "explicit" and (aside or act == "silent" or not strong) and not missed:
        raise Refused(f"the sentence may tell of a remark ({act})")


def _hearing(pointed: Pointed, text: Wording) -> Hearing | None:
    """Return what the clause of this person says, None where the rules see nobody of that name speak."""
    claims = find_claims(text, find_introductions(text)) if pointed.name else []
    for position, claim in enumerate(claims):
        if any(one.name == pointed.name for one in claim.speakers):
            return hear(text, claim, claims[position + 1 :])
    return None


def _act(sentence: Sentence, *, chinese: bool) -> Act:
    return act_of(word(sentence.text, chinese=chinese).plain, chinese=chinese)


def _check_absence(talk: Talk, report: Report, *, chinese: bool) -> None:
    """Refuse somebody of whom the report says anywhere that they did not come."""
    name = folded_key(talk.speaker or "")
    for sentence in report.sentences if name else ():
        if name in folded_key(sentence.text) and _act(sentence, chinese=chinese) == "absent":
            raise Refused("the report says that the speaker did not come")


# What and where


def _topic(claim: Claim, pointed: Pointed, own: Sequence[Sentence], report: Report, notes: list[str]) -> str | None:
    """Return the topic as the report writes it; what is no part of a sentence, or another's, is noted and left out."""
    if not (claim.topic or "").strip():
        return None
    found = next((one for sentence in own if (one := locate(sentence, claim.topic or ""))), None)
    amiss = (
        "topic not in the sentences"
        if found is None
        else "topic too long"
        if len(found.excerpt.text) > _MOST_TOPIC
        else "topic of somebody else"
        if _of_another(found, pointed, report)
        else None
    )
    if amiss:
        notes.append(amiss)
    return found.excerpt.text if found and not amiss else None


def _of_another(topic: Found, pointed: Pointed, report: Report) -> bool:
    """Return whether the words of a topic may be of somebody else in the sentence that names the speaker.

    Where it names several, the words have to stand in the clause that is the speaker's alone.
    """
    name, words = folded_key(pointed.name or ""), topic.excerpt
    told = {folded_key(talk.speaker or "") for talk in report.talks if talk.quote.overlaps(words)}
    if told and name not in told:
        return True
    if topic.sentence is not pointed.sentence:
        return False
    text = word(pointed.sentence.text, chinese=report.language != "ja")
    people = find_introductions(text)
    others = [one for one in people if one.end <= pointed.start or pointed.end <= one.start]
    clauses = [one for one in find_claims(text, people) if any(by.name == pointed.name for by in one.speakers)]
    return bool(others) and not any(
        len(one.speakers) == 1 and one.start <= topic.start and topic.end <= one.end for one in clauses
    )


def _session(section: Section, main: Sentence, report: Report) -> str | None:
    """Return the session of the talks the rules read in a section, else the one its heading or the sentence names."""
    texts = {sentence.text for sentence in section.sentences}
    for talk in report.talks:
        if talk.session and any(talk.quote.text in text for text in texts):
            return talk.session
    for text in (section.heading, main.text):
        if named := find_session(fold(text)):
            return text[named.start() : named.end()]
    return None
