"""What fault tests ask for: real servers, and the platform they talk to."""

import pytest

from tests.fakes.bot_api import FakeBotApi
from tests.faults.platforms import TELEGRAM
from tests.faults.server import Server


@pytest.fixture
def bot_api():
    with FakeBotApi() as api:
        yield api


@pytest.fixture
def start_server(nursery, settings, bot_api, tmp_path):
    """Return a function that starts a server on a database and waits for it; it ends with the test."""
    servers = []

    def start(database_url, environ=None):
        channel = environ or TELEGRAM.environ(bot_api.address)
        book = {"NGHEDAN_DATA_DIR": str(settings.data_dir), "NGHEDAN_DATABASE_URL": database_url}
        server = Server(nursery, {**book, **channel}, tmp_path / "server.log")
        servers.append(server)
        server.start()
        server.wait()
        return server

    yield start
    for server in servers:
        server.kill()
