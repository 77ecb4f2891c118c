"""How many whole turns of talk a second go through the webhook, durable, beside raw commits of the same database.

Measured twice: the turns alone, and in a process that also sends the answers, to a Bot API that takes them at once.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack

from bot.benches.bench_clients import AT_WORK, PACE_S, SECRET, Talks, running_bot_api, running_server, sent, talk
from bot.demo.province import build
from bot.server import loop_factory
from intake import meta
from intake.db import Database, open_database
from intake.directory.directory import import_directory
from intake.learning.past_matters import registered
from intake.migrate import upgrade
from intake.rehearsals.full_book import look_over
from intake.settings import load_settings
from intake.talk import inbox
from intake.talk.inbox import RawEvent

_WARMING = 100
_TOKEN = "1:bench"  # noqa: S105 - of a bot that does not exist


def run(database: str) -> dict[str, float]:
    """Return turns a second and their times; on a server database with one process and with two."""
    with tempfile.TemporaryDirectory() as folder, running_bot_api() as bot_api:
        url = f"sqlite:///{folder}/bench.db" if database == "sqlite" else database
        environ = environment(folder, url, bot_api)
        db = open_database(load_settings(environ).database_url)
        prepare(db)
        raw = _raw_commits(db)
        figures = _alone(db, environ, processes=1)
        if not db.is_sqlite:
            two = _alone(db, environ, processes=2)
            figures["turns/s, two processes"] = two["turns/s"]
            figures["p95, ms, two processes"] = two["p95, ms"]
            figures["ratio: two processes to one"] = two["turns/s"] / figures["turns/s"]
            figures["processor of the servers, ms a turn, two processes"] = two["processor of the servers, ms a turn"]
            figures[f"{AT_WORK}, two processes"] = two[AT_WORK]
        figures |= _with_delivery(environ, bot_api)
        db.close()
    figures["raw commits/s, same database"] = raw
    figures["ratio: turns to raw commits"] = figures["turns/s"] / raw
    figures["a chat writes at most every, s"] = PACE_S
    return figures


def _alone(db: Database, environ: dict[str, str], *, processes: int) -> dict[str, float]:
    with ExitStack() as servers:
        addresses = [servers.enter_context(running_server(environ, only="web")) for _number in range(processes)]
        warm = _talk(addresses, _WARMING)
        if not db.is_sqlite:  # which then makes its plans anew
            look_over(db)
        before = _registered(db)
        done = _talk(addresses, _chats_for(warm))
    return done.figures() | {
        "asked to bring again, right after the start": float(warm.repeats),
        "cases/s": (_registered(db) - before) / done.seconds,
    }


def _with_delivery(environ: dict[str, str], bot_api: str) -> dict[str, float]:
    """Return turns a second of a whole process, whose answers go out meanwhile as fast as the platform lets them."""
    with running_server(environ, only=None) as address:
        warm = _talk([address], _WARMING)
        before = sent(bot_api)
        done = _talk([address], _chats_for(warm))
        answers = (sent(bot_api) - before) / done.seconds
    found = done.figures()
    return {
        "turns/s, answers sent meanwhile": found["turns/s"],
        "p95, ms, answers sent meanwhile": found["p95, ms"],
        "processor of the server, ms a turn, answers sent meanwhile": found["processor of the servers, ms a turn"],
        "answers sent/s": answers,
    }


def _talk(addresses: Sequence[str], chats: int) -> Talks:
    first = time.monotonic_ns() // 1000 % 10**9  # chats and updates that no earlier run had
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        return runner.run(talk(addresses, first, chats))


def _chats_for(warm: Talks) -> int:
    """Return so many chats that one sentence of each takes a server a little longer than a person takes for the next.

    Then the server is never idle, and nobody is faster than people are.
    """
    return max(_WARMING, round(warm.rate * PACE_S * 1.1))


def _registered(db: Database) -> int:
    with db.read() as snap:
        return registered(snap)


def environment(folder: str, url: str, bot_api: str) -> dict[str, str]:
    """Return the settings of a server whose one bot is told of by a webhook."""
    return {
        **os.environ,
        "NGHEDAN_DATA_DIR": folder,
        "NGHEDAN_DATABASE_URL": url,
        "TELEGRAM_BOT_TOKEN": _TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_MODE": "webhook",
        "TELEGRAM_API_URL": bot_api,
    }


def prepare(db: Database) -> None:
    """Make the book of a province, unless it is there."""
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
