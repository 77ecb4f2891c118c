"""How fast a platform may be spoken to: so many messages a second in all, and so many to one chat."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from bot.channels.base import Caps

_FORGET_AT = 10_000
_FIRST_PAUSE_S = 5.0
_LONGEST_PAUSE_S = 60.0  # Zalo counts by the minute; whatever was too much is forgotten by then


@dataclass(slots=True)
class Pace:
    """Hands out moments at which messages may leave.

    Attributes:
        every_s: seconds between any two messages.
        per_chat_s: seconds between two messages to one chat.
    """

    every_s: float = 0.0
    per_chat_s: float = 0.0
    clock: Callable[[], float] = monotonic
    _next: float = 0.0
    _paused_until: float = 0.0
    _pause_s: float = _FIRST_PAUSE_S
    _next_of: dict[str, float] = field(default_factory=dict)
    _refused: tuple[str, float] | None = None

    async def wait(self, chat_key: str) -> None:
        """Wait until a message to this chat may leave."""
        delay = self.book(chat_key)
        if delay > 0:
            await asyncio.sleep(delay)

    def book(self, chat_key: str) -> float:
        """Take the next free moment for a chat; return in how many seconds it is."""
        now = self.clock()
        at = max(now, self._next, self._next_of.get(chat_key, 0.0))
        self._next = max(self._next, now) + self.every_s
        if self.per_chat_s:
            self._forget_the_old(now)
            self._next_of[chat_key] = at + self.per_chat_s
        return at - now

    def pause(self, seconds: float | None) -> float:
        """Let nothing leave for some time: the platform has had too much of us. Return for how many seconds.

        None: it does not say for how long; then it is asked again soon, and each time in vain after twice as long.
        """
        if seconds is None and (left := self.pause_left()):
            return left  # what was on its way together is refused together
        if seconds is None:
            seconds, self._pause_s = self._pause_s, min(self._pause_s * 2, _LONGEST_PAUSE_S)
        self._paused_until = max(self._paused_until, self.clock() + seconds)
        return seconds

    def refused(self, chat_key: str, seconds: float) -> float:
        """Let one chat rest by a platform that does not say whether it means that chat or all; return how long.

        A second chat that is refused before anybody else is heard tells that it means all.
        """
        before, self._refused = self._refused, (chat_key, self.clock() + seconds)
        is_of_all = before is not None and before[0] != chat_key and before[1] > self.clock()
        return self.pause(seconds) if is_of_all else seconds

    def took(self) -> None:
        """Hear that the platform takes messages."""
        self._refused = None
        if not self.pause_left():
            self._pause_s = _FIRST_PAUSE_S

    def pause_left(self) -> float:
        """Return for how many seconds nothing may leave."""
        return max(0.0, self._paused_until - self.clock())

    @property
    def chats_remembered(self) -> int:
        """How many chats have to wait, or had to a short while ago."""
        return len(self._next_of)

    def _forget_the_old(self, now: float) -> None:
        if len(self._next_of) > _FORGET_AT:
            self._next_of = {key: at for key, at in self._next_of.items() if at > now}


def pace_of(caps: Caps) -> Pace:
    """Return the pace that a platform asks for."""
    return Pace(caps.every_s, caps.per_chat_s)
