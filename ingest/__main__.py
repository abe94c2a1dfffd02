"""The commands of the building side: python -m ingest build | diff | watch | status | read | rollback | corrections."""

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from threading import Event, Thread
from types import FrameType
from typing import TYPE_CHECKING

from pydantic import ValidationError as SettingsError

from ingest.correcting import add_parser, run_corrections
from ingest.errors import ModelNotUsable, SeminarError
from ingest.settings import IngestSettings, setting_problems

if TYPE_CHECKING:
    from ingest.generations import Store
    from ingest.truth import Say

PROBLEM = 2  # exit code for what a person can fix
STOPPED = 130  # and for what was stopped, as shells have it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    try:
        parser = _parser()
    except SettingsError as error:
        print(setting_problems(error), file=sys.stderr)
        return PROBLEM
    options = parser.parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except SeminarError as error:
        print(error, file=sys.stderr)
        return PROBLEM
    except KeyboardInterrupt:
        print("Stopped. What answered before still answers.", file=sys.stderr)
        return STOPPED


def _parser() -> argparse.ArgumentParser:
    settings = IngestSettings()
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Build the index the assistant answers from.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", type=Path, default=settings.data, help="folder of the index (SEMINAR_DATA)")
    shared.add_argument(
        "--json", action="store_true", help="print one line of JSON; progress goes to stderr as JSON lines"
    )
    building = argparse.ArgumentParser(add_help=False)
    building.add_argument("--corpus", type=Path, default=settings.corpus, help="folder of reports (SEMINAR_CORPUS)")
    building.set_defaults(model=settings.embedding_model, settings=settings)
    by = argparse.ArgumentParser(add_help=False)
    by.add_argument("--by", metavar="NAME", default="", help="who does this, for the history")
    build = commands.add_parser(
        "build", parents=[building, shared, by], help="bring the index up to date with the corpus"
    )
    build.set_defaults(command=_build)
    diff = commands.add_parser("diff", parents=[building, shared], help="what a build would change")
    diff.add_argument("--to", metavar="ID", help="what going to that generation would change")
    diff.set_defaults(command=_diff)
    watch = commands.add_parser("watch", parents=[building, shared], help="build whenever documents change")
    watch.add_argument("--piped", action="store_true", help="end when standard input ends")
    watch.set_defaults(command=_watch)
    status = commands.add_parser("status", parents=[shared], help="what the index holds")
    status.set_defaults(command=_status, model=settings.embedding_model)
    read = commands.add_parser("read", help="what would be read from a file, without building")
    read.add_argument("file", type=Path)
    read.add_argument("--json", action="store_true", help="print one line of JSON")
    read.set_defaults(command=_read)
    rollback = commands.add_parser("rollback", parents=[shared, by], help="go back to the generation before")
    rollback.add_argument("--to", metavar="ID", help="or to any that `status` lists")
    rollback.set_defaults(command=_rollback)
    backup = commands.add_parser("backup", parents=[shared], help="documents, corrections and history in one file")
    restore = commands.add_parser("restore", parents=[shared], help="put a backup into place; then build")
    for parser_of, command in ((backup, _backup), (restore, _restore)):
        parser_of.add_argument("file", type=Path)
        parser_of.add_argument(
            "--corpus", type=Path, default=settings.corpus, help="folder of reports (SEMINAR_CORPUS)"
        )
        parser_of.set_defaults(command=command, model=settings.embedding_model)
    restore.add_argument("--replace", action="store_true", help="set aside what is there")
    add_parser(commands, shared).set_defaults(command=_corrections)
    return parser


def _build(options: argparse.Namespace) -> int:
    from ingest.builds import build_index
    from ingest.console import show_build
    from ingest.embeddings import load_embeddings
    from ingest.second_reading import open_model_reader

    second = open_model_reader(options.settings, options.data)
    with _opened(options) as (store, fingerprint, say), stopped_by_signals():
        load = partial(load_embeddings, options.model, options.data / "models")
        build = build_index(options.corpus, store, fingerprint, load, say, by=options.by, second=second)
    print(_line(asdict(build)) if options.json else show_build(build))
    return 0


def _diff(options: argparse.Namespace) -> int:
    from ingest.builds import changes_between, preview
    from ingest.console import show_changes
    from ingest.second_reading import open_model_reader

    second = open_model_reader(options.settings, options.data, previewing=True)
    with _opened(options) as (store, fingerprint, say):
        if options.to:
            changes = changes_between(store, store.current(), options.to)
        else:
            changes = preview(options.corpus, store, fingerprint, say, second=second).changes
    print(_line(asdict(changes)) if options.json else show_changes(changes))
    return 0


def _watch(options: argparse.Namespace) -> int:
    from ingest.generations import open_store
    from ingest.watch import Folders, Pace, build_in_child, watch_folders

    def say(words: str) -> None:
        print(f"watch: {words}", file=sys.stderr, flush=True)

    def end_with_parent() -> None:
        sys.stdin.buffer.read()
        os.kill(os.getpid(), signal.SIGTERM)

    open_store(options.data)
    folders = Folders(options.corpus, options.data)
    say(f"documents of {options.corpus} and of {options.data / 'uploads'} are built when they change.")
    with stopped_by_signals(), suppress(KeyboardInterrupt):
        if options.piped:
            Thread(target=end_with_parent, daemon=True).start()
        watch_folders(folders, lambda: build_in_child(folders, say), say, Event(), Pace())
    return 0


def _status(options: argparse.Namespace) -> int:
    from ingest.console import show_status
    from ingest.embeddings import fingerprint_of
    from ingest.generations import open_store
    from ingest.inventory import take_stock

    model = fingerprint_of(options.model, options.data / "models")
    about = take_stock(open_store(options.data), model)
    print(_line(about) if options.json else show_status(about))
    return 0


def _read(options: argparse.Namespace) -> int:
    from ingest.previews import plain_reading, reading_of
    from ingest.reading import open_reader

    with open_reader() as read:
        about = plain_reading(reading_of(read(options.file, relative=options.file.name)))
    told = {name: value for name, value in about.items() if name != "pages"}
    print(_line(about) if options.json else json.dumps(told, ensure_ascii=False, indent=2))
    return 0


def _rollback(options: argparse.Namespace) -> int:
    from ingest.builds import roll_back
    from ingest.console import show_changes
    from ingest.generations import open_store

    build = roll_back(open_store(options.data), options.to, by=options.by)
    plain = {"generation": build.generation, "changes": asdict(build.changes)}
    told = f"{show_changes(build.changes)}\nGeneration {build.generation} answers now."
    print(_line(plain) if options.json else told)
    return 0


@contextmanager
def _opened(options: argparse.Namespace) -> Iterator[tuple["Store", str, "Say"]]:
    """Yield the data folder, the fingerprint of the model that is set, and what tells progress."""
    from ingest.console import progress_bar, progress_lines
    from ingest.embeddings import fingerprint_of
    from ingest.generations import open_store

    store = open_store(options.data, chroma_url=options.settings.chroma_url)
    with progress_lines() if options.json else progress_bar() as say:
        yield store, fingerprint_of(options.model, options.data / "models"), say


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Let a request to end this process end it in order: drafts dropped, children ended, the history noted."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _backup(options: argparse.Namespace) -> int:
    from ingest.backup import write_backup
    from ingest.generations import open_store
    from ingest.pipeline import reader_version
    from ingest.versions import made_with

    fingerprint = open_store(options.data).fingerprint() or "none yet"
    contents = write_backup(options.file, options.corpus, options.data, made_with(fingerprint, reader_version()))
    sizes = {"documents": len(contents.documents), "corrections": len(contents.corrections)}
    told = f"{options.file}: {sizes['documents']} documents, {sizes['corrections']} corrections."
    left_out = [f"Left out, for it cannot be read: {path}" for path in contents.left_out]
    about = {"file": str(options.file), **sizes, "left_out": contents.left_out}
    print(_line(about) if options.json else "\n".join([told, *left_out]))
    return 0


def _restore(options: argparse.Namespace) -> int:
    from ingest.embeddings import fingerprint_of
    from ingest.generations import open_store
    from ingest.pipeline import reader_version
    from ingest.restoring import restore
    from ingest.versions import made_with

    try:
        fingerprint = fingerprint_of(options.model, options.data / "models")
    except ModelNotUsable as error:
        fingerprint = str(error)
    here = made_with(fingerprint, reader_version())
    with open_store(options.data).build_lock():
        done = restore(options.file, options.corpus, options.data, here, replace=options.replace)
    lines = [f"{done.documents} documents and {done.corrections} corrections of {done.made} are in place."]
    lines += [f"Set aside: {path}" for path in done.set_aside]
    lines += [f"Otherwise than where it was made: {told}" for told in done.differences]
    print(_line(asdict(done)) if options.json else "\n".join([*lines, "Now run 'python -m ingest build'."]))
    return 0


def _corrections(options: argparse.Namespace) -> int:
    print(run_corrections(options))
    return 0


def _line(about: object) -> str:
    return json.dumps(about, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
