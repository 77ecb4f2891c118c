"""One trip by Telegram, on our own small Bot API and on `telemelya`, which others wrote.

What our fake takes for granted of the platform must hold on the other one too.
"""

import asyncio
import hashlib
import os
import subprocess
import threading
import time
from http import HTTPStatus
from itertools import count
from pathlib import Path

import httpx
import pytest
import uvicorn
from sqlalchemy import select

from bot.app import create_bot_app
from bot.channels.registry import open_channels
from bot.doors.fetching import Fetching
from bot.sending.delivery import Delivery
from bot.turn import Turns
from intake.settings import load_settings
from intake.tables import AttachmentRow, CaseRow, InboxRow, OutboxRow
from tests.factories import open_office
from tests.fakes.bot_api import ACCOUNT, TOKEN, FakeBotApi
from tests.pictures import picture

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).parents[3]
PYTHON = Path(os.environ.get("NGHEDAN_EMULATOR") or ROOT / ".venv" / "emulator" / "bin" / "python")
SECRET = "a-secret-of-the-webhook"
CHAT = 700100200
PERSON = {"id": CHAT, "type": "private", "first_name": "Bà Tư"}
_numbers = count(880000000)


class Ours:
    """Our own fake; what it would bring to a webhook is brought by hand."""

    def __init__(self):
        self._api = FakeBotApi().__enter__()
        self.address = self._api.address

    def close(self):
        self._api.__exit__()

    def brings(self, text="", choice="", photo=b"", about=0):
        number = next(_numbers)
        message = {"message_id": about or number, "chat": PERSON, "from": PERSON, "date": 1_790_000_000}
        if photo:
            self._api.files["1.jpg"] = photo
            message["photo"] = [{"file_id": "1.jpg", "file_unique_id": "1", "width": 9, "height": 9}]
        pressed = {"id": "1", "from": PERSON, "data": choice, "message": message}
        content = {"callback_query": pressed} if choice else {"message": {**message, "text": text}}
        [hook] = {fields["url"] for method, fields, _ok in self._api.calls if method == "setWebhook"}
        until = time.monotonic() + 60
        while httpx.post(hook, json={"update_id": number, **content}).status_code != HTTPStatus.OK:
            assert time.monotonic() < until  # it brings again what was not taken in time, as Telegram does

    def calls(self):
        return [(method, fields) for method, fields, ok in self._api.calls if ok]


class Theirs:
    """telemelya 0.2.2. It brings updates to the webhook by itself, but without the secret."""

    def __init__(self):
        script = ROOT / "tests" / "fakes" / "emulator.py"
        pipe = subprocess.PIPE
        self._process = subprocess.Popen([PYTHON, script], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        self.address = f"http://127.0.0.1:{int(self._process.stdout.readline())}"
        control = f"{self.address}/api/v1/test"
        self._http = httpx.Client(base_url=control, headers={"Authorization": "Bearer any"}, timeout=60)
        self._wait_until_it_answers()

    def close(self):
        self._http.close()
        self._process.communicate(timeout=60)

    def brings(self, text="", choice="", photo=b"", about=0):
        update = {"chat_id": CHAT, "text": text}
        if choice:
            update = {"chat_id": CHAT, "callback_data": choice, "callback_message_id": about}
        if photo:
            kept = self._http.post("/upload_media", files={"file": ("1.jpg", photo)}).raise_for_status().json()
            update = {"chat_id": CHAT, "photo_file_id": kept["file_id"]}
        answer = self._http.post("/send_update", params={"bot_token": TOKEN}, json=update).raise_for_status().json()
        assert answer["delivery"]["status_code"] == 200
        time.sleep(0.002)  # its updates are numbered by the millisecond

    def calls(self):
        told = self._http.get("/responses").raise_for_status().json()["responses"]
        return [(one["method"], one["raw"]) for one in told]

    def _wait_until_it_answers(self):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                if self._http.get("/health").json()["ok"]:
                    return
            except httpx.HTTPError:
                time.sleep(0.1)
        raise AssertionError("telemelya does not answer")


@pytest.fixture(params=[Ours, Theirs])
def platform(request):
    if request.param is Theirs and not PYTHON.exists():
        pytest.skip("telemelya is not installed; `make test` does it")
    opened = request.param()
    yield opened
    opened.close()


@pytest.fixture
def settings(tmp_path, platform):
    return load_settings(
        {
            "NGHEDAN_DATA_DIR": str(tmp_path / "data"),
            "NGHEDAN_SECRET_KEY": "k" * 40,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "TELEGRAM_API_URL": platform.address,
            "TELEGRAM_MODE": "webhook",
        }
    )


@pytest.fixture
def door(db, settings):
    """The front door in a real server; it gives each call the secret that the platforms here do not send."""
    open_office(db)
    channels = open_channels(settings, db)
    turns = Turns(db, settings, channels)
    app = create_bot_app(db, settings, turns, channels)

    async def with_secret(scope, receive, send):
        secret = (b"x-telegram-bot-api-secret-token", SECRET.encode())
        await app({**scope, "headers": [*scope.get("headers", ()), secret]}, receive, send)

    server = uvicorn.Server(uvicorn.Config(with_secret, port=0, log_config=None, lifespan="off"))

    async def serve():
        await server.serve()
        for channel in channels.values():
            await channel.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def work(db, settings):
    """Do something with the Telegram channel, then send and fetch what is due, in a loop of its own."""

    def run(act=None):
        async def one():
            channels = open_channels(settings, db)
            if act:
                await act(channels["telegram", ACCOUNT])
            for _round in range(2):
                await Delivery(db, settings, channels).round()
                await Fetching(db, settings, channels).round()
            for channel in channels.values():
                await channel.close()

        asyncio.run(one())

    return run


def last_sent(db):
    """Return the platform's id of the last message and its buttons by label."""
    with db.read() as snap:
        rows = select(OutboxRow.external_id, OutboxRow.payload).order_by(OutboxRow.id.desc())
        external_id, payload = snap.execute(rows).first()
    return int(external_id), {button["label"]: button["payload"] for button in payload["choices"]}


@pytest.mark.both_databases
def test_a_matter_is_told_with_a_photo_and_filed_by_buttons(platform, door, work, db):
    work(lambda channel: channel.prepare(webhook_url=f"{door}/hooks/telegram/{ACCOUNT}"))

    def press(label):
        message_id, buttons = last_sent(db)
        platform.brings(choice=next(buttons[one] for one in buttons if label in one), about=message_id)
        work()
        return message_id

    platform.brings("Ổ gà to trước cổng trường tiểu học phường Bắc Giang, hôm qua có cháu bé ngã xe")
    work()
    pressed = press("Đồng ý")
    platform.brings(photo=picture())
    work()
    press("Gửi")
    with db.read() as snap:
        [case] = snap.execute(select(CaseRow.id, CaseRow.code)).all()
        [file] = snap.execute(select(AttachmentRow.case_id, AttachmentRow.sha256)).all()
        assert set(snap.execute(select(InboxRow.status)).scalars()) == {"done"}
        assert set(snap.execute(select(OutboxRow.status)).scalars()) == {"sent"}
    assert tuple(file) == (case.id, hashlib.sha256(picture()).hexdigest())
    calls = platform.calls()
    texts = [fields["text"] for method, fields in calls if method == "sendMessage"]
    assert f"<code>{case.code}</code>" in texts[-1]
    until = time.monotonic() + 60
    while not _is_bare(platform.calls(), pressed) and time.monotonic() < until:
        time.sleep(0.05)  # a pressed button is taken away in the background
    assert _is_bare(platform.calls(), pressed)


def _is_bare(calls, message_id):
    """Whether the buttons of a message were taken away, after its press was acknowledged."""
    edits = [fields for method, fields in calls if method == "editMessageReplyMarkup"]
    is_acknowledged = "answerCallbackQuery" in [method for method, _fields in calls]
    return is_acknowledged and any(
        int(one["message_id"]) == message_id and not one.get("reply_markup") for one in edits
    )
