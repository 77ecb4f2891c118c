"""The webhook: durable before 200, nothing without the secret, and no body that holds up those behind it."""

import asyncio
import json
from dataclasses import replace
from time import monotonic

import httpx
import pytest
from sqlalchemy import select

from bot.channels.base import BadSignature, PollFailed
from bot.channels.telegram import TelegramChannel
from bot.turn import Outcome
from intake.errors import Unavailable
from intake.tables import InboxRow, UtteranceRow
from tests.bot.channels.conftest import SECRET
from tests.fakes.bot_api import ACCOUNT

pytestmark = pytest.mark.one_database

HOOK = f"/hooks/telegram/{ACCOUNT}"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def update(number=1, text="chào", chat=7):
    person = {"id": chat, "type": "private"}
    return {"update_id": number, "message": {"message_id": number, "chat": person, "date": 1_790_000_000, "text": text}}


def rows(db):
    with db.read() as snap:
        return [
            (row.dedupe_key, row.status) for row in snap.execute(select(InboxRow.__table__).order_by(InboxRow.id)).all()
        ]


@pytest.fixture
def post(browser):
    def send(body, secret=SECRET, path=HOOK):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {HEADER: secret} if secret is not None else {}
        return browser().post(path, content=content, headers=headers)

    return send


def test_an_update_is_stored_played_and_answered(post, db):
    assert post(update()).status_code == 200
    assert rows(db) == [("1", "done")]
    with db.read() as snap:
        authors = set(snap.execute(select(UtteranceRow.author)).scalars())
    assert authors == {"citizen", "bot"}


@pytest.mark.parametrize("waits", [True, False])
def test_what_is_answered_in_a_moment_shows_the_typing_sign(app, turns, api, monkeypatch, waits):
    heard = TelegramChannel(turns.settings).normalise(json.dumps(update()))
    monkeypatch.setattr(turns, "receive", lambda *_args: Outcome(is_new=True, inbound=heard, waits=waits))

    async def one():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            await client.post(HOOK, json=update(), headers={HEADER: SECRET})
        until = monotonic() + (60 if waits else 0.1)
        while not api.calls and monotonic() < until:  # noqa: ASYNC110 - what is waited for happens in another thread
            await asyncio.sleep(0.02)
        for channel in turns.channels.values():
            await channel.close()

    asyncio.run(one())
    assert [method for method, *_ in api.calls] == (["sendChatAction"] if waits else [])


def test_nobody_who_writes_is_told_to_a_collector_of_telemetry(post, monkeypatch):
    asked = []
    for kind in ("trace.get_tracer_provider", "metrics.get_meter_provider", "_logs.get_logger_provider"):
        monkeypatch.setattr(f"opentelemetry.{kind}", lambda kind=kind: asked.append(kind))
    post(update())
    assert asked == []


def test_a_platform_is_not_told_what_only_browsers_need(post, browser):
    assert "content-security-policy" not in post(update()).headers
    assert "content-security-policy" in browser().get(HOOK).headers


def test_what_breaks_behind_a_webhook_is_answered_and_no_word_of_it_is_logged(post, turns, monkeypatch, caplog):
    def breaks(*_args):
        raise KeyError("số nhà 12")

    monkeypatch.setattr(turns, "receive", breaks)
    answer = post(update())
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "số nhà 12" not in answer.text + caplog.text


def test_the_same_update_twice_is_one(post, db):
    assert [post(update()).status_code for _ in range(2)] == [200, 200]
    assert rows(db) == [("1", "done")]


@pytest.mark.parametrize("secret", ["wrong", "", None, "ẩn"], ids=range(4))
def test_a_wrong_secret_is_refused_and_nothing_stored(browser, db, secret):
    headers = {} if secret is None else {HEADER: secret.encode()}
    answer = browser().post(HOOK, content=json.dumps(update()), headers=headers)
    assert answer.status_code == 401
    assert rows(db) == []


@pytest.mark.parametrize("body", [b"not JSON", b"[]", b"\xff\xfe", b"[" * 100_000], ids=range(4))
def test_what_is_no_update_is_kept_aside_and_answered_200(post, db, body):
    assert post(body).status_code == 200
    ((_, status),) = rows(db)
    assert status == "quarantined"


@pytest.mark.parametrize("body", [b"", b" ", b"{}"], ids=range(3))
def test_an_empty_call_of_the_platforms_console_is_answered_and_nothing_stored(browser, db, body):
    assert browser().post(HOOK, content=body).status_code == 200
    assert rows(db) == []


def test_two_that_are_no_updates_are_both_kept(post, db):
    assert [post(b"a").status_code, post(b"a").status_code] == [200, 200]
    assert len(rows(db)) == 2


def test_a_huge_body_is_refused(post, db):
    assert post(b"x" * (1024 * 1024 + 1)).status_code == 413
    assert rows(db) == []


@pytest.mark.parametrize("path", ["/hooks/telegram/1", "/hooks/viber/main", "/hooks/telegram/"])
def test_an_unknown_account_is_not_there(post, path):
    assert post(update(), path=path).status_code == 404


@pytest.mark.parametrize("path", ["/hooks/web/web", "/hooks/console/console"])
def test_a_channel_without_webhook_takes_nothing(post, db, path):
    assert post(update(), path=path).status_code == 401
    assert rows(db) == []


def test_a_bot_without_a_secret_takes_nothing(telegram_settings):
    channel = TelegramChannel(replace(telegram_settings, telegram_secret=""))
    with pytest.raises(BadSignature):
        channel.verify({HEADER: ""}, b"{}")
    with pytest.raises(PollFailed, match="no secret"):  # nor is it announced: its messages would be lost in a day
        asyncio.run(channel.prepare(webhook_url="https://x.example/hooks/telegram/4242"))


def test_a_database_that_is_away_lets_the_platform_try_again(post, turns, monkeypatch):
    def away(*_args):
        raise Unavailable("Tạm gián đoạn.")

    monkeypatch.setattr(turns, "receive", away)
    answer = post(update())
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"


@pytest.mark.parametrize(
    "text", ["", " ", "x" * 100_000, "😡" * 500, "\u202engược\u202c", "\x00", "\ud800", "\u200f"], ids=range(8)
)
def test_no_text_breaks_the_turn(post, db, text):
    assert post(update(text=text)).status_code == 200
    assert rows(db) == [("1", "done")]


def test_a_poisonous_update_holds_up_nobody(post, db):
    assert post({"update_id": 1, "message": {"chat": {"id": 7}, "text": {"a": []}, "date": "x"}}).status_code == 200
    assert post(update(2)).status_code == 200
    assert rows(db) == [("1", "done"), ("2", "done")]


def test_a_body_whose_head_says_that_it_is_too_large_is_not_waited_for(browser):
    huge = {HEADER: SECRET, "Content-Length": "5000000000"}
    assert browser().post(HOOK, content=b"{", headers=huge).status_code == 413


def test_who_hangs_up_in_the_middle_is_no_error_of_ours(app, caplog):
    async def hang_up():
        scope = {"type": "http", "method": "POST", "path": HOOK, "headers": [], "query_string": b"", "app": app}

        async def receive():
            return {"type": "http.disconnect"}

        async def send(_message):
            raise AssertionError("nobody is there")

        await app(scope, receive, send)

    asyncio.run(hang_up())
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
