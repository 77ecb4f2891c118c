"""The Telegram channel tells an operator how the bot stands with its platform, and what to do."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.running.checkups import Checkups
from intake.channels import channel_health
from intake.settings import load_settings
from tests.fakes.bot_api import ACCOUNT, TOKEN, FakeBotApi

HOOK = f"http://127.0.0.1:8000/hooks/telegram/{ACCOUNT}"


@pytest.fixture
def api():
    with FakeBotApi() as api:
        yield api


def channel_to(api, tmp_path, mode="webhook", token=TOKEN):
    environ = {"TELEGRAM_BOT_TOKEN": token, "TELEGRAM_MODE": mode, "TELEGRAM_API_URL": api.address}
    return TelegramChannel(load_settings({"NGHEDAN_DATA_DIR": str(tmp_path), **environ}), answer_s=1)


def ask(channel):
    async def asked():
        try:
            return await channel.health()
        finally:
            await channel.close()

    return asyncio.run(asked())


@pytest.mark.parametrize(
    "stand",
    [
        ("webhook", {"url": HOOK, "pending_update_count": 3}, True, "3 tin còn chờ"),
        ("webhook", {"url": ""}, False, "NGHEDAN_BASE_URL"),
        ("webhook", {"url": "https://khac.example/x"}, False, "NGHEDAN_BASE_URL"),
        ("webhook", {"url": HOOK, "last_error_date": 5, "last_error_message": "x"}, False, "chứng chỉ"),
        ("webhook", {"url": HOOK, "last_error_date": 9000, "last_error_message": "x"}, True, "nối được"),
        ("webhook", {"url": HOOK, "pending_update_count": 500}, False, "500 tin dồn lại"),
        ("polling", {"url": ""}, True, "nối được"),
        ("polling", {"url": HOOK}, False, "đang đặt webhook"),
    ],
)
def test_it_says_what_is_wrong_and_what_to_do(api, tmp_path, stand):
    mode, webhook, is_well, said = stand
    if ago := webhook.get("last_error_date"):
        webhook = {**webhook, "last_error_date": int(datetime.now(UTC).timestamp()) - ago}
    api.hook = api.hook | webhook
    health = ask(channel_to(api, tmp_path, mode))
    assert (health.is_well, said in health.sentence) == (is_well, True)


@pytest.mark.parametrize(("status", "said"), [(500, "không nối được"), (0, "không nối được"), (200, "khác thường")])
def test_it_never_raises(api, tmp_path, status, said):
    api.answer("getWebhookInfo", status, '{"ok":true,"result":[]}')
    health = ask(channel_to(api, tmp_path))
    assert (health.is_well, said in health.sentence) == (False, True)


def test_a_token_that_was_withdrawn_is_told(api, tmp_path):
    assert "@BotFather" in ask(channel_to(api, tmp_path, token="1:gone")).sentence


def test_what_it_says_is_kept_for_who_watches(api, tmp_path, db):
    channel = channel_to(api, tmp_path, "polling")

    async def once():
        await Checkups(db, {channel.key: channel}).round()
        await channel.close()

    asyncio.run(once())
    with db.read() as snap:
        [noted] = channel_health.noted(snap)
    assert (noted.channel, noted.account, noted.health.is_well, noted.health.waiting) == ("telegram", ACCOUNT, True, 0)
