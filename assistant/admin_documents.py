"""The tab of documents: upload, look at what is read of each file, accept or refuse it; all documents, their files."""

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from pathlib import Path

import gradio as gr

from assistant.admin_events import connect
from assistant.bodies import read_record
from assistant.children import run
from assistant.desk import Desk, alert, who
from assistant.holdings import show_holdings
from assistant.preview_pages import show_reading, show_unread
from assistant.previews import Warned, warnings_of
from assistant.problems import problem_html
from assistant.staging import Staging, Waiting
from ingest.errors import SeminarError
from ingest.previews import Reading

_READING_SECONDS = 200.0  # longer than reading may take, which then says so itself


def add_documents(desk: Desk, tab: gr.Tab) -> None:
    """Put the tab's components into the page that is being made."""
    gr.Markdown(desk.say("documents_lead"))
    files = gr.File(label=desk.say("upload"), file_count="multiple", height=150, elem_id="upload")
    notice = gr.HTML("", apply_default_css=False, min_height=0, elem_id="documents-notice")
    queue = gr.Radio(label=desk.say("waiting"), choices=[], visible=False, elem_id="waiting")
    with gr.Row(visible=False, elem_id="decide") as decide:
        accept = gr.Button(desk.say("accept"), variant="primary", elem_id="accept")
        refuse = gr.Button(desk.say("refuse"), elem_id="refuse")
    preview = gr.HTML("", apply_default_css=False, min_height=0, elem_id="preview")
    gr.Markdown(f"### {desk.say('holdings')}")
    listing = gr.HTML("", apply_default_css=False, min_height=0, elem_id="holdings")
    with gr.Row(visible=False, elem_id="removal") as removal:
        removed = gr.Dropdown(label=desk.say("remove_which"), choices=[], filterable=False, elem_id="removed")
        remove = gr.Button(desk.say("remove"), variant="stop", elem_id="remove", min_width=0)

    shown = [notice, queue, decide, accept, preview]
    listed = [listing, removal, removed]

    def upload(paths: list[str] | None, request: gr.Request) -> Iterator[tuple[object, ...]]:
        for step in _upload(desk, paths or [], who(request.headers) or desk.say("nobody")):
            yield None, *step

    def remove_it(name: str | None) -> tuple[object, ...]:
        told = _removed(desk, name) if name else ""
        return told, *_documents(desk)

    def everything() -> tuple[object, ...]:
        return *_look(desk, None), *_documents(desk)

    on = connect(desk)
    on(files.upload, upload, files, [files, *shown])
    on(queue.input, partial(_look, desk), queue, shown)
    on(accept.click, partial(_decided, desk, accept=True), queue, [*shown, *listed])
    on(refuse.click, partial(_decided, desk, accept=False), queue, [*shown, *listed])
    sure = f"(name) => [name && confirm({desk.quoted('remove_sure')}) ? name : null]"
    on(remove.click, remove_it, removed, [notice, *listed], js=sure)
    on(tab.select, everything, None, [*shown, *listed])
    on(None, everything, None, [*shown, *listed])


def _look(desk: Desk, chosen: str | None, told: str = "") -> tuple[object, ...]:
    """Return the list of what waits, and the preview of the one that is chosen, read if that was not done yet."""
    staging = Staging(desk.place.data)
    waiting = staging.waiting()
    one = next((one for one in waiting if one.id == chosen), waiting[0] if waiting else None)
    if one and one.reading is None and one.problem is None:
        one = read_waiting(staging, one, desk)
    choices = [(_name(desk, one if one and one.id == other.id else other), other.id) for other in waiting]
    return (
        told,
        gr.update(choices=choices, value=one.id if one else None, visible=bool(waiting)),
        gr.update(visible=bool(one)),
        gr.update(interactive=bool(one and one.reading)),
        _preview(desk, one) if one else "",
    )


def _documents(desk: Desk) -> tuple[object, ...]:
    """Return the table of all documents, and those of them that can be removed."""
    names = [one.name for one in Staging(desk.place.data).uploaded()]
    return show_holdings(desk), gr.update(visible=bool(names)), gr.update(choices=names, value=None)


def _upload(desk: Desk, paths: Sequence[str], by: str) -> Iterator[tuple[object, ...]]:
    """Take the files one after the other; what is wrong with one does not keep the others out."""
    staging = Staging(desk.place.data)
    taken: list[Waiting] = []
    problems: list[str] = []
    for path in map(Path, paths):
        try:
            taken.append(staging.take(path, path.name, by))
        except SeminarError as error:
            problems.append(str(error))
        path.unlink(missing_ok=True)
    for done, one in enumerate(taken, 1):
        told = desk.status("reading", name=one.name, done=done, total=len(taken))
        yield told, gr.skip(), gr.skip(), gr.skip(), gr.skip()
        read_waiting(staging, one, desk)
    yield _look(desk, taken[0].id if taken else None, _told(desk, problems))


def _decided(desk: Desk, identifier: str | None, *, accept: bool) -> tuple[object, ...]:
    staging = Staging(desk.place.data)
    try:
        name = staging.accept(identifier or "").name if accept else staging.refuse(identifier or "").name
        told = desk.status("accepted" if accept else "refused", name=name)
    except SeminarError as error:
        told = _told(desk, [str(error)])
    return *_look(desk, None, told), *_documents(desk)


def _removed(desk: Desk, name: str) -> str:
    """Remove an accepted file; return what is said of it."""
    try:
        Staging(desk.place.data).remove(name)
    except SeminarError as error:
        return _told(desk, [str(error)])
    return desk.status("removed", name=name)


def read_waiting(staging: Staging, waiting: Waiting, desk: Desk) -> Waiting:
    """Read a waiting file in a child process and keep what was read, or why nothing was."""
    ended = run(["ingest", "read", str(staging.file(waiting)), "--json"], seconds=_READING_SECONDS)
    if ended.code == 0 and isinstance(ended.output, dict):
        return staging.note(waiting, ended.output, None)
    return staging.note(waiting, None, ended.message or desk.say("reading_ended", code=ended.code))


def _looked(desk: Desk, waiting: Waiting) -> tuple[Reading, list[Warned]] | None:
    reading = read_record(Reading, waiting.reading)
    if reading is None:
        return None
    uploaded = [one.name for one in Staging(desk.place.data).uploaded()]
    return reading, warnings_of(reading, waiting.name, desk.reports(), uploaded)


def _preview(desk: Desk, waiting: Waiting) -> str:
    looked = _looked(desk, waiting)
    if looked is None:
        return show_unread(waiting.problem or desk.say("reading_old"), desk.language)
    reading, warned = looked
    title = f'<h3 lang="{escape(reading.language)}">{escape(reading.title)}</h3>'
    return title + show_reading(reading, warned, desk.language)


def _name(desk: Desk, waiting: Waiting) -> str:
    """Return how a waiting file is listed: its name, size, who brought it and when."""
    size = f"{waiting.size / (1 << 20):.1f} MB" if waiting.size >= 1 << 20 else f"{max(1, waiting.size >> 10)} KB"
    about = "  ".join(filter(None, (size, waiting.by, waiting.date)))
    mark = desk.say("waiting_unread") if waiting.problem else ""
    return f"{waiting.name}（{about}）{mark}"


def _told(desk: Desk, problems: list[str]) -> str:
    return alert(*(problem_html(one, desk.language) for one in problems))
