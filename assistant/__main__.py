"""The commands of the answering side: python -m assistant ask | search | source | evaluate | doctor | serve …"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from itertools import chain
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from pydantic import ValidationError as SettingsError

from assistant.console import answer_line, finding_line, json_line, ranking_table, shown
from assistant.records import LANGUAGES, Reader
from assistant.settings import AssistantSettings
from ingest.errors import SeminarError
from ingest.settings import IngestSettings, setting_problems

if TYPE_CHECKING:
    from assistant.evaluation import Scores
    from assistant.pipeline import Assistant
    from assistant.writer import Writer
    from ingest.embeddings import Rerank, SentenceEmbeddings

PROBLEM = 2  # exit code for what a person can fix


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


def _parser() -> argparse.ArgumentParser:
    settings, ingest = AssistantSettings(), IngestSettings()
    parser = argparse.ArgumentParser(prog="python -m assistant", description="Ask the seminar's history.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", type=Path, default=ingest.data, help="folder of the index (SEMINAR_DATA)")
    shared.set_defaults(model=ingest.embedding_model, settings=settings, ingest=ingest)
    as_json = argparse.ArgumentParser(add_help=False)
    as_json.add_argument("--json", action="store_true", help="print JSON, one line each")
    ask = commands.add_parser("ask", parents=[shared, as_json], help="answer a question, or every one of a file")
    ask.add_argument("question", nargs="?")
    ask.add_argument("--file", type=Path, help="questions as CSV or JSON lines; `after` is asked first")
    ask.add_argument("--language", choices=LANGUAGES, help="language of the answers, whatever that of the question")
    ask.set_defaults(command=_ask)
    search = commands.add_parser("search", parents=[shared, as_json], help="the passages found for a question")
    search.add_argument("question")
    search.add_argument("--arm", choices=("words", "meaning", "both"), default="both")
    search.add_argument("--count", type=int, default=10)
    search.set_defaults(command=_search)
    source = commands.add_parser("source", parents=[shared, as_json], help="a stored page, to verify a citation")
    source.add_argument("report")
    source.add_argument("page", type=int)
    source.set_defaults(command=_source)
    evaluate = commands.add_parser("evaluate", parents=[shared, as_json], help="score question files or retrieval")
    evaluate.add_argument("file", nargs="?", type=Path, help="questions as CSV or JSON lines")
    evaluate.add_argument("--passages", type=Path, help="passages as JSON lines: retrieval only")
    evaluate.add_argument("--questions", type=Path, help="questions for the passages")
    evaluate.add_argument("--floors", type=Path, help="JSON file of the lowest scores that pass")
    evaluate.add_argument("--report", type=Path, help="page to write, .html or .md: what changed since the last one")
    evaluate.add_argument("--language", choices=LANGUAGES, default="ja", help="language of that page")
    evaluate.set_defaults(command=_evaluate)
    feedback = commands.add_parser("feedback", help="what readers thought of answers")
    export = feedback.add_subparsers(required=True, metavar="export").add_parser("export", parents=[shared])
    export.add_argument("file", type=Path, help="file to write, .csv or .json")
    export.set_defaults(command=_export_feedback)
    doctor = commands.add_parser("doctor", parents=[shared, as_json], help="check a deployment and say what to do")
    doctor.add_argument("--url", default=settings.address, help="address to look at, that of a proxy too")
    doctor.set_defaults(command=_doctor, corpus=ingest.corpus)
    serve = commands.add_parser("serve", parents=[shared], help="serve the chat page")
    serve.add_argument("--host", default=settings.host)
    serve.add_argument("--port", type=int, default=settings.port)
    serve.add_argument("--build", action="store_true", help="bring the index up to date with the corpus first")
    serve.set_defaults(command=_serve, corpus=ingest.corpus)
    tools = commands.add_parser("mcp", parents=[shared], help="answer an assistant that starts this, over stdio")
    tools.set_defaults(command=_mcp)
    return parser


def _ask(options: argparse.Namespace) -> int:
    from assistant.evaluation import ask_all
    from assistant.question_files import read_questions

    if (options.question is None) == (options.file is None):
        raise SeminarError("ask: give either a question or --file QUESTIONS")
    assistant, reader = _open(options, _writer(options)), Reader(fixed=options.language)
    if options.file:
        for asked, answer in ask_all(assistant, read_questions(options.file), reader):
            print(answer_line(answer, asked.id) if options.json else shown(answer))
        return 0
    answer = list(assistant.answer(options.question, [], reader))[-1]
    print(answer_line(answer) if options.json else shown(answer))
    return 0


def _search(options: argparse.Namespace) -> int:
    found = _open(options).search(options.question, count=options.count, arm=options.arm)
    if options.json:
        print(json_line({"results": [asdict(one) for one in found]}))
    else:
        print("\n\n".join(f"{one.rank}. {one.heading} ({one.score})\n{one.text}" for one in found))
    return 0


def _source(options: argparse.Namespace) -> int:
    page = _open(options).source_page(options.report, options.page)
    if page is None:
        raise SeminarError(
            f"Report {options.report} has no page {options.page} in this index; `status` lists the reports."
        )
    print(json_line({"text": page.text}) if options.json else page.text)
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from assistant.evaluation import below_floors, read_floors, score_retrieval

    if options.floors:
        read_floors(options.floors)  # before an hour of questions
    scores: Scores
    if options.passages and options.questions:
        scores = ranking = score_retrieval(
            options.passages, options.questions, lambda: _load(options), _reranker(options)
        )
        print(json_line(ranking) if options.json else ranking_table(ranking))
    elif options.file:
        scores = _evaluate_answers(options)
    else:
        raise SeminarError("evaluate: give a question file, or --passages FILE with --questions FILE")
    failed = below_floors(scores, options.floors)
    for problem in failed:
        print(problem, file=sys.stderr)
    return 1 if failed else 0


def _evaluate_answers(options: argparse.Namespace) -> "Scores":
    from assistant.evaluation import judge_answers, score_verdicts
    from assistant.question_files import read_questions
    from assistant.runs import keep_run, last_run, run_of
    from assistant.score_pages import check_name, to_markdown, write_page

    if options.report:
        check_name(options.report)
    questions = read_questions(options.file)
    assistant = _open(options)
    verdicts = judge_answers(assistant, questions, sys.stderr if options.json else None)
    scores = score_verdicts(verdicts)
    last, now = last_run(options.data, options.file), run_of(options.file, assistant.generation, scores, verdicts)
    print(json_line(scores) if options.json else to_markdown(last, now, options.language))
    if options.report:
        write_page(options.report, last, now, options.language)
        keep_run(options.data, options.file, now)
    return scores


def _export_feedback(options: argparse.Namespace) -> int:
    from assistant.conversations import Conversations
    from assistant.ratings import write_ratings

    ratings = Conversations(options.data).ratings()
    write_ratings(ratings, options.file)
    print(f"{len(ratings)} ratings written to {options.file}")
    return 0


def _serve(options: argparse.Namespace) -> int:
    from assistant.beside import kept_up
    from assistant.conversations import Conversations
    from assistant.desk import Workplace
    from assistant.server import serve

    settings = options.settings.model_copy(update={"host": options.host, "port": options.port})
    writer = _writer(options)
    if writer:
        Thread(target=lambda: print(writer.model.check(), file=sys.stderr, flush=True), daemon=True).start()

    def load() -> "Assistant":
        embeddings = _load(options)
        embeddings.embed_query("warm")  # the first vector of a process is the slow one
        return _open(options, writer)

    def tell(address: str) -> None:
        print(f"Open {address} in a browser; stop with Ctrl+C.", flush=True)

    with kept_up(options.corpus, options.data, build=options.build, watch=options.ingest.watch):
        place, hush = Workplace(options.corpus, options.data), writer.model.end if writer else lambda: None
        serve(load, settings, Conversations(options.data), place, tell, hush)
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from dotenv import dotenv_values

    from assistant.doctor import Deployment, examine
    from assistant.probes import probe

    names = sorted({*os.environ, *dotenv_values(".env")})
    place = Deployment(options.settings, options.ingest, options.corpus, options.data, lambda: _load(options), names)
    findings = []
    for finding in chain(examine(place), probe(options.url, options.settings)):
        findings.append(finding)
        if not options.json:
            print(finding_line(finding), flush=True)
    if options.json:
        print(json_line({"findings": [asdict(finding) for finding in findings]}))
    return PROBLEM if any(finding.state == "problem" for finding in findings) else 0


def _mcp(options: argparse.Namespace) -> int:
    from assistant.mcp_server import serve_stdio

    serve_stdio(_open(options, _writer(options)))
    return 0


def _open(options: argparse.Namespace, writer: "Writer | None" = None) -> "Assistant":
    """Return the assistant; the embedding model is loaded by the first question that needs it."""
    from assistant.pipeline import Assistant
    from ingest.embeddings import fingerprint_of

    assistant = Assistant(
        options.data,
        lambda text: _load(options).embed_query(text),
        contact=options.settings.contact,
        model=lambda: fingerprint_of(options.model, options.data / "models"),
        rerank=_reranker(options),
        writer=writer,
    )
    if changed := assistant.changed_tables:
        print(
            f"The index was made with other tables than these: {', '.join(changed)}. Names and words may be missed. "
            "Run 'python -m ingest build'.",
            file=sys.stderr,
        )
    return assistant


def _writer(options: argparse.Namespace) -> "Writer | None":
    """Return what words answers with the configured chat model, None where none is."""
    from assistant.writer import open_writer

    return open_writer(options.ingest)


def _load(options: argparse.Namespace) -> "SentenceEmbeddings":
    return _loaded(options.model, options.data / "models")


def _reranker(options: argparse.Namespace) -> "Rerank | None":
    """Return the reranker that is set, loaded by the first question that needs it."""
    name = options.settings.reranker
    return (lambda question, passages: _loaded_reranker(name)(question, passages)) if name else None


@cache
def _loaded_reranker(name: str) -> "Rerank":
    from ingest.embeddings import load_reranker

    return load_reranker(name)


@cache
def _loaded(model: str, models: Path) -> "SentenceEmbeddings":
    from ingest.embeddings import load_embeddings

    return load_embeddings(model, models)


if __name__ == "__main__":
    sys.exit(main())
