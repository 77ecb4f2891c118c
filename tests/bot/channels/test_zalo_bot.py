"""The Zalo Bot channel on a platform of its own: a whole trip by typed numbers, and what each refusal means."""

import asyncio
import json
import logging
from itertools import count

import pytest
from sqlalchemy import select

from bot.app import create_bot_app
from bot.channels.base import FetchFailed, PollFailed, TooLarge
from bot.channels.registry import open_channels
from bot.channels.zalo_bot import ZaloBotChannel
from bot.channels.zalo_bot.client import ZaloBotApi
from bot.doors.fetching import Fetching
from bot.doors.polling import Polling
from bot.messages import Inbound, Outbound
from bot.running.checkups import Checkups
from bot.sending.delivery import Delivery
from bot.turn import Turns
from intake.channels import channel_health
from intake.settings import load_settings
from intake.tables import AttachmentRow, CaseRow, InboxRow
from tests.bot.channels.conftest import Browser
from tests.bot.channels.whole import send_whole
from tests.factories import open_office
from tests.fakes.zalo_bot import ACCOUNT, TOKEN, FakeZaloBot
from tests.pictures import picture

pytestmark = pytest.mark.one_database

SECRET = "a-secret-of-the-webhook"
HOOK = f"/hooks/zalo-bot/{ACCOUNT}"
HEADERS = {"X-Bot-Api-Secret-Token": SECRET}
CHAT = "ba-tu-6f2e9a"
_numbers = count(1)


def update(name="text", **content):
    number = next(_numbers)
    message = {"message_id": f"z-{number}", "date": 1_789_354_800_000 + number * 5_000, **content}
    people = {"chat": {"id": CHAT, "chat_type": "PRIVATE"}, "from": {"id": CHAT, "display_name": "Bà Tư"}}
    return {"event_name": f"message.{name}.received", "message": {**message, **people}}


@pytest.fixture
def platform():
    with FakeZaloBot() as fake:
        yield fake


@pytest.fixture
def environ(tmp_path, platform):
    return {
        "NGHEDAN_DATA_DIR": str(tmp_path / "data"),
        "NGHEDAN_SECRET_KEY": "k" * 40,
        "ZALO_BOT_TOKEN": TOKEN,
        "ZALO_BOT_SECRET": SECRET,
        "ZALO_BOT_API_URL": platform.address,
    }


@pytest.fixture
def ask(environ):
    """Do something with a channel in a loop of its own."""

    def run(action, **more):
        async def one():
            channel = ZaloBotChannel(load_settings({**environ, **more}), poll_s=0, answer_s=1)
            try:
                return await action(channel)
            finally:
                await channel.close()

        return asyncio.run(one())

    return run


# --- a trip -------------------------------------------------------------------------------------------------------


@pytest.fixture
def house(db, environ, platform):
    """The real turn, door, sender and fetcher; `house(body)` brings an update and returns what was sent for it."""
    settings = load_settings(environ)
    open_office(db)

    def bring(body) -> list[str]:
        async def work(channels):
            await Delivery(db, settings, channels).round()
            await Fetching(db, settings, channels).round()
            await Delivery(db, settings, channels).round()
            for channel in channels.values():
                await channel.close()

        before, channels = len(platform.sent()), open_channels(settings, db)
        turns = Turns(db, settings, channels)
        app = create_bot_app(db, settings, turns, channels)
        answer = Browser(app).post(HOOK, content=json.dumps(body).encode(), headers=HEADERS)
        assert answer.status_code == 200
        asyncio.run(work(channels))
        return [one["text"] for one in platform.sent()[before:]]

    return bring


def number_of(text, label):
    return next(line.partition(".")[0] for line in text.split("\n") if label in line)


def test_a_matter_is_told_and_filed_by_typing_numbers_and_its_photo_is_kept(house, platform, db):
    platform.files["/photos/1.jpg"] = picture()
    *_greeting, asked = house(
        update(text="Ổ gà to trước cổng trường tiểu học phường Bắc Giang, hôm qua có cháu bé ngã xe")
    )
    assert "Anh/Chị nhắn số để chọn." in asked
    house(update(text=number_of(asked, "Đồng ý")))
    said = house(update("image", photo_url=f"{platform.address}/photos/1.jpg"))
    said = house(update(text=number_of(said[-1], "Gửi")))
    with db.read() as snap:
        [case] = snap.execute(select(CaseRow.code, CaseRow.id)).all()
        [file] = snap.execute(select(AttachmentRow.status, AttachmentRow.case_id)).all()
    assert case.code in " ".join(said)
    assert (file.status, file.case_id) == ("stored", case.id)


def test_what_comes_without_its_content_is_answered_with_what_to_do(house):
    assert "chỉ nhận được chữ và ảnh" in house(update("unsupported"))[0]


def test_a_heart_beneath_a_message_is_not_answered(house):
    assert house(update("reaction")) == []


def test_the_same_message_again_and_our_own_words_are_not_answered(house):
    body = update(text="chào")
    assert len(house(body)) == 1
    assert house({"ok": True, "result": body}) == []  # the other shape of the same message
    echo = update(text="Chào Anh/Chị")
    echo["message"]["from"]["is_bot"] = True
    assert house(echo) == []


# --- one call -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("refusal", "meaning"),
    [
        ({"code": 400, "description": "text must be 1 to 2000 characters"}, "bad"),
        ({"code": 400, "description": "chat not found"}, "blocked"),
        ({"code": 403}, "blocked"),
        ({"code": 401}, "retry"),
        ({"code": 404}, "retry"),
        ({"code": 408}, "maybe_sent"),
        ({"code": 500}, "retry"),
        ({"code": 403, "status": 200}, "blocked"),
        ({"code": -77, "status": 200}, "retry"),
    ],
)
def test_a_refusal_means(ask, platform, refusal, meaning):
    platform.refuse("sendMessage", **refusal)
    assert ask(lambda channel: send_whole(channel, CHAT, Outbound("chào"))).status == meaning


@pytest.mark.parametrize("result", ["x" * 50, True, None])
def test_a_yes_to_who_knows_what_is_tried_again(ask, monkeypatch, result):
    async def call(_api, _method, **_fields):
        return result

    monkeypatch.setattr(ZaloBotApi, "call", call)
    assert ask(lambda channel: send_whole(channel, CHAT, Outbound("chào"))).status == "maybe_sent"


@pytest.mark.parametrize("status", [429, 200])
def test_a_flood_is_known_also_where_the_platform_does_not_say_how_long(ask, platform, status):
    platform.refuse("sendMessage", 429, "Too Many Requests", status=status)
    result = ask(lambda channel: send_whole(channel, CHAT, Outbound("chào")))
    assert (result.status, result.reason, result.is_flood) == ("retry", "too_many", True)


def test_a_long_text_goes_in_parts_that_fit(ask, platform):
    assert ask(lambda channel: send_whole(channel, CHAT, Outbound("đoạn\n\n" * 900))).status == "sent"
    assert len(platform.sent()) == 3


def test_typing_is_shown_and_nothing_comes_of_it_where_it_is_not_taken(ask, platform):
    for _try in range(2):
        ask(lambda channel: channel.acknowledge(Inbound("zalo_bot", ACCOUNT, CHAT, "text", "chào")))
        platform.refuse("sendChatAction", 500)
    assert platform.calls[0][:2] == ("sendChatAction", {"chat_id": CHAT, "action": "typing"})


def test_the_webhook_is_set_with_its_secret_and_not_without_one(ask, platform):
    url = f"https://nghedan.example{HOOK}"
    ask(lambda channel: channel.prepare(webhook_url=url))
    assert platform.webhook == {"url": url, "secret_token": SECRET}
    with pytest.raises(PollFailed) as failed:
        ask(lambda channel: channel.prepare(webhook_url=url), ZALO_BOT_SECRET="")
    assert "ZALO_BOT_SECRET" in failed.value.advice


@pytest.mark.parametrize(
    ("address", "is_permanent"),
    [("/photos/gone.jpg", True), ("http://127.0.0.1:9/a.jpg", False)],
)
def test_a_picture_that_is_not_given_out(ask, platform, address, is_permanent):
    url = address if "://" in address else platform.address + address
    with pytest.raises(FetchFailed) as failed:
        ask(lambda channel: channel.fetch(url, 99))
    assert failed.value.permanent is is_permanent


def test_a_picture_over_the_limit_is_refused(ask, platform):
    platform.files["/photos/big.jpg"] = b"x" * 200
    with pytest.raises(TooLarge):
        ask(lambda channel: channel.fetch(f"{platform.address}/photos/big.jpg", 100))


@pytest.mark.parametrize(
    "url",
    [
        *("http://photos.example/a.jpg", "https://127.0.0.1/a", "https://10.0.0.5/a", "https://localhost/a"),
        *("https://[::1]/", "https://169.254.169.254/latest", "https://db.internal/a", "https://[", "https://", "a"),
        "file:///etc/passwd",
    ],
)
def test_nothing_is_fetched_from_inside_our_own_net(ask, url):
    with pytest.raises(FetchFailed) as failed:
        ask(lambda channel: channel.fetch(url, 99), ZALO_BOT_API_URL="https://bot-api.example")
    assert failed.value.permanent


# --- asking for updates: trials only ------------------------------------------------------------------------------


def test_trials_may_ask_for_updates_and_are_told_that_some_may_be_lost(db, environ, platform, caplog):
    settings = load_settings({**environ, "ZALO_BOT_MODE": "polling"})
    open_office(db)
    platform.updates.extend([update(text="chào"), {"no": "event"}, {"ok": True, "result": update(text="alo")}])

    async def run():
        channels = open_channels(settings, db)
        [channel] = [channel for channel in channels.values() if channel.name == "zalo_bot"]
        turns, stop = Turns(db, settings, channels), asyncio.Event()
        running = asyncio.create_task(Polling(db, turns, channel).run(stop))
        for _look in range(200):
            await asyncio.sleep(0.02)
            if len(kept(db)) == 3:
                break
        stop.set()
        await asyncio.wait_for(running, 3)
        for channel in channels.values():
            await channel.close()

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    assert sorted(kept(db)) == ["done", "done", "quarantined"]
    assert "at most once" in caplog.text
    assert platform.webhook == {}


def kept(db):
    with db.read() as snap:
        return list(snap.execute(select(InboxRow.status)).scalars())


# --- how it is ----------------------------------------------------------------------------------------------------

OURS = f"https://nghedan.example{HOOK}"
AT_HOME = {"NGHEDAN_BASE_URL": "https://nghedan.example"}
POLLED = {"ZALO_BOT_MODE": "polling"}


@pytest.mark.parametrize(
    "stand",
    [
        (OURS, {}, True, "bot Nghe Dân"),
        ("", {}, False, "NGHEDAN_BASE_URL"),
        ("https://khac.example/x", {}, False, "NGHEDAN_BASE_URL"),
        (OURS, {"ZALO_BOT_SECRET": ""}, False, "ZALO_BOT_SECRET"),
        (OURS, POLLED, False, "đang đặt webhook"),
        ("", POLLED, True, "chỉ để thử"),
        (OURS, {"ZALO_BOT_TOKEN": "5151:revoked"}, False, "ZALO_BOT_TOKEN"),
        (OURS, {"ZALO_BOT_API_URL": "http://127.0.0.1:9"}, False, "không nối được"),
    ],
)
def test_it_says_what_is_wrong_and_what_to_do(ask, platform, stand):
    hook, more, is_well, said = stand
    platform.webhook = {"url": hook}
    health = ask(lambda channel: channel.health(), **AT_HOME, **more)
    assert (health.is_well, said in health.sentence) == (is_well, True)


@pytest.mark.parametrize(
    ("method", "code", "said"),
    [
        ("getMe", 500, "đang lỗi (500)"),
        ("getMe", 404, "ZALO_BOT_TOKEN"),
        ("getWebhookInfo", 503, "đang lỗi (503)"),
        ("getWebhookInfo", 404, "NGHEDAN_BASE_URL"),  # it knows of none
    ],
)
def test_what_the_platform_refuses_is_told(ask, platform, method, code, said):
    platform.refuse(method, code, "x")
    health = ask(lambda channel: channel.health(), **AT_HOME)
    assert (health.is_well, said in health.sentence) == (False, True)


def test_its_token_stands_in_no_sentence(ask, platform):
    platform.refuse("getMe", 401, TOKEN)
    assert TOKEN not in ask(lambda channel: channel.health()).sentence


def test_the_panel_and_the_doctor_hear_of_it(db, environ):
    settings = load_settings(environ)

    async def once():
        channel = ZaloBotChannel(settings, answer_s=1)
        await Checkups(db, {channel.key: channel}).round()
        await channel.close()

    asyncio.run(once())
    with db.read() as snap:
        [noted] = channel_health.noted(snap)
    assert (noted.channel, noted.account, noted.health.is_well) == ("zalo_bot", ACCOUNT, False)
