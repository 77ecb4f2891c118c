"""SQLite or PostgreSQL behind one door: a transaction that the edge opens and that commits as a whole or not at all.

On SQLite there is one writing connection. Transactions that arrive while another is at work join its commit: each is a
savepoint, and one fsync makes all of them durable; nobody is told "done" before that fsync.
"""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, NestedTransaction, create_engine, event
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import OperationalError
from sqlalchemy.sql.base import Executable

from intake.clock import Clock, local_day, system_clock
from intake.errors import Unavailable

_GROUP = 32
_STATEMENTS = 2000  # all of the house in their variants: what falls out of the cache is put together again each time
_TOO_LARGE = "54"  # the class of SQLSTATEs that tell of a limit of PostgreSQL
_AWAY = "Hệ thống đang tạm gián đoạn. Chưa có gì bị mất; xin thử lại sau ít phút."


@dataclass(slots=True)
class Snapshot:
    """A read of the book at one moment. Functions that take a Snapshot only read.

    `memory` holds small things that were read once and are asked for again and again until it ends.
    """

    connection: Connection
    now: datetime
    memory: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day at the office."""
        return local_day(self.now)

    @property
    def is_sqlite(self) -> bool:
        """Whether the book is the embedded database."""
        return self.connection.dialect.name == "sqlite"

    def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:  # noqa: ANN401 - rows or row
        """Run one Core statement."""
        return self.connection.execute(statement, parameters)


@dataclass(slots=True)
class Transaction(Snapshot):
    """A unit of work. Functions that take a Transaction write and never commit; the edge that opened it does."""

    after_commit: list[Callable[[], None]] = field(default_factory=list)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Try a part of the work; when it raises, only that part is undone and the transaction may go on.

        Raises:
            Unavailable: the database failed inside, and not the work; the transaction cannot go on.
        """
        with _told_apart():
            savepoint = self.connection.begin_nested()
            try:
                yield
            except BaseException:
                _undo(savepoint)
                self.memory.clear()
                raise
            savepoint.commit()


class Database:
    """The book's database: `transaction()` to write, `read()` to read."""

    def __init__(self, url: str, clock: Clock = system_clock) -> None:
        self.url = url
        self.clock = clock
        self.is_sqlite = url.startswith("sqlite")
        self._readers = _engine(url, writes=False) if self.is_sqlite else _engine(url, writes=True)
        self._writer = _GroupWriter(_engine(url, writes=True)) if self.is_sqlite else None

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Open a unit of work; it commits when the block ends and leaves no trace when the block raises.

        Raises:
            Unavailable: the database is away; nothing was changed.
        """
        with _told_apart(), self._connection_to_write() as connection:
            tx = Transaction(connection, self.clock())
            yield tx
        for call in tx.after_commit:
            call()

    @contextmanager
    def read(self) -> Iterator[Snapshot]:
        """Open a consistent view of the book; nothing can be written through it."""
        with _told_apart(), self._readers.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield Snapshot(connection, self.clock())

    def close(self) -> None:
        """Give back all connections."""
        if self._writer:
            self._writer.close()
        self._readers.dispose()

    def _connection_to_write(self) -> AbstractContextManager[Connection]:
        return self._writer.transaction() if self._writer else self._readers.begin()


def open_database(url: str, clock: Clock = system_clock) -> Database:
    """Open the database at a SQLAlchemy URL; the clock gives aware UTC datetimes."""
    return Database(url, clock)


def _undo(savepoint: NestedTransaction) -> None:
    """Undo a part of the work.

    Raises:
        Unavailable: a full disk has undone the whole transaction before; "no such savepoint" is its echo, and no bug.
    """
    try:
        savepoint.rollback()
    except OperationalError as error:
        raise Unavailable(_AWAY) from error


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if _is_ours(error):
            raise
        raise Unavailable(_AWAY) from error


def _is_ours(error: OperationalError) -> bool:
    """Tell whether our own statement is wrong or too large for the database: that is a bug and would never heal."""
    is_wrong = getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    return is_wrong or str(getattr(error.orig, "sqlstate", None)).startswith(_TOO_LARGE)


@dataclass(slots=True)
class _Batch:
    """Transactions that share one commit."""

    size: int = 0
    done: threading.Event = field(default_factory=threading.Event)
    error: BaseException | None = None


class _GroupWriter:
    """One writer at a time; whoever finds nobody waiting commits for all who came before."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._turn = threading.Lock()
        self._count = threading.Lock()
        self._waiting = 0
        self._batch = _Batch()
        self._connection: Connection | None = None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        self._queue(1)
        self._turn.acquire()
        self._queue(-1)
        batch = self._batch
        try:
            connection = self._open()
            savepoint = connection.begin_nested()
            try:
                yield connection
            except BaseException:
                _undo(savepoint)
                raise
            else:
                savepoint.commit()
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
        return self._connection

    def _commit(self, batch: _Batch) -> None:
        connection = self._connection
        if connection is None:
            batch.done.set()
            self._batch = _Batch()
            return
        try:
            connection.commit()
        except OperationalError as error:
            self._abandon(batch, error)
            raise
        finally:
            batch.done.set()
            self._batch = _Batch()

    def _abandon(self, batch: _Batch, error: BaseException) -> None:
        batch.error = error
        batch.done.set()
        self._batch = _Batch()
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()


def _engine(url: str, *, writes: bool) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(
            url,
            pool_size=8,
            max_overflow=8,
            pool_pre_ping=True,
            query_cache_size=_STATEMENTS,
            json_serializer=_json,
            hide_parameters=True,
        )
    engine = create_engine(
        url,
        pool_size=1 if writes else 8,
        max_overflow=0 if writes else 8,
        connect_args={"check_same_thread": False, "timeout": 30},
        query_cache_size=_STATEMENTS,
        json_serializer=_json,
        hide_parameters=True,
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own object
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}")
        if not writes:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
