"""The tab of builds: what a build would change, building with its progress, its history, going back."""

import gradio as gr

from assistant.desk import Desk


def add_builds(desk: Desk, tab: gr.Tab) -> None:
    """Put the tab's components into the page that is being made."""
    gr.Markdown(desk.say("builds_lead"))
