"""Pages → printed lines: characters with the places they stand at, and page furniture told apart."""

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.records import Excerpt, Page, Run
from ingest.text import repair_radicals

SEPARATOR = "\u3000"  # between the fields of one line: affiliation　name


_TERMINAL = "。！？!?"


_CLOSING = "」』）)”’》】"


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


_FURNITURE = re.compile(
    rf"(?:\d{{1,3}})?.{{0,30}}[｜|].{{0,12}}(?:{_MONTHS}|\d{{4}}"
    rf"|Vol).{{0,24}}(?:\d{{1,3}})?"  # 20 誌名｜October 2017 Vol. 336
    r"|[-–—－・]?(?:p\.?|P\.?)?\d{1,3}(?:[/／]\d{1,3})?[-–—－・]?頁?"  # a page number alone
    r"|第\d+[頁页](?:[/／]?共\d+[頁页])?"
)


_FOOTER_OPEN = re.compile(
    rf"^.{{2,34}}\|.{{0,24}}(?:Vol\.|No\.|{_MONTHS}|\|)$|^.{{2,34}}\|(?:.{{0,12}}\d{{4}})?$"
)  # goes on below
_FOOTER_REST = 16  # characters of a footer or byline that a narrow column may push into the next line
_LEAD_LINES = 8
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Character:
    """One character of a line, as shown, and where it stands."""

    shown: str
    page: int
    offset: int


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line without outer blanks; `indented` if it started with a full-width blank, `text` as shown."""

    characters: tuple[Character, ...]
    indented: bool
    page: int
    after_blank: bool
    before_blank: bool
    heading_mark: bool
    text: str = field(init=False)  # made once: the rules of layout look at it again and again

    def __post_init__(self) -> None:
        """Put the characters together."""
        object.__setattr__(self, "text", "".join(character.shown for character in self.characters))

    @property
    def width(self) -> int:
        """Columns of half a character."""
        return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in self.text)

    @property
    def ended(self) -> bool:
        """Whether a sentence ends with the line."""
        return self.text.rstrip(_CLOSING)[-1:] in tuple(_TERMINAL) or self.text[-1:] in tuple(_TERMINAL)


def excerpt_of(characters: Sequence[Character], pages: dict[int, str]) -> Excerpt:
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


def read_lines(pages: Sequence[Page]) -> list[Line]:
    """Return the lines that hold anything, page after page."""
    lines: list[Line] = []
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


def _line(row: str, page: int, position: int, after_blank: bool, before_blank: bool) -> Line:
    mark = _MARKDOWN_HEADING.match(row)
    shown = [_shown(character) for character in repair_radicals(row)]
    kept = [index for index in range(mark.end() if mark else 0, len(row)) if shown[index]]
    characters: list[Character] = []
    index = 0
    while index < len(kept):
        at = kept[index]
        if not shown[at].isspace():
            characters.append(Character(shown[at], page, position + at))
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
            characters.append(Character(filler, page, position + at))
        index = end
    indented = row.startswith(SEPARATOR) or (row.startswith("  ") and bool(characters) and _is_cjk(characters[0].shown))
    return Line(tuple(characters), indented, page, after_blank, before_blank, bool(mark))


def _filler(blanks: Sequence[str], before: str, after: str) -> str:
    """Return what stands for a run of blanks: nothing, one blank, or the separator of fields."""
    if not before or not after:
        return SEPARATOR if before and blanks[0] == SEPARATOR else ""  # a field left open at the end of a line
    if SEPARATOR in blanks or "\t" in blanks or len(blanks) >= 2:
        return SEPARATOR
    return " " if needs_blank(before, after) else ""


def needs_blank(before: str, after: str) -> bool:
    """Return whether a blank between two characters means anything: never beside Chinese or Japanese ones."""
    return not (_is_cjk(before) or _is_cjk(after) or before.isspace() or before in SEPARATOR)


def _is_cjk(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·○◦●"


def _shown(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf") and not character.isspace():
        return ""
    if "\ufe10" <= character <= "\ufe4f":  # forms of vertical writing
        normal = unicodedata.normalize("NFKC", character)
        return normal if len(normal) == 1 else character
    return character


def mend(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with footers and bylines that a narrow column broke made one line again."""
    mended: list[Line] = []
    for line in lines:
        last = mended[-1] if mended else None
        if (
            last
            and last.page == line.page
            and (_footer_goes_on(last, line) or _byline_goes_on(last, line, len(mended)))
        ):
            mended[-1] = _joined(last, line)
        else:
            mended.append(line)
    return mended


def _footer_goes_on(last: Line, line: Line) -> bool:
    open_end = _FOOTER_OPEN.search(_plain(last.text)) and len(line.text) <= _FOOTER_REST
    return bool(open_end) and bool(_FURNITURE.fullmatch(_plain(f"{last.text} {line.text}")))


def _byline_goes_on(last: Line, line: Line, position: int) -> bool:
    if SEPARATOR not in last.text or position > _LEAD_LINES or "）" not in line.text[: _FOOTER_REST + 4]:
        return False
    return last.text.count("（") > last.text.count("）") or line.text.endswith("派遣）")


def _joined(last: Line, line: Line) -> Line:
    end = last.characters[-1]
    blank = " " if needs_blank(end.shown, line.characters[0].shown) else ""
    field = SEPARATOR if SEPARATOR in line.text else blank  # 所長補佐 | 柿村　健太郎: the line broke between two fields
    between = (Character(field, end.page, end.offset + 1),) if field else ()
    characters = (*last.characters, *between, *line.characters)
    return replace(last, characters=characters, before_blank=line.before_blank)


def furnish(lines: Sequence[Line]) -> list[tuple[Line, bool]]:
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


def _edges(lines: Sequence[Line]) -> list[Line]:
    """Return the first and last two lines of every page."""
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    return [line for group in by_page.values() for line in {id(x): x for x in (*group[:2], *group[-2:])}.values()]


def measure_of(lines: Sequence[Line]) -> float:
    """Return the width at which lines are wrapped, in columns of half a character; 0 for text that is not wrapped."""
    broken = sorted(line.width for line in lines if line.width >= 24 and not line.ended)
    if len(broken) < 5:
        return 0.0
    measure = statistics.median(broken[len(broken) // 2 :])
    uniform = sum(abs(width - measure) <= 0.15 * measure for width in broken)
    long_lines = [line for line in lines if line.width >= 24]
    wider = sum(line.width > 1.5 * measure for line in long_lines)  # rows of a list in text that is not wrapped
    if len(broken) >= 0.4 * len(long_lines) and uniform >= 0.6 * len(broken) and wider < 0.1 * len(long_lines):
        return measure
    return _margin(long_lines)


_PAGE = 64  # columns that a printed page has at least; shorter lines may be rows


def _margin(long_lines: Sequence[Line]) -> float:
    """Return the width of the widest lines if many have it and most of them break off: short pieces stand between."""
    widest = max(line.width for line in long_lines)
    full = [line for line in long_lines if line.width >= 0.92 * widest]
    broken = [line for line in full if not line.ended]
    enough = len(broken) >= 5 or (widest >= _PAGE and len(broken) == len(full) >= 3)
    many = enough and len(full) >= 0.25 * len(long_lines) and len(broken) >= 0.7 * len(full)
    return statistics.median(line.width for line in full) if many else 0.0
