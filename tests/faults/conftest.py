"""A real server process that can be killed."""

import os
import socket
import subprocess
import sys
import time

import httpx
import pytest

from tests.fakes.bot_api import TOKEN, FakeBotApi

SECRET = "webhook-secret"


class Server:
    """`nghedan serve` in a process of its own; `kill` is SIGKILL, `start` may follow at once."""

    def __init__(self, environ: dict[str, str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._environ = environ
        self._process = None

    def start(self) -> None:
        command = [sys.executable, "-m", "nghedan", "serve", "--port", str(self.port)]
        self._process = subprocess.Popen(
            command, env=self._environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def wait(self) -> None:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.address}/healthz", timeout=1).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.02)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def bot_api():
    with FakeBotApi() as api:
        yield api


@pytest.fixture
def server(database_url, settings, bot_api):
    environ = {
        **os.environ,
        "NGHEDAN_DATA_DIR": str(settings.data_dir),
        "NGHEDAN_DATABASE_URL": database_url,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_MODE": "webhook",
        "TELEGRAM_API_URL": bot_api.address,
    }
    server = Server(environ)
    yield server
    server.kill()
