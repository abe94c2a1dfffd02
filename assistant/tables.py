"""Lists of talks and of editions as an answer: the headline that stands alone, the table, what was left out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from assistant import cues
from assistant.archive import whole, written
from assistant.citations import Citations
from assistant.cues import all_cues, cue
from assistant.facts import Facts
from assistant.filters import side_of
from assistant.findings import Found
from assistant.listing import LeftOut, Listing
from assistant.queries import Query
from assistant.records import Row
from assistant.roads import asks_editions_of_talks, asks_without
from assistant.wording import Wording, escape
from ingest.records import Report
from ingest.terms import keywords, name_of
from ingest.text import fold

_SHOWN_CHARACTERS = 2600  # of the table in the text; `rows` and the downloads hold all of it
_NAMES_IN_HEADLINE = 8
_QUOTE_CHARACTERS = 160
_LEFT_OUT_SHOWN = 6
# That people are counted, not talks.
_HEADS = r"何人|何名|なん[人名]|人数|[幾多]少?(?:位|名|個?人)|how many (?:people|persons|speakers|presenters)"


def asked_terms(query: Query, wording: Wording) -> str:
    """Return what the question is about, in its language."""
    words = query.alternatives if query.terms else query.words
    named = [name_of(term, wording.language) for term in query.terms] + [query.as_asked(word) for word in words]
    joined = "and" if query.in_each and len(query.terms) > 1 else "or"
    return wording.join((wording.say("term", term=escape(name)) for name in named), last=joined)


def list_headline(listing: Listing, query: Query, wording: Wording) -> str:
    """Return the first sentence of a list: it counts, names and, where nothing matches, says what comes nearest."""
    degrees = Counter(row.degree for row in listing.rows)
    if not (query.terms or query.words) or listing.passed_over:
        unheard = wording.say("none_topic", what=asked_terms(query, wording)) if listing.passed_over else ""
        shown = [row for row in listing.rows if row.degree in ("topic", "detail")]
        tail = ""
        if 0 < len(shown) <= _NAMES_IN_HEADLINE:
            names = dict.fromkeys(_short(row, wording) for row in shown)
            tail = wording.say("list_names", names=wording.join(names))
        people = {fold(row.talk.who) for row in listing.rows}
        key = "list_who" if all(row.talk.speaker for row in listing.rows) else "list_who_bodies"
        told = wording.say(key, count=len(people)) + tail
        return wording.sentence(
            unheard, _editions_of(listing, query, wording), told, _by_sides(listing, query, wording)
        )
    what = asked_terms(query, wording)
    parts: list[str] = []
    if degrees["topic"]:
        tail = ""
        if degrees["topic"] <= _NAMES_IN_HEADLINE:
            topical = dict.fromkeys(_short(row, wording) for row in listing.rows if row.degree == "topic")
            tail = wording.say("list_names", names=wording.join(topical))
        named = {fold(row.talk.speaker or "") for row in listing.rows if row.degree == "topic"}
        heads = query.wants_count and "" not in named and cue(_HEADS).search(fold(query.question))
        told = wording.say("list_topic_who", what=what, count=len(named)) if heads else ""
        parts.append((told or wording.say("list_topic", what=what, count=degrees["topic"])) + tail)
    else:
        parts.append(wording.say("none_topic", what=what))
    if degrees["detail"]:
        parts.append(wording.say("and_detail", count=degrees["detail"]))
    if degrees["label"]:
        parts.append(wording.say("and_label", count=degrees["label"]))
    reports = defaultdict[int | None, list[Report]](list)
    for row in listing.rows:
        reports[whole(row.report.event.edition)].append(row.report)
    themed = Counter(whole(row.report.event.edition) for row in listing.rows if row.degree == "theme")
    for edition, count in themed.items():
        told = wording.edition(reports[edition])
        parts.append(wording.say("but_theme", edition=told, what=what, count=count))
    if degrees["mention"]:
        parts.append(wording.say("and_mention", count=degrees["mention"]))
    return wording.sentence(*parts)


def _editions_of(listing: Listing, query: Query, wording: Wording) -> str:
    """Return of which editions the rows are where editions are asked for; empty where they are named, or people are."""
    if not asks_editions_of_talks(query) or query.editions or query.hosts or query.wants_who:
        return ""
    reports = defaultdict[int | None, list[Report]](list)
    for row in listing.rows:
        reports[whole(row.report.event.edition)].append(row.report)
    names = wording.join(wording.edition(one, full=True) for one in reports.values())
    return wording.say("list_editions", editions=names, count=len(reports))


def _by_sides(listing: Listing, query: Query, wording: Wording) -> str:
    """Return how many came from each side where both are asked about; empty where it is not known of everybody."""
    folded = fold(query.question)
    both = len(all_cues(cues.SIDES, folded)) > 1 or cue(cues.BY_SIDES).search(folded)
    sides = {fold(t.speaker or t.organisation or ""): side_of(t) for t in (row.talk for row in listing.rows)}
    count = Counter(sides.values())
    if not both or query.side or None in count:
        return ""
    return wording.say("by_sides", jp=count["JP"], cn=count["CN"])


def _short(row: Found, wording: Wording) -> str:
    """Return a speaker in few words: a person's place and name, or the body that spoke."""
    talk = row.talk
    body = (talk.place or talk.organisation if talk.speaker else talk.organisation or talk.place) or ""
    parts = [wording.name(body) if body else "", wording.name(row.talk.speaker, both=False) if row.talk.speaker else ""]
    if wording.language == "en":
        return " of ".join(filter(None, reversed(parts)))
    return ("　" if wording.chinese else "の").join(filter(None, parts))


def talk_rows(listing: Listing, wording: Wording, citations: Citations) -> tuple[Row, ...]:
    """Return every row of a list as a record, its quotation cited."""
    return tuple(row for found in listing.rows if (row := _row(found, citations)))


def _row(found: Found, citations: Citations) -> Row | None:
    tellings = (found, *found.also)
    numbers = [citations.cite(one.report, one.quote) for one in tellings]
    numbers += [citations.cite(one.report, one.talk.introduction) for one in tellings if one.talk.introduction]
    cited = tuple(dict.fromkeys(number for number in numbers if number))
    if not cited:
        return None
    event, talk = found.report.event, found.talk
    return Row(
        report=found.report.id,
        edition=whole(event.edition),
        year=whole(event.year),
        date=written(event.date_start),
        host=written(event.host_city) or written(event.host_province),
        session=talk.session,
        role=talk.role,
        speaker=talk.speaker,
        title=talk.title,
        organisation=talk.organisation,
        place=talk.place,
        country=talk.country,
        topic=_cropped(talk.topic) if talk.topic else None,
        degree=found.degree,
        source=talk.source,
        citations=cited,
    )


def talk_table(listing: Listing, wording: Wording, citations: Citations) -> str:
    """Return the list as a Markdown table; who reads another language gets keywords for each quotation."""
    rows = [row for row in listing.rows if citations.cite(row.report, row.quote)]
    graded = len({row.degree for row in rows}) > 1 or any(row.degree != "topic" for row in rows)
    foreign = wording.languages(row.report.language for row in rows)
    columns = ["column_degree"] if graded else []
    columns += ["column_edition", "column_session", "column_speaker"]
    heads = [wording.say(column) for column in columns]
    heads += [wording.say("column_text_foreign" if foreign else "column_text", languages=foreign)]
    heads += [wording.say("column_keywords")] if foreign else []
    lines = [_line(heads), _line("---" for _ in heads)]
    length = sum(map(len, lines))
    for row in rows:
        marks = _marks(row, citations)
        if length > _SHOWN_CHARACTERS:
            continue  # more than a reader takes in: only its quotations are numbered
        cells = [wording.say(f"degree_{row.degree}")] if graded else []
        cells += [
            wording.edition([row.report], full=True, alone=True),
            _session(row, wording) or "–",
            _who(row, wording),
            f"「{escape(_cropped(row.quote.text))}」{marks}",
        ]
        cells += [wording.join(escape(word) for word in _keywords(row, wording)) or "–"] if foreign else []
        lines.append(_line(cells))
        length += len(lines[-1])
    more = len(rows) + 2 - len(lines)
    return "\n".join(lines) + (f"\n\n{wording.sentence(wording.say('more_rows', count=more))}" if more else "")


def _keywords(row: Found, wording: Wording) -> list[str]:
    """Return what a row is about, told by its quotation, or else by what the report says of the talk."""
    texts = (row.quote.text, row.talk.topic or "", *(detail.text for detail in row.talk.details))
    return next(filter(None, (keywords(text, wording.language) for text in texts)), [])


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _session(row: Found, wording: Wording) -> str:
    return wording.term(row.talk.session) if row.talk.session else ""


def _who(row: Found, wording: Wording) -> str:
    notes = {"coordinator": "role_coordinator", "greeting": "role_greeting"}
    told = [notes.get(row.talk.role) or ("" if row.talk.presented else "listed_only")]
    shown = wording.speaker(row.talk)
    if not row.talk.speaker:
        shown += wording.note("unnamed")
    return shown + "".join(wording.note(note) for note in told if note) + wording.origin(row.talk)


def _marks(row: Found, citations: Citations) -> str:
    return "".join(dict.fromkeys(citations.mark(one.report, one.quote) for one in (row, *row.also)))


def _cropped(text: str) -> str:
    return text if len(text) <= _QUOTE_CHARACTERS else text[:_QUOTE_CHARACTERS] + "…"


def left_out_lines(listing: Listing, wording: Wording, citations: Citations) -> str:
    """Return what names the terms and is no row, reason by reason; empty if there is nothing."""
    told: dict[str, list[str]] = {}
    left = 0
    for one in listing.left_out:
        mark = citations.mark(one.report, one.quote)
        alike = told.setdefault(one.reason, [])
        full = sum(map(len, told.values())) >= _LEFT_OUT_SHOWN
        if full and mark and not any(known.endswith(mark) for known in alike):
            left += 1
            continue
        shown = _left_out(one, wording) + mark
        if not mark or shown in alike:
            continue
        if full:
            left += 1
        else:
            alike.append(shown)
    between = wording.say("left_between")
    parts = [wording.say(f"left_{reason}", who=between.join(shown)) for reason, shown in told.items() if shown]
    parts += [wording.say("left_more", count=left)] if left else []
    return wording.labelled("left_out", *map(wording.sentence, parts)) if parts else ""


def _left_out(one: LeftOut, wording: Wording) -> str:
    if one.reason == "voice":
        return f"「{escape(_cropped(one.quote.text))}」"
    if one.reason == "greeting" and one.talk:
        return wording.speaker_told(one.talk).rstrip(",")
    return wording.say("term", term=wording.name((one.talk and one.talk.organisation) or ""))


def edition_table(
    editions: Sequence[Sequence[Report]], fields: Sequence[str], wording: Wording, citations: Citations
) -> str:
    """Return a Markdown table of editions with the fields asked."""
    columns = list(dict.fromkeys(["edition", "year", "host", *[f for f in fields if f in _COLUMNS]]))
    lines = [_line(wording.say(f"column_{column}") for column in columns), _line("---" for _ in columns)]
    lines += [_line(Facts(reports, wording, citations).value(column) for column in columns) for reports in editions]
    return "\n".join(lines)


_COLUMNS = ("date", "theme", "participants", "organizer", "host", "year", "duration", "publication", "author",
            "participants_jp", "participants_cn")  # fmt: skip


def editions_headline(query: Query, count: int, wording: Wording, *, every: bool) -> str:
    """Return the first sentence of a table of editions: how many, or of how many no report tells something."""
    if query.excluded and asks_without(query):
        what = wording.say("term", term=escape(query.excluded.question))
        return wording.sentence(wording.say("editions_without", what=what, count=count))
    return wording.sentence(wording.say("editions_all" if every else "editions_count", count=count))


def edition_rows(editions: Sequence[Sequence[Report]], citations: Citations) -> tuple[Row, ...]:
    """Return one record for each edition, cited by the sentence that names it."""
    rows: list[Row] = []
    for reports in editions:
        event = reports[0].event
        values = [(r, v) for r in reports for v in (r.event.date_start, r.event.host_city, r.event.edition) if v]
        cited = tuple(dict.fromkeys(n for r, v in values if (n := citations.cite(r, v.quote))))
        rows.append(
            Row(
                reports[0].id, whole(event.edition), whole(event.year), written(event.date_start),
                written(event.host_city), None, None, None, None, None, None, None, written(event.theme),
                "topic", "staff" if any(v.source == "staff" for _, v in values) else "rule", cited,
            )
        )  # fmt: skip
    return tuple(rows)
