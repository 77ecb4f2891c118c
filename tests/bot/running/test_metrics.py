"""`/metrics`: figures of what waits, for this machine or for who shows the secret, without a word of anybody."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from bot.playing.meter import TurnMeter
from bot.running import metrics
from intake.channels import channel_health, channel_troubles
from intake.channels.channel_health import Health
from intake.channels.channel_tokens import Account
from intake.db import open_database
from intake.sending import outbox
from intake.talk import dialogue_log, inbox
from intake.talk.inbox import RawEvent
from intake.web.last_door import LastDoor

pytestmark = pytest.mark.one_database


class Turned:
    def __init__(self):
        self.meter = TurnMeter()
        self.meter.add(0.02)
        self.meter.add(7)


def read(db, settings, *, client="127.0.0.1", **headers):
    app = FastAPI()
    app.state.db, app.state.settings, app.state.turns = db, settings, Turned()
    app.include_router(metrics.router)

    async def ask():
        transport = httpx.ASGITransport(app=app, client=(client, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as http:
            return await http.get("/metrics", headers=headers)

    return asyncio.run(ask())


def test_a_channel_that_takes_nothing_shows_in_the_age_of_what_waits_however_often_it_is_asked(db, settings, clock):
    with db.transaction() as tx:
        chat = dialogue_log.open_conversation(tx, "telegram", "main", "a", "").id
        put = {"conversation_id": chat, "purpose": "reply", "payload": {"text": "x", "choices": []}}
        parcel = outbox.put(tx, key="k", **put)
    for _try in range(10):
        with db.transaction() as tx:
            outbox.put_back(tx, parcel, reason="unreachable", after=timedelta(seconds=20))
        clock.forward(seconds=10)
    text = read(db, settings).text
    assert "nghedan_outbox_oldest_seconds 100" in text
    assert 'nghedan_outbox_stalled{channel="telegram",reason="unreachable"} 1' in text


def test_what_waits_is_counted_by_channel_and_status_without_a_word_of_it(db, settings, clock):
    with db.transaction() as tx:
        inbox.store(tx, RawEvent("telegram", "main", "1", "chat-bí-mật", 1, '{"text": "lời riêng"}'))
        chat = dialogue_log.open_conversation(tx, "telegram", "main", "chat-bí-mật", "Bà Tư").id
        for key, reason in (("a", ""), ("b", "window_closed"), ("c", "quota_spent"), ("d", "window_told")):
            put = {"conversation_id": chat, "purpose": "reply", "payload": {"text": "lời riêng", "choices": []}}
            parcel = outbox.put(tx, key=key, **put)
            if reason:
                outbox.hold(tx, parcel, reason)
        token_at = tx.now - timedelta(hours=3)
        channel_health.note(tx, "telegram", "main", Health(is_well=True, sentence="", token_at=token_at, waiting=4))
        counted = Health(is_well=True, sentence="", left=40, total=500)
        channel_health.note(tx, "zalo_oa", "9", counted)
    clock.forward(seconds=90)
    text = read(db, settings).text
    for line in (
        "nghedan_up 1",
        "nghedan_inbox_oldest_seconds 90",
        'nghedan_inbox_updates{channel="telegram",status="new"} 1',
        'nghedan_outbox_messages{channel="telegram",status="held"} 3',
        'nghedan_outbox_window_closed{channel="telegram"} 2',
        'nghedan_channel_token_age_seconds{channel="telegram",account="main"} 10890',
        'nghedan_channel_waiting_updates{channel="telegram",account="main"} 4',
        'nghedan_channel_quota_left{channel="zalo_oa",account="9"} 40',
        'nghedan_channel_quota_total{channel="zalo_oa",account="9"} 500',
        'nghedan_turn_seconds_bucket{le="0.025"} 1',
        'nghedan_turn_seconds_bucket{le="+Inf"} 2',
        "nghedan_turn_seconds_count 2",
    ):
        assert line in text.splitlines()
    assert "bí-mật" not in text
    assert "riêng" not in text


@pytest.mark.parametrize(
    "caller",
    [
        ("", "127.0.0.1", {}, 200),
        ("", "::1", {}, 200),
        ("", "10.0.0.7", {}, 403),
        ("", "127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}, 403),
        ("s3cret", "127.0.0.1", {}, 403),
        ("s3cret", "10.0.0.7", {"Authorization": "Bearer s3cret"}, 200),
        ("s3cret", "10.0.0.7", {"Authorization": "Bearer khác"}, 403),
    ],
)
def test_only_this_machine_or_who_knows_the_secret_reads(sqlite_url, settings, caller):
    token, client, headers, status = caller
    db = open_database(sqlite_url)
    headers = {name: value.encode() for name, value in headers.items()}
    answer = read(db, replace(settings, metrics_token=token), client=client, **headers)
    assert answer.status_code == status
    db.close()


def test_a_database_that_is_away_is_a_figure_too(tmp_path, settings):
    db = open_database(f"sqlite:///{tmp_path / 'nowhere' / 'book.db'}")
    answer = read(db, settings)
    assert (answer.status_code, "nghedan_up 0" in answer.text) == (200, True)
    db.close()


def test_what_waits_on_the_sealed_page_is_counted_with_the_web(db, settings):
    with db.transaction() as tx:
        for channel in ("web", "sealed"):
            inbox.store(tx, RawEvent(channel, "main", "1", "chat", 1, "{}"))
            chat = dialogue_log.open_conversation(tx, channel, "main", "chat", "").id
            put = {"conversation_id": chat, "purpose": "notice", "payload": {"text": "x", "choices": []}}
            outbox.put(tx, key=channel, **put)
    text = read(db, settings).text
    assert "sealed" not in text
    assert 'nghedan_outbox_messages{channel="web",status="new"} 2' in text
    assert 'nghedan_inbox_updates{channel="web",status="new"} 2' in text


def test_an_account_in_trouble_is_not_up_whatever_it_said_before(db, settings):
    with db.transaction() as tx:
        for account in ("9", "8"):
            channel_health.note(tx, "zalo_oa", account, Health(is_well=True, sentence=""))
        channel_troubles.report(tx, Account("zalo_oa", "9"), "token_refused")
    text = read(db, settings).text
    assert 'nghedan_channel_up{channel="zalo_oa",account="9"} 0' in text
    assert 'nghedan_channel_up{channel="zalo_oa",account="8"} 1' in text


def test_a_page_that_broke_is_counted(db, settings, monkeypatch):
    monkeypatch.setattr(LastDoor, "broken", 3)
    assert "\nnghedan_requests_broken_total 3\n" in read(db, settings).text
