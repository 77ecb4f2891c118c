"""A chat whose updates a balancer spreads over two processes is heard in the platform's order."""

import asyncio
from threading import Event
from time import monotonic, sleep

import pytest

from bot.doors.counter import Counter
from bot.turn import Turns
from intake.db import open_database
from intake.engine.neighbours import Neighbours
from tests.bot.test_side_by_side import events_of, said
from tests.factories import open_office
from tests.talk import Citizen, PlainChannel

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # an SQLite book has one process
WORDS = ["chào", "đường hỏng trước cổng chợ", "phường Bắc Giang", "cháu bé ngã xe"]
APART_S = 0.02
PLAIN = ("plain", "main")


class Process:
    """A process that a platform calls."""

    def __init__(self, db, settings):
        self.db = open_database(db.url, db.clock)
        self.turns = Turns(self.db, settings, {PLAIN: PlainChannel()})
        # a turn takes its time on a busy machine, and is in the book when it is over
        self.counter = Counter(self.db, self.turns, frozenset({"plain"}), turn_s=30)
        self.gaps = self.counter.gaps_of(PLAIN)
        self.gaps.wait_s = 5.0

    def close(self):
        self.counter.close()
        self.db.close()


@pytest.fixture
def two(db, settings):
    open_office(db)
    processes = [Process(db, settings) for _number in range(2)]
    yield processes
    for process in processes:
        process.close()


def bring(*calls, apart_s=APART_S):
    """Bring updates to processes, each without waiting for the one before."""

    async def all_of_them():
        going = []
        for process, event in calls:
            going.append(asyncio.create_task(process.counter.take_in(event)))
            await asyncio.sleep(apart_s)
        await asyncio.gather(*going)

    asyncio.run(all_of_them())


def in_turn(two, citizen, count):
    """Bring as many updates of other people, one to each process in turn: numbers are missing to both of them."""
    for number in range(count):
        bring((two[number % 2], citizen.event(kind="text", text="alo")), apart_s=0)


@pytest.mark.parametrize("order", [(0, 2, 1, 3), (1, 0, 3, 2), (0, 3, 2, 1)], ids=str)
@pytest.mark.parametrize("before", [2, 9], ids=lambda count: f"{count} before")
def test_what_is_passed_on_together_is_heard_in_order_by_two_processes(two, db, order, before):
    in_turn(two, Citizen(two[0].turns, "another"), before)
    events = events_of(Citizen(two[0].turns), *WORDS)
    bring(*((two[place % 2], events[number]) for place, number in enumerate(order)))
    db.clock.forward(seconds=5)
    two[0].turns.run_due()
    assert said(db) == WORDS


def test_one_that_is_slow_to_take_its_place_is_not_overtaken_by_the_next(two, db, monkeypatch):
    first, second = events_of(Citizen(two[0].turns), *WORDS[:2])
    heard_of = two[0].turns._heard_of  # noqa: SLF001 - what a thread does before it stands in its lane

    def slowly(event):
        sleep(0.1 if event is first else 0)
        return heard_of(event)

    monkeypatch.setattr(two[0].turns, "_heard_of", slowly)
    bring((two[0], first), (two[0], second), apart_s=0.001)
    assert said(db) == WORDS[:2]


def test_who_misses_what_another_process_has_waits_only_until_it_is_found(two):
    citizen = Citizen(two[0].turns, "another")
    in_turn(two, citizen, 4)
    for _number in range(4):
        event = citizen.event(kind="text", text="alo")
        two[0].turns.receive(event)  # the other one hears nothing of it

        async def took_s(number=event.order_key + 1):
            began = monotonic()
            await two[1].gaps.before(number)
            two[1].gaps.passed(number)
            return monotonic() - began

        citizen.event(kind="text", text="of the number that is asked for")
        assert asyncio.run(took_s()) < two[1].gaps.wait_s / 2


def test_nobody_waits_for_another_chat_that_is_slow_at_another_process(two, db, monkeypatch):
    in_turn(two, Citizen(two[0].turns, "another"), 6)
    assert all(process.db.neighbours.are_there for process in two)
    [theirs], [mine] = events_of(Citizen(two[0].turns, "slow"), "xin hỏi"), events_of(Citizen(two[0].turns), "chào")
    heard_of, may_go_on = two[0].turns._heard_of, Event()  # noqa: SLF001 - what a thread does first

    def slowly(event):
        assert may_go_on.wait(30)
        return heard_of(event)

    monkeypatch.setattr(two[0].turns, "_heard_of", slowly)

    async def both():
        slow = asyncio.create_task(two[0].counter.take_in(theirs))
        await asyncio.sleep(APART_S)
        began = monotonic()
        await two[1].counter.take_in(mine)
        waited = monotonic() - began
        may_go_on.set()
        await slow
        return waited

    assert asyncio.run(both()) < two[1].gaps.wait_s / 2
    assert (said(db), said(db, "slow")) == (["chào"], ["xin hỏi"])


def test_who_hears_nothing_looks_into_the_book(two, db, monkeypatch):
    monkeypatch.setattr(Neighbours, "tell", lambda *_told: None)
    in_turn(two, Citizen(two[0].turns, "another"), 4)
    events = events_of(Citizen(two[0].turns), *WORDS)
    bring(*((two[place % 2], events[number]) for place, number in enumerate((1, 0, 3, 2))))
    db.clock.forward(seconds=5)
    two[0].turns.run_due()
    assert said(db) == WORDS
