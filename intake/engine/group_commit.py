"""How work is kept apart and made durable together: savepoints, outages told from bugs, and SQLite's one writer.

Transactions that arrive while another is at work join its commit: each is a savepoint, and one fsync makes all of them
durable; nobody is told "done" before that fsync.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from intake.engine.driver import plain, put_off, settle
from intake.errors import Busy, Damaged, Unavailable

_GROUP = 32
_TOO_LARGE = "54"  # the class of SQLSTATEs that tell of a limit of PostgreSQL
_LOCKED = "55P03"  # a lock was not had in the time that was set
ALREADY_PREPARED = "42P05"  # by another process, on a connection of the server that a pool handed on to us
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PRIMARY = 0xFF  # SQLite tells more of an error in the bits above
_AWAY = "Hệ thống đang tạm gián đoạn. Chưa có gì bị mất; xin thử lại sau ít phút."
_DAMAGED = "Hệ thống đang gián đoạn: tệp dữ liệu hỏng, người quản trị cần phục hồi bản sao lưu (nghedan restore)."


@contextmanager
def savepoint(connection: Connection, name: str) -> Iterator[None]:
    """Keep a part of the work apart: when it raises, it alone is undone.

    Raises:
        Unavailable: a full disk has undone the whole transaction before; "no such savepoint" is its echo, and no bug.
    """
    put_off(connection, f"SAVEPOINT {name}")
    try:
        yield
        settle(connection)
    except BaseException:
        if not connection.invalidated:
            _undo(connection, name)
        raise
    put_off(connection, f"RELEASE SAVEPOINT {name}")


def _undo(connection: Connection, name: str) -> None:
    with suppress(DBAPIError):  # what was put off has set the savepoint, and is undone with it
        settle(connection)
    try:
        plain(connection, f"ROLLBACK TO SAVEPOINT {name}")
        plain(connection, f"RELEASE SAVEPOINT {name}")
    except DatabaseError as error:
        raise Unavailable(_AWAY) from error


@contextmanager
def told_apart() -> Iterator[None]:
    """Tell an outage of the database from a bug of ours.

    Raises:
        Unavailable: the database is away; Busy: it is not, but somebody holds what is wanted.
        Damaged: the file of the database is broken.
    """
    try:
        yield
    except OperationalError as error:
        if _is_ours(error):
            raise
        raise (Busy if _state(error) == _LOCKED else Unavailable)(_AWAY) from error
    except DatabaseError as error:
        if _is_broken(error):
            raise Damaged(_DAMAGED) from error
        if _state(error) != ALREADY_PREPARED:
            raise
        raise Unavailable(_AWAY) from error  # no fault of the message that was being played
    except PoolTimeout as error:  # all connections are in the hands of others, who wait for the database
        raise Unavailable(_AWAY) from error


def _is_ours(error: OperationalError) -> bool:
    """Tell whether our own statement is wrong or too large for the database: that is a bug and would never heal."""
    is_wrong = getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    return is_wrong or _state(error).startswith(_TOO_LARGE)


def _is_broken(error: DatabaseError) -> bool:
    return getattr(error.orig, "sqlite_errorcode", 0) & _PRIMARY in _BROKEN


def _state(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", None))


@dataclass(slots=True)
class _Batch:
    """Transactions that share one commit."""

    size: int = 0
    done: threading.Event = field(default_factory=threading.Event)
    error: BaseException | None = None


class GroupWriter:
    """One writer at a time; whoever finds nobody waiting commits for all who came before.

    The engine begins nothing: what Core would do around each BEGIN and COMMIT costs more than these do.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._turn = threading.Lock()
        self._count = threading.Lock()
        self._waiting = 0
        self._batch = _Batch()
        self._connection: Connection | None = None
        self._is_begun = False

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Open a unit of work; leaving it waits until what it wrote is durable.

        Raises:
            Unavailable: the commit that it shared has failed.
        """
        self._queue(1)
        self._turn.acquire()
        self._queue(-1)
        batch = self._batch
        try:
            connection = self._open()
            with savepoint(connection, "turn"):
                yield connection
            batch.size += 1
        except (OperationalError, Unavailable) as error:
            self._abandon(batch, error)
            raise
        finally:
            try:
                if not batch.done.is_set() and (not self._waiting or batch.size >= _GROUP):
                    self._commit(batch)
            finally:
                self._turn.release()
        batch.done.wait()
        if batch.error:
            raise Unavailable(_AWAY) from batch.error

    def close(self) -> None:
        """Give the connection back."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
            self.engine.dispose()

    def _queue(self, change: int) -> None:
        with self._count:
            self._waiting += change

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self.engine.connect()
        if not self._is_begun:
            plain(self._connection, "BEGIN IMMEDIATE")
            self._is_begun = True
        return self._connection

    def _commit(self, batch: _Batch) -> None:
        connection = self._connection
        if connection is None:
            batch.done.set()
            self._batch = _Batch()
            return
        try:
            plain(connection, "COMMIT")
            self._is_begun = False
        except DatabaseError as error:
            self._abandon(batch, error)
            raise
        finally:
            batch.done.set()
            self._batch = _Batch()

    def _abandon(self, batch: _Batch, error: BaseException) -> None:
        batch.error = error
        batch.done.set()
        self._batch = _Batch()
        connection, self._connection, self._is_begun = self._connection, None, False
        if connection is not None:
            connection.invalidate()
            connection.close()
