"""A server that is killed again and again loses no message, makes no second case, and keeps each chat in order."""

import os
import random
import re
import threading
import time

import httpx
import pytest
from sqlalchemy import select

from bot.channels.registry import open_channels
from bot.turn import Turns
from intake.db import open_database
from intake.settings import load_settings
from intake.tables import CaseRow, ConversationRow, InboxRow, OutboxRow, UtteranceRow
from tests.factories import open_office
from tests.fakes.bot_api import ACCOUNT, TOKEN
from tests.faults.conftest import SECRET

# NGHEDAN_NIGHTLY=1 is the long form: 5,000 messages of 50 chats, a hundred kills on each database
_IS_NIGHTLY = bool(os.environ.get("NGHEDAN_NIGHTLY"))
CHATS, WORKERS = (50, 5) if _IS_NIGHTLY else (25, 5)
MORE = 97 if _IS_NIGHTLY else 17
SCRIPT = (
    "Làm giấy khai sinh cho cháu ở một cửa phường Bắc Giang ba tuần nay chưa xong, cán bộ hẹn mãi",
    "đồng ý",
    "gửi",
    *(f"bổ sung lần {number}: vẫn chưa có ai đến sửa" if number % 2 else "1" for number in range(1, MORE + 1)),
)
KILLS = {"sqlite": 100, "postgresql": 100} if _IS_NIGHTLY else {"sqlite": 12, "postgresql": 6}


def update(number: int, chat: int, text: str) -> dict:
    who = {"id": chat, "is_bot": False, "first_name": "Bà Tư"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": {"id": chat, "type": "private"}, "from": who}
    return {"update_id": number, "message": {**message, "text": text}}


def deliver(server, chat: int) -> None:
    """Send a chat's messages one after another, each until it is answered 200, as the platform does."""
    with httpx.Client(headers={"X-Telegram-Bot-Api-Secret-Token": SECRET}, timeout=5) as client:
        for position, text in enumerate(SCRIPT):
            body = update(chat * 1000 + position, chat, text)
            while True:
                try:
                    if client.post(f"{server.address}/hooks/telegram/{ACCOUNT}", json=body).status_code == 200:
                        break
                except httpx.TransportError:
                    pass
                time.sleep(0.05)


def deliver_all(server, done: threading.Event) -> list[threading.Thread]:
    def work(first: int) -> None:
        for chat in range(first, CHATS + 1, WORKERS):
            deliver(server, chat)

    threads = [threading.Thread(target=work, args=(first,), daemon=True) for first in range(1, WORKERS + 1)]
    for thread in threads:
        thread.start()

    def watch() -> None:
        for thread in threads:
            thread.join()
        done.set()

    threading.Thread(target=watch, daemon=True).start()
    return threads


def undisturbed(db, settings) -> list[tuple[str, str]]:
    """Return the talk of one chat that nothing disturbs."""
    environ = {"NGHEDAN_DATA_DIR": str(settings.data_dir), "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_MODE": "webhook"}
    channels = open_channels(load_settings({**environ, "TELEGRAM_WEBHOOK_SECRET": SECRET}), db)
    turns = Turns(db, settings, channels)
    channel = channels["telegram", ACCOUNT]
    for position, text in enumerate(SCRIPT):
        turns.receive(channel.envelope(httpx.Request("POST", "http://x", json=update(position, 9999, text)).content))
    return talk_of(db, "9999")


def talk_of(db, chat_key: str) -> list[tuple[str, str]]:
    """Return who said what, without what differs from case to case: codes, names, telephones."""
    with db.read() as snap:
        rows = snap.execute(
            select(UtteranceRow.author, UtteranceRow.text)
            .join(ConversationRow, ConversationRow.id == UtteranceRow.conversation_id)
            .where(ConversationRow.chat_key == chat_key)
            .order_by(UtteranceRow.id)
        ).all()
    varying = re.compile(r"ND-\d\d-\w{4}-\w{4}|…\w{4}|Nguyễn Thu Hà|Trần Văn Lâm|\d{4} \d{4} \d{3}|\d\d/\d\d|thứ \w+")
    return [(row.author, varying.sub("*", row.text)) for row in rows]


@pytest.mark.slow
def test_killed_again_and_again_it_loses_nothing_and_keeps_each_chat_in_order(server, database_url, settings, bot_api):
    db = open_database(database_url)
    open_office(db)
    expected = undisturbed(db, settings)
    dice, done, kills = random.Random(2026), threading.Event(), 0
    server.start()
    server.wait()
    threads = deliver_all(server, done)
    while kills < KILLS["sqlite" if db.is_sqlite else "postgresql"]:
        time.sleep(dice.uniform(0.02, 0.35))
        assert not done.is_set(), f"all was delivered after {kills} kills: the test kills too seldom"
        server.kill()
        kills += 1
        server.start()
        server.wait()
    for thread in threads:
        thread.join(1800 if _IS_NIGHTLY else 180)
    assert done.wait(5)
    _wait_for_delivery(db)

    chats = [str(chat) for chat in range(1, CHATS + 1)]
    with db.read() as snap:
        keys = list(snap.execute(select(InboxRow.dedupe_key).where(InboxRow.chat_key.in_(chats))).scalars())
        statuses = set(snap.execute(select(InboxRow.status)).scalars())
        codes = list(snap.execute(select(CaseRow.code)).scalars())
    assert len(keys) == len(set(keys)) == CHATS * len(SCRIPT)
    assert statuses == {"done"}
    assert len(codes) == len(set(codes)) == CHATS + 1
    for chat in chats:
        assert talk_of(db, chat) == expected, chat
    replies = [(one["chat_id"], one["text"]) for one in bot_api.sent()]
    said = {author for author, _text in expected if author == "bot"}
    assert said
    assert len(replies) >= CHATS * sum(author == "bot" for author, _text in expected)
    db.close()


def _wait_for_delivery(db, seconds: float = 150) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with db.read() as snap:
            open_rows = select(OutboxRow.id).join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
            waiting = open_rows.where(OutboxRow.status != "sent", ConversationRow.chat_key != "9999").limit(1)
            if snap.execute(waiting).first() is None:
                return
        time.sleep(0.5)
    raise AssertionError("some replies were never sent")
