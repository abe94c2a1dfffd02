"""Lay pages out as blocks: paragraphs re-flowed, headings, list items, captions and page furniture told apart.

It alone knows how print breaks text: hard-wrapped lines, page footers and captions in the middle of a sentence.
Whether a text is wrapped at all is told by the share of lines that break in mid-sentence at one width, so the same
rules serve narrow columns, long lines and text that was never wrapped.
"""

import re
import unicodedata
from collections.abc import Sequence

from ingest.boxes import find_boxes
from ingest.lines import SEPARATOR, Character, Line, excerpt_of, furnish, measure_of, mend, needs_blank, read_lines
from ingest.records import Block, BlockKind, Folio, Page
from ingest.voices import find_labels, label_end

_RUNNING_HEAD = re.compile(
    r"(?:現場レポート|特集|連載|巻頭言|トピックス|お知らせ|国際交流|海外事務所(?:だより|特集)?|NEWS|REPORT)"
)
_CAPTION = re.compile(
    r"(?:の様子|の模様|風景|記念撮影|記念写真|集合写真|全景|会場内?"
    r"|の一コマ|の場面)[）)]?(?:[（(][^（）()]{1,8}[）)])?$|^[（(▲△▼▽↑↓←→]?(?:写真[上下左右]?中?央?|図"
    r"|図表|图|上|下|左|右)\d*[：:　 ）)]|^[【［\[（(]?(?:写真"
    r"|図|图|照片|圖)[\d０-９①-⑳一二三四五]*[】］\]：:　 ）)]"
    r"|^[▲△▼▽↑↓←→](?![^。：:｜]{1,12}[：:｜]|[\d０-９]{1,2}月)|(?:合影|现场|現場|场景|留影|图片|供图|攝影|摄影|撮影)[）)]?$|賑わう"
)
_NUMBERED_FIGURE = re.compile(r"[（(【［\[]?(?:写真|照片|圖|图|図)[\d①-⑳一二三四五六七八九十]{1,2}[）)】］\]：:　 ]")
_BULLET = re.compile(
    r"[\U0001f000-\U0001faff\u2600-\u27bf]\ufe0f?\s*(?=\S)|[◦○◯●・･·■□◆◇▼▪•※＊*\-–—－]\s*(?=\S)"
    r"|[(（]?\d{1,2}[)）.．、]\s*(?=\D)|[①-⑳]\s*|[一二三四五六七八九十]{1,2}、"
)
# A label of a speaker or a topic at the head of a line: that line is a row of its own.
_LABELLED = re.compile(
    r"(?:第[一二三四五六七八九十\d]+[位名个個])?(?:主[讲講]|[讲講]|演[讲講]|[报報]告|[发發][言表]|分享|[对對][谈談]|[与與][谈談]|[讲講]演|発表"
    r"|登壇|話題提供|話した|話し?|語り|演|特邀|主旨演[讲講])?(?:者|人|方|手|嘉[宾賓]|[师師]|題目?|题目?|テーマ|タイトル)[一二三①②③\d]?[：:](?=\S)"
)
_LONGEST_LEAD = 4  # lines
_WIDEST_LEAD = 90  # columns
_ROW = 4  # separators that no byline has
_STROKE = re.compile(r"[|｜]")
_FRAME = re.compile(r"[┌│└├┃┏┗║╔╚]")
_UNWRAPPED_SHORT = 64  # columns under which a line of unwrapped text that ends no sentence is no paragraph
_BYLINE = re.compile(
    r"^(?:文|取材|執筆|報告|作者|記者|记者|通讯员|撰文|来源|來源"
    r"|文责|文責|编辑|編集|发布时间|發布時間|发布日期)[・：:／/　]|(?:派遣|記)[）)]$|所長補佐"
    r"|特派員"
)


def lay_out(pages: Sequence[Page]) -> list[Block]:
    """Return the blocks of a document in reading order; captions and furniture stand where they interrupt."""
    lines = furnish(mend(read_lines(pages)))
    measure = measure_of([line for line, furniture in lines if not (furniture or _is_row(line))])
    blocks = _Builder({page.number: page.text for page in pages})
    lead, boxes = _lead(lines, measure), find_boxes([line for line, _ in lines])
    labels = find_labels(line.text for line, _ in lines)
    for index, (line, furniture) in enumerate(lines):
        if furniture:
            blocks.float(line, "furniture")
        elif index in boxes:
            blocks.float(line, "caption")
        elif label_end(line.text, labels) and index >= lead:
            blocks.open = False  # an utterance of minutes is no row of a programme
            blocks.add(line, closed=line.width < 0.8 * measure or measure == 0 or line.before_blank)
        elif index < lead and not line.heading_mark:
            blocks.single(line, "byline" if _BYLINE.search(line.text) or SEPARATOR in line.text else "title")
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


def _place(blocks: "_Builder", line: Line, following: Line | None, measure: float) -> None:
    """Decide what a body line is, from what is open before it and what follows."""
    short = line.width < (0.8 * measure or _UNWRAPPED_SHORT)
    ends = short or measure == 0  # in unwrapped text every line is a paragraph
    isolated = line.after_blank and line.before_blank
    numbered = isolated and bool(_NUMBERED_FIGURE.match(line.text))
    caption = numbered or (bool(_CAPTION.search(line.text)) and not line.ended)
    if line.heading_mark:
        blocks.single(line, "heading")
    elif numbered or _FRAME.match(line.text):
        blocks.float(line, "caption")
    elif _is_row(line):
        _place_row(blocks, line, following, short=short)
    elif blocks.open and not line.indented and not _interrupts(blocks, line, following, short=short):
        if not line.ended and following is not None and (isolated + caption + short) >= 2:
            blocks.float(line, "furniture" if _RUNNING_HEAD.fullmatch(line.text) else "caption")
        else:
            blocks.add(line, closed=line.ended and (ends or line.before_blank or _at_margin(following)))
    elif caption:
        blocks.float(line, "caption")
    elif _RUNNING_HEAD.fullmatch(line.text):
        blocks.float(line, "furniture")
    elif line.ended and not _BULLET.match(line.text):
        blocks.add(line, closed=ends or line.before_blank or _at_margin(following))
    elif short or _quoted(line.text) or SEPARATOR in line.text[_enumerated(line.text) if measure else 0 :]:
        blocks.single(line, _short_kind(line, following, measure))
    else:
        blocks.add(line, closed=measure == 0)


def _is_row(line: Line) -> bool:
    """Return whether a line is a row of a table, or begins with the label of a speaker or a topic."""
    return len(_STROKE.findall(line.text)) >= 2 or bool(_LABELLED.match(line.text))


def _place_row(blocks: "_Builder", line: Line, following: Line | None, *, short: bool) -> None:
    """Begin a row of its own; a label's as wide as the text goes on with the next line, unless that is one as well."""
    if short or _STROKE.search(line.text) or following is None or _is_row(following) or following.after_blank:
        blocks.single(line, "item")
    else:
        blocks.open = False
        blocks.add(line, closed=line.ended)


def _interrupts(blocks: "_Builder", line: Line, following: Line | None, *, short: bool) -> bool:
    """Return whether a short line begins something new where a paragraph could go on: a list item, a heading."""
    if not short or line.ended:
        return False
    heading = blocks.sentence_ended and following is not None and not following.indented and len(line.text) > 2
    return bool(_BULLET.match(line.text) and line.after_blank) or heading


def _at_margin(following: Line | None) -> bool:
    """Return whether a sentence that ends at the margin ends its paragraph: the next line starts one."""
    return following is None or following.indented or bool(_BULLET.match(following.text))


def _short_kind(line: Line, following: Line | None, measure: float) -> BlockKind:
    text = line.text
    if (
        _BULLET.match(text)
        or SEPARATOR in text
        or re.search(r"[|｜：:]", text)
        or text[-1] in "、，；;"
        or _quoted(text)
    ):
        return "item"
    if following is None:
        return "item"
    listed = SEPARATOR in following.text or bool(_BULLET.match(following.text)) or _quoted(following.text)
    followed_by_text = following.ended or following.width >= 0.8 * measure
    return "heading" if listed or followed_by_text or line.after_blank else "item"


def _enumerated(text: str) -> int:
    """Return how long the number is with which a line begins, its blank included: ア　, （１）　."""
    number = re.match(r"(?:[ア-ンa-zａ-ｚ]|[\d０-９]{1,2}|[（(][^）)]{1,3}[）)]|[①-⑳・])\u3000", text)
    return number.end() if number else 0


def _quoted(text: str) -> bool:
    return bool(re.fullmatch(r"[「《“【].*[」》”】]", text))


class _Builder:
    """Collects blocks; a paragraph stays open over the floats that interrupt it."""

    def __init__(self, pages: dict[int, str]) -> None:
        self._pages = pages
        self._blocks: list[Block] = []
        self._floats: list[Block] = []
        self._paragraph: list[Character] = []
        self._item: list[Character] = []  # of the list item added last
        self.open = False

    def add(self, line: Line, *, closed: bool) -> None:
        if not self.open:
            self._close()
        ends = self._paragraph[-1].shown + line.characters[0].shown if self._paragraph else ""
        if len(ends) == 2 and needs_blank(ends[0], ends[1]) and not ends.isdigit():  # 12|1人 is one number
            last = self._paragraph[-1]
            self._paragraph.append(Character(" ", last.page, last.offset + 1))
        self._paragraph.extend(line.characters)
        self.open = not closed

    def single(self, line: Line, kind: BlockKind) -> None:
        """Add a line that is a block of its own, or goes on with a list item that breaks off."""
        table = any(character.shown in "|｜" for character in line.characters)
        if kind in ("item", "heading") and not table and self._item and self._item[-1].shown in "、，" + SEPARATOR:
            self._item.extend(line.characters)
            self._blocks[-1] = Block("item", excerpt_of(self._item, self._pages))
            return
        self._close()
        self._item = list(line.characters) if kind == "item" else []
        self._blocks.append(Block(kind, excerpt_of(line.characters, self._pages)))

    def float(self, line: Line, kind: BlockKind) -> None:
        block = Block(kind, excerpt_of(line.characters, self._pages))
        (self._floats if self._paragraph else self._blocks).append(block)

    @property
    def sentence_ended(self) -> bool:
        """Whether the open paragraph stands at the end of a sentence."""
        return "".join(one.shown for one in self._paragraph[-2:]).endswith(("。", "」。", "！", "？"))

    def finish(self) -> list[Block]:
        self._close()
        return self._blocks

    def _close(self) -> None:
        if self._paragraph:
            self._blocks.append(Block("paragraph", excerpt_of(self._paragraph, self._pages)))
        self._blocks.extend(self._floats)
        self._paragraph, self._floats, self._item, self.open = [], [], [], False


def _lead(lines: Sequence[tuple[Line, bool]], measure: float) -> int:
    """Return how many lines stand before the body: the title and the byline."""
    body = [(index, line) for index, (line, furniture) in enumerate(lines) if not furniture][:12]
    signed = _signed(body)
    if signed is not None:
        return signed
    for position, (index, line) in enumerate(body):
        if _BULLET.match(line.text) or (position and "。" in line.text and line.ended):
            return index
        if measure:
            group = [entry for _, entry in body[position : position + 3]]
            widths = (0.7, 0.8, 0.8)  # digits make the first line of a report narrow
            full = all(entry.width >= share * measure for entry, share in zip(group, widths, strict=False))
            below = group[1] if len(group) > 1 else None
            broken = below and not line.ended and not below.after_blank and "。" in below.text
            full = full or bool(broken and line.width >= 0.9 * measure)  # a sentence that ends in the next line
            full = full or (line.indented and [one.width >= 0.7 * measure for one in group[:2]] == [True, True])
            if full and not any(SEPARATOR in entry.text for entry in group):
                return index
        elif position >= _LONGEST_LEAD or not _leads(lines, index, first=position == 0):
            return index
    return 0


def _signed(body: Sequence[tuple[int, Line]]) -> int | None:
    """Return where the body begins if bylines stand among the first lines, nothing but titles before them."""
    begins: int | None = None
    for position, (index, line) in enumerate(body[: _LONGEST_LEAD + 1]):
        if "。" in line.text or line.width > _WIDEST_LEAD:
            return begins
        if position and _BYLINE.search(line.text):
            begins = index + 1
    return begins


def _leads(lines: Sequence[tuple[Line, bool]], index: int, *, first: bool) -> bool:
    """Return whether a line of unwrapped text belongs to the title or the byline."""
    line, following = lines[index][0], _following(lines, index)
    if (line.ended and "。" in line.text) or line.width > _WIDEST_LEAD:
        return False
    if line.text.count(SEPARATOR) >= _ROW:
        return False
    if not first and re.search(r"[|｜：:]", line.text) and not _BYLINE.search(line.text):
        return False  # a row of a programme
    if first or _BYLINE.search(line.text) or SEPARATOR in line.text:
        return True
    opens_text = following is not None and (following.ended or following.width > _WIDEST_LEAD)
    return not line.after_blank and not (opens_text and not line.before_blank)


def _following(lines: Sequence[tuple[Line, bool]], index: int) -> Line | None:
    return next((line for line, furniture in lines[index + 1 :] if not furniture), None)
