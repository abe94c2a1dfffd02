"""Read a scanned page by Tesseract, where it is installed: which script and direction it is in is found by trying.

Alone knows that program: its models, its table of words, how sure it has to be.
"""

import csv
import io
import shutil
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.columns import read_columns
from ingest.errors import UnreadableDocument
from ingest.glyphs import Glyph, find_fragments
from ingest.pdfs import scan_page

MODELS = ("jpn", "jpn_vert", "chi_sim", "chi_sim_vert", "chi_tra", "chi_tra_vert")
INSTALL = "apt install tesseract-ocr tesseract-ocr-{jpn,jpn-vert,chi-sim,chi-sim-vert,chi-tra,chi-tra-vert}"
_DOTS = 300  # an inch: at 200 Tesseract takes two columns for one
_MOST_PIXELS = 25_000_000  # of a page: more than A3 has
_SURE = 80  # of 100, by the letter: right models had 81 to 91 on pages drawn for this, wrong ones mostly under 65
_ENOUGH = 60  # below this, what was read is more noise than text
_WORD = "5"  # the level of a row of Tesseract's table


@dataclass(frozen=True, slots=True)
class Recognised:
    """The text of a scanned page, the model that read it, and how sure it was, of 100."""

    text: str
    model: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[str, ...]
    text: str
    confidence: float
    left: int
    top: int
    width: int
    height: int


def recognise(data: bytes, number: int, *, first: str | None) -> Recognised:
    """Return the text of a page of a PDF; `first` is the model to try first, that of the page before.

    Raises `UnreadableDocument` where Tesseract is not installed or cannot make out enough.
    """
    models = _installed()
    if not models:
        raise UnreadableDocument(f"SEMINAR_OCR is set, but Tesseract or its models are missing: {INSTALL}")
    picture = scan_page(data, number, dots=_DOTS, most_pixels=_MOST_PIXELS)
    best: Recognised | None = None
    for model in sorted(models, key=lambda one: one != first):
        words = _words(picture, model)
        sure = _confidence(words)
        if best is None or sure > best.confidence:
            best = Recognised(read_columns(find_fragments(_glyphs(words, vertical="vert" in model))), model, sure)
        if model == first and sure >= _SURE:
            break
    if best is None or best.confidence < _ENOUGH:
        raise UnreadableDocument("a scan of which OCR could make out too little; scan it more sharply")
    return best


@cache
def _installed() -> tuple[str, ...]:
    if shutil.which("tesseract") is None:
        return ()
    listed = subprocess.run(["tesseract", "--list-langs"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return tuple(model for model in MODELS if model in listed.stdout.split())


def _words(picture: bytes, model: str) -> list[_Word]:
    command = ["tesseract", "stdin", "stdout", "-l", model, "--dpi", str(_DOTS), "--psm", "3"]
    done = subprocess.run([*command, "-c", "preserve_interword_spaces=1", "tsv"], input=picture, capture_output=True)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise UnreadableDocument(f"OCR failed ({''.join(said) or done.returncode})")
    table = csv.DictReader(io.StringIO(done.stdout.decode("utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        _Word(
            (row["block_num"], row["par_num"], row["line_num"]),
            row["text"].strip(),
            float(row["conf"]),
            *(int(row[side]) for side in ("left", "top", "width", "height")),
        )
        for row in table
        if row["level"] == _WORD and row["text"].strip()
    ]


def _confidence(words: Sequence[_Word]) -> float:
    """Return how sure Tesseract is by the letter: a long word tells more than a speck taken for a comma."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.confidence for word in words) / letters if letters else 0.0


def _glyphs(words: Sequence[_Word], *, vertical: bool) -> list[Glyph]:
    """Return the characters with their boxes, a word's shared out evenly; our own reading order goes by these."""
    thick: dict[tuple[str, ...], list[int]] = {}
    for word in words:
        thick.setdefault(word.line, []).append(word.width if vertical else word.height)
    glyphs: list[Glyph] = []
    for word in words:
        em = max(statistics.quantiles([*thick[word.line], *thick[word.line]], n=4)[2], 1.0)
        across, down = (0.0, word.height / len(word.text)) if vertical else (word.width / len(word.text), 0.0)
        for at, char in enumerate(word.text):
            left, top = word.left + at * across, word.top + at * down
            right, bottom = left + (across or word.width), top + (down or word.height)
            glyphs.append(Glyph(char, left, top, right, bottom, em))
    return glyphs
