"""Sentences → passages small enough to retrieve, large enough to understand.

Sentences are never split: a date apart from its event answers no question.
"""

from collections.abc import Sequence

from ingest.records import Event, Excerpt, Passage, Sentence
from ingest.text import join

_TARGET_CHARACTERS = 220
_LEFT_OUT = ("title", "byline", "heading")  # they are the context of others


def cut_passages(sentences: Sequence[Sentence], event: Event, *, title: str) -> list[Passage]:
    """Return passages of neighbouring sentences under one heading, each headed by event, title and heading."""
    context = " ".join(filter(None, [_name(event), title]))
    passages: list[Passage] = []
    group: list[Sentence] = []
    for sentence in sentences:
        if sentence.kind in _LEFT_OUT:
            continue
        characters = sum(len(member.text) for member in group)
        if group and (not _together(group[-1], sentence) or characters + len(sentence.text) > _TARGET_CHARACTERS):
            passages.append(_passage(group, context))
            group = []
        group.append(sentence)
    return [*passages, _passage(group, context)] if group else passages


def _together(last: Sentence, sentence: Sentence) -> bool:
    return last.heading == sentence.heading and (last.kind == "caption") == (sentence.kind == "caption")


def _passage(group: Sequence[Sentence], context: str) -> Passage:
    pieces: list[Excerpt] = [sentence.excerpt for sentence in group]
    lists = any(sentence.kind == "item" for sentence in group)
    return Passage(" ".join(filter(None, [context, group[0].heading])), join(pieces, "\n" if lists else ""))


def _name(event: Event) -> str:
    """Return edition, year and host as a reader would name them: 第16回（2017年、瀋陽市）."""
    edition = f"第{event.edition.value}回" if event.edition else ""
    when = [f"{event.year.value}年" if event.year else "", str(event.host_city.value) if event.host_city else ""]
    inside = "、".join(filter(None, when))
    return f"{edition}（{inside}）" if edition and inside else edition or inside
