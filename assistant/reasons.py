"""Why an edition had its theme, its host or its name: the sentences that say so, with what they point back to."""

from assistant import aspects, cues
from assistant.archive import Archive, Line, written
from assistant.cues import cue
from assistant.evidence import asked_in
from assistant.listing import reports_asked
from assistant.queries import Query
from assistant.roads import asks_missing_edition
from assistant.subjects import speaks_of
from ingest.text import fold

_SENTENCES = 5
_OF_A_PART = r"[一二三四五1-5]つ目の(?:テーマ|議題)|第[一二三四五1-5]個?(?:主題|議題)"
_POINTS_INTO = r"[そこ]うした|[そこ]のような|その|この|これ|それ|由此|正是|因此|該|此"


def _gives_reason(line: Line) -> bool:
    """Return whether a sentence says why, of the edition itself: a first theme of several is a session's."""
    return asked_in(line, aspects.REASON) and not asked_in(line, _OF_A_PART)


def _in_themes(query: Query, archive: Archive) -> bool:
    """Return whether the theme of an edition asked about speaks of the subjects asked about."""
    return any(speaks_of(written(report.event.theme) or "", query) for report in reports_asked(query, archive))


def lines_of_reason(query: Query, archive: Archive) -> tuple[Line, ...]:
    """Return the sentences that say why an edition had its theme, host or name, each with what it points back to."""
    kind = next((aspects.OF_FIELDS[field] for field in query.fields if field in aspects.OF_FIELDS), "")
    if not kind and query.terms and _in_themes(query, archive):
        kind = aspects.OF_FIELDS["theme"]  # なぜ第21回はDXを取り上げたか
    of_edition = (query.editions or query.hosts or query.years) and not asks_missing_edition(query, archive)
    if not (kind and of_edition and cue(cues.WHY).search(fold(query.question))) or query.people or query.places:
        return ()
    found: dict[int, None] = {}
    for report in reports_asked(query, archive):
        for number in archive.numbers_of(report.id):
            line, before = archive.lines[number], archive.lines[number - 1]
            if number in archive.prose_set and asked_in(line, kind) and _gives_reason(line):
                points_back = cue(_POINTS_INTO).search(line.folded) and before.sentence.block == line.sentence.block
                found |= dict.fromkeys([number - 1, number] if points_back else [number])
    return tuple(archive.lines[number] for number in found)[:_SENTENCES]
