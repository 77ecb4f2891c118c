"""The drivers of the databases below Core: what is run many times a turn need not pay for all that Core does."""

from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError

_CURSOR = "nghedan_cursor"


def plain(connection: Connection, sql: str) -> None:
    """Run words without parameters, such as those that set a savepoint; raises as Core does."""
    cursor = cursor_of(connection)
    try:
        cursor.execute(sql)
    except connection.dialect.loaded_dbapi.Error as error:
        raise as_core(connection.dialect, sql, error) from error
    finally:
        cursor.close()


def put_off(connection: Connection, sql: str) -> None:
    """Run words without parameters with the next statement, where the database is far; raises as Core does."""
    if connection.dialect.name == "sqlite":
        plain(connection, sql)
    else:
        cursor_of(connection).put_off(sql, None)


def settle(connection: Connection) -> None:
    """Run what was put off before anything else is run by another way; raises as Core does."""
    cursor = connection.info.get(_CURSOR)
    if cursor is None:
        return
    try:
        cursor.settle()
    except connection.dialect.loaded_dbapi.Error as error:
        raise as_core(connection.dialect, "", error) from error


def cursor_of(connection: Connection) -> Any:  # noqa: ANN401 - the driver's own object, or ours in its place
    """Return a cursor for prepared statements; that of a connection to PostgreSQL lasts as long as it does."""
    if connection.dialect.name == "sqlite":
        return driver_of(connection).cursor()
    if _CURSOR not in connection.info:
        from intake.engine.pg_cursor import PgCursor  # noqa: PLC0415 - its driver is loaded where it is needed

        connection.info[_CURSOR] = PgCursor(driver_of(connection))
    return connection.info[_CURSOR]


def driver_of(connection: Connection) -> Any:  # noqa: ANN401 - the driver's own object
    """Return the driver's connection below one of Core."""
    return connection.connection.driver_connection


def as_core(dialect: Dialect, sql: str, error: Exception) -> BaseException:
    """Return an error of the driver as Core tells it, without the values."""
    kind = dialect.loaded_dbapi.Error
    return DBAPIError.instance(sql, None, error, kind, hide_parameters=True, dialect=dialect)
