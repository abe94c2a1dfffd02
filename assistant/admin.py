"""The staff page: its tabs, each put in by a module of its own, in one language.

The page is built once for each language, so that whatever is shown later is written by the same words as its labels.
"""

from collections.abc import Callable

import gradio as gr

from assistant.admin_builds import add_builds
from assistant.admin_documents import add_documents
from assistant.admin_records import add_records
from assistant.admin_scores import add_scores
from assistant.desk import Desk
from assistant.shell import language_links

HEAD = "".join(  # sheets that are handed to Gradio, it rewrites
    f'<link rel="stylesheet" href="../{name}">' for name in ("admin.css", "admin_contents.css")
)
TABS: tuple[tuple[str, Callable[[Desk, gr.Tab], None]], ...] = (  # key of its name, what puts it in
    ("documents", add_documents),
    ("builds", add_builds),
    ("records", add_records),
    ("scores", add_scores),
)


def build_admin(desk: Desk, *, sign_out: bool) -> gr.Blocks:
    """Return the page's components and what happens between them."""
    page = gr.Blocks(title=desk.say("title"), analytics_enabled=False, delete_cache=(3600, 86400))
    with page:
        gr.HTML(_head(desk, sign_out=sign_out), elem_id="head", min_height=0)
        with gr.Tabs():
            for key, add in TABS:
                with gr.Tab(desk.say(f"tab_{key}"), id=key) as tab:
                    add(desk, tab)
    return page


def _head(desk: Desk, *, sign_out: bool) -> str:
    links = language_links(lambda other: f"../{other}/", desk.language)
    leave = f'<form method="post" action="../sign-out"><button>{desk.html("sign_out")}</button></form>'
    return f"""<h1>{desk.html("title")}</h1>
<nav><a href="../../" target="_blank">{desk.html("chat")}</a>
<span class="languages">{links}</span>{leave if sign_out else ""}</nav>"""
