"""Asks a platform for updates where no webhook can reach us: durable first, then the offset moves, both at once."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from starlette.concurrency import run_in_threadpool

from bot.channels.base import Batch, PolledChannel, PollFailed
from bot.doors.rivals import Rivals
from bot.pausing import stopped
from bot.turn import Turns
from intake.channels.channel_tokens import Account
from intake.db import Database
from intake.errors import Unavailable
from intake.talk import inbox
from intake.talk.inbox import RawEvent

_log = logging.getLogger(__name__)
_FIRST_WAIT_S = 1.0
_LONGEST_WAIT_S = 60.0
_NUMBERS_HOLD = timedelta(days=6)  # Telegram counts on for a week without updates, and from anywhere after it


class Polling:
    """Polls one channel. Only one process may do so for a bot; the platform refuses the second."""

    def __init__(self, db: Database, turns: Turns, channel: PolledChannel) -> None:
        self._db = db
        self._turns = turns
        self._channel = channel
        self._is_prepared = False
        self._heard_at: datetime | None = None
        self._knows_silence = False
        self._rivals = Rivals(db, Account(channel.name, channel.account))
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until told to stop; an error is waited out, longer and longer."""
        wait = _FIRST_WAIT_S
        while not stop.is_set():
            failed = await self._try_once(stop)
            if failed is None:
                wait = _FIRST_WAIT_S
                continue
            await stopped(stop, max(wait, failed.total_seconds()))
            wait = min(wait * 2, _LONGEST_WAIT_S)

    async def _try_once(self, stop: asyncio.Event) -> timedelta | None:
        """Ask, store, play; return None, or after a failure how long to wait at least."""
        try:
            await self._once(stop)
        except PollFailed as error:
            _log.warning("no updates: %s %s", error.reason, error.advice, extra={"channel": self._channel.name})
            if error.is_rival:
                await self._tell(self._rivals.seen)
            return error.after or timedelta(0)
        except Unavailable:
            _log.warning("updates not stored; they will be asked for again")
            return timedelta(0)
        except Exception as error:  # noqa: BLE001 - polling lives on; the error's words may be a citizen's
            _log.error("updates not handled", extra={"kind": type(error).__name__})
            return timedelta(0)
        await self._tell(self._rivals.quiet)
        return None

    async def _tell(self, what: Callable[[], None]) -> None:
        with suppress(Unavailable):
            await run_in_threadpool(what)

    async def _once(self, stop: asyncio.Event) -> None:
        if not self._is_prepared:
            await self._channel.prepare(webhook_url=None)
            self._is_prepared = True
        batch = await self._ask(stop)
        if batch is None:
            return
        await run_in_threadpool(self._take_in, batch)
        for event in batch.events:
            self._acknowledge(event)
        if batch.strays and not batch.events and not batch.is_only_once:
            raise PollFailed("nothing but strays: the offset cannot move past them")

    async def _ask(self, stop: asyncio.Event) -> Batch | None:
        """Ask for updates; a stop does not wait for the end of a long poll, in which nothing is at stake."""
        asking = asyncio.create_task(self._channel.poll(await run_in_threadpool(self._position)))
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait((asking, stopping), return_when=asyncio.FIRST_COMPLETED)
            return asking.result() if asking.done() else None
        finally:
            asking.cancel()
            stopping.cancel()

    def _position(self) -> int:
        """Return where to read on: from the start after a long silence, when the numbers of updates begin anew.

        What is given out a second time then is known by its key.
        """
        key = (self._channel.name, self._channel.account)
        with self._db.read() as snap:
            if not self._knows_silence:
                self._heard_at, self._knows_silence = inbox.last_received(snap, *key), True
            is_still = self._heard_at is None or self._db.clock() - self._heard_at > _NUMBERS_HOLD
            return 0 if is_still else inbox.cursor(snap, *key)

    def _take_in(self, batch: Batch) -> None:
        if batch.events or (batch.is_only_once and batch.strays):
            key = (self._channel.name, self._channel.account)
            self._turns.receive_batch(batch.events, (*key, batch.position), batch.strays)
        if batch.events:
            self._heard_at = self._db.clock()

    def _acknowledge(self, event: RawEvent) -> None:
        inbound = self._channel.normalise(event.raw)
        if inbound.callback_id is not None:
            task = asyncio.create_task(self._channel.acknowledge(inbound))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


async def announce_webhook(channel: PolledChannel, url: str, stop: asyncio.Event) -> None:
    """Tell the platform to call us at an address; tried until it agrees."""
    wait = _FIRST_WAIT_S
    while not stop.is_set():
        try:
            await channel.prepare(webhook_url=url)
        except PollFailed as error:
            _log.warning("webhook not set: %s %s", error.reason, error.advice, extra={"channel": channel.name})
            await stopped(stop, wait)
            wait = min(wait * 2, _LONGEST_WAIT_S)
        else:
            return
