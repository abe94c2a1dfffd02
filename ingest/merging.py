"""The rules' talks and a model's put together: the rules win for who, role, session and what they read as a topic.

A model adds talks the rules did not see, fills in what they left open, adds sentences to a talk and labels to find it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.acceptance import Accepted
from ingest.minutes import SPEAKING
from ingest.quotes import contains
from ingest.records import Excerpt, Person, Report, Talk, filled
from ingest.text import folded_key

_LISTED = 0.8  # confidence in the talk of somebody listed of whom a model finds the sentence


Gain = Literal["added", "completed", "nothing", "greeting"]


@dataclass(frozen=True, slots=True)
class Merged:
    """A report with one more claim taken in, and what that gained; `greeting`: the rules know better."""

    report: Report
    gain: Gain


def merge(report: Report, accepted: Accepted) -> Merged:
    """Return the report with an accepted talk in it, as one more or as what it adds to a talk of the rules."""
    cited = [sentence.excerpt for sentence in accepted.cited]
    same = list(_same(report, accepted.talk, cited))
    if any(talk.role not in SPEAKING and _tells(talk, cited) for _, talk in same):
        return Merged(report, "greeting")
    spoken = [(index, talk) for index, talk in same if talk.role in SPEAKING]
    session = accepted.talk.session
    here = [one for one in spoken if _tells(one[1], cited)]
    here = here or [one for one in spoken if session == one[1].session or None in (session, one[1].session)]
    if not here:
        return Merged(_with_talk(report, len(report.talks), accepted.talk), "added")
    index, known = here[0]
    talk = _completed(known, accepted)
    return Merged(_with_talk(report, index, talk), "completed") if talk != known else Merged(report, "nothing")


def _same(report: Report, talk: Talk, cited: Sequence[Excerpt]) -> Iterator[tuple[int, Talk]]:
    """Yield the talks of the same person or body with their numbers; of a body and its person, told together."""
    for index, known in enumerate(report.talks):
        if known.speaker and talk.speaker:
            if folded_key(known.speaker) == folded_key(talk.speaker):
                yield index, known
        elif _bodies(known) & _bodies(talk) and (known.speaker == talk.speaker or _tells(known, cited)):
            yield index, known


def _bodies(talk: Talk) -> set[str]:
    return {folded_key(name) for name in (talk.organisation, talk.place) if name}


def _tells(talk: Talk, cited: Sequence[Excerpt]) -> bool:
    return any(quote.overlaps(one) for quote in (talk.quote, *talk.details) for one in cited)


def _completed(known: Talk, accepted: Accepted) -> Talk:
    """Return a talk of the rules with what a model adds to it."""
    said = accepted.talk
    whole = filled(known, said, "speaker", "title", "organisation", "place", "country", "topic", "introduction")
    told = (sentence.excerpt for sentence in accepted.cited if sentence.kind == "paragraph")
    fresh = [one for one in told if not one.overlaps(known.quote)]
    if not known.presented and accepted.tells and fresh:
        whole = replace(whole, presented=True, quote=fresh[0], details=(known.quote,), confidence=_LISTED)
    if whole != known:
        whole = replace(whole, source="model" if known.source == "rule" else known.source)
    held = (whole.quote, *whole.details)
    more = [one.excerpt for one in accepted.cited if not any(contains(quote, one.excerpt) for quote in held)]
    more = [one for one in more if not contains(one, whole.quote)]
    return replace(whole, details=(*whole.details, *more), labels=known.labels or said.labels)


def _with_talk(report: Report, index: int, talk: Talk) -> Report:
    """Return the report with a talk at its place; its speaker is known by name, its sentences are covered."""
    talks = (*report.talks[:index], talk, *report.talks[index + 1 :])
    people = report.people
    if talk.speaker and not any(folded_key(one.name) == folded_key(talk.speaker) for one in people):
        quote = talk.introduction or talk.quote
        people = (*people, Person(talk.speaker, talk.title, talk.organisation, talk.place, talk.country, quote))
    uncovered = tuple(one for one in report.uncovered if not one.overlaps(talk.quote))
    return replace(report, talks=talks, people=people, uncovered=uncovered)
