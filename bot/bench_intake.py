"""How many whole turns of talk a second go through the webhook, durable, beside raw commits of the same database."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any, Self

import httpx

from bot.demo.province import build
from intake import inbox, meta
from intake.db import Database, open_database
from intake.directory import import_directory
from intake.inbox import RawEvent
from intake.migrate import upgrade
from intake.past_matters import registered
from intake.settings import load_settings

_CLIENTS = 16
_CHATS, _WARMING = 200, 20
_TOKEN = "1:bench"  # noqa: S105 - of a bot that does not exist
_SECRET = "bench-secret"  # noqa: S105 - as above
_TRIP = (
    "Ổ gà to trước cổng chợ, phường Bắc Giang, hôm qua có người ngã xe",
    "đồng ý",
    "việc khác",
    "gửi",
    "hôm nay vẫn chưa thấy ai đến",
)


def run(database: str) -> dict[str, float]:
    """Return turns a second and their times; on a server database with one process and with two."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db" if database == "sqlite" else database
        environ = _environment(folder, url)
        db = open_database(load_settings(environ).database_url)
        _prepare(db)
        raw = _raw_commits(db)
        figures = _measured(db, environ, processes=1)
        if not db.is_sqlite:
            two = _measured(db, environ, processes=2)
            figures["turns/s, two processes"] = two["turns/s"]
            figures["p95, ms, two processes"] = two["p95, ms"]
            figures["ratio: two processes to one"] = two["turns/s"] / figures["turns/s"]
        db.close()
    figures["raw commits/s, same database"] = raw
    figures["ratio: turns to raw commits"] = figures["turns/s"] / raw
    return figures


def _measured(db: Database, environ: dict[str, str], *, processes: int) -> dict[str, float]:
    first = time.monotonic_ns() // 1000 % 10**9  # chats and updates that no earlier run had
    with ExitStack() as servers:
        addresses = [servers.enter_context(_Server(environ)) for _number in range(processes)]
        asyncio.run(_talk(addresses, first, _WARMING))
        before = _registered(db)
        figures = asyncio.run(_talk(addresses, first + _WARMING, _CHATS))
    figures["cases/s"] = (_registered(db) - before) / figures.pop("seconds")
    return figures


def _registered(db: Database) -> int:
    with db.read() as snap:
        return registered(snap)


def _environment(folder: str, url: str) -> dict[str, str]:
    return {
        **os.environ,
        "NGHEDAN_DATA_DIR": folder,
        "NGHEDAN_DATABASE_URL": url,
        "TELEGRAM_BOT_TOKEN": _TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": _SECRET,
        "TELEGRAM_MODE": "webhook",
        "TELEGRAM_API_URL": "http://127.0.0.1:9",
    }


def _prepare(db: Database) -> None:
    upgrade(db)
    with db.transaction() as tx:
        if not meta.version(tx, "directory"):
            import_directory(tx, build().directory)


def _raw_commits(db: Database, seconds: float = 3.0) -> float:
    """Return three-row transactions a second, one writer, with the durability of the house."""
    count, until = 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        with db.transaction() as tx:
            for row in range(3):
                inbox.store(tx, RawEvent("bench", "raw", f"{count}:{row}:{until}", "raw", count, "{}"))
        count += 1
    return count / seconds


class _Server:
    """A running server of its own process."""

    def __init__(self, environ: dict[str, str]) -> None:
        self._port = _free_port()
        command = [sys.executable, "-m", "nghedan", "serve", "--only", "web", "--port", str(self._port)]
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def __enter__(self) -> str:
        address = f"http://127.0.0.1:{self._port}"
        for _attempt in range(300):
            try:
                if httpx.get(f"{address}/healthz").is_success:
                    return address
            except httpx.TransportError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        self._process.wait(20)


class _Line:
    """One kept-alive connection. A full client would take as much of the machine as the server that is measured."""

    def __init__(self, address: str) -> None:
        self._host, _, port = address.removeprefix("http://").partition(":")
        self._port = int(port)

    async def open(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        return self

    async def post(self, body: bytes) -> None:
        head = (
            f"POST /hooks/telegram/1 HTTP/1.1\r\nHost: {self._host}\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {_SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        answer = await self._reader.readuntil(b"\r\n\r\n")
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(answer.decode("latin-1"))

    def close(self) -> None:
        self._writer.close()


async def _talk(addresses: Sequence[str], first: int, chats: int) -> dict[str, float]:
    """Play `chats` whole talks, `_CLIENTS` at a time; a client always speaks to the same process."""
    numbers = iter(range(first * 10, 10**18))
    waiting = iter(range(first, first + chats))
    times: list[float] = []

    async def client(address: str) -> None:
        line = await _Line(address).open()
        for chat in waiting:
            for words in _TRIP:
                body = json.dumps(_update(next(numbers), chat, words)).encode()
                began = time.perf_counter()
                await line.post(body)
                times.append(time.perf_counter() - began)
        line.close()

    began = time.perf_counter()
    await asyncio.gather(*(client(addresses[number % len(addresses)]) for number in range(_CLIENTS)))
    seconds = time.perf_counter() - began
    times.sort()
    at = {name: times[int(len(times) * share)] for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))}
    return {
        "seconds": seconds,
        "turns/s": len(times) / seconds,
        **{f"{name}, ms": 1000 * value for name, value in at.items()},
    }


def _update(number: int, chat: int, words: str) -> dict[str, Any]:
    who = {"id": chat, "is_bot": False, "first_name": "Bà Tư"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": {"id": chat, "type": "private"}, "from": who}
    return {"update_id": number, "message": {**message, "text": words}}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
