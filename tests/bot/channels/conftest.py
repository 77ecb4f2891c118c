"""What the tests of the channels share: a fake Bot API, a channel that speaks to it, and an application over a book."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx
import pytest
from fastapi import FastAPI

from bot.app import create_bot_app, open_book
from bot.channels.registry import open_channels
from bot.channels.zalo_oa.tokens import Tokens
from bot.running.readiness import load_all
from bot.turn import Turns
from intake.clock import local_day, system_clock
from intake.sealed.vault_keys import add_key, new_key
from intake.settings import Settings, load_settings
from routing.reading import default_reader
from tests.factories import furnish
from tests.fakes.bot_api import TOKEN, FakeBotApi
from tests.fakes.zalo_oa import APP, APP_SECRET, OA, OA_SECRET, FakeZalo

ADDRESS = "http://127.0.0.1:8000"
SECRET = "a-secret-of-the-webhook"
# tests of sealed pages run over one database, for pages are the same over both, and with a key for names
OF_SEALED_PAGES = [
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("vault_key"),
]


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with FakeBotApi() as fake:
        yield fake


@pytest.fixture
def telegram_settings(tmp_path, api) -> Settings:
    return load_settings(
        {
            "NGHEDAN_DATA_DIR": str(tmp_path / "data"),
            "NGHEDAN_SECRET_KEY": "k" * 40,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "TELEGRAM_API_URL": api.address,
        }
    )


@pytest.fixture
def vault_key(telegram_settings) -> None:
    """A key, without which no name is kept."""
    add_key(telegram_settings)


@pytest.fixture
def zalo() -> Iterator[FakeZalo]:
    with FakeZalo() as fake:
        yield fake


@pytest.fixture
def zalo_settings(tmp_path, zalo) -> Settings:
    return load_settings(
        {
            "NGHEDAN_DATA_DIR": str(tmp_path / "data"),
            "NGHEDAN_SECRET_KEY": "k" * 40,
            "NGHEDAN_VAULT_KEYS": new_key(),
            "ZALO_APP_ID": APP,
            "ZALO_OA_ID": OA,
            "ZALO_APP_SECRET": APP_SECRET,
            "ZALO_OA_SECRET_KEY": OA_SECRET,
            "ZALO_API_URL": zalo.address,
            "ZALO_OAUTH_URL": zalo.address,
        }
    )


@pytest.fixture
def tokens(db, zalo, zalo_settings) -> Tokens:
    """The tokens of an account into which a person has just put a pair."""
    found = Tokens(db, zalo_settings, wait=lambda _seconds: None)
    found.put_in(zalo.access, zalo.refresh)
    return found


@pytest.fixture
def turns(db, telegram_settings) -> Turns:
    furnish(db)
    return Turns(db, telegram_settings, open_channels(telegram_settings, db))


_DOORS = []


@pytest.fixture
def app(db, telegram_settings, turns):
    """One application for the whole run: it learns its routes at their first call, longer than most tests."""
    if not _DOORS:
        _DOORS.append(create_bot_app(db, telegram_settings, turns, turns.channels))
    _DOORS[0].state.is_stopping = lambda: False
    open_book(_DOORS[0], db, telegram_settings, turns, turns.channels)
    yield _DOORS[0]
    _DOORS[0].state.counter.close()
    with ThreadPoolExecutor(1) as beside:  # where a browser is driven, a loop runs here already
        for channel in turns.channels.values():  # a slow machine shows a sign of typing, which opens a connection
            beside.submit(asyncio.run, channel.close()).result()


@dataclass
class Browser:
    """A browser without JavaScript: it keeps cookies, and says which page a form came from."""

    app: FastAPI
    headers: dict = field(default_factory=lambda: {"Origin": ADDRESS})
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)

    def get(self, path, **options) -> httpx.Response:
        return self.send("GET", path, **options)

    def post(self, path, **options) -> httpx.Response:
        return self.send("POST", path, **options)

    def send(self, method, path, *, headers=None, **options) -> httpx.Response:
        return asyncio.run(self._send(method, path, {**self.headers, **(headers or {})}, **options))

    async def _send(self, method, path, headers, **options) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS, cookies=self.cookies) as client:
            answer = await client.request(method, path, headers=headers, **options)
            self.cookies = client.cookies
            return answer


@pytest.fixture(scope="session", autouse=True)
def _awake():
    """Read once, as a server does before the first citizen writes: a webhook has two seconds for its answer."""
    load_all(default_reader(), local_day(system_clock()))


@pytest.fixture
def browser_of():
    """Open a browser on an application."""
    return Browser


@pytest.fixture
def browser(app):
    """Open browsers on the application."""

    def open_browser() -> Browser:
        return Browser(app)

    return open_browser


@pytest.fixture
def look(browser):
    """Look a case up as whoever holds its receipt does, in a browser that has no chat."""

    def up(code, secret):
        return browser().post("/tra-cuu", data={"ma": code, "bi-mat": secret})

    return up
