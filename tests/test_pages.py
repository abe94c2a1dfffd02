"""Reading documents: what is text and what is not, pages told apart, problems named."""

# mypy: disallow-untyped-calls=False
# (pypdfium2 has no types, python-docx not everywhere)

from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.errors import UnreadableDocument
from ingest.pages import READERS
from ingest.pdfs import NO_TEXT
from tests.pdfs import Line, drawn_pdf
from tests.readings import read_pages

JAPANESE = "第16回日中地域間交流推進セミナーを瀋陽市で開催しました。\n参加者は165名でした。"
WORD_TEXT_BOX = (
    f"<w:r {nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
    "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><mc:AlternateContent>"
    "<mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>会場の様子</w:t></w:r></w:p>"
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r>"
    "<w:t>会場の様子</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
WORD_RUBY = (
    f"<w:r {nsdecls('w')}><w:ruby><w:rubyPr/><w:rt><w:r><w:t>しんよう</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>瀋陽</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)


def _write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _texts(path: Path) -> list[str]:
    return [page.text for page in read_pages(path)]


def _word(tmp_path: Path) -> tuple[Document, Path]:
    return docx.Document(), tmp_path / "report.docx"


@pytest.mark.parametrize("name", ["report.txt", "REPORT.TXT", "report.md"])
def test_text_is_one_page_with_one_kind_of_line_end(tmp_path: Path, name: str) -> None:
    content = "# 概要\r\n本文です。\r参加者は42名\n"
    assert _texts(_write(tmp_path / name, content)) == ["# 概要\n本文です。\n参加者は42名\n"]


def test_form_feeds_part_pages_and_the_last_one_only_closes(tmp_path: Path) -> None:
    pages = read_pages(_write(tmp_path / "report.txt", "一ページ目\f\f三ページ目\f\n"))
    assert [(page.number, page.text) for page in pages] == [(1, "一ページ目"), (2, ""), (3, "三ページ目")]
    assert [page.unreadable for page in pages] == [None, NO_TEXT, None]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<h1>概要</h1><p>本文<b>です</b>。</p>", "概要\n\n本文です。", id="blocks"),
        pytest.param("一行目<br>二行目", "一行目\n二行目", id="line-break"),
        pytest.param("<p>長い\n   文章と\n  long\n  words</p>", "長い文章と long words", id="wrapped-source"),
        pytest.param("<style>p{}</style><nav>目次</nav><script>x()</script><p>本文</p>", "本文", id="no-text"),
        pytest.param("<p>本文<!-- 註 --></p><p hidden>隠し</p>", "本文", id="invisible"),
        pytest.param(
            "<table><tr><th>氏名</th><th>所属</th></tr><tr><td><p>鈴木</p></td><td>さいたま市</td></tr></table>",
            "氏名\u3000所属\n\n鈴木\u3000さいたま市",
            id="table",
        ),
        pytest.param("<p><ruby>瀋陽<rp>(</rp><rt>しんよう</rt><rp>)</rp></ruby>市</p>", "瀋陽市", id="ruby"),
        pytest.param("<ul><li>一つ目<li>二つ目</ul>", "一つ目\n\n二つ目", id="list"),
        pytest.param("<div><div><div>奥の文</div></div></div><p>&lt;次&gt;</p>", "奥の文\n\n<次>", id="nested"),
    ],
)
def test_web_pages_are_read_as_people_see_them(tmp_path: Path, body: str, text: str) -> None:
    page = f"<html><head><title>題</title></head><body>{body}</body></html>"
    assert _texts(_write(tmp_path / "report.html", page)) == [text]


@pytest.mark.parametrize("encoding", ["shift_jis", "euc-jp", "utf-8", "iso-2022-jp"])
def test_a_web_page_is_decoded_as_it_says(tmp_path: Path, encoding: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}"><p>東御市長 花岡</p>'
    assert _texts(_write(tmp_path / "report.htm", page.encode(encoding))) == ["東御市長 花岡"]


def test_a_web_page_that_lies_about_its_encoding_is_read_all_the_same(tmp_path: Path) -> None:
    page = f'<meta charset="iso-8859-1"><p>{JAPANESE}</p>'.encode("cp932")
    assert _texts(_write(tmp_path / "report.html", page)) == [JAPANESE.replace("\n", "")]


def test_word_paragraphs_tables_text_boxes_and_ruby_are_read_in_order(tmp_path: Path) -> None:
    document, path = _word(tmp_path)
    document.sections[0].header.paragraphs[0].text = "柱"
    document.add_paragraph("最初の段落")._p.append(parse_xml(WORD_TEXT_BOX))
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("鈴木", "さいたま市", "王", "瀋陽市"), strict=True):
        cell.text = text
    last = document.add_paragraph("所属\t氏名、")
    last._p.append(parse_xml(WORD_RUBY))
    last.add_run("市")
    document.save(str(path))
    assert _texts(path) == [
        "最初の段落\n\n会場の様子\n\n鈴木\u3000さいたま市\n王\u3000瀋陽市\n\n所属\u3000氏名、瀋陽市"
    ]


def test_a_word_table_used_for_page_make_up_is_read_paragraph_by_paragraph(tmp_path: Path) -> None:
    document, path = _word(tmp_path)
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "一段落目"
    cell.add_paragraph("二段落目")
    document.save(str(path))
    assert _texts(path) == ["一段落目\n\n二段落目"]


def test_word_pages_end_where_word_ended_them(tmp_path: Path) -> None:
    document, path = _word(tmp_path)
    document.add_paragraph("一").add_run().add_break(WD_BREAK.PAGE)
    rendered = document.add_paragraph().add_run()
    rendered._r.append(parse_xml(f"<w:lastRenderedPageBreak {nsdecls('w')}/>"))
    rendered.add_text("二")
    document.add_paragraph("三").paragraph_format.page_break_before = True
    document.add_page_break()
    document.save(str(path))
    assert _texts(path) == ["一", "二", "三"]


def test_deleted_text_in_word_stays_deleted(tmp_path: Path) -> None:
    document, path = _word(tmp_path)
    kept = document.add_paragraph("参加者は")
    for tag, text in (("del", "40名"), ("ins", "42名")):
        element = "delText" if tag == "del" else "t"
        run = f"<w:{tag} {nsdecls('w')}><w:r><w:{element}>{text}</w:{element}></w:r></w:{tag}>"
        kept._p.append(parse_xml(run))
    document.save(str(path))
    assert _texts(path) == ["参加者は42名"]


def test_a_page_without_text_is_kept_and_says_so(tmp_path: Path) -> None:
    path = drawn_pdf([[Line("第16回日中地域間交流推進セミナー", 70, 70)], []], tmp_path / "report.pdf")
    assert [page.unreadable for page in read_pages(path)] == [None, NO_TEXT]


def _protected(path: Path) -> bytes:
    key = "<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >>"
    plain = drawn_pdf([[Line("秘密", 70, 70)]], path).read_text()
    return plain.replace("/Root 1 0 R", f"/Root 1 0 R /ID [<41><41>] /Encrypt {key}").encode()


def _long_pdf(path: Path) -> bytes:
    return drawn_pdf([[Line("長い文章です" * 20, 70, 70 + 20 * n) for n in range(40)]], path).read_bytes()


def _long_word(path: Path) -> bytes:
    document = docx.Document()
    document.add_paragraph(JAPANESE * 50)
    document.save(str(path))
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("report.xls", b"x", ".docx", id="unknown-ending"),
        pytest.param("report.txt", b"", "empty", id="empty"),
        pytest.param("report.txt", b" \n\n ", "empty", id="blank"),
        pytest.param("report.txt", b"\x00\x01\x02\xff\xfe\x00" * 90, "UTF-8", id="binary-named-text"),
        pytest.param("report.md", b"%PDF-1.7 ...", "PDF", id="pdf-named-text"),
        pytest.param("report.pdf", "ただの文章です".encode(), "cut off or none", id="text-named-pdf"),
        pytest.param("report.pdf", b"%PDF-1.7\nrubbish\n%%EOF", "damaged", id="damaged-pdf"),
        pytest.param("report.docx", b"PK\x03\x04rubbish", "damaged", id="damaged-word"),
        pytest.param("report.docx", "ただの文章です".encode(), "damaged", id="text-named-word"),
        pytest.param("report.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "password", id="old-or-protected-word"),
        pytest.param("report.html", b"<html><body><img src=a.png></body></html>", "no text", id="no-text"),
        pytest.param("report.html", b"<div>" * 20_000 + b"x", "nested", id="nested-without-end"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_to_do(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=f"^{name}: ") as problem:
        read_pages(_write(tmp_path / name, content))
    assert says in str(problem.value)


def test_a_protected_pdf_asks_for_a_copy_without_password(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"report\.pdf: it is protected with a password"):
        read_pages(_write(tmp_path / "report.pdf", _protected(tmp_path / "plain.pdf")))


@pytest.mark.parametrize(
    ("make", "name"), [(_long_pdf, "report.pdf"), (_long_word, "report.docx")], ids=["pdf", "word"]
)
@pytest.mark.parametrize("share", [0.3, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_refused_whole(
    tmp_path: Path, make: Callable[[Path], bytes], name: str, share: float
) -> None:
    content = make(tmp_path / name)
    with pytest.raises(UnreadableDocument, match=name):
        read_pages(_write(tmp_path / name, content[: int(share * len(content))]))


def test_a_missing_file_is_a_problem_with_a_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"gone\.txt: cannot be opened"):
        read_pages(tmp_path / "gone.txt")


def test_every_ending_has_a_reader() -> None:
    assert set(READERS) == {".pdf", ".docx", ".txt", ".md", ".html", ".htm"}


@pytest.mark.parametrize(
    ("turn", "matrix", "size"),
    [
        pytest.param(90, (0, 1, -1, 0, 842.25, 0), (842.25, 595.5), id="clockwise"),
        pytest.param(180, (-1, 0, 0, -1, 595.5, 842.25), (595.5, 842.25), id="upside-down"),
        pytest.param(270, (0, -1, 1, 0, 0, 595.5), (842.25, 595.5), id="counter-clockwise"),
    ],
)
def test_a_page_drawn_sideways_and_shown_upright_is_read_as_shown(
    tmp_path: Path, turn: int, matrix: tuple[float, ...], size: tuple[float, float]
) -> None:
    lines = [Line("二行目の文章です。", 70, 95), Line("一行目は第16回の報告です。", 70, 70)]
    document = pypdfium2.PdfDocument(drawn_pdf([lines], tmp_path / "flat.pdf"))
    page = document[0]
    page.set_mediabox(0, 0, *size)
    page.set_rotation(turn)
    for item in page.get_objects():
        item.transform(pypdfium2.PdfMatrix(*matrix))
    page.gen_content()
    document.save(tmp_path / "turned.pdf")
    document.close()
    assert _texts(tmp_path / "turned.pdf") == ["一行目は第16回の報告です。\n二行目の文章です。"]
