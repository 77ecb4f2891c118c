"""What fault tests ask for: real servers, and the platform they talk to."""

import pytest

from tests.fakes.bot_api import TOKEN, FakeBotApi
from tests.faults.server import Nursery, Server

SECRET = "webhook-secret"


@pytest.fixture(scope="session")
def nursery():
    found = Nursery()
    yield found
    found.close()


@pytest.fixture
def bot_api():
    with FakeBotApi() as api:
        yield api


@pytest.fixture
def start_server(nursery, settings, bot_api, tmp_path):
    """Return a function that starts a server on a database and waits for it; it ends with the test."""
    servers = []

    def start(database_url, mode="webhook"):
        environ = {
            "NGHEDAN_DATA_DIR": str(settings.data_dir),
            "NGHEDAN_DATABASE_URL": database_url,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "TELEGRAM_MODE": mode,
            "TELEGRAM_API_URL": bot_api.address,
        }
        server = Server(nursery, environ, tmp_path / "server.log")
        servers.append(server)
        server.start()
        server.wait()
        return server

    yield start
    for server in servers:
        server.kill()
