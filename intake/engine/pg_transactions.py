"""Transactions of PostgreSQL: BEGIN goes with the first question, COMMIT with what was put off last.

The pool would ask first whether a connection lives, and give each back with a ROLLBACK.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, InternalError

from intake.engine.driver import cursor_of, plain, put_off

WRITE = "BEGIN"
READ = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"


@contextmanager
def transaction(engine: Engine, words: str) -> Iterator[Connection]:
    """Open a transaction by `WRITE` or `READ`; it commits when the block ends and is undone when the block raises.

    Raises:
        DBAPIError: the database is away, or see `commit`.
    """
    connection = begun(engine, words)
    try:
        yield connection
        commit(connection)
    except BaseException:
        if not connection.invalidated:
            cursor_of(connection).forget()
            with suppress(DBAPIError):  # what is lost is undone
                plain(connection, "ROLLBACK")
        raise
    finally:
        connection.close()


def commit(connection: Connection) -> None:
    """Make durable what was written.

    Raises:
        InternalError: a statement had failed and was passed over; the server then undoes all and calls it no error.
    """
    plain(connection, "COMMIT")
    if cursor_of(connection).did == b"ROLLBACK":
        raise InternalError("COMMIT", None, Exception("a statement of this transaction had failed"))


def begun(engine: Engine, words: str = WRITE) -> Connection:
    """Return a connection whose transaction begins; those that were lost since they were last used are replaced.

    Raises:
        DBAPIError: the database is away.
    """
    connection = engine.connect()
    while not cursor_of(connection).is_alive():
        connection.invalidate()
        connection.close()
        connection = engine.connect()
    put_off(connection, words)
    return connection
