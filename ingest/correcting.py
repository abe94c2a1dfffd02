"""The commands for staff corrections: from what is typed to a correction that is known to find its text."""

import argparse
import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

from ingest.amendments import (
    EVENT_FIELDS,
    TALK_FIELDS,
    Action,
    Change,
    Correction,
    Kind,
    TalkKey,
    apply_corrections,
    find_talk,
    key_of,
)
from ingest.corrections import (
    StoredCorrection,
    add_proved,
    export_corrections,
    import_corrections,
    list_corrections,
    read_corrections,
    withdraw_correction,
)
from ingest.errors import CorrectionNotUsable
from ingest.records import Report

_NEXT = "It holds from the next build on: python -m ingest build"


def add_parser(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", shared: argparse.ArgumentParser
) -> argparse.ArgumentParser:
    """Add the command `corrections`, which `run_corrections` runs, and return its parser."""
    parser = commands.add_parser("corrections", help="fix, add or remove what is read of a report")
    actions = parser.add_subparsers(required=True, metavar="ACTION", dest="action")
    add = actions.add_parser("add", parents=[shared], help="store a correction; a value of - takes away what was read")
    add.add_argument("--report", required=True, help="id of the report, or its path in the corpus")
    add.add_argument("--quote", help="the text of the report that proves it, word for word")
    add.add_argument("--author", required=True, help="who makes the correction")
    add.add_argument("--remove", action="store_true", help="remove the event field, or the talk of --of")
    what = add.add_mutually_exclusive_group(required=True)
    what.add_argument("--field", choices=EVENT_FIELDS, metavar="FIELD", help=f"of the event: {', '.join(EVENT_FIELDS)}")
    what.add_argument("--talk", action="store_true", help="add a talk, or with --of correct the one that is meant")
    add.add_argument("--value", help="what the field of the event is")
    add.add_argument("--of", help="speaker, organisation or place of a talk that is read already")
    add.add_argument("--of-session", help="its session, where several talks fit")
    add.add_argument("--of-quote", help="its text, where several talks fit")
    for name in TALK_FIELDS:
        add.add_argument(f"--{name}", help=f"{name} of the talk")
    actions.add_parser("list", parents=[shared], help="all corrections, and what the last build made of them")
    withdraw = actions.add_parser("withdraw", parents=[shared], help="take a correction back")
    withdraw.add_argument("id")
    for name in ("export", "import"):
        exchange = actions.add_parser(name, parents=[shared], help=f"{name} all corrections as .json or .csv")
        exchange.add_argument("file", type=Path)
    return parser


def run_corrections(options: argparse.Namespace) -> str:
    """Run one of the commands and return what to print."""
    data: Path = options.data
    if options.action == "list":
        found = list_corrections(data)
        return _listed([asdict(one) for one in found]) if options.json else _table(found, _ids(data, found))
    if options.action == "export":
        count = export_corrections(data, options.file)
        return _listed({"exported": count}) if options.json else f"{options.file}: {count} corrections"
    if options.action == "import":
        imported = import_corrections(data, options.file)
        text = f"{len(imported)} corrections are stored. {_NEXT.replace('It holds', 'They hold')}"
        return _listed({"imported": [one.id for one in imported]}) if options.json else text
    if options.action == "withdraw":
        correction = withdraw_correction(data, options.id)
        text = f"Correction {correction.id} is withdrawn. {_NEXT}"
    else:
        report = _report(data, options.report)
        correction = add_proved(data, report, _typed(data, report, options))
        text = f"Correction {correction.id} is stored. {_NEXT}"
    return _listed(asdict(correction)) if options.json else text


def _typed(data: Path, report: Report, options: argparse.Namespace) -> Correction:
    """Return the correction that was typed."""
    given = {name: getattr(options, name) for name in TALK_FIELDS if getattr(options, name) is not None}
    target: str | TalkKey | None = options.field
    if options.field:
        if given or options.of or options.of_session or options.of_quote:
            raise CorrectionNotUsable("--field is about the event; leave out what is about a talk, or give --talk.")
        given = {} if options.value is None else {"value": options.value}
    elif options.value is not None:
        raise CorrectionNotUsable("--value is of an event field; of a talk, give --topic, --place and so on.")
    if not options.field and (options.remove or options.of or options.of_quote):
        corrected, _ = apply_corrections(report, read_corrections(data))
        wanted = TalkKey(options.of_session, options.of, None, options.of_quote)
        if options.remove and given and not options.of:
            wanted = TalkKey(given.get("session"), given.get("speaker"), given.get("organisation"), options.of_quote)
            given = {}
        target = _key(corrected, wanted)
    action: Action = "remove" if options.remove else "add" if target is None else "set"
    values = tuple(Change(name, value) for name, value in given.items())
    kind: Kind = "event" if options.field else "talk"
    return Correction("", report.id, kind, action, target, values, options.quote, options.author, "")


def _report(data: Path, named: str) -> Report:
    from ingest.store import open_generation

    with closing(open_generation(data)) as generation:
        for report in generation.reports:
            if named in (report.id, report.path):
                return report
    raise CorrectionNotUsable(
        f"There is no report {named!r} in the index; expected an id or a path that 'python -m ingest status' shows."
    )


def _key(report: Report, wanted: TalkKey) -> TalkKey:
    """Return the full key of the talk that is meant, whether its speaker, organisation or place was typed."""
    for key in (wanted, replace(wanted, speaker=None, organisation=wanted.speaker or wanted.organisation)):
        if talk := find_talk(report, key):
            return key_of(talk)
    names = [talk.who for talk in report.talks]
    raise CorrectionNotUsable(
        f"{report.path}: no one talk is meant by {wanted.speaker or wanted.organisation or wanted.quote!r}; expected "
        f"one of {', '.join(dict.fromkeys(names)) or 'none'}, with --of-session or --of-quote where it has several."
    )


def _ids(data: Path, found: Sequence[StoredCorrection]) -> set[str]:
    """Return the reports in the index; before the first build, those that are spoken of."""
    from ingest.store import current_generation, open_generation

    if current_generation(data) is None:
        return {one.correction.report for one in found}
    with closing(open_generation(data)) as generation:
        return {report.id for report in generation.reports}


def _table(found: Sequence[StoredCorrection], reports: set[str]) -> str:
    return "\n".join(_row(one, reports) for one in found) or "There are no corrections."


def _row(stored: StoredCorrection, reports: set[str]) -> str:
    one = stored.correction
    key = one.target
    about = (
        key if isinstance(key, str) else f"talk of {key.speaker or key.organisation or key.quote}" if key else "talk"
    )
    values = ", ".join(f"{change.name}: {change.value or 'none'}" for change in one.values)
    state = stored.problem or ("applied" if stored.built else "not built yet")
    if one.report not in reports:
        state = "its report is not in the index"
    return f"{one.id}  {one.report}  {one.action} {about}  {values}  ({one.author}, {one.date})  {state}"


def _listed(about: object) -> str:
    return json.dumps(about, ensure_ascii=False)
