"""Lay pages out as blocks: paragraphs re-flowed, headings, list items, captions and page furniture told apart.

It alone knows how print breaks text: hard-wrapped lines, page footers and captions in the middle of a sentence.
Whether a text is wrapped at all is told by the share of lines that break in mid-sentence at one width, so the same
rules serve narrow columns, long lines and text that was never wrapped.
"""

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import Block, BlockKind, Excerpt, Folio, Page, Run

# Radicals that PDF fonts write for whole characters and that NFKC leaves alone (U+2E80–2EFF).
_RADICALS = dict(zip("⻑⺠⻄⻘⻩⻆⻤⻲⻭⻯⻨⻫⺟⻝⻁⻣", "長民西青黄角鬼亀歯竜麦斉母食虎骨", strict=True))
_SEPARATOR = "\u3000"  # between the fields of one line: affiliation　name
_TERMINAL = "。！？!?"
_CLOSING = "」』）)”’》】"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FURNITURE = re.compile(
    rf"(?:\d{{1,3}})?.{{0,30}}[｜|].{{0,12}}(?:{_MONTHS}|\d{{4}}"
    rf"|Vol).{{0,24}}(?:\d{{1,3}})?"  # 20 誌名｜October 2017 Vol. 336
    r"|[-–—－・]?(?:p\.?|P\.?)?\d{1,3}(?:[/／]\d{1,3})?[-–—－・]?頁?"  # a page number alone
    r"|第\d+[頁页](?:[/／]?共\d+[頁页])?"
)
_RUNNING_HEAD = re.compile(
    r"(?:現場レポート|特集|連載|巻頭言|トピックス|お知らせ|国際交流|海外事務所(?:だより|特集)?|NEWS|REPORT)"
)
_CAPTION = re.compile(
    r"(?:の様子|の模様|風景|記念撮影|記念写真|集合写真|全景|会場内?"
    r"|の一コマ|の場面)[）)]?$|^[（(▲△▼▽↑↓←→]?(?:写真|図"
    r"|図表|图|上|下|左|右)\d*[：:　 ）)]|^[【［\[（(]?(?:写真"
    r"|図|图|照片|圖)[\d０-９①-⑳一二三四五]*[】］\]：:　 ]"
    r"|^[▲△▼▽↑↓←→]|(?:合影|现场|現場|场景|留影|图片|供图|攝影|摄影|撮影)[）)]?$|賑わう"
)
_BULLET = re.compile(
    
        r"[\U0001f000-\U0001faff\u2600-\u27bf]\ufe0f?\s*(?=\S)|[◦○◯●・･■□◆◇▼▪•※＊*\-–—－]\s*(?=\S)"
        r"|[(（]?\d{1,2}[)）.．、]\s*(?=\D)|[①-⑳]\s*|[一二三四五六七八九十]{1,2}、"
    
)
_FRAME = re.compile(r"[┌│└├┃┏┗║╔╚]")
_UNWRAPPED_SHORT = 64  # columns under which a line of unwrapped text that ends no sentence is no paragraph
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
_BYLINE = re.compile(
    
        r"^(?:文|取材|執筆|報告|作者|記者|记者|通讯员|撰文|来源|來源"
        r"|文责|文責|编辑|編集)[・：:／/　]|(?:派遣|記)[）)]$|所長補佐"
        r"|特派員"
    
)


@dataclass(frozen=True, slots=True)
class _Character:
    """One character of a line, as shown, and where it stands."""

    shown: str
    page: int
    offset: int


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed line without outer blanks; `indented` if it started with a full-width blank."""

    characters: tuple[_Character, ...]
    indented: bool
    page: int
    after_blank: bool
    before_blank: bool
    heading_mark: bool

    @property
    def text(self) -> str:
        return "".join(character.shown for character in self.characters)

    @property
    def width(self) -> int:
        return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in self.text)

    @property
    def ended(self) -> bool:
        return self.text.rstrip(_CLOSING)[-1:] in tuple(_TERMINAL) or self.text[-1:] in tuple(_TERMINAL)


def lay_out(pages: Sequence[Page]) -> list[Block]:
    """Return the blocks of a document in reading order; captions and furniture stand where they interrupt."""
    lines = _furnish(_read_lines(pages))
    measure = _measure([line for line, furniture in lines if not furniture])
    blocks = _Builder({page.number: page.text for page in pages})
    lead = _lead(lines, measure)
    for index, (line, furniture) in enumerate(lines):
        if furniture:
            blocks.float(line, "furniture")
        elif index < lead and not line.heading_mark:
            blocks.single(line, "byline" if _BYLINE.search(line.text) or _SEPARATOR in line.text else "title")
        else:
            _place(blocks, line, _following(lines, index), measure)
    return blocks.finish()


def find_folios(blocks: Sequence[Block]) -> tuple[Folio, ...]:
    """Return the printed page numbers: leading, trailing or alone in a piece of page furniture."""
    folios: list[Folio] = []
    for block in blocks:
        if block.kind == "furniture":
            text = unicodedata.normalize("NFKC", block.text)
            hit = re.match(r"\D{0,3}(\d{1,3})(?!\d)", text) or re.search(r"(?<![\d.])(?<!Vol. )(\d{1,3})\D{0,3}$", text)
            if hit:
                run = block.excerpt.runs[0]
                folios.append(Folio(run.page, run.offset, hit[1]))
    return tuple(folios)


def printed_page(folios: Sequence[Folio], pages: Sequence[Page], page: int, offset: int) -> str | None:
    """Return the page number printed on the page that holds this place, None where none is printed.

    A stored page that is one printed page has one number. Text without form feeds holds several printed pages in
    one stored page: there each number closes its page.
    """
    here = [folio for folio in folios if folio.page == page]
    if len(pages) > 1 and len(here) == 1:
        return here[0].number
    if len(here) == 1 and here[0].offset < 0.1 * len(pages[page - 1].text):
        return here[0].number
    return next((folio.number for folio in here if folio.offset >= offset), None)


def _place(blocks: "_Builder", line: _Line, following: _Line | None, measure: float) -> None:
    """Decide what a body line is, from what is open before it and what follows."""
    short = line.width < (0.8 * measure or _UNWRAPPED_SHORT)
    isolated = line.after_blank and line.before_blank
    caption = bool(_CAPTION.search(line.text)) and not line.ended
    if line.heading_mark:
        blocks.single(line, "heading")
    elif _FRAME.match(line.text):
        blocks.float(line, "caption")
    elif blocks.open and not line.indented and not (_BULLET.match(line.text) and short and line.after_blank):
        if not line.ended and short and (isolated or caption) and following is not None:
            blocks.float(line, "furniture" if _RUNNING_HEAD.fullmatch(line.text) else "caption")
        else:
            blocks.add(line, closed=line.ended and (short or line.before_blank or _at_margin(following)))
    elif caption:
        blocks.float(line, "caption")
    elif _RUNNING_HEAD.fullmatch(line.text):
        blocks.float(line, "furniture")
    elif line.ended and not _BULLET.match(line.text):
        blocks.add(line, closed=short or line.before_blank or _at_margin(following))
    elif short or _quoted(line.text) or _SEPARATOR in line.text:
        blocks.single(line, _short_kind(line, following, measure))
    else:
        blocks.add(line, closed=measure == 0)


def _at_margin(following: _Line | None) -> bool:
    """Return whether a sentence that ends at the margin ends its paragraph: the next line starts one."""
    return following is None or following.indented or bool(_BULLET.match(following.text))


def _short_kind(line: _Line, following: _Line | None, measure: float) -> BlockKind:
    text = line.text
    if (
        _BULLET.match(text)
        or _SEPARATOR in text
        or re.search(r"[|｜：:]", text)
        or text[-1] in "、，；;"
        or _quoted(text)
    ):
        return "item"
    if following is None:
        return "item"
    listed = _SEPARATOR in following.text or bool(_BULLET.match(following.text)) or _quoted(following.text)
    followed_by_text = following.ended or following.width >= 0.8 * measure
    return "heading" if listed or followed_by_text or line.after_blank else "item"


def _quoted(text: str) -> bool:
    return bool(re.fullmatch(r"[「《“【].*[」》”】]", text))


class _Builder:
    """Collects blocks; a paragraph stays open over the floats that interrupt it."""

    def __init__(self, pages: dict[int, str]) -> None:
        self._pages = pages
        self._blocks: list[Block] = []
        self._floats: list[Block] = []
        self._paragraph: list[_Character] = []
        self._item: list[_Character] = []  # of the list item added last
        self.open = False

    def add(self, line: _Line, *, closed: bool) -> None:
        if not self.open:
            self._close()
        if self._paragraph and _needs_blank(self._paragraph[-1].shown, line.characters[0].shown):
            last = self._paragraph[-1]
            self._paragraph.append(_Character(" ", last.page, last.offset + 1))
        self._paragraph.extend(line.characters)
        self.open = not closed

    def single(self, line: _Line, kind: BlockKind) -> None:
        """Add a line that is a block of its own, or goes on with a list item that breaks off."""
        if kind in ("item", "heading") and self._item and self._item[-1].shown in "、，" + _SEPARATOR:
            self._item.extend(line.characters)
            self._blocks[-1] = Block("item", excerpt_of(self._item, self._pages))
            return
        self._close()
        self._item = list(line.characters) if kind == "item" else []
        self._blocks.append(Block(kind, excerpt_of(line.characters, self._pages)))

    def float(self, line: _Line, kind: BlockKind) -> None:
        block = Block(kind, excerpt_of(line.characters, self._pages))
        (self._floats if self._paragraph else self._blocks).append(block)

    def finish(self) -> list[Block]:
        self._close()
        return self._blocks

    def _close(self) -> None:
        if self._paragraph:
            self._blocks.append(Block("paragraph", excerpt_of(self._paragraph, self._pages)))
        self._blocks.extend(self._floats)
        self._paragraph, self._floats, self._item, self.open = [], [], [], False


def excerpt_of(characters: Sequence[_Character], pages: dict[int, str]) -> Excerpt:
    """Return the characters as an excerpt: one run for each stretch that stands unbroken on a page."""
    runs: list[Run] = []
    for index, character in enumerate(characters):
        last = runs[-1] if runs else None
        if last and last.page == character.page and last.offset + last.length == character.offset:
            runs[-1] = Run(last.start, last.length + 1, last.page, last.offset, last.joined)
            continue
        between = pages[last.page][last.offset + last.length : character.offset] if last else "x"
        joined = bool(last) and last is not None and last.page == character.page and between.isspace()
        runs.append(Run(index, 1, character.page, character.offset, joined))
    return Excerpt("".join(character.shown for character in characters), tuple(runs))


def _read_lines(pages: Sequence[Page]) -> list[_Line]:
    """Return the lines that hold anything, page after page."""
    lines: list[_Line] = []
    for page in pages:
        rows, position = page.text.split("\n"), 0
        blank = [not row.strip() for row in rows]
        for index, row in enumerate(rows):
            if not blank[index]:
                after = index == 0 or blank[index - 1]
                before = index + 1 == len(rows) or blank[index + 1]
                line = _line(row, page.number, position, after, before)
                if line.characters:
                    lines.append(line)
            position += len(row) + 1
    return lines


def _line(row: str, page: int, position: int, after_blank: bool, before_blank: bool) -> _Line:
    mark = _MARKDOWN_HEADING.match(row)
    shown = [_shown(character) for character in row]
    kept = [index for index in range(mark.end() if mark else 0, len(row)) if shown[index]]
    characters: list[_Character] = []
    index = 0
    while index < len(kept):
        at = kept[index]
        if not shown[at].isspace():
            characters.append(_Character(shown[at], page, position + at))
            index += 1
            continue
        end = index
        while end < len(kept) and shown[kept[end]].isspace():
            end += 1
        blanks = [row[i] for i in kept[index:end]]
        before = characters[-1].shown if characters else ""
        after = shown[kept[end]] if end < len(kept) else ""
        filler = _filler(blanks, before, after)
        if filler:
            characters.append(_Character(filler, page, position + at))
        index = end
    indented = row.startswith(_SEPARATOR) or (
        row.startswith("  ") and bool(characters) and _is_cjk(characters[0].shown)
    )
    return _Line(tuple(characters), indented, page, after_blank, before_blank, bool(mark))


def _filler(blanks: Sequence[str], before: str, after: str) -> str:
    """Return what stands for a run of blanks: nothing, one blank, or the separator of fields."""
    if not before or not after:
        return _SEPARATOR if before and blanks[0] == _SEPARATOR else ""  # a field left open at the end of a line
    if _SEPARATOR in blanks or "\t" in blanks or len(blanks) >= 2:
        return _SEPARATOR
    return " " if _needs_blank(before, after) else ""


def _needs_blank(before: str, after: str) -> bool:
    return not (_is_cjk(before) or _is_cjk(after) or before.isspace() or before in _SEPARATOR)


def _is_cjk(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·○◦●"


def _shown(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf") and not character.isspace():
        return ""
    if character in _RADICALS:
        return _RADICALS[character]
    if "\ufe10" <= character <= "\ufe4f" or "\u2f00" <= character <= "\u2fd5":  # vertical writing, radicals
        normal = unicodedata.normalize("NFKC", character)
        return normal if len(normal) == 1 else character
    return character


def _furnish(lines: Sequence[_Line]) -> list[tuple[_Line, bool]]:
    """Return each line with whether it is page furniture: a footer, or the same on several pages' edges."""
    page_count = len({line.page for line in lines})
    shapes = Counter(re.sub(r"\d+", "0", line.text) for line in _edges(lines))
    repeated = {shape for shape, count in shapes.items() if page_count > 2 and count >= max(2, page_count // 2)}
    return [
        (
            line,
            not line.ended
            and len(line.text) <= 60
            and (bool(_FURNITURE.fullmatch(_plain(line.text))) or re.sub(r"\d+", "0", line.text) in repeated),
        )
        for line in lines
    ]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text.replace("｜", "|")).replace(" ", "")


def _edges(lines: Sequence[_Line]) -> list[_Line]:
    """Return the first and last two lines of every page."""
    by_page: dict[int, list[_Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    return [line for group in by_page.values() for line in {id(x): x for x in (*group[:2], *group[-2:])}.values()]


def _measure(lines: Sequence[_Line]) -> float:
    """Return the width at which lines are wrapped, in columns of half a character; 0 for text that is not wrapped."""
    broken = sorted(line.width for line in lines if line.width >= 24 and not line.ended)
    if len(broken) < 5:
        return 0.0
    measure = statistics.median(broken[len(broken) // 2 :])
    uniform = sum(abs(width - measure) <= 0.15 * measure for width in broken)
    long_lines = sum(line.width >= 24 for line in lines)
    return measure if len(broken) >= 0.4 * long_lines and uniform >= 0.6 * len(broken) else 0.0


def _lead(lines: Sequence[tuple[_Line, bool]], measure: float) -> int:
    """Return how many lines stand before the body: the title and the byline."""
    body = [(index, line) for index, (line, furniture) in enumerate(lines) if not furniture][:12]
    for position, (index, line) in enumerate(body):
        if measure:
            group = [entry for _, entry in body[position : position + 3]]
            if all(entry.width >= 0.8 * measure and _SEPARATOR not in entry.text for entry in group):
                return index
        elif (line.ended and "。" in line.text) or line.width > 90:
            return index
        elif position >= 1 and not _BYLINE.search(line.text) and _SEPARATOR not in line.text:
            return index
        elif position >= 3:
            return index
    return 0


def _following(lines: Sequence[tuple[_Line, bool]], index: int) -> _Line | None:
    return next((line for line, furniture in lines[index + 1 :] if not furniture), None)
