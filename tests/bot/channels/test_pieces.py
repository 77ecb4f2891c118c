"""A message in several pieces goes at the platform's pace, and after a failure goes on where it stopped."""

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from bot.channels.pace import Pace
from bot.channels.telegram import TelegramChannel
from bot.messages import Outbound, OutFile
from bot.sending.delivery import Delivery
from intake.sending import outbox
from intake.tables import ConversationRow, OutboxRow
from intake.talk import dialogue_log
from tests.fakes.bot_api import ACCOUNT

pytestmark = pytest.mark.usefixtures("paces")
KEY = ("telegram", ACCOUNT)
LONG = "\n\n".join(letter * 3000 for letter in "abcd")  # four parts
FILES = (OutFile("don.pdf", b"%PDF-1.4"), OutFile("don.docx", b"PK"))


@pytest.fixture
def paces(monkeypatch):
    """Collect how long each piece was told to wait, without waiting: time stands still meanwhile."""
    waits = []

    async def wait(pace, chat_key):
        pace.clock = lambda: 0.0
        waits.append(round(pace.book(chat_key), 1))

    monkeypatch.setattr(Pace, "wait", wait)
    return waits


@pytest.fixture
def deliver(db, api, telegram_settings):
    """Deliver as a process that has just begun does; `files` go with every message."""

    def run(files=(), before=lambda _message: None):
        async def one():
            channel = TelegramChannel(telegram_settings)
            send = channel.send

            async def with_files(chat_key, message):
                before(message)
                return await send(chat_key, replace(message, files=files))

            channel.send = with_files
            try:
                with suppress(asyncio.CancelledError):
                    await Delivery(db, telegram_settings, {KEY: channel}).round()
            finally:
                await channel.close()

        asyncio.run(one())

    run.api = api
    return run


def put(db, words=LONG, *, purpose="reply", key="1"):
    with db.transaction() as tx:
        chat = dialogue_log.open_conversation(tx, *KEY, "7", "")
        payload = {"text": words, "choices": [{"payload": "1:yes", "label": "Gửi"}], "ask": None}
        outbox.put(tx, conversation_id=chat.id, key=key, purpose=purpose, payload=payload)


def letters(api):
    return "".join(sent["text"][0] for sent in api.sent())


def row(db):
    with db.read() as snap:
        return snap.execute(select(OutboxRow.__table__).order_by(OutboxRow.id)).first()


def fail_at(api, number, status, method="sendMessage", **more):
    """Let the n-th call of a method be refused; those before it are taken."""
    taken, handle = [], api.handle

    def one(path, fields):
        if path.endswith(method):
            taken.append(path)
            if len(taken) == number + 1:
                api.answer(method, status, "Forbidden: bot was blocked" if status == 403 else "Not now", **more)
        return handle(path, fields)

    api.handle = one


@pytest.mark.parametrize("at", [0, 1, 3])
@pytest.mark.parametrize(("status", "more"), [(429, {"retry_after": 3}), (500, {})])
def test_what_has_arrived_is_not_sent_again(db, deliver, at, status, more):
    put(db)
    fail_at(deliver.api, at, status, **more)
    deliver()
    assert letters(deliver.api) == "abcd"[:at]
    db.clock.forward(minutes=1)
    deliver()
    assert letters(deliver.api) == "abcd"
    assert (row(db).status, row(db).external_id) == ("sent", "1003")


def test_a_file_that_fails_costs_no_words_and_no_file_before_it(db, clock, api, deliver):
    put(db, "Đơn của Anh/Chị")
    fail_at(api, 1, 429, "sendDocument", retry_after=3)
    deliver(FILES)
    clock.forward(minutes=1)
    deliver(FILES)
    done = [method for method, _fields, ok in api.calls if ok and method.startswith("send")]
    assert done == ["sendMessage", "sendDocument", "sendDocument"]
    assert row(db).external_id == "1000"  # of the words: the buttons stand under them


def test_every_piece_waits_its_turn_in_its_chat(db, deliver, paces):
    put(db)
    deliver(FILES)
    assert paces == [0, 1, 2, 3, 4, 5]  # nobody waited here: each is booked a second later


def test_a_kill_in_the_middle_repeats_no_piece_that_was_noted(db, clock, api, deliver):
    put(db)
    asked = []

    def dying(message):
        asked.append(message.sent)
        if len(asked) == 3:
            raise asyncio.CancelledError

    for _life in range(2):
        deliver(before=dying)
        clock.forward(minutes=2)
    assert asked == [0, 1, 2, 2, 3]
    assert letters(api) == "abcd"


def test_a_notice_that_is_told_late_is_told_from_its_beginning(db, clock, api, deliver):
    put(db, purpose="notice")
    fail_at(api, 2, 403)
    deliver()
    clock.forward(days=1)
    with db.transaction() as tx:
        dialogue_log.open_conversation(tx, *KEY, "7", "")  # they write again
        outbox.release(tx, row(db).conversation_id)
        tx.execute(update(ConversationRow).values(blocked_at=None))
    deliver()
    assert letters(api)[:2] == "ab"
    assert "a" * 100 in api.sent()[2]["text"]
    assert row(db).status == "sent"


def test_a_message_of_one_piece_notes_no_pieces(db, deliver):
    put(db, "chào")
    deliver()
    assert "pieces" not in row(db).payload


def test_more_pieces_than_there_are_now_count_as_sent(api, telegram_settings):
    async def one():
        channel = TelegramChannel(telegram_settings)
        try:
            return await channel.send("7", Outbound("chào", sent=5))
        finally:
            await channel.close()

    assert asyncio.run(one()).status == "sent"
    assert api.sent() == []
