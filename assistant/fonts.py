"""Whether this machine has a font for kanji, which PDFs need that hold none of their own."""

import tempfile
from pathlib import Path

from ingest.facsimiles import draw_in_child

_BOX = 40  # points
_PDF = """%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 {box} {box}] /Contents 4 0 R
  /Resources <</Font <</F 5 0 R>>>>>> endobj
4 0 obj <</Length {length}>> stream
{content}
endstream endobj
5 0 obj <</Type /Font /Subtype /Type0 /BaseFont /Ryumin /Encoding /UniJIS-UTF16-H /DescendantFonts [6 0 R]>> endobj
6 0 obj <</Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin /DW 1000
  /CIDSystemInfo <</Registry (Adobe) /Ordering (Japan1) /Supplement 6>>>> endobj
trailer <</Root 1 0 R>>
"""


def kanji_are_drawn() -> bool:
    """Return whether two kanji in a font that a file does not hold look different: without fonts, both are one box."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = []
        for kanji in "瀋陽":
            content = f"BT /F 30 Tf 5 10 Td <{kanji.encode('utf-16-be').hex()}> Tj ET"
            path = Path(folder, "fonts.pdf")
            path.write_text(_PDF.format(box=_BOX, content=content, length=len(content)), encoding="ascii")
            drawn.append(draw_in_child(path, 1).picture)
    return drawn[0] != drawn[1]
