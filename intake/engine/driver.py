"""The drivers of the databases below Core: what is run many times a turn need not pay for all that Core does."""

from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError

_CURSOR = "nghedan_cursor"


def plain(connection: Connection, sql: str) -> None:
    """Run words without parameters, such as those that set a savepoint; raises as Core does."""
    try:
        cursor_of(connection).execute(sql)
    except connection.dialect.loaded_dbapi.Error as error:
        raise as_core(connection.dialect, sql, error) from error


def put_off(connection: Connection, sql: str) -> None:
    """Run words without parameters with the next statement, where the database is far; raises as Core does."""
    if connection.dialect.name == "sqlite":
        plain(connection, sql)
    else:
        cursor_of(connection).put_off(sql, None)


def settle(connection: Connection) -> None:
    """Run what was put off before anything else is run by another way; raises as Core does."""
    cursor = None if connection.dialect.name == "sqlite" else connection.info.get(_CURSOR)
    if cursor is None:
        return
    try:
        cursor.settle()
    except connection.dialect.loaded_dbapi.Error as error:
        raise as_core(connection.dialect, "", error) from error


def cursor_of(connection: Connection) -> Any:  # noqa: ANN401 - the driver's own object, or ours in its place
    """Return the cursor for prepared statements; it lasts as long as its connection."""
    kept = connection.info
    if _CURSOR not in kept:
        kept[_CURSOR] = _made(connection)
    return kept[_CURSOR]


def _made(connection: Connection) -> Any:  # noqa: ANN401 - as above
    if connection.dialect.name == "sqlite":
        return driver_of(connection).cursor()
    from intake.engine.pg_cursor import PgCursor  # noqa: PLC0415 - its driver is loaded where it is needed

    return PgCursor(driver_of(connection))


def driver_of(connection: Connection) -> Any:  # noqa: ANN401 - the driver's own object
    """Return the driver's connection below one of Core."""
    return connection.connection.driver_connection


def as_core(dialect: Dialect, sql: str, error: Exception) -> BaseException:
    """Return an error of the driver as Core tells it, without the values."""
    kind = dialect.loaded_dbapi.Error
    return DBAPIError.instance(sql, None, error, kind, hide_parameters=True, dialect=dialect)
