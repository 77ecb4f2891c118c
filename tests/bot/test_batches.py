"""On SQLite turns are played one after another in one thread: in order, each by itself, told when they are durable."""

import asyncio
import sqlite3
from contextlib import ExitStack, suppress

import pytest
from sqlalchemy import select

from bot.batches import Batches
from bot.turn import Turns
from intake.bounds import load_bounds
from intake.errors import Unavailable
from intake.tables import UtteranceRow
from tests.factories import open_office
from tests.talk import Citizen, PlainChannel

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the book that has one writer


@pytest.fixture
def turns(db, settings):
    open_office(db)
    return Turns(db, settings, {("plain", "main"): PlainChannel()}, burst=load_bounds().burst)


def told(citizen, *texts):
    return [citizen.event(kind="text", text=text) for text in texts]


def said(db):
    with db.read() as snap:
        lines = select(UtteranceRow.text).where(UtteranceRow.author == "citizen").order_by(UtteranceRow.id)
        return list(snap.execute(lines).scalars())


def hand_in(turns, *events, while_held=False, gives_up=()):
    """Hand updates in at once and return what became of each; the book may be in another's hands until all stand."""
    batches = Batches(turns)

    async def all_of_them():
        with suppress(Unavailable), ExitStack() as held:  # whoever holds the book shares the commit
            if while_held:
                held.enter_context(turns.db.transaction())
            waiting = [batches.hand_in(event) for event in events]
            for number in gives_up:
                waiting[number].cancel()
        return await asyncio.gather(*waiting, return_exceptions=True)

    try:
        return asyncio.run(all_of_them())
    finally:
        batches.close()


def commits_of(turns, monkeypatch):
    """Count the commits that turns share."""
    writer, made = turns.db._writer, []  # noqa: SLF001 - nobody else knows
    commit = writer._commit  # noqa: SLF001
    monkeypatch.setattr(writer, "_commit", lambda batch: (made.append(1), commit(batch)))
    return made


def test_of_a_chat_the_platforms_first_is_heard_first(turns, db):
    one, two, three = told(Citizen(turns), "chào", "tôi ở Bắc Giang", "đường hỏng")
    hand_in(turns, three, one, two, while_held=True)
    assert said(db) == ["chào", "tôi ở Bắc Giang", "đường hỏng"]


def test_a_chat_that_writes_much_holds_up_no_other(turns, db):
    many = told(Citizen(turns), "chào", "tôi ở Bắc Giang")
    [theirs] = told(Citizen(turns, "another"), "xin hỏi")
    hand_in(turns, *many, theirs, while_held=True)
    assert said(db).index("xin hỏi") == 1


def test_turns_that_wait_together_share_a_commit(turns, monkeypatch):
    made = commits_of(turns, monkeypatch)
    events = [event for number in range(10) for event in told(Citizen(turns, f"chat{number}"), "chào")]
    assert all(outcome.is_new for outcome in hand_in(turns, *events, while_held=True))
    assert len(made) <= 2


def test_nobody_is_told_before_it_is_durable(turns, db):
    """A process that is killed right behind the answer has lost nothing: another reads it in the file by then."""
    seen = []

    async def tell():
        batches = Batches(turns)
        waiting = [batches.hand_in(event) for event in told(Citizen(turns), "chào", "xin hỏi")]
        for one in waiting:
            outcome = await one
            with sqlite3.connect(db.url.removeprefix("sqlite:///")) as other:
                seen.append(other.execute("SELECT status FROM inbox WHERE id = ?", (outcome.inbox_id,)).fetchone())
        batches.close()

    asyncio.run(tell())
    assert seen == [("done",), ("done",)]


def test_a_failure_beside_a_turn_takes_no_neighbour_with_it(turns, db, monkeypatch):
    take_in = turns.take_in

    def failing(tx, event):
        outcome = take_in(tx, event)
        if event.chat_key == "hỏng":
            raise ValueError("a bug")
        return outcome

    monkeypatch.setattr(turns, "take_in", failing)
    events = [event for chat in ("chào", "hỏng", "xin hỏi") for event in told(Citizen(turns, chat), chat)]
    first, broken, last = hand_in(turns, *events, while_held=True)
    assert isinstance(broken, ValueError)
    assert (first.is_new, last.is_new) == (True, True)
    assert said(db) == ["chào", "xin hỏi"]


def test_where_the_book_is_away_everybody_is_told_so_and_nothing_is_kept(turns, db, monkeypatch):
    take_in = turns.take_in

    def away(tx, event):
        if event.chat_key == "xin hỏi":
            raise Unavailable("Tạm gián đoạn.")
        return take_in(tx, event)

    monkeypatch.setattr(turns, "take_in", away)
    events = [event for chat in ("chào", "xin hỏi", "alo") for event in told(Citizen(turns, chat), chat)]
    assert [type(one) for one in hand_in(turns, *events, while_held=True)] == [Unavailable] * 3
    assert said(db) == []


def test_who_gives_up_before_a_turn_begins_is_not_heard_by_it(turns, db):
    first, second = told(Citizen(turns), "chào", "xin hỏi")
    hand_in(turns, first, second, while_held=True, gives_up=[1])
    assert said(db) == ["chào"]


def test_an_update_that_comes_twice_at_once_is_one(turns, db):
    [event] = told(Citizen(turns), "chào")
    assert sorted(outcome.is_new for outcome in hand_in(turns, event, event, while_held=True)) == [False, True]
    assert said(db) == ["chào"]
