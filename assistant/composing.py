"""An answer in the making: its sections and quotations, how the question was understood, what was searched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.archive import Archive, Line
from assistant.citations import Citations
from assistant.cues import SESSIONS, cue
from assistant.evidence import Evidence, Retrieved
from assistant.listing import reports_asked
from assistant.queries import Query
from assistant.records import Answer, Coverage, Kind, Row, Status
from assistant.tables import asked_terms
from assistant.unfound import unfound
from assistant.wording import Wording, escape
from ingest.places import name_in
from ingest.records import Excerpt
from ingest.text import cut, fold

Search = Callable[[str], Retrieved]
QUOTE_CHARACTERS = 300
_SIDES = (("JP", r"日本側|日方"), ("CN", r"中国側|中方"))
_EDITIONS_NAMED = 12
_NAMESAKES_NAMED = 4


@dataclass(slots=True)
class Draft:
    """An answer in the making: sections of Markdown, and what they cite."""

    query: Query
    archive: Archive
    wording: Wording
    contact: str = ""
    citations: Citations = field(default_factory=Citations)
    sections: list[str] = field(default_factory=list)

    def answer(
        self, kind: Kind, status: Status, coverage: Coverage, rows: Sequence[Row] = (), nearest: Sequence[int] = ()
    ) -> Answer:
        """Return the finished answer."""
        notes = [note for note in _understandings(self) if note]
        left = _left_unfound(self, kind) if status == "answered" else ""
        sections = [section for section in (*notes, left, *self.sections, _coverage_line(self, coverage)) if section]
        return Answer(
            question=self.query.asked or self.query.question,
            language=self.query.language,
            kind=kind,
            status=status,
            text="\n\n".join(sections),
            coverage=coverage,
            understood=notes[0].strip("*") if notes else None,
            count=len(rows) if rows else None,
            rows=tuple(rows),
            citations=tuple(self.citations.found),
            nearest=tuple(nearest),
        )


def understood_as(answer: Answer, question: str, alone: str) -> Answer:
    """Return the answer to a follow-up that was put as a question of its own, and says so."""
    told = Wording(answer.language).say("follows", understood=escape(alone))
    return replace(answer, question=question, text=f"*{told}*\n\n{answer.text}", understood=told)


def of_side(excerpt: Excerpt, side: str | None) -> Excerpt:
    """Return the clause of a sentence that tells of one side, where it tells of both."""
    marks = sorted(
        (match.start(), name) for name, source in _SIDES for match in cue(source).finditer(fold(excerpt.text))
    )
    if side is None or len({name for _, name in marks}) < len(_SIDES):
        return excerpt
    start = next(at for at, name in marks if name == side)
    end = next((at for at, name in marks if at > start and name != side), len(excerpt.text))
    return cut(excerpt, start, end)


def original_note(draft: Draft) -> str:
    """Return the note that what was quoted is in another language than the reader's; empty if it is not."""
    quoted = [report for one in draft.citations.found if (report := draft.archive.report(one.report))]
    foreign = draft.wording.languages(report.language for report in quoted)
    return draft.wording.say("original", languages=foreign) if foreign else ""


def quotations(draft: Draft, evidence: Evidence, limit: int = 99) -> str:
    """Return the sentences as quotations, grouped by edition."""
    lines: list[str] = []
    last: str | None = None
    for line in evidence.lines[:limit]:
        excerpt = of_side(line.sentence.excerpt, draft.query.side)
        mark = draft.citations.mark(line.report, excerpt)
        if not mark:
            continue
        heading = draft.wording.edition([line.report], full=True, alone=True)
        if heading != last:
            lines += ["", f"{heading}\n"] if lines else [f"{heading}\n"]
            last = heading
        lines.append(f"- 「{escape(excerpt.text[:QUOTE_CHARACTERS])}」{mark}{_speaker_of(line, draft)}")
    return "\n".join(lines)


def tell_quoted(draft: Draft, quoted: str) -> bool:
    """Append quotations under a line that announces them, and return whether there were any."""
    if quoted:
        draft.sections.append(f"{draft.wording.sentence(draft.wording.say('open'))}{original_note(draft)}\n\n{quoted}")
    return bool(quoted)


def _speaker_of(line: Line, draft: Draft) -> str:
    """Return whose talk a sentence tells of where it names nobody itself, with what proves it; else empty."""
    told = [t for t in line.report.talks if any(line.sentence.text == detail.text for detail in t.details)]
    names = [fold(name) for talk in told for name in (talk.place, talk.organisation, talk.speaker) if name]
    if len(told) != 1 or any(name.removesuffix(fold("市"))[-2:] in line.folded for name in names):
        return ""
    who = draft.wording.speaker_told(told[0]).rstrip(",")
    return draft.wording.say("note", text=who) + draft.citations.mark(line.report, told[0].quote)


def _understandings(draft: Draft) -> list[str]:
    """Return how a follow-up, a relative time, a slip or a name of several places was understood."""
    query, wording = draft.query, draft.wording
    told: list[str] = []
    if query.follows:
        told.append(wording.say("follows", understood=_understood(query, wording)))
    if query.relative and (query.editions or query.missing_editions):
        number = (query.editions or query.missing_editions)[0]
        edition = wording.say("edition", n=wording.number(number))
        told.append(wording.say("relative", words=escape(query.relative), edition=edition))
    if query.corrected:
        wrong, right = query.corrected
        told.append(wording.say("corrected", wrong=escape(wrong), right=wording.name(right, both=False)))
    for half in query.untold:
        told.append(wording.say("untold_half", half=wording.say(f"asked_{half}")))
    for places in query.namesakes:
        told.append(wording.say("namesakes", places=wording.join(map(wording.full_name, places[:_NAMESAKES_NAMED]))))
    return [f"*{text}*" for text in told]


def _left_unfound(draft: Draft, kind: Kind) -> str:
    """Return what was asked for that no report holds: the answer goes by the rest; empty if all was found."""
    words = [draft.wording.say("term", term=escape(word)) for word in unfound(draft.query, draft.archive, kind)]
    return f"*{draft.wording.say('unfound', what=draft.wording.join(words))}*" if words else ""


def _understood(query: Query, wording: Wording) -> str:
    """Return the question with what was taken from the one before, in the order people say it."""
    parts = [wording.say("edition", n=wording.number(number)) for number in query.editions]
    parts += [name_in(place, query.language) for place in (*query.hosts, *query.places)]
    parts += [wording.name(name, both=False) for name in query.people]
    parts += [asked_terms(query, wording)] if query.terms or query.words else []
    parts += [wording.say(f"asked_{query.side}")] if query.side else []
    parts += [wording.say(f"asked_{name}") for name in (*query.sessions, *query.parts) if name in dict(SESSIONS)]
    parts += [query.as_asked(name) for name in query.parts if name not in dict(SESSIONS)]
    parts += [wording.say(f"field_{name}") for name in query.fields if not (query.about_talks or query.wants_who)]
    if apart := query.excluded:
        named = [name_in(place, query.language) for place in apart.places]
        named += [wording.name(name, both=False) for name in apart.people]
        parts += [wording.say("apart_from", who=wording.join(named))] if named else []
    return wording.join(parts) if parts else escape(query.question)


def _coverage_line(draft: Draft, coverage: Coverage) -> str:
    """Return the line that says what was searched and what could not be."""
    if not coverage.reports:
        return ""
    wording, archive = draft.wording, draft.archive
    reports = list(reports_asked(draft.query, archive)) or list(archive.reports)

    def named(identifier: str) -> str:
        report = archive.report(identifier)
        return wording.edition([report], alone=True) if report else ""

    editions = wording.join(dict.fromkeys(named(report.id) for report in reports[:_EDITIONS_NAMED]))
    editions += wording.say("and_others") if len(reports) > _EDITIONS_NAMED else ""
    key = "searched_all" if len(reports) == coverage.reports else "searched_some"
    parts = [wording.say(key, count=len(reports), total=coverage.reports, editions=editions)]
    if coverage.other_series:
        parts.append(wording.say("other_series", count=coverage.other_series))
    if coverage.incomplete:
        parts.append(wording.say("incomplete", reports=wording.join(named(r) for r in coverage.incomplete)))
    pages = [f"{named(p.report)} {wording.say('page', n=p.page)}" for p in coverage.unreadable_pages]
    parts.append(wording.say("unreadable_pages", pages=wording.join(pages)) if pages else wording.say("no_unreadable"))
    return wording.labelled("searched", wording.sentence(*parts))
