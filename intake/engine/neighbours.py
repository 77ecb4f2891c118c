"""Lets processes of one book tell each other what they have just been handed, before it stands in the book.

A hint and no promise, by NOTIFY of PostgreSQL: what is not heard is looked for in the book. Behind a pool that hands
its connections round (PgBouncer) nothing is heard. Nothing is told, and no connection held, until the book has shown
that there is another process; on SQLite there never is.
"""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock, Thread
from time import monotonic
from typing import TypeAlias

from sqlalchemy import Engine, Text, bindparam, func, select, text
from sqlalchemy.exc import DBAPIError

from intake.engine.driver import cursor_of, driver_of
from intake.engine.group_commit import told_apart
from intake.engine.prepared import Prepared

Heard: TypeAlias = Callable[[str, str, int, str], None]  # channel, account, number, chat
Handed: TypeAlias = tuple[int, str]  # number, chat

_AWAKE_S = 60.0  # since another process was last found or heard
_TICK_S = 0.5
_MOST = 50  # in one notice, which holds 8,000 bytes
# what is lost in a crash of the database is a hint: nobody waits for the disk
_UNHURRIED = func.set_config("synchronous_commit", "off", True)  # noqa: FBT003 - of PostgreSQL
_TELL = Prepared(select(_UNHURRIED, func.pg_notify("nghedan_handed", bindparam("notice", type_=Text()))))
_LISTEN = text("LISTEN nghedan_handed")
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Neighbours:
    """The other processes of a book; `number` is our own among them. Safe for many threads."""

    engine: Engine | None
    number: int
    awake_s: float = _AWAKE_S
    _heard: list[Heard] = field(default_factory=list)
    _until: float = 0.0
    _is_closed: bool = False
    _thread: Thread | None = None
    _lock: Lock = field(default_factory=Lock)

    def hear(self, heard: Heard) -> None:
        """Have this called for what the others were handed, in a thread of its own."""
        self._heard.append(heard)

    @property
    def are_there(self) -> bool:
        """Whether another process was found or heard of late."""
        return not self._is_closed and monotonic() < self._until

    def found(self) -> None:
        """Note that the book shows another process: listen to it from now on."""
        if self.engine is None or self._is_closed:
            return
        self._until = monotonic() + self.awake_s
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._listen, args=(self.engine,), name="neighbours", daemon=True)
                self._thread.start()

    def tell(self, channel: str, account: str, handed: Sequence[Handed]) -> None:
        """Tell the others what this process was handed.

        Raises:
            Unavailable: the database is away.
        """
        if self.engine is None:
            return
        with told_apart(), self.engine.connect() as connection:
            cursor = cursor_of(connection)  # outside of a transaction each statement is one
            for first in range(0, len(handed), _MOST):
                notice = [self.number, channel, account, handed[first : first + _MOST]]
                _TELL.run(cursor, connection.dialect, {"notice": json.dumps(notice)})

    def close(self) -> None:
        """Hear nothing any more."""
        self._is_closed = True
        thread = self._thread
        if thread:
            thread.join()

    def _listen(self, engine: Engine) -> None:
        try:
            with engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT")
                driver = driver_of(connection)
                connection.detach()  # whoever used it next would hear on
                connection.execute(_LISTEN)
                while self.are_there:
                    for notice in driver.notifies(timeout=_TICK_S):
                        self._take(notice.payload)
        except (DBAPIError, engine.dialect.loaded_dbapi.Error):
            _log.info("what other processes are handed is not heard", exc_info=True)
        finally:
            with self._lock:
                self._thread = None

    def _take(self, notice: str) -> None:
        sender, channel, account, handed = json.loads(notice)
        if sender == self.number:
            return
        self._until = max(self._until, monotonic() + self.awake_s)
        for number, chat in handed:
            for heard in self._heard:
                heard(channel, account, number, chat)
