"""The tab of records: every value of a report corrected where it stands; which corrections hold."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import get_args

import gradio as gr

from assistant.admin_events import connect
from assistant.amending import ADDED, Line, correction_typed, lines_of, removal_of, stored_corrections
from assistant.archive import edition_of, whole
from assistant.desk import Desk, alert, who
from assistant.page_phrases import word
from assistant.phrases import say
from assistant.preview_pages import show_text, show_value
from assistant.problems import problem_html
from assistant.shell import show_table
from ingest.corrections import (
    TALK_FIELDS,
    Change,
    Correction,
    StoredCorrection,
    add_proved,
    apply_corrections,
    withdraw_correction,
)
from ingest.errors import SeminarError
from ingest.previews import reading_of
from ingest.records import Report, Role

_MOST_CHARACTERS = 2000
_COUNTRIES = ("", "JP", "CN")
_BLANK = {"role": "speaker"}  # a choice has no empty one


def add_records(desk: Desk, tab: gr.Tab) -> None:
    """Put the tab's components into the page that is being made."""
    gr.Markdown(desk.say("records_lead"))
    chosen = gr.Dropdown(label=desk.say("column_report"), choices=[], filterable=False, elem_id="record")
    notice = gr.HTML("", apply_default_css=False, min_height=0, elem_id="records-notice")
    with gr.Row(elem_id="amend"):
        lines = gr.Radio(label=desk.say("lines"), choices=[], elem_id="lines", scale=3, min_width=280)
        with gr.Column(visible=False, scale=4, min_width=280, elem_id="line") as form:
            value = gr.Textbox(
                label=desk.say("value"), lines=1, max_lines=4, max_length=_MOST_CHARACTERS, elem_id="value"
            )
            with gr.Column(visible=False) as talk:
                fields = [_talk_field(desk, name) for name in TALK_FIELDS]
            quote = gr.Textbox(
                label=desk.say("quote"),
                info=desk.say("quote_why"),
                lines=3,
                max_lines=8,
                max_length=_MOST_CHARACTERS,
                elem_id="quote",
            )
            with gr.Row():
                save = gr.Button(desk.say("save"), variant="primary", elem_id="save", min_width=0)
                remove = gr.Button(desk.say("take_away"), elem_id="take-away", min_width=0)
    text = gr.HTML("", apply_default_css=False, min_height=0, elem_id="record-text")
    gr.Markdown(f"### {desk.say('corrections')}")
    listing = gr.HTML("", apply_default_css=False, min_height=0, elem_id="corrections")
    with gr.Row(visible=False, elem_id="withdrawal") as withdrawal:
        withdrawn = gr.Dropdown(label=desk.say("withdraw_which"), choices=[], filterable=False, elem_id="withdrawn")
        withdraw = gr.Button(desk.say("withdraw"), elem_id="withdraw", min_width=0)

    filled = [form, value, talk, *fields, quote, remove]
    shown = [notice, chosen, lines, text, listing, withdrawal, withdrawn, *filled]

    def store(report: str | None, key: str | None, request: gr.Request, *typed: str | None) -> tuple[object, ...]:
        told = _stored(desk, report, key, [_clean(one) for one in typed], who(request.headers))
        return _records(desk, report, told)

    def take_away(report: str | None, key: str | None, request: gr.Request) -> tuple[object, ...]:
        return _records(desk, report, _taken_away(desk, report, key, who(request.headers)))

    def withdraw_it(report: str | None, identifier: str | None) -> tuple[object, ...]:
        withdrawing = partial(withdraw_correction, desk.place.data, identifier or "")
        return _records(desk, report, _done(desk, withdrawing, "withdrawn") if identifier else "")

    on = connect(desk)
    on(chosen.input, partial(_records, desk), chosen, shown)
    on(lines.input, partial(_filled, desk), [chosen, lines], filled)
    on(save.click, store, [chosen, lines, value, *fields, quote], shown)
    on(remove.click, take_away, [chosen, lines], shown)
    on(withdraw.click, withdraw_it, [chosen, withdrawn], shown)
    on(tab.select, partial(_records, desk), chosen, shown)


def _talk_field(desk: Desk, name: str) -> gr.Textbox | gr.Dropdown:
    label = desk.say(f"talk_{name}")
    label = label[:1].upper() + label[1:]
    if name == "role":
        choices = [(say(f"history_{role}", desk.language), role) for role in get_args(Role)]
        return gr.Dropdown(label=label, choices=choices, filterable=False, elem_id="talk-role")
    if name == "country":
        countries = [(say(f"history_{one}", desk.language) if one else "–", one) for one in _COUNTRIES]
        return gr.Dropdown(label=label, choices=countries, filterable=False, elem_id="talk-country")
    return gr.Textbox(label=label, max_length=_MOST_CHARACTERS, elem_id=f"talk-{name}")


def _records(desk: Desk, chosen: str | None, told: str = "") -> tuple[object, ...]:
    """Return the whole tab as it is for the report that is chosen, by default the newest; no line of it is open."""
    reports = desk.reports()
    report = next((one for one in reports if one.id == chosen), reports[0] if reports else None)
    found = lines_of(desk, report) if report else []
    stored = stored_corrections(desk)
    names = {one.id: _name(desk, one) for one in reports}
    reading = reading_of(report) if report else None
    return (
        told,
        gr.update(
            choices=[(name, report_id) for report_id, name in names.items()], value=report.id if report else None
        ),
        gr.update(choices=[(line.label, line.key) for line in found], value=None),
        show_text(reading, desk.language) if reading else "",
        _corrections(desk, stored, names),
        gr.update(visible=bool(stored)),
        gr.update(choices=[(_summary(desk, one.correction), one.correction.id) for one in stored], value=None),
        *_form(None),
    )


def _filled(desk: Desk, chosen: str | None, key: str | None) -> tuple[object, ...]:
    found = _find(desk, chosen, key)
    return _form(found[1] if found else None)


def _form(line: Line | None) -> tuple[object, ...]:
    """Return the form for a line: one value of an event, or the fields of a talk."""
    if line is None:
        return gr.update(visible=False), *[gr.skip()] * (len(TALK_FIELDS) + 4)
    is_talk = line.talk is not None or line.key == ADDED
    values = [line.values.get(name) or _BLANK.get(name, "") for name in TALK_FIELDS]
    one_value = gr.update(value=line.values.get("value", ""), visible=not is_talk)
    can_go = line.key != ADDED and bool(line.quote)
    return (
        gr.update(visible=True),
        one_value,
        gr.update(visible=is_talk),
        *values,
        line.quote,
        gr.update(visible=can_go),
    )


def _find(desk: Desk, chosen: str | None, key: str | None) -> tuple[Report, Line] | None:
    report = next((one for one in desk.reports() if one.id == chosen), None)
    lines = lines_of(desk, report) if report else []
    line = next((line for line in lines if line.key == key), None)
    return (report, line) if report and line else None


def _stored(desk: Desk, chosen: str | None, key: str | None, typed: Sequence[str], by: str) -> str:
    """Store what was typed of a line; return what is said of it."""
    found = _find(desk, chosen, key)
    if not found:
        return alert(desk.html("line_gone"))
    report, line = found
    value, *fields, quote = typed
    is_talk = line.talk is not None or line.key == ADDED
    values: Mapping[str, str] = dict(zip(TALK_FIELDS, fields, strict=True)) if is_talk else {"value": value}
    correction = correction_typed(report, line, values, quote, by or desk.say("nobody"))
    if correction is None:
        return alert(desk.html("nothing_typed"))
    if correction.action != "remove" and not _stands(report, quote):
        return alert(desk.html("quote_not_there"))
    return _done(desk, partial(add_proved, desk.place.data, report, correction))


def _taken_away(desk: Desk, chosen: str | None, key: str | None, by: str) -> str:
    found = _find(desk, chosen, key)
    if not found:
        return alert(desk.html("line_gone"))
    report, line = found
    return _done(desk, partial(add_proved, desk.place.data, report, removal_of(report, line, by or desk.say("nobody"))))


def _stands(report: Report, quote: str) -> bool:
    """Return whether the text of a report holds a quotation, as storing a correction will ask."""
    tried = Correction("", report.id, "event", "set", "theme", (Change("value", "x"),), quote, "x", "")
    return bool(quote) and not any(outcome.problem for outcome in apply_corrections(report, [tried])[1])


def _done(desk: Desk, act: Callable[[], object], done: str = "stored") -> str:
    """Do what is asked for; return what is said of it."""
    try:
        act()
    except SeminarError as error:
        return alert(desk.html("not_stored", problem=error))
    return desk.status(done)


def _clean(text: str | None) -> str:
    """Return what was typed without signs that cannot be seen."""
    return "".join(sign for sign in text or "" if sign.isprintable() or sign == "\n").strip()


def _name(desk: Desk, report: Report) -> str:
    edition, year = edition_of(report), whole(report.event.year)
    number = word("edition", desk.language, edition=edition) if edition else ""
    return "　".join(filter(None, (number, str(year or ""), report.title, report.path)))


# Corrections


def _corrections(desk: Desk, stored: Sequence[StoredCorrection], reports: Mapping[str, str]) -> str:
    """Return a table of all corrections, those that find their text no more first."""
    if not stored:
        return f"<p>{desk.html('corrections_none')}</p>"
    titles = {name: desk.html(f"column_{name}") for name in ("about", "now", "quote", "by", "state")}
    rows = (_row(desk, one, reports) for one in sorted(stored, key=lambda one: not one.problem))
    return show_table("holdings", titles, rows)


def _row(desk: Desk, stored: StoredCorrection, reports: Mapping[str, str]) -> dict[str, str]:
    correction = stored.correction
    report = reports.get(correction.report, correction.report)
    return {
        "about": f"{escape(_about(desk, correction))}<small>{escape(report)}</small>",
        "now": escape(_values(desk, correction)),
        "quote": escape(correction.quote or ""),
        "by": f"{escape(correction.author)}<small>{escape(correction.date)}</small>",
        "state": _state(desk, stored, correction.report in reports),
    }


def _about(desk: Desk, correction: Correction) -> str:
    if isinstance(correction.target, str):
        return desk.say(f"field_{correction.target}")
    return desk.say(f"about_talk_{correction.action}", name=correction.about or "–")


def _summary(desk: Desk, correction: Correction) -> str:
    about = desk.say("line_field", field=_about(desk, correction), value=_values(desk, correction))
    return f"{about}（{correction.author}, {correction.date}）"


def _values(desk: Desk, correction: Correction) -> str:
    if correction.action == "remove":
        return desk.say("taken_away")
    if correction.kind == "event":
        return show_value(str(correction.target), correction.values[0].value, desk.language)
    named = [
        desk.say("line_field", field=desk.say(f"talk_{change.name}"), value=_value(desk, change))
        for change in correction.values
    ]
    return say("semicolon", desk.language).join(named)


def _value(desk: Desk, change: Change) -> str:
    if change.value and change.name in ("role", "country"):
        return say(f"history_{change.value}", desk.language)
    return change.value or desk.say("taken_away")


def _state(desk: Desk, stored: StoredCorrection, known: bool) -> str:
    if not known:
        return desk.html("correction_no_report")
    if stored.problem:
        why = problem_html(stored.problem, desk.language)
        return f'<b class="missing">{desk.html("correction_lost")}</b><small>{why}</small>'
    return desk.html("correction_holds" if stored.built else "correction_waits")
