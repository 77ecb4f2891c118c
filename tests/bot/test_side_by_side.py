"""What a platform brings side by side for one chat is heard in the platform's order, by one process or by two."""

import threading
from time import monotonic, sleep

import pytest
from sqlalchemy import select

from bot.arriving.lanes import Lanes
from bot.turn import Turns
from intake.db import open_database
from intake.errors import Unavailable
from intake.installation.bounds import load_bounds
from intake.tables import InboxRow, UtteranceRow
from intake.talk import inbox
from intake.talk.inbox import RawEvent
from tests.factories import open_office
from tests.talk import Citizen, PlainChannel

LONG_S = 20


@pytest.fixture
def turns(db, settings):
    open_office(db)
    return turns_of(db, settings)


def turns_of(db, settings):
    return Turns(db, settings, {("plain", "main"): PlainChannel()}, burst=load_bounds().burst)


def said(db, chat="citizen"):
    with db.read() as snap:
        ours = select(InboxRow.id).where(InboxRow.chat_key == chat)
        of_chat = (UtteranceRow.author == "citizen", UtteranceRow.inbox_id.in_(ours))
        return list(snap.execute(select(UtteranceRow.text).where(*of_chat).order_by(UtteranceRow.id)).scalars())


def hand_in_while_held(db, *calls):
    """Hand updates in, each when the one before stands in its lane, while the one writer, or the chat, is held."""
    with db.transaction() as tx:
        inbox.lock_chat(tx, calls[0][1])
        threads = [begun(turns.receive, event) for turns, event in calls]
        if not tx.is_sqlite:  # what cannot be played is stored beside who holds the chat
            until(lambda: stored(db) == len(calls))
    for thread in threads:
        thread.join(LONG_S)
    calls[0][0].run_due()


def begun(take, *given):
    """Begin to take something in; return when it stands in its lane."""
    stands = threading.Event()
    thread = threading.Thread(target=take, args=(*given, stands.set))
    thread.start()
    assert stands.wait(LONG_S)
    return thread


def stored(db):
    with db.read() as snap:
        return len(snap.execute(select(InboxRow.id)).all())


def until(is_so):
    end = monotonic() + LONG_S
    while not is_so():
        assert monotonic() < end
        sleep(0.005)


def events_of(citizen, *texts):
    return [citizen.event(kind="text", text=text) for text in texts]


def test_updates_that_wait_for_the_book_go_in_the_platforms_order(turns, db):
    first, second, third = events_of(Citizen(turns), "chào", "tôi ở Bắc Giang", "đường hỏng")
    hand_in_while_held(db, (turns, third), (turns, first), (turns, second))
    assert said(db) == ["chào", "tôi ở Bắc Giang", "đường hỏng"]


def test_another_chat_is_not_mixed_in(turns, db):
    early, late = events_of(Citizen(turns), "chào", "alo")
    [theirs] = events_of(Citizen(turns, "another"), "xin hỏi")
    hand_in_while_held(db, (turns, late), (turns, theirs), (turns, early))
    assert (said(db), said(db, "another")) == (["chào", "alo"], ["xin hỏi"])


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # an SQLite book has one process
def test_two_processes_keep_the_order_of_what_waits(turns, db, settings, clock):
    other = open_database(db.url, clock)
    first, second = events_of(Citizen(turns), "chào", "đường hỏng")
    hand_in_while_held(db, (turns_of(other, settings), second), (turns, first))
    other.close()
    assert said(db) == ["chào", "đường hỏng"]


def test_what_waits_behind_a_failure_goes_in_the_platforms_order(turns, db, clock):
    first, second, third = events_of(Citizen(turns), "chào", "xin hỏi", "đường hỏng")
    for event in (third, second):
        with db.transaction() as tx:
            inbox.store(tx, event)
    with db.transaction() as tx:
        tx.execute(InboxRow.__table__.update().values(attempts=1, not_before=clock.now))
    turns.receive(first)
    turns.run_due()
    assert said(db) == ["chào", "xin hỏi", "đường hỏng"]


@pytest.mark.parametrize("order", [0, 5])
def test_an_update_without_an_order_goes_by_when_it_came(db, clock, order):
    with db.transaction() as tx:
        inbox.store(tx, RawEvent("plain", "main", "a", "citizen", order, "{}"))
        kept = tx.execute(select(InboxRow.order_key)).scalar_one()
    assert kept == (order or clock.now.timestamp() * 1000)


class TestLanes:
    def events(self, *orders):
        return [RawEvent("plain", "main", str(order), "chat", order, "{}") for order in orders]

    def test_whoever_fails_before_its_turn_fails_alone_and_nobody_waits_for_ever(self):
        lanes, outcomes, both_stand = Lanes(), {}, threading.Event()

        def away(_event, _passage):
            raise Unavailable("x")

        def slow(_event, passage):
            assert both_stand.wait(LONG_S)
            return passage.first()

        def serve(event, take_in, stands):
            try:
                outcomes[event.order_key] = lanes.serve(event.order_key, event, take_in, stands)
            except Unavailable:
                outcomes[event.order_key] = "away"

        one, two = self.events(1, 2)
        threads = [begun(serve, two, slow), begun(serve, one, away)]
        both_stand.set()
        for thread in threads:
            thread.join(LONG_S)
        assert sorted(map(str, outcomes.values())) in (["1", "away"], ["2", "away"])
        assert lanes.is_empty

    def test_the_next_goes_when_what_is_only_stored_is_durable(self):
        lanes, log, both_stand = Lanes(), [], threading.Event()

        def store(_event, passage):
            number = passage.first()
            assert both_stand.wait(LONG_S)
            log.append(f"{number} is stored")

        def play(_event, passage):
            log.append(f"{passage.first()} is played")

        def serve(event, take_in, stands):
            lanes.serve(event.order_key, event, take_in, stands)

        threads = [begun(serve, *one) for one in zip(self.events(1, 2), (store, play), strict=True)]
        both_stand.set()
        for thread in threads:
            thread.join(LONG_S)
        assert log == ["1 is stored", "2 is played"]

    def test_alone_it_is_taken_in_at_once(self):
        lanes = Lanes()
        (event,) = self.events(1)
        assert lanes.serve("x", event, lambda _event, passage: passage.first()) == "x"
        assert lanes.is_empty
