"""Conversations as kept: whose they are, in which order, and what readers thought of the answers."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.conversations import NAME, Conversations, Turn
from ingest.errors import DataNotUsable
from tests.fake_assistant import FakeAssistant

ME, YOU = "1" * 32, "2" * 32
TALK, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "data")


def answered(kept: Conversations, question: str, visitor: str = ME, conversation: str = TALK) -> Turn:
    *_, answer = FakeAssistant(Path()).answer(question, [])
    turn = kept.ask(visitor, conversation, question, "ja")
    turn = replace(turn, state="answered", answer=answer, generation="g1")
    kept.keep(visitor, conversation, turn)
    return turn


def test_a_conversation_comes_back_as_it_was(kept: Conversations) -> None:
    turns = [answered(kept, "公園は？"), answered(kept, "倉庫は？")]
    assert Conversations(kept._folder).turns(ME, TALK) == turns
    assert [turn.number for turn in turns] == [0, 1]


def test_nobody_sees_or_changes_the_conversation_of_another(kept: Conversations) -> None:
    answered(kept, "公園は？")
    answered(kept, "倉庫は？", YOU)
    assert [turn.question for turn in kept.turns(YOU, TALK)] == ["倉庫は？"]
    assert not kept.rate(YOU, OTHER, 0, 1)
    kept.forget(YOU)
    assert (kept.listed(YOU), [one.title for one in kept.listed(ME)]) == ([], ["公園は？"])


def test_the_list_names_each_conversation_by_its_first_question_the_latest_first(kept: Conversations) -> None:
    answered(kept, "公園は？")
    answered(kept, "倉庫は？", conversation=OTHER)
    answered(kept, "参加者は？")
    assert [(one.id, one.title, one.count) for one in kept.listed(ME)] == [
        (TALK, "公園は？", 2),
        (OTHER, "倉庫は？", 1),
    ]


def test_a_question_asked_anew_takes_the_place_of_all_that_followed(kept: Conversations) -> None:
    for question in ("一？", "二？", "三？"):
        answered(kept, question)
    turn = kept.ask(ME, TALK, "別の二？", "ja", instead_of=1)
    assert [(one.number, one.question) for one in kept.turns(ME, TALK)] == [(0, "一？"), (1, "別の二？")]
    kept.keep(ME, TALK, replace(turn, asked="before", question="遅れて来た答え"))
    assert kept.turns(ME, TALK)[1].question == "別の二？"


def test_a_rating_is_kept_with_its_answer_when_the_conversation_is_deleted(kept: Conversations) -> None:
    turn = answered(kept, "公園は？")
    kept.rate(ME, TALK, 0, 1)
    kept.rate(ME, TALK, 0, -1, "古い")
    assert kept.turns(ME, TALK)[0].vote == -1
    kept.forget(ME, TALK)
    (rating,) = kept.ratings()
    assert (rating.vote, rating.comment, rating.question, rating.generation) == (-1, "古い", "公園は？", "g1")
    assert turn.answer and rating.answer == turn.answer.text


def test_a_vote_taken_back_is_none(kept: Conversations) -> None:
    answered(kept, "公園は？")
    kept.rate(ME, TALK, 0, 1)
    kept.rate(ME, TALK, 0, 0)
    assert kept.ratings() == []


def test_many_ask_at_once_and_every_question_gets_a_number_of_its_own(kept: Conversations) -> None:
    with ThreadPoolExecutor(8) as pool:
        asked = list(pool.map(lambda at: Conversations(kept._folder).ask(ME, TALK, f"{at}？", "ja"), range(24)))
    assert sorted(turn.number for turn in asked) == list(range(24))


def test_the_file_does_not_hold_the_key_of_a_visitor(kept: Conversations) -> None:
    answered(kept, "公園は？")
    assert ME.encode() not in b"".join(path.read_bytes() for path in kept._folder.iterdir())


def test_an_answer_of_another_version_leaves_its_question(kept: Conversations) -> None:
    answered(kept, "公園は？")
    with sqlite3.connect(kept._folder / NAME) as database:
        database.execute("UPDATE turn SET answer = '{}'")
    database.close()
    (turn,) = kept.turns(ME, TALK)
    assert (turn.question, turn.answer) == ("公園は？", None)


def test_a_file_of_a_later_version_is_left_alone(kept: Conversations) -> None:
    answered(kept, "公園は？")
    with sqlite3.connect(kept._folder / NAME) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(DataNotUsable, match="later version"):
        kept.turns(ME, TALK)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(DataNotUsable, match="must be writable"):
        Conversations(tmp_path / "data").turns(ME, TALK)
