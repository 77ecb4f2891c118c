"""Plays the turns of an SQLite book one after another in one thread, and makes many of them durable by one commit.

That book has one writer: turns in threads of their own only hand it, and the interpreter, from one to the next, which
costs more than a tenth of each. What comes while others are played joins their transaction, each in a part of its own;
nobody is told before the common commit. Of a chat the platform's first goes first, of the chats whoever came first.
"""

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from bot.turn import Outcome, Turns
from intake.db import Transaction
from intake.errors import Unavailable
from intake.inbox import RawEvent

_MOST = 16
_LONGEST_S = 0.2  # pages wait so long for the book, and the first turn of a batch for its commit
_Chat = tuple[str, str, str]


@dataclass(slots=True, eq=False)
class _Job:
    """An update that waits, and where it is told what became of it: once that is done, nobody waits any more."""

    event: RawEvent
    told: "asyncio.Future[Outcome]"
    outcome: Outcome | Exception | None = None


class Batches:
    """The turns that wait for the book; handed in by one event loop, played by a thread."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._pool = ThreadPoolExecutor(1, "batch")
        self._lock = Lock()
        self._waiting: dict[_Chat, list[_Job]] = {}
        self._is_at_work = False

    def hand_in(self, event: RawEvent) -> "asyncio.Future[Outcome]":
        """Let an update wait for its turn, and return where it is told of: an Outcome that is durable, or an error.

        Who gives up waiting cancels that: then a turn that has not begun is not played.
        """
        loop = asyncio.get_running_loop()
        job = _Job(event, loop.create_future())
        with self._lock:
            self._waiting.setdefault((event.channel, event.account, event.chat_key), []).append(job)
            begins, self._is_at_work = not self._is_at_work, True
        if begins:
            self._pool.submit(self._work, loop)
        return job.told

    def close(self) -> None:
        """Wait for the end of what was begun."""
        self._pool.shutdown(cancel_futures=True)

    def _work(self, loop: asyncio.AbstractEventLoop) -> None:
        while self._goes_on():
            loop.call_soon_threadsafe(_tell, self._batch())

    def _goes_on(self) -> bool:
        with self._lock:
            self._is_at_work = bool(self._waiting)
            return self._is_at_work

    def _batch(self) -> Sequence[_Job]:
        """Play some of what waits; where the book is away nobody needs to wait for it any longer."""
        taken: list[_Job] = []
        try:
            with self._turns.db.transaction() as tx:
                for job in self._some():
                    taken.append(job)
                    job.outcome = self._played(tx, job.event)
        except Exception as error:  # noqa: BLE001 - raised where each is waited for
            taken += iter(self._next, None)
            for job in taken:
                job.outcome = error
        return taken

    def _some(self) -> Iterator[_Job]:
        until = monotonic() + _LONGEST_S
        for _number in range(_MOST):
            job = self._next() if monotonic() < until else None
            if job is None:
                return
            yield job

    def _next(self) -> _Job | None:
        """Take the next out of what waits: the platform's first of the chat that has waited longest."""
        with self._lock:
            while self._waiting:
                chat = next(iter(self._waiting))
                jobs = self._waiting.pop(chat)
                job = min(jobs, key=lambda one: one.event.order_key)
                jobs.remove(job)
                if jobs:
                    self._waiting[chat] = jobs  # behind the other chats
                if not job.told.done():
                    return job
        return None

    def _played(self, tx: Transaction, event: RawEvent) -> Outcome | Exception:
        try:
            with tx.part(self._turns.db.clock()) as own:
                return self._turns.take_in(own, event)
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 - as above; its neighbours go on
            return error


def _tell(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        if job.told.done():
            continue
        if isinstance(job.outcome, Exception):
            job.told.set_exception(job.outcome)
        elif job.outcome is not None:
            job.told.set_result(job.outcome)
