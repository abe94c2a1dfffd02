"""The commands of the building side: python -m ingest build | status | read | rollback | corrections."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from pathlib import Path

from ingest.correcting import add_parser, run_corrections
from ingest.errors import SeminarError
from ingest.records import Report
from ingest.settings import IngestSettings

PROBLEM = 2  # exit code for what a person can fix


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except SeminarError as error:
        print(error, file=sys.stderr)
        return PROBLEM


def _parser() -> argparse.ArgumentParser:
    settings = IngestSettings()
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Build the index the assistant answers from.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", type=Path, default=settings.data, help="folder of the index (SEMINAR_DATA)")
    shared.add_argument(
        "--json", action="store_true", help="print one line of JSON; progress goes to stderr as JSON lines"
    )
    build = commands.add_parser("build", parents=[shared], help="bring the index up to date with the corpus")
    build.add_argument("--corpus", type=Path, default=settings.corpus, help="folder of reports (SEMINAR_CORPUS)")
    build.set_defaults(command=_build, model=settings.embedding_model)
    status = commands.add_parser("status", parents=[shared], help="what the index holds")
    status.set_defaults(command=_status, model=settings.embedding_model)
    read = commands.add_parser("read", help="what would be read from a file, without building")
    read.add_argument("file", type=Path)
    read.add_argument("--json", action="store_true", help="print one line of JSON")
    read.set_defaults(command=_read)
    rollback = commands.add_parser("rollback", parents=[shared], help="go back to the generation before")
    rollback.set_defaults(command=_rollback)
    add_parser(commands, shared).set_defaults(command=_corrections)
    return parser


def _build(options: argparse.Namespace) -> int:
    from ingest.builds import build_index
    from ingest.console import progress_bar, progress_lines, show_build
    from ingest.embeddings import fingerprint_of, load_embeddings
    from ingest.generations import open_store

    store = open_store(options.data)
    models = options.data / "models"
    with progress_lines() if options.json else progress_bar() as say:
        fingerprint = fingerprint_of(options.model, models)
        build = build_index(options.corpus, store, fingerprint, lambda: load_embeddings(options.model, models), say)
    print(_line(asdict(build)) if options.json else show_build(build))
    return 0


def _status(options: argparse.Namespace) -> int:
    from ingest.console import show_status
    from ingest.embeddings import fingerprint_of
    from ingest.store import open_generation
    from ingest.versions import changed_tables

    generation = open_generation(options.data)
    reports = generation.reports
    model = fingerprint_of(options.model, options.data / "models")
    changed_model = model if model != generation.fingerprint else None
    about = {
        "generation": generation.id,
        "built": generation.about.get("built"),
        "model": generation.fingerprint,
        "changed_tables": changed_tables(generation.about),
        "changed_model": changed_model,
        "reports": [_summary(report) for report in reports],
        "problems": [{"path": d.path, "reason": d.problem} for d in generation.documents if d.problem],
    }
    print(_line(about) if options.json else show_status(about))
    generation.close()
    return 0


def _read(options: argparse.Namespace) -> int:
    from ingest.console import show_read
    from ingest.previews import preview_of
    from ingest.reading import open_reader

    with open_reader() as read:
        about = preview_of(read(options.file, relative=options.file.name))
    told = {name: value for name, value in about.items() if name != "pages"}
    print(_line(about) if options.json else show_read(told))
    return 0


def _rollback(options: argparse.Namespace) -> int:
    from ingest.generations import open_store

    generation = open_store(options.data).rollback()
    print(_line({"generation": generation}) if options.json else f"Generation {generation} answers now.")
    return 0


def _corrections(options: argparse.Namespace) -> int:
    print(run_corrections(options))
    return 0


def _summary(report: Report) -> dict[str, object]:
    event = {name: value for name, value in _event(report).items() if name in ("edition", "year", "host_city")}
    talks = sum(talk.presented for talk in report.talks)
    about = {"report": report.id, "path": report.path, "title": report.title, "language": report.language}
    return {**about, **event, "talks": talks, "passages": len(report.passages), "other_series": report.other_series}


def _event(report: Report) -> dict[str, object]:
    values = {field.name: getattr(report.event, field.name) for field in fields(report.event)}
    return {name: value.value if value else None for name, value in values.items()}


def _line(about: object) -> str:
    return json.dumps(about, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
