"""Benchmarks: how fast the house takes messages in and reads them, as ratios to a limit measured in the same run."""

import asyncio
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from random import Random
from statistics import median
from typing import Any

import httpx

from bot.demo.province import build
from bot.demo.stories import load_book, story
from intake import inbox, meta
from intake.db import Database, open_database
from intake.directory import import_directory
from intake.inbox import RawEvent
from intake.migrate import upgrade
from intake.past_matters import registered
from intake.settings import load_settings
from routing.places import load_gazetteer

_CHATS = 60
_TOKEN = "1:bench"  # noqa: S105 - of a bot that does not exist
_SECRET = "bench-secret"  # noqa: S105 - as above
_TRIP = (
    "Ổ gà to trước cổng chợ, phường Bắc Giang, hôm qua có người ngã xe",
    "đồng ý",
    "việc khác",
    "gửi",
    "hôm nay vẫn chưa thấy ai đến",
)


@dataclass(frozen=True, slots=True)
class Result:
    """Named figures of one run."""

    what: str
    figures: dict[str, float]

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain values."""
        return asdict(self)

    def to_text(self) -> str:
        """Return the figures as a table."""
        width = max(len(name) for name in self.figures)
        return "\n".join(f"{name:<{width}}  {value:>12,.3f}" for name, value in self.figures.items())


def run(what: str, database: str) -> Result:
    """Run a benchmark: "intake" (with its database: `sqlite` or a PostgreSQL address) or "read"."""
    return Result(what, _read() if what == "read" else _intake(database))


# --- read ---------------------------------------------------------------------------------------------------------


def _read() -> dict[str, float]:
    before = _memory_mib()
    began = time.perf_counter()
    from routing.reading import default_reader  # noqa: PLC0415 - its loading is what is measured

    reader = default_reader()
    loading = time.perf_counter() - began
    commune, dice = next(iter(load_gazetteer().communes.values())), Random(1)  # noqa: S311 - no secrecy needed
    texts = [story(telling, commune, dice).text for _again in range(10) for telling in load_book().tellings]
    reader.read(texts[0])
    times = sorted(_timed(reader.read, text) for text in texts)
    folding = sorted(_timed(lambda text: text.casefold().split(), text) for text in texts)
    return {
        "load, s": loading,
        "memory, MiB": _memory_mib() - before,
        "messages/s": len(times) / sum(times),
        "p50, ms": 1000 * median(times),
        "p99, ms": 1000 * times[int(len(times) * 0.99)],
        "ratio to one casefold and split": median(times) / median(folding),
    }


def _timed(call: Callable[[str], object], text: str) -> float:
    began = time.perf_counter()
    call(text)
    return time.perf_counter() - began


def _memory_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# --- intake -------------------------------------------------------------------------------------------------------


def _intake(database: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db" if database == "sqlite" else database
        environ = _environment(folder, url)
        db = open_database(load_settings(environ).database_url)
        _prepare(db)
        raw = _raw_commits(db)
        with _Server(environ) as address:
            figures = asyncio.run(_talk(address))
        with db.read() as snap:
            figures["cases/s"] = registered(snap) / figures.pop("seconds")
        db.close()
    figures["raw commits/s, same database"] = raw
    figures["ratio: messages to raw commits"] = figures["messages/s"] / raw
    return figures


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
        self._process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL)  # noqa: S603 - ourselves

    def __enter__(self) -> str:
        address = f"http://127.0.0.1:{self._port}"
        for _attempt in range(100):
            try:
                if httpx.get(f"{address}/healthz").is_success:
                    return address
            except httpx.TransportError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        self._process.wait(20)


async def _talk(address: str) -> dict[str, float]:
    numbers = iter(range(1, 10**9))
    began = time.perf_counter()
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        talks = [_one_chat(client, 10_000 + chat, numbers) for chat in range(_CHATS)]
        times = sorted(took for talk in await asyncio.gather(*talks) for took in talk)
    seconds = time.perf_counter() - began
    at = {name: times[int(len(times) * share)] for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))}
    return {
        "seconds": seconds,
        "messages/s": len(times) / seconds,
        **{f"{name}, ms": 1000 * value for name, value in at.items()},
    }


async def _one_chat(client: httpx.AsyncClient, chat: int, numbers: Iterator[int]) -> list[float]:
    times = []
    for words in _TRIP:
        number = next(numbers)
        began = time.perf_counter()
        answer = await client.post(
            "/hooks/telegram/1",
            content=json.dumps(_update(number, chat, words)),
            headers={"X-Telegram-Bot-Api-Secret-Token": _SECRET, "content-type": "application/json"},
        )
        answer.raise_for_status()
        times.append(time.perf_counter() - began)
    return times


def _update(number: int, chat: int, words: str) -> dict[str, Any]:
    who = {"id": chat, "is_bot": False, "first_name": "Bà Tư"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": {"id": chat, "type": "private"}, "from": who}
    return {"update_id": number, "message": {**message, "text": words}}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
