"""A platform that waits two seconds is answered within them: 200 for what is durable, 503 for what is not."""

import asyncio
import threading
from contextlib import contextmanager
from dataclasses import replace
from time import sleep
from types import SimpleNamespace

import httpx
import pytest
from sqlalchemy import select, text

from intake.tables import InboxRow, UtteranceRow
from intake.talk import inbox
from tests.bot.channels.conftest import SECRET
from tests.fakes.bot_api import ACCOUNT

HOOK = f"/hooks/telegram/{ACCOUNT}"
LIMIT_S, SPARE_S = 2.0, 0.25  # what is left for reading the call and writing the answer
LONGEST_S = 60  # for a machine that does other things; nothing waits so long


def update(number=1, words="chào"):
    chat = {"id": 7, "type": "private"}
    return {"update_id": number, "message": {"message_id": number, "chat": chat, "date": 1_790_000_000, "text": words}}


@contextmanager
def held(db, *statements):
    """Hold the book, or a chat in it, in another thread; what comes to an end inside did not wait for it."""
    ready, done = threading.Event(), threading.Event()

    def hold():
        with db.transaction() as tx:
            for statement, values in statements:
                tx.execute(text(statement), values)
            ready.set()
            done.wait(LONGEST_S)

    thread = threading.Thread(target=hold)
    thread.start()
    assert ready.wait(LONGEST_S)
    try:
        yield
        assert thread.is_alive()
    finally:
        done.set()
        thread.join()


async def _nothing(_inbound):
    """Show no typing sign: its connection would outlive the loop of this test."""


@pytest.fixture(autouse=True)
def end(app):
    """Let nothing of a test go on in the book of the next one."""
    yield
    app.state.counter.close()


@pytest.fixture(autouse=True)
def quiet(turns, monkeypatch):
    for channel in turns.channels.values():
        monkeypatch.setattr(type(channel), "acknowledge", lambda _channel, inbound: _nothing(inbound))


@pytest.fixture
def post(browser):
    browser().post(HOOK, json=update(), headers={"X-Telegram-Bot-Api-Secret-Token": SECRET})  # what is learned once

    def send(number=2, words="đường hỏng"):
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        return browser().post(HOOK, json=update(number, words), headers=headers).status_code

    return send


def rows(db):
    with db.read() as snap:
        return dict(map(tuple, snap.execute(select(InboxRow.dedupe_key, InboxRow.status)).all()))


def said(db):
    with db.read() as snap:
        rows = select(UtteranceRow.text).where(UtteranceRow.author == "citizen").order_by(UtteranceRow.id)
        return list(snap.execute(rows).scalars())


def heard_in_the_end(db, turns, words):
    for _try in range(100):
        turns.run_due()
        if words in said(db):
            return said(db).count(words)
        db.clock.forward(seconds=2)
        sleep(0.05)
    return 0


def test_a_turn_that_takes_long_is_answered_in_time_and_heard_once(post, turns, db, monkeypatch):
    answer, goes_on, is_over = turns.conductor.answer, threading.Event(), threading.Event()

    def slowly(*args):
        goes_on.wait(LONGEST_S)
        try:
            return answer(*args)
        finally:
            is_over.set()

    monkeypatch.setattr(turns.conductor, "answer", slowly)
    assert post() == 503
    assert not is_over.is_set()
    goes_on.set()
    assert is_over.wait(LONGEST_S)
    monkeypatch.undo()
    post()  # as the platform does
    assert heard_in_the_end(db, turns, "đường hỏng") == 1


def test_a_chat_that_is_locked_costs_no_update(post, turns, db):
    event = inbox.RawEvent("telegram", ACCOUNT, "x", "7", 1, "{}")
    lock = "SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"
    wanted = [] if db.is_sqlite else [(lock, {"key": f"telegram:{ACCOUNT}:{event.chat_key}"})]
    with held(db, *wanted):
        assert post() == (503 if db.is_sqlite else 200)  # SQLite has one writer: nothing can be written beside it
        if not db.is_sqlite:
            assert rows(db)["2"] == "new"
    assert heard_in_the_end(db, turns, "đường hỏng") == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_conversation_in_other_hands_is_no_failed_try(post, turns, db):
    with held(db, ("SELECT id FROM conversations FOR UPDATE", {})):
        assert (post(), rows(db)["2"]) == (200, "new")
    with db.read() as snap:
        assert snap.execute(select(InboxRow.attempts).where(InboxRow.dedupe_key == "2")).scalar_one() == 0
    assert heard_in_the_end(db, turns, "đường hỏng") == 1


async def flooded(app, numbers):
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
        calls = [client.post(HOOK, json=update(n, f"ngõ {n}"), headers=headers) for n in numbers]
        return {answer.status_code for answer in await asyncio.gather(*calls)}


@pytest.mark.usefixtures("post")
def test_many_calls_while_the_book_is_held_are_all_answered_while_it_is_held(app, db):
    wanted = [] if db.is_sqlite else [("LOCK TABLE conversations IN ACCESS EXCLUSIVE MODE", {})]
    with held(db, *wanted):
        assert asyncio.run(flooded(app, range(2, 62))) <= {200, 503}


class Watches:
    """How long each call waits, if all that it waits for takes as long as it may; nothing is really waited for."""

    def __init__(self):
        self.waited = {}

    def now(self):
        return self.waited.get(asyncio.current_task(), 0.0)

    async def sleep(self, seconds):
        self.waited[asyncio.current_task()] = self.now() + seconds
        await asyncio.sleep(0)

    async def within(self, seconds, doing):
        doing.cancel()
        await self.sleep(seconds)
        raise TimeoutError


@pytest.mark.usefixtures("post")
@pytest.mark.parametrize(
    "numbers", [range(2, 62), range(61, 1, -1), range(2, 122, 2)], ids=["in order", "back", "gaps"]
)
def test_no_call_waits_longer_than_the_platform_whatever_others_wait_for(app, monkeypatch, numbers):
    watches = Watches()
    monkeypatch.setattr("bot.doors.counter._within", watches.within)
    monkeypatch.setattr("bot.doors.gaps.asyncio", SimpleNamespace(sleep=watches.sleep, create_task=asyncio.create_task))
    patient = app.state.counter
    app.state.counter = replace(patient, clock=watches.now, _gaps={})
    with held(patient.db):
        assert asyncio.run(flooded(app, numbers)) == {503}
    app.state.counter = patient
    assert len(watches.waited) >= len(numbers)
    assert max(watches.waited.values()) <= LIMIT_S - SPARE_S


def test_what_was_passed_on_together_is_heard_in_order_though_it_comes_the_wrong_way_round(app, db):
    words = ["chào", "đường hỏng trước cổng chợ", "phường Bắc Giang", "cháu bé ngã xe"]
    app.state.counter = replace(app.state.counter, turn_s=LONGEST_S)  # on a busy machine a turn may outlast two seconds

    async def pass_on():
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            calls = []
            for number in (0, 3, 2, 1):
                body = update(number + 1, words[number])
                calls.append(asyncio.create_task(client.post(HOOK, json=body, headers=headers)))
                await asyncio.sleep(0.02)
            return [(await call).status_code for call in calls]

    assert asyncio.run(pass_on()) == [200] * 4
    assert said(db) == words
