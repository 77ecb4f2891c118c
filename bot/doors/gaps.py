"""Waits a moment for an update that a platform has numbered before this one and brings beside it.

Telegram numbers the updates of a bot one by one and calls the webhook many times at once: photos and words that were
passed on together may come the wrong way round, some milliseconds apart. A number that is missing is waited for so
long, or until it stands in the book: another process may be called too. Of a number that another process tells us of
we know whose it is, and only its own chat waits until it stands there. Where numbers stay missing nobody waits for them
any more, until one comes late, is found or heard of.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from time import monotonic

WAIT_S = 0.15
_LOOK_S = 0.003
_BEHIND_S = 0.05  # for one before this to take its place, when both were let go at once
_ASK_S = 0.01  # between two looks into the book
_WIDEST = 20  # a wider gap is no disorder: the platform has begun to count anew, or we were away
_MOST_HEARD = 1000  # numbers of other processes that are remembered
_VAIN = 3  # so many waits in vain, and nobody waits


@dataclass(slots=True)
class Gaps:
    """The numbers of one account, as they come to this process; for one event loop.

    `stored` tells which of some numbers stand in the book; without it there is no other process.
    """

    wait_s: float = WAIT_S
    stored: Callable[[Collection[int]], Awaitable[Collection[int]]] | None = None
    clock: Callable[[], float] = monotonic
    _highest: int | None = None
    _missing: dict[int, float] = field(default_factory=dict)  # until when each is expected
    _elsewhere: dict[int, str] = field(default_factory=dict)  # of which chat it is
    _vain: int = 0
    _waiting: dict[int, str] = field(default_factory=dict)  # of which chat
    _asking: "asyncio.Task[None] | None" = None

    async def before(self, number: int, chat: str = "") -> None:
        """Return when what is numbered before this has come, or is expected no longer, and its chat's has its place.

        Whoever has waited says with `passed` when it has taken its own; other chats need not wait for that.
        """
        self.note(number)
        self._waiting[number] = chat
        self._ask()
        until = self.clock() + self.wait_s + _BEHIND_S
        while self.is_expecting(number, chat) or (self._is_behind(number, chat) and self.clock() < until):
            await asyncio.sleep(_LOOK_S)
            self._ask()

    def passed(self, number: int) -> None:
        """Let those behind this go on; any thread may say so."""
        self._waiting.pop(number, None)

    def _is_behind(self, number: int, chat: str) -> bool:
        waiting = tuple(self._waiting.items())  # a copy: other threads take out of it
        return any(other < number and of_chat == chat for other, of_chat in waiting)

    def _ask(self) -> None:
        """Have somebody look into the book for what holds anybody up; nobody waits for a book that is slow."""
        if self.stored and self._missing and (self._asking is None or self._asking.done()):
            wanted = [one for one in self._missing if any(self._holds_up(one, *who) for who in self._waiting.items())]
            if wanted:
                self._asking = asyncio.create_task(self._look(self.stored, wanted))

    async def _look(self, stored: Callable[[Collection[int]], Awaitable[Collection[int]]], wanted: list[int]) -> None:
        for number in await stored(wanted):
            self._found(number)
        await asyncio.sleep(_ASK_S)

    def _holds_up(self, missing: int, number: int, chat: str) -> bool:
        return missing < number and self._elsewhere.get(missing, chat) == chat

    def heard(self, number: int, chat: str) -> None:
        """Note that another process was handed a number, and of which chat; any thread may say so."""
        self._elsewhere[number] = chat
        self._vain = 0
        if len(self._elsewhere) > _MOST_HEARD:
            del self._elsewhere[next(iter(self._elsewhere))]

    def _found(self, number: int) -> None:
        if self._missing.pop(number, None) is not None:
            self._vain = 0

    def note(self, number: int) -> None:
        """Note that a number has come, and which are missing before it."""
        self._found(number)
        if self._highest is None or abs(number - self._highest) > _WIDEST:
            self._highest = number
            self._missing.clear()
        until = self.clock() + self.wait_s
        self._missing.update((one, until) for one in range(self._highest + 1, number))
        self._highest = max(self._highest, number)

    def is_expecting(self, number: int, chat: str = "") -> bool:
        """Tell whether anything before a number of a chat is waited for; what is late is given up."""
        if not self._missing:
            return False
        now = self.clock()
        late = [one for one, until in self._missing.items() if until <= now]
        for one in late:
            del self._missing[one]
        self._vain += any(one not in self._elsewhere for one in late)
        return self._vain < _VAIN and any(self._holds_up(one, number, chat) for one in self._missing)
