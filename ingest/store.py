"""One generation of the index on disk: reports, words, vectors. Finished generations are only read.

Alone knows the tables of `records.sqlite3`. `ingest.generations` makes generations and switches between
them; whoever answers questions opens the current one here and looks at `current_generation` before each question.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Literal, TypeAlias

from ingest.disk import is_sealed
from ingest.errors import DataNotUsable, IndexDamaged, IndexNotFound
from ingest.homes import VECTORS
from ingest.plain import from_json
from ingest.records import Excerpt, IndexedPassage, Report
from ingest.summaries import Summary
from ingest.vectors import REPAIR, Vectors, check_table
from ingest.versions import records_shape

RECORDS = "records.sqlite3"

Shape: TypeAlias = Literal["own", "readable", "any"]  # which versions' records may be opened

_HEADING_WEIGHT = 2.0  # of a word in the heading against one in the text


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the corpus as a build found it: `report` is what was read from it, `problem` why nothing was."""

    path: str
    sha256: str
    reader: str  # version of the code that read it
    report: str | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, the better the higher the score."""

    passage: str
    score: float


def current_generation(data: Path) -> str | None:
    """Return the id of the generation that is to answer, None where `CURRENT` names none.

    Cheap enough to ask before every question.
    """
    try:
        name = (data / "CURRENT").read_bytes().decode("ascii", "replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DataNotUsable(f"{data / 'CURRENT'} cannot be read: {error}") from error
    return name if name.isdecimal() else None  # anything else is damage


def kept_generations(data: Path) -> list[str]:
    """Return the ids of all generations, the current one first, then what came before it, then the others."""
    current = current_generation(data) or "~"
    names = (path.name for path in (data / "generations").glob("*") if path.name.isdecimal())
    return sorted(names, key=lambda name: (name > current, -int(name)))


def open_generation(data: Path, generation: str | None = None) -> "Generation":
    """Open a generation; what is opened stays readable while others are built.

    Without a name it is the current one or, where that is damaged, the last before it that is whole.
    """
    name = generation or current_generation(data)
    for other in [] if generation else kept_generations(data):
        if is_sound(generation_folder(data, other)):
            with suppress(IndexDamaged):  # of another version of this program, and not to be read by this one
                return Generation(generation_folder(data, other), "readable")
    if name is None:
        raise IndexNotFound(
            f"There is no index in {data} yet. Put reports into the corpus, run 'python -m ingest build'."
        )
    return Generation(generation_folder(data, name), "readable")


def is_sound(folder: Path) -> bool:
    """Tell whether the files of a finished generation are as they were written; 0.2 s for 480 MB."""
    try:
        check_table(folder / VECTORS)
    except IndexDamaged:
        return False
    return is_sealed(folder)


def generation_folder(data: Path, generation: str) -> Path:
    """Return the folder of a generation."""
    return data / "generations" / generation


def document_path(data: Path, sha256: str) -> Path:
    """Return where the original bytes of a document are kept."""
    return data / "documents" / sha256


class Generation:
    """A finished generation, open for reading from any thread."""

    def __init__(self, folder: Path, shape: Shape = "own") -> None:
        """Open the records; vectors are opened by the first search that needs them.

        IndexDamaged where another version of this program wrote them, unless `shape` lets that one pass: to be built
        upon, records must be of this version's shape; to answer, it is enough that all of them can be read.
        """
        self.id = folder.name
        self.folder = folder
        self._opening = Lock()
        self._vectors: Vectors | None = None
        try:
            # A finished file never changes: SQLite need neither lock it nor leave files beside it.
            place = (folder / RECORDS).resolve().as_uri() + "?mode=ro&immutable=1"
            self._records = sqlite3.connect(place, uri=True, check_same_thread=False)
            self.about: dict[str, str] = dict(self._records.execute("SELECT key, value FROM about").fetchall())
        except sqlite3.Error as error:
            raise IndexDamaged(f"The records in {folder} cannot be read: {error}. {REPAIR}") from error
        if self.older and shape != "any" and not (shape == "readable" and self._fits()):
            self.close()
            raise IndexDamaged(f"{folder} was built by another version of this program. Run 'python -m ingest build'.")

    @property
    def older(self) -> bool:
        """Whether another version of this program made it: it may answer until this one has built."""
        return self.about.get("shape") != records_shape()

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the model its passages were embedded with."""
        return self.about["fingerprint"]

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """Every report, by path."""
        rows = self._rows("SELECT json FROM reports ORDER BY path")
        return tuple(from_json(Report, str(row[0])) for row in rows)

    @cached_property
    def summaries(self) -> dict[str, Summary]:
        """Every report in short, by its id; no report is opened for it."""
        rows = self._rows("SELECT id, summary FROM reports ORDER BY path")
        return {str(name): from_json(Summary, text) for name, text in rows}

    def report(self, report: str) -> Report:
        """Return one report; KeyError where there is none of that id."""
        for (text,) in self._rows("SELECT json FROM reports WHERE id = ?", report):
            return from_json(Report, text)
        raise KeyError(report)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Every file of the corpus when this was built, those that could not be read too."""
        rows = self._rows("SELECT path, sha256, reader, report, problem FROM documents ORDER BY path")
        return tuple(Document(*row) for row in rows)

    @cached_property
    def passages(self) -> dict[str, IndexedPassage]:
        """Every passage by its id, in the order of the reports."""
        return {
            passage.id: passage
            for passage in self._passages("JOIN reports ON reports.id = report ORDER BY reports.path, number")
        }

    @cached_property
    def reports_of_passages(self) -> dict[str, str]:
        """The id of the report of every passage, by the passage's id; no passage is read for it."""
        return {str(name): report for name, report in self._rows("SELECT id, report FROM passages ORDER BY rowid")}

    def passage(self, passage: str) -> IndexedPassage:
        """Return the passage of that id; KeyError where there is none."""
        for found in self._passages("WHERE passages.id = ?", passage):
            return found
        raise KeyError(passage)

    def search_words(self, words: Sequence[str], count: int) -> list[Hit]:
        """Return the passages that hold any of the words, best first.

        Words are as `ingest.text.query_words` cuts them; several with blanks between them are one phrase.
        """
        match = " OR ".join('"' + word.replace('"', '""') + '"' for word in words)
        if not match:
            return []
        rows = self._rows(
            "SELECT passages.id, -rank FROM words JOIN passages ON passages.rowid = words.rowid "
            f"WHERE words MATCH ? AND rank MATCH 'bm25({_HEADING_WEIGHT}, 1.0)' ORDER BY rank, words.rowid LIMIT ?",
            match,
            count,
        )
        return [Hit(str(name), float(score)) for name, score in rows]

    def search_meaning(self, vector: Sequence[float], count: int) -> list[Hit]:
        """Return the passages whose vectors are nearest, scored by cosine, best first."""
        return [Hit(*found) for found in self._open_vectors().search(vector, count)]

    @property
    def passage_count(self) -> int:
        """How many passages there are."""
        return int(self._rows("SELECT count(*) FROM passages")[0][0])

    @property
    def vector_count(self) -> int:
        """How many passages have a vector; a server that holds them is asked."""
        return self._open_vectors().count

    def close(self) -> None:
        """Let go of the files."""
        with self._opening:
            self._records.close()
            if self._vectors:
                self._vectors.close()
                self._vectors = None

    def _fits(self) -> bool:
        """Read everything, and tell whether it is as this version would have written it."""
        try:
            return all((self.reports, self.summaries, self.documents, self.passages, self.about["fingerprint"]))
        except (IndexDamaged, LookupError, TypeError, ValueError):
            return False

    def _open_vectors(self) -> "Vectors":
        with self._opening:
            if self._vectors is None:
                if not is_sealed(self.folder):  # Chroma would hang or take this process with it
                    raise IndexDamaged(f"Files in {self.folder} are damaged. {REPAIR}")
                self._vectors = Vectors(self.folder / VECTORS)
            return self._vectors

    def _passages(self, clause: str, *values: str) -> list[IndexedPassage]:
        rows = self._rows(f"SELECT passages.id, report, number, heading, excerpt FROM passages {clause}", *values)
        return [
            IndexedPassage(heading, from_json(Excerpt, excerpt), id=name, report=report, number=int(number))
            for name, report, number, heading, excerpt in rows
        ]

    def _rows(self, query: str, *values: str | int) -> list[tuple[str, ...]]:
        try:
            with closing(self._records.execute(query, values)) as cursor:
                return cursor.fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"The records in {self.folder} cannot be read: {error}. {REPAIR}") from error
