"""How print becomes blocks: wrapped lines, floats, furniture; and that wrapping changes nothing that is read."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.citations import printed_page
from ingest.events import read_event
from ingest.layout import find_folios, lay_out
from ingest.records import Block, Event, Page, Span
from ingest.sentences import find_sentences
from ingest.talks import find_talks
from tests.samples import read

REPORTS = Path(__file__).parents[2] / "shared" / "reports"


def pages_of(text: str) -> list[Page]:
    """Return a text as pages, split at form feeds."""
    return [Page(number, part) for number, part in enumerate(text.split("\f"), start=1)]


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a text."""
    return lay_out(pages_of(text))


REPORT = """蘭州市で第29回日中地域間交流推進セミナーを
開催しました！

（一財）自治体国際化協会北京事務所　所長補佐　浅利　健太（青森県派遣）

2031年10月23日から25日にかけて、甘粛省蘭州市において「第29回日中地域間交流推進セミナー」を開催しました。テーマは「乾いた大地の農と暮らし」で、日本側47名、中国側96名、計143名が参加しました。

基調講演
基調講演では、宮崎県都農町の日高見農林水産課長が、水やりを減らして糖度を上げるブドウ栽培について発表しました。土の中に埋めたセンサーの画面を見せながらの説明に、会場は静まりかえりました。
続く蘭州市農業農村局の景副局長は、黄河の水を夜だけ畑に送る月夜灌漑について紹介しました。夜の蒸発は昼の三分の一とのことです。

パネルディスカッション
パネルディスカッションでは、鳥取県砂丘農業試験場の入江場長がらっきょうの機械植えについて、武威市の桑市長助理が砂漠の縁に植えた防風林について発表しました。

おわりに
当事務所は、引き続き日中地域間交流を支援してまいります。
"""


def wrapped(text: str, width: int = 35) -> str:
    """Return a text with its paragraphs broken at a width, as print does."""
    lines = [line[at : at + width] for line in text.split("\n") for at in range(0, max(len(line), 1), width)]
    return "\n".join(lines)


def paged(text: str) -> str:
    """Return a text on two pages, the second beginning in the middle of a paragraph."""
    lines = wrapped(text).split("\n")
    middle = next(at for at, line in enumerate(lines) if at > len(lines) // 2 and len(line) == 35)
    return "\n".join(lines[:middle]) + "\n\f" + "\n".join(lines[middle:])


VARIANTS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "wrapped at 35": wrapped,
    "wrapped at 40": lambda text: wrapped(text, 40),
    "no blank lines": lambda text: "\n".join(line for line in text.split("\n") if line.strip()),
    "form feed in a paragraph": paged,
}


def told(text: str) -> list[tuple[str | None, ...]]:
    """Return what is read from a text, as far as it can be compared."""
    pages = pages_of(text)
    blocks = lay_out(pages)
    sentences = find_sentences(blocks)
    event = read_event(sentences, blocks, find_folios(blocks))
    facts = [(name, str(getattr(event, name) and getattr(event, name).value)) for name in Event.__slots__]
    talks = [(talk.speaker, talk.role, talk.topic) for talk in find_talks(sentences).talks if talk.presented]
    return [*facts, *talks]


@pytest.mark.parametrize("change", VARIANTS.values(), ids=VARIANTS)
def test_wrapping_changes_nothing_that_is_read(change: Callable[[str], str]) -> None:
    plain = told(REPORT)
    assert ("日高見", "speaker", "水やりを減らして糖度を上げるブドウ栽培") in plain
    assert told(change(REPORT)) == plain


def closed_up(text: str) -> str:
    """Return a report with every block on one line."""
    return "\n".join(block.text for block in blocks_of(text) if block.kind not in ("caption", "furniture"))


@pytest.mark.parametrize("name", ["seminar16_shenyang_2017", "seminar21_zhengzhou_2025"])
def test_a_real_report_reads_the_same_with_one_block_a_line(name: str) -> None:
    path = REPORTS / f"{name}.txt"
    if not path.exists():
        pytest.skip("the real reports are not beside this repository")
    text = path.read_text(encoding="utf-8")
    closed = closed_up(text)
    named = [line[0] for line in told(text) if len(line) == 3]
    speakers = [name for name in named if name is None or name in closed]  # not those of captions alone
    assert [line[0] for line in told(closed) if len(line) == 3] == speakers


FLOATS = """海の町の便り

どこまでも続く砂浜の向こうに小さな島がいくつも浮かび
青い海と白い砂で知られる海辺の町では今年の夏も
多くの人々が集まりにぎわいを見せていたが町の人は

12 地域国際ジャーナル｜October 2031 Vol. 12

セミナー会場の様子

静かな秋を待っているのだという話を聞いたことがあ
ると言う人もいればそうではないと首を振る人もいて
どちらの言うことももっともだと思いながら聞いてい
ると言う人がいた。町の外から来た人にはわからない
ことだろうが町の人にはそれがよくわかるのだという
話であるから不思議なものであると思うほかはない。
"""


def test_a_sentence_runs_on_over_captions_and_page_furniture() -> None:
    kinds = {block.kind: block.text for block in blocks_of(FLOATS)}
    assert "町の人は静かな秋を" in kinds["paragraph"]
    assert kinds["caption"] == "セミナー会場の様子"
    assert kinds["furniture"].startswith("12")


KINDS = {
    "caption in brackets": ("【写真１】開会を待つ会場", "caption"),
    "frame": ("│写真② 満席の会議室　│", "caption"),
    "emoji list": ("🎤 武汉市副市长 江问渠", "item"),
    "numbered": ("① 青島市：海水の淡水化", "item"),
    "markdown": ("## 基調講演", "heading"),
    "fields": ("蘭州市農業農村局局長　景　玉田", "item"),
}


@pytest.mark.parametrize(("line", "kind"), KINDS.values(), ids=KINDS)
def test_a_line_of_its_own_is_known_by_its_signs(line: str, kind: str) -> None:
    before, after = "前の段落はここで終わる。", "次の段落はここから始まり、少し長く続いてからここで終わる。"
    kinds = [block.kind for block in blocks_of(f"題名\n\n{before}\n\n{line}\n\n{after}\n")]
    assert kinds == ["title", "paragraph", kind, "paragraph"]


def test_printed_page_numbers_are_told_from_the_footer() -> None:
    pages = pages_of(FLOATS)
    folios = find_folios(lay_out(pages))
    assert [folio.number for folio in folios] == ["12"]
    report = replace(read(FLOATS, "floats.txt"), pages=tuple(pages), folios=folios)
    assert printed_page(report, Span(1, 0, 1)) == "12"
    assert printed_page(report, Span(1, len(pages[0].text), len(pages[0].text))) is None


def test_sentences_stand_under_their_heading() -> None:
    headings = {sentence.text[:6]: sentence.heading for sentence in find_sentences(blocks_of(REPORT))}
    assert headings["続く蘭州市農"] == "基調講演"


@given(st.text(alphabet="海山川あいう。、「」\n\f 　Ａb1|", max_size=120))
@settings(deadline=None, max_examples=60)
def test_every_character_of_a_block_stands_where_it_says(text: str) -> None:
    pages = pages_of(text)
    for block in lay_out(pages):
        pieces = [pages[span.page - 1].text[span.start : span.end] for span in block.excerpt.spans]
        assert "".join("".join(pieces).split()) == "".join(block.text.split())
