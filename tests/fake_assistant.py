"""An assistant that needs no index: it quotes the sentences of a short report that share words with the question.

Its archive holds the reports made by hand.
"""

import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from assistant.archive import Archive
from assistant.conversations import Conversations
from assistant.desk import Workplace
from assistant.languages import answer_language
from assistant.records import ANYBODY, Answer, Arm, Citation, Coverage, FoundPassage, Reader, Row
from assistant.server import serve
from assistant.settings import AssistantSettings
from assistant.sources import Original, SourcePage, describe_page
from ingest.errors import IndexNotFound
from ingest.records import Event, Folio, Page, Report, Span
from tests.handmade import report as report_of
from tests.handmade import reports, value

FIRST = """第90回 みなと交流セミナー

基調講演

東港市の田中市長は、港の公園づくりについて
発表しました。続いて、北浜市の王副市長が<b>古い倉庫</b>の活用について発表しました。

パネルディスカッション

参加者は120名で、公園と港の使い方について意見を交わしました。
"""
SECOND = "まとめ\n\n来年も東港市で公園のセミナーを開くことが決まりました。\n"
REPORT = "0123456789ab"


@dataclass(frozen=True)
class FakeAssistant:
    """Answers in Japanese, with a table; `seconds` pass between the pieces of an answer."""

    folder: Path
    filename: str = "みなと報告.txt"
    seconds: float = 0.0
    generation: str = "g1"

    @property
    def archive(self) -> Archive:
        return Archive([*reports(), self._report()])

    def answer(self, question: str, history: Sequence[str], reader: Reader = ANYBODY) -> Iterator[Answer]:
        if "壊" in question:
            raise KeyError(question)
        if "索引" in question:
            raise IndexNotFound("索引がありません。`python -m ingest build` を実行してください")
        citations = tuple(self._citations(question))
        lines = ["| 回 | プログラム | 発表者 | 取り上げ方 | 報告書の記述 |", "|---|---|---|---|---|"]
        for citation in citations:
            quote = citation.quote.replace("<", "&lt;").replace(">", "&gt;")
            cells = ("第90回（2024年）", citation.heading, "田中市長", "発表の題材", f"「{quote}」〔{citation.id}〕")
            lines.append(f"| {' | '.join(cells)} |")
        first = f"**報告書に{len(citations)}か所の記述があります。**"
        answer = Answer(
            question=question,
            language=answer_language(question, history, reader),
            kind="list",
            status="answered",
            text=first,
            coverage=Coverage(1, 1, 1, 0),
        )
        time.sleep(self.seconds)
        yield answer
        time.sleep(self.seconds)
        after = f"これまでの質問：{len(history)}件。*調べた範囲*　報告書1件の全文。読めなかったページ：なし。"
        text = "\n\n".join([first, "\n".join(lines), after])
        rows = tuple(_row(citation) for citation in citations)
        yield replace(answer, text=text, rows=rows, citations=citations, suggestions=("参加者は何人でしたか？",))

    def search(self, question: str, *, count: int = 10, arm: Arm = "both") -> list[FoundPassage]:
        cited = list(self._citations(question))[:count]
        return [FoundPassage(c.id, 1 / c.id, c.report, c.page, c.heading, c.quote) for c in cited]

    def source_page(self, report: str, page: int) -> SourcePage | None:
        found = self.archive.report(report)
        return describe_page(found, page) if found else None

    def original(self, report: str) -> Original | None:
        return Original(self.folder / "original", self.filename) if report == REPORT else None

    def _report(self) -> Report:
        """Return the report quoted: of another series, so that it stands in no history; its last page is a scan."""
        event = Event(year=value(FIRST, "第90回 みなと交流セミナー", 2024))
        made = report_of(REPORT, "みなと交流セミナー報告", FIRST, event, other_series=True)
        pages = (*made.pages, Page(2, SECOND), Page(3, "", "no text layer (a scan?)"))
        return replace(made, path=self.filename, pages=pages, folios=(Folio(1, 0, "12"),))

    def _citations(self, question: str) -> Iterator[Citation]:
        pairs = {left + right for left, right in pairwise(question)}
        count = 0
        for page, text in enumerate((FIRST, SECOND), 1):
            for match in re.finditer(r"(?:[^。\n]|(?<!\n)\n(?!\n))+。", text):
                if not any(pair in match[0] for pair in pairs):
                    continue
                count += 1
                printed = "12" if page == 1 else None
                spans = (Span(page, match.start(), match.end()),)
                yield Citation(count, REPORT, page, printed, "基調講演", "".join(match[0].split()), spans)


def _row(citation: Citation) -> Row:
    return Row(
        report=REPORT,
        edition=90,
        year=2024,
        date=None,
        host=None,
        session=citation.heading,
        role="speaker",
        speaker="田中市長",
        title=None,
        organisation=None,
        place=None,
        country=None,
        topic="=公園",
        degree="topic",
        source="rule",
        citations=(citation.id,),
    )


def _load() -> FakeAssistant:
    folder, seconds = sys.argv[1:]
    while not Path(folder, "loaded").exists():
        time.sleep(0.05)
    return FakeAssistant(Path(folder), "みなと報告.pdf", seconds=float(seconds))


if __name__ == "__main__":  # serve it, for the tests with a browser
    data = Path(sys.argv[1])
    serve(_load, AssistantSettings(), Conversations(data), Workplace(data, data), lambda address: None)
