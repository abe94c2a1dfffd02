"""The reports and talks of the index as other programs read them: filtered, each with its proof and its address."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from assistant.api_answers import Answers, respond
from assistant.api_document import FAULTS, MISSING
from assistant.api_gate import Refused
from assistant.api_records import Fact, ListedReport, ListedTalk, Reports, StoredPage, Talks, WholeReport
from assistant.archive import Archive, edition_of, field_of, whole, written
from assistant.filters import inside, place_of
from assistant.links import source_link
from assistant.records import Citation, Language
from ingest.corrections import TALK_FIELDS
from ingest.places import find_places
from ingest.records import Country, Event, Report, Role, Talk
from ingest.terms import find_terms, has_term
from ingest.text import fold, folded_key

_Short = Annotated[str | None, Field(default=None, min_length=1, max_length=200)]
_Number = Annotated[int | None, Field(default=None, ge=1, le=9999)]


class ReportFilter(BaseModel):
    """What a report must be; whatever is left out is not looked at."""

    model_config = ConfigDict(extra="forbid")

    edition: _Number
    year: _Number
    host: _Short = Field(description="a place in any script: the edition was held in it")
    language: Language | None = None
    other_series: bool | None = Field(default=None, description="reports of other series of meetings, or none of them")


class TalkFilter(BaseModel):
    """What a talk must be; whatever is left out is not looked at."""

    model_config = ConfigDict(extra="forbid")

    edition: _Number
    year: _Number
    report: Annotated[str | None, Field(default=None, pattern="^[0-9a-f]{12}$")]
    place: _Short = Field(description="a place in any script: the speaker stands for it or for a place in it")
    speaker: _Short = Field(description="a part of the name, in any script of its characters")
    organisation: _Short
    topic: _Short = Field(description="a word of the field or any other, in the topic or in what is told of the talk")
    role: Role | None = None
    country: Country | None = None
    offset: Annotated[int, Field(default=0, ge=0, le=1_000_000)]
    limit: Annotated[int, Field(default=100, ge=1, le=1000)]


def catalog_routes(answers: Answers) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["records"])

    @router.get("/api/reports", response_model=Reports, responses=FAULTS, operation_id="list_reports")
    def reports(request: Request, wanted: Annotated[ReportFilter, Query()]) -> Response:
        """Return the reports that pass the filters, the newest edition first."""
        return respond(list_reports(answers.opened().archive, wanted, str(request.base_url)))

    @router.get("/api/talks", response_model=Talks, responses=FAULTS, operation_id="list_talks")
    def talks(request: Request, wanted: Annotated[TalkFilter, Query()]) -> Response:
        """Return the talks that pass the filters, those of the newest edition first."""
        return respond(list_talks(answers.opened().archive, wanted, str(request.base_url)))

    @router.get(
        "/api/reports/{report}", response_model=WholeReport, responses={**FAULTS, **MISSING}, operation_id="get_report"
    )
    def report(request: Request, report: Annotated[str, InPath(pattern="^[0-9a-f]{12}$")]) -> Response:
        """Return a report: what it states of its edition, each with its proof, and its talks."""
        found = answers.opened().archive.report(report)
        if found is None:
            raise missing()
        return respond(whole_report(found, str(request.base_url)))

    @router.get(
        "/api/reports/{report}/pages/{page}",
        response_model=StoredPage,
        responses={**FAULTS, **MISSING},
        operation_id="get_page",
    )
    def page(
        report: Annotated[str, InPath(pattern="^[0-9a-f]{12}$")], page: Annotated[int, InPath(ge=1, le=999_999)]
    ) -> Response:
        """Return the stored text of a page: every quotation stands in it, at its span."""
        found = answers.opened().source_page(report, page)
        if found is None:
            raise missing()
        return respond(StoredPage(found.text))

    return router


def missing() -> Refused:
    """Return the problem of a report or page that the index does not hold."""
    return Refused(404, "not_found", "The index has no such thing.")


def list_reports(archive: Archive, wanted: ReportFilter, base: str) -> Reports:
    """Return the reports that pass a filter; `base` is the address of the server, with a slash at its end."""
    hosts = _places(wanted.host)
    found = [
        one
        for one in (*archive.reports, *archive.others)
        if wanted.edition in (None, edition_of(one))
        and wanted.year in (None, whole(one.event.year))
        and wanted.language in (None, one.language)
        and wanted.other_series in (None, one.other_series)
        and (wanted.host is None or hosts(_host(one)))
    ]
    return Reports(len(found), tuple(_listed(one, base) for one in found))


def list_talks(archive: Archive, wanted: TalkFilter, base: str) -> Talks:
    """Return the talks that pass a filter; `base` is the address of the server, with a slash at its end."""
    tests = list(_tests(wanted))
    found = [
        (report, talk)
        for report in (*archive.reports, *archive.others)
        if wanted.edition in (None, edition_of(report))
        and wanted.year in (None, whole(report.event.year))
        and wanted.report in (None, report.id)
        for talk in report.talks
        if all(test(talk) for test in tests)
    ]
    shown = found[wanted.offset : wanted.offset + wanted.limit]
    return Talks(len(found), tuple(_listed_talk(report, talk, base) for report, talk in shown))


def whole_report(report: Report, base: str) -> WholeReport:
    """Return a report with everything it states; `base` is the address of the server, with a slash at its end."""
    values = {name: field_of(report.event, name) for name in Event.__dataclass_fields__}
    facts = {n: Fact(v.value, v.quote.text, v.quote.spans, v.source) for n, v in values.items() if v}
    return WholeReport(_listed(report, base), facts, tuple(_listed_talk(report, talk, base) for talk in report.talks))


def _tests(wanted: TalkFilter) -> Iterator[Callable[[Talk], bool]]:
    """Yield what a talk has to pass."""
    if wanted.role:
        yield lambda talk: talk.role == wanted.role
    if wanted.country:
        yield lambda talk: talk.country == wanted.country
    if speaker := wanted.speaker:
        yield lambda talk: folded_key(speaker) in folded_key(talk.speaker or "")
    if organisation := wanted.organisation:
        yield lambda talk: fold(organisation) in fold(talk.organisation or "")
    if place := wanted.place:
        among = _places(place)
        yield lambda talk: among(talk.place or talk.organisation or "", talk)
    if topic := wanted.topic:
        yield lambda talk: _tells_of(talk, topic)


def _places(name: str | None) -> Callable[..., bool]:
    """Return what tells whether a name, or the speaker of a talk, belongs to a place."""
    outer = [place for mention in find_places(name or "") for place in mention.places]

    def among(text: str, talk: Talk | None = None) -> bool:
        if not outer:
            return fold(name or "") in fold(text)
        stands_for = place_of(talk) if talk else None
        named = [stands_for] if stands_for else [p for m in find_places(text) for p in (*m.chain, *m.places)]
        return any(inside(outer, place) for place in named)

    return among


def _tells_of(talk: Talk, topic: str) -> bool:
    told = "\n".join([talk.topic or "", talk.quote.text, *(one.text for one in talk.details)])
    terms = [mention.term for mention in find_terms(topic)]
    return fold(topic) in fold(told) or any(has_term(told, term) for term in terms)


def _host(report: Report) -> str:
    return f"{written(report.event.host_province) or ''}{written(report.event.host_city) or ''}"


def _listed(report: Report, base: str) -> ListedReport:
    event = report.event
    return ListedReport(
        id=report.id,
        title=report.title,
        filename=Path(report.path).name,
        language=report.language,
        other_series=report.other_series,
        edition=edition_of(report),
        year=whole(event.year),
        date_start=written(event.date_start),
        date_end=written(event.date_end),
        host_province=written(event.host_province),
        host_city=written(event.host_city),
        theme=written(event.theme),
        participants=whole(event.participants_total),
        pages=len(report.pages),
        unreadable_pages=report.unreadable_pages,
        talks=len(report.talks),
        url=f"{base}source/{report.id}/1",
    )


def _listed_talk(report: Report, talk: Talk, base: str) -> ListedTalk:
    spans = talk.quote.spans
    cited = Citation(0, report.id, spans[0].page if spans else 1, None, "", talk.quote.text, spans)
    return ListedTalk(
        report=report.id,
        edition=edition_of(report),
        year=whole(report.event.year),
        **{name: getattr(talk, name) for name in (*TALK_FIELDS, "source", "confidence", "presented")},
        quote=talk.quote.text,
        spans=spans,
        url=base + source_link(cited, report.language),
    )
