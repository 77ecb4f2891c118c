"""The Telegram channel tells an operator how the bot stands with its platform, and what to do."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.channels.telegram.channel import TelegramChannel
from bot.running.checkups import Checkups
from intake.channels import channel_health, channel_troubles
from intake.channels.channel_tokens import Account
from intake.queries.talk.channels_page import channel_lines
from intake.settings import load_settings
from intake.tables import NoticeRow
from tests.factories import open_office, viewer
from tests.fakes.bot_api import ACCOUNT, TOKEN, FakeBotApi

pytestmark = pytest.mark.one_database

SECRET = "webhook-secret"
HOOK = f"http://127.0.0.1:8000/hooks/telegram/{ACCOUNT}"


@pytest.fixture
def api():
    with FakeBotApi() as api:
        yield api


def settings_for(api, tmp_path, mode="webhook", token=TOKEN, secret=""):
    environ = {"TELEGRAM_BOT_TOKEN": token, "TELEGRAM_MODE": mode, "TELEGRAM_API_URL": api.address}
    environ["TELEGRAM_WEBHOOK_SECRET"] = secret
    return load_settings({"NGHEDAN_DATA_DIR": str(tmp_path), **environ})


def channel_to(api, tmp_path, *how, **ways):
    return TelegramChannel(settings_for(api, tmp_path, *how, **ways), answer_s=1)


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


def look_after(channel, times):
    async def looked():
        for _time in range(times):
            await channel.upkeep()
        await channel.close()

    asyncio.run(looked())


@pytest.mark.parametrize(
    "seen",
    [
        ("webhook", "", 2, True),
        ("webhook", "", 1, False),  # another process may just be coming up
        ("webhook", HOOK, 3, False),
        ("webhook", "https://khac.example/x", 3, False),  # somebody wants it so
        ("polling", "", 3, False),
    ],
)
def test_a_webhook_that_was_taken_away_is_set_again(api, tmp_path, seen):
    mode, url, times, is_set = seen
    api.hook = api.hook | {"url": url}
    look_after(channel_to(api, tmp_path, mode, secret=SECRET), times)
    assert [fields["url"] for method, fields, _ok in api.calls if method == "setWebhook"] == [HOOK] * is_set


def troubles_of(db):
    with db.read() as snap:
        return [one.code for one in channel_troubles.troubles(snap)]


def test_an_account_that_stays_unwell_is_told_to_who_can_mend_it_until_it_is_well(api, tmp_path, db, clock):
    api.hook = api.hook | {"url": HOOK}  # and we ask: nothing comes
    open_office(db)

    def check():
        channel = channel_to(api, tmp_path, "polling")

        async def once():
            await Checkups(db, {channel.key: channel}).round()
            await channel.close()

        asyncio.run(once())
        return troubles_of(db)

    assert check() == []
    clock.forward(minutes=11)
    assert check() == ["unwell"]
    with db.read() as snap:
        told = snap.execute(select(NoticeRow.text).where(NoticeRow.kind == "channel")).scalars().all()
        lines = channel_lines(snap, settings_for(api, tmp_path, "polling"), viewer(db, "quy"))
        shown = next(one for one in lines if one.code == "telegram")
    assert len(told) == 2
    assert all("Các kênh" in text for text in told)
    assert (shown.standing, "đang đặt webhook" in shown.sentence) == ("ill", True)  # the reason that they come for
    api.hook = api.hook | {"url": ""}
    assert check() == []


def test_a_more_exact_trouble_is_not_covered_by_the_general_one(api, tmp_path, db, clock):
    channel = channel_to(api, tmp_path, token="4242:gone")
    with db.transaction() as tx:
        channel_troubles.report(tx, Account(*channel.key), "bad_token")

    async def checks():
        checkups = Checkups(db, {channel.key: channel})
        for _round in range(2):
            await checkups.round()
            clock.forward(minutes=11)
        await channel.close()

    asyncio.run(checks())
    assert troubles_of(db) == ["bad_token"]
