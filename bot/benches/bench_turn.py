"""What one whole turn of talk costs a server: calls, statements, and processor time beside that of plain additions.

A busy machine changes calls and statements not at all and the ratio little: what makes a turn dearer shows at once.
"""

import asyncio
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import count
from types import CodeType, FrameType
from typing import Any

from starlette.types import ASGIApp, Message

from bot.app import create_bot_app
from bot.benches.bench_clients import CLIENTS, PACE_S, SECRET, TRIP, running_bot_api, update_body
from bot.benches.bench_intake import environment, prepare
from bot.channels.base import Channel, Key
from bot.channels.registry import open_channels
from bot.running.readiness import load_all
from bot.sending.delivery import Delivery
from bot.server import loop_factory
from bot.turn import Turns
from intake.clock import ZONE
from intake.db import Database, Snapshot, Transaction, open_database
from intake.installation.bounds import load_bounds
from intake.installation.settling import settle
from intake.rehearsals.yardstick import ADDITIONS, additions_s
from intake.settings import Settings, load_settings

_CHATS = 48
_WARMING = 8
_PATIENCE_S = 60.0  # work is counted here, however slow the machine is
_STATEMENTS = {way.__code__ for way in (Snapshot.execute, Snapshot.ask, Transaction.write)}
_HEADERS = [(b"x-telegram-bot-api-secret-token", SECRET.encode()), (b"content-type", b"application/json")]


@dataclass(slots=True)
class _Cost:
    """What a part of the way cost so far; `unit_s` is the processor time of the additions beside it."""

    turns: int = 0
    calls: int = 0
    statements: int = 0
    journeys: int = 0
    seconds: float = 0.0
    unit_s: float = 0.0


@dataclass(slots=True)
class _Meter:
    """Measures parts of the way; it counts calls only when told to, for that takes time.

    `journey` is what is called to go to a server of databases and back.
    """

    counts: bool
    journey: CodeType | None = None
    costs: dict[str, _Cost] = field(default_factory=dict)
    _now: _Cost = field(default_factory=_Cost)

    def see(self, frame: FrameType, what: str, _arg: object) -> None:
        """Count a call; Python tells of each."""
        if what == "call":
            self._now.calls += 1
            if frame.f_code in _STATEMENTS:
                self._now.statements += 1
            elif frame.f_code is self.journey:
                self._now.journeys += 1

    @contextmanager
    def measuring(self, part: str, turns: int) -> Iterator[None]:
        """Measure what is done inside for so many turns."""
        cost = self._now = self.costs.setdefault(part, _Cost())
        cost.turns += turns
        before = self._unit_s()
        began = time.process_time()
        yield
        cost.seconds += time.process_time() - began
        self._now = _Cost()
        cost.unit_s += (before + self._unit_s()) / 2

    def _unit_s(self) -> float:
        return 0.0 if self.counts else additions_s(time.process_time)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """See the calls of this thread, and of those that begin inside."""
        if self.counts:
            threading.setprofile(self.see)
            sys.setprofile(self.see)
        try:
            yield
        finally:
            sys.setprofile(None)
            threading.setprofile(None)


def run(database: str) -> dict[str, float]:
    """Return the cost of a turn in the whole, and of its two parts: taking it in, and sending the answer."""
    with tempfile.TemporaryDirectory() as folder, running_bot_api() as bot_api:
        url = f"sqlite:///{folder}/bench.db" if database == "sqlite" else database
        settings = load_settings(environment(folder, url, bot_api))
        clock = _Clock()
        db = open_database(settings.database_url, clock)
        prepare(db)
        first = count(time.monotonic_ns() // 1000 % 10**9 * 100)
        figures: dict[str, float] = {}
        for meter in (_Meter(counts=False), _Meter(counts=True, journey=_journey(db))):
            with asyncio.Runner(loop_factory=loop_factory()) as runner, meter.watching():
                runner.run(_trips(db, settings, clock, meter, first))
            figures |= _figures(meter)
        db.close()
    return figures


def _journey(db: Database) -> CodeType | None:
    if db.is_sqlite:
        return None
    from intake.engine.pg_cursor import PgCursor  # noqa: PLC0415 - its driver is loaded where it is needed

    return PgCursor.go.__code__


def _figures(meter: _Meter) -> dict[str, float]:
    figures: dict[str, float] = {}
    for part, cost in meter.costs.items():
        if meter.counts:
            figures[f"{part}: calls a turn"] = cost.calls / cost.turns
            figures[f"{part}: statements a turn"] = cost.statements / cost.turns
            if meter.journey:
                figures[f"{part}: journeys to the database a turn"] = cost.journeys / cost.turns
        else:
            rounds = cost.turns / _CHATS
            figures[f"{part}: processor, ms a turn"] = 1000 * cost.seconds / cost.turns
            figures[f"{part}: in thousands of additions a turn"] = (
                cost.seconds / cost.turns / (cost.unit_s / rounds) * ADDITIONS / 1000
            )
    return figures


class _Clock:
    """Time goes on when it is told to, so that nobody writes faster than people do; an office is open when it begins.

    In the evening a turn costs more: what may wait until the morning is put off.
    """

    def __init__(self) -> None:
        self.now = datetime(2026, 9, 15, 9, 30, tzinfo=ZONE)

    def __call__(self) -> datetime:
        return self.now

    def go_on(self) -> None:
        self.now += timedelta(seconds=PACE_S)


async def _trips(db: Database, settings: Settings, clock: _Clock, meter: _Meter, first: Iterator[int]) -> None:
    channels = open_channels(settings, db)
    _without_pace(channels)
    turns = Turns(db, settings, channels, burst=load_bounds().burst)
    app, delivery = create_bot_app(db, settings, turns, channels), Delivery(db, settings, channels)
    app.state.counter = replace(app.state.counter, turn_s=_PATIENCE_S)
    load_all(turns.reader, clock.now.date())  # as a server does before the first citizen writes
    settle()
    warming = _Meter(counts=False)
    for watch, chats in ((warming, _WARMING), (meter, _CHATS)):
        ids = [next(first) for _number in range(chats)]
        for words in TRIP:
            bodies = [update_body(next(first), chat, words) for chat in ids]
            with watch.measuring("taken in", chats):
                for some in _batched(bodies):
                    await asyncio.gather(*(_post(app, body) for body in some))
            with watch.measuring("answer sent", chats):
                await delivery.round()
            clock.go_on()
    for channel in channels.values():
        await channel.close()


def _batched(bodies: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """Yield what all clients bring at once."""
    return (bodies[start : start + CLIENTS] for start in range(0, len(bodies), CLIENTS))


def _without_pace(channels: dict[Key, Channel]) -> None:
    """Let answers go out as fast as they can: a platform's pace costs nothing but waiting."""
    for channel in channels.values():
        channel.caps = replace(channel.caps, every_s=0.0, per_chat_s=0.0)  # type: ignore[misc]


async def _post(app: ASGIApp, body: bytes) -> None:
    """Bring an update as the web server does."""
    path = "/hooks/telegram/1"
    statuses: list[int] = []
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": "POST",
        "path": path, "raw_path": path.encode(), "root_path": "", "scheme": "http", "query_string": b"",
        "headers": [*_HEADERS, (b"content-length", str(len(body)).encode())],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "state": {},
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        statuses.extend([message["status"]] if "status" in message else ())

    await app(scope, receive, send)
    if statuses != [HTTPStatus.OK]:
        raise RuntimeError(f"answered {statuses}")
