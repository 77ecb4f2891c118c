"""SQLite or PostgreSQL behind one door: a transaction that the edge opens and that commits as a whole or not at all.

On SQLite there is one writing connection, see `intake.engine.group_commit`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar, overload

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import CursorResult
from sqlalchemy.sql.base import Executable

from intake.clock import Clock, local_day, system_clock
from intake.engine import pg_transactions
from intake.engine.driver import cursor_of, plain, settle
from intake.engine.group_commit import GroupWriter, savepoint, told_apart
from intake.engine.neighbours import Neighbours
from intake.engine.prepared import Parameters, Prepared, Rows, written_by
from intake.engine.presence import Presence

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # dumps() would make one for each value
_AT_ONCE = 16  # connections, all kept: a new one costs PostgreSQL a process, and knows none of the statements
_Known = TypeVar("_Known")
_STATEMENTS = 2000  # all of the house in their variants: what falls out of the cache is put together again each time


@dataclass(slots=True)
class Snapshot:
    """A read of the book at one moment. Functions that take a Snapshot only read.

    `book` names the database, for what a process remembers of several.
    `memory` holds small things that were read once and are asked for again and again until it ends, or until what they
    were read from is written to (see `remember`).
    """

    connection: Connection
    now: datetime
    book: str
    memory: dict[str, Any] = field(default_factory=dict)
    _rests: dict[str, set[str]] = field(default_factory=dict, repr=False)
    _cursor: Any = field(default=None, repr=False)

    @property
    def today(self) -> date:
        """The day at the office."""
        return local_day(self.now)

    @property
    def is_sqlite(self) -> bool:
        """Whether the book is the embedded database."""
        return self.connection.dialect.name == "sqlite"

    @overload
    def execute(self, statement: Prepared, parameters: Parameters = ...) -> Rows: ...

    @overload
    def execute(self, statement: Executable, parameters: Any = ...) -> CursorResult[Any]: ...  # noqa: ANN401

    def execute(
        self,
        statement: Prepared | Executable,
        parameters: Any = None,
    ) -> Rows | CursorResult[Any]:
        """Run one statement; what is run in every turn of talk is `Prepared`."""
        if isinstance(statement, Prepared):
            if statement.writes_to:
                self.outdate(statement.writes_to)
            return statement.run(self._cursor or self._own_cursor(), self.connection.dialect, parameters or {})
        if written := written_by(statement):
            self.outdate(written)
        return self.connection.execute(statement, parameters)

    def ask(self, statement: Prepared, parameters: Mapping[str, Any]) -> Callable[[], Rows]:
        """Ask what is not needed at once: PostgreSQL answers it with the next question. What it returns gives the rows.

        It is asked in its order: after all that was written before, before all that is asked later.
        """
        if statement.writes_to:
            self.outdate(statement.writes_to)
        return statement.ask(self._cursor or self._own_cursor(), self.connection.dialect, parameters)

    def remember(self, name: str, value: _Known, *sources: str) -> _Known:
        """Keep in `memory` what was read from these tables until one of them is written to here; return it."""
        self.memory[name] = value
        for source in sources:
            self._rests.setdefault(source, set()).add(name)
        return value

    def outdate(self, source: str) -> None:
        """Forget what was read from a table, or from another source that it was remembered with: it has changed."""
        for name in self._rests.pop(source, ()):
            self.memory.pop(name, None)

    def _own_cursor(self) -> Any:  # noqa: ANN401 - see `cursor_of`
        self._cursor = cursor_of(self.connection)
        return self._cursor


@dataclass(slots=True)
class Transaction(Snapshot):
    """A unit of work. Functions that take a Transaction write and never commit; the edge that opened it does.

    `at_last` holds what is written right before the commit, by who writes it: what all others wait for meanwhile.
    """

    after_commit: list[Callable[[], None]] = field(default_factory=list)
    at_last: "dict[Callable[[Transaction, list[Any]], None], list[Any]]" = field(default_factory=dict)

    def write(self, statement: Prepared, parameters: Parameters) -> None:
        """Run one statement whose answer nobody needs: PostgreSQL is told of it with the next one that is asked.

        At the latest that is the end of the part (see `attempt`) or of the whole; if it fails, it fails there.
        """
        if statement.writes_to:
            self.outdate(statement.writes_to)
        statement.write(self._cursor or self._own_cursor(), self.connection.dialect, parameters)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Try a part of the work; when it raises, only that part is undone and the transaction may go on.

        Raises:
            Unavailable: the database failed inside, and not the work; the transaction cannot go on.
        """
        before = {write: len(rows) for write, rows in self.at_last.items()}
        with told_apart(), savepoint(self.connection, "part"):
            try:
                yield
            except BaseException:
                self.memory.clear()
                for write, rows in self.at_last.items():
                    del rows[before.get(write, 0) :]
                raise


def _json(value: object) -> str:
    """Return a value as JSON; half of those that a turn writes are nothing."""
    return "null" if value is None else _encoded(value)


class Database:
    """The book's database: `transaction()` to write, `read()` to read.

    `presence` is this process as others see it, `neighbours` are those others.
    """

    def __init__(self, url: str, clock: Clock = system_clock) -> None:
        self.url = url
        self.clock = clock
        self.is_sqlite = url.startswith("sqlite")
        self._readers = _engine(url, writes=False) if self.is_sqlite else _engine(url, writes=True)
        self._writer = GroupWriter(_engine(url, writes=True, begins=False)) if self.is_sqlite else None
        self.presence = Presence(None if self.is_sqlite else self._readers)
        self.neighbours = Neighbours(self.presence.engine, self.presence.number)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Open a unit of work; it commits when the block ends and leaves no trace when the block raises.

        Raises:
            Unavailable: the database is away; nothing was changed.
        """
        with told_apart(), self._connection_to_write() as connection:
            tx = Transaction(connection, self.clock(), self.url)
            yield tx
            for write, rows in tx.at_last.items():
                write(tx, rows)
        for call in tx.after_commit:
            call()

    @contextmanager
    def read(self) -> Iterator[Snapshot]:
        """Open a consistent view of the book; nothing can be written through it."""
        with told_apart(), self._connection_to_read() as connection:
            yield Snapshot(connection, self.clock(), self.url)

    @contextmanager
    def restructuring(self) -> Iterator[Connection]:
        """Open the unit of work in which the tables themselves change.

        SQLite changes a table by writing it anew and dropping the old one. While keys are asked for it drops none to
        which a row points, and within a transaction that cannot be turned off: so it has a connection of its own.

        Raises:
            Unavailable: the database is away; nothing was changed.
        """
        if not self.is_sqlite:
            with self.transaction() as tx:
                yield tx.connection
            return
        engine = _engine(self.url, writes=True)
        try:
            with told_apart(), engine.connect() as connection:
                plain(connection, "PRAGMA foreign_keys=OFF")
                with connection.begin():
                    yield connection
        finally:
            engine.dispose()

    def close(self) -> None:
        """Give back all connections."""
        self.neighbours.close()
        self.presence.close()
        if self._writer:
            self._writer.close()
        self._readers.dispose()

    def _connection_to_write(self) -> AbstractContextManager[Connection]:
        if self._writer:
            return self._writer.transaction()
        return pg_transactions.transaction(self._readers, pg_transactions.WRITE)

    def _connection_to_read(self) -> AbstractContextManager[Connection]:
        return (
            self._begun_to_read()
            if self.is_sqlite
            else pg_transactions.transaction(self._readers, pg_transactions.READ)
        )

    @contextmanager
    def _begun_to_read(self) -> Iterator[Connection]:
        with self._readers.connect() as connection:
            connection.begin()
            yield connection


def open_database(url: str, clock: Clock = system_clock) -> Database:
    """Open the database at a SQLAlchemy URL; the clock gives aware UTC datetimes."""
    return Database(url, clock)


def _engine(url: str, *, writes: bool, begins: bool = True) -> Engine:
    if not url.startswith("sqlite"):
        server = create_engine(
            url,
            pool_size=_AT_ONCE,
            max_overflow=0,
            pool_use_lifo=True,  # the one that knows most statements first
            # what is worth preparing is `Prepared`; the rest is planned for its values
            connect_args={"prepare_threshold": None},
            query_cache_size=_STATEMENTS,
            json_serializer=_json,
            hide_parameters=True,
        )
        event.listen(server, "before_cursor_execute", lambda connection, *_what: settle(connection))
        return server
    engine = create_engine(
        url,
        pool_size=1 if writes else _AT_ONCE,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": 30, "cached_statements": _STATEMENTS},
        query_cache_size=_STATEMENTS,
        json_serializer=_json,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own object
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}")
        # a turn undoes more pages than fit its savepoint's 64 KiB, and would write them to a file of their own
        connection.execute("PRAGMA temp_store=MEMORY" if writes else "PRAGMA query_only=ON")

    if begins:
        event.listen(engine, "begin", lambda connection: plain(connection, "BEGIN IMMEDIATE" if writes else "BEGIN"))
    return engine
