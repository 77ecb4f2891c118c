"""Lets what comes side by side for one chat be taken in in the platform's order, whoever reaches the book first.

A platform calls a webhook many times at once, and the book is handed to whoever is lucky. So a call does not carry its
own update in: having the book it takes the first one of those that wait in its chat, and the others find theirs done.
Where another process has the chat, what is taken is only stored, and the next of the lane waits for that: else it might
find the chat free, and be played before what was there first. Between processes the book itself keeps the order of what
waits there (`intake/talk/inbox.py`).
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from intake.talk.inbox import RawEvent

_Update = TypeVar("_Update")
_Taken = TypeVar("_Taken")
_Chat = tuple[str, str, str]


@dataclass(slots=True, eq=False)
class _Ticket(Generic[_Update, _Taken]):
    """One update on its way in, and what became of it."""

    order: int
    update: _Update
    done: "Future[_Taken]" = field(default_factory=Future)


@dataclass(slots=True, eq=False)
class _Lane(Generic[_Update, _Taken]):
    """The updates of one chat that wait, and how many calls are about them; one at a time goes through the gate."""

    calls: int = 0
    gate: Lock = field(default_factory=Lock)
    _lock: Lock = field(default_factory=Lock)
    _tickets: list[_Ticket[_Update, _Taken]] = field(default_factory=list)

    def add(self, ticket: _Ticket[_Update, _Taken]) -> None:
        with self._lock:
            self._tickets.append(ticket)

    def take(self, which: Callable[..., _Ticket[_Update, _Taken]]) -> _Ticket[_Update, _Taken]:
        """Take the first or the last out; each call that entered takes out exactly one."""
        with self._lock:
            ticket = which(self._tickets, key=lambda one: one.order)
            self._tickets.remove(ticket)
            return ticket


class Passage(Generic[_Update, _Taken]):
    """One call's way through the gate of its chat; see `Lanes.serve`."""

    def __init__(self, lane: _Lane[_Update, _Taken]) -> None:
        self._lane = lane
        self._ticket: _Ticket[_Update, _Taken] | None = None
        self._is_inside = False

    def enter(self) -> None:
        """Wait until the gate is free, and shut it."""
        self._lane.gate.acquire()
        self._is_inside = True

    def first(self) -> _Update:
        """Take the first of what waits."""
        self._ticket = self._lane.take(min)
        return self._ticket.update

    def leave(self) -> None:
        """Open the gate for the next: the chat is locked in the book, or what was taken is durable."""
        if self._is_inside:
            self._is_inside = False
            self._lane.gate.release()

    def ticket(self) -> _Ticket[_Update, _Taken]:
        """Return what was taken; where nothing was, the last of what waits."""
        return self._ticket or self._lane.take(max)


class Lanes(Generic[_Update, _Taken]):
    """The updates of a process that are on their way into the book, by chat. Safe for many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lanes: dict[_Chat, _Lane[_Update, _Taken]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on its way."""
        return not self._lanes

    def serve(
        self,
        update: _Update,
        event: RawEvent,
        take_in: Callable[[RawEvent, Passage[_Update, _Taken]], _Taken],
        entered: Callable[[], None] | None = None,
    ) -> _Taken:
        """Let one update of a chat be taken in, the first; return what became of this one, or raise what was raised.

        `take_in` gets whose chat it is and a passage: when it has the book it asks for the `first` of that chat, and
        leaves when the next may go. `entered` is called when the update stands in its lane: from then on none that
        enters later can overtake it.
        """
        chat = (event.channel, event.account, event.chat_key)
        mine: _Ticket[_Update, _Taken] = _Ticket(event.order_key, update)
        lane = self._enter(chat, mine)
        if entered:
            entered()
        try:
            _go(Passage(lane), event, take_in)
        finally:
            self._leave(chat, lane)
        return mine.done.result()

    def _enter(self, chat: _Chat, ticket: _Ticket[_Update, _Taken]) -> _Lane[_Update, _Taken]:
        with self._lock:
            lane = self._lanes.setdefault(chat, _Lane())
            lane.add(ticket)
            lane.calls += 1
            return lane

    def _leave(self, chat: _Chat, lane: _Lane[_Update, _Taken]) -> None:
        with self._lock:
            lane.calls -= 1
            if not lane.calls:
                del self._lanes[chat]


def _go(
    passage: Passage[_Update, _Taken],
    event: RawEvent,
    take_in: Callable[[RawEvent, Passage[_Update, _Taken]], _Taken],
) -> None:
    """Take one update in, and tell whoever brought it what became of it."""
    passage.enter()
    try:
        outcome = take_in(event, passage)
    except BaseException as error:  # noqa: BLE001 - raised by whoever waits for it
        passage.ticket().done.set_exception(error)
    else:
        passage.ticket().done.set_result(outcome)
    finally:
        passage.leave()
