"""One process that serves pages and webhooks and does the work behind them, or only a part of that."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Iterator
from socket import socket
from typing import Any, cast

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp

from bot.app import create_bot_app
from bot.channels.base import PolledChannel, TendedChannel, hook_path
from bot.channels.registry import open_channels
from bot.doors.fetching import Fetching
from bot.doors.polling import Polling, announce_webhook
from bot.mail.post import Post
from bot.running import health, metrics
from bot.running.checkups import Checkups
from bot.running.readiness import load_all
from bot.running.slow_callers import Connection, SlowBodies
from bot.running.upkeep import tend
from bot.sending.delivery import Delivery
from bot.turn import Turns
from bot.worker import Worker
from intake.clock import local_day
from intake.db import Database, open_database
from intake.engine.one_process import alone_on
from intake.errors import Unavailable
from intake.health import leases
from intake.health.pooling import require_own_statements
from intake.installation import logs
from intake.installation.bounds import load_bounds
from intake.installation.settling import settle
from intake.migrate import require_current, upgrade
from intake.sealed import key_mark
from intake.settings import Settings

_GRACE_S = 3
Join = Callable[[Settings, Database, FastAPI], ASGIApp]


def serve(
    settings: Settings,
    join: Join,
    *,
    front: socket,
    only: str | None = None,
    say: Callable[[str], None],
) -> int:
    """Run until told to stop (SIGINT, SIGTERM), listening at `front`; `join` makes one application of the two doors.

    Raises:
        Invalid: the database of a deployment has not been migrated, or stands behind a pool that is of no use to us.
        Conflict: the book was written by a newer release, goes with another key, or is SQLite and served already.
    """
    alone = alone_on(settings.database_url) if _delivers(only) else contextlib.nullcontext()
    with front, alone, contextlib.closing(_ready_book(settings, only)) as db:
        logs.set_up()
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(_Process(settings, db, join).run(front, only, say))
    return 0


def _ready_book(settings: Settings, only: str | None) -> Database:
    """Open the book, see that this process may serve it, and free what an ended one had in hand."""
    db = open_database(settings.database_url)
    with contextlib.ExitStack() as unless_ready:
        unless_ready.callback(db.close)
        if db.is_sqlite:
            upgrade(db)
            if _delivers(only):
                with db.transaction() as tx:
                    leases.take_all_back(tx)
        else:
            require_current(db)
        require_own_statements(db)
        with db.transaction() as tx:
            key_mark.hold(tx, settings)
        unless_ready.pop_all()
    return db


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return what makes the quicker event loop where it is installed; None stands for Python's own."""
    try:
        import uvloop  # noqa: PLC0415 - not for every system
    except ImportError:
        return None
    return uvloop.new_event_loop


def _address(front: socket) -> str:
    host, port = front.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _delivers(only: str | None) -> bool:
    return only in {None, "worker"}


class _Process:
    """The parts of one running process."""

    def __init__(self, settings: Settings, db: Database, join: Join) -> None:
        self._settings = settings
        self._db = db
        self._join = join
        self._channels = open_channels(settings, db)
        self._turns = Turns(db, settings, self._channels, burst=load_bounds().burst)
        self._delivery = Delivery(db, settings, self._channels)
        self._server: uvicorn.Server | None = None

    async def run(self, front: socket, only: str | None, say: Callable[[str], None]) -> None:
        stop = asyncio.Event()
        self._turns.on_change = self._delivery.wake
        door = self._application()
        tasks = [asyncio.create_task(part) for part in self._parts(only, stop)]
        try:
            app = SlowBodies(self._join(self._settings, self._db, door))
            config = uvicorn.Config(
                app,
                http=Connection,
                log_config=None,
                access_log=False,
                proxy_headers=True,
                timeout_graceful_shutdown=_GRACE_S,
            )
            load_all(self._turns.reader, local_day(self._db.clock()))
            with contextlib.suppress(Unavailable):
                door.state.desk.office()  # pages that tell of a book that is away have its telephone by then
            settle()
            address = _address(front)
            say(f"Người dân: {address}/\nCán bộ:    {address}/admin/\n(Ctrl-C để dừng)")
            self._server = uvicorn.Server(config)
            await self._server.serve(sockets=[front])
        finally:
            stop.set()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), _GRACE_S)
            await asyncio.to_thread(door.state.counter.close)
            for channel in self._channels.values():
                await channel.close()

    def _application(self) -> FastAPI:
        app = create_bot_app(self._db, self._settings, self._turns, self._channels, is_stopping=self._is_stopping)
        app.include_router(health.router)
        app.include_router(metrics.router)
        return app

    def _is_stopping(self) -> bool:
        return self._server is not None and self._server.should_exit

    def _parts(self, only: str | None, stop: asyncio.Event) -> Iterator[Coroutine[Any, Any, None]]:
        if _delivers(only):
            yield self._delivery.run(stop)
            yield Fetching(self._db, self._settings, self._channels).run(stop)
            yield Worker(self._db, self._turns).run(stop)
            yield Checkups(self._db, self._channels).run(stop)
            yield Post(self._db, self._settings).run(stop)
            for channel in self._channels.values():
                if hasattr(channel, "upkeep"):
                    yield tend(cast("TendedChannel", channel), stop)
        if only in {None, "bot"}:
            for channel in self._channels.values():
                if hasattr(channel, "poll"):
                    yield self._listen(cast("PolledChannel", channel), stop)

    def _listen(self, channel: PolledChannel, stop: asyncio.Event) -> Coroutine[Any, Any, None]:
        """Ask the platform for updates, or tell it once where to bring them."""
        if channel.is_polled:
            return Polling(self._db, self._turns, channel).run(stop)
        url = f"{self._settings.base_url}{hook_path((channel.name, channel.account))}"
        return announce_webhook(channel, url, stop)
