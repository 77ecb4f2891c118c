"""Long polling: durable before the offset moves; errors are waited out; what cannot be read holds up nobody."""

import asyncio
import json
import logging
from time import monotonic

import pytest
from sqlalchemy import select

from bot.channels.telegram import TelegramChannel
from bot.doors import polling
from bot.doors.polling import Polling, announce_webhook
from intake.channels import channel_troubles
from intake.tables import InboxRow
from intake.talk import inbox
from tests.bot.channels.test_webhook import rows, update
from tests.fakes.bot_api import ACCOUNT

pytestmark = pytest.mark.one_database


@pytest.fixture
def poll_until(db, turns, telegram_settings, monkeypatch):
    """Poll until something is so; a minute at most."""
    monkeypatch.setattr(polling, "_FIRST_WAIT_S", 0.05)

    def run(is_so):
        async def one():
            channel = TelegramChannel(telegram_settings, poll_s=1)
            stop = asyncio.Event()
            running = asyncio.create_task(Polling(db, turns, channel).run(stop))
            until = monotonic() + 60
            while not is_so() and monotonic() < until:  # noqa: ASYNC110 - what is waited for happens in another thread
                await asyncio.sleep(0.02)
            stop.set()
            await asyncio.wait_for(running, 60)
            await channel.close()
            assert is_so()

        asyncio.run(one())

    return run


def position(db):
    with db.read() as snap:
        return inbox.cursor(snap, "telegram", ACCOUNT)


def test_updates_are_taken_in_and_the_offset_follows(poll_until, api, db):
    api.updates = [update(5), update(6, "alo")]
    poll_until(lambda: api.updates == [])
    assert rows(db) == [("5", "done"), ("6", "done")]
    assert position(db) == 7
    asked = next(fields for method, fields, _ in api.calls if method == "getUpdates")
    assert asked["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]


def test_updates_given_out_again_after_a_kill_are_played_once(poll_until, api, db):
    api.updates = [update(5)]
    poll_until(lambda: api.updates == [])
    with db.transaction() as tx:
        inbox.move_cursor(tx, "telegram", ACCOUNT, 0)
    api.updates = [update(5), update(6)]
    poll_until(lambda: api.updates == [])
    assert rows(db) == [("5", "done"), ("6", "done")]


def test_updates_handed_out_in_a_wrong_order_are_played_by_their_number(poll_until, api, db):
    api.updates = [update(6), update(8), update(5), update(7), update(5)]
    poll_until(lambda: api.updates == [])
    assert [key for key, _status in rows(db)] == ["5", "6", "7", "8"]
    assert position(db) == 9


@pytest.mark.both_databases
def test_a_stray_in_a_batch_holds_up_nobody(poll_until, api, db):
    api.updates = ["not an object", {"no": "number"}, update(7), {"update_id": 8, "message": "?"}]
    poll_until(lambda: ("8", "done") in rows(db))
    assert ("7", "done") in rows(db)
    with db.read() as snap:
        strays = snap.execute(select(InboxRow.raw).where(InboxRow.status == "quarantined")).scalars().all()
    assert {'"not an object"', '{"no": "number"}'} <= set(strays)


def test_after_a_week_of_silence_new_numbers_are_not_passed_over(poll_until, turns, api, db, clock):
    [channel] = [channel for key, channel in turns.channels.items() if key[0] == "telegram"]
    turns.receive_batch([channel.envelope(json.dumps(update(900)).encode())], (*channel.key, 901))
    clock.forward(days=8)
    api.updates = [update(5, "alo")]  # Telegram counts from anywhere again
    poll_until(lambda: ("5", "done") in rows(db))
    assert position(db) == 6


@pytest.mark.parametrize(("status", "description"), [(500, "?"), (429, "slower"), (200, "no JSON"), (200, '{"ok": 1}')])
def test_an_error_is_waited_out(poll_until, api, db, status, description):
    api.answer("getUpdates", status, description)
    api.updates = [update(5)]
    poll_until(lambda: rows(db) == [("5", "done")])


def test_a_second_poller_is_told_what_to_do(poll_until, api, caplog):
    api.answer("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    with caplog.at_level(logging.WARNING):
        poll_until(lambda: "TELEGRAM_MODE=webhook" in caplog.text)


def test_a_second_poller_that_stays_is_told_to_a_person(poll_until, api, db, clock):
    for _ in range(60):
        api.answer("getUpdates", 409, "Conflict: terminated by other getUpdates request")

    def is_told():
        clock.forward(seconds=30)
        with db.read() as snap:
            return [one.code for one in channel_troubles.troubles(snap)] == ["two_readers"]

    poll_until(is_told)


def test_the_webhook_is_removed_before_polling(poll_until, api):
    poll_until(lambda: any(method == "getUpdates" for method, *_ in api.calls))
    assert api.calls[0][0] == "deleteWebhook"
    assert api.calls[0][1].get("drop_pending_updates") != "true"


def test_no_log_line_holds_the_token(poll_until, api, db, caplog):
    api.answer("getUpdates", 500, "?")
    api.updates = [update(5)]
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("httpx").setLevel(logging.WARNING)
        poll_until(lambda: rows(db) == [("5", "done")])
    assert "invented-token" not in "".join(record.getMessage() for record in caplog.records if record.levelno > 10)


def test_a_webhook_is_announced_until_the_platform_agrees(api, telegram_settings, monkeypatch):
    monkeypatch.setattr(polling, "_FIRST_WAIT_S", 0.05)
    api.answer("setWebhook", 500, "?")

    async def announce():
        channel = TelegramChannel(telegram_settings)
        await announce_webhook(channel, "https://example.invalid/hooks/telegram/4242", asyncio.Event())
        await channel.close()

    asyncio.run(announce())
    (taken,) = [fields for method, fields, ok in api.calls if method == "setWebhook" and ok]
    assert taken["url"] == "https://example.invalid/hooks/telegram/4242"
    assert taken["secret_token"] == telegram_settings.telegram_secret
