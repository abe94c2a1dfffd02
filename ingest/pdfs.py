"""Read the pages of a PDF, and draw one: the only module that knows PDFium."""

# mypy: disallow-untyped-calls=False
# (pypdfium2 has no types)

import io
import math
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from ctypes import c_double
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from ingest.columns import in_reading_order, read_columns
from ingest.errors import UnreadableDocument
from ingest.glyphs import Glyph, find_fragments
from ingest.limits import MOST_CHARACTERS, MOST_PAGES
from ingest.records import Box, DrawnPage, Page, Strip
from ingest.text import flat

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

NO_TEXT_LAYER = "no text layer (a scan?); SEMINAR_OCR=1 has such pages read, see ingest/README.md"
NO_TEXT = "no text on this page"
NO_MEANING = "its fonts do not say which characters they draw; SEMINAR_OCR=1 has such pages read by their looks"
DAMAGED = "the page is damaged"
SCANNED = frozenset({NO_TEXT_LAYER, NO_MEANING})  # what OCR may read
OVERFULL = "more characters on it than a whole document may have"
_FEW_CHARACTERS = 20  # a page number, a caption: not the text of a page
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE
_PDF = threading.Lock()  # PDFium must not be entered twice
_REMOVED = frozenset("\u00ad\u0002\u200b\ufffe\uffff")  # hyphens at line ends and what stands for nothing


class _Matrix(Protocol):
    """How PDFium places a character: two columns of scale and turn."""

    a: float
    b: float
    c: float
    d: float


class _Rectangle(Protocol):
    """A box that PDFium fills in."""

    left: float
    bottom: float
    right: float
    top: float


class _Pdfium(Protocol):
    """The functions of PDFium that its Python classes do not offer; its own module has no types."""

    def FS_RECTF(self) -> _Rectangle: ...
    def FS_MATRIX(self) -> _Matrix: ...
    def FPDFText_GetUnicode(self, page: object, index: int, /) -> int: ...
    def FPDFText_IsGenerated(self, page: object, index: int, /) -> int: ...
    def FPDFText_GetLooseCharBox(self, page: object, index: int, box: _Rectangle, /) -> int: ...
    def FPDFText_GetMatrix(self, page: object, index: int, matrix: _Matrix, /) -> int: ...
    def FPDFText_GetCharOrigin(self, page: object, index: int, x: c_double, y: c_double, /) -> int: ...
    def FPDFText_GetFontSize(self, page: object, index: int, /) -> float: ...


class _PdfBox(NamedTuple):
    """A box as PDF has it, y counted upwards."""

    left: float
    bottom: float
    right: float
    top: float


def read_pdf(data: bytes, name: str) -> list[Page]:
    """Return the pages of a PDF; raise `UnreadableDocument` for one that cannot be opened."""
    import pypdfium2

    if b"%%EOF" not in data[-2048:]:
        raise UnreadableDocument(f"{name}: the PDF is cut off or none at all (no %%EOF at its end); copy it again")
    with _PDF:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as problem:
            advice = (
                "it is protected with a password; save a copy without"
                if problem.err_code == _PASSWORD_ERROR
                else "it is damaged or no PDF; copy it again or print it to a new PDF"
            )
            raise UnreadableDocument(f"{name}: {advice}") from None
        try:
            if len(document) > MOST_PAGES:
                raise UnreadableDocument(f"{name}: more than {MOST_PAGES} pages; split it")
            return [_read_pdf_page(document, number) for number in range(1, len(document) + 1)]
        finally:
            document.close()


def draw_page(data: bytes, number: int, *, width: int, most_pixels: int, quality: int) -> DrawnPage:
    """Return a page as a picture of at most this width and so many pixels; raise `UnreadableDocument` if it is none."""
    import pypdfium2

    with _PDF:
        try:
            document = pypdfium2.PdfDocument(data)
            page = document[number - 1]
            across, down = page.get_size()
            scale = min(width / across, math.sqrt(most_pixels / (across * down)))
            picture = page.render(scale=scale).to_pil()
            encoded = io.BytesIO()
            picture.save(encoded, "WEBP", quality=quality, method=2)
            textpage = page.get_textpage()
            _, across, down = _upright(page)
            zoom = picture.width / across, picture.height / down
            strips = in_reading_order(find_fragments(list(_glyphs(page, textpage))))
        except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError, OSError) as problem:
            raise UnreadableDocument(f"page {number} cannot be drawn: {problem}") from None
    placed = tuple(Strip(flat(strip.text), tuple(_scaled(box, *zoom) for box in strip.boxes)) for strip in strips)
    return DrawnPage(picture.width, picture.height, encoded.getvalue(), placed)


def scan_page(data: bytes, number: int, *, dots: int, most_pixels: int) -> bytes:
    """Return a page as a grey picture (PGM) with so many dots an inch; raise `UnreadableDocument` if it cannot be."""
    import pypdfium2

    with _PDF:
        try:
            page = pypdfium2.PdfDocument(data)[number - 1]
            across, down = page.get_size()
            scale = min(dots / 72, math.sqrt(most_pixels / (across * down)))
            bitmap = page.render(scale=scale, grayscale=True)
        except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError) as problem:
            raise UnreadableDocument(f"page {number} cannot be drawn: {problem}") from None
        rows, width, stride = bytes(bitmap.buffer), bitmap.width, bitmap.stride
        shown = b"".join(rows[at : at + width] for at in range(0, stride * bitmap.height, stride))
        return b"P5 %d %d 255\n" % (width, bitmap.height) + shown


def _read_pdf_page(document: "PdfDocument", number: int) -> Page:
    from pypdfium2 import PdfiumError

    try:
        page = document[number - 1]
    except PdfiumError:
        return Page(number, "", DAMAGED)
    try:
        textpage = page.get_textpage()
        try:
            if textpage.count_chars() > MOST_CHARACTERS:
                return Page(number, "", OVERFULL)
            glyphs = list(_glyphs(page, textpage))
        finally:
            textpage.close()
        return Page(number, read_columns(find_fragments(glyphs)), _problem(page, glyphs))
    except PdfiumError:
        return Page(number, "", DAMAGED)
    finally:
        page.close()


def _scaled(box: Box, across: float, down: float) -> Box:
    return Box(box.left * across, box.top * down, box.right * across, box.bottom * down)


def _problem(page: "PdfPage", glyphs: Sequence[Glyph]) -> str | None:
    """Return why a page cannot be read, None if it can."""
    if len(glyphs) < _FEW_CHARACTERS:
        width, height = page.get_size()
        boxes = [item.get_bounds() for item in page.get_objects(filter=[_IMAGE])]
        drawn = next(page.get_objects(), None) is not None
        covered = sum((right - left) * (top - bottom) for left, bottom, right, top in boxes)
        if not glyphs or covered > 0.5 * width * height:
            return NO_TEXT_LAYER if drawn else NO_TEXT
    meaningless = sum(unicodedata.category(g.char) in ("Co", "Cn", "Cc") or g.char == "\ufffd" for g in glyphs)
    return NO_MEANING if meaningless > 0.3 * len(glyphs) else None


def _glyphs(page: "PdfPage", textpage: "PdfTextPage") -> Iterator[Glyph]:
    """Yield the characters drawn on a page with their boxes as seen, rotated pages upright."""
    import pypdfium2.raw

    raw = cast(_Pdfium, pypdfium2.raw)
    upright, width, height = _upright(page)
    loose, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = c_double(), c_double()
    blank, spaced, high = "", False, 0
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if raw.FPDFText_IsGenerated(textpage, index) or chr(code) in _REMOVED:
            spaced = spaced or code == 0x20
            continue
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the first 65,536
            high = code
            continue
        if 0xDC00 <= code < 0xE000:  # the second half; alone it is no character
            code, high = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD, 0
        char = chr(code)
        if char.isspace():
            blank += "\u3000" if char == "\u3000" else " "
            continue
        raw.FPDFText_GetLooseCharBox(textpage, index, loose)
        raw.FPDFText_GetMatrix(textpage, index, matrix)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        size = raw.FPDFText_GetFontSize(textpage, index)
        em = size * math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
        box = _PdfBox(loose.left, loose.bottom, loose.right, loose.top)
        if unicodedata.east_asian_width(char) in "WF":
            box = _square(box, x.value, y.value, matrix, size)
        left, top, right, bottom = upright(box)
        if em > 0.5 and 0 <= (left + right) / 2 <= width and 0 <= (top + bottom) / 2 <= height:
            yield Glyph(char, left, top, right, bottom, em, blank, spaced or blank != "")
            blank, spaced = "", False


def _square(ink: _PdfBox, x: float, y: float, matrix: _Matrix, size: float) -> _PdfBox:
    """Return the em square of a full-width character; some fonts tell only the box of its ink."""
    below, above = -0.12 * size, 0.88 * size
    xs = (x + matrix.c * below, x + matrix.c * above + matrix.a * size)
    ys = (y + matrix.d * below, y + matrix.d * above + matrix.b * size)
    square = _PdfBox(min(xs), min(ys), max(xs), max(ys))
    middle_x, middle_y = (ink.left + ink.right) / 2, (ink.bottom + ink.top) / 2
    if square.left <= middle_x <= square.right and square.bottom <= middle_y <= square.top:
        return square
    half = max(square.right - square.left, square.top - square.bottom) / 2
    return _PdfBox(middle_x - half, middle_y - half, middle_x + half, middle_y + half)


def _upright(page: "PdfPage") -> tuple[Callable[[_PdfBox], tuple[float, float, float, float]], float, float]:
    """Return what turns a box of the page into left, top, right, bottom as seen, and the size of the page as seen."""
    left, bottom, right, top = page.get_cropbox()
    turn = {
        0: lambda box: (box.left - left, top - box.top, box.right - left, top - box.bottom),
        90: lambda box: (box.bottom - bottom, box.left - left, box.top - bottom, box.right - left),
        180: lambda box: (right - box.right, box.bottom - bottom, right - box.left, box.top - bottom),
        270: lambda box: (top - box.top, right - box.right, top - box.bottom, right - box.left),
    }[page.get_rotation()]
    return (turn, right - left, top - bottom) if page.get_rotation() in (0, 180) else (turn, top - bottom, right - left)
