"""Files that cannot be read, or were made to do harm to whoever opens them; the same ones at every call."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"
PDF = (CORPUS / "seminar21_zhengzhou_2025.pdf").read_bytes()
WORD = (CORPUS / "seminar16_shenyang_2017.docx").read_bytes()
WEB = (CORPUS / "seminar10_chongqing_2011.html").read_bytes()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
TABLE = "<w:tbl><w:tr><w:tc>"
WORD_NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = f'<w:document xmlns:w="{WORD_NAMES}"><w:body>{{}}</w:body></w:document>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def flipped(data: bytes, share: float, seed: int) -> bytes:
    """Return data with this share of its bytes changed."""
    chance, changed = random.Random(seed), bytearray(data)
    for _ in range(max(1, int(share * len(data)))):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(data: bytes, share: float) -> bytes:
    return data[: int(share * len(data))]


def archive(parts: Mapping[str, bytes], like: bytes | None = WORD) -> bytes:
    """Return an archive with these parts, and the others of a Word document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        if like:
            with zipfile.ZipFile(io.BytesIO(like)) as old:
                for name in old.namelist():
                    if name not in parts:
                        made.writestr(name, old.read(name))
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def word(body: str, before: str = "") -> bytes:
    """Return a Word document with this body; `before` stands at the head of its main part."""
    return archive({"word/document.xml": (before + BODY.format(body)).encode()})


def nested_archives(levels: int) -> bytes:
    inner = b"x" * 1000
    for _ in range(levels):
        inner = archive({"inner.zip": inner, "report.docx": inner}, like=None)
    return inner


def pdf(*objects: str | bytes) -> bytes:
    """Return a PDF of these objects, counted from 1."""
    file, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body.encode() if isinstance(body, str) else body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return file + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(file),
    )  # fmt: skip


def stream(content: bytes, entries: str = "") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries.encode(), content)


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"


FORM = "/Type /XObject /Subtype /Form /BBox [0 0 600 900]"


def page(resources: str = FONT) -> str:
    return f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>"


def flate_bomb(megabytes: int) -> bytes:
    """Return a PDF whose only page unpacks to so much."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)) + packer.flush()
    return pdf(CATALOG, PAGES, page(), stream(packed, "/Filter /FlateDecode"))


def chained_bomb(levels: int) -> bytes:
    packed = b" " * (64 << 20)
    for _ in range(levels):
        packed = zlib.compress(packed, 9)
    return pdf(CATALOG, PAGES, page(), stream(packed, f"/Filter [{'/FlateDecode ' * levels}]"))


def nested_forms(levels: int = 12) -> bytes:
    """Return a PDF whose page draws a form eight times, which draws another eight times, and so on."""
    forms = [stream(b"/F Do " * 8, f"{FORM} /Resources << /XObject << /F {n} 0 R >> >>") for n in range(5, 5 + levels)]
    return pdf(CATALOG, PAGES, page(resources="/XObject << /F 4 0 R >>"), *forms)


@dataclass(frozen=True, slots=True)
class Bad:
    """A file that cannot be read, and what is said of it."""

    make: Callable[[], bytes]
    says: str


def made(content: bytes, says: str) -> Bad:
    return Bad(lambda: content, says)


CUT = {
    f"cut-{percent}.{kind}": Bad(partial(cut, data, percent / 100), "copy it again")
    for kind, data in (("pdf", PDF), ("docx", WORD))
    for percent in (1, 10, 50, 90, 99)
}
FLIPPED = {
    f"flipped-{seed}.{kind}": Bad(partial(flipped, data, 0.01, seed), "copy it again")
    for kind, data in (("pdf", PDF), ("docx", WORD))
    for seed in range(5)
}
SWAPPED = {
    "is-word.pdf": made(WORD, "cut off or none"),
    "is-text.pdf": made(WEB, "cut off or none"),
    "is-image.pdf": made(PNG, "cut off or none"),
    "is-pdf.docx": made(PDF, "damaged or no Word document"),
    "is-web.docx": made(WEB + b"\n", "damaged or no Word document"),
    "is-old.docx": made(OLD_WORD, "an old .doc file"),
    "is-pdf.txt": made(PDF + b"\n", "this is a PDF file"),
    "is-word.md": made(WORD + b"\n", "this is a Word or ZIP file"),
    "is-image.html": made(PNG + b"\n", "this is a PNG image file"),
    "is-old.htm": made(OLD_WORD + b"\n", "this is a old Word (.doc) file"),
    "noise.txt": made(random.Random(1).randbytes(50_000), "no encoding"),
    "nothing.txt": made(bytes(100_000), "no encoding"),
    "mark-only.txt": made(b"\xef\xbb\xbf", "no text"),
    "halves.txt": made(b"\xff\xfe" + b"\x00\xd8" * 3000, "no encoding"),
    "table.xlsx": made(WORD + b" ", "files of this kind"),
}
WORDS = {
    "archives-in-archives.docx": Bad(partial(nested_archives, 5), "damaged or no Word document"),
    "unpacks-to-300-mb.docx": Bad(
        lambda: archive({f"word/media/{n}.png": bytes(100 << 20) for n in range(3)}), "unpacks to more than 200 MB"
    ),
    "6000-parts.docx": Bad(lambda: archive({f"word/media/{n}.png": b"" for n in range(6000)}), "or 5000 parts"),
    "main-part-of-150-mb.docx": Bad(lambda: word("<w:p/>" * (25 << 20)), "damaged"),
    "laughs.docx": Bad(
        lambda: word(PARAGRAPH.format("&l9;"), f'<!DOCTYPE x [<!ENTITY l0 "{"ha" * 500}">{LAUGHS}]>'), "damaged"
    ),
    "reads-ours.docx": Bad(
        lambda: word(PARAGRAPH.format("&out;"), '<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/passwd">]>'), "no text"
    ),
    "tables-in-tables.docx": Bad(lambda: word(f"{TABLE * 8000}<w:p/>"), "damaged"),
}
MARKUP = {
    "deep.html": made(b"<div>" * 100_000 + "第1回".encode(), "nested too deeply"),
    "attributes.html": made(b"<p " + b"a=b " * 200_000 + b">", "no text"),
    "entities.html": made(b"&#x" * 1_000_000, "more than 1,000,000 characters"),
    "9-mb.txt": made(b"1" * (9 << 20), "larger than 8 MB"),
    "1001-pages.txt": made("頁\f".encode() * 1001, "more than 1000 pages"),
    "a-million-characters.txt": made("あ".encode() * 1_100_000, "more than 1,000,000 characters"),
}
PDFS = {
    "nothing.pdf": made(b"%PDF-1.7\n%%EOF\n", "damaged or no PDF"),
    "no-pages.pdf": made(pdf(CATALOG, "<< /Type /Pages /Kids [] /Count 0 >>"), "damaged or no PDF"),
    "blank.pdf": made(pdf(CATALOG, PAGES, page(), stream(b"")), "no page can be read"),
    "is-its-own-page.pdf": made(pdf("<< /Type /Catalog /Pages 1 0 R >>"), "no page can be read"),
    "own-parent.pdf": made(pdf(CATALOG, "<< /Type /Pages /Kids [2 0 R] /Count 9 /Parent 2 0 R >>"), "no page can be"),
    "ring-of-pages.pdf": made(
        pdf(CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 9 >>", "<< /Type /Pages /Kids [2 0 R] /Count 9 >>"),
        "no page can be read",
    ),
    "a-billion-pages.pdf": made(
        pdf(CATALOG, PAGES.replace("Count 1", "Count 1000000000"), page(), stream(b"")), "no page can be read"
    ),
    "1001-pages.pdf": made(
        pdf(CATALOG, f"<< /Type /Pages /Kids [{'3 0 R ' * 1001}] /Count 1001 >>", page(), stream(b"")), "1000 pages"
    ),
    "ring-of-tables.pdf": made(
        pdf(CATALOG, PAGES, page(), stream(b"")).replace(b"/Root", b"/Prev 9 /Root"), "no page can be read"
    ),
    "two-million-characters.pdf": Bad(
        lambda: pdf(CATALOG, PAGES, page(), stream(b"BT /F 10 Tf 10 10 Td " + b"(abcdefghij) Tj " * 200_000 + b"ET")),
        "no page can be read",
    ),
    "arrays-in-arrays.pdf": made(pdf(CATALOG, PAGES, page(), "[" * 500_000 + "]" * 500_000), "no page can be read"),
    "flate-bomb.pdf": Bad(partial(flate_bomb, 1200), "flate-bomb.pdf: "),
    "bomb-in-bomb.pdf": Bad(partial(chained_bomb, 4), "no page can be read"),
    "forms-in-forms.pdf": Bad(nested_forms, "forms-in-forms.pdf: it "),
}
BAD: Mapping[str, Bad] = CUT | FLIPPED | SWAPPED | WORDS | MARKUP | PDFS
SLOW = frozenset(
    {
        "two-million-characters.pdf",
        "bomb-in-bomb.pdf",
        "attributes.html",
        "6000-parts.docx",
        "entities.html",
        "flate-bomb.pdf",
        "forms-in-forms.pdf",
        "main-part-of-150-mb.docx",
        "unpacks-to-300-mb.docx",
        "deep.html",
    }
)
