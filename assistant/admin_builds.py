"""The tab of builds: what a build would change, building in sight of all, its history, going back."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

import gradio as gr

from assistant.admin_changes import show_changes, sum_up
from assistant.admin_events import connect
from assistant.bodies import read_record
from assistant.changes import Entry, Kept, Outcome, Stock
from assistant.children import Ended, Progress, run
from assistant.desk import Desk, who
from assistant.shell import show_table
from ingest.change_records import Changes

_STAGES = ("comparing", "reading", "embedding", "checking")  # as a build names them, in their order
_SECONDS = 600.0  # for what is asked of the index without building
_EVERY_SECONDS = 1.0
_SHOWN = 50  # builds of the history


def add_builds(desk: Desk, tab: gr.Tab) -> None:
    """Put the tab's components into the page that is being made."""
    gr.Markdown(desk.say("builds_lead"))
    with gr.Row(elem_id="build-row"):
        look = gr.Button(desk.say("look"), elem_id="look", min_width=0)
        build = gr.Button(desk.say("build"), variant="primary", elem_id="build", min_width=0)
        cancel = gr.Button(desk.say("cancel"), variant="stop", visible=False, elem_id="cancel", min_width=0)
    progress = gr.HTML("", min_height=0, elem_id="progress")
    changes = gr.HTML("", min_height=0, elem_id="changes")
    gr.Markdown(f"### {desk.say('history')}")
    history = gr.HTML("", min_height=0, elem_id="builds")
    gr.Markdown(f"### {desk.say('generations')}\n\n{desk.say('generations_lead')}")
    kept = gr.Radio(show_label=False, container=False, choices=[], visible=False, elem_id="generations")
    difference = gr.HTML("", min_height=0, elem_id="difference")
    back = gr.Button(desk.say("back"), variant="stop", interactive=False, elem_id="back")
    tick = gr.Timer(_EVERY_SECONDS, active=False)

    work = [build, cancel, tick, progress]
    stock = [history, kept, difference, back]
    looking = f'<p role="status">{desk.html("looking")}…</p>'

    def everything() -> tuple[object, ...]:
        found = _stock(desk)
        return *_work(desk), *found  # what takes long comes first, so that the rest is no older

    def start(request: gr.Request) -> tuple[object, ...]:
        name = who(request.headers)
        begun = desk.place.building.start(_command(desk, "build", "--by", name, corpus=True), name)
        return *_work(desk, "" if begun else desk.say("busy")), ""

    def ticked() -> tuple[object, ...]:
        if desk.place.building.progress.state == "running":
            return *_work(desk), *[gr.skip()] * len(stock)
        found = _stock(desk)
        return *_work(desk, ended=True), *found

    def halt() -> Iterator[tuple[object, ...]]:
        yield gr.update(interactive=False), desk.status("cancelling")
        desk.place.building.cancel()
        yield gr.update(interactive=True), gr.skip()

    def compare() -> Iterator[str]:
        yield looking
        yield _difference(desk, run(_command(desk, "diff", corpus=True), seconds=_SECONDS))

    def choose(chosen: str) -> Iterator[tuple[object, object]]:
        yield looking, gr.update(interactive=False)
        told = _difference(desk, run(_command(desk, "diff", "--to", chosen), seconds=_SECONDS))
        yield f"<h4>{desk.html('back_changes')}</h4>{told}", gr.update(interactive=True)

    def go_back(chosen: str | None, request: gr.Request) -> Iterator[tuple[object, ...]]:
        if chosen:
            yield desk.status("going_back"), *[gr.skip()] * len(stock)
            ended = run(_command(desk, "rollback", "--to", chosen, "--by", who(request.headers)), seconds=_SECONDS)
            done = desk.status("back_done", id=chosen)
            found = _stock(desk)
            yield done if ended.code == 0 else _problem(desk, ended), *found

    on = connect(desk)
    on(look.click, compare, None, changes)
    on(build.click, start, None, [*work, changes])
    on(cancel.click, halt, None, [cancel, progress])
    on(tick.tick, ticked, None, [*work, *stock], trigger_mode="once")
    on(kept.input, choose, kept, [difference, back])
    sure = f"(chosen) => [chosen && confirm({desk.quoted('back_sure')}) ? chosen : null]"
    on(back.click, go_back, kept, [progress, *stock], js=sure)
    on(tab.select, everything, None, [*work, *stock])


def _command(desk: Desk, *words: str, corpus: bool = False) -> list[str]:
    folders = ["--data", str(desk.place.data), *(["--corpus", str(desk.place.corpus)] if corpus else [])]
    return ["ingest", *words, *folders, "--json"]


def _work(desk: Desk, told: str = "", *, ended: bool = False) -> tuple[object, ...]:
    """Return the two buttons, the clock and what is shown of the build under way, or how one has just ended."""
    progress = desk.place.building.progress
    running = progress.state == "running"
    note = f'<p role="alert">{escape(told)}</p>' if told else ""
    shown = _stages(progress, desk) if running else _ended(progress, desk) if ended else ""
    return gr.update(visible=not running), gr.update(visible=running), gr.update(active=running), note + shown


def _stages(progress: Progress, desk: Desk) -> str:
    """Return the stages of a build as a list: what is done, what is under way and how far, what is to come."""
    name, _, about = progress.stage.partition(" ")
    at = _STAGES.index(name) if name in _STAGES else -1
    items = []
    for number, stage in enumerate(_STAGES):
        state = "done" if number < at else "now" if number == at else "next"
        more = ""
        if number == at and progress.total > 1:
            counted = desk.html("stage_count", done=progress.done, total=progress.total)
            bar = f'<progress value="{progress.done}" max="{progress.total}"></progress>'
            more = f" {bar} <small>{counted} {escape(about)}</small>"
        items.append(f'<li class="{state}">{desk.html(f"stage_{stage}")}{more}</li>')
    begun = desk.html("running", who=progress.who) if progress.who else desk.html("running_nobody")
    return f'<div class="work" role="status"><p>{begun}</p><ol class="stages">{"".join(items)}</ol></div>'


def _ended(progress: Progress, desk: Desk) -> str:
    """Return how the last build of this server ended, nothing where there was none."""
    if progress.ended is None:
        return ""
    outcome = read_record(Outcome, progress.ended.output) if progress.state == "done" else None
    changes = outcome.changes if outcome else None
    ending = "nothing" if changes and changes.empty else "built" if progress.state == "done" else progress.state
    said = f"<p>{desk.html(f'ended_{ending}')}</p>"
    why = f'<pre lang="en">{escape(progress.ended.message)}</pre>' if progress.state == "failed" else ""
    told = show_changes(changes, desk) if changes and not changes.empty else ""
    return f'<div class="work {ending}" role="status">{said}{why}{told}</div>'


def _difference(desk: Desk, ended: Ended) -> str:
    changes = read_record(Changes, ended.output) if ended.code == 0 else None
    return show_changes(changes, desk) if changes else _problem(desk, ended)


def _problem(desk: Desk, ended: Ended) -> str:
    return f'<p role="alert">{desk.html("not_told", problem=ended.message or ended.code)}</p>'


def _stock(desk: Desk) -> tuple[object, ...]:
    """Return the history and the generations one can go back to, none of them chosen."""
    ended = run(_command(desk, "status"), seconds=_SECONDS)
    stock = (read_record(Stock, ended.output) if ended.code == 0 else None) or Stock()
    others = sorted(
        (one for one in stock.generations if one.whole and not one.current),
        key=lambda one: one.built or "",
        reverse=True,
    )
    now = next((one.id for one in stock.generations if one.current), "–")
    told = desk.html("generation_now", generation=now) if others else desk.html("generation_none")
    return (
        _history(stock.builds[:_SHOWN], desk),
        gr.update(choices=[(_generation(one, desk), one.id) for one in others], value=None, visible=bool(others)),
        f"<p>{told}</p>",
        gr.update(interactive=False, visible=bool(others)),
    )


def _generation(kept: Kept, desk: Desk) -> str:
    return desk.say("generation", id=kept.id, when=_when(kept.built), reports=kept.reports, talks=kept.talks)


def _history(builds: Sequence[Entry], desk: Desk) -> str:
    if not builds:
        return f"<p>{desk.html('history_none')}</p>"
    titles = {name: desk.html(f"history_{name}") for name in ("when", "who", "how", "what", "generation")}
    rows = [
        {
            "when": escape(_when(one.began)),
            "who": escape(one.by or "–"),
            "how": f'<span class="tag {one.ending}">{desk.html(f"ending_{one.ending}")}</span>',
            "what": escape(sum_up(one.changes, desk)) if one.changes else f'<span lang="en">{escape(one.words)}</span>',
            "generation": escape(one.generation or ""),
        }
        for one in builds
    ]
    return f'<div class="scroll" tabindex="0">{show_table("builds", titles, rows)}</div>'


def _when(moment: str | None) -> str:
    """Return a moment by this machine's clock."""
    try:
        return datetime.fromisoformat(moment or "").astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return "–"
