"""The tab of scores: the questions of a file asked in a child process, and what changed since the last time."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from shutil import copyfile

import gradio as gr

from assistant.admin_events import connect
from assistant.desk import Desk, alert, who
from assistant.question_files import read_questions
from assistant.runs import last_run, run_before
from assistant.score_pages import to_part
from assistant.staging import clean_name
from ingest.errors import SeminarError

_FOLDER = "questions"
_SUFFIXES = (".csv", ".jsonl")
_EVERY_SECONDS = 1.0


def add_scores(desk: Desk, tab: gr.Tab) -> None:
    """Put the tab's components into the page that is being made."""
    gr.Markdown(desk.say("scores_lead"))
    sent = gr.File(label=desk.say("question_file"), file_types=list(_SUFFIXES), height=120, elem_id="question-file")
    with gr.Row():
        chosen = gr.Dropdown(
            label=desk.say("questions_which"), choices=[], filterable=False, elem_id="questions", scale=3
        )
        evaluate = gr.Button(desk.say("evaluate"), variant="primary", elem_id="evaluate", min_width=0)
        cancel = gr.Button(desk.say("stop_scoring"), variant="stop", visible=False, elem_id="stop-scoring", min_width=0)
    notice = gr.HTML("", apply_default_css=False, min_height=0, elem_id="scores-notice")
    scores = gr.HTML("", apply_default_css=False, min_height=0, elem_id="scores")
    tick = gr.Timer(_EVERY_SECONDS, active=False)

    work = [notice, evaluate, cancel, tick]
    shown = [*work, chosen, scores]

    def start(name: str | None, request: gr.Request) -> tuple[object, ...]:
        file = _file(desk, name)
        told = ""
        if file and not desk.place.scoring.start(_command(desk, file), who(request.headers)):
            told = alert(desk.html("scoring_busy"))
        return _work(desk, told)

    def halt() -> tuple[object, ...]:
        desk.place.scoring.cancel()
        return _work(desk)

    def ticked(name: str | None) -> tuple[object, ...]:
        if desk.place.scoring.progress.state == "running":
            return *_work(desk), gr.skip(), gr.skip()
        return *_work(desk, _ending(desk)), *_chosen(desk, name)

    def take(path: str | None) -> tuple[object, ...]:
        name, told = _taken(desk, Path(path)) if path else (None, "")
        return None, *_work(desk, told), *_chosen(desk, name)

    def everything(name: str | None) -> tuple[object, ...]:
        return *_work(desk), *_chosen(desk, name)

    on = connect(desk)
    on(sent.upload, take, sent, [sent, *shown])
    on(chosen.input, everything, chosen, shown)
    on(evaluate.click, start, chosen, work)
    on(cancel.click, halt, None, work)
    on(tick.tick, ticked, chosen, shown, trigger_mode="once")
    on(tab.select, everything, chosen, shown)


def _command(desk: Desk, file: Path) -> list[str]:
    page = desk.place.data / "evaluations" / f"{file.name}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    told = ["--json", "--report", str(page), "--language", desk.language, "--data", str(desk.place.data)]
    return ["assistant", "evaluate", str(file), *told]


def _taken(desk: Desk, path: Path) -> tuple[str | None, str]:
    """Keep a question file that can be read, in the place of one of the same name; return its name and what is said."""
    name = clean_name(path.name)
    try:
        if path.suffix.lower() not in _SUFFIXES:
            raise SeminarError(f"{name}: expected {' or '.join(_SUFFIXES)}")
        count = len(read_questions(path))
        folder = desk.place.data / _FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        copyfile(path, folder / name)
    except (SeminarError, OSError) as error:
        return None, alert(escape(str(error).replace(str(path), name)))
    finally:
        path.unlink(missing_ok=True)
    return name, desk.status("questions_taken", name=name, count=count)


def _files(desk: Desk) -> list[str]:
    folder = desk.place.data / _FOLDER
    return sorted(path.name for path in folder.iterdir() if path.suffix in _SUFFIXES) if folder.is_dir() else []


def _file(desk: Desk, name: str | None) -> Path | None:
    return desk.place.data / _FOLDER / name if name in _files(desk) and name else None


def _chosen(desk: Desk, name: str | None) -> Sequence[object]:
    """Return the question files there are, and how the one that is chosen did the last time."""
    names = _files(desk)
    name = name if name in names else next(iter(names), None)
    choice = gr.update(choices=names, value=name)
    file = _file(desk, name)
    now = last_run(desk.place.data, file) if file else None
    if file is None or now is None:
        return choice, f"<p>{desk.html('scores_none' if file else 'questions_none')}</p>"
    return choice, f'<article class="scores">{to_part(run_before(desk.place.data, file), now, desk.language)}</article>'


def _work(desk: Desk, told: str = "") -> tuple[object, ...]:
    progress = desk.place.scoring.progress
    running = progress.state == "running"
    if running and not told:
        asking = desk.html("scoring", done=progress.done, total=progress.total)
        bar = f'<progress value="{progress.done}" max="{progress.total or 1}"></progress>'
        said = f"{asking} {bar}" if progress.total else f"{desk.html('scoring_starts')}…"
        told = f'<p role="status">{said}</p>'
    return told, gr.update(interactive=not running), gr.update(visible=running), gr.update(active=running)


def _ending(desk: Desk) -> str:
    """Return what is said of an evaluation that did not come to its end."""
    progress = desk.place.scoring.progress
    if progress.state == "cancelled":
        return desk.status("scoring_cancelled")
    if progress.state == "failed" and progress.ended:
        return alert(desk.html("scoring_failed", problem=progress.ended.message))
    return ""
