"""Keep the conversations of the chat page and what readers thought of answers, in `chat.sqlite3` of the data folder.

The only module that touches the file. It is opened anew by every call, so that threads and processes may share it.
Whoever knows the id of a visitor is that visitor, so only a digest of it is stored. What somebody thought of an answer
is a message to the staff: it is kept with question and answer when its conversation is deleted.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from assistant.records import Answer, Language
from ingest.errors import DataNotUsable

NAME = "chat.sqlite3"
State = Literal["running", "answered", "failed", "problem"]
Vote = Literal[-1, 0, 1]
_VERSION = 1
_WAIT_SECONDS = 10  # for another process that is writing
_TABLES = (
    "CREATE TABLE turn (visitor TEXT, conversation TEXT, number INTEGER, asked TEXT, question TEXT, language TEXT,"
    " state TEXT, answer TEXT, problem TEXT, generation TEXT,"
    " PRIMARY KEY (visitor, conversation, number)) WITHOUT ROWID",
    "CREATE TABLE rating (visitor TEXT, conversation TEXT, number INTEGER, asked TEXT, rated TEXT, vote INTEGER,"
    " comment TEXT, question TEXT, language TEXT, answer TEXT, generation TEXT,"
    " PRIMARY KEY (visitor, conversation, number, asked)) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer as far as it has come; `asked` is UTC, `problem` what somebody can fix.

    Of one that failed, the problem is the id of the request under which the log has the reason.
    """

    number: int
    asked: str
    question: str
    language: Language
    state: State = "running"
    answer: Answer | None = None
    problem: str = ""
    generation: str = ""
    vote: Vote = 0


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation in a visitor's list; `changed` is UTC, `title` its first question."""

    id: str
    title: str
    changed: str
    count: int


@dataclass(frozen=True, slots=True)
class Rating:
    """What a reader thought of an answer; times are UTC."""

    rated: str
    vote: Vote
    comment: str
    asked: str
    question: str
    language: Language
    answer: str
    generation: str


class Conversations:
    """The conversations kept in a data folder; DataNotUsable where it cannot be read or written."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; nothing is opened yet."""
        self._folder = folder

    def turns(self, visitor: str, conversation: str) -> list[Turn]:
        """Return the turns of a visitor's conversation in their order, none if it is not theirs."""
        query = (
            "SELECT turn.*, coalesce(vote, 0) AS vote FROM turn LEFT JOIN rating USING (visitor, conversation, number,"
            " asked) WHERE visitor = ? AND conversation = ? ORDER BY number"
        )
        with self._open() as database:
            return [_turn(row) for row in database.execute(query, (_digest(visitor), conversation))]

    def ask(
        self, visitor: str, conversation: str, question: str, language: Language, *, instead_of: int | None = None
    ) -> Turn:
        """Return a new turn at the end, or in the place of an earlier one and of all that followed it."""
        place = (_digest(visitor), conversation)
        with self._open() as database:
            if instead_of is not None:
                database.execute(
                    "DELETE FROM turn WHERE visitor = ? AND conversation = ? AND number >= ?", (*place, instead_of)
                )
            (number,) = database.execute(
                "SELECT coalesce(max(number) + 1, 0) FROM turn WHERE visitor = ? AND conversation = ?", place
            ).fetchone()
            turn = Turn(number, _now(), question, language)
            database.execute(
                "INSERT INTO turn VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*place, number, turn.asked, *_values(turn))
            )
        return turn

    def keep(self, visitor: str, conversation: str, turn: Turn) -> None:
        """Keep how far a turn has come, unless it was deleted or replaced meanwhile."""
        with self._open() as database:
            database.execute(
                "UPDATE turn SET question = ?, language = ?, state = ?, answer = ?, problem = ?, generation = ?"
                " WHERE visitor = ? AND conversation = ? AND number = ? AND asked = ?",
                (*_values(turn), _digest(visitor), conversation, turn.number, turn.asked),
            )

    def listed(self, visitor: str) -> list[Conversation]:
        """Return a visitor's conversations, the latest first."""
        query = (
            "SELECT last.conversation, first.question, last.asked, last.count FROM (SELECT visitor, conversation,"
            " min(number) AS number, max(asked) AS asked, count(*) AS count FROM turn WHERE visitor = ?"
            " GROUP BY conversation) AS last JOIN turn AS first USING (visitor, conversation, number)"
            " ORDER BY last.asked DESC"
        )
        with self._open() as database:
            rows = database.execute(query, (_digest(visitor),)).fetchall()
        return [Conversation(*row) for row in rows]

    def forget(self, visitor: str, conversation: str | None = None) -> None:
        """Delete one conversation of a visitor, or all."""
        with self._open() as database:
            database.execute(
                "DELETE FROM turn WHERE visitor = ? AND conversation = coalesce(?, conversation)",
                (_digest(visitor), conversation),
            )

    def delete_old(self, *, asked_before: datetime | None, rated_before: datetime | None) -> dict[str, int]:
        """Delete conversations last asked in before a time and ratings given before one; return how many of each.

        A conversation goes as a whole: without its first questions its later ones would not be understood.
        """
        deleted: dict[str, int] = {}
        with self._open() as database:
            if asked_before:
                old = "SELECT visitor, conversation FROM turn GROUP BY visitor, conversation HAVING max(asked) < ?"
                chosen = database.execute(old, (_stamp(asked_before),)).fetchall()
                for row in chosen:
                    database.execute("DELETE FROM turn WHERE visitor = ? AND conversation = ?", tuple(row))
                deleted["conversations"] = len(chosen)
            if rated_before:
                gone = database.execute("DELETE FROM rating WHERE rated < ?", (_stamp(rated_before),))
                deleted["ratings"] = gone.rowcount
        return {what: count for what, count in deleted.items() if count}

    def rate(self, visitor: str, conversation: str, number: int, vote: Vote, comment: str = "") -> bool:
        """Keep what a visitor thinks of an answer in the place of what they thought before; False if there is none."""
        with self._open() as database:
            made = database.execute(
                "INSERT OR REPLACE INTO rating"
                " SELECT visitor, conversation, number, asked, ?, ?, ?, question, language,"
                " coalesce(json_extract(answer, '$.text'), problem), generation FROM turn"
                " WHERE visitor = ? AND conversation = ? AND number = ?",
                (_now(), vote, comment, _digest(visitor), conversation, number),
            )
            return made.rowcount > 0

    def ratings(self) -> list[Rating]:
        """Return what all visitors thought, the oldest first; a vote taken back without a comment is none."""
        query = (
            "SELECT rated, vote, comment, asked, question, language, answer, generation FROM rating"
            " WHERE vote OR comment <> '' ORDER BY rated"
        )
        with self._open() as database:
            return [Rating(*row) for row in database.execute(query)]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Yield the file inside a transaction."""
        path = self._folder / NAME
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)) as database:
                database.row_factory = sqlite3.Row
                database.execute("PRAGMA journal_mode = WAL")
                database.execute("PRAGMA synchronous = NORMAL")
                database.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten, not only unlinked
                database.execute("BEGIN IMMEDIATE")
                _prepare(database, path)
                yield database
                database.execute("COMMIT")
        except (OSError, sqlite3.Error) as error:
            raise DataNotUsable(f"Conversations cannot be kept in {path}: {error}. It must be writable.") from error


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    """Make the tables where there are none; refuse those of a later version of this program."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > _VERSION:
        raise DataNotUsable(f"{path} was written by a later version of this program; use that one.")
    if version == 0:
        for table in _TABLES:
            database.execute(table)
        database.execute(f"PRAGMA user_version = {_VERSION}")


def _values(turn: Turn) -> tuple[str | None, ...]:
    answer = _answers().dump_json(turn.answer).decode() if turn.answer else None
    return turn.question, turn.language, turn.state, answer, turn.problem, turn.generation


def _turn(row: sqlite3.Row) -> Turn:
    try:
        answer = _answers().validate_json(row["answer"]) if row["answer"] else None
    except ValidationError:  # kept by another version of this program
        answer = None
    names = ("number", "asked", "question", "language", "state", "problem", "generation", "vote")
    return Turn(**{name: row[name] for name in names}, answer=answer)


@cache
def _answers() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)


def _digest(visitor: str) -> str:
    return blake2b(visitor.encode(), digest_size=16).hexdigest()


def _now() -> str:
    return _stamp(datetime.now(UTC))


def _stamp(time: datetime) -> str:
    """Return a time as it is stored: always of one length and in UTC, so that text compares as time does."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds")
