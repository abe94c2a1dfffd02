"""The shell of a plain page: what stands around the content of all pages that are not Gradio's."""

from collections.abc import Callable

from assistant.page_phrases import NAMES
from assistant.records import Language


def show_page(title: str, body: str, language: Language, *, style: str, head: str = "") -> str:
    """Return a whole HTML page; `title`, `body` and `head` are HTML already, `style` is the address of its style."""
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{style}">{head}
</head>
<body>
{body}
</body>
</html>
"""


def language_links(address: Callable[[Language], str], language: Language) -> str:
    """Return a link to the same page in every language, its own marked; `address` is HTML already."""
    here = {language: ' aria-current="true"'}
    return "".join(
        f'<a href="{address(other)}" lang="{other}"{here.get(other, "")}>{name}</a>' for other, name in NAMES.items()
    )
