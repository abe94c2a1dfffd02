"""Reports with many more passages than made-up ones have: further pages, put into the records without being read.

Reading so many pages would take longer than all else that is measured; whatever answers, stores and searches finds them
as it finds those that were read.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from random import Random

from ingest.generations import open_store
from ingest.records import Excerpt, Page, Passage, Report, Run, Sentence
from ingest.text import join
from tests.bench.scenes import Scene

# Words of no topic, so that no list grows.
_WHOSE = "会場 事務局 来場者 係員 記録係 運営側 通訳 参観者".split()
_WHAT = "名札 座席 地図 手帳 写真 名簿 荷物 時計 切符 掲示板 資料 用紙".split()
_DONE = "配られた 並べられた 確かめられた 返された 数えられた 集められた 置かれた 運ばれた".split()
_TOGETHER = 3  # sentences of a passage
_A_PAGE = 30  # sentences


def lengthen_reports(scene: Scene, passages: int) -> int:
    """Make a generation whose reports hold so many passages in all; return how many there are."""
    store = open_store(scene.data)
    embeddings = scene.embeddings()
    with store.build_lock():
        base = store.base()
        assert base
        with closing(base), store.start(embeddings) as draft:
            each = passages // len(base.reports) + 1
            held = 0
            for report in base.reports:
                long = longer(report, each - len(report.passages), Random(report.id))
                held += len(long.passages)
                draft.replace(long)
            draft.finish(base.documents)
    return held


def longer(report: Report, passages: int, random: Random) -> Report:
    """Return a report with so many passages more, on further pages."""
    pages, sentences, cut = [*report.pages], [*report.sentences], [*report.passages]
    block = report.sentences[-1].block + 1
    for first in range(0, passages * _TOGETHER, _A_PAGE):
        number, offset = len(pages) + 1, 0
        texts = list(_sentences(random, min(_A_PAGE, passages * _TOGETHER - first)))
        pages.append(Page(number, "".join(texts)))
        added: list[Sentence] = []
        for text in texts:
            excerpt = Excerpt(text, (Run(0, len(text), number, offset, False),))
            added.append(Sentence(excerpt, "記録", "paragraph", block))
            offset += len(text)
        sentences += added
        for at in range(0, len(added), _TOGETHER):
            cut.append(Passage(f"{report.title} 記録", join([one.excerpt for one in added[at : at + _TOGETHER]], "")))
    return replace(report, pages=tuple(pages), sentences=tuple(sentences), passages=tuple(cut))


def _sentences(random: Random, count: int) -> Iterator[str]:
    for _ in range(count):
        yield (
            f"{random.choice(_WHOSE)}の{random.choice(_WHAT)}は{random.choice(_WHAT)}とともに"
            f"{random.randint(2, 9999)}番目に{random.choice(_DONE)}。"
        )
