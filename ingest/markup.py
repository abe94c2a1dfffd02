"""Read the text out of the trees of Word documents and web pages, a blank line between blocks.

It alone knows their elements: what starts a block, what parts cells, what is no text at all, where Word breaks pages.
"""

import re
from collections.abc import Iterator
from typing import Protocol, Self

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

_SEPARATOR = "\u3000"  # between the cells of a row
_SILENT = frozenset({"script", "style", "nav", "template", "head", "rt", "rp", "noscript", "svg", "iframe", "button"})
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre search section summary table tbody tfoot "
    "thead ul".split()
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WRAP = "\x1f"  # a line break in the source: nothing between characters of a script without spaces, else a space
_EAST_ASIAN = r"[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef]"

_WORD_SILENT = frozenset({"rt", "del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sectPr"})
_WORD_SIGNS = {"tab": _SEPARATOR, "ptab": _SEPARATOR, "cr": "\n", "noBreakHyphen": "-"}
_PAGE_END = "\f"
_SOFT_PAGE_END = "\v"  # where Word last broke the page, or a section starts; counts only after some text


class Element(Protocol):
    """What is used of an XML element."""

    @property
    def tag(self) -> object:
        """Return its name with its namespace; something else for comments."""

    @property
    def text(self) -> str | None:
        """Return the text before its first child."""

    @property
    def attrib(self) -> dict[str, str]:
        """Return its attributes."""

    def __iter__(self) -> Iterator[Self]:
        """Yield its children."""


def html_text(soup: BeautifulSoup) -> str:
    """Return the text of a web page as people see it, without scripts, styles, navigation and readings."""
    text = re.sub(rf"(?<={_EAST_ASIAN}) ?{_WRAP} ?(?={_EAST_ASIAN})", "", _html_inside(soup))
    text = re.sub(rf"[ {_WRAP}]+", " ", text)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", text)).strip("\n ")


def word_pages(body: Element) -> list[str]:
    """Return the text of a Word document's body, page for page as Word last broke it."""
    pages = [""]
    for piece in re.split(r"([\f\v])", "\n\n".join(_word_blocks(body))):
        if piece == _PAGE_END or (piece == _SOFT_PAGE_END and pages[-1].strip()):
            pages.append("")
        elif piece != _SOFT_PAGE_END:
            pages[-1] += piece
    while len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    return [page.strip("\n") for page in pages]


def _html_inside(tag: Tag) -> str:
    pieces = []
    for node in tag.contents:
        if isinstance(node, Tag):
            pieces.append(_html_tag(node))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):  # comments, declarations
            kept = tag.name == "pre"
            pieces.append(str(node) if kept else _SPACE.sub(lambda m: _WRAP if "\n" in m[0] else " ", node))
    return "".join(pieces)


def _html_tag(tag: Tag) -> str:
    if tag.name in _SILENT or tag.has_attr("hidden") or "display:none" in str(tag.get("style", "")).replace(" ", ""):
        return ""
    if tag.name == "br":
        return "\n"
    if tag.name == "tr":
        cells = (_html_inside(cell) for cell in tag.find_all(("td", "th"), recursive=False))
        return "\n" + _SEPARATOR.join(" ".join(cell.split()) for cell in cells if cell.strip()) + "\n"
    inside = _html_inside(tag)
    return f"\n\n{inside}\n\n" if tag.name in _BLOCKS else inside


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attribute(element: Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _word_blocks(parent: Element) -> list[str]:
    """Return paragraphs and tables in order, each with the text boxes anchored in it after it."""
    blocks: list[str] = []
    for element in parent:
        name = _name(element)
        if name == "p":
            boxes: list[Element] = []
            blocks.append(_word_paragraph(element, boxes))
            blocks += [block for box in boxes for block in _word_blocks(box)]
        elif name == "tbl":
            blocks += _word_table(element)
        elif name not in _WORD_SILENT:  # content controls, insertions and the like
            blocks += _word_blocks(element)
    return [block for block in blocks if block.strip(" \n\t\u3000")]


def _word_paragraph(paragraph: Element, boxes: list[Element]) -> str:
    text = "".join(_word_runs(paragraph, boxes)).strip(" \n")
    for properties in (element for element in paragraph if _name(element) == "pPr"):
        for setting in properties:
            if _name(setting) == "pageBreakBefore" and _attribute(setting, "val") not in ("0", "false"):
                text = _SOFT_PAGE_END + text
            if _name(setting) == "sectPr" and "continuous" not in (_attribute(part, "val") for part in setting):
                text += _SOFT_PAGE_END
    return text


def _word_runs(parent: Element, boxes: list[Element]) -> Iterator[str]:
    for element in parent:
        name = _name(element)
        if name == "t":
            yield element.text or ""
        elif name == "br":
            yield _PAGE_END if _attribute(element, "type") == "page" else "\n"
        elif name == "lastRenderedPageBreak":
            yield _SOFT_PAGE_END
        elif name in _WORD_SIGNS:
            yield _WORD_SIGNS[name]
        elif name == "txbxContent":
            boxes.append(element)
        elif name not in _WORD_SILENT:
            yield from _word_runs(element, boxes)


def _word_table(table: Element) -> list[str]:
    """Return a line for every row, all in one block; cells of several paragraphs are read one by one."""
    blocks: list[str] = []
    rows: list[str] = []
    for row in _within(table, "tr"):
        cells = [cell for cell in (_word_blocks(cell) for cell in _within(row, "tc")) if cell]
        if len(cells) > 1 and max(len(cell) for cell in cells) < 3:
            rows.append(_SEPARATOR.join(" ".join(" ".join(cell).split("\n")) for cell in cells))
        else:
            blocks += ["\n".join(rows), *(block for cell in cells for block in cell)]
            rows = []
    return [*blocks, "\n".join(rows)]


def _within(parent: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls."""
    for element in parent:
        if _name(element) == name:
            yield element
        elif _name(element) not in _WORD_SILENT:
            yield from _within(element, name)
