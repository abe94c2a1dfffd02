"""How long conversations and feedback are kept, and that what is deleted is gone from the disk."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.conversations import NAME, Conversations
from assistant.retention import delete_old, keep_for_days
from assistant.settings import AssistantSettings
from tests.waiting import finished

ME, TALK, OTHER = "1" * 32, "a" * 32, "b" * 32
KEPT = "公園は何か所ですか？"


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    """Return one conversation of two questions, the first of them rated."""
    kept = Conversations(tmp_path)
    for question in (KEPT, "倉庫は？"):
        kept.ask(ME, TALK, question, "ja")
    kept.rate(ME, TALK, 0, 1)
    return kept


def left(kept: Conversations) -> tuple[int, int]:
    return len(kept.turns(ME, TALK)), len(kept.ratings())


@pytest.mark.parametrize(
    ("conversation_days", "feedback_days", "after_days", "turns_and_ratings"),
    [
        pytest.param(0, 0, 10_000, (2, 1), id="for-ever"),
        pytest.param(30, 0, 29, (2, 1), id="not-yet"),
        pytest.param(30, 0, 31, (0, 1), id="conversations"),
        pytest.param(0, 30, 31, (2, 0), id="feedback"),
        pytest.param(30, 60, 45, (0, 1), id="feedback-longer"),
        pytest.param(1, 1, 2, (0, 0), id="both"),
    ],
)
def test_what_is_older_than_it_may_be_kept_is_deleted(
    kept: Conversations, conversation_days: int, feedback_days: int, after_days: int, turns_and_ratings: tuple[int, int]
) -> None:
    settings = AssistantSettings(conversation_days=conversation_days, feedback_days=feedback_days)
    delete_old(kept, settings, datetime.now(UTC) + timedelta(days=after_days))
    assert left(kept) == turns_and_ratings


def test_a_conversation_that_goes_on_stays_whole(kept: Conversations) -> None:
    between = datetime.now(UTC)
    kept.ask(ME, OTHER, "参加者は？", "ja")
    kept.ask(ME, TALK, "それから？", "ja")
    assert kept.delete_old(asked_before=between, rated_before=None) == {}
    assert (len(kept.turns(ME, TALK)), len(kept.turns(ME, OTHER))) == (3, 1)


def test_what_is_deleted_stands_in_no_file_any_more(kept: Conversations, tmp_path: Path) -> None:
    settings = AssistantSettings(conversation_days=1, feedback_days=1)
    delete_old(kept, settings, datetime.now(UTC) + timedelta(days=2))
    assert KEPT.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_it_is_done_at_the_start_and_again_every_day(kept: Conversations) -> None:
    settings = AssistantSettings(conversation_days=1)

    async def two_days() -> None:
        keeping = asyncio.create_task(keep_for_days(kept, settings, every_seconds=0.001))
        for _ in range(2):
            kept.ask(ME, OTHER, "昔の質問？", "ja")
            _make_old(kept, OTHER)
            while kept.turns(ME, OTHER):
                await asyncio.sleep(0.01)
        keeping.cancel()

    finished(asyncio.wait_for(two_days(), 30))
    assert left(kept) == (2, 1)


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    delete_old(Conversations(tmp_path / "file"), AssistantSettings(feedback_days=1), datetime.now(UTC))
    assert "was not deleted" in caplog.text


def _make_old(kept: Conversations, conversation: str) -> None:
    with closing(sqlite3.connect(kept._folder / NAME)) as database, database:
        database.execute("UPDATE turn SET asked = '2001' || substr(asked, 5) WHERE conversation = ?", (conversation,))
