"""Answers in time: what a platform brought is durable within two seconds, or it is asked to bring it again.

Zalo waits two seconds for an answer and repeats what got none; whoever answers late too often is shut off. A turn may
take longer where somebody else is at the same chat, or the book is slow: then the update alone is stored and the turn
played after the answer. Where even that cannot be done in time, the platform is told so; what was begun goes on, and
the repeat is known by its key.

Whoever posts at our own page waits longer, but not for ever, nor in the threads that pages are made in: nobody shuts us
off there, and an answer that shows what was said is worth some seconds. Their page sends again what got no answer.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import TypeVar

from bot.channels.base import Key
from bot.doors.gaps import Gaps
from bot.turn import Outcome, Turns
from intake.db import Database
from intake.engine.neighbours import Handed
from intake.errors import Unavailable
from intake.talk import inbox
from intake.talk.inbox import RawEvent

TURN_S = 1.1
STORE_S = 0.6
PAGE_S = 15.0  # before a proxy gives up, and tells it in its own words
_LATE = "Sổ đang bận, tin chưa được ghi. Xin gửi lại sau ít giây."
_UNSURE = "Sổ đang bận, chưa rõ đã ghi được chưa. Xin gửi lại sau ít giây: gửi lại không bị ghi hai lần."
_T = TypeVar("_T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Counter:
    """Where the updates of webhooks are handed in; `counting` channels number them one by one."""

    db: Database
    turns: Turns
    counting: frozenset[str] = frozenset()
    turn_s: float = TURN_S
    store_s: float = STORE_S
    page_s: float = PAGE_S
    clock: Callable[[], float] = monotonic
    _gaps: dict[Key, Gaps] = field(default_factory=dict)
    _turns: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(40, "turn"))
    _stores: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(8, "store"))  # all others may wait
    _pages: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(20, "page"))
    _looks: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "look"))
    _tells: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "tell"))
    _untold: dict[Key, list[Handed]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Hear what the other processes of the book are handed."""
        self.db.neighbours.hear(self._heard)

    async def take_in(self, event: RawEvent) -> Outcome | None:
        """Take an update in; None where it is durable and its turn is played later.

        Raises:
            Unavailable: it was not stored, or not in time.
        """
        until = self.clock() + self.turn_s
        try:
            return await self._played(event, until)
        except TimeoutError:
            _log.warning("turn takes long; the update alone is stored", extra={"channel": event.channel})
        await self._kept(lambda: self._store(event), until + self.store_s)
        return None

    async def _played(self, event: RawEvent, until: float) -> Outcome:
        """Play a turn, where updates are numbered in their order. Raises TimeoutError where it takes long.

        What is waited for one before it is taken from its own time: the platform counts from when it called.
        """
        if event.channel not in self.counting:
            return await self._by(until, self._turns.submit(self.turns.receive, event))
        gaps = self.gaps_of((event.channel, event.account))
        passed = partial(gaps.passed, event.order_key)
        self._tell(event)
        try:
            await gaps.before(event.order_key, event.chat_key)
            return await self._by(until, self._turns.submit(self.turns.receive, event, passed))
        finally:
            passed()

    async def serve(self, take_in: Callable[[], _T]) -> _T:
        """Take in what a person posts at the page, who waits for it.

        Raises:
            Unavailable: it took too long; it may be stored all the same, and is known by its key when it comes again.
        """
        try:
            return await _within(self.page_s, self._pages.submit(take_in))
        except TimeoutError as error:
            _log.warning("post of a page takes long")
            raise Unavailable(_UNSURE) from error

    def gaps_of(self, key: Key) -> Gaps:
        """Return the numbers of one account."""
        if key not in self._gaps:
            stored = None if self.db.is_sqlite else partial(self._stored, key)
            self._gaps[key] = Gaps(stored=stored, clock=self.clock)
        return self._gaps[key]

    async def keep_aside(self, key: Key, body: bytes, reason: str) -> None:
        """Keep what is no update for an officer to see. Raises Unavailable, as above."""
        _log.warning("webhook body is no update", extra={"channel": key[0], "size": len(body)})
        until = self.clock() + self.store_s
        await self._kept(lambda: self._quarantine(key, body.decode("utf-8", "replace"), reason), until)

    def close(self) -> None:
        """Wait for the end of what was begun, and give up what was not."""
        for pool in (self._turns, self._stores, self._pages, self._looks, self._tells):
            pool.shutdown(cancel_futures=True)

    async def _kept(self, keep: Callable[[], None], until: float) -> None:
        try:
            await self._by(until, self._stores.submit(keep))
        except TimeoutError as error:
            raise Unavailable(_LATE) from error

    async def _by(self, until: float, doing: "Future[_T]") -> _T:
        return await _within(max(0.0, until - self.clock()), doing)

    async def _stored(self, key: Key, numbers: Collection[int]) -> Collection[int]:
        """Return which numbers another process has stored; none where the book does not say."""
        try:
            found = await asyncio.wrap_future(self._looks.submit(self._read_stored, key, numbers))
        except Unavailable:
            return ()
        if found:
            self.db.neighbours.found()
        return found

    def _read_stored(self, key: Key, numbers: Collection[int]) -> Collection[int]:
        with self.db.read() as snap:
            return inbox.numbers_stored(snap, *key, numbers)

    def _tell(self, event: RawEvent) -> None:
        """Tell the other processes of an update, with all that came at once; nobody waits until they have heard."""
        if not self.db.neighbours.are_there:
            return
        if not self._untold:
            asyncio.get_running_loop().call_soon(self._tell_all)
        self._untold.setdefault((event.channel, event.account), []).append((event.order_key, event.chat_key))

    def _tell_all(self) -> None:
        for key, handed in self._untold.items():
            self._tells.submit(self._told, key, handed)
        self._untold.clear()

    def _told(self, key: Key, handed: Sequence[Handed]) -> None:
        with suppress(Unavailable):  # they look into the book
            self.db.neighbours.tell(*key, handed)

    def _heard(self, channel: str, account: str, number: int, chat: str) -> None:
        self.gaps_of((channel, account)).heard(number, chat)

    def _store(self, event: RawEvent) -> None:
        with self.db.transaction() as tx:
            inbox.lock_nothing_long(tx, self.store_s / 2)
            inbox.store(tx, event)

    def _quarantine(self, key: Key, body: str, reason: str) -> None:
        with self.db.transaction() as tx:
            inbox.quarantine(tx, *key, body, reason)


async def _within(seconds: float, doing: "Future[_T]") -> _T:
    """Return what comes of a piece of work; after some time it is given up if it has not begun, else left alone.

    Raises:
        TimeoutError: nothing has come of it yet.
    """
    async with asyncio.timeout(seconds):
        return await asyncio.wrap_future(doing)
