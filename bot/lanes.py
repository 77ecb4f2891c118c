"""Lets what comes side by side for one chat be taken in in the platform's order, whoever reaches the book first.

A platform calls a webhook many times at once, and the book is handed to whoever is lucky. So a call does not carry its
own update in: having the book it takes the first one of those that wait in its chat, and the others find theirs done.
Between processes the book itself keeps the order of what waits there (`intake/inbox.py`).
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from intake.inbox import RawEvent

_Update = TypeVar("_Update")
_Taken = TypeVar("_Taken")
_Chat = tuple[str, str, str]


@dataclass(slots=True, eq=False)
class _Ticket(Generic[_Update, _Taken]):
    """One update on its way in, and what became of it."""

    order: int
    update: _Update
    done: "Future[_Taken]" = field(default_factory=Future)


class Lanes(Generic[_Update, _Taken]):
    """The updates of a process that are on their way into the book, by chat. Safe for many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lanes: dict[_Chat, list[_Ticket[_Update, _Taken]]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on its way."""
        return not self._lanes

    def serve(
        self, update: _Update, event: RawEvent, take_in: Callable[[RawEvent, Callable[[], _Update]], _Taken]
    ) -> _Taken:
        """Let one update of a chat be taken in, the first; return what became of this one, or raise what was raised.

        `take_in` gets whose chat it is, and asks what is the first of it when it has the book.
        """
        chat = (event.channel, event.account, event.chat_key)
        mine: _Ticket[_Update, _Taken] = _Ticket(event.order_key, update)
        taken: list[_Ticket[_Update, _Taken]] = []

        def first() -> _Update:
            taken.append(self._leave(chat, min))
            return taken[0].update

        self._enter(chat, mine)
        try:
            outcome = take_in(event, first)
        except BaseException as error:  # noqa: BLE001 - raised below, or by whoever waits for it
            ticket = taken[0] if taken else self._leave(chat, max)
            ticket.done.set_exception(error)
        else:
            taken[0].done.set_result(outcome)
        return mine.done.result()

    def _enter(self, chat: _Chat, ticket: _Ticket[_Update, _Taken]) -> None:
        with self._lock:
            self._lanes.setdefault(chat, []).append(ticket)

    def _leave(self, chat: _Chat, which: Callable[..., _Ticket[_Update, _Taken]]) -> _Ticket[_Update, _Taken]:
        """Take the first or the last out of a lane; each that entered takes out exactly one."""
        with self._lock:
            lane = self._lanes[chat]
            ticket = which(lane, key=lambda one: one.order)
            lane.remove(ticket)
            if not lane:
                del self._lanes[chat]
            return ticket
