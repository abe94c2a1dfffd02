"""A generation being made: reports go in and out, then it is checked and answers from then on, or is dropped."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from ingest.embeddings import FingerprintedEmbeddings
from ingest.errors import DataNotUsable
from ingest.homes import VECTORS, collection_of
from ingest.plain import to_json
from ingest.records import Report, embedded_text
from ingest.store import RECORDS, Document
from ingest.summaries import summarise
from ingest.text import bigrams
from ingest.truth import Identity, Say, Truth, key_of
from ingest.versions import SCHEMA, records_shape, tables

_MOST_DELETIONS = 0.1  # of the passages since the vectors were made whole: after many, some are hidden (chroma#7758)


@contextmanager
def problems_of(data: Path) -> Iterator[None]:
    """Turn what a disk or SQLite complains of into a problem of the data folder."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise DataNotUsable(
            f"The data folder {data} cannot be used: {error}. It must be a folder that can be written, on a disk "
            "with room to spare."
        ) from error


class Draft:
    """A generation that nobody reads until `finish`; leaving the `with` block without that drops it."""

    def __init__(
        self,
        folder: Path,
        embeddings: FingerprintedEmbeddings,
        truth: Truth,
        publish: Callable[[Path], str],
        drop: Callable[[Path], None],
    ) -> None:
        """Go on with the records that a folder holds, or begin them.

        `publish` checks a folder and returns its id, `drop` removes one.
        """
        self._folder = folder
        self._embeddings = embeddings
        self._truth = truth
        self._publish = publish
        self._drop = drop
        begun = (folder / RECORDS).exists()
        self._records = sqlite3.connect(folder / RECORDS)
        if not begun:
            self._records.executescript(SCHEMA)
        self._before = self._passage_ids()

    def __enter__(self) -> Self:
        """Begin the block that ends with `finish`."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop what was not finished."""
        self._records.close()
        self._drop(self._folder)  # a finished one has gone to its own place

    def replace(self, report: Report) -> None:
        """Take a report in, in the place of what was read under the same id before."""
        with self._problems():
            self.remove(report.id)
            texts = [passage.text for passage in report.passages]
            row = (report.id, report.path, to_json(report), to_json(summarise(report)))
            self._records.execute("INSERT INTO reports VALUES (?, ?, ?, ?)", row)
            for number, (name, passage) in enumerate(zip(_names(report.id, texts), report.passages, strict=True)):
                at = self._records.execute(
                    "INSERT INTO passages (id, report, number, heading, excerpt) VALUES (?, ?, ?, ?, ?)",
                    (name, report.id, number, passage.heading, to_json(passage.excerpt)),
                ).lastrowid
                words = [" ".join(bigrams(text)) for text in (passage.heading, passage.excerpt.text)]
                self._records.execute("INSERT INTO words (rowid, heading, text) VALUES (?, ?, ?)", (at, *words))

    def remove(self, report: str) -> None:
        """Take a report out."""
        with self._problems():
            of_report = "SELECT rowid FROM passages WHERE report = ?"
            self._records.execute(f"DELETE FROM words WHERE rowid IN ({of_report})", (report,))
            self._records.execute("DELETE FROM passages WHERE report = ?", (report,))
            self._records.execute("DELETE FROM reports WHERE id = ?", (report,))

    def finish(self, documents: Sequence[Document], say: Say = lambda what, done, total: None) -> str:
        """Check the generation, let it answer from now on, and return its id; the documents are its ledger.

        Every document is listed, unchanged and unreadable ones too. Raises IndexDamaged, and changes nothing, if not
        even vectors made anew from the stored ones pass the check.
        """
        with self._problems():
            rows = self._records.execute("SELECT heading, json_extract(excerpt, '$.text') FROM passages")
            texts = [embedded_text(heading, text) for heading, text in rows]
            self._close_records(documents)
            self._truth.embed(texts, self._embeddings, say)
            say("checking", 0, 1)
            name = self._publish(self._folder)
            self._truth.remember(Identity(one.path, one.sha256, one.report) for one in documents if one.report)
            return name

    def _close_records(self, documents: Sequence[Document]) -> None:
        rows = [(one.path, one.sha256, one.reader, one.report, one.problem) for one in documents]
        self._records.execute("DELETE FROM documents")
        self._records.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", rows)
        about = dict(self._records.execute("SELECT key, value FROM about").fetchall())
        passages = self._passage_ids()
        deleted = int(about.get("deleted", 0)) + len(self._before - passages)
        if collection_of(self._folder / VECTORS):  # always made whole
            deleted = 0
        elif deleted > _MOST_DELETIONS * len(passages) or not (self._folder / VECTORS).is_dir():
            shutil.rmtree(self._folder / VECTORS, ignore_errors=True)
            deleted = 0
        about |= {
            "fingerprint": self._embeddings.fingerprint,
            "shape": records_shape(),
            "tables": tables(),
            "base": about.get("id", ""),
            "id": self._folder.name.split("-")[0],
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
            "deleted": str(deleted),
        }
        self._records.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", about.items())
        self._records.commit()
        self._records.close()

    def _passage_ids(self) -> set[str]:
        return {str(row[0]) for row in self._records.execute("SELECT id FROM passages")}

    def _problems(self) -> AbstractContextManager[None]:
        return problems_of(self._folder.parents[1])


def _names(report: str, texts: Sequence[str]) -> Iterator[str]:
    """Yield an id for each passage that stays while its text stays: a changed report keeps its other vectors."""
    seen: Counter[str] = Counter()
    for text in texts:
        key = key_of(text)[:12]
        seen[key] += 1
        yield f"{report}-{key}" + (f"-{seen[key]}" if seen[key] > 1 else "")
