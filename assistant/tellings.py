"""What a place, a person or a body said, talk by talk, each with the sentences that are its own."""

from collections.abc import Iterable
from dataclasses import replace

from assistant import cues
from assistant.composing import QUOTE_CHARACTERS, Draft, original_note, quotations
from assistant.cues import cue
from assistant.evidence import Evidence
from assistant.filters import is_family_name
from assistant.findings import Found, details_of
from assistant.listing import Listing
from assistant.records import Answer, Kind
from assistant.roads import asks_full_name
from assistant.tables import talk_rows
from assistant.unrecorded import lines_with_post
from assistant.wording import escape
from ingest.text import fold

_DETAILS_SHOWN = 8
_POSTS_SHOWN = 2
_AGAIN = {"talk_of": "talk_of_again", "role_of_listed": "role_of_listed_again"}  # at the edition told just before


def who_what(draft: Draft, listing: Listing) -> Answer:
    """Tell talk by talk what a place or person said, with the sentences that are its own."""
    query, wording = draft.query, draft.wording
    heads = headlines(listing.rows, draft)  # in the order of reading, so that the marks count up
    posts = _posts(draft, listing)
    lines = [_quoted_of(found, draft) for found in listing.rows]
    if lacking := _name_lacking(draft, listing):
        draft.sections.append(f"**{wording.sentence(lacking, *heads)}**")
        nearest = [citation.id for citation in draft.citations.found]
        return draft.answer("none", "not_in_reports", listing.coverage, nearest=nearest)
    draft.sections.append(f"**{wording.sentence(*heads)}**" + (original_note(draft) if any(lines) else ""))
    draft.sections.append(posts)
    draft.sections.extend(line for line in lines if line)
    rows = talk_rows(listing, wording, draft.citations)
    kind: Kind = "who" if query.wants_who and not query.wants_what else "what"
    return draft.answer(kind, "answered", listing.coverage, rows)


def _name_lacking(draft: Draft, listing: Listing) -> str:
    """Return what the reports do not tell of a name that is asked for: all of it, or the given name; else empty."""
    query, wording = draft.query, draft.wording
    if asks_full_name(query) and all(is_family_name(found.talk) for found in listing.rows):
        names = dict.fromkeys(wording.name(found.talk.speaker or "", both=False) for found in listing.rows)
        return wording.say("family_name_only", name=wording.join(names))
    nobody = not any(found.talk.speaker for found in listing.rows)
    return wording.say("no_names") if nobody and cue(cues.OWN_NAME).search(fold(query.question)) else ""


def _posts(draft: Draft, listing: Listing) -> str:
    """Return the sentences that name a body asked about beside who spoke: 全国市長会相談役の花岡利夫."""
    if not (draft.query.organisations and (draft.query.places or draft.query.people)):
        return ""
    names = {fold(found.talk.speaker).replace(" ", "") for found in listing.rows if found.talk.speaker}
    lines = lines_with_post(replace(draft.query, titles=()), draft.archive)
    named = tuple(dict.fromkeys(line for line in lines if any(name in line.compact for name in names)))
    return quotations(draft, Evidence(named, answers=True, lacking=()), _POSTS_SHOWN)


def headlines(rows: Iterable[Found], draft: Draft) -> list[str]:
    """Return who spoke at which edition, with the mark of the sentence that says so; what is told alike once."""
    told: dict[str, None] = {}
    before: tuple[str, str] | None = None
    for found in rows:
        told[_headline(found, draft, before)] = None
        before = _subject(found, draft)
    return list(told)


def _subject(found: Found, draft: Draft) -> tuple[str, str]:
    return draft.wording.speaker_told(found.talk), draft.wording.edition([found.report], full=True)


def _headline(found: Found, draft: Draft, before: tuple[str, str] | None) -> str:
    wording, talk = draft.wording, found.talk
    who, edition = _subject(found, draft)
    session = wording.term(talk.session) if talk.session else ""
    if talk.role == "greeting":
        key = "greeted" if draft.query.role == "greeting" else "role_of_greeting"
    else:
        key = "role_of_coordinator" if talk.role == "coordinator" else "talk_of" if talk.presented else "role_of_listed"
        key = (_AGAIN.get(key, key) if before == (who, edition) else key) if session else f"{key}_plain"
    notes = wording.note("unnamed") if draft.query.wants_who and not talk.speaker else ""
    mark = notes + wording.origin(talk) + draft.citations.mark(found.report, talk.introduction or talk.quote)
    return wording.say(key, who=who, edition=edition, session=session) + mark


def _quoted_of(found: Found, draft: Draft) -> str:
    """Return the quotations of a talk as a list."""
    pieces = [found.talk.quote, *details_of(found)][:_DETAILS_SHOWN] if found.talk.presented else []
    quoted = [(piece, draft.citations.mark(found.report, piece)) for piece in pieces]
    return "\n".join(f"- 「{escape(piece.text[:QUOTE_CHARACTERS])}」{mark}" for piece, mark in quoted if mark)


def premise(found: Found, draft: Draft) -> str:
    """Return a sentence, without its end, on who only greeted or led where a talk of theirs is asked about."""
    key = "premise_greeting" if found.talk.role == "greeting" else "role_of_coordinator"
    key += "_plain" if key == "role_of_coordinator" and not found.talk.session else ""
    wording = draft.wording
    mark = draft.citations.mark(found.report, found.talk.quote)
    session = wording.term(found.talk.session) if found.talk.session else ""
    edition = wording.edition([found.report], full=True)
    return wording.say(key, who=wording.speaker_told(found.talk), edition=edition, session=session) + mark
