"""Sentences on people of whom no record tells what is asked: who led, who has a post, who may have spoken."""

import re
from collections.abc import Sequence

from assistant import aspects
from assistant.archive import Archive, Line
from assistant.cues import cue
from assistant.evidence import asked_in
from assistant.listing import reports_asked
from assistant.queries import Query
from assistant.sought import wanted_words
from ingest.terms import forms
from ingest.text import fold

_SENTENCES = 5
_SENTENCES_OF_LIST = 12


def lines_of_role(query: Query, archive: Archive) -> tuple[Line, ...]:
    """Return the sentences on whoever led or greeted at the editions asked about: 蘭教授の進行で."""
    if not (query.role in aspects.ROLES_TOLD and (query.editions or query.hosts or query.years)) or query.places:
        return ()
    told = aspects.ROLES_TOLD[query.role]
    asked = {report.id for report in reports_asked(query, archive)}
    prose = (archive.lines[number] for number in archive.prose)
    return tuple(line for line in prose if line.report.id in asked and asked_in(line, told))[:_SENTENCES]


def lines_on(people: Sequence[str], query: Query, archive: Archive) -> tuple[Line, ...]:
    """Return the sentences that name people no record names, each with the two of its paragraph before it."""
    asked = {report.id for report in reports_asked(query, archive)}
    names = "|".join(re.escape(fold(name).replace(" ", "")) for name in people)
    named = cue(f"(?:{names})(?![市区县町村站川山])")
    naming = [n for n in archive.prose if named.search(archive.lines[n].compact)]
    return tuple(
        archive.lines[near]
        for n in naming
        for near in range(max(0, n - 2), n + 1)
        if archive.lines[n].report.id in asked
        and archive.lines[near].report is archive.lines[n].report
        and archive.lines[near].sentence.block == archive.lines[n].sentence.block
    )[:_SENTENCES]


def lines_with_post(query: Query, archive: Archive) -> tuple[Line, ...]:
    """Return the sentences that name an organisation asked for, with the post if one is: 全国市長会の相談役."""
    posts = "|".join(form for term in query.titles for form in forms(term))
    post = rf"[^、。]{{0,3}}(?:{posts})" if posts else ""
    named = [cue(re.escape(name) + post) for name in query.organisations]
    prose = (archive.lines[n] for report in reports_asked(query, archive) for n in archive.numbers_of(report.id))
    return tuple(line for line in prose if any(name.search(line.compact) for name in named))


def unheard_lines(query: Query, archive: Archive) -> tuple[Line, ...]:
    """Return paragraphs that look like a talk without a record and name the place or person asked, as sentences."""
    named = wanted_words(query, archive)
    found: list[Line] = []
    for report in reports_asked(query, archive):
        here = [archive.lines[n] for n in archive.numbers_of(report.id)]
        unheard = {s.sentence.block for s in here if any(one.text in s.sentence.text for one in report.uncovered)}
        blocks = {line.sentence.block for line in here if any(one.stands_in(line.compact) for one in named)} & unheard
        found += [line for line in here if line.sentence.block in blocks]
    return tuple(found[:_SENTENCES_OF_LIST])
